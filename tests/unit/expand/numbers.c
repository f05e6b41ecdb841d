/* N0506: which numbers should come from the data, and which are left alone. */
#include "world.h"

static void says(world *w, const char *prose, const char *said) {
    world_prose(w, prose);
    assert_string_equal(world_said(w), said);
}

static void reported(void **state) {
    says(*state, "Il y a 45 places, 8 000 m3, 12,5 % et 3.14 ; 3 500 000 €.\n",
         "N0506 textes/a.md:1:8 45\n"
         "N0506 textes/a.md:1:19 8 000\n"
         "N0506 textes/a.md:1:29 12,5\n"
         "N0506 textes/a.md:1:39 3.14\n"
         "N0506 textes/a.md:1:46 3 500 000\n");
}

static void everywhere(void **state) {
    says(*state,
         "*é 45*\n  [46](https://x.fr)\n\n- 47\n  suite 48[^a]\n\n"
         "> [!constat]\n> 49 \\* &amp; 50\nlâche 51\n\n[^a]: 52\n    et 53\n",
         "N0506 textes/a.md:1:4 45\n"
         "N0506 textes/a.md:2:4 46\n"
         "N0506 textes/a.md:4:3 47\n"
         "N0506 textes/a.md:5:9 48\n"
         "N0506 textes/a.md:11:7 52\n"
         "N0506 textes/a.md:12:8 53\n"
         "N0506 textes/a.md:8:3 49\n"
         "N0506 textes/a.md:8:15 50\n"
         "N0506 textes/a.md:9:7 51\n");
}

static void digits(void **state) {
    says(*state, "Un chiffre seul : 7, 5 %, 1er.\n", "");
}

static void dates(void **state) {
    says(*state,
         "Le 26 septembre 2019, le 12/05/2026, 2027-09-01, en 2031, "
         "2027-2031, 15 mars, 1900.\n",
         "");
    says(*state, "En 2019 300 places\n", "N0506 textes/a.md:1:9 300\n");
    says(*state, "En 2150\n", "N0506 textes/a.md:1:4 2150\n");
}

static void identifiers(void **state) {
    says(*state,
         "RNCP37964, 0660014G, A12, H1303, D. 335-33, 12e, 3x45, "
         "10/12, CO2, <https://x.fr/12/45?p=a12>.\n",
         "");
    says(*state, "`45` `8 000`\n", "");
}

static void escapes(void **state) {
    world *w = *state;
    assert_string_equal(
        world_prose(w, "\\8 000, \\12,5, \\45 et \\3 500 000 €\n"),
        "  paragraph: 8\u202F000, 12,5, 45 et 3\u202F500\u202F000\u00A0€\n");
    assert_string_equal(world_said(w), "");
    says(w, "\\45 46\n", "N0506 textes/a.md:1:5 46\n");
}

static void values(void **state) {
    says(*state, "{nombre(partenaires) * 100} partenaires\n", "");
}

/* At filing it is a warning. */
static void filing(void **state) {
    world *w = *state;
    world_prose(w, "Il y a 45 places\n");
    assert_int_equal(w->sink->notices, 1);
    assert_int_equal(w->sink->warnings, 0);
    w->filing = true;
    world_prose(w, "Il y a 45 places\n");
    assert_int_equal(w->sink->notices, 0);
    assert_int_equal(w->sink->warnings, 1);
    assert_non_null(w->d);
}

int number_tests(void) {
    static const struct CMUnitTest tests[] = {
        WORLD(reported),    WORLD(everywhere), WORLD(digits), WORLD(dates),
        WORLD(identifiers), WORLD(escapes),    WORLD(values), WORLD(filing)};
    return cmocka_run_group_tests_name("numbers", tests, NULL, NULL);
}
