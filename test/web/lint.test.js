// SPDX-License-Identifier: Apache-2.0
/* Rà soát dự thảo: src/lint/page.c, src/lint/visit.c, src/lint/store.c. */
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { web } = require('./lib.js');

const draft = (name, text) => ({ name, mimeType: 'text/plain',
	buffer: Buffer.from(text) });

async function upload(t, p, file) {
	await p.goto(t.base + '/ra-soat');
	await p.setInputFiles('#tep', file);
	await p.click('main button[type=submit]');
}

web('the audit of a draft', (t) => {
	t.page('findings beside the text, there and back', 'viewer',
		async (p) => {
			await t.accessible((await p.goto(t.base + '/ra-soat'), p));
			await upload(t, p, draft('du-thao.txt',
				'Số: /KH-UBND\n\nKính gửi'));
			assert.match(await p.textContent('.findings'),
				/Ô chưa điền/);
			await p.keyboard.press('j');
			await p.keyboard.press('Enter');
			await p.waitForURL(/#cho-1$/);
			await p.click('#cho-1');
			await p.waitForURL(/#phat-hien-1$/);
			await t.accessible(p);
			/* another user cannot see it */
			const url = p.url();
			const c = await t.context('officer');
			const q = await c.newPage();
			assert.equal((await q.goto(url)).status(), 404);
			await c.close();
			await p.click('text=Xong, xoá tệp');
			assert.equal((await p.goto(url)).status(), 404);
		});

	t.page('a finding is accepted with a reason, and stays so', 'officer',
		async (p) => {
			const file = draft('lan-1.txt', 'Số: /BC-SKHĐT\n\nnăm 2023');
			await upload(t, p, file);
			await p.click('text=Chấp nhận, không sửa');
			await p.click('text=Ghi lý do');
			assert.match(await p.textContent('main'), /Lý do/);
			await p.click('text=Chấp nhận, không sửa');
			await p.fill('#ly-do-1', 'số cấp khi ký');
			await p.click('text=Ghi lý do');
			assert.match(await p.textContent('.findings'),
				/Đã chấp nhận: số cấp khi ký/);
			await upload(t, p, { ...file, name: 'lan-2.txt' });
			assert.match(await p.textContent('.findings'),
				/Đã chấp nhận: số cấp khi ký/);
			await p.goto(t.base + '/nhat-ky?q=chap+nhan+phat+hien');
			assert.match(await p.textContent('tbody'),
				/số cấp khi ký/);
		});

	t.page('a draft that is kept is there for others', 'officer',
		async (p) => {
			await upload(t, p, draft('giu.txt', 'Số: /QĐ-UBND'));
			await p.click('text=Giữ lại');
			assert.match(await p.textContent('main, body'),
				/Đã giữ lại dự thảo/);
			const c = await t.context('viewer');
			const q = await c.newPage();
			await q.goto(t.base + '/ra-soat');
			await q.click('text=giu.txt');
			assert.match(await q.textContent('.findings'),
				/Ô chưa điền/);
			assert.equal(await q.locator('text=Thôi giữ').count(), 0);
			await c.close();
			const [got] = await Promise.all([
				p.waitForEvent('download'),
				p.click('text=Báo cáo'),
			]);
			assert.match(got.suggestedFilename(), /ra-soat.*html/);
			await p.click('text=Thôi giữ');
			assert.match(await p.textContent('main, body'), /Đã xoá/);
		});

	t.page('a Word draft comes back with comments', 'viewer', async (p) => {
		t.hoptac(t.data, ['plan', '--year', '2024', '--out', t.dir + '/kh']);
		await upload(t, p, t.dir + '/kh/ke-hoach-2024.docx');
		const [got] = await Promise.all([
			p.waitForEvent('download'),
			p.click('text=Bản có nhận xét'),
		]);
		const file = t.dir + '/nhan-xet.docx';
		await got.saveAs(file);
		assert.match(execFileSync('unzip', ['-p', file,
			'word/comments.xml'], { encoding: 'utf8' }),
			/46 \+ 9 = 55/);
	});

	t.page('a PDF is read under the seal', 'viewer', async (p) => {
		t.hoptac(t.data, ['plan', '--year', '2024', '--out', t.dir + '/kh']);
		execFileSync('soffice', [`-env:UserInstallation=file://${t.dir}/lo`,
			'--headless', '--convert-to', 'pdf', '--outdir', t.dir,
			t.dir + '/kh/ke-hoach-2024.docx'], { stdio: 'ignore' });
		await upload(t, p, t.dir + '/ke-hoach-2024.pdf');
		assert.match(await p.textContent('.findings'), /46 \+ 9 = 55/);
	});

	t.page('what cannot be read is told', 'viewer', async (p) => {
		await upload(t, p, { name: 'x.docx', mimeType: 'text/plain',
			buffer: Buffer.from('PK\x03\x04 hỏng') });
		assert.match(await p.textContent('main'), /không đọc được|bị hỏng|hỏng/);
		await p.goto(t.base + '/ra-soat');
		await p.click('main button[type=submit]');
		assert.match(await p.textContent('main'), /Tệp dự thảo/);
	});

	t.page('fits a telephone', 'viewer', async (p) => {
		await upload(t, p, draft('nho.txt', 'Số: /KH-UBND\n\n| a | b |'));
		await t.accessible(p);
	}, { viewport: { width: 360, height: 740 } });
});
