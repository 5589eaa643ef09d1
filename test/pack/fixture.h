/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tiny valid pack, written into a folder, to be broken one file at a time.
 */
#ifndef HOPTAC_TEST_PACK_FIXTURE_H
#define HOPTAC_TEST_PACK_FIXTURE_H

#include "pack/pack.h"
#include "test.h"

/* The folder of the tiny pack with `name` holding `text` instead of its own;
 * name NULL: nothing replaced; text NULL: the file is left out. */
char *tiny_pack(struct arena *a, const char *name, const char *text);

/* Loads it and expects the error: the message holds `message`, the detail
 * `detail`. */
#define CHECK_REFUSED(name, text, message, detail)                           \
	tiny_refused(a, name, text, message, detail, __FILE__, __LINE__)
void tiny_refused(struct arena *a, const char *name, const char *text,
		  const char *message, const char *detail, const char *file,
		  int line);

/* The text of one of its files. */
const char *tiny_text(const char *name);

/* That text with the one place where `old` stands replaced. */
char *tiny_with(struct arena *a, const char *name, const char *old,
		const char *new);

#endif
