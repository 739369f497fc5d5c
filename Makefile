# whosaid: build, test, install. GNU make; `make help` lists the targets.
#
#   O=DIR          build there instead of in build/
#   CC= CFLAGS= CPPFLAGS= LDFLAGS=   as usual; CFLAGS replaces "-O2 -g", never the flags that the code needs
#   HOSTCC= HOSTCFLAGS=              for the program that runs while building, on the machine that builds
#   SANITIZE=address,undefined       instrument everything
#   STATIC=yes     link every library in but for libc and curses, and those that are loaded late: starts sooner, and runs
#                  on a host that has none of them; their corrections come with the next build then
#   V=1            show the whole commands
#   WERROR=yes     warnings stop the build (make check and CI do so)
#   PREFIX=/usr/local DESTDIR=       where install puts things

O ?= build
PREFIX ?= /usr/local
DESTDIR ?=
CFLAGS ?= -O2 -g
HOSTCC ?= cc
HOSTCFLAGS ?= -O2
SANITIZE ?=
STATIC ?=
WERROR ?=
PKG_CONFIG ?= pkg-config
VERSION := 0.1.0

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)  $(patsubst $(O)/%,%,$@)')
.SUFFIXES:

# --- what the code needs, whatever CFLAGS says -------------------------------------------------------------------------
# Those first that bring most symbols along: the dynamic linker looks for each of them in this order.
packages := sqlite3 ncursesw jansson zlib
# Loaded by the program itself when it first needs them (src/base/loading.h).
loaded := libxml-2.0 chafa libpng libturbojpeg libwebp
# Evaluated when the first object is compiled, so that `make run` can install pkg-config first. ncursesw's own
# -D_XOPEN_SOURCE=600 would contradict ours; and what our warnings find in others' headers is not ours to mend.
package_flags = $(eval package_flags := $$(patsubst -I%,-isystem %,$$(filter-out -D%,$$(shell $(PKG_CONFIG) --cflags $(packages) $(loaded)))))$(package_flags)
package_libraries = $(eval package_libraries := $$(shell $(PKG_CONFIG) --libs $(packages)))$(package_libraries)

language := -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DWHOSAID_VERSION='"$(VERSION)"' -I. -Isrc
warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            $(if $(WERROR),-Werror)
# No path of the machine in the binary: neither that of the source tree nor that of the build.
reproducible := -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(O)=build
hardening := -fstack-protector-strong -fPIE $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
sanitizers := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer)
compile = $(CC) $(language) $(package_flags) $(warnings) $(reproducible) $(hardening) $(sanitizers) $(CPPFLAGS) $(CFLAGS) -MMD -MP
link = $(CC) $(CFLAGS) $(sanitizers) -pie -Wl,-z,relro,-z,now $(LDFLAGS)
shared_libraries = -lunistring $(package_libraries) -liniparser
static_libraries = -Wl,-Bstatic -lunistring -lsqlite3 -ljansson -lz -liniparser -Wl,-Bdynamic -lncursesw -ltinfo
libraries = $(if $(STATIC),$(static_libraries),$(shared_libraries)) -lm $(LDLIBS)

