# make [all]         the compiler build/ombud and the libraries build/libombud.a, build/libombud.so.0
# make test          builds and runs every test, then every unit and golden test with sanitizers
# make demo          plays the stories of rules/douyin
# make setup         installs what `all`, `test` and `demo` need; goes together with them: make setup test
# make faults        failing allocations, full disks, costly files, the same bytes from every compiler: what `test` runs of
#                    that, with figures; FAULTS=all: each allocation and each write, four compilers
# make sanitize      everything once more under AddressSanitizer and UBSan, in build/san/
# make amalgamation  the runtime as two files: build/ombud.h and build/ombud.c
# make po            brings the catalogue of messages up to date: compiler/share/po/zh.po
# make bless         rewrites what the golden tests expect
# make bench         how long a step takes, side by side with other ways to make one; setup-bench installs those.
#                    Shorter: BENCH='--inputs 200000 --rounds 5'; with --check, are all outcomes right?
# make bench-check   how `ombud check` grows with the size of a policy
# make bench-store   commands a second of a store, beside SQL by hand, on SQLite and, where its server is installed, on
#                    PostgreSQL; also CASES=10000000 ROUNDS=7
# make coverage      lines, branches and MC/DC of the runtime's core that the tests reach
# make prove         Frama-C on the runtime core and on all tables, in an hour; PROVE=quick: on the way of a step and on some
# make trust         all figures that ombud can be trusted with, to build/TRUST.md, in hours; trust-quick: in minutes.
#                    setup-trust installs what they are worked out with
# make size          bytes of the runtime's code, here and on Cortex-M0+
# make fuzz          feeds the compiler and the runtime with made-up inputs, under clang's libFuzzer; also SECONDS=600
#                    for each harness, and HARNESS=decode
# make lint          clang-format, clang-tidy, cppcheck
# make install       to DESTDIR/PREFIX; also: uninstall, clean, help
# make dist          build/ombud-VERSION.tar.gz and .tar.xz, which build without flex, bison and gettext
#
# CC, CXX, CPPFLAGS, CFLAGS, LDFLAGS, DESTDIR, PREFIX, BINDIR, LIBDIR, INCLUDEDIR, DATADIR, MANDIR and -j are honoured.

