/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding citations.  A passage is read once, word by word: at a type of
 * document ("Quyết định") its number or name follows, then date, issuer and
 * title; at a number in a list ("..., số 11/NQ-HĐND") the type before goes on.
 */
#include "lint/citation.h"


#include <string.h>

enum {
	MAX_NAME = 160,  /* bytes of a named document, of an issuer */
	MAX_TITLE = 420, /* bytes of a title */
};

/* Types, the longer before the shorter that begins it. */
static const struct type {
	const char *word; /* as it is looked for */
	const char *name; /* as it is told */
	bool is_law;      /* its name follows it: "Luật Hợp tác xã" */
	bool is_known_by_name; /* may go without number: "Kế hoạch ..." */
} types[] = {
	{ "thông tư liên tịch", "Thông tư liên tịch", false, false },
	{ "nghị quyết liên tịch", "Nghị quyết liên tịch", false, false },
	{ "chương trình mục tiêu quốc gia", "Chương trình", false, true },
	{ "chương trình hành động", "Chương trình hành động", false, true },
	{ "chương trình phối hợp", "Chương trình phối hợp", false, true },
	{ "thông báo kết luận", "Thông báo kết luận", false, false },
	{ "kế hoạch hành động", "Kế hoạch hành động", false, true },
	{ "kế hoạch phối hợp", "Kế hoạch phối hợp", false, true },
	{ "bộ tiêu chí", "Bộ tiêu chí", false, true },
	{ "bộ luật", "Bộ luật", true, true },
	{ "luật", "Luật", true, true },
	{ "pháp lệnh", "Pháp lệnh", true, true },
	{ "nghị quyết", "Nghị quyết", false, true },
	{ "nghị định", "Nghị định", false, false },
	{ "quyết định", "Quyết định", false, false },
	{ "thông tư", "Thông tư", false, false },
	{ "thông tri", "Thông tri", false, false },
	{ "chỉ thị", "Chỉ thị", false, true },
	{ "kế hoạch", "Kế hoạch", false, true },
	{ "chương trình", "Chương trình", false, true },
	{ "chiến lược", "Chiến lược", false, true },
	{ "báo cáo", "Báo cáo", false, false },
	{ "công văn", "Công văn", false, false },
	{ "công điện", "Công điện", false, false },
	{ "kết luận", "Kết luận", false, true },
	{ "hướng dẫn", "Hướng dẫn", false, false },
	{ "thông báo", "Thông báo", false, false },
	{ "tờ trình", "Tờ trình", false, false },
	{ "đề án", "Đề án", false, true },
	{ "phương án", "Phương án", false, true },
	{ "quy chế", "Quy chế", false, true },
	{ "quy định", "Quy định", false, false },
	{ "văn bản", "Văn bản", false, false },
	{ "lệnh", "Lệnh", false, false },
	{ NULL, NULL, false, false },
};

/* A passage being read. */
struct scan {
	struct arena *a;
	struct citations *out;
	size_t cap;
	const struct passage *p;
	size_t index;
	const char *s;      /* its text */
	const char *low;    /* the same as word_small gives it */
	size_t first;       /* number of its first citation */
};

static const struct type *type_at(const char *low, size_t *n)
{
	for (const struct type *t = types; t->word; t++) {
		*n = word_match(low, t->word);
		if (*n > 0)
			return t;
	}
	return NULL;
}

static size_t skip_blanks(const struct scan *k, size_t i)
{
	return i + word_blanks(k->s + i);
}

static size_t skip_phrase(const struct scan *k, size_t i, const char *phrase)
{
	size_t j = skip_blanks(k, i);
	size_t n = word_match(k->low + j, phrase);

	return n > 0 ? j + n : i;
}

/* "số", "số:": the byte after it; i when it is not there. */
static size_t skip_so(const struct scan *k, size_t i)
{
	size_t j = skip_phrase(k, i, "số");

	return j > i && k->s[j] == ':' ? j + 1 : j;
}

static size_t letter_bytes(const char *s)
{
	unsigned char c = (unsigned char)s[0];

	return c < 0x80 ? 1 : c < 0xe0 ? 2 : 3;
}

