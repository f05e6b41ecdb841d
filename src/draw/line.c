/* Lines over periods, with their target (charter §11, « Courbe avec cible »).
 */
#include "draw/axes.h"

enum {
    OBSERVED = 1600,
    RADIUS = 2200,
    RING = 800,
    FORECAST = 1000,
    TARGET = 1000,
    UNDER = 13000, /* baseline of a value under its point */
    OVER = 7000,
    TARGET_OVER = 6000,
    TICK = 3000,
    BREAK_WIDTH = 700,
    NAME_GAP = 5000,    /* from the plot to the names of its lines */
    NAME_PITCH = 10000, /* of lines of names, one under the other */
    MOST = 4
};

typedef struct line_chart {
    plot p;
    const doc_drawing *d;
    const doc_series *v[MOST], *target;
    size_t n;
    mpt first, pitch;
    bool quiet;
} line_chart;

static const color line_colours[MOST] = {COLOR_ACCENT700, COLOR_INK,
                                         COLOR_ACCENT500, COLOR_GRAY600};

double draw_axis_start(const doc_drawing *d) {
    return doc_axis_start(d);
}

static point spot_of(const line_chart *c, size_t i, double v) {
    return (point){c->first + (mpt)i * c->pitch, scale_at(&c->p.y, v)};
}

/* The line is cut where a point lacks or where the series breaks. */
static void put_curve(line_chart *c, const doc_series *s, paint with) {
    path p = canvas_path_new(c->p.k);
    bool open = false;
    for (size_t i = 0; i < c->d->categories.n; i++) {
        const figure *f = draw_point_of(s, i);
        if (!draw_has_value(f)) {
            /* targets are set for some years only: join them */
            open = open && s->role == SERIES_TARGET;
            continue;
        }
        point at = spot_of(c, i, f->value);
        if (open && !doc_breaks_before(c->d, i))
            canvas_line_to(&p, at.x, at.y);
        else
            canvas_move_to(&p, at.x, at.y);
        open = true;
    }
    if (p.ops.n > 1)
        canvas_path(c->p.k, &p, with);
}

static bool is_forecast(const figure *f) {
    return (f->marks & (MARK_ESTIMATED | MARK_PROVISIONAL)) != 0;
}

static void put_mark(line_chart *c, point at, const figure *f, color colour) {
    paint with = FILL(colour);
    with.stroke = COLOR_WHITE;
    with.width = RING;
    if (is_forecast(f)) {
        with = FILL(COLOR_WHITE);
        with.stroke = (int)colour;
        with.width = FORECAST;
    }
    canvas_disc(c->p.k, at, RADIUS, with);
}

/* Under the point, or over it where the axis is near or the line falls. */
static void put_point_value(line_chart *c, point at, const figure *f,
                            const figure *next) {
    label l = {.s = STYLE_CHART_VALUE,
               .align = ALIGN_CENTER,
               .colour = COLOR_ACCENT700,
               .boxed = true};
    figure shown = *f;
    if (c->quiet)
        shown.marks &= (uint8_t)~MARK_ILLUSTRATIVE;
    bool falls = draw_has_value(next) && next->value < f->value;
    bool over = falls || at.y + UNDER > c->p.y.from - 2000;
    mpt half = canvas_value_width(c->p.k, &shown, &l) / 2;
    mpt x = at.x + half > c->p.right ? c->p.right - half : at.x;
    canvas_value(c->p.k, (point){x, over ? at.y - OVER : at.y + UNDER}, &shown,
                 &l);
}

static void put_points(line_chart *c, const doc_series *s, size_t rank) {
    for (size_t i = 0; i < c->d->categories.n; i++) {
        const figure *f = draw_point_of(s, i);
        if (draw_has_value(f))
            put_mark(c, spot_of(c, i, f->value), f, line_colours[rank]);
    }
}

/* Before the curves: their white boxes hide the grid and nothing else. */
static void put_values(line_chart *c, const doc_series *s) {
    for (size_t i = 0; i < c->d->categories.n; i++) {
        const figure *f = draw_point_of(s, i);
        if (draw_has_value(f))
            put_point_value(c, spot_of(c, i, f->value), f,
                            draw_point_of(s, i + 1));
    }
}

