/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The office: who works here, and the frame in which every page stands.
 *
 * A page of any subject begins with its frame:
 *
 *	static int show(struct request *q, struct response *r)
 *	{
 *		struct frame *f = office_frame(q, "Sổ đăng ký");
 *
 *		f->subtitle = "474 hợp tác xã";
 *		register_list(&r->body, f, ...);     (a template of the subject:
 *		return 0;                             {{with frame(f)}} ...)
 *	}
 *
 * and reads as of office_on(q), as known after office_known(q).  After a POST
 * that wrote something it answers http_redirect to a page, with ?xong=WORD;
 * that page lists the field "xong" and says office_done(f, "...").
 */
#ifndef HOPTAC_OFFICE_OFFICE_H
#define HOPTAC_OFFICE_OFFICE_H

#include "lib/html/parts.h"
#include "lib/http/http.h"
#include "office/account.h"

/* What is the same for every request: the context of the site. */
struct office {
	const char *name;    /* "KTTT Lạng Sơn" */
	const char *tagline; /* "Kinh tế tập thể, hợp tác xã" */
	const char *owner;   /* "UBND tỉnh Lạng Sơn" */
	/* What opens the page of the first administrator; "" when there is
	 * one already. */
	const char *setup_code;
	/* Errors that wait in the checks, for the rail; NULL: not shown. */
	int64_t (*errors)(struct request *q);
};

/* The account behind q->user; NULL when nobody is logged in. */
const struct account *office_account(const struct request *q);

/* The frame of this request with a title: site, rail of what the user may
 * see, days, token.  On the arena of the request; the page adds what is its
 * own (subtitle, crumbs, dated = true, flash). */
struct frame *office_frame(struct request *q, const char *title)
	__attribute__((returns_nonnull));

/* Says what was just done. */
void office_done(struct frame *f, const char *text);

/* Puts what is wrong with the form (q->err and every refused field) into the
 * summary at the top; for a page's `again`. */
void office_complain(struct request *q, struct frame *f);

/* A control of a form from the field of the page's table with this name: its
 * label, what was typed or else `value`, why it is refused. */
struct control office_control(struct request *q, const char *name,
			      enum control_kind kind, const char *value);

/* The day that the page is asked for (today), and the transaction after which
 * things are read (the last one). */
day_t office_on(const struct request *q);
int64_t office_known(struct request *q);

/* For struct site: the user of a session, of a token, what he may, the page of
 * an error. */
const struct user *office_user(struct request *q, int64_t id);
const struct user *office_bearer(struct request *q, const char *token);
bool office_may(const struct request *q, const char *right);
int office_error(struct request *q, struct response *r);

extern const struct page office_pages[];
extern const struct page token_pages[];

/* --- slowing down who guesses passwords ------------------------------------ */

/*
 * Seconds to wait before this address may try this login again; 0: now.
 * After five failures the wait doubles, from 1 second to a quarter of an hour,
 * for the pair of address and login, and after 50 for the address alone.  So
 * nobody locks a colleague out, who sits at another address (OWASP ASVS
 * 6.3.1).  Who has many addresses to guess from gets one try in ten seconds
 * for a login after 100 failures of it from anywhere; an address from which
 * that login has been right is not held up by this, and another one never
 * longer than the ten seconds.
 */
int guess_wait(const char *address, const char *login, moment_t now);
void guess_failed(const char *address, const char *login, moment_t now);
void guess_right(const char *address, const char *login, moment_t now);

#endif
