// SPDX-License-Identifier: Apache-2.0
/*
 * A number opens its source beside the page: a link with class "nm" leads to
 * a page that has <section id="nguon">; here only that section is taken and
 * shown in the drawer.  Buttons with data-open="ID" open the <dialog> ID;
 * data-close closes the one that it stands in.
 */
const drawer = document.getElementById('nguon-ben');
let opener = null;

function show(section) {
	const body = drawer.querySelector('.body');

	body.replaceChildren(section);
	if (!drawer.open)
		drawer.showModal();
	drawer.querySelector('h2').textContent =
		section.dataset.title || 'Nguồn của số';
	body.scrollTop = 0;
}

async function openSource(link) {
	let html;

	link.setAttribute('aria-busy', 'true');
	try {
		const answer = await fetch(link.href, {
			headers: { 'HX-Request': 'true' },
			credentials: 'same-origin',
		});
		html = answer.ok ? await answer.text() : '';
	} catch {
		html = '';
	}
	link.removeAttribute('aria-busy');

	const section = new DOMParser().parseFromString(html, 'text/html')
		.getElementById('nguon');
	if (!section) {
		location.assign(link.href);
		return;
	}
	if (opener)
		opener.removeAttribute('aria-expanded');
	if (!drawer.contains(link)) {
		opener = link;
		link.setAttribute('aria-expanded', 'true');
	}
	show(section);
}

if (drawer) {
	document.addEventListener('click', (e) => {
		const link = e.target.closest('a.nm');
		if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button ||
		    new URL(link.href).origin !== location.origin)
			return;
		e.preventDefault();
		openSource(link);
	});
	drawer.addEventListener('close', () => {
		if (opener) {
			opener.removeAttribute('aria-expanded');
			opener.focus();
			opener = null;
		}
	});
}

document.addEventListener('click', (e) => {
	const open = e.target.closest('[data-open]');
	if (open) {
		const dialog = document.getElementById(open.dataset.open);
		if (dialog && dialog.showModal) {
			e.preventDefault();
			dialog.showModal();
		}
	}
	if (e.target.closest('[data-close]'))
		e.target.closest('dialog')?.close();
	/* a click on the backdrop is a click on the dialog itself */
	if (e.target.nodeName === 'DIALOG') {
		const r = e.target.getBoundingClientRect();
		if (e.clientX < r.left || e.clientX > r.right ||
		    e.clientY < r.top || e.clientY > r.bottom)
			e.target.close();
	}
});
