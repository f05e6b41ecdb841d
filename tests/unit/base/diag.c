/* diag: what a reader sees; which codes are in the sink. */
#include "base/diag.h"

#include "base_tests.h"

static const diag_style FR = {.lang = LANG_FR}, EN = {.lang = LANG_EN},
                        BRIEF = {.lang = LANG_FR, .brief = true};

static str printed(arena *a, const diag_sink *s, diag_style style) {
    buf b = buf_new(a);
    diag_print(&b, s, style);
    return buf_take(&b);
}

static source *file(arena *a, const char *name, const char *text) {
    return source_new(a, str_z(name), str_z(text));
}

static void test_reports_once(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    source *f = file(a, "a.yaml", "un\ndeux\n");
    diagnostic *d = DIAG_AT(s, E0809, ((span){f, 0, 2}), S("x"));
    assert_ptr_equal(DIAG_AT(s, E0809, ((span){f, 0, 2}), S("x")), d);
    assert_ptr_not_equal(DIAG_AT(s, E0809, ((span){f, 0, 2}), S("y")), d);
    assert_ptr_not_equal(DIAG_AT(s, E0809, ((span){f, 3, 5}), S("x")), d);
    assert_int_equal(s->errors, 3);
    diag_raise(s, d, SEV_NOTICE);
    assert_int_equal(s->errors, 2);
    assert_int_equal(s->notices, 1);
    diag_raise(s, d, SEV_ERROR);
    assert_int_equal(s->errors, 3);
}

static void test_excerpt_and_caret(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    source *f = file(a, "d.yaml", "a: 1\nb: 2\nc: 3\n\té漢x: y\n");
    uint32_t x = (uint32_t)str_find(f->text, S("x:"), 0);
    diagnostic *d = DIAG_AT(s, E0809, ((span){f, x, x + 1}), S("Z"));
    d->path = S("objectif O3 › debut");
    str got = printed(a, s, FR);
    /* The wide letter takes two columns, the tab is shown as one arrow. */
    assert_non_null(strstr(got.p, "d.yaml:4:4: erreur E0809"));
    assert_non_null(strstr(got.p, "    2 | b: 2\n    3 | c: 3\n"
                                  "    4 | →é漢x: y\n"
                                  "      |     ^ ici\n"));
    assert_null(strstr(got.p, "a: 1"));
    assert_non_null(strstr(got.p, "  dans objectif O3 › debut\n"));
    assert_non_null(strstr(got.p, "  aide : choisissez un autre"));
    assert_non_null(strstr(got.p, "  voir : sceau expliquer E0809\n"));
    assert_non_null(strstr(got.p, "1 erreur dans 1 fichier\n"));
    str en = printed(a, s, EN);
    assert_non_null(strstr(en.p, "d.yaml:4:4: error E0809: “Z” exists"));
    assert_non_null(strstr(en.p, "  help: choose another"));
    assert_non_null(strstr(en.p, "1 error in 1 file\n"));
}

static void test_caret_is_as_wide_as_the_span(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    source *f = file(a, "d", "clé: « e\xCC\x81té »\nsuite");
    DIAG_AT(s, E0809, ((span){f, 6, 18}), S(""));
    assert_non_null(strstr(printed(a, s, FR).p, "      |      ^^^^^^^ ici\n"));
    /* A span over several lines is marked to the end of its first. */
    diag_sink *t = diag_sink_new(a);
    DIAG_AT(t, E0809, ((span){f, 0, 26}), S(""));
    assert_non_null(strstr(printed(a, t, FR).p, "      | ^^^^^^^^^^^^ ici\n"));
    /* An empty span at the very end of a file still has one. */
    diag_sink *u = diag_sink_new(a);
    uint32_t end = (uint32_t)f->text.n;
    DIAG_AT(u, E0809, ((span){f, end, end}), S(""));
    assert_non_null(strstr(printed(a, u, FR).p, "      |      ^ ici\n"));
}

