/* scope: records in expressions. */
#include "camp.h"
#include "model/model_types.h"

static const char data[] =
    "pieces:\n"
    "  - { id: P2, titre: Lettre, statut: attendue, date: 2027-02 }\n"
    "partenaires:\n"
    "  - { id: upvd, nom: Université, categorie: superieur_recherche, "
    "engagement: { piece: P2 }, commune: { nom: Perpignan } }\n"
    "objectifs:\n"
    "  - id: O1\n    titre: T\n    pilote: upvd\n    criteres: [A5, A6]\n"
    "    actions:\n"
    "      - { id: a, titre: A, debut: 2025-01, fin: 2026-08, etat: en_cours "
    "}\n"
    "      - { id: b, titre: B, debut: 2027-09, fin: 2029-06 }\n"
    "formations:\n"
    "  - { id: f, intitule: F, type: bts, niveau: 5, implantations: [ { "
    "etablissement: lycee, statut: etudiant, places: 12 }, { etablissement: "
    "cfa, statut: apprentissage, places: 8 } ] }\n"
    "faits:\n"
    "  - { id: emplois, valeur: 8 000, unite: emplois, source: S, statut: "
    "estime }\n"
    "budget:\n  periodes: [2027-2028, 2028-2029, 2029-2030, 2030-2031, "
    "2031-2032]\n"
    "  depenses:\n"
    "    - { id: d1, libelle: D, nature: equipement, section: investissement, "
    "action: a, montants: { 2027-2028: 100, 2028-2029: 50 } }\n"
    "  ressources:\n"
    "    - { id: r1, financeur: cfa, section: investissement, statut: notifie, "
    "montants: { 2027-2028: 150 } }\n";

static located text_of(const char *z) {
    return (located){.s = str_z(z)};
}

typedef struct scope_case {
    const char *text, *gives;
} scope_case;

static const scope_case cases[] = {
    {"campus.sigle", "CMQ Eau"},
    {"campus.label.fin = dossier.date", "non"},
    {"annee(campus.label.fin)", "2032"},
    {"nombre(partenaires où categorie = \"scolaire\")", "2"},
    {"campus.etablissement_support.nom", "Lycée"},
    {"joindre(partenaires où engagement.statut = \"attendue\", nom)",
     "Université"},
    {"premier(partenaires où commune.nom = \"Perpignan\").id", "upvd"},
    {"premier(objectifs).code", "1"},
    {"dernier(actions).code", "1.2"},
    {"dernier(actions).etat", "a_venir"},
    {"dernier(actions).objectif.titre", "T"},
    {"joindre(actions où retard, id)", "a"},
    {"premier(actions).mois_retard", "2"},
    {"premier(formations).places", "20"},
    {"nombre(implantations)", "2"},
    {"premier(implantations).formation.intitule", "F"},
    {"somme(implantations où statut = \"apprentissage\", places)", "8"},
    {"fait.emplois / 1000", "8"},
    {"somme(budget.depenses, total)", "150"},
    {"premier(budget.ressources).statut", "notifie"},
    {"nombre(criteres où s_applique = \"excellence\") > 5", "oui"},
    {"nombre(premier(objectifs).criteres)", "2"},
    {"joindre(premier(objectifs).criteres, id)", "A5 et A6"},
    {"premier(partenaires).illustratif", "non"},
    {"dossier.version", "1"},
};

static void put_value(buf *b, expr_value v) {
    if (v.why != MISSING_NONE)
        buf_z(b, "-");
    else if (v.kind == EXPR_NUMBER)
        buf_num(b, v.number);
    else if (v.kind == EXPR_TEXT)
        buf_str(b, v.text);
    else if (v.kind == EXPR_BOOL)
        buf_z(b, v.truth ? "oui" : "non");
    else
        buf_z(b, "?");
}

