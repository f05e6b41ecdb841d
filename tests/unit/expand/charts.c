/* Charts, key figures and the drawings of tables: what they show, what they
   say of it, and what they refuse. */
#include "base/utf8.h"
#include "doc/doc.h"
#include "world.h"

#include <stdio.h>
#include <string.h>

static const char indicators[] =
    "indicateurs:\n"
    "  - id: effectif\n"
    "    code: F01\n"
    "    intitule: Effectif total\n"
    "    unite: apprenants\n"
    "    decimales: 0\n"
    "    sens: hausse\n"
    "    montrer: [synthese]\n"
    "    calendrier: civil\n"
    "    agregation: somme\n"
    "    reference: 2025\n"
    "    cibles: { 2027: 420, 2028: 440 }\n"
    "    provenance: { source: s1, date: 2026-01-01, statut: reel }\n"
    "    valeurs: { campus: { 2023: 352, 2024: 363, 2025: 404 } }\n"
    "  - id: taux\n"
    "    code: R08\n"
    "    intitule: Taux de rupture\n"
    "    unite: \"%\"\n"
    "    decimales: 1\n"
    "    sens: baisse\n"
    "    montrer: [synthese]\n"
    "    calendrier: civil\n"
    "    agregation: aucune\n"
    "    reference: 2023\n"
    "    cibles: { 2028: 9 }\n"
    "    ruptures: [ { periode: 2025, note: Mode de calcul changé. } ]\n"
    "    provenance: { source: s1, date: 2026-01-01, statut: reel }\n"
    "    valeurs: { campus: { 2023: 14.2, 2024: 13.1, 2025: 12 } }\n"
    "  - id: internat\n"
    "    intitule: Places d’internat du campus\n"
    "    court: Internat\n"
    "    unite: places\n"
    "    decimales: 0\n"
    "    sens: hausse\n"
    "    montrer: [synthese]\n"
    "    calendrier: civil\n"
    "    agregation: somme\n"
    "    provenance: { source: s1, date: 2026-01-01, statut: reel }\n"
    "    valeurs: { campus: { 2025: 12 } }\n"
    "  - id: lits\n"
    "    intitule: Lits comptés autrement\n"
    "    unite: places\n"
    "    decimales: 0\n"
    "    sens: neutre\n"
    "    calendrier: civil\n"
    "    agregation: somme\n"
    "    incomparable_avec: [internat]\n"
    "    perimetre: constant\n"
    "    provenance: { source: s1, date: 2026-01-01, statut: reel }\n"
    "    valeurs: { campus: { 2025: 9 } }\n"
    "  - id: vide\n"
    "    intitule: Rien encore\n"
    "    unite: places\n"
    "    decimales: 0\n"
    "    sens: hausse\n"
    "    calendrier: civil\n"
    "    agregation: somme\n"
    "    provenance: { source: s1, date: 2026-01-01, statut: reel }\n"
    "    valeurs: { campus: { 2025: non_disponible } }\n";
static const char sources[] = "sources:\n"
                              "  - { id: s1, titre: Relevé annuel }\n";

/* The dump of a document that is one chart; `more` is the block's keys. */
static const char *chart(world *w, const char *more) {
    buf b = buf_new(w->a);
    buf_fmt(&b, "  - graphique: { id: fig, %s }\n", more);
    world_file(w, "indicateurs.yaml", indicators);
    world_file(w, "sources.yaml", sources);
    world_body(w, buf_take(&b).p);
    return world_dump(w);
}

static const char *sound(world *w, const char *more) {
    const char *dump = chart(w, more);
    if (*world_said(w))
        fail_msg("%s", world_said(w));
    return dump;
}

static void has(const char *dump, const char *what) {
    if (!strstr(dump, what))
        fail_msg("« %s » is not in\n%s", what, dump);
}

static void lacks(const char *dump, const char *what) {
    if (strstr(dump, what))
        fail_msg("« %s » is in\n%s", what, dump);
}

