/* source: lines, columns, and the way back from a text to its file. */
#include "base/source.h"

#include "base_tests.h"

static void test_places(void **state) {
    arena *a = FIXTURE(state)->a;
    source *s = source_new(a, S("a.yaml"), S("été: x\r\n😀b\n\nfin"));
    static const struct {
        uint32_t offset;
        place want;
    } rows[] = {
        {0, {1, 1, 1}},  {2, {1, 2, 2}},  {5, {1, 4, 4}},
        {10, {2, 1, 1}}, {14, {2, 2, 3}}, {16, {3, 1, 1}},
        {17, {4, 1, 1}}, {20, {4, 4, 4}}, {999, {4, 4, 4}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        place p = source_place(s, rows[i].offset);
        assert_int_equal(p.line, rows[i].want.line);
        assert_int_equal(p.column, rows[i].want.column);
        assert_int_equal(p.utf16, rows[i].want.utf16);
    }
    assert_str(source_line(s, 1), "été: x");
    assert_str(source_line(s, 3), "");
    assert_str(source_line(s, 4), "fin");
    assert_str(source_line(s, 0), "");
    assert_str(source_line(s, 5), "");
}

static void test_empty_file(void **state) {
    source *s = source_new(FIXTURE(state)->a, S("a"), STR_NONE);
    place p = source_place(s, 0);
    assert_int_equal(p.line, 1);
    assert_int_equal(p.column, 1);
    assert_str(source_line(s, 1), "");
}

/* « un deux » folded over two lines: the text has a blank where the file has
   a line end and an indent. */
static const text_run folded[] = {{0, 3}, {2, 5}, {3, 8}};

static void test_located_spans(void **state) {
    arena *a = FIXTURE(state)->a;
    source *s = source_new(a, S("a"), S("k: un\n  deux\n"));
    located t = located_runs(S("un deux"), (span){s, 3, 12}, folded, 3);
    span one = located_span(&t, 0, 2);
    assert_int_equal(one.start, 3);
    assert_int_equal(one.end, 5);
    span two = located_span(&t, 3, 7);
    assert_int_equal(two.start, 8);
    assert_int_equal(two.end, 12);
    span point = located_span(&t, 4, 4);
    assert_int_equal(point.start, 9);
    assert_int_equal(point.end, 9);
    span past = located_span(&t, 5, 99);
    assert_int_equal(past.end, 12);
}

static void test_located_parts(void **state) {
    arena *a = FIXTURE(state)->a;
    source *s = source_new(a, S("a"), S("k: un\n  deux\n"));
    located t = located_runs(S("un deux"), (span){s, 3, 12}, folded, 3);
    located part = located_sub(a, &t, 1, 5);
    assert_str(part.s, "n de");
    assert_int_equal(located_span(&part, 0, 1).start, 4);
    assert_int_equal(located_span(&part, 2, 4).start, 8);
    assert_int_equal(located_span(&part, 2, 4).end, 10);
    located nowhere = {.s = S("abc"), .place = {s, 3, 5}};
    assert_int_equal(located_span(&nowhere, 1, 2).start, 3);
    assert_int_equal(located_sub(a, &nowhere, 1, 2).place.end, 5);
}

/* Most texts stand in the file as they are; so may all but the first letters
   of one that starts with an escape. */
static void test_located_slices(void **state) {
    arena *a = FIXTURE(state)->a;
    source *s = source_new(a, S("a"), S("k: \"\\u00e9t\""));
    located t = located_slice(S("u00e9t"), (span){s, 3, 12}, 5);
    assert_int_equal(located_span(&t, 5, 6).start, 10);
    assert_int_equal(located_span(&t, 0, 99).end, 11);
    located part = located_sub(a, &t, 2, 6);
    assert_str(part.s, "0e9t");
    assert_int_equal(located_span(&part, 3, 4).start, 10);
    static const text_run late = {2, 10};
    located escaped = located_runs(S("ét"), (span){s, 3, 12}, &late, 1);
    assert_int_equal(located_span(&escaped, 2, 3).start, 10);
    assert_int_equal(located_span(&escaped, 2, 3).end, 11);
}

int run_source_tests(void) {
    const struct CMUnitTest tests[] = {
        BASE_TEST(test_places),         BASE_TEST(test_empty_file),
        BASE_TEST(test_located_spans),  BASE_TEST(test_located_parts),
        BASE_TEST(test_located_slices),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
