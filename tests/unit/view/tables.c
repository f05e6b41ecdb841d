/* `tableau` blocks: columns, filters, order, groups, sums, marks. */
#include "view_tests.h"

static void columns_take_their_kind_and_head(void **state) {
    fixture *x = *state;
    const char *columns[] = {"nom", "categorie|categorie", "siret|code",
                             "entree|date", NULL};
    view_table *t = made(x, table_block(x, "partenaires", columns));
    assert_int_equal(t->rows.n, 5);
    assert_int_equal(t->columns.n, 4);
    assert_true(t->columns.v[0].row_header);
    assert_true(t->columns.v[0].head.n > 0); /* from the schema */
    assert_int_equal(t->rows.v[0].cells.v[1].kind, CELL_CATEGORY);
    assert_string_equal(cell(x, t, 0, 1), "Institutionnels");
    assert_int_equal(t->rows.v[0].cells.v[2].kind, CELL_CODE);
    assert_int_equal(t->rows.v[4].cells.v[2].kind, CELL_PENDING);
    assert_int_equal(t->rows.v[3].cells.v[3].kind, CELL_DATE);
    const view_cell *entry = &t->rows.v[3].cells.v[3];
    assert_true(str_eq(entry->text, locale_date_short(x->a, entry->day)));
    assert_int_equal(t->rows.v[0].cells.v[3].kind, CELL_EMPTY);
}

static void rows_are_filtered_and_sorted(void **state) {
    fixture *x = *state;
    const char *columns[] = {"nom", NULL};
    template_table *t = table_block(x, "partenaires", columns);
    t->where = typed("categorie = \"scolaire\"");
    t->order = typed("nom");
    t->descending = YESNO_YES;
    view_table *v = made(x, t);
    assert_int_equal(v->rows.n, 3);
    assert_string_equal(cell(x, v, 0, 0), "Lycée C");
    assert_string_equal(cell(x, v, 2, 0), "Lycée A");
}

/* Ten or more rows: the merge takes several passes and stays stable. */
static void order_is_stable(void **state) {
    fixture *x = *state;
    const char *columns[] = {"id", "decimales", NULL};
    template_table *t = table_block(x, "indicateurs", columns);
    t->order = typed("decimales");
    view_table *v = made(x, t);
    assert_true(v->rows.n > 10);
    const indicator *last = NULL;
    for (size_t i = 0; i < v->rows.n; i++) {
        const indicator *k = (const indicator *)v->rows.v[i].record;
        if (last && last->decimals.v == k->decimals.v)
            assert_true(last < k);
        else if (last)
            assert_true(last->decimals.v < k->decimals.v);
        last = k;
    }
}

static void groups_follow_the_words_and_sum(void **state) {
    fixture *x = *state;
    const char *columns[] = {"nom", "nombre(uai)|nombre|somme", NULL};
    template_table *t = table_block(x, "partenaires", columns);
    t->group = typed("categorie");
    t->subtotals = YESNO_YES;
    t->total = YESNO_YES;
    view_table *v = made(x, t);
    /* 3 groups, 5 partners, a total */
    assert_int_equal(v->rows.n, 9);
    assert_int_equal(v->rows.v[0].kind, VIEW_GROUP);
    assert_string_equal(cell(x, v, 0, 0), "Institutionnels");
    assert_string_equal(cell(x, v, 2, 0), "Enseignement scolaire");
    assert_string_equal(cell(x, v, 2, 1), "3");
    assert_int_equal(v->rows.v[8].kind, VIEW_TOTAL);
    assert_string_equal(cell(x, v, 8, 0), "Total");
    assert_string_equal(cell(x, v, 8, 1), "3");
    assert_string_equal(str_dup(x->a, v->rows.v[8].cells.v[1].figure->key).p,
                        "tab-essai.total.nombre(uai)");
}

/* The unit of a column is in its head, once. */
static void unit_in_the_head(void **state) {
    fixture *x = *state;
    const char *columns[] = {"nom", "nombre(uai)|nombre", NULL};
    template_table *t = table_block(x, "partenaires", columns);
    t->columns.v[1].unit = S("%");
    t->columns.v[1].title = typed("Part");
    assert_string_equal(str_dup(x->a, made(x, t)->columns.v[1].head).p,
                        "Part, %");
    t->columns.v[1].title = typed("Part en %");
    assert_string_equal(str_dup(x->a, made(x, t)->columns.v[1].head).p,
                        "Part en %");
}

static void marks_and_keys(void **state) {
    fixture *x = *state;
    const char *columns[] = {"nom", "nombre(uai)", NULL};
    view_table *v = made(x, table_block(x, "partenaires", columns));
    assert_int_equal(v->figures, 5);
    assert_int_equal(v->illustrative, 1); /* lyc_b */
    assert_int_equal(v->marks, MARK_ILLUSTRATIVE);
    assert_string_equal(str_dup(x->a, v->rows.v[1].cells.v[1].figure->key).p,
                        "partenaire.lyc_a.nombre(uai)");
}

static void a_late_action_says_so(void **state) {
    fixture *x = *state;
    const char *columns[] = {"titre", "etat|etat", NULL};
    view_table *v = made(x, table_block(x, "actions", columns));
    assert_string_equal(cell(x, v, 0, 1), "À venir");
    assert_int_equal(v->rows.v[1].cells.v[1].kind, CELL_STATE);
    assert_true(str_find(v->rows.v[1].cells.v[1].text, S("Retard"), 0) == 0);
}

static void a_wrong_column_is_an_error(void **state) {
    fixture *x = *state;
    const char *columns[] = {"nom_inconnu", NULL};
    template_table *t = table_block(x, "partenaires", columns);
    assert_null(view_table_make(&x->v, t, calc_scope(x->c)));
    assert_int_equal(x->sink->errors, 1);
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_tables(void) {
    const struct CMUnitTest tests[] = {
        ROW(columns_take_their_kind_and_head),
        ROW(rows_are_filtered_and_sorted),
        ROW(order_is_stable),
        ROW(groups_follow_the_words_and_sum),
        ROW(unit_in_the_head),
        ROW(marks_and_keys),
        ROW(a_late_action_says_so),
        ROW(a_wrong_column_is_an_error),
    };
    return cmocka_run_group_tests_name("view: tables", tests, NULL, NULL);
}