# --- the house -----------------------------------------------------------------------------------------------------------
rooms := src/base config src/article src/annotate src/store src/picture feeds src/app ui src/cmd
sources := $(foreach room,$(rooms),$(sort $(wildcard $(room)/*.c)))
objects := $(sources:%.c=$(O)/%.o)
main := $(O)/src/main.o
made := $(addprefix $(O)/,config/embedded_files.o src/annotate/annotate_version.o)
library := $(O)/libwhosaid.a
binary := $(O)/whosaid
# The word lists are built in as one table, the weights of attribution as another, everything else as it is.
lists := $(addprefix config/lang/en/,$(shell sed -n 's/^WORD_CLASS(.*"\(.*\)")$$/\1/p' src/annotate/word_classes.def))
lexicon := $(O)/config/lang/en/lexicon.table
attribution := $(O)/config/lang/en/attribution.table
embedded := $(sort $(wildcard config/themes/*.ini) $(filter-out $(lists),$(wildcard config/lang/*/*.txt)) \
                   $(filter-out %/attribution.model,$(wildcard config/lang/*/*.model)) $(lexicon) $(attribution) src/store/schema.sql)
tests := $(patsubst tests/unit/%.c,$(O)/tests/unit/%,$(sort $(wildcard tests/unit/test_*.c)))

.PHONY: all
all: $(binary) $(if $(filter build,$(O)),whosaid)

# So that the README's `./whosaid` works where one builds.
whosaid: $(binary)
	@ln -sf $(binary) $@

# Of objects, not of the library: what is defined twice has to be noticed.
$(binary): $(main) $(objects) $(made) $(O)/files
	$(call say,LINK)
	$(Q)$(link) -o $@ $(filter %.o,$^) $(libraries)

# Deterministic (D): no dates, no owners; made anew, so that a removed source leaves no member behind.
$(library): $(objects) $(made) $(O)/files
	@rm -f $@
	@$(AR) rcsD $@ $(filter %.o,$^)

# A change of flags or compiler rebuilds; a change of neither does not.
flags = $(CC) $(language) $(warnings) $(hardening) $(sanitizers) $(CPPFLAGS) $(CFLAGS) $(HOSTCC) $(HOSTCFLAGS)
$(O)/flags: always
	@mkdir -p $(@D); echo '$(subst ','\'',$(flags))' | cmp -s - $@ || echo '$(subst ','\'',$(flags))' > $@

# Nor does a file that came or went leave anything stale behind.
$(O)/files: always
	@mkdir -p $(@D); echo '$(sources) $(embedded) $(lists) $(STATIC)' | cmp -s - $@ || echo '$(sources) $(embedded) $(lists) $(STATIC)' > $@
.PHONY: always

$(O)/%.o: %.c $(O)/flags
	@mkdir -p $(@D)
	$(call say,CC  )
	$(Q)$(compile) -c -o $@ $<

# A program of the machine that builds: neither the target's compiler nor what instruments the target.
host_base := $(patsubst %.c,$(O)/host/%.o,$(addprefix src/base/,arena.c array.c buffer.c error.c input.c))
host_lexicon := $(patsubst %.c,$(O)/host/src/%.o,compile/compile_lexicon.c compile/lexicon_writer.c compile/pool.c \
                           compile/word_lists.c annotate/lexicon_key.c) $(host_base)
host_attribution := $(patsubst %.c,$(O)/host/src/%.o,compile/compile_attribution.c annotate/attribution_text.c) $(host_base)

$(O)/host/%.o: %.c $(O)/flags
	@mkdir -p $(@D)
	$(call say,HOST)
	$(Q)$(HOSTCC) $(language) $(warnings) $(reproducible) $(HOSTCFLAGS) -MMD -MP -c -o $@ $<

$(O)/host/compile-lexicon: $(host_lexicon)
$(O)/host/compile-attribution: $(host_attribution)
$(O)/host/compile-lexicon $(O)/host/compile-attribution:
	$(call say,HOST)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) -o $@ $^ -lunistring -lm

$(lexicon): $(O)/host/compile-lexicon $(lists) $(O)/files
	@mkdir -p $(@D)
	$(Q)$< config/lang/en > $@

$(attribution): config/lang/en/attribution.model $(O)/host/compile-attribution
	@mkdir -p $(@D)
	$(Q)$(O)/host/compile-attribution < $< > $@

$(O)/config/embedded_files.c: config/embed.sh $(embedded) $(O)/flags $(O)/files
	@mkdir -p $(@D)
	$(Q)sh config/embed.sh $(embedded) > $@

# A checksum of all that decides what is annotated: a word more in a comment costs a reindex, a number that somebody forgets
# to raise would cost all of what is new.
annotator := $(sort $(wildcard src/annotate/*.[ch] src/annotate/*.def)) $(lists) $(sort $(wildcard config/lang/en/*.model))
$(O)/src/annotate/annotate_version.c: $(annotator) $(O)/files
	@mkdir -p $(@D)
	$(Q)cat $(annotator) | cksum | awk '{ printf "#include \"annotate/annotate.h\"\n\nconst unsigned annotate_version = %d;\n", \
	    $$1 % 2147483647 + 1 }' > $@

$(made): %.o: %.c
	$(call say,CC  )
	$(Q)$(compile) -c -o $@ $<

# --- trying it out -------------------------------------------------------------------------------------------------------
.PHONY: run
run: ## install what the build needs (Debian), build, open the sample article
	@.ci/packages build
	@$(MAKE) --no-print-directory all
	$(binary)

# --- tests ---------------------------------------------------------------------------------------------------------------
# Each test program is one room's table of cases; tests/run runs them all and counts.
$(O)/tests/unit/%: $(O)/tests/unit/%.o $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $(filter %.o,$^) $(library) $(libraries) -lcmocka

# What runs while building is no part of the library; its test takes it as it is.
$(O)/tests/unit/test_word_lists: $(patsubst %.c,$(O)/%.o,$(filter-out src/compile/compile_%.c,$(wildcard src/compile/*.c)))

.PRECIOUS: $(O)/%.o

.PHONY: check check-programs
check: ## install what the tests need (Debian), build with warnings as errors, run every test
	@.ci/packages check
	@$(MAKE) --no-print-directory WERROR=yes check-programs
	@tests/run $(O)

check-programs: $(binary) $(tests)

-include tests/tests.mk

# --- install -------------------------------------------------------------------------------------------------------------
manual := $(wildcard man/*.[157])
.PHONY: install uninstall
install: $(binary) ## into $(DESTDIR)$(PREFIX)
	install -D -m 755 $(binary) $(DESTDIR)$(PREFIX)/bin/whosaid
	@for page in $(manual); do \
	    install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; \
	done
	install -D -m 644 config/default.ini $(DESTDIR)$(PREFIX)/share/doc/whosaid/whosaid.ini
	install -D -m 644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/whosaid/LICENSE

uninstall: ## what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/whosaid $(addprefix $(DESTDIR)$(PREFIX)/share/doc/whosaid/,whosaid.ini LICENSE)
	@for page in $(manual); do rm -f $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done

.PHONY: dist
dist: ## whosaid-VERSION.tar.gz from the last commit, the same bytes every time
	git archive --format=tar --prefix=whosaid-$(VERSION)/ HEAD | gzip -9n > whosaid-$(VERSION).tar.gz

.PHONY: clean format help
clean: ## remove what was built
	rm -rf $(O) $(O)-fuzz whosaid

format: ## let clang-format decide
	clang-format -i $$(git ls-files '*.c' '*.h')

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | sort | column -t -s '|'

-include $(shell find $(O) -name '*.d' 2>/dev/null)