/* The line comes down to this point: its label goes under it. */
static bool falls_to(const doc_series *s, size_t last) {
    for (size_t i = last; i > 0; i--) {
        const figure *before = draw_point_of(s, i - 1);
        if (draw_has_value(before))
            return before->value > draw_value_of(draw_point_of(s, last));
    }
    return false;
}

/* --- Names of several lines, at the right ----------------------------------
 */

typedef struct line_name {
    str lines[2];
    int count;
    color colour;
    mpt y; /* of its middle */
} line_name;

/* Of text: the third line's own colour is for drawings only. */
static const color name_colours[MOST] = {COLOR_ACCENT700, COLOR_INK,
                                         COLOR_ACCENT600, COLOR_GRAY600};

static const figure *last_of(const line_chart *c, const doc_series *s) {
    size_t i = c->d->categories.n;
    while (i > 0 && !draw_has_value(draw_point_of(s, i - 1)))
        i--;
    return i ? draw_point_of(s, i - 1) : NULL;
}

/* Name and last value, on two lines at most. */
static line_name name_of(const line_chart *c, canvas *k, size_t i) {
    const figure *f = last_of(c, c->v[i]);
    arena *a = k->c->a;
    str text = c->v[i]->name;
    if (f)
        text = str_cat(a, str_cat(a, text, S(" ")), f->text);
    line_name n = {.colour = name_colours[i]};
    label l = {.s = STYLE_CHART};
    n.count = canvas_split(k, text, &l, k->d->width * 2 / 5, n.lines);
    return n;
}

static mpt names_width(const line_chart *c, canvas *k) {
    label l = {.s = STYLE_CHART};
    mpt most = 0;
    for (size_t i = 0; i < c->n; i++) {
        line_name n = name_of(c, k, i);
        for (int j = 0; j < n.count; j++) {
            mpt w = canvas_label_width(k, n.lines[j], &l);
            most = w > most ? w : most;
        }
    }
    return most + NAME_GAP;
}

/* In the order of their last values, top down. */
static size_t sorted_names(const line_chart *c, line_name *out) {
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        const figure *f = last_of(c, c->v[i]);
        if (!f)
            continue;
        line_name x = name_of(c, c->p.k, i);
        x.y = scale_at(&c->p.y, f->value);
        size_t k = n++;
        for (; k > 0 && out[k - 1].y > x.y; k--)
            out[k] = out[k - 1];
        out[k] = x;
    }
    return n;
}

static mpt least_apart(const line_name *a, const line_name *b) {
    return (a->count + b->count) * NAME_PITCH / 2;
}

/* Each at the height of its line's end, or clear of the one before it. */
static void put_names(const line_chart *c) {
    line_name v[MOST];
    size_t n = sorted_names(c, v);
    for (size_t i = 1; i < n; i++)
        if (v[i].y < v[i - 1].y + least_apart(&v[i - 1], &v[i]))
            v[i].y = v[i - 1].y + least_apart(&v[i - 1], &v[i]);
    for (size_t i = n; i > 0; i--) {
        mpt most = i < n ? v[i].y - least_apart(&v[i - 1], &v[i]) : c->p.y.from;
        if (v[i - 1].y > most)
            v[i - 1].y = most;
    }
    for (size_t i = 0; i < n; i++) {
        label l = {.s = STYLE_CHART, .colour = v[i].colour};
        mpt y = v[i].y - (v[i].count - 1) * NAME_PITCH / 2 + LABEL_DROP;
        for (int j = 0; j < v[i].count; j++, y += NAME_PITCH)
            canvas_label(c->p.k, (point){c->p.right + NAME_GAP, y},
                         v[i].lines[j], &l);
    }
}

/* Name and last value at the end of a line. */
static void put_end(line_chart *c, const doc_series *s, int colour) {
    size_t last = c->d->categories.n;
    while (last > 0 && !draw_has_value(draw_point_of(s, last - 1)))
        last--;
    if (last == 0)
        return;
    const figure *f = draw_point_of(s, last - 1);
    arena *a = c->p.k->c->a;
    str text = str_cat(a, str_cat(a, s->name, S(" ")), f->text);
    label l = {.s = STYLE_CHART,
               .align = ALIGN_CENTER,
               .colour = colour,
               .boxed = true};
    point at = spot_of(c, last - 1, f->value);
    mpt half = canvas_label_width(c->p.k, text, &l) / 2 + 2000;
    at.x = at.x + half > c->p.right ? c->p.right - half : at.x;
    at.x = at.x - half < c->p.left ? c->p.left + half : at.x;
    mpt y = at.y - TARGET_OVER;
    if (falls_to(s, last - 1) && at.y + UNDER < c->p.y.from)
        y = at.y + UNDER;
    mpt w = canvas_label(c->p.k, (point){at.x, y}, text, &l);
    uint8_t marks = f->marks;
    if (c->quiet)
        marks &= (uint8_t)~MARK_ILLUSTRATIVE;
    canvas_marks(c->p.k, (point){at.x + w / 2, y}, marks);
}