#define NB   "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static void a_list_gives_bars_with_keys(void **state) {
    const char *d =
        sound(*state, "type: barres, titre: Lettres du nom, source: "
                      "partenaires, categorie: nom, valeur: 1 + "
                      "nombre(uai), souligner: id = \"cfa\"");
    has(d, "figure #1 Figure" NB "1. Lettres du nom\n");
    has(d, "drawing 0: Lycée du Pont, CFA du Fleuve, Usine des Eaux\n");
    has(d, "series : 1⟨partenaire.lycee.1 + nombre(uai)⟩ | 1⟨partenaire.cfa");
    has(d, "alt: Diagramme à barres. Lettres du nom" NB
           ": Lycée du Pont 1, CFA du Fleuve 1, Usine des Eaux 1. CFA du "
           "Fleuve, mis en évidence, est au rang 1 sur 3.\n");
}

static void series_share_their_decimals(void **state) {
    const char *d = sound(*state, "type: barres_groupees, titre: Deux, source: "
                                  "partenaires, categorie: nom, series: [ { "
                                  "nom: A, valeur: \"1.5\" }, { nom: B, "
                                  "valeur: \"2\" } ]");
    has(d, "drawing 1: ");
    has(d, "series A: 1,5⟨");
    has(d, "series B: 2,0⟨");
    has(d, "Le plus haut" NB ": Lycée du Pont (B), 2,0");
}

static void one_stack_is_a_single_bar(void **state) {
    static const char list[] = "titre: Parts, source: partenaires, categorie: "
                               "nom, valeur: \"2\", type: ";
    char more[200];
    snprintf(more, sizeof more, "%sbarres_empilees", list);
    const char *d = sound(*state, more);
    has(d, "drawing 3: Lycée du Pont, ");
    has(d, "Lycée du Pont 33" NB "%");
    has(d, "Total" NB ": 6" THIN "; la première part est Lycée du Pont");
    snprintf(more, sizeof more, "%sanneau", list);
    has(sound(*state, more), "drawing 8: ");
    /* years of one indicator are no parts of a whole */
    has(sound(*state, "type: barres_empilees, titre: T, indicateurs: "
                      "[effectif]"),
        "drawing 2: 2023, 2024, 2025\n");
}

static void a_line_shows_the_path_of_its_targets(void **state) {
    const char *d = sound(*state, "type: lignes, titre: Effectif, indicateurs: "
                                  "[effectif]");
    has(d, "Figure" NB "1. Effectif, en apprenants\n");
    has(d, "drawing 4: 2023, 2024, 2025, 2026, 2027, 2028\n");
    has(d, "363⟨effectif@campus@2024⟩ | 404⟨effectif@campus@2025⟩ |  |  | \n");
    has(d, "series cible:  |  | 404⟨effectif@campus@2025⟩ |  | "
           "420⟨effectif@cible@2027⟩ | 440⟨effectif@cible@2028⟩\n");
    has(d, ": 352 en 2023, 363 en 2024, 404 en 2025. La valeur augmente. "
           "Cibles" NB ": 420 en 2027, 440 en 2028.\n");
    has(d, "L’échelle commence à 300.");
    has(d, "Source: Relevé annuel.\n");
    d = sound(*state, "type: lignes, titre: Effectif en apprenants, "
                      "avec_cibles: non, indicateurs: [effectif]");
    lacks(d, "series cible");
    has(d, "Figure" NB "1. Effectif en apprenants\n"); /* the unit, once */
}

static void a_rupture_cuts_and_is_said(void **state) {
    world *w = *state;
    const char *d = sound(w, "type: lignes, titre: Taux, indicateurs: [taux]");
    has(d, "Rupture de série en 2025" NB ": Mode de calcul changé.");
    has(d, "Une rupture de série interdit de comparer");
    lacks(d, "La valeur baisse");
    const doc_block *b = w->d->body.v[0];
    assert_int_equal(b->drawing->breaks.n, 1);
    assert_int_equal(b->drawing->breaks.v[0], 2);
    assert_true(b->drawing->lower_is_better);
    d = sound(w, "type: tendance, titre: Tendances, indicateurs: [taux]");
    has(d, "13,1⟨taux@campus@2024⟩ |  | 12,0⟨taux@campus@2025⟩");
    has(d, "Taux de rupture, 2023 à 2025");
}

