// SPDX-License-Identifier: Apache-2.0
/*
 * The entry grid: <table class="entry" data-grid> with an <input> in a cell.
 * Arrows move (left and right at the ends of the text), Enter goes down,
 * Shift+Enter up, Esc brings back what stood there, Ctrl+V pastes a block
 * from a spreadsheet.  A changed cell is marked; the page is told with a
 * "change" event as when one types, so htmx and the server do the rest.
 */
function cells(grid) {
	return [...grid.tBodies].flatMap((b) => [...b.rows]).map((row) =>
		[...row.cells].map((c) => c.querySelector(
			'input:not([type=checkbox],[readonly],:disabled)')));
}

function place(rows, input) {
	for (let r = 0; r < rows.length; r++) {
		const c = rows[r].indexOf(input);
		if (c >= 0)
			return [r, c];
	}
	return null;
}

/* The next input from (r, c) in a direction; cells without one are skipped. */
function next(rows, r, c, dr, dc) {
	for (r += dr, c += dc; rows[r] && c >= 0 && c < rows[r].length;
	     r += dr, c += dc)
		if (rows[r][c])
			return rows[r][c];
	return null;
}

function go(input) {
	if (!input)
		return false;
	input.focus();
	input.select();
	return true;
}

function mark(input) {
	input.closest('td')?.classList.toggle('dirty',
		input.value !== input.defaultValue);
}

function changed(input) {
	mark(input);
	input.dispatchEvent(new Event('input', { bubbles: true }));
	input.dispatchEvent(new Event('change', { bubbles: true }));
}

function onKey(e) {
	const input = e.target.closest('[data-grid] tbody input');
	const grid = input?.closest('[data-grid]');
	let at, rows, moved = false;

	if (!grid || e.ctrlKey || e.altKey || e.metaKey || e.isComposing)
		return;
	rows = cells(grid);
	at = place(rows, input);
	if (!at)
		return;
	const [r, c] = at;
	const start = input.selectionStart === 0 && (input.selectionEnd === 0 ||
		input.selectionEnd === input.value.length);
	const end = input.selectionEnd === input.value.length &&
		(input.selectionStart === input.value.length ||
		 input.selectionStart === 0);

	switch (e.key) {
	case 'ArrowUp':
		moved = go(next(rows, r, c, -1, 0));
		break;
	case 'ArrowDown':
		moved = go(next(rows, r, c, 1, 0));
		break;
	case 'ArrowLeft':
		moved = start && !e.shiftKey && go(next(rows, r, c, 0, -1));
		break;
	case 'ArrowRight':
		moved = end && !e.shiftKey && go(next(rows, r, c, 0, 1));
		break;
	case 'Enter':
		go(next(rows, r, c, e.shiftKey ? -1 : 1, 0));
		moved = true; /* the form is sent by its button only */
		break;
	case 'Escape':
		if (input.value !== input.defaultValue) {
			input.value = input.defaultValue;
			changed(input);
			input.select();
			moved = true;
		}
		break;
	}
	if (moved)
		e.preventDefault();
}

/* A block of a spreadsheet: rows by line feeds, cells by tabs. */
function onPaste(e) {
	const input = e.target.closest('[data-grid] tbody input');
	const text = e.clipboardData?.getData('text/plain') ?? '';

	if (!input || !/[\t\n]/.test(text.replace(/\r?\n$/, '')))
		return;
	e.preventDefault();
	const rows = cells(input.closest('[data-grid]'));
	const [r, c] = place(rows, input) ?? [0, 0];
	const block = text.replace(/\r?\n$/, '').split(/\r?\n/)
		.map((l) => l.split('\t'));
	let last = input;

	block.forEach((line, i) => line.forEach((value, j) => {
		const cell = rows[r + i]?.[c + j];
		if (!cell)
			return;
		cell.value = value.trim();
		changed(cell);
		last = cell;
	}));
	go(last);
}

/*
 * In <form data-check> the server is asked what it says of the numbers as they
 * are typed: the form goes where its button with a formaction leads, and of
 * the answer, which is the whole page, the parts with data-live and the signs
 * at the cells are taken over.
 */
let asking;

async function ask(form) {
	asking?.abort();
	asking = new AbortController();
	try {
		const answer = await fetch(
			form.querySelector('[formaction]').formAction, {
				method: 'POST',
				body: new URLSearchParams(new FormData(form)),
				credentials: 'same-origin',
				signal: asking.signal,
			});
		take(new DOMParser().parseFromString(await answer.text(),
			'text/html'));
	} catch {
		/* a newer question is on its way, or the line is down: the
		 * button and saving still say it */
	}
}

function take(said) {
	for (const part of said.querySelectorAll('[data-live]')) {
		const here = document.getElementById(part.id);
		if (here && here.outerHTML !== part.outerHTML) {
			here.replaceChildren(...part.childNodes);
			here.className = part.className;
			here.hidden = part.hidden;
		}
	}
	for (const cell of said.querySelectorAll('[data-grid] tbody input')) {
		const here = document.getElementById(cell.id);
		if (here)
			here.toggleAttribute('aria-invalid',
				cell.hasAttribute('aria-invalid'));
		if (here?.hasAttribute('aria-invalid'))
			here.setAttribute('aria-invalid', 'true');
	}
}

let later;

document.addEventListener('input', (e) => {
	const form = e.target.closest('[data-grid] tbody input') &&
		e.target.closest('form[data-check]');
	if (!form)
		return;
	clearTimeout(later);
	later = setTimeout(ask, 60, form);
});
document.addEventListener('keydown', onKey);
document.addEventListener('paste', onPaste);
document.addEventListener('input', (e) => {
	if (e.target.closest('[data-grid] tbody input'))
		mark(e.target);
});
document.addEventListener('focusin', (e) => {
	if (e.target.closest('[data-grid] tbody input'))
		e.target.select();
});
