/* Widths of columns, and that nothing leaves its cell. */
#include "layout_tests.h"

static table *solve(fixture *x, doc_block *b, mpt width) {
    layout *l = open_layout(x);
    flow *f = NEW(x->a, flow);
    *f = (flow){.x = l, .parent = l->list->root};
    f->width = f->full_width = width;
    table *t = NEW(x->a, table);
    *t = (table){.x = l, .f = f, .b = b, .t = b->table};
    t->ncols = b->table->columns.n;
    t->nrows = b->table->rows.n;
    t->columns = NEW_ARRAY(x->a, table_column, t->ncols);
    t->rows = NEW_ARRAY(x->a, table_row, t->nrows);
    t->width = width;
    t->leading = 10500;
    table_cells(t);
    table_widths(t);
    table_heights(t);
    return t;
}

static mpt sum(const table *t) {
    mpt w = 0;
    for (size_t i = 0; i < t->ncols; i++)
        w += t->columns[i].width;
    return w;
}

static doc_block *budget(fixture *x, const char *name) {
    doc_block *b = add_table(x, "t*nnn", "Poste|2027|2028|Total");
    add_row(x, b, ROW_BODY, "60 Achats|22\u202F000|28\u202F000|50\u202F000");
    add_row(x, b, ROW_BODY, name);
    add_row(x, b, ROW_TOTAL, "Total|42\u202F000|48\u202F000|90\u202F000");
    return b;
}

static void test_full_width(void **state) {
    fixture *x = *state;
    table *t = solve(x,
                     budget(x, "64 Personnel|20\u202F000|20\u202F000|"
                               "40\u202F000"),
                     PT(493));
    assert_int_equal(sum(t), PT(493));
    for (size_t j = 1; j < 4; j++)
        assert_true(t->columns[j].width >= x->look.column_min);
    assert_int_equal(t->columns[1].width, t->columns[2].width);
    assert_false(reported(x, E0606));
}

/* With room to spare the head of a number stands on one line. */
static void test_heads_unfold(void **state) {
    fixture *x = *state;
    doc_block *b = add_table(x, "t*nn", "Période|Taux d’emploi à 6 mois|Cible");
    add_row(x, b, ROW_BODY, "2022|54,7|66,0");
    table *t = solve(x, b, PT(493));
    assert_int_equal(t->columns[1].head->lines.n, 1);
    assert_int_equal(sum(t), PT(493));
}

static void test_given_widths_hold(void **state) {
    fixture *x = *state;
    doc_block *b = budget(x, "64 Personnel|20|20|40");
    b->table->columns.v[1].width = PT(80);
    table *t = solve(x, b, PT(493));
    assert_int_equal(t->columns[1].width, PT(80));
    assert_int_equal(sum(t), PT(493));
}

static void test_numbers_stay_whole(void **state) {
    fixture *x = *state;
    buf name = buf_new(x->a);
    buf_str(&name, prose(x, 4, 60));
    buf_z(&name, "|20\u202F000|20\u202F000|2\u202F340\u202F000");
    table *t = solve(x, budget(x, buf_take(&name).p), PT(300));
    assert_int_equal(sum(t), PT(300));
    for (size_t i = 0; i < t->nrows; i++)
        for (size_t k = 1; k < t->rows[i].cells.n; k++)
            assert_int_equal(t->rows[i].cells.v[k].p->lines.n, 1);
    assert_true(t->rows[1].lines > 2);
}

/* A bullet, in a table whose names take `words` words. */
static mpt bullet_width(fixture *x, int words) {
    doc_block *b = add_table(x, "ct*d", "Code|Indicateur|Progression");
    buf row = buf_new(x->a);
    buf_z(&row, "F01|");
    buf_str(&row, prose(x, 4, words));
    doc_row *r = add_row(x, b, ROW_BODY, buf_take(&row).p);
    doc_drawing *d = NEW(x->a, doc_drawing);
    d->kind = DRAW_BULLET;
    d->highlighted = -1;
    list_push(x->a, &d->categories, S("Apprentis"));
    figure *f = NEW(x->a, figure);
    f->value = 71;
    f->text = S("71");
    doc_series *s = list_add(x->a, &d->series);
    list_push(x->a, &s->points, (doc_point){f});
    list_add(x->a, &r->cells)->drawing = d;
    table *t = solve(x, b, PT(300));
    assert_int_equal(sum(t), PT(300));
    const table_column *c = &t->columns[2];
    return c->width - c->pad_left - c->pad_right;
}