static void test_long_line_keeps_the_mark_in_sight(void **state) {
    arena *a = FIXTURE(state)->a;
    char text[5001];
    memset(text, 'a', 5000);
    text[5000] = 0;
    memcpy(text + 3000, "ICI", 3);
    diag_sink *s = diag_sink_new(a);
    source *f = file(a, "d", text);
    DIAG_AT(s, E0809, ((span){f, 3000, 3003}), S(""));
    str got = printed(a, s, FR);
    const char *line = strstr(got.p, "    1 | ");
    const char *mark = strstr(got.p, "      | ");
    assert_true(got.n < 1000);
    const char *word = strstr(line, "ICI"), *caret = strchr(mark, '^');
    assert_true(word && word < mark);
    assert_int_equal(word - line, caret - mark);
}

static void test_order_notes_and_brief(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    source *b = file(a, "b.yaml", "x\ny\n"), *f = file(a, "a.yaml", "z\n");
    DIAG_AT(s, E0809, ((span){b, 2, 3}), S("3"));
    DIAG_AT(s, E0809, ((span){b, 0, 1}), S("2"));
    diagnostic *d = DIAG_AT(s, E0809, ((span){f, 0, 1}), S("1"));
    diag_note_at(s, d, E0801, (span){b, 2, 3}, S("autre"));
    str got = printed(a, s, BRIEF);
    const char *one = strstr(got.p, "a.yaml:1:1:");
    const char *two = strstr(got.p, "b.yaml:1:1:");
    const char *three = strstr(got.p, "b.yaml:2:1:");
    assert_true(one && one < two && two < three);
    assert_null(strstr(got.p, " | "));
    assert_non_null(strstr(got.p, "3 erreurs dans 2 fichiers\n"));
    assert_non_null(strstr(printed(a, s, FR).p,
                           "  b.yaml:2:1: le dossier «\xC2\xA0"
                           "autre\xC2\xA0»"));
}

static void test_without_place(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    assert_str(printed(a, s, FR), "");
    diagnostic *d = DIAG_AT(s, E0801, SPAN_NONE, S("x"));
    assert_true(str_starts(printed(a, s, BRIEF), S("erreur E0801")));
    d->where = S("sortie/a.pdf");
    assert_true(
        str_starts(printed(a, s, BRIEF), S("sortie/a.pdf: erreur E0801")));
}

static void test_twenty_then_the_count(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    source *f = file(a, "a", "0123456789012345678901234567890");
    for (uint32_t i = 0; i < 25; i++)
        DIAG_AT(s, E0809, ((span){f, i, i + 1}), S(""));
    diag_style all = BRIEF;
    all.all = true;
    assert_non_null(strstr(printed(a, s, BRIEF).p, "et 5 autres (--tout"));
    assert_non_null(strstr(printed(a, s, BRIEF).p, "25 erreurs dans 1"));
    assert_null(strstr(printed(a, s, all).p, "autres"));
    assert_non_null(strstr(printed(a, s, all).p, "a:1:25:"));
}

/* Twenty-five remarks stand before the one error of the last file. */
static void test_errors_are_shown_before_remarks(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    source *f = file(a, "a", "0123456789012345678901234567890");
    for (uint32_t i = 0; i < 25; i++)
        diag_raise(s, DIAG_AT(s, E0809, ((span){f, i, i + 1}), S("")),
                   SEV_NOTICE);
    DIAG_AT(s, E0809, ((span){file(a, "z", "zz"), 1, 2}), S(""));
    str got = printed(a, s, BRIEF);
    assert_non_null(strstr(got.p, "z:1:2: erreur"));
    assert_non_null(strstr(got.p, "a:1:19: remarque"));
    assert_null(strstr(got.p, "a:1:20: remarque"));
    assert_non_null(strstr(got.p, "et 6 autres"));
    assert_non_null(strstr(got.p, "1 erreur, 25 remarques dans 2 fichiers"));
}

static void test_marks_are_bounded(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    char text[161];
    memset(text, 'a', 160);
    text[160] = 0;
    DIAG_AT(s, E0809, ((span){file(a, "d", text), 0, 160}), S(""));
    str got = printed(a, s, FR);
    assert_int_equal(strspn(strstr(got.p, "^"), "^"), 60);
}

