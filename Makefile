# Unrolled: the front door. `make` alone prints what can be asked for.
#
# Three build trees hold the same sources: build/f32 (programs: fast), build/f64 (references and
# gradient checks: exact) and build/asan (f64 under AddressSanitizer and UndefinedBehaviorSanitizer:
# students' code). Adding a chapter adds folders; no list of chapters is kept here.

comma := ,
MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/bash
.SHELLFLAGS := -e -o pipefail -c
.SECONDEXPANSION:
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := help

ifeq ($(origin CC),default)
CC := gcc
endif
export OPENBLAS_NUM_THREADS := 1
JOBS := $(shell nproc 2>/dev/null || echo 2)

BUILD := build
CHAPTERS := $(sort $(notdir $(patsubst %/README.md,%,$(wildcard chapters/*/README.md))))
CHAPTERS += $(filter-out $(CHAPTERS),$(sort $(patsubst chapters/%/,%,$(dir $(wildcard chapters/*/*.h)))))
# CH=06 or CH=06-rnn picks one chapter, CH="01 06" several; without it all are meant.
WANTED := $(if $(CH),$(foreach c,$(CH),$(filter $(c) $(c)-%,$(CHAPTERS))),$(CHAPTERS))
$(if $(WANTED),,$(if $(CHAPTERS),$(error CH=$(CH): there is no such chapter (there are: $(CHAPTERS)))))
SEED ?= 1
# Whose code is linked: solutions where they are, chapters (the reader's own) in a student's kit.
PROGRAM_SRC := $(or $(SRC),$(if $(wildcard solutions/skeleton.awk),solutions,chapters))

# --- flags ----------------------------------------------------------------------------------------
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion $(WERROR)
BASE := -std=c17 -D_POSIX_C_SOURCE=200809L -fopenmp-simd -pthread $(WARN)
NATIVE := $(shell $(CC) -march=native -E -x c /dev/null >/dev/null 2>&1 && echo -march=native)
FLAGS_f32 := -O3 $(NATIVE) -ffp-contract=fast -g1
FLAGS_f64 := -O2 -DREAL64 -ffp-contract=off -g1
# A local variable that nobody sets holds an absurd number, and not the zero that happens to be there.
PATTERN := $(shell $(CC) -ftrivial-auto-var-init=pattern -E -x c /dev/null >/dev/null 2>&1 && \
	echo -ftrivial-auto-var-init=pattern)
FLAGS_asan := -Og $(PATTERN) -g1 -DREAL64 -ffp-contract=off -fsanitize=address,undefined \
	-fno-sanitize-recover=all -fno-omit-frame-pointer \
	$(if $(findstring clang,$(CC)),-ferror-limit=3,-fmax-errors=3)
LINK_asan := -fsanitize=address,undefined
# Of several OpenBLAS the one that threads may call at the same time: the serial one takes no locks.
BLAS_DIR := $(firstword $(wildcard /usr/lib/*/openblas-pthread /usr/lib/*/openblas-serial))
LIBS := $(if $(BLAS_DIR),-L$(BLAS_DIR) -Wl$(comma)-rpath$(comma)$(BLAS_DIR)) -lopenblas -lutf8proc -lm -pthread
CHECK_LIBS = $(shell pkg-config --libs check)
FLAGS_vmath := -O3 -fno-math-errno -fno-trapping-math
# Eight or sixteen square roots at once: nobody asks them for errno.
FLAGS_optim := -fno-math-errno
FLAGS_optimizers := -fno-math-errno

# The chapter that a path belongs to, and the header folders that it may include.
chapter_of = $(firstword $(filter $(CHAPTERS),$(subst /, ,$(1))))
builds_on = $(foreach c,$(1),$(c) $(file <chapters/$(c)/builds-on))
includes = -Iharness -Igrading -Idatasets $(call include_chapters,$(call builds_on,$(call chapter_of,$(1)))) \
	$(if $(filter grading/desk/% tests/desk/%,$(1)),$(DESK_INCLUDES))
include_chapters = $(foreach c,$(1),-Ichapters/$(c) $(if $(wildcard chapters/$(c)/lab),-Ichapters/$(c)/lab))
# A skeleton's unwritten functions do not use their parameters yet; that is no news to a student.
quiet_todo = $(if $(shell grep -l 'TODO."[0-9]' $(1) 2>/dev/null),-Wno-unused -Wno-unused-parameter)

