/* values: inheritance of provenance, missing reasons, doubles, units. */
#include "camp.h"

static const measure *value_of(camp *c, const char *id, const char *level,
                               const char *per) {
    const indicator *i = model_indicator(c->m, str_z(id));
    assert_non_null(i);
    for (size_t k = 0; k < i->values.n; k++) {
        const measure *m = &i->values.v[k];
        buf p = buf_new(c->a);
        buf_period(&p, m->period);
        if (str_eq(buf_slice(&p), str_z(per)) &&
            str_eq(m->at.id, level ? str_z(level) : STR_NONE))
            return m;
    }
    fail_msg("no value %s %s %s", id, level, per);
    return NULL;
}

static void provenance_comes_from_the_nearest(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "provenance: { source: fichier, date: 2025-01-01, statut: reel "
              "}\n"
              "indicateurs:\n"
              "  - id: effectif\n    intitule: E\n    unite: apprenants\n"
              "    calendrier: scolaire\n    source: indicateur\n"
              "    valeurs:\n"
              "      lycee:\n"
              "        source: niveau\n"
              "        2023-2024: 10\n"
              "        2024-2025: { valeur: 11, source: valeur, date: 2026, "
              "statut: estime, note: N }\n"
              "      cfa: { illustratif: oui, 2023-2024: 5 }\n"
              "      campus: { 2022-2023: 12.50 }\n");
    camp_load(c);
    camp_expect_none(c);
    const measure *m = value_of(c, "effectif", "lycee", "2023-2024");
    EQUAL(c, m->source.id, "niveau");
    assert_int_equal(m->date.year, 2025);
    assert_int_equal(m->status, STATUS_REAL);
    assert_ptr_equal(m->at.to, model_partner(c->m, S("lycee")));
    m = value_of(c, "effectif", "lycee", "2024-2025");
    EQUAL(c, m->source.id, "valeur");
    assert_int_equal(m->date.year, 2026);
    assert_int_equal(m->status, STATUS_ESTIMATED);
    EQUAL(c, m->note, "N");
    m = value_of(c, "effectif", "cfa", "2023-2024");
    EQUAL(c, m->source.id, "indicateur");
    assert_true(m->illustrative);
    m = value_of(c, "effectif", NULL, "2022-2023");
    assert_int_equal(m->level, LEVEL_CAMPUS);
    assert_int_equal(m->decimals, 2);
    assert_float_equal(m->value, 12.5, 0);
    assert_int_equal(c->m->illustrations.n, 1);
}

static void missing_has_a_reason(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "indicateurs:\n"
              "  - id: i\n    intitule: I\n    unite: apprenants\n"
              "    source: S\n    statut: reel\n    valeurs:\n"
              "      lycee: { 2021: secret, 2022: Non disponible, 2023: "
              "sans_objet, 2024: à venir }\n");
    camp_load(c);
    camp_expect_none(c);
    assert_int_equal(value_of(c, "i", "lycee", "2021")->why, MISSING_SECRET);
    assert_int_equal(value_of(c, "i", "lycee", "2022")->why,
                     MISSING_UNAVAILABLE);
    assert_int_equal(value_of(c, "i", "lycee", "2023")->why,
                     MISSING_IRRELEVANT);
    assert_int_equal(value_of(c, "i", "lycee", "2024")->why, MISSING_TO_COME);
}

typedef struct value_case {
    diag_code code;
    const char *keys, *arg, *path;
} value_case;

#define SOURCED "source: S\n    statut: reel\n    "

static const value_case cases[] = {
    {E0233, "statut: reel\n    valeurs: { lycee: { 2024: §12 } }", "2024",
     "indicateur i › valeurs › lycee › 2024"},
    {E0234, "source: S\n    valeurs: { lycee: { 2024: §12 } }", "lycee",
     "indicateur i › valeurs › lycee › 2024"},
    {E0130, SOURCED "valeurs: §12", "valeurs", "indicateur i › valeurs"},
    {E0130, SOURCED "valeurs: { lycee: §12 }", "lycee",
     "indicateur i › valeurs › lycee"},
    {E0132, SOURCED "valeurs: { lycee: { 2024: §secrt } }", "secret",
     "indicateur i › valeurs › lycee › 2024"},
    {E0133, SOURCED "valeurs: { lycee: { 2024: §zygomatique } }", "zygomatique",
     NULL},
    {E0116,
     SOURCED "calendrier: scolaire\n    valeurs: { lycee: { §2024: 1 } "
             "}",
     "2025-2026", NULL},
    {E0108,
     SOURCED "valeurs: { lycee: { 2024: { valeur: 1, §zygomatique: 2 } "
             "} }",
     "zygomatique", "indicateur i › valeurs › lycee › 2024"},
    {E0201, SOURCED "valeurs: { §lyce: { 2024: 1 } }", "lycee",
     "indicateur i › valeurs"},
    {E0131, SOURCED "cibles: §12\n    valeurs: { lycee: { 2024: 1 } }",
     "cibles", "indicateur i › cibles"},
    {E0110,
     SOURCED "cibles: { 2027: §douze }\n    valeurs: { lycee: { 2024: "
             "1 } }",
     "douze", "indicateur i › cibles › 2027 › cible"},
    {E0239,
     SOURCED "agregation: §ponderee\n    valeurs: { lycee: { 2024: 1 } "
             "}",
     "i", NULL},
    {E0201,
     SOURCED "reference: { §label_2028: 2024 }\n    valeurs: { lycee: { "
             "2024: 1 } }",
     "label_2027", "indicateur i › reference"},
};

