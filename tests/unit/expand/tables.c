/* Tables as expand sets them: numbers, notes, marks, targets. What stands in
   their rows is view's. */
#include "world.h"

static void is(world *w, const char *body, const char *dump) {
    world_body(w, body);
    assert_string_equal(world_dump(w), dump);
    assert_string_equal(world_said(w), "");
}

static void numbers(void **state) {
    is(*state,
       "  - tableau: { titre: Un, source: partenaires, ou: categorie = "
       "\"economique\", colonnes: [ nom ] }\n"
       "  - annexe: { titre: A, contenu: [ { tableau: { titre: Deux, source: "
       "partenaires, ou: categorie = \"economique\", colonnes: [ { champ: nom, "
       "entete: \"Nom :\" } ] } } ] }\n",
       "  table Tableau\u00A01. Un\n"
       "    head: Nom complet\n"
       "    row: Usine des Eaux\n"
       "  heading 1 #1 Annexe\u00A0I: A\n"
       "  table Tableau\u00A02. Deux\n"
       "    head: Nom\u00A0:\n"
       "    row: Usine des Eaux\n");
}

static void groups_and_totals(void **state) {
    is(*state,
       "  - tableau:\n"
       "      titre: \"De {campus.sigle}\"\n"
       "      source: partenaires\n"
       "      grouper: categorie\n"
       "      sous_totaux: oui\n"
       "      total: oui\n"
       "      colonnes: [ nom, { champ: 12, entete: N, format: nombre, somme: "
       "oui } ]\n"
       "      lecture: Lire.\n"
       "      regles: Règles.\n"
       "      note: \"Le *mot* {nombre(partenaires)}.\"\n",
       "  table Tableau\u00A01. De CMQ Essai\n"
       "    head: Nom complet | N\n"
       "    group: Enseignement scolaire | 24⟨De CMQ Essai.Enseignement "
       "scolaire.12⟩\n"
       "    row: Lycée du Pont | 12⟨partenaire.lycee.12⟩\n"
       "    row: CFA du Fleuve | 12⟨partenaire.cfa.12⟩\n"
       "    group: Acteurs économiques | 12⟨De CMQ Essai.Acteurs "
       "économiques.12⟩\n"
       "    row: Usine des Eaux | 12⟨partenaire.usine.12⟩\n"
       "    total: Total | 36⟨De CMQ Essai.total.12⟩\n"
       "    Lecture: Lire.\n"
       "    Règles: Règles.\n"
       "    Note: Le _mot_ 3.\n");
}

/* A table without a row has no number, no caption; it may have a sentence. */
static void nothing_to_show(void **state) {
    is(*state,
       "  - tableau: { titre: T, source: pieces, colonnes: [ titre ] }\n"
       "  - tableau: { titre: T, source: pieces, colonnes: [ titre ], sinon: "
       "Aucune *pièce*. }\n"
       "  - tableau: { titre: U, source: partenaires, ou: categorie = "
       "\"economique\", colonnes: [ nom ] }\n",
       "  paragraph: Aucune _pièce_.\n"
       "  table Tableau\u00A01. U\n"
       "    head: Nom complet\n"
       "    row: Usine des Eaux\n");
}

/* Prose in a cell: notes, links, numbers at their place in the data. */
static void prose_in_cells(void **state) {
    world *w = *state;
    world_file(w, "plus.yaml",
               "objectifs:\n"
               "  - { id: O1, titre: T, resume: \"Un *mot*[^1] et 45.\\n\\n"
               "[^1]: Note.\" }\n");
    world_body(w, "  - tableau: { titre: T, source: objectifs, colonnes: [ { "
                  "champ: resume, entete: R } ] }\n");
    assert_string_equal(world_dump(w),
                        "  table Tableau\u00A01. T\n"
                        "    head: R\n"
                        "    row: Un _mot_{note: Note.} et 45.\n");
    assert_string_equal(world_said(w), "N0506 plus.yaml:2:50 45\n");
}

/* More than half illustrative: the caption says it, the cells do not. */
static void illustrative_tables(void **state) {
    world *w = *state;
    world_file(w, "plus.yaml",
               "jalons:\n"
               "  - { id: a, titre: A, date: 2027, illustratif: oui }\n"
               "  - { id: b, titre: B, date: 2028 }\n"
               "  - { id: c, titre: C, date: 2029 }\n");
    world_body(w, "  - tableau: { titre: T, source: jalons, colonnes: [ titre, "
                  "{ champ: date, entete: D, format: date } ] }\n");
    world_dump(w);
    assert_non_null(w->d);
    const doc_block *t = w->d->body.v[0];
    assert_false(t->caption.illustrative);
    assert_int_equal(t->notes.n, 1);
}

static void columns(void **state) {
    world *w = *state;
    world_body(w, "  - tableau: { titre: T, source: partenaires, colonnes: [ { "
                  "champ: id, entete: I, format: code, largeur: 20 }, nom, { "
                  "champ: 1, entete: N, format: nombre } ] }\n");
    world_dump(w);
    const doc_table *t = w->d->body.v[0]->table;
    assert_int_equal(t->columns.v[0].kind, COLUMN_CODE);
    assert_int_equal(t->columns.v[0].width, 56700);
    assert_int_equal(t->columns.v[1].kind, COLUMN_TEXT);
    assert_true(t->columns.v[1].flexible);
    assert_true(t->columns.v[1].row_header);
    assert_int_equal(t->columns.v[2].kind, COLUMN_NUMBER);
}

static void own_field(void **state) {
    world *w = *state;
    world_body(w, "  - tableau: { titre: T, source: partenaires, colonnes: [ "
                  "nomm ] }\n");
    world_dump(w);
    assert_null(w->d);
    assert_string_equal(world_said(w), "E0310 modeles/essai.yaml:5:59 nomm\n");
}

int table_tests(void) {
    static const struct CMUnitTest tests[] = {WORLD(numbers),
                                              WORLD(groups_and_totals),
                                              WORLD(nothing_to_show),
                                              WORLD(prose_in_cells),
                                              WORLD(illustrative_tables),
                                              WORLD(columns),
                                              WORLD(own_field)};
    return cmocka_run_group_tests_name("tables", tests, NULL, NULL);
}
