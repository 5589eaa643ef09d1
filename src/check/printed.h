/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What officers write about a check, and the figures of the check as they were
 * printed when they wrote.
 *
 * The figures are kept with the words and compared whenever they are read, so
 * that everybody sees what the words were written for and what is another
 * figure now.
 */
#ifndef HOPTAC_CHECK_PRINTED_H
#define HOPTAC_CHECK_PRINTED_H

#include "check/check.h"

enum { WORDS_MAX = 2000 }; /* bytes of a reason, a question, an answer */

/* A figure as it was printed. */
struct printed {
	struct figure_key key;
	enum figure_state state;
	struct quantity value;
	bool asked; /* of an inquiry: it is one of those in question */
};

/* A figure that is not what it was. */
struct printed_change {
	const struct figure_key *key;
	const char *from; /* "23"; NULL: the check did not read it */
	const char *to;   /* NULL: the check does not read it any more */
	bool asked;
};

/* The figures of an evaluated check, each once. */
struct printed *printed_of(struct arena *a, const struct rule_result *r,
			   size_t *n);

/* "23", "115%", "chưa có số liệu". */
const char *printed_vi(struct arena *a, const struct printed *p)
	__attribute__((returns_nonnull));

/* What differs between then and now; NULL and 0: nothing.  115 and 115,0 are
 * two figures: they were rounded differently. */
struct printed_change *printed_changes(struct arena *a,
				       const struct printed *was, size_t nwas,
				       const struct printed *now, size_t nnow,
				       size_t *n);

/* Eight hexadecimal digits for the figures of a check and what they are: a
 * form carries them to notice that somebody changed one meanwhile. */
const char *printed_mark(struct arena *a, const struct rule_result *r)
	__attribute__((returns_nonnull));

/* Brings words from outside to NFC and onto one line.  `what` names them in
 * messages: "lý do giải trình".  0; -1 with ERR_INPUT when nothing is left
 * (the caller says what to do) or more than WORDS_MAX. */
int words_clean(struct arena *a, const char *text, const char *what,
		const char **out, struct err *e);

#endif
