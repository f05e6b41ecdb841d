/* Criteria: badges, evidence, pages, the table of compliance. */
#include "world.h"

static const criterion_coverage *coverage_of(const world *w, const char *id) {
    for (size_t i = 0; i < w->v->criteria.n; i++)
        if (str_eq(w->v->criteria.v[i].criterion->head.id, str_z(id)))
            return &w->v->criteria.v[i];
    return NULL;
}

static const char blocks[] =
    "  - section:\n"
    "      titre: Un\n"
    "      criteres: [A1]\n"
    "      contenu:\n"
    "        - texte: \"{criteres: A2 A3} Deux.\\n\\n- {criteres: A3} item\"\n"
    "        - texte: { texte: Trois., criteres: [A4] }\n"
    "        - encadre: { texte: Quatre., criteres: [A5] }\n"
    "        - tableau: { titre: T, source: partenaires, criteres: [A6], "
    "colonnes: [ nom ] }\n";

static void badges_and_evidence(void **state) {
    world *w = *state;
    world_body(w, blocks);
    str s = str_z(world_dump(w));
    assert_true(
        str_starts(s, S("  heading 1 #1 #2 1 (A1): Un\n"
                        "  paragraph #3 (Critère A2) (Critère A3): Deux.\n"
                        "  list 1\n"
                        "    item\n"
                        "      paragraph #6 (Critère A3): item\n"
                        "  paragraph #7 (Critère A4): Trois.\n"
                        "  callout #9 (Critère A5) [Constat]\n"
                        "    paragraph: Quatre.\n"
                        "  table #11 Tableau\u00A01. T\n")));
    assert_string_equal(world_said(w), "");
    const criterion_coverage *k = coverage_of(w, "A3");
    assert_int_equal(k->evidence.n, 1); /* twice in the same section */
    assert_string_equal(k->evidence.v[0].label.p, "section\u00A01");
    assert_int_equal(k->evidence.v[0].kind, EVIDENCE_PARAGRAPH);
    assert_int_equal(coverage_of(w, "A1")->evidence.v[0].kind,
                     EVIDENCE_SECTION);
    assert_string_equal(coverage_of(w, "A6")->evidence.v[0].label.p,
                        "Tableau\u00A01");
    assert_int_equal(coverage_of(w, "A7")->evidence.n, 0);
}

/* Without the table a badge leads nowhere; with it, to its row. */
static void links_of_badges(void **state) {
    world *w = *state;
    world_body(w, blocks);
    world_dump(w);
    const doc_block *p = w->d->body.v[1];
    assert_int_equal(p->margin.n, 2);
    assert_int_equal(p->margin.v[0].to, 0);
    world_body(w, str_cat(w->a, str_z(blocks),
                          S("  - conformite: { ou: famille = \"A\" }\n"))
                      .p);
    world_dump(w);
    assert_non_null(w->d);
    p = w->d->body.v[1];
    const doc_block *group = *list_last(&w->d->body);
    const doc_table *t = group->kids.v[1]->table;
    assert_int_equal(t->rows.v[0].kind, ROW_GROUP);
    assert_int_not_equal(p->margin.v[0].to, 0);
    assert_int_equal(t->rows.v[2].anchors.v[0], p->margin.v[0].to);
}

/* Pages come from what cites the criterion, wherever it stands. */
static void pages(void **state) {
    world *w = *state;
    world_body(w, "  - conformite: { titre: Conf, ou: id = \"A3\", note: \"Le "
                  "*mot*.\" }\n"
                  "  - section: { titre: Un, contenu: [ { texte: \"{criteres: "
                  "A3} a\\n\\n{criteres: A3} b\" } ] }\n");
    str s = str_z(world_dump(w));
    assert_true(
        str_find(s,
                 S("    table #5 Tableau\u00A01. Conf\n"
                   "      head: Critère | Intitulé | Pages | Pièce ou preuve "
                   "| État\n"
                   "      group: <5>Famille A · Objectifs stratégiques\n"),
                 0) != SIZE_MAX);
    assert_true(str_find(s,
                         S("| {pages #2 #4} | Section\u00A01 | {sign 0} "
                           "Couvert\n"),
                         0) != SIZE_MAX);
    assert_true(str_find(s, S("      Note: Le _mot_.\n"), 0) != SIZE_MAX);
}

static void what_nothing_answers(void **state) {
    world *w = *state;
    world_body(w, "  - conformite: {}\n");
    world_dump(w);
    assert_non_null(w->d);
    assert_int_equal(w->sink->errors, 0);
    assert_int_equal(w->sink->warnings, 35);
    assert_memory_equal(world_said(w), "W0450 dossier.yaml:2:3 titre: Essai\n",
                        36);
    w->filing = true;
    world_dump(w);
    assert_null(w->d);
    assert_int_equal(w->sink->errors, 35);
}

static void faults_of_where(void **state) {
    world *w = *state;
    world_body(w, "  - conformite: { ou: famile = \"A\" }\n");
    world_dump(w);
    assert_non_null(strstr(world_said(w), "modeles/essai.yaml:5:23 famile\n"));
    assert_null(w->d);
}

int criteria_tests(void) {
    static const struct CMUnitTest tests[] = {
        WORLD(badges_and_evidence), WORLD(links_of_badges), WORLD(pages),
        WORLD(what_nothing_answers), WORLD(faults_of_where)};
    return cmocka_run_group_tests_name("criteria", tests, NULL, NULL);
}
