# The instructor's desk: what grades a class's hand-ins. The Makefile at the top includes it.
#
# Hand-ins are graded from what stands ready in build/desk/NN-name: headers; a worker without the
# exercises, which lacks nothing but a code.so; and lists of what code may define and call. Only a
# hand-in's own files are then compiled, and nothing of it is linked with the libraries.
DESK_PARTS := $(addprefix grading/desk/,base sandbox intake book run report export)
DESK := $(wildcard grading/desk/*.c $(addsuffix /*.c,$(DESK_PARTS)))
DESK_INCLUDES := -Igrading/desk $(addprefix -I,$(DESK_PARTS))
DESK_LIBS := -ljansson -lsqlite3 -larchive -lseccomp -lconfig
DESK_FLAGS := $(filter-out $(WARN) -fmax-errors=3,$(BASE) $(FLAGS_asan)) -fPIC -w -fmax-errors=20
# Chapters whose cases know SCALE have a second worker, for backward passes on large inputs.
LARGE := $(sort $(foreach f,$(shell grep -l "\* SCALE" grading/*/*.[ch] 2>/dev/null),$(word 2,$(subst /, ,$(f)))))
FLAGS_largef64 := $(FLAGS_f64) -DSCALE=24
FLAGS_largeasan := $(FLAGS_asan) -DSCALE=24
$(foreach t,largef64 largeasan,$(eval $(call tree,$(t))))
# With the sanitizers and BLAS inside, a worker starts twice as fast; where they are not to be had so, without.
DESK_STATIC := -static-libasan -static-libubsan -static-libgcc $(if $(BLAS_DIR),-L$(BLAS_DIR)) -Wl$(comma)--as-needed \
	-Wl$(comma)-Bstatic -lopenblas -lgfortran -lquadmath -lutf8proc -lcheck -lsubunit -Wl$(comma)-Bdynamic -lm -pthread
$(BUILD)/bin/grade: $(call objects,f64,$(DESK) $(GRADING)) $(BUILD)/f64/libharness.a
	@mkdir -p $(@D)
	@$(CC) $^ -o $@ $(DESK_LIBS) $(LIBS)
$(BUILD)/bin/runner: $(call objects,f64,$(wildcard grading/desk/sandbox/runner/*.c) harness/transcript.c harness/error.c)
	@mkdir -p $(@D)
	@$(CC) -static $^ -o $@
# The desk's own parts, and programs of them for tests in which nobody's code is run.
$(BUILD)/f64/libdesk.a: $(call objects,f64,$(filter-out grading/desk/grade.c grading/desk/sandbox/one.c,$(DESK)))
	@rm -f $@ && ar rcs $@ $^
$(addprefix $(BUILD)/f64/tests/desk/,stand_in write_book): %: %.o $(BUILD)/f64/libdesk.a $(BUILD)/f64/libharness.a
	@$(CC) $^ -o $@ $(DESK_LIBS) $(LIBS)
define desk_chapter
$(BUILD)/desk/$(1)/code.so: $$(call objects,picasan,$$(addprefix solutions/$(1)/,$$(call exercise_files,$(1))))
	@mkdir -p $$(@D)
	@$$(CC) -shared -nostdlib -Wl,-soname,code.so $$^ -o $$@
$(BUILD)/desk/$(1)/worker $(BUILD)/desk/$(1)/large: $$(call objects,asan,grading/worker.c \
		$$(call earlier,$(1))) $(BUILD)/asan/libharness.a $(BUILD)/desk/$(1)/code.so
	@link() { $$(CC) $$(LINK_asan) -rdynamic -no-pie -Wl,-z,now $$(filter %.o,$$^) -Wl,--whole-archive $$(filter %.a,$$^) \
		-Wl,--no-whole-archive $$(filter %.so,$$^) -o $$@.new "$$$$@"; }; \
		link $$(DESK_STATIC) 2>/dev/null || link $$(LIBS) $$(CHECK_LIBS)
	@mv $$@.new $$@
$(BUILD)/desk/$(1)/worker: $$(call objects,asan,grading/book.c $$(wildcard grading/$(1)/*.c))
$(BUILD)/desk/$(1)/large: $$(call objects,largeasan,grading/book.c $$(wildcard grading/$(1)/*.c))
$(BUILD)/largef64/solutions/$(1)/worker: $$(call objects,largef64,grading/book.c $$(wildcard grading/$(1)/*.c)) \
		$$(call objects,f64,grading/worker.c $$(addprefix solutions/$(1)/,$$(call exercise_files,$(1))) \
		$$(call earlier,$(1))) $(BUILD)/f64/libharness.a
	@mkdir -p $$(@D) && $$(CC) $$^ -o $$@ $$(LIBS) $$(CHECK_LIBS)
$(BUILD)/desk/$(1)/ready: $(BUILD)/desk/$(1)/worker $$(wildcard harness/*.h datasets/*.h \
		$$(foreach c,$$(call builds_on,$(1)),chapters/$$(c)/*.h chapters/$$(c)/lab/*.h)) grading/desk/sandbox/ready.sh \
		grading/desk/sandbox/callable.txt grading/desk/sandbox/forbidden.h $(BUILD)/f64/solutions/$(1)/worker \
		$(if $(filter $(1),$(LARGE)),$(BUILD)/desk/$(1)/large $(BUILD)/largef64/solutions/$(1)/worker)
	@HEADERS="$$(filter %.h,$$^)" FLAGS="$$(DESK_FLAGS) $$(subst -I,-Iinclude/,-Iharness -Idatasets \
		$$(call include_chapters,$$(call builds_on,$(1))))" EARLIER="$$(call objects,asan,$$(call earlier,$(1)))" \
		CODE="$$(call objects,picasan,$$(addprefix solutions/$(1)/,$$(call exercise_files,$(1))))" \
		grading/desk/sandbox/ready.sh $(1) && touch $$@
endef
$(foreach c,$(CHAPTERS),$(eval $(call desk_chapter,$(c))))
.PHONY: desk
desk: $(BUILD)/bin/grade $(BUILD)/bin/runner $(BUILD)/bin/judge $(WANTED:%=$(BUILD)/desk/%/ready) ## build what grades a class's hand-ins: build/bin/grade
	@echo "ready to grade: $(WANTED); try build/bin/grade --help"

# RUBRIC=FILE goes along; SANDBOX=no is for platforms whose containers allow none (grading/desk/export/pack.sh).
.PHONY: gradescope autolab classroom
gradescope: ## pack an autograder for Gradescope: build/gradescope/NN-name.zip, CH=06, RUBRIC=FILE
	@for c in $(WANTED); do SANDBOX="$(SANDBOX)" grading/desk/export/pack.sh gradescope $$c $(RUBRIC); done
autolab: ## pack an autograder for Autolab: build/autolab/NN-name, CH=06, RUBRIC=FILE
	@for c in $(WANTED); do SANDBOX="$(SANDBOX)" grading/desk/export/pack.sh autolab $$c $(RUBRIC); done
classroom: ## make a workflow for students' repositories in GitHub Classroom: CH=06
	@for c in $(WANTED); do f=$(BUILD)/classroom/$$c/.github/workflows/classroom.yml; mkdir -p $$(dirname $$f); \
		sed "s/@CHAPTER@/$$c/g" grading/desk/export/github/classroom.yml >$$f && echo "made $$f"; done
