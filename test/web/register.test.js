// SPDX-License-Identifier: Apache-2.0
/* The register in the browser: src/register/page.c, page_event.c and others:
 * src/register/page_record.c, src/register/page_event.c,
 * src/register/page_change.c, src/register/roll_book.c,
 * src/register/view.c, src/register/history.c. */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { web } = require('./lib.js');

web('register', (t) => {
	/* The address of the record of HTX nông nghiệp An Sơn. */
	async function anSon(p) {
		await p.goto(t.base + '/so-dang-ky?q=htx+an+son');
		await p.click('tbody th a >> nth=0');
		assert.match(await p.textContent('h1'), /An Sơn/);
		return p.url();
	}
	async function record(p, kind, day) {
		await p.check(`input[value="${kind}"]`);
		await p.fill('#ngay-su-kien', day);
		await p.fill('#van-ban', '12/TB-HTX');
		await p.click('main button[type=submit]');
	}

	t.page('finds without marks, and as NFD', 'viewer', async (p) => {
		for (const text of ['htx an son', 'HTX An Sơn'.normalize('NFD')]) {
			await p.goto(t.base + '/so-dang-ky?ngay=2023-06-30&q=' +
				encodeURIComponent(text));
			assert.match(await p.textContent('tbody tr >> nth=0'),
				/An Sơn/);
		}
		await t.accessible(p);
		await p.click('tbody th a >> nth=0');
		assert.match(await p.textContent('h1'), /An Sơn/);
		assert.match(p.url(), /ngay=2023-06-30/);
		assert.match(await p.textContent('main'),
			/Đang xem số liệu tại ngày 30\/6\/2023/);
		await t.accessible(p);
	});

	t.page('counts what the published plan counts, by links alone', 'viewer',
		async (p) => {
			/* 474 HTX, 2 unions on 30/6/2023: the plan of 2023 */
			await p.goto(t.base + '/so-dang-ky?ngay=30/6/2023');
			assert.match(await p.textContent('.tabs'),
				/Hợp tác xã \(474\)\s*Liên hiệp hợp tác xã \(2\)/);
			await p.click('.tabs >> text=Hợp tác xã (474)');
			assert.match(await p.textContent('.sub'), /^474 tổ chức/);
			await p.click('thead >> text=Vốn');
			await p.click('thead >> text=Vốn');
			assert.equal(await p.getAttribute('th:has-text("Vốn")',
				'aria-sort'), 'descending');
			const sums = (await p.locator('tbody td:nth-child(6)')
				.allTextContents())
				.map((s) => Number(s.replace(/\./g, '')
					.replace(',', '.')));
			assert.equal(sums.length, 50);
			assert.deepEqual(sums, [...sums].sort((a, b) => b - a));
			await p.click('a[rel=next]');
			assert.match(await p.textContent('.pager'), /51–100 trong 474/);
		});

	t.page('opens the source of a number beside the page', 'viewer',
		async (p) => {
			await anSon(p);
			await p.click('a.nm >> nth=0');
			await p.waitForSelector('dialog.drawer[open]');
			assert.match(await p.textContent('dialog.drawer'),
				/Các lần ghi.*Ghi lúc/s);
			await t.accessible(p);
		});

	t.page('gives the same query as a file, texts as texts', 'officer',
		async (p) => {
			await anSon(p);
			await p.click('.head >> text=Thay đổi thông tin');
			await t.accessible(p);
			await p.fill('#tu-ngay', '1/8/2023');
			await p.fill('#dia-chi', '=1+1');
			await p.fill('#vi-sao', 'chuyển trụ sở');
			await p.click('main button[type=submit]');
			await p.waitForURL(/xong=thay-doi/);
			await p.goto(t.base + '/so-dang-ky?q=htx+an+son');
			for (const [name, bytes] of [['CSV', /"'=1\+1"/], ['Excel', /^PK/]]) {
				const [file] = await Promise.all([
					p.waitForEvent('download'),
					p.click(`.head >> text=${name}`)]);
				const text = fs.readFileSync(await file.path(), 'latin1');
				assert.match(text, bytes);
			}
		});

	t.page('keeps hostile text a text', 'viewer', async (p) => {
		const text = '"><script>alert(1)</script>\'--%';

		await p.goto(t.base + '/so-dang-ky?q=' +
			encodeURIComponent(text));
		assert.equal(await p.inputValue('#tim'), text);
		assert.equal(await p.locator('main script').count(), 0);
		await t.accessible(p);
	});

	t.page('records a suspension; corrects its day', 'officer', async (p) => {
		const url = await anSon(p);

		await p.click('.head >> text=Ghi sự kiện');
		await t.accessible(p);
		await record(p, 'suspended', '31/12/2199');
		assert.match(await p.textContent('.errors'), /chưa đến/);
		await t.accessible(p);
		await record(p, 'suspended', '5/7/2023');
		await p.waitForURL(/xong=su-kien/);
		assert.match(await p.textContent('.tags'), /tạm ngừng hoạt động/);
		await p.goto(t.base + '/so-dang-ky?q=an+son&tinh-trang=suspended');
		assert.match(await p.textContent('tbody'), /An Sơn/);

		await p.goto(url);
		await p.click('a:has-text("Đính chính sự kiện Tạm ngừng")');
		await t.accessible(p);
		assert.equal(await p.inputValue('#ngay-su-kien'), '05/7/2023');
		await p.fill('#ngay-su-kien', '1/7/2023');
		await p.click('main button[type=submit]');
		assert.match(await p.textContent('.errors'), /Lý do đính chính/);
		await p.fill('#vi-sao', 'ghi nhầm ngày');
		await p.click('main button[type=submit]');
		await p.waitForURL(/xong=dinh-chinh/);
		const history = await p.textContent('.timeline');
		assert.match(history, /01\/7\/2023 · Tạm ngừng hoạt động/);
		assert.match(history,
			/05\/7\/2023 · Tạm ngừng.*Đã đính chính.*officer: ghi nhầm ngày/s);
		await t.accessible(p);
		await p.goto(url + '?ngay=3/7/2023');
		assert.match(await p.textContent('.tags'), /tạm ngừng hoạt động/);
	});

	t.page('an event that the law does not allow is refused with its basis',
		'officer', async (p) => {
			await p.goto(t.base + '/so-dang-ky?tinh-trang=operating&loai=htx');
			await p.click('tbody th a >> nth=3');
			await p.click('.head >> text=Ghi sự kiện');
			await record(p, 'suspended', '1/1/1999');
			assert.match(await p.textContent('.errors'),
				/chưa thành lập/);
			assert.match(await p.textContent('main'), /Căn cứ/);
			assert.equal(await p.inputValue('#van-ban'), '12/TB-HTX');
		});

	t.page('a viewer sees no button and may not post', 'viewer', async (p) => {
		const url = await anSon(p);

		assert.equal(await p.locator('.head .button').count(), 0);
		assert.equal(await p.locator('text=Đính chính sự kiện').count(), 0);
		const csrf = await p.inputValue('[name=csrf] >> nth=0');
		const answer = await p.request.post(url + '/su-kien', {
			form: { csrf, 'loai-su-kien': 'dissolved',
				'ngay-su-kien': '1/7/2023' },
			headers: { Origin: t.base } });
		assert.equal(answer.status(), 403);
	});

	t.page('of two who correct the same event the second sees both', 'officer',
		async (p, context) => {
			await p.goto(t.base + '/so-dang-ky?tinh-trang=operating&loai=htx');
			await p.click('tbody th a >> nth=5');
			const url = p.url();
			await p.click('.head >> text=Ghi sự kiện');
			await record(p, 'suspended', '5/7/2023');
			await p.click('a:has-text("Đính chính sự kiện Tạm ngừng")');

			const other = await (await t.context('administrator')).newPage();
			await other.goto(p.url());
			await other.fill('#ngay-su-kien', '6/7/2023');
			await other.fill('#vi-sao', 'theo thông báo');
			await other.click('main button[type=submit]');
			await other.waitForURL(/xong=dinh-chinh/);
			await other.context().close();

			await p.fill('#ngay-su-kien', '7/7/2023');
			await p.fill('#vi-sao', 'theo sổ');
			const [answer] = await Promise.all([
				p.waitForNavigation(),
				p.click('main button[type=submit]')]);
			assert.equal(answer.status(), 409);
			const both = await p.textContent('main table');
			assert.match(both, /06\/7\/2023\s*07\/7\/2023/);
			assert.equal(await p.inputValue('#vi-sao'), 'theo sổ');
			await t.accessible(p);
			await p.click('main button[type=submit]');
			await p.waitForURL(/xong=dinh-chinh/);
			const history = await p.textContent('.timeline');
			assert.match(history, /07\/7\/2023.*06\/7\/2023.*05\/7\/2023/s);
			await p.goto(url);
		});

	t.page('works on a small screen', 'officer', async (p) => {
		await p.goto(t.base + '/so-dang-ky');
		await t.accessible(p);
		await anSon(p);
		await t.accessible(p);
		await p.click('.head >> text=Thay đổi thông tin');
		await t.accessible(p);
	}, { viewport: { width: 360, height: 740 } });
});
