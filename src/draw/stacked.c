/* Stacked bars, one under the other, with the share of each series
   (charter §11, « Barres empilées », several). */
#include "draw/draw_int.h"

enum {
    BAR = 14000,
    PITCH = 21000,
    PAD = 3500,    /* above a bar in its row */
    BASE = 10200,  /* baseline in a bar */
    LINE = 9500,   /* of a name of two lines */
    TICKS = 17500, /* height of the tick labels */
    TICK_BASE = 10500,
    GAP = 12000, /* between plot and legend */
    TOTAL_GAP = 3500,
    SEPARATOR = 900,
    AXIS = 700,
    GRID = 350,
    MOST = 16
};

typedef struct stack {
    canvas *k;
    const doc_drawing *d;
    const doc_series *v[MOST];
    size_t n;
    legend_entry legend[MOST];
    figure *totals;
    label name, total;
    scale s;
    double per; /* what a printed unit is worth */
    mpt plot_bottom;
} stack;

static bool in_kind(const doc_series *s) {
    return s->role == SERIES_IN_KIND;
}

static double amount(const doc_series *s, size_t i) {
    double v = draw_value_of(draw_point_of(s, i));
    return v > 0 ? v : 0;
}

/* The total of a bar, marked partial when a part of it is missing. */
static figure add_up(const stack *t, size_t category) {
    figure f = {.why = MISSING_NONE};
    for (size_t i = 0; i < t->n; i++) {
        const figure *p = draw_point_of(t->v[i], category);
        f.value += amount(t->v[i], category);
        if (draw_has_value(p) && p->decimals > f.decimals)
            f.decimals = p->decimals;
        if (p && p->why != MISSING_NONE && p->why != MISSING_IRRELEVANT)
            f.marks |= MARK_PARTIAL;
    }
    f.text = draw_number(t->k->c->a, f.value / t->per, f.decimals);
    return f;
}

static void note_total(stack *t, size_t category) {
    printed_figure *p =
        canvas_note_made(t->k, t->totals[category].text, t->per);
    for (size_t i = 0; i < t->n; i++)
        canvas_note_part(t->k, p, draw_point_of(t->v[i], category), false);
}

static void note_share(stack *t, size_t series) {
    printed_figure *p = canvas_note_made(t->k, t->legend[series].share, 1);
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j < t->d->categories.n; j++) {
            const figure *f = draw_point_of(t->v[i], j);
            canvas_note_part(t->k, p, f, true);
            if (i == series)
                canvas_note_part(t->k, p, f, false);
        }
}

static double add_all(stack *t) {
    double most = 0, all = 0;
    arena *a = t->k->c->a;
    t->totals = NEW_ARRAY(a, figure, t->d->categories.n);
    for (size_t i = 0; i < t->d->categories.n; i++) {
        t->totals[i] = add_up(t, i);
        all += t->totals[i].value;
        most = t->totals[i].value > most ? t->totals[i].value : most;
    }
    for (size_t i = 0; i < t->n; i++) {
        double sum = 0;
        for (size_t j = 0; j < t->d->categories.n; j++)
            sum += amount(t->v[i], j);
        t->legend[i] = (legend_entry){t->v[i]->name, draw_percent(a, sum, all),
                                      i, in_kind(t->v[i]), false};
    }
    return most;
}

/* Places names, plot and legend; gives the width of the legend at the right, 0
   when it goes under the plot. */
