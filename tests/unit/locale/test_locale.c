/* locale: order, forms, words and breaks of French. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "locale/locale.h"

#define NB "\xC2\xA0"
#define TH "\xE2\x80\xAF"
#define MI "\xE2\x88\x92"
#define HY "\xE2\x80\x91"

static arena *A;
static locale *L;

static landing home;

static int setup(void **state) {
    (void)state;
    A = arena_new(&home);
    L = locale_open(A, S("fr"));
    return L ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    arena_free(A);
    return 0;
}

#define assert_str(got, want)                                                  \
    do {                                                                       \
        str g_ = (got);                                                        \
        assert_string_equal(str_dup(A, g_).p, (want));                         \
    } while (0)

static void assert_sorted(const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int want = (i > j) - (i < j);
            int got = locale_compare(L, str_z(words[i]), str_z(words[j]));
            if (got != want)
                fail_msg("%s / %s: %d", words[i], words[j], got);
        }
}

static void t27_order(void **state) {
    (void)state;
    static const char *const words[] = {"a",    "à",      "ca",    "Ça",
                                        "cote", "Cote",   "coté",  "côte",
                                        "côté", "Ecole",  "école", "Éducation",
                                        "Etat", "oeuvre", "œuvre", "ouvrage"};
    assert_sorted(words, sizeof words / sizeof *words);
    static const char *const axes[] = {"Axe 1", "Axe 2", "Axe 9", "Axe 10"};
    assert_sorted(axes, sizeof axes / sizeof *axes);
    assert_int_equal(locale_compare(L, S("eau"), S("eau")), 0);
    assert_int_equal(locale_compare(L, STR_NONE, S("a")), -1);
}

static void t29_nfc(void **state) {
    (void)state;
    str plain = S("Éducation à l’école – « œuvre »" NB "!");
    assert_ptr_equal(locale_nfc(A, plain).p, plain.p);
    assert_str(locale_nfc(A, S("e\xCC\x81"
                               "cole")),
               "école");
    assert_str(locale_nfc(A, S("\xE2\x84\xAB")), "Å");
    assert_str(locale_nfc(A, S("\xE2\x80\x80")), "\xE2\x80\x82");
    assert_str(locale_nfc(A, S("\xF0\x9F\x92\xA7 eau")),
               "\xF0\x9F\x92\xA7 eau");
    assert_str(locale_nfc(A, STR_NONE), "");
}

static void test_fold(void **state) {
    (void)state;
    assert_str(locale_fold(A, S("Établissement-Support")),
               "etablissement_support");
    assert_str(locale_fold(A, S("e\xCC\x81t\xC3\xA9" NB "Œuvre")),
               "ete_oeuvre");
    assert_str(locale_fold(A, S("L’Élève" TH "no" HY "1")), "l'eleve_no_1");
    assert_str(locale_fold(A, S("ÀÇÊÏÔÙŸ")), "aceiouy");
}

static void t19_capitals(void **state) {
    (void)state;
    assert_str(locale_upper(L, A, S("à l’école, où œuvre")),
               "À L’ÉCOLE, OÙ ŒUVRE");
    assert_str(locale_capital(L, A, S("établissement")), "Établissement");
    assert_str(locale_capital(L, A, S("«" NB "œuvre" NB "»")),
               "«" NB "Œuvre" NB "»");
    assert_str(locale_capital(L, A, S("3 lycées")), "3 lycées");
    assert_str(locale_capital(L, A, S("")), "");
}

static void t8_t10_t12_numbers(void **state) {
    (void)state;
    static const struct {
        double v;
        int decimals;
        const char *want;
    } rows[] = {
        {0, 0, "0"},
        {0, 2, "0,00"},
        {5, 0, "5"},
        {999, 0, "999"},
        {1000, 0, "1" TH "000"},
        {1234567, 0, "1" TH "234" TH "567"},
        {1234.5, 1, "1" TH "234,5"},
        {12.5, 2, "12,50"},
        {-3, 0, MI "3"},
        {-0.4, 0, "0"},
        {-1234.56, 2, MI "1" TH "234,56"},
        {0.05, 2, "0,05"},
        {0.005, 2, "0,01"},
        {2.675, 2, "2,68"},
        {1.005, 2, "1,01"},
        {0.1 + 0.2, 15, "0,300000000000000"},
        {999.995, 2, "1" TH "000,00"},
        {123456789012345.0, 0, "123" TH "456" TH "789" TH "012" TH "345"},
        {1234, -2, "1" TH "200"},
        {1e15, 0, "1" TH "000" TH "000" TH "000" TH "000" TH "000"},
        {1e12, 4, "1" TH "000" TH "000" TH "000" TH "000,0000"},
        {1.5e17, 0, "150" TH "000" TH "000" TH "000" TH "000" TH "000"},
        {0.000001, 6, "0,000001"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(locale_number(A, rows[i].v, rows[i].decimals), rows[i].want);
}

static void t16_dates(void **state) {
    (void)state;
    assert_str(locale_date(A, (date){2026, 11, 23}), "23" NB "novembre 2026");
    assert_str(locale_date(A, (date){2025, 9, 1}), "1er" NB "septembre 2025");
    assert_str(locale_date(A, (date){2027, 9, 0}), "septembre 2027");
    assert_str(locale_date(A, (date){2027, 0, 0}), "2027");
    assert_str(locale_date(A, (date){0, 0, 0}), "");
    assert_str(locale_date_short(A, (date){2026, 11, 23}),
               "23" NB "nov." NB "2026");
    assert_str(locale_date_short(A, (date){2026, 8, 0}), "août" NB "2026");
}

static void t16_periods(void **state) {
    (void)state;
    static const struct {
        period p;
        const char *brief, *full;
    } rows[] = {
        {{CAL_CIVIL, 2025, 2025, 0}, "2025", "2025"},
        {{CAL_SCHOOL, 2025, 2026, 0},
         "2025" HY "2026",
         "année scolaire 2025" HY "2026"},
        {{CAL_RENTREE, 2025, 2025, 0}, "2025", "rentrée 2025"},
        {{CAL_COHORTS, 2021, 2022, 0}, "2021+2022", "promotions 2021 et 2022"},
        {{CAL_COHORTS, 2021, 2021, 0}, "2021", "promotion 2021"},
        {{CAL_SEMESTER, 2025, 2025, 1}, "S1" NB "2025", "1er semestre 2025"},
        {{CAL_SEMESTER, 2025, 2025, 2}, "S2" NB "2025", "2e semestre 2025"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_str(locale_period(A, rows[i].p, false), rows[i].brief);
        assert_str(locale_period(A, rows[i].p, true), rows[i].full);
    }
}

/* The text with | where a line may end and ! where it must. */
static str shown_breaks(str s) {
    uint8_t *marks = NEW_ARRAY(A, uint8_t, s.n + 1);
    locale_line_breaks(L, s, marks);
    buf out = buf_new(A);
    for (size_t i = 0; i <= s.n; i++) {
        if (marks[i])
            buf_c(&out, marks[i] == 2 ? '!' : '|');
        if (i < s.n)
            buf_c(&out, s.p[i]);
    }
    return buf_take(&out);
}

