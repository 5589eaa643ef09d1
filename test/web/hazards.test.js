// SPDX-License-Identifier: Apache-2.0
/*
 * Office files that mean harm, made here by the hundred: declarations and
 * entities in every part, links to the outside, macros, formulas that fetch or
 * run, archives that unpack elsewhere or without end.  Every command that reads
 * such files and the page that takes them answers in time, reaches nobody,
 * writes nowhere else and tells nothing of this machine; text that looks like
 * a formula leaves as text.
 */
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const zlib = require('node:zlib');
const { HOPTAC, province, serve, visitor } = require('./lib.js');

/* --- archives ----------------------------------------------------------------- */

const CRC = Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++)
		n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
	return n >>> 0;
});
const crc = (b) => {
	let c = 0xffffffff;

	for (const x of b)
		c = CRC[(c ^ x) & 255] ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
};

/* Entries [name, text or Buffer, what is odd about it]; a ZIP as it comes. */
function zip(entries) {
	const out = [];
	const directory = [];
	let at = 0;

	for (const [name, content, odd = {}] of entries) {
		const data = Buffer.from(content);
		const packed = zlib.deflateRawSync(data, { level: 9 });
		const head = Buffer.alloc(26);

		head.writeUInt16LE(20, 0);
		head.writeUInt16LE((odd.flags || 0) | 0x800, 2);
		head.writeUInt16LE(8, 4);
		head.writeUInt16LE(0x21, 8);
		head.writeUInt32LE(odd.crc ?? crc(data), 10);
		head.writeUInt32LE(packed.length, 14);
		head.writeUInt32LE(odd.size ?? data.length, 18);
		const put = (label) => {
			const h = Buffer.from(head);
			h.writeUInt16LE(Buffer.byteLength(label), 22);
			return h;
		};
		const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'),
			put(odd.local || name), Buffer.from(odd.local || name), packed]);
		const more = Buffer.alloc(14);
		more.writeUInt32LE(odd.mode ? (odd.mode << 16) >>> 0 : 0, 6);
		more.writeUInt32LE(odd.at ?? at, 10);
		directory.push(Buffer.concat([
			Buffer.from('PK\x01\x02\x14\x03', 'latin1'), put(name), more,
			Buffer.from(name)]));
		out.push(local);
		at += local.length;
	}
	const table = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(entries.length & 0xffff, 8);
	end.writeUInt16LE(entries.length & 0xffff, 10);
	end.writeUInt32LE(table.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...out, table, end]);
}

/* --- documents that are well -------------------------------------------------- */

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const rels = (list) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
	list.map(([id, type, target, mode]) => `<Relationship Id="${id}" Type="` +
		`${REL}/${type}" Target="${target}"${mode ? ' TargetMode="External"' :
			''}/>`).join('') + '</Relationships>';
const types = (list) => `${XML}<Types xmlns="${PACKAGE}/content-types">` +
	'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
	'<Default Extension="xml" ContentType="application/xml"/>' +
	list.map(([part, type]) => `<Override PartName="/${part}" ContentType="` +
		`application/vnd.openxmlformats-officedocument.${type}+xml"/>`)
		.join('') + '</Types>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const HEADER = ['indicator', 'place', 'period', 'basis', 'value'];
const ROW = ['htx_members', '183', '2023', 'estimate', '5'];
const cells = (list) => `<row>${list.map((c) => c.startsWith('<c') ? c :
	`<c t="inlineStr"><is><t>${c}</t></is></c>`).join('')}</row>`;