static void expressions_read_records(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml", data);
    camp_load(c);
    camp_expect_none(c);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expr *e = expr_compile(c->a, text_of(cases[i].text), model_scope(c->m),
                               EXPR_ANY, c->sink);
        if (!e)
            fail_msg("does not compile: %s", cases[i].text);
        buf b = buf_new(c->a);
        put_value(&b, expr_eval(e, model_scope(c->m), c->a));
        if (!str_eq(buf_slice(&b), str_z(cases[i].gives)))
            fail_msg("%s gives %s instead of %s", cases[i].text, buf_take(&b).p,
                     cases[i].gives);
    }
}

/* Every field of every class gives a value of the kind that it announces. */
static void every_field_answers(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml", data);
    camp_load(c);
    const expr_scope *s = model_scope(c->m);
    size_t read = 0;
    for (size_t i = 0; i < s->count; i++) {
        expr_value v = s->bindings[i].value;
        if (v.kind == EXPR_LIST && v.list.n)
            v = v.list.v[0];
        if (v.kind != EXPR_RECORD || v.why != MISSING_NONE)
            continue;
        for (size_t k = 0; k < v.cls->name_count; k++) {
            const expr_field *f = v.cls->field(v.cls, v.cls->names[k]);
            assert_non_null(f);
            expr_value x = v.cls->get(v.cls, f, v.record, c->a);
            assert_int_equal(x.kind, f->type.kind);
            read++;
        }
    }
    assert_true(read > 150);
}

static void derived_late(void **state) {
    camp *c = *state;
    camp_file(
        c, "x.yaml",
        "objectifs:\n  - id: O1\n    titre: T\n    actions:\n"
        "      - { id: a, titre: A, fin: 2026-08, etat: faite }\n"
        "      - { id: b, titre: B, fin: 2026-08, fin_revisee: 2027-08 }\n"
        "      - { id: d, titre: D, fin: 2026-11 }\n"
        "      - { id: e, titre: E, fin: 2026-01-10, suivi: [ { date: "
        "2026-01, etat: en_cours, avancement: 40 }, { date: 2027-01, "
        "etat: faite } ] }\n");
    camp_load(c);
    camp_expect_none(c);
    assert_false(model_standing(c->m, model_action(c->m, S("a"))).late);
    assert_false(model_standing(c->m, model_action(c->m, S("b"))).late);
    /* the month is not over */
    assert_false(model_standing(c->m, model_action(c->m, S("d"))).late);
    const action *e = model_action(c->m, S("e"));
    action_standing late = model_standing(c->m, e);
    assert_true(late.late && late.late_months == 10);
    assert_int_equal(e->state, ACTION_UNDERWAY); /* not the entry to come */
    assert_float_equal(e->progress.v, 40, 0);
}

static const char meetings[] =
    "gouvernance: { instances: [ { id: copil, nom: C, rang: decision, "
    "quorum: 50 }, { id: avis, nom: A, rang: avis } ] }\n"
    "reunions:\n"
    "  - { id: m1, instance: copil, date: 2026-04-02 }\n"
    "  - { id: m0, instance: copil, date: 2025-04-02 }\n"
    "  - { id: n, instance: avis, date: 2026-06-01 }\n"
    "  - { id: m2, instance: copil, date: 2026-12-01, situation_au: 2026-09, "
    "presents: 6, convoques: 12 }\n"
    "  - { id: m3, instance: copil, date: 2026-10-01, presents: 5, "
    "convoques: 12 }\n"
    "objectifs:\n  - id: O1\n    titre: T\n    actions:\n"
    "      - { id: a, titre: A, debut: 2026-05, etat: en_cours, "
    "avancement: 30 }\n"
    "      - { id: b, titre: B, debut: 2025-01, fin: 2026-02, etat: faite, "
    "fin_reelle: 2026-08-15 }\n"
    "      - { id: c, titre: C, etat: faite, suivi: [ { date: 2026-03-01, "
    "etat: en_cours, avancement: 40, note: N }, { date: 2026-09-30, "
    "avancement: 70 }, { date: 2026-10-01, etat: faite } ] }\n";

