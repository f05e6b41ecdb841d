/* The pass across stretches: bold, code, another language. */
#include "text_tests.h"

static void sees_across_stretches(void **state) {
    fixture *x = *state;
    text_span s[] = {{S("le "), false, S("fr")},
                     {S("mot"), false, S("fr")},
                     {S(" : suite"), false, S("fr")}};
    text_typeset(x->a, s, 3);
    assert_string_equal(s[2].s.p, "\u00A0: suite");
    assert_int_equal(s[1].s.n, 3);
}

static void inserts_beside_the_mark(void **state) {
    fixture *x = *state;
    text_span s[] = {{S("«"), false, S("fr")},
                     {S("mot"), false, S("fr")},
                     {S("»!"), false, S("fr")}};
    text_typeset(x->a, s, 3);
    assert_string_equal(s[0].s.p, "«");
    assert_string_equal(s[1].s.p, "\u00A0mot");
    assert_string_equal(s[2].s.p, "\u00A0»\u202F!");
}

static void pairs_quotes_across_stretches(void **state) {
    fixture *x = *state;
    text_span s[] = {{S("un \""), false, S("fr")},
                     {S("grand"), false, S("fr")},
                     {S(" mot\""), false, S("fr")}};
    text_typeset(x->a, s, 3);
    assert_string_equal(s[0].s.p, "un «");
    assert_string_equal(s[1].s.p, "\u00A0grand");
    assert_string_equal(s[2].s.p, " mot\u00A0»");
}

static void leaves_literals(void **state) {
    fixture *x = *state;
    str code = S("l'eau : \"x\" ; 1 234 !");
    text_span s[] = {{S("Voir "), false, S("fr")},
                     {code, true, S("fr")},
                     {S("; puis"), false, S("fr")}};
    text_typeset(x->a, s, 3);
    assert_ptr_equal(s[1].s.p, code.p);
    assert_int_equal(s[1].s.n, code.n);
    assert_string_equal(s[2].s.p, "\u202F; puis");
}

static void t28_leaves_other_languages(void **state) {
    fixture *x = *state;
    str title = S("Water: what's \"next\"?");
    text_span s[] = {{S("le rapport "), false, S("fr-FR")},
                     {title, false, S("en")},
                     {S(" !"), false, S("")}};
    text_typeset(x->a, s, 3);
    assert_ptr_equal(s[1].s.p, title.p);
    assert_string_equal(s[2].s.p, "\u202F!");
}

static void a_literal_may_be_quoted(void **state) {
    fixture *x = *state;
    text_span s[] = {{S("«"), false, S("")},
                     {S("a:b"), true, S("")},
                     {S("»"), false, S("")}};
    text_typeset(x->a, s, 3);
    assert_string_equal(s[0].s.p, "«\u00A0");
    assert_string_equal(s[2].s.p, "\u00A0»");
}

static void empty_stretches_are_fine(void **state) {
    fixture *x = *state;
    text_span s[] = {{STR_NONE, false, S("")},
                     {S("oui !"), false, S("")},
                     {STR_NONE, false, S("")}};
    text_typeset(x->a, s, 3);
    assert_int_equal(s[0].s.n, 0);
    assert_string_equal(s[1].s.p, "oui\u202F!");
    assert_int_equal(s[2].s.n, 0);
    text_typeset(x->a, s, 0);
}

int test_stretches(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(sees_across_stretches),         T(inserts_beside_the_mark),
        T(pairs_quotes_across_stretches), T(leaves_literals),
        T(t28_leaves_other_languages),    T(a_literal_may_be_quoted),
        T(empty_stretches_are_fine),
    };
    return cmocka_run_group_tests_name("text stretches", tests, NULL, NULL);
}
