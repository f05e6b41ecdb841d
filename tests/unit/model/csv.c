/* csv: values and lists from valeurs, as spreadsheets write them. */
#include "camp.h"
#include "model/csv.h"

#define INDICATORS                                                             \
    "indicateurs:\n"                                                           \
    "  - { id: effectif, intitule: E, unite: apprenants, calendrier: "         \
    "scolaire }\n"                                                             \
    "  - { id: taux, intitule: T, unite: \"%\", source: S, statut: reel }\n"
#define HEAD "etablissement;periode;indicateur;valeur;statut;source;date;note\n"

static void rows_become_values(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml", INDICATORS);
    camp_file(c, "valeurs/effectifs.csv",
              "Établissement;Période;indicateur;valeur;statut;source;date;note"
              "\r\n"
              "lycee;2024-2025;effectif;2 210;reel;Constat;14/11/2025;\r\n"
              "lycee;2025-2026;effectif;2\u202f250,5;provisoire;Constat;"
              "2025-11;\"a;\"\"b\"\"\"\r\n"
              ";;;;;;;\r\n"
              "campus;2024;taux;secret;;;;\r\n");
    camp_load(c);
    camp_expect_none(c);
    const indicator *e = model_indicator(c->m, S("effectif"));
    assert_int_equal(e->values.n, 2);
    assert_float_equal(e->values.v[0].value, 2210, 0);
    assert_int_equal(e->values.v[0].date.day, 14);
    assert_float_equal(e->values.v[1].value, 2250.5, 0);
    assert_int_equal(e->values.v[1].status, STATUS_PROVISIONAL);
    EQUAL(c, e->values.v[1].note, "a;\"b\"");
    const indicator *t = model_indicator(c->m, S("taux"));
    assert_int_equal(t->values.v[0].level, LEVEL_CAMPUS);
    assert_int_equal(t->values.v[0].why, MISSING_SECRET);
    EQUAL(c, t->values.v[0].source.id, "S"); /* from the indicator */
}

static void encodings(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml", INDICATORS);
    camp_bytes(c, "valeurs/v.csv",
               S("\xEF\xBB\xBFindicateur\tperiode\tvaleur\tnote\n"
                 "taux\t2024\t12,5\tété\n"));
    camp_load(c);
    camp_expect(c, W0232, "effectif", NULL); /* the other has no value */
    EQUAL(c, c->m->indicators.v[1].values.v[0].note, "été");
    camp_reset(c);
    camp_file(c, "x.yaml", INDICATORS);
    camp_bytes(c, "valeurs/v.csv",
               S("indicateur;periode;valeur;note\n"
                 "taux;2024;12,5;\xE9t\xE9 \x80 \x92\n"
                 "effectif;2024-2025;1;\n"));
    camp_load(c);
    assert_non_null(camp_find(c, N0261));
    EQUAL(c, c->m->indicators.v[1].values.v[0].note, "été € ’");
}

typedef struct csv_case {
    diag_code code;
    const char *text, *arg;
} csv_case;

static const csv_case cases[] = {
    {E0262, "indicateur;periode;valeur;note\ntaux;2024;1;§\"jamais\n", NULL},
    {E0264, "indicateur;periode;valeur\n§taux;2024;1;2\n", "4"},
    {E0266, "indicateur;periode;valeur;§statu\ntaux;2024;1;\n", "statut"},
    {E0267, "§indicateur;valeur\ntaux;1\n", "periode"},
    {E0268, "indicateur;periode;valeur\n§taux;2024;\n", "valeur"},
    {E0268, "indicateur;periode;valeur\n§;2024;12\n", "indicateur"},
    {E0201, "indicateur;periode;valeur\n§tau;2024;12\n", "taux"},
    {E0204, "indicateur;periode;valeur\n§zygomatique;2024;12\n", NULL},
    {E0116, "indicateur;periode;valeur\ntaux;§hier;12\n", "hier"},
    {E0133, "indicateur;periode;valeur\ntaux;2024;§douze\n", "douze"},
    {E0114, "indicateur;periode;valeur;date\ntaux;2024;12;§32/01/2024\n",
     "32/01/2024"},
    {E0118, "indicateur;periode;valeur;statut\ntaux;2024;12;§rel\n", "reel"},
    {E0201, "indicateur;etablissement;periode;valeur\ntaux;§lyce;2024;12\n",
     "lycee"},
};

