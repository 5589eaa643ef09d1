// SPDX-License-Identifier: Apache-2.0
/*
 * When the disk is full, cannot be synced or read, and when what is read is
 * rubbish: nobody is let in who should not be, nothing is told that is not
 * saved, nothing internal is told at all, and when the disk is well again so
 * is the server.  test/tools/fault.c is the disk.
 */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, afterEach, before, describe, it } = require('node:test');
const { PASSWORD, hoptac, program, province, serve, visitor } =
	require('./lib.js');

const PAGES = ['/', '/so-dang-ky', '/so-dang-ky/1', '/bieu', '/kiem-tra',
	'/ke-hoach', '/ke-hoach/tai?dang=docx', '/nhat-ky', '/dia-ban',
	'/nguoi-dung', '/goi-quy-dinh', '/tai-khoan', '/api/v1/organisations',
	'/api/v1/figures', '/api/v1/log'];

describe('a disk that fails', () => {
	let dir, data, fault, server, me, token;

	const fail = (what) => fs.writeFileSync(`${fault}.${what}`, '');
	const heal = () => ['write', 'sync', 'read'].forEach((what) =>
		fs.rmSync(`${fault}.${what}`, { force: true }));
	/* Says nothing of what is inside. */
	function discreet(r, where) {
		assert.doesNotMatch(r.text || JSON.stringify(r.json),
			/sqlite|SQL\b|SELECT |INSERT |hoptac\.db|\/tmp\/|\.c:\d|errno|ENOSPC|EIO|disk I\/O|malformed|0x[0-9a-f]{6}/i,
			where);
	}
	const log = async () => (await program(server.base, token)
		.ask('log?limit=1')).json[0].id;
	const report = (value) => program(server.base, token).ask('figures',
		{ indicator: 'htx_members', place: '183', period: '2023',
			basis: 'estimate', value });
	const form = { 'loai-su-kien': 'suspended', 'ngay-su-kien': '1/3/2024',
		'ly-do': 'thử' };

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-fault-'));
		const so = path.join(dir, 'fault.so');
		execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', so,
			path.join(__dirname, '..', 'tools', 'fault.c')]);
		fault = path.join(dir, 'fault');
		data = province(dir);
		token = hoptac(data, ['user', 'token', 'officer', 'thử']).trim();
		server = await serve(data, { LD_PRELOAD: so, FAULT: fault });
		me = await visitor(server.base, 'administrator');
	});
	afterEach(heal);
	after(async () => {
		await server.stop();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	for (const what of ['write', 'sync'])
		it(`tells nobody that it is saved when the disk fails to ${what}`,
			async () => {
				const before = await log();
				const org = JSON.parse((await me.get('/api/v1/' +
					'organisations?status=operating')).text)[0].id;

				fail(what);
				const r = await report('7');
				assert.equal(r.status, 500);
				discreet(r, 'api');
				assert.match(r.json.detail, /số [0-9a-f]+-\d+/);
				const page = await me.post(`/so-dang-ky/${org}/su-kien`,
					form);
				assert.equal(page.status, 500);
				discreet(page, 'form');
				/* readers are served meanwhile */
				for (const where of PAGES.filter((p) => !/tai\?/.test(p)))
					assert.equal((await me.get(where)).status, 200,
						where);
				heal();
				assert.equal(await log(), before);
				assert.equal((await report('8')).status, 200);
				assert.equal((await me.post(`/so-dang-ky/${org}/su-kien`,
					form)).status, 303);
				hoptac(data, ['verify']);
			});

	it('lets nobody in when it cannot look him up', async () => {
		/* more than the cache of the database is read anew */
		fail('read');
		const other = await serve(data, { FAULT: '' });
		await program(other.base, token).ask('figures', {
			indicator: 'htx_members', place: '183', period: '2023',
			basis: 'estimate', value: '9' });
		await other.stop();
		let failed = 0;

		for (const where of PAGES) {
			const r = await me.get(where);
			const stranger = await (await visitor(server.base)).get(where);

			failed += r.status === 500;
			if (r.status !== 200)
				discreet(r, where);
			assert.ok([200, 500].includes(r.status), `${where} ${r.status}`);
			assert.ok([303, 401, 500].includes(stranger.status),
				`${where}: a stranger gets ${stranger.status}`);
		}
		assert.ok(failed > 0, 'nothing had to be read');
		const nobody = await visitor(server.base);
		for (const form of [{ ten: 'administrator', 'mat-khau': 'sai hẳn rồi' },
			{ ten: 'khong.co', 'mat-khau': PASSWORD }]) {
			const r = await nobody.post('/dang-nhap', form);

			assert.ok([422, 500].includes(r.status), String(r.status));
			assert.equal(r.headers.get('set-cookie'), null);
			discreet(r, 'login');
		}
		const false1 = await program(server.base, 'hoptac_' + '0'.repeat(64))
			.ask('checks');
		assert.ok([401, 500].includes(false1.status));
		/* nor is who is logged in thrown out for it */
		heal();
		for (const where of PAGES)
			assert.equal((await me.get(where)).status, 200, where);
	});

	it('opens nothing when what it reads is rubbish', async () => {
		const sql = (text) => execFileSync('sqlite3',
			[path.join(data, 'hoptac.db'), text]);
		const nobody = await visitor(server.base);
		const login = (ten) => nobody.post('/dang-nhap',
			{ ten, 'mat-khau': PASSWORD });

		/* no hash of a password, an empty one, half of one */
		for (const hash of ['', 'x', '$argon2id$v=19$m=65536,t=2,p=1$']) {
			sql(`UPDATE credential SET password = '${hash}' WHERE account =
				(SELECT id FROM account WHERE login = 'viewer')`);
			const r = await login('viewer');
			assert.equal(r.status, 422);
			discreet(r, 'hash');
		}
		/* a role that is none has no rights */
		sql('UPDATE account SET role = \'king\' WHERE login = \'unit\'');
		const unit = await login('unit');
		assert.equal(unit.status, 422);
		/* a limit that means nothing limits to nothing */
		sql('UPDATE account SET place = \'?\' WHERE login = \'officer\'');
		assert.equal((await report('10')).status, 403);
		sql('UPDATE account SET place = \'\', sector = \'?\'' +
			' WHERE login = \'officer\'');
		assert.equal((await report('10')).status, 403);
		/* the table itself */
		sql('ALTER TABLE account RENAME TO gone');
		for (const where of PAGES) {
			const r = await me.get(where);
			assert.equal(r.status, 500, where);
			discreet(r, where);
			const s = await nobody.get(where);
			assert.ok([303, 401, 500].includes(s.status), where);
		}
		assert.equal((await report('11')).status, 500);
		assert.equal((await login('administrator')).status, 500);
		sql('ALTER TABLE gone RENAME TO account');
		assert.equal((await me.get('/')).status, 200);
	});
});
