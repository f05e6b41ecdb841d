/* codes: every other diagnostic of the model, at its place, alone. */
#include "camp.h"

#include <stdio.h>

typedef struct code_case {
    diag_code code;
    const char *file, *text, *arg, *path;
} code_case;

#define OBJECTIVE "objectifs:\n  - id: O1\n    titre: T\n    actions:\n"
#define BUDGET                                                                 \
    "budget:\n  periodes: [2027-2028, 2028-2029, 2029-2030, 2030-2031, "       \
    "2031-2032]\n"

static const code_case cases[] = {
    {E0201, "x.yaml", "objectifs:\n  - { id: O1, titre: T, pilote: §lyce }\n",
     "lycee", "objectif O1 › pilote"},
    {E0202, "x.yaml",
     "objectifs:\n  - { id: O1, titre: T, pilote: §zygomatique }\n", "cfa",
     "objectif O1 › pilote"},
    {E0204, "x.yaml",
     "objectifs:\n  - { id: O1, titre: T, criteres: [§ZZZZZZ] }\n", "ZZZZZZ",
     NULL},
    {E0205, "x.yaml",
     "objectifs:\n  - { id: O1, titre: T, indicateurs: [§effectif] }\n",
     "effectif", NULL},
    {E0203, "x.yaml",
     "partenaires:\n  - { id: §lycee, nom: Autre, categorie: scolaire }\n",
     "lycee", "partenaire lycee › id"},
    {W0206, "x.yaml",
     "sources:\n  - { id: rentree_2025, titre: R }\n"
     "faits:\n  - { id: f, valeur: 8, statut: reel, source: §rentree_2026 }\n",
     "rentree_2025", "fait f › source"},
    {E0207, "x.yaml",
     "observations:\n  - { emetteur: E, texte: T, renvoi: [§nulle_part] }\n",
     "nulle_part", NULL},
    {E0225, "x.yaml",
     OBJECTIVE "      - { id: a, titre: A, debut: 2028-01, fin: §2027-12 }\n",
     "2027-12", "objectif O1 › action a"},
    {E0226, "campus.yaml",
     "campus:\n  intitule: C\n  categorie: standard\n  demande: premiere\n"
     "  filiere: transition_energetique_eco_industrie\n"
     "  etablissement_support: lycee\n"
     "  label: { debut: 2027-09-01, duree_ans: 5, fin: §2032-09-01 }\n",
     "2032-08-31", "campus › label › fin"},
    {E0227, "x.yaml",
     OBJECTIVE "      - { id: a, titre: A, depend_de: §[a] }\n", "a",
     "objectif O1 › action a"},
    {E0227, "x.yaml",
     "gouvernance:\n  instances:\n"
     "    - { id: i, nom: I, rang: avis, rattachee_a: §i }\n",
     "i", "gouvernance › instance i"},
    {W0228, "x.yaml", OBJECTIVE "      - { id: a, titre: A, etat: §bloquee }\n",
     "bloquee", NULL},
    {W0229, "x.yaml", "pieces:\n  - { id: P1, titre: T, statut: §signee }\n",
     "P1", "pièce P1"},
    {E0230, "x.yaml",
     "pieces:\n  - { id: P1, titre: T, statut: signee, fichier: "
     "§pieces/P1.pdf }\n",
     "pieces/P1.pdf", NULL},
    {E0231, "campus.yaml",
     "campus:\n  intitule: C\n  categorie: standard\n  demande: premiere\n"
     "  filiere: transition_energetique_eco_industrie\n"
     "  etablissement_support: lycee\n  label: { debut: §2027-09-01 }\n",
     NULL, "campus › label"},
    {W0232, "x.yaml",
     "indicateurs:\n  - { id: §vide, intitule: V, unite: \"%\" }\n", "vide",
     NULL},
    {E0238, "x.yaml",
     "indicateurs:\n  - { id: i, intitule: I, unite: \"%\", formule: §1 + 1 "
     "}\n",
     "i", "indicateur i"},
    {E0242, "x.yaml", "faits:\n  - { id: §f, valeur: 8, statut: reel }\n", "f",
     "fait f"},
    {E0243, "x.yaml", "faits:\n  - { id: §f, valeur: 8, source: S T }\n", "f",
     "fait f"},
    {E0251, "x.yaml",
     BUDGET "  depenses:\n    - { id: d, libelle: D, nature: \"60\", section: "
            "fonctionnement, montants: { 2026-2027: §12 } }\n",
     "2026-2027", "budget › dépense d"},
    {E0252, "x.yaml",
     "budget:\n  calendrier: civil\n  periodes: §[2027, 2028, "
     "2029, 2030, 2031, 2032, 2032-2033]\n",
     "2032-2033", "budget"},
    {W0253, "x.yaml", "budget:\n  periodes: §[2027-2028]\n", "2032-08-31",
     "budget"},
    {E0254, "x.yaml",
     BUDGET "  ressources:\n    - { id: r, financeur: cfa, section: "
            "fonctionnement, statut: §vote, montants: { 2027-2028: 12 } }\n",
     "r", "budget › ressource r"},
    {E0256, "x.yaml",
     OBJECTIVE "      - { id: a, titre: A }\n" BUDGET
               "  ressources:\n    - { id: r, financeur: cfa, section: "
               "fonctionnement, statut: notifie, montants: { 2027-2028: 12 } "
               "}\n  affectations:\n    - { ressource: r, action: §a }\n",
     "a", "budget › affectation 1"},
    {E0131, "x.yaml",
     BUDGET "  depenses:\n    - { id: d, libelle: D, nature: \"60\", section: "
            "fonctionnement, montants: §12 }\n",
     "montants", "budget › dépense d › montants"},
    {E0113, "x.yaml",
     BUDGET "  depenses:\n    - { id: d, libelle: D, nature: \"60\", section: "
            "fonctionnement, montants: { 2027-2028: §12.5 } }\n",
     "12.5", NULL},
    {E0257, "dossier.yaml",
     "dossier:\n  titre: T\n  date: 2026-11-15\n  referentiel: §cmq-2018\n",
     "cmq-2019", NULL},
    {E0109, "dossier.yaml", "dossier:\n  §titre: T\n  date: 2026-11-15\n",
     "referentiel", "dossier"},
    {E0203, "x.yaml",
     "blocs:\n  - note: { texte: a }\n  - gantt: { id: g }\n  - reseau: { "
     "id: §g }\n",
     "g", NULL},
    {W0248, "x.yaml",
     "gouvernance:\n  instances:\n    - { id: i, nom: I, rang: avis, membres: "
     "[ { structure: cfa, nom: §X } ] }\n",
     "X", "gouvernance › instance i › membre 1"},
    {E0107, "x.yaml", "§partenaire:\n  - { id: x }\n", "partenaires", NULL},
};

