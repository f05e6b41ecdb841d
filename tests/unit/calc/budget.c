/* Sums of a small financing plan. */
#include "dossier.h"

static const char plan[] =
    "objectifs:\n"
    "  - id: O1\n"
    "    titre: Un\n"
    "    actions:\n"
    "      - { id: o1_1, titre: Une, debut: 2027-09, fin: 2028-06 }\n"
    "      - { id: o1_2, titre: Deux, debut: 2027-09, fin: 2028-06 }\n"
    "budget:\n"
    "  calendrier: civil\n"
    "  periodes: [2027, 2028]\n"
    "  taxes: ttc\n"
    "  perimetre: consolide\n"
    "  natures: pcg\n"
    "  depenses:\n"
    "    - { id: d1, libelle: Un, action: o1_1, nature: 64, section: "
    "fonctionnement, porteur: a, montants: { 2027: 100, 2028: 200 } }\n"
    "    - { id: d2, libelle: Deux, action: o1_1, nature: equipement, section: "
    "investissement, porteur: a, montants: { 2027: 50 } }\n"
    "    - { id: d3, libelle: Trois, action: o1_2, nature: 60, section: "
    "fonctionnement, porteur: b, montants: { 2028: 30 } }\n"
    "  ressources:\n"
    "    - { id: r1, libelle: R1, financeur: e, dispositif: FEDER, section: "
    "fonctionnement, statut: notifie, montants: { 2027: 100, 2028: 150 } }\n"
    "    - { id: r2, libelle: R2, financeur: a, section: fonctionnement, "
    "statut: vote, par: b, montants: { 2028: 40 } }\n"
    "    - { id: r3, libelle: R3, financeur: b, section: investissement, "
    "statut: refuse, montants: { 2027: 50 } }\n"
    "    - { id: r4, libelle: R4, financeur: e, section: en_nature, "
    "statut: promis, montants: { 2028: 7 } }\n"
    "  affectations:\n"
    "    - { ressource: r1, action: o1_1, montant: 90 }\n";

static double euros(dossier_test *t, budget_query q) {
    const figure *f = calc_budget(t->c, q);
    assert_int_equal(f->why, MISSING_NONE);
    assert_ptr_equal(f, calc_budget(t->c, q)); /* one figure a question */
    return f->value;
}

static void budget_sums(void **state) {
    dossier_test *t = *state;
    dossier_load(t, OBSERVED("x", "      a: { 2025-2026: 1 }\n"), plan);
    if (*dossier_messages(t))
        fail_msg("%s", dossier_messages(t));
    period y27 = dossier_period("2027"), y28 = dossier_period("2028");
    const action *o1 = model_action(t->m, S("o1_1"));
    budget_query all = {.side = SIDE_EXPENSES};
    assert_float_equal(euros(t, all), 380, 0);
    all.period = y27;
    assert_float_equal(euros(t, all), 150, 0);
    all.section = BUDGET_SECTION_OPERATING;
    assert_float_equal(euros(t, all), 100, 0);
    budget_query in = {.side = SIDE_RESOURCES};
    assert_float_equal(euros(t, in), 297, 0); /* a refusal counts 0 */
    in.funder = model_partner(t->m, S("e"));
    in.cash_only = true;
    assert_float_equal(euros(t, in), 250, 0);
    assert_true(str_eq(calc_budget(t->c, in)->key,
                       S("budget.ressources.financeur=e.numeraire@total")));
    in = (budget_query){.side = SIDE_RESOURCES};
    in.certain_only = true; /* voted, but not by who pays */
    assert_float_equal(euros(t, in), 250, 0);
    in = (budget_query){.side = SIDE_RESOURCES, .instrument = S("FEDER")};
    in.period = y28;
    assert_float_equal(euros(t, in), 150, 0);
    in = (budget_query){.side = SIDE_RESOURCES, .action = o1};
    assert_float_equal(euros(t, in), 90, 0);
    in = (budget_query){.side = SIDE_RESOURCES,
                        .funder = model_partner(t->m, S("a"))};
    assert_float_equal(euros(t, in), 40, 0);
    budget_query gap = {.side = SIDE_GAP, .period = y27};
    assert_float_equal(euros(t, gap), -50, 0);
    assert_true(str_eq(calc_budget(t->c, gap)->key, S("budget.ecart@2027")));
    assert_float_equal(calc_cost(t->c, o1)->value, 350, 0);
    const str *natures;
    assert_int_equal(calc_natures(t->c, &natures), 3);
    for (int i = 0; i < 3; i++)
        if (str_eq(natures[i], S("equipement")))
            assert_float_equal(euros(t, (budget_query){.side = SIDE_EXPENSES,
                                                       .nature = i + 1}),
                               50, 0);
}