static void test_breaks(void **state) {
    (void)state;
    assert_str(shown_breaks(S("Le campus, peut-être.")),
               "Le |campus, |peut-|être.");
    assert_str(shown_breaks(S("oui" TH "! « Eau »")), "oui" TH "! |« |Eau |»");
    assert_str(shown_breaks(S("«" NB "l’eau" NB "» 12" NB "%")),
               "«" NB "l’eau" NB "» |12" NB "%");
    assert_str(shown_breaks(S("un\ndeux")), "un\n!deux");
    assert_str(shown_breaks(S("2025" HY "2026")), "2025" HY "2026");
    assert_str(shown_breaks(S("")), "");
    assert_str(shown_breaks(S("é")), "é");
}

/* What is found without ICU is what ICU finds: a character that it alone knows
   is put behind, where it changes nothing. */
static void test_breaks_without_icu(void **state) {
    (void)state;
    static const char *const letters[] = {"a", "é", "7",  " ", NB,  TH,  "’",
                                          "«", "»", "\"", ".", ":", "!", "-",
                                          HY,  "%", "€",  "(", ")"};
    enum { N = sizeof letters / sizeof *letters, LENGTH = 4 };
    for (int k = 0; k < N * N * N * N; k++) {
        char text[64];
        size_t n = 0;
        for (int i = 0, rest = k; i < LENGTH; i++, rest /= N) {
            size_t bytes = strlen(letters[rest % N]);
            memcpy(text + n, letters[rest % N], bytes);
            n += bytes;
        }
        memcpy(text + n, "\n=", 2);
        uint8_t ours[64], theirs[64];
        locale_line_breaks(L, (str){text, n}, ours);
        locale_line_breaks(L, (str){text, n + 2}, theirs);
        if (memcmp(ours, theirs, n) != 0)
            fail_msg("« %.*s »", (int)n, text);
    }
}

