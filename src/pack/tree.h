/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A YAML file as a tree of texts, each with its place.
 *
 * Only the plain part of YAML is taken: mappings with text keys, lists, and
 * scalars, which all stay text ("no" is the word no, not false).  Anchors,
 * aliases, tags, merge keys and a second document are refused.
 */
#ifndef HOPTAC_PACK_TREE_H
#define HOPTAC_PACK_TREE_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdbool.h>

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	int line;             /* of the value, from 1; columns in code points */
	int column;
	const char *text;     /* NODE_TEXT */
	bool plain;           /* unquoted on one line: text stands as written */
	const char *key;      /* in a mapping, else NULL */
	int key_line;
	int key_column;
	struct node *child;   /* first element or member */
	struct node *next;
};

enum {
	TREE_MAX_BYTES = 1 << 20, /* of one file */
	TREE_MAX_DEPTH = 16,
	TREE_MAX_NODES = 100000,
};

/*
 * Reads n bytes.  NULL with e on error: ERR_INPUT, detail
 * "checks.yaml, dòng 12, cột 9", where file gives the name.  Duplicated keys
 * are errors.
 */
struct node *tree_read(struct arena *a, const char *file, const char *text,
		       size_t n, struct err *e);

/* Fills e (ERR_INPUT, message by fmt) with a place in a file; returns -1. */
int tree_err(struct err *e, const char *file, int line, int column,
	     const char *fmt, ...) __attribute__((format(printf, 5, 6)));

#endif