/* Of the letter at i.  (An "u" or "o" whose tone mark stands elsewhere in
 * low is no capital: hence the plain letters first.) */
static bool is_capital(const struct scan *k, size_t i)
{
	char c = k->s[i];

	if (c >= 0)
		return c >= 'A' && c <= 'Z';
	return strncmp(k->s + i, k->low + i, letter_bytes(k->s + i)) != 0;
}

/* --- date, issuer, title ----------------------------------------------------- */

/* What may stand between code and date. */
static const char *const before_day[] = {
	"ban hành ngày", "ký ngày", "đề ngày", "ra ngày", "ngày", NULL,
};

/* A date after byte i: sets it; the byte after it, or i. */
static size_t read_day(struct scan *k, struct citation *c, size_t i)
{
	size_t j = skip_blanks(k, i);
	struct written_day w;
	size_t n;

	if (k->s[j] == ',' || k->s[j] == '(')
		j = skip_blanks(k, j + 1);
	n = word_match_any(k->low + j, before_day, NULL);
	if (!day_scan(k->low, j + n, n > 0, &w))
		return i;
	if (n == 0 && !w.is_long && skip_blanks(k, i) != j)
		return i; /* "..., 3/6/2023": too loose */
	c->written = w;
	c->has_day = w.state == DAY_GOOD;
	c->day = w.state == DAY_GOOD ? w.day : 0;
	c->day_from = w.from;
	c->day_to = w.to;
	return w.to;
}

/* Who issues documents; what follows is read on to the end of the name. */
static const char *const bodies[] = {
	"ubnd", "ủy ban", "hđnd", "hội đồng", "thủ tướng", "chính phủ",
	"quốc hội", "bộ", "ban", "bch", "btv", "tỉnh ủy", "thành ủy",
	"huyện ủy", "thị ủy", "đảng ủy", "đảng bộ", "trung ương", "tw", "bct",
	"sở", "liên minh", "ngân hàng", "văn phòng", "chủ tịch", "liên bộ",
	"liên sở", "tổng cục", "cục", "tỉnh", "huyện", "thành phố", "đại hội",
	"nhnn", "mặt trận", "phó thủ tướng", "bcđ", "chi cục", "phòng",
	"tổng liên đoàn", "hội nghị", "đảng", NULL,
};

/* Names that nothing follows. */
static const char *const whole_bodies[] = {
	"thủ tướng chính phủ", "thủ tướng", "chính phủ", "quốc hội",
	"bộ chính trị", "ban bí thư trung ương đảng", "ban bí thư",
	"ủy ban thường vụ quốc hội", "ban chỉ đạo tỉnh", NULL,
};

/* Words that end the name of an issuer, or begin a title. */
static const char *const title_words[] = {
	"về việc", "về", "v/v", "phê duyệt", "ban hành", "quy định", "hướng dẫn",
	"thực hiện", "triển khai", "thành lập", "sửa đổi", "tiếp tục",
	"tổ chức", "hoàn thiện", "phát triển", "bổ sung", "bãi bỏ", "thông qua",
	"giao", "kế hoạch", "chương trình", "tăng cường", "đẩy mạnh", "công bố",
	"kiện toàn", "phân công", "nâng cao", "hỗ trợ", "chấp thuận", NULL,
};

static const char *const issuer_ends[] = {
	"đã", "và", "là", "gửi", "trong", "thì", "ngày", "với", "cho", "có",
	"đến", "theo", "tại", "trên", "nêu", "do", "để", "nhằm", "được", "số",
	"năm", "giai đoạn", "yêu cầu", "đề nghị", "chỉ đạo", "xây dựng", "ra",
	"nghị quyết", "nghị định", "quyết định", "thông tư", "chỉ thị",
	"báo cáo", "công văn", "kết luận", "thông báo", "luật", "cơ bản",
	"phù hợp", "vẫn", "chưa", "không", "cũng", "như", "khi", "từ", NULL,
};

/* "Kế hoạch và Đầu tư", "Nông nghiệp và Phát triển nông thôn": "và" goes on
 * in the name of a ministry when a capital follows that opens no type. */
