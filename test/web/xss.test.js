// SPDX-License-Identifier: Apache-2.0
/*
 * Text that would like to be markup, in every field of every route.
 *
 * PAYLOADS are made of ways out of a context and of ways to run something.
 * Each goes into each field of each row of the table of pages, in what is
 * answered at once (the form shown again, the summary of errors, a search) and
 * in what is stored and shown later.  Chromium parses every answer and lists
 * what in it could run or lead away; then it opens the pages that show stored
 * text with the Content-Security-Policy switched off, so that escaping alone
 * stands, and nothing may run.
 */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { HOPTAC, visitor, web } = require('./lib.js');

const ROUTES = JSON.parse(execFileSync(HOPTAC, ['pages', '--format', 'json'],
	{ encoding: 'utf8' }));
const OUT = ['', '">', '\'>', '</title>', '</textarea>', '</select>',
	'</script>', '-->', '</a>', ']]>', '\\">', '<!--'];
const RUN = ['<script>hit()</script>', '<ScRiPt >hit()</sCrIpT>',
	'<script src=//e.vn></script>', '<img src=x onerror=hit()>',
	'<svg onload=hit()>', '<svg><script>hit()</script>',
	'<body onload=hit()>', '<iframe srcdoc="<script>parent.hit()</script>">',
	'<iframe src=javascript:parent.hit()>', '<details open ontoggle=hit()>',
	'<input autofocus onfocus=hit()>', '<a href=javascript:hit()>x</a>',
	'<a href="java\tscript:hit()">x</a>', '<style>@import "//e.vn"</style>',
	'<meta http-equiv=refresh content="0;url=//e.vn">',
	'<base href=//e.vn/>', '<object data=javascript:hit()>',
	'<form action=//e.vn><button>x', '<math><mi xlink:href=javascript:hit()>',
	'<video><source onerror=hit()>'];
const PLAIN = ['" onmouseover=hit() x="', '\' onfocus=hit() autofocus x=\'',
	'" autofocus onfocus=hit()//', 'javascript:hit()', 'JaVaScRiPt:hit()',
	'data:text/html,<script>hit()</script>', '//e.vn/', '\\\\e.vn',
	'&lt;script&gt;hit()&lt;/script&gt;', '&#60;img src=x onerror=hit()&#62;',
	'%3Cscript%3Ehit()%3C/script%3E', '＜script＞hit()＜/script＞',
	'\\u003cscript\\u003ehit()', '{{hit()}}', '${hit()}', '<%= hit() %>',
	'\';hit();//', '";hit();//', '`;hit();//', '</script><script>hit()//',
	'<<script>hit()//<</script>', '<img """><script>hit()</script>">',
	'<x onclick=hit()>', '<plaintext>', '<xmp>', '<noscript><p title="</noscript><img src=x onerror=hit()>">'];
const PAYLOADS = [...PLAIN, ...OUT.flatMap((o) => RUN.map((r) => o + r))];

