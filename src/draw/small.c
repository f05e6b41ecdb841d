/* What fits in a cell: bullet, sparkline, progress (charter §11). */
#include "draw/draw_int.h"

enum {
    BULLET = 7000,
    BULLET_MAX_MM = 54,
    TICK = 1800,
    TICK_OVER = 1400,
    NOTCH = 800,
    MARK_W = 4400,
    MARK_H = 3000,
    MARK_GAP = 300,
    ROW = 30000, /* of a list of bullets with names */
    NAME_BASE = 8000,
    NAME_TO_BAR = 13000
};

/* --- Bullets
 * ------------------------------------------------------------------- */

typedef struct bullet {
    const figure *value, *target, *reference;
    bool lower;
} bullet;

static double bullet_end(const bullet *b) {
    double v = draw_value_of(b->value), t = draw_value_of(b->target);
    double r = draw_value_of(b->reference);
    double most = b->lower && (v > t || r > t) ? (v > r ? v : r) : t;
    if (!(most > 0)) /* no target */
        most = v > r ? v : r;
    return most > 0 ? most * 1.2 : 1;
}

static void put_reference(canvas *k, rect track, mpt x) {
    canvas_rect(k, (rect){x - NOTCH / 2, track.y, NOTCH, track.h},
                FILL(COLOR_WHITE));
    mpt top = track.y + track.h + MARK_GAP;
    const point v[] = {{x, top},
                       {x + MARK_W / 2, top + MARK_H},
                       {x - MARK_W / 2, top + MARK_H}};
    canvas_polygon(k, v, 3, FILL(COLOR_GRAY600));
}

/* Marks keep their middle on the track, and all of themselves. */
static mpt within(rect track, mpt x, mpt half) {
    mpt lo = track.x + half, hi = track.x + track.w - half;
    return x < lo ? lo : x > hi ? hi : x;
}

static void put_bullet(canvas *k, const bullet *b, rect track) {
    if (!draw_has_value(b->value)) {
        paint dashed = STROKE(COLOR_GRAY500, 600);
        dashed.dash[0] = dashed.dash[1] = 1500;
        canvas_rect(k, track, dashed);
        return;
    }
    scale s = scale_from(0, bullet_end(b), 1);
    s.from = track.x;
    s.to = track.x + track.w;
    canvas_rect(k, track, FILL(COLOR_GRAY150));
    mpt end = within(track, scale_at(&s, draw_value_of(b->value)), 0);
    if (end > track.x)
        canvas_rect(
            k,
            (rect){track.x, track.y + track.h / 4, end - track.x, track.h / 2},
            FILL(COLOR_ACCENT700));
    if (draw_has_value(b->reference) && b->reference->value != 0)
        put_reference(
            k, track,
            within(track, scale_at(&s, b->reference->value), MARK_W / 2));
    if (!draw_has_value(b->target))
        return;
    mpt x = within(track, scale_at(&s, b->target->value), TICK / 2);
    canvas_rect(k,
                (rect){x - TICK / 2, track.y - TICK_OVER, TICK,
                       track.h + 2 * TICK_OVER},
                FILL(COLOR_INK));
}

static bullet read_bullet(const doc_drawing *d, size_t i) {
    return (bullet){draw_point_of(draw_series_of(d, SERIES_OBSERVED), i),
                    draw_point_of(draw_series_of(d, SERIES_TARGET), i),
                    draw_point_of(draw_series_of(d, SERIES_REFERENCE), i),
                    d->lower_is_better};
}

/* « 11 % → 25 % » at the right of the name. */
static void put_bullet_text(canvas *k, const bullet *b, mpt y) {
    label l = {
        .s = STYLE_CHART_VALUE, .align = ALIGN_RIGHT, .colour = NO_COLOR};
    if (!b->value)
        return;
    str text = b->value->text;
    arena *a = k->c->a;
    if (draw_has_value(b->target))
        text = str_cat(a, str_cat(a, text, S(" → ")), b->target->text);
    canvas_label(k, (point){k->d->width, y}, text, &l);
}

