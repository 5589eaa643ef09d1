/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What xlsxmark.c and xlsxnote.c share behind xlsxmark.h; nobody else includes
 * this.
 *
 * A job holds the parts of the package that have changed so far; a part read
 * again is the changed one.  What fails has set the job's error.
 */
#ifndef HOPTAC_FILE_XLSXJOB_H
#define HOPTAC_FILE_XLSXJOB_H

#include "lib/base/buf.h"
#include "lib/file/markup.h"
#include "lib/file/xlsxmark.h"
#include "lib/file/zip.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT_MAIN "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define TYPES "application/vnd.openxmlformats-officedocument."
#define DIGITS "0123456789"

/* A cell format that is wanted: a format of the file with a fill. */
struct format {
	size_t own;
	size_t colour; /* index into the colours */
	size_t made;   /* its index among the formats of the copy */
};

struct job {
	struct arena *arena;
	struct zip_archive *zip;
	const char *author;
	const struct xlsx_mark *mark;
	size_t n;
	struct zip_entry *entry; /* parts that changed */
	size_t nentry, capentry;
	uint32_t *colour;
	size_t ncolour, capcolour;
	struct format *format;
	size_t nformat, capformat;
	const char *styles;
	struct part **sheet; /* marked worksheets */
	size_t nsheet, capsheet;
	bool drawn;       /* a drawing was made */
	struct buf types; /* what [Content_Types].xml must say in addition */
	struct err *e;
};

/* A worksheet with marks. */
struct part {
	struct job *job;
	const char *sheet; /* as the marks name it */
	const char *entry;
	struct markup xml;
	struct marked {
		const struct xlsx_mark *mark;
		struct element *cell; /* NULL: not in the file */
		size_t format;        /* index into the wanted formats */
		bool told;            /* it had a comment, which was extended */
	} *cell;
	size_t n;
	int64_t row;
	size_t column;
	struct element *root;
	const char *drawing; /* relation of its legacyDrawing, or NULL */
	size_t behind;       /* where a legacyDrawing may be put */
	bool after_data;
	/* its relations */
	const char *comments; /* entries; NULL: none yet */
	const char *vml;
};

/* Reads an entry whole; the changed one when it was changed before. */
int mark_load(struct job *j, const char *entry, struct markup *m);

/* What an entry is in the copy. */
void mark_store(struct job *j, const char *entry, const char *data, size_t n);
void mark_store_markup(struct job *j, struct markup *m);

bool mark_has(const struct job *j, const char *entry);

/* A name that no entry has: "xl/comments7.xml". */
const char *mark_new_entry(const struct job *j, const char *stem,
			   const char *ending);

/* The folder of an entry, with its slash. */
const char *mark_folder_of(struct arena *a, const char *entry);

/* The digits that s begins with; the column of "AB7". */
size_t mark_number_of(const char *s);
size_t mark_column_of(const char *name);

/* The mark of a cell, or NULL. */
struct marked *mark_find(const struct part *p, size_t column,
			      int64_t row);

/* Is the workbook of the strict edition of the standard?  And what its types
 * of relations begin with. */
bool mark_is_strict(const struct part *p);
const char *mark_relation_base(const struct part *p);

/* Puts the comments of a worksheet into their three places.  *drawing gets
 * the relation of a drawing that the worksheet does not name yet, or NULL. */
int mark_comment_sheet(struct part *p, size_t serial, const char **drawing);

#endif
