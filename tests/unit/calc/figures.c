/* Figures of small dossiers, worked out by hand. */
#include "dossier.h"

#include <string.h>
#include <time.h>

typedef struct expected {
    const char *id, *level, *at, *gives;
} expected;

static void check_values(dossier_test *t, const expected *x, size_t n) {
    int wrong = 0;
    for (size_t i = 0; i < n; i++) {
        const char *got = dossier_value(t, x[i].id, x[i].level, x[i].at);
        if (strcmp(got, x[i].gives) == 0)
            continue;
        print_error("%s@%s@%s gives %s not %s\n", x[i].id, x[i].level, x[i].at,
                    got, x[i].gives);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(t, table)                                                        \
    check_values((t), (table), sizeof(table) / sizeof *(table))

/* The first message but that of the référentiel that is not there. */
static const diagnostic *first(const dossier_test *t) {
    const diagnostic *d = t->sink->first;
    while (d && d->code == E0257)
        d = d->next;
    assert_non_null(d);
    return d;
}

static void no_message(dossier_test *t, const char *only) {
    if (strcmp(dossier_messages(t), only))
        fail_msg("messages: %s", dossier_messages(t));
}

/* The paper test: women known in A and B, pupils in A, B and C. A careless
   ratio gives 32.2 %; the right one 37.8 %, partial. */
static void a_ratio_skips_holes_together(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("femmes", "      a: { 2025-2026: 90 }\n"
                                    "      b: { 2025-2026: 80 }\n"
                                    "      c: { 2025-2026: secret }\n")
                     OBSERVED("effectif", "      a: { 2025-2026: 200 }\n"
                                          "      b: { 2025-2026: 250 }\n"
                                          "      c: { 2025-2026: 78 }\n")
                         COMPUTED("part", "%", "100 * femmes / effectif"),
                 "");
    no_message(t, "");
    static const expected table[] = {
        {"femmes", "", "2025-2026", "170 q 2/3"},
        {"effectif", "", "2025-2026", "528"},
        {"part", "", "2025-2026", "37.8 q 2/3"},
        {"part", "a", "2025-2026", "45"},
        {"part", "b", "2025-2026", "32"},
        {"part", "c", "2025-2026", "secret"},
        {"part", "", "2024-2025", "non_disponible"},
    };
    CHECK(t, table);
    calc_standing s = calc_stand(t->c, model_indicator(t->m, S("part")));
    assert_int_equal(s.trend, 2);
}

/* The hole stays one through a formula that reads a formula. */
static void holes_pass_through_formulas(void **state) {
    dossier_test *t = *state;
    dossier_load(
        t,
        OBSERVED("femmes", "      a: { 2025-2026: 90 }\n"
                           "      b: { 2025-2026: 80 }\n")
            OBSERVED("eleves", "      a: { 2025-2026: 150 }\n"
                               "      b: { 2025-2026: 200 }\n"
                               "      c: { 2025-2026: 78 }\n")
                OBSERVED("apprentis", "      a: { 2025-2026: 50 }\n"
                                      "      b: { 2025-2026: 50 }\n"
                                      "      c: { 2025-2026: sans_objet }\n")
                    COMPUTED("effectif", "apprenants", "eleves + apprentis")
                        COMPUTED("part", "%", "100 * femmes / effectif"),
        "");
    no_message(t, "");
    static const expected table[] = {
        {"femmes", "", "2025-2026", "170"},
        {"apprentis", "", "2025-2026", "100"},
        {"effectif", "", "2025-2026", "528"},
        {"effectif", "a", "2025-2026", "200"},
        {"effectif", "c", "2025-2026", "sans_objet"},
        {"part", "", "2025-2026", "37.8 q 2/3"},
        {"part", "c", "2025-2026", "non_disponible"},
    };
    CHECK(t, table);
}

static void totals_fill_holes(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("femmes", "      campus: { 2025-2026: 200 }\n"
                                    "      a: { 2025-2026: 90 }\n"
                                    "      b: { 2025-2026: secret }\n"
                                    "      c: { 2025-2026: secret }\n")
                     OBSERVED("effectif", "      a: { 2025-2026: 200 }\n"
                                          "      b: { 2025-2026: 250 }\n"
                                          "      c: { 2025-2026: 50 }\n")
                         COMPUTED("part", "%", "100 * femmes / effectif"),
                 "");
    no_message(t, "");
    static const expected table[] = {
        {"femmes", "", "2025-2026", "200"},
        {"part", "", "2025-2026", "40"},
        {"part", "a", "2025-2026", "45"},
        {"part", "b", "2025-2026", "secret"},
    };
    CHECK(t, table);
}