static mpt divide(stack *t, double most) {
    mpt names = 0, totals = 0, width = t->k->d->width;
    for (size_t i = 0; i < t->d->categories.n; i++) {
        mpt n = canvas_label_width(t->k, t->d->categories.v[i], &t->name);
        mpt v = canvas_value_width(t->k, &t->totals[i], &t->total);
        names = n > names ? n : names;
        totals = v > totals ? v : totals;
    }
    t->s = scale_from(0, most > 0 ? most : 1, doc_scale_step(0, most, 4));
    if (t->per > t->s.step)
        t->s.decimals = scale_from(0, 1, t->s.step / t->per).decimals;
    t->s.from = (names > width / 3 ? width / 3 : names) + MM(3);
    totals += TOTAL_GAP + 2000;
    mpt legend = legend_width(t->k, t->legend, t->n);
    mpt plot = width - t->s.from - totals - GAP - legend;
    if (plot < width * 2 / 5) {
        legend = 0;
        plot = width - t->s.from - totals;
    }
    t->s.to = t->s.from + (plot > 0 ? plot : 0);
    return legend;
}

static void put_grid(stack *t) {
    static const label tick = {
        .s = STYLE_CHART, .align = ALIGN_CENTER, .colour = COLOR_GRAY600};
    mpt y = t->plot_bottom;
    for (int i = 0; i * t->s.step <= t->s.hi * (1 + 1e-9); i++) {
        mpt x = scale_at(&t->s, i * t->s.step);
        if (i > 0)
            canvas_line(t->k, (point){x, 0}, (point){x, y},
                        STROKE(COLOR_GRAY300, GRID));
        str text =
            draw_number(t->k->c->a, i * t->s.step / t->per, t->s.decimals);
        canvas_label(t->k, (point){x, y + TICK_BASE}, text, &tick);
    }
}

static void put_stack(stack *t, size_t category) {
    mpt y = (mpt)category * PITCH + PAD;
    double sum = 0;
    str lines[2];
    int n = canvas_split(t->k, t->d->categories.v[category], &t->name,
                         t->s.from - MM(3), lines);
    for (int j = 0; j < n; j++)
        canvas_label(t->k,
                     (point){t->s.from - MM(3),
                             y + BASE - (n - 1) * LINE / 2 + j * LINE},
                     lines[j], &t->name);
    mpt x = t->s.from;
    for (size_t i = 0; i < t->n; i++) {
        sum += amount(t->v[i], category);
        mpt end = scale_at(&t->s, sum);
        if (end == x)
            continue;
        canvas_segment(t->k, (rect){x, y, end - x, BAR}, i, in_kind(t->v[i]));
        if (x > t->s.from)
            canvas_line(t->k, (point){x, y}, (point){x, y + BAR},
                        STROKE(COLOR_WHITE, SEPARATOR));
        x = end;
    }
    canvas_value(t->k, (point){x + TOTAL_GAP, y + BASE}, &t->totals[category],
                 &t->total);
}

void draw_stacked_bars(canvas *k, const doc_drawing *d) {
    stack t = {.k = k, .d = d, .per = d->per > 0 ? d->per : 1};
    t.n = draw_stacked_series(d, t.v, MOST);
    t.name = (label){
        .s = STYLE_TABLE_TOTAL, .align = ALIGN_RIGHT, .colour = COLOR_INK};
    t.total =
        (label){.s = STYLE_CHART_VALUE, .colour = COLOR_INK, .boxed = true};
    mpt legend = divide(&t, add_all(&t));
    t.plot_bottom = (mpt)d->categories.n * PITCH;
    put_grid(&t);
    for (size_t i = 0; i < d->categories.n; i++)
        put_stack(&t, i);
    for (size_t i = 0; i < d->categories.n; i++)
        note_total(&t, i);
    for (size_t i = 0; i < t.n; i++)
        note_share(&t, i);
    canvas_line(k, (point){t.s.from, 0}, (point){t.s.from, t.plot_bottom},
                STROKE(COLOR_INK, AXIS));
    k->d->height = t.plot_bottom + TICKS;
    if (legend) {
        rect at = {k->d->width - legend, 0, legend, 0};
        mpt h = legend_column(k, t.legend, t.n, at);
        k->d->height = h > k->d->height ? h : k->d->height;
    } else {
        rect at = {0, k->d->height, k->d->width, 0};
        k->d->height += legend_lines(k, t.legend, t.n, at);
    }
}
