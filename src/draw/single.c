/* One stacked bar, its names underneath (charter §11, « Barres empilées »). A
   series a segment, or the categories of the only series. */
#include "draw/draw_int.h"

enum {
    BAR = 14000,
    BASE = 10200,
    NAME_BASE = 24500,
    LEVEL = 10500, /* between lines of names */
    DESCENT = 3500,
    NAME_GAP = 6000,
    SEPARATOR = 900,
    LEADER = 350,
    MOST = 16
};

typedef struct segment {
    str name;
    double value;
    bool in_kind;
    mpt from, to;
} segment;

static size_t read_segments(const doc_drawing *d, segment *out) {
    const doc_series *v[MOST];
    size_t n = stacked_series(d, v, MOST), kept = 0;
    bool by_category = n == 1 && d->categories.n > 1;
    size_t all = by_category ? d->categories.n : n;
    for (size_t i = 0; i < all && kept < MOST; i++) {
        const doc_series *s = by_category ? v[0] : v[i];
        double value = value_of(point_of(s, by_category ? i : 0));
        if (value > 0)
            out[kept++] = (segment){by_category ? d->categories.v[i] : s->name,
                                    value, s->role == SERIES_IN_KIND, 0, 0};
    }
    return kept;
}

static double place_segments(segment *v, size_t n, mpt width) {
    double total = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        total += v[i].value;
    for (size_t i = 0; i < n; i++) {
        v[i].from = to_mpt(width * sum / total);
        sum += v[i].value;
        v[i].to = to_mpt(width * sum / total);
    }
    return total;
}

static void put_one(canvas *k, const segment *s, size_t i, double total) {
    put_segment(k, (rect){s->from, 0, s->to - s->from, BAR}, i, s->in_kind);
    if (i > 0)
        put_line(k, (point){s->from, 0}, (point){s->from, BAR},
                 STROKE(COLOR_WHITE, SEPARATOR));
    label l = {.s = STYLE_CHART_VALUE, .align = ALIGN_CENTER};
    l.colour = (int)segment_ink(i, s->in_kind, &l.boxed);
    str share = percent_text(k->c->a, s->value, total);
    mpt room = s->to - s->from;
    if (room >= MM(9) && label_width(k, share, &l) + 4000 <= room)
        put_label(k, (point){(s->from + s->to) / 2, BASE}, share, &l);
}

/* Names stand at the left edge of their segment, the last one at its right
   edge; one that would touch its neighbour goes a line lower, with a leader.
   Gives the number of lines. */
static int put_names(canvas *k, const segment *v, size_t n) {
    label l = {.s = STYLE_CHART, .colour = NO_COLOR};
    mpt ends[MOST] = {0};
    int lines = 1;
    for (size_t i = 0; i < n; i++) {
        mpt width = label_width(k, v[i].name, &l);
        mpt x = v[i].from;
        if (i + 1 == n || x + width > k->d->width)
            x = (i + 1 == n ? v[i].to : k->d->width) - width;
        x = x < 0 ? 0 : x;
        int level = 0;
        while (level < (int)i && ends[level] > 0 && x < ends[level] + NAME_GAP)
            level++;
        mpt base = NAME_BASE + level * LEVEL;
        if (level > 0)
            put_line(k, (point){x, BAR}, (point){x, base - LEVEL / 2},
                     STROKE(COLOR_GRAY500, LEADER));
        put_label(k, (point){x, base}, v[i].name, &l);
        ends[level] = x + width;
        lines = level + 1 > lines ? level + 1 : lines;
    }
    return lines;
}

void draw_single_bar(canvas *k, const doc_drawing *d) {
    segment v[MOST];
    size_t n = read_segments(d, v);
    double total = place_segments(v, n, k->d->width);
    for (size_t i = 0; i < n; i++)
        put_one(k, &v[i], i, total);
    int lines = put_names(k, v, n);
    k->d->height = NAME_BASE + (lines - 1) * LEVEL + DESCENT;
}
