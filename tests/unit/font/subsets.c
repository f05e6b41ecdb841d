#include "font_tests.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The glyphs of a text, sorted, each once. */
static size_t glyphs_of(fixture *x, const font_face *f, str text,
                        uint32_t *out) {
    const font_run *r = font_shape(x->set, f, text, FONT_DEFAULT, FONT_FRENCH);
    size_t n = 0, kept = 0;
    for (uint32_t i = 0; i < r->count; i++)
        out[n++] = r->glyphs[i].gid;
    qsort(out, n, sizeof *out, by_number);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || out[kept - 1] != out[i])
            out[kept++] = out[i];
    return kept;
}

static uint32_t read_u32(const uint8_t *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

/* Offset of a table of a font file. */
static size_t find_table(str font, const char *tag) {
    const uint8_t *p = (const uint8_t *)font.p;
    for (int i = 0; i < (p[4] << 8 | p[5]); i++)
        if (memcmp(p + 12 + 16 * i, tag, 4) == 0)
            return read_u32(p + 12 + 16 * i + 8);
    return 0;
}

/* Advance of a glyph as hmtx says it: an own reader, so that the subset is
   judged by other code than the one that made it. */
static int hmtx_advance(str font, uint32_t gid) {
    const uint8_t *p = (const uint8_t *)font.p;
    const uint8_t *hhea = p + find_table(font, "hhea");
    uint32_t n = (uint32_t)(hhea[34] << 8 | hhea[35]);
    if (gid >= n)
        gid = n - 1;
    const uint8_t *m = p + find_table(font, "hmtx") + 4 * (size_t)gid;
    return m[0] << 8 | m[1];
}

static void keeps_the_advances(void **state) {
    fixture *x = *state;
    for (uint32_t i = 0; i < font_count(x->set); i++) {
        const font_face *f = font_at(x->set, i);
        uint32_t gids[64], fresh[64];
        size_t n = glyphs_of(x, f, S("Qualité de l’eau : 1 234 €"), gids);
        str out = font_subset(x->a, f, gids, n, fresh);
        assert_true(out.n > 500 && out.n < 20000);
        for (size_t g = 0; g < n; g++) {
            assert_int_not_equal(fresh[g], 0);
            assert_int_equal(hmtx_advance(out, fresh[g]),
                             font_advance(f, gids[g]));
        }
    }
}

static void keeps_only_what_a_page_needs(void **state) {
    fixture *x = *state;
    const font_face *f = font_at(x->set, 1);
    uint32_t gids[64], fresh[64];
    size_t n = glyphs_of(x, f, S("Campus"), gids);
    str out = font_subset(x->a, f, gids, n, fresh);
    assert_int_equal(((const uint8_t *)out.p)[5], 6);
    static const char tags[][5] = {"head", "hhea", "maxp",
                                   "hmtx", "loca", "glyf"};
    for (size_t i = 0; i < 6; i++)
        assert_true(find_table(out, tags[i]) > 0);
}

static void is_the_same_twice(void **state) {
    fixture *x = *state;
    const font_face *f = font_at(x->set, 4);
    uint32_t gids[64], fresh[64];
    size_t n = glyphs_of(x, f, S("Établissement"), gids);
    str one = font_subset(x->a, f, gids, n, fresh);
    str two = font_subset(x->a, f, gids, n, fresh);
    assert_true(one.n > 500);
    assert_true(str_eq(one, two));
}

int test_subsets(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(keeps_the_advances),
        T(keeps_only_what_a_page_needs),
        T(is_the_same_twice),
    };
    return cmocka_run_group_tests_name("font subsets", tests, NULL, NULL);
}
