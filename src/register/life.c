/* SPDX-License-Identifier: Apache-2.0 */
/* Lives and their transitions. */
#include "register/life.h"

#include "lib/base/buf.h"
#include "lib/text/number.h"

static int order(const struct org_event *x, const struct org_event *y)
{
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* By insertion: lives are short, mostly sorted, and the sort must be stable. */
void life_sort(struct org_event *event, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct org_event moved = event[i];
		size_t j = i;

		for (; j > 0 && order(&event[j - 1], &moved) > 0; j--)
			event[j] = event[j - 1];
		event[j] = moved;
	}
}

const char *life_step(const struct pack *p, const char *before,
		      const struct org_event *event)
{
	const struct event_kind *k = pack_event(p, event->kind);

	return k && k->to ? k->to : before;
}

static const char *status_name(const struct pack *p, const char *code)
{
	const struct status *s = pack_status(p, code);

	return s ? s->name : code;
}

static bool listed(const char *const *list, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(list[i], code) == 0)
			return true;
	}
	return false;
}

/* May it happen in this status?  Without a list: wherever the organisation
 * exists. */
static bool allowed(const struct pack *p, const struct event_kind *k,
		    const char *status)
{
	const struct status *s = pack_status(p, status);

	if (k->nfrom == 0)
		return s && s->exists;
	for (size_t i = 0; i < k->nfrom; i++) {
		if (status_is(p, status, k->from[i]))
			return true;
	}
	return false;
}

bool life_allows(const struct pack *p, const struct event_kind *k,
		 const char *kind, const char *status)
{
	if (!event_applies(k, kind))
		return false;
	return k->first ? !*status : *status && allowed(p, k, status);
}

/* What every refusal of a transition says: event, day, why, basis. */
static int refuse(const struct event_kind *k, const struct org_event *event,
		  struct err *e, const char *why)
{
	struct arena *a = arena_new();

	err_set(e, ERR_RULE, "Không thể có sự kiện “%s” ngày %s: %s", k->name,
		day_vi(a, event->day), why);
	if (k->basis)
		err_detail(e, "Căn cứ: %s", k->basis);
	err_field(e, "event");
	arena_free(a);
	return -1;
}

static int refuse_status(const struct pack *p, const struct event_kind *k,
			 const struct org_event *event, const char *status,
			 struct err *e)
{
	struct arena *a = arena_new();
	struct buf from = BUF_INIT(a);

	refuse(k, event, e,
	       arena_printf(a, "tổ chức đang ở tình trạng “%s”",
			    status_name(p, status)));
	for (size_t i = 0; i < k->nfrom; i++)
		buf_addf(&from, "%s“%s”", i ? ", " : "",
			 status_name(p, k->from[i]));
	if (k->nfrom)
		err_hint(e, "Sự kiện này chỉ áp dụng khi tổ chức ở tình trạng "
			    "%s; kiểm tra lại ngày hoặc ghi sự kiện trước đó",
			 from.data);
	else
		err_hint(e, "Sự kiện này chỉ áp dụng khi tổ chức còn tồn tại");
	arena_free(a);
	return -1;
}

static int check_quantity(const struct event_kind *k,
			  const struct org_event *event, struct err *e)
{
	if (!k->quantity && event->quantity != REG_NONE)
		err_set(e, ERR_INPUT, "Sự kiện “%s” không có số lượng",
			k->name);
	else if (k->quantity && event->quantity == REG_NONE)
		err_set(e, ERR_INPUT, "Sự kiện “%s” phải có số lượng",
			k->name);
	else if (k->quantity && event->quantity < 1)
		err_set(e, ERR_INPUT,
			"Số lượng của sự kiện “%s” phải lớn hơn 0, không thể "
			"là %lld",
			k->name, (long long)event->quantity);
	else
		return 0;
	return err_field(e, "quantity");
}

static int check_event(const struct pack *p, const char *kind,
		       const struct org_event *event, const char *status,
		       struct err *e)
{
	const struct event_kind *k = pack_event(p, event->kind);

	if (!k) {
		err_set(e, ERR_INPUT, "Không có loại sự kiện “%s”",
			event->kind);
		return err_field(e, "event");
	}
	if (k->nkind && !listed(k->kind, k->nkind, kind))
		return refuse(k, event, e,
			      "sự kiện không áp dụng cho loại hình này");
	if (k->first && status)
		return refuse(k, event, e, "tổ chức đã thành lập trước đó");
	if (!k->first && !status)
		return refuse(k, event, e, "tổ chức chưa thành lập");
	if (!k->first && !allowed(p, k, status))
		return refuse_status(p, k, event, status, e);
	return check_quantity(k, event, e);
}

int life_check(const struct pack *p, const char *kind,
	       struct org_event *event, size_t n, struct err *e)
{
	const char *status = NULL;

	for (size_t i = 0; i < n; i++) {
		if (check_event(p, kind, &event[i], status, e) < 0)
			return -1;
		status = life_step(p, status, &event[i]);
		event[i].status = status;
	}
	return 0;
}