static void a_role_gives_a_chart_each_two_abreast(void **state) {
    world *w = *state;
    const char *d = sound(w, "type: lignes, montrer: synthese");
    const doc_block *columns = w->d->body.v[0];
    assert_int_equal(columns->kind, BLOCK_COLUMNS);
    assert_int_equal(columns->kids.n, 2); /* one value is no chart */
    lacks(d, "internat");
    has(d, "Figure" NB "1. Effectif total, en apprenants\n");
    has(d, "Figure" NB "2. Taux de rupture, en" NB "%\n");
    has(d, "Figure" NB "1" NB ": l’échelle commence à 300.");
    has(d, "Figure" NB "2" NB ": l’échelle commence à 6. Rupture de série");
    assert_null(strstr(strstr(d, "Lecture") + 1, "Lecture")); /* once */
}

static void rows_bear_their_own_unit(void **state) {
    const char *d = sound(*state, "type: avancement, titre: Vers les cibles, "
                                  "montrer: synthese");
    has(d, "drawing 5: Effectif total, apprenants, Taux de rupture" NB "↓, "
           "Places d’internat du campus, places\n");
    has(d, "series 2025: 404⟨effectif@campus@2025⟩ | ");
    has(d, "series Référence:  | 14,2⟨taux@campus@2023⟩ | \n");
    has(d, "Taux de rupture" NB "↓ 12,0" NB "% (cible 9,0" NB "%)");
    has(d, "↓" NB ": l’indicateur doit baisser.");
    d = sound(*state, "type: avancement, titre: Fait, source: partenaires, "
                      "categorie: nom, valeur: \"40\", unite: \"%\"");
    has(d, "drawing 7: ");
    has(d, "Figure" NB "1. Fait, en" NB "%\n");
}

static void groups_show_the_value_before(void **state) {
    const char *d = sound(*state, "type: barres_groupees, titre: Effectif, "
                                  "avec_cibles: oui, indicateurs: [effectif]");
    has(d, "series 2024: 363⟨");
    has(d, "series 2025: 404⟨");
    has(d, "series Cible 2027: 420⟨");
    has(d, "Valeurs en hausse" NB ": 1 sur 1.");
}

static void the_constant_perimeter_is_said(void **state) {
    static const char said[] = "À périmètre constant" NB ": ";
    lacks(sound(*state, "type: barres, titre: T, indicateurs: [internat]"),
          said);
    has(sound(*state, "type: barres, titre: T, indicateurs: [lits]"), said);
}

static void refuses(world *w, const char *more, const char *said) {
    chart(w, more);
    has(world_said(w), said);
}

static void what_cannot_be_drawn_is_said(void **state) {
    world *w = *state;
    refuses(w, "type: barres, titre: T, montrer: synthese",
            "E0517 modeles/essai.yaml:5:33 barres\n");
    refuses(w, "type: barres, titre: T", "E0518 ");
    refuses(w,
            "type: barres_groupees, titre: T, source: partenaires, categorie: "
            "nom, series: [ { nom: A, valeur: \"1\" }, { nom: B, valeur: "
            "\"1\" }, { nom: C, valeur: \"1\" }, { nom: D, valeur: \"1\" }, { "
            "nom: E, valeur: \"1\" }, { nom: F, valeur: \"1\" }, { nom: G, "
            "valeur: \"1\" } ]",
            "E0519 ");
    refuses(w, "type: barres, titre: T, indicateurs: [internat, lits]",
            "E0523 modeles/essai.yaml:5:33 barres\n");
    /* rows have no axis in common */
    sound(w, "type: avancement, titre: T, indicateurs: [internat, lits]");
    const char *d = chart(w, "type: barres, titre: T, indicateurs: [vide]");
    has(world_said(w), "N0522 ");
    lacks(d, "figure"); /* no empty chart */
}

