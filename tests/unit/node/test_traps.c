/* Each mistake has its own message, at its own place. */
#include <stdio.h>

#include "node_test.h"

typedef struct fault_case {
    const char *yaml;
    diag_code code;
    uint32_t line, column;
    const char *arg; /* first argument; NULL: not looked at */
    bool tree;       /* is a tree given all the same */
} fault_case;

static void check(const fault_case *c) {
    reading r = reading_of(str_z(c->yaml));
    const diagnostic *d = r.sink->first;
    if (!d)
        fail_msg("nothing said of\n%s", c->yaml);
    place p = source_place(r.src, d->at.start);
    str arg = str_dup(r.a, d->args[0]);
    if (d->code != c->code || p.line != c->line || p.column != c->column ||
        d->next || (r.n != NULL) != c->tree)
        fail_msg("%s at %u:%u (%s)%s%s for\n%s", diag_describe(d->code)->name,
                 p.line, p.column, arg.p, d->next ? ", and more" : "",
                 r.n ? ", tree" : "", c->yaml);
    if (c->arg)
        assert_string_equal(arg.p, c->arg);
    assert_true(d->at.end <= r.src->text.n);
    reading_end(&r);
}

#define CHECK_ALL(cases)                                                       \
    do {                                                                       \
        for (size_t i_ = 0; i_ < sizeof(cases) / sizeof *(cases); i_++)        \
            check(&(cases)[i_]);                                               \
    } while (0)

#define NB "\xC2\xA0"

static void t29_bytes(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"a: 1\nb: caf\xE9\n", E0010, 2, 7, "é", false},
        {"b: l\x92"
         "eau\n",
         E0010, 1, 5, "’", false},
        {"a: \xFF\xFE", E0010, 1, 4, "ÿ", false},
        {"\xFF\xFE"
         "a",
         E0011, 1, 1, NULL, false},
        {"a: \x07\n", E0012, 1, 4, "U+0007", false},
        {"a: 1\nb: x\x7Fy\n", E0012, 2, 5, "U+007F", false},
        {"a: \xE2\x80\xA8\n", E0013, 1, 4, "U+2028", false},
        {"a: \xC2\x85\n", E0013, 1, 4, "U+0085", false},
        {"a: x\xEF\xBB\xBFy\n", E0013, 1, 5, "U+FEFF", false},
        {"a: \xEF\xBF\xBF\n", E0013, 1, 4, "U+FFFF", false},
        {"a: x\rb: y\n", E0014, 1, 5, NULL, false},
        {"a: \xEF\xBF\xBD\n", E0015, 1, 4, "U+FFFD", false},
        {"a: x\xE2\x80\x8By\n", W0016, 1, 5, "U+200B", true},
        {"a: \"\\0\"\n", E0021, 1, 5, "U+0000", true},
        {"\"a\\ufffd\": b\n", E0021, 1, 3, "U+FFFD", true},
    };
    CHECK_ALL(cases);
    reading r = reading_of((str){"a\0: b", 5});
    assert_int_equal(r.sink->first->code, E0012);
    reading_end(&r);
    r = reading_of((str){"a\0:\0", 4});
    assert_int_equal(r.sink->first->code, E0011);
    reading_end(&r);
}

