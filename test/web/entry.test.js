// SPDX-License-Identifier: Apache-2.0
/* The forms: list, grid, keyboard, paste, live checks, saving, two officers:
 * src/check/form_page.c, assets/grid.js. */
'use strict';
const assert = require('node:assert/strict');
const { web } = require('./lib.js');

const FORM = '/bieu/bieu-1?nam=2024';
const cell = (row, column) => `[id="o.${row}.${column}"]`;
const REF = (indicator, sector) => `${indicator}[sector = ${sector}, ` +
	'period = 2023, basis = estimate]';

web('entry', (t) => {
	const explain = (indicator, sector) => t.hoptac(t.data,
		['explain', REF(indicator, sector)]);

	t.page('lists the forms of the unit', 'officer', async (p) => {
		await p.goto(t.base + '/bieu');
		await t.accessible(p);
		assert.match(await p.textContent('.list'), /Biểu 1.*18\/20/s);
		await p.click('text=Biểu 1');
		assert.match(p.url(), /\/bieu\/bieu-1\?nam=2024/);
		await t.accessible(p);
	});

	t.page('says 46 + 9 = 55 ≠ 56 and points to 46', 'officer',
		async (p) => {
			await p.goto(t.base + FORM);
			assert.equal(await p.textContent('[id="loi-trade"]'),
				'46 + 9 = 55 ≠ 56');
			assert.match(await p.textContent('tfoot'), /419 ≠ 420/);
			assert.deepEqual(await p.locator('[aria-invalid]')
				.evaluateAll((all) => all.map((x) => x.id)),
			['o.trade.A']);
			assert.match(await p.textContent('#trang-thai'),
				/2 phép cân đối chưa khớp/);
		});

	t.page('checks while one types, within 200 ms when idle', 'officer',
		async (p) => {
			await p.goto(t.base + FORM);
			await p.fill(cell('trade', 'A'), '47');
			await p.waitForFunction(() => document.getElementById(
				'loi-trade').textContent === '');
			assert.equal(await p.locator('[aria-invalid]').count(), 0);
			assert.match(await p.textContent('#trang-thai'),
				/1 ô sửa chưa lưu/);
			await p.fill(cell('trade', 'A'), '40');
			await p.waitForFunction(() => document.getElementById(
				'loi-trade').textContent === '40 + 9 = 49 ≠ 56');
			/* Esc brings back what stood there */
			await p.focus(cell('trade', 'A'));
			await p.keyboard.press('Escape');
			assert.equal(await p.inputValue(cell('trade', 'A')), '46');
			assert.match(explain('htx_operating',
				'trade_service_env'), /: 46 HTX/);
		});

	t.page('is filled by the keyboard', 'officer', async (p) => {
		await p.goto(t.base + FORM);
		const at = () => p.evaluate(() => document.activeElement.id);

		await p.focus(cell('agri', 'A'));
		await p.keyboard.press('Enter');
		assert.equal(await at(), 'o.industry.A');
		await p.keyboard.press('ArrowRight');
		assert.equal(await at(), 'o.industry.B');
		await p.keyboard.press('ArrowUp');
		assert.equal(await at(), 'o.agri.B');
		await p.keyboard.type('51');
		await p.keyboard.press('ArrowDown');
		assert.equal(await p.inputValue(cell('agri', 'B')), '51');
		/* the source of a cell comes after it in the tab order */
		await p.keyboard.press('Tab');
		assert.match(await p.evaluate(() =>
			document.activeElement.href), /\/nguon\?so=htx_suspended/);
	});

	t.page('takes a block of three rows and two columns', 'officer',
		async (p) => {
			await p.goto(t.base + FORM);
			await p.focus(cell('agri', 'A'));
			await p.evaluate(() => {
				const data = new DataTransfer();
				data.setData('text/plain',
					'300\t58\r\n50\t19\r\n47\t9\r\n');
				document.activeElement.dispatchEvent(
					new ClipboardEvent('paste', {
						clipboardData: data,
						bubbles: true, cancelable: true }));
			});
			const got = [];
			for (const row of ['agri', 'industry', 'trade'])
				for (const column of ['A', 'B'])
					got.push(await p.inputValue(
						cell(row, column)));
			assert.deepEqual(got,
				['300', '58', '50', '19', '47', '9']);
			assert.equal(await p.inputValue(cell('agri', 'C')), '358');
			assert.equal(await p.inputValue(cell('transport', 'A')),
				'11');
		});

	t.page('refuses a word at its cell and loses nothing', 'officer',
		async (p) => {
			await p.goto(t.base + FORM);
			await p.fill(cell('agri', 'A'), 'ba trăm');
			await p.fill(cell('transport', 'D'), '2');
			await p.fill('[name=ly-do]', 'rà lại');
			const answer = p.waitForResponse((r) =>
				r.request().isNavigationRequest());
			await p.click('text=Lưu biểu');
			assert.equal((await answer).status(), 422);
			assert.equal(await p.inputValue(cell('agri', 'A')),
				'ba trăm');
			assert.equal(await p.inputValue(cell('transport', 'D')), '2');
			assert.equal(await p.inputValue('[name=ly-do]'), 'rà lại');
			assert.equal(await p.getAttribute(cell('agri', 'A'),
				'aria-invalid'), 'true');
			assert.match(await p.textContent('.errors'),
				/Nông, lâm, ngư nghiệp, Đang hoạt động/);
			await t.accessible(p);
			assert.match(explain('htx_operating', 'agri'), /: 308 HTX/);
		});

	t.page('two officers, one cell: both values, nothing overwritten',
		'officer', async (p, context) => {
			const other = await context.newPage();
			await p.goto(t.base + FORM);
			await other.goto(t.base + FORM);
			await other.fill(cell('industry', 'D'), '3');
			await other.click('text=Lưu biểu');
			await other.waitForURL(/xong=luu/);

			await p.fill(cell('industry', 'D'), '4');
			await p.fill(cell('transport', 'D'), '0');
			const answer = p.waitForResponse((r) =>
				r.request().isNavigationRequest());
			await p.click('text=Lưu biểu');
			assert.equal((await answer).status(), 409);
			assert.match(await p.textContent('.errors'), /“3”.*“4”/);
			assert.match(await p.textContent('[id="loi-industry"]'),
				/vừa ghi “3”, bạn nhập “4”/);
			assert.equal(await p.inputValue(cell('transport', 'D')), '0');
			assert.match(explain('htx_dissolved',
				'industry_construction'), /: 3 HTX/);
			/* knowing that, one may save */
			await p.click('text=Lưu biểu');
			await p.waitForURL(/xong=luu/);
			assert.match(explain('htx_dissolved',
				'industry_construction'), /: 4 HTX/);
			assert.match(explain('htx_dissolved', 'transport'),
				/: 0 HTX/);
		});

	t.page('saves one figure, and only that', 'officer', async (p) => {
		/* who reported it, and what; not what the checks say */
		const other = () => explain('htx_suspended',
			'trade_service_env').split('\n').slice(0, 2);
		const before = other();

		await p.goto(t.base + FORM);
		await p.fill(cell('trade', 'A'), '47');
		await p.fill('[name=ly-do]', 'HTX An Phú hoạt động lại');
		await p.click('text=Lưu biểu');
		await p.waitForURL(/xong=luu/);
		const said = explain('htx_operating', 'trade_service_env');
		assert.match(said, /: 47 HTX/);
		assert.match(said, /officer/);
		assert.deepEqual(other(), before);
		await p.goto(t.base + FORM);
		assert.equal(await p.textContent('[id="loi-trade"]'), '');
		/* saving what stands writes nothing */
		await p.click('text=Lưu biểu');
		await p.waitForURL(/xong=nhu-cu/);
	});

	t.page('works without a script', 'officer', async (p) => {
		await p.goto(t.base + FORM);
		await p.fill(cell('agri', 'A'), '300');
		await p.click('[formaction]');
		assert.equal(await p.textContent('[id="loi-agri"]'),
			'300 + 50 = 350 ≠ 358');
		assert.equal(await p.inputValue(cell('agri', 'A')), '300');
	}, { javaScriptEnabled: false });

	t.page('a viewer reads', 'viewer', async (p) => {
		await p.goto(t.base + FORM);
		assert.equal(await p.locator('.entry input').count(), 0);
		assert.ok(await p.locator('.entry a.nm').count() > 10);
		await t.accessible(p);
	});

	t.page('a unit writes its own', 'unit', async (p) => {
		await p.goto(t.base + '/bieu');
		assert.equal(await p.inputValue('[name=don-vi]'), '183');
		await p.goto(t.base + FORM + '&don-vi=20');
		assert.equal(await p.locator('.entry input').count(), 0);
		await p.goto(t.base + '/bieu/bieu-5?nam=2024&don-vi=183');
		await p.fill(cell('htx_total', 'A'), 'khoảng 40');
		await p.click('text=Lưu biểu');
		await p.waitForURL(/xong=luu/);
		assert.equal(await p.inputValue(cell('htx_total', 'A')),
			'khoảng 40');
		await p.goto(t.base + '/bieu/bieu-5?nam=2024&don-vi=180');
		assert.equal(await p.locator('.entry input').count(), 0);
		/* neither by a form made by hand */
		await p.goto(t.base + '/bieu/bieu-5?nam=2024&don-vi=183');
		await p.evaluate(() => {
			document.querySelector('[name=don-vi]').value = '180';
		});
		await p.fill(cell('htx_total', 'A'), '1');
		const answer = p.waitForResponse((r) =>
			r.request().isNavigationRequest());
		await p.click('text=Lưu biểu');
		assert.equal((await answer).status(), 422);
	});

	t.page('what was known then is read only; small screens', 'officer',
		async (p) => {
			await p.goto(t.base + FORM + '&biet=2026-01-01');
			assert.equal(await p.locator('.entry input').count(), 0);
			await p.goto(t.base + FORM);
			await t.accessible(p);
		}, { viewport: { width: 360, height: 740 } });
});
