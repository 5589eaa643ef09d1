// SPDX-License-Identifier: Apache-2.0
/*
 * What pages weigh over the wire, heads of answers included: the first one
 * with all that its browser fetches at most 150 kB, later ones 40 kB each.
 * Without a browser.
 */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const zlib = require('node:zlib');
const { after, before, describe, it } = require('node:test');
const { province, serve, visitor } = require('./lib.js');

const FIRST = 150_000;
const LATER = 40_000;
const SOURCE = 'htx_operating[sector = trade_service_env, period = 2023, ' +
	'basis = estimate, place = 20]';
const PAGES = ['/', '/so-dang-ky', '/so-dang-ky/1', '/bieu', '/chi-tieu',
	'/kiem-tra', '/ke-hoach', '/dia-ban', '/nhat-ky', '/goi-quy-dinh',
	'/ra-soat', '/tai-khoan', '/nguon?so=' + encodeURIComponent(SOURCE)];

/* { status, wire, text, headers }: one request on a connection of its own;
 * wire is every byte that came back. */
function get(base, where, cookie) {
	return new Promise((resolve, reject) => {
		http.get(base + where, { agent: false, headers: { cookie,
			'accept-encoding': 'gzip' } }, (r) => {
			const parts = [];

			r.on('data', (d) => parts.push(d));
			r.on('error', reject);
			r.on('end', () => {
				const body = Buffer.concat(parts);

				resolve({ status: r.statusCode,
					headers: r.headers,
					wire: r.socket.bytesRead,
					text: (r.headers['content-encoding'] ===
						'gzip' ? zlib.gunzipSync(body) :
						body).toString() });
			});
		}).on('error', reject);
	});
}

/* What a page or a stylesheet has fetched: links (other than the page's <a>),
 * scripts, pictures, icons, fonts. */
function wanted(text) {
	return [
		...text.matchAll(/<(?:link|use)\b[^>]*?\bhref="([^"#]+)/g),
		...text.matchAll(/<(?:script|img)\b[^>]*?\bsrc="([^"]+)/g),
		...text.matchAll(/url\(["']?(\/[^"')#]+)/g),
	].map((m) => m[1]);
}

/* The page and all that it leads to: Map from address to bytes. */
async function weigh(base, where, cookie) {
	const bytes = new Map();
	const open = [where];

	while (open.length) {
		const at = open.pop();

		if (bytes.has(at))
			continue;
		const r = await get(base, at, cookie);
		assert.equal(r.status, 200, at);
		bytes.set(at, r.wire);
		if (/^text\/(html|css)/.test(r.headers['content-type']))
			open.push(...wanted(r.text));
	}
	return bytes;
}

const sum = (bytes) => [...bytes.values()].reduce((a, b) => a + b, 0);

describe('the weight of pages', () => {
	let dir;
	let server;
	let cookie;

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-weight-'));
		server = await serve(province(dir));
		cookie = (await visitor(server.base, 'officer')).cookie;
	});
	after(async () => {
		if (server)
			await server.stop();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	it('is at most 150 kB for the first page with all it fetches',
		async () => {
			for (const [where, who] of [['/dang-nhap', ''],
				['/', cookie]]) {
				const bytes = await weigh(server.base, where, who);
				const told = JSON.stringify([...bytes]);

				/* that something was found to fetch: style,
				 * script, two fonts, a picture */
				assert.ok(bytes.size >= 6, told);
				assert.ok([...bytes.keys()].some((k) =>
					k.endsWith('.woff2')), told);
				assert.ok(sum(bytes) <= FIRST, told);
			}
		});
	it('is at most 40 kB for each later page', async () => {
		const seen = new Set((await weigh(server.base, '/', cookie))
			.keys());

		for (const where of PAGES) {
			const bytes = await weigh(server.base, where, cookie);

			for (const known of seen)
				if (known !== where)
					bytes.delete(known);
			assert.ok(sum(bytes) <= LATER, JSON.stringify([...bytes]));
			for (const k of bytes.keys())
				seen.add(k);
		}
	});
	it('is spent once: what pages share may be kept', async () => {
		const bytes = await weigh(server.base, '/', cookie);

		for (const at of bytes.keys())
			if (at !== '/')
				assert.match((await get(server.base, at, cookie))
					.headers['cache-control'], /immutable/, at);
	});
});
