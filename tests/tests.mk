# The programs and targets around the tests; the Makefile includes this.

# --- screens: a real pty, libvterm, NAME.keys in, NAME.screen out (tests/screen/README.md) --------------------------------
screen_objects := $(patsubst %.c,$(O)/%.o,$(sort $(wildcard tests/screen/*.c)))
screen_tests := $(sort $(wildcard tests/screen/*.keys))
check-programs: $(O)/tests/screen/screen $(O)/tests/screen/broken/program

$(O)/tests/screen/screen: $(screen_objects) $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $(screen_objects) $(library) -lvterm $(libraries)

$(O)/tests/screen/broken/program: $(O)/tests/screen/broken/program.o
	$(call say,LINK)
	$(Q)$(link) -o $@ $<

.PHONY: update-screens
update-screens: check-programs ## write what the program shows now as what the screen tests expect; look at the difference
	$(O)/tests/screen/screen --update $(binary) $(O)/tests/screen tests/data $(screen_tests)

# --- net: a server that misbehaves and a real one, for the tests of fetching (tests/net/server.h, tests/net/nginx.h) ---------
net_tests := $(addprefix $(O)/tests/unit/,test_fetch test_fetch_times test_subscribe test_cli_archive test_cli_feeds test_cli_sync)
$(net_tests): $(O)/tests/net/server.o
$(net_tests): LDLIBS += -lz
$(addprefix $(O)/tests/unit/,test_fetch_nginx test_sync test_sync_due test_sync_pages): $(O)/tests/net/nginx.o
$(O)/tests/unit/test_picture: LDLIBS += -lpng -lturbojpeg -lwebp
$(O)/tests/unit/test_picture_view: $(O)/tests/net/nginx.o $(O)/tests/screen/terminal.o
$(O)/tests/unit/test_picture_view: LDLIBS += -lpng -lvterm
check-programs: $(O)/tests/net/with-nginx

$(O)/tests/net/with-nginx: $(O)/tests/net/with_nginx.o $(O)/tests/net/nginx.o
	$(call say,LINK)
	$(Q)$(link) -o $@ $^

# --- lint: what can be said against the code without running it -----------------------------------------------------------
.PHONY: lint
lint: ## install the linters (Debian); formatting, walls, analysers, manual pages, spelling
	@.ci/packages lint
	@$(MAKE) --no-print-directory WERROR=yes all
	@tests/lint/run $(O)

# --- fuzzing: libFuzzer with clang, in a build of its own ------------------------------------------------------------------
FUZZ_SECONDS ?= 60
fuzz_build := $(O)-fuzz
fuzzers := $(patsubst %.c,$(O)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
# A fuzzer links the rooms below its own and no others: a parser that needed the annotator would not link.
fuzz_rooms := src/base config src/article
fuzz_objects = $(filter $(addprefix $(O)/,$(addsuffix /%,$(fuzz_rooms) $(1))),$(objects)) $(made)

.PHONY: fuzz fuzz-programs
fuzz: ## each fuzzer (or FUZZERS=) for FUZZ_SECONDS (60), with clang and sanitizers; its finds belong into tests/fuzz/NAME/
	@.ci/packages lint
	@$(MAKE) --no-print-directory O=$(fuzz_build) CC=clang SANITIZE=address,undefined,fuzzer-no-link fuzz-programs
	@tests/fuzz/run $(fuzz_build) $(FUZZ_SECONDS) $(FUZZERS)

fuzz-programs: $(fuzzers)

$(O)/tests/fuzz/fuzz_annotate: $(call fuzz_objects,src/annotate)
$(O)/tests/fuzz/fuzz_article_pack: $(call fuzz_objects)
$(filter-out %_annotate %_article_pack,$(fuzzers)): $(call fuzz_objects,feeds)
$(fuzzers): %: %.o
	$(call say,LINK)
	$(Q)$(link) -fsanitize=fuzzer -o $@ $^ $(libraries)

# The kept inputs of a fuzzer in any build, as tests.
kept_inputs := $(patsubst tests/fuzz/%/,%,$(sort $(wildcard tests/fuzz/fuzz_*/)))
replays := $(addprefix $(O)/tests/fuzz/replay_,$(kept_inputs))
check-programs: $(replays)

$(O)/tests/fuzz/replay_%: $(O)/tests/fuzz/%.o $(O)/tests/fuzz/replay.o $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $^ $(libraries)