static void no_budget_no_chart(void **state) {
    const char *d = sound(*state, "type: barres_empilees, titre: T, source: "
                                  "ressources, categorie: annee");
    lacks(d, "figure");
}

/* --- The financing plan
 * ---------------------------------------------------------- */

/* Nine funders in cash, of 10, 20 … 90 thousand; one of them in kind too. */
static void write_plan(world *w, bool illustrative) {
    buf p = buf_new(w->a), b = buf_new(w->a);
    buf_z(&p, "partenaires:\n"
              "  - { id: lycee, nom: Lycée du Pont, article: le, categorie: "
              "scolaire, nature: eple, commune: Perpignan }\n");
    buf_z(&b, illustrative ? "illustratif: oui\n" : "");
    buf_z(&b, "budget:\n  calendrier: civil\n  periodes: [2027, 2028]\n"
              "  taxes: ttc\n  perimetre: consolide\n  natures: pcg\n"
              "  depenses:\n"
              "    - { id: d1, libelle: Tout, nature: 60, section: "
              "fonctionnement, porteur: lycee, montants: { 2027: 450000, "
              "2028: 15000 } }\n"
              "  ressources:\n");
    for (int i = 1; i <= 9; i++) {
        buf_fmt(&p,
                "  - { id: f%d, nom: Financeur %d, categorie: institutionnel, "
                "nature: collectivite, commune: Perpignan }\n",
                i, i);
        buf_fmt(&b,
                "    - { id: r%d, libelle: R, financeur: f%d, section: "
                "fonctionnement, statut: promis, montants: { 2027: %d, 2028: "
                "1000 } }\n",
                i, i, i * 10000);
    }
    buf_z(&b, "    - { id: n1, libelle: N, financeur: f9, section: en_nature, "
              "statut: promis, montants: { 2028: 6000 } }\n");
    world_file(w, "partenaires.yaml", buf_take(&p).p);
    world_file(w, "budget.yaml", buf_take(&b).p);
    world_file(w, "campus.yaml",
               "campus:\n  intitule: Essai\n  sigle: E\n  categorie: standard\n"
               "  demande: premiere\n"
               "  filiere: transition_energetique_eco_industrie\n"
               "  etablissement_support: lycee\n"
               "  label: { debut: 2027-09-01, duree_ans: 5 }\n");
}

static void resources_stack_by_funder(void **state) {
    world *w = *state;
    write_plan(w, true);
    const char *d = chart(w, "type: barres_empilees, titre: \"Ressources, en "
                             "milliers d’euros\", source: ressources, "
                             "categorie: annee, unite: k€");
    has(d, "Figure" NB "1. Ressources, en milliers d’euros (illustrative)\n");
    has(d, "drawing 2: 2027, 2028\n");
    /* the largest first, keys of the plan, what is in kind apart and last */
    has(d, "series Financeur 9: 90" THIN "000⟨budget.ressources.financeur=f9."
           "numeraire@2027⟩ | 1" THIN "000⟨");
    has(d, "series Financeur 5: ");
    has(d, "series 4 autres: 100" THIN "000⟨budget.ressources.financeur=f1."
           "numeraire@2027 + ");
    has(d, "series En nature: 0⟨budget.ressources.en_nature@2027⟩ | 6" THIN
           "000⟨");
    lacks(d, "series Financeur 4");
    const doc_drawing *one = w->d->body.v[0]->drawing;
    assert_int_equal(one->series.n, 7);
    assert_int_equal(one->series.v[6].role, SERIES_IN_KIND);
    assert_true(one->per == 1000);
    has(d, "alt: Barres empilées, avec leur total. Ressources, en milliers "
           "d’euros" NB ": 450 (2027), 15 (2028). La première part du total "
           "est 4 autres, 22" NB "%.\n");
    lacks(d, "i" NB ": valeur illustrative"); /* the caption says it */
}

