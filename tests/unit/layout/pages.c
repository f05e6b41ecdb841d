/* What holds on every page of any document: read off the display lists and
   the structure tree. */
#include "layout_tests.h"

#include <stdio.h>

/* --- Documents from a seed ---------------------------------------------------
 */

typedef struct dice {
    uint32_t r;
} dice;

static unsigned roll(dice *d, unsigned n) {
    d->r = d->r * 1664525u + 1013904223u;
    return (d->r >> 16) % n;
}

static void random_table(fixture *x, dice *d) {
    doc_block *b = add_table(x, "ct*tn", "Code|Action|Pilote|Coût (€)");
    doc_text(x->a, &b->caption.text, S("Actions"), 0);
    b->caption.label = S("Tableau 1");
    unsigned n = 1 + roll(d, 60);
    for (unsigned i = 0; i < n; i++) {
        if (roll(d, 9) == 0)
            add_row(x, b, ROW_GROUP, "Objectif suivant");
        buf c = buf_new(x->a);
        buf_z(&c, "A1|");
        bool long_row = roll(d, 25) == 0;
        buf_str(&c, prose(x, i, (int)(long_row ? 150 : 2 + roll(d, 20))));
        buf_z(&c, "|Lycée|12\u202F000");
        add_row(x, b, ROW_BODY, buf_take(&c).p);
    }
    if (roll(d, 2))
        add_row(x, b, ROW_TOTAL, "|Total||99\u202F000");
    doc_note *note = list_add(x->a, &b->notes);
    note->label = S("Lecture");
    doc_text(x->a, &note->text, prose(x, n, 25), 0);
}

static void random_paragraph(fixture *x, dice *d, unsigned i) {
    doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
    doc_text(x->a, &p->text, prose(x, i, (int)(10 + roll(d, 110))), 0);
    if (roll(d, 6) == 0) {
        doc_inline *call = list_add(x->a, &p->text);
        call->kind = INLINE_FOOTNOTE;
        doc_block *q = add_block(x, &call->note, BLOCK_PARAGRAPH);
        doc_text(x->a, &q->text, prose(x, i, (int)(8 + roll(d, 80))), 0);
    }
    if (roll(d, 4) == 0) {
        margin_note *m = list_add(x->a, &p->margin);
        m->pill = S("Critère A4");
        m->text = S("Besoins de développement");
    }
    doc_inline *ref = list_add(x->a, &p->text);
    ref->kind = INLINE_PAGE_OF;
    ref->to = 1 + roll(d, 20);
}

static void random_list(fixture *x, dice *d, unsigned i) {
    doc_block *l = add_block(x, &x->doc.body, BLOCK_LIST);
    l->ordered = roll(d, 2);
    for (unsigned k = 0; k < 2 + roll(d, 5); k++) {
        doc_block *it = add_block(x, &l->kids, BLOCK_ITEM);
        doc_block *p = add_block(x, &it->kids, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, i + k, (int)(5 + roll(d, 40))), 0);
    }
}

static void random_callout(fixture *x, dice *d, unsigned i) {
    doc_block *c = add_block(x, &x->doc.body, BLOCK_CALLOUT);
    c->callout = roll(d, CALLOUT_KINDS);
    c->callout_label = S("Constat");
    doc_block *p = add_block(x, &c->kids, BLOCK_PARAGRAPH);
    doc_text(x->a, &p->text, prose(x, i, (int)(10 + roll(d, 250))), 0);
}

static void random_figure(fixture *x) {
    static figure f = {.value = 12, .text = {"12", 2}};
    doc_block *b = add_block(x, &x->doc.body, BLOCK_FIGURE);
    b->caption.label = S("Figure 1");
    doc_text(x->a, &b->caption.text, S("Places par département"), 0);
    b->drawing = NEW(x->a, doc_drawing);
    b->drawing->kind = DRAW_BARS;
    b->drawing->alt = S("Diagramme à barres.");
    b->drawing->highlighted = -1;
    doc_series *s = list_add(x->a, &b->drawing->series);
    for (int i = 0; i < 8; i++) {
        list_push(x->a, &b->drawing->categories, S("Gard"));
        list_push(x->a, &s->points, (doc_point){&f});
    }
}

