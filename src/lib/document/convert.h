/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Running pdftotext: the words of a PDF with their places, made by a process
 * of its own.
 *
 * It gets the file in memory, an empty environment, no other open file, and
 * limits on time, memory and output.  A process that may start no programs
 * (the server, once it is sealed) starts a converter before, which does it for
 * as long as the process lives: see document_converter_start in document.h.
 */
#ifndef HOPTAC_DOCUMENT_CONVERT_H
#define HOPTAC_DOCUMENT_CONVERT_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

enum {
	CONVERT_SECONDS = 60,
	CONVERT_MEMORY = 1 << 30, /* bytes of address space, twice */
	CONVERT_OUTPUT = 192 << 20,
};

enum convert_status {
	CONVERT_OK,
	CONVERT_MISSING,  /* the program is not there, or may not run */
	CONVERT_FAILED,   /* it could not read the file */
	CONVERT_REFUSED,  /* the file forbids to copy its text */
	CONVERT_TOO_MUCH, /* time, memory or output ran out */
};

/* What `pdftotext -bbox` writes for the n bytes, terminated, on the arena;
 * *len gets its length. */
enum convert_status convert_pdf(struct arena *a, const void *data, size_t n,
				char **out, size_t *len);

#endif
