/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The body of a request: in memory, or in a nameless temporary file when its
 * page takes files.  All bodies together have a budget, so that many slow
 * senders cannot fill memory or disk.
 */
#include "lib/http/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	ALL_IN_MEMORY = 32 << 20,
	ALL_IN_FILES = 1 << 30,
	ALL_UNCHECKED = 8 << 20,
};

static atomic_size_t *budget(struct exchange *x)
{
	if (x->bearer)
		return &x->h->api_bytes;
	return x->file >= 0 ? &x->h->file_bytes : &x->h->body_bytes;
}

/* Who has no session where one is needed has his body thrown away.  A token is
 * looked up by a worker, later: such bodies have a small budget of their own,
 * so that false tokens take no room from officers. */
static bool is_stranger(struct exchange *x)
{
	const struct page *p = x->route->page;

	return strcmp(p->right, RIGHT_PUBLIC) && !x->token && !x->bearer;
}

void body_begin(struct exchange *x)
{
	size_t limit = x->bearer ? ALL_UNCHECKED : ALL_IN_MEMORY;

	if (x->length == 0)
		return;
	x->discard = x->refused || is_stranger(x);
	if (x->discard)
		return;
	if (page_has_files(x->route->page)) {
		x->file = open(x->h->c.data ? x->h->c.data : "/tmp",
			       O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
		if (x->file < 0) {
			answer_plain(x, 503);
			return;
		}
		limit = ALL_IN_FILES;
	}
	x->charged = (size_t)x->length;
	if (atomic_fetch_add(budget(x), x->charged) + x->charged > limit)
		answer_plain(x, 503);
}

int body_add(struct exchange *x, const char *data, size_t n)
{
	x->got += n;
	if (x->got > (size_t)x->length)
		return -1;
	if (x->discard)
		return 0;
	if (x->file < 0) {
		buf_add(&x->body, data, n);
		return 0;
	}
	while (n > 0) {
		const ssize_t done = write(x->file, data, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return -1;
		data += done;
		n -= (size_t)done;
	}
	return 0;
}

struct mapping {
	void *p;
	size_t n;
};

static void unmap(void *arg)
{
	struct mapping *m = arg;

	munmap(m->p, m->n);
}

int body_whole(struct exchange *x, const char **data, size_t *n)
{
	struct mapping *m;

	*data = x->body.data;
	*n = x->body.len;
	if (x->file < 0 || x->got == 0)
		return 0;
	m = ARENA_NEW(x->arena, struct mapping);
	m->n = x->got;
	m->p = mmap(NULL, m->n, PROT_READ, MAP_PRIVATE, x->file, 0);
	if (m->p == MAP_FAILED)
		return -1;
	arena_defer(x->arena, unmap, m);
	*data = m->p;
	*n = m->n;
	return 0;
}

void body_end(struct exchange *x)
{
	if (x->charged)
		atomic_fetch_sub(budget(x), x->charged);
	x->charged = 0;
	if (x->file >= 0)
		close(x->file);
	x->file = -1;
}
