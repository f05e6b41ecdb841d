/* A ring of four parts at most (charter §11, « Anneau »); more are one bar. */
#include "draw/draw_int.h"

#include <math.h>

enum {
    OUTER = 40000,
    INNER = 22000,
    CENTRE_Y = 44000,
    HEIGHT = 91000,
    LEGEND_X = 90000,
    RIM = 1000,
    PARTS = 4,
    ENOUGH = 8 /* per cent: a part that bears its value */
};

#define PI 3.14159265358979323846

typedef struct part {
    str name;
    const figure *f;
} part;

/* Neighbours, the last and the first too, keep a contrast of 3. */
static const size_t orders[PARTS + 1][PARTS] = {
    {0}, {2}, {2, 1}, {0, 4, 3}, {2, 1, 0, 3}};

/* Largest first. */
static size_t read_parts(const doc_drawing *d, part *out) {
    const doc_series *v[PARTS + 1];
    size_t n = draw_stacked_series(d, v, PARTS + 1), kept = 0;
    bool by_category = n == 1 && d->categories.n > 1;
    size_t all = by_category ? d->categories.n : n;
    for (size_t i = 0; i < all; i++) {
        const figure *f =
            by_category ? draw_point_of(v[0], i) : draw_point_of(v[i], 0);
        if (!draw_has_value(f) || f->value <= 0)
            continue;
        if (kept == PARTS)
            return PARTS + 1;
        size_t at = kept++;
        for (; at > 0 && out[at - 1].f->value < f->value; at--)
            out[at] = out[at - 1];
        out[at] = (part){by_category ? d->categories.v[i] : v[i]->name, f};
    }
    return kept;
}

static point on_ring(double r, double angle) {
    return (point){OUTER + draw_mpt(r * cos(angle)),
                   CENTRE_Y + draw_mpt(r * sin(angle))};
}

/* An arc from the current point, in pieces of a quarter at most. */
static void add_arc(path *p, double r, double from, double to) {
    int pieces = (int)ceil(fabs(to - from) / (PI / 2) - 1e-9);
    for (int i = 0; i < pieces; i++) {
        double a = from + (to - from) * i / pieces;
        double b = from + (to - from) * (i + 1) / pieces;
        double q = 4.0 / 3 * tan((b - a) / 4);
        double ca = cos(a), sa = sin(a), cb = cos(b), sb = sin(b);
        point one = {OUTER + draw_mpt(r * (ca - q * sa)),
                     CENTRE_Y + draw_mpt(r * (sa + q * ca))};
        point two = {OUTER + draw_mpt(r * (cb + q * sb)),
                     CENTRE_Y + draw_mpt(r * (sb - q * cb))};
        canvas_curve_to(p, one, two, on_ring(r, b));
    }
}

static void put_part(canvas *k, double from, double to, size_t look) {
    path p = canvas_path_new(k);
    double rim = RIM / 2.0;
    point start = on_ring(OUTER - rim, from), turn = on_ring(INNER, to);
    canvas_move_to(&p, start.x, start.y);
    add_arc(&p, OUTER - rim, from, to);
    canvas_line_to(&p, turn.x, turn.y);
    add_arc(&p, INNER, to, from);
    canvas_close(&p);
    canvas_slice(k, &p, look, RIM);
}

static void put_part_value(canvas *k, double middle, const figure *f,
                           size_t look) {
    label l = {.s = STYLE_CHART_VALUE, .align = ALIGN_CENTER};
    l.colour = (int)canvas_segment_ink(look, false, &l.boxed);
    point at = on_ring((OUTER + INNER) / 2.0, middle);
    canvas_label(k, (point){at.x, at.y + LABEL_DROP}, f->text, &l);
    canvas_note(k, f->text, f);
}

static void note_total(canvas *k, const part *v, size_t n, str text) {
    printed_figure *p = canvas_note_made(k, text, 1);
    for (size_t i = 0; i < n; i++)
        canvas_note_part(k, p, v[i].f, false);
}

static str put_total(canvas *k, const doc_drawing *d, double total,
                     int decimals) {
    text_style s = k->c->theme->styles[STYLE_CHART_VALUE];
    s.size = 12000;
    s.colour = COLOR_INK;
    str text = draw_number(k->c->a, total, decimals);
    mpt drop = str_empty(d->unit) ? 4000 : 1000;
    canvas_text(
        k, (point){OUTER - canvas_text_width(k, text, &s) / 2, CENTRE_Y + drop},
        text, &s);
    label unit = {
        .s = STYLE_CHART, .align = ALIGN_CENTER, .colour = COLOR_GRAY600};
    if (!str_empty(d->unit))
        canvas_label(k, (point){OUTER, CENTRE_Y + 11000}, d->unit, &unit);
    return text;
}

void draw_donut(canvas *k, const doc_drawing *d) {
    part parts[PARTS];
    size_t n = read_parts(d, parts);
    if (n > PARTS) {
        draw_single_bar(k, d);
        return;
    }
    double total = 0, angle = -PI / 2;
    int decimals = 0;
    for (size_t i = 0; i < n; i++) {
        total += parts[i].f->value;
        decimals =
            parts[i].f->decimals > decimals ? parts[i].f->decimals : decimals;
    }
    legend_entry legend[PARTS];
    for (size_t i = 0; i < n; i++) {
        double turn = 2 * PI * parts[i].f->value / total;
        size_t look = orders[n][i];
        put_part(k, angle, angle + turn, look);
        if (parts[i].f->value * 100 >= total * ENOUGH)
            put_part_value(k, angle + turn / 2, parts[i].f, look);
        legend[i] = (legend_entry){parts[i].name, STR_NONE, look, false, false};
        angle += turn;
    }
    note_total(k, parts, n, put_total(k, d, total, decimals));
    legend_column(k, legend, n,
                  (rect){LEGEND_X, 12000, k->d->width - LEGEND_X, 0});
    k->d->height = HEIGHT;
}
