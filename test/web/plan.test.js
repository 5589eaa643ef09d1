// SPDX-License-Identifier: Apache-2.0
/* Văn bản kế hoạch: src/plan/page.c, src/plan/page_view.c,
 * src/plan/page_text.c, src/plan/page_compare.c. */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { web } = require('./lib.js');

web('plan', (t) => {
	/* Fetches a file with the session of the page; its path. */
	async function download(p, kind) {
		const file = `${t.dir}/tai.${kind}`;
		const answer = await p.request.get(
			`${t.base}/ke-hoach/tai?nam=2024&dang=${kind}`);
		assert.equal(answer.status(), 200);
		assert.match(answer.headers()['content-disposition'],
			/^attachment;/);
		fs.writeFileSync(file, await answer.body());
		return file;
	}

	/* The words of the document, without marks. */
	async function words(p) {
		const file = await download(p, 'docx');
		return execFileSync('unzip', ['-p', file, 'word/document.xml'],
			{ encoding: 'utf8' }).replace(/<\/w:p>/g, '\n')
			.replace(/<[^>]*>/g, '');
	}

	t.page('reads as the document; a number opens its source', 'viewer',
		async (p) => {
			await p.goto(t.base + '/ke-hoach?nam=2024');
			await t.accessible(p);
			assert.match(await p.textContent('.doc'), /KẾ HOẠCH/);
			/* 46 trade cooperatives: one of the slips of 2023 */
			const wrong = p.locator('#p1-1-2-c-1 a.nm.err, .doc a.nm.err')
				.first();
			const said = await wrong.textContent();
			await wrong.click();
			await p.waitForSelector('#nguon-ben[open] .nm');
			assert.match(await p.textContent('#nguon-ben h2'),
				new RegExp(said.replace(/^0/, '0?')));
			await p.keyboard.press('Escape');
			/* what it waits for, with the way there */
			assert.equal(await p.getAttribute(
				'button:has-text("Trình ký")', 'aria-disabled'),
			'true');
			assert.match(await p.textContent('.head .why'), /mức lỗi/);
			assert.match(await p.getAttribute('.head .why a', 'href'),
				/^\/kiem-tra\?nam=2024/);
			/* who only reads is not offered to write */
			assert.equal(await p.locator('.doc .par > .button').count(), 0);
		});

	t.page('shows the appendices', 'viewer', async (p) => {
		await p.goto(t.base + '/ke-hoach/phu-luc?nam=2024');
		await t.accessible(p);
		assert.ok(await p.locator('td a.nm').count() > 100);
	});

	t.page('gives the files', 'viewer', async (p) => {
		assert.match(await words(p), /KẾ HOẠCH/);
		assert.match(execFileSync('unzip', ['-l', await download(p, 'xlsx')],
			{ encoding: 'utf8' }), /xl\/workbook\.xml/);
		const html = fs.readFileSync(await download(p, 'html'), 'utf8');
		const trace = JSON.parse(fs.readFileSync(
			await download(p, 'trace')));
		assert.ok(trace.numbers.length > 100);
		/* the page that stands by itself: a number, its source, back */
		await p.setContent(html);
		await t.accessible(p);
		const number = p.locator('.doc a.nm').first();
		const source = p.locator(await number.getAttribute('href'));
		assert.equal(await source.locator('h3').textContent(),
			await number.textContent());
		assert.equal(await p.locator(await source.locator('.back a')
			.first().getAttribute('href')).textContent(),
		await number.textContent());
	});

	t.page('fits a small screen', 'viewer', async (p) => {
		await p.setViewportSize({ width: 360, height: 740 });
		await p.goto(t.base + '/ke-hoach?nam=2024');
		await t.accessible(p);
		await p.goto(t.base + '/ke-hoach/phu-luc?nam=2024');
		await t.accessible(p);
	});

	const ID = 'p1-1-2-2-c-1'; /* trade: 46 operate, of 56 without 9 */
	const FORM = `${'/ke-hoach/doan/'}${ID}?nam=2024`;

	async function write(p, text) {
		await p.fill('#loi-van', text);
		await p.fill('#ly-do', 'Gọn hơn');
		await p.click('main button >> text=Lưu lời văn');
	}

	t.page('keeps an officer\'s wording, and its numbers follow', 'officer',
		async (p) => {
			await p.goto(t.base + '/ke-hoach?nam=2024');
			await p.click(`#${ID} > .button`);
			await t.accessible(p);
			const was = await p.inputValue('#loi-van');
			const bound = was.match(/\{\d+: 46\}/)[0];
			/* a number in its brackets is the source's */
			await write(p, `Nay ${bound.replace('46', '48')} HTX.`);
			assert.match(await p.textContent('.errors'), /là 46/);
			await write(p, `Thương mại có ${bound} HTX đang hoạt động.`);
			await p.waitForURL(/xong=doan/);
			const par = p.locator(`#${ID}`);
			assert.match(await par.textContent(),
				/Thương mại có 46.* HTX đang hoạt động\./s);
			assert.match(await par.textContent(), /đã sửa.*officer/s);
			assert.match(await words(p),
				/Thương mại có 46 HTX đang hoạt động\./);

			await p.goto(t.base + '/kiem-tra?nam=2024');
			await p.locator('input[name=ly-do]').first()
				.fill('Theo danh sách HTX của lĩnh vực');
			await p.click('main button >> text=Chấp nhận 46 → 47');
			await p.waitForURL(/xong=chap-nhan/);
			await p.goto(t.base + '/ke-hoach?nam=2024');
			assert.match(await par.textContent(), /Thương mại có 47/);
			assert.match(await words(p),
				/Thương mại có 47 HTX đang hoạt động\./);

			/* the draft before that change beside this one */
			await p.click('text=So sánh hai bản dự thảo');
			await p.click('main button >> text=So sánh');
			await p.waitForURL(/tu=/);
			await t.accessible(p);
			const changed = p.locator('.changes li', { hasText: ID });
			assert.equal(await changed.locator('del').textContent(), '46');
			assert.equal(await changed.locator('ins').textContent(), '47');

			/* taken back: the pack's words again, and both in the history */
			await p.goto(t.base + FORM);
			await p.fill('#ly-do', 'Thôi');
			await p.click('main button >> text=Dùng lời văn của quy định');
			await p.waitForURL(/xong=bo/);
			assert.doesNotMatch(await par.textContent(), /Thương mại có/);
			await p.goto(t.base + FORM);
			assert.match(await p.textContent('.timeline'), /officer.*Gọn hơn.*Thôi/s);
		});

	t.page('tells the second of two officers, and loses neither', 'officer',
		async (p) => {
			const other = await (await t.context('approver')).newPage();

			await p.goto(t.base + FORM);
			await other.goto(t.base + FORM);
			await write(other, 'Lời của người thứ nhất.');
			await other.waitForURL(/xong=doan/);
			const answer = p.waitForResponse((r) =>
				r.request().method() === 'POST');
			await write(p, 'Lời của người thứ hai.');
			assert.equal((await answer).status(), 409);
			await t.accessible(p);
			assert.match(await p.textContent('main'),
				/Lời của người thứ nhất\./);
			assert.equal((await p.inputValue('#loi-van')).trim(),
				'Lời của người thứ hai.');
			await p.click('main button >> text=Lưu lời văn');
			await p.waitForURL(/xong=doan/);
			assert.match(await p.textContent(`#${ID}`), /thứ hai/);
			await p.goto(t.base + FORM);
			assert.match(await p.textContent('.timeline'), /thứ nhất/);
			await other.context().close();
		});

	t.page('is not written by who only reads', 'viewer', async (p) => {
		await p.goto(t.base + FORM);
		assert.equal(await p.locator('main form').count(), 0);
		assert.equal(await p.evaluate(async (url) => (await fetch(url, {
			method: 'POST', redirect: 'manual',
			body: new URLSearchParams({ 'loi-van': 'x', 'ly-do': 'x',
				nam: '2024' }) })).status, t.base + FORM), 403);
	});
});
