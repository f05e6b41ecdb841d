/* The tree of good files: kinds, styles, places, the dump. */
#include "node_test.h"

static void assert_dump(const char *yaml, const char *want) {
    reading r = reading_of(str_z(yaml));
    buf out = buf_new(r.a);
    node_dump(&out, r.n);
    assert_string_equal(buf_take(&out).p, want);
    assert_int_equal(r.sink->errors + r.sink->warnings, 0);
    reading_end(&r);
}

static void test_dump(void **state) {
    (void)state;
    assert_dump("# début\n"
                "titre: Écologie\n"
                "axes:\n"
                "  - eau\n"
                "  - \"un \\\"mot\\\"\"\n"
                "vide:\n"
                "liste: [a, {b: c}]\n",
                "map 2:1\n"
                "titre 2:1: plain 2:8 \"Écologie\"\n"
                "axes 3:1: list 4:3\n"
                "  - plain 4:5 \"eau\"\n"
                "  - double 5:5 \"un \\\"mot\\\"\"\n"
                "vide 6:1: plain 6:6 \"\"\n"
                "liste 7:1: list 7:8 flow\n"
                "  - plain 7:9 \"a\"\n"
                "  - map 7:12 flow\n"
                "    b 7:13: plain 7:16 \"c\"\n");
}

static void test_types_are_not_guessed(void **state) {
    (void)state;
    static const char *const texts[] = {
        "no",         "oui",   "on",   "~",         "1e3",
        ".inf",       "0777",  "null", "0o17",      "12:30:45",
        "2024-01-01", "1_000", "C#",   "50 % de @x"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        arena *a = NULL;
        reading r = reading_of(str_z(texts[i]));
        a = r.a;
        assert_int_equal(r.n->kind, NODE_SCALAR);
        assert_string_equal(str_dup(a, r.n->text.s).p, texts[i]);
        assert_int_equal(r.sink->errors + r.sink->warnings, 0);
        reading_end(&r);
    }
}

static void test_empty_files(void **state) {
    (void)state;
    static const char *const texts[] = {
        "", "# rien\n", "---\n", "\n\n", "\xEF\xBB\xBF", "%YAML 1.2\n---\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        reading r = reading_of(str_z(texts[i]));
        assert_non_null(r.n);
        assert_int_equal(r.n->kind, NODE_MAP);
        assert_int_equal(r.n->count, 0);
        assert_int_equal(r.sink->errors, 0);
        reading_end(&r);
    }
}

static void assert_spanned(const reading *r, span at, const char *want) {
    str got = str_sub(r->src->text, at.start, at.end);
    assert_string_equal(str_dup(r->a, got).p, want);
}

static void test_spans(void **state) {
    (void)state;
    reading r = reading_of(S("é: 'à b' # c\r\n"
                             "liste: [ x, \"y\" ]\r\n"
                             "bloc: |\r\n"
                             "  un\r\n"
                             "  deux\r\n"
                             "\r\n"
                             "# fin\r\n"
                             "carte:\r\n"
                             "  k: v w\r\n"
                             "dernier: 1\r\n"));
    assert_non_null(r.n);
    assert_spanned(&r, r.n->entries[0].key->place, "é");
    assert_spanned(&r, node_get(r.n, S("é"))->place, "'à b'");
    node *list = node_get(r.n, S("liste"));
    assert_spanned(&r, list->place, "[ x, \"y\" ]");
    assert_spanned(&r, list->items[1]->place, "\"y\"");
    assert_spanned(&r, node_get(r.n, S("bloc"))->place, "|\r\n  un\r\n  deux");
    assert_spanned(&r, node_get(r.n, S("carte"))->place, "k: v w");
    assert_spanned(&r, node_get(r.n, S("dernier"))->place, "1");
    assert_null(node_get(r.n, S("absent")));
    assert_null(node_get(list, S("absent")));
    assert_null(node_get(NULL, S("absent")));
    reading_end(&r);
}

static void test_text_is_a_slice(void **state) {
    (void)state;
    reading r = reading_of(S("a: eau vive\nb: 'x'\n"));
    str file = r.src->text;
    assert_ptr_equal(node_get(r.n, S("a"))->text.s.p, file.p + 3);
    assert_ptr_equal(node_get(r.n, S("b"))->text.s.p, file.p + 16);
    reading_end(&r);
}

static void test_byte_order_mark(void **state) {
    (void)state;
    reading r = reading_of(S("\xEF\xBB\xBF"
                             "é: à\nb: x\n"));
    assert_non_null(r.n);
    assert_spanned(&r, r.n->entries[0].key->place, "é");
    assert_spanned(&r, node_get(r.n, S("b"))->place, "x");
    reading_end(&r);
}

const struct CMUnitTest tree_tests[] = {
    cmocka_unit_test(test_dump),
    cmocka_unit_test(test_types_are_not_guessed),
    cmocka_unit_test(test_empty_files),
    cmocka_unit_test(test_spans),
    cmocka_unit_test(test_text_is_a_slice),
    cmocka_unit_test(test_byte_order_mark),
};
const size_t tree_test_count = sizeof tree_tests / sizeof *tree_tests;
