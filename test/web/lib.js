// SPDX-License-Identifier: Apache-2.0
/*
 * What every test/web/*.test.js uses: a server on its own demonstration
 * province, a browser, people who log in.
 *
 *	const { web } = require('./lib.js');
 *	web('the register', (t) => {
 *		t.page('finds without marks', 'officer', async (p) => {
 *			await p.goto(t.base + '/so-dang-ky?q=htx+an+son');
 *			...
 *		});
 *	});
 *
 * t.page opens a page in a context of its own in which that role is logged in
 * (null: nobody), fails on every message in the console and on every breach
 * of the Content-Security-Policy.
 */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { chromium } = require('playwright-core');

const ROOT = path.join(__dirname, '..', '..');
const HOPTAC = process.env.HOPTAC || path.join(ROOT, 'build', 'hoptac');
const PASSWORD = 'mùa hồi tháng bảy';
const ROLES = ['viewer', 'unit', 'officer', 'approver', 'administrator'];
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
	'best-practice'];

function hoptac(data, args, input) {
	return execFileSync(HOPTAC, ['-d', data, '-u', 'thu', ...args],
		{ input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
}

/* A demonstration province with a user of every role, named as the role. */
function province(dir) {
	const data = path.join(dir, 'data');

	execFileSync(HOPTAC, ['-d', data, 'demo'], { stdio: 'ignore' });
	for (const role of ROLES)
		hoptac(data, ['user', 'add', role, '--role', role, '--name',
			'Người thử ' + role, ...(role === 'unit' ?
				['--place', '183'] : [])], PASSWORD + '\n');
	return data;
}

/* Starts a server; resolves to { base, code, stop } when it answers. */
function serve(data, env = {}) {
	const child = spawn(HOPTAC, ['-d', data, 'serve', '--listen',
		'127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env } });
	let out = '';
	let log = '';

	child.stderr.on('data', (d) => { log += d; });
	return new Promise((resolve, reject) => {
		child.on('exit', (code) => reject(
			new Error(`hoptac serve ended with ${code}: ${log}`)));
		child.stdout.on('data', (d) => {
			out += d;
			const at = out.match(/http:\/\/127\.0\.0\.1:\d+/);
			if (!at)
				return;
			resolve({
				base: at[0],
				child,
				out: () => out,
				log: () => log,
				stop: () => new Promise((done) => {
					child.removeAllListeners('exit');
					child.on('exit', done);
					child.kill('SIGTERM');
				}),
			});
		});
	});
}

async function login(p, base, role) {
	await p.goto(base + '/dang-nhap');
	await p.fill('#ten', role);
	await p.fill('#mat-khau', PASSWORD);
	await p.click('main button[type=submit]');
	await p.waitForURL((u) => !u.pathname.startsWith('/dang-nhap'));
}

/*
 * Somebody without a browser who is logged in: get and post answer
 * { status, headers, text }; post sends a form as our own page would.
 */
async function visitor(base, role, password = PASSWORD) {
	const me = { base, cookie: '', csrf: '' };

	me.ask = async (method, where, body, headers = {}) => {
		const r = await fetch(me.base + where, { method, body,
			redirect: 'manual', headers: { cookie: me.cookie,
				...(method === 'GET' ? {} : { origin: me.base }),
				...headers } });

		for (const c of r.headers.getSetCookie())
			me.cookie = c.split(';')[0];
		return { status: r.status, headers: r.headers,
			text: await r.text() };
	};
	me.get = (where, headers) => me.ask('GET', where, undefined, headers);
	me.post = (where, form, headers) => me.ask('POST', where,
		new URLSearchParams({ csrf: me.csrf, ...form }), headers);
	if (!role)
		return me;
	const r = await me.post('/dang-nhap', { ten: role,
		'mat-khau': password });
	assert.equal(r.status, 303, r.text);
	me.csrf = (await me.get('/tai-khoan')).text
		.match(/name="csrf" value="([^"]+)"/)[1];
	return me;
}

/* The program /api/v1 of somebody with a token: { status, json }. */
function program(base, token) {
	const me = { base };

	me.ask = async (what, body) => {
		const r = await fetch(me.base + '/api/v1/' + what, {
			method: body === undefined ? 'GET' : 'POST',
			body: body && JSON.stringify(body),
			headers: { authorization: 'Bearer ' + token,
				...(body ? { 'content-type':
					'application/json' } : {}) } });

		return { status: r.status, json: await r.json() };
	};
	return me;
}

/* Numbers from 0 to below n that are the same in every run. */
function dice(seed) {
	let x = seed >>> 0 || 1;

	return (n) => {
		x ^= x << 13;
		x >>>= 0;
		x ^= x >>> 17;
		x ^= x << 5;
		x >>>= 0;
		return x % n;
	};
}

/* Nothing that WCAG A/AA or axe's best practice would object to; no sideways
 * scrolling. */
async function accessible(p) {
	await p.evaluate(AXE);
	const found = await p.evaluate((rules) => globalThis.axe.run(document,
		{ runOnly: { type: 'tag', values: rules } }), RULES);
	assert.deepEqual(found.violations.map((v) => v.id + ': ' +
		v.nodes.map((n) => n.target.join(' ')).join(', ')), []);
	const wide = await p.evaluate(() =>
		document.documentElement.scrollWidth - innerWidth);
	assert.ok(wide <= 0, `scrolls sideways by ${wide} px`);
}

function web(name, fill) {
	describe(name, () => {
		const t = { login, accessible, hoptac, PASSWORD, ROLES };
		let browser;
		let server;
		const states = new Map(); /* role -> cookies */

		before(async () => {
			t.dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-web-'));
			t.data = province(t.dir);
			server = await serve(t.data);
			t.base = server.base;
			t.server = server;
			browser = await chromium.launch({
				executablePath: '/usr/bin/chromium',
				args: ['--no-sandbox', '--disable-gpu',
					'--disable-quic', '--no-first-run',
					'--disable-background-networking',
					'--disable-component-update',
					'--disable-sync'] });
			t.browser = browser;
		});
		after(async () => {
			if (browser)
				await browser.close();
			if (server)
				await server.stop();
			fs.rmSync(t.dir, { recursive: true, force: true });
		});

		/* A context in which the role is logged in. */
		t.context = async (role, more = {}) => {
			if (role && !states.has(role)) {
				const c = await browser.newContext();
				await login(await c.newPage(), t.base, role);
				states.set(role, await c.storageState());
				await c.close();
			}
			return browser.newContext({ locale: 'vi-VN',
				viewport: { width: 1366, height: 768 },
				...(role ? { storageState: states.get(role) } : {}),
				...more });
		};
		t.page = (what, role, fn, more) => it(what, async () => {
			const context = await t.context(role, more);
			const p = await context.newPage();
			const click = p.click.bind(p);
			const said = [];

			/* a click that leads to a page is over when it has come */
			p.click = async (...args) => {
				await click(...args);
				await p.waitForLoadState('domcontentloaded');
			};

			p.on('console', (m) => {
				/* an answer of 4xx is no mistake of the page */
				if (m.type() === 'error' &&
				    !/Failed to load resource/.test(m.text()))
					said.push(m.text());
			});
			p.on('pageerror', (e) => said.push(String(e)));
			try {
				await fn(p, context);
			} finally {
				await context.close();
			}
			assert.deepEqual(said, []);
		});
		fill(t);
	});
}

module.exports = { web, serve, province, hoptac, login, accessible, visitor,
	program, dice, PASSWORD, ROLES, HOPTAC };