static void resources_make_one_bar(void **state) {
    world *w = *state;
    write_plan(w, false);
    const char *d = chart(w, "type: barres_empilees, titre: Financement, "
                             "source: ressources, categorie: financeur");
    has(d, "drawing 3: ");
    has(d, "Figure" NB "1. Financement, en euros\n");
    has(d, "series Financeur 9: 91" THIN
           "000⟨budget.ressources.financeur=f9.numeraire@total⟩\n");
    has(d, "Total" NB ": 465" THIN "000" NB "€");
}

/* Lines of the plan are records of another class: no head, no place. */
static void lines_of_the_plan_say_what_is_illustrative(void **state) {
    world *w = *state;
    write_plan(w, true);
    const char *d = chart(w, "type: barres, titre: Lignes, source: ressources, "
                             "ou: annee = 2027, categorie: financeur.nom, "
                             "valeur: montant, unite: €");
    has(d, "Figure" NB "1. Lignes, en euros (illustrative)\n");
    has(d, "series : 10" THIN "000⟨fig.1.montant⟩ | 20" THIN "000⟨");
    world_body(w, "  - tableau: { id: t, titre: T, source: ressources, "
                  "colonnes: [ { champ: annee, format: nombre }, { champ: "
                  "montant, format: euros } ] }\n");
    has(world_dump(w), "10" THIN "000⟨t.1.montant⟩^i\n");
}

/* --- Alternative texts
 * ----------------------------------------------------------- */

static void long_texts_stop_at_400(void **state) {
    world *w = *state;
    buf p = buf_new(w->a);
    buf_z(&p, "partenaires:\n  - { id: lycee, nom: Lycée du Pont, article: le, "
              "categorie: scolaire, nature: eple, commune: Perpignan }\n");
    for (int i = 0; i < 60; i++)
        buf_fmt(&p,
                "  - { id: p%d, nom: Établissement numéro %d, categorie: "
                "economique, nature: entreprise, commune: Perpignan }\n",
                i, i);
    write_plan(w, false);
    world_file(w, "budget.yaml", "");
    world_file(w, "partenaires.yaml", buf_take(&p).p);
    const char *d = chart(w, "type: barres, titre: Établissements, source: "
                             "partenaires, categorie: nom, valeur: \"3\"");
    has(d, " autres. Toutes les valeurs sont égales.");
    str alt = w->d->body.v[0]->drawing->alt;
    assert_in_range(utf8_count(alt), 360, 400);
}

static void no_slot_is_left(void **state) {
    static const char *const all[] = {
        "type: barres, titre: T, indicateurs: [effectif], avec_cibles: oui",
        "type: barres_groupees, titre: T, indicateurs: [effectif]",
        "type: barres_empilees, titre: T, indicateurs: [effectif]",
        "type: lignes, titre: T, montrer: synthese",
        "type: lignes, titre: T, indicateurs: [effectif, internat]",
        "type: avancement, titre: T, montrer: synthese",
        "type: tendance, titre: T, montrer: synthese",
        "type: anneau, titre: T, indicateurs: [internat]",
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *d = chart(*state, all[i]);
        if (i != 4) /* two units in one chart */
            has(d, "figure");
        lacks(d, "{0}");
        lacks(d, "{1}");
        lacks(d, "phrases/");
    }
}

/* --- Key figures, tables
 * --------------------------------------------------------- */