# --- objects ----------------------------------------------------------------------------------------
HARNESS := $(filter-out %_main.c,$(wildcard harness/*.c))
GRADING_MAINS := $(filter %worker.c %judge.c %variants.c %_main.c,$(wildcard grading/*.c))
GRADING := $(filter-out $(GRADING_MAINS) grading/book.c,$(wildcard grading/*.c))
DATA_MAINS := $(wildcard datasets/*_main.c harness/*_main.c)
DATA := $(filter-out $(DATA_MAINS),$(wildcard datasets/*.c))
exercise_files = $(notdir $(wildcard $(if $(wildcard solutions/$(1)/*.c),solutions,chapters)/$(1)/*.c))
objects = $(patsubst %.c,$(BUILD)/$(1)/%.o,$(2))
# chapters/NN-name/lab/*.c: given code for the programs of a chapter and of those that build on it.
labs = $(foreach c,$(call builds_on,$(1)),$(wildcard chapters/$(c)/lab/*.c))

# Two rules a tree and not one pattern with three targets: make would build only one of those.
define tree
$(BUILD)/$(1)/%.o: %.c
	@mkdir -p $$(@D)
	@$$(CC) $$(BASE) $$(FLAGS_$(1)) $$(FLAGS_$$(basename $$(<F))) $$(call includes,$$<) $$(call quiet_todo,$$<) -MMD -MP -c $$< -o $$@

$(BUILD)/$(1)/libharness.a: $$(call objects,$(1),$$(HARNESS) $$(DATA))
	@rm -f $$@ && ar rcs $$@ $$^
endef
$(foreach t,f32 f64 asan,$(eval $(call tree,$(t))))

# Workers: cases and somebody's code. $(1) tree, $(2) chapter, $(3) source folder.
earlier = $(foreach c,$(filter-out $(1),$(call builds_on,$(1))),$(addprefix solutions/$(c)/,$(call exercise_files,$(c))))
define worker
$(BUILD)/$(1)/$(3)/$(2)/worker: $$(call objects,$(1),grading/book.c grading/worker.c $$(wildcard grading/$(2)/*.c) \
		$$(addprefix $(3)/$(2)/,$$(call exercise_files,$(2))) $$(call earlier,$(2))) $(BUILD)/$(1)/libharness.a
	@$$(CC) $$(LINK_$(1)) $$^ -o $$@ $$(LIBS) $$(CHECK_LIBS)
endef
SOURCES := $(sort chapters solutions $(SRC))
$(foreach s,$(SOURCES),$(foreach c,$(CHAPTERS),$(foreach t,f32 f64 asan,$(eval $(call worker,$(t),$(c),$(s))))))

# Programs: chapters/NN-name/PROGRAM/*.c with the chapter's code, in both precisions.
PROGRAM_DIRS := $(patsubst %/main.c,%,$(wildcard chapters/*/*/main.c))
define program
$(BUILD)/$(2)/$(notdir $(1)): $$(call objects,$(3),$$(wildcard $(1)/*.c) $$(call labs,$(call chapter_of,$(1))) \
		$$(addprefix $(PROGRAM_SRC)/$(call chapter_of,$(1))/,$$(call exercise_files,$(call chapter_of,$(1)))) \
		$$(call earlier,$(call chapter_of,$(1)))) $(BUILD)/$(3)/libharness.a
	@mkdir -p $$(@D)
	@$$(CC) $$^ -o $$@ $$(LIBS_$(notdir $(1))) $$(LIBS)
endef
LIBS_caption := -ljansson
$(foreach p,$(PROGRAM_DIRS),$(eval $(call program,$(p),bin,f32))$(eval $(call program,$(p),bin64,f64)))
# What a lesson quotes and no program prints: chapters/NN-name/numbers/*.c, called 06-numbers. Exercises
# done in other ways, to be timed, stand in numbers/ways/, which no kit holds.
define numbers
$(BUILD)/$(2)/$(firstword $(subst -, ,$(1)))-numbers: $$(call objects,$(3),$$(wildcard $(addprefix chapters/$(1)/numbers/,*.c ways/*.c)) $$(call labs,$(1)) \
		$$(addprefix $(PROGRAM_SRC)/$(1)/,$$(call exercise_files,$(1))) $$(call earlier,$(1))) $(BUILD)/$(3)/libharness.a
	@mkdir -p $$(@D)
	@$$(CC) $$^ -o $$@ $$(LIBS)
endef
$(foreach c,$(CHAPTERS),$(eval $(call numbers,$(c),bin,f32))$(eval $(call numbers,$(c),bin64,f64)))
SMALL := $(patsubst %_main.c,%,$(DATA_MAINS)) # datasets/markov_main.c is the program markov
$(foreach p,$(SMALL),$(eval $(BUILD)/bin/$(notdir $(p)): $(BUILD)/f32/$(p)_main.o $(BUILD)/f32/libharness.a))
$(addprefix $(BUILD)/bin/,$(notdir $(SMALL))):
	@mkdir -p $(@D)
	@$(CC) $^ -o $@ $(LIBS)
PROGRAMS := $(addprefix $(BUILD)/bin/,$(notdir $(PROGRAM_DIRS) $(SMALL)))

# The judge and its relatives read transcripts; they never contain a student's code.
GRADER_MAINS := $(patsubst %.c,%,$(filter-out grading/worker.c,$(GRADING_MAINS)))
GRADERS := $(patsubst grading/%,$(BUILD)/bin/%,$(GRADER_MAINS:_main=))
$(foreach p,$(GRADER_MAINS),$(eval $(BUILD)/bin/$(notdir $(p:_main=)): $(BUILD)/f64/$(p).o $(call objects,f64,$(GRADING)) $(BUILD)/f64/libharness.a))
$(GRADERS):
	@mkdir -p $(@D)
	@$(CC) $^ -o $@ -ljansson $(LIBS)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# --- for everyone -----------------------------------------------------------------------------------
.PHONY: help
help: ## print this list
	@echo "Unrolled: word representations and sequence models in C. Chapters: $(CHAPTERS)"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14 | sed 's/^/  make /'
	@echo
	@echo "CH=06 picks a chapter (else all); SRC=folder says whose code (folder/06-rnn/*.c)."

.PHONY: check
check: $(BUILD)/bin/judge ## check code against the exercises: CH=06, SRC=folder (default chapters), SEED=n
	@grading/check.sh "$(or $(SRC),chapters)" $(SEED) $(WANTED)

.PHONY: handin
handin: ## pack what is handed in of a chapter: build/handin/NN-name.tar.gz, CH=06
	@grading/handin.sh "$(or $(SRC),chapters)" $(WANTED)

.PHONY: programs run plots
programs: $(PROGRAMS) ## build every program into build/bin
	@echo "built $(words $(PROGRAMS)) programs in $(BUILD)/bin: $(notdir $(PROGRAMS))"

run: $(PROGRAMS) ## run the programs of a chapter on the embedded data
	@for p in $(foreach c,$(WANTED),$(filter chapters/$(c)/%,$(PROGRAM_DIRS))); do \
		echo "== $(BUILD)/bin/$$(basename $$p)"; $(BUILD)/bin/$$(basename $$p); done

plots: $(PROGRAMS) ## draw a chapter's figures into build/plots/NN-name (PLOT=text draws in the terminal)
	@for c in $(WANTED); do sh chapters/$$c/plots/draw.sh $(BUILD)/plots/$$c && \
		echo "figures of $$c: $(BUILD)/plots/$$c"; done

# --- for the course's makers --------------------------------------------------------------------------
SKELETONS := $(foreach c,$(notdir $(wildcard solutions/*)),$(patsubst solutions/%,chapters/%,$(wildcard solutions/$(c)/*.c)))
.PHONY: skeletons
skeletons: $(SKELETONS) ## cut the skeletons in chapters/ out of the solutions
	@echo "$(words $(SKELETONS)) skeletons are up to date: $(SKELETONS)"
chapters/%.c: solutions/%.c solutions/skeleton.awk
	@awk -f solutions/skeleton.awk $< >$@.new && mv $@.new $@ || { rm -f $@.new; exit 1; }

# The reference's own transcript on the public seed: the manifest and the expected values.
.PHONY: expected
expected: $(foreach c,$(WANTED),$(BUILD)/expected/$(c).jsonl) ## record what the solutions answer: grading/NN-name/expected.jsonl
	@for c in $(WANTED); do cp $(BUILD)/expected/$$c.jsonl grading/$$c/expected.jsonl; \
		echo "recorded grading/$$c/expected.jsonl"; done
$(BUILD)/expected/%.jsonl: $(BUILD)/f64/solutions/%/worker
	@mkdir -p $(@D) && rm -f $@.new && $< --contents --out $@.new && $< --seed 1 --out $@.new && mv $@.new $@

# The grader's own strength: what it answers to every wrong variant and every right alternative.
wrong_names = $(patsubst grading/$(1)/wrong/%.patch,%,$(wildcard grading/$(1)/wrong/*.patch))
right_names = $(patsubst grading/$(1)/right/%/,%,$(wildcard grading/$(1)/right/*/))
# A variant's code takes the place of the solution's when its process starts, so that only the files that
# differ are compiled, and nothing is linked with the libraries.
define variants
$(BUILD)/variants/$(1)/solution.so: $$(call objects,pic,$$(addprefix solutions/$(1)/,$$(call exercise_files,$(1))))
	@mkdir -p $$(@D)
	@$$(CC) -shared $$^ -o $$@