# All processors, where -j does not say otherwise.
MAKEFLAGS += --no-builtin-rules -j$(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

CC      ?= cc
CXX     ?= c++
AR      ?= ar
BISON   ?= bison
FLEX    ?= flex
INSTALL ?= install
MSGFMT  ?= msgfmt
MSGCAT  ?= msgcat
CFLAGS  ?= -O2 -g

PREFIX     ?= /usr/local
BINDIR     ?= $(PREFIX)/bin
LIBDIR     ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR    ?= $(PREFIX)/share
MANDIR     ?= $(DATADIR)/man
ZSHDIR     ?= $(DATADIR)/zsh/site-functions
VIMDIR     ?= $(DATADIR)/vim/vimfiles
export CC CXX

# The rooms of the compiler, in which headers are found by their name alone.
ROOMS    := compiler $(filter-out compiler/share,$(patsubst %/,%,$(wildcard compiler/*/)))
WARNINGS := -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wmissing-prototypes -Werror
INCLUDES  = -Igrammar $(ROOMS:%=-I%) -Iruntime -Iruntime/store -Ibuild/grammar -Ibuild/compiler $(call headers_of,$(<D))
COMPILE   = $(CC) $(WARNINGS) $(INCLUDES) -MMD -MP $(CPPFLAGS) $(CFLAGS)
LINK      = $(CC) $(CFLAGS)
BUILDXX   = $(CXX) -std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Iruntime $(call headers_of,$(<D)) $(CXXFLAGS)

# cmocka is asked for its flags only when a test is built: `setup` may just have installed it.
CMOCKA_CFLAGS = $$(pkg-config --cflags cmocka 2>/dev/null)
CMOCKA_LIBS   = $$(pkg-config --libs cmocka 2>/dev/null || echo -lcmocka)
# A report names files and lines; more than that for debugging takes a quarter of the time of compiling.
SANITIZE      = -g1 -O1 -fno-omit-frame-pointer $$(cat build/san/flags)

# A program that was linked with libombud.so asks for it as SHARED: the number changes when such a program would have to
# be built again.
VERSION := $(shell sed -n 's/^.define OMBUD_VERSION "\(.*\)"/\1/p' runtime/ombud.h)
ifeq ($(shell uname -s),Darwin)
SHARED  := libombud.0.dylib
LINKED  := libombud.dylib
DYNAMIC  = -dynamiclib -install_name $(LIBDIR)/$(SHARED)
else
SHARED  := libombud.so.0
LINKED  := libombud.so
DYNAMIC  = -shared -Wl,-soname,$(SHARED)
endif

# With `setup` among the goals everything else waits for it, with -j too.
FIRST := $(filter setup,$(MAKECMDGOALS))

# ---- what there is ----

PARTS     := $(patsubst %.c,%.o,$(filter-out compiler/main.c,$(wildcard grammar/*.c $(ROOMS:%=%/*.c)))) \
             grammar/parser.o grammar/scanner.o
RUNTIME   := $(patsubst %.c,%.o,$(wildcard runtime/*.c))
STORE     := $(patsubst %.c,%.o,$(wildcard runtime/store/*.c))
TESTS     := $(patsubst %.c,%,$(wildcard tests/unit/*/test_*.c tests/differential/*/test_*.c tests/model/*/test_*.c))
CXXTESTS  := $(patsubst %.cpp,%,$(wildcard tests/unit/*/*.cpp))
GENERATED := build/grammar/parser.h build/grammar/scanner.h build/compiler/share/po/zh.inc \
             $(patsubst %,build/%.inc,$(wildcard compiler/share/*.*))
FUZZERS   := $(addprefix tests/fuzz/harness/,compile decode scenarios fmt)

# A policy NAME is rules/NAME/NAME.ombud, or one of a unit test's own: tests/unit/NAME/NAME.ombud.
# What stands in tests/unit/NAME/ may include NAME.h and is linked with its tables. Those in tests/unit/several are
# linked with all policies of rules/ and all of their own, of which some are versions of one: the file's name is
# the prefix.
POLICIES  := $(foreach dir,$(wildcard rules/* tests/unit/*),$(wildcard $(dir)/$(notdir $(dir)).ombud)) \
             $(wildcard tests/unit/several/*.ombud)
TABLES    := $(POLICIES:.ombud=)
tables_of  = $(filter %/$(notdir $(1))/$(notdir $(1)) $(if $(filter %/several,$(1)),rules/% tests/unit/several/%),$(TABLES))
headers_of = $(addprefix -Ibuild/,$(sort $(dir $(tables_of))))

# What a test program in folder $(1) is linked from, beside its own file. All in tests/differential/ have the naive
# interpreter.
besides_in = $(patsubst %.c,%,$(filter-out $(1)/test_%,$(wildcard $(1)/*.c)))
beside     = $(addsuffix .o,$(tables_of) $(sort $(besides_in) \
               $(if $(filter tests/differential/%,$(1)),$(call besides_in,tests/differential/naive))))

.PHONY: all test demo setup sanitize amalgamation po bless bench setup-bench bench-check bench-store size coverage fuzz faults prove trust trust-quick setup-trust lint dist install uninstall clean help
.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:

all: build/ombud build/libombud.a build/libombud-store.a build/$(SHARED) build/man/ombud.1
sanitize: build/san/ombud $(TESTS:%=build/san/%) $(CXXTESTS:%=build/san/%) $(FUZZERS:%=build/san/%)
amalgamation: build/ombud.c

help:
	@sed -n '/^$$/q; s/^# \{0,1\}//p' Makefile

setup:
	@sh .ci/setup

# ---- programs and libraries ----

build/ombud: build/compiler/main.o build/libparts.a build/libombud-store.a build/libombud.a | build/store/libs
	$(LINK) $(LDFLAGS) -o $@ $^ $$(cat build/store/libs)

build/san/ombud: build/san/compiler/main.o build/san/libparts.a build/san/libombud-store.a build/san/libombud.a | build/store/libs
	$(LINK) $(SANITIZE) $(LDFLAGS) -o $@ $^ $$(cat build/store/libs)

build/libparts.a: $(PARTS:%=build/%)
build/libombud.a: $(RUNTIME:%=build/%)
build/san/libparts.a: $(PARTS:%=build/san/%)
build/san/libombud.a: $(RUNTIME:%=build/san/%)
%.a:
	rm -f $@
	$(AR) rcs $@ $^

build/$(SHARED): $(RUNTIME:%=build/shared/%)
	$(LINK) $(DYNAMIC) $(LDFLAGS) -o $@ $^

build/%.o: %.c | $(GENERATED) $(FIRST)
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# The durable host. Which engines it has is found by trying, once for WITH_SQLITE and WITH_PG as they are: 1, it must be
# there; 0, it is left out; empty, if it is there. After another engine was installed: make clean.
build/libombud-store.a: $(STORE:%=build/%)
build/san/libombud-store.a: $(STORE:%=build/san/%)

STORE_WITH := build/store/with-$(WITH_SQLITE)-$(WITH_PG)
$(STORE_WITH): | $(FIRST)
	@mkdir -p $(@D)
	@touch $@

# With .SECONDARY a missing file is no reason to build anything anew; one that is newer is.
ifneq ($(filter-out $(STORE_WITH),$(wildcard build/store/with-*)),)
$(shell rm -f build/store/with-*; touch $(STORE_WITH))
endif

build/store/flags build/store/libs: runtime/store/engines.sh $(STORE_WITH)
	@CPPFLAGS="$(CPPFLAGS)" CFLAGS="$(CFLAGS)" LDFLAGS="$(LDFLAGS)" WITH_SQLITE=$(WITH_SQLITE) WITH_PG=$(WITH_PG) \
	  sh $< $(if $(filter %libs,$@),--libs) >$@.new
	@mv $@.new $@

$(STORE:%=build/%): build/%.o: %.c build/store/flags
	@mkdir -p $(@D)
	$(COMPILE) $$(cat build/store/flags) -c -o $@ $<

$(STORE:%=build/san/%): build/san/%.o: %.c build/store/flags | build/san/flags
	@mkdir -p $(@D)
	$(COMPILE) $$(cat build/store/flags) $(SANITIZE) -c -o $@ $<

build/shared/%.o: %.c | $(FIRST)
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -fvisibility=hidden -c -o $@ $<

build/san/%.o: %.c | $(GENERATED) build/san/flags
	@mkdir -p $(@D)
	$(COMPILE) $(SANITIZE) -c -o $@ $<

# Not every system has the sanitizers (Alpine's gcc has none), and AddressSanitizer's search for leaks does not run
# where there is no /proc, as in a bare chroot: what runs here is found by trying, and the tests say what is missing.
build/san/flags: | $(FIRST)
	@mkdir -p $(@D)
	@echo 'int main(void) { return 0; }' >$@.c
	@for kinds in address,undefined undefined; do \
	  flags="-fsanitize=$$kinds -fno-sanitize-recover=all"; \
	  if $(CC) $$flags -o $@.probe $@.c 2>/dev/null && $@.probe 2>/dev/null; then echo "$$flags"; break; fi; \
	done >$@

# ---- generated sources ----

build/grammar/%.c build/grammar/%.h: grammar/%.y | $(FIRST)
	@mkdir -p $(@D)
	$(BISON) -Wall -Wcounterexamples -Werror --header=build/grammar/$*.h -o build/grammar/$*.c $<

build/grammar/%.c build/grammar/%.h: grammar/%.l | $(FIRST)
	@mkdir -p $(@D)
	$(FLEX) --header-file=build/grammar/$*.h -o build/grammar/$*.c $<

# A release has them ready, in generated/ (see dist.sh): then neither bison nor flex nor gettext is asked for. READY= on the
# command line makes them all the same.
READY    ?= generated
RELEASED := $(patsubst $(READY)/%,build/%,$(wildcard $(READY)/grammar/*.[ch] $(READY)/compiler/share/po/*.inc))

$(RELEASED): build/%: $(READY)/%
	@mkdir -p $(@D)
	cp $< $@

# The code that bison and flex bring along converts and shadows freely; the warnings are for ours.
RELAXED := -Wno-conversion -Wno-sign-compare -Wno-shadow -Wno-missing-prototypes -Wno-unused

build/grammar/parser.o build/grammar/scanner.o: build/%.o: build/%.c | $(GENERATED)
	$(COMPILE) $(RELAXED) -c -o $@ $<

build/san/grammar/parser.o build/san/grammar/scanner.o: build/san/%.o: build/%.c | $(GENERATED) build/san/flags
	@mkdir -p $(@D)
	$(COMPILE) $(RELAXED) $(SANITIZE) -c -o $@ $<

# A template becomes the text of a C string.
build/compiler/share/%.inc: compiler/share/% | $(FIRST)
	@mkdir -p $(@D)
	sed 's/[\\"]/\\&/g; s/.*/"&\\n"/' $< >$@

# A catalogue of messages becomes the bytes of an array; see grammar/translate.c. PRId64 is ld or lld: what has it
# goes in both ways.
build/compiler/share/po/%.inc: compiler/share/po/%.po | $(FIRST)
	@mkdir -p $(@D)
	@if command -v $(MSGFMT) >/dev/null 2>&1 && command -v $(MSGCAT) >/dev/null 2>&1; then \
	  for l in l ll; do sed "s/<PRI\([du]\)32>/\1/g; s/<PRI\([du]\)64>/$$l\1/g" $< >$@.$$l.po; done; \
	  $(MSGCAT) --use-first -o $@.po $@.l.po $@.ll.po && \
	  $(MSGFMT) --check-format --endianness=little --no-hash -o $@.mo $@.po && \
	  od -An -v -tu1 $@.mo | sed 's/[0-9][0-9]*/&,/g' >$@; \
	else \
	  echo 'msgfmt (gettext) is missing: ombud will speak English only'; : >$@; \
	fi

build/ombud.c: runtime/amalgamate.sh $(wildcard runtime/*.[ch])
	@mkdir -p $(@D)
	sh $< build/ombud.h $@

# Man pages and completion, which ombud itself writes.
build/man/ombud.1: build/ombud
	@mkdir -p build/man build/completions
	@for shell in bash zsh fish; do OMBUD_LANG=en $< completion $$shell >build/completions/ombud.$$shell || exit 1; done
	@for command in $$(OMBUD_LANG=en $< help | sed -n '/^commands:/,/^$$/s/^  \([a-z]*\) .*/\1/p'); do \
	  OMBUD_LANG=en $< help --man $$command >build/man/ombud-$$command.1 || exit 1; done
	@OMBUD_LANG=en $< help --man >$@

# ---- policies ----

$(TABLES:%=build/%.c): build/%.c: build/%.policy ;
$(TABLES:%=build/%.h): build/%.h: build/%.policy ;

$(TABLES:%=build/%.policy): build/%.policy: %.ombud build/ombud
	@mkdir -p $(@D)
	build/ombud build $< --prefix $(*F) -o build/$*.c -H build/$*.h --depfile $@.d --deptarget $@
	@touch $@

$(TABLES:%=build/%.o): build/%.o: build/%.c
	$(COMPILE) -c -o $@ $<

$(TABLES:%=build/san/%.o): build/san/%.o: build/%.c | build/san/flags
	@mkdir -p $(@D)
	$(COMPILE) $(SANITIZE) -c -o $@ $<

build/rules/douyin/demo.o build/rules/douyin/keep_store.o: | build/rules/douyin/douyin.h
build/rules/douyin/demo: build/rules/douyin/demo.o build/rules/douyin/keep_store.o build/rules/douyin/douyin.o build/libombud-store.a build/libombud.a | build/store/libs
	$(LINK) $(LDFLAGS) -o $@ $^ $$(cat build/store/libs) -pthread

demo: build/rules/douyin/demo
	@build/rules/douyin/demo

# ---- tests ----

# Those of the store are in folders whose name begins with `store`; they know which engines it has.
store_of    = $(if $(filter store%,$(notdir $(2))),$(addprefix $(1),libombud-store.a))
store_libs  = $(if $(filter store%,$(notdir $(@D))),$$(cat build/store/libs) $$(grep -q POSTGRES build/store/flags && echo -lpq))
store_flags = $(if $(filter store%,$(notdir $(@D))),$$(cat build/store/flags))

$(TESTS:%=build/%): build/%: build/%.o $$(addprefix build/,$$(call beside,$$(*D))) build/libparts.a \
                    $$(call store_of,build/,$$(*D)) build/libombud.a | build/store/libs
	$(LINK) $(LDFLAGS) -o $@ $^ $(store_libs) $(CMOCKA_LIBS)

$(TESTS:%=build/san/%): build/san/%: build/san/%.o $$(addprefix build/san/,$$(call beside,$$(*D))) \
                        build/san/libparts.a $$(call store_of,build/san/,$$(*D)) build/san/libombud.a | build/store/libs
	$(LINK) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(store_libs) $(CMOCKA_LIBS)

# What a unit test does itself is quick; optimising it takes longer than running it. Other tests search and compare.
unoptimised = $(if $(findstring /tests/unit/,$@),-O0 -U_FORTIFY_SOURCE)

build/tests/%.o: tests/%.c | $(GENERATED) $(FIRST) build/store/flags $$(addprefix build/,$$(addsuffix .h,$$(call tables_of,$$(*D))))
	@mkdir -p $(@D)
	$(COMPILE) $(CMOCKA_CFLAGS) $(store_flags) $(unoptimised) -c -o $@ $<

build/san/tests/%.o: tests/%.c | $(GENERATED) build/san/flags build/store/flags $$(addprefix build/,$$(addsuffix .h,$$(call tables_of,$$(*D))))
	@mkdir -p $(@D)
	$(COMPILE) $(CMOCKA_CFLAGS) $(store_flags) $(SANITIZE) $(unoptimised) -c -o $@ $<

# The core and the tables as a C++ program meets them.
$(CXXTESTS:%=build/%): build/%: %.cpp $$(addprefix build/,$$(addsuffix .o,$$(call tables_of,$$(*D)))) build/libombud.a
	@mkdir -p $(@D)
	$(BUILDXX) $(LDFLAGS) -o $@ $^

$(CXXTESTS:%=build/san/%): build/san/%: %.cpp $$(addprefix build/san/,$$(addsuffix .o,$$(call tables_of,$$(*D)))) \
                           build/san/libombud.a
	@mkdir -p $(@D)
	$(BUILDXX) $(SANITIZE) $(LDFLAGS) -o $@ $^

# The harnesses of the fuzzer on the inputs that it once found something with.
$(FUZZERS:%=build/san/%): build/san/%: build/san/%.o build/san/tests/fuzz/harness/harness.o build/san/tests/fuzz/harness/replay.o \
                          build/san/libparts.a build/san/libombud-store.a build/san/libombud.a
	$(LINK) $(SANITIZE) $(LDFLAGS) -o $@ $^

test: all sanitize build/rules/douyin/demo build/bench/step/bench $(TESTS:%=build/%) $(CXXTESTS:%=build/%)
	@sh tests/run.sh $(TESTS) $(CXXTESTS)

faults: build/ombud
	@bad=0; for script in $(wildcard tests/faults/*/*.sh tests/cli/limits/*.sh) tests/cli/build/same.sh; do \
	  SHOW=1 sh tests/one.sh $$script || bad=1; done; exit $$bad

bless: build/ombud
	@OMBUD=build/ombud sh tests/golden/run.sh --bless

# ---- fuzzing ----

FUZZ_CC ?= clang-19
FUZZ    := -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all -DPROVE_BUDGET=100u
SECONDS ?= 60

fuzz: $(FUZZERS:tests/fuzz/harness/%=build/fuzz/%)
	@sh tests/fuzz/run build/fuzz $(SECONDS) $(HARNESS)

# The decoder's inputs are no text.
build/fuzz/compile build/fuzz/scenarios build/fuzz/fmt: build/fuzz/tests/fuzz/harness/mutate.o

$(FUZZERS:tests/fuzz/harness/%=build/fuzz/%): build/fuzz/%: build/fuzz/tests/fuzz/harness/%.o build/fuzz/tests/fuzz/harness/harness.o \
                                              build/fuzz/libparts.a build/fuzz/libombud-store.a build/fuzz/libombud.a
	$(FUZZ_CC) $(FUZZ) -fsanitize=fuzzer -o $@ $^

build/fuzz/libparts.a: $(PARTS:%=build/fuzz/%)
build/fuzz/libombud.a: $(RUNTIME:%=build/fuzz/%)
build/fuzz/libombud-store.a: build/fuzz/runtime/store/row.o build/fuzz/runtime/store/pool.o

build/fuzz/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	$(FUZZ_CC) $(WARNINGS) $(INCLUDES) -MMD -MP $(CPPFLAGS) $(FUZZ) -fsanitize=fuzzer-no-link -c -o $@ $<

build/fuzz/grammar/parser.o build/fuzz/grammar/scanner.o: build/fuzz/%.o: build/%.c | $(GENERATED)
	@mkdir -p $(@D)
	$(FUZZ_CC) $(WARNINGS) $(INCLUDES) -MMD -MP $(CPPFLAGS) $(RELAXED) $(FUZZ) -fsanitize=fuzzer-no-link -c -o $@ $<

# ---- benchmarks ----

BENCH_STORE := build/bench/store
bench-store: $(BENCH_STORE)/bench
	@sh tests/bench/store/run $(BENCH_STORE) $(CASES) $(ROUNDS)

$(BENCH_STORE)/bench: $(wildcard tests/bench/store/*.[ch]) tests/bench/store/shop.ombud build/ombud build/libombud-store.a \
                      build/libombud.a build/store/libs
	@mkdir -p $(@D)
	build/ombud build tests/bench/store/shop.ombud -o $(@D)/shop.c -H $(@D)/shop.h
	$(COMPILE) -I$(@D) $(store_flags) $(LDFLAGS) -o $@ $(filter tests/%.c,$^) $(@D)/shop.c build/libombud-store.a build/libombud.a \
	  $(store_libs)

# The peers in the benchmark of the step are built where their tools are; which those are is asked only when it matters.
STEP       := tests/bench/step
STEP_PEERS  = $(shell sh $(STEP)/peers)
step_from   = $(patsubst tests/%.$(2),build/%.o,$(wildcard $(STEP)/*/$(1).$(2)))
STEP_PARTS := $(patsubst tests/%.c,build/%.o,$(wildcard $(STEP)/*.c $(STEP)/*/*.c)) \
              build/bench/step/machine12/machine12_tables.o build/rules/douyin/douyin.o
STEP_OBJECTS = $(STEP_PARTS) $(foreach peer,$(STEP_PEERS),$(STEP_$(peer)))
STEP_ragel := $(call step_from,ragel,rl)
STEP_re2c  := $(call step_from,re2c,re)
STEP_boost := $(call step_from,*,cpp)
STEP_FLAGS  = -O2 -I$(STEP) -I$(STEP)/machine12 -I$(STEP)/douyin -Iruntime -Ibuild/bench/step/machine12 -Ibuild/rules/douyin -MMD -MP
# What the peers' generators write is not ours to tidy.
STEP_PEER   = $(CC) -std=c11 -w $(STEP_FLAGS) -c -o $@ $(@:.o=.c)

bench: $(filter setup-bench,$(MAKECMDGOALS))
	@$(MAKE) --no-print-directory build/bench/step/bench
	@sh $(STEP)/run build/bench/step/bench build/bench $(BENCH)

setup-bench: $(FIRST)
	@sh $(STEP)/setup

build/bench/step/bench: $$(STEP_OBJECTS) build/libombud.a
	$(CXX) $(CFLAGS) $(LDFLAGS) -o $@ $^

build/bench/step/machine12/machine12.policy: $(STEP)/machine12/machine12.ombud build/ombud
	@mkdir -p $(@D)
	build/ombud build $< -o $(@D)/machine12.c -H $(@D)/machine12.h
	@touch $@

build/bench/step/machine12/machine12_tables.o: build/bench/step/machine12/machine12.policy
	$(CC) $(WARNINGS) $(CFLAGS) $(STEP_FLAGS) -c -o $@ $(@D)/machine12.c

build/bench/%.o: tests/bench/%.c | build/bench/step/machine12/machine12.policy build/rules/douyin/douyin.policy
	@mkdir -p $(@D)
	$(CC) $(WARNINGS) $(CFLAGS) $(STEP_FLAGS) -c -o $@ $<

build/bench/%.o: tests/bench/%.rl
	@mkdir -p $(@D)
	ragel -L -G2 -o $(@:.o=.c) $<
	$(STEP_PEER)

build/bench/%.o: tests/bench/%.re
	@mkdir -p $(@D)
	re2c -c -i -o $(@:.o=.c) $<
	$(STEP_PEER)

# Boost asserts with dynamic casts.
build/bench/%.o: tests/bench/%.cpp
	@mkdir -p $(@D)
	$(CXX) -std=c++17 -w -DNDEBUG $(STEP_FLAGS) -c -o $@ $<

# ---- order ----

# What is new stands there with an empty translation; what is no longer said is gone.
po:
	@mkdir -p build
	sh compiler/share/po/extract.sh build/ombud.pot
	msgmerge --quiet --no-fuzzy-matching --no-wrap --add-location=file -o build/zh.po compiler/share/po/zh.po build/ombud.pot
	msgattrib --no-obsolete --no-wrap build/zh.po | sed '/^"POT-Creation-Date/d' >compiler/share/po/zh.po

# What ombud writes is not ours to lay out.
OURS := $(wildcard grammar/*.[ch] $(ROOMS:%=%/*.[ch]) runtime/*.[ch] runtime/store/*.[ch] rules/*/*.[ch]) \
        $(filter-out tests/golden/%,$(wildcard tests/*/*/*.[ch])) $(wildcard tests/bench/step/*/*.[ch])

bench-check: build/ombud
	sh tests/bench/check/run build/ombud build/bench

size: build/ombud
	@sh tests/bench/size/run build/ombud build/bench/size

coverage:
	@sh tests/coverage/run core

PROVE := long
prove: build/ombud
	@sh tests/proof/run build/ombud build/proof $(PROVE)

trust: build/ombud build/tests/differential/naive/test_differential
	@sh tests/trust/run long

trust-quick: build/ombud build/tests/differential/naive/test_differential
	@sh tests/trust/run quick

setup-trust:
	@sh .ci/setup-trust

lint: $(GENERATED) $(TABLES:%=build/%.h) build/bench/step/machine12/machine12.policy build/store/flags build/bench/store/bench
	clang-format --dry-run -Werror $(OURS)
	clang-tidy --quiet $(filter %.c,$(OURS)) -- -std=c11 -Igrammar $(ROOMS:%=-I%) -Iruntime -Iruntime/store -Ibuild/grammar \
	  -Ibuild/compiler -Ibuild/bench/store $$(cat build/store/flags) $(addprefix -I,$(sort $(dir $(TABLES:%=build/%)))) -I$(STEP) -I$(STEP)/machine12 -I$(STEP)/douyin \
	  -Ibuild/bench/step/machine12
	cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
	  -Igrammar $(ROOMS:%=-I%) -Iruntime -Iruntime/store -Ibuild/grammar -Ibuild/compiler $$(cat build/store/flags) $(filter-out tests/%,$(filter %.c,$(OURS)))

# ---- releasing and installing ----

dist: build/grammar/parser.c build/grammar/parser.h build/grammar/scanner.c build/grammar/scanner.h \
      build/compiler/share/po/zh.inc
	@sh compiler/share/package/dist.sh $(VERSION) $^

PLACES := DESTDIR PREFIX BINDIR LIBDIR INCLUDEDIR DATADIR MANDIR ZSHDIR VIMDIR INSTALL VERSION SHARED LINKED

install: all
install uninstall:
	@$(foreach name,$(PLACES),$(name)='$($(name))') sh compiler/share/package/install.sh $@

clean:
	rm -rf build

# What tests build in folders of their own is not of this build.
-include $(shell find build -path build/tests/work -prune -o -name '*.d' -type f -print 2>/dev/null)