static bool goes_on(const struct scan *k, size_t i)
{
	size_t j = skip_phrase(k, i, "và");
	size_t n;

	if (j == i)
		return false;
	j = skip_blanks(k, j);
	return is_capital(k, j) && !type_at(k->low + j, &n) &&
	       !word_match_any(k->low + j, bodies, NULL);
}

static size_t word_end(const struct scan *k, size_t i)
{
	while (k->s[i] && word_goes_on(k->s + i))
		i++;
	return i;
}

/* Capital ministries hold words that else begin a title ("Bộ Kế hoạch"). */
static bool ends_issuer(const struct scan *k, size_t i)
{
	if (goes_on(k, i) || (word_match(k->low + i, "chỉ đạo") && i >= 4 &&
			      strncmp(k->low + i - 4, "ban ", 4) == 0))
		return false;
	if (word_match_any(k->low + i, title_words, NULL))
		return !is_capital(k, i);
	return word_match_any(k->low + i, issuer_ends, NULL) > 0;
}

/* "của BODY": sets the issuer; the byte after it, or i. */
static size_t read_issuer(struct scan *k, struct citation *c, size_t i)
{
	size_t from = skip_phrase(k, i, "của");
	size_t end;
	size_t j;

	if (from == i)
		return i;
	from = skip_blanks(k, from);
	end = from + word_match_any(k->low + from, whole_bodies, NULL);
	if (end > from) {
		c->issuer = arena_strndup(k->a, k->s + from, end - from);
		return end;
	}
	if (!word_match_any(k->low + from, bodies, NULL))
		return i;
	end = j = word_end(k, from);
	while (end - from < MAX_NAME) {
		size_t next = skip_blanks(k, j);

		if (next == j || !word_goes_on(k->s + next)) {
			/* "Lao động - Thương binh": a dash between words */
			if (k->s[next] != '-' || next == j ||
			    !is_capital(k, skip_blanks(k, next + 1)))
				break;
			j = next + 1;
			continue;
		}
		if (ends_issuer(k, next))
			break;
		end = j = word_end(k, next);
	}
	c->issuer = arena_strndup(k->a, k->s + from, end - from);
	return end;
}

/* "(KTTT)": a bracket that only gives a short form. */
static size_t short_form(const struct scan *k, size_t i)
{
	size_t j = i + 1;

	while (word_goes_on(k->s + j) && is_capital(k, j))
		j += letter_bytes(k->s + j);
	return j > i + 1 && k->s[j] == ')' ? j + 1 : i;
}

/* After a comma: does something new begin there, not another word of the
 * title?  Short forms (HTX) go on, a capital ends it. */
static bool comma_ends(const struct scan *k, size_t i)
{
	size_t j = skip_blanks(k, i + 1);
	size_t n;

	if (type_at(k->low + j, &n) || word_match(k->low + j, "ubnd") ||
	    word_match(k->low + j, "trong đó") ||
	    word_match(k->low + j, "tuy nhiên") ||
	    word_match(k->low + j, "đến nay"))
		return true;
	if (!is_capital(k, j))
		return false;
	return !is_capital(k, j + letter_bytes(k->s + j));
}

/* Does a numbered citation begin at the type at i? */
static bool opens_code(struct scan *k, size_t i)
{
	struct code code;
	size_t n;
	size_t j;

	if (!type_at(k->low + i, &n))
		return false;
	j = skip_so(k, i + n);
	return code_scan(k->a, k->s, skip_blanks(k, j), j > i + n, &code) &&
	       *code.symbol;
}

static size_t title_end(struct scan *k, size_t i)
{
	size_t last = i;
	bool quoted = false;

	while (k->s[i] && i - last < MAX_TITLE) {
		if (strchr(";:)", k->s[i]))
			return i;
		if (strncmp(k->s + i, "”", strlen("”")) == 0)
			return i + strlen("”");
		if (k->s[i] == '"' && quoted)
			return i + 1;
		quoted |= k->s[i] == '"';
		if (k->s[i] == '.' && !word_goes_on(k->s + i + 1))
			return i;
		if (k->s[i] == '(') {
			size_t j = short_form(k, i);

			if (j == i)
				return i;
			i = j;
			continue;
		}
		if (k->s[i] == ',' && comma_ends(k, i))
			return i;
		if (word_goes_on(k->s + i)) {
			if (i > last && opens_code(k, i))
				return i;
			i = word_end(k, i);
			continue;
		}
		i++;
	}
	return i;
}

