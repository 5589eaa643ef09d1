// SPDX-License-Identifier: Apache-2.0
/*
 * Heads that two readers could take for two things, by the thousand: two honest
 * requests in one packet, mutated where smuggling happens.  A second parser
 * (that of Node.js, strict) reads the same bytes.  Whatever hoptac answers
 * as a request must be one to the other parser too, the same and in the same
 * place; what it refuses ends the connection.
 */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { HOPTAC, dice, serve } = require('./lib.js');
const { execFileSync } = require('node:child_process');

const TURNS = Number(process.env.HOPTAC_FRAMES || 1200);
/* what is put in, and in place of what */
const ODD = ['\n', '\r', '\r\n', '\r\n\r\n', ' ', '\t', '\0', '\v', '\x7f', ':',
	',', ';', '+', '-', '0', '1', '9', '0x', '%0d%0a', '\u0085', 'é',
	'Content-Length: 0\r\n', 'Content-Length: 5\r\n', 'Content-Length: 44\r\n',
	'content-length:4\r\n', 'Content-Length : 3\r\n', 'Content-Length:\r\n 7\r\n',
	'Content_Length: 9\r\n', 'Content-Length: 3, 3\r\n', 'Content-Length: +3\r\n',
	'Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: identity\r\n',
	'Transfer-Encoding : chunked\r\n', 'Transfer-Encoding:\tchunked\r\n',
	'Transfer-Encoding: chunked, identity\r\n', 'X: \r\nTransfer-Encoding: chunked\r\n',
	'transfer-encoding: CHUNKED\r\n', 'Transfer-Encoding: "chunked"\r\n',
	'X: a\n', 'X: a\r', ' X: a\r\n', 'X\r\n', 'Host: evil.example\r\n',
	'Connection: Content-Length\r\n', 'Expect: 100-continue\r\n',
	'Upgrade: h2c\r\n', 'GET /api/v1/openapi.json HTTP/1.1\r\n',
	'0\r\n\r\n', '5\r\nabcde\r\n0\r\n\r\n', ' HTTP/1.1', 'HTTP/1.0', 'HTTP/1.2'];

describe('framing', () => {
	let dir, server, url, second;
	let seen = []; /* by the second parser, on this connection */

	before(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hoptac-framing-'));
		execFileSync(HOPTAC, ['-d', dir + '/data', 'init'], { stdio: 'ignore' });
		server = await serve(dir + '/data');
		url = new URL(server.base);
		const take = (q, r) => {
			const mine = { method: q.method, url: q.url, body: '' };

			q.on('data', (d) => { mine.body += d; });
			q.on('end', () => seen.push(`${mine.method} ${mine.url} ` +
				mine.body.length));
			q.on('error', () => {});
			r.end();
		};
		second = http.createServer({ insecureHTTPParser: false,
			requireHostHeader: false }, take);
		second.on('checkExpectation', take);
		second.on('clientError', (e, s) => s.destroy());
		await new Promise((done) => second.listen(0, '127.0.0.1', done));
	});
	after(async () => {
		second.closeAllConnections();
		second.close();
		await server.stop();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	const send = (port, bytes) => new Promise((done) => {
		const s = net.connect(port, '127.0.0.1', () => s.write(bytes));
		let heard = '';
		let quiet = setTimeout(() => s.destroy(), 400);

		s.on('data', (d) => {
			heard += d.toString('latin1');
			clearTimeout(quiet);
			quiet = setTimeout(() => s.destroy(), 60);
		});
		s.on('error', () => {});
		s.on('close', () => {
			clearTimeout(quiet);
			done(heard);
		});
	});
	/* What hoptac took for requests, by its answers to them. */
	const PAGES = [[/^HTTP\/1\.1 200[\s\S]*openapi/, 'GET /api/v1/openapi.json 0'],
		[/^HTTP\/1\.1 200[\s\S]*Đăng nhập/, 'GET /dang-nhap 0'],
		[/^HTTP\/1\.1 (403|422)/, 'POST /dang-nhap'],
		[/^HTTP\/1\.1 404/, ''], /* of another address */
		[/^HTTP\/1\.1 405/, null]]; /* a method that there is not */
	function answered(heard) {
		const list = Buffer.from(heard, 'latin1').toString('utf8')
			.split(/(?=HTTP\/1\.1 \d\d\d )/)
			.filter((a) => a && !/^HTTP\/1\.1 100/.test(a));

		/* refusals come last (the library sends its own twice); 400 is
		 * also the answer of a page, and then others may follow it */
		while (list.length && /^HTTP\/1\.1 (4(0[08]|11|13|14|17|21|31)|50\d)/
			.test(list.at(-1)))
			list.pop();
		return list.map((a) =>
			(PAGES.find(([re]) => re.test(a)) || [0, ''])[1]);
	}

	it(`${TURNS} mutations mean to two parsers the same, or are refused`,
		async () => {
			const roll = dice(7230);
			const get = (where) => `GET ${where} HTTP/1.1\r\n` +
				`Host: ${url.host}\r\nA: b\r\n\r\n`;
			const post = `POST /dang-nhap HTTP/1.1\r\nHost: ${url.host}\r\n` +
				'Content-Type: application/x-www-form-urlencoded\r\n' +
				'Content-Length: 3\r\n\r\na=b';
			let taken = 0;
			let refused = 0;

			async function one() {
				let text = (roll(2) ? post : get('/dang-nhap')) +
					get('/api/v1/openapi.json');
				const head = text.indexOf('\r\n\r\n') + 4;

				for (let n = roll(2) + 1; n > 0; n--) {
					const odd = ODD[roll(ODD.length)];
					/* mostly at the end of a line */
					const ends = [...text.slice(0, head)
						.matchAll(/\r\n/g)].map((m) => m.index + 2);
					const at = roll(3) ? ends[roll(ends.length)] :
						roll(head);
					text = text.slice(0, at) + odd +
						text.slice(at + (roll(3) ? 0 : roll(4)));
				}
				return text;
			}
			for (let turn = 0; turn < TURNS; turn += 6) {
				const texts = await Promise.all([...Array(6)].map(one));
				const ours = await Promise.all(texts.map((x) =>
					send(url.port, x)));

				for (const [i, text] of texts.entries()) {
					const took = answered(ours[i]);

					/* the one thing that cannot be told any more
					 * when libmicrohttpd hands the head over:
					 * docs/promises.md */
					if (/\n[:\0]\n/.test(text))
						continue;
					refused += took.length < 2;
					if (took.length === 0)
						continue;
					seen = [];
					await send(second.address().port, text);
					taken++;
					for (const [k, request] of took.entries()) {
						/* the other refuses a method that it
						 * does not know */
						if (request === null || (request === '' &&
						    !seen[k] && (k > 0 ||
						    !/^(GET|POST) /.test(text))))
							break;
						assert.ok(seen[k] && seen[k].startsWith(request),
							`request ${k}: hoptac took «${request}», ` +
							`the other «${seen[k]}» of ` +
							JSON.stringify(text));
					}
				}
			}
			console.log(`${taken} of which something was taken, ` +
				`${refused} refused at some place`);
			assert.ok(taken > TURNS / 20 && refused > TURNS / 5);
		});
});
