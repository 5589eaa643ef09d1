// SPDX-License-Identifier: Apache-2.0
/*
 * The real server under siege, and an officer who works meanwhile: senders that
 * drip a byte now and then, ten thousand connections that say nothing (as many
 * as this machine lets one process open), uploads of a gigabyte with and
 * without a length, requests that hide in others.  The officer is served all
 * the time, and memory stays bounded.
 *
 * One address may hold 500 connections: the besiegers come from many of this
 * machine's own (127.1.0.x).
 */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { province, serve, visitor } = require('./lib.js');

const MB = 1 << 20;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const LIMIT = Number(execFileSync('sh', ['-c', 'ulimit -n'],
	{ encoding: 'utf8' })) || 1 << 20;
const MANY = Math.min(10000, LIMIT - 300);

describe('under siege', () => {
	let dir, data, server, officer, url;
	const sockets = [];

	/* A connection from the i-th address; what the other side does to it does
	 * not matter. */
	function dial(i, first) {
		return new Promise((done) => {
			const s = net.connect({ host: '127.0.0.1', port: url.port,
				localAddress: `127.1.${(i >> 8) & 255}.${1 + (i & 127)}` });

			s.heard = '';
			s.on('connect', () => {
				if (first)
					s.write(first);
				done(s);
			});
			s.on('data', (d) => { s.heard += d; });
			s.on('error', () => done(s));
			s.on('close', () => { s.gone = true; done(s); });
			sockets.push(s);
		});
	}
	function leave() {
		while (sockets.length)
			sockets.pop().destroy();
	}
	const resident = () => Number(fs.readFileSync(
		`/proc/${server.child.pid}/status`, 'utf8')
		.match(/VmRSS:\s*(\d+)/)[1]) / 1024;

	/* The officer's work: pages and a save; the slowest answer. */
	async function work(turns = 15) {
		let worst = 0;

		for (let i = 0; i < turns; i++)
			for (const where of ['/so-dang-ky', '/so-dang-ky/1', '/nhat-ky']) {
				const began = Date.now();
				const r = await officer.get(where);

				assert.equal(r.status, 200, where);
				worst = Math.max(worst, Date.now() - began);
			}
		const saved = await officer.post('/tai-khoan/ma-truy-cap',
			{ ten: 'trong lúc bị vây' });
		assert.equal(saved.status, 200);
		const so = (await officer.get('/tai-khoan/ma-truy-cap')).text
			.match(/name="so" value="(\d+)"/)[1];
		assert.equal((await officer.post('/tai-khoan/ma-truy-cap/thu-hoi',
			{ so })).status, 303);
		return worst;
	}
	async function served(what, limit = 2000) {
		const worst = await work();

		console.log(`${what}: the slowest answer took ${worst} ms, ` +
			`${Math.round(resident())} MB resident`);
		assert.ok(worst < limit, `${worst} ms`);
		assert.ok(resident() < 160, `${resident()} MB`);
	}

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-siege-'));
		data = province(dir);
		server = await serve(data);
		url = new URL(server.base);
		officer = await visitor(server.base, 'officer');
	});
	after(async () => {
		leave();
		await server.stop();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	/* that they are cut in the end: test/lib/http/server.c */
	it('senders that drip hold nobody up', async () => {
		await served('alone');
		const slow = [];
		for (let i = 0; i < 600; i++)
			slow.push(await dial(i, i % 2 ? 'GET / HTTP/1.1\r\nHost: ' :
				`POST /dang-nhap HTTP/1.1\r\nHost: ${url.host}\r\n` +
				`Origin: ${server.base}\r\nContent-Length: 9000\r\n\r\nten=`));
		const drip = setInterval(() => slow.forEach((s) =>
			s.writable && s.write('a')), 500);
		await served('600 slow senders');
		clearInterval(drip);
		leave();
	});

	it(`${MANY} connections`, async () => {
		for (let i = 0; i < MANY; i += 250)
			await Promise.all(Array.from({ length:
				Math.min(250, MANY - i) }, (_, k) =>
				dial(i + k, k % 3 ? null : 'GET / HT')));
		assert.equal(sockets.length, MANY);
		await served(`${MANY} connections`);
		/* some had to make room, most are there */
		const open = sockets.filter((s) => !s.gone).length;
		assert.ok(open > MANY / 2, String(open));
		leave();
		await served('after them');
	});

	it('a gigabyte, announced, in pieces, without a session', async () => {
		const gigabyte = 1 << 30;
		const head = (more) => 'POST /ra-soat HTTP/1.1\r\nHost: ' +
			`${url.host}\r\nOrigin: ${server.base}\r\nCookie: ` +
			`${officer.cookie}\r\nContent-Type: multipart/form-data;` +
			` boundary=x\r\n${more}\r\n`;
		const senders = [
			await dial(1, head(`Content-Length: ${gigabyte}\r\n`)),
			await dial(2, head(`Content-Length: ${gigabyte}\r\n` +
				'Expect: 100-continue\r\n')),
			await dial(3, head('Transfer-Encoding: chunked\r\n')),
			await dial(4, head(`Content-Length: ${gigabyte}\r\n`)
				.replace(/Cookie: .*\r\n/, '')),
		];
		const piece = Buffer.alloc(MB, 'z');
		let sent = 0;
		const pump = setInterval(() => senders.forEach((s) => {
			for (let i = 0; s.writable && i < 8 &&
				s.writableLength < 16 * MB; i++)
				sent += s.write(piece) ? MB : 0;
		}), 20);

		await served('four who send a gigabyte');
		clearInterval(pump);
		for (const s of senders)
			assert.match(s.heard || 'cut', /^HTTP\/1.1 4(13|11|01|00)|^cut/);
		assert.ok(sent < gigabyte);
		const files = execFileSync('du', ['-sm', data], { encoding: 'utf8' });
		assert.ok(parseInt(files, 10) < 100, files);
		leave();
	});

	/* Uploads that are just small enough, but a hundred and fifty at a time. */
	it('many large uploads share a bounded room', async () => {
		const size = 8 * MB - 1000;
		const head = `POST /ra-soat HTTP/1.1\r\nHost: ${url.host}\r\n` +
			`Origin: ${server.base}\r\nCookie: ${officer.cookie}\r\n` +
			'Content-Type: multipart/form-data; boundary=x\r\n' +
			`Content-Length: ${size}\r\n\r\n`;
		const list = [];

		for (let i = 0; i < 150; i++)
			list.push(await dial(i, head));
		await sleep(300);
		/* 128 of 8 MB are a gigabyte: the others are told to come later */
		const told = list.filter((s) => /^HTTP\/1.1 503/.test(s.heard));
		assert.ok(told.length >= 20 && told.length < 60,
			String(told.length));
		await served('150 large uploads');
		leave();
	});
});