/* "về ...", "phê duyệt ...": sets the title; the byte after it, or i. */
static size_t read_title(struct scan *k, struct citation *c, size_t i)
{
	size_t from = skip_blanks(k, i);
	size_t to;

	if (k->s[from] == ',' || k->s[from] == ':')
		from = skip_blanks(k, from + 1);
	if (!word_match_any(k->low + from, title_words, NULL) ||
	    opens_code(k, from))
		return i;
	to = title_end(k, from);
	while (to > from && k->s[to - 1] == ' ')
		to--;
	c->title_from = from;
	c->title_to = to;
	c->title = arena_strndup(k->a, k->s + from, to - from);
	return to;
}

/* "Nghị quyết Trung ương 5 (Khóa IX)": the bracket belongs to the name. */
static size_t read_term(const struct scan *k, size_t i)
{
	size_t j = skip_blanks(k, i);

	if (k->s[j] != '(' || !word_match(k->low + j + 1, "khóa"))
		return i;
	j += strcspn(k->s + j, ")");
	return k->s[j] ? j + 1 : i;
}

/* Date, issuer and title after byte i, the date before or after the issuer;
 * where reading goes on: after the date, for titles hold citations. */
static size_t read_rest(struct scan *k, struct citation *c, size_t i)
{
	size_t j = read_day(k, c, i);
	size_t after;

	c->to = j;
	after = read_term(k, read_issuer(k, c, j));
	if (after > j && c->day_to == 0) {
		size_t day = read_day(k, c, after);

		if (day > after)
			c->to = after = day;
	}
	read_title(k, c, after);
	return after;
}

/* --- numbered ------------------------------------------------------------------ */

static struct citation *add(struct scan *k, struct citation c)
{
	struct citation *to = VEC_PUSH(k->a, k->out->citation, k->out->n, k->cap);

	c.passage = k->p;
	c.index = k->index;
	*to = c;
	return to;
}

static struct citation blank_citation(enum citation_form form,
				      const char *type, size_t from)
{
	return (struct citation){
		.form = form, .type = type, .from = from, .number = -1,
		.code = "", .symbol = "", .key = "", .issuer = "", .title = "",
		.article = "",
	};
}

static void set_code(struct scan *k, struct citation *c,
		     const struct code *code)
{
	c->code = code->text;
	c->code_from = code->from;
	c->code_to = code->to;
	c->number = code->number;
	c->symbol = code->symbol;
	c->key = code_key(k->a, code->symbol);
	c->year = code->year;
	c->to = code->to;
}

/*
 * "số 10, 11 và 12/NQ-HĐND": numbers that share the symbol at the end.  The
 * bytes up to the code that has it, 0 when this is no such list.
 */
static size_t shared_list(struct scan *k, size_t i, struct code *last)
{
	size_t j = i;

	for (int n = 0; n < 12; n++) {
		size_t next = skip_blanks(k, j);

		if (k->s[next] == ',' || k->s[next] == ';')
			next = skip_blanks(k, next + 1);
		next = skip_phrase(k, next, "và");
		next = skip_blanks(k, skip_so(k, next));
		if (next == j || !code_scan(k->a, k->s, next, true, last) ||
		    last->number < 0)
			return 0;
		if (*last->symbol)
			return last->from;
		j = last->to;
	}
	return 0;
}

/* The numbers of such a list before its last; where the last begins. */
static size_t read_shared(struct scan *k, const char *type, size_t from,
			  struct code code)
{
	struct code last;
	size_t end = shared_list(k, code.to, &last);

	if (end == 0)
		return 0;
	while (code.from < end) {
		struct citation c = blank_citation(CITATION_CODED, type, from);
		size_t next = code.to;

		code.symbol = last.symbol;
		code.text = arena_printf(k->a, "%d/%s", code.number,
					 last.symbol);
		set_code(k, &c, &code);
		add(k, c)->has_type = from < code.from;
		while (!word_is_digit(k->s[next]))
			next++;
		from = next;
		code_scan(k->a, k->s, next, true, &code);
	}
	return end;
}

