/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Trees into structs by tables.
 *
 * A shape says which keys a mapping may have and where each value goes; a
 * value is read by the reader its key names.  What a table does not say is an
 * error: unknown keys, missing keys, a list where a text belongs, a code that
 * stands twice.
 *
 *	static const struct key measure_keys[] = {
 *		{ "code", bind_code, offsetof(struct measure, code), .must = true },
 *		...
 *		{ 0 }
 *	};
 *	static const struct shape measure_shape = {
 *		"đơn vị đo", sizeof(struct measure), measure_keys,
 *		.id = offsetof(struct measure, code), .has_id = true,
 *	};
 */
#ifndef HOPTAC_PACK_BIND_H
#define HOPTAC_PACK_BIND_H

#include "pack/pack.h"
#include "pack/tree.h"

/* What every reader gets: where memory, messages and names come from. */
struct binder {
	struct arena *arena;
	struct pack *pack; /* what was read before, for references */
	const char *file;
	struct err *err;
};

struct key;
struct shape;

/* Reads the value n into *at.  0; -1 with the binder's err, placed at n. */
typedef int bind_fn(struct binder *b, const struct node *n,
		    const struct key *k, void *at);

struct key {
	const char *name;          /* NULL ends a table */
	bind_fn *read;
	size_t offset;             /* in the struct */
	size_t count;              /* lists: offset of their size_t;
				    * formulas: of their pack_place */
	const struct shape *shape; /* bind_list, bind_map */
	const char *const *words;  /* bind_choice: NULL-ended, in enum order */
	bool must;
};

struct shape {
	const char *what; /* "chỉ tiêu", for messages */
	size_t size;
	const struct key *keys;
	const void *blank; /* what a value is before its keys, or NULL: zeros */
	size_t place;      /* offset of a struct pack_place */
	bool has_place;
	size_t id;         /* offset of a text that is unique in its list */
	bool has_id;
};

bind_fn bind_text;   /* const char *, not empty */
bind_fn bind_blank;  /* const char *, may be empty */
bind_fn bind_code;   /* const char *: a small letter, then a-z 0-9 _ */
bind_fn bind_id;     /* const char *: the same with A-Z, "-" and "." too */
bind_fn bind_formula; /* const char *, and its place */
bind_fn bind_flag;   /* bool: yes, no */
bind_fn bind_int;    /* int64_t >= 0 */
bind_fn bind_small;  /* int 0..9 */
bind_fn bind_dec;    /* struct dec */
bind_fn bind_day;    /* day_t: 2013-07-01 */
bind_fn bind_choice; /* an enum (int-sized): index of the word */
bind_fn bind_texts;  /* const char ** of texts, and its count */
bind_fn bind_list;   /* array of the shape's struct, and its count */
bind_fn bind_map;    /* one struct of the shape, in place */

/* Reads a whole file of one mapping into *out. */
int bind_file(struct binder *b, const struct node *root,
	      const struct shape *shape, void *out);

/* An error at a node. */
int bind_err(struct binder *b, const struct node *n, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * An error about a name that does not exist: what kind of thing was wanted,
 * with a hint when one of the n known names is close.  Names are found by
 * stepping through an array of structs: name i is the text pointer at
 * (char *)names + i * size.
 */
int bind_unknown(struct binder *b, const struct node *n, const char *what,
		 const char *name, const void *names, size_t count,
		 size_t size);

#endif
