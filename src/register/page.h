/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages of the register share, and what their templates are given. */
#ifndef HOPTAC_REGISTER_PAGE_H
#define HOPTAC_REGISTER_PAGE_H

#include "lib/html/parts.h"
#include "lib/http/http.h"
#include "office/office.h"
#include "register/history.h"
#include "register/roll.h"

/* The pages under /so-dang-ky; every table that makes them up ends by
 * PAGE_END. */
extern const struct page register_pages[];
extern const struct page register_event_pages[];
extern const struct page register_change_pages[];

/* --- shared by the handlers ------------------------------------------------- */

/* The view that a request asks with. */
int page_view(struct request *q, struct view *out);

/* An address with the ?ngay= and ?biet= of this request. */
const char *page_url(const struct request *q, const char *path);

/* "/so-dang-ky/12", and what follows it. */
const char *record_url(struct arena *a, int64_t org, const char *rest);

/* The colour of a status: whether it exists, and whether it is an exception. */
enum tone status_tone(const struct status *s);

/* May this user write about organisations with this seat?  NULL: yes; else
 * why not. */
const char *page_barred(const struct request *q, const struct view *v,
			const struct org_version *at);

/* A capital in million đồng, "1.200,5"; NULL for REG_NONE. */
const char *million_vi(struct arena *a, int64_t dong);
/* A count, "1.200"; NULL for REG_NONE. */
const char *count_vi(struct arena *a, int64_t n);

/* --- the list ------------------------------------------------------------------ */

struct list_row {
	const char *url;
	const char *name;
	const char *about; /* kind and number */
	bool demonstration;
	const char *place;
	const char *sector;
	const char *status;
	enum tone tone;
	const char *members; /* NULL: missing */
	const char *members_url;
	const char *capital;
	const char *capital_url;
	day_t founded;
};

struct list_view {
	const struct list_row *row;
	size_t n;
	struct tab *tab; /* kinds */
	size_t n_tab;
	struct control filter[4];
	const struct param *keep; /* of the form of filters */
	size_t n_keep;
	bool filtered;
	const char *all_url; /* without filters */
	struct sort sort;
	struct pager pager;
	const char *csv_url;
	const char *xlsx_url;
};

/* --- the record ------------------------------------------------------------------ */

struct fact {
	const char *name;
	const char *text; /* NULL: missing */
	const char *url;  /* of its source, or of what it names; NULL: none */
	bool number;      /* url leads to its source */
};

/* An entry of the history. */
struct entry {
	const struct change *change;
	const char *day;
	const char *icon;
	enum tone tone;
	bool later; /* than the day that is shown */
	const char *url; /* to correct it; NULL: not possible */
};

struct record_view {
	const char *status;
	enum tone tone;
	const char *since;
	const char *kind;
	const char *sector;
	bool demonstration;
	const struct fact *identity;
	size_t n_identity;
	const struct fact *size;
	size_t n_size;
	const struct fact *link;
	size_t n_link;
	const struct entry *entry;
	size_t n_entry;
	const char *event_url; /* NULL: the user may not */
	const char *change_url;
	const char *barred; /* why not now; NULL: may */
	const char *barred_url;
};

/* Where a number of the record comes from. */
struct source_view {
	const char *name;
	const char *value;
	const char *record;
	const char *record_url;
	const struct entry *entry; /* the versions that say so, newest first */
	size_t n_entry;
};

/* --- forms ------------------------------------------------------------------------- */

/* A field as it stands now and as the user has typed it. */
struct compared {
	const char *name;
	const char *theirs;
	const char *mine;
	bool differ;
};

struct conflict {
	const char *what;
	const char *by; /* who, when, why */
	struct compared row[12];
	size_t n;
};

struct form_view {
	const char *about;
	const char *action; /* NULL: nothing can be sent any more */
	const char *back;
	const char *submit;
	int64_t base; /* row that the form was made from; 0: none */
	struct control control[14];
	size_t n_control;
	const char *basis; /* of a refusal */
	const char *hint;
	const struct conflict *conflict;
};

#endif