/* Texts have the room first; a drawing keeps the least of its kind. */
static void test_drawings_yield(void **state) {
    fixture *x = *state;
    assert_int_equal(bullet_width(x, 2), MM10(320));
    assert_int_equal(bullet_width(x, 60), MM10(290));
}

/* A line that was asked for counts, whatever the width. */
static void test_lines_asked_for(void **state) {
    fixture *x = *state;
    doc_block *b = add_table(x, "t*t", "Action|Pilote");
    doc_row *r = add_row(x, b, ROW_BODY, "Accréditation|Lycée du Pont");
    inline_list *cell = &r->cells.v[0].text;
    doc_text(x->a, cell, STR_NONE, 0)->kind = INLINE_BREAK;
    doc_text(x->a, cell, S("Dossier renvoyé pour complément."), 0);
    table *t = solve(x, b, PT(300));
    const para *p = t->rows[0].cells.v[0].p;
    assert_int_equal(p->forced, 1);
    assert_true(p->others > 0 && p->others < p->natural);
    assert_int_equal(t->rows[0].lines, 2);
    assert_int_equal(t->rows[0].cells.v[1].p->forced, 0);
    assert_int_equal(t->rows[0].cells.v[1].p->others, 0);
}

static void test_texts_share(void **state) {
    fixture *x = *state;
    doc_block *b = add_table(x, "ct*t", "Code|Intitulé|Preuve");
    for (unsigned i = 0; i < 8; i++) {
        buf c = buf_new(x->a);
        buf_z(&c, "A1|");
        buf_str(&c, prose(x, i, 20));
        buf_z(&c, "|Lettre");
        add_row(x, b, ROW_BODY, buf_take(&c).p);
    }
    table *t = solve(x, b, PT(493));
    assert_int_equal(sum(t), PT(493));
    assert_true(t->columns[1].width > 4 * t->columns[2].width);
    assert_int_equal(t->rows[0].cells.v[2].p->lines.n, 1);
}

static void test_too_wide(void **state) {
    fixture *x = *state;
    doc_block *b = add_table(x, "t*nnnnnnnnnnnn", "a|b|c|d|e|f|g|h|i|j|k|l|m");
    add_row(x, b, ROW_BODY,
            "Recettes|2\u202F000\u202F000|2\u202F000\u202F000|"
            "2\u202F000\u202F000|2\u202F000\u202F000|2\u202F000\u202F000|"
            "2\u202F000\u202F000|2\u202F000\u202F000|2\u202F000\u202F000|"
            "2\u202F000\u202F000|2\u202F000\u202F000|2\u202F000\u202F000|1");
    table *t = solve(x, b, PT(300));
    assert_true(reported(x, E0606));
    assert_true(sum(t) <= PT(300));
}

static void test_spans_and_lacking_cells(void **state) {
    fixture *x = *state;
    doc_block *b = add_table(x, "ct*n", "Niv.|Formation|Places");
    doc_row *r = add_row(x, b, ROW_BODY, "3|CAP|12");
    r->cells.v[0].row_span = 2;
    add_row(x, b, ROW_BODY, "Titre professionnel|8");
    add_row(x, b, ROW_BODY, "4|Bac professionnel");
    table *t = solve(x, b, PT(493));
    assert_int_equal(t->rows[1].cells.n, 2);
    assert_int_equal(t->rows[1].cells.v[0].col, 1);
    assert_true(t->rows[0].spanned);
    assert_int_equal(t->rows[2].cells.n, 3);
    assert_null(t->rows[2].cells.v[2].c);
}

