// SPDX-License-Identifier: Apache-2.0
/* Tổng quan: src/home/page.c. */
'use strict';
const assert = require('node:assert/strict');
const { web } = require('./lib.js');

const card = (p, name) => p.locator('.kpi', { hasText: name });
const row = (p, title, name) => p.locator('section', { has:
	p.locator(`h2:has-text("${title}")`) })
	.locator('tr', { hasText: name });

web('overview', (t) => {
	t.page('tells the figures of the plan, each with its source', 'officer',
		async (p) => {
			await p.goto(t.base + '/');
			await t.accessible(p);
			/* 474 = 400 + 74, 48 on the books: the published plan */
			assert.match(await card(p, 'Hợp tác xã').first()
				.innerText(), /474[^]*400 đang[^]*74 không[^]*48 chỉ/);
			assert.match(await card(p, 'Lao động').innerText(),
				/7\.302[^]*đạt 87% kế hoạch[^]*8\.100/);
			assert.match(await p.locator('.bars').innerText(),
				/46 \+ 9 ≠ 56/);
			assert.match(await row(p, 'Nhu cầu vốn', 'Cộng').last()
				.innerText(), /10\.000\s+13\.720\s+23\.720/);
			assert.match(await row(p, 'Kinh phí hỗ trợ', 'xúc tiến')
				.innerText(), /1\.508\s+1\.750\s+chưa có/);
			for (const cell of await p.locator('main td.n').all())
				assert.ok(await cell.locator('.nm, .missing')
					.count() === 1, await cell.innerText());
			await card(p, 'Lao động').locator('.figure a').click();
			await p.waitForSelector('dialog[open] .source');
			assert.match(await p.locator('dialog[open]').innerText(),
				/lao động thường xuyên/i);
		});

	t.page('the districts add up to the province', 'viewer', async (p) => {
		await p.goto(t.base + '/');
		const counts = await p.locator('.tiles .big').allTextContents();
		assert.equal(counts.length, 11);
		assert.equal(counts.reduce((a, n) => a + Number(n), 0), 474);
	});

	t.page('says what waits, and leads there', 'officer', async (p) => {
		await p.goto(t.base + '/');
		const first = p.locator('.list a').first();
		assert.match(await first.innerText(), /56 và 55/);
		assert.match(await first.getAttribute('href'), /^\/kiem-tra\?/);
	});

	t.page('shows another day as it was then', 'officer', async (p) => {
		await p.goto(t.base + '/?ngay=2010-12-31');
		/* nothing was reported for 2011, and nothing is invented */
		assert.equal(await p.locator('.bullets').count(), 0);
		assert.match(await p.locator('main').innerText(),
			/Chưa có chỉ tiêu nào/);
		await t.accessible(p);
	});

	t.page('fits a telephone', 'viewer', async (p) => {
		await p.goto(t.base + '/');
		assert.ok(await p.locator('.tiles').isVisible());
		await t.accessible(p);
	}, { viewport: { width: 360, height: 740 } });
});
