# hoptac: build, demonstration, tests.
#
#   make            the program, build/hoptac
#   make demo       the demonstration province and its plan, in out/lang-son
#   make check      every test, also under sanitizers
#   make gallery    pictures of every part of the pages, in build/gallery
#   make bench      benchmarks;  make fuzz  short fuzz runs
#   make screens    pictures of every page, in out/screens
#
# SAN=1 builds with AddressSanitizer and UBSan into build/asan.

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.SUFFIXES:

CC = gcc
SAN =
B = build$(if $(SAN),/asan)

PKGS = sqlite3 libmicrohttpd zlib libzip expat xlsxwriter libutf8proc jansson \
	yaml-0.1 libsodium liboath libseccomp libxml-2.0
WARN = -Wall -Wextra -Werror -Wshadow -Wconversion -Wno-sign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wvla \
	-Wpointer-arith -Wwrite-strings -Wundef -Wformat=2
HARDEN = -fstack-protector-strong -fstack-clash-protection -fPIE
ifdef SAN
MODE = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
LDFLAGS = -fsanitize=address,undefined
else
MODE = -O2 -g -D_FORTIFY_SOURCE=2 $(HARDEN)
LDFLAGS = -pie -Wl,-z,relro,-z,now
endif
CPPFLAGS = -D_GNU_SOURCE -Isrc -I$(B)/gen $(PKG_CFLAGS)
CFLAGS = -std=gnu17 $(WARN) $(MODE)
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDLIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm

SRC := $(sort $(shell find src -name '*.c'))
SQL := $(sort $(shell find src -name '[0-9][0-9][0-9][0-9].sql'))
TEST := $(sort $(shell find test -name '*.c' -not -path 'test/fuzz/*' \
	-not -path 'test/bench/*' -not -path 'test/tools/*'))
HTML := $(sort $(shell find src -name '*.html'))
TEMPLATE := $(HTML:src/%=$(B)/gen/%.c)
GEN = $(B)/gen/migrations.c $(B)/gen/assets.c $(B)/gen/maps.c \
	$(B)/gen/law.c $(B)/gen/terms.c $(TEMPLATE)
LIBOBJ = $(patsubst src/%.c,$(B)/obj/%.o,$(filter-out src/main.c,$(SRC))) \
	$(GEN:.c=.o)
TESTHTML := $(patsubst %,$(B)/gen/%.c,$(sort $(shell find test/lib -name '*.html')))
TESTOBJ = $(patsubst test/%.c,$(B)/test/%.o,$(TEST)) $(TESTHTML:.c=.o)
LIB = $(B)/libhoptac.a

.PHONY: all
all: $(B)/hoptac

$(B)/hoptac: $(B)/obj/main.o $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/unit: $(TESTOBJ) $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIB): $(LIBOBJ)
	@rm -f $@
	@ar rcs $@ $^

$(LIBOBJ) $(TESTOBJ) $(B)/obj/main.o: | $(GEN) $(TESTHTML)

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/test/%.o: test/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itest $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(CPPFLAGS) -Itest $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/gen/migrations.c: $(SQL) tools/sql2c
	@mkdir -p $(@D)
	tools/sql2c $(SQL) >$@

# The documents that the draft audit knows.
$(B)/gen/law.c: packs/vn-law/documents.yaml tools/text2c
	@mkdir -p $(@D)
	tools/text2c $< law_yaml >$@

# The words that laws gave up.
$(B)/gen/terms.c: packs/vn-law/terms.yaml tools/text2c
	@mkdir -p $(@D)
	tools/text2c $< terms_yaml >$@

# Templates: X.html gives X.html.c and X.html.h; see docs/pages.md.
build/html2c: tools/html2c.c
	@mkdir -p $(@D)
	$(CC) -std=gnu17 $(WARN) -O1 -g -o $@ $<

$(B)/gen/%.html.c: src/%.html build/html2c
	@mkdir -p $(@D)
	build/html2c $< $@ $(@:.c=.h)

$(B)/gen/test/%.html.c: test/%.html build/html2c
	@mkdir -p $(@D)
	build/html2c $< $@ $(@:.c=.h)

# Style, scripts, fonts, icons: from assets/ and the pinned packages.
# (written with assets.c; touched so that what reads them is made again)
$(B)/gen/maps.c $(B)/gen/assets.h: $(B)/gen/assets.c
	@touch $@

$(B)/gen/assets.c: tools/assets $(wildcard assets/* assets/*/*) \
		node_modules/.installed
	@mkdir -p $(@D)
	tools/assets $(@D)

node_modules/.installed: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	cp $< $@

-include $(shell find $(B) -name '*.d' 2>/dev/null)

.PHONY: unit
unit: $(B)/unit
	$(B)/unit $(ONLY)

build/probe: test/tools/probe.c build/gen/test/tools/probe.html.o $(LIB)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Every part of the pages, in a browser; pictures in build/gallery.
.PHONY: gallery
gallery: $(B)/unit
	@$(B)/unit the_gallery
	@node test/tools/gallery.mjs

.PHONY: demo
demo: all
	@tools/demo

# Pictures of every page, in out/screens.
.PHONY: screens
screens: all
	@tools/screens

.PHONY: check
check:
	@test/run

# The second compiler sees every file, with the warnings of the first.
.PHONY: clang
clang: $(patsubst %.c,$(B)/clang/%.ok,$(SRC) $(TEST))

$(SRC:%.c=$(B)/clang/%.ok) $(TEST:%.c=$(B)/clang/%.ok): | $(GEN) $(TESTHTML)

$(B)/clang/%.ok: %.c
	@mkdir -p $(@D)
	clang $(CPPFLAGS) -Itest -std=gnu17 $(WARN) -MMD -MP -MF $(@:.ok=.d) \
		-MT $@ -fsyntax-only $<
	@touch $@

# make bench: medians, never part of check.
BENCH := $(patsubst test/bench/%.c,build/bench/%,$(wildcard test/bench/*.c))

.PHONY: bench
bench: all $(BENCH)
	@test/bench/run

build/bench/repair: build/test/lib/rule/solver.o

build/bench/%: test/bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itest $(CFLAGS) $(LDFLAGS) -o $@ \
		$(filter-out $(LIB),$^) $(LIB) $(LDLIBS)

# make fuzz: every parser, SECONDS each.  The corpus stays in build/fuzz.
FUZZ := $(patsubst test/fuzz/%.c,%,$(sort $(wildcard test/fuzz/*.c)))
SECONDS = 30
FUZZSAN = -g -O1 -fsanitize=fuzzer,address,undefined

.PHONY: fuzz
fuzz: $(FUZZ:%=fuzz-%)

.PHONY: $(FUZZ:%=fuzz-%)
$(FUZZ:%=fuzz-%): fuzz-%: build/fuzz/%
	@mkdir -p build/fuzz/corpus-$*
	build/fuzz/$* -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 \
		-print_final_stats=0 -verbosity=0 \
		-artifact_prefix=build/fuzz/ build/fuzz/corpus-$* \
		$(wildcard test/fuzz/corpus/$*)

build/fuzz/%: test/fuzz/%.c $(filter-out src/main.c,$(SRC)) $(GEN)
	@mkdir -p $(@D)
	clang $(CPPFLAGS) -std=gnu17 $(FUZZSAN) -o $@ $^ $(LDLIBS)

.PHONY: clean
clean:
	rm -rf build out