/* Is this number alone one of a document?  "Nghị định 193", not "Kế hoạch 5
 * năm" nor "Quyết định 20 HTX". */
static bool is_bare_number(const struct scan *k, const struct code *code,
			   bool has_so, bool capital)
{
	static const char *const after[] = {
		"của", "ngày", "về", "và", "đã", "nêu", "trên", "quy định",
		"hướng dẫn", "được", "ban hành", NULL,
	};
	size_t j = skip_blanks(k, code->to);

	if (code->year > 0 || has_so)
		return true;
	if (!capital || (code->number >= 1900 && code->number < 2100) ||
	    (k->s[j] && strchr("/-%", k->s[j])))
		return false;
	return !word_goes_on(k->s + j) ||
	       word_match_any(k->low + j, after, NULL);
}

/* "Điều 54 [của] Luật": the words before byte i. */
static const char *article_before(struct scan *k, size_t i)
{
	size_t from = i;

	for (int words = 0; from > 0 && words < 4; words++) {
		while (from > 0 && k->s[from - 1] == ' ')
			from--;
		while (from > 0 && word_goes_on(k->s + from - 1))
			from--;
		if (word_match(k->low + from, "điều") &&
		    word_is_digit(
			k->s[skip_blanks(k, from + strlen("điều"))])) {
			size_t to = skip_blanks(k, from + strlen("điều"));

			return arena_strndup(k->a, k->s + from,
					     word_end(k, to) - from);
		}
		if (from > 0 && k->s[from - 1] != ' ')
			break;
	}
	return "";
}

static size_t read_code(struct scan *k, const struct type *t, size_t from,
			size_t i)
{
	struct citation c =
		blank_citation(CITATION_CODED, t ? t->name : "", from);
	size_t so = skip_so(k, i);
	struct code code;

	if (!code_scan(k->a, k->s, skip_blanks(k, so), t || so > i, &code))
		return 0;
	if (code.number < 0 && so == i)
		return 0; /* "Nghị quyết /..." is no empty number */
	if (!*code.symbol) {
		size_t end = t && (so > i || code.year == 0)
				     ? read_shared(k, t->name, from, code) : 0;

		if (end > 0)
			return end;
		if (!t || !is_bare_number(k, &code, so > i, is_capital(k, from)))
			return 0;
	}
	set_code(k, &c, &code);
	c.has_type = t != NULL;
	if (t)
		c.article = article_before(k, from);
	i = read_rest(k, &c, code.to);
	add(k, c);
	return i;
}

/* --- by name ------------------------------------------------------------------- */

/* Where the name of a law ends: at its year, number or date, or at a word
 * that cannot belong to it. */
static const char *const law_ends[] = {
	"số", "năm", "ngày", "của", "đã", "có", "được", "quy định", "thì",
	"là", "và các", "đối với", "trên", "tại", "để", "theo", "này", "hiện",
	"cho", "đến", "sẽ", "trong", "với", "khi", "cũng", "còn", "chưa", "do",
	"ra", "về", "mới", "bằng", "từ", "vào", "nhằm", "nêu", "nói", NULL,
};

static size_t law_name_end(const struct scan *k, size_t i)
{
	size_t end = i;
	size_t n;

	while (end - i < MAX_NAME) {
		size_t next = skip_blanks(k, end);

		if (!word_goes_on(k->s + next) ||
		    word_is_digit(k->s[next]) ||
		    word_match_any(k->low + next, law_ends, NULL))
			break;
		if (word_match(k->low + next, "và") &&
		    type_at(k->low + skip_blanks(k, next + strlen("và")), &n))
			break;
		end = word_end(k, next);
	}
	return end;
}