$(BUILD)/variants/$(1)/worker: $$(call objects,f64,grading/book.c grading/worker.c $$(wildcard grading/$(1)/*.c) \
		$$(call earlier,$(1))) $(BUILD)/f64/libharness.a $(BUILD)/variants/$(1)/solution.so
	@$$(CC) -rdynamic $$(filter %.o,$$^) -Wl,--whole-archive $$(filter %.a,$$^) -Wl,--no-whole-archive \
		$$(filter %.so,$$^) -Wl,-rpath,'$$$$ORIGIN' -o $$@ $$(LIBS) $$(CHECK_LIBS)
$(BUILD)/variants/$(1)/reach: $(BUILD)/variants/$(1)/worker grading/reach.sh solutions/skeleton.awk
	@COMPILE="$$(compile_$(1))" grading/reach.sh $(1) $$< $$@
$(BUILD)/wrong/$(1)/%.jsonl: grading/$(1)/wrong/%.patch $(BUILD)/variants/$(1)/reach grading/variant.sh
	@COMPILE="$$(compile_$(1))" grading/variant.sh $(1) $(BUILD)/variants/$(1)/worker $$@ $$<
$(BUILD)/right/$(1)/%.jsonl: $$$$(wildcard grading/$(1)/right/$$$$*/*.c) $(BUILD)/variants/$(1)/worker grading/variant.sh
	@COMPILE="$$(compile_$(1))" grading/variant.sh $(1) $(BUILD)/variants/$(1)/worker $$@ grading/$(1)/right/$$*
.PHONY: transcripts-$(1)
transcripts-$(1): $$(patsubst %,$(BUILD)/wrong/$(1)/%.jsonl,$$(call wrong_names,$(1))) \
		$$(patsubst %,$(BUILD)/right/$(1)/%.jsonl,$$(call right_names,$(1)))
compile_$(1) := $(CC) $(filter-out $(WARN),$(BASE)) -w -O0 -fPIC -DREAL64 -ffp-contract=off -Iharness \
	$(call include_chapters,$(call builds_on,$(1)))
endef
$(foreach c,$(CHAPTERS),$(eval $(call variants,$(c))))

.PHONY: wrong sketches
wrong: $(BUILD)/bin/variants ## measure the grader: every wrong variant killed and named, every right one accepted
	@$(MAKE) -j$(JOBS) $(addprefix transcripts-,$(WANTED))
	@for c in $(WANTED); do mkdir -p $(BUILD)/right/$$c; $(BUILD)/bin/variants --expected grading/$$c/expected.jsonl \
		--patches grading/$$c/wrong --transcripts $(BUILD)/wrong/$$c --right $(BUILD)/right/$$c \
		--check grading/$$c/sketches.jsonl; done

sketches: $(BUILD)/bin/variants ## record what the wrong variants answer: grading/NN-name/sketches.jsonl
	@$(MAKE) -j$(JOBS) $(addprefix transcripts-,$(WANTED))
	@for c in $(WANTED); do $(BUILD)/bin/variants --expected grading/$$c/expected.jsonl \
		--patches grading/$$c/wrong --transcripts $(BUILD)/wrong/$$c \
		--write-sketches grading/$$c/sketches.jsonl && echo "recorded grading/$$c/sketches.jsonl"; done

.PHONY: oracles
oracles: ## compute the expected values once more with PyTorch and scikit-learn: tests/oracles/NN-name.jsonl
	@for c in $(WANTED); do /usr/bin/python3 -B tests/oracles/$$c.py grading/$$c/expected.jsonl \
		>$(BUILD)/oracle.jsonl; mv $(BUILD)/oracle.jsonl tests/oracles/$$c.jsonl; \
		echo "computed tests/oracles/$$c.jsonl"; done

# An oracle's own programs are tests/oracles/NN-name/*.c (a recorded training run, say),
# linked with whatever they need of the chapter's solution and its programs' parts.
define oracle_program
$(BUILD)/f64/$(1): $(BUILD)/f64/$(1).o $$(call objects,f64,$$(sort $$(wildcard chapters/$(2)/*/*.c) $$(call labs,$(2))) \
		$$(addprefix solutions/$(2)/,$$(call exercise_files,$(2))) $$(call earlier,$(2))) $(BUILD)/f64/libharness.a
	@rm -f $$@.parts.a && ar rcs $$@.parts.a $$(filter-out $$<,$$(filter %.o,$$^))
	@$$(CC) $$< $$@.parts.a $(BUILD)/f64/libharness.a -o $$@ $$(LIBS)
endef
ORACLE_PROGRAMS := $(patsubst %.c,%,$(wildcard tests/oracles/*/*.c))
$(foreach p,$(ORACLE_PROGRAMS),$(eval $(call oracle_program,$(p),$(call chapter_of,$(p)))))
.PHONY: oracle-programs
oracle-programs: $(addprefix $(BUILD)/f64/,$(ORACLE_PROGRAMS))

# Tests written with Check: tests/FOLDER/test_NAME.c, built in all three trees.
CHECK_TESTS := $(patsubst %.c,%,$(wildcard tests/*/test_*.c))
define check_test
$(BUILD)/$(1)/tests/%: $(BUILD)/$(1)/tests/%.o $$(if $(filter f64 asan,$(1)),$$(call objects,$(1),$$(GRADING))) \
		$(BUILD)/$(1)/libharness.a
	@$$(CC) $$(LINK_$(1)) $$^ -o $$@ -ljansson $$(LIBS) $$(CHECK_LIBS)
endef
$(foreach t,f32 f64 asan,$(eval $(call check_test,$(t))))
# tests/NN-name/test_NAME.c has the chapter's solution and laboratory at hand, and those it builds on.
define chapter_test
$(BUILD)/$(1)/$(2): $(BUILD)/$(1)/$(2).o $$(call objects,$(1),$$(call labs,$(3)) \
		$$(addprefix solutions/$(3)/,$$(call exercise_files,$(3))) $$(call earlier,$(3))) $(BUILD)/$(1)/libharness.a
	@$$(CC) $$(LINK_$(1)) $$^ -o $$@ $$(LIBS) $$(CHECK_LIBS)
endef
$(foreach p,$(CHECK_TESTS),$(if $(call chapter_of,$(p)),$(foreach t,f32 f64 asan,\
	$(eval $(call chapter_test,$(t),$(p),$(call chapter_of,$(p)))))))
.PHONY: test-programs
test-programs: $(foreach t,f32 f64 asan,$(addprefix $(BUILD)/$(t)/,$(if $(filter f32,$(t)),$(filter-out tests/grading/%,$(CHECK_TESTS)),$(CHECK_TESTS))))

.PHONY: test
test: ## every test of the project
	@docs/install-packages.sh test
	@docs/install-packages.sh book || echo 'Going on without: the tests of the book will be skipped.'
	@docs/install-packages.sh browser || echo 'Going on without: the browser test will be skipped.'
	@docs/install-packages.sh notebooks || echo 'Going on without: the tests of the notebooks will be skipped.'
	@tests/run.sh

.PHONY: gradcheck
gradcheck: $(BUILD)/f64/tests/harness/gradcheck_accuracy ## print how exact numeric gradients are, and draw error against step
	@mkdir -p $(BUILD)/plots && $< $(BUILD)/plots/gradcheck.csv $(BUILD)/plots/gradcheck
	@echo "table: $(BUILD)/plots/gradcheck.csv; picture: $(BUILD)/plots/gradcheck.svg"
$(BUILD)/f64/tests/harness/gradcheck_accuracy: $(BUILD)/f64/tests/harness/gradcheck_accuracy.o $(BUILD)/f64/libharness.a
	@$(CC) $^ -o $@ $(LIBS)

.PHONY: bench
bench: programs ## measure speed against other libraries, side by side; ONLY=charlm picks one
	@/usr/bin/python3 -B tests/bench/bench.py $(ONLY)

MILESTONE ?= *
.PHONY: milestones
milestones: programs ## train until what each chapter promises is reached, and say what is missed: MILESTONE=adding picks one
	@missed=0; for m in $(wildcard tests/milestones/$(MILESTONE).sh); do case $$m in */_*) continue;; esac; \
		echo "== $$(basename $$m .sh)"; $$m || missed=1; done; exit $$missed

.PHONY: data demo kit
data: ## make the real texts in build/data from Debian's packages
	@datasets/fetch.sh

demo: ## install, build, grade samples, train, draw; then look at build/demo/index.html
	@docs/install-packages.sh run
	@docs/demo/demo.sh

kit: $(BUILD)/bin/judge ## pack what a student gets for a chapter: CH=06
	@for c in $(WANTED); do grading/kit.sh $$c; done

# The instructor's desk, which no student's kit has.
-include grading/desk/desk.mk

# --- notebooks ----------------------------------------------------------------------------------------
# Cells are compiled one by one and loaded into a process that has the harness and a chapter's code as
# shared objects, in double precision; what readers write runs under the sanitizers.
# Their tables of addresses stay writable, for notebooks/kernel/host.c to rebind.
FLAGS_pic := $(FLAGS_f64) -fPIC
FLAGS_picasan := $(FLAGS_asan) -fPIC
SHARED = -shared -Wl$(comma)-z$(comma)norelro -Wl$(comma)-soname$(comma)$(@F)
$(foreach t,pic picasan,$(eval $(call tree,$(t))))
$(BUILD)/kernel/libharness.so: $(call objects,pic,$(HARNESS) $(DATA))
	@mkdir -p $(@D)
	@$(CC) $(SHARED) $^ -o $@ $(LIBS)
$(BUILD)/kernel/host: $(call objects,picasan,$(wildcard notebooks/kernel/*.c)) $(BUILD)/kernel/libharness.so
	@$(CC) $(LINK_asan) -rdynamic $^ -Wl,-rpath,'$$ORIGIN' -o $@ $(LIBS) -ldl
define kernel_chapter
$(BUILD)/kernel/$(PROGRAM_SRC)/$(1).so: $$(call objects,picasan,$$(addprefix $(PROGRAM_SRC)/$(1)/, \
		$$(call exercise_files,$(1))) $$(call earlier,$(1)) $$(call labs,$(1))) $(BUILD)/kernel/libharness.so
	@mkdir -p $$(@D)
	@$$(CC) $$(SHARED) $(LINK_asan) $$^ -o $$@
endef
$(foreach c,$(CHAPTERS),$(eval $(call kernel_chapter,$(c))))

# What the kernel asks for at its start: build, then say with what cells are compiled and linked.
KERNEL_CHAPTER := $(if $(NO_CHAPTER),,$(firstword $(WANTED)))
KERNEL_LIBRARIES := $(BUILD)/kernel/libharness.so $(patsubst %,$(BUILD)/kernel/$(PROGRAM_SRC)/%.so,$(KERNEL_CHAPTER))
KERNEL_HEADERS := $(patsubst %,harness/%.h,mat rng vmath optim gradcheck sparse lapack text vocab corpus tokens \
	wordvec sparse_file pairs) \
	$(foreach c,$(call builds_on,$(KERNEL_CHAPTER)),$(wildcard chapters/$(c)/*.h)) notebooks/kernel/notebook.h
KERNEL_FLAGS := $(filter-out $(WARN),$(BASE)) $(FLAGS_picasan) -O1 -fno-sanitize=object-size -Wall -Wextra \
	$(addprefix -Werror=,implicit-function-declaration implicit-int int-conversion incompatible-pointer-types) \
	-fdiagnostics-color=always -shared -Wl$(comma)-z$(comma)norelro \
	$(addprefix -I$(CURDIR)/,harness datasets notebooks/kernel) \
	$(subst -I,-I$(CURDIR)/,$(call include_chapters,$(call builds_on,$(KERNEL_CHAPTER))))
.PHONY: kernel-parts notebooks kernel
kernel-parts: $(BUILD)/kernel/host $(KERNEL_LIBRARIES)
	@echo 'compile: $(strip $(CC) $(KERNEL_FLAGS))'
	@echo 'libraries: $(strip $(KERNEL_LIBRARIES))'
	@echo 'headers: $(strip $(KERNEL_HEADERS))'
	@echo 'host: $(BUILD)/kernel/host'

NOTEBOOKS := notebooks
JUPYTER := $(CURDIR)/$(BUILD)/jupyter
KERNEL_SPEC := $(BUILD)/jupyter/kernels/unrolled-c/kernel.json
$(KERNEL_SPEC): notebooks/kernel/kernel.json.in
	@mkdir -p $(@D) && sed 's,@TOP@,$(CURDIR),' $< >$@.new && mv $@.new $@

notebooks: $(KERNEL_SPEC) ## run all notebooks: build/notebooks; any error in a cell fails
	@docs/install-packages.sh notebooks
	@mkdir -p $(BUILD)/notebooks
	@JUPYTER_PATH=$(JUPYTER) JUPYTER_CONFIG_DIR=$(JUPYTER)/config IPYTHONDIR=$(JUPYTER)/ipython UNROLLED_SRC=$(SRC) \
		/usr/bin/python3 -B -m nbconvert --log-level=WARN --to notebook --execute --ExecutePreprocessor.timeout=120 \
		--output-dir $(BUILD)/notebooks $(foreach c,$(WANTED),$(wildcard $(NOTEBOOKS)/$(c).ipynb)) 2>$(BUILD)/notebooks/log || \
		{ sed -n '/^nbclient.exceptions/,$$p' $(BUILD)/notebooks/log; exit 1; }
	@echo "executed in $(BUILD)/notebooks: $(patsubst %,%.ipynb,$(WANTED))"

kernel: $(KERNEL_SPEC) ## introduce the C kernel of notebooks/ to your Jupyter
	@docs/install-packages.sh notebooks
	@/usr/bin/python3 -B -m jupyter_client.kernelspecapp install --user --name unrolled-c $(<D)

# --- the book -------------------------------------------------------------------------------------------
# Two editions of the same text: build/book/student/html and build/book/solution/html.
$(BUILD)/data/kjv.tsv:
	@datasets/fetch.sh
define book_figures
$(BUILD)/book/plots/$(1)/drawn: $$(wildcard chapters/$(1)/plots/* chapters/$(1)/measured/*) harness/plot.gp \
		$$(filter $(addprefix $(BUILD)/bin/,$(notdir $(filter chapters/$(1)/%,$(PROGRAM_DIRS))) plot),$$(PROGRAMS)) \
		$(BUILD)/bin64/$(firstword $(subst -, ,$(1)))-numbers | $(BUILD)/data/kjv.tsv
	@mkdir -p $$(@D) && env -u MAKEFLAGS -u MAKELEVEL sh chapters/$(1)/plots/draw.sh $$(@D) && touch $$@
endef
$(foreach c,$(CHAPTERS),$(eval $(call book_figures,$(c))))
.PHONY: book book-figures
book-figures: $(CHAPTERS:%=$(BUILD)/book/plots/%/drawn)
book: ## build the book, both editions: then open build/book/student/html/index.html
	@docs/install-packages.sh book
	@$(MAKE) -s -j$(JOBS) book-figures
	@for e in student solution; do docs/book/build.sh $$e || exit 1; done

# --- for keeping the house in order -----------------------------------------------------------------------
.PHONY: format lint clean
format: ## bring all C files into the project's form
	@git ls-files '*.c' '*.h' | xargs clang-format -i && echo "formatted $$(git ls-files '*.c' '*.h' | wc -l) files"

lint: ## look for what compilers do not see: clang-format, cppcheck, shellcheck
	@tests/lint.sh

clean: ## remove build/
	@rm -rf $(BUILD) && echo "removed $(BUILD)"
