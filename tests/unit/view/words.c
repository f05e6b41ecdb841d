/* Every word that the program can print is in templates/mots-fr.yaml. */
#include "view_tests.h"

/* Enumerations of templates and themes are never printed. */
static bool is_printed(const char *name) {
    static const char *const never[] = {
        "template_block_kind",    "template_chart_kind",
        "template_callout_kind",  "template_note_kind",
        "template_contents_kind", "column_format",
        "template_sheet_kind",    "template_format"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strcmp(name, never[i]) == 0)
            return false;
    return strncmp(name, "theme_", 6) != 0;
}

static void has_all_words(fixture *x, const char *name, size_t count) {
    for (size_t i = 1; is_printed(name) && i < count; i++) {
        str word = view_word(&x->v, name, (int)i);
        if (!word.n || x->sink->errors)
            fail_msg("no word for value %zu of %s", i, name);
    }
}

static void every_enumeration_has_its_words(void **state) {
    fixture *x = *state;
#define WORDS(type, prefix) has_all_words(x, #type, prefix##_COUNT);
#define WORD(name, word)
#define WORDS_END(type, prefix)
#include "model/words.def"
#undef WORDS
#undef WORD
#undef WORDS_END
    has_all_words(x, "calendar", CAL_COUNT);
    has_all_words(x, "missing", MISSING_COUNT);
    has_all_words(x, "indicator_state", STATE_COUNT);
    has_all_words(x, "criterion_state", CRITERION_STATE_COUNT);
}

static void words_are_french(void **state) {
    fixture *x = *state;
    assert_true(
        str_eq(view_word(&x->v, "action_state", ACTION_DONE), S("Faite")));
    assert_true(str_eq(view_word(&x->v, "missing", MISSING_SECRET), S("s.")));
    assert_true(str_eq(view_missing(&x->v, MISSING_TO_COME), S("à venir")));
    view_cell c = view_state(&x->v, STATE_WATCH);
    assert_int_equal(c.kind, CELL_STATE);
    assert_int_equal(c.sign, 3); /* SIGN_WATCH of doc.h */
}

static void a_missing_word_is_an_error(void **state) {
    fixture *x = *state;
    str word = view_phrase(&x->v, "cle_qui_n_existe_pas");
    assert_true(str_eq(word, S("cle_qui_n_existe_pas")));
    assert_int_equal(x->sink->errors, 1);
    const diagnostic *d = x->sink->first;
    while (d->sev != SEV_ERROR)
        d = d->next;
    assert_int_equal(d->code, E0767);
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_words(void) {
    const struct CMUnitTest tests[] = {
        ROW(every_enumeration_has_its_words),
        ROW(words_are_french),
        ROW(a_missing_word_is_an_error),
    };
    return cmocka_run_group_tests_name("view: words", tests, NULL, NULL);
}
