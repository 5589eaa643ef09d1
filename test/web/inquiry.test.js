// SPDX-License-Identifier: Apache-2.0
/*
 * Yêu cầu rà soát: the province asks a district about a check that its figures
 * break, the district sees it, answers, corrects; the province closes it.
 * Tests src/check/inquiry_page.c and src/check/inquiry_view.c.
 */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { visitor, web } = require('./lib.js');

const CHECK = '/kiem-tra?chon=htx_by_status@2023/estimate/@183';
const FORM = '/bieu/bieu-5?nam=2024';
const QUESTION = '14 và 5 là 19, biểu ghi 20';

web('inquiries', (t) => {
	const report = (of, value) => {
		const file = path.join(t.dir, 'bao-cao.csv');

		fs.writeFileSync(file, 'indicator,place,period,basis,value\n' +
			`${of},183,2023,estimate,${value}\n`);
		t.hoptac(t.data, ['import', 'figures', file]);
	};
	const field = (html, name) => html.match(
		new RegExp(`name="${name}" value="([^"]*)"`))[1];

	t.page('a check that a district breaks is sent back to it', 'officer',
		async (p) => {
			for (const [of, value] of [['htx_total', 20],
				['htx_operating', 14], ['htx_suspended', 5]])
				report(of, value);
			await p.goto(t.base + CHECK);
			await p.click('summary:has-text("Trả lại đơn vị")');
			await t.accessible(p);
			/* the unit and its figures are there to be seen */
			assert.ok(await p.isChecked('[name=don-vi][value="183"]'));
			assert.match(await p.textContent('#don-vi'),
				/Huyện Cao Lộc.*20.*14.*5/s);
			await p.click('main button >> text=Gửi yêu cầu');
			assert.match(await p.textContent('.errors'), /để trống/);
			await p.fill('#hoi', QUESTION);
			await p.fill('#han', '1/1/2020');
			await p.click('main button >> text=Gửi yêu cầu');
			assert.match(await p.textContent('.errors'), /đã qua/);
			assert.equal(await p.inputValue('#hoi'), QUESTION);
			await p.fill('#han', '');
			await p.click('main button >> text=Gửi yêu cầu');
			await p.waitForURL(/yeu-cau\/1\?xong=hoi/);
			await t.accessible(p);
			assert.match(await p.textContent('main'),
				/chờ đơn vị trả lời.*không đặt hạn/s);
			/* the check tells who is asked, and is as broken as before */
			await p.goto(t.base + CHECK);
			const main = await p.textContent('main');
			assert.match(main, /đang hỏi Huyện Cao Lộc/);
			assert.match(main, /Lỗi chặn · 4/);
			assert.match(main, /Đang chờ đơn vị trả lời · 1/);
			/* a second one to the same unit is not begun */
			await p.click('summary:has-text("Trả lại đơn vị")');
			await p.fill('#hoi', 'lần nữa');
			await p.click('main button >> text=Gửi yêu cầu');
			assert.match(await p.textContent('.errors'), /đã có yêu cầu/);
		});

	t.page('its officer sees it at the form and answers in words', 'unit',
		async (p) => {
			await p.goto(t.base + '/');
			await t.accessible(p);
			assert.match(await p.textContent('.card.first'),
				/Huyện Cao Lộc.*chờ đơn vị bạn trả lời/s);
			await p.goto(t.base + '/kiem-tra');
			assert.match(await p.textContent('main'),
				/Chờ đơn vị bạn trả lời · 1/);
			await p.goto(t.base + '/bieu');
			await p.click('.list >> text=có yêu cầu rà soát');
			await t.accessible(p);
			assert.match(await p.textContent('main .note'),
				new RegExp(QUESTION));
			assert.equal(await p.locator('td.asked').count(), 3);
			assert.match(await p.textContent('#hoi-htx_total'),
				/cần rà soát/);
			/* typing is no answer yet */
			await p.fill('[id="o.htx_operating.A"]', '15');
			await p.click('main button >> text=Kiểm tra');
			await p.waitForFunction(() => /khớp|đã có/.test(document
				.getElementById('trang-thai').textContent));
			assert.equal(await p.locator('td.asked').count(), 3);
			await p.goto(t.base + FORM);
			await p.click('text=trả lời bằng lời');
			await t.accessible(p);
			/* nor is it his to close */
			assert.equal(await p.locator('text=Đóng yêu cầu').count(), 0);
			await p.fill('#tra-loi', 'Còn một HTX đang làm thủ tục');
			await p.click('main button >> text=Gửi câu trả lời');
			await p.waitForURL(/xong=tra-loi/);
			await p.goto(t.base + FORM);
			assert.equal(await p.locator('td.asked').count(), 0);
		});

	t.page('who asked sees the answer, and asks again', 'officer',
		async (p) => {
			await p.goto(t.base + '/kiem-tra');
			assert.match(await p.textContent('main'),
				/Đơn vị đã trả lời, chờ xem · 1/);
			await p.goto(t.base + '/');
			await p.click('.card.first >> text=đã trả lời');
			assert.match(await p.textContent('.timeline'),
				/unit trả lời.*Còn một HTX đang làm thủ tục/s);
			await p.click('summary:has-text("Hỏi lại")');
			await t.accessible(p);
			await p.fill('#hoi', 'HTX ấy tính vào số nào?');
			await p.click('main button >> text=Gửi lại');
			await p.waitForURL(/xong=hoi-lai/);
			assert.match(await p.textContent('.timeline'),
				/officer hỏi lại.*tính vào số nào/s);
		});

	t.page('the figure is corrected: old and new stand there', 'unit',
		async (p) => {
			await p.goto(t.base + '/kiem-tra/yeu-cau/1');
			await p.click('text=Sửa ở Biểu 5');
			assert.match(p.url(), /\/bieu\/bieu-5/);
			await p.fill('[id="o.htx_operating.A"]', '15');
			await p.fill('#ly-do', 'HTX đã hoạt động lại');
			await p.click('main button >> text=Lưu biểu');
			await p.waitForURL(/xong=luu/);
			assert.equal(await p.locator('td.asked').count(), 0);
			await p.goto(t.base + '/kiem-tra/yeu-cau/1');
			await t.accessible(p);
			const main = (await p.textContent('main'))
				.replace(/\s+/g, ' ');
			assert.match(main, /đơn vị đã sửa số/);
			assert.match(main, /không còn sai/);
			assert.match(main, /unit sửa số: 14 → 15/);
			assert.match(main, /HTX đã hoạt động lại/);
			assert.equal(await p.textContent('td mark'), '15');
			/* what it was leads to its source as known then */
			const was = await p.locator('td.n a').nth(2)
				.getAttribute('href');
			assert.match(was, /htx_operating.*biet=/);
			assert.match((await (await p.request.get(t.base + was))
				.text()).match(/<section id="nguon"[\s\S]*?<\/p>/)[0],
			/<b>14<\/b> HTX/);
		});

	t.page('who asked closes it; the journal tells', 'officer',
		async (p) => {
			await p.goto(t.base + '/kiem-tra');
			await p.click('.list >> text=đơn vị đã sửa số');
			await p.fill('#ghi-chu', 'đã đối chiếu');
			await p.click('main button >> text=Đóng yêu cầu');
			await p.waitForURL(/xong=dong/);
			await t.accessible(p);
			assert.equal(await p.locator('main form').count(), 0);
			await p.goto(t.base + '/kiem-tra');
			assert.match(await p.textContent('main'),
				/Yêu cầu rà soát đã đóng · 1/);
			await p.goto(t.base + '/');
			assert.equal(await p.locator('.card.first').count(), 0);
			await p.goto(t.base + '/nhat-ky');
			const log = await p.textContent('main');
			assert.match(log, /yêu cầu Huyện Cao Lộc rà soát htx_by_status/);
			assert.match(log, /trả lời yêu cầu rà soát số 1/);
			assert.match(log, /đóng yêu cầu rà soát số 1/);
		});

	t.page('when somebody else was first nothing is written or lost', null,
		async () => {
			const officer = await visitor(t.base, 'officer');
			const unit = await visitor(t.base, 'unit');
			const ask = (html, more) => officer.post(
				'/kiem-tra/yeu-cau', { nam: '2024',
					chon: 'htx_by_status@2023/estimate/@183',
					'don-vi': '183', dau: field(html, 'dau'),
					hoi: QUESTION, ...more });

			report('htx_operating', 13);
			const seen = (await officer.get(CHECK)).text;
			report('htx_operating', 12);
			const late = await ask(seen);
			assert.equal(late.status, 409);
			assert.match(late.text, /đã đổi từ khi mở trang/);
			assert.match(late.text, new RegExp(QUESTION));
			/* it holds meanwhile */
			report('htx_operating', 15);
			assert.equal((await ask(seen)).status, 409);
			report('htx_operating', 12);
			const now = (await officer.get(CHECK)).text;
			assert.equal((await ask(now, { 'don-vi': '20' })).status, 422);
			assert.equal((await ask(now, { 'don-vi': '' })).status, 422);
			assert.equal((await ask(now, { chon: 'x' })).status, 404);
			const sent = await ask(now);
			assert.equal(sent.status, 303);
			const where = sent.headers.get('location').split('?')[0];
			assert.equal(where, '/kiem-tra/yeu-cau/2');

			const ban = field((await unit.get(where)).text, 'ban');
			assert.equal((await officer.post(where + '/hoi-lai',
				{ ban, hoi: 'và vì sao' })).status, 303);
			const answer = await unit.post(where + '/tra-loi',
				{ ban, 'tra-loi': 'số vẫn đúng' });
			assert.equal(answer.status, 409);
			assert.match(answer.text, /số vẫn đúng/);
			assert.match(answer.text, /và vì sao/);
			assert.equal((await unit.post(where + '/tra-loi', {
				ban: field(answer.text, 'ban'),
				'tra-loi': 'số vẫn đúng' })).status, 303);
			assert.equal((await officer.post(where + '/dong', { ban }))
				.status, 409);
		});

	t.page('works at 360 pixels and without a script', 'officer',
		async (p) => {
			await p.goto(t.base + CHECK);
			await p.click('summary:has-text("Trả lại đơn vị")');
			assert.ok(await p.isVisible('#hoi'));
			await p.goto(t.base + '/kiem-tra/yeu-cau/2');
			assert.match(await p.textContent('main'), /đã trả lời/);
			await p.click('summary:has-text("Ghi thay đơn vị")');
			await p.fill('#tra-loi', 'huyện báo qua điện thoại');
			await p.click('main button >> text=Gửi câu trả lời');
			await p.waitForURL(/xong=tra-loi/);
		}, { viewport: { width: 360, height: 740 },
			javaScriptEnabled: false });

	for (const width of [1024, 360])
		t.page(`is accessible at ${width} pixels`, 'unit', async (p) => {
			for (const where of ['/kiem-tra/yeu-cau/2', FORM, CHECK]) {
				await p.goto(t.base + where);
				await t.accessible(p);
			}
		}, { viewport: { width, height: 740 } });
});
