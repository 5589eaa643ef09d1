// SPDX-License-Identifier: Apache-2.0
/*
 * The main pages for who has no script, or a screen at 200 %: everything is
 * there, everything can be done, nothing is cut off.
 */
'use strict';
const assert = require('node:assert/strict');
const { web } = require('./lib.js');

const PAGES = ['/', '/so-dang-ky', '/so-dang-ky/1', '/bieu',
	'/bieu/bieu-1', '/chi-tieu', '/chi-tieu/htx_total', '/kiem-tra',
	'/ke-hoach', '/dia-ban', '/nhat-ky', '/goi-quy-dinh', '/nguoi-dung',
	'/tai-khoan', '/ra-soat'];

web('plain', (t) => {
	t.page('without script a day\'s work is done', 'approver', async (p) => {
		/* find, record, correct */
		await p.goto(t.base + '/so-dang-ky');
		await p.fill('#tim', 'htx an son');
		await p.keyboard.press('Enter');
		await p.waitForURL(/q=htx/);
		await p.click('tbody th a');
		const record = p.url().split('?')[0];
		await p.click('.head >> text=Ghi sự kiện');
		await p.check('[name=loai-su-kien][value=suspended]');
		await p.fill('#ngay-su-kien', '5/7/2023');
		await p.click('main button[type=submit]');
		await p.waitForURL(/xong=su-kien/);
		assert.match(await p.textContent('.tags'), /tạm ngừng/);
		/* a number leads to its source by a link */
		await p.goto(record);
		await p.click('main a.nm >> nth=0');
		assert.match(await p.textContent('main'), /Các lần ghi/);
		/* a form of figures is saved, and refused with its reason */
		await p.goto(t.base + '/bieu/bieu-1');
		const cell = p.locator('main input[name^="o."]').first();
		await cell.fill('một trăm');
		await p.click('main button:has-text("Lưu biểu")');
		assert.ok(await p.locator('.errors a').count() > 0);
		await cell.fill('47');
		await p.click('main button:has-text("Lưu biểu")');
		await p.waitForURL(/xong=/);
		/* a paragraph of the plan */
		await p.goto(t.base + '/ke-hoach');
		await p.click('a[href*="/ke-hoach/doan/"] >> nth=0');
		const text = await p.inputValue('textarea[name=loi-van]');
		await p.fill('textarea[name=loi-van]', text + ' Đã rà soát.');
		await p.fill('[name=ly-do]', 'bổ sung');
		await p.click('button[value=luu]');
		await p.goto(t.base + '/ke-hoach');
		assert.match(await p.textContent('main'), /Đã rà soát\./);
		/* and all is in the journal */
		await p.goto(t.base + '/nhat-ky');
		assert.match(await p.textContent('main'), /bổ sung/);
		/* out again, through a menu that opens by itself */
		await p.click('summary.user');
		await p.click('text=Đăng xuất');
		await p.waitForURL(/dang-nhap/);
	}, { javaScriptEnabled: false });

	t.page('every main page is whole without script', 'administrator',
		async (p) => {
			for (const where of PAGES) {
				const r = await p.goto(t.base + where);

				assert.equal(r.status(), 200, where);
				assert.ok((await p.textContent('main h1')).trim(), where);
				/* whatever can be pressed leads somewhere or opens */
				const dead = await p.locator('main button:visible')
					.evaluateAll((list) => list.filter((b) => !b.form &&
						b.ariaDisabled !== 'true' && !b.disabled)
						.map((b) => b.textContent.trim()));
				assert.deepEqual(dead, [], where);
			}
		}, { javaScriptEnabled: false });

	/* A window of 1366 x 768 at 200 % has 683 x 384 pixels of a style sheet. */
	t.page('at 200 % nothing is cut off or lies over another', 'administrator',
		async (p) => {
			for (const where of PAGES) {
				await p.goto(t.base + where);
				try {
					await t.accessible(p);
				} catch (e) {
					e.message = `${where}: ${e.message}`;
					throw e;
				}
				const cut = await p.evaluate(() =>
					[...document.querySelectorAll(
						'main h1, main h2, main button, main label, main th')]
						.filter((e) => {
							const r = e.getBoundingClientRect();
							const s = getComputedStyle(e);

							return r.width > 1 && s.overflow === 'hidden' &&
								s.textOverflow !== 'ellipsis' &&
								e.scrollWidth > e.clientWidth + 1;
						}).map((e) => e.textContent.trim().slice(0, 40)));
				assert.deepEqual(cut, [], where);
			}
		}, { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 });

	t.page('of two who change the same organisation the second sees both',
		'officer', async (p) => {
			await p.goto(t.base + '/so-dang-ky?tinh-trang=operating&loai=htx');
			await p.click('tbody th a >> nth=7');
			await p.click('.head >> text=Thay đổi thông tin');
			const name = await p.inputValue('#ten');
			const other = await (await t.context('administrator')).newPage();

			await other.goto(p.url());
			await other.fill('#tu-ngay', '2/1/2024');
			await other.fill('#dia-chi', 'thôn Một');
			await other.fill('#vi-sao', 'theo thông báo');
			await other.click('main button[type=submit]');
			await other.waitForURL(/xong=thay-doi/);
			await other.context().close();

			await p.fill('#tu-ngay', '3/1/2024');
			await p.fill('#dia-chi', 'thôn Hai');
			await p.fill('#vi-sao', 'theo sổ');
			const answer = p.waitForResponse((r) =>
				r.request().isNavigationRequest());
			await p.click('main button[type=submit]');
			assert.equal((await answer).status(), 409);
			const both = await p.textContent('main table');
			assert.match(both, /thôn Một\s*thôn Hai/);
			assert.match(await p.textContent('main'),
				/administrator.*theo thông báo/s);
			assert.equal(await p.inputValue('#dia-chi'), 'thôn Hai');
			assert.equal(await p.inputValue('#vi-sao'), 'theo sổ');
			assert.equal(await p.inputValue('#ten'), name);
			await t.accessible(p);
			await p.click('main button[type=submit]');
			await p.waitForURL(/xong=thay-doi/);
			const history = await p.textContent('.timeline');
			assert.match(history, /theo sổ.*theo thông báo/s);
		});
});
