// SPDX-License-Identifier: Apache-2.0
/* Gói quy định: src/pack/page.c. */
'use strict';
const assert = require('node:assert/strict');
const { web } = require('./lib.js');

web('rule packs', (t) => {
	t.page('tells what is in force, on what it rests', 'viewer',
		async (p) => {
			await p.goto(t.base + '/goi-quy-dinh?ngay=30/6/2023');
			await t.accessible(p);
			const row = p.locator('tbody tr');
			assert.match(await row.innerText(),
				/01\/7\/2013[^]*30\/6\/2024[^]*đang áp dụng/);
			await row.locator('a').click();
			await t.accessible(p);
			const text = await p.locator('main').innerText();
			assert.match(text, /Luật Hợp tác xã số 23\/2012\/QH13/);
			assert.match(text, /mỗi HTX ở đúng một tình trạng/i);
			/* its law has ended, and nothing came in its place */
			await p.goto(t.base + '/goi-quy-dinh?ngay=1/7/2024');
			assert.match(await p.locator('tbody').innerText(),
				/hết hiệu lực, chưa có gói thay thế/);
			await t.accessible(p);
			/* not yet in force: nothing is claimed */
			await p.goto(t.base + '/goi-quy-dinh?ngay=1/1/2010');
			assert.match(await p.locator('tbody').innerText(),
				/không áp dụng/);
		});

	t.page('examines a pack as the command does', 'viewer', async (p) => {
		await p.goto(t.base + '/goi-quy-dinh/vn-htx-2012');
		await p.click('text=Xét gói này');
		assert.match(await p.locator('main').innerText(),
			/không mâu thuẫn/);
		await t.accessible(p);
		const answer = await p.goto(t.base + '/goi-quy-dinh/khong-co');
		assert.equal(answer.status(), 404);
	});

	t.page('fits a telephone', 'viewer', async (p) => {
		await p.goto(t.base + '/goi-quy-dinh/vn-htx-2012?xet=1');
		await t.accessible(p);
	}, { viewport: { width: 360, height: 740 } });
});
