/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The documents that the audit knows: what packs/vn-law/documents.yaml says of
 * the laws, decrees, decisions and letters that plans and reports cite.  The
 * file is part of the program, because the audit needs no data directory
 * (docs/decisions/0018-the-law-register-is-built-in.md).
 *
 * What the file does not say is unknown, never assumed.
 */
#ifndef HOPTAC_LINT_LAW_H
#define HOPTAC_LINT_LAW_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"
#include "lint/citetitle.h"

struct law_document {
	const char *type;
	const char *code;      /* "1804/QĐ-TTg" */
	int number;
	int code_year;         /* in the code; 0 */
	const char *key;       /* of the symbol: "QĐ-TTG" */
	bool has_day;
	day_t day;
	const char *issuer;    /* "" */
	const char *name;      /* "" */
	struct cite_words words; /* of the name */
	int year;              /* that a law is called by; 0 */
	int period_from, period_to; /* 0: none known */
	day_t from, to;        /* in force; DAY_MIN, DAY_MAX: not known */
	const char *replaced;  /* code; "" */
	const char *place;     /* folded; "": everywhere */
	bool sure;
};

struct law {
	struct law_document *document;
	size_t n;
};

/* The register that the program was built with. */
struct law *law_register(struct arena *a) __attribute__((returns_nonnull));

/* A register from n bytes of YAML.  NULL with ERR_INPUT and the place. */
struct law *law_read(struct arena *a, const char *file, const char *text,
		     size_t n, struct err *e);

/* The document of this symbol and number; year is that in the code, or 0.
 * NULL: not known. */
const struct law_document *law_find(const struct law *law, const char *key,
				    int number, int year);

#endif
