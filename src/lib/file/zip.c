/* SPDX-License-Identifier: Apache-2.0 */
/* ZIP containers over libzip: bounded reading, reproducible writing. */
#include "lib/file/zip.h"

#include "lib/base/buf.h"

#include <errno.h>
#include <zip.h>

enum {
	DOS_TIME = 0,
	DOS_DATE = 0 << 9 | 1 << 5 | 1, /* 1980-01-01, the first there is */
	DEFLATE_LEVEL = 6,
	UNIX_MODE = 0100644,
};

struct zip_archive {
	zip_t *zip;
	const char *path;
};

struct zip_stream {
	zip_file_t *file;
	const char *path;
	const char *entry;
	uint64_t packed;
	uint64_t unpacked; /* bytes that came out so far */
};

static void discard(void *zip)
{
	zip_discard(zip);
}

/* Why bytes that libzip refuses are no archive: the first ones tell. */
static void not_a_zip(const char *path, const char *head, size_t n,
		      struct err *e)
{
	static const char utf16_encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P";
	static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

	if (n >= 4 && memcmp(head, "PK\3\4", 4) == 0) {
		err_set(e, ERR_INPUT,
			"Tệp “%s” bị cắt cụt hoặc hỏng: không có mục lục ZIP",
			path);
		err_hint(e, "Chép hoặc tải lại tệp.");
	} else if (n >= 8 && memcmp(head, ole, 8) == 0 &&
		   memmem(head, n, utf16_encrypted,
			  sizeof utf16_encrypted - 1)) {
		err_set(e, ERR_INPUT, "Tệp “%s” có mật khẩu", path);
		err_hint(e, "Mở tệp, bỏ mật khẩu rồi lưu lại.");
	} else if (n >= 8 && memcmp(head, ole, 8) == 0) {
		err_set(e, ERR_INPUT,
			"Tệp “%s” ở dạng Office cũ (.xls, .doc)", path);
		err_hint(e, "Mở tệp và lưu lại thành .xlsx hoặc .docx.");
	} else {
		err_set(e, ERR_INPUT, "Tệp “%s” không phải là tệp ZIP", path);
		err_hint(e, "Tệp .xlsx, .docx là tệp ZIP: mở lại tệp gốc và"
			    " lưu thành .xlsx hoặc .docx.");
	}
}

static void file_not_a_zip(const char *path, struct err *e)
{
	char head[1 << 16];
	FILE *f = fopen(path, "rbe");
	size_t n = f ? fread(head, 1, sizeof head, f) : 0;

	if (f)
		fclose(f);
	not_a_zip(path, head, n, e);
}

struct zip_archive *zip_archive_open(struct arena *a, const char *path,
				     struct err *e)
{
	struct zip_archive *z = ARENA_NEW(a, struct zip_archive);
	int code = 0;

	errno = 0;
	z->path = arena_strdup(a, path);
	z->zip = zip_open(path, ZIP_RDONLY, &code);
	if (!z->zip) {
		if (code == ZIP_ER_NOENT)
			err_set(e, ERR_NOTFOUND, "Không có tệp “%s”", path);
		else if (code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS)
			file_not_a_zip(path, e);
		else if (errno)
			err_set(e, ERR_IO, "Không mở được tệp “%s”: %s", path,
				err_reason(errno));
		else
			err_set(e, ERR_INPUT, "Tệp “%s” hỏng (ZIP lỗi %d)",
				path, code);
		return NULL;
	}
	arena_defer(a, discard, z->zip);
	return z;
}

struct zip_archive *zip_archive_parse(struct arena *a, const char *name,
				      const void *data, size_t n,
				      struct err *e)
{
	struct zip_archive *z = ARENA_NEW(a, struct zip_archive);
	zip_source_t *source = zip_source_buffer_create(data, n, 0, NULL);

	z->path = arena_strdup(a, name);
	z->zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) :
			  NULL;
	if (!z->zip) {
		zip_source_free(source);
		not_a_zip(name, data, n, e);
		return NULL;
	}
	arena_defer(a, discard, z->zip);
	return z;
}