static void random_document(fixture *x, unsigned seed) {
    dice d = {seed * 7919u + 17u};
    anchor next = 1;
    for (unsigned i = 0; i < 60; i++) {
        unsigned k = roll(&d, 20);
        if (k < 4) {
            doc_block *h = add_heading(x, (uint8_t)(1 + (k > 0) + (k > 2)),
                                       "1.2", "Des métiers en tension");
            list_push(x->a, &h->anchors, next++);
        } else if (k == 4) {
            random_table(x, &d);
        } else if (k == 5) {
            random_figure(x);
        } else if (k == 6) {
            random_callout(x, &d, i);
        } else if (k < 9) {
            random_list(x, &d, i);
        } else {
            random_paragraph(x, &d, i);
        }
    }
}

/* --- What holds
 * ------------------------------------------------------------------ */

static bool is_heading(const element *e) {
    return e->role >= ROLE_H1 && e->role <= ROLE_H4;
}

static bool in_role(const element *e, role r) {
    for (; e; e = e->parent)
        if (e->role == r)
            return true;
    return false;
}

/* No text outside of the text block's sides, nor of the page. */
static void check_inside(const fixture *x, const page *p) {
    const page_geometry *g = &x->look.portrait;
    if (p->width > p->height)
        g = &x->look.landscape;
    mpt right = p->width - g->right;
    for (size_t i = 0; i < p->items.n; i++) {
        const item *it = &p->items.v[i];
        if (it->kind != ITEM_GLYPHS)
            continue;
        const glyphs_item *q = &it->glyphs;
        assert_true(q->at.x >= g->left - 1);
        bool blank = str_ends(q->text, S(" "));
        mpt edge = q->at.x + (blank ? q->glyphs[q->count - 1].x : q->width);
        assert_true(edge <= right + PT(6)); /* marks hang out */
        assert_true(q->at.y > 0 && q->at.y < p->height);
    }
}

/* Marked content is balanced, numbered from 0, and each number is one kid. */
static void check_content(const page_list *l, uint32_t index) {
    const page *p = &l->pages.v[index];
    uint32_t next = 0;
    int depth = 0, clips = 0;
    for (size_t i = 0; i < p->items.n; i++) {
        const item *it = &p->items.v[i];
        if (it->kind == ITEM_BEGIN) {
            assert_int_equal(it->begin.mcid, next++);
            const element *e = it->begin.element;
            bool found = false;
            for (size_t k = 0; k < e->kids.n; k++)
                found |= e->kids.v[k].kind == KID_CONTENT &&
                         e->kids.v[k].page == index &&
                         e->kids.v[k].index == it->begin.mcid;
            assert_true(found);
        }
        if (it->kind == ITEM_BEGIN || it->kind == ITEM_ARTIFACT) {
            assert_int_equal(depth++, 0);
        } else if (it->kind == ITEM_PATH && it->path.clip) {
            clips++;
        } else if (it->kind == ITEM_END && clips) {
            clips--;
        } else if (it->kind == ITEM_END) {
            depth--;
        } else {
            assert_int_equal(depth, 1);
        }
    }
    assert_int_equal(depth, 0);
    assert_int_equal(next, p->mcid_count);
}

typedef struct line_end {
    const element *e;
    mpt y;
    const glyphs_item *g;
} line_end;

/* Elements and baselines of the body's text, in order; footnotes left out. */
static size_t body_lines(fixture *x, const page *p, line_end **out) {
    LIST(line_end) l = {0};
    const element *e = NULL;
    for (size_t i = 0; i < p->items.n; i++) {
        const item *it = &p->items.v[i];
        if (it->kind == ITEM_BEGIN)
            e = in_role(it->begin.element, ROLE_NOTE) ? NULL
                                                      : it->begin.element;
        else if (it->kind == ITEM_ARTIFACT)
            e = NULL;
        else if (it->kind == ITEM_GLYPHS && e)
            list_push(x->a, &l, (line_end){e, it->glyphs.at.y, &it->glyphs});
    }
    *out = l.v;
    return l.n;
}

static const element *block_of(const element *e) {
    while (e && (e->role == ROLE_SPAN || e->role == ROLE_LINK ||
                 e->role == ROLE_REFERENCE))
        e = e->parent;
    return e;
}

