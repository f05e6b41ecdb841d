/* Where indicators stand: charter §12, worked out by hand. */
#include "dossier.h"

#include <string.h>

static const char *stand(dossier_test *t, const char *values,
                         const char *more) {
    static const char *const states[] = {"atteint", "voie",   "surveiller",
                                         "alerte",  "avenir", "nonjuge",
                                         "inconnu", "secret", "so"};
    buf b = buf_new(t->a);
    buf_fmt(&b,
            "  - id: x\n    intitule: x\n    unite: places\n"
            "    calendrier: scolaire\n    agregation: somme\n%s"
            "    valeurs:\n%s",
            more, values);
    dossier_load(t, buf_take(&b).p, "");
    if (*dossier_messages(t))
        fail_msg("%s", dossier_messages(t));
    calc_standing s = calc_stand(t->c, model_indicator(t->m, S("x")));
    b = buf_new(t->a);
    buf_fmt(&b, "%s %+d", states[s.state], s.trend);
    if (s.gap)
        buf_fmt(&b, " %s", dossier_figure(t, s.gap));
    if (s.progress)
        buf_fmt(&b, " %s%%", dossier_figure(t, s.progress));
    return buf_take(&b).p;
}

static void targets_are_figures(void **state) {
    dossier_test *t = *state;
    stand(t, "      a: { 2023-2024: 10 }\n",
          "    sens: hausse\n    reference: 2023-2024\n"
          "    cibles: { 2025-2026: 20, 2027-2028: 30 }\n");
    const indicator *x = model_indicator(t->m, S("x"));
    const figure *last = calc_target(t->c, x, 1);
    assert_float_equal(last->value, 30, 0);
    assert_true(str_eq(last->key, S("x@cible@2027-2028")));
    assert_true(str_eq(last->unit, S("places")));
    /* the same key as the standing's, which tables print */
    assert_true(
        str_eq(calc_target(t->c, x, 0)->key, calc_stand(t->c, x).target->key));
}

static void states(void **state) {
    dossier_test *t = *state;
#define UP    "    sens: hausse\n    reference: 2023-2024\n"
#define STEPS "    cibles: { 2025-2026: 20, 2027-2028: 30 }\n"
#define A(v)  "      a: { 2023-2024: 10, 2025-2026: " v " }\n"
    assert_string_equal(stand(t, A("20"), UP STEPS), "atteint +1 0 100%");
    assert_string_equal(stand(t, A("17"), UP STEPS), "voie +1 3 70%");
    assert_string_equal(stand(t, A("16"), UP STEPS), "surveiller +1 4 60%");
    assert_string_equal(stand(t, A("10"), UP STEPS), "alerte +0 10 0%");
    assert_string_equal(stand(t, A("9"), UP STEPS), "alerte -1 11 -10%");
    assert_string_equal(stand(t, A("secret"), UP STEPS), "secret +2 10 0%");
    assert_string_equal(stand(t, A("sans_objet"), UP STEPS), "avenir +2 10 0%");
    /* an older value, that reached what was due then, is not the present */
    assert_string_equal(
        stand(t, A("non_disponible"), UP "    cibles: { 2023-2024: 10 }\n"),
        "inconnu +2 0");
    assert_string_equal(stand(t, "      a: { 2025-2026: secret }\n", UP STEPS),
                        "secret +2");
    assert_string_equal(
        stand(t, "      a: { 2025-2026: 20 }\n      b: { 2025-2026: secret }\n",
              UP STEPS),
        "nonjuge +2");
#define LATER "    cibles: { 2027-2028: 30 }\n"
    assert_string_equal(stand(t, A("12"), UP LATER), "avenir +1 18 10%");
    assert_string_equal(
        stand(t, A("20"), UP LATER "    trajectoire: lineaire\n"),
        "voie +1 10 50%");
    assert_string_equal(
        stand(t, A("14"), UP LATER "    trajectoire: lineaire\n"),
        "surveiller +1 16 20%");
    assert_string_equal(stand(t, A("31"), UP LATER), "atteint +1 -1 105%");
    assert_string_equal(stand(t, A("12"), UP), "so +1");
#define DOWN                                                                   \
    "    sens: baisse\n    reference: 2023-2024\n"                             \
    "    cibles: { 2025-2026: 6 }\n"
    assert_string_equal(stand(t, A("6"), DOWN), "atteint -1 0 100%");
    assert_string_equal(stand(t, A("7"), DOWN), "voie -1 -1 75%");
    assert_string_equal(stand(t, A("7"),
                              DOWN "    seuils: { bonne_voie: 90, "
                                   "surveiller: 80 }\n"),
                        "alerte -1 -1 75%");
}