static void formulas_read_published_values(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      a: { 2025-2026: 1 }\n")
                     OBSERVED("y", "      a: { 2025-2026: 3 }\n")
                         COMPUTED("tiers", "", "x / y")
                             COMPUTED("triple", "", "3 * tiers")
                                 COMPUTED("nul", "", "x / (y - 3)"),
                 "");
    static const expected table[] = {
        {"tiers", "", "2025-2026", "0.3"},
        {"triple", "", "2025-2026", "0.9"}, /* not 1: reads what is printed */
        {"nul", "", "2025-2026", "sans_objet"},
    };
    CHECK(t, table);
}

static void aggregates(void **state) {
    dossier_test *t = *state;
    static const char values[] = "      a: { 2025-2026: 12,5 }\n"
                                 "      b: { 2025-2026: 20 }\n";
    static const char *const rules[] = {"moyenne", "minimum", "maximum",
                                        "aucune"};
    static const char *const gives[] = {"16.3", "12.5", "20", "sans_objet"};
    for (int i = 0; i < 4; i++) {
        buf b = buf_new(t->a);
        buf_fmt(&b,
                "  - id: x\n    intitule: x\n    unite: jours\n"
                "    sens: hausse\n    calendrier: scolaire\n"
                "    agregation: %s\n    valeurs:\n      a:\n        "
                "2025-2026: 12,5\n      b:\n        2025-2026: 20\n",
                rules[i]);
        dossier_load(t, buf_take(&b).p, "");
        no_message(t, "");
        assert_string_equal(dossier_value(t, "x", "", "2025-2026"), gives[i]);
        assert_string_equal(dossier_value(t, "x", "b", "2025-2026"), "20");
    }
    (void)values;
    dossier_load(
        t,
        OBSERVED(
            "n",
            "      a: { 2025-2026: 10 }\n"
            "      b: { 2025-2026: 30 }\n"
            "      c: { 2025-2026: 5 }\n") "  - id: note\n    intitule: note\n "
                                           "   unite: /10\n"
                                           "    sens: hausse\n    calendrier: "
                                           "scolaire\n"
                                           "    decimales: 1\n    agregation: "
                                           "ponderee\n    poids: n\n"
                                           "    valeurs:\n      a: { "
                                           "2025-2026: 8 }\n"
                                           "      b: { 2025-2026: 6 }\n"
                                           "      c: { 2025-2026: "
                                           "non_disponible }\n",
        "");
    no_message(t, "");
    assert_string_equal(dossier_value(t, "note", "", "2025-2026"), "6.5 q 2/3");
}

static void rules_for_holes(void **state) {
    dossier_test *t = *state;
    static const char *const rules[] = {"ignorer", "partiel", "manquant"};
    static const char *const gives[] = {"10 1/2", "10 q 1/2",
                                        "non_disponible 1/2"};
    for (int i = 0; i < 3; i++) {
        buf b = buf_new(t->a);
        buf_fmt(&b,
                "  - id: x\n    intitule: x\n    unite: places\n"
                "    sens: hausse\n    calendrier: scolaire\n"
                "    agregation: somme\n    si_manquant: %s\n    valeurs:\n"
                "      a: { 2025-2026: 10 }\n      b: { 2025-2026: "
                "non_disponible }\n",
                rules[i]);
        dossier_load(t, buf_take(&b).p, "");
        assert_string_equal(dossier_value(t, "x", "", "2025-2026"), gives[i]);
    }
}

static void stays_and_cutoff(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      a: { 2023-2024: 10, 2025-2026: 12 }\n"
                               "      c: { 2023-2024: 5, 2024-2025: 6, "
                               "2025-2026: 7 }\n"
                               "      b:\n"
                               "        2025-2026: { valeur: 3, date: "
                               "2027-01-01, source: s, statut: reel }\n"),
                 "");
    no_message(t, "W0407@11");
    static const expected table[] = {
        {"x", "c", "2023-2024", "sans_objet"},
        {"x", "", "2023-2024", "10"}, /* c was not there: no hole */
        {"x", "", "2024-2025", "6 q 1/2"},
        {"x", "", "2025-2026", "19"},
    };
    CHECK(t, table);
}

static void totals_must_agree(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      campus: { 2025-2026: 100 }\n"
                               "      a: { 2025-2026: 60 }\n"
                               "      b: { 2025-2026: 41 }\n"),
                 "");
    no_message(t, "E0404@10");
    assert_true(str_eq(first(t)->args[3], S("101")));
}