/* No heading is the last thing of a page; no page ends on a hyphen. */
static void t23_t25_check_last_lines(fixture *x, const page_list *l) {
    for (size_t i = 0; i + 1 < l->pages.n; i++) {
        line_end *v;
        size_t n = body_lines(x, &l->pages.v[i], &v);
        if (!n)
            continue;
        line_end *w;
        size_t m = body_lines(x, &l->pages.v[i + 1], &w);
        bool forced = m && block_of(w[0].e)->role == ROLE_H1;
        assert_true(forced || !is_heading(block_of(v[n - 1].e)));
        assert_false(str_ends(v[n - 1].g->text, S("\u00AD")));
    }
}

static int count_lines(const line_end *v, size_t n, const element *e) {
    int lines = 0;
    mpt y = -1;
    for (size_t i = 0; i < n; i++) {
        mpt d = v[i].y - y;
        if (block_of(v[i].e) != e || (d > -PT(5) && d < PT(5)))
            continue;
        lines++;
        y = v[i].y;
    }
    return lines;
}

/* A paragraph on two pages has two lines at least on each. */
static void t23_check_widows(fixture *x, const page_list *l) {
    for (size_t i = 0; i + 1 < l->pages.n; i++) {
        line_end *a, *b;
        size_t n = body_lines(x, &l->pages.v[i], &a);
        size_t m = body_lines(x, &l->pages.v[i + 1], &b);
        if (!n || !m)
            continue;
        const element *e = block_of(a[n - 1].e);
        if (e->role != ROLE_P || block_of(b[0].e) != e)
            continue;
        assert_true(count_lines(a, n, e) >= 2);
        assert_true(count_lines(b, m, e) >= 2);
    }
}

/* The first line of body paragraphs stands on the half-line grid. */
static void check_grid(fixture *x, const page_list *l) {
    const theme *t = &x->look;
    for (size_t i = 0; i < l->pages.n; i++) {
        line_end *v;
        size_t n = body_lines(x, &l->pages.v[i], &v);
        for (size_t k = 0; k < n; k++) {
            mpt axis = t->portrait.left + t->portrait.margin_column +
                       t->portrait.gutter;
            if (v[k].g->size != 10500 || v[k].g->at.x != axis ||
                block_of(v[k].e)->role != ROLE_P ||
                in_role(v[k].e, ROLE_ASIDE) || in_role(v[k].e, ROLE_LBODY))
                continue;
            mpt off = v[k].y - t->portrait.top - 10500;
            assert_int_equal(off % t->grid, 0);
        }
    }
}

/* « page 12 » says where its target is. */
static void check_references(const page_list *l) {
    for (size_t i = 0; i < l->pages.n; i++)
        for (size_t k = 0; k < l->pages.v[i].links.n; k++) {
            const link *q = &l->pages.v[i].links.v[k];
            assert_true(q->contents.n > 0);
            size_t at = str_find(q->contents, S("page\u00A0"), 0);
            if (at == SIZE_MAX)
                continue;
            const destination *to = &l->anchors.v[q->anchor];
            str said = str_sub(q->contents, at + 6, q->contents.n);
            size_t dash = str_find(said, S("-"), 0);
            said = str_sub(said, 0, dash == SIZE_MAX ? said.n : dash);
            char want[16] = "000";
            if (to->known)
                snprintf(want, sizeof want, "%u", to->page + 1);
            assert_true(str_eq(said, str_z(want)));
        }
}

static void check_all(fixture *x, const page_list *l) {
    assert_non_null(l);
    for (uint32_t i = 0; i < l->pages.n; i++) {
        check_inside(x, &l->pages.v[i]);
        check_content(l, i);
    }
    t23_t25_check_last_lines(x, l);
    t23_check_widows(x, l);
    check_grid(x, l);
    check_references(l);
}

static void run_seed(unsigned seed, bool margin) {
    void *state = NULL;
    assert_int_equal(open_fixture(&state), 0);
    fixture *x = state;
    if (!margin) { /* as a theme without the axis: labels run in */
        x->look.portrait.margin_column = x->look.portrait.gutter = 0;
        x->look.cover_lines = x->look.title1_new_page = false;
    }
    random_document(x, seed);
    check_all(x, layout_document(&x->c, &x->doc));
    close_fixture(&state);
}