static void each_code_at_its_place(void **state) {
    camp *c = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        camp_reset(c);
        camp_file(c, "x.yaml",
                  str_fmt(c->a,
                          "indicateurs:\n  - id: i\n    intitule: I\n"
                          "    unite: \"%%\"\n    %s\n",
                          cases[i].keys)
                      .p);
        camp_load(c);
        camp_expect(c, cases[i].code, cases[i].arg, cases[i].path);
    }
}

static void a_value_given_twice(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "indicateurs:\n  - id: i\n    intitule: I\n    unite: euros\n"
              "    source: S\n    statut: reel\n"
              "    valeurs: { lycee: { 2024: 1 } }\n");
    camp_file(c, "valeurs/v.csv",
              "indicateur;etablissement;periode;valeur\ni;lycee;2024;§2\n");
    camp_load(c);
    camp_expect(c, E0235, "lycee", "indicateur i › valeurs › lycee › 2024");
    EQUAL(c, c->m->indicators.v[0].unit, "€");
}

static void units(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "indicateurs:\n"
              "  - { id: i, intitule: I, unite: §$, source: S, statut: reel,"
              " valeurs: { lycee: { 2024: 1 } } }\n");
    camp_load(c);
    camp_expect(c, E0236, "$", "indicateur i");
    camp_reset(c);
    camp_file(c, "x.yaml",
              "provenance: { source: S, statut: reel }\nindicateurs:\n"
              "  - { id: i, intitule: I, unite: apprenants, valeurs: { lycee: "
              "{ 2024: 1 } } }\n"
              "  - { id: j, intitule: J, unite: apprenants, valeurs: { lycee: "
              "{ 2024: 1 } } }\n"
              "  - { id: k, intitule: K, unite: §aprenants, valeurs: { lycee: "
              "{ 2024: 1 } } }\n");
    camp_load(c);
    camp_expect(c, W0237, "apprenants", "indicateur k");
}

static void targets_and_breaks(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "indicateurs:\n  - id: i\n    intitule: I\n    unite: pourcent\n"
              "    calendrier: rentree\n    source: S\n    statut: reel\n"
              "    reference: 2024\n"
              "    cibles: { 2029: { valeur: 24, initiale: 26, motif: M }, "
              "2027: 18 }\n"
              "    ruptures: [ { periode: 2025, note: N } ]\n"
              "    montrer: [synthese, comite]\n"
              "    aligner: { scolaire: debut }\n"
              "    seuils: { bonne_voie: 70 }\n"
              "    valeurs: { lycee: { 2024: 1 } }\n");
    camp_load(c);
    camp_expect_none(c);
    const indicator *i = &c->m->indicators.v[0];
    EQUAL(c, i->unit, "%");
    assert_int_equal(i->targets.n, 2);
    assert_int_equal(i->targets.v[0].period.y1, 2027); /* ascending */
    assert_float_equal(i->targets.v[1].initial.v, 26, 0);
    assert_int_equal(i->breaks.v[0].period.cal, CAL_RENTREE);
    assert_int_equal(i->baselines.v[0].period.cal, CAL_RENTREE);
    assert_true(indicator_shows(i, SHOW_SUMMARY));
    assert_true(indicator_shows(i, SHOW_COMMITTEE));
    assert_false(indicator_shows(i, SHOW_CONTEXT));
    assert_int_equal(i->alignments.v[0].from, CAL_SCHOOL);
    assert_int_equal(i->alignments.v[0].end, ALIGNMENT_START);
}

static void past_the_cutoff(void **state) {
    camp *c = *state;
    camp_file(c, "dossier.yaml",
              "dossier:\n  titre: T\n  date: 2026-11-15\n"
              "  arrete_au: 2026-10-31\n  referentiel: cmq-2019\n");
    camp_file(c, "x.yaml",
              "indicateurs:\n  - id: i\n    intitule: I\n    unite: places\n"
              "    source: S\n    statut: reel\n    valeurs:\n"
              "      lycee: { 2024: { valeur: 1, date: 2026-10-31 }, 2025: { "
              "valeur: 2, date: 2026-11-01 } }\n");
    camp_load(c);
    camp_expect_none(c);
    assert_false(value_of(c, "i", "lycee", "2024")->after_cutoff);
    assert_true(value_of(c, "i", "lycee", "2025")->after_cutoff);
}

#define T(f) cmocka_unit_test_setup_teardown(f, camp_open, camp_close)
const struct CMUnitTest value_tests[] = {
    T(provenance_comes_from_the_nearest),
    T(missing_has_a_reason),
    T(each_code_at_its_place),
    T(a_value_given_twice),
    T(units),
    T(targets_and_breaks),
    T(past_the_cutoff),
};
const size_t value_test_count = sizeof value_tests / sizeof *value_tests;
