/* What is to be decided (charter, page 13): a row each, which never breaks:
   its code in the margin column, what and why, what it costs and the boxes. A
   list in the structure: the code is the label of its item. */
#include "layout/layout_int.h"

enum {
    BEFORE = PT(7),
    PAD = 5250,
    CODE_SIZE = 17500,
    CODE_LEADING = PT(21),
    SIDE_LEADING = PT(14),
    TEXT_SPAN = 6, /* columns of the grid of 12 */
    SIDE_SPAN = 3
};

/* Where the three columns stand; without a margin column the code is above. */
typedef struct row_grid {
    mpt code, text, text_width, side, side_width;
} row_grid;

static row_grid grid_of(const flow *f) {
    mpt gutter = geometry_of(f->x, f->geometry)->gutter;
    row_grid g = {.code = f->full_left,
                  .text_width = grid_width(f, TEXT_SPAN),
                  .side_width = grid_width(f, SIDE_SPAN)};
    g.text = f->label_width ? f->left : f->full_left;
    g.side = g.text + g.text_width + gutter;
    return g;
}

static mpt put_para(vbox *b, const para *p, text_at at) {
    at.p = (para *)p;
    return !p->empty ? box_para(b, at, BREAK_FILLED) : at.y;
}

static para *of_inlines(layout *x, const inline_list *l, para_look look,
                        span place) {
    return para_of(x, l, &look, place);
}

/* What and why. */
static mpt put_text(flow *f, vbox *v, const decision_row *r, const row_grid *g,
                    element *body) {
    layout *x = f->x;
    para *title = of_inlines(
        x, &r->title, (para_look){.base = STYLE_COVER_VALUE, .bold = true},
        r->place);
    text_at at = {.x = g->text, .y = PAD, .w = g->text_width};
    at.e = element_new(x->out, body, ROLE_P);
    at.y = put_para(v, title, at);
    v->marks |= title->marks;
    if (!r->reason.n)
        return at.y;
    para_look look = {.base = STYLE_COVER_LABEL, .secondary = true};
    para *reason = of_inlines(x, &r->reason, look, r->place);
    at.e = element_new(x->out, body, ROLE_P);
    v->marks |= reason->marks;
    return put_para(v, reason, at);
}

/* Cost, then boxes or the result. */
static mpt put_side(flow *f, vbox *v, const decision_row *r, const row_grid *g,
                    element *body) {
    layout *x = f->x;
    text_at at = {.x = g->side, .y = PAD, .w = g->side_width};
    para_look cost = {.base = STYLE_NOTE, .leading = SIDE_LEADING};
    para *p = of_inlines(x, &r->cost, cost, r->place);
    if (r->cost.n) {
        at.e = element_new(x->out, body, ROLE_P);
        at.leading = SIDE_LEADING;
        at.y = put_para(v, p, at);
        v->marks |= p->marks;
    }
    para_look answer = {
        .base = STYLE_COVER_LABEL, .coloured = true, .ink = COLOR_INK};
    p = of_inlines(x, &r->answer, answer, r->place);
    if (!r->answer.n)
        return at.y;
    at.e = element_new(x->out, body, ROLE_P);
    at.leading = 0;
    return put_para(v, p, at);
}

static void set_row(flow *f, const decision_row *r, const row_grid *g,
                    element *list) {
    layout *x = f->x;
    element *li = element_new(x->out, list, ROLE_LI);
    li->place = r->place;
    element *lbl = element_new(x->out, li, ROLE_LBL);
    element *body = element_new(x->out, li, ROLE_LBODY);
    vbox *v = flow_add(f, 0, 0);
    para_look look = {.base = STYLE_TITLE1_NUMBER,
                      .size = CODE_SIZE,
                      .leading = CODE_LEADING};
    box_label(v, (text_at){.p = para_text(x, r->code, &look),
                           .x = g->code,
                           .y = PAD,
                           .leading = CODE_LEADING,
                           .e = lbl});
    mpt bottom = put_text(f, v, r, g, body);
    mpt side = put_side(f, v, r, g, body);
    bottom = side > bottom ? side : bottom;
    mpt code = PAD + CODE_LEADING;
    v->height = (code > bottom ? code : bottom) + PAD;
}

static void rule_at(flow *f, vbox *v, mpt y, mpt thick, color ink) {
    box_fill(f->x, v, (rect){f->full_left, y, f->full_width, thick}, ink);
}

void set_decisions(flow *f, const doc_block *b) {
    layout *x = f->x;
    element *list = element_new(x->out, f->parent, ROLE_L);
    list->place = b->place;
    element_more_of(x->out, list)->numbering = "Decimal";
    row_grid g = grid_of(f);
    flow_after(f, BEFORE);
    f->snap_next = true;
    for (size_t i = 0; i < b->decisions.n; i++) {
        set_row(f, &b->decisions.v[i], &g, list);
        vbox *v = list_last(&f->boxes);
        bool last = i + 1 == b->decisions.n;
        if (i == 0)
            rule_at(f, v, 0, x->t->rule_strong, COLOR_INK);
        rule_at(f, v, v->height, last ? x->t->rule_strong : x->t->rule_light,
                last ? COLOR_INK : COLOR_GRAY300);
    }
    flow_after(f, PT(17) + 500);
    f->snap_next = true;
}
