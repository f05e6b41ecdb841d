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
    p->kind = k;
    p->x = dx;
    p->y = dy;
    return p;
}

void box_line(layout *x, vbox *b, const part *p) {
    list_push(x->a, &b->parts, *p);
    para *q = p->line.p;
    if (p->line.index >= q->lines.n || p->line.artifact)
        return;
    const para_line *l = &q->lines.v[p->line.index];
    uint32_t from = l->first < q->items.n ? q->items.v[l->first].from : 0;
    bool end = l->last >= q->items.n;
    uint32_t to = end ? (uint32_t)q->text.n : q->items.v[l->last].from;
    for (size_t i = 0; i < q->notes.n; i++)
        if (q->notes.v[i].at >= from && (q->notes.v[i].at < to || end))
            list_push(x->a, &b->feet, footnote_of(x, q->notes.v[i].note));
}

void box_text(layout *x, vbox *b, para *p, uint32_t i, mpt dx, mpt dy,
              element *e) {
    part q = {.kind = PART_LINE,
              .x = dx,
              .y = dy + baseline_in(x, p->leading),
              .e = e};
    q.line.p = p;
    q.line.index = i;
    q.line.measure = p->measure;
    q.line.align = ALIGN_LEFT;
    box_line(x, b, &q);
}

void box_fill(layout *x, vbox *b, rect r, color ink) {
    part *p = box_part(x, b, PART_FILL, r.x, r.y);
    p->fill.w = r.w;
    p->fill.h = r.h;
    p->fill.ink = ink;
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
