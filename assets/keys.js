// SPDX-License-Identifier: Apache-2.0
/*
 * Keys: / goes to the search, g and a letter to a part of the rail
 * (data-key), j and k along a list of links (data-list), a, e and other
 * letters to what has data-key on the page, ? shows them all.  Single letters
 * do nothing in fields, and nothing at all when they are switched off
 * (WCAG 2.1.4).
 */
const OFF = 'phim-tat-tat';
let goes = 0; /* when g was typed */

function off() {
	try {
		return localStorage.getItem(OFF) === '1';
	} catch {
		return false;
	}
}

function typing(el) {
	return el.closest('input:not([type=checkbox],[type=radio]),textarea,' +
		'select,[contenteditable]');
}

function press(el) {
	if (!el || el.getAttribute('aria-disabled') === 'true')
		return false;
	el.focus();
	el.click();
	return true;
}

function step(by) {
	const items = [...document.querySelectorAll(
		'[data-list] a.item, [data-list] tbody th a, [data-list] .first')]
		.filter((el) => el.offsetParent);
	const at = items.indexOf(document.activeElement);
	const current = items.findIndex((el) => el.hasAttribute('aria-current'));
	const from = at >= 0 ? at : current >= 0 ? current : -1;
	const to = Math.min(items.length - 1, Math.max(0, from + by));

	if (items.length)
		items[to].focus();
	return items.length > 0;
}

function act(key) {
	if (goes && Date.now() - goes < 1500) {
		goes = 0;
		return press(document.querySelector(
			`.rail [data-key="${CSS.escape(key)}"]`));
	}
	switch (key) {
	case 'g':
		goes = Date.now();
		return true;
	case '/': {
		const q = document.querySelector('.search input');
		if (q)
			q.select();
		return Boolean(q);
	}
	case 'j':
		return step(1);
	case 'k':
		return step(-1);
	case '?': {
		const keys = document.getElementById('phim');
		if (keys && !keys.open)
			keys.showModal();
		return Boolean(keys);
	}
	default:
		return press(document.querySelector(
			`main [data-key="${CSS.escape(key)}"]`));
	}
}

document.addEventListener('keydown', (e) => {
	if (e.key === 'Escape') {
		const menu = document.querySelector('details.menu[open]');
		if (menu) {
			menu.open = false;
			menu.querySelector('summary').focus();
		} else if (location.hash === '#muc') {
			location.hash = '';
		}
		return;
	}
	if (e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented ||
	    e.key.length !== 1 || typing(e.target) || off() ||
	    document.querySelector('dialog[open]'))
		return;
	if (act(e.key))
		e.preventDefault();
});

/* A menu closes when one clicks beside it. */
document.addEventListener('click', (e) => {
	for (const menu of document.querySelectorAll('details.menu[open]'))
		if (!menu.contains(e.target))
			menu.open = false;
});

/* The switch in the dialog of keys. */
const box = document.getElementById('phim-tat');
if (box) {
	box.checked = !off();
	box.addEventListener('change', () => {
		try {
			localStorage.setItem(OFF, box.checked ? '0' : '1');
		} catch {
			/* storage is closed: then only this page knows */
		}
	});
}

/* A disabled action says why instead of acting. */
document.addEventListener('click', (e) => {
	const el = e.target.closest('[aria-disabled="true"]');
	if (el)
		e.preventDefault();
});

/* After a failed submit the summary of errors is read first. */
const errors = document.querySelector('.errors');
if (errors)
	errors.focus();
