/* The numbers that pages print, with page, place and key: what reconciles a
   document with its workbook. */
#include "layout_tests.h"

static figure *a_figure(fixture *x, const char *key, double value) {
    figure *f = NEW(x->a, figure);
    *f = (figure){
        .key = str_z(key), .value = value, .text = str_fmt(x->a, "%g", value)};
    return f;
}

static void put_figure(fixture *x, inline_list *l, const figure *f) {
    doc_inline *in = doc_text(x->a, l, f->text, 0);
    in->kind = INLINE_FIGURE;
    in->figure = f;
}

static const printed_figure *with_key(const page_list *l, const char *key) {
    const printed_figure *found = NULL;
    for (size_t i = 0; i < l->figures.n; i++) {
        const printed_figure *p = &l->figures.v[i];
        if (p->keys.n == 1 && !p->whole.n && str_eq(p->keys.v[0], str_z(key))) {
            assert_null(found); /* each once */
            found = p;
        }
    }
    assert_non_null(found);
    return found;
}

static void in_prose_and_tables(fixture *x) {
    doc_block *p = add_paragraph(x, &x->doc.body, "Le réseau forme ");
    put_figure(x, &p->text, a_figure(x, "eleves@campus@2025", 2250));
    doc_text(x->a, &p->text, S(" élèves."), 0);
    doc_block *t = add_table(x, "t*n", "Lycée|Élèves");
    t->caption.label = S("Tableau 1");
    doc_text(x->a, &t->caption.text, S("Élèves"), 0);
    for (int i = 0; i < 90; i++) {
        doc_row *r = add_row(x, t, ROW_BODY, "Lycée des Sources|≈");
        str key = str_fmt(x->a, "eleves@l%d@2025", i);
        put_figure(x, &r->cells.v[1].text, a_figure(x, key.p, i));
    }
}

/* A head that a table repeats is not printed twice; rows are on their page. */
static void places_of_figures(void **state) {
    fixture *x = *state;
    in_prose_and_tables(x);
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    assert_int_equal(l->figures.n, 91);
    const printed_figure *p = with_key(l, "eleves@campus@2025");
    assert_string_equal(p->text.p, "2250");
    assert_int_equal(p->page, 0);
    assert_true(str_empty(p->where));
    p = with_key(l, "eleves@l89@2025");
    assert_string_equal(p->where.p, "Tableau 1");
    assert_int_equal(p->page, l->pages.n - 1);
    assert_int_equal(with_key(l, "eleves@l0@2025")->page, 0);
}

static doc_drawing *a_drawing(fixture *x, drawing_kind kind) {
    doc_block *b = add_block(x, &x->doc.body, BLOCK_FIGURE);
    b->caption.label = S("Figure 2");
    doc_text(x->a, &b->caption.text, S("Élèves"), 0);
    b->drawing = NEW(x->a, doc_drawing);
    b->drawing->kind = kind;
    b->drawing->alt = S("Élèves par lycée");
    b->drawing->highlighted = -1;
    static const char *const names[] = {"public", "privé"};
    list_push(x->a, &b->drawing->categories, S("2024"));
    list_push(x->a, &b->drawing->categories, S("2025"));
    for (size_t i = 0; i < 2; i++) {
        doc_series *s = list_add(x->a, &b->drawing->series);
        s->name = str_z(names[i]);
        for (int year = 2024; year < 2026; year++) {
            str key = str_fmt(x->a, "%s@%d", i ? "b" : "a", year);
            doc_point point = {a_figure(x, key.p, 100 + (double)i * 50)};
            list_push(x->a, &s->points, point);
        }
    }
    return b->drawing;
}

/* Totals say their parts; shares say their parts and the whole. */
static void what_charts_print(void **state) {
    fixture *x = *state;
    a_drawing(x, DRAW_STACKED_BARS)->per = 1000;
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    size_t totals = 0, shares = 0;
    for (size_t i = 0; i < l->figures.n; i++) {
        const printed_figure *p = &l->figures.v[i];
        assert_string_equal(p->where.p, "Figure 2");
        assert_int_equal(p->keys.n, 2);
        if (p->whole.n) {
            assert_int_equal(p->whole.n, 4);
            shares++;
        } else {
            assert_true(p->per == 1000);
            totals++;
        }
    }
    assert_int_equal(totals, 2);
    assert_int_equal(shares, 2);
}

static void what_bars_print(void **state) {
    fixture *x = *state;
    a_drawing(x, DRAW_GROUPED_BARS);
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    assert_int_equal(l->figures.n, 4);
    assert_string_equal(with_key(l, "b@2025")->text.p, "150");
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_figures(void) {
    const struct CMUnitTest tests[] = {
        ROW(places_of_figures),
        ROW(what_charts_print),
        ROW(what_bars_print),
    };
    return cmocka_run_group_tests_name("layout: figures", tests, NULL, NULL);
}