static void cycles(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 COMPUTED("x", "", "y + 1") COMPUTED("y", "", "z + 1")
                     COMPUTED("z", "", "x + 1") COMPUTED("w", "", "2 * x"),
                 "");
    no_message(t, "E0401@9");
    assert_true(str_eq(first(t)->args[0], S("x → y → z → x")));
    assert_string_equal(dossier_value(t, "w", "", "2025-2026"),
                        "non_disponible");
}

static void names_and_levels(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("femmes", "      a: { 2025-2026: 90 }\n")
                     COMPUTED("x", "", "2 * femme")
                         COMPUTED("y", "", "femmes[a] / femmes[b]")
                             COMPUTED("v", "€", "100 * femmes"),
                 "");
    no_message(t, "E0310@17 W0406@31 E0403@24");
    assert_true(str_eq(first(t)->args[1], S("femmes")));
    buf b = buf_new(t->a);
    buf_str(&b, first(t)->path);
    assert_true(str_find(buf_take(&b), S("formule"), 0) != SIZE_MAX);
}

#define YEARLY(id, calendar, values)                                           \
    "  - id: " id "\n"                                                         \
    "    intitule: " id "\n"                                                   \
    "    unite: places\n"                                                      \
    "    sens: hausse\n"                                                       \
    "    calendrier: " calendar "\n"                                           \
    "    agregation: somme\n"                                                  \
    "    valeurs:\n" values

static void calendars_never_mix_unsaid(void **state) {
    dossier_test *t = *state;
    static const char two[] =
        YEARLY("s", "scolaire", "      a: { 2024-2025: 10, 2025-2026: 20 }\n")
            YEARLY("k", "civil", "      a: { 2025: 2, 2026: 5 }\n");
    buf b = buf_new(t->a);
    buf_fmt(&b, "%s%s", two, COMPUTED("x", "", "s / k"));
    dossier_load(t, buf_take(&b).p, "");
    no_message(t, "E0402@25");
    buf_fmt(&b, "%s", "    aligner: { civil: debut }\n");
    dossier_load(t, buf_take(&b).p, "");
    no_message(t, "");
    assert_string_equal(dossier_value(t, "x", "", "2025-2026"), "10");
    b.n -= strlen("debut }\n");
    buf_z(&b, "fin }\n");
    dossier_load(t, buf_take(&b).p, "");
    no_message(t, "");
    assert_string_equal(dossier_value(t, "x", "", "2025-2026"), "4");
    assert_string_equal(dossier_value(t, "x", "", "2024-2025"), "5");
}

static void time_functions(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      a: { 2023-2024: 10, 2024-2025: 20, "
                               "2025-2026: 15 }\n")
                     COMPUTED("evolution", "%", "100 * croissance(x)")
                         COMPUTED("total", "apprenants", "cumul(x)")
                             COMPUTED("avant", "apprenants", "x[periode - 1]")
                                 COMPUTED("base", "", "x / x[2023-2024]"),
                 "");
    no_message(t, "");
    static const expected table[] = {
        {"evolution", "", "2024-2025", "100"},
        {"evolution", "", "2025-2026", "-25"},
        {"evolution", "", "2023-2024", "sans_objet"},
        {"total", "", "2024-2025", "30"},
        {"total", "", "2025-2026", "45"},
        {"avant", "", "2025-2026", "20"},
        {"base", "", "2025-2026", "1.5"},
    };
    CHECK(t, table);
    const indicator *x = model_indicator(t->m, S("x"));
    const figure *f = calc_over_time(t->c, x, NULL, dossier_period("2023-2024"),
                                     dossier_period("2025-2026"));
    assert_string_equal(dossier_figure(t, f), "15"); /* the last */
}

#define OVER_YEARS(id, how)                                                    \
    COMPUTED(id, "%", "100 * f / x")                                           \
    "    agregation_temps: " how "\n"

static void is_over(dossier_test *t, const char *id, const char *value) {
    const figure *f = calc_over_time(t->c, model_indicator(t->m, str_z(id)),
                                     NULL, dossier_period("2023-2024"),
                                     dossier_period("2025-2026"));
    assert_string_equal(dossier_figure(t, f), value);
}

