/* What a page break does to the things that it cuts. */
#include "layout_tests.h"

#include <stdlib.h>

enum {
    PAD = PT(7),      /* of a callout */
    TEXT_SIZE = 9500, /* its text */
    ABOVE = 10500,    /* from the top of a line to its baseline */
    BELOW = 14000 - 10500,
    LEAST_ROWS = 3
};

typedef struct reach {
    mpt top, bottom;
} reach;

static void widen(reach *r, mpt y) {
    r->top = r->top < y ? r->top : y;
    r->bottom = r->bottom > y ? r->bottom : y;
}

/* The fills broader than 300 pt and taller than a rule, and the baselines. */
static void reaches(const page *p, reach *fill, reach *text) {
    *fill = *text = (reach){p->height, 0};
    for (size_t i = 0; i < p->items.n; i++) {
        const item *it = &p->items.v[i];
        if (it->kind == ITEM_GLYPHS && it->glyphs.size == TEXT_SIZE)
            widen(text, it->glyphs.at.y);
        if (it->kind != ITEM_PATH || !it->path.fill || it->path.count < 3)
            continue;
        const path_op *o = it->path.ops;
        mpt w = o[2].p[0].x - o[0].p[0].x, h = o[2].p[0].y - o[0].p[0].y;
        if (labs(w) < PT(300) || labs(h) < PT(1))
            continue;
        widen(fill, o[0].p[0].y);
        widen(fill, o[2].p[0].y);
    }
}

/* A callout that goes on has its padding on both pages. */
static void test_callout_padding(void **state) {
    fixture *x = *state;
    doc_block *c = add_block(x, &x->doc.body, BLOCK_CALLOUT);
    c->callout_label = S("Constat");
    for (unsigned i = 0; i < 14; i++) {
        doc_block *p = add_block(x, &c->kids, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, i, 80), 0);
    }
    page_list *l = layout_document(&x->c, &x->doc);
    assert_true(l->pages.n > 1);
    for (size_t i = 0; i < l->pages.n; i++) {
        reach fill, text;
        reaches(&l->pages.v[i], &fill, &text);
        assert_true(text.bottom > text.top);
        assert_true(text.top - fill.top >= PAD + ABOVE);
        assert_true(fill.bottom - text.bottom >= PAD + BELOW);
        assert_true(fill.bottom <=
                    l->pages.v[i].height - x->look.portrait.bottom);
    }
}

static size_t rows_on(const page *p) {
    size_t n = 0;
    for (size_t i = 0; i < p->items.n; i++)
        n += p->items.v[i].kind == ITEM_GLYPHS &&
             str_eq(p->items.v[i].glyphs.text, S("A1"));
    return n;
}

static page_list *table_after(fixture *x, int lines) {
    x->doc.body.n = 0;
    for (int i = 0; i < lines; i++) {
        doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, S("Une ligne."), 0);
    }
    doc_block *b = add_table(x, "ct*n", "Code|Action|Coût (€)");
    doc_text(x->a, &b->caption.text, S("Actions"), 0);
    for (int i = 0; i < 8; i++)
        add_row(x, b, ROW_BODY, "A1|Diagnostic|12\u202F000");
    return layout_document(&x->c, &x->doc);
}

/* Wherever it starts, a table never leaves one or two rows to a page. */
static void test_last_rows(void **state) {
    fixture *x = *state;
    int cut = 0;
    for (int lines = 0; lines < 32; lines++) {
        page_list *l = table_after(x, lines);
        size_t last = rows_on(&l->pages.v[l->pages.n - 1]);
        assert_true(last >= LEAST_ROWS);
        cut += last < 8;
    }
    assert_true(cut > 0);
}

/* How many runs of a page hold that; *first: the code of its first row. */
static size_t runs_with(const page *p, str text, str *first) {
    size_t n = 0;
    *first = STR_NONE;
    for (size_t i = 0; i < p->items.n; i++) {
        const item *it = &p->items.v[i];
        if (it->kind != ITEM_GLYPHS)
            continue;
        str s = it->glyphs.text;
        n += str_find(s, text, 0) != SIZE_MAX;
        if (!first->n && (str_starts(s, S("G0")) || str_starts(s, S("G1"))))
            *first = s;
    }
    return n;
}

/* A group that goes on is named under the head; one that starts with the page
   is not. */
static void test_group_goes_on(void **state) {
    fixture *x = *state;
    int named = 0, fresh = 0;
    for (int rows = 36; rows < 60; rows++) {
        x->doc.body.n = 0;
        doc_block *b = add_table(x, "ct*n", "Code|Action|Coût (€)");
        doc_text(x->a, &b->caption.text, S("Actions"), 0);
        for (int i = 0; i < 2 * rows; i++) {
            if (i % rows == 0)
                add_row(x, b, ROW_GROUP, "Groupe");
            str row =
                str_fmt(x->a, "G%dr%d|Un diagnostic|12", i / rows, i % rows);
            add_row(x, b, ROW_BODY, row.p);
        }
        page_list *l = layout_document(&x->c, &x->doc);
        for (size_t i = 1; i < l->pages.n; i++) {
            str first;
            size_t said = runs_with(&l->pages.v[i], S("(suite)"), &first);
            bool starts = str_ends(first, S("r0"));
            assert_int_equal(said, starts ? 1 : 2); /* the caption's too */
            named += !starts;
            fresh += starts;
        }
    }
    assert_true(named && fresh);
}

int test_cuts(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(test_callout_padding),
        T(test_last_rows),
        T(test_group_goes_on),
    };
    return cmocka_run_group_tests_name("layout: cuts", tests, NULL, NULL);
}