bool zip_has(struct zip_archive *z, const char *entry)
{
	return zip_name_locate(z->zip, entry, 0) >= 0;
}

static void close_entry(void *file)
{
	zip_fclose(file);
}

struct zip_stream *zip_stream_open(struct arena *a, struct zip_archive *z,
				   const char *entry, struct err *e)
{
	struct zip_stream *s = ARENA_NEW(a, struct zip_stream);
	zip_stat_t st;

	if (zip_stat(z->zip, entry, 0, &st) < 0) {
		err_set(e, ERR_INPUT, "Tệp “%s” không có phần “%s”", z->path,
			entry);
		return NULL;
	}
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	    st.encryption_method != ZIP_EM_NONE) {
		err_set(e, ERR_INPUT, "Tệp “%s” có mật khẩu", z->path);
		err_hint(e, "Mở tệp, bỏ mật khẩu rồi lưu lại.");
		return NULL;
	}
	s->file = zip_fopen(z->zip, entry, 0);
	if (!s->file) {
		err_set(e, ERR_INPUT, "Không đọc được phần “%s” của tệp “%s”",
			entry, z->path);
		return NULL;
	}
	arena_defer(a, close_entry, s->file);
	s->path = z->path;
	s->entry = arena_strdup(a, entry);
	s->packed = st.valid & ZIP_STAT_COMP_SIZE ? st.comp_size : 0;
	return s;
}

int zip_stream_read(struct zip_stream *s, void *to, size_t n, struct err *e)
{
	zip_int64_t got = zip_fread(s->file, to, n > 1 << 30 ? 1 << 30 : n);

	if (got < 0)
		return err_set(e, ERR_INPUT,
			       "Tệp “%s” bị cắt cụt hoặc hỏng ở phần “%s”",
			       s->path, s->entry);
	s->unpacked += (uint64_t)got;
	if (s->unpacked > ZIP_MAX_UNPACKED ||
	    (s->unpacked > ZIP_FREE_RATIO &&
	     s->unpacked / ZIP_MAX_RATIO > s->packed))
		return err_set(e, ERR_INPUT,
			       "Phần “%s” của tệp “%s” nở ra quá lớn khi giải "
			       "nén: từ chối đọc (bom nén)",
			       s->entry, s->path);
	return (int)got;
}

static char *read_whole(struct arena *a, struct zip_stream *s, size_t limit,
			size_t *n, struct err *e)
{
	struct buf b = BUF_INIT(a);
	char piece[1 << 14];
	int got;

	while ((got = zip_stream_read(s, piece, sizeof piece, e)) > 0) {
		if (b.len + (size_t)got > limit) {
			err_set(e, ERR_INPUT,
				"Phần “%s” của tệp “%s” nở ra quá lớn khi "
				"giải nén (hơn %zu byte): từ chối đọc",
				s->entry, s->path, limit);
			err_hint(e, "Tệp hỏng, hoặc có ảnh hay dữ liệu nhúng "
				    "quá lớn; lấy lại tệp gốc.");
			return NULL;
		}
		buf_add(&b, piece, (size_t)got);
	}
	*n = b.len;
	return got < 0 ? NULL : b.data;
}

char *zip_entry_read(struct arena *a, struct zip_archive *z,
		     const char *entry, size_t limit, size_t *n,
		     struct err *e)
{
	struct arena *step = arena_new(); /* the open entry ends here */
	struct zip_stream *s = zip_stream_open(step, z, entry, e);
	char *data = s ? read_whole(a, s, limit, n, e) : NULL;

	arena_free(step);
	return data;
}

char *zip_read_entry(struct arena *a, const char *path, const char *entry,
		     size_t limit, size_t *n, struct err *e)
{
	struct arena *step = arena_new(); /* the open file ends here */
	struct zip_archive *z = zip_archive_open(step, path, e);
	char *data = z ? zip_entry_read(a, z, entry, limit, n, e) : NULL;

	arena_free(step);
	return data;
}

/* Adds an entry, or puts it in the place of the one so named; 0 or -1 with
 * the reason in the archive. */