const workbook = (more = {}) => ({
	'[Content_Types].xml': types([
		['xl/workbook.xml', 'spreadsheetml.sheet.main'],
		['xl/worksheets/sheet1.xml', 'spreadsheetml.worksheet'],
		['xl/styles.xml', 'spreadsheetml.styles'],
		['xl/sharedStrings.xml', 'spreadsheetml.sharedStrings']]),
	'_rels/.rels': rels([['r1', 'officeDocument', 'xl/workbook.xml']]),
	'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}">` +
		'<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
	'xl/_rels/workbook.xml.rels': rels([
		['r1', 'worksheet', 'worksheets/sheet1.xml'],
		['r2', 'styles', 'styles.xml'],
		['r3', 'sharedStrings', 'sharedStrings.xml']]),
	'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"/>`,
	'xl/sharedStrings.xml': `${XML}<sst xmlns="${MAIN}"/>`,
	'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${MAIN}"><sheetData>` +
		cells(HEADER) + cells(ROW) + '</sheetData></worksheet>',
	...more,
});
const sheet = (row) => ({ 'xl/worksheets/sheet1.xml': `${XML}<worksheet ` +
	`xmlns="${MAIN}"><sheetData>${cells(HEADER)}${cells(row)}</sheetData>` +
	'</worksheet>' });
const document = (more = {}) => ({
	'[Content_Types].xml': types([
		['word/document.xml', 'wordprocessingml.document.main'],
		['word/styles.xml', 'wordprocessingml.styles'],
		['word/settings.xml', 'wordprocessingml.settings'],
		['word/footnotes.xml', 'wordprocessingml.footnotes']]),
	'_rels/.rels': rels([['r1', 'officeDocument', 'word/document.xml']]),
	'word/_rels/document.xml.rels': rels([['r1', 'styles', 'styles.xml'],
		['r2', 'settings', 'settings.xml'],
		['r3', 'footnotes', 'footnotes.xml']]),
	'word/document.xml': `${XML}<w:document xmlns:w="${WORD}"><w:body><w:p>` +
		'<w:r><w:t>Kế hoạch năm 2024 có 12 hợp tác xã.</w:t></w:r></w:p>' +
		'</w:body></w:document>',
	'word/styles.xml': `${XML}<w:styles xmlns:w="${WORD}"/>`,
	'word/settings.xml': `${XML}<w:settings xmlns:w="${WORD}"/>`,
	'word/footnotes.xml': `${XML}<w:footnotes xmlns:w="${WORD}"/>`,
	...more,
});
const text = (parts) => Object.entries(parts);

/* --- what is done to them -------------------------------------------------------- */