static void test_graphemes(void **state) {
    (void)state;
    str s = S("ae\xCC\x81\r\nz");
    assert_int_equal(locale_grapheme(L, s, 0), 1);
    assert_int_equal(locale_grapheme(L, s, 1), 4);
    assert_int_equal(locale_grapheme(L, s, 4), 6);
    assert_int_equal(locale_grapheme(L, s, 6), 7);
    str family = S("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7x");
    assert_int_equal(locale_grapheme(L, family, 0), 11);
    str quote = S("’a");
    assert_int_equal(locale_grapheme(L, quote, 0), 3);
}

static void test_nearest(void **state) {
    (void)state;
    static const char *const list[] = {"cibles",   "titre",
                                       "intitule", "etablissement_support",
                                       "periode",  "pilote"};
    str names[6], out[3];
    for (size_t i = 0; i < 6; i++)
        names[i] = str_z(list[i]);
    assert_int_equal(locale_nearest(A, S("cible"), names, 6, out, 3), 1);
    assert_str(out[0], "cibles");
    assert_int_equal(locale_nearest(A, S("Intitulé"), names, 6, out, 3), 1);
    assert_str(out[0], "intitule");
    assert_int_equal(locale_nearest(A, S("titer"), names, 6, out, 3), 1);
    assert_str(out[0], "titre");
    assert_int_equal(
        locale_nearest(A, S("établissement suport"), names, 6, out, 3), 1);
    assert_str(out[0], "etablissement_support");
    assert_int_equal(locale_nearest(A, S("zzz"), names, 6, out, 3), 0);
    assert_int_equal(locale_nearest(A, S("periodes"), names, 6, out, 0), 0);
    assert_int_equal(locale_nearest(A, S("x"), names, 6, out, 3), 0);
    assert_int_equal(locale_nearest(A, STR_NONE, names, 6, out, 3), 0);
    str same[] = {S("axe_2"), S("axe_3"), S("axe_1"), S("axe")};
    assert_int_equal(locale_nearest(A, S("axe"), same, 4, out, 3), 1);
    assert_int_equal(locale_nearest(A, S("axe_12"), same, 4, out, 3), 3);
    assert_str(out[0], "axe_2");
    assert_str(out[1], "axe_1");
    assert_str(out[2], "axe_3");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(t27_order),
        cmocka_unit_test(t29_nfc),
        cmocka_unit_test(test_fold),
        cmocka_unit_test(t19_capitals),
        cmocka_unit_test(t8_t10_t12_numbers),
        cmocka_unit_test(t16_dates),
        cmocka_unit_test(t16_periods),
        cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_breaks_without_icu),
        cmocka_unit_test(test_graphemes),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
