/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files whole: read with a limit, written whole or not at all.
 */
#ifndef HOPTAC_FILE_FILE_H
#define HOPTAC_FILE_FILE_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stddef.h>

/*
 * Writes n bytes to a file: beside it first, fsynced, then renamed over it and
 * the folder fsynced.  After 0 the file is on the disk; after -1 (ERR_IO) what
 * stood at path before still stands there.
 */
int file_write(const char *path, const void *data, size_t n, struct err *e);

/* A whole file of at most limit bytes, terminated, on the arena; *n gets its
 * length.  NULL with ERR_NOTFOUND, ERR_INPUT (larger than limit) or ERR_IO. */
char *file_read(struct arena *a, const char *path, size_t limit, size_t *n,
		struct err *e);

#endif
