/* What must stay within little room: counters, running titles. */
#include "layout_tests.h"

/* Counters whose words run beyond a sixth of the measure: none runs into the
   next, on one row or, when that is too narrow, on two. */
static int rows_of_counters(fixture *x, const char *count) {
    static const char *const words[] = {"atteints",     "en bonne voie",
                                        "à surveiller", "en alerte",
                                        "à venir",      "non jugés"};
    doc_block *b = add_block(x, &x->doc.body, BLOCK_COUNTERS);
    b->full = true;
    b->strip_columns = 6;
    for (size_t i = 0; i < 6; i++) {
        strip_item *s = list_add(x->a, &b->strip);
        s->label = str_z(words[i]);
        doc_text(x->a, &s->value, str_z(count), 0);
        s->sign = SIGN_OK;
    }
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    mpt end = 0, at = 0;
    int rows = 0;
    bool content = false;
    for (size_t i = 0; i < l->pages.v[0].items.n; i++) {
        const item *it = &l->pages.v[0].items.v[i];
        if (it->kind == ITEM_BEGIN || it->kind == ITEM_ARTIFACT)
            content = it->kind == ITEM_BEGIN;
        if (it->kind != ITEM_GLYPHS || !content)
            continue;
        const glyphs_item *q = &it->glyphs;
        rows += !rows || q->at.y != at;
        assert_true(q->at.y != at || q->at.x >= end);
        end = q->at.x + q->width;
        at = q->at.y;
    }
    return rows;
}

static void test_six_counters(void **state) {
    assert_int_equal(rows_of_counters(*state, "4"), 1);
}

static void test_six_large_counters(void **state) {
    assert_int_equal(rows_of_counters(*state, "1\u202F024"), 2);
}

static void half_figure(fixture *x, doc_block *columns, const char *z) {
    list_push(x->a, &columns->splits, 6);
    doc_block *b = add_block(x, &columns->kids, BLOCK_FIGURE);
    b->caption.label = S("Figure 1");
    doc_text(x->a, &b->caption.text, str_z(z), 0);
    doc_drawing *d = b->drawing = NEW(x->a, doc_drawing);
    d->kind = DRAW_BARS;
    d->highlighted = -1;
    d->alt = S("Diagramme");
    list_push(x->a, &d->categories, S("Gard"));
    figure *f = NEW(x->a, figure);
    *f = (figure){.key = S("f"), .value = 66, .text = S("66")};
    doc_series *s = list_add(x->a, &d->series);
    list_push(x->a, &s->points, (doc_point){f});
}

/* Figures side by side stand on one line, whatever their captions need. */
static void test_level_figures(void **state) {
    fixture *x = *state;
    doc_block *b = add_block(x, &x->doc.body, BLOCK_COLUMNS);
    b->full = true;
    half_figure(x, b, "Places");
    half_figure(x, b,
                "Places de brevet de technicien supérieur par département, "
                "toutes voies, à la rentrée 2024");
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    mpt y[2];
    size_t n = 0;
    for (size_t i = 0; i < l->pages.v[0].items.n; i++) {
        const item *it = &l->pages.v[0].items.v[i];
        if (it->kind == ITEM_GLYPHS && str_starts(it->glyphs.text, S("Gard")) &&
            n < 2)
            y[n++] = it->glyphs.at.y;
    }
    assert_int_equal(n, 2);
    assert_int_equal(y[0], y[1]);
}

/* A running title that lacks room loses whole words. */
static void test_cut_running_title(void **state) {
    fixture *x = *state;
    x->doc.kind = S("Revue de pilotage du 30 novembre 2026");
    x->doc.version = S("Projet · version 1 · 23 novembre 2026");
    add_heading(x, 1, "Annexe I", "Données des figures");
    add_paragraph(x, &x->doc.body, "Un paragraphe.");
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    bool cut = false;
    for (size_t i = 0; i < l->pages.v[0].items.n; i++) {
        const item *it = &l->pages.v[0].items.v[i];
        if (it->kind == ITEM_GLYPHS &&
            str_starts(it->glyphs.text, S("Annexe I Données")))
            cut = str_eq(it->glyphs.text, S("Annexe I Données des\u00A0…"));
    }
    assert_true(cut);
}

int test_narrow(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(test_six_counters),
        T(test_six_large_counters),
        T(test_level_figures),
        T(test_cut_running_title),
    };
    return cmocka_run_group_tests_name("layout: narrow", tests, NULL, NULL);
}