/* In Chromium: what in a page could run or lead away. */
function dangers(pages) {
	return pages.flatMap(([where, html]) => {
		const d = new DOMParser().parseFromString(html, 'text/html');
		const bad = [];

		for (const e of d.querySelectorAll('*')) {
			if (/^(iframe|object|embed|base|style|math|source|plaintext|xmp|noscript|x)$/i
				.test(e.localName))
				bad.push(e.localName);
			if (e.localName === 'script' &&
			    (!/^\/tinh\//.test(e.getAttribute('src')) ||
			     e.textContent))
				bad.push(e.outerHTML);
			if (e.localName === 'meta' && e.httpEquiv)
				bad.push(e.outerHTML);
			for (const a of e.attributes) {
				if (/^(on|style$|srcdoc$)/i.test(a.name))
					bad.push(`${e.localName} ${a.name}`);
				if (/^(href|src|action|formaction|xlink:href)$/
					.test(a.name) &&
				    !/^(\/(?![/\\])|#|\?|$)/.test(a.value) &&
				    !/^otpauth:/.test(a.value))
					bad.push(`${a.name}=${a.value}`);
			}
		}
		return bad.length ? [`${where}: ${bad.slice(0, 5)}`] : [];
	});
}

web('text that would like to be markup', (t) => {
	/* the payloads by lots that fit into `size` characters; a tab is refused
	 * where it would be stored */
	function lots(size, payloads = PAYLOADS) {
		const list = [];
		let now = '';

		for (const p of payloads) {
			if (now && now.length + p.length + 1 > size) {
				list.push(now);
				now = '';
			}
			now += (now && ' ') + p;
		}
		return [...list, now];
	}
	async function harmless(p, pages) {
		assert.deepEqual(await p.evaluate(dangers, pages), []);
	}

	t.page(`${PAYLOADS.length} payloads in every field, answered at once`,
		null, async (p, context) => {
			assert.ok(PAYLOADS.length >= 200);
			await p.goto(t.base + '/dang-nhap');
			/* every way to run something is seen when it is let
			 * through: on a page whose console may complain of it */
			const raw = await context.newPage();
			await raw.goto(t.base + '/dang-nhap');
			for (const run of RUN)
				assert.equal((await raw.evaluate(dangers,
					[['raw', run]])).length, 1, run);
			await raw.close();
			const me = await visitor(t.base, 'administrator');
			let pages = [];
			let asked = 0;

			for (const r of ROUTES) {
				if (r.path.startsWith('/api/') || r.path === '/dang-xuat')
					continue;
				const fields = r.fields.split(' ').filter((f) => f &&
					!r.path.includes(`{${f}}`));
				const where = r.path.replace('{ma}', /bieu/.test(r.path) ?
					'bieu-3' : 'htx_total').replace('{id}', '1')
					.replace(/\{[^}]+\}/g, '1');

				/* the first lot fills an address, others a form */
				await Promise.all((fields.length ?
					lots(r.method === 'GET' ? 400 : 480) : [])
					.map(async (lot) => {
					const form = Object.fromEntries(fields.map((f) =>
						[f.replace('*', 'xss'), f === 'nam' ? '2024' : lot]));
					const a = r.method === 'GET' ?
						/* as many fields as an address holds */
						await me.get(where + '?' + new URLSearchParams(
							Object.entries(form).slice(0, 8))) :
						await me.post(where, form);

					asked++;
					assert.ok(a.status < 500, `${r.path}: ${a.status}`);
					if (/html/.test(a.headers.get('content-type')))
						pages.push([`${r.method} ${r.path}`, a.text]);
				}));
				await harmless(p, pages);
				pages = [];
			}
			assert.ok(asked > 1000, String(asked));
		});

	t.page('stored and shown later, without the policy', null,
		async (p, context) => {
			const me = await visitor(t.base, 'administrator');
			const orgs = JSON.parse((await me.get(
				'/api/v1/organisations?kind=htx&status=operating')).text);
			const saved = async (where, form) => {
				const r = await me.post(where, form);
				assert.ok([200, 303].includes(r.status),
					`${where}: ${r.status} ` + r.text
						.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
			};
			const kept = (size) => lots(size, PAYLOADS.map((x) =>
				x.replace('\t', '&#9;')));
			const long = kept(480);
			const field = (html, name) => html.match(new RegExp(
				`name="${name}" value="([^"]*)"`))[1];

			/* organisations: a name, an address, a reason; an event */
			for (const [i, lot] of kept(280).entries()) {
				const where = `/so-dang-ky/${orgs[i].id}`;
				await saved(where + '/thay-doi', {
					'dua-tren': field((await me.get(where +
						'/thay-doi')).text, 'dua-tren'),
					ten: lot, 'dia-chi': lot, 'tu-ngay': '2/1/2024',
					'vi-sao': long[i % long.length] });
				await saved(where + '/su-kien', {
					'loai-su-kien': 'suspended', 'ngay-su-kien': '1/2/2024',
					'van-ban': lot.slice(0, 190),
					'ly-do': long[i % long.length] });
			}
			/* users, this one himself, and tokens by their names */
			const id = (await me.get('/nguoi-dung')).text
				.match(/\/nguoi-dung\/(\d+)/)[1];
			const names = [];
			for (const lot of kept(190)) {
				await saved('/nguoi-dung/' + id, { 'ho-ten': lot,
					'vai-tro': 'administrator' });
				names.push(['/nguoi-dung', (await me.get('/nguoi-dung'))
					.text]);
			}
			for (const lot of kept(95).slice(0, 20))
				await saved('/tai-khoan/ma-truy-cap', { ten: lot });
			/* figures: reasons, notes and papers; a target */
			for (const lot of long) {
				const r = await me.ask('POST', '/api/v1/figures',
					JSON.stringify({ indicator: 'htx_members',
						place: '183', period: '2023', basis: 'estimate',
						value: '5', note: lot, origin: lot.slice(0, 190),
						reason: lot }),
					{ 'content-type': 'application/json',
						'x-csrf-token': me.csrf });
				assert.equal(r.status, 200, r.text);
			}
			/* the plan: every payload in one paragraph */
			const paragraph = (await me.get('/ke-hoach')).text
				.match(/\/ke-hoach\/doan\/[^"?&]+/)[0];
			const open = (await me.get(paragraph)).text;
			await saved(paragraph, { 'loi-van': kept(18000)[0].replace(/[{}]/g, '|'),
				'ly-do': kept(280)[0], viec: 'luu',
				'dua-tren': field(open, 'dua-tren'),
				cu: field(open, 'cu') });

			await p.goto(t.base + '/dang-nhap');
			await harmless(p, names);
			const shown = [paragraph, '/ke-hoach', '/nguoi-dung',
				'/nguoi-dung/' + id, '/tai-khoan/ma-truy-cap', '/',
				'/so-dang-ky?loai=htx', '/so-dang-ky?tinh-trang=suspended',
				'/nhat-ky', '/nhat-ky?trang=2', '/nhat-ky?trang=3',
				'/ke-hoach/so-sanh', '/ke-hoach/phu-luc',
				'/bieu/bieu-5?don-vi=183', '/nguon?so=' + encodeURIComponent(
					'htx_members[period = 2023, basis = estimate, place = 183]'),
				...orgs.slice(0, 6).flatMap((o) => [`/so-dang-ky/${o.id}`,
					`/so-dang-ky/${o.id}/thay-doi`])];
			await harmless(p, await Promise.all(shown.map(async (where) => {
				const r = await me.get(where);
				assert.equal(r.status, 200, where);
				return [where, r.text];
			})));

			const hits = [];
			const bare = await t.context('administrator',
				{ bypassCSP: true });
			await bare.exposeFunction('hit', () => hits.push(1));
			const q = await bare.newPage();
			q.on('dialog', (d) => { hits.push(d.message()); d.dismiss(); });
			q.on('request', (r) => {
				if (!r.url().startsWith(t.base))
					hits.push(r.url());
			});
			for (const where of shown.slice(0, 16)) {
				await q.goto(t.base + where);
				assert.ok(q.url().startsWith(t.base + where.split('?')[0]));
				/* what a script of ours puts into the page beside it */
				const number = q.locator('main a.nm').first();
				if (await number.count() && await number.isVisible()) {
					await number.click();
					await q.waitForSelector('dialog.drawer[open]');
				}
				if (hits.length)
					assert.fail(`${where}: something ran: ${hits}`);
			}
			/* the alarm works */
			await q.setContent('<img src=x onerror="hit()">');
			await q.waitForTimeout(200);
			assert.ok(hits.length > 0);
			await bare.close();
		});
});