/* Rows by the count of their cells, as a checker counts them. */
static void check_regular(const element *e) {
    size_t width = 0, left[64] = {0};
    for (size_t g = 0; g < e->kids.n; g++) {
        const element *group = e->kids.v[g].element;
        if (group->role == ROLE_CAPTION)
            continue;
        for (size_t i = 0; i < group->kids.n; i++) {
            const element *tr = group->kids.v[i].element;
            assert_int_equal(tr->role, ROLE_TR);
            size_t n = 0;
            for (size_t c = 0; c < 64; c++)
                if (left[c]) {
                    left[c]--;
                    n++;
                }
            for (size_t k = 0; k < tr->kids.n; k++) {
                const element *td = tr->kids.v[k].element;
                assert_true(td->role == ROLE_TD || td->role == ROLE_TH);
                assert_true(td->role != ROLE_TH || td->scope != SCOPE_NONE);
                n += td->col_span > 1 ? td->col_span : 1u;
                if (td->row_span > 1)
                    left[k] = td->row_span - 1u;
            }
            if (!width)
                width = n;
            assert_int_equal(n, width);
        }
    }
}

static void visit_tables(const element *e) {
    if (e->role == ROLE_TABLE)
        check_regular(e);
    for (size_t i = 0; i < e->kids.n; i++)
        if (e->kids.v[i].kind == KID_ELEMENT)
            visit_tables(e->kids.v[i].element);
}

/* Where a cell spans rows, each cell names the header beside it. */
static void test_headers_of_spans(void **state) {
    fixture *x = *state;
    doc_block *b = add_table(x, "ct*n", "Niv.|Formation|Places");
    doc_row *r = add_row(x, b, ROW_BODY, "3|CAP|12");
    r->cells.v[0].row_span = 2;
    add_row(x, b, ROW_BODY, "Titre professionnel|8");
    add_row(x, b, ROW_BODY, "4|Bac professionnel|9");
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    visit_tables(l->root);
    const element *body = l->root->kids.v[0].element->kids.v[1].element;
    assert_int_equal(body->role, ROLE_TBODY);
    const element *first = body->kids.v[0].element->kids.v[0].element;
    const element *second = body->kids.v[1].element->kids.v[0].element;
    const element *third = body->kids.v[2].element->kids.v[1].element;
    assert_true(first->more->id.n > 0);
    assert_true(str_eq(*list_last(&second->more->headers), first->more->id));
    for (size_t i = 0; i < third->more->headers.n; i++)
        assert_false(str_eq(third->more->headers.v[i], first->more->id));
}

/* 48,6 over 5 over 1 234,25: their commas on one line; a dash at the right. */
static void test_commas_in_line(void **state) {
    fixture *x = *state;
    doc_block *b = add_table(x, "t*nn", "Indicateur|Valeur|Cible");
    add_row(x, b, ROW_BODY, "Taux|48,6|–");
    add_row(x, b, ROW_BODY, "Effectif|5|7");
    add_row(x, b, ROW_BODY, "Coût|1\u202F234,25|8");
    table *t = solve(x, b, PT(493));
    mpt inset[3];
    for (size_t i = 0; i < 3; i++)
        inset[i] = t->rows[i].cells.v[1].inset;
    assert_int_equal(inset[2], 0);
    assert_true(inset[0] > 0 && inset[0] < inset[1]);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(t->rows[i].cells.v[2].inset, 0);
}

static void test_regular_rows(void **state) {
    fixture *x = *state;
    sample_document(x);
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    visit_tables(l->root);
}

int test_table(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(test_full_width),
        T(test_heads_unfold),
        T(test_given_widths_hold),
        T(test_drawings_yield),
        T(test_lines_asked_for),
        T(test_numbers_stay_whole),
        T(test_texts_share),
        T(test_too_wide),
        T(test_spans_and_lacking_cells),
        T(test_commas_in_line),
        T(test_regular_rows),
        T(test_headers_of_spans),
    };
    return cmocka_run_group_tests_name("layout: tables", tests, NULL, NULL);
}
