# Targets for people and CI; Makefile holds what they build.
RELEASE := $(BUILD)/release/sceau
# Tests write here, one folder a part.
export TEST_OUT := $(abspath $(BUILD))/tests-out
SUBMAKE := $(MAKE) --no-print-directory \
  $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
UNIT_PROGRAMS := $(UNITS:%=$(B)/tests/%)
TEST_PARTS := check unit golden documents cli output san

# Words, not files.
.PHONY: manual all help unit units dossier test check format san cov bench fuzz \
  conformance install uninstall clean test-check test-unit test-golden \
  test-cli test-documents test-output test-san FORCE

help: ## this list
	@echo 'make TARGET [VARIANT=release|debug|san|cov|fuzz] [DOSSIER=…] [PREFIX=…]'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' \
	  Makefile tests/targets.mk

dossier: ## install what is missing, build, compile the CMQ Eau dossier
	@tests/tools/setup 'to build and run sceau' $(APT_BUILD)
	@$(SUBMAKE) VARIANT=release all >&2
	@$(RELEASE) compiler --donnees . $(DOSSIER)

units: $(UNIT_PROGRAMS)

test: ## install what the tests need, run them all
	@tests/tools/setup 'to build and test sceau' $(APT_BUILD) $(APT_TEST)
	@MAKE='$(MAKE)' tests/tools/test-all $(TEST_PARTS)

test-check:
	@tests/tools/check --selftest
	@CLANG_FORMAT=$(CLANG_FORMAT) tests/tools/check .

test-unit:
	@$(SUBMAKE) -k all units || true
	@tests/tools/run-units $(B)/tests $(UNITS)

test-golden: all
	@SCEAU=$(B)/sceau tests/golden/run

# Small dossiers, one a block or a page event, and the invariants of pages.
test-documents: all
	@SCEAU=$(B)/sceau tests/documents/run

test-cli: all
	@SCEAU=$(B)/sceau tests/cli/run

test-output: all $(B)/tests/book $(B)/tests/xlsx
	@SCEAU=$(B)/sceau DOSSIER=$(DOSSIER) tests/output/run

# The same tests through a program that watches its own memory.
test-san:
	@$(SUBMAKE) -k VARIANT=san all units || true
	@failed=0; tests/tools/run-units $(BUILD)/san/tests $(UNITS) || failed=1; \
	$(MAKE) --no-print-directory -k VARIANT=san test-golden test-cli \
	  test-documents || failed=1; exit $$failed

check: test-check ## the rules of the code: layers, calls, sizes, format, codes

manual: all ## set the reference part of docs/manuel.md
	@tests/tools/manual $(B)/sceau

format: ## set the code as clang-format does
	@find src tests -name '*.[ch]' | xargs $(CLANG_FORMAT) -i

san: ## all tests and the dossier under ASan and UBSan
	@$(MAKE) --no-print-directory test-san

fuzz: ## random input to the readers, FUZZ_TIME=60 seconds each (clang)
	@tests/tools/setup 'to fuzz sceau' $(APT_BUILD) $(APT_FUZZ)
	@$(SUBMAKE) VARIANT=fuzz $(FUZZ_TARGETS:%=$(BUILD)/fuzz/%)
	@tests/fuzz/run $(FUZZ_TARGETS:%=$(BUILD)/fuzz/%)

cov: ## which lines and branches the tests reach
	@$(SUBMAKE) -k VARIANT=cov all units || true
	@find $(BUILD)/cov -name '*.gcda' -delete
	-@tests/tools/run-units $(BUILD)/cov/tests $(UNITS)
	-@$(MAKE) --no-print-directory -k VARIANT=cov test-golden test-cli
	@$(BUILD)/cov/sceau compiler --donnees . -q -o $(TEST_OUT)/cov $(DOSSIER)
	@tests/tools/coverage $(BUILD)/cov

bench: all $(B)/bench-plan ## time and memory against the library's own floor, stage by stage
	@SCEAU=$(B)/sceau PLAN=$(B)/bench-plan DOSSIER=$(DOSSIER) CC='$(CC)' \
	  tests/bench/run

conformance: ## veraPDF (PDF/UA-1) over every PDF of the tests and the dossier
	@tests/tools/setup 'to build sceau and run veraPDF' $(APT_BUILD) \
	  $(APT_CONFORMANCE)
	@$(SUBMAKE) all $(if $(wildcard tests/unit/pdf/*.c),$(B)/tests/pdf)
	@$(B)/tests/pdf >/dev/null 2>&1 || true
	@tests/tools/conformance $(B)/sceau $(DOSSIER) $(B)/tests

SHARE = $(DESTDIR)$(PREFIX)/share
TEMPLATE_FILES := $(shell find templates fonts -type f 2>/dev/null)

install: all ## into PREFIX (default /usr/local), under DESTDIR
	install -D -m 755 $(B)/sceau $(DESTDIR)$(PREFIX)/bin/sceau
	install -D -m 644 src/sceau.h $(DESTDIR)$(PREFIX)/include/sceau.h
	install -D -m 644 $(B)/libsceau.a $(DESTDIR)$(PREFIX)/lib/libsceau.a
	for f in $(TEMPLATE_FILES); do \
	  install -D -m 644 $$f $(SHARE)/sceau/$$f || exit 1; done
	mkdir -p $(SHARE)/man/man1 $(SHARE)/man/fr/man1 \
	  $(SHARE)/bash-completion/completions \
	  $(SHARE)/fish/vendor_completions.d $(SHARE)/zsh/site-functions
	$(B)/sceau --langue en man > $(SHARE)/man/man1/sceau.1
	$(B)/sceau --langue fr man > $(SHARE)/man/fr/man1/sceau.1
	$(B)/sceau completion bash > $(SHARE)/bash-completion/completions/sceau
	$(B)/sceau completion fish > \
	  $(SHARE)/fish/vendor_completions.d/sceau.fish
	$(B)/sceau completion zsh > $(SHARE)/zsh/site-functions/_sceau

uninstall: ## remove what install wrote
	rm -f $(DESTDIR)$(PREFIX)/bin/sceau $(DESTDIR)$(PREFIX)/include/sceau.h \
	  $(DESTDIR)$(PREFIX)/lib/libsceau.a $(SHARE)/man/man1/sceau.1 \
	  $(SHARE)/man/fr/man1/sceau.1 \
	  $(SHARE)/bash-completion/completions/sceau \
	  $(SHARE)/fish/vendor_completions.d/sceau.fish \
	  $(SHARE)/zsh/site-functions/_sceau
	rm -rf $(SHARE)/sceau

clean: ## remove what was built
	rm -rf $(BUILD)
