/* From a scalar's text back to its file: where does each letter stand? */
#include "node_test.h"

/* Each `what` occurs once in the value and once in the file; « @ » in the file
   stands for nothing. */
static void assert_found(const char *yaml, const char *what, uint32_t line,
                         uint32_t column) {
    reading r = reading_of(str_z(yaml));
    assert_non_null(r.n);
    const node *n = node_get(r.n, S("t"));
    assert_non_null(n);
    size_t at = str_find(n->text.s, str_z(what), 0);
    if (at == SIZE_MAX)
        fail_msg("no « %s » in « %.*s »", what, STR_ARG(n->text.s));
    assert_true(n->text.run_count > 0);
    span s = located_span(&n->text, at, at + strlen(what));
    place p = source_place(s.src, s.start);
    if (p.line != line || p.column != column)
        fail_msg("« %s » at %u:%u", what, p.line, p.column);
    str got = str_sub(r.src->text, s.start, s.end);
    assert_string_equal(str_dup(r.a, got).p, what);
    reading_end(&r);
}

static void test_plain(void **state) {
    (void)state;
    assert_found("t: un deux\n", "deux", 1, 7);
    assert_found("t: un\n  deux   \n  trois # c\n", "deux", 2, 3);
    assert_found("t: un\n  deux   \n  trois # c\n", "trois", 3, 3);
    assert_found("t: un\n\n\n  deux é trois\n", "trois", 4, 10);
    assert_found("t:\n  un\r\n  deux\r\n", "deux", 3, 3);
}

static void test_single(void **state) {
    (void)state;
    assert_found("t: 'un deux'\n", "deux", 1, 8);
    assert_found("t: 'l''eau vive'\n", "vive", 1, 12);
    assert_found("t: 'l''eau\n  d''un lac'\n", "lac", 2, 9);
    assert_found("t: 'un  \n\n   deux'\n", "deux", 3, 4);
    assert_found("t: '\n  un'\n", "un", 2, 3);
}

static void test_double(void **state) {
    (void)state;
    assert_found("t: \"a\\u00e9b fin\"\n", "fin", 1, 14);
    assert_found("t: \"\\x41\\U0001F4A7 fin\"\n", "fin", 1, 20);
    assert_found("t: \"\\_\\N\\L\\P fin\"\n", "fin", 1, 14);
    assert_found("t: \"a\\\n   b fin\"\n", "fin", 2, 6);
    assert_found("t: \"a \\\n   b\n\n  c fin\"\n", "fin", 4, 5);
    assert_found("t: \"a\\\"b'c \\\\ fin\"\n", "fin", 1, 15);
    assert_found("t: \"a\n  b  \n  fin\"\n", "fin", 3, 3);
}

static void test_literal(void **state) {
    (void)state;
    assert_found("t: |\n  un\n  deux\n", "deux", 3, 3);
    assert_found("t: |\n\n    un\n      deux\n\n    trois\n", "trois", 6, 5);
    assert_found("t: |2\n    un\n   deux\n", "un", 2, 5);
    assert_found("t: |- # c\n  un\n\n\n  deux", "deux", 5, 3);
    assert_found("t: |+\r\n  un\r\n\r\n  deux\r\n\r\n", "deux", 4, 3);
    assert_found("a:\n  - x\nt: |\n un\n\n deux\n", "deux", 6, 2);
}

static void test_folded(void **state) {
    (void)state;
    assert_found("t: >\n  un\n  deux\n", "deux", 3, 3);
    assert_found("t: >\n  un\n\n  deux\n  trois\n", "trois", 5, 3);
    assert_found("t: >-\n  un\n    plus\n  deux\n", "deux", 4, 3);
    assert_found("t: >-\n  un\n    plus\n\n\n  deux\n", "deux", 6, 3);
    assert_found("t: >\n\n\n  un\n  deux\n", "deux", 5, 3);
}

/* A word that crosses lines of the file is spanned from its start to its
   end. */
static void test_across_lines(void **state) {
    (void)state;
    reading r = reading_of(S("t: >\n  un {a +\n  b} deux\n"));
    const node *n = node_get(r.n, S("t"));
    size_t at = str_find(n->text.s, S("{a + b}"), 0);
    assert_int_not_equal(at, SIZE_MAX);
    span s = located_span(&n->text, at, at + 7);
    str got = str_sub(r.src->text, s.start, s.end);
    assert_string_equal(str_dup(r.a, got).p, "{a +\n  b}");
    reading_end(&r);
}

/* Every letter of every scalar leads back to the same letter of the file; and
   the second reading agrees with libyaml's on all that libyaml accepts. */
static void check_tree(const reading *r, const node *n) {
    if (n->kind == NODE_LIST)
        for (size_t i = 0; i < n->count; i++)
            check_tree(r, n->items[i]);
    if (n->kind == NODE_MAP)
        for (size_t i = 0; i < n->count; i++)
            check_tree(r, n->entries[i].value);
    assert_true(n->place.start <= n->place.end);
    assert_true(n->place.end <= r->src->text.n);
    if (n->kind != NODE_SCALAR)
        return;
    for (size_t i = 0; i < n->text.s.n; i++) {
        char c = n->text.s.p[i];
        if (c < 'a' || c > 'z')
            continue;
        if (!n->text.run_count)
            fail_msg("no runs in\n%.*s", STR_ARG(r->src->text));
        span s = located_span(&n->text, i, i + 1);
        char f = r->src->text.p[s.start];
        if (f != c && f != '\\')
            fail_msg("%c / %c in\n%.*s", c, f, STR_ARG(r->src->text));
    }
}

static uint32_t seed = 12345;

static uint32_t roll(uint32_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

/* Texts made of the pieces that matter, a few hundred thousand bytes of them:
   most are refused, a good part is read. */
static void test_random_texts(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "a",      "bc de",    " ",        "  ",     "\n",      "\n  ",
        "\n    ", "\r\n  ",   "\n\n",     ": ",     "- ",      "'",
        "''",     "\"",       "\\n",      "\\\n  ", "\\u00e9", "é",
        "# c",    " # d",     "[",        "]",      "{",       "}",
        ", ",     "t: |\n  ", "t: >\n  ", "t: '",   "t: \"",   "t: ",
        "\n\n  ", "&x ",      "*x",       "! ",     "? ",      "\t",
        "%",      "x:y",      "\xC2\xA0", "|2-\n",  ">+\n   ", "---\n",
        "k: "};
    size_t good = 0;
    for (int i = 0; i < 20000; i++) {
        char text[256];
        size_t n = 0;
        for (uint32_t k = 1 + roll(12); k > 0; k--) {
            const char *p = pieces[roll(sizeof pieces / sizeof *pieces)];
            size_t len = strlen(p);
            memcpy(text + n, p, len);
            n += len;
        }
        reading r = reading_of((str){text, n});
        assert_true(r.n || r.sink->errors);
        if (r.n)
            check_tree(&r, r.n);
        good += r.n != NULL;
        reading_end(&r);
    }
    assert_true(good > 2000);
}

const struct CMUnitTest runs_tests[] = {
    cmocka_unit_test(test_plain),        cmocka_unit_test(test_single),
    cmocka_unit_test(test_double),       cmocka_unit_test(test_literal),
    cmocka_unit_test(test_folded),       cmocka_unit_test(test_across_lines),
    cmocka_unit_test(test_random_texts),
};
const size_t runs_test_count = sizeof runs_tests / sizeof *runs_tests;
