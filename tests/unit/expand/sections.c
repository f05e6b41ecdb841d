/* Sections: levels, numbers, contents, references, annexes, own sections. */
#include "world.h"

static void is(world *w, const char *body, const char *dump) {
    world_body(w, body);
    assert_string_equal(world_dump(w), dump);
    assert_string_equal(world_said(w), "");
}

static void numbers(void **state) {
    is(*state,
       "  - section:\n"
       "      titre: Un\n"
       "      contenu:\n"
       "        - texte: \"## Deux\\n\\n### Trois\\n\\n## Encore\"\n"
       "        - section: { titre: Deux bis, contenu: [ { section: { titre: "
       "Trois bis, contenu: [ { section: { titre: Quatre } } ] } } ] }\n"
       "        - section: { titre: Sans, numero: non }\n"
       "        - section: { titre: Fin }\n"
       "  - section: { titre: Autre }\n",
       "  heading 1 #1 1: Un\n"
       "  heading 2 #2 1.1: Deux\n"
       "  heading 3 #3: Trois\n"
       "  heading 2 #4 1.2: Encore\n"
       "  heading 2 #5 1.3: Deux bis\n"
       "  heading 3 #6: Trois bis\n"
       "  heading 3 #7: Quatre\n"
       "  heading 2 #8: Sans\n"
       "  heading 2 #9 1.4: Fin\n"
       "  heading 1 #10 2: Autre\n");
}

/* What has no number gives none to its parts; annexes number apart. */
static void unnumbered(void **state) {
    is(*state,
       "  - section: { titre: Un }\n"
       "  - section: { titre: Sans, numero: non, contenu: [ { texte: \"## "
       "Part\" } ] }\n"
       "  - annexe: { titre: A, contenu: [ { texte: \"## Part\" } ] }\n"
       "  - annexe: { titre: B }\n"
       "  - section: { titre: Après, contenu: [ { texte: \"## Part\" } ] }\n",
       "  heading 1 #1 1: Un\n"
       "  heading 1 #2: Sans\n"
       "  heading 2 #3: Part\n"
       "  heading 1 #4 Annexe\u00A0I: A\n"
       "  heading 2 #5: Part\n"
       "  heading 1 #6 Annexe\u00A0II: B\n"
       "  heading 1 #7 2: Après\n"
       "  heading 2 #8 2.1: Part\n");
}

static void heads(void **state) {
    world *w = *state;
    is(w,
       "  - section: { titre: \"Eau : {campus.sigle}\", sous_titre: "
       "\"{nombre(partenaires)} partenaires\", chapo: \"Un *mot*\" }\n"
       "  - section: { titre: Non, si: nombre(partenaires) > 9 }\n"
       "  - section: { titre: Oui, si: nombre(partenaires) > 2 }\n",
       "  heading 1 #1 1: Eau\u00A0: CMQ Essai / 3 partenaires\n"
       "  paragraph: Un _mot_\n"
       "  heading 1 #2 2: Oui\n");
    assert_int_equal(w->d->body.v[1]->style, STYLE_LEAD);
    assert_string_equal(str_dup(w->a, w->d->body.v[0]->outline).p,
                        "1 Eau\u00A0: CMQ Essai");
}

static void contents(void **state) {
    const char *rest = "  - section: { titre: Un, contenu: [ { texte: \"## "
                       "Deux\\n\\n### Trois\" } ] }\n"
                       "  - annexe: { titre: A }\n"
                       "  - section: { titre: Sans, numero: non }\n";
    world *w = *state;
    world_body(w, str_cat(w->a, S("  - sommaire: {}\n"), str_z(rest)).p);
    assert_true(str_starts(str_z(world_dump(w)), S("  contents #1: Sommaire\n"
                                                   "    1 1 Un #2\n"
                                                   "    2 1.1 Deux #3\n"
                                                   "    1 I A #5\n"
                                                   "    1  Sans #6\n")));
    world_body(
        w, str_cat(w->a,
                   S("  - sommaire: { titre: \"De {campus.sigle}\", niveaux: "
                     "1 }\n"),
                   str_z(rest))
               .p);
    assert_true(
        str_starts(str_z(world_dump(w)), S("  contents #1: De CMQ Essai\n"
                                           "    1 1 Un #2\n"
                                           "    1 I A #5\n"
                                           "    1  Sans #6\n")));
}