/* One hole at a time never makes a target look reached. */
static void a_hole_never_reaches(void **state) {
    dossier_test *t = *state;
    for (int hole = 0; hole < 4; hole++) {
        buf b = buf_new(t->a);
        static const char *const of[] = {"40", "60", "200", "250"};
        const char *v[4];
        for (int k = 0; k < 4; k++)
            v[k] = k == hole ? "non_disponible" : of[k];
        buf_fmt(&b,
                OBSERVED("f", "      a: { 2025-2026: %s }\n      b: { "
                              "2025-2026: %s }\n") OBSERVED("e", "      a: { "
                                                                 "2025-2026: "
                                                                 "%s }\n      "
                                                                 "b: { "
                                                                 "2025-2026: "
                                                                 "%s }\n") "%s",
                v[0], v[1], v[2], v[3],
                COMPUTED("part", "%", "100 * f / e") "    cibles: { 2025-2026: "
                                                     "24 }\n");
        dossier_load(t, buf_take(&b).p, "");
        calc_standing s = calc_stand(t->c, model_indicator(t->m, S("part")));
        assert_int_equal(s.state, STATE_UNJUDGED);
    }
}

/* A sum with a hole is held against nothing, unless holes are to be ignored. */
static void a_hole_may_be_ignored(void **state) {
    dossier_test *t = *state;
#define WITH_A_HOLE(id, more)                                                  \
    "  - id: " id "\n    intitule: x\n    unite: places\n"                     \
    "    calendrier: scolaire\n    agregation: somme\n    sens: hausse\n" more \
    "    cibles: { 2025-2026: 30 }\n"                                          \
    "    valeurs:\n      a: { 2025-2026: 31 }\n"                               \
    "      b: { 2025-2026: non_disponible }\n"
    dossier_load(
        t, WITH_A_HOLE("x", "") WITH_A_HOLE("y", "    si_manquant: ignorer\n"),
        "");
    calc_standing x = calc_stand(t->c, model_indicator(t->m, S("x")));
    calc_standing y = calc_stand(t->c, model_indicator(t->m, S("y")));
    assert_int_equal(x.state, STATE_UNJUDGED);
    assert_int_equal(y.state, STATE_REACHED);
    assert_int_equal(y.last->known, 1);
}

/* A value dated after the meeting's situation is not known there; what differs
   from the whole bears a key of its own. */
static void at_a_meeting(void **state) {
    dossier_test *t = *state;
    dossier_load(
        t,
        "  - id: x\n    intitule: x\n    unite: places\n"
        "    calendrier: scolaire\n    agregation: somme\n    sens: hausse\n"
        "    reference: 2023-2024\n    cibles: { 2024-2025: 30 }\n"
        "    valeurs:\n"
        "      a: { 2023-2024: { valeur: 10, date: 2024-01-01 }, 2024-2025: "
        "{ valeur: 28, date: 2025-10-01 } }\n"
        "      b: { 2023-2024: { valeur: 10, date: 2026-01-01 } }\n",
        "gouvernance: { instances: [ { id: k, nom: K, rang: decision } ] }\n"
        "reunions:\n"
        "  - { id: r, instance: k, date: 2025-03-01 }\n"
        "  - { id: s, instance: k, date: 2026-11-01, situation_au: 2026-10-31 "
        "}\n");
    assert_string_equal(dossier_messages(t), "");
    const indicator *x = model_indicator(t->m, S("x"));
    const model *m = model_at(t->m, model_meeting(t->m, S("r")));
    calc *then = calc_at(t->c, m);
    calc_standing k = calc_stand(then, x), now = calc_stand(t->c, x);
    assert_int_equal(now.state, STATE_UNJUDGED); /* partial: b is not known */
    assert_string_equal(dossier_figure(t, k.last), "10");
    assert_string_equal(k.last->key.p, "x@campus@2023-2024@2025-03-01");
    assert_string_equal(k.target->key.p, "x@cible@2024-2025");
    assert_string_equal(k.gap->key.p, "x@ecart@2023-2024@2025-03-01");
    const partner *a = model_partner(t->m, S("a"));
    period p = dossier_period("2023-2024");
    assert_string_equal(calc_value(then, x, a, p)->key.p, "x@a@2023-2024");
    const figure *later = calc_value(then, x, a, dossier_period("2024-2025"));
    assert_int_equal(later->why, MISSING_UNAVAILABLE);
    assert_string_equal(later->key.p, "x@a@2024-2025@2025-03-01");
    /* with all that is known, nothing differs */
    m = model_at(t->m, model_meeting(t->m, S("s")));
    k = calc_stand(calc_at(t->c, m), x);
    assert_string_equal(k.last->key.p, "x@campus@2024-2025");
}

int stand_tests(void) {
    const struct CMUnitTest tests[] = {
        CASE(states),
        CASE(targets_are_figures),
        CASE(a_hole_never_reaches),
        CASE(a_hole_may_be_ignored),
        CASE(at_a_meeting),
    };
    return cmocka_run_group_tests_name("calc: stand", tests, NULL, NULL);
}
