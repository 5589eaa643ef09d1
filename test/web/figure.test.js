// SPDX-License-Identifier: Apache-2.0
/* Every number leads to its source: src/check/page_source.c,
 * src/figure/asked.c; indicators and targets: src/figure/page_target.c,
 * src/figure/page_indicator.c, src/figure/target_file.c. */
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
			await p.click('#nguon a.item >> nth=0');
			assert.match(p.url(), /kiem-tra.*chon=/);
			assert.match(await p.textContent('main'),
				/56[\s\S]*55/);
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

web('indicators and targets', (t) => {
	t.page('lists what was done, expected and planned, each with its ' +
		'source', 'viewer', async (p) => {
		await p.goto(t.base + '/chi-tieu');
		await t.accessible(p);
		const row = p.locator('tr', { has: p.locator(
			'a:text-is("Số thành viên HTX")') });
		assert.deepEqual((await row.locator('td.n').allTextContents())
			.map((s) => s.trim()),
			['5.409', '5.630', '88%', 'chưa có']);
		/* every number is a link to its source */
		assert.equal(await p.locator('td.n').count(),
			await p.locator('td.n a.nm').count());
		assert.ok(await p.locator('th[scope=rowgroup]',
			{ hasText: 'Tổ hợp tác' }).count() === 1);
		await row.locator('a.nm', { hasText: '88%' }).click();
		await p.waitForSelector('#nguon-ben[open]');
		assert.match(await p.textContent('#nguon-ben'), /88%/);
	});

	t.page('narrows by unit, sector, year and words without marks',
		'viewer', async (p) => {
			await p.goto(t.base + '/chi-tieu');
			await p.selectOption('#linh-vuc', 'transport');
			await p.fill('#tim', 'tong so htx');
			await p.click('.filters button');
			assert.match(p.url(), /linh-vuc=transport/);
			assert.match(await p.textContent('tbody'), /17/);
			await p.selectOption('#don-vi', '183');
			await p.click('.filters button');
			assert.match(await p.textContent('.head'),
				/Huyện/);
			await p.goto(t.base + '/chi-tieu?don-vi=99x');
			assert.match(await p.textContent('main'),
				/không có đơn vị hành chính/);
			await p.goto(t.base + '/chi-tieu?tim=khong+co+gi+ca');
			assert.match(await p.textContent('main'),
				/Không có chỉ tiêu nào như vậy/);
			await t.accessible(p);
		});

	t.page('gives the same table as a file', 'viewer', async (p) => {
		const get = async (as) => (await p.request.get(t.base +
			'/chi-tieu?tim=tong+so+htx&tai=' + as));
		const csv = await (await get('csv')).text();
		assert.match(csv, /^\uFEFFMã,Chỉ tiêu,Đơn vị tính/);
		assert.match(csv, /htx_total,Tổng số HTX,HTX,474,khoảng 500,108/);
		const xlsx = await get('xlsx');
		assert.equal(xlsx.status(), 200);
		assert.equal((await xlsx.body()).subarray(0, 2).toString(),
			'PK');
	});

	t.page('shows one indicator by category and unit', 'viewer',
		async (p) => {
			await p.goto(t.base + '/chi-tieu/htx_operating');
			await t.accessible(p);
			const text = await p.textContent('main');
			assert.match(text,
				/số HTX có tình trạng là đang hoạt động/);
			assert.match(text, /Huyện Tràng Định/);
			assert.match(text, /xuất xứ: F022/);
			assert.equal(await p.locator('#dat').count(), 0);
			const none = await p.goto(t.base + '/chi-tieu/khong-co');
			assert.equal(none.status(), 404);
		});

	t.page('sets a target; who comes second sees both values', 'officer',
		async (p, context) => {
			const url = t.base + '/chi-tieu/htx_total?nam=2024';
			const other = await context.newPage();

			await p.goto(url);
			await other.goto(url);
			await p.fill('#gia-tri', '540');
			await p.click('#dat button');
			assert.equal(await p.locator('.errors a[href="#ly-do"]')
				.count(), 1);
			await p.fill('#ly-do', 'Hội nghị giao chỉ tiêu');
			await p.click('#dat button');
			await p.waitForURL(/xong=dat/);
			assert.match(await p.textContent('.timeline'),
				/Kế hoạch năm 2024: 540 HTX/);
			assert.match(await p.textContent('.timeline'),
				/Hội nghị giao chỉ tiêu/);

			await other.fill('#gia-tri', '530');
			await other.fill('#ly-do', 'Tính lại');
			const [answer] = await Promise.all([
				other.waitForResponse((r) =>
					r.request().method() === 'POST'),
				other.click('#dat button')]);
			assert.equal(answer.status(), 409);
			const said = await other.textContent('.errors');
			assert.match(said, /540/);
			assert.match(said, /530/);
			assert.equal(await other.inputValue('#gia-tri'), '530');
			await t.accessible(other);
			await other.click('#dat button');
			await other.waitForURL(/xong=dat/);
			assert.match(await other.textContent('.timeline'),
				/530 HTX[\s\S]*540 HTX[\s\S]*được thay bằng 530/);
		});

	t.page('a unit sets only its own target', 'unit', async (p) => {
		await p.goto(t.base + '/chi-tieu/htx_new?don-vi=184');
		assert.match(await p.textContent('#dat'),
			/tài khoản này chỉ làm cho Huyện/);
		const token = await p.inputValue('#dat [name=csrf]');
		const answer = await p.request.post(t.base +
			'/chi-tieu/htx_new', { form: { csrf: token,
			'don-vi': '184', nam: '2024', 'gia-tri': '9',
			'ly-do': 'thử', 'dua-tren': '0' },
			headers: { Origin: t.base } });
		assert.equal(answer.status(), 422);
		await p.goto(t.base + '/chi-tieu/htx_new?don-vi=183');
		await p.fill('#gia-tri', 'năm mươi');
		await p.fill('#ly-do', 'thử');
		await p.click('#dat button');
		assert.match(await p.textContent('.errors'), /năm mươi/);
		await p.fill('#gia-tri', '3,5');
		await p.click('#dat button');
		assert.match(await p.textContent('.errors'), /số nguyên/);
		await p.fill('#gia-tri', 'từ 3 trở lên');
		await p.click('#dat button');
		await p.waitForURL(/xong=dat/);
	});
});