static void put_bullet_list(canvas *k, const doc_drawing *d) {
    label l = {.s = STYLE_CHART, .colour = NO_COLOR};
    for (size_t i = 0; i < d->categories.n; i++) {
        mpt y = (mpt)i * ROW;
        bullet b = read_bullet(d, i);
        str lines[2];
        canvas_split(k, d->categories.v[i], &l, k->d->width * 3 / 5, lines);
        canvas_label(k, (point){0, y + NAME_BASE}, lines[0], &l);
        put_bullet_text(k, &b, y + NAME_BASE);
        put_bullet(k, &b, (rect){0, y + NAME_TO_BAR, k->d->width, BULLET});
    }
    k->d->height = (mpt)d->categories.n * ROW;
}

void draw_bullets(canvas *k, const doc_drawing *d) {
    if (d->categories.n > 1) {
        put_bullet_list(k, d);
        return;
    }
    if (k->d->width > MM(BULLET_MAX_MM))
        k->d->width = MM(BULLET_MAX_MM);
    bullet b = read_bullet(d, 0);
    put_bullet(k, &b, (rect){0, TICK_OVER, k->d->width, BULLET});
    k->d->baseline = TICK_OVER + BULLET;
    k->d->height = k->d->baseline + TICK_OVER;
    if (draw_has_value(b.reference))
        k->d->height = k->d->baseline + MARK_GAP + MARK_H;
}

/* --- Sparkline
 * -------------------------------------------------------------------- */

enum {
    SPARK_W_MM = 24,
    SPARK_H = 10000,
    SPARK_LINE = 1000,
    SPARK_DOT = 1800,
    SPARK_PAD = 2000
};

static bool own_range(const doc_series *s, double *lo, double *hi) {
    bool any = false;
    *lo = *hi = 0;
    for (size_t i = 0; s && i < s->points.n; i++) {
        const figure *f = draw_point_of(s, i);
        if (!draw_has_value(f))
            continue;
        *lo = !any || f->value < *lo ? f->value : *lo;
        *hi = !any || f->value > *hi ? f->value : *hi;
        any = true;
    }
    return any;
}

void draw_sparkline(canvas *k, const doc_drawing *d) {
    const doc_series *s = draw_series_of(d, SERIES_OBSERVED);
    double lo, hi;
    if (k->d->width > MM(SPARK_W_MM))
        k->d->width = MM(SPARK_W_MM);
    k->d->height = SPARK_H;
    k->d->baseline = SPARK_H - 1000;
    if (!own_range(s, &lo, &hi))
        return;
    scale y = scale_from(lo, hi, 1);
    y.from = hi > lo ? SPARK_H - SPARK_PAD : SPARK_H / 2;
    y.to = hi > lo ? SPARK_PAD : SPARK_H / 2;
    mpt room = k->d->width - 2 * SPARK_PAD;
    mpt steps = s->points.n > 1 ? (mpt)s->points.n - 1 : 1;
    path p = canvas_path_new(k);
    point last = {0, 0};
    for (size_t i = 0; i < s->points.n; i++) {
        const figure *f = draw_point_of(s, i);
        if (!draw_has_value(f))
            continue;
        last =
            (point){SPARK_PAD + room * (mpt)i / steps, scale_at(&y, f->value)};
        if (i > 0 && draw_has_value(draw_point_of(s, i - 1)))
            canvas_line_to(&p, last.x, last.y);
        else
            canvas_move_to(&p, last.x, last.y);
    }
    paint with = STROKE(COLOR_ACCENT700, SPARK_LINE);
    with.round = true;
    canvas_path(k, &p, with);
    canvas_disc(k, last, SPARK_DOT, FILL(COLOR_ACCENT700));
}

/* --- Progress
 * ---------------------------------------------------------------------- */

enum { PROGRESS_W_MM = 18, PROGRESS_H = 5250 };

void draw_progress(canvas *k, const doc_drawing *d) {
    const figure *f = draw_point_of(draw_series_of(d, SERIES_OBSERVED), 0);
    const figure *whole = draw_point_of(draw_series_of(d, SERIES_TARGET), 0);
    double of = draw_has_value(whole) && whole->value > 0 ? whole->value : 100;
    if (k->d->width > MM(PROGRESS_W_MM))
        k->d->width = MM(PROGRESS_W_MM);
    drawing t =
        draw_track(k->c, k->d->width, PROGRESS_H, draw_value_of(f) / of);
    draw_place(k->c->a, k->d, &t, 0, 0);
    k->d->height = k->d->baseline = PROGRESS_H;
}