static void test_colour(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *s = diag_sink_new(a);
    DIAG_AT(s, E0801, SPAN_NONE, S("x"));
    assert_null(strchr(printed(a, s, FR).p, '\033'));
    diag_style style = FR;
    style.colour = true;
    assert_non_null(strchr(printed(a, s, style).p, '\033'));
}

static void test_sentences(void **state) {
    arena *a = FIXTURE(state)->a;
    str args[DIAG_ARGS] = {S("un"), S("{0}")};
    buf b = buf_new(a);
    diag_sentence(&b, "{1} {0} {9} {x} {", args);
    assert_str(buf_slice(&b), "{0} un {9} {x} {");
}

static void test_codes_by_name(void **state) {
    (void)state;
    assert_int_equal(diag_find(S("e0801")), E0801);
    assert_int_equal(diag_find(S("E0801")), E0801);
    assert_int_equal(diag_find(S("E080")), DIAG_COUNT);
    assert_int_equal(diag_find(S("")), DIAG_COUNT);
    for (int i = 0; i < DIAG_COUNT; i++) {
        const diag_info *d = diag_describe((diag_code)i);
        assert_int_equal(diag_find(str_z(d->name)), i);
        for (int l = 0; l < LANG_COUNT; l++)
            assert_true(d->text[l] && *d->text[l]);
    }
}

/* What a stage of its own said: once, with its notes, path and severity. */
static void test_merge(void **state) {
    arena *a = FIXTURE(state)->a;
    diag_sink *to = diag_sink_new(a), *from = diag_sink_new(a);
    source *f = file(a, "a.yaml", "un\ndeux\n");
    DIAG_AT(to, E0809, ((span){f, 0, 2}), S("x"));
    DIAG_AT(from, E0809, ((span){f, 0, 2}), S("x"))->path = S("twice");
    diagnostic *d = DIAG_AT(from, E0809, ((span){f, 3, 5}), S("y"));
    d->path = S("objectif O3");
    diag_note_at(from, d, E0809, (span){f, 0, 2}, S("z"));
    DIAG_AT(from, E0801, SPAN_NONE, S("w"), S("v"))->where = S("ici");
    diag_raise(from, d, SEV_NOTICE);
    diag_merge(to, from);
    assert_int_equal(to->errors, 2);
    assert_int_equal(to->notices, 1);
    diagnostic *second = to->first->next, *third = second->next;
    assert_true(str_empty(to->first->path));
    assert_true(str_eq(second->args[0], S("y")));
    assert_true(str_eq(second->path, S("objectif O3")));
    assert_int_equal(second->note_count, 1);
    assert_true(str_eq(second->notes[0].args[0], S("z")));
    assert_true(str_eq(third->args[1], S("v")));
    assert_true(str_eq(third->where, S("ici")));
    assert_null(third->next);
}

/* Said as they stand when there may be no memory to fill a slot. */
static void test_last_words_have_no_slot(void **state) {
    (void)state;
    static const diag_code codes[] = {E0901, E0902};
    for (size_t i = 0; i < COUNT(codes); i++)
        for (int l = 0; l < LANG_COUNT; l++)
            assert_null(strchr(diag_describe(codes[i])->text[l], '{'));
}

int run_diag_tests(void) {
    const struct CMUnitTest tests[] = {
        BASE_TEST(test_reports_once),
        BASE_TEST(test_excerpt_and_caret),
        BASE_TEST(test_caret_is_as_wide_as_the_span),
        BASE_TEST(test_long_line_keeps_the_mark_in_sight),
        BASE_TEST(test_order_notes_and_brief),
        BASE_TEST(test_without_place),
        BASE_TEST(test_twenty_then_the_count),
        BASE_TEST(test_errors_are_shown_before_remarks),
        BASE_TEST(test_marks_are_bounded),
        BASE_TEST(test_colour),
        BASE_TEST(test_merge),
        BASE_TEST(test_sentences),
        BASE_TEST(test_codes_by_name),
        BASE_TEST(test_last_words_have_no_slot),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
