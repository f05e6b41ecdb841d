/* Tables with a shape of their own: financing, indicators, compliance,
   actions. */
#include "view_tests.h"

static const view_row *row_named(const view_table *t, const char *label,
                                 size_t from) {
    for (size_t i = from; i < t->rows.n; i++)
        if (t->rows.v[i].cells.n &&
            str_eq(t->rows.v[i].cells.v[0].text, str_z(label)))
            return &t->rows.v[i];
    fail_msg("no row « %s »", label);
    return NULL;
}

static void is(fixture *x, const view_row *r, size_t column, const char *text) {
    assert_true(column < r->cells.n);
    assert_string_equal(str_dup(x->a, r->cells.v[column].text).p, text);
}

#define THIN "\xE2\x80\xAF"
#define NB   "\xC2\xA0"

static void financing_balances_by_section(void **state) {
    fixture *x = *state;
    view_table *t = view_financing(&x->v);
    assert_non_null(t);
    /* label, status, 2 years, total */
    assert_int_equal(t->columns.n, 5);
    is(x, row_named(t, "60" NB "Achats", 0), 2, "1" THIN "000");
    is(x, row_named(t, "Total des emplois", 0), 4, "4" THIN "500");
    is(x, row_named(t, "Équipements pédagogiques", 0), 3, "–");
    /* two schemes of one funder in a section stand apart */
    const view_row *r = row_named(t, "Région, Aide A", 0);
    is(x, r, 1, "Notifié");
    is(x, r, 3, "400");
    is(x, row_named(t, "Région", 0), 1, "Demandé"); /* FEDER alone */
    const view_row *ok = row_named(t, "Fonctionnement" NB ": écart", 0);
    assert_int_equal(ok->kind, VIEW_CHECK);
    assert_int_equal(ok->cells.v[1].sign, 0);
    is(x, ok, 4, "0");
    const view_row *bad = row_named(t, "Investissement" NB ": écart", 0);
    assert_int_equal(bad->cells.v[1].sign, 4); /* SIGN_ALERT */
    is(x, bad, 2, "−100");
    is(x, row_named(t, "Écart ressources − emplois", 0), 4, "−100");
    /* notified: 1 400 of 4 400 */
    assert_true(str_find(t->rules, S("32" NB "%"), 0) != SIZE_MAX);
}

static void indicators_show_coverage_and_judge_no_part(void **state) {
    fixture *x = *state;
    const indicator *which[] = {model_indicator(x->m, S("eleves")),
                                model_indicator(x->m, S("part_femmes")),
                                model_indicator(x->m, S("note_max"))};
    view_table *t = view_indicators(&x->v, which, 3);
    assert_int_equal(t->rows.n, 3);
    assert_int_equal(t->columns.n, 10);
    is(x, &t->rows.v[0], 3, "160");
    is(x, &t->rows.v[0], 4, "180");
    is(x, &t->rows.v[0], 6, "2/3");
    is(x, &t->rows.v[0], 7, "200");
    is(x, &t->rows.v[0], 9, "Non jugé"); /* partial: not judged */
    is(x, &t->rows.v[1], 4, "39,4");
    assert_true(t->marks & MARK_PARTIAL);
    assert_true(t->marks & MARK_ESTIMATED);
    assert_true(t->reading.n > 0);
    view_table *whole = view_indicators(&x->v, which + 2, 1);
    assert_int_equal(whole->columns.n, 9); /* no coverage column */
}

static void compliance_lists_all_criteria(void **state) {
    fixture *x = *state;
    view_table *t = view_compliance(&x->v);
    size_t criteria = 0, families = 0;
    for (size_t i = 0; i < t->rows.n; i++) {
        families += t->rows.v[i].kind == VIEW_GROUP;
        criteria += t->rows.v[i].kind == VIEW_BODY;
        if (t->rows.v[i].kind == VIEW_BODY)
            assert_non_null(t->rows.v[i].record);
    }
    assert_int_equal(criteria, x->m->frame->criteria.n);
    assert_int_equal(families, x->m->frame->families.n);
    view_context without = x->v;
    without.coverage = NULL;
    assert_null(view_compliance(&without));
}

static void actions_cost_what_their_lines_say(void **state) {
    fixture *x = *state;
    const objective *o = &x->m->objectives.v[0];
    view_table *t = view_actions(&x->v, o);
    assert_int_equal(t->rows.n, 3);
    is(x, &t->rows.v[0], 4, "4" THIN "500");
    is(x, &t->rows.v[1], 4, "–");
    is(x, &t->rows.v[2], 4, "4" THIN "500");
    const figure *f = view_objective_cost(&x->v, o);
    assert_true(f->value == 4500);
    assert_string_equal(str_dup(x->a, f->key).p,
                        "budget.depenses.objectif=O1@total");
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_shaped(void) {
    const struct CMUnitTest tests[] = {
        ROW(financing_balances_by_section),
        ROW(indicators_show_coverage_and_judge_no_part),
        ROW(compliance_lists_all_criteria),
        ROW(actions_cost_what_their_lines_say),
    };
    return cmocka_run_group_tests_name("view: shaped tables", tests, NULL,
                                       NULL);
}
