/* Header and footer (charter §5): pagination artifacts. */
#include "layout/layout_int.h"

#include "base/utf8.h"

enum {
    HEADER_RULE = 400, /* 0.4 pt */
    NEAREST = 60,      /* 6 mm before the version, in tenths */
    BAR_GAP = PT(4),   /* each side of the thin bar */
    TOTAL_GAP = 1800,  /* a blank before « / 64 » */
    NAME_GAP = PT(14)  /* after the short name where there is no axis */
};

typedef struct frame_line {
    painter *t;
    item_list *to;
    mpt y;
} frame_line;

static para *words(layout *x, str s, style st, color ink) {
    para_look look = {.base = st, .coloured = true, .ink = ink};
    para *p = para_text(x, s, &look);
    if (!p->empty)
        para_break(p, p->natural, BREAK_FILLED);
    return p;
}

static mpt put(const frame_line *f, para *p, mpt x, theme_align align) {
    line_place at = {.x = align == ALIGN_RIGHT ? x - p->natural : x,
                     .y = f->y,
                     .measure = p->natural,
                     .copy = f->to};
    paint_line(f->t, p, 0, &at);
    return p->natural;
}

static str section_words(layout *x, const running *r) {
    if (!r)
        return STR_NONE;
    if (!r->number.n)
        return r->title;
    return str_fmt(x->a, "%.*s %.*s", STR_ARG(r->number), STR_ARG(r->title));
}

/* The words cut with « … » so that they take no more than `room`. */
static para *fitted(layout *x, str s, style st, color ink, mpt room) {
    para *p = words(x, s, st, ink);
    size_t end = s.n;
    while (p->natural > room && end > 0) {
        utf8_prev(s, &end);
        str cut = str_trim(str_sub(s, 0, end));
        p = words(x, str_cat(x->a, cut, S("…")), st, ink);
    }
    return p;
}

static void paint_header(painter *t, const sheet *s, item_list *to) {
    layout *x = t->x;
    const document *d = x->d;
    const page_geometry *g = t->g;
    frame_line f = {t, to, g->header_baseline};
    mpt right = g->width - g->right;
    mpt used = put(&f,
                   words(x, d->short_name, STYLE_HEADER_NAME,
                         style_of(x, STYLE_HEADER_NAME)->colour),
                   g->left, ALIGN_LEFT);
    mpt at = g->margin_column ? g->left + g->margin_column + g->gutter
                              : g->left + used + NAME_GAP;
    mpt version = put(&f, words(x, d->version, STYLE_HEADER, COLOR_GRAY600),
                      right, ALIGN_RIGHT);
    at +=
        put(&f, words(x, d->kind, STYLE_HEADER, COLOR_GRAY600), at, ALIGN_LEFT);
    str title = section_words(x, s->section);
    if (!title.n)
        return;
    at += BAR_GAP;
    at +=
        put(&f, words(x, S("|"), STYLE_HEADER, COLOR_GRAY300), at, ALIGN_LEFT);
    at += BAR_GAP;
    mpt room = right - version - MM10(NEAREST) - at;
    put(&f, fitted(x, title, STYLE_HEADER, COLOR_GRAY800, room), at,
        ALIGN_LEFT);
}

/* Charter §14.3: the tag and the notice, with its raised i. */
static void paint_notice(painter *t, item_list *to, mpt axis) {
    layout *x = t->x;
    const doc_words *w = x->d->words;
    drawing tag_drawn = draw_pill(&x->draw, PILL_ILLUSTRATIVE, w->illustrative);
    paint_items(t, to, &tag_drawn, t->g->left,
                t->g->footer_baseline - tag_drawn.baseline);
    inline_list *l = NEW(x->keep, inline_list);
    str s = w->illustrative_footer;
    size_t at = str_find(s, S("{0}"), 0);
    str before = at == SIZE_MAX ? s : str_sub(s, 0, at);
    doc_inline *in = doc_text(x->keep, l, before, 0);
    in->marks = at == SIZE_MAX ? 0 : MARK_ILLUSTRATIVE;
    if (at != SIZE_MAX)
        doc_text(x->keep, l, str_sub(s, at + 3, s.n), 0);
    para_look look = {.base = STYLE_HEADER, .secondary = true};
    para *p = para_of(x, l, &look, SPAN_NONE);
    para_break(p, p->natural, BREAK_FILLED);
    frame_line f = {t, to, t->g->footer_baseline};
    put(&f, p, axis, ALIGN_LEFT);
}

static void paint_footer(painter *t, item_list *to) {
    layout *x = t->x;
    const page_geometry *g = t->g;
    frame_line f = {t, to, g->footer_baseline};
    mpt axis = g->left + (g->margin_column ? g->margin_column + g->gutter : 0);
    bool marked = t->illustrative || (t->marks & MARK_ILLUSTRATIVE);
    if (marked)
        paint_notice(t, to, axis);
    else
        put(&f, words(x, x->d->footer, STYLE_HEADER, COLOR_GRAY600), axis,
            ALIGN_LEFT);
    mpt right = g->width - g->right;
    str total = str_fmt(x->a, "/ %u", (unsigned)x->list->pages.n);
    /* The total is 9 pt, regular: what a cell is. */
    mpt w = put(&f, words(x, total, STYLE_TABLE_CELL, COLOR_GRAY600), right,
                ALIGN_RIGHT);
    put(&f,
        words(x, t->to->label, STYLE_FOLIO, style_of(x, STYLE_FOLIO)->colour),
        right - w - TOTAL_GAP, ALIGN_RIGHT);
}

void paint_frame(painter *t, const sheet *s) {
    const page_geometry *g = t->g;
    paint_header(t, s, &t->head);
    paint_fill(t,
               (rect){g->left, g->header_rule - HEADER_RULE / 2,
                      g->width - g->left - g->right, HEADER_RULE},
               COLOR_GRAY300);
    /* the rule is the header's */
    list_push(t->x->keep, &t->head, *list_last(&t->under));
    t->under.n--;
    paint_footer(t, &t->foot);
}