static int add_entry(zip_t *zip, const struct zip_entry *entry)
{
	zip_source_t *source = zip_source_buffer(zip, entry->data, entry->n, 0);
	zip_int64_t i;

	if (!source)
		return -1;
	i = zip_file_add(zip, entry->name, source,
			 ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE);
	if (i < 0) {
		zip_source_free(source);
		return -1;
	}
	if (zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_DEFLATE,
				     DEFLATE_LEVEL) < 0 ||
	    zip_file_set_dostime(zip, (zip_uint64_t)i, DOS_TIME, DOS_DATE,
				 0) < 0 ||
	    zip_file_set_external_attributes(zip, (zip_uint64_t)i, 0,
					     ZIP_OPSYS_UNIX,
					     (zip_uint32_t)UNIX_MODE << 16) < 0)
		return -1;
	return 0;
}

/* The bytes of a closed in-memory archive. */
static char *take(struct arena *a, zip_source_t *source, size_t *n)
{
	zip_stat_t st;
	char *data;
	zip_int64_t got;

	if (zip_source_stat(source, &st) < 0 || zip_source_open(source) < 0)
		return NULL;
	data = arena_alloc(a, (size_t)st.size);
	got = zip_source_read(source, data, st.size);
	zip_source_close(source);
	*n = (size_t)st.size;
	return got == (zip_int64_t)st.size ? data : NULL;
}

/* Puts the entries into the archive in the source; flags: of zip_open. */
static int pack(zip_source_t *source, int flags,
		const struct zip_entry *entries, size_t n)
{
	zip_error_t error;
	zip_t *zip;

	zip_error_init(&error);
	zip_source_keep(source); /* zip_close would take our reference */
	zip = zip_open_from_source(source, flags, &error);
	zip_error_fini(&error);
	if (!zip) {
		zip_source_free(source);
		return -1;
	}
	for (size_t i = 0; i < n; i++) {
		if (add_entry(zip, &entries[i]) < 0) {
			zip_discard(zip);
			return -1;
		}
	}
	if (zip_close(zip) < 0) {
		zip_discard(zip);
		return -1;
	}
	return 0;
}

/* Packs into the source, which it takes; what comes out. */
static char *packed(struct arena *a, const char *name, zip_source_t *source,
		    int flags, const struct zip_entry *entries, size_t n,
		    size_t *len, struct err *e)
{
	char *data = NULL;

	if (source && pack(source, flags, entries, n) == 0)
		data = take(a, source, len);
	zip_source_free(source);
	if (!data)
		err_set(e, ERR_IO, "Không đóng gói được tệp “%s”", name);
	return data;
}

/* The same, written to a file. */
static int pack_to(const char *path, zip_source_t *source, int flags,
		   const struct zip_entry *entries, size_t n, struct err *e)
{
	struct arena *a = arena_new();
	size_t len;
	char *data = packed(a, path, source, flags, entries, n, &len, e);
	int r = data ? file_write(path, data, len, e) : -1;

	arena_free(a);
	return r;
}

char *zip_rewritten(struct arena *a, const char *name, const void *data,
		    size_t size, const struct zip_entry *entries, size_t n,
		    size_t *len, struct err *e)
{
	return packed(a, name, zip_source_buffer_create(data, size, 0, NULL),
		      0, entries, n, len, e);
}

int zip_write(const char *path, const struct zip_entry *entries, size_t n,
	      struct err *e)
{
	return pack_to(path, zip_source_buffer_create(NULL, 0, 0, NULL),
		       ZIP_TRUNCATE, entries, n, e);
}

int zip_rewrite(const char *from, const char *path,
		const struct zip_entry *entries, size_t n, struct err *e)
{
	struct arena *a = arena_new();
	size_t len;
	char *data = file_read(a, from, ZIP_MAX_UNPACKED, &len, e);
	int r = -1;

	if (data)
		r = pack_to(path, zip_source_buffer_create(data, len, 0, NULL),
			    0, entries, n, e);
	arena_free(a);
	return r;
}