static void test_structure(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"a: 1\nb: 2\na: 3\n", E0030, 3, 1, "a", true},
        {"a: {b: 1, b: 2}\n", E0030, 1, 11, "b", true},
        {"a: &x 1\n", E0031, 1, 4, "x", true},
        {"a: &x\n  b: 1\n", E0031, 1, 4, "x", true},
        {"R&D: R&D\nb: &D x\n", E0031, 2, 4, "D", true},
        {"a: & x\n", E0031, 1, 4, NULL, false},
        {"a: *x\n", E0032, 1, 4, "x", true},
        {"a: *x y\n", E0032, 1, 4, "x", false},
        {"a: **gras** x\n", E0032, 1, 4, "*gras**", false},
        {"a: !!str x\n", E0033, 1, 4, NULL, true},
        {"a: !t 'x'\n", E0033, 1, 4, NULL, true},
        {"a: ! x\n", E0033, 1, 4, NULL, true},
        {"a: !<x y\n", E0033, 1, 4, NULL, false},
        {"a: !x! y\n", E0033, 1, 4, NULL, false},
        {"<<: {a: 1}\n", E0034, 1, 1, NULL, true},
        {"a: 1\n---\nb: 2\n", E0035, 2, 1, NULL, false},
        {"a: x\n...\nb: y\n", E0035, 3, 1, NULL, false},
        {"? a\n: b\n", E0036, 1, 3, NULL, true},
        {"? [a]\n: b\n", E0036, 1, 3, NULL, true},
        {"[a]: b\n", E0036, 1, 1, NULL, true},
        {"a: ? b\n", E0036, 1, 4, NULL, false},
        {": b\n", E0037, 1, 1, NULL, false},
        {"a: 1\n: b\n", E0037, 2, 1, NULL, false},
        {"%TAG ! x\n---\na: 1\n", E0038, 1, 1, NULL, true},
        {"%FOO\n---\na: b\n", E0038, 1, 1, NULL, false},
        {"%YAML 1.3\n---\na: 1\n", E0039, 1, 1, NULL, false},
        {"%YAML x\n---\na: 1\n", E0039, 1, 1, NULL, false},
    };
    CHECK_ALL(cases);
}

static void test_both_places(void **state) {
    (void)state;
    reading r = reading_of(S("a: 1\nb: 2\na: 3\n"));
    const diagnostic *d = r.sink->first;
    assert_int_equal(d->note_count, 1);
    assert_int_equal(d->notes[0].code, NOTE_FIRST_KEY);
    assert_int_equal(source_place(r.src, d->notes[0].at.start).line, 1);
    /* The first stands, the second is left out. */
    assert_int_equal(r.n->count, 2);
    assert_true(str_eq(node_get(r.n, S("a"))->text.s, S("1")));
    reading_end(&r);
}

static void test_braces(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"v: { 2024: 12,5 }\n", E0040, 1, 12, "12,5", true},
        {"v: { a: x, 2024: 12,5 %, b: y }\n", E0040, 1, 18, "12,5 %", true},
        {"v: { 2025: 1 234,5 }\n", E0040, 1, 12, "1 234,5", true},
        {"v: { 2025: -3,5 }\n", E0040, 1, 12, "-3,5", true},
        {"v: { titre: Eau, énergie }\n", E0041, 1, 18, "énergie", true},
        {"v: { a: 12, b }\n", E0041, 1, 13, "b", true},
        {"v: {a: }\n", E0041, 1, 5, "a", true},
        {"v: {\"a\"}\n", E0041, 1, 5, "a", true},
        {"v: {a:1}\n", E0048, 1, 6, "a", true},
        {"t: {campus.intitule} — axes\n", E0042, 1, 4,
         "\"{campus.intitule} — axes\"", false},
        {"t: {campus.intitule}\n", E0042, 1, 4, "\"{campus.intitule}\"", true},
        {"t: {{ campus.nom }}\n", E0042, 1, 4, "\"{{ campus.nom }}\"", true},
        {"t: {campus.nom}: suite\n", E0042, 1, 4, "\"{campus.nom}: suite\"",
         false},
        {"- {nombre(a, b)} partenaires\n", E0042, 1, 3,
         "\"{nombre(a, b)} partenaires\"", false},
        {"t: {a} dit \"b\"\n", E0042, 1, 4, "'{a} dit \"b\"'", false},
        {"l: [12,5, 13,5]\n", W0043, 1, 5, "12,5", true},
    };
    CHECK_ALL(cases);
}

/* What was cut is not made up: the rest of the map stays. */
static void test_braces_keep_the_rest(void **state) {
    (void)state;
    reading r = reading_of(S("v: { a: x, 2024: 12,5, b: y }\n"));
    assert_int_equal(node_get(r.n, S("v"))->count, 3);
    str help[] = {r.sink->first->args[1], r.sink->first->args[2],
                  r.sink->first->args[3]};
    assert_true(str_eq(help[0], S("2024: 12.5")));
    assert_true(str_eq(help[1], S("2024: \"12,5\"")));
    assert_true(str_eq(help[2], S("2024: 12,5")));
    reading_end(&r);
    r = reading_of(S("v: { titre: Eau, énergie }\n"));
    assert_true(str_eq(r.sink->first->args[1], S("titre: \"Eau, énergie\"")));
    reading_end(&r);
}

