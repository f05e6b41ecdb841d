/* Flows and boxes: how blocks hand what they measured to the pages. */
#include "layout/layout_int.h"

vbox *flow_add(flow *f, mpt before, mpt height) {
    vbox *b = list_add(f->x->a, &f->boxes);
    b->height = height;
    b->gap = f->pending > before ? f->pending : before;
    f->pending = 0;
    if (f->start_page)
        b->penalty = FORCED;
    else if (f->keep > 0)
        b->penalty = NEVER;
    else if (f->grouped && !f->first_in_group)
        b->penalty = STRONG;
    f->start_page = f->first_in_group = false;
    if (f->keep > 0)
        f->keep--;
    b->snap = f->snap_next && !f->unsnapped;
    f->snap_next = f->noted = false;
    b->geometry = f->geometry;
    b->section = f->x->section;
    b->floats = f->floating;
    for (size_t i = 0; i < f->anchors.n; i++)
        list_push(f->x->a, &b->anchors, f->anchors.v[i]);
    f->anchors.n = 0;
    return b;
}

void flow_after(flow *f, mpt space) {
    if (space > f->pending)
        f->pending = space;
}

uint8_t flow_turn(flow *f, uint8_t geometry) {
    uint8_t was = f->geometry;
    if (was == geometry)
        return was;
    const page_geometry *g = geometry_of(f->x, geometry);
    mpt axis = g->margin_column ? g->margin_column + g->gutter : 0;
    f->geometry = geometry;
    f->start_page = f->boxes.n > 0;
    f->full_width = g->width - g->left - g->right;
    f->width = f->full_width - axis;
    return was;
}

flow flow_inside(const flow *f, mpt left, mpt width, element *parent) {
    return (flow){.x = f->x,
                  .left = left,
                  .width = width,
                  .full_left = left,
                  .full_width = width,
                  .parent = parent,
                  .unsnapped = true,
                  .depth = f->depth,
                  .geometry = f->geometry,
                  .body = f->body};
}

part *box_part(layout *x, vbox *b, part_kind k, mpt dx, mpt dy) {
    part *p = list_add(x->a, &b->parts);
    p->kind = (uint8_t)k;
    p->where = x->where;
    p->x = dx;
    p->y = dy;
    return p;
}

/* Bytes of the text that a line holds. */
bool line_holds(const para *p, uint32_t i, uint32_t at) {
    const para_line *l = &p->lines.v[i];
    return at >= l->from && at < l->to;
}

static void put_feet(vbox *b, const para *p, uint32_t line) {
    layout *x = p->x;
    for (size_t i = 0; i < p->more->notes.n; i++)
        if (line_holds(p, line, p->more->notes.v[i].at))
            list_push(x->a, &b->feet, footnote_of(x, p->more->notes.v[i].note));
}

void box_put(vbox *b, const text_at *at) {
    para *p = at->p;
    layout *x = p->x;
    if (at->line >= p->lines.n)
        return;
    mpt leading = at->leading ? at->leading : p->leading;
    part *q = box_part(x, b, PART_LINE, at->x, at->y + baseline_in(x, leading));
    q->e = at->e;
    q->line.p = p;
    q->line.index = at->line;
    q->line.measure = at->w ? at->w : p->measure;
    q->align = (uint8_t)at->align;
    q->artifact = at->artifact;
    if (p->more && !at->artifact)
        put_feet(b, p, at->line);
}

mpt box_para(vbox *b, text_at at, break_mode mode) {
    layout *x = at.p->x;
    para_break(at.p, at.w, mode);
    at.align = style_of(x, at.p->look)->align;
    for (at.line = 0; at.line < at.p->lines.n; at.line++) {
        box_put(b, &at);
        at.y += at.p->leading;
    }
    return at.y;
}

void box_label(vbox *b, text_at at) {
    if (at.p->empty)
        return;
    para_break(at.p, at.p->natural + 1, BREAK_FILLED);
    box_put(b, &at);
}

void box_fill(layout *x, vbox *b, rect r, color ink) {
    part *p = box_part(x, b, PART_FILL, r.x, r.y);
    p->fill.w = r.w;
    p->fill.h = r.h;
    p->ink = (uint8_t)ink;
}

void box_decor(layout *x, vbox *b, const drawing *d, mpt dx, mpt dy) {
    drawing *kept = NEW(x->a, drawing);
    *kept = *d;
    box_part(x, b, PART_DECOR, dx, dy)->drawn = kept;
}

void box_merge(layout *x, vbox *b, const vbox *from, mpt dx, mpt dy) {
    for (size_t i = 0; i < from->parts.n; i++) {
        part p = from->parts.v[i];
        p.x += dx;
        p.y += dy;
        list_push(x->a, &b->parts, p);
    }
    for (size_t i = 0; i < from->feet.n; i++)
        list_push(x->a, &b->feet, from->feet.v[i]);
    for (size_t i = 0; i < from->anchors.n; i++)
        list_push(x->a, &b->anchors, from->anchors.v[i]);
    b->marks |= from->marks;
    b->illustrative |= from->illustrative;
}

mpt box_stack(layout *x, vbox *b, const flow *sub, mpt dx, mpt dy) {
    mpt y = dy;
    for (size_t i = 0; i < sub->boxes.n; i++) {
        const vbox *q = &sub->boxes.v[i];
        y += i ? q->gap : 0;
        box_merge(x, b, q, dx, y);
        y += q->height;
    }
    return y - dy;
}

mpt grid_width(const flow *f, int n) {
    mpt g = geometry_of(f->x, f->geometry)->gutter;
    return (mpt)((int64_t)(f->full_width + g) * n / 12) - g;
}
