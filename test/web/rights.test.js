// SPDX-License-Identifier: Apache-2.0
/*
 * Who may write what, asked of the server without a browser: every route that
 * writes with every role; then, for users limited to a unit or a sector, own,
 * other and whole-province rows; then numbers of other people's things.  The
 * policy is the table MAY below and three sentences:
 *
 *   a role may do what its rights say; a user limited to a unit or a sector
 *   writes only about what lies in it; what concerns the whole province (its
 *   checks, its plan, its totals) is for those who are not limited.
 *
 * After every refusal the journal must be as long as before.
 */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { HOPTAC, PASSWORD, ROLES, dice, hoptac, province, serve, visitor } =
	require('./lib.js');

const ROUTES = JSON.parse(execFileSync(HOPTAC, ['pages', '--format', 'json'],
	{ encoding: 'utf8' }));
const MAY = {
	viewer: ['read'],
	unit: ['read', 'report'],
	officer: ['read', 'report', 'register', 'settle', 'write'],
	approver: ['read', 'report', 'register', 'settle', 'write', 'approve'],
	administrator: ['read', 'report', 'register', 'settle', 'write',
		'packs', 'users'],
};
const HERE = '183'; /* the unit of the limited users */
const THERE = '181';
const PROVINCE = '20';

describe('who may write what', () => {
	const who = {};
	const org = {}; /* here, there: numbers of organisations */
	let dir, data, server;

	/* the number of the last transaction */
	const last = async () => JSON.parse((await who.administrator.get(
		'/api/v1/log?limit=1')).text)[0].id;
	/* Sends and answers the status; a refusal must have written nothing. */
	async function send(me, where, body) {
		const before = await last();
		const r = where.startsWith('/api/') ?
			await me.ask('POST', where, JSON.stringify(body), {
				'content-type': 'application/json',
				'x-csrf-token': me.csrf }) :
			await me.post(where, body);

		if (r.status >= 400)
			assert.equal(await last(), before,
				`${where} refused with ${r.status}, and written`);
		return r;
	}
	const plain = (html) => html.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ').replace(/^.*Đăng xuất/, '').slice(0, 600);
	async function refused(me, where, body, status = 403) {
		const r = await send(me, where, body);
		assert.equal(r.status, status, `${where} ${JSON.stringify(body)}` +
			`: ${r.status} ` + plain(r.text));
		return r;
	}
	async function taken(me, where, body) {
		const r = await send(me, where, body);
		assert.ok([200, 303].includes(r.status),
			`${where} ${JSON.stringify(body)}: ${r.status}\n` +
			plain(r.text));
		return r;
	}
	const inputs = (html) => Object.fromEntries(
		[...html.matchAll(/<input[^>]*>/g)].map((m) => [
			(m[0].match(/ name="([^"]*)"/) || [])[1],
			(m[0].match(/ value="([^"]*)"/) || [])[1] || '']));

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-rights-'));
		data = province(dir);
		for (const [login, ...limits] of [
			['huyen', '--place', HERE], ['nganh', '--sector', 'agri'],
			['phong', '--place', HERE, '--sector', 'agri']])
			hoptac(data, ['user', 'add', login, '--role', 'officer',
				...limits], PASSWORD + '\n');
		server = await serve(data);
		for (const login of [...ROLES, 'huyen', 'nganh', 'phong'])
			who[login] = await visitor(server.base, login);
		for (const [name, place] of [['here', HERE], ['there', THERE]])
			for (const sector of ['agri', 'nonagri'])
				org[name + ' ' + sector] = JSON.parse((await
					who.viewer.get('/api/v1/organisations?' +
					`kind=htx&status=operating&place=${place}` +
					`&sector=${sector}&on=2023-06-30`))
					.text)[0].id;
	});
	after(async () => {
		await server.stop();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	it('every route that writes, with every role', async () => {
		for (const role of Object.keys(MAY))
			for (const r of ROUTES) {
				if (r.method === 'GET' || r.right === '*')
					continue;
				const where = r.path.replace(/\{[^}]+\}/g, '999999');
				const may = r.right === 'user' ||
					MAY[role].includes(r.right);
				const got = await send(who[role], where, {});
				const what = `${role}: ${r.path}: ${got.status}`;

				assert.ok(got.status < 500, what);
				assert.equal(got.status === 403, !may, what);
			}
	});

	it('figures of a unit and a sector, by the interface', async () => {
		const post = (place, sector, value = '5') => ({
			indicator: 'htx_members', period: '2023',
			basis: 'estimate', value, place,
			...(sector ? { breakdown: 'sector=' + sector } : {}) });
		const where = '/api/v1/figures';

		for (const place of [HERE, THERE, PROVINCE])
			for (const sector of ['', 'agri', 'nonagri']) {
				const body = post(place, sector);

				for (const [login, may] of [
					['viewer', false], ['officer', true],
					['unit', place === HERE],
					['huyen', place === HERE],
					['nganh', sector === 'agri'],
					['phong', place === HERE &&
						sector === 'agri']])
					await (may ? taken : refused)(who[login],
						where, body);
			}
		/* nor by another way to write the same breakdown */
		for (const breakdown of ['sector=nonagri;sector=agri',
			'xsector=agri', 'sector=agri2', 'sector=', 'agri',
			'sector=agri;sector=nonagri', ' sector=agri ']) {
			const r = await send(who.nganh, where,
				{ ...post(HERE, ''), breakdown });
			assert.ok([403, 422].includes(r.status) ||
				JSON.parse(r.text).breakdown.sector === 'agri',
			breakdown);
		}
		/* nor without the place, which is his own then */
		const own = JSON.parse((await taken(who.unit, where,
			{ ...post(HERE, ''), place: undefined })).text);
		assert.equal(own.place, HERE);
	});

	it('forms of figures', async () => {
		const form = (await who.officer.get('/bieu')).text
			.match(new RegExp(`/bieu/([a-z0-9_-]+)\\?nam=\\d+&amp;don-vi=${THERE}`))[1];
		const cells = async (me, place) => {
			const all = inputs((await me.get(
				`/bieu/${form}?don-vi=${place}`)).text);
			return Object.fromEntries(Object.entries(all)
				.filter(([k]) => /^(o\.|moc$)/.test(k)));
		};
		const typed = async (place) => {
			const f = await cells(who.officer, place);
			for (const k of Object.keys(f))
				if (k.startsWith('o.'))
					f[k] = '7';
			return { ...f, 'don-vi': place };
		};

		/* whoever may not is shown no field and cannot send any */
		for (const [login, place, open] of [['unit', HERE, true],
			['unit', THERE, false], ['huyen', HERE, true],
			['huyen', THERE, false], ['viewer', HERE, false],
			['officer', THERE, true]]) {
			const shown = Object.keys(await cells(who[login], place))
				.filter((k) => k.startsWith('o.')).length;
			assert.equal(shown > 0, open, `${login} ${place}`);
			if (!open)
				await refused(who[login], '/bieu/' + form,
					await typed(place),
					login === 'viewer' ? 403 : 422);
		}
		await taken(who.unit, '/bieu/' + form, await typed(HERE));
		/* a user of one sector writes no cell of another one, though he
		 * sends them all */
		const before = await last();
		const r = await who.nganh.post('/bieu/' + form, {
			...await typed(THERE) });
		assert.ok([303, 422, 409].includes(r.status));
		if (await last() > before)
			for (const f of JSON.parse((await who.viewer.get(
				`/api/v1/figures?place=${THERE}`)).text))
				if (f.value === '7')
					assert.equal(f.breakdown.sector, 'agri',
						JSON.stringify(f));
	});

	it('targets', async () => {
		const target = (place, sector) => ({ 'don-vi': place,
			...(sector ? { 'linh-vuc': sector } : {}),
			'gia-tri': '9', 'ly-do': 'thử', 'dua-tren': '0' });

		for (const [login, place, sector, may] of [
			['officer', PROVINCE, '', true],
			['unit', PROVINCE, '', false], ['unit', THERE, '', false],
			['huyen', PROVINCE, '', false], ['nganh', PROVINCE, '', false],
			['nganh', PROVINCE, 'nonagri', false],
			['phong', HERE, '', false], ['phong', THERE, 'agri', false]]) {
			const r = await send(who[login], '/chi-tieu/htx_total',
				target(place, sector));

			if (may)
				assert.ok([303, 409].includes(r.status), r.text);
			else
				assert.ok([403, 422].includes(r.status),
					`${login} ${place} ${sector}: ${r.status}`);
		}
	});

	it('organisations of a unit and a sector', async () => {
		const event = { kind: 'suspended', day: '2026-03-01',
			reason: 'thử' };
		const form = { 'loai-su-kien': 'suspended',
			'ngay-su-kien': '1/3/2026', 'ly-do': 'thử' };

		for (const [login, name, may] of [
			['huyen', 'there agri', false], ['nganh', 'here nonagri', false],
			['phong', 'there agri', false], ['phong', 'here nonagri', false],
			['unit', 'here agri', false], ['viewer', 'here agri', false],
			['nganh', 'there agri', true], ['huyen', 'here nonagri', true],
			['phong', 'here agri', true]]) {
			const id = org[name];
			const api = `/api/v1/organisations/${id}/events`;

			if (!may) {
				await refused(who[login], api, event);
				const r = await send(who[login],
					`/so-dang-ky/${id}/su-kien`, form);
				assert.ok([403, 422].includes(r.status),
					`${login} ${name}: ${r.status}`);
			} else {
				await taken(who[login], api, event);
			}
		}
	});

	it('nothing of one\'s own is given away, nothing taken', async () => {
		const change = async (login, name, more) => {
			const id = org[name];
			const where = `/so-dang-ky/${id}/thay-doi`;
			const html = (await who.officer.get(where)).text;
			const seat = html.match(/<select[^>]*name="tru-so"[\s\S]*?<option value="(\d+)" selected/);
			const f = inputs(html);

			return [who[login], where, { 'dua-tren': f['dua-tren'],
				ten: f.ten, 'tu-ngay': '2/3/2024', 'vi-sao': 'thử',
				'tru-so': seat[1], 'linh-vuc': 'agri', ...more }];
		};
		await taken(...await change('phong', 'here agri'));
		/* into another sector, and out of any */
		await refused(...await change('phong', 'here agri',
			{ 'linh-vuc': 'nonagri' }));
		await refused(...await change('nganh', 'here agri',
			{ 'linh-vuc': '' }));
		/* to a commune that is not of the own unit, or is none */
		const html = (await who.officer.get(
			`/so-dang-ky/${org['here agri']}/thay-doi`)).text;
		const seats = [...html.match(
			/<select[^>]*name="tru-so"[\s\S]*?<\/select>/)[0]
			.matchAll(/<option value="(\d+)">/g)].map((m) => m[1]);
		assert.ok(seats.length > 10);
		for (const seat of [...seats.slice(0, 5), '99999999'])
			await refused(...await change('huyen', 'here agri',
				{ 'tru-so': seat }));
		await refused(...await change('huyen', 'there agri'), 422);
	});

	it('checks and the plan are for who is not limited', async () => {
		const html = (await who.officer.get('/ke-hoach')).text;
		const paragraph = html.match(/\/ke-hoach\/doan\/([^"?&]+)/)[1];

		for (const login of ['huyen', 'nganh', 'phong']) {
			await refused(who[login], '/kiem-tra/chap-nhan',
				{ ma: 'x', 'ly-do': 'thử' });
			await refused(who[login], '/kiem-tra/giai-trinh',
				{ chon: 'x', 'ly-do': 'thử' });
			await refused(who[login], '/kiem-tra/yeu-cau',
				{ chon: 'x', hoi: 'thử', 'don-vi': HERE });
			for (const place of [undefined, PROVINCE, THERE]) {
				await refused(who[login], '/api/v1/checks/accept',
					{ proposal: 'x', reason: 'thử', place });
				await refused(who[login], '/api/v1/checks/justify',
					{ check: 'x', reason: 'thử', place });
				await refused(who[login], '/api/v1/inquiries',
					{ check: 'x', question: 'thử', place });
			}
			const r = await send(who[login], '/ke-hoach/doan/' + paragraph,
				{ 'loi-van': 'của tôi', 'ly-do': 'thử' });
			assert.ok([403, 422].includes(r.status), String(r.status));
		}
	});

	it('inquiries are answered by who may write the figures', async () => {
		/* two units break the same check; both are asked */
		for (const place of [HERE, THERE]) {
			for (const [indicator, value] of [['htx_total', '20'],
				['htx_operating', '14'], ['htx_suspended', '5']])
				await taken(who.officer, '/api/v1/figures', {
					indicator, value, place, period: '2023',
					basis: 'estimate' });
			const chon = `htx_by_status@2023/estimate/@${place}`;
			const html = (await who.officer.get('/kiem-tra?chon=' +
				encodeURIComponent(chon))).text;

			await taken(who.officer, '/kiem-tra/yeu-cau', { chon,
				'don-vi': place, hoi: 'thử', dau: html.match(
					/name="dau" value="([^"]+)"/)[1] });
		}
		const stands = async (me, id) => {
			const html = (await me.get('/kiem-tra/yeu-cau/' + id)).text;
			return { ban: (html.match(/name="ban" value="(\d+)"/) ||
				[0, '1'])[1] };
		};
		const say = async (login, id, what, body) => [who[login],
			`/kiem-tra/yeu-cau/${id}/${what}`,
			{ ...await stands(who.officer, id), ...body }];

		/* the figures are of the unit and of no sector */
		for (const [login, id] of [['viewer', 1], ['viewer', 2],
			['unit', 2], ['huyen', 2], ['nganh', 1], ['nganh', 2],
			['phong', 1], ['phong', 2]]) {
			await refused(...await say(login, id, 'tra-loi',
				{ 'tra-loi': 'thử' }));
			await refused(who[login], `/api/v1/inquiries/${id}/answer`,
				{ text: 'thử' });
		}
		for (const [login, id] of [['unit', 1], ['huyen', 1],
			['officer', 2]])
			await taken(...await say(login, id, 'tra-loi',
				{ 'tra-loi': 'số đúng' }));
		/* asking again and closing are for who settles the checks */
		for (const login of ['viewer', 'unit', 'huyen', 'nganh', 'phong'])
			for (const id of [1, 2]) {
				await refused(...await say(login, id, 'hoi-lai',
					{ hoi: 'thử' }));
				await refused(...await say(login, id, 'dong', {}));
				await refused(who[login],
					`/api/v1/inquiries/${id}/again`,
					{ question: 'thử' });
				await refused(who[login],
					`/api/v1/inquiries/${id}/close`, {});
			}
		await taken(...await say('officer', 1, 'hoi-lai', { hoi: 'vì sao' }));
		await taken(...await say('approver', 1, 'dong', {}));
		/* what is closed is closed */
		await refused(...await say('unit', 1, 'tra-loi',
			{ 'tra-loi': 'thử' }), 409);
	});

	it('other people\'s sessions and tokens', async () => {
		const pair = {};

		for (const login of ['unit', 'viewer']) {
			pair[login] = await visitor(server.base, login);
			const t = await pair[login].post('/tai-khoan/ma-truy-cap',
				{ ten: 'của ' + login });
			pair[login].token = t.text.match(/hoptac_[0-9a-f]{64}/)[0];
			pair[login].so = (await pair[login].get(
				'/tai-khoan/ma-truy-cap')).text
				.match(/name="so" value="(\d+)"/)[1];
			pair[login].phien = [...(await pair[login].get('/tai-khoan'))
				.text.matchAll(/name="phien" value="(\d+)"/g)]
				.map((m) => m[1]);
		}
		assert.notEqual(pair.unit.so, pair.viewer.so);
		await refused(pair.viewer, '/tai-khoan/ma-truy-cap/thu-hoi',
			{ so: pair.unit.so }, 404);
		for (const phien of pair.unit.phien)
			await refused(pair.viewer, '/tai-khoan/phien', { phien }, 404);
		await refused(who.administrator, '/tai-khoan/ma-truy-cap/thu-hoi',
			{ so: pair.unit.so }, 404);
		assert.equal((await pair.unit.get('/tai-khoan')).status, 200);
		assert.equal((await fetch(server.base + '/api/v1/checks', {
			headers: { authorization: 'Bearer ' + pair.unit.token } }))
			.status, 200);
		/* a field that the page does not have gives nothing */
		for (const more of [{ 'vai-tro': 'administrator' }, { id: '1' },
			{ role: 'administrator' }, { 'don-vi': '' }])
			assert.ok((await send(pair.viewer, '/tai-khoan/mat-khau',
				{ 'mat-khau-cu': PASSWORD, 'mat-khau':
					'một câu hoàn toàn mới', ...more })).status >= 400);
	});

	it('a draft that somebody else has brought', async () => {
		const form = new FormData();

		form.set('csrf', who.officer.csrf);
		form.set('tep', new Blob(['Kế hoạch có 12 hợp tác xã.']), 'a.txt');
		const up = await who.officer.ask('POST', '/ra-soat', form);
		assert.equal(up.status, 303, plain(up.text));
		const where = up.headers.get('location').split('?')[0];

		assert.equal((await who.officer.get(where)).status, 200);
		for (const login of ['viewer', 'unit', 'administrator']) {
			for (const more of ['', '/bao-cao', '/ban-nhan-xet'])
				assert.equal((await who[login].get(where + more)).status,
					404, login);
			await who[login].post(where + '/xoa', {}); /* of his own */
		}
		assert.equal((await who.officer.get(where)).status, 200);
	});

	it('an event of another organisation', async () => {
		const lines = async (id) => [...new Set([...(await who.officer.get(
			'/so-dang-ky/' + id)).text
			.matchAll(/\/su-kien\/(\d+)\/dinh-chinh/g)].map((m) => m[1]))];
		const mine = await lines(org['here agri']);
		const other = await lines(org['there agri']);

		assert.ok(mine.length && other.length);
		for (const line of other)
			for (const login of ['officer', 'huyen'])
				await refused(who[login],
					`/so-dang-ky/${org['here agri']}/su-kien/${line}/dinh-chinh`,
					{ 'vi-sao': 'thử', 'ngay-su-kien': '1/2/2026' }, 404);
	});

	it('numbers that are nobody\'s', async () => {
		const roll = dice(11);
		const odd = ['0', '-1', '9223372036854775807',
			'9223372036854775808', '1e3', '0x1', '%00', '..', '1%2f..',
			...Array.from({ length: 20 }, () => String(roll(1 << 30)))];

		for (const r of ROUTES.filter((x) => x.path.includes('{')))
			for (const id of odd) {
				const where = r.path.replace(/\{[^}]+\}/g, id);
				const got = r.method === 'GET' ?
					await who.administrator.get(where) :
					await send(who.administrator, where, {});

				assert.ok(got.status < 500 && got.status !== 303,
					`${r.method} ${where}: ${got.status}`);
			}
	});
});
