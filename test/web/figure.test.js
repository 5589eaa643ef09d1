// SPDX-License-Identifier: Apache-2.0
/* Every number leads to its source: src/check/page_source.c,
 * src/figure/asked.c. */
'use strict';
const assert = require('node:assert/strict');
const { web } = require('./lib.js');

const source = (key) => '/nguon?so=' + encodeURIComponent(key);

web('the source of a number', (t) => {
	t.page('a reported figure: who, when, paper, checks', 'viewer',
		async (p) => {
			await p.goto(t.base + source('htx_operating[sector = ' +
				'trade_service_env, period = 2023, basis = ' +
				'estimate, place = 20]'));
			const text = await p.textContent('#nguon');
			assert.match(text, /46 HTX|46\s*HTX/);
			assert.match(text, /Tỉnh Lạng Sơn/);
			assert.match(text, /demo ghi ngày/);
			assert.match(text, /xuất xứ: F097/);
			assert.match(text, /56 so với 55/);
			assert.match(text, /420 so với 419/);
			await t.accessible(p);
		});

	t.page('a counted figure: its records, all of them when asked',
		'viewer', async (p) => {
			await p.goto(t.base + source('htx_total[period = ' +
				'2023-H1, basis = actual, place = 20]'));
			assert.match(await p.textContent('#nguon'),
				/474\s*HTX/);
			const rows = p.locator('#nguon a[href^="/so-dang-ky/"]');
			assert.equal(await rows.count(), 20);
			await p.click('text=Xem cả 474 tổ chức');
			assert.equal(await rows.count(), 474);
			/* its sectors add up to it: 338 + 67 + 52 + 17 */
			assert.match(await p.textContent('#nguon'),
				/Cộng\s*474 HTX/);
		});

	t.page('a sum that does not agree is told', 'viewer', async (p) => {
		/* 308 + 54 + 46 + 11 = 419 */
		await p.goto(t.base + source('htx_operating[period = 2023, ' +
			'basis = estimate, place = 20]'));
		assert.match(await p.textContent('#nguon'),
			/không khớp với số trên\s*419 HTX/);
		const part = p.locator('#nguon a.nm', { hasText: '46 HTX' });
		await part.click();
		await p.waitForSelector('#nguon-ben[open]');
		assert.match(await p.textContent('#nguon-ben'),
			/xuất xứ: F097/);
		await t.accessible(p);
	});

	t.page('what cannot be asked is refused in words', 'viewer',
		async (p) => {
			for (const bad of ['', 'htx_nothing', 'htx_total[',
				'"><script>alert(1)</script>',
				'htx_total[period = 99]',
				'x'.repeat(900)]) {
				const answer = await p.goto(t.base +
					source(bad));
				assert.ok(answer.status() >= 400 &&
					answer.status() < 500, bad);
			}
			await t.accessible(p);
		});
});
