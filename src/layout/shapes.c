/* Lines and frames that components draw, and text put at a place of a box. */
#include "layout/layout_int.h"

static drawing stroked(layout *x, path_op *ops, uint32_t n, color ink,
                       path_item style_of_line) {
    drawing d = {0};
    item *it = list_add(x->keep, &d.items);
    it->kind = ITEM_PATH;
    it->path = style_of_line;
    it->path.ops = ops;
    it->path.count = n;
    it->path.stroke = true;
    it->path.stroke_colour = ink_of(x, ink);
    return d;
}

drawing stroke_line(layout *x, mpt w, color ink, mpt thick, mpt on, mpt off) {
    path_op *ops = NEW_ARRAY(x->keep, path_op, 2);
    ops[0] = (path_op){PATH_MOVE, {{0, 0}}};
    ops[1] = (path_op){PATH_LINE, {{w, 0}}};
    bool dots = on && on < thick; /* round ones */
    drawing d = stroked(
        x, ops, 2, ink,
        (path_item){.width = thick, .dash = {on, off}, .round_cap = dots});
    d.width = w;
    return d;
}

drawing stroke_rect(layout *x, mpt w, mpt h, color ink, mpt thick, mpt on,
                    mpt off) {
    path_op *ops = NEW_ARRAY(x->keep, path_op, 5);
    ops[0] = (path_op){PATH_MOVE, {{0, 0}}};
    ops[1] = (path_op){PATH_LINE, {{w, 0}}};
    ops[2] = (path_op){PATH_LINE, {{w, h}}};
    ops[3] = (path_op){PATH_LINE, {{0, h}}};
    ops[4] = (path_op){.verb = PATH_CLOSE};
    drawing d =
        stroked(x, ops, 5, ink, (path_item){.width = thick, .dash = {on, off}});
    d.width = w;
    d.height = h;
    return d;
}

void box_put(layout *x, vbox *b, para *p, uint32_t i, rect at, theme_align al,
             element *e) {
    if (i >= p->lines.n)
        return;
    part q = {.kind = PART_LINE,
              .x = at.x,
              .y = at.y + baseline_in(x, p->leading),
              .e = e};
    q.line.p = p;
    q.line.index = i;
    q.line.measure = at.w;
    q.line.align = al;
    box_line(x, b, &q);
}

mpt box_para(layout *x, vbox *b, para *p, rect at, break_mode mode,
             element *e) {
    para_break(p, at.w, mode);
    for (uint32_t i = 0; i < p->lines.n; i++, at.y += p->leading)
        box_put(x, b, p, i, at, style_of(x, p->look)->align, e);
    return at.y;
}