# --- crashes: the program is killed, its disk filled, its archive locked, while it writes (tests/crash/crash.c) ------------
CRASH_TIMES ?= 1000
CRASH_SEED ?= 1
crash_objects := $(patsubst %.c,$(O)/%.o,$(filter-out %/disk.c,$(sort $(wildcard tests/crash/*.c)))) \
                 $(O)/tests/screen/terminal.o
check-programs: $(O)/tests/crash/crash $(O)/tests/crash/disk.so

$(O)/tests/crash/crash: $(crash_objects) $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $(crash_objects) $(library) -lvterm $(libraries)

# Never instrumented: it is loaded before whatever instruments the program.
$(O)/tests/crash/disk.so: tests/crash/disk.c $(O)/flags
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(language) $(warnings) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ $<

.PHONY: crash
crash: $(binary) $(O)/tests/crash/crash $(O)/tests/crash/disk.so ## kill -9, full disk, locked and read-only archive, CRASH_TIMES (1000) each; CRASH_SEED
	@$(O)/tests/crash/crash $(binary) $(O)/tests/crash/disk.so $(O)/tests/crash/work $(CRASH_TIMES) $(CRASH_SEED)

# --- measuring -------------------------------------------------------------------------------------------------------------
bench_objects := $(patsubst %.c,$(O)/%.o,$(sort $(wildcard tests/bench/*.c))) $(O)/tests/screen/terminal.o $(O)/tests/net/nginx.o

$(O)/tests/bench/bench: $(bench_objects) $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $(bench_objects) $(library) -lvterm $(libraries)

.PHONY: bench bench-archive
bench: $(binary) ## ratios side by side in one run: less, wc, xmllint, sfeed, w3m, newsboat; odd shapes; an archive of 10,000 articles
	@.ci/packages bench
	@$(MAKE) --no-print-directory $(O)/tests/bench/bench
	@$(O)/tests/bench/bench $(binary) $(O)/tests/bench

bench-archive: $(binary) ## the same of an archive with 200,000 articles from 1,000 feeds: some ten minutes, most of them newsboat's
	@.ci/packages bench
	@$(MAKE) --no-print-directory $(O)/tests/bench/bench
	@$(O)/tests/bench/bench $(binary) $(O)/tests/bench archive

# The annotated corpora and the suites of feeds are not ours to ship: they are looked for beside the source tree.
WHOSAID_SHARED ?= ../shared
suites = $(WHOSAID_SHARED)/data
corpora = $(suites)/nlp
score = $(if $(wildcard $(corpora)/$(2)),python3 $(WHOSAID_SHARED)/eval/$(1) --bin $(binary) $(corpora)/$(2),\
        echo "$(corpora)/$(2) is missing: not measured")

.PHONY: eval
eval: $(binary) ## quotations, entities, clusters, feeds and lists against corpora and suites (WHOSAID_SHARED)
	@$(call score,score_quotes.py,quotes-polnear-dev.jsonl.gz)
	@$(call score,score_entities.py,ner-conll03-dev.jsonl.gz)
	@$(call score,score_entities.py,ner-worldwide-dev.jsonl.gz)
	@$(call score,score_clusters.py,clusters-aida-dev.jsonl.gz)
	@$(call score,score_clusters.py,clusters-gum-news-dev.jsonl.gz)
	@if [ -d $(suites)/feeds ]; then python3 $(WHOSAID_SHARED)/eval/score_feeds.py --bin $(binary) feedparser gofeed bad; \
	else echo "$(suites)/feeds is missing: not measured"; fi
	@if [ -d $(suites)/opml ]; then python3 $(WHOSAID_SHARED)/eval/score_opml.py --bin $(binary) $(suites)/opml; \
	else echo "$(suites)/opml is missing: not measured"; fi
	@if [ -d $(suites)/extract ]; then \
	    python3 $(WHOSAID_SHARED)/eval/score_extract.py --bin $(binary) --errors 0 --sites 0 aeb readability; \
	else echo "$(suites)/extract is missing: not measured"; fi

# The models' weights, from corpora that are not ours to ship either; the same corpora give the same bytes.
name_training := $(patsubst %.c,$(O)/%.o,$(sort $(wildcard src/train/names*.c)))
name_sets := worldwide-train wikigold gmb uner-ewt crossner-politics gum
name_corpora = $(name_sets:%=$(corpora)/ner-%.jsonl.gz)
extract_training := $(patsubst %.c,$(O)/%.o,$(sort $(wildcard src/train/extract*.c)))
attribution_training := $(filter-out $(name_training) $(extract_training),$(patsubst %.c,$(O)/%.o,$(sort $(wildcard src/train/*.c))))
attribution_corpus = $(corpora)/quotes-polnear-train.jsonl.gz

$(O)/train-names: $(name_training) $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $(name_training) $(library) $(libraries)

$(O)/train-attribution: $(attribution_training) $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $(attribution_training) $(library) $(libraries)

$(O)/train-extract: $(extract_training) $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $(extract_training) $(library) $(libraries)

# Pages whose articles are known: the first set counts for more.
page_sets = aeb readability
page_folders = $(page_sets:%=$(O)/extract-pages/%)

.PHONY: train-extract
train-extract: $(O)/train-extract ## the weights that find the article in a page, from pages whose articles are known
	@if [ -d $(suites)/extract ]; then \
	    for set in $(page_sets); do \
	        mkdir -p $(O)/extract-pages/$$set && \
	        tar -xJf $(suites)/extract/$$set/pages.tar.xz -C $(O)/extract-pages/$$set && \
	        gzip -dc $(suites)/extract/$$set/truth.jsonl.gz > $(O)/extract-pages/$$set/truth.jsonl || exit 1; \
	    done; \
	    $(O)/train-extract $(page_folders) > $(O)/extract_weights.def && \
	        mv $(O)/extract_weights.def feeds/extract_weights.def; \
	else echo "$(suites)/extract is missing: not trained"; fi

.PHONY: train train-names train-attribution
train: train-names ## all weights anew from annotated corpora (WHOSAID_SHARED): names, and attribution, which rests on them
	@$(MAKE) --no-print-directory train-attribution

train-names: $(O)/train-names
	@if [ -e $(firstword $(name_corpora)) ]; then \
	    gzip -dc $(name_corpora) | $(O)/train-names > $(O)/names.model && \
	        mv $(O)/names.model config/lang/en/names.model; \
	else echo "$(firstword $(name_corpora)) is missing: not trained"; fi

train-attribution: $(O)/train-attribution
	@if [ -e $(attribution_corpus) ]; then \
	    gzip -dc $(attribution_corpus) | $(O)/train-attribution src/train/examples-en.txt > $(O)/attribution.model && \
	        mv $(O)/attribution.model config/lang/en/attribution.model; \
	else echo "$(attribution_corpus) is missing: not trained"; fi
