/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading an XML part of an office document; only for lib/document.
 *
 * Names are given as "w:p": the namespaces that office documents use have
 * short names here, whatever prefix the file has; an element or attribute of
 * another namespace is called "?:name".  A part with a document type is
 * refused, so there are no entities that could unfold.
 */
#ifndef HOPTAC_DOCUMENT_XML_H
#define HOPTAC_DOCUMENT_XML_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdint.h>

struct xml_reader {
	void *ctx;
	/* attribute: name, value, ..., NULL; [at, at + count): the tag */
	void (*open)(void *ctx, const char *name, const char **attribute,
		     size_t at, size_t count);
	void (*close)(void *ctx, const char *name);
	/* n bytes of text that stand in [at, at + count) of the part; with
	 * count = n they stand there as they are */
	void (*text)(void *ctx, const char *s, size_t n, size_t at,
		     size_t count);
};

/* Reads n bytes; `what` names the part in messages.  open, close and text may
 * be NULL.  0, or -1 with ERR_INPUT: broken, nested too deep, with a document
 * type. */
int xml_read(const char *data, size_t n, const char *what,
	     const struct xml_reader *r, struct err *e);

/* The value of an attribute; NULL when it is not there. */
const char *xml_get(const char **attribute, const char *name);

/* A whole number, or the default. */
long xml_number(const char *value, long otherwise);

#endif
