/* Reviews: counters, decisions, blocks side by side, what was before. */
#include "world.h"

static const char meetings[] =
    "gouvernance: { instances: [ { id: copil, nom: Comité, rang: decision } ] "
    "}\n"
    "reunions:\n"
    "  - id: avant\n"
    "    instance: copil\n"
    "    date: 2026-04-01\n"
    "    decisions:\n"
    "      - { id: d1, texte: Signer., etat: faite, suite: Signée. }\n"
    "      - { id: d2, texte: Recruter., etat: en_cours }\n"
    "    a_decider: [ { id: v1, titre: Ouvrir, resultat: oui, incidence: 0 }, "
    "{ id: v2, titre: Fermer, resultat: reporte }, { id: v3, titre: Peser } ]\n"
    "  - id: apres\n"
    "    instance: copil\n"
    "    date: 2026-12-01\n"
    "    situation_au: 2026-10-31\n"
    "    a_decider: [ { id: v4, titre: Acheter, motif: \"Un *lot*.\", "
    "incidence: { montant: 1500, financeur: usine }, actions: [b] } ]\n"
    "objectifs:\n"
    "  - id: O1\n"
    "    titre: T\n"
    "    actions:\n"
    "      - { id: a, titre: A, debut: 2026-01, fin: 2026-07, suivi: [ { date: "
    "2026-02-01, etat: en_cours, avancement: 40 }, { date: 2026-11-15, etat: "
    "faite } ] }\n"
    "      - { id: b, titre: B, debut: 2026-06, fin: 2027-06, etat: en_cours, "
    "avancement: 25 }\n"
    "      - { id: c, titre: C, debut: 2027-01, etat: a_venir }\n";

static void made_for(world *w, const char *meeting) {
    world_file(w, "dossier.yaml",
               str_fmt(w->a,
                       "dossier:\n  titre: Essai\n  version: 1\n"
                       "  date: 2026-11-20\n  langue: fr\n"
                       "  referentiel: cmq-2019\ndocuments:\n"
                       "  - { modele: essai, fichier: essai.pdf%s%s }\n",
                       *meeting ? ", reunion: " : "", meeting)
                   .p);
    world_file(w, "plus.yaml", meetings);
}

static void is(world *w, const char *body, const char *dump) {
    world_body(w, body);
    assert_string_equal(world_dump(w), dump);
    assert_string_equal(world_said(w), "");
}

/* States are those of the situation, not of the dossier's date. */
static void counters_and_bar(void **state) {
    world *w = *state;
    made_for(w, "apres");
    is(w, "  - compteurs: actions\n",
       "  counters\n"
       "    en cours: ⟨nombre.action.en_cours@2026-10-31⟩  / \n"
       "    en retard: ⟨nombre.action.retard@2026-10-31⟩  / \n"
       "    à venir: ⟨nombre.action.a_venir@2026-10-31⟩  / \n");
    assert_string_equal(w->d->body.v[0]->strip.v[1].figure->text.p, "1");
    is(w, "  - graphique: { type: etats, titre: Actions, source: actions }\n",
       "  figure Figure\u00A01. Actions\n"
       "    drawing 9: En cours, En retard, À venir\n"
       "    series : 1⟨nombre.action.en_cours@2026-10-31⟩ | "
       "1⟨nombre.action.retard@2026-10-31⟩ | "
       "1⟨nombre.action.a_venir@2026-10-31⟩\n"
       "    alt: Barre découpée par état. Actions\u00A0: En cours 1, En "
       "retard 1, À venir 1. Total\u00A0: 3\u202F; la première part est En "
       "cours, 33\u00A0%.\n");
}

/* What changed says what it was at the meeting before; numbers that depend on
   the date have a key of their own. */
static void states_and_what_they_were(void **state) {
    world *w = *state;
    made_for(w, "apres");
    is(w,
       "  - tableau: { titre: T, source: actions, colonnes: [ titre, { champ: "
       "avancement, entete: A, format: avancement }, { champ: etat, format: "
       "etat } ] }\n",
       "  table Tableau\u00A01. T\n"
       "    head: Titre de l’action | A | % | État de l’action\n"
       "    row: A | {drawing 7} | 40⟨action.a.avancement@2026-10-31⟩ | {sign "
       "3} Retard\u00A0: 3 mois ⏎ ~était\u00A0: en cours~\n"
       "    row: B | {drawing 7} | 25⟨action.b.avancement@2026-10-31⟩ | {sign "
       "2} En cours ⏎ ~était\u00A0: à venir~\n"
       "    row: C | {drawing 7} | 0⟨action.c.avancement@2026-10-31⟩ | {sign "
       "5} À venir\n");
}

