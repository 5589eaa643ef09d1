// SPDX-License-Identifier: Apache-2.0
/* Kiểm tra số liệu: src/check/page.c. */
'use strict';
const assert = require('node:assert/strict');
const { web } = require('./lib.js');

web('checks', (t) => {
	t.page('shows the equations, the proposal and what was tried', 'viewer',
		async (p) => {
			await p.goto(t.base + '/kiem-tra');
			await t.accessible(p);
			assert.match(await p.textContent('.rail .count'), /3/);
			/* 56 was reported */
			const eq = (await p.textContent('.equations'))
				.replace(/\s+/g, '');
			assert.match(eq, /46\+9=55≠56/);
			assert.match(await p.textContent('.change'), /46.*47/);
			assert.match(await p.textContent('main'),
				/Đề xuất duy nhất/);
			/* alone, each of the others leaves an error */
			const left = await p.locator('table >> nth=1')
				.locator('tbody td:last-child').allTextContents();
			assert.equal(left.length, 6);
			assert.ok(left.every((n) => Number(n) >= 1));
			/* a viewer sees the actions, and why not he */
			const why = await p.locator('.why').allTextContents();
			assert.equal(await p.locator('button[aria-disabled=true]')
				.count(), 2);
			assert.equal(why.length, 2);
			assert.ok(why.every((w) => /Vai trò/.test(w)));
			assert.equal(await p.locator('[id=vi-sao]').count(), 1);
		});

	t.page('a viewer who posts all the same is refused', 'viewer',
		async (p) => {
			await p.goto(t.base + '/kiem-tra');
			const status = await p.evaluate(async () => (await fetch(
				'/kiem-tra/chap-nhan', { method: 'POST',
					body: new URLSearchParams({ ma: '1',
						'ly-do': 'x' }) })).status);
			assert.equal(status, 403);
		});

	t.page('explains a warning, which then waits no longer', 'officer',
		async (p) => {
			await p.goto(t.base + '/kiem-tra');
			await p.click('text=HTX được hỗ trợ thành lập mới không nhiều');
			await t.accessible(p);
			await p.click('main button >> text=Ghi giải trình');
			assert.match(await p.textContent('.errors'), /Lý do/);
			await p.fill('#ly-do', 'Gồm ba HTX lập cuối năm 2022');
			await p.click('main button >> text=Ghi giải trình');
			await p.waitForURL(/xong=giai-trinh/);
			const main = await p.textContent('main');
			assert.match(main, /“Gồm ba HTX lập cuối năm 2022” \(officer/);
			assert.match(main, /Cảnh báo cần giải trình · 3/);
		});

	t.page('accepts 46 → 47 with a reason, and the sums hold', 'officer',
		async (p) => {
			await p.goto(t.base + '/kiem-tra');
			await p.click('main button >> text=Chấp nhận 46 → 47');
			assert.match(await p.textContent('.errors'), /Lý do/);
			await p.locator('input[name=ly-do]').first()
				.fill('Theo danh sách HTX của lĩnh vực');
			await p.click('main button >> text=Chấp nhận 46 → 47');
			await p.waitForURL(/xong=chap-nhan/);
			assert.match(await p.textContent('main'), /Lỗi chặn · 1/);
			assert.match(await p.textContent('.rail .count'), /1/);
			/* the one that is left is about the members' plans: the per
			 * cents come before the counts */
			const changed = await p.locator('.change').allTextContents();
			assert.ok(changed.length >= 3);
			assert.match(changed[0], /115%.*85%/s);
			assert.match(await p.textContent('main'), /xét tiếp/);
			/* as it was known before, 46 stands */
			const year = new Date().getFullYear() - 1;
			await p.goto(`${t.base}/kiem-tra?biet=${year}-01-01`);
			await t.accessible(p);
		});

	t.page('works at 360 pixels', 'viewer', async (p) => {
		await p.goto(t.base + '/kiem-tra');
		await t.accessible(p);
	}, { viewport: { width: 360, height: 740 } });
});
