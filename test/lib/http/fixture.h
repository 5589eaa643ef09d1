/* SPDX-License-Identifier: Apache-2.0 */
/* A server with pages of every kind, and a client that sends raw bytes. */
#ifndef HOPTAC_TEST_HTTP_H
#define HOPTAC_TEST_HTTP_H

#include "lib/http/http.h"
#include "test.h"

extern const struct site web_site;

/* Starts the fixture's site, on a free port unless c says otherwise, with the
 * log off; stopped with the arena. */
struct http *site_start(struct arena *a, const struct http_config *c);

/* The port. */
unsigned site_port(const struct http *h);

/* A connection; from another of the machine's own addresses ("127.0.0.2"). */
int web_dial(const struct http *h);
int web_dial_from(const struct http *h, const char *address);

/* Sends n bytes (as far as the other side takes them). */
void web_say(int fd, const void *p, size_t n);
/* Sends text, in which "HOST" becomes the server's name. */
void web_send(int fd, const struct http *h, const char *text);

/* Reads one response (head and as many bytes as it says), or what comes until
 * the end or for ms milliseconds; "" when nothing came. */
const char *web_hear(struct arena *a, int fd, int ms);

/* A request as for web_send on a new connection, which ends with it. */
const char *web_ask(struct arena *a, const struct http *h, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

int web_status(const char *response);
/* The value of a header, or NULL; the body. */
const char *web_header(struct arena *a, const char *response, const char *name);
const char *web_body(const char *response);

/* Logs in as user 7: a "Cookie: ...\r\n" line; and the token of its forms. */
const char *web_login(struct arena *a, const struct http *h);
const char *web_token(struct arena *a, const struct http *h, const char *cookie);

/* What the pages "/cho" wait for: number of handlers inside, and the gate. */
void gate_close(void);
void gate_open(void);
int gate_inside(void);

#endif