/* Before and after their targets; labels and pages. */
static void references(void **state) {
    is(*state,
       "  - section:\n"
       "      id: un\n"
       "      titre: Un\n"
       "      contenu:\n"
       "        - texte: \"Voir [](#tab), [](#deux), [](#un), [](#sans) et "
       "[là](#annexe).\"\n"
       "        - tableau: { id: tab, titre: T, source: partenaires, ou: "
       "categorie = \"economique\", colonnes: [ nom ] }\n"
       "        - section: { id: deux, titre: Deux }\n"
       "  - section: { id: sans, titre: Sans, numero: non }\n"
       "  - annexe: { id: annexe, titre: A, contenu: [ { texte: \"Voir "
       "[](#tab), [](#annexe).\" } ] }\n",
       "  heading 1 #1 #2 1: Un\n"
       "  paragraph: Voir [tableau\u00A01, page\u00A0{page #3}](#3), "
       "[section\u00A01.1, page\u00A0{page #4}](#4), [section\u00A01, "
       "page\u00A0{page #2}](#2), [Sans, page\u00A0{page #5}](#5) et "
       "[là](#6).\n"
       "  table #3 Tableau\u00A01. T\n"
       "    head: Nom complet\n"
       "    row: Usine des Eaux\n"
       "  heading 2 #7 #4 1.1: Deux\n"
       "  heading 1 #8 #5: Sans\n"
       "  heading 1 #9 #6 Annexe\u00A0I: A\n"
       "  paragraph: Voir [tableau\u00A01, page\u00A0{page #3}](#3), "
       "[annexe\u00A0I, page\u00A0{page #6}](#6).\n");
}

static void no_target(void **state) {
    world *w = *state;
    world_body(w, "  - section: { titre: Un, contenu: [ { texte: \"Voir "
                  "[](#tab) et [ici](#ici).\" } ] }\n");
    world_dump(w);
    assert_string_equal(world_said(w),
                        "E0503 modeles/essai.yaml:5:53 [](#tab)\n"
                        "E0503 modeles/essai.yaml:5:65 [ici](#ici)\n");
}

/* Sections of the dossier, at the level of the one that they follow. */
static void own_sections(void **state) {
    world *w = *state;
    world_file(w, "textes/s.md", "## Part\n\nTexte.\n");
    world_file(w, "sections.yaml",
               "sections:\n"
               "  - { id: ajout, apres: un, titre: \"Ajout {campus.sigle}\", "
               "fichier: textes/s.md, contenu: [ { section: { titre: Dedans } "
               "} ] }\n"
               "  - { apres: deux, titre: Sous, texte: Un *mot* }\n"
               "  - { apres: un, titre: Encore, fichier: textes/rien.md }\n");
    world_body(w, "  - section: { id: un, titre: Un, contenu: [ { section: { "
                  "id: deux, titre: Deux } } ] }\n"
                  "  - section: { titre: Trois }\n");
    assert_string_equal(world_dump(w),
                        "  heading 1 #1 #2 1: Un\n"
                        "  heading 2 #3 #4 1.1: Deux\n"
                        "  heading 2 #5 1.2: Sous\n"
                        "  paragraph: Un _mot_\n"
                        "  heading 1 #6 #7 2: Ajout CMQ Essai\n"
                        "  heading 2 #8 2.1: Part\n"
                        "  paragraph: Texte.\n"
                        "  heading 2 #9 2.2: Dedans\n"
                        "  heading 1 #10 3: Encore\n"
                        "  callout [Manque]\n"
                        "    paragraph: Ce texte n’est pas encore écrit "
                        "(textes/rien.md).\n"
                        "  heading 1 #11 4: Trois\n");
    assert_string_equal(world_said(w),
                        "N0521 sections.yaml:4:42 textes/rien.md\n");
}

