/* date: civil dates of a given precision, periods of five calendars. */
#include "base/date.h"

#include "base_tests.h"

static str iso(arena *a, date d) {
    buf b = buf_new(a);
    buf_date_iso(&b, d);
    return buf_take(&b);
}

static date day(const char *text) {
    date d = {0};
    assert_true(date_parse(str_z(text), &d));
    return d;
}

static void test_reads_and_writes(void **state) {
    arena *a = FIXTURE(state)->a;
    static const char *const rows[][2] = {
        {"2027-09-01", "2027-09-01"},
        {"2027-09", "2027-09"},
        {"2027", "2027"},
        {"01/09/2027", "2027-09-01"},
        {" 2028-02-29 ", "2028-02-29"},
        {"2000-02-29", "2000-02-29"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(iso(a, day(rows[i][0])), rows[i][1]);
    assert_str(iso(a, (date){0}), "");
    assert_false(date_has((date){0}));
}

static void test_refuses(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",           "27",         "2027-13",    "2027-00",  "2027-02-29",
        "1900-02-29", "2027-04-31", "2027-9-1",   "1/9/2027", "31/02/2027",
        "2027/09/01", "2027-09-1x", "0027-01-01", "2027-09-", "00/01/2027",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        date d;
        if (date_parse(str_z(rows[i]), &d))
            fail_msg("« %s » was read", rows[i]);
    }
}

static void test_days_are_those_of_the_calendar(void **state) {
    (void)state;
    assert_int_equal(date_days(day("1970-01-01")), 0);
    assert_int_equal(date_days(day("2000-03-01")), 11017);
    assert_int_equal(date_days(day("2026-11-15")), 20772);
    date d = day("1900-01-01");
    int32_t n = date_days(d);
    for (int i = 0; i < 200000; i++) {
        date back = date_from_days(n + i);
        if (date_days(back) != n + i)
            fail_msg("day %d", i);
    }
}

static void test_spans(void **state) {
    arena *a = FIXTURE(state)->a;
    assert_str(iso(a, date_first(day("2027"))), "2027-01-01");
    assert_str(iso(a, date_last(day("2027"))), "2027-12-31");
    assert_str(iso(a, date_last(day("2028-02"))), "2028-02-29");
    assert_int_equal(date_cmp(day("2027"), day("2027-01-01")), 0);
    assert_true(date_cmp(day("2027-02"), day("2027-01-31")) > 0);
    assert_str(iso(a, date_add_months(day("2027-01-31"), 1)), "2027-02-28");
    assert_str(iso(a, date_add_months(day("2027-09"), 4)), "2028-01");
    assert_str(iso(a, date_add_months(day("2027-01-15"), -1)), "2026-12-15");
    assert_int_equal(date_months_between(day("2027-01-31"), day("2027-02-28")),
                     0);
    assert_int_equal(date_months_between(day("2027-01-15"), day("2027-03-15")),
                     2);
    assert_int_equal(date_months_between(day("2027-03-15"), day("2027-01-15")),
                     -2);
}

static str key(arena *a, period p) {
    buf b = buf_new(a);
    buf_period(&b, p);
    return buf_take(&b);
}

static void test_periods(void **state) {
    arena *a = FIXTURE(state)->a;
    static const struct {
        const char *text;
        calendar cal;
        const char *first, *last, *next;
    } rows[] = {
        {"2025", CAL_CIVIL, "2025-01-01", "2025-12-31", "2026"},
        {"2025-2026", CAL_SCHOOL, "2025-09-01", "2026-08-31", "2026-2027"},
        {"2025", CAL_RENTREE, "2025-09-01", "2026-08-31", "2026"},
        {"2021+2022", CAL_COHORTS, "2021-01-01", "2022-12-31", "2022+2023"},
        {"2021", CAL_COHORTS, "2021-01-01", "2021-12-31", "2022"},
        {"2025-S1", CAL_SEMESTER, "2025-01-01", "2025-06-30", "2025-S2"},
        {"2025-S2", CAL_SEMESTER, "2025-07-01", "2025-12-31", "2026-S1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        period p;
        assert_true(period_parse(str_z(rows[i].text), rows[i].cal, &p));
        assert_str(key(a, p), rows[i].text);
        assert_str(iso(a, period_first(p)), rows[i].first);
        assert_str(iso(a, period_last(p)), rows[i].last);
        assert_str(key(a, period_next(p, 1)), rows[i].next);
        assert_true(period_eq(period_next(period_next(p, 1), -1), p));
        assert_true(period_cmp(p, period_next(p, 1)) < 0);
    }
}

static void test_periods_by_shape(void **state) {
    (void)state;
    period p;
    assert_true(period_parse(S("2025"), CAL_NONE, &p));
    assert_int_equal(p.cal, CAL_CIVIL);
    assert_true(period_parse(S("2025-2026"), CAL_NONE, &p));
    assert_int_equal(p.cal, CAL_SCHOOL);
    assert_true(period_parse(S("2021+2022"), CAL_NONE, &p));
    assert_int_equal(p.cal, CAL_COHORTS);
    assert_true(period_parse(S("2025-S2"), CAL_NONE, &p));
    assert_int_equal(p.cal, CAL_SEMESTER);
    static const char *const bad[] = {"2025-2027", "2026-2025", "2025-S3",
                                      "25-26",     "2025-",     "2025 2026",
                                      "202x",      ""};
    for (size_t i = 0; i < COUNT(bad); i++)
        if (period_parse(str_z(bad[i]), CAL_NONE, &p))
            fail_msg("« %s » was read", bad[i]);
    assert_false(period_parse(S("2025-2026"), CAL_CIVIL, &p));
    assert_false(period_parse(S("2025"), CAL_SCHOOL, &p));
}

int run_date_tests(void) {
    const struct CMUnitTest tests[] = {
        BASE_TEST(test_reads_and_writes),
        BASE_TEST(test_refuses),
        BASE_TEST(test_days_are_those_of_the_calendar),
        BASE_TEST(test_spans),
        BASE_TEST(test_periods),
        BASE_TEST(test_periods_by_shape),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
