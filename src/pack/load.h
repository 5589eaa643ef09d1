/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside of pack: loading from the texts of the files, wherever they lie.
 */
#ifndef HOPTAC_PACK_LOAD_H
#define HOPTAC_PACK_LOAD_H

#include "pack/bind.h"
#include "pack/pack.h"

struct pack_file {
	const char *name; /* checks.yaml */
	const char *text; /* NULL: there is no such file */
	size_t n;
};

enum { PACK_FILES = 11 };

/* The names of the files of a pack, in the order they are read. */
extern const char *const pack_file_names[PACK_FILES];

/* Loads from texts; files may come in any order, all must be there but for
 * overview.yaml, and forms.yaml, which packs that were installed long ago do
 * not have. */
struct pack *pack_load(struct arena *a, const struct pack_file *files,
		       size_t n, struct err *e);

/* Reads the files of a folder.  0; -1 with e naming the file. */
int pack_read_files(struct arena *a, const char *dir,
		    struct pack_file out[PACK_FILES], struct err *e);

/* An error at a place of a file; returns -1. */
int pack_err(struct err *e, const struct pack_place *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Fills p->names with the pack's answers for the parser of formulas. */
void pack_names(struct pack *p);

/* True when name is a period word or code, or a basis. */
bool pack_is_period(const char *name);
bool pack_is_basis(const char *name);

#endif
