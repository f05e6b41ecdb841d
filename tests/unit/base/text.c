/* str, buf, utf8. */
#include "base_tests.h"

#include "base/utf8.h"

static void test_comparisons(void **state) {
    (void)state;
    assert_true(str_eq(STR_NONE, S("")));
    assert_true(str_eq(S("ab"), str_z("ab")));
    assert_false(str_eq(S("ab"), S("abc")));
    assert_true(str_cmp(S("a"), S("ab")) < 0);
    assert_true(str_cmp(S("b"), S("ab")) > 0);
    assert_int_equal(str_cmp(S("é"), S("é")), 0);
    assert_true(str_starts(S("abc"), S("")));
    assert_true(str_starts(S("abc"), S("ab")));
    assert_false(str_starts(S("a"), S("ab")));
    assert_true(str_ends(S("a.yaml"), S(".yaml")));
    assert_false(str_ends(S("yaml"), S(".yaml")));
    assert_true(str_empty(str_z(NULL)));
}

static void test_parts(void **state) {
    (void)state;
    assert_int_equal(str_find(S("banana"), S("an"), 0), 1);
    assert_int_equal(str_find(S("banana"), S("an"), 2), 3);
    assert_int_equal(str_find(S("banana"), S("x"), 0), SIZE_MAX);
    assert_int_equal(str_find(S("ab"), S(""), 2), 2);
    assert_int_equal(str_find(S("ab"), S("a"), 3), SIZE_MAX);
    assert_int_equal(str_find(S("a"), S("ab"), 0), SIZE_MAX);
    assert_str(str_sub(S("abc"), 1, 99), "bc");
    assert_str(str_sub(S("abc"), 2, 1), "");
    assert_str(str_trim(S(" \t a b\r\n")), "a b");
    assert_str(str_trim(S("  ")), "");
}

static void test_makers(void **state) {
    arena *a = FIXTURE(state)->a;
    str d = str_dup(a, S("abc"));
    assert_string_equal(d.p, "abc");
    assert_string_equal(str_dup(a, STR_NONE).p, "");
    assert_string_equal(str_cat(a, S("é"), S("t")).p, "ét");
    assert_string_equal(str_fmt(a, "%d-%s", 12, "x").p, "12-x");
    str s = S("slice");
    assert_string_equal(str_fmt(a, "%.*s", STR_ARG(s)).p, "slice");
    assert_true(str_hash(S("a")) != str_hash(S("b")));
    assert_true(str_hash(S("")) == str_hash(STR_NONE));
}

static void test_join(void **state) {
    arena *a = FIXTURE(state)->a;
    str parts[] = {S("a"), STR_NONE, S("bc")};
    assert_string_equal(str_join(a, parts, 3, S(", ")).p, "a, , bc");
    assert_string_equal(str_join(a, parts, 1, S(", ")).p, "a");
    assert_string_equal(str_join(a, parts, 0, S(", ")).p, "");
}

/* Longer than what it is tried in, and just as long. */
static void test_format(void **state) {
    arena *a = FIXTURE(state)->a;
    for (int n = 250; n < 260; n++) {
        str s = str_fmt(a, "%*d", n, 7);
        assert_int_equal(s.n, n);
        assert_int_equal(s.p[n - 1], '7');
        assert_int_equal(s.p[n], 0);
    }
}

static void test_buffer(void **state) {
    buf b = buf_new(FIXTURE(state)->a);
    assert_string_equal(buf_take(&b).p, "");
    buf_z(&b, "a");
    buf_c(&b, 'b');
    buf_str(&b, STR_NONE);
    buf_int(&b, INT64_MIN);
    buf_c(&b, ' ');
    buf_int(&b, 0);
    assert_str(buf_slice(&b), "ab-9223372036854775808 0");
    str early = buf_take(&b);
    assert_int_equal(early.p[early.n], 0);
    buf_z(&b, ", and on");
    assert_str(buf_slice(&b), "ab-9223372036854775808 0, and on");
    char want[1001];
    memset(want, 'x', 1000);
    want[1000] = 0;
    buf long_one = buf_new(FIXTURE(state)->a);
    buf_fmt(&long_one, "%s", want); /* longer than the buffer on the stack */
    assert_string_equal(buf_take(&long_one).p, want);
}

static void test_utf8_reads(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t cp;
        size_t moves;
    } rows[] = {
        {"a", 'a', 1},
        {"\xC3\xA9", 0xE9, 2},
        {"\xE2\x80\xAF", 0x202F, 3},
        {"\xF0\x9F\x98\x80", 0x1F600, 4},
        {"\xC0\x80", UTF8_BAD, 1},         /* overlong NUL */
        {"\xE0\x80\xAF", UTF8_BAD, 1},     /* overlong */
        {"\xED\xA0\x80", UTF8_BAD, 1},     /* surrogate */
        {"\xF4\x90\x80\x80", UTF8_BAD, 1}, /* past U+10FFFF */
        {"\xF8\x88\x80\x80", UTF8_BAD, 1}, /* five bytes */
        {"\xE2\x80", UTF8_BAD, 1},         /* cut */
        {"\xE9t", UTF8_BAD, 1},            /* Latin-1 é */
        {"\x80", UTF8_BAD, 1},
        {"\xFF", UTF8_BAD, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t at = 0;
        assert_int_equal(utf8_next(str_z(rows[i].text), &at), rows[i].cp);
        assert_int_equal(at, rows[i].moves);
    }
}

static void test_utf8_goes_back(void **state) {
    (void)state;
    str s = S("aé\xE2\x80\xAF\x80");
    size_t at = s.n;
    assert_int_equal(utf8_prev(s, &at), UTF8_BAD);
    assert_int_equal(at, 6);
    assert_int_equal(utf8_prev(s, &at), 0x202F);
    assert_int_equal(utf8_prev(s, &at), 0xE9);
    assert_int_equal(utf8_prev(s, &at), 'a');
    assert_int_equal(at, 0);
}

/* Every code point: written, read back, the only reading of its bytes. */
static void test_utf8_round_trip(void **state) {
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        char t[4];
        size_t n = utf8_put(cp, t), at = 0, back = n;
        if (utf8_next((str){t, n}, &at) != cp || at != n ||
            utf8_prev((str){t, n}, &back) != cp || back != 0)
            fail_msg("U+%04X", cp);
    }
}

static void test_utf8_faults_and_counts(void **state) {
    (void)state;
    assert_int_equal(utf8_fault(S("être")), SIZE_MAX);
    assert_int_equal(utf8_fault(S("ab\xE9t")), 2);
    assert_int_equal(utf8_fault(S("")), SIZE_MAX);
    assert_int_equal(utf8_count(S("été\xE2\x80\xAF")), 4);
    buf b = buf_new(FIXTURE(state)->a);
    buf_cp(&b, 0x202F);
    assert_str(buf_slice(&b), "\xE2\x80\xAF");
}

int run_text_tests(void) {
    const struct CMUnitTest tests[] = {
        BASE_TEST(test_comparisons),     BASE_TEST(test_parts),
        BASE_TEST(test_makers),          BASE_TEST(test_join),
        BASE_TEST(test_format),          BASE_TEST(test_buffer),
        BASE_TEST(test_utf8_reads),      BASE_TEST(test_utf8_goes_back),
        BASE_TEST(test_utf8_round_trip), BASE_TEST(test_utf8_faults_and_counts),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
