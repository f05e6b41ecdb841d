#include "text_tests.h"

static text_fault_kind first_fault(const char *z, size_t *at) {
    text_fault f[4];
    size_t n = text_faults(str_z(z), f, 4);
    *at = n ? f[0].at : SIZE_MAX;
    return n ? f[0].kind : TEXT_SOUND;
}

static void tells_faults(void **state) {
    (void)state;
    size_t at;
    assert_int_equal(first_fault("«\u00A0a\u00A0» et 15\"", &at), TEXT_SOUND);
    assert_int_equal(first_fault("un « mot", &at), TEXT_QUOTES);
    assert_int_equal(at, 3);
    assert_int_equal(first_fault("un mot »", &at), TEXT_QUOTES);
    assert_int_equal(first_fault("un \"mot", &at), TEXT_QUOTES);
    assert_int_equal(first_fault("pompes, etc…", &at), TEXT_ETC);
    assert_int_equal(at, 8);
    assert_int_equal(first_fault("pompes, etc.", &at), TEXT_SOUND);
    assert_int_equal(first_fault("a\u200Bb", &at), TEXT_INVISIBLE);
    assert_int_equal(first_fault("a\u202Eb", &at), TEXT_INVISIBLE);
    assert_int_equal(first_fault("a\uFFFDb", &at), TEXT_REPLACED);
}

static void stops_at_the_room_given(void **state) {
    (void)state;
    text_fault f[2];
    assert_int_equal(text_faults(S("\u200B\u200B\u200B"), f, 2), 2);
}

static void t22_period_of_a_title(void **state) {
    (void)state;
    assert_true(text_has_final_period(S("Un titre. ")));
    assert_false(text_has_final_period(S("Un titre")));
    assert_false(text_has_final_period(S("Pompes, etc.")));
}

static bool agree(const char *a, const char *b, const char *c) {
    text_end e[3] = {text_end_of(str_z(a)), text_end_of(str_z(b)),
                     text_end_of(str_z(c))};
    return text_ends_agree(e, 3);
}

static void t21_ends_of_items(void **state) {
    (void)state;
    assert_true(agree("un\u202F;", "deux\u202F;", "trois."));
    assert_true(agree("un,", "deux,", "trois."));
    assert_true(agree("un", "deux ", "trois"));
    assert_true(agree("Un.", "Deux\u202F!", "Trois."));
    assert_true(agree("un\u202F;", "", "trois\u202F;"));
    assert_true(agree("un", "deux, etc.", "trois"));
    assert_false(agree("un\u202F;", "deux\u202F;", "trois"));
    assert_false(agree("un\u202F;", "deux.", "trois."));
    assert_false(agree("un", "deux\u202F;", "trois"));
    assert_false(agree("un.", "deux.", "trois"));
}

static void check_superiors(const char *z, const char *marks) {
    uint8_t out[64];
    bool any = text_superiors(str_z(z), out);
    assert_true(any == (strchr(marks, '^') != NULL));
    for (size_t i = 0; z[i]; i++)
        assert_int_equal(out[i], marks[i] == '^');
}

static void t14_superior_endings(void **state) {
    (void)state;
    check_superiors("1er", " ^^");
    check_superiors("la 1re fois", "    ^^     ");
    check_superiors("les 2es", "     ^^");
    check_superiors("XXIe siècle", "   ^        ");
    check_superiors("2nde", " ^^^");
    check_superiors("Vie, Ive", "        ");
    check_superiors("12er", "    ");
    check_superiors("A1er", "    ");
    check_superiors("3e-4e", "     ");
    check_superiors("1erx", "    ");
}

int test_lint(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_faults),
        cmocka_unit_test(stops_at_the_room_given),
        cmocka_unit_test(t22_period_of_a_title),
        cmocka_unit_test(t21_ends_of_items),
        cmocka_unit_test(t14_superior_endings),
    };
    return cmocka_run_group_tests_name("text lint", tests, NULL, NULL);
}