static action_standing at(camp *c, const char *when, const char *which) {
    const model *m = model_at(c->m, model_meeting(c->m, str_z(when)));
    return model_standing(m, model_action(c->m, str_z(which)));
}

/* The last entry not later than the situation counts; without a log, what
   dates contradict is left out of the typed state. */
static void states_at_a_meeting(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml", meetings);
    camp_load(c);
    camp_expect_none(c);
    assert_int_equal(at(c, "m1", "a").state, ACTION_TO_COME);
    assert_int_equal(at(c, "m2", "a").state, ACTION_UNDERWAY);
    assert_float_equal(at(c, "m1", "a").progress.v, 0, 0);
    assert_float_equal(at(c, "m2", "a").progress.v, 30, 0);
    action_standing b = at(c, "m1", "b");
    assert_int_equal(b.state, ACTION_UNDERWAY);
    assert_true(b.late && b.late_months == 1);
    b = at(c, "m2", "b");
    assert_true(b.state == ACTION_DONE && !b.late && b.progress.v == 100);
    assert_float_equal(at(c, "m1", "c").progress.v, 40, 0);
    action_standing d = at(c, "m2", "c");
    assert_int_equal(d.state, ACTION_UNDERWAY);
    assert_float_equal(d.progress.v, 70, 0);
    assert_int_equal(at(c, "m3", "c").state, ACTION_DONE);
    /* the dossier's own date is as before */
    assert_int_equal(model_standing(c->m, model_action(c->m, S("a"))).state,
                     ACTION_UNDERWAY);
}

static str evaluated(camp *c, const model *m, const char *text) {
    located t = {.s = str_z(text)};
    expr *e = expr_compile(c->a, t, model_scope(m), EXPR_ANY, c->sink);
    assert_non_null(e);
    expr_value v = expr_eval(e, model_scope(m), c->a);
    return v.why                 ? S("-")
           : v.kind == EXPR_BOOL ? v.truth ? S("oui") : S("non")
                                 : v.text;
}

static void names_of_a_meeting(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml", meetings);
    camp_load(c);
    const model *m = model_at(c->m, model_meeting(c->m, S("m2")));
    EQUAL(c, evaluated(c, m, "reunion.id"), "m2");
    EQUAL(c, evaluated(c, m, "reunion_precedente.id"), "m3");
    EQUAL(c, evaluated(c, m, "texte(situation_au)"), "30/09/2026");
    EQUAL(c, evaluated(c, m, "reunion.a_venir"), "oui");
    EQUAL(c, evaluated(c, m, "reunion_precedente.a_venir"), "non");
    EQUAL(c, evaluated(c, m, "reunion.quorum_atteint"), "oui");
    EQUAL(c, evaluated(c, m, "reunion_precedente.quorum_atteint"), "non");
    EQUAL(c, evaluated(c, m, "premier(actions où id = \"c\").etat"),
          "en_cours");
    EQUAL(c, evaluated(c, m, "premier(actions où id = \"c\").constat"), "-");
    EQUAL(c, evaluated(c, m, "premier(actions où id = \"c\").etat_precedent"),
          "faite"); /* m3 looks at its own day, later than m2's */
    assert_null(model_at(c->m, model_meeting(c->m, S("m0")))->before);
    EQUAL(c, evaluated(c, c->m, "reunion.id"), "-");
    EQUAL(c, evaluated(c, c->m, "texte(situation_au)"), "15/11/2026");
}

#define T(f) cmocka_unit_test_setup_teardown(f, camp_open, camp_close)
const struct CMUnitTest scope_tests[] = {
    T(expressions_read_records), T(every_field_answers), T(derived_late),
    T(states_at_a_meeting),      T(names_of_a_meeting),
};
const size_t scope_test_count = sizeof scope_tests / sizeof *scope_tests;
