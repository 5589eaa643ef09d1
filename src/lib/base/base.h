/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every file needs: two kinds of failure, and the banned functions.
 *
 * A mistake of the user is a value: struct err, in Vietnamese, returned up
 * (functions return 0 or -1, step functions 1, 0 or -1).  A mistake of the
 * programmer is BUG(), which prints where and aborts.  There is no third.
 */
#ifndef HOPTAC_BASE_H
#define HOPTAC_BASE_H

#include <stdarg.h>
#include <stddef.h>
/* before the bans below, which would break their declarations */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Prints "BUG file:line: message" to stderr and aborts. */
#define BUG(...) bug_(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_(const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#define ARRAY_LEN(x) (sizeof(x) / sizeof((x)[0]))

enum err_kind {
	ERR_NONE = 0, /* no error; a zeroed struct err is this */
	ERR_USAGE,    /* the command or the request itself is malformed */
	ERR_INPUT,    /* a file, field or value that the user gave is wrong */
	ERR_NOTFOUND, /* what was asked for does not exist (on that day) */
	ERR_RULE,     /* a rule of law or of the pack forbids it */
	ERR_CONFLICT, /* somebody or something else got there first */
	ERR_IO,       /* the disk, the database or the system refused */
};

/*
 * A failure to tell a person.  All texts are Vietnamese, NFC, without a final
 * newline; an empty text is absent.  The struct owns its texts (fixed size,
 * cut at a character boundary), so it can live on the stack and be copied.
 */
struct err {
	enum err_kind kind;
	char message[512]; /* what is wrong, with the offending value */
	char detail[512];  /* where: file, line, column, cell; or the basis */
	char hint[256];    /* what to do next */
	char field[64];    /* the field or option that it is about */
};

/* Fills e (kind and message), keeping an error that is already there: the
 * first one is the cause.  e may be NULL.  Always returns -1, so that one can
 * write `return err_set(e, ERR_INPUT, "...", ...);`. */
int err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Add to an error that was just set; each keeps a text already there and
 * returns -1. */
int err_detail(struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
int err_hint(struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
int err_field(struct err *e, const char *field);

/* What the system's errno means, for an officer: "đĩa đã đầy". */
const char *err_reason(int error_number) __attribute__((returns_nonnull));

/* The exit status of a command that ended with this error: 2 for usage, else
 * 1; 0 for ERR_NONE. */
int err_exit_status(const struct err *e);

/* Functions that are never right here: unbounded, locale-dependent, stateful
 * or (the last two) below main. */
#define BANNED(f) sorry_##f##_is_banned
#undef strcpy
#define strcpy(a, b) BANNED(strcpy)
#undef strcat
#define strcat(a, b) BANNED(strcat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef strtok
#define strtok(a, b) BANNED(strtok)
#undef atoi
#define atoi(a) BANNED(atoi)
#undef atof
#define atof(a) BANNED(atof)
#undef gmtime
#define gmtime(a) BANNED(gmtime)
#undef localtime
#define localtime(a) BANNED(localtime)

#endif