static void test_random_documents(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= 25; seed++)
        run_seed(seed, true);
    for (unsigned seed = 1; seed <= 8; seed++)
        run_seed(seed, false);
}

static void test_sample(void **state) {
    fixture *x = *state;
    sample_document(x);
    page_list *l = layout_document(&x->c, &x->doc);
    check_all(x, l);
    assert_true(l->outline.n >= 5);
    assert_true(str_eq(l->pages.v[2].label, S("3")));
    assert_int_equal(x->c.sink->errors, 0);
}

static void test_same_pages_twice(void **state) {
    fixture *x = *state;
    sample_document(x);
    buf a = buf_new(x->a), b = buf_new(x->a);
    page_dump(&a, layout_document(&x->c, &x->doc));
    page_dump(&b, layout_document(&x->c, &x->doc));
    assert_true(str_eq(buf_slice(&a), buf_slice(&b)));
}

/* A table over pages repeats its head as an artifact, and says where it goes
   on. */
static void test_long_table(void **state) {
    fixture *x = *state;
    doc_block *b = add_table(x, "ct*n", "Code|Action|Coût (€)");
    doc_text(x->a, &b->caption.text, S("Actions"), 0);
    for (int i = 0; i < 70; i++)
        add_row(x, b, ROW_BODY, "A1|Diagnostic des besoins|12\u202F000");
    page_list *l = layout_document(&x->c, &x->doc);
    check_all(x, l);
    assert_int_equal(l->pages.n, 2);
    bool goes_on = false, repeated = false;
    for (uint32_t i = 0; i < 2; i++)
        for (size_t k = 0; k < l->pages.v[i].items.n; k++) {
            const item *it = &l->pages.v[i].items.v[k];
            if (it->kind != ITEM_GLYPHS)
                continue;
            goes_on |= i == 0 && str_find(it->glyphs.text, S("page\u00A02"),
                                          0) != SIZE_MAX;
            repeated |= i == 1 && str_eq(it->glyphs.text, S("Code"));
        }
    assert_true(goes_on && repeated);
}

/* A number that moves what it names: passes end, and say so or agree. */
static void test_convergence(void **state) {
    fixture *x = *state;
    for (unsigned i = 0; i < 30; i++) {
        doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, i, 60), 0);
        list_push(x->a, &p->anchors, i + 1);
        for (unsigned k = 0; k < 20; k++) {
            doc_inline *in = list_add(x->a, &p->text);
            in->kind = INLINE_PAGES_OF;
            for (unsigned j = 1; j < 30; j += 1 + k % 3)
                list_push(x->a, &in->targets, j);
            doc_text(x->a, &p->text, S(" "), 0);
        }
    }
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    if (!reported(x, W0604))
        check_references(l);
}

/* A figure that does not fit waits; prose of its section fills the gap. */
static void test_figure_waits(void **state) {
    fixture *x = *state;
    for (unsigned i = 0; i < 5; i++) {
        doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, i, 85), 0);
    }
    random_figure(x);
    for (unsigned i = 0; i < 4; i++) {
        doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, i, 85), 0);
    }
    page_list *l = layout_document(&x->c, &x->doc);
    check_all(x, l);
    const element *fig = NULL;
    for (size_t i = 0; i < l->root->kids.n; i++)
        if (l->root->kids.v[i].element->role == ROLE_FIGURE)
            fig = l->root->kids.v[i].element;
    assert_non_null(fig);
    assert_int_equal(fig->more->bbox_page, 1);
    line_end *v;
    size_t n = body_lines(x, &l->pages.v[0], &v);
    assert_true(v[n - 1].y > x->look.portrait.top + PT(600));
}

/* Three words that no line can fill are said, with their place. */
static void test_loose_line(void **state) {
    fixture *x = *state;
    doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
    doc_text(x->a, &p->text,
             S("Ici Constitutionnellement0 Extraordinairement00 "
               "Internationalement00000000 Professionnellement00 fin."),
             0);
    assert_non_null(layout_document(&x->c, &x->doc));
    assert_true(reported(x, N0603));
}

