/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ZIP containers over libzip: bounded reading, reproducible writing.
 *
 * A ZIP comes from outside and may lie about its sizes, so every reading
 * counts the bytes that really come out and stops at the caller's limit.
 */
#ifndef HOPTAC_FILE_ZIP_H
#define HOPTAC_FILE_ZIP_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/file/file.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	ZIP_MAX_UNPACKED = 256 << 20, /* bytes that one entry may become */
	ZIP_MAX_RATIO = 200,          /* and how many times its packed size */
	ZIP_FREE_RATIO = 1 << 20,     /* up to here the ratio is not looked at */
};

/* An open archive, closed with the arena. */
struct zip_archive;

/* Opens an archive.  NULL with ERR_NOTFOUND, ERR_IO or ERR_INPUT (no ZIP,
 * truncated, encrypted Office file). */
struct zip_archive *zip_archive_open(struct arena *a, const char *path,
				     struct err *e);

/* The same of n bytes, which must live as long as the arena; name: of the file,
 * for messages. */
struct zip_archive *zip_archive_parse(struct arena *a, const char *name,
				      const void *data, size_t n,
				      struct err *e);

/* Is there an entry of that name? */
bool zip_has(struct zip_archive *z, const char *entry);

/* An entry opened for reading in pieces, closed with the arena.  NULL with e
 * (ERR_INPUT: absent, encrypted, packed in a way nobody can read here). */
struct zip_stream;
struct zip_stream *zip_stream_open(struct arena *a, struct zip_archive *z,
				   const char *entry, struct err *e);

/* Up to n more bytes.  Returns how many, 0 at the end, -1 with ERR_INPUT when
 * the data are broken or unpack to more than the limits above. */
int zip_stream_read(struct zip_stream *s, void *to, size_t n, struct err *e);

/* One entry of an open archive whole, as zip_read_entry gives it. */
char *zip_entry_read(struct arena *a, struct zip_archive *z,
		     const char *entry, size_t limit, size_t *n,
		     struct err *e);

/* One entry whole, terminated, on the arena; *n gets its length.  NULL with e
 * when the archive or the entry cannot be read or unpacks to more than
 * limit bytes. */
char *zip_read_entry(struct arena *a, const char *path, const char *entry,
		     size_t limit, size_t *n, struct err *e);

/* Writes an archive of n entries in the order given, all dated 1980-01-01, so
 * that the same entries give the same bytes.  The file appears whole or not
 * at all (file_write). */
struct zip_entry {
	const char *name;
	const void *data;
	size_t n;
};
int zip_write(const char *path, const struct zip_entry *entries, size_t n,
	      struct err *e);

/* Writes the archive `from` again to path with these entries replaced or
 * added; the packed bytes of all others are copied as they are.  The file
 * appears whole or not at all. */
int zip_rewrite(const char *from, const char *path,
		const struct zip_entry *entries, size_t n, struct err *e);

/* The same of the size bytes of an archive: the new one is on the arena, *len
 * gets its length.  NULL with ERR_IO. */
char *zip_rewritten(struct arena *a, const char *name, const void *data,
		    size_t size, const struct zip_entry *entries, size_t n,
		    size_t *len, struct err *e);

#endif
