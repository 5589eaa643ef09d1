// SPDX-License-Identifier: Apache-2.0
/* Nhật ký: src/admin/page.c, src/admin/store.c. */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { web } = require('./lib.js');

web('the log', (t) => {
	t.page('finds who changed what, old and new value', 'viewer',
		async (p) => {
			const file = t.dir + '/moi.csv';
			fs.writeFileSync(file, 'indicator,place,breakdown,' +
				'period,basis,value\n' +
				'htx_operating,20,sector=trade_service_env,' +
				'2023,estimate,47\n');
			t.hoptac(t.data, ['import', 'figures', file]);
			await p.goto(t.base + '/nhat-ky?ai=thu');
			await t.accessible(p);
			const row = p.locator('tbody tr').first();
			assert.match(await row.innerText(),
				/1 số liệu báo cáo \(thay hoặc huỷ 1\)/);
			await row.locator('a').click();
			assert.match(await p.locator('tbody').innerText(),
				/đang hoạt động[^]*46\s+47/);
			await t.accessible(p);
		});

	t.page('filters without marks and by day', 'viewer', async (p) => {
		await p.goto(t.base + '/nhat-ky');
		await p.fill('#q', 'them nguoi dung approver');
		await p.click('text=Lọc');
		assert.equal(await p.locator('tbody tr').count(), 1);
		await p.goto(t.base + '/nhat-ky?den=1/1/2020');
		assert.match(await p.locator('main').innerText(),
			/Không có thay đổi nào/);
	});

	t.page('shows the chain to all, lets approvers verify it', 'viewer',
		async (p) => {
			await p.goto(t.base + '/nhat-ky');
			assert.match(await p.locator('code').innerText(),
				/^[0-9a-f]{64}$/);
			assert.equal(await p.locator('[aria-disabled=true]')
				.count(), 1);
			const c = await t.context('approver');
			const q = await c.newPage();
			await q.goto(t.base + '/nhat-ky');
			await q.click('text=Kiểm chứng toàn bộ');
			assert.match(await q.locator('main').innerText(),
				/không có sai lệch/);
			await t.accessible(q);
			await c.close();
		});

	t.page('fits a telephone', 'viewer', async (p) => {
		await p.goto(t.base + '/nhat-ky');
		await t.accessible(p);
	}, { viewport: { width: 360, height: 740 } });
});
