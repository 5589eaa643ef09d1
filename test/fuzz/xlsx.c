/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzzes the XLSX reader.  The first byte chooses: 0 to 3 a workbook whose
 * worksheet, shared strings, styles or workbook part is the rest, so that the
 * XML is reached at all; anything else the rest as the whole file.
 */
#include "lib/file/csv.h"
#include "lib/file/zip.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define RELS                                                                 \
	"<Relationships xmlns='r'><Relationship Id='rId1' "                  \
	"Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>"
#define BOOK                                                                 \
	"<workbook xmlns='m' xmlns:r='q'><sheets>"                           \
	"<sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>"
#define BOOK_RELS                                                            \
	"<Relationships xmlns='r'>"                                          \
	"<Relationship Id='rId1' Type='x/worksheet' Target='s.xml'/>"        \
	"<Relationship Id='rId3' Type='x/sharedStrings' Target='ss.xml'/>"   \
	"<Relationship Id='rId4' Type='x/styles' Target='st.xml'/>"          \
	"</Relationships>"
#define SHEET                                                                \
	"<worksheet><sheetData><row><c t='s' s='0'><v>0</v></c><c s='0'>"    \
	"<v>45107</v></c></row></sheetData></worksheet>"

static void write_workbook(const char *path, uint8_t which, const void *data,
			   size_t size)
{
	struct zip_entry entries[] = {
		{ "xl/s.xml", SHEET, strlen(SHEET) },
		{ "xl/ss.xml", "<sst><si><t>a</t></si></sst>", 28 },
		{ "xl/st.xml", "<styleSheet/>", 13 },
		{ "xl/workbook.xml", BOOK, strlen(BOOK) },
		{ "_rels/.rels", RELS, strlen(RELS) },
		{ "xl/_rels/workbook.xml.rels", BOOK_RELS, strlen(BOOK_RELS) },
	};

	entries[which].data = data;
	entries[which].n = size;
	if (zip_write(path, entries, ARRAY_LEN(entries), NULL) < 0)
		BUG("cannot write %s", path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[64];
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct sheet *s;
	struct sheet_row row;
	int r;

	snprintf(path, sizeof path, "/dev/shm/hoptac-fuzz-%ld.xlsx",
		 (long)getpid());
	if (size > 0 && data[0] < 4)
		write_workbook(path, data[0], data + 1, size - 1);
	else if (file_write(path, data + (size > 0), size - (size > 0),
			    NULL) < 0)
		BUG("cannot write %s", path);
	s = sheet_open(a, path, NULL, &e);
	r = s ? 1 : -1;
	while (r == 1)
		r = sheet_next(s, &row, &e);
	if (r < 0 && (e.kind == ERR_NONE || !e.message[0]))
		BUG("failure without an error");
	unlink(path);
	arena_free(a);
	return 0;
}
