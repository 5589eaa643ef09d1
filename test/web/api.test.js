// SPDX-License-Identifier: Apache-2.0
/* The interface for programs, without a browser: src/api/api.c,
 * src/api/command.c, src/api/openapi.c, src/api/read.c, src/api/write.c,
 * src/api/store.c, src/api/draft.c, src/api/inquiry.c, src/lib/http/json.c, src/office/token.c,
 * src/office/page_token.c, src/register/show_json.c. */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { PASSWORD, hoptac, province, serve } = require('./lib.js');

const READS = ['organisations', 'organisations/1', 'figures',
	'figures/explain?figure=htx_total', 'checks', 'checks/repair', 'plan',
	'plan/trace', 'units', 'log', 'inquiries'];
const WRITES = {
	'organisations/1/events': { kind: 'suspended', day: '2023-06-30' },
	figures: { indicator: 'htx_members', period: '2023', basis: 'estimate',
		value: '5' },
	'checks/accept': { proposal: 'x', reason: 'y' },
	'checks/justify': { check: 'x', reason: 'y' },
	inquiries: { check: 'x', question: 'y' },
	'inquiries/1/again': { question: 'y' },
	'inquiries/1/close': {},
};

describe('the interface for programs', () => {
	const token = {};
	let dir;
	let data;
	let server;

	/* A question with a role's token (null: none), or other headers. */
	async function ask(role, what, body, headers = {}) {
		const r = await fetch(server.base + '/api/v1/' + what, {
			method: body === undefined ? 'GET' : 'POST',
			body: body === undefined || typeof body === 'string' ?
				body : JSON.stringify(body),
			headers: {
				...(role ? { authorization: 'Bearer ' +
					(token[role] || role) } : {}),
				...(body === undefined ? {} :
					{ 'content-type': 'application/json' }),
				...headers,
			},
			redirect: 'manual',
		});
		const text = await r.text();
		const json = text && /json/.test(r.headers.get('content-type')) ?
			JSON.parse(text) : null;

		if (r.status >= 400) {
			assert.equal(r.headers.get('content-type'),
				'application/problem+json');
			assert.equal(json.status, r.status);
			assert.ok(json.title && Array.isArray(json.errors));
		}
		return { status: r.status, headers: r.headers, json, text };
	}
	const fields = (r) => r.json.errors.map((e) => e.field);

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-api-'));
		data = province(dir);
		for (const role of ['viewer', 'unit', 'officer'])
			token[role] = hoptac(data, ['user', 'token', role,
				'thử']).trim();
		server = await serve(data);
	});
	after(async () => {
		if (server)
			await server.stop();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	it('asks everybody for a token, and says so', async () => {
		for (const what of READS) {
			const r = await ask(null, what);
			assert.equal(r.status, 401, what);
			assert.match(r.headers.get('www-authenticate'), /^Bearer/);
		}
		for (const [what, body] of Object.entries(WRITES)) {
			assert.equal((await ask(null, what, body)).status, 401);
			const r = await ask('hoptac_' + '0'.repeat(64), what, body);
			assert.equal(r.status, 401);
			assert.match(r.headers.get('www-authenticate'),
				/invalid_token/);
		}
		for (const bad of ['x', 'a'.repeat(5000), token.viewer + '0',
			token.viewer.slice(0, -1)])
			assert.equal((await ask(bad, 'checks')).status, 401);
	});

	it('gives a token the rights of its user', async () => {
		for (const what of READS)
			assert.equal((await ask('viewer', what)).status, 200, what);
		for (const [what, body] of Object.entries(WRITES))
			assert.equal((await ask('viewer', what, body)).status, 403,
				what);
		for (const what of Object.keys(WRITES).filter((w) =>
			w !== 'figures'))
			assert.equal((await ask('unit', what,
				WRITES[what])).status, 403, what);
	});

	it('asks a unit, which answers', async () => {
		const figure = (indicator, value, who = 'officer') => ask(who,
			'figures', { indicator, value, place: '183',
				period: '2023', basis: 'estimate' });
		const question = { check: 'htx_by_status', question: '14 + 5?',
			period: '2023', basis: 'estimate', breakdown: 'all',
			place: '183', due: '2999-12-31' };

		assert.deepEqual((await ask('viewer', 'inquiries')).json, []);
		for (const [of, n] of [['htx_total', '20'],
			['htx_operating', '14'], ['htx_suspended', '5']])
			await figure(of, n);
		for (const [more, field] of [[{ check: '1' }, 'check'],
			[{ question: '' }, 'question'], [{ unit: '181' }, 'unit'],
			[{ due: '2001-01-01' }, 'due']]) {
			const r = await ask('officer', 'inquiries',
				{ ...question, ...more });
			assert.equal(r.status, 422, field);
			assert.deepEqual(fields(r), [field]);
		}
		const asked = (await ask('officer', 'inquiries', question)).json;
		assert.equal(asked.standing, 'waits');
		assert.equal(asked.unit, '183');
		assert.equal(asked.due, '2999-12-31');
		assert.deepEqual(asked.figures.map((f) => f.was),
			['20', '14', '5']);
		assert.equal((await ask('officer', 'inquiries', question)).status,
			409);
		/* the check is broken as before, and says who is asked */
		const check = (await ask('viewer', 'checks?year=2024')).json.broken
			.find((b) => b.place === '183');
		assert.equal(check.severity, 'error');
		assert.deepEqual(check.inquiries.map((i) => i.id), [asked.id]);

		const at = `inquiries/${asked.id}/`;
		assert.equal((await ask('viewer', at + 'answer', { text: 'x' }))
			.status, 403);
		assert.equal((await ask('unit', 'inquiries/99/answer',
			{ text: 'x' })).status, 404);
		const said = (await ask('unit', at + 'answer', { text: 'đúng',
			version: String(asked.version) })).json;
		assert.equal(said.standing, 'replied');
		assert.deepEqual(said.said.map((s) => s.who), ['officer', 'unit']);
		/* what was written about another version */
		assert.equal((await ask('officer', at + 'again', { question: 'x',
			version: String(asked.version) })).status, 409);
		assert.equal((await ask('officer', at + 'again', { question:
			'vì sao?' })).json.standing, 'waits');
		assert.equal((await figure('htx_operating', '15', 'unit')).status,
			200);
		const now = (await ask('viewer', 'inquiries?year=2024')).json[0];
		assert.equal(now.standing, 'corrected');
		assert.deepEqual(now.changed.map((c) => [c.from, c.to]),
			[['14', '15']]);
		assert.equal((await ask('officer', at + 'close', { remark: 'xong' }))
			.json.standing, 'done');
		assert.equal((await ask('unit', at + 'answer', { text: 'x' }))
			.status, 422);
	});

	it('answers what the command line answers', async () => {
		for (const [what, ...args] of [
			['organisations', 'register', 'list'],
			['organisations?kind=lhhtx&on=2023-06-30', 'register',
				'list', '--kind', 'lhhtx', '--on', '2023-06-30'],
			['organisations/7?ngay=30/6/2023', 'register', 'show', '7',
				'--on', '2023-06-30'],
			['figures?year=2024', 'figures', '--year', '2024'],
			['figures/explain?figure=htx_total&on=2023-06-30',
				'explain', 'htx_total', '--on', '2023-06-30'],
			['units?place=183&on=2023-06-30', 'units', '--place',
				'183', '--on', '2023-06-30']])
			assert.deepEqual((await ask('viewer', what)).json,
				JSON.parse(hoptac(data, [...args, '--format',
					'json'])), what);
		let repair;
		try {
			repair = hoptac(data, ['check', '--repair', '--format', 'json']);
		} catch (e) {
			repair = e.stdout; /* 1: there are errors */
		}
		assert.deepEqual((await ask('viewer', 'checks/repair')).json,
			JSON.parse(repair));
	});

	it('refuses hostile values by their field', async () => {
		const long = 'x'.repeat(3000);
		let r = await ask('officer', 'organisations?text=' + long);
		assert.deepEqual([r.status, fields(r)], [422, ['text']]);
		r = await ask('officer', 'checks?year=hai&all=perhaps');
		assert.deepEqual([r.status, fields(r).sort()],
			[422, ['all', 'year']]);
		r = await ask('officer', 'checks?yaer=2024');
		assert.deepEqual([r.status, fields(r)], [422, ['yaer']]);
		r = await ask('officer', 'figures?on=31/2/2023');
		assert.deepEqual([r.status, fields(r)], [422, ['on']]);
		r = await ask('officer', 'figures/explain');
		assert.deepEqual([r.status, fields(r)], [422, ['figure']]);
		r = await ask('officer', 'checks?place=' +
			encodeURIComponent("'; DROP TABLE tx; --"));
		assert.deepEqual([r.status, fields(r)], [422, ['place']]);
		for (const body of [{ ...WRITES.figures, value: '1,5' },
			{ ...WRITES.figures, value: 1.5 },
			{ ...WRITES.figures, value: { a: 1 } },
			{ ...WRITES.figures, value: '9'.repeat(60) },
			{ ...WRITES.figures, value: '-5' }]) {
			r = await ask('officer', 'figures', body);
			assert.deepEqual([r.status, fields(r)], [422, ['value']],
				JSON.stringify(body));
		}
		r = await ask('officer', 'figures', { value: '1' });
		assert.deepEqual([r.status, fields(r).sort()],
			[422, ['basis', 'indicator', 'period']]);
		r = await ask('officer', 'figures',
			{ ...WRITES.figures, note: '<b>\u0007' });
		assert.deepEqual([r.status, fields(r)], [422, ['note']]);
		r = await ask('officer', 'figures',
			{ ...WRITES.figures, owner: 'me' });
		assert.deepEqual([r.status, fields(r)], [422, ['owner']]);
		for (const body of ['', '[]', '{', '"x"', '{"a":1,"a":2}',
			'{"value":"\\u0000"}', '['.repeat(60000)])
			assert.ok([400, 422].includes((await ask('officer',
				'figures', body)).status), body);
		assert.equal((await ask('officer', 'figures',
			'{"note":"' + 'x'.repeat(70000) + '"}')).status, 413);
		assert.equal((await ask('officer', 'figures', 'value=1',
			{ 'content-type': 'application/x-www-form-urlencoded' }))
			.status, 400);
		assert.equal((await ask('officer', 'nothing')).status, 404);
		assert.equal((await ask('officer', 'checks', {})).status, 405);
	});

	it('keeps a unit to itself', async () => {
		const report = { indicator: 'htx_members', period: '2023',
			basis: 'estimate', value: '60' };
		assert.equal((await ask('unit', 'figures',
			{ ...report, place: '20' })).status, 403);
		assert.equal((await ask('unit', 'figures',
			{ ...report, place: '181' })).status, 403);
		const r = await ask('unit', 'figures', { ...report, place: '183',
			note: 'theo báo cáo' });
		assert.equal(r.status, 200, r.text);
		assert.equal(r.json.value, '60');
		assert.equal(r.json.place, '183');
	});

	it('records an event and answers what the organisation is then',
		async () => {
			const live = (await ask('officer',
				'organisations?kind=htx&status=operating&on=2023-06-30'))
				.json[0];
			const r = await ask('officer',
				`organisations/${live.id}/events`,
				{ kind: 'suspended', day: '2026-03-01',
					reason: 'sửa xưởng' });
			assert.equal(r.status, 200, r.text);
			assert.equal(r.json.status, 'suspended');
			const event = r.json.history.find((h) =>
				h.event && h.event.reason === 'sửa xưởng');
			assert.equal(event.day, '2026-03-01');
			assert.equal(event.written.who, 'officer');
			/* once more is against the rules of the pack */
			const again = await ask('officer',
				`organisations/${live.id}/events`,
				{ kind: 'suspended', day: '2026-04-01' });
			assert.equal(again.status, 422);
		});

	it('accepts 46 -> 47 and finds no sum broken then', async () => {
		const proposed = (await ask('officer', 'checks/repair')).json;
		const right = proposed.repairs.find((r) =>
			r.changes.length === 1 && r.changes[0].from === '46' &&
			r.changes[0].to === '47');
		const sums = (j) => j.broken.filter((b) =>
			b.severity === 'error' && /^htx_by_|^htx_total/.test(b.check));

		assert.ok(right && right.acceptable);
		assert.ok(sums(proposed).length > 0);
		const r = await ask('officer', 'checks/accept',
			{ proposal: right.id, reason: 'đã đối chiếu' });
		assert.equal(r.status, 200, r.text);
		assert.deepEqual(sums(r.json), []);
		assert.deepEqual(r.json,
			(await ask('officer', 'checks')).json);
		/* the same proposal is none any more */
		assert.ok([404, 409, 422].includes((await ask('officer',
			'checks/accept', { proposal: right.id, reason: 'lại' }))
			.status));
		const log = (await ask('viewer', 'log?limit=1')).json;
		assert.equal(log.length, 1);
		assert.equal(log[0].who, 'officer');
	});

	it('justifies a warning', async () => {
		const before = (await ask('officer', 'checks')).json;
		const waiting = before.broken.find((b) =>
			b.severity === 'warning' && !b.reason);
		const r = await ask('officer', 'checks/justify', {
			check: waiting.check, period: waiting.period,
			basis: waiting.basis, reason: 'số đúng như báo cáo' });
		assert.equal(r.status, 200, r.text);
		assert.equal(r.json.unjustified, before.unjustified - 1);
	});

	/* A session of the browser: may ask; writes only with its token. */
	it('lets a session write only with the token of its pages', async () => {
		const post = (where, form, cookie) =>
			fetch(server.base + where, { method: 'POST',
				redirect: 'manual', body: new URLSearchParams(form),
				headers: { origin: server.base, ...(cookie ?
					{ cookie } : {}) } });
		const login = await post('/dang-nhap',
			{ ten: 'officer', 'mat-khau': PASSWORD });
		const cookie = login.headers.get('set-cookie').split(';')[0];
		const page = await (await fetch(server.base +
			'/tai-khoan/ma-truy-cap', { headers: { cookie } })).text();
		const csrf = page.match(/name="csrf" value="([^"]+)"/)[1];
		const own = { cookie, origin: server.base };
		const accept = { proposal: 'x', reason: 'y' };

		assert.equal((await ask(null, 'checks', undefined,
			{ cookie })).status, 200);
		assert.equal((await ask(null, 'checks/accept', accept,
			own)).status, 403);
		assert.equal((await ask(null, 'checks/accept',
			{ ...accept, csrf }, own)).status, 403);
		assert.equal((await ask(null, 'checks/accept', accept,
			{ ...own, 'x-csrf-token': csrf,
				origin: 'https://evil.example' })).status, 403);
		assert.notEqual((await ask(null, 'checks/accept', accept,
			{ ...own, 'x-csrf-token': csrf })).status, 403);
		/* a wrong token is not mended by a cookie */
		assert.equal((await ask('wrong', 'checks', undefined,
			{ cookie })).status, 401);
		/* nor does a token open pages */
		assert.equal((await fetch(server.base + '/tai-khoan', {
			redirect: 'manual', headers: { authorization:
				'Bearer ' + token.officer } })).status, 303);

		/* made on the page, shown once, revoked */
		const made = await (await post('/tai-khoan/ma-truy-cap',
			{ csrf, ten: 'kho dữ liệu' }, cookie)).text();
		const text = made.match(/hoptac_[0-9a-f]{64}/)[0];
		assert.equal((await ask(text, 'checks')).status, 200);
		const shown = await (await fetch(server.base +
			'/tai-khoan/ma-truy-cap', { headers: { cookie } })).text();
		assert.doesNotMatch(shown, /hoptac_[0-9a-f]{64}/);
		assert.match(shown, /kho dữ liệu/);
		const so = shown.match(/name="so" value="(\d+)"/)[1];
		assert.equal((await post('/tai-khoan/ma-truy-cap/thu-hoi',
			{ csrf, so }, cookie)).status, 303);
		assert.equal((await ask(text, 'checks')).status, 401);
		assert.equal((await ask('officer', 'checks')).status, 200);
	});

	it('describes itself', async () => {
		const { status, json } = await ask(null, 'openapi.json');
		const rows = JSON.parse(hoptac(data, ['pages', '--format', 'json']))
			.filter((r) => r.path.startsWith('/api/'))
			.map((r) => `${r.method.toLowerCase()} ${r.path}`);
		const told = [];

		assert.equal(status, 200);
		assert.match(json.openapi, /^3\.1\./);
		for (const [where, item] of Object.entries(json.paths))
			for (const [method, o] of Object.entries(item)) {
				told.push(`${method} ${where}`);
				assert.ok(o.summary && o.operationId);
				for (const name of where.matchAll(/\{(\w+)\}/g))
					assert.ok(o.parameters.some((p) =>
						p.in === 'path' && p.required &&
						p.name === name[1]));
			}
		assert.deepEqual(told.sort(), rows.sort());
		const ids = Object.values(json.paths).flatMap((item) =>
			Object.values(item).map((o) => o.operationId));
		assert.equal(new Set(ids).size, ids.length);
		JSON.stringify(json, (key, value) => {
			if (key === '$ref')
				assert.ok(value.slice(2).split('/').reduce((o, k) =>
					o && o[k], json), value);
			return value;
		});
		const report = json.paths['/api/v1/figures'].post.requestBody
			.content['application/json'].schema;
		assert.deepEqual(report.required.sort(),
			['basis', 'indicator', 'period']);
		assert.deepEqual(report.properties.basis.enum,
			['actual', 'estimate', 'plan']);
		assert.equal(json.paths['/api/v1/log'].get.parameters.find((p) =>
			p.name === 'limit').schema.maximum, 1000);
		const year = json.paths['/api/v1/checks'].get.parameters.find((p) =>
			p.name === 'year');
		assert.deepEqual([year.in, year.required, year.schema.minimum],
			['query', false, 2000]);
	});

	it('audits a draft that is sent, and forgets it', async () => {
		const form = (name, text) => {
			const f = new FormData();
			f.append(name, new Blob([text]), 'du-thao.txt');
			return f;
		};
		const send = async (role, body) => {
			const r = await fetch(server.base + '/api/v1/lint', {
				method: 'POST', body,
				headers: role ? { authorization: 'Bearer ' +
					token[role] } : {},
			});
			return { status: r.status, json: await r.json() };
		};
		const r = await send('viewer', form('file', 'Số: /KH-UBND'));

		assert.equal(r.status, 200);
		assert.equal(r.json.file, 'du-thao.txt');
		assert.equal(r.json.findings[0].rule, 'blank-field');
		assert.equal(r.json.findings[0].quote, 'Số: /KH-UBND');
		const word = (copy) => {
			const f = new FormData();
			f.append('file', new Blob([fs.readFileSync(dir +
				'/kh/ke-hoach-2024.docx')]), 'ke-hoach.docx');
			if (copy)
				f.append('copy', '1');
			return f;
		};
		hoptac(data, ['plan', '--year', '2024', '--out', dir + '/kh']);
		const plain = await send('viewer', word(false));
		assert.equal(plain.json.copy, undefined);
		const copy = Buffer.from((await send('viewer', word(true)))
			.json.copy, 'base64');
		assert.equal(copy.subarray(0, 2).toString(), 'PK');
		assert.ok(copy.includes('word/comments.xml'));
		const no = form('file', 'x');
		no.append('copy', '1');
		assert.equal((await send('viewer', no)).status, 422);
		assert.equal((await send(null, form('file', 'x'))).status, 401);
		assert.equal((await send('viewer', form('tep', 'x'))).status, 422);
		assert.equal((await send('viewer', form('file', '\0'))).status, 422);
		assert.equal((await ask('viewer', 'lint', {})).status, 422);
	});
});