/* Kinds of declarations, with the canary's address and a file of this machine. */
const doctypes = (canary) => ({
	entity: '<!DOCTYPE a [<!ENTITY x "canary-inside">]>',
	file: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
	net: `<!DOCTYPE a [<!ENTITY x SYSTEM "${canary}/x">]>`,
	external: `<!DOCTYPE a SYSTEM "${canary}/a.dtd">`,
	public: `<!DOCTYPE a PUBLIC "-//x//x" "${canary}/a.dtd">`,
	parameter: `<!DOCTYPE a [<!ENTITY % p SYSTEM "${canary}/p">%p;]>`,
	laughs: '<!DOCTYPE a [<!ENTITY a0 "ha">' + Array.from({ length: 30 },
		(_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('') +
		'<!ENTITY x "&a30;">]>',
	quadratic: `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50000)}">]>`,
	sheet: `<?xml-stylesheet href="${canary}/a.xsl" type="text/xsl"?>`,
});

function corpus(canary) {
	const files = [];
	const add = (name, parts) => files.push([name, zip(parts)]);

	for (const [ending, make] of [['xlsx', workbook], ['docx', document]])
		for (const part of Object.keys(make()))
			for (const [kind, doctype] of Object.entries(doctypes(canary))) {
				const p = make();

				p[part] = p[part].replace('?>', '?>' + doctype)
					.replace(/<(w:)?t>/g, '$&&x;');
				add(`${kind}-${part.replace(/\W/g, '_')}.${ending}`,
					text(p));
			}
	/* links to the outside */
	for (const type of ['hyperlink', 'image', 'attachedTemplate', 'oleObject',
		'externalLinkPath', 'frame', 'subDocument', 'package'])
		for (const target of [canary + '/' + type, 'file:///etc/passwd',
			'\\\\127.0.0.1\\share\\x', '../../../../etc/passwd'])
			for (const [ending, p] of [
				['docx', document({ 'word/_rels/document.xml.rels': rels([
					['r1', 'styles', 'styles.xml'],
					['r9', type, target, true]]) })],
				['xlsx', workbook({ 'xl/worksheets/_rels/sheet1.xml.rels':
					rels([['r9', type, target, true]]) })]])
				add(`${type}-${target.replace(/\W/g, '_')}.${ending}`, text(p));
	/* parts that are elsewhere */
	for (const target of ['../../../../etc/passwd', '/etc/passwd',
		'file:///etc/passwd', canary + '/sheet.xml', '..\\..\\x', 'sheet1.xml/..',
		''])
		add(`part-${target.replace(/\W/g, '_')}.xlsx`, text(workbook({
			'xl/_rels/workbook.xml.rels': rels([['r1', 'worksheet', target]]) })));
	/* macros */
	for (const [ending, p, bin] of [['xlsm', workbook(), 'xl/vbaProject.bin'],
		['docm', document(), 'word/vbaProject.bin']]) {
		add('macro.' + ending, [...text(p), [bin, '\xd0\xcf\x11\xe0 macro']]);
		add('macro.' + ending.replace('m', 'x'),
			[...text(p), [bin, '\xd0\xcf\x11\xe0 macro']]);
	}
	/* formulas, with and without a value */
	for (const f of [`WEBSERVICE("${canary}/f")`, 'cmd|\'/c calc\'!A1',
		'DDE("cmd","/c calc","x")', `HYPERLINK("${canary}","x")`,
		'\'[1]a\'!A1', 'INDIRECT("file:///etc/passwd")'])
		for (const value of ['', '<v>5</v>', '<v>#REF!</v>'])
			add(`formula-${f.slice(0, 8).replace(/\W/g, '_')}${value.length}.xlsx`,
				text(workbook(sheet([...ROW.slice(0, 4),
					`<c t="str"><f>${f.replace(/"/g, '&quot;')}</f>${value}</c>`]))));
	/* archives */
	const name = ['../evil', '../../../../tmp/hoptac-evil', '/tmp/hoptac-evil',
		'C:\\evil', '..\\evil', 'xl/../../evil', './xl/workbook.xml', 'a\0b',
		'x'.repeat(5000), 'CON', '\u202Eslx.exe', ''];
	for (const [i, n] of name.entries()) {
		add(`name-${i}.xlsx`, [...text(workbook()), [n, 'evil']]);
		add(`name-${i}.docx`, [...text(document()), [n, 'evil']]);
	}
	for (const [kind, odd] of Object.entries({ huge: { size: 0xfffffff0 },
		small: { size: 1 }, crc: { crc: 1 }, locked: { flags: 1 },
		link: { mode: 0xa1ff }, other: { local: 'xl/other.xml' },
		outside: { at: 0x7fffffff }, first: { at: 0 } })) {
		const p = text(workbook());
		p.at(-1)[2] = odd;
		add(`archive-${kind}.xlsx`, p);
		const d = text(document());
		d[3][2] = odd;
		add(`archive-${kind}.docx`, d);
	}
	const twice = text(workbook());
	add('twice.xlsx', [...twice, ...twice]);
	add('bomb.xlsx', text(workbook({ 'xl/sharedStrings.xml':
		`<sst>${' '.repeat(60 << 20)}</sst>` })));
	add('bomb.docx', text(document({ 'word/document.xml':
		`<w:document xmlns:w="${WORD}">${' '.repeat(60 << 20)}</w:document>` })));
	add('deep.docx', text(document({ 'word/document.xml':
		`<w:document xmlns:w="${WORD}">${'<w:p>'.repeat(200000)}` })));
	add('many.docx', [...text(document()), ...Array.from({ length: 12000 },
		(_, i) => ['x/' + i, ''])]);
	const whole = zip(text(workbook()));
	for (const part of [1, 4, 30, 0.5, 0.9])
		files.push([`cut-${part}.xlsx`, whole.subarray(0,
			part < 1 ? whole.length * part : part)]);
	/* text files */
	const csv = (v) => Buffer.from(HEADER + '\n' +
		[...ROW.slice(0, 4), JSON.stringify(v)] + '\n');
	for (const v of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=cmd|\' /C calc\'!A0',
		`=WEBSERVICE(""${canary}/c"")`, '%00'])
		files.push([`formula-${files.length}.csv`, csv(v)]);
	files.push(['nul.csv', csv('a\0b')], ['long.csv', csv('9'.repeat(1 << 20))],
		['open.csv', Buffer.from(HEADER + '\n"' + 'x\n'.repeat(100000))]);
	return files;
}

describe('office files that mean harm', () => {
	const hits = [];
	let dir, data, server, me, canary;

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-hazards-'));
		data = province(dir);
		canary = http.createServer((q, r) => {
			hits.push(q.url);
			r.end('canary-outside');
		});
		await new Promise((done) => canary.listen(0, '127.0.0.1', done));
		server = await serve(data);
		me = await visitor(server.base, 'officer');
	});
	after(async () => {
		canary.close();
		await server.stop();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	/* What nobody must be told. */
	const discreet = (said, name) => assert.doesNotMatch(said,
		/root:.*:0:0|canary-(in|out)side|AddressSanitizer|runtime error|BUG/,
		name);
	const parts = (name, bytes) => {
		const form = new FormData();

		form.set('csrf', me.csrf);
		form.set('tep', new Blob([bytes]), name);
		return form;
	};

	it('are read or refused, and do none', async () => {
		const files = corpus(`http://127.0.0.1:${canary.address().port}`);
		const place = path.join(dir, 'in');
		const beside = () => [...fs.readdirSync(dir), ...fs.readdirSync('/tmp')
			.filter((f) => /evil/.test(f))].sort().join();
		let was;
		let refused = 0;
		let read = 0;

		assert.ok(files.length >= 250, String(files.length));
		fs.mkdirSync(place);
		was = beside();
		for (const [i, [name, bytes]] of files.entries()) {
			const file = path.join(place, 'f' + path.extname(name));
			const run = (...args) => {
				const r = spawnSync(HOPTAC, ['-d', data, '-u', 'thử', ...args],
					{ encoding: 'utf8', timeout: 20000 });

				assert.ok(r.status !== null && r.status < 3,
					`${name}: ${args[0]} ${r.status} ${r.signal} ${r.stderr}`);
				discreet(r.stdout + r.stderr, name);
				return r.status;
			};

			fs.writeFileSync(file, bytes);
			if (/csv|xls/.test(name)) {
				const ok = run('import', 'figures', file) === 0;
				read += ok;
				refused += !ok;
			} else {
				run('lint', file);
			}
			/* one in four also over the page, under the seal */
			if (i % 4 === 0 || bytes.length > 100000) {
				const r = await me.ask('POST', '/ra-soat',
					parts(name, bytes));
				assert.ok(r.status < 500, `${name}: ${r.status}`);
				discreet(r.text, name);
				if (r.status === 303)
					discreet((await me.get(r.headers.get('location')))
						.text, name);
			}
		}
		console.log(`${files.length} files; of spreadsheets and text files ` +
			`${read} read, ${refused} refused`);
		assert.deepEqual(hits, [], 'somebody outside was asked');
		assert.equal(beside(), was, 'something was written elsewhere');
		assert.ok(read > 20 && refused > 60);
	});

	it('a declaration is refused wherever a command reads', () => {
		const file = path.join(dir, 'dtd.xlsx');

		for (const part of ['xl/workbook.xml', 'xl/worksheets/sheet1.xml',
			'xl/sharedStrings.xml', '_rels/.rels']) {
			const p = workbook();
			p[part] = p[part].replace('?>', '?><!DOCTYPE a>');
			fs.writeFileSync(file, zip(text(p)));
			const r = spawnSync(HOPTAC, ['-d', data, 'import', 'figures',
				file], { encoding: 'utf8' });
			assert.equal(r.status, 1, part);
			assert.match(r.stderr, /DTD/, part);
		}
	});

	it('names of uploads lead nowhere', async () => {
		const good = zip(text(document()));
		const was = fs.readdirSync(data).sort().join();

		for (const name of ['../../../../tmp/hoptac-evil.docx',
			'/etc/cron.d/evil.docx', '..\\..\\evil.docx', 'C:\\evil.docx',
			'....//....//evil.docx', '%2e%2e%2fevil.docx', 'a\r\nX: y.docx',
			'.docx', 'x'.repeat(3000) + '.docx', '\u202Excod.exe.docx',
			'a;b|c`d$(e).docx', '"><script>.docx', 'evil.docx/',
			'nul.docx', 'sessions.docx', 'hoptac.db.docx']) {
			const r = await me.ask('POST', '/ra-soat', parts(name, good));
			assert.ok([303, 422, 400].includes(r.status),
				`${name}: ${r.status}`);
			if (r.status === 303) {
				const where = r.headers.get('location');
				const page = await me.get(where);
				assert.ok(page.status < 500);
				for (const more of ['/bao-cao', '/ban-nhan-xet']) {
					const file = await me.get(where.split('?')[0] + more);
					assert.equal(file.status, 200, name + more);
					assert.doesNotMatch(file.headers
						.get('content-disposition') || '',
					/[\\/\r\n]|\.\./);
				}
			}
			/* what is kept under /so-dang-ky and the like stays its own */
			assert.equal(fs.readdirSync(data).sort().join(), was, name);
		}
		assert.ok(!fs.existsSync('/tmp/hoptac-evil.docx'));
		for (const where of ['/tinh/../../etc/passwd', '/tinh/%2e%2e/x',
			'/tinh/..%2f..%2fetc/passwd', '/ke-hoach/tai?dang=../../x',
			'/so-dang-ky/tep?dang=../../../etc/passwd',
			'/ra-soat/..%2f..%2fhoptac.db', '/ra-soat/../sessions',
			'/goi-quy-dinh/..%2f..%2fetc', '/bieu/%2e%2e%2fx',
			'/..%5c..%5cx', '/.%00./x', '/%c0%ae%c0%ae/x',
			'//etc/passwd', '/file:///etc/passwd', '/./hoptac.db',
			'/sessions', '/hoptac.db', '/hoptac.db-wal']) {
			const r = await me.get(where);
			assert.ok(r.status >= 400 && r.status < 500,
				`${where}: ${r.status}`);
			discreet(r.text, where);
		}
	});

	it('text that looks like a formula leaves as text', async () => {
		const id = JSON.parse((await me.get('/api/v1/organisations')).text)[0].id;
		const where = `/so-dang-ky/${id}`;

		for (const [i, name] of ['=1+1', '+1+1', '-1-1', '@SUM(1)', '=cmd|\'/c calc\'!A1',
			'=HYPERLINK("http://e.vn","x")'].entries()) {
			const html = (await me.get(where + '/thay-doi')).text;
			const r = await me.post(where + '/thay-doi', {
				'dua-tren': html.match(/name="dua-tren" value="(\d+)"/)[1],
				'tu-ngay': `${i + 2}/1/2024`, ten: name, 'vi-sao': 'thử' });
			assert.equal(r.status, 303, r.text);
			const csv = (await me.get('/so-dang-ky/tep?dang=csv')).text;
			assert.doesNotMatch(csv, /(^|[;,"\n])[=+@]|(^|[;,"\n])-\D/m, name);
			fs.writeFileSync(path.join(dir, 'out.xlsx'), Buffer.from(
				await (await fetch(server.base + '/so-dang-ky/tep?dang=xlsx',
					{ headers: { cookie: me.cookie } })).arrayBuffer()));
			const sheets = spawnSync('unzip', ['-p', path.join(dir, 'out.xlsx'),
				'xl/worksheets/*'], { encoding: 'utf8',
				maxBuffer: 1 << 26 }).stdout;
			assert.ok(sheets.length > 1000);
			assert.doesNotMatch(sheets, /<f[ >]/, name);
		}
	});
});
