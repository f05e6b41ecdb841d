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
    MARK_GAP = 300
};

/* In a cell the numbers and the name stand beside; a figure of its own has a
   title, and bears them. */
static bool stands_alone(const doc_drawing *d) {
    return d->title.n > 0;
}

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

static void put_bullet_row(canvas *k, const doc_drawing *d, size_t i,
                           rect track) {
    bullet b = read_bullet(d, i);
    put_bullet(k, &b, track);
}

/* « 11 % → 25 % »: the value and where it is to go. */
static void read_bullet_pair(const doc_drawing *d, size_t i,
                             const figure *out[2]) {
    bullet b = read_bullet(d, i);
    out[0] = b.value;
    out[1] = draw_has_value(b.target) ? b.target : NULL;
}

void draw_bullets(canvas *k, const doc_drawing *d) {
    static const small_kind rows = {put_bullet_row, read_bullet_pair, BULLET};
    if (stands_alone(d) || d->categories.n > 1) {
        draw_rows(k, d, &rows);
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

/* The line is cut where a value lacks or the series breaks. */
static void put_spark(canvas *k, const doc_drawing *d, const doc_series *s,
                      rect box) {
    double lo, hi;
    if (!own_range(s, &lo, &hi))
        return;
    scale y = scale_from(lo, hi, 1);
    y.from = box.y + (hi > lo ? box.h - SPARK_PAD : box.h / 2);
    y.to = box.y + (hi > lo ? SPARK_PAD : box.h / 2);
    mpt room = box.w - 2 * SPARK_PAD;
    mpt steps = s->points.n > 1 ? (mpt)s->points.n - 1 : 1;
    path p = canvas_path_new(k);
    point last = {0, 0};
    for (size_t i = 0; i < s->points.n; i++) {
        const figure *f = draw_point_of(s, i);
        if (!draw_has_value(f))
            continue;
        last = (point){box.x + SPARK_PAD + room * (mpt)i / steps,
                       scale_at(&y, f->value)};
        bool joined = i > 0 && draw_has_value(draw_point_of(s, i - 1)) &&
                      !doc_breaks_before(d, i);
        if (joined)
            canvas_line_to(&p, last.x, last.y);
        else
            canvas_move_to(&p, last.x, last.y);
    }
    paint with = STROKE(COLOR_ACCENT700, SPARK_LINE);
    with.round = true;
    if (p.ops.n > 1)
        canvas_path(k, &p, with);
    canvas_disc(k, last, SPARK_DOT, FILL(COLOR_ACCENT700));
}

static void put_spark_row(canvas *k, const doc_drawing *d, size_t i,
                          rect track) {
    put_spark(k, d, &d->series.v[i], track);
}

/* First and last known values. */
static void read_spark_pair(const doc_drawing *d, size_t i,
                            const figure *out[2]) {
    const doc_series *s = &d->series.v[i];
    out[0] = out[1] = NULL;
    for (size_t j = 0; j < s->points.n; j++) {
        const figure *f = draw_point_of(s, j);
        if (draw_has_value(f))
            out[out[0] ? 1 : 0] = f;
    }
}

void draw_sparkline(canvas *k, const doc_drawing *d) {
    static const small_kind rows = {put_spark_row, read_spark_pair, SPARK_H};
    if (stands_alone(d)) {
        draw_rows(k, d, &rows);
        return;
    }
    if (k->d->width > MM(SPARK_W_MM))
        k->d->width = MM(SPARK_W_MM);
    k->d->height = SPARK_H;
    k->d->baseline = SPARK_H - 1000;
    put_spark(k, d, draw_series_of(d, SERIES_OBSERVED),
              (rect){0, 0, k->d->width, SPARK_H});
}

/* --- Progress
 * ---------------------------------------------------------------------- */

enum { PROGRESS_W_MM = 18, PROGRESS_H = 5250 };

/* A share of the whole, of 100 when there is none. */
static void put_progress(canvas *k, const doc_drawing *d, size_t i, rect box) {
    const figure *f = draw_point_of(draw_series_of(d, SERIES_OBSERVED), i);
    const figure *whole = draw_point_of(draw_series_of(d, SERIES_TARGET), i);
    double of = draw_has_value(whole) && whole->value > 0 ? whole->value : 100;
    drawing t = draw_track(k->c, box.w, box.h, draw_value_of(f) / of);
    draw_place(k->c->a, k->d, &t, box.x, box.y);
}

static void read_progress_pair(const doc_drawing *d, size_t i,
                               const figure *out[2]) {
    out[0] = draw_point_of(draw_series_of(d, SERIES_OBSERVED), i);
    out[1] = draw_point_of(draw_series_of(d, SERIES_TARGET), i);
}

void draw_progress(canvas *k, const doc_drawing *d) {
    static const small_kind rows = {put_progress, read_progress_pair,
                                    PROGRESS_H};
    if (stands_alone(d)) {
        draw_rows(k, d, &rows);
        return;
    }
    if (k->d->width > MM(PROGRESS_W_MM))
        k->d->width = MM(PROGRESS_W_MM);
    put_progress(k, d, 0, (rect){0, 0, k->d->width, PROGRESS_H});
    k->d->height = k->d->baseline = PROGRESS_H;
}
