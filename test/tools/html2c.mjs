// SPDX-License-Identifier: Apache-2.0
/*
 * Tests tools/html2c.c: what must not build is refused at its line, what may
 * build gives the expected text, and 200 hostile texts in every place stay
 * text in the eyes of a real browser.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'html2c-'));
let passed = 0;
let failed = 0;

async function test(name, run) {
	try {
		await run();
		passed++;
	} catch (e) {
		failed++;
		console.log('FAILED', name + ':', e.message.slice(0, 2000));
	}
}

/* Compiles text; returns { ok, said, code }. */
function compile(text) {
	const file = path.join(dir, 'x.html');
	fs.writeFileSync(file, text);
	const done = spawnSync('build/html2c', [file, file + '.c', file + '.h'],
		{ encoding: 'utf8', timeout: 5000 });
	return { ok: done.status === 0, status: done.status,
		said: done.stderr.replaceAll(file, 'x.html'),
		code: done.status === 0 ? fs.readFileSync(file + '.c', 'utf8') : '' };
}

const page = (body) => `{{template t(const char *s, int n)}}\n${body}\n{{end}}\n`;

/* The strings that the compiled functions add, one after another. */
function written(code) {
	return [...code.matchAll(/buf_add\(b, ("(?:[^"\\]|\\.)*"), \d+\)/g)]
		.map((m) => JSON.parse(m[1])).join('|');
}

/* --- what must not build: the body (its first line is line 2), the line, a
 * word of the message ---------------------------------------------------- */
const refused = [
	['<script>{{ s }}</script>', 2, 'src'],
	['<script>var x = 1</script>', 2, 'src'],
	['<script src="/x.js">x</script>', 2, 'body'],
	['<script src="{{ s }}"></script>', 2, 'asset'],
	['<script src="{{url s}}"></script>', 2, 'asset'],
	['<script src="/a.js" data-x="{{ s }}"></script>', 2, 'asset'],
	['<style>p { color: {{ s }} }</style>', 2, 'style'],
	['<style></style>', 2, 'style'],
	['<p style="color: red">x</p>', 2, 'style'],
	['<p style="{{ s }}">x</p>', 2, 'style'],
	['<p STYLE="x">x</p>', 2, 'style'],
	['<p onclick="f({{ s }})">x</p>', 2, 'onclick'],
	['<p onClick="x">x</p>', 2, 'onClick'],
	['<p hx-on:click="x">x</p>', 2, 'hx-on'],
	['<p title={{ s }}>x</p>', 2, 'quotes'],
	['<p title=x>x</p>', 2, 'quotes'],
	["<p title='{{ s }}'>x</p>", 2, 'quotes'],
	["<p title='x'>x</p>", 2, 'quotes'],
	['<{{ s }}>x</p>', 2, 'name of a tag'],
	['<h{{id n}}>x</h1>', 2, 'name'],
	['<p {{ s }}>x</p>', 2, 'name of an attribute'],
	['<p {{ s }}="x">x</p>', 2, 'name of an attribute'],
	['<p data-{{ s }}="x">x</p>', 2, 'name'],
	['<p {{id n}}>x</p>', 2, 'name of an attribute'],
	['<a href="{{ s }}">x</a>', 2, 'begin'],
	['<a href="{{arg s}}">x</a>', 2, 'begin'],
	['<a href="{{id n}}">x</a>', 2, 'begin'],
	['<a href="javascript:x()">x</a>', 2, 'URL'],
	['<a href="JavaScript:{{arg s}}">x</a>', 2, 'URL'],
	['<a href=" javascript:x">x</a>', 2, 'URL'],
	['<a href="//evil.example">x</a>', 2, 'URL'],
	['<a href="http://x">x</a>', 2, 'URL'],
	['<a href="data:text/html,x">x</a>', 2, 'URL'],
	['<a href="/x?q={{ s }}">x</a>', 2, 'arg'],
	['<a href="/x/{{int n}}">x</a>', 2, 'arg'],
	['<a href="/x{{url s}}">x</a>', 2, 'begin'],
	['<a href="{{if n}}/x{{end}}{{arg s}}">x</a>', 2, 'begin'],
	['<a href="{{for i in n}}/x{{end}}{{arg s}}">x</a>', 2, 'begin'],
	['<a href="{{if n}}/x{{else if s}}{{else}}/y{{end}}{{arg s}}">x</a>', 2,
		'begin'],
	['<form action="{{ s }}"></form>', 2, 'begin'],
	['<button type="submit" formaction="{{ s }}">x</button>', 2, 'begin'],
	['<img alt="" src="{{ s }}">', 2, 'begin'],
	['<svg><use xlink:href="{{ s }}"/></svg>', 2, 'begin'],
	['<p hx-get="{{ s }}">x</p>', 2, 'begin'],
	['<p hx-vals="{{ s }}">x</p>', 2, 'hx-vals'],
	['<p hx-headers="{{id n}}">x</p>', 2, 'hx-headers'],
	['<p hx-trigger="{{ s }}">x</p>', 2, 'hx-trigger'],
	['<p hx-trigger="keyup[x()]">x</p>', 2, 'filter'],
	['<p hx-target="#{{ s }}">x</p>', 2, 'hx-target'],
	['<svg><rect fill="{{ s }}"/></svg>', 2, 'fill'],
	['<svg><rect filter="{{ s }}"/></svg>', 2, 'filter'],
	['<meta content="{{ s }}">', 2, 'meta'],
	['<link href="{{ s }}">', 2, 'asset'],
	['<link rel="{{ s }}">', 2, 'asset'],
	['<a rel="{{ s }}" href="/">x</a>', 2, 'rel'],
	['<a target="{{ s }}" href="/">x</a>', 2, 'target'],
	['<form method="{{ s }}"></form>', 2, 'method'],
	['<img alt="" srcset="{{ s }}">', 2, 'srcset'],
	['<button type="{{ s }}">x</button>', 2, 'type'],
	['<iframe srcdoc="{{ s }}"></iframe>', 2, 'iframe'],
	['<object></object>', 2, 'object'],
	['<base href="/">', 2, 'base'],
	['<svg><set attributeName="href"/></svg>', 2, 'set'],
	['<svg><animate/></svg>', 2, 'animate'],
	['<svg><foreignObject></foreignObject></svg>', 2, 'foreignObject'],
	['<!-- {{ s }}', 2, 'comment'],
	['<p>{{url s}}</p>', 2, 'URL attribute'],
	['<p>{{arg s}}</p>', 2, 'URL attribute'],
	['<p title="{{arg s}}">x</p>', 2, 'URL attribute'],
	['<p title="{{icon x}}">x</p>', 2, 'text'],
	['<p title="{{call f()}}">x</p>', 2, 'text'],
	['<textarea>{{call f()}}</textarea>', 2, 'text'],
	['<title>{{icon home}}</title>', 2, 'text'],
	['<textarea><b>x</b></textarea>', 2, 'no tags'],
	['<p>{{asset app.css}}</p>', 2, 'URL'],
	['<p>{{icon a"b}}</p>', 2, 'quote'],
	['<p>{{icon a;b}}</p>', 2, 'icon'],
	/* tags */
	['<p>\n<b>x</p>', 3, '</p> where <b> of line 3'],
	['x</p>', 2, 'closes nothing'],
	['<p>x', 2, 'not closed'],
	['<br></br>', 2, 'no end tag'],
	['<p/>', 2, 'closes itself'],
	['<p><div>x</div></p>', 2, 'cannot stand in <p>'],
	['<a href="/"><b><a href="/">x</a></b></a>', 2, 'cannot stand in <a>'],
	['<form><form></form></form>', 2, 'cannot stand in <form>'],
	['<button>x</button>', 2, 'type='],
	['<img src="/x">', 2, 'alt'],
	['<p class="a"id="b">x</p>', 2, 'blank'],
	['</p class="x">', 2, 'attributes'],
	['a < b', 2, '&lt;'],
	['<p title="<b>">x</p>', 2, '<'],
	/* blocks */
	['{{if n}}<p>{{end}}</p>', 2, 'not closed within'],
	['<p>{{if n}}</p>{{end}}', 2, 'across'],
	['{{if n}}\n<p>x</p>\n{{else}}\n<p>x\n{{end}}', 5, 'not closed within'],
	['<p>{{if n}}</p><p>{{end}}</p>', 2, 'across'],
	['<p {{if n}}title="x{{end}}">x</p>', 2, 'inside another'],
	['<p title="{{if n}}x" {{end}}>x</p>', 2, 'inside another'],
	['<option{{if n}}selected{{end}}>x</option>', 2, 'blank'],
	['<option {{if n}}selected{{end}}{{if n}}disabled{{end}}>x</option>', 2,
		'blank'],
	['{{if n}}x', 1, 'no {{end}}'],
	['{{if}}x{{end}}', 2, 'condition'],
	['{{else}}', 2, 'without {{if}}'],
	['{{for i in n}}{{else}}{{end}}', 2, 'does not belong'],
	['{{if n}}{{else}}{{else}}{{end}}', 2, 'does not belong'],
	['{{if n}}{{else n}}{{end}}', 2, '{{else if'],
	['{{for n}}x{{end}}', 2, '{{for i in'],
	['{{for (i) in n}}x{{end}}', 2, '{{for i in'],
	['{{if n}}{{slot}}{{end}}', 2, 'another block'],
	['{{slot}}{{slot}}', 2, 'second'],
	['<p title="{{slot}}">x</p>', 2, 'text'],
	['{{with f}}x{{end}}', 2, 'call'],
	['{{call f}}', 2, 'call'],
	['{{call f(1); g()}} ', 2, 'call'],
	['{{template u()}}{{end}}', 2, 'within'],
	['{{ }}', 2, 'empty'],
	['{{s}}', 2, 'blank after'],
	['{{foo s}}', 2, 'unknown word'],
	['{{ s', 2, 'no }} ends'],
	['{{ f("x }}', 2, 'quote'],
	['{{# x', 1, 'no {{end}}'],
];
for (const [body, line, word] of refused)
	await test('refused: ' + body, () => {
		const done = compile(page(body));
		assert.equal(done.status, 1, 'it was taken: ' + done.said);
		assert.ok(done.said.startsWith(`x.html:${line}: `), done.said);
		assert.ok(done.said.includes(word), done.said);
		assert.equal(done.said.split('\n').length, 2, done.said);
	});
await test('refused: text outside of templates', () => {
	assert.match(compile('<p>x</p>').said, /^x.html:1: expected/);
	assert.match(compile('{{ s }}').said, /^x.html:1: .*template/);
	assert.match(compile(page('x') + '{{end}}').said, /^x.html:4: /);
});

/* --- what may build: the body, the texts written (| where C stands) ------- */
const taken = [
	['<p>x</p>', '<p>x</p>'],
	['<p>\n\tx\n\ty\n</p>', '<p>x y</p>'],
	['<p>\n<b>x</b>\n<i>y</i>\n</p>', '<p><b>x</b> <i>y</i></p>'],
	['<ul>\n\t<li>x</li>\n\t<li>y</li>\n</ul>', '<ul><li>x</li><li>y</li></ul>'],
	['<pre>\n  x\n  y\n</pre>', '<pre>\n  x\n  y\n</pre>'],
	['<b>x</b> {{ s }} y', '<b>x</b> | y'],
	['<b>x</b>\n{{if n}}\n<b>y</b>\n{{end}}\n<b>z</b>',
		'<b>x</b> |<b>y</b> |<b>z</b>'],
	['<option {{if n}}selected{{end}} value="x">y</option>',
		'<option |selected| value="x">y</option>'],
	['<option{{if n}} selected{{end}}>y</option>',
		'<option| selected|>y</option>'],
	['<a href="/x?q={{arg s}}&amp;n={{id n}}#a">x</a>',
		'<a href="/x?q=|&amp;n=|#a">x</a>'],
	['<a href="{{if n}}/x{{else}}/y{{end}}/{{id n}}">x</a>',
		'<a href="|/x|/y|/|">x</a>'],
	['<a href="{{url s}}{{id n}}">x</a>', '<a href="|">x</a>'],
	['<!-- gone --><p>{{# gone }}x</p>', '<p>x</p>'],
	['<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
		'<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'],
	['<p hx-get="/x" hx-target="#o-{{id n}}">x</p>',
		'<p hx-get="/x" hx-target="#o-|">x</p>'],
	['{{ f("}}", (struct x){ { 1 } }) }}', ''],
	['<p>"\\?</p>', '<p>"\\?</p>'],
	['{{call f(")\\"", (g)(1))}}', ''],
	['<br>x<input name="a" disabled>', '<br>x<input name="a" disabled>'],
];
for (const [body, want] of taken)
	await test('taken: ' + body, () => {
		const done = compile(page(body));
		assert.equal(done.said, '');
		assert.equal(written(done.code).replace(/^\||\|$/g, ''), want);
	});

await test('a slot makes two functions, called around a block', () => {
	const done = compile('{{template card(int n)}}<div>{{slot}}</div>{{end}}\n' +
		'{{template t(int n)}}{{with card(n + 1)}}<p>x</p>{{end}}{{end}}');
	assert.equal(done.said, '');
	assert.match(done.code, /void card_open\(struct buf \*b, int n\)\n\{\n\tbuf_add\(b, "<div>", 5\)/);
	assert.match(done.code, /card_open\(b, n \+ 1\);\n.*<p>x<\/p>.*\n.*\n\tcard_close\(b, n \+ 1\);/);
});

await test('a mistake in C is told at the line of the template', () => {
	compile('#include "lib/base/date.h"\n\n' +
		'{{template t(day_t d, const char *s)}}\n<p>\n{{int s}}</p>\n{{end}}');
	const file = path.join(dir, 'x.html');
	const code = fs.readFileSync(file + '.c', 'utf8')
		.replace(/^#include ".*x\.html\.h"$/m, `#include "${file}.h"`);
	fs.writeFileSync(file + '.c', code);
	const gcc = spawnSync('gcc', ['-Isrc', '-Ibuild/gen', '-Wall', '-Werror',
		'-fsyntax-only', file + '.c'], { encoding: 'utf8' });
	assert.notEqual(gcc.status, 0);
	assert.match(gcc.stderr, /x\.html:5:\d+: error/);
});

/* --- hostile texts in every place, read by a browser ---------------------- */
const breaks = ['', '"', "'", '>', '">', "'>", '</p>', '</textarea>', '</title>',
	'-->', ']]>', '`', '&quot;>', '&#34;>', '\\"', '\n', '\t"', '\r\n', '\x01"',
	'</pre></svg></select>'];
const attacks = ['<script>hit()</script>', '<img src=x onerror=hit()>',
	' onmouseover=hit() x=', 'javascript:hit()', '<svg/onload=hit()>',
	' style=display:none ', '<!--', '{{ s }}', '//evil.example/x',
	'data:text/html,<script>hit()</script>'];
const hostile = breaks.flatMap((b) => attacks.map((x) => b + x));
hostile.push('<', '&', '&lt;', '&amp;lt;', '%22%3E', 'a\\', 'ừ < ộ & "đ"',
	'\u2028</p>', 'JAVASCRIPT:hit()', 'java\tscript:hit()', '/\\evil.example',
	' /x', '/ok?a=1', '#ok', 'https://ok.example/?a="b"');

execFileSync('make', ['-s', 'build/probe']);
const out = execFileSync('build/probe', { input: ['x', ...hostile].join('\x1e'),
	maxBuffer: 1 << 26 }).toString().split('\x1e').slice(0, -1);
assert.equal(out.length, hostile.length + 1);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
const tab = await browser.newPage();
await tab.goto('about:blank');
/* What a browser sees: the skeleton of elements and attributes, and values. */
const seen = await tab.evaluate((pages) => pages.map((html) => {
	const d = new DOMParser().parseFromString(html, 'text/html');
	const get = (id) => d.getElementById(id);
	const skeleton = [...d.querySelectorAll('*')].map((e) => e.nodeName + '(' +
		[...e.attributes].map((a) => a.name).join() + ')').join();
	const comments = d.createNodeIterator(d, NodeFilter.SHOW_COMMENT);
	return {
		skeleton,
		comment: comments.nextNode()?.data ?? null,
		texts: [get('text').textContent, get('svg').textContent,
			get('attribute').title, get('attribute').dataset.x,
			get('attribute').getAttribute('aria-label'),
			get('value').getAttribute('value'),
			get('value').getAttribute('placeholder'), get('value').name,
			get('branch').textContent,
			d.querySelector('.loop').title],
		lines: get('lines').value,
		arg: new URLSearchParams(get('arg').getAttribute('href')
			.split('?')[1]).get('q'),
		urls: ['url', 'begin', 'arg', 'path'].map((id) => {
			const u = new URL(get(id).getAttribute('href'),
				'https://here.example/a/b');
			return u.protocol + '//' + u.host;
		}),
	};
}), out);

hostile.forEach((text, i) => test('hostile: ' + JSON.stringify(text), () => {
	const got = seen[i + 1];
	const plain = text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');

	assert.equal(got.skeleton, seen[0].skeleton);
	assert.equal(got.comment, null);
	for (const t of got.texts)
		assert.equal(t, plain);
	assert.equal(got.lines, plain);
	assert.equal(got.arg, text);
	for (const u of got.urls)
		assert.ok(u === 'https://here.example' ||
			(text.startsWith('https://ok.') && u === 'https://ok.example'),
			u);
}));

await test('nothing runs when the pages are shown', async () => {
	await tab.exposeFunction('hit', () => {
		throw new Error('a script ran');
	});
	let hits = 0;
	tab.on('pageerror', () => hits++);
	tab.on('request', (r) => { hits += /evil|\/x$/.test(r.url()); });
	for (const html of out)
		await tab.setContent(html);
	assert.equal(hits, 0);
});

await browser.close();
fs.rmSync(dir, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
