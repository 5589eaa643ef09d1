/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside of pack: the shapes of the files, one for each.
 */
#ifndef HOPTAC_PACK_SHAPES_H
#define HOPTAC_PACK_SHAPES_H

#include "pack/bind.h"

extern const struct shape pack_yaml;         /* into struct pack */
extern const struct shape measures_yaml;     /* into struct pack */
extern const struct shape codes_yaml;        /* into struct pack */
extern const struct shape register_yaml;     /* into struct register_file */
extern const struct shape indicators_yaml;   /* into struct pack */
extern const struct shape checks_yaml;       /* into struct pack */
extern const struct shape outline_yaml;      /* into struct outline */
extern const struct shape appendices_yaml;   /* into struct pack */
extern const struct shape forms_yaml;        /* into struct pack */
extern const struct shape overview_yaml;     /* into struct overview */

/* A key of a struct, named as its member; a list and its count. */
#define KEY(s, m, fn) .name = #m, .read = fn, .offset = offsetof(struct s, m)
#define LIST(s, m, n, fn)                                                    \
	.read = fn, .offset = offsetof(struct s, m),                         \
	.count = offsetof(struct s, n)

/* Readers of names that the pack knows by then: the name of an indicator into
 * a const struct indicator *, of a classification into a const struct
 * classification *; a word of a period and a basis as texts. */
bind_fn bind_indicator;
bind_fn bind_classification;
bind_fn bind_period;
bind_fn bind_basis;

/* A field as written: once, with the kinds that have it. */
struct field_entry {
	struct record_field field;
	const char **kind;
	size_t nkind;
};

struct register_file {
	struct record_kind *kind;
	size_t nkind;
	struct field_entry *field;
	size_t nfield;
	struct status *status;
	size_t nstatus;
	struct event_kind *event;
	size_t nevent;
	struct identifier_kind *identifier;
	size_t nidentifier;
};

#endif
