/* The text filter and the links. */
#include "xlsx_tests.h"

#include "xlsx/xlsx_int.h"

static const xlsx_text_rule cell = {.units = BOOK_MAX_TEXT};

static void passes(fixture *x, str in, const char *out) {
    buf b = buf_new(x->a);
    uint32_t bad;
    assert_int_equal(xlsx_text(&b, in, cell, &bad), XLSX_TEXT_OK);
    assert_int_equal(strlen(b.p), b.n);
    assert_string_equal(b.p, out);
}

static void fails(fixture *x, str in, xlsx_text_fault fault, uint32_t cp) {
    buf b = buf_new(x->a);
    uint32_t bad = 0;
    assert_int_equal(xlsx_text(&b, in, cell, &bad), fault);
    if (fault == XLSX_TEXT_CONTROL)
        assert_int_equal(bad, cp);
}

static void ordinary_text_passes(void **state) {
    fixture *x = *state;
    passes(x, S(""), "");
    passes(x, S("=HYPERLINK(\"http://x\")"), "=HYPERLINK(\"http://x\")");
    passes(x, S("été\tΩ\n😀 العربية"), "été\tΩ\n😀 العربية");
    passes(x, S("\xC2\x85"), "\xC2\x85");
}

static void escapes_are_escaped(void **state) {
    fixture *x = *state;
    passes(x, S("_x0041_"), "_x005F_x0041_");
    passes(x, S("a_x00E9_b_xFFFF_"), "a_x005F_x00E9_b_x005F_xFFFF_");
    passes(x, S("_x0041_x0042_"), "_x005F_x0041_x005F_x0042_");
    passes(x, S("_X0041_ _x00g1_ _x0041 _x_ _x00411_"),
           "_X0041_ _x00g1_ _x0041 _x_ _x00411_");
    passes(x, S("_x004_ _x1_"), "_x005F_x004_ _x005F_x1_");
}

static void impossible_characters_are_refused(void **state) {
    fixture *x = *state;
    fails(x, S("a\x01"), XLSX_TEXT_CONTROL, 1);
    fails(x, S("a\rb"), XLSX_TEXT_CONTROL, 13);
    fails(x, S("a\0b"), XLSX_TEXT_CONTROL, 0);
    fails(x, S("\x7F"), XLSX_TEXT_CONTROL, 0x7F);
    fails(x, S("\xEF\xBF\xBE"), XLSX_TEXT_CONTROL, 0xFFFE);
    fails(x, S("\xEF\xBF\xBF"), XLSX_TEXT_CONTROL, 0xFFFF);
    fails(x, S("\xE9t\xE9"), XLSX_TEXT_UTF8, 0);
    fails(x, S("\xED\xA0\x80"), XLSX_TEXT_UTF8, 0); /* a lone surrogate */
    fails(x, S("\xC0\xAF"), XLSX_TEXT_UTF8, 0);
}

static void length_counts_utf16_units(void **state) {
    fixture *x = *state;
    buf b = buf_new(x->a);
    for (int i = 0; i < BOOK_MAX_TEXT / 2; i++)
        buf_z(&b, "😀");
    buf_c(&b, 'a');
    passes(x, buf_slice(&b), buf_take(&b).p);
    buf_c(&b, 'a');
    fails(x, buf_slice(&b), XLSX_TEXT_LONG, 0);
    b.n = 0;
    for (int i = 0; i < BOOK_MAX_TEXT - 6; i++)
        buf_c(&b, 'a');
    fails(x, str_cat(x->a, buf_slice(&b), S("_x0041_")), XLSX_TEXT_LONG, 0);
}

static void one_line_refuses_breaks(void **state) {
    fixture *x = *state;
    buf b = buf_new(x->a);
    uint32_t bad;
    xlsx_text_rule rule = {.units = 31, .one_line = true};
    assert_int_equal(xlsx_text(&b, S("a\tb"), rule, &bad), XLSX_TEXT_CONTROL);
    assert_int_equal(xlsx_text(&b, S("a\nb"), rule, &bad), XLSX_TEXT_CONTROL);
}

static void link_is(fixture *x, str in, const char *out) {
    buf b = buf_new(x->a);
    assert_int_equal(xlsx_link(&b, in), out != NULL);
    if (out)
        assert_string_equal(b.p, out);
}

static void links_keep_to_their_scheme(void **state) {
    fixture *x = *state;
    link_is(x, S("https://x.fr/a?b=c#d"), "https://x.fr/a?b=c#d");
    link_is(x, S("HTTP://x.fr"), "http://x.fr");
    link_is(x, S("mailto:a@b.fr"), "mailto:a@b.fr");
    link_is(x, S("#'Valeurs'!A1"), "internal:'Valeurs'!A1");
    link_is(x, S("https://x.fr/?q=internal:abc"),
            "https://x.fr/?q=internal%3Aabc");
    link_is(x, S("https://x.fr/external:mailto:z"),
            "https://x.fr/external%3Amailto%3Az");
    link_is(x, S("https://x.fr/é \"<>"), "https://x.fr/%C3%A9%20%22%3C%3E");
    link_is(x, S("javascript:alert(1)"), NULL);
    link_is(x, S("file:///etc/passwd"), NULL);
    link_is(x, S("internal:Feuil1!A1"), NULL);
    link_is(x, S("x https://x.fr"), NULL);
    link_is(x, S("https://"), NULL);
    link_is(x, S(""), NULL);
}

int test_text(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ordinary_text_passes, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(escapes_are_escaped, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(impossible_characters_are_refused,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(length_counts_utf16_units, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(one_line_refuses_breaks, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(links_keep_to_their_scheme,
                                        open_fixture, close_fixture),
    };
    return cmocka_run_group_tests_name("xlsx: text", tests, NULL, NULL);
}
