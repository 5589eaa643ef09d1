/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ZIP containers over libzip: bounded reading, reproducible writing.
 */
#ifndef HOPTAC_FILE_ZIP_H
#define HOPTAC_FILE_ZIP_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stddef.h>

/* One entry whole, terminated, on the arena; *n gets its length.  NULL with e
 * when the archive or the entry cannot be read or unpacks to more than
 * limit bytes. */
char *zip_read_entry(struct arena *a, const char *path, const char *entry,
		     size_t limit, size_t *n, struct err *e);

/* Writes an archive of n entries in the order given, all dated 1980-01-01, so
 * that the same entries give the same bytes.  The file appears whole or not
 * at all (written beside, fsynced, renamed). */
struct zip_entry {
	const char *name;
	const void *data;
	size_t n;
};
int zip_write(const char *path, const struct zip_entry *entries, size_t n,
	      struct err *e);

/* Writes n bytes to a file, whole or not at all, in the same way. */
int file_write(const char *path, const void *data, size_t n, struct err *e);

/* A whole file of at most limit bytes, terminated, on the arena. */
char *file_read(struct arena *a, const char *path, size_t limit, size_t *n,
		struct err *e);

#endif
