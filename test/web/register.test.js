// SPDX-License-Identifier: Apache-2.0
/* The register in the browser: src/register/page.c,
 * src/register/page_record.c, src/register/roll_book.c,
 * src/register/view.c, src/register/history.c. */
'use strict';
const assert = require('node:assert/strict');
const { web } = require('./lib.js');

web('register', (t) => {
	t.page('finds without marks, and as NFD', 'viewer', async (p) => {
		for (const text of ['htx an son', 'HTX An Sơn'.normalize('NFD')]) {
			await p.goto(t.base + '/so-dang-ky?ngay=2023-06-30&q=' +
				encodeURIComponent(text));
			assert.match(await p.textContent('tbody tr >> nth=0'),
				/An Sơn/);
		}
		await t.accessible(p);
		await p.click('tbody a >> nth=0');
		assert.match(await p.textContent('h1'), /An Sơn/);
		assert.match(p.url(), /ngay=2023-06-30/);
		assert.match(await p.textContent('main'),
			/Đang xem số liệu tại ngày 30\/6\/2023/);
		await t.accessible(p);
	});

	t.page('keeps hostile text a text', 'viewer', async (p) => {
		const text = '"><script>alert(1)</script>\'--%';

		await p.goto(t.base + '/so-dang-ky?q=' +
			encodeURIComponent(text));
		assert.equal(await p.inputValue('#tim'), text);
		assert.equal(await p.locator('main script').count(), 0);
		await t.accessible(p);
	});
});