/* 10/100, 40/50 and a year with a hole: a third, not the mean of 10 and 80. */
static void ratios_over_years(void **state) {
    dossier_test *t = *state;
    dossier_load(
        t,
        OBSERVED("x", "      a: { 2023-2024: 100, 2024-2025: 50, "
                      "2025-2026: 30 }\n")
            OBSERVED("f", "      a: { 2023-2024: 10, 2024-2025: 40, "
                          "2025-2026: secret }\n") OVER_YEARS("mean", "moyenne")
                OVER_YEARS("sum", "somme")
                    OVER_YEARS("ignored", "somme\n"
                                          "    si_manquant: ignorer")
                        OVER_YEARS("all", "somme\n"
                                          "    si_manquant: manquant"),
        "");
    no_message(t, "");
    is_over(t, "mean", "33.3 q 2/3");
    is_over(t, "sum", "33.3 q 2/3");
    is_over(t, "ignored", "33.3 2/3");
    is_over(t, "all", "non_disponible 2/3");
}

/* Each year over the establishments where both are known. */
static void ratios_over_years_and_holes(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      a: { 2023-2024: 100, 2024-2025: 50 }\n"
                               "      b: { 2023-2024: 100, 2024-2025: 50 }\n")
                     OBSERVED("f", "      a: { 2023-2024: 10, 2024-2025: 20 }\n"
                                   "      b: { 2023-2024: 30, 2024-2025: "
                                   "secret }\n") OVER_YEARS("share", "somme")
                         COMPUTED("double", "%",
                                  "2 * share") "    agregation_temps: somme\n",
                 "");
    no_message(t, "");
    is_over(t, "share", "24 q");  /* (10 + 30 + 20) / (200 + 50) */
    is_over(t, "double", "48 q"); /* of the published 24 */
}

/* An evolution between a partial value and another is none. */
static void partial_values_are_not_compared(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      a: { 2024-2025: 20, 2025-2026: 15 }\n"
                               "      b: { 2024-2025: 10, 2025-2026: secret "
                               "}\n")
                     COMPUTED("evolution", "%", "100 * croissance(x)"),
                 "");
    no_message(t, "");
    static const expected table[] = {
        {"x", "", "2025-2026", "15 q 1/2"},
        {"evolution", "", "2025-2026", "sans_objet"},
        {"evolution", "a", "2025-2026", "-25"},
        {"evolution", "b", "2025-2026", "secret"},
    };
    CHECK(t, table);
}

static void periods_and_sizes(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      a: { 2025-2026: 5000000000000 }\n")
                     COMPUTED("y", "apprenants", "x[2025]") COMPUTED(
                         "z", "apprenants", "900000000 * x[2025-2026]"),
                 "");
    no_message(t, "E0410@17 E0408@10");
    assert_string_equal(dossier_value(t, "x", "", "2025-2026"),
                        "non_disponible 0/1");
}

static void ruptures(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      a: { 2023-2024: 10, 2024-2025: 20, "
                               "2025-2026: 30 }\n"
                               "    ruptures: [ { periode: 2025-2026, note: n "
                               "} ]\n")
                     COMPUTED("double", "apprenants", "2 * x")
                         COMPUTED("evolution", "%", "100 * croissance(x)"),
                 "");
    no_message(t, "");
    static const expected table[] = {
        {"x", "", "2024-2025", "20"},
        {"x", "", "2025-2026", "30 r"},
        {"double", "", "2025-2026", "60 r"},
        {"evolution", "", "2024-2025", "100"},
        {"evolution", "", "2025-2026", "sans_objet"},
    };
    CHECK(t, table);
    calc_standing s = calc_stand(t->c, model_indicator(t->m, S("x")));
    assert_int_equal(s.trend, 2);
}

static void counting_records(void **state) {
    dossier_test *t = *state;
    dossier_load(
        t,
        "  - id: n\n    intitule: n\n    unite: partenaires\n"
        "    sens: hausse\n    calendrier: civil\n    decimales: 0\n"
        "    reference: 2023\n    formule: nombre(partenaires)\n"
        "  - id: p\n    intitule: p\n    unite: \"%\"\n    sens: hausse\n"
        "    calendrier: civil\n    decimales: 1\n    reference: 2025\n"
        "    formule: 100 * nombre(partenaires où categorie = "
        "\"economique\") / n\n",
        "");
    no_message(t, "");
    static const expected table[] = {
        {"n", "", "2023", "2"}, {"n", "", "2024", "3"},  {"n", "", "2025", "4"},
        {"n", "", "2026", "4"}, /* c leaves in August 2026 */
        {"p", "", "2024", "0"}, {"p", "", "2026", "25"},
    };
    CHECK(t, table);
}