static void each_code_at_its_place(void **state) {
    camp *c = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        camp_reset(c);
        camp_file(c, cases[i].file, cases[i].text);
        camp_load(c);
        camp_expect(c, cases[i].code, cases[i].arg, cases[i].path);
    }
}

static void base_is_right(void **state) {
    camp *c = *state;
    camp_load(c);
    camp_expect_none(c);
    assert_int_equal(c->m->partners.n, 2);
    assert_ptr_equal(c->m->campus.support.to, &c->m->partners.v[0]);
}

static void no_entry(void **state) {
    camp *c = *state;
    camp_reset(c);
    remove(str_fmt(c->a, "%s/dossier.yaml", c->folder).p);
    remove(str_fmt(c->a, "%s/campus.yaml", c->folder).p);
    camp_load(c);
    assert_non_null(camp_find(c, E0240));
    EQUAL(c, camp_find(c, E0240)->where, "dossier.yaml");
}

static void no_campus(void **state) {
    camp *c = *state;
    remove(str_fmt(c->a, "%s/campus.yaml", c->folder).p);
    camp_load(c);
    camp_expect(c, E0241, "campus", NULL);
}

static void other_suffix(void **state) {
    camp *c = *state;
    camp_file(c, "extra.yml", "partenaires: []\n");
    camp_load(c);
    camp_expect(c, W0247, "extra.yaml", NULL);
}

#define WITH_DOCUMENTS(list)                                                   \
    "documents:\n" list "dossier:\n  titre: T\n  date: 2026-11-15\n"           \
    "  referentiel: cmq-2019\n"
#define TINY "modele: tiny\ntitre: T\ncorps: []\n"

static void document_case(camp *c, diag_code code, const char *list,
                          const char *arg) {
    camp_reset(c);
    c->whole = true;
    camp_file(c, "modeles/tiny.yaml", TINY);
    camp_file(c, "dossier.yaml", list);
    camp_load(c);
    camp_expect(c, code, arg, NULL);
}

/* Only what is in the loop is told; many ways to one action cost nothing. */
static void loops_and_diamonds(void **state) {
    camp *c = *state;
    buf b = buf_new(c->a);
    buf_z(&b, OBJECTIVE "      - { id: a0, titre: A }\n");
    for (int i = 1; i < 200; i++)
        buf_fmt(&b, "      - { id: a%d, titre: A, depend_de: [a%d, a%d] }\n", i,
                i - 1, i > 1 ? i - 2 : 0);
    camp_file(c, "x.yaml", buf_take(&b).p);
    camp_load(c);
    camp_expect_none(c);
    camp_file(c, "x.yaml",
              OBJECTIVE "      - { id: a, titre: A, depend_de: [b] }\n"
                        "      - { id: b, titre: B, depend_de: [d] }\n"
                        "      - { id: d, titre: D, depend_de: [b] }\n");
    camp_load(c);
    assert_int_equal(c->sink->errors, 2);
    EQUAL(c, camp_find(c, E0227)->args[0], "b");
}