static void test_signs(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"t: Atelier #2\n", W0044, 1, 12, "#2", true},
        {"t: Atelier # 2\n", W0044, 1, 12, "# 2", true},
        {"t: #2\nb: 1\n", W0044, 1, 4, "#2", true},
        {"- #2 un\n", W0044, 1, 3, "#2 un", true},
        {"t: “Eau”\n", W0045, 1, 4, "Eau", true},
        {"t: ‘Eau’\n", W0045, 1, 4, "Eau", true},
        {"t" NB ": x\n", W0046, 1, 2, "t" NB, true},
        {"nom" NB "long: x\n", W0046, 1, 4, NULL, true},
        {"a:\n" NB NB "t: x\n", E0047, 2, 1, NULL, true},
        {"t:" NB "Eau\nb: 1\n", E0049, 1, 2, NULL, false},
        {"a:\n  -" NB "Eau\n", E0049, 2, 3, NULL, true},
    };
    CHECK_ALL(cases);
    reading r = reading_of(S("t" NB ": x\n"));
    assert_non_null(node_get(r.n, S("t")));
    reading_end(&r);
}

static void test_missing_spaces(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"a:b\nc: d\n", E0048, 1, 2, "a", false},
        {"x: 1\na:b\nc: d\n", E0048, 2, 2, "a", false},
        {"campus:\n  titre:Eau\n  sigle: CMQ\n", E0048, 2, 8, "titre", false},
        {"campus:\n  titre:Eau\n", E0048, 2, 8, "titre", true},
        {"titre:Eau\n", E0048, 1, 6, "titre", true},
        {"axes:\n  -id: a\n", E0050, 2, 3, NULL, true},
        {"axes:\n  -Eau\n  -Air\n", E0050, 2, 3, NULL, true},
        {"axes:\n  -id: a\n   titre: b\n", E0050, 2, 3, NULL, false},
        {"axes:\n  - un\n  -deux\n", E0050, 3, 3, NULL, false},
    };
    CHECK_ALL(cases);
}

static void test_faults(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"a:\n\tb: x\n", E0060, 2, 1, NULL, false},
        {"a:\n  b: x\n\tc: y\n", E0060, 3, 1, NULL, false},
        {"a: |\n  x\n \ty\n", E0060, 3, 2, NULL, false},
        {"a: x\n \t y: z\n", E0060, 2, 2, NULL, false},
        {"t: \"Eau\nnom: x\n", E0061, 1, 4, "\"", false},
        {"t: \"Eau\nnom: \"Lycée: x\"\n", E0061, 1, 4, "\"", false},
        {"t: \"Eau\nnom: \"Lycée\"\nb: 2\n", E0061, 1, 4, "\"", false},
        {"- 'un\n- 'deux'\n", E0061, 1, 3, "'", false},
        {"a: 'x\n--- \nb: 1\n", E0061, 1, 4, "'", false},
        {"a: [x, \"y]\nb: \"z\"\n", E0061, 1, 8, "\"", false},
        {"t: \"Le \"grand\" jour\"\n", E0062, 1, 9, NULL, false},
        {"t: \"Eau\" et air\n", E0062, 1, 10, "et air", false},
        {"t: 'L'eau'\n", E0063, 1, 6, NULL, false},
        {"t: ['l'eau', b]\n", E0063, 1, 7, NULL, false},
        {"t: Campus: excellence\n", E0064, 1, 10, "t: \"Campus: excellence\"",
         false},
        {"- n: Le campus : un lieu # note\n", E0064, 1, 16,
         "- n: \"Le campus : un lieu\"", false},
        {"a:\n  t: Eau\n    s: x\n", E0065, 3, 5, "s: x", false},
        {"a:\n    b: 1\n  c: 2\n", E0065, 3, 3, "c: 2", false},
        {"a: 1\n- b\n", E0065, 2, 1, "- b", false},
        {"  a: 1\nb: 2\n", E0065, 2, 1, "b: 2", false},
        {"- a: 1\n  b: 2\n c: 3\n", E0065, 3, 2, "c: 3", false},
        {"c: [1, 2\nd: 3\n", E0066, 1, 4, "[", false},
        {"c: {a: 1\nd: 3\n", E0066, 1, 4, "{", false},
        {"c: [1, 2\n", E0066, 1, 4, "[", false},
        {"c: [1,\n", E0066, 1, 4, "[", false},
        {"v: { 2024: #2, 2025: 3 }\nb: 1\n", E0077, 1, 12, NULL, false},
        {"c: [a, '{ # ]', # ]\nb: 1\n", E0077, 1, 17, NULL, false},
        {"c: [a, # suite\nb: 1\n", E0066, 1, 4, "[", false},
        {"a: {b\n:\n", E0066, 1, 4, "{", false},
        {"c: {a: 1,\n", E0066, 1, 4, "{", false},
        {"d: [\n  {a: 1}\n  {b: 2}\n]\n", E0067, 3, 3, NULL, false},
        {"a: {b: c: d}\n", E0067, 1, 9, NULL, false},
    };
    CHECK_ALL(cases);
}

