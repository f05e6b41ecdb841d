#include "font_tests.h"

static void finds_the_nearest_face(void **state) {
    fixture *x = *state;
    font_metrics m = font_describe(font_find(x->set, FONT_SANS, 600, false));
    assert_string_equal(m.postscript_name.p, "SourceSans3-SemiBold");
    m = font_describe(font_find(x->set, FONT_SERIF, 400, true));
    assert_true(m.italic && m.serif);
    assert_true(m.italic_angle < 0);
    m = font_describe(font_find(x->set, FONT_SANS, 900, false));
    assert_int_equal(m.weight, 600);
}

static void gives_the_metrics_of_the_charter(void **state) {
    fixture *x = *state;
    font_metrics sans = font_describe(font_find(x->set, FONT_SANS, 400, false));
    assert_int_equal(sans.ascent, 1024);
    assert_int_equal(sans.descent, -400);
    assert_int_equal(sans.x_height, 486);
    assert_int_equal(sans.cap_height, 660);
    assert_int_equal(sans.italic_angle, 0);
    font_metrics serif =
        font_describe(font_find(x->set, FONT_SERIF, 400, false));
    assert_int_equal(serif.ascent, 1036);
    assert_int_equal(serif.descent, -335);
    assert_int_equal(serif.x_height, 475);
    assert_int_equal(serif.cap_height, 670);
    assert_true(serif.bbox[0] < 0 && serif.bbox[2] > 1000);
}

static void numbers_its_faces(void **state) {
    fixture *x = *state;
    for (uint32_t i = 0; i < font_count(x->set); i++)
        assert_int_equal(font_index(font_at(x->set, i)), i);
    assert_null(font_at(x->set, font_count(x->set)));
}

static bool opens(fixture *x, str data) {
    font_file file = {FONT_SANS, 400, false, S("essai.ttf"), data};
    size_t bad = 99;
    bool ok = font_open(x->a, &file, 1, &bad) != NULL;
    assert_int_equal(bad, 0);
    return ok;
}

/* Offset of a table in a font file; 0 when absent. */
static size_t table_at(str font, const char *tag) {
    const uint8_t *p = (const uint8_t *)font.p;
    size_t n = (size_t)(p[4] << 8 | p[5]);
    for (size_t i = 0; i < n; i++) {
        const uint8_t *r = p + 12 + 16 * i;
        if (memcmp(r, tag, 4) == 0)
            return (size_t)r[8] << 24 | (size_t)r[9] << 16 |
                   (size_t)r[10] << 8 | r[11];
    }
    return 0;
}

static void refuses_what_may_not_be_embedded(void **state) {
    fixture *x = *state;
    str font = load_font(x->a, "SourceSans3_400Regular.ttf");
    assert_true(opens(x, font));
    char *type = (char *)font.p + table_at(font, "OS/2") + 8;
    type[1] = 0x02; /* restricted licence */
    assert_false(opens(x, font));
    type[1] = 0x04; /* preview and print */
    assert_true(opens(x, font));
    type[0] = 0x01; /* no subsetting */
    assert_false(opens(x, font));
}

static void refuses_what_is_no_truetype_font(void **state) {
    fixture *x = *state;
    assert_false(opens(x, S("")));
    assert_false(opens(x, S("ceci n’est pas une police de caractères")));
    str font = load_font(x->a, "SourceSans3_400Regular.ttf");
    assert_false(opens(x, str_sub(font, 0, 200)));
    memcpy((char *)font.p, "OTTO", 4);
    assert_false(opens(x, font));
}

int test_faces(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(finds_the_nearest_face),
        T(gives_the_metrics_of_the_charter),
        T(numbers_its_faces),
        T(refuses_what_may_not_be_embedded),
        T(refuses_what_is_no_truetype_font),
    };
    return cmocka_run_group_tests_name("font faces", tests, NULL, NULL);
}
