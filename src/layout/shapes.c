/* Lines and frames that components draw. */
#include "layout/layout_int.h"

static drawing stroked(layout *x, path_op *ops, uint32_t n, pen k) {
    drawing d = {0};
    item *it = list_add(x->keep, &d.items);
    it->kind = ITEM_PATH;
    it->path = (path_item){.ops = ops,
                           .count = n,
                           .stroke = true,
                           .stroke_colour = ink_of(x, k.ink),
                           .width = k.thick,
                           .dash = {k.on, k.off},
                           .round_cap = k.on && k.on < k.thick};
    return d;
}

drawing stroke_line(layout *x, mpt w, pen k) {
    path_op *ops = NEW_ARRAY(x->keep, path_op, 2);
    ops[0] = (path_op){PATH_MOVE, {{0, 0}}};
    ops[1] = (path_op){PATH_LINE, {{w, 0}}};
    drawing d = stroked(x, ops, 2, k);
    d.width = w;
    return d;
}

drawing stroke_rect(layout *x, mpt w, mpt h, pen k) {
    path_op *ops = NEW_ARRAY(x->keep, path_op, 5);
    ops[0] = (path_op){PATH_MOVE, {{0, 0}}};
    ops[1] = (path_op){PATH_LINE, {{w, 0}}};
    ops[2] = (path_op){PATH_LINE, {{w, h}}};
    ops[3] = (path_op){PATH_LINE, {{0, h}}};
    ops[4] = (path_op){.verb = PATH_CLOSE};
    drawing d = stroked(x, ops, 5, k);
    d.width = w;
    d.height = h;
    return d;
}