static void each_code_at_its_place(void **state) {
    camp *c = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        camp_reset(c);
        camp_file(c, "x.yaml",
                  "indicateurs:\n  - { id: taux, intitule: T, unite: \"%\", "
                  "source: S, statut: reel, valeurs: { campus: { 2020: 1 } } "
                  "}\n");
        camp_file(c, "valeurs/v.csv", cases[i].text);
        camp_load(c);
        camp_expect(c, cases[i].code, cases[i].arg, NULL);
    }
}

/* A file of wrong rows stops; thousands of messages help nobody. */
static void too_many_errors(void **state) {
    camp *c = *state;
    buf b = buf_new(c->a);
    buf_z(&b, "indicateur;periode;valeur\n");
    for (int i = 0; i < 5000; i++)
        buf_fmt(&b, "taux;%d;douze%d\n", 1000 + i, i);
    camp_file(c, "x.yaml", INDICATORS);
    camp_file(c, "valeurs/v.csv", buf_take(&b).p);
    camp_load(c);
    assert_non_null(camp_find(c, E0022));
    assert_in_range(c->sink->errors, 100, 110);
}

static void lists_from_csv(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "objectifs:\n  - { id: O1, titre: T, actions: [{ id: a, titre: "
              "A }] }\n"
              "budget:\n  periodes: [2027-2028, 2028-2029, 2029-2030, "
              "2030-2031, 2031-2032]\n");
    camp_file(c, "valeurs/partenaires.csv",
              "id;nom;categorie;commune.nom;commune.code_insee;criteres\n"
              "upvd;Université;superieur_recherche;Perpignan;66136;B2 B7\n");
    camp_file(c, "valeurs/budget.depenses.csv",
              "id;libelle;nature;section;action;montants.2027-2028;"
              "montants.2028-2029\n"
              "d1;Pompe;equipement;investissement;a;140 000;\n");
    camp_load(c);
    camp_expect_none(c);
    const partner *p = model_partner(c->m, S("upvd"));
    EQUAL(c, p->commune.name, "Perpignan");
    EQUAL(c, p->commune.insee, "66136");
    assert_int_equal(p->criteria.n, 2);
    assert_ptr_equal(p->criteria.v[1].to, model_criterion(c->m, S("B7")));
    const expense *x = &c->m->budget.expenses.v[0];
    assert_int_equal(x->amounts.n, 1);
    assert_float_equal(x->amounts.v[0].euros, 140000, 0);
    assert_ptr_equal(x->action.to, model_action(c->m, S("a")));
}

static void wrong_columns_of_a_list(void **state) {
    camp *c = *state;
    camp_file(c, "valeurs/jalons.csv",
              "id;titre;date;§datte\na;A;2027;1\nb;B;2027;2\n");
    camp_load(c);
    camp_expect(c, E0107, "date", "jalon a"); /* once for all rows */
}

static void a_list_without_its_record(void **state) {
    camp *c = *state;
    camp_file(c, "valeurs/budget.depenses.csv", "§id;libelle\nd1;Pompe\n");
    camp_load(c);
    camp_expect(c, E0265, "budget", NULL);
}

static void places_in_quoted_cells(void **state) {
    camp *c = *state;
    const source *src =
        csv_source(c->a, S("v.csv"), S("a;\"b\"\"c\";d\n"), NULL);
    csv_reader r = csv_open(c->a, src, NULL);
    csv_row row = {0};
    assert_true(csv_next(&r, &row));
    assert_int_equal(row.cells.n, 3);
    EQUAL(c, row.cells.v[1].s, "b\"c");
    assert_int_equal(located_span(&row.cells.v[1], 2, 3).start, 6);
    assert_false(csv_next(&r, &row));
}

#define T(f) cmocka_unit_test_setup_teardown(f, camp_open, camp_close)
const struct CMUnitTest csv_tests[] = {
    T(rows_become_values),        T(encodings),
    T(each_code_at_its_place),    T(lists_from_csv),
    T(too_many_errors),           T(wrong_columns_of_a_list),
    T(a_list_without_its_record), T(places_in_quoted_cells),
};
const size_t csv_test_count = sizeof csv_tests / sizeof *csv_tests;