static void test_starts(void **state) {
    (void)state;
    static const fault_case cases[] = {
        {"a: @x\n", E0068, 1, 4, "@", false},
        {"a: %x\n", E0068, 1, 4, "%", false},
        {"a: `x`\n", E0068, 1, 4, "`", false},
        {"a: [|]\n", E0068, 1, 5, "|", false},
        {"a: |texte\n", E0069, 1, 4, "|", false},
        {"a: > 10\n", E0069, 1, 4, ">", false},
        {"a: - x\n", E0070, 1, 4, NULL, false},
        {"a: [x] y\n", E0071, 1, 8, "y", false},
        {"- [x] fait\n", E0071, 1, 7, "fait", false},
        {"a: \"C:\\dir\"\n", E0072, 1, 7, "\\d", false},
        {"a: \"é\\x4\"\n", E0072, 1, 6, "\\x", false},
        {"a: \"\\ud800\"\n", E0072, 1, 5, "\\u", false},
        {"a: ]\n", E0073, 1, 4, "]", false},
        {"a: ,5\n", E0073, 1, 4, ",", false},
        {"a: [1, - 2]\n", E0073, 1, 8, "-", false},
        {"a: [1, :b]\n", E0073, 1, 8, ":", false},
        {"a: {b: :c}\n", E0073, 1, 8, ":", false},
        {"a: [1,,2]\n", E0073, 1, 7, ",", false},
        {"a: x\nligne seule\nc: d\n", E0074, 2, 1, "ligne seule", false},
        {"a: x\nligne seule", E0074, 2, 1, "ligne seule", false},
        {"t: Le lot #2\n  est là\nk: v\n", E0075, 1, 11, "#2", false},
        {"t: Le lot # c\n  est là\nk: v\n", E0075, 1, 11, "# c", false},
        {"t: Ceci est\n  la suite : de\n", E0076, 2, 12, NULL, false},
    };
    CHECK_ALL(cases);
}

