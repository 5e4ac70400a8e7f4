# For tests: `make -f Makefile -f tests/flags.mk flags` prints every C file with the flags that all its builds share.
.PHONY: flags
flags:
	@: $(foreach f,$(shell git ls-files '*.c'),$(info $(f) $(BASE) $(call includes,$(f))))