/* Years under the axis, one in two or three when they would touch. */
static void put_years(line_chart *c) {
    label l = {
        .s = STYLE_CHART, .align = ALIGN_CENTER, .colour = COLOR_GRAY600};
    mpt widest = 0;
    for (size_t i = 0; i < c->d->categories.n; i++) {
        mpt w = canvas_label_width(c->p.k, c->d->categories.v[i], &l);
        widest = w > widest ? w : widest;
    }
    size_t every = 1;
    while ((mpt)every * c->pitch < widest + 4000 && every < c->d->categories.n)
        every++;
    for (size_t i = 0; i < c->d->categories.n; i++) {
        mpt x = c->first + (mpt)i * c->pitch, y = c->p.y.from;
        canvas_line(c->p.k, (point){x, y}, (point){x, y + TICK},
                    STROKE(COLOR_INK, AXIS_LINE));
        if (i % every == 0)
            canvas_label(c->p.k, (point){x, y + CATEGORY_BASE},
                         c->d->categories.v[i], &l);
    }
}

static void put_breaks(line_chart *c) {
    paint dotted = STROKE(COLOR_GRAY600, BREAK_WIDTH);
    dotted.dash[0] = 700;
    dotted.dash[1] = 2000;
    for (size_t i = 0; i < c->d->breaks.n; i++) {
        uint32_t at = c->d->breaks.v[i];
        if (at == 0 || at >= c->d->categories.n)
            continue;
        mpt x = c->first + (mpt)at * c->pitch - c->pitch / 2;
        canvas_line(c->p.k, (point){x, c->p.y.to}, (point){x, c->p.y.from},
                    dotted);
    }
}

static void set_pitch(line_chart *c) {
    label l = {.s = STYLE_CHART, .colour = NO_COLOR};
    size_t n = c->d->categories.n;
    mpt edge = 0;
    for (size_t i = 0; i<n; i += n> 1 ? n - 1 : 1) {
        mpt w = canvas_label_width(c->p.k, c->d->categories.v[i], &l) / 2;
        edge = w > edge ? w : edge;
    }
    mpt room = c->p.right - c->p.left - 2 * edge;
    c->first = c->p.left + edge;
    c->pitch = n > 1 ? room / (mpt)(n - 1) : 0;
    if (n == 1)
        c->first += room / 2;
}

void draw_line_chart(canvas *k, const doc_drawing *d) {
    double lo = 0, hi = 1;
    doc_axis(d, &lo, &hi);
    line_chart c = {.d = d, .quiet = draw_is_quiet(d)};
    c.n = draw_stacked_series(d, c.v, MOST);
    c.p = plot_open(k, lo, hi, c.n > 1 ? names_width(&c, k) : 0);
    c.target = draw_series_of(d, SERIES_TARGET);
    set_pitch(&c);
    put_breaks(&c);
    put_years(&c);
    if (c.n == 1)
        put_values(&c, c.v[0]);
    plot_axis(&c.p);
    if (c.target) {
        paint dashed = STROKE(COLOR_GRAY600, TARGET);
        dashed.dash[0] = 3500;
        dashed.dash[1] = 2000;
        put_curve(&c, c.target, dashed);
    }
    for (size_t i = 0; i < c.n; i++) {
        paint solid = STROKE((int)line_colours[i], OBSERVED);
        solid.round = true;
        put_curve(&c, c.v[i], solid);
    }
    for (size_t i = 0; i < c.n; i++)
        put_points(&c, c.v[i], i);
    if (c.target)
        put_end(&c, c.target, COLOR_GRAY800);
    if (c.n > 1)
        put_names(&c);
}
