/* Printers of PDF syntax. */
#include "pdf_tests.h"

#include "pdf/parts_int.h"

static void prints_numbers_without_trailing_zeros(void **state) {
    static const struct {
        int64_t milli;
        const char *text;
    } cases[] = {{0, "0"},           {1, ".001"},
                 {-1, "-.001"},      {10, ".01"},
                 {500, ".5"},        {-500, "-.5"},
                 {1000, "1"},        {-1000, "-1"},
                 {1500, "1.5"},      {10001, "10.001"},
                 {841890, "841.89"}, {-2050, "-2.05"},
                 {100000, "100"},    {2147483647, "2147483.647"}};
    sketch *k = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf b = buf_new(k->a);
        put_milli(&b, cases[i].milli);
        assert_string_equal(buf_take(&b).p, cases[i].text);
    }
}

typedef void (*printer)(buf *, str);

static void prints(sketch *k, printer put, str in, const char *out) {
    buf b = buf_new(k->a);
    put(&b, in);
    assert_string_equal(buf_take(&b).p, out);
}

static void writes(sketch *k, str text, str string) {
    buf b = buf_new(k->a);
    put_text(&b, text);
    assert_true(str_eq(buf_slice(&b), string));
}

static void escapes_strings(void **state) {
    sketch *k = *state;
    prints(k, put_text, S(""), "()");
    prints(k, put_text, S("plain"), "(plain)");
    prints(k, put_text, S("a(b)c\\d"), "(a\\(b\\)c\\\\d)");
    writes(k, S("é"), S("(\xFE\xFF\0\xE9)"));
    writes(k, S("x\n"), S("(\xFE\xFF\0x\0\n)"));
    writes(k, S("œ€"), S("(\xFE\xFF\x01S \xAC)"));
    writes(k, S("😀"), S("(\xFE\xFF\xD8=\xDE\0)"));
    writes(k, S("a\xFFz"), S("(\xFE\xFF\0a\xFF\xFD\0z)"));
    writes(k, S("č)é"), S("(\xFE\xFF\x01\\r\0\\)\0\xE9)"));
    prints(k, put_uri, S("https://x.fr/a b(é)"),
           "(https://x.fr/a%20b\\(%C3%A9\\))");
    prints(k, put_name, S("text/csv"), "/text#2Fcsv");
    prints(k, put_name, S("A B#(é)"), "/A#20B#23#28#C3#A9#29");
    prints(k, put_xml, S("<a & \"b\">\x01"), "&lt;a &amp; &quot;b&quot;&gt;�");
}

static void sorts_names_by_their_bytes(void **state) {
    sketch *k = *state;
    assert_true(str_eq(text_bytes(k->a, S("abc")), S("abc")));
    assert_true(str_eq(text_bytes(k->a, S("é")), (str){"\xFE\xFF\x00\xE9", 4}));
    assert_true(
        str_eq(text_bytes(k->a, S("😀")), (str){"\xFE\xFF\xD8\x3D\xDE\x00", 6}));
}

static void maps_codes_to_text(void **state) {
    sketch *k = *state;
    enum { N = 250 };
    pdf_cid *cids = NEW_ARRAY(k->a, pdf_cid, N);
    for (int i = 1; i < N; i++)
        cids[i] = (pdf_cid){.gid = 1, .len = 1, .text = "a"};
    cids[1] = (pdf_cid){.gid = 2, .len = 3, .text = "ffi"};
    cids[2] = (pdf_cid){.gid = 3, .len = 2, .text = "\u00AD"};
    cids[3] = (pdf_cid){.gid = 3, .len = 3, .text = "\u202F"};
    cids[4] = (pdf_cid){.gid = 4, .len = 4, .text = "😀"};
    cids[5] = (pdf_cid){.gid = 5, .len = 0, .text = ""};
    buf b = buf_new(k->a);
    write_to_unicode(&b, cids, N);
    str map = buf_take(&b);
    has(map, "100 beginbfchar\n<0001><006600660069>\n<0002><00AD>\n"
             "<0003><202F>\n<0004><D83DDE00>\n<0005><200B>\n<0006><0061>\n");
    has(map, "endbfchar\n49 beginbfchar\n<00C9><0061>\n");
    has_not(map, "<0000><0061>");
}

static void same_glyph_with_two_texts_has_two_codes(void **state) {
    sketch *k = *state;
    pdf_options o = {.fonts = k->fonts};
    pdf_job j = {.a = k->a, .options = o, .file = pdf_file_open(k->a, 6)};
    open_fonts(&j);
    pdf_font *f = use_font(&j, k->sans);
    uint32_t space = font_cid(&j, f, 3, S(" "));
    assert_int_equal(space, 1);
    assert_int_equal(font_cid(&j, f, 3, S("\u00A0")), 2);
    assert_int_equal(font_cid(&j, f, 4, S(" ")), 3);
    assert_int_equal(font_cid(&j, f, 3, S(" ")), space);
    uint32_t long_one = font_cid(&j, f, 5, S("douze lettres"));
    assert_int_equal(font_cid(&j, f, 5, S("douze lettreS")), long_one + 1);
    for (uint32_t i = 10; i < 2000; i++) /* the table grows and keeps all */
        font_cid(&j, f, i, S("x"));
    assert_int_equal(font_cid(&j, f, 3, S(" ")), space);
    assert_int_equal(font_cid(&j, f, 5, S("douze lettres")), long_one);
}

static int set_up(void **state) {
    *state = sketch_new();
    return 0;
}

static int tear_down(void **state) {
    sketch_free(*state);
    return 0;
}

int print_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_numbers_without_trailing_zeros),
        cmocka_unit_test(escapes_strings),
        cmocka_unit_test(sorts_names_by_their_bytes),
        cmocka_unit_test(maps_codes_to_text),
        cmocka_unit_test(same_glyph_with_two_texts_has_two_codes),
    };
    return cmocka_run_group_tests_name("print", tests, set_up, tear_down);
}