/* A last page of two lines that no other height of pages mends. */
static void test_short_last_page(void **state) {
    fixture *x = *state;
    for (unsigned i = 0; i < 3; i++) {
        doc_block *h = add_heading(x, 1, "1", "Titre");
        h->outline = STR_NONE;
        for (int k = 0; k < 43; k++)
            add_paragraph(x, &x->doc.body, "Une ligne.")->style =
                STYLE_FOOTNOTE;
    }
    doc_block *b = add_block(x, &x->doc.body, BLOCK_PAGE_BREAK);
    (void)b;
    size_t lines = 2 * 49 + 2;
    for (size_t k = 0; k < lines; k++) {
        doc_block *p = add_paragraph(x, &x->doc.body, "Une ligne");
        p->style = STYLE_COVER_LABEL; /* 14 pt, nothing after */
    }
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    assert_false(reported(x, N0605)); /* one line more a page takes them in */
    assert_int_equal(l->pages.n, 5);
}

static doc_block *tall_figure(fixture *x, int bars) {
    static figure f = {.value = 1, .text = {"1", 1}};
    doc_block *b = add_block(x, &x->doc.body, BLOCK_FIGURE);
    b->drawing = NEW(x->a, doc_drawing);
    b->drawing->kind = DRAW_BARS;
    b->drawing->alt = S("Diagramme.");
    b->drawing->highlighted = -1;
    doc_series *s = list_add(x->a, &b->drawing->series);
    for (int i = 0; i < bars; i++) {
        list_push(x->a, &b->drawing->categories, S("Gard"));
        list_push(x->a, &s->points, (doc_point){&f});
    }
    return b;
}

/* A figure as high as a page, then a paragraph of four lines: whatever the
   height of the page, the last bears four lines. */
static void test_last_page_said(void **state) {
    fixture *x = *state;
    tall_figure(x, 38);
    doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
    doc_text(x->a, &p->text, prose(x, 1, 38), 0);
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    assert_int_equal(l->pages.n, 2);
    assert_true(reported(x, N0605));
    assert_false(reported(x, W0607));
}

/* A group that should stay whole and is taller than a page. */
static void test_tall_block(void **state) {
    fixture *x = *state;
    tall_figure(x, 120);
    assert_non_null(layout_document(&x->c, &x->doc));
    assert_true(reported(x, W0607));
}

static void test_bad_picture(void **state) {
    fixture *x = *state;
    doc_block *b = add_block(x, &x->doc.body, BLOCK_IMAGE);
    b->image = NEW(x->a, doc_image);
    b->image->path = S("logo.png");
    b->image->bytes = S("pas une image");
    b->image->alt = S("Logo");
    assert_null(layout_document(&x->c, &x->doc));
    assert_true(reported(x, E0608));
}

/* Each block once, in columns and callouts too, with hidden corners: empty
   blocks, nested lists, a callout longer than a page. */
static void test_corners(void **state) {
    fixture *x = *state;
    for (int k = 0; k < BLOCK_KIND_COUNT; k++)
        add_block(x, &x->doc.body, (block_kind)k);
    doc_block *c = add_block(x, &x->doc.body, BLOCK_CALLOUT);
    c->callout_label = S("Constat");
    for (unsigned i = 0; i < 14; i++) {
        doc_block *p = add_block(x, &c->kids, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, i, 80), 0);
    }
    doc_block *l = add_block(x, &x->doc.body, BLOCK_LIST);
    for (int depth = 0; depth < 3; depth++) {
        doc_block *it = add_block(x, &l->kids, BLOCK_ITEM);
        doc_block *p = add_block(x, &it->kids, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, 5, 30), 0);
        l = add_block(x, &it->kids, BLOCK_LIST);
        l->ordered = depth == 1;
    }
    check_all(x, layout_document(&x->c, &x->doc));
}

static void test_empty_document(void **state) {
    fixture *x = *state;
    page_list *l = layout_document(&x->c, &x->doc);
    assert_non_null(l);
    assert_int_equal(l->pages.n, 1);
}

int test_pages(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(test_sample),           T(test_random_documents),
        T(test_same_pages_twice), T(test_long_table),
        T(test_convergence),      T(test_figure_waits),
        T(test_loose_line),       T(test_short_last_page),
        T(test_last_page_said),   T(test_tall_block),
        T(test_bad_picture),      T(test_corners),
        T(test_empty_document),
    };
    return cmocka_run_group_tests_name("layout: pages", tests, NULL, NULL);
}
