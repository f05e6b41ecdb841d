# sceau: GNU make, one file, no recursion but for variants. `make help`.
SHELL      := /bin/bash
BUILD      ?= build
VARIANT    ?= release
PREFIX     ?= /usr/local
PKG_CONFIG ?= pkg-config
CLANG_FORMAT ?= clang-format
DOSSIER    ?= dossiers/cmq-eau

B := $(BUILD)/$(VARIANT)
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules

# --- Packages -------------------------------------------------------------
APT_BUILD := gcc make pkg-config libc6-dev libyaml-dev libhpdf-dev \
  libxlsxwriter-dev libharfbuzz-dev libicu-dev libhyphen-dev hyphen-fr \
  libcmark-gfm-dev libcmark-gfm-extensions-dev libpng-dev zlib1g-dev \
  libdeflate-dev libminizip-dev libexpat1-dev libssl-dev icc-profiles-free
APT_TEST := libcmocka-dev libreoffice-calc-nogui qpdf poppler-utils \
  python3 python3-openpyxl clang-format universal-ctags fonts-liberation locales
APT_CONFORMANCE := default-jre-headless maven
APT_FUZZ := clang libclang-rt-14-dev

PKGS := yaml-0.1 harfbuzz harfbuzz-subset icu-uc icu-i18n libpng zlib \
  libdeflate minizip expat libcrypto xlsxwriter
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null || \
  echo -lyaml -lharfbuzz -lharfbuzz-subset -licuuc -licui18n -lpng -lz \
  -ldeflate -lminizip -lexpat -lcrypto -lxlsxwriter)
LIBS := $(PKG_LIBS) -lhpdf -lhyphen -lcmark-gfm -lcmark-gfm-extensions -lm \
  -pthread

# --- Flags ----------------------------------------------------------------
WARN := -Wall -Wextra -Wpedantic -Wshadow=local -Wconversion -Wno-sign-conversion \
  -Wswitch-enum -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
ifdef CI
WARN += -Werror
endif
BASE_CFLAGS := -std=c11 -D_GNU_SOURCE -Isrc $(PKG_CFLAGS) -ffp-contract=off \
  -fvisibility=hidden -fno-strict-aliasing
FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIC \
  -flto -ffat-lto-objects
FLAGS_debug   := -O0 -g -fPIC
FLAGS_san     := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
  -fno-sanitize-recover=all
FLAGS_cov     := -O0 -g --coverage
FLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
  -fno-omit-frame-pointer -fno-sanitize-recover=all
ifeq ($(VARIANT),fuzz) # libFuzzer is clang's
CC := clang
WARN := -Wall -Wextra
endif
ALL_CFLAGS := $(BASE_CFLAGS) $(WARN) $(FLAGS_$(VARIANT)) $(CFLAGS)
# The program alone is optimised across files; tests link the same objects as
# they are.
LTO_release := -flto=auto -O2
LINK_FLAGS := $(filter -fsanitize% --coverage,$(FLAGS_$(VARIANT))) $(LDFLAGS)

# --- Sources: one archive a folder, so that a folder's tests link only what
#     src/LAYERS lets it see ------------------------------------------------
FOLDERS := $(patsubst src/%/,%,$(sort $(dir $(wildcard src/*/*.c))))
objs     = $(patsubst %.c,$(B)/%.o,$(wildcard $(1)/*.c))
FOLDER_ARCHIVES := $(FOLDERS:%=$(B)/lib/%.a)
TOP_OBJS := $(patsubst %.c,$(B)/%.o,$(wildcard src/sceau*.c))
UNITS := $(notdir $(patsubst %/,%,$(sort $(dir $(wildcard tests/unit/*/*.c)))))

all: $(B)/sceau ## build the program

define folder_rules
$(B)/lib/$(1).a: $(call objs,src/$(1))
	@mkdir -p $$(@D); rm -f $$@; ar rcs $$@ $$^
unit_deps_$(1) := $$(shell tests/tools/layers-deps src/LAYERS $(1) \
  $$$$(cat tests/unit/$(1)/LINK 2>/dev/null))
endef
$(foreach f,$(FOLDERS),$(eval $(call folder_rules,$(f))))

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# The library: every folder's archive in one.
$(B)/libsceau.a: $(FOLDER_ARCHIVES) $(TOP_OBJS)
	@rm -f $@; ar rcs $@ $(TOP_OBJS) $(foreach f,$(FOLDERS),$(call objs,src/$(f)))

MAIN_OBJS := $(patsubst %.c,$(B)/%.o,$(wildcard src/main*.c))

$(B)/sceau: $(MAIN_OBJS) $(B)/libsceau.a
	@echo "  LD $@"; $(CC) $(LTO_$(VARIANT)) $(LINK_FLAGS) -o $@ $^ $(LIBS)

# Where the data will be is compiled in: another PREFIX builds main again.
$(B)/prefix: FORCE
	@mkdir -p $(@D); echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@

$(MAIN_OBJS): $(B)/prefix
$(MAIN_OBJS): private ALL_CFLAGS += \
  -DSCEAU_PREFIX_DATA='"$(PREFIX)/share/sceau"'

-include $(shell find $(B) -name '*.d' 2>/dev/null)

# --- Unit tests: one program a folder -------------------------------------
define unit_rules
$(B)/tests/$(1): $(call objs,tests/unit/$(1)) \
    $$(foreach d,$(1) $$(unit_deps_$(1)),$(B)/lib/$$(d).a)
	@mkdir -p $$(@D); echo "  LD $$@"
	@$$(CC) -fno-lto $$(LINK_FLAGS) -o $$@ $$(filter %.o,$$^) \
	  -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $$(LIBS) -lcmocka
.PHONY: unit-$(1)
unit-$(1): $(B)/tests/$(1)
	@$$<
endef
$(foreach f,$(UNITS),$(eval $(call unit_rules,$(f))))

# --- Fuzz targets: one program a folder, VARIANT=fuzz ----------------------
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
ifeq ($(VARIANT),fuzz)
define fuzz_rules
$(B)/$(1): $(B)/tests/fuzz/$(1).o $$(foreach d,$(1) \
    $$(shell tests/tools/layers-deps src/LAYERS $(1)),$(B)/lib/$$(d).a)
	@echo "  LD $$@"
	@$$(CC) -fsanitize=fuzzer,address,undefined -o $$@ \
	  $$(filter %.o,$$^) -Wl,--start-group $$(filter %.a,$$^) \
	  -Wl,--end-group $$(LIBS)
endef
$(foreach f,$(FUZZ_TARGETS),$(eval $(call fuzz_rules,$(f))))
endif

# A workbook through our plan, for `make bench`.
$(B)/bench-plan: $(B)/tests/bench/plan.o \
    $(foreach d,xlsx $(unit_deps_xlsx),$(B)/lib/$(d).a)
	@echo "  LD $@"; $(CC) $(LINK_FLAGS) -o $@ $< \
	  -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LIBS)

unit: $(UNITS:%=unit-%) ## unit tests, one program a folder

# --- What a newcomer runs ---------------------------------------------------
include tests/targets.mk