#define LONG_NAME "éééééééééééééééééééééééééé" /* 52 bytes */

static void documents_to_make(void **state) {
    camp *c = *state;
    document_case(c, E0258,
                  WITH_DOCUMENTS("  - { modele: §tini, fichier: a.pdf }\n"),
                  "tiny");
    document_case(c, E0244,
                  WITH_DOCUMENTS("  - { modele: tiny, fichier: a.pdf }\n"
                                 "  - { modele: tiny, fichier: §A.pdf }\n"),
                  "A.pdf");
    document_case(c, E0245,
                  WITH_DOCUMENTS("  - { modele: tiny, fichier: §a.xlsx }\n"),
                  ".pdf");
    document_case(c, E0246,
                  WITH_DOCUMENTS("  - { modele: tiny, fichier: §b/a.pdf }\n"),
                  "b/a.pdf");
    document_case(
        c, E0276,
        WITH_DOCUMENTS("  - { modele: tiny, fichier: §" LONG_NAME LONG_NAME
                           LONG_NAME LONG_NAME "a.pdf }\n"),
        "200");
}

static void template_with_another_name(void **state) {
    camp *c = *state;
    c->whole = true;
    camp_file(c, "modeles/tiny.yaml", "modele: §autre\ntitre: T\ncorps: []\n");
    camp_file(c, "dossier.yaml",
              WITH_DOCUMENTS("  - { modele: tiny, fichier: a.pdf }\n"));
    camp_load(c);
    camp_expect(c, E0259, "autre", NULL);
    assert_non_null(model_template(&c->m->documents.v[0]));
}

/* Listed here; check refuses them at filing, with what else it refuses. */
static void illustrative_is_listed(void **state) {
    camp *c = *state;
    c->filing = true;
    camp_file(c, "x.yaml",
              "jalons:\n  - { id: j, titre: J, date: 2027, illustratif: oui "
              "}\n");
    camp_load(c);
    camp_expect_none(c);
    assert_int_equal(c->m->illustrations.n, 1);
    assert_true(str_eq(c->m->illustrations.v[0].path, S("jalon j")));
}

static void section_after_nothing(void **state) {
    camp *c = *state;
    c->whole = true;
    camp_file(c, "modeles/tiny.yaml",
              "modele: tiny\ntitre: T\ncorps:\n  - section: { id: a, titre: A, "
              "contenu: [ { section: { id: b, titre: B } } ] }\n");
    camp_file(c, "dossier.yaml",
              WITH_DOCUMENTS("  - { modele: tiny, fichier: a.pdf }\n"));
    camp_file(c, "x.yaml",
              "sections:\n  - { apres: b, titre: S }\n"
              "  - { apres: §c, titre: S }\n");
    camp_load(c);
    camp_expect(c, W0275, "c", NULL);
}

static void signed_piece_at_filing(void **state) {
    camp *c = *state;
    c->filing = true;
    camp_file(c, "x.yaml",
              "pieces:\n  - { id: P1, titre: T, statut: signee "
              "}\n");
    camp_load(c);
    assert_int_equal(camp_find(c, W0229)->sev, SEV_ERROR);
    assert_int_equal(c->sink->errors, 1);
}

static void errors_of_all_files(void **state) {
    camp *c = *state;
    camp_file(c, "a.yaml", "jalons:\n  - { id: j }\n");
    camp_file(c, "b.yaml",
              "risques:\n  - { id: r, titre: R, probabilite: 9, "
              "gravite: 1 }\n");
    camp_file(c, "valeurs/jalons.csv", "id;titre;date\nk;K;demain\n");
    camp_load(c);
    assert_int_equal(c->sink->errors, 4); /* titre, date; 9; demain */
}

#define T(f) cmocka_unit_test_setup_teardown(f, camp_open, camp_close)
const struct CMUnitTest code_tests[] = {
    T(base_is_right),
    T(each_code_at_its_place),
    T(no_entry),
    T(no_campus),
    T(other_suffix),
    T(loops_and_diamonds),
    T(documents_to_make),
    T(template_with_another_name),
    T(illustrative_is_listed),
    T(section_after_nothing),
    T(signed_piece_at_filing),
    T(errors_of_all_files),
};
const size_t code_test_count = sizeof code_tests / sizeof *code_tests;