/* "năm 2012", "2012", "(sửa đổi)", "(sửa đổi) năm 2023": the byte after. */
static size_t read_law_year(struct scan *k, struct citation *c, size_t i)
{
	size_t j = skip_phrase(k, i, "năm");
	size_t d = skip_blanks(k, j);
	int year = 0;
	size_t n = 0;

	while (word_is_digit(k->s[d + n]) && n < 5)
		year = 10 * year + (k->s[d + n++] - '0');
	if (n == 4 && year >= 1945 && year < 2100 &&
	    !word_goes_on(k->s + d + n) && k->s[d + n] != '/') {
		c->year = c->named_year = year;
		return d + n;
	}
	return i;
}

static size_t read_law(struct scan *k, const struct type *t, size_t from,
		       size_t i)
{
	static const char revised[] = "(sửa đổi)";
	struct citation c = blank_citation(CITATION_NAMED, t->name, from);
	size_t name = skip_blanks(k, i);
	size_t end;
	size_t so;
	struct code code;

	if (!is_capital(k, from) || !is_capital(k, name))
		return 0;
	end = law_name_end(k, name);
	if (end == name)
		return 0;
	c.has_type = true;
	c.article = article_before(k, from);
	c.title_from = name;
	c.title_to = end;
	if (strncmp(k->low + skip_blanks(k, end), revised, strlen(revised)) == 0)
		end = c.title_to = skip_blanks(k, end) + strlen(revised);
	c.title = arena_strndup(k->a, k->s + name, c.title_to - name);
	end = read_law_year(k, &c, end);
	c.to = end;
	so = skip_so(k, end);
	if (code_scan(k->a, k->s, skip_blanks(k, so), so > end, &code) &&
	    *code.symbol) {
		int year = c.year;

		c.form = CITATION_CODED;
		set_code(k, &c, &code);
		c.year = c.year ? c.year : year;
		end = code.to;
	}
	end = read_day(k, &c, end);
	c.to = end;
	end = read_issuer(k, &c, end);
	add(k, c);
	return end;
}

static const char *const name_ends[] = {
	"đã", "được", "là", "thì", "phải", "nêu", "có", "theo", "để", "nhằm",
	NULL,
};

/* The name after a type that may go without number. */
static size_t name_end(struct scan *k, size_t i)
{
	size_t from = i;

	while (k->s[i] && i - from < MAX_NAME) {
		if (strchr(";:.,()", k->s[i])) {
			size_t j = k->s[i] == '(' ? short_form(k, i) : i;

			if (k->s[i] == ',' && !comma_ends(k, i))
				j = i + 1;
			if (j == i)
				break;
			i = j;
		} else if (word_goes_on(k->s + i)) {
			size_t so = skip_so(k, i);

			if (word_match_any(k->low + i, name_ends, NULL) ||
			    (so > i &&
			     word_is_digit(k->s[skip_blanks(k, so)])) ||
			    (i > from && opens_code(k, i)))
				break;
			i = word_end(k, i);
		} else {
			i++;
		}
	}
	return i;
}

static size_t read_named(struct scan *k, const struct type *t, size_t from,
			 size_t i)
{
	struct citation c = blank_citation(CITATION_NAMED, t->name, from);
	size_t name = skip_blanks(k, i);
	size_t end;

	if (!t->is_known_by_name || !is_capital(k, from) ||
	    !word_goes_on(k->s + name) || word_is_digit(k->s[name]) ||
	    word_match(k->low + name, "và"))
		return 0; /* "và": of "Bộ Kế hoạch và Đầu tư" */
	end = name_end(k, name);
	while (end > name && k->s[end - 1] == ' ')
		end--;
	if (end == name)
		return 0;
	c.has_type = true;
	c.title_from = name;
	c.title_to = end;
	c.title = arena_strndup(k->a, k->s + name, end - name);
	c.to = read_term(k, end);
	if (strncmp(k->low + name, "của", strlen("của")) == 0)
		read_issuer(k, &c, i);
	add(k, c);
	return word_end(k, name);
}

/* --- annexes, the head --------------------------------------------------------- */

static size_t annex_label(const struct scan *k, size_t i)
{
	size_t end = word_end(k, i);
	size_t roman = strspn(k->s + i, "IVXL");

	if (word_is_digit(k->s[i]) && end - i <= 3)
		return end;
	return roman > 0 && i + roman == end ? end : 0;
}