static void objective_sheets(void **state) {
    world *w = *state;
    world_file(w, "objectifs.yaml",
               "objectifs:\n"
               "  - { id: O1, titre: Former, pilote: lycee, echeance: 2029, "
               "criteres: [A5], resume: Court, texte: \"Un *mot*.\" }\n"
               "  - { id: O2, titre: Relier, resume: \"Le *résumé*.\" }\n");
    is(w,
       "  - section:\n"
       "      titre: Fiches\n"
       "      contenu:\n"
       "        - pour: { chaque: o, dans: objectifs, contenu: [ { "
       "fiche_objectif: { objectif: o } } ] }\n"
       "        - texte: \"Voir [](#objectif-O1).\"\n",
       "  heading 1 #1 1: Fiches\n"
       "  heading 2 #2 #3 #4 1: Former / Fiche objectif 1 sur 2\n"
       "  meta\n"
       "    Pilote: Lycée du Pont  / \n"
       "    Échéance: 2029  / \n"
       "    Budget du label: "
       "n.d.⟨budget.depenses.objectif=O1@total⟩  / \n"
       "    Critères servis: (A5)  / \n"
       "  paragraph: Un _mot_.\n"
       "  heading 2 #5 #6 2: Relier / Fiche objectif 2 sur 2\n"
       "  meta\n"
       "    Pilote: à préciser  / \n"
       "    Échéance: à préciser  / \n"
       "    Budget du label: "
       "n.d.⟨budget.depenses.objectif=O2@total⟩  / \n"
       "    Critères servis:   / \n"
       "  paragraph: Le _résumé_.\n"
       "  paragraph: Voir [fiche objectif\u00A01, page\u00A0{page #3}](#3).\n");
}

/* A heading inside a sheet would come between the sheets. */
static void headings_in_sheets(void **state) {
    world *w = *state;
    world_file(w, "objectifs.yaml",
               "objectifs:\n"
               "  - { id: O1, titre: Former, texte: \"## Non\" }\n");
    world_body(w, "  - section: { titre: F, contenu: [ { pour: { chaque: o, "
                  "dans: objectifs, contenu: [ { fiche_objectif: o } ] } } ] "
                  "}\n");
    world_dump(w);
    assert_string_equal(world_said(w), "E0534 objectifs.yaml:2:38 ## Non\n");
}

/* The footer names the school and, when it is known, its town. */
static void footers(void **state) {
    world *w = *state;
    static const char campus[] =
        "campus:\n  intitule: Campus d’essai\n  sigle: CMQ Essai\n"
        "  categorie: standard\n  demande: premiere\n"
        "  filiere: transition_energetique_eco_industrie\n"
        "  etablissement_support: lycee\n"
        "  label: { debut: 2027-09-01, duree_ans: 5 }\n"
        "partenaires:\n  - { id: lycee, nom: Lycée du Pont, article: le, "
        "categorie: scolaire, nature: eple%s }\n";
    for (int known = 0; known < 2; known++) {
        const char *town = known ? ", commune: Perpignan" : "";
        world_file(w, "campus.yaml", str_fmt(w->a, campus, town).p);
        world_body(w, "  - texte: x\n");
        world_dump(w);
        assert_true(str_starts(
            w->d->footer, known ? S("Lycée du Pont, Perpignan · UAI à préciser")
                                : S("Lycée du Pont · UAI à préciser")));
    }
}

/* Prose outside any section has no level to hang on. */
static void levels_go_down_one_by_one(void **state) {
    world *w = *state;
    world_body(w, "  - texte: \"## Deux\"\n"
                  "  - section: { titre: Un, contenu: [ { texte: \"### "
                  "Trois\" } ] }\n");
    world_dump(w);
    assert_string_equal(world_said(w),
                        "E0538 modeles/essai.yaml:5:13 ## Deux\n"
                        "E0538 modeles/essai.yaml:6:48 ### Trois\n");
}

int section_tests(void) {
    static const struct CMUnitTest tests[] = {WORLD(numbers),
                                              WORLD(unnumbered),
                                              WORLD(heads),
                                              WORLD(contents),
                                              WORLD(references),
                                              WORLD(no_target),
                                              WORLD(own_sections),
                                              WORLD(objective_sheets),
                                              WORLD(headings_in_sheets),
                                              WORLD(footers),
                                              WORLD(levels_go_down_one_by_one)};
    return cmocka_run_group_tests_name("sections", tests, NULL, NULL);
}