/* What must not be taken for a mistake. */
static void test_silence(void **state) {
    (void)state;
    static const char *const texts[] = {
        "a: x # commentaire\n",
        "a: x   #-- fin --\n",
        "a: # commentaire\n  b: 1\n",
        "#titre: x\na: 1\n",
        "a: C#\nb: https://x.fr/#ancre\n",
        "a: 'x' #2\n",
        "l: [67,68]\nm: [1, 2, 3]\n",
        "l: [1,2,\n  3,4]\n",
        "a: {}\nb: []\n",
        "a: {b: {}, c: [], d: ''}\n",
        "a: https://x.fr\n",
        "a:\n  https://x.fr:8080/\n",
        "heure: 12:30\n",
        "a: -3\nb:\n  -4\n",
        "a: “Eau” et “air”, puis rien\n",
        "a: « Eau »\n",
        "t: \"deux\n  lignes\" # c\nb: 'x'\n",
        "titre : x\n",
        "a: x\n...\n",
        "a: 50 % de @x\nb: 2 > 1 | 0\n",
        "a: |\n  - [ { \" ' # @ \t\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        reading r = reading_of(str_z(texts[i]));
        if (r.sink->first || !r.n)
            fail_msg("%s for\n%s",
                     r.sink->first ? diag_describe(r.sink->first->code)->name
                                   : "no tree",
                     texts[i]);
        reading_end(&r);
    }
}

/* Both languages have each sentence, with the same slots. */
static void test_table(void **state) {
    (void)state;
    for (int c = E0001; c <= NOTE_OPENED; c++) {
        const diag_info *d = diag_describe((diag_code)c);
        for (char slot = '0'; slot < '0' + DIAG_ARGS; slot++) {
            char z[] = {'{', slot, '}', '\0'};
            for (int k = 0; k < 3; k++) {
                const char *const *t = k == 0   ? d->text
                                       : k == 1 ? d->help
                                                : d->explain;
                bool fr = strstr(t[LANG_FR], z) != NULL;
                bool en = strstr(t[LANG_EN], z) != NULL;
                if (fr != en)
                    fail_msg("%s: %s", d->name, z);
            }
        }
        assert_true(*d->text[LANG_FR] && *d->text[LANG_EN]);
        assert_int_equal(!*d->help[LANG_FR], !*d->help[LANG_EN]);
        if (d->sev != SEV_NOTICE)
            assert_true(*d->explain[LANG_FR] && *d->explain[LANG_EN]);
    }
}

/* The lines of an explanation after `title`, unindented. */
static str example(arena *a, const char *explain, const char *title) {
    const char *at = strstr(explain, title);
    buf out = buf_new(a);
    if (!at)
        return STR_NONE;
    at = strchr(at, '\n');
    while (at && strncmp(at, "\n  ", 3) == 0) {
        const char *end = strchr(at + 1, '\n');
        size_t n = end ? (size_t)(end - at - 3) : strlen(at + 3);
        buf_put(&out, at + 3, n);
        buf_c(&out, '\n');
        at = end;
    }
    return buf_take(&out);
}

/* What an explanation shows as refused is refused with that code, and what it
   shows as accepted is read in silence. */
static void test_explanations(void **state) {
    (void)state;
    size_t seen = 0;
    for (int c = E0010; c <= E0079; c++) {
        const char *text = diag_describe((diag_code)c)->explain[LANG_FR];
        landing home;
        arena *a = arena_new(&home);
        str bad = example(a, text, "Refusé"),
            good = example(a, text, "Accepté");
        if (bad.n) {
            reading r = reading_of(bad);
            if (!r.sink->first || r.sink->first->code != (diag_code)c)
                fail_msg("%s", diag_describe((diag_code)c)->name);
            reading_end(&r);
            seen++;
        }
        reading r = reading_of(good);
        if (good.n && !strstr(good.p, "valeurs:") && r.sink->first)
            fail_msg("%s accepts", diag_describe((diag_code)c)->name);
        reading_end(&r);
        arena_free(a);
    }
    assert_true(seen > 25);
}

const struct CMUnitTest trap_tests[] = {
    cmocka_unit_test(t29_bytes),
    cmocka_unit_test(test_structure),
    cmocka_unit_test(test_both_places),
    cmocka_unit_test(test_braces),
    cmocka_unit_test(test_braces_keep_the_rest),
    cmocka_unit_test(test_signs),
    cmocka_unit_test(test_missing_spaces),
    cmocka_unit_test(test_faults),
    cmocka_unit_test(test_starts),
    cmocka_unit_test(test_silence),
    cmocka_unit_test(test_table),
    cmocka_unit_test(test_explanations),
};
const size_t trap_test_count = sizeof trap_tests / sizeof *trap_tests;
