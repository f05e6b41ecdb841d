/* No secret can be worked out from what is published. */
#include "dossier.h"

#include <string.h>

typedef struct expected {
    const char *id, *level, *at, *gives;
} expected;

static void check_values(dossier_test *t, const expected *x, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const char *got = dossier_value(t, x[i].id, x[i].level, x[i].at);
        if (strcmp(got, x[i].gives) != 0)
            fail_msg("%s@%s@%s gives %s not %s", x[i].id, x[i].level, x[i].at,
                     got, x[i].gives);
    }
}

#define CHECK(t, table)                                                        \
    check_values((t), (table), sizeof(table) / sizeof *(table))

static void no_message(dossier_test *t, const char *only) {
    if (strcmp(dossier_messages(t), only))
        fail_msg("messages: %s", dossier_messages(t));
}

#define TYPED(id, unit, formula, values)                                       \
    COMPUTED(id, unit, formula) "    valeurs:\n" values

static void a_second_part_is_withheld(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      campus: { 2025-2026: 100, 2024-2025: 80 "
                               "}\n"
                               "      a: { 2025-2026: 60, 2024-2025: secret "
                               "}\n"
                               "      b: { 2025-2026: 25, 2024-2025: secret "
                               "}\n"
                               "      c: { 2025-2026: secret, 2024-2025: 30 "
                               "}\n")
                     OBSERVED("seul", "      campus: { 2025-2026: 9 }\n"
                                      "      a: { 2025-2026: secret }\n"),
                 "");
    no_message(t, "N0409@10 N0409@21");
    static const expected table[] = {
        {"x", "", "2025-2026", "100"},       {"x", "a", "2025-2026", "60"},
        {"x", "b", "2025-2026", "secret"}, /* the smallest goes too */
        {"x", "c", "2025-2026", "secret"},   {"x", "c", "2024-2025", "30"},
        {"seul", "", "2025-2026", "secret"},
    };
    CHECK(t, table);
}

/* A share typed beside its denominator gives its numerator. */
static void a_typed_share_gives_nothing_away(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("femmes", "      a: { 2025-2026: 90 }\n"
                                    "      b: { 2025-2026: secret }\n")
                     OBSERVED("effectif", "      a: { 2025-2026: 200 }\n"
                                          "      b: { 2025-2026: 250 }\n")
                         TYPED("part", "%", "100 * femmes / effectif",
                               "      b: { 2025-2026: 12 }\n"),
                 "");
    no_message(t, "N0409@29");
    static const expected table[] = {
        {"part", "a", "2025-2026", "45"},
        {"part", "b", "2025-2026", "secret"},
        {"femmes", "b", "2025-2026", "secret"},
        {"effectif", "b", "2025-2026", "250"},
    };
    CHECK(t, table);
}

/* Two secrets of one total, and a typed difference: two equations that no one
   of them solves. */
static void equations_are_solved_together(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      campus: { 2025-2026: 100 }\n"
                               "      a: { 2025-2026: 60 }\n"
                               "      b: { 2025-2026: secret }\n"
                               "      c: { 2025-2026: secret }\n")
                     TYPED("ecart", "apprenants", "x[b] - x[c]",
                           "      campus: { 2025-2026: 10 }\n"),
                 "");
    static const expected table[] = {
        {"x", "", "2025-2026", "100"},
        {"x", "a", "2025-2026", "secret"},
        {"ecart", "", "2025-2026", "10"},
        {"x", "b", "2025-2026", "secret"},
    };
    CHECK(t, table);
    no_message(t, "N0409@10");
}

/* What is not known either hides as well as a secret. */
static void holes_hide(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("x", "      campus: { 2025-2026: 100 }\n"
                               "      a: { 2025-2026: non_disponible }\n"
                               "      b: { 2025-2026: secret }\n"),
                 "");
    no_message(t, "");
    assert_string_equal(dossier_value(t, "x", "", "2025-2026"), "100");
}

/* Through a formula that is read: total = eleves + apprentis, typed. */
static void through_other_formulas(void **state) {
    dossier_test *t = *state;
    dossier_load(t,
                 OBSERVED("eleves", "      a: { 2025-2026: 90 }\n")
                     OBSERVED("apprentis", "      a: { 2025-2026: secret }\n")
                         COMPUTED("total", "apprenants", "eleves + apprentis")
                             TYPED("double", "apprenants", "2 * total",
                                   "      a: { 2025-2026: 190 }\n"),
                 "");
    no_message(t, "N0409@34");
    static const expected table[] = {
        {"double", "a", "2025-2026", "secret"},
        {"total", "a", "2025-2026", "secret"},
        {"eleves", "a", "2025-2026", "90"},
    };
    CHECK(t, table);
}

int secret_tests(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_second_part_is_withheld),
        CASE(a_typed_share_gives_nothing_away),
        CASE(equations_are_solved_together),
        CASE(holes_hide),
        CASE(through_other_formulas),
    };
    return cmocka_run_group_tests_name("calc: secrets", tests, NULL, NULL);
}
