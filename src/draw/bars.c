/* Horizontal bars (charter §11, « Barres horizontales »). */
#include "draw/draw_int.h"

enum {
    BAR = 9000,
    PITCH = 17500,
    PITCH_MINI = 16000, /* in a third of the measure */
    PITCH_TWO = 24500,  /* a label of two lines */
    LINE = 10500,       /* between them */
    VALUE_GAP = 3000,
    AXIS = 700,
    TARGET = 1600,
    TARGET_OVER = 2000 /* above and under the bar */
};

typedef struct bar_chart {
    canvas *k;
    const doc_drawing *d;
    const doc_series *values, *target;
    label name, value;
    mpt names, pitch; /* width of the names; row pitch */
    scale s;
    bool quiet; /* the caption says that values are illustrative */
} bar_chart;

static figure shown(const bar_chart *b, const figure *f) {
    figure g = *f;
    if (b->quiet)
        g.marks &= (uint8_t)~MARK_ILLUSTRATIVE;
    return g;
}

static void measure_names(bar_chart *b) {
    mpt limit = b->k->d->width * 2 / 5, widest = 0;
    label bold = b->name;
    bold.weight = 600;
    for (size_t i = 0; i < b->d->categories.n; i++) {
        mpt w = canvas_label_width(b->k, b->d->categories.v[i], &bold);
        if (w > widest)
            widest = w;
    }
    b->names = widest > limit ? limit : widest;
}

/* Bounds of the values, zero among them, and the room their texts need. */
static mpt measure_values(bar_chart *b, double *lo, double *hi) {
    mpt widest = 0;
    *lo = *hi = 0;
    for (size_t i = 0; i < b->d->categories.n; i++) {
        const figure *f = draw_point_of(b->values, i);
        double v = draw_value_of(f),
               t = draw_value_of(draw_point_of(b->target, i));
        *lo = v < *lo ? v : t < *lo ? t : *lo;
        *hi = v > *hi ? v : *hi;
        *hi = t > *hi ? t : *hi;
        if (!f)
            continue;
        figure g = shown(b, f);
        mpt w = canvas_value_width(b->k, &g, &b->value);
        widest = w > widest ? w : widest;
    }
    return widest + VALUE_GAP;
}

static void set_scale(bar_chart *b) {
    double lo, hi;
    mpt room = measure_values(b, &lo, &hi);
    b->s = scale_from(lo, hi, 1);
    b->s.from = b->names + MM(2.5) + (lo < 0 ? room : 0);
    b->s.to = b->k->d->width - room;
    if (b->s.to < b->s.from)
        b->s.to = b->s.from;
}

/* Gives the row's height. */
static mpt put_name(bar_chart *b, size_t i, mpt y) {
    label l = b->name;
    if (draw_is_highlighted(b->d, i)) {
        l.weight = 600;
        l.colour = COLOR_INK;
    }
    str lines[2];
    int n = canvas_split(b->k, b->d->categories.v[i], &l, b->names, lines);
    mpt height = n == 2 ? PITCH_TWO : b->pitch;
    mpt base = y + height / 2 + LABEL_DROP - (n - 1) * LINE / 2;
    for (int j = 0; j < n; j++)
        canvas_label(b->k, (point){b->names, base + j * LINE}, lines[j], &l);
    return height;
}

static void put_bar(bar_chart *b, size_t i, mpt middle) {
    const figure *f = draw_point_of(b->values, i);
    mpt zero = scale_at(&b->s, 0), end = scale_at(&b->s, draw_value_of(f));
    rect r = {zero < end ? zero : end, middle - BAR / 2,
              zero < end ? end - zero : zero - end, BAR};
    if (r.w > 0)
        canvas_rect(b->k, r, FILL(COLOR_ACCENT500));
    if (!f)
        return;
    label l = b->value;
    if (draw_is_highlighted(b->d, i))
        l.colour = COLOR_INK;
    mpt x = end + VALUE_GAP;
    if (end < zero) {
        l.align = ALIGN_RIGHT;
        x = end - VALUE_GAP;
    }
    figure g = shown(b, f);
    canvas_value(b->k, (point){x, middle + LABEL_DROP}, &g, &l);
}

static void put_target(bar_chart *b, size_t i, mpt middle) {
    const figure *f = draw_point_of(b->target, i);
    if (!draw_has_value(f))
        return;
    mpt x = scale_at(&b->s, f->value) - TARGET / 2;
    canvas_rect(b->k,
                (rect){x, middle - BAR / 2 - TARGET_OVER, TARGET,
                       BAR + 2 * TARGET_OVER},
                FILL(COLOR_INK));
}

void draw_bars(canvas *k, const doc_drawing *d) {
    bar_chart b = {.k = k, .d = d};
    b.values = draw_series_of(d, SERIES_OBSERVED);
    b.target = draw_series_of(d, SERIES_TARGET);
    b.name =
        (label){.s = STYLE_CHART, .align = ALIGN_RIGHT, .colour = NO_COLOR};
    b.value = (label){.s = STYLE_CHART_VALUE, .colour = NO_COLOR};
    b.pitch = k->d->width <= MM(60) ? PITCH_MINI : PITCH;
    b.quiet = draw_is_quiet(d);
    measure_names(&b);
    set_scale(&b);
    mpt y = 0;
    for (size_t i = 0; i < d->categories.n; i++) {
        mpt height = put_name(&b, i, y);
        put_bar(&b, i, y + height / 2);
        put_target(&b, i, y + height / 2);
        y += height;
    }
    mpt zero = scale_at(&b.s, 0);
    canvas_line(k, (point){zero, 0}, (point){zero, y}, STROKE(COLOR_INK, AXIS));
    k->d->height = y;
}
