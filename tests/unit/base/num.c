/* num: rounding as a spreadsheet does it, reading, writing. */
#include "base_tests.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"

/* What LibreOffice and Excel show for ROUND(x; d). A naive round(x*p)/p fails
   on the ties marked *. */
static void test_round_table(void **state) {
    (void)state;
    static const struct {
        double x;
        int d;
        double want;
    } rows[] = {
        {1.005, 2, 1.01}, /* * */
        {2.675, 2, 2.68}, /* * */
        {1.115, 2, 1.12}, /* * */
        {-1.005, 2, -1.01},  {0.5, 0, 1},
        {-0.5, 0, -1},       {1.5, 0, 2},
        {2.5, 0, 3},         {0.49999999999999994, 0, 1}, /* 0.5 at 15 digits */
        {0.4999999, 0, 0},   {0.05, 1, 0.1},
        {0.15, 1, 0.2},      {0.25, 1, 0.3},
        {0.35, 1, 0.4}, /* * */
        {12.5, 0, 13},       {99.995, 2, 100},
        {999.5, 0, 1000},    {9.5, 0, 10},
        {0.9999, 3, 1},      {1234.5678, -2, 1200},
        {1250, -2, 1300},    {50, -2, 100},
        {49, -2, 0},         {5, -1, 10},
        {4, -1, 0},          {0.001, 2, 0},
        {-0.001, 2, 0},      {0, 2, 0},
        {1e15, 2, 1e15},     {123456789012345.0, 0, 123456789012345.0},
        {0.1 + 0.2, 1, 0.3}, {100.0 * 1133 / 3500, 1, 32.4},
        {1e-300, 2, 0},      {-2.345, 2, -2.35},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double got = num_round(rows[i].x, rows[i].d);
        if (got != rows[i].want || (got == 0 && signbit(got)))
            fail_msg("ROUND(%.17g; %d) = %.17g, not %.17g", rows[i].x,
                     rows[i].d, got, rows[i].want);
    }
}

/* Every tie of three decimals goes away from zero, whatever its double is. */
static void test_round_every_tie(void **state) {
    arena *a = FIXTURE(state)->a;
    for (int n = 5; n < 100000; n += 10) {
        double x, up;
        str tie = str_fmt(a, "%d.%03d", n / 1000, n % 1000);
        int u = n / 10 + 1;
        str want = str_fmt(a, "%d.%02d", u / 100, u % 100);
        assert_true(num_parse(tie, &x));
        assert_true(num_parse(want, &up));
        if (num_round(x, 2) != up || num_round(-x, 2) != -up)
            fail_msg("%s", tie.p);
    }
}

static void test_canon(void **state) {
    (void)state;
    assert_true(num_canon(0.1 + 0.2) == 0.3);
    assert_true(num_canon(1.0 / 3) == 0.333333333333333);
    assert_true(num_canon(12345678901234.0) == 12345678901234.0);
    assert_false(signbit(num_canon(-0.0)));
    assert_true(num_canon(NAN) == 0);
    assert_true(num_canon(INFINITY) == 0);
}

/* The fifteen digits as printed, cut as an integer, read as a text. */
static double round_by_printing(double x, int d) {
    char t[40];
    snprintf(t, sizeof t, "%.14e", fabs(x));
    int exponent = atoi(strchr(t, 'e') + 1) - 14;
    t[1] = t[0]; /* over the point */
    unsigned long long n = strtoull(t + 1, NULL, 10), unit = 1;
    for (; exponent < -d && unit <= n * 2; exponent++)
        unit *= 10;
    if (exponent < -d)
        return 0;
    snprintf(t, sizeof t, "%llue%d", (n + unit / 2) / unit, exponent);
    double y = strtod(t, NULL);
    return x < 0 && y != 0 ? -y : y;
}

