// SPDX-License-Identifier: Apache-2.0
/* Logging in, the first administrator, own account, users: src/office/page.c,
 * src/office/frame.c, src/admin/serve.c. */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { HOPTAC, PASSWORD, serve, web } = require('./lib.js');

web('office', (t) => {
	t.page('asks who is there and goes on where one wanted to go', null,
		async (p) => {
			await p.goto(t.base + '/tai-khoan');
			assert.match(p.url(), /\/dang-nhap\?ve=/);
			await t.accessible(p);
			await p.fill('#ten', 'officer');
			await p.fill('#mat-khau', PASSWORD);
			await p.keyboard.press('Enter');
			await p.waitForURL(t.base + '/tai-khoan');
		});

	t.page('says the same for every wrong login', null, async (p) => {
		for (const [name, password] of [['officer', 'sai mật khẩu này'],
			['nobody', PASSWORD]]) {
			await p.goto(t.base + '/dang-nhap');
			await p.fill('#ten', name);
			await p.fill('#mat-khau', password);
			await p.click('main button');
			assert.match(await p.textContent('.errors'),
				/tên đăng nhập hoặc mật khẩu không đúng/);
			assert.equal(await p.inputValue('#mat-khau'), '');
		}
	});

	t.page('leads nowhere else after logging in', null, async (p) => {
		await p.goto(t.base + '/dang-nhap?ve=//evil.example/');
		assert.equal(await p.inputValue('[name=ve]'), '/');
	});

	t.page('logs out', 'viewer', async (p, context) => {
		await t.login(p, t.base, 'viewer');
		await p.goto(t.base + '/tai-khoan');
		await p.click('summary.user');
		await p.click('text=Đăng xuất');
		await p.waitForURL(/dang-nhap/);
		await p.goto(t.base + '/tai-khoan');
		assert.match(p.url(), /dang-nhap/);
	});

	t.page('only administrators see the users', 'officer', async (p) => {
		const answer = await p.goto(t.base + '/nguoi-dung');
		assert.equal(answer.status(), 403);
		assert.equal(await p.locator('.rail >> text=Người dùng').count(), 0);
		await t.accessible(p);
	});

	t.page('adds a user, who can log in; locks him, who cannot',
		'administrator', async (p) => {
			await p.goto(t.base + '/nguoi-dung');
			await t.accessible(p);
			await p.click('text=Thêm người dùng');
			await t.accessible(p);
			await p.fill('#ten', 'moi');
			await p.fill('#ho-ten', 'Người mới');
			await p.selectOption('#vai-tro', 'unit');
			await p.fill('#don-vi', '999999');
			await p.fill('#mat-khau', PASSWORD);
			await p.click('main button >> text=Lưu');
			assert.match(await p.textContent('.errors'), /999999/);
			assert.equal(await p.inputValue('#ho-ten'), 'Người mới');
			await p.fill('#don-vi', '183');
			await p.fill('#mat-khau', PASSWORD);
			await p.click('main button >> text=Lưu');
			await p.waitForURL(/xong=luu/);
			assert.match(await p.textContent('table'), /Người mới/);

			const other = await (await t.browser.newContext()).newPage();
			await t.login(other, t.base, 'moi');

			await p.click('table a:text-is("moi")');
			await p.check('#khoa');
			await p.click('main button >> text=Lưu');
			await p.waitForURL(/xong=luu/);
			await other.goto(t.base + '/tai-khoan');
			assert.match(other.url(), /dang-nhap/);
			await other.context().close();
		});

	t.page('a new password ends the other sessions', 'approver',
		async (p) => {
			const other = await (await t.browser.newContext()).newPage();
			await t.login(other, t.base, 'approver');
			await p.goto(t.base + '/tai-khoan');
			await t.accessible(p);
			await p.fill('#mat-khau-cu', PASSWORD);
			await p.fill('#mat-khau', 'ngắn');
			await p.click('main button >> text=Đổi mật khẩu');
			assert.match(await p.textContent('.errors'), /12/);
			await p.fill('#mat-khau-cu', PASSWORD);
			await p.fill('#mat-khau', 'một câu mới của tôi');
			await p.click('main button >> text=Đổi mật khẩu');
			await p.waitForURL(/xong=mat-khau/);
			await other.goto(t.base + '/tai-khoan');
			assert.match(other.url(), /dang-nhap/);
			await other.context().close();
		});

	t.page('the first administrator needs the code that was printed', null,
		async (p) => {
			const data = t.dir + '/empty';
			execFileSync(HOPTAC, ['-d', data, 'init']);
			const s = await serve(data);
			try {
				const code = s.out().match(/\n +([a-z0-9 ]+)\n/)[1];
				await p.goto(s.base + '/bat-dau');
				await t.accessible(p);
				await p.fill('#ma', 'abcd efgh');
				await p.fill('#ten', 'quan.tri');
				await p.fill('#ho-ten', 'Người quản trị');
				await p.fill('#mat-khau', PASSWORD);
				await p.click('main button');
				assert.match(await p.textContent('.errors'),
					/mã bắt đầu không đúng/);
				await p.fill('#ma', code);
				await p.fill('#mat-khau', PASSWORD);
				await p.click('main button');
				await p.waitForURL(s.base + '/');
				const again = await p.goto(s.base + '/bat-dau');
				assert.equal(again.status(), 404);
			} finally {
				await s.stop();
				fs.rmSync(data, { recursive: true });
			}
		});
});
