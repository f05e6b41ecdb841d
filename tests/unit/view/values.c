/* Values as they print. */
#include "view_tests.h"

static view_cell value_of(fixture *x, const char *text) {
    expr *e =
        expr_compile(x->a, typed(text), calc_scope(x->c), EXPR_ANY, x->sink);
    assert_non_null(e);
    expr_type type = expr_type_of(e);
    return view_value(&x->v, expr_eval(e, calc_scope(x->c), x->a), &type);
}

static void prints(fixture *x, const char *text, const char *as) {
    view_cell c = value_of(x, text);
    if (!str_eq(c.text, str_z(as)))
        fail_msg("%s prints « %.*s », not « %s »", text, STR_ARG(c.text), as);
}

#define NB   "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static void numbers(void **state) {
    fixture *x = *state;
    prints(x, "1234.5", "1" THIN "234,5");
    prints(x, "10 / 4", "2,5");
    prints(x, "100 / 3", "33,33");
    prints(x, "2 / 2", "1");
    prints(x, "0 - 3", "−3");
}

static void figures_keep_their_text_and_key(void **state) {
    fixture *x = *state;
    view_cell c = value_of(x, "dernier(part_femmes)");
    assert_int_equal(c.kind, CELL_FIGURE);
    assert_string_equal(str_dup(x->a, c.figure->key).p,
                        "part_femmes@campus@2024-2025");
    prints(x, "dernier(part_femmes)", "39,4" NB "%");
    prints(x, "eleves[lyc_a, 2023-2024]", "100");
    prints(x, "eleves[lyc_c, 2024-2025]", "n.d.");
    prints(x, "sortants[lyc_b, 2024]", "s.");
}

static void texts_dates_and_lists(void **state) {
    fixture *x = *state;
    prints(x, "campus.categorie", "standard");
    prints(x, "campus.label.debut", locale_date(x->a, (date){2026, 9, 1}).p);
    prints(x, "campus.etablissement_support", "Lycée A");
    prints(x, "campus.academies", "Montpellier");
    prints(x, "campus.demande = \"premiere\"", "oui");
    prints(x, "campus.accroche", "non renseigné");
    assert_int_equal(value_of(x, "campus.accroche").kind, CELL_PENDING);
}

static void pending_identifiers(void **state) {
    fixture *x = *state;
    view_cell c = value_of(x, "campus.etablissement_support.uai");
    assert_int_equal(c.kind, CELL_PENDING);
    assert_true(str_eq(c.text, S("à préciser")));
}

static void slots(void **state) {
    fixture *x = *state;
    located t =
        typed("{campus.sigle} : {nombre(partenaires)} partenaires, \\{");
    str text = view_text(&x->v, &t, calc_scope(x->c));
    assert_string_equal(str_dup(x->a, text).p, "Essai : 5 partenaires, {");
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_values(void) {
    const struct CMUnitTest tests[] = {
        ROW(numbers),
        ROW(figures_keep_their_text_and_key),
        ROW(texts_dates_and_lists),
        ROW(pending_identifiers),
        ROW(slots),
    };
    return cmocka_run_group_tests_name("view: values", tests, NULL, NULL);
}
