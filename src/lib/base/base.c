/* SPDX-License-Identifier: Apache-2.0 */
/* The two kinds of failure: err values for users, BUG for programmers. */
#include "lib/base/base.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bug_(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "BUG %s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

/* Formats into to[size]; what does not fit is cut before a UTF-8 sequence,
 * never inside one. */
__attribute__((format(printf, 3, 0)))
static void put(char *to, size_t size, const char *fmt, va_list ap)
{
	int len;
	size_t cut;

	if (to[0])
		return;
	len = vsnprintf(to, size, fmt, ap);
	if (len < 0)
		BUG("format: %s", fmt);
	if ((size_t)len < size)
		return;
	cut = size - 1;
	while (cut > 0 && ((unsigned char)to[cut - 1] & 0xc0) == 0x80)
		cut--;
	/* to[cut - 1] is now a lead byte or ASCII; an incomplete sequence
	 * goes with its lead byte. */
	if (cut > 0 && (unsigned char)to[cut - 1] >= 0xc0)
		cut--;
	to[cut] = '\0';
}

int err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;

	if (!e || e->kind != ERR_NONE)
		return -1;
	e->kind = kind;
	va_start(ap, fmt);
	put(e->message, sizeof e->message, fmt, ap);
	va_end(ap);
	return -1;
}

int err_detail(struct err *e, const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return -1;
	va_start(ap, fmt);
	put(e->detail, sizeof e->detail, fmt, ap);
	va_end(ap);
	return -1;
}

int err_hint(struct err *e, const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return -1;
	va_start(ap, fmt);
	put(e->hint, sizeof e->hint, fmt, ap);
	va_end(ap);
	return -1;
}

int err_field(struct err *e, const char *field)
{
	if (e && !e->field[0])
		snprintf(e->field, sizeof e->field, "%s", field);
	return -1;
}

int err_exit_status(const struct err *e)
{
	if (e->kind == ERR_NONE)
		return 0;
	return e->kind == ERR_USAGE ? 2 : 1;
}

const char *err_reason(int error_number)
{
	switch (error_number) {
	case ENOENT:
		return "không có tệp hoặc thư mục này";
	case EACCES:
	case EPERM:
		return "không có quyền";
	case ENOSPC:
	case EDQUOT:
		return "đĩa đã đầy";
	case EROFS:
		return "đĩa chỉ cho đọc";
	case EISDIR:
		return "đây là thư mục";
	case EEXIST:
		return "đã có tệp trùng tên";
	case ENOTDIR:
		return "đường dẫn đi qua một tệp, không phải thư mục";
	case ENAMETOOLONG:
		return "tên tệp quá dài";
	case EFBIG:
		return "tệp quá lớn so với giới hạn của hệ thống";
	default:
		return strerror(error_number);
	}
}
