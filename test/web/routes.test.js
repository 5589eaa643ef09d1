// SPDX-License-Identifier: Apache-2.0
/*
 * Every row of the tables of pages (hoptac pages, src/admin/serve.c): who may
 * see it and who may not, hostile and over-long values in every field, no
 * post without a token; every page that is shown is accessible at three
 * widths and under the policy.
 */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { HOPTAC, web } = require('./lib.js');

const ROUTES = JSON.parse(execFileSync(HOPTAC, ['pages', '--format', 'json'],
	{ encoding: 'utf8' }));
/* the rights of each role, as src/office/account.h tells them */
const RIGHTS = {
	viewer: ['read'],
	unit: ['read', 'report'],
	officer: ['read', 'report', 'register', 'settle', 'write'],
	approver: ['read', 'report', 'register', 'settle', 'write', 'approve'],
	administrator: ['read', 'report', 'register', 'settle', 'write',
		'packs', 'users'],
};
const HOSTILE = [
	'<script>alert(1)</script>', '"><img src=x onerror=alert(1)>',
	'{{7*7}}', "' OR 1=1 --", '\u0000', '../../../etc/passwd',
	'%s%n%x', '\uFFFD\u202E', '=cmd|\'/c calc\'!A1', 'đ'.repeat(300),
	'9'.repeat(40), '-1', '31/2/2023',
];

const isPublic = (r) => r.right === '*';
const may = (role, r) => isPublic(r) || r.right === 'user' ||
	RIGHTS[role].includes(r.right);
/* the address with something in every place of its path */
const fill = (r, value = '1') => r.path.replace(/\{[^}]+\}/g,
	() => encodeURIComponent(value));

web('every route', (t) => {
	const ask = async (context, r, url, body) => context.request.fetch(
		t.base + url, { method: r.method, maxRedirects: 0,
			...(body ? { form: body } : {}) });

	t.page('anonymous: only what is public', null, async (p, context) => {
		for (const r of ROUTES) {
			const answer = await ask(context, r, fill(r));
			const what = `${r.method} ${r.path}: ${answer.status()}`;

			if (r.method !== 'GET')
				assert.ok([401, 403, 303, 422, 400]
					.includes(answer.status()), what);
			else if (isPublic(r))
				assert.ok([200, 404].includes(answer.status()),
					what);
			else if (r.path.startsWith('/api/'))
				assert.equal(answer.status(), 401, what);
			else
				assert.equal(answer.status(), 303, what);
			if (answer.status() === 303)
				assert.match(answer.headers().location,
					/^\/dang-nhap/, what);
		}
	});

	for (const role of Object.keys(RIGHTS))
		t.page(`${role}: what its rights say`, role,
			async (p, context) => {
				for (const r of ROUTES) {
					if (r.method !== 'GET')
						continue;
					const answer = await ask(context, r,
						fill(r));
					const what = `${r.path}: ` +
						answer.status();

					assert.ok(answer.status() < 500, what);
					if (!may(role, r))
						assert.equal(answer.status(),
							403, what);
					else
						assert.notEqual(answer.status(),
							403, what);
				}
			});

	t.page('no post without the token of the session', 'administrator',
		async (p, context) => {
			for (const r of ROUTES) {
				if (r.method === 'GET' || isPublic(r))
					continue;
				const answer = await ask(context, r, fill(r),
					{ csrf: 'x' });
				assert.equal(answer.status(), 403,
					`${r.method} ${r.path}`);
			}
		});

	t.page('hostile values break nothing and are shown as text',
		'administrator', async (p, context) => {
			for (const r of ROUTES) {
				if (r.method !== 'GET')
					continue;
				for (const bad of HOSTILE) {
					/* long ones in one field: a request
					 * may have so many bytes only */
					const q = r.fields.split(' ')
						.filter((f) => f &&
							!r.path.includes(`{${f}}`))
						.slice(0, bad.length > 100 ? 1 : 99)
						.map((f) => f.replace('*', 'x') +
							'=' + encodeURIComponent(bad))
						.join('&');
					const answer = await ask(context, r,
						fill(r, bad) + (q ? '?' + q : ''));
					const what = `${r.path} ${bad.slice(0, 20)}:` +
						` ${answer.status()}`;

					assert.ok(answer.status() < 500, what);
					if (/html/.test(answer
						.headers()['content-type']))
						assert.doesNotMatch(
							await answer.text(),
							/<script>alert|<img src=x/,
							what);
					else /* JSON, a file: no browser runs it */
						assert.equal(answer.headers()
							['x-content-type-options'],
						'nosniff', what);
				}
				const long = await ask(context, r, fill(r) +
					'?' + 'a'.repeat(20000));
				assert.ok(long.status() >= 400 &&
					long.status() < 500, r.path);
			}
		});

	for (const width of [1366, 1024, 360])
		t.page(`accessible at ${width} pixels`, 'administrator',
			async (p) => {
				for (const r of ROUTES) {
					if (r.method !== 'GET' ||
					    r.path.includes('{') ||
					    r.path.startsWith('/api/') ||
					    isPublic(r))
						continue;
					const answer = await p.goto(t.base +
						r.path, { timeout: 20000 })
						.catch(() => null);
					if (!answer || !/html/.test(answer
						.headers()['content-type']))
						continue; /* a download */
					try {
						await t.accessible(p);
					} catch (e) {
						e.message = `${r.path} at ${width}` +
							`: ${e.message}`;
						throw e;
					}
				}
			}, { viewport: { width, height: 768 } });
});
