/* Vertical bars in groups, with targets (charter §11, « Barres groupées »). */
#include "draw/axes.h"

enum {
    BAR_MM10 = 70,    /* 7 mm */
    GROUP_MM10 = 190, /* pitch of the groups, at most 1.5 times that */
    BETWEEN = 1701,   /* 0.6 mm between the bars of a group */
    OVER = 2835,      /* 1 mm: the target is wider than its group */
    TARGET = 1600,
    INSIDE = 9000, /* a value's baseline under the top of its bar */
    LEAST = 12000, /* bars lower than that bear their value above */
    ABOVE = 3000,
    MOST = 6
};

typedef struct group_chart {
    plot p;
    const doc_drawing *d;
    const doc_series *v[MOST], *target;
    size_t n;
    mpt pitch, bar, between;
    bool quiet;
} group_chart;

/* Two series are older and recent; more follow the order of stacks. */
static void put_column(group_chart *g, rect r, size_t i) {
    if (r.h <= 0)
        return;
    if (g->n > 2) {
        canvas_segment(g->p.k, r, i, false);
        return;
    }
    bool recent = i + 1 == g->n;
    paint p = FILL(recent ? COLOR_ACCENT700 : COLOR_ACCENT150);
    if (!recent) {
        p.stroke = COLOR_ACCENT700;
        p.width = 600;
    }
    canvas_rect(g->p.k, r, p);
}

static color ink_of(const group_chart *g, size_t i, bool *boxed) {
    *boxed = false;
    if (g->n > 2)
        return canvas_segment_ink(i, false, boxed);
    return i + 1 == g->n ? COLOR_WHITE : COLOR_INK;
}

static void put_column_value(group_chart *g, rect r, const figure *f,
                             size_t i) {
    label l = {.s = STYLE_CHART_VALUE, .align = ALIGN_CENTER};
    figure shown = *f;
    if (g->quiet)
        shown.marks &= (uint8_t)~MARK_ILLUSTRATIVE;
    bool inside = draw_has_value(f) && r.h >= LEAST &&
                  canvas_value_width(g->p.k, &shown, &l) <= g->bar;
    l.colour = COLOR_GRAY800;
    mpt y = r.y - ABOVE;
    if (inside) {
        l.colour = (int)ink_of(g, i, &l.boxed);
        y = r.y + INSIDE;
    } else if (draw_value_of(f) < 0) {
        y = r.y + r.h + INSIDE;
    }
    canvas_value(g->p.k, (point){r.x + r.w / 2, y}, &shown, &l);
}

static mpt group_width(const group_chart *g) {
    return (mpt)g->n * g->bar + (mpt)(g->n - 1) * g->between;
}

static void put_group(group_chart *g, size_t category, mpt middle) {
    mpt x = middle - group_width(g) / 2;
    mpt zero = scale_at(&g->p.y, g->p.y.lo > 0 ? g->p.y.lo : 0);
    for (size_t i = 0; i < g->n; i++, x += g->bar + g->between) {
        const figure *f = draw_point_of(g->v[i], category);
        if (!f)
            continue;
        mpt y = draw_has_value(f) ? scale_at(&g->p.y, f->value) : zero;
        rect r = {x, y < zero ? y : zero, g->bar,
                  y < zero ? zero - y : y - zero};
        put_column(g, r, i);
        put_column_value(g, r, f, i);
    }
    const figure *t = draw_point_of(g->target, category);
    mpt half = group_width(g) / 2 + (g->bar < 2 * OVER ? g->bar / 4 : OVER);
    if (draw_has_value(t))
        canvas_line(g->p.k, (point){middle - half, scale_at(&g->p.y, t->value)},
                    (point){middle + half, scale_at(&g->p.y, t->value)},
                    STROKE(COLOR_INK, TARGET));
}

static void put_category(group_chart *g, size_t i, mpt middle) {
    label l = {.s = STYLE_CHART, .align = ALIGN_CENTER, .colour = NO_COLOR};
    if (draw_is_highlighted(g->d, i)) {
        l.weight = 600;
        l.colour = COLOR_INK;
    }
    str lines[2];
    int n =
        canvas_split(g->p.k, g->d->categories.v[i], &l, g->pitch - 4000, lines);
    for (int j = 0; j < n; j++)
        canvas_label(g->p.k,
                     (point){middle, g->p.y.from + CATEGORY_BASE + j * 9000},
                     lines[j], &l);
    mpt height = g->p.y.from + CATEGORIES + (n - 1) * 9000;
    if (height > g->p.k->d->height)
        g->p.k->d->height = height;
}

static void put_group_legend(group_chart *g) {
    legend_entry v[MOST + 1];
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++) /* looks of §4.1: pale, then full */
        v[n++] = (legend_entry){g->v[i]->name, STR_NONE,
                                g->n > 2        ? i
                                : i + 1 == g->n ? 2
                                                : 3,
                                false, false};
    if (g->target)
        v[n++] = (legend_entry){g->target->name, STR_NONE, 0, false, true};
    if (n < 2)
        return;
    drawing *d = g->p.k->d;
    rect at = {g->p.left, d->height, d->width - g->p.left, 0};
    d->height += legend_lines(g->p.k, v, n, at);
}

/* Bars of 7 mm in groups of 19 mm, narrower when there are many. */
static void set_pitch(group_chart *g, mpt room) {
    mpt wanted = MM(GROUP_MM10 / 10.0), n = (mpt)g->d->categories.n;
    g->pitch = n ? room / n : wanted;
    if (g->pitch > wanted * 3 / 2)
        g->pitch = wanted * 3 / 2;
    g->bar = MM(BAR_MM10 / 10.0);
    g->between = BETWEEN;
    mpt most = g->pitch * 4 / 5;
    if (g->n > 0 && group_width(g) > most) {
        g->between = BETWEEN / 2;
        g->bar = (most - (mpt)(g->n - 1) * g->between) / (mpt)g->n;
    }
}

void draw_grouped_bars(canvas *k, const doc_drawing *d) {
    double lo, hi;
    plot_range(d, &lo, &hi);
    group_chart g = {.d = d, .quiet = draw_is_quiet(d)};
    g.p = plot_open(k, lo < 0 ? lo : 0, hi > 0 ? hi : 0, 0);
    g.n = draw_stacked_series(d, g.v, MOST);
    g.target = draw_series_of(d, SERIES_TARGET);
    set_pitch(&g, g.p.right - g.p.left);
    mpt first =
        g.p.left + (g.p.right - g.p.left - g.pitch * (mpt)d->categories.n) / 2;
    for (size_t i = 0; i < d->categories.n; i++) {
        mpt middle = first + g.pitch * (mpt)i + g.pitch / 2;
        put_group(&g, i, middle);
        put_category(&g, i, middle);
    }
    plot_axis(&g.p);
    put_group_legend(&g);
}