/* The quick way gives what printing and reading gives, to the last bit. */
static void test_canon_by_printing(void **state) {
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        double top = (double)(seed >> 33), low = (double)(seed >> 11 & 0xFFFFF);
        double x = i % 3 == 0   ? top / (low + 1)
                   : i % 3 == 1 ? top / 1e4 + low * 1e-9
                                : (top + 0.5) * pow(10, i % 40 - 25);
        char t[40];
        snprintf(t, sizeof t, "%.15g", x);
        if (num_canon(x) != strtod(t, NULL) || num_canon(-x) != -num_canon(x))
            fail_msg("%.17g is %.17g, not %s", x, num_canon(x), t);
        for (int d = 0; d < 8; d++)
            if (num_round(x, d) != round_by_printing(x, d))
                fail_msg("ROUND(%.17g; %d) = %.17g", x, d, num_round(x, d));
        double read;
        if (num_parse(str_z(t), &read) && read != strtod(t, NULL))
            fail_msg("%s reads as %.17g", t, read);
    }
}

static void test_parse_accepts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double want;
        int decimals;
    } rows[] = {
        {"0", 0, 0},
        {"12", 12, 0},
        {" 12 ", 12, 0},
        {"-3", -3, 0},
        {"\xE2\x88\x92"
         "3",
         -3, 0},
        {"12,5", 12.5, 1},
        {"12.50", 12.5, 2},
        {"0,05", 0.05, 2},
        {"1 234,5", 1234.5, 1},
        {"1\xC2\xA0"
         "234",
         1234, 0},
        {"1\xE2\x80\xAF"
         "234\xE2\x80\xAF"
         "567",
         1234567, 0},
        {"1234567", 1234567, 0},
        {"-0", 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double got = -1;
        if (!num_parse(str_z(rows[i].text), &got) || got != rows[i].want)
            fail_msg("%s: %.17g", rows[i].text, got);
        assert_int_equal(num_decimals(str_z(rows[i].text)), rows[i].decimals);
        assert_false(got == 0 && signbit(got));
    }
}

static void test_parse_refuses(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",         "-",      "abc",      "012",   "0777",    "1e3",  "1_000",
        ".5",       "5.",     "12,",      "1,2,3", "1.234,5", "1 23", "12 34",
        "1234 567", "1  234", "+5",       "0x10",  "12:30",   ".inf", "nan",
        "5 %",      "--5",    "1 234 56", "12 €"};
    for (size_t i = 0; i < COUNT(rows); i++) {
        double got;
        if (num_parse(str_z(rows[i]), &got))
            fail_msg("« %s » was read as %.17g", rows[i], got);
    }
}

static void test_parse_bounds_its_input(void **state) {
    arena *a = FIXTURE(state)->a;
    char digits[2001];
    memset(digits, '9', 2000);
    digits[2000] = 0;
    double got = 0;
    bool whole = num_parse(str_z(digits), &got);
    assert_false(whole); /* too long to be a number, never an infinity */
    str f = str_fmt(a, "0.%s", digits);
    if (num_parse(f, &got))
        assert_true(isfinite(got));
}

static void test_text_reads_back(void **state) {
    arena *a = FIXTURE(state)->a;
    static const struct {
        double x;
        const char *want;
    } rows[] = {{0, "0"},
                {0.1, "0.1"},
                {-3, "-3"},
                {1234.5, "1234.5"},
                {1e14, "100000000000000"},
                {0.000001, "0.000001"},
                {12.25, "12.25"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        buf b = buf_new(a);
        buf_num(&b, rows[i].x);
        assert_str(buf_slice(&b), rows[i].want);
        double back;
        assert_true(num_parse(buf_slice(&b), &back));
        assert_true(back == rows[i].x);
    }
}

int run_num_tests(void) {
    const struct CMUnitTest tests[] = {
        BASE_TEST(test_round_table),
        BASE_TEST(test_round_every_tie),
        BASE_TEST(test_canon),
        BASE_TEST(test_canon_by_printing),
        BASE_TEST(test_parse_accepts),
        BASE_TEST(test_parse_refuses),
        BASE_TEST(test_parse_bounds_its_input),
        BASE_TEST(test_text_reads_back),
    };
    return cmocka_run_group_tests_name("num", tests, NULL, NULL);
}
