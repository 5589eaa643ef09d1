// SPDX-License-Identifier: Apache-2.0
/*
 * Eight officers save at once, two on each form, all cells every time: of every
 * pair one is too late again and again.  The late one is told (409), sees both
 * values, nothing of his is lost, and saves again on top of the other's.  In
 * the end every edit that was accepted stands in the history, each in the
 * transaction that it was told of.
 *
 * HOPTAC_EDITS is how many each of them makes (10,000 take some minutes).
 */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { PASSWORD, hoptac, province, serve, visitor } = require('./lib.js');

const EDITS = Number(process.env.HOPTAC_EDITS || 300);
const FORMS = ['bieu-1', 'bieu-2', 'bieu-3', 'bieu-4'];

describe('eight writers', () => {
	let dir, data, server;

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-writers-'));
		data = province(dir);
		for (let i = 0; i < 8; i++)
			hoptac(data, ['user', 'add', 'nguoi' + i, '--role', 'officer'],
				PASSWORD + '\n');
		server = await serve(data);
	});
	after(async () => {
		await server.stop();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	/* the cells of a form and the mark of what it was made from */
	const read = (html) => ({
		mark: html.match(/name="moc" value="(\d+)"/)[1],
		cells: [...html.matchAll(/<input[^>]* name="(o\.[^"]+)"[^>]*>/g)]
			.map((m) => [m[1], (m[0].match(/ value="([^"]*)"/) ||
				[])[1] || '']),
	});

	it(`each ${EDITS} edits, none lost`, async () => {
		const told = new Map(); /* reason -> { value, cells }; no value twice,
				nor one of the demonstration: all cells change */
		let late = 0;

		const writer = async (i) => {
			const me = await visitor(server.base, 'nguoi' + i);
			const where = '/bieu/' + FORMS[i >> 1];
			let edits = 0;

			for (let turn = 1; edits < EDITS; turn++) {
				let form = read((await me.get(where)).text);
				const value = String(5000 + turn * 8 + i);
				const why = `người ${i} lần ${turn}`;
				const typed = Object.fromEntries(form.cells
					.map(([name]) => [name, value]));

				for (let tries = 1; ; tries++) {
					const r = await me.post(where, { ...typed,
						moc: form.mark, 'ly-do': why });

					if (r.status === 303)
						break;
					assert.equal(r.status, 409, r.text);
					assert.ok(tries < 200, 'never got its turn');
					late++;
					/* told by whom, both values, his own kept */
					assert.match(r.text, /vừa ghi “[\d.]+”/);
					assert.ok(r.text.includes('nguoi' + (i ^ 1)));
					form = read(r.text);
					for (const [name, text] of form.cells)
						assert.equal(text.replace(/\./g, ''),
							value, name);
				}
				told.set(why, { value, cells: form.cells.length });
				edits += form.cells.length;
			}
			return edits;
		};
		const began = Date.now();
		const made = await Promise.all([...Array(8).keys()].map(writer));
		const total = made.reduce((a, b) => a + b);

		console.log(`${total} edits in ${told.size} transactions, ` +
			`${late} times too late, ${Date.now() - began} ms`);
		assert.ok(made.every((n) => n >= EDITS));
		assert.ok(late > 0, 'no two were ever at it at once');

		const rows = execFileSync('sqlite3', ['-separator', '|',
			path.join(data, 'hoptac.db'),
			'SELECT t.why, t.who, COUNT(*), MIN(f.value), MAX(f.value)' +
			' FROM figure_reported f JOIN tx t ON t.id = f.known_from' +
			' WHERE t.why LIKE \'người % lần %\' GROUP BY t.id'],
		{ encoding: 'utf8', maxBuffer: 1 << 26 }).trim().split('\n')
			.map((l) => l.split('|'));
		assert.equal(rows.length, told.size);
		for (const [why, who, n, low, high] of rows) {
			const t = told.get(why);

			assert.ok(t, `«${why}» was never told`);
			assert.deepEqual([who, Number(n), low, high],
				['nguoi' + why.match(/\d/)[0], t.cells, t.value,
					t.value], why);
		}
		assert.match(hoptac(data, ['verify']), /không có sai lệch/);
	});
});
