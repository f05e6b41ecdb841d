/* The primitives: paths, paints, clips, placing. */
#include "draw/draw_int.h"

#include <math.h>

rgb canvas_rgb(const canvas *k, int colour) {
    theme_rgb c = {0, 0, 0};
    if (colour >= 0 && colour < COLOR_COUNT)
        c = k->c->theme->colors[colour];
    return (rgb){c.r, c.g, c.b};
}

mpt draw_mpt(double x) {
    if (!(x > -1e9 && x < 1e9))
        return 0;
    return (mpt)lround(x);
}

/* --- Building paths ------------------------------------------------------- */

path canvas_path_new(const canvas *k) {
    return (path){.a = k->c->a};
}

static void add_op(path *p, path_verb verb, point a, point b, point c) {
    list_push(p->a, &p->ops, (path_op){verb, {a, b, c}});
}

void canvas_move_to(path *p, mpt x, mpt y) {
    add_op(p, PATH_MOVE, (point){x, y}, (point){0, 0}, (point){0, 0});
}

void canvas_line_to(path *p, mpt x, mpt y) {
    add_op(p, PATH_LINE, (point){x, y}, (point){0, 0}, (point){0, 0});
}

void canvas_curve_to(path *p, point c1, point c2, point end) {
    add_op(p, PATH_CURVE, c1, c2, end);
}

void canvas_close(path *p) {
    add_op(p, PATH_CLOSE, (point){0, 0}, (point){0, 0}, (point){0, 0});
}

void canvas_add_rect(path *p, rect r) {
    canvas_move_to(p, r.x, r.y);
    canvas_line_to(p, r.x + r.w, r.y);
    canvas_line_to(p, r.x + r.w, r.y + r.h);
    canvas_line_to(p, r.x, r.y + r.h);
    canvas_close(p);
}

/* Four Béziers; 0.5523 is the usual approximation of a quarter circle. */
void canvas_add_disc(path *p, point c, mpt r) {
    mpt q = draw_mpt(r * 0.5523);
    canvas_move_to(p, c.x + r, c.y);
    canvas_curve_to(p, (point){c.x + r, c.y + q}, (point){c.x + q, c.y + r},
                    (point){c.x, c.y + r});
    canvas_curve_to(p, (point){c.x - q, c.y + r}, (point){c.x - r, c.y + q},
                    (point){c.x - r, c.y});
    canvas_curve_to(p, (point){c.x - r, c.y - q}, (point){c.x - q, c.y - r},
                    (point){c.x, c.y - r});
    canvas_curve_to(p, (point){c.x + q, c.y - r}, (point){c.x + r, c.y - q},
                    (point){c.x + r, c.y});
    canvas_close(p);
}

/* --- Putting ----------------------------------------------------------------
 */

path_item *canvas_path(canvas *k, const path *p, paint with) {
    item *i = list_add(k->c->a, &k->d->items);
    i->kind = ITEM_PATH;
    i->path = (path_item){.ops = p->ops.v,
                          .count = (uint32_t)p->ops.n,
                          .fill = with.fill != NO_COLOR,
                          .stroke = with.stroke != NO_COLOR,
                          .round_cap = with.round,
                          .fill_colour = canvas_rgb(k, with.fill),
                          .stroke_colour = canvas_rgb(k, with.stroke),
                          .width = with.width,
                          .dash = {with.dash[0], with.dash[1]}};
    return &i->path;
}

static rect inside(rect r, paint with) {
    if (with.stroke == NO_COLOR)
        return r;
    mpt half = with.width / 2;
    r = (rect){r.x + half, r.y + half, r.w - with.width, r.h - with.width};
    if (r.w < 0)
        r.w = 0;
    if (r.h < 0)
        r.h = 0;
    return r;
}

void canvas_rect(canvas *k, rect r, paint with) {
    path p = canvas_path_new(k);
    canvas_add_rect(&p, inside(r, with));
    canvas_path(k, &p, with);
}

void canvas_round_rect(canvas *k, rect box, mpt radius, paint with) {
    rect r = inside(box, with);
    mpt x = r.x, y = r.y, e = r.x + r.w, b = r.y + r.h, q = radius;
    mpt t = radius - draw_mpt(radius * 0.5523);
    path p = canvas_path_new(k);
    canvas_move_to(&p, x + q, y);
    canvas_line_to(&p, e - q, y);
    canvas_curve_to(&p, (point){e - t, y}, (point){e, y + t},
                    (point){e, y + q});
    canvas_line_to(&p, e, b - q);
    canvas_curve_to(&p, (point){e, b - t}, (point){e - t, b},
                    (point){e - q, b});
    canvas_line_to(&p, x + q, b);
    canvas_curve_to(&p, (point){x + t, b}, (point){x, b - t},
                    (point){x, b - q});
    canvas_line_to(&p, x, y + q);
    canvas_curve_to(&p, (point){x, y + t}, (point){x + t, y},
                    (point){x + q, y});
    canvas_close(&p);
    canvas_path(k, &p, with);
}

void canvas_disc(canvas *k, point centre, mpt r, paint with) {
    path p = canvas_path_new(k);
    canvas_add_disc(&p, centre, r);
    canvas_path(k, &p, with);
}

void canvas_line(canvas *k, point from, point to, paint with) {
    path p = canvas_path_new(k);
    canvas_move_to(&p, from.x, from.y);
    canvas_line_to(&p, to.x, to.y);
    canvas_path(k, &p, with);
}

void canvas_polygon(canvas *k, const point *v, size_t n, paint with) {
    path p = canvas_path_new(k);
    canvas_move_to(&p, v[0].x, v[0].y);
    for (size_t i = 1; i < n; i++)
        canvas_line_to(&p, v[i].x, v[i].y);
    canvas_close(&p);
    canvas_path(k, &p, with);
}

void canvas_clip(canvas *k, rect r) {
    path p = canvas_path_new(k);
    canvas_add_rect(&p, r);
    canvas_path(k, &p, (paint){.fill = NO_COLOR, .stroke = NO_COLOR})->clip =
        true;
}

void canvas_unclip(canvas *k) {
    list_add(k->c->a, &k->d->items)->kind = ITEM_END;
}

/* --- Placing ----------------------------------------------------------------
 */

static const path_op *moved_ops(arena *a, const path_item *p, mpt x, mpt y) {
    path_op *ops = NEW_ARRAY(a, path_op, p->count);
    for (uint32_t i = 0; i < p->count; i++) {
        ops[i] = p->ops[i];
        for (int j = 0; j < 3; j++) {
            ops[i].p[j].x += x;
            ops[i].p[j].y += y;
        }
    }
    return ops;
}

void draw_place(arena *a, drawing *into, const drawing *what, mpt x, mpt y) {
    for (size_t i = 0; i < what->items.n; i++) {
        item m = what->items.v[i];
        if (m.kind == ITEM_PATH) {
            m.path.ops = moved_ops(a, &m.path, x, y);
        } else if (m.kind == ITEM_GLYPHS) {
            m.glyphs.at.x += x;
            m.glyphs.at.y += y;
        } else if (m.kind == ITEM_IMAGE) {
            m.image.box.x += x;
            m.image.box.y += y;
        }
        list_push(a, &into->items, m);
    }
    if (!into->missing)
        into->missing = what->missing;
}
