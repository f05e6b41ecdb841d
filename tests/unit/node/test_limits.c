/* Sizes: what is refused, and that nothing takes the square of its size. */
#include <time.h>

#include "node_test.h"

static arena *A;
static landing home;

static int setup(void **state) {
    (void)state;
    A = arena_new(&home);
    return A ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    arena_free(A);
    return 0;
}

static str repeat(const char *start, const char *piece, size_t times,
                  const char *end) {
    buf b = buf_new(A);
    buf_z(&b, start);
    for (size_t i = 0; i < times; i++)
        buf_z(&b, piece);
    buf_z(&b, end);
    return buf_take(&b);
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Reads within `limit` seconds of processor time, generous enough for a
   sanitizer; the quadratic way takes seconds. */
static void assert_quick(str text, diag_code code, double limit) {
    double start = seconds();
    reading r = reading_of(text);
    double spent = seconds() - start;
    if (code == DIAG_COUNT) {
        assert_int_equal(r.sink->errors, 0);
        assert_non_null(r.n);
    } else {
        assert_null(r.n);
        assert_non_null(r.sink->first);
        assert_int_equal(r.sink->first->code, code);
    }
    if (spent > limit)
        fail_msg("%.3f s", spent);
    reading_end(&r);
}

static void test_deep(void **state) {
    (void)state;
    assert_quick(repeat("", "[", 50000, ""), E0019, 0.1);
    assert_quick(repeat("", "{a: ", 50000, ""), E0019, 0.1);
    assert_quick(repeat("", "[\n", 50000, ""), E0019, 0.1);
    assert_quick(repeat("", "- ", 50000, ""), E0019, 0.1);
    assert_quick(repeat("", "? ", 50000, ""), E0019, 0.1);
}

static void test_depth_64(void **state) {
    (void)state;
    str most = str_cat(A, repeat("", "[", 64, "x"), repeat("", "]", 64, "\n"));
    str more = str_cat(A, repeat("", "[", 65, "x"), repeat("", "]", 65, "\n"));
    assert_quick(most, DIAG_COUNT, 1);
    assert_quick(more, E0019, 1);
}

static void test_scalar_size(void **state) {
    (void)state;
    size_t mebi = (size_t)1 << 20;
    assert_quick(repeat("t: ", "x", mebi, "\n"), DIAG_COUNT, 2);
    assert_quick(repeat("t: ", "x", mebi + 1, "\n"), E0018, 2);
    assert_quick(repeat("t: \"", "x", mebi + 1, "\"\n"), E0018, 2);
}

static void test_file_size(void **state) {
    (void)state;
    str big = repeat("", "# 56789abcdef\n", (16u << 20) / 14 + 1, "");
    assert_quick(big, E0017, 1);
    big.n = 16u << 20;
    assert_quick(big, DIAG_COUNT, 4);
}

static void test_many(void **state) {
    (void)state;
    assert_quick(repeat("[", "a,", 1100000, "]"), E0020, 8);
    assert_quick(repeat("", "k: v\n", 100000, ""), E0030, 2);
    buf b = buf_new(A);
    for (int i = 0; i < 50000; i++)
        buf_fmt(&b, "k%d: v\n", i);
    buf_z(&b, "z: 1\n");
    assert_quick(buf_take(&b), DIAG_COUNT, 4);
    buf_z(&b, "k40000: 2\n");
    reading r = reading_of(buf_take(&b));
    assert_int_equal(r.sink->errors, 1);
    assert_int_equal(r.sink->first->code, E0030);
    assert_int_equal(source_place(r.src, r.sink->first->notes[0].at.start).line,
                     40001);
    reading_end(&r);
}

static void test_reports_stop(void **state) {
    (void)state;
    reading r = reading_of(repeat("", "k: v\n", 500, ""));
    assert_null(r.n);
    assert_int_equal(r.sink->errors, 101);
    const diagnostic *last = r.sink->first;
    while (last->next)
        last = last->next;
    assert_int_equal(last->code, E0022);
    reading_end(&r);
    r = reading_of(repeat("[", "{a}, ", 500000, "]"));
    assert_null(r.n);
    assert_int_equal(r.sink->errors, 101);
    reading_end(&r);
}

const struct CMUnitTest limit_tests[] = {
    cmocka_unit_test_setup_teardown(test_deep, setup, teardown),
    cmocka_unit_test_setup_teardown(test_depth_64, setup, teardown),
    cmocka_unit_test_setup_teardown(test_scalar_size, setup, teardown),
    cmocka_unit_test_setup_teardown(test_file_size, setup, teardown),
    cmocka_unit_test_setup_teardown(test_many, setup, teardown),
    cmocka_unit_test_setup_teardown(test_reports_stop, setup, teardown),
};
const size_t limit_test_count = sizeof limit_tests / sizeof *limit_tests;
