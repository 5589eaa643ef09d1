// SPDX-License-Identifier: Apache-2.0
/*
 * kill -9 while officers save, 200 times: whatever a browser or a program was
 * told is saved is there afterwards, and the chain is whole.
 *
 * Three write at once without a pause, so that the moment of the kill (the
 * dice) falls into every part of a write: a program reports a figure, a browser
 * saves a form of figures, another one corrects an organisation.
 */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { dice, hoptac, program, province, serve, visitor } = require('./lib.js');

const KILLS = Number(process.env.HOPTAC_KILLS || 200);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

describe('kill -9 while saving', () => {
	const roll = dice(20230630);
	const told = { figure: [], form: [], organisation: [] };
	let dir, data, token, who, org, form, server;
	let turn = 0;
	let took; /* by a write, in milliseconds */

	const reason = (kind) => `${kind} lần ${++turn}`;

	/* Each writes once; resolves to what was promised, or throws. */
	const write = {
		async figure(base) {
			const why = reason('figure');
			const { status, json } = await program(base, token).ask(
				'figures', { indicator: 'htx_members', place: '183',
					period: '2023', basis: 'estimate',
					value: String(turn), reason: why });

			assert.equal(status, 200, JSON.stringify(json));
			return why;
		},
		async form(base) {
			const why = reason('form');
			const r = await who.post('/bieu/' + form.code, {
				'don-vi': form.place, 'ly-do': why,
				...form.cells, [form.cell]: String(turn) });

			assert.equal(r.status, 303, r.text);
			return why;
		},
		async organisation(base) {
			const why = reason('organisation');
			const page = await who.get(`/so-dang-ky/${org.id}/thay-doi`);
			const at = page.text.match(/name="dua-tren" value="(\d+)"/)[1];
			const r = await who.post(`/so-dang-ky/${org.id}/thay-doi`, {
				'dua-tren': at, 'tu-ngay': '2024-01-02',
				ten: org.name, 'dia-chi': 'số ' + turn,
				'dinh-chinh': '1', 'vi-sao': why });

			assert.equal(r.status, 303, r.text);
			return why;
		},
	};

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-kill-'));
		data = province(dir);
		token = hoptac(data, ['user', 'token', 'officer', 'thử']).trim();
		server = await serve(data);
		who = await visitor(server.base, 'officer');
		const list = JSON.parse((await who.get(
			'/api/v1/organisations?kind=htx&status=operating')).text);
		org = list[0];
		assert.equal((await who.post(`/so-dang-ky/${org.id}/thay-doi`, {
			'dua-tren': (await who.get(
				`/so-dang-ky/${org.id}/thay-doi`)).text
				.match(/name="dua-tren" value="(\d+)"/)[1],
			'tu-ngay': '2024-01-02', ten: org.name,
			'vi-sao': 'bắt đầu' })).status, 303);
		const place = (await who.get('/bieu')).text
			.match(/\/bieu\/([a-z0-9_-]+)\?nam=\d+&amp;don-vi=(181)/);
		form = { code: place[1], place: place[2], cells: {} };
		const grid = (await who.get(`/bieu/${form.code}?don-vi=${form.place}`))
			.text;
		for (const m of grid.matchAll(/<input[^>]* name="(o\.[^"]+)"[^>]*>/g)) {
			const value = m[0].match(/ value="([^"]*)"/);
			form.cells[m[1]] = value ? value[1] : '';
			form.cell = form.cell || m[1];
		}
		assert.ok(form.cell, grid.slice(0, 500));
		took = Date.now();
		await write.form(server.base);
		await write.figure(server.base);
		took = Date.now() - took;
		await sleep(600); /* sessions are written four times a second */
	});
	after(() => {
		server.child.kill('SIGKILL');
		fs.rmSync(dir, { recursive: true, force: true });
	});

	it(`${KILLS} times: what was told is saved is there`, async () => {
		let between = 0;

		for (let kill = 1; kill <= KILLS; kill++) {
			const fresh = [];
			let dead = false;

			who.base = server.base;
			const writers = Object.keys(write).map(async (kind) => {
				while (!dead) {
					try {
						fresh.push([kind, await write[kind](
							server.base)]);
					} catch (e) {
						/* an answer that is no success is a
						 * fault; none at all is the kill */
						if (e.code === 'ERR_ASSERTION')
							throw e;
						return;
					}
				}
			});
			await sleep(roll(Math.max(took * 4, 200)));
			const gone = new Promise((done) => {
				server.child.removeAllListeners('exit');
				server.child.on('exit', done);
			});
			server.child.kill('SIGKILL');
			await gone;
			dead = true;
			await Promise.all(writers);
			for (const [kind, why] of fresh)
				told[kind].push(why);
			between += fresh.length === 0;

			server = await serve(data);
			const log = await program(server.base, token)
				.ask('log?limit=100');
			assert.equal(log.status, 200);
			const there = new Set(log.json.map((l) => l.why));
			for (const [, why] of fresh)
				assert.ok(there.has(why),
					`kill ${kill}: «${why}» was told, is not there`);
			if (kill % 25 === 0 || kill === KILLS)
				hoptac(data, ['verify']);
		}
		const all = Object.values(told).map((l) => l.length);
		console.log(`${KILLS} kills; told: ${all.join(', ')} writes;` +
			` ${between} kills before the first`);
		for (const n of all)
			assert.ok(n > KILLS / 10, 'too few writes to show anything');

		/* and with their values: nothing later than the last one told is
		 * older than it */
		const last = (l) => Number(l.at(-1).match(/\d+/)[0]);
		const now = await program(server.base, token).ask(
			'figures?place=183&indicator=htx_members');
		const { value } = now.json.find((f) => f.basis === 'estimate' &&
			f.period === '2023' && !Object.keys(f.breakdown).length);
		assert.ok(Number(value) >= last(told.figure));
		who.base = server.base;
		const page = (await who.get(`/so-dang-ky/${org.id}`)).text;
		assert.ok(Number(page.match(/số (\d+)/)[1]) >=
			last(told.organisation));
	});
});
