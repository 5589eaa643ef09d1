// SPDX-License-Identifier: Apache-2.0
/*
 * Opens the gallery (build/gallery, written by the unit tests) in Chromium
 * under our Content-Security-Policy: no violations, no accessibility errors
 * (axe, WCAG 2.2 A and AA and best practice), no horizontal scroll from 1440
 * down to 320 pixels (683 is 1366 at 200 %); keys, drawer and entry grid work, and
 * pages can be read without scripts.  Pictures go to build/gallery.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import { chromium } from 'playwright-core';

const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; " +
	"img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml',
	txt: 'text/plain; charset=utf-8', woff2: 'font/woff2' };
const PAGES = ['overview', 'register', 'record', 'forms', 'source', 'login'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
	'best-practice'];
const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
let passed = 0;
let failed = 0;

async function test(name, run) {
	try {
		await run();
		passed++;
		console.log('ok', name);
	} catch (e) {
		failed++;
		console.log('FAILED', name + ':', e.message);
	}
}

const server = http.createServer((request, answer) => {
	const { pathname } = new URL(request.url, 'http://x');
	const asset = pathname.match(/^\/tinh\/([\w.-]+)$/);
	const page = pathname.startsWith('/so/') ? 'source' : pathname.slice(1);

	if (asset && fs.existsSync('build/gen/tinh/' + asset[1])) {
		answer.setHeader('Content-Type',
			TYPES[asset[1].split('.').pop()]);
		answer.end(fs.readFileSync('build/gen/tinh/' + asset[1]));
		return;
	}
	answer.setHeader('Content-Type', 'text/html; charset=utf-8');
	answer.setHeader('Content-Security-Policy', CSP);
	if (!PAGES.includes(page)) {
		answer.statusCode = 404;
		answer.end('<!doctype html><title>404</title>');
		return;
	}
	answer.end(fs.readFileSync(`build/gallery/${page}.html`));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
		'--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync'] });

async function open(name, options = {}) {
	const context = await browser.newContext({ locale: 'vi-VN',
		viewport: { width: options.width ?? 1366, height: 768 },
		javaScriptEnabled: options.script ?? true });
	const page = await context.newPage();
	page.said = [];
	page.on('console', (m) => m.type() === 'error' && page.said.push(m.text()));
	page.on('pageerror', (e) => page.said.push(String(e)));
	await page.goto(base + name);
	await page.evaluate(() => document.fonts.ready);
	return page;
}

/* Empty, or what reaches beyond the right edge. */
function overflow() {
	const over = document.documentElement.scrollWidth - innerWidth;

	return over <= 0 ? '' : `${over} px: ` + [...document.querySelectorAll(
		'body *')].filter((e) => e.getBoundingClientRect().right >
			innerWidth + 1 && !e.closest('.scroll, .tabs, dialog'))
		.slice(0, 4).map((e) => e.outerHTML.slice(0, 60)).join(' | ');
}

async function widths(name) {
	for (const width of [1440, 1366, 1024, 683, 360, 320]) {
		const page = await open(name, { width });
		const wide = await page.evaluate(overflow);
		if ([1366, 1024, 360].includes(width))
			await page.screenshot({ fullPage: true,
				path: `build/gallery/${name}-${width}.png` });
		await page.context().close();
		assert.equal(wide, '', `at ${width}: ${wide}`);
	}
}

async function accessible(name, width) {
	const page = await open(name, { width });
	await page.evaluate(axe);
	const found = await page.evaluate((values) => axe.run(document,
		{ runOnly: { type: 'tag', values } }), RULES);
	const said = page.said;
	await page.context().close();
	assert.deepEqual(found.violations.map((v) => v.id + ' ' +
		v.nodes.map((n) => n.target).join(' ')), []);
	assert.deepEqual(said, []);
}

for (const name of PAGES) {
	await test(name + ' fits every width', () => widths(name));
	await test(name + ' is accessible', () => accessible(name, 1366));
	await test(name + ' is accessible on a telephone',
		() => accessible(name, 360));
}

