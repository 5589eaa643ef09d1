/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The draft audit: what cannot be right in a document that anyone wrote.
 *
 * It needs no data of the system.  A document is read (lib/document), its
 * outline, amounts and citations are found, and passes look at them; each
 * pass declares its rules and reports findings.  What the text itself asserts
 * about its numbers becomes a system of the repair engine, so that a finding
 * names its parts and, where there is one, the smallest change.
 *
 *	struct document *d = document_read(a, "du-thao.docx", &e);
 *	struct lint *l = lint_run(a, d, &(struct lint_options){ 0 });
 *	lint_print(l, &out);
 *
 * Silence is half of its worth: an error is reported only when no reading of
 * the text makes it right; where the text can be read in another way, it is a
 * warning, a note or nothing.
 */
#ifndef HOPTAC_LINT_LINT_H
#define HOPTAC_LINT_LINT_H

#include "lib/document/document.h"
#include "pack/pack.h"

#include <jansson.h>

/* A kind of finding; docs/lint/ID.md explains it to officers. */
struct lint_rule {
	const char *id;         /* "sum-mismatch" */
	enum severity severity; /* usual; a finding may be milder */
	const char *title;      /* Vietnamese: "Tổng không bằng các phần cộng lại" */
	const char *reason;     /* Vietnamese: the legal or arithmetical reason */
};

/* Words that a finding points at. */
struct lint_part {
	size_t start, end; /* bytes of the document's text */
	const struct passage *passage;
	size_t from, to;   /* bytes of the passage's text */
};

struct lint_finding {
	const struct lint_rule *rule;
	enum severity severity;
	size_t start, end;      /* around the parts in the passage of the first */
	struct lint_part *part; /* the numbers, names, marks concerned, the one
				 * in question first */
	size_t npart, cappart;
	const char *message;    /* Vietnamese, with the computation */
	const char *repair;     /* Vietnamese proposal: "46 → 47"; or NULL */
	const char *id;         /* set when it has run: the same as long as
				 * its words are, wherever they move */
	const char *why;        /* the reason it was accepted; NULL: it was not */
};

/* One audit. */
struct lint {
	struct arena *arena;
	const struct document *doc;
	const struct lint_options *options;
	struct words *marked;        /* lint/word.h: the words, numbers and
				      * marks of each passage */
	struct words *words;         /* the same without the marks */
	struct word_index *index;    /* where each of these stands */
	struct lint_outline *outline; /* lint/outline.h */
	struct amounts *amounts;     /* lint/amount.h */
	struct citations *citations; /* lint/citation.h */
	struct lint_finding *finding; /* in order of place when it has run */
	size_t nfinding, capfinding;
};

struct lint_options {
	const char *only;    /* ids of rules, split by commas; NULL: all */
	const char *without; /* ids left out; NULL: none */
};

/* A pass: its rules, ended by an id of NULL, and what looks for them. */
struct lint_pass {
	const struct lint_rule *rules;
	void (*run)(struct lint *l);
};
extern const struct lint_pass *const lint_passes[]; /* ended by NULL */

/* A rule by its id; NULL when there is none. */
const struct lint_rule *lint_rule(const char *id);

/* Audits a document. */
struct lint *lint_run(struct arena *a, const struct document *d,
		      const struct lint_options *o)
	__attribute__((returns_nonnull));

/* The number of findings of this severity that were not accepted. */
size_t lint_count(const struct lint *l, enum severity s);

/* --- for passes -------------------------------------------------------------- */

/* Reports a finding of a rule of the pass, at its usual severity; what it
 * points at is added with lint_part, the first is where the list shows it.
 * The message is kept by reference.  The answer stays valid until the next
 * report. */
struct lint_finding *lint_report(struct lint *l, const struct lint_rule *rule,
				 const char *message)
	__attribute__((returns_nonnull));

/* Adds bytes [from, to) of a passage's text as a part. */
void lint_part(struct lint *l, struct lint_finding *f,
	       const struct passage *p, size_t from, size_t to);

/* --- output -------------------------------------------------------------------- */

/* The list that a person works through. */
void lint_print(const struct lint *l, struct buf *out);

/* {file, findings: [{rule, severity, start, end, line, quote, message,
 * parts: [{start, end, text}], repair, id, accepted}]}; positions in code
 * points from 0; accepted is the reason, or null.  The caller's. */
json_t *lint_json(const struct lint *l);

/* Bytes of the document as one line: one blank between words. */
const char *lint_quote(struct arena *a, const struct document *d,
		       size_t start, size_t end)
	__attribute__((returns_nonnull));

extern const struct cmd lint_cmds[];

#endif
