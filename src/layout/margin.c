/* Criterion badges in the margin column (charter §6). They belong to the first
   line of their block; those of a page are placed together, since one that is
   pushed down may push the next. */
#include "layout/layout_int.h"

enum {
    BADGE_WIDTH = 360, /* tenths of mm */
    BADGE_GAP = PT(7), /* between two that would collide */
    BADGE_LINES = 4,   /* of a criterion's title */
    BADGE_OVER = 3     /* lines that a stack may pass its paragraph by */
};

static element *badge_element(flow *f, const margin_note *n) {
    arena *out = f->x->out;
    element *p = element_new(out, f->parent, ROLE_P);
    element *e = element_new(out, p, ROLE_SPAN);
    return n->to ? element_new(out, e, ROLE_LINK) : e;
}

/* Without a margin column the badges are a line above their block. */
static void set_as_line(flow *f, const doc_block *b) {
    layout *x = f->x;
    inline_list *l = NEW(x->keep, inline_list);
    for (size_t i = 0; i < b->margin.n; i++) {
        doc_inline *in = list_add(x->keep, l);
        in->kind = INLINE_PILL;
        in->pill = PILL_BADGE;
        in->text = b->margin.v[i].pill;
        in->to = b->margin.v[i].to;
    }
    para_look look = {.base = STYLE_MARGIN_NOTE};
    para *p = para_of(x, l, &look, b->place);
    set_lines(f, p,
              &(lines_rule){.before = x->t->unit,
                            .left = f->left,
                            .width = f->width,
                            .mode = BREAK_FILLED,
                            .e = element_new(x->out, f->parent, ROLE_P)});
    f->keep = f->keep < 1 ? 1 : f->keep;
}

badge *make_badge(flow *f, const doc_block *b) {
    if (!b->margin.n)
        return NULL;
    if (!f->label_width) {
        set_as_line(f, b);
        return NULL;
    }
    badge *g = NEW(f->x->a, badge);
    g->block = b;
    for (size_t i = 0; i < b->margin.n; i++) {
        element *e = badge_element(f, &b->margin.v[i]);
        list_push(f->x->a, &g->elements, e);
    }
    return g;
}

void hang_badge(flow *f, badge *g, size_t index, mpt leading) {
    if (!g || index >= f->boxes.n)
        return;
    mpt h = 0;
    for (size_t i = index; i < f->boxes.n; i++)
        h += f->boxes.v[i].height + (i > index ? f->boxes.v[i].gap : 0);
    g->baseline = baseline_in(f->x, leading);
    g->extent = h - g->baseline;
    f->boxes.v[index].note = g;
}

static mpt note_leading(const layout *x) {
    return style_of(x, STYLE_MARGIN_NOTE)->leading;
}

static void paint_pill(painter *t, const margin_note *n, element *e, mpt y) {
    drawing d = draw_pill(&t->x->draw, PILL_BADGE, n->pill);
    for (size_t i = 0; i < d.items.n; i++) {
        bool said = d.items.v[i].kind == ITEM_GLYPHS;
        if (said)
            paint_open(t, e);
        paint_item(t, said ? &t->over : &t->under, &d.items.v[i], t->g->left,
                   y - d.baseline);
    }
}

static mpt paint_title(painter *t, para *p, element *e, mpt y) {
    for (uint32_t i = 0; i < p->lines.n && i < BADGE_LINES; i++) {
        line_place at = {.x = t->g->left,
                         .y = y + baseline_in(t->x, p->leading),
                         .measure = p->measure,
                         .e = e};
        paint_line(t, p, i, &at);
        y += p->leading;
    }
    return y;
}

static void paint_note(painter *t, const badge *g, size_t i, mpt top,
                       para *title) {
    const margin_note *n = &g->block->margin.v[i];
    element *e = g->elements.v[i];
    layout *x = t->x;
    mpt y = top;
    paint_pill(t, n, e, y + baseline_in(x, note_leading(x)));
    y += note_leading(x);
    if (title)
        y = paint_title(t, title, e, y);
    if (!n->to)
        return;
    tag g2 = {.to = n->to,
              .contents = fill_slot(x->out, x->d->words->go_to, n->pill)};
    paint_link(t, (rect){t->g->left, top, MM10(BADGE_WIDTH), y - top}, &g2, e);
}

/* The stack from `top` down; its bottom. Paints when `t` is there. */
static mpt stack(layout *x, painter *t, const badge *g, mpt top) {
    mpt leading = note_leading(x);
    mpt limit = top + g->extent + BADGE_OVER * leading;
    mpt y = top;
    bool pills = false; /* the rest as pills only */
    for (size_t i = 0; i < g->block->margin.n; i++) {
        const margin_note *n = &g->block->margin.v[i];
        para_look look = {.base = STYLE_MARGIN_NOTE};
        para *title = n->text.n ? para_text(x, n->text, &look) : NULL;
        mpt h = leading;
        if (title) {
            para_break(title, MM10(BADGE_WIDTH), BREAK_FILLED);
            size_t lines = title->lines.n;
            h += (mpt)(lines > BADGE_LINES ? BADGE_LINES : lines) * leading;
        }
        y += i ? (pills ? x->t->unit : BADGE_GAP) : 0;
        pills = pills || (i && y + h > limit);
        if (pills)
            h = leading;
        if (t)
            paint_note(t, g, i, y, pills ? NULL : title);
        y += h;
    }
    return y;
}

mpt *place_badges(layout *x, const sheet *s) {
    const page_geometry *geometry = geometry_of(x, s->geometry);
    mpt *tops = NEW_ARRAY(x->a, mpt, s->boxes.n + 1);
    mpt free_from = INT32_MIN;
    for (size_t i = 0; i < s->boxes.n; i++) {
        const placed *at = &s->boxes.v[i];
        if (!at->box->note || at->copy)
            continue;
        mpt top = geometry->top + at->y + at->box->note->baseline -
                  baseline_in(x, note_leading(x));
        tops[i] = top > free_from ? top : free_from;
        free_from = stack(x, NULL, at->box->note, tops[i]) + BADGE_GAP;
    }
    return tops;
}

void paint_badges(painter *t, const badge *g, mpt top) {
    stack(t->x, t, g, top);
}