await test('a number opens its source beside the page', async () => {
	const page = await open('overview');
	const link = page.locator('a.nm').first();
	await link.click();
	const drawer = page.locator('#nguon-ben');
	await drawer.getByText('HTX đang hoạt động, toàn tỉnh').waitFor();
	assert.equal(await drawer.locator('h2').first().textContent(),
		'Nguồn của số 420');
	await page.screenshot({ path: 'build/gallery/drawer-1366.png' });
	await page.keyboard.press('Escape');
	assert.equal(await drawer.evaluate((d) => d.open), false);
	assert.ok(await link.evaluate((a) => a === document.activeElement));
	assert.ok(page.url().endsWith('/overview'));
	await page.context().close();
});

await test('without scripts the number is a link', async () => {
	const page = await open('overview', { script: false });
	await page.locator('a.nm').first().click();
	await page.getByText('Đường đi của số liệu').waitFor();
	assert.match(page.url(), /\/so\/1$/);
	await page.context().close();
});

await test('the menu opens without scripts on a telephone', async () => {
	const page = await open('overview', { script: false, width: 360 });
	const item = page.locator('.rail a', { hasText: 'Sổ đăng ký' });
	assert.equal(await item.isVisible(), false);
	await page.locator('.menu-button').click();
	assert.equal(await item.isVisible(), true);
	await page.locator('.rail-close').click();
	assert.equal(await item.isVisible(), false);
	await page.context().close();
});

await test('keys lead about, and not in fields', async () => {
	const page = await open('overview');
	const active = () => page.evaluate(() => document.activeElement.className +
		document.activeElement.name);
	await page.keyboard.press('/');
	assert.match(await active(), /q$/);
	await page.keyboard.type('j?g');
	assert.equal(await page.locator('.search input').inputValue(), 'j?g');
	await page.locator('h1').click();
	await page.keyboard.press('?');
	assert.ok(await page.locator('#phim').evaluate((d) => d.open));
	await page.keyboard.press('Escape');
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	assert.ok(await page.evaluate(() => document.activeElement.href)
		.then((h) => h.includes('/kiem-tra/')));
	await page.keyboard.press('g');
	await Promise.all([page.waitForURL(/\/kiem-tra$/),
		page.keyboard.press('k')]);
	await page.context().close();
});

await test('single keys can be switched off', async () => {
	const page = await open('overview');
	await page.keyboard.press('?');
	await page.locator('#phim-tat').uncheck();
	await page.keyboard.press('Escape');
	await page.keyboard.press('/');
	assert.equal(await page.evaluate(() => document.activeElement.name ?? ''),
		'');
	await page.context().close();
});

await test('the entry grid is filled without a mouse', async () => {
	const page = await open('record');
	const at = () => page.evaluate(() => document.activeElement.name);
	const value = (n) => page.locator(`[name="${n}"]`).inputValue();
	await page.locator('[name="o.0.0"]').focus();
	for (const [key, want] of [['ArrowDown', 'o.1.0'],
		['ArrowRight', 'o.1.1'], ['ArrowLeft', 'o.1.0'],
		['Enter', 'o.2.0'], ['Shift+Enter', 'o.1.0'],
		['ArrowUp', 'o.0.0'], ['ArrowUp', 'o.0.0'], ['Tab', 'o.0.1']]) {
		await page.keyboard.press(key);
		assert.equal(await at(), want, key);
	}
	await page.keyboard.type('99');
	assert.equal(await value('o.0.1'), '99');
	await page.keyboard.press('Escape');
	assert.equal(await value('o.0.1'), '50');
	await page.evaluate(() => {
		const data = new DataTransfer();
		data.setData('text/plain', '1\t2\r\n3\t3,5-4,5\r\n');
		document.activeElement.dispatchEvent(new ClipboardEvent('paste',
			{ clipboardData: data, bubbles: true, cancelable: true }));
	});
	assert.deepEqual(await Promise.all(['o.0.1', 'o.0.2', 'o.1.1', 'o.1.2',
		'o.2.1'].map(value)), ['1', '2', '3', '3,5-4,5', '9']);
	assert.equal(await page.locator('td.dirty').count(), 4);
	await page.context().close();
});

await test('the summary of errors is read first and leads to the field',
	async () => {
		const page = await open('forms');
		assert.match(await page.evaluate(() =>
			document.activeElement.className), /errors/);
		await page.locator('.errors a').nth(1).click();
		assert.equal(await page.evaluate(() => document.activeElement.id),
			'quyet-dinh');
		await page.context().close();
	});

await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
