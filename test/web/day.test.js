// SPDX-License-Identifier: Apache-2.0
/* An officer's day, from logging in to looking the whole day up. */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { web } = require('./lib.js');

const PARAGRAPH = 'p1-1-2-2-c-1'; /* trade: 46 operate, of 56 without 9 */

web('a day', (t) => {
	t.page('of an officer', null, async (p) => {
		/* 400 operate and 74 do not, on 30/6/2023: the published plan */
		const kpi = () => p.textContent('.kpis');

		await t.login(p, t.base, 'officer');
		await p.goto(t.base + '/');
		assert.match(await kpi(), /400\s*đang hoạt động/);

		/* find without marks, as of a day */
		await p.fill('.search input', 'htx an son');
		await p.keyboard.press('Enter');
		await p.waitForURL(/so-dang-ky/);
		await p.click('tbody th a >> nth=0');
		const url = p.url().split('?')[0];
		await p.goto(url + '?ngay=30/6/2023');
		assert.match(await p.textContent('.tags'), /đang hoạt động/);

		/* a suspension: stock and first page change at once */
		await p.goto(url);
		await p.click('.head >> text=Ghi sự kiện');
		await p.check('input[value="suspended"]');
		await p.fill('#ngay-su-kien', '15/6/2023');
		await p.fill('#van-ban', '12/TB-HTX');
		await p.click('main button[type=submit]');
		await p.waitForURL(/xong=su-kien/);
		await p.goto(t.base + '/');
		assert.match(await kpi(), /399\s*đang hoạt động/);
		assert.match(await kpi(), /75\s*không hoạt động/);

		/* its day was wrong; both stand in the history */
		await p.goto(url);
		await p.click('a:has-text("Đính chính sự kiện Tạm ngừng")');
		await p.fill('#ngay-su-kien', '1/7/2023');
		await p.fill('#vi-sao', 'ghi nhầm ngày');
		await p.click('main button[type=submit]');
		await p.waitForURL(/xong=dinh-chinh/);
		assert.match(await p.textContent('.timeline'),
			/01\/7\/2023 · Tạm ngừng.*15\/6\/2023 · Tạm ngừng/s);
		await p.goto(t.base + '/');
		assert.match(await kpi(), /400\s*đang hoạt động/);

		/* the checks: 46 to 47, and a per cent; no error is left */
		for (const change of ['Chấp nhận 46 → 47', 'Chấp nhận 115% → 85%']) {
			await p.goto(t.base + '/kiem-tra');
			await p.locator('form', { hasText: change })
				.locator('input[name=ly-do]')
				.fill('Theo danh sách của lĩnh vực');
			await p.click(`main button >> text=${change}`);
			await p.waitForURL(/xong=chap-nhan/);
		}
		assert.doesNotMatch(await p.textContent('main'), /Lỗi chặn/);
		assert.equal(await p.locator('.rail .count').count(), 0);

		/* a paragraph in one's own words, in the document */
		await p.goto(`${t.base}/ke-hoach/doan/${PARAGRAPH}?nam=2024`);
		const bound = (await p.inputValue('#loi-van'))
			.match(/\{\d+: 47\}/)[0];
		await p.fill('#loi-van', `Thương mại có ${bound} HTX đang hoạt động.`);
		await p.fill('#ly-do', 'Gọn hơn');
		await p.click('main button >> text=Lưu lời văn');
		await p.waitForURL(/xong=doan/);
		const answer = await p.request.get(
			t.base + '/ke-hoach/tai?nam=2024&dang=docx');
		const file = t.dir + '/ngay.docx';
		fs.writeFileSync(file, await answer.body());
		const text = execFileSync('unzip', ['-p', file,
			'word/document.xml'], { encoding: 'utf8' })
			.replace(/<[^>]*>/g, '');
		assert.match(text, /Thương mại có 47 HTX đang hoạt động\./);

		/* the whole day */
		await p.goto(t.base + '/nhat-ky');
		const log = await p.textContent('main');
		for (const why of [/ghi nhầm ngày/, /chấp nhận đề xuất/i,
			/Gọn hơn|đoạn/, /officer/])
			assert.match(log, why);
	});
});
