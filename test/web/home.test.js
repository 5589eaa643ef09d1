// SPDX-License-Identifier: Apache-2.0
/* Tổng quan: src/home/page.c, src/home/page_card.c, src/home/page_progress.c,
 * src/home/page_chart.c, src/home/page_table.c, src/home/page_waiting.c,
 * src/home/reading.c. */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { web, hoptac } = require('./lib.js');

/* The pack of the 2012 law as version N after an edit of its folder, put into
 * force in the data of a test. */
function install(data, version, edit) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-pack-'));

	fs.cpSync(path.join(__dirname, '../../packs/vn-htx-2012'), dir,
		{ recursive: true });
	change(path.join(dir, 'pack.yaml'), /^version: 1$/m,
		`version: ${version}`);
	edit(path.join(dir, 'overview.yaml'));
	hoptac(data, ['pack', 'install', dir]);
	fs.rmSync(dir, { recursive: true });
}

function change(file, old, text) {
	const before = fs.readFileSync(file, 'utf8');
	const after = before.replace(old, text);

	assert.notEqual(after, before, `${old} is not in ${file}`);
	fs.writeFileSync(file, after);
}

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

	/* From here on the rules differ: these two come last. */
	t.page('a province moves a bound and a headline without a programmer',
		'officer', async (p) => {
			install(t.data, 2, (file) => {
				change(file, 'behind: 70', 'behind: 50');
				change(file, 'label: Tổ hợp tác', 'label: THT');
			});
			await p.goto(t.base + '/');
			/* 53 per cent of the plan was red below 70, amber now */
			const row = p.locator('.bullets [role=row]',
				{ hasText: '53%' });
			assert.ok(await row.locator('.num.warn').count());
			assert.match(await p.locator('main').innerText(),
				/50 – dưới 95%/);
			assert.equal(await card(p, 'THT').count(), 1);
			assert.match((await p.goto(t.base +
				'/goi-quy-dinh/vn-htx-2012')) && await p
				.locator('main').innerText(), /rất chậm dưới 50%/);
		});

	t.page('says when a pack says nothing of it', 'officer', async (p) => {
		install(t.data, 3, (file) => fs.rmSync(file));
		await p.goto(t.base + '/');
		await t.accessible(p);
		const text = await p.locator('main').innerText();
		assert.match(text, /không có tệp overview\.yaml/);
		assert.match(text, /hoptac pack install/);
		/* the rest is there: what waits, the plan without colours */
		assert.match(text, /Việc đang chờ[^]*56 và 55/);
		assert.equal(await p.locator('.bullets .num.err').count(), 0);
		assert.equal(await p.locator('.kpi').count(), 0);
		await p.click('text=Kinh tế tập thể theo Luật');
		assert.match(await p.locator('main').innerText(),
			/Gói này không có tệp overview/);
	});
});