static void marks_and_sources(void **state) {
    dossier_test *t = *state;
    dossier_load(
        t,
        OBSERVED("x", "      a:\n"
                      "        2025-2026: { valeur: 1, statut: provisoire, "
                      "source: BEE }\n"
                      "      b:\n"
                      "        2025-2026: { valeur: 2, statut: estime }\n")
            OBSERVED("y", "      a:\n"
                          "        2025-2026: { valeur: 3, illustratif: oui "
                          "}\n"
                          "      b: { 2025-2026: 1 }\n")
                COMPUTED("z", "", "x / y"),
        "");
    static const expected table[] = {
        {"x", "", "2025-2026", "3 e p"},
        {"z", "", "2025-2026", "0.8 i e p"},
        {"z", "a", "2025-2026", "0.3 i p"},
    };
    CHECK(t, table);
    const figure *f = calc_value(t->c, model_indicator(t->m, S("z")), NULL,
                                 dossier_period("2025-2026"));
    assert_string_equal(str_dup(t->a, f->source).p, "BEE ; exemple");
    assert_true(str_eq(f->key, S("z@campus@2025-2026")));
    assert_true(str_eq(f->text, S("0,8")));
}

/* --- The host in templates ------------------------------------------------ */

static void templates_read_indicators(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      a: { 2024-2025: 20, 2025-2026: 15 }\n"
                               "      b: { 2024-2025: 1, 2025-2026: 2 }\n"),
                 "");
    static const struct {
        const char *text, *gives;
    } cases[] = {
        {"x", "17"},
        {"x[a]", "15"},
        {"x[a, 2024-2025]", "20"},
        {"dernier(x)", "17"},
        {"x[2024-2025]", "21"},
        {"croissance(x)", "-0.19047619047619047"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        located text = {.s = str_z(cases[i].text)};
        expr *e =
            expr_compile(t->a, text, calc_scope(t->c), EXPR_NUMBER, t->sink);
        assert_non_null(e);
        expr_value v = expr_eval(e, calc_scope(t->c), t->a);
        buf b = buf_new(t->a);
        buf_num(&b, v.number);
        assert_string_equal(buf_take(&b).p, cases[i].gives);
        assert_true((v.figure != NULL) == (i < 5));
    }
}

/* 30 formulas × 8 establishments × 8 periods: the issue asks for < 2 ms; the
   test fails only far above, machines differ. */
static void fast_enough(void **state) {
    dossier_test *t = *state;
    buf b = buf_new(t->a);
    buf_z(&b, OBSERVED("f", ""));
    for (const char *id = "abe"; *id; id++) {
        buf_fmt(&b, "      %c: { ", *id);
        for (int y = 2016; y < 2024; y++)
            buf_fmt(&b, "%d-%d: %d%s", y, y + 1, y % 7 + 1,
                    y < 2023 ? ", " : " }\n");
    }
    for (int i = 0; i < 30; i++)
        buf_fmt(&b, "%s    formule: 100 * f / (f + %d) + arrondi(f / 3, 1)\n",
                str_fmt(t->a,
                        "  - id: g%d\n    intitule: g\n    unite: \"%%\"\n"
                        "    sens: hausse\n    calendrier: scolaire\n"
                        "    decimales: 1\n",
                        i)
                    .p,
                i);
    dossier_load(t, buf_take(&b).p, "");
    diag_sink *sink = diag_sink_new(t->a);
    locale *l = locale_open(t->a, S("fr"));
    clock_t from = clock();
    for (int i = 0; i < 10; i++)
        calc_run(t->a, t->m, l, sink);
    double ms = 1000.0 * (double)(clock() - from) / CLOCKS_PER_SEC / 10;
    print_message("calc_run: %.2f ms\n", ms);
    assert_true(ms < 40);
}

int figure_tests(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_ratio_skips_holes_together),
        CASE(holes_pass_through_formulas),
        CASE(totals_fill_holes),
        CASE(formulas_read_published_values),
        CASE(aggregates),
        CASE(rules_for_holes),
        CASE(stays_and_cutoff),
        CASE(totals_must_agree),
        CASE(cycles),
        CASE(names_and_levels),
        CASE(calendars_never_mix_unsaid),
        CASE(time_functions),
        CASE(ratios_over_years),
        CASE(ratios_over_years_and_holes),
        CASE(partial_values_are_not_compared),
        CASE(periods_and_sizes),
        CASE(ruptures),
        CASE(counting_records),
        CASE(marks_and_sources),
        CASE(templates_read_indicators),
        CASE(fast_enough),
    };
    return cmocka_run_group_tests_name("calc: figure", tests, NULL, NULL);
}