/* "Phụ lục 1", "Phụ lục 1 và 2", "Phụ lục số IV". */
static size_t read_annex(struct scan *k, size_t from)
{
	size_t i = from + word_match(k->low + from, "phụ lục");
	size_t label = skip_blanks(k, skip_so(k, i));
	size_t end = annex_label(k, label);

	if (end == 0)
		return i;
	for (;;) {
		struct citation c =
			blank_citation(CITATION_ANNEX, "Phụ lục", from);
		size_t next;

		c.code = arena_strndup(k->a, k->s + label, end - label);
		c.code_from = label;
		c.code_to = c.to = end;
		c.has_type = from < label;
		add(k, c);
		next = skip_blanks(k, end);
		if (k->s[next] == ',')
			next++;
		else if (skip_phrase(k, next, "và") > next)
			next = skip_phrase(k, next, "và");
		else
			return end;
		from = label = skip_blanks(k, next);
		i = annex_label(k, label);
		if (i == 0)
			return end;
		end = i;
	}
}

/* "Số: 12/KH-UBND" at the beginning of a passage: the document's own. */
static size_t read_head(struct scan *k)
{
	struct citation c = blank_citation(CITATION_HEAD, "", 0);
	struct code code;
	size_t i = skip_so(k, 0);

	if (i == 0 || k->s[i - 1] != ':' ||
	    !code_scan(k->a, k->s, skip_blanks(k, i), true, &code) ||
	    !*code.symbol)
		return 0;
	set_code(k, &c, &code);
	add(k, c);
	return code.to;
}

/* --- reading a passage ----------------------------------------------------------- */

/*
 * A number without a type takes that of the citation before it: in a list,
 * when only a comma, "và" or "số" stands between, and of a name that it goes
 * on with: "Kết luận của Ban Bí thư số 78-KL/TW".
 */
static void share_type(struct scan *k, size_t at)
{
	struct citation *c = &k->out->citation[at];
	struct citation *before = at > k->first ? c - 1 : NULL;
	size_t i;

	if (c->form != CITATION_CODED || *c->type || !before)
		return;
	if (before->form == CITATION_NAMED &&
	    skip_blanks(k, before->to) == c->from) {
		c->type = before->type;
		c->from = before->from;
		c->has_type = true;
		if (!*c->issuer)
			c->issuer = before->issuer;
		*before = *c;
		k->out->n--;
		return;
	}
	for (i = before->to; i < c->from; i++)
		if (strchr(";.:", k->s[i]))
			return;
	if (before->form == CITATION_CODED && strcmp(before->key, c->key) == 0)
		c->type = before->type;
}

static size_t read_at(struct scan *k, size_t i)
{
	size_t before = k->out->n;
	const struct type *t;
	size_t end = 0;
	size_t n;

	if (word_match(k->low + i, "phụ lục"))
		return read_annex(k, i);
	t = type_at(k->low + i, &n);
	if (t) {
		end = read_code(k, t, i, i + n);
		if (end == 0)
			end = t->is_law ? read_law(k, t, i, i + n)
					: read_named(k, t, i, i + n);
		return end > 0 ? end : i + n;
	}
	if (word_is_digit(k->s[i]) || word_match(k->low + i, "số"))
		end = read_code(k, NULL, i, i);
	if (k->out->n > before)
		share_type(k, before);
	if (end == 0 && word_is_digit(k->s[i])) /* "1Quyết định": of a list */
		return i + strspn(k->s + i, "0123456789");
	return end > 0 ? end : word_end(k, i);
}

static void read_passage(struct scan *k)
{
	size_t i = read_head(k);

	while (i < k->p->n) {
		if (word_goes_on(k->s + i)) {
			i = read_at(k, i);
		} else {
			i++;
		}
	}
}

struct citations *citations_find(struct arena *a, const struct document *d,
				 const struct words *words)
{
	struct citations *out = ARENA_NEW(a, struct citations);
	struct scan k = { .a = a, .out = out };

	*out = (struct citations){ 0 };
	for (size_t i = 0; i < d->npassage; i++) {
		k.p = &d->passage[i];
		k.index = i;
		k.s = k.p->text;
		k.low = words[i].small;
		k.first = out->n;
		read_passage(&k);
	}
	return out;
}
