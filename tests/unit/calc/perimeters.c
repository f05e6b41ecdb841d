/* Who is measured: current and constant perimeters, and sums that leave out a
   term. */
#include "dossier.h"

#include <string.h>

#define TWO_YEARS                                                              \
    OBSERVED("x", "      a: { 2024-2025: 10, 2025-2026: 12 }\n"                \
                  "      b: { 2025-2026: 50 }\n"                               \
                  "      c: { 2024-2025: 5, 2025-2026: 6 }\n")

static void gives(dossier_test *t, const char *id, const char *value) {
    const char *got = dossier_value(t, id, "", "2025-2026");
    if (strcmp(got, value))
        fail_msg("%s gives %s not %s", id, got, value);
}

static void constant_counts_who_is_always_there(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 TWO_YEARS COMPUTED("tous", "apprenants", "x[courant]")
                     COMPUTED("memes", "apprenants", "x[constant]")
                         COMPUTED("total", "apprenants", "x[campus]")
                             COMPUTED("double", "apprenants", "2 * x"),
                 "");
    assert_string_equal(dossier_messages(t), "");
    gives(t, "tous", "68");
    gives(t, "memes", "18");
    gives(t, "total", "68");
    const indicator *x = model_indicator(t->m, S("x"));
    const indicator *d = model_indicator(t->m, S("double"));
    period p = dossier_period("2025-2026");
    const figure *f = calc_value_in(t->c, x, PERIMETER_CONSTANT, p);
    assert_true(f->value == 18 && str_eq(f->key, S("x@constant@2025-2026")));
    assert_true(calc_value_in(t->c, d, PERIMETER_CONSTANT, p)->value == 36);
    assert_ptr_equal(calc_value_in(t->c, x, PERIMETER_CURRENT, p),
                     calc_value(t->c, x, NULL, p));
    calc_standing s = calc_stand_in(t->c, x, PERIMETER_CONSTANT);
    assert_true(s.last->value == 18 && s.previous->value == 15);
    assert_int_equal(s.trend, 1);
}

/* somme, moyenne, min, max of terms: what is left out is no total. */
static void a_term_left_out_is_partial(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("u", "      campus: { 2025-2026: 10 }\n")
                     OBSERVED("v", "      campus: { 2025-2026: secret }\n")
                         OBSERVED("w", "      campus: { 2025-2026: sans_objet "
                                       "}\n")
                             COMPUTED("s", "apprenants", "somme(u, v)")
                                 COMPUTED("m", "apprenants", "moyenne(u, w)")
                                     COMPUTED("r", "apprenants",
                                              "premier_non_manquant(v, u)"),
                 "");
    gives(t, "s", "10 q");
    gives(t, "m", "10"); /* « sans objet » is no hole */
    gives(t, "r", "10"); /* a fallback that was asked for */
}

int perimeter_tests(void) {
    const struct CMUnitTest tests[] = {
        CASE(constant_counts_who_is_always_there),
        CASE(a_term_left_out_is_partial),
    };
    return cmocka_run_group_tests_name("calc: perimeters", tests, NULL, NULL);
}