static void cards_fill_what_their_foot_says(void **state) {
    world *w = *state;
    world_file(w, "indicateurs.yaml", indicators);
    world_file(w, "sources.yaml", sources);
    world_body(w, "  - chiffres_cles:\n"
                  "      montrer: synthese\n"
                  "      cartes:\n"
                  "        - { libelle: A, valeur: nombre(partenaires), part: "
                  "\"nombre(partenaires où categorie = \\\"economique\\\")\" "
                  "}\n"
                  "        - { libelle: B, valeur: nombre(partenaires), sur: "
                  "nombre(partenaires) }\n"
                  "        - { libelle: C, valeur: \"2\", sur: \"8\" }\n"
                  "        - { libelle: D, valeur: \"2\" }\n");
    const char *d = world_dump(w);
    assert_string_equal(world_said(w), "");
    const doc_block *b = w->d->body.v[0];
    assert_int_equal(b->kind, BLOCK_KPIS);
    assert_int_equal(b->strip.n, 7);
    assert_float_equal(b->strip.v[0].ratio, 1.0 / 3, 1e-9);
    assert_true(b->strip.v[1].ratio < 0); /* all of itself says nothing */
    assert_float_equal(b->strip.v[2].ratio, 0.25, 1e-9);
    assert_true(b->strip.v[3].ratio < 0);
    assert_float_equal(b->strip.v[4].ratio, 404.0 / 420, 1e-9);
    assert_true(b->strip.v[5].ratio < 0); /* to go down: no share */
    assert_true(b->strip.v[6].ratio < 0); /* no target */
    has(d, "2025" THIN "; cible 420 en 2027");
}

static const doc_cell *cell(const doc_block *b, size_t row, const char *head) {
    const doc_table *t = b->table;
    for (size_t j = 0; j < t->columns.n; j++)
        if (t->columns.v[j].head.n &&
            str_eq(t->columns.v[j].head.v[0].text, str_z(head)))
            return &t->rows.v[row].cells.v[j];
    fail_msg("no column « %s »", head);
    return NULL;
}

static void steering_tables_draw_the_progress(void **state) {
    world *w = *state;
    world_file(w, "indicateurs.yaml", indicators);
    world_file(w, "sources.yaml", sources);
    world_body(w, "  - tableau: { source: indicateurs, titre: Suivi }\n");
    const char *d = world_dump(w);
    has(d, "head: Code | Indicateur | Valeur 2025 | Évol. | Cible | Échéance | "
           "Progression | État\n");
    has(d, "| Effectif total, apprenants | ");
    has(d, "| Taux de rupture," NB "%" NB "↓ | 12,0⟨taux@campus@2025⟩^r |  | ");
    has(d, "| 404⟨effectif@campus@2025⟩ | ▲ | ");
    /* One reference of five differs from the last value: the drawing shows it.
     */
    has(d, "Repère gris");
    const doc_block *b = w->d->body.v[0];
    const doc_drawing *p = cell(b, 0, "Progression")->drawing;
    assert_non_null(p);
    assert_int_equal(p->kind, DRAW_BULLET);
    assert_int_equal(p->title.n, 0); /* in a cell: numbers stand beside */
    assert_true(cell(b, 1, "Progression")->drawing->lower_is_better);
    assert_null(cell(b, 2, "Progression")->drawing); /* no target */
}

int chart_tests(void) {
    const struct CMUnitTest tests[] = {
        WORLD(a_list_gives_bars_with_keys),
        WORLD(series_share_their_decimals),
        WORLD(one_stack_is_a_single_bar),
        WORLD(a_line_shows_the_path_of_its_targets),
        WORLD(a_rupture_cuts_and_is_said),
        WORLD(a_role_gives_a_chart_each_two_abreast),
        WORLD(rows_bear_their_own_unit),
        WORLD(groups_show_the_value_before),
        WORLD(the_constant_perimeter_is_said),
        WORLD(what_cannot_be_drawn_is_said),
        WORLD(no_budget_no_chart),
        WORLD(resources_stack_by_funder),
        WORLD(resources_make_one_bar),
        WORLD(lines_of_the_plan_say_what_is_illustrative),
        WORLD(long_texts_stop_at_400),
        WORLD(no_slot_is_left),
        WORLD(cards_fill_what_their_foot_says),
        WORLD(steering_tables_draw_the_progress),
    };
    return cmocka_run_group_tests_name("expand: charts", tests, NULL, NULL);
}
