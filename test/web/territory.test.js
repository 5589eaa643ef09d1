// SPDX-License-Identifier: Apache-2.0
/* Địa bàn: src/territory/page.c. */
'use strict';
const assert = require('node:assert/strict');
const { web } = require('./lib.js');

web('units', (t) => {
	t.page('shows the units of a day and what became of them', 'viewer',
		async (p) => {
			await p.goto(t.base + '/dia-ban?ngay=30/6/2023');
			/* 11 districts and 200 communes until 1/7/2025 */
			assert.match(await p.locator('.sub').innerText(),
				/11 đơn vị cấp huyện, 200 đơn vị cấp xã/);
			assert.equal(await p.locator('tbody tr').count(), 11);
			await t.accessible(p);
			await p.goto(t.base + '/dia-ban?ngay=1/7/2025');
			/* 65 communes since */
			assert.equal(await p.locator('tbody tr').count(), 65);
		});

	t.page('finds without marks, leads to its history', 'viewer',
		async (p) => {
			await p.goto(t.base + '/dia-ban?ngay=30/6/2023');
			await p.fill('#q', 'that khe');
			await p.click('main button >> text=Tìm');
			await p.click('tbody a:has-text("Thất Khê")');
			/* 05995 became 06040 on 1/12/2024, which became
			 * part of xã Thất Khê on 1/7/2025 */
			assert.match(await p.locator('main').innerText(),
				/Nay là[^]*Xã Thất Khê[^]*Đã trở thành[^]*01\/12\/2024/);
			await t.accessible(p);
		});

	t.page('fits a telephone', 'viewer', async (p) => {
		await p.goto(t.base + '/dia-ban?ngay=30/6/2023');
		await t.accessible(p);
	}, { viewport: { width: 360, height: 740 } });
});