static void formulas_read_the_plan(void **state) {
    dossier_test *t = *state;
    dossier_load(t, OBSERVED("x", "      a: { 2025-2026: 1 }\n"), plan);
    static const struct {
        const char *text;
        double gives;
    } cases[] = {
        {"somme(depenses où annee = 2027, montant)", 150},
        {"somme(depenses où section = \"fonctionnement\" et exercice = "
         "2028, montant)",
         230},
        {"somme(depenses où action = \"o1_1\", montant)", 350},
        {"somme(ressources, montant)", 297},
        {"somme(ressources où certaine, montant)", 250},
        {"somme(ressources où financeur = \"e\", montant) / "
         "somme(depenses, montant)",
         257.0 / 380},
        {"nombre(ressources où statut = \"refuse\")", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        located text = {.s = str_z(cases[i].text)};
        expr *e =
            expr_compile(t->a, text, calc_scope(t->c), EXPR_NUMBER, t->sink);
        assert_non_null(e);
        expr_value v = expr_eval(e, calc_scope(t->c), t->a);
        assert_int_equal(v.why, MISSING_NONE);
        assert_float_equal(v.number, cases[i].gives, 1e-12);
    }
}

static void no_budget_is_missing(void **state) {
    dossier_test *t = *state;
    dossier_load(t, OBSERVED("x", "      a: { 2025-2026: 1 }\n"), "");
    const figure *f = calc_budget(t->c, (budget_query){.side = SIDE_EXPENSES});
    assert_int_equal(f->why, MISSING_UNAVAILABLE);
}

static const char done[] =
    "  execution:\n"
    "    - { exercice: 2028, ligne: d1, vote: 200, modifie: -20, engage: 150, "
    "mandate: 120 }\n"
    "    - { exercice: 2027, ligne: d1, vote: 100, engage: 100, mandate: 90 "
    "}\n"
    "    - { exercice: 2027, ligne: d2, vote: 50, engage: 0, mandate: 0 }\n"
    "    - { exercice: 2027, ligne: r1, attendu: 100, titre: 80, encaisse: 60 "
    "}\n";

/* Every sum as « key=value », missing ones as « key=? ». */
static const char *executed(dossier_test *t, execution_query q) {
    buf out = buf_new(t->a);
    for (int m = 0; m < EXECUTION_MEASURES; m++) {
        q.measure = (execution_measure)m;
        const figure *f = calc_execution(t->c, q);
        assert_ptr_equal(f, calc_execution(t->c, q));
        size_t at = str_find(f->key, S("."), 7);
        buf_fmt(&out, "%s%.*s=", m ? " " : "",
                STR_ARG(str_sub(f->key, at + 1, f->key.n)));
        buf_str(&out, f->why ? S("?") : f->text);
    }
    return buf_take(&out).p;
}

static void execution_sums(void **state) {
    dossier_test *t = *state;
    dossier_load(t, OBSERVED("x", "      a: { 2025-2026: 1 }\n"),
                 str_fmt(t->a, "%s%s", plan, done).p);
    if (*dossier_messages(t))
        fail_msg("%s", dossier_messages(t));
    const int *years;
    assert_int_equal(calc_execution_years(t->c, &years), 2);
    assert_int_equal(years[0], 2027);
    assert_int_equal(years[1], 2028);
    assert_string_equal(
        executed(t, (execution_query){.year = 2027}),
        "vote@2027=150 modifie@2027=? budget@2027=150 engage@2027=100 "
        "service_fait@2027=? mandate@2027=90 reste_engager@2027=50 "
        "reporte@2027=? attendu@2027=100 titre@2027=80 encaisse@2027=60 "
        "reste_recouvrer@2027=20 taux_mandate@2027=60,0 "
        "taux_encaisse@2027=60,0");
    execution_query q = {.section = BUDGET_SECTION_INVESTMENT,
                         .measure = EXECUTION_PAID_RATE};
    const figure *f = calc_execution(t->c, q);
    assert_true(str_eq(
        f->key, S("budget.execution.taux_mandate.investissement@total")));
    assert_float_equal(f->value, 0, 0);
    q = (execution_query){.line = t->m->budget.expenses.v,
                          .measure = EXECUTION_BUDGET};
    assert_float_equal(calc_execution(t->c, q)->value, 280, 0);
    q = (execution_query){.year = 2030};
    assert_int_equal(calc_execution(t->c, q)->why, MISSING_UNAVAILABLE);
}

int budget_tests(void) {
    const struct CMUnitTest tests[] = {
        CASE(budget_sums),
        CASE(formulas_read_the_plan),
        CASE(no_budget_is_missing),
        CASE(execution_sums),
    };
    return cmocka_run_group_tests_name("calc: budget", tests, NULL, NULL);
}
