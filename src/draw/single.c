/* One stacked bar, its names underneath (charter §11, « Barres empilées »). A
   series a segment, or the categories of the only series. */
#include "draw/draw_int.h"

enum {
    BAR = 14000,
    BASE = 10200,
    NAME_BASE = 24500,
    DESCENT = 3500,
    NAME_GAP = 2500,
    SEPARATOR = 900,
    LEGEND_GAP = 3500,
    MOST = 16
};

static const label name_label = {.s = STYLE_CHART, .colour = NO_COLOR};

typedef struct segment {
    str name;
    double value;
    const figure *f;
    bool in_kind;
    mpt from, to;
} segment;

static size_t read_segments(const doc_drawing *d, segment *out) {
    const doc_series *v[MOST];
    size_t n = draw_stacked_series(d, v, MOST), kept = 0;
    bool by_category = n == 1 && d->categories.n > 1;
    size_t all = by_category ? d->categories.n : n;
    for (size_t i = 0; i < all && kept < MOST; i++) {
        const doc_series *s = by_category ? v[0] : v[i];
        const figure *f = draw_point_of(s, by_category ? i : 0);
        double value = draw_value_of(f);
        if (value > 0)
            out[kept++] =
                (segment){.name = by_category ? d->categories.v[i] : s->name,
                          .value = value,
                          .f = f,
                          .in_kind = s->role == SERIES_IN_KIND};
    }
    return kept;
}

static double place_segments(segment *v, size_t n, mpt width) {
    double total = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        total += v[i].value;
    for (size_t i = 0; i < n; i++) {
        v[i].from = draw_mpt(width * sum / total);
        sum += v[i].value;
        v[i].to = draw_mpt(width * sum / total);
    }
    return total;
}

static void note_share(canvas *k, const segment *v, size_t n, size_t i,
                       str text) {
    printed_figure *p = canvas_note_made(k, text, 1);
    canvas_note_part(k, p, v[i].f, false);
    for (size_t j = 0; j < n; j++)
        canvas_note_part(k, p, v[j].f, true);
}

/* The share that is printed in it; empty: there is no room. */
static str put_one(canvas *k, const segment *s, size_t i, double total) {
    canvas_segment(k, (rect){s->from, 0, s->to - s->from, BAR}, i, s->in_kind);
    if (i > 0)
        canvas_line(k, (point){s->from, 0}, (point){s->from, BAR},
                    STROKE(COLOR_WHITE, SEPARATOR));
    label l = {.s = STYLE_CHART_VALUE, .align = ALIGN_CENTER};
    l.colour = (int)canvas_segment_ink(i, s->in_kind, &l.boxed);
    str share = draw_percent(k->c->a, s->value, total);
    mpt room = s->to - s->from;
    if (room < MM(9) || canvas_label_width(k, share, &l) + 4000 > room)
        return STR_NONE;
    canvas_label(k, (point){(s->from + s->to) / 2, BASE}, share, &l);
    return share;
}

static mpt name_place(const canvas *k, const segment *v, size_t i, size_t n) {
    mpt width = canvas_label_width(k, v[i].name, &name_label);
    return i + 1 == n ? v[i].to - width : v[i].from;
}

/* Names stand at the left edge of their segment, the last one at its right
   edge; false when two would touch. */
static bool names_fit(const canvas *k, const segment *v, size_t n) {
    mpt end = -NAME_GAP;
    for (size_t i = 0; i < n; i++) {
        mpt x = name_place(k, v, i, n);
        if (x < end + NAME_GAP || x < 0)
            return false;
        end = x + canvas_label_width(k, v[i].name, &name_label);
    }
    return end <= k->d->width;
}

static void put_names(canvas *k, const segment *v, size_t n) {
    for (size_t i = 0; i < n; i++)
        canvas_label(k, (point){name_place(k, v, i, n), NAME_BASE}, v[i].name,
                     &name_label);
    k->d->height = NAME_BASE + DESCENT;
}

/* A legend, when the names do not fit under their segments. */
static void put_legend(canvas *k, const segment *v, size_t n, double total) {
    legend_entry entries[MOST];
    for (size_t i = 0; i < n; i++) {
        str share = draw_percent(k->c->a, v[i].value, total);
        entries[i] = (legend_entry){v[i].name, share, i, v[i].in_kind, false};
        note_share(k, v, n, i, share);
    }
    rect at = {0, BAR + LEGEND_GAP, k->d->width, 0};
    k->d->height = at.y + legend_lines(k, entries, n, at);
}

void draw_single_bar(canvas *k, const doc_drawing *d) {
    segment v[MOST];
    size_t n = read_segments(d, v);
    double total = place_segments(v, n, k->d->width);
    for (size_t i = 0; i < n; i++) {
        str share = put_one(k, &v[i], i, total);
        if (share.n)
            note_share(k, v, n, i, share);
    }
    if (names_fit(k, v, n))
        put_names(k, v, n);
    else
        put_legend(k, v, n, total);
}
