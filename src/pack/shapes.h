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
};

#endif