static void boxes_before_results_after(void **state) {
    world *w = *state;
    made_for(w, "apres");
    is(w, "  - decisions: reunion.a_decider\n",
       "  decisions\n"
       "    D1 / Acheter / Un _lot_. / Usine des Eaux · 1\u202F500\u00A0€"
       "⟨question.v4.incidence⟩ / ☐ oui`\u00A0\u00A0 `☐ non`\u00A0\u00A0 `☐ "
       "reporté\n");
    made_for(w, "avant");
    is(w, "  - decisions: { source: reunion.a_decider, code: \"Q{rang}\" }\n",
       "  decisions\n"
       "    Q1 / Ouvrir /  / Sans incidence / {sign 0} oui\n"
       "    Q2 / Fermer /  /  / {sign 5} reporté\n"
       "    Q3 / Peser /  /  / ~non renseigné~\n");
    made_for(w, "");
    is(w, "  - decisions: { source: reunion.a_decider, sinon: Rien. }\n",
       "  paragraph: Rien.\n");
    world_body(w, "  - decisions: partenaires\n");
    assert_string_equal(world_dump(w), "");
    assert_string_equal(world_said(w),
                        "E0524 modeles/essai.yaml:5:16 partenaires\n");
}

static void side_by_side(void **state) {
    world *w = *state;
    made_for(w, "apres");
    is(w,
       "  - cote_a_cote:\n"
       "      volets:\n"
       "        - { titre: Vide, contenu: [ { liste: { source: risques, "
       "element: x, sinon: Aucun. } } ] }\n"
       "        - titre: Suites\n"
       "          contenu:\n"
       "            - liste:\n"
       "                source: decisions\n"
       "                ou: seance.id = reunion_precedente.id\n"
       "                signe: etat\n"
       "                element: \"**{code}** : {premier_non_manquant(suite, "
       "texte)}\"\n",
       "  columns\n"
       "    group\n"
       "      heading 1: Vide\n"
       "      paragraph: Aucun.\n"
       "    group\n"
       "      heading 1: Suites\n"
       "      list 1\n"
       "        item {sign 0 Faite}\n"
       "          paragraph: *D1*\u00A0: Signée.\n"
       "        item {sign 2 En cours}\n"
       "          paragraph: *D2*\u00A0: Recruter.\n");
    is(w,
       "  - liste: { source: actions, signe: \"si(a_decider, \\\"alerte\\\", "
       "\\\"fait\\\")\", element: \"{titre}\", ou: change }\n",
       "  list 1\n"
       "    item {sign 0 fait}\n"
       "      paragraph: A\n"
       "    item {sign 4 alerte}\n"
       "      paragraph: B\n");
}

/* Where indicators stand is read by templates; an indicator without value says
   why and when. */
static void indicators_stand(void **state) {
    world *w = *state;
    made_for(w, "");
    world_file(w, "i.yaml",
               "provenance: { source: s, date: 2026-01-01, statut: reel }\n"
               "indicateurs:\n"
               "  - { id: x, code: X, intitule: IX, unite: nb, sens: hausse, "
               "calendrier: civil, agregation: aucune, reference: 2024, "
               "cibles: { 2025: 20 }, valeurs: { campus: { 2024: 10, 2025: 19 "
               "} } }\n"
               "  - { id: y, code: Y, intitule: IY, unite: nb, sens: hausse, "
               "calendrier: civil, agregation: aucune, cibles: { 2025: 3 }, "
               "valeurs: { campus: { 2025: { valeur: secret, note: peu de "
               "cas, attendu: 2027-03 } } } }\n");
    is(w,
       "  - tableau: { titre: T, source: indicateurs, colonnes: [ { champ: "
       "code, entete: C }, { "
       "champ: valeur, entete: V }, { champ: ecart, entete: E }, { champ: "
       "progression, entete: P }, { champ: etat, entete: S, format: etat }, { "
       "champ: note_absence, entete: M }, { champ: attendu, entete: D } ] }\n",
       "  table Tableau\u00A01. T\n"
       "    head: C | V | E | P | S | M | D\n"
       "    row: X | 19⟨x@campus@2025⟩ | 1⟨x@ecart@2025⟩ | "
       "90⟨x@avancement@2025⟩ | {sign 1} En bonne voie |  | \n"
       "    row: Y | s.⟨y@campus@2025⟩ | ~n.d.~ | ~n.d.~ | {sign 6} Secret "
       "statistique | peu de cas | mars\u00A02027\n"
       "    Lecture: n.d.\u00A0: non disponible. s.\u00A0: secret "
       "statistique.\n"
       "    Source: S.\n");
}

int review_tests(void) {
    const struct CMUnitTest tests[] = {
        WORLD(counters_and_bar),           WORLD(states_and_what_they_were),
        WORLD(boxes_before_results_after), WORLD(side_by_side),
        WORLD(indicators_stand),
    };
    return cmocka_run_group_tests_name("expand: reviews", tests, NULL, NULL);
}
