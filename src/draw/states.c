/* How many are in each state: one bar in the colours of the states, each with
   its sign and word underneath (charter, page 13). */
#include "draw/draw_int.h"

enum {
    BAR = 14000,
    BASE = 10200,
    NAME_BASE = 26000,
    LINE = 11500,
    DESCENT = 3500,
    SIGN = 7000,
    SIGN_GAP = 2500,
    NAME_GAP = 6000,
    SEPARATOR = 900,
    MOST = 12
};

typedef struct state_look {
    int fill, outline;
    color ink;
    bool hatched;
} state_look;

static const state_look looks[SIGN_COUNT] = {
    [SIGN_OK] = {COLOR_GREEN, NO_COLOR, COLOR_WHITE, false},
    [SIGN_ON_TRACK] = {COLOR_ACCENT300, COLOR_ACCENT700, COLOR_INK, false},
    [SIGN_RUNNING] = {COLOR_ACCENT150, COLOR_ACCENT700, COLOR_INK, false},
    [SIGN_WATCH] = {COLOR_AMBER, NO_COLOR, COLOR_WHITE, false},
    [SIGN_ALERT] = {COLOR_RED, NO_COLOR, COLOR_WHITE, false},
    [SIGN_TO_COME] = {COLOR_WHITE, COLOR_GRAY600, COLOR_INK, false},
    [SIGN_VOID] = {COLOR_WHITE, COLOR_GRAY600, COLOR_INK, false},
    [SIGN_NO] = {COLOR_WHITE, COLOR_GRAY600, COLOR_INK, true},
    [SIGN_IRRELEVANT] = {COLOR_GRAY150, COLOR_GRAY600, COLOR_INK, false},
};

typedef struct state_part {
    str name;
    const figure *count;
    state_sign sign;
    mpt from, to;
} state_part;

static size_t read_parts(const doc_drawing *d, state_part *out) {
    const doc_series *s = draw_series_of(d, SERIES_OBSERVED);
    size_t n = 0;
    for (size_t i = 0; i < d->categories.n && n < MOST; i++) {
        const figure *f = draw_point_of(s, i);
        if (draw_value_of(f) <= 0 || i >= d->signs.n ||
            d->signs.v[i] >= SIGN_COUNT)
            continue;
        out[n++] = (state_part){d->categories.v[i], f, d->signs.v[i], 0, 0};
    }
    return n;
}

static void place_parts(state_part *v, size_t n, mpt width) {
    double total = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        total += draw_value_of(v[i].count);
    for (size_t i = 0; i < n; i++) {
        v[i].from = draw_mpt(width * sum / total);
        sum += draw_value_of(v[i].count);
        v[i].to = draw_mpt(width * sum / total);
    }
}

static void put_part(canvas *k, const state_part *p) {
    const state_look *l = &looks[p->sign];
    rect r = {p->from, 0, p->to - p->from, BAR};
    if (l->hatched) {
        canvas_segment(k, r, 0, true);
    } else {
        paint fill = FILL(l->fill);
        fill.stroke = l->outline;
        fill.width = 600;
        canvas_rect(k, r, fill);
    }
    label at = {.s = STYLE_CHART_VALUE,
                .align = ALIGN_CENTER,
                .colour = (int)l->ink,
                .boxed = l->hatched};
    if (canvas_label_width(k, p->count->text, &at) + 2000 <= r.w)
        canvas_label(k, (point){(p->from + p->to) / 2, BASE}, p->count->text,
                     &at);
}

static const label name_label = {.s = STYLE_CHART, .colour = NO_COLOR};

/* A part too narrow for its number has it beside its name. */
static str name_of(const canvas *k, const state_part *p) {
    label l = {.s = STYLE_CHART_VALUE};
    if (canvas_label_width(k, p->count->text, &l) + 2000 <= p->to - p->from)
        return p->name;
    return str_fmt(k->c->a, "%.*s\xC2\xA0: %.*s", STR_ARG(p->name),
                   STR_ARG(p->count->text));
}

static mpt name_width(const canvas *k, const state_part *p) {
    return SIGN + SIGN_GAP + canvas_label_width(k, name_of(k, p), &name_label);
}

static void put_name(canvas *k, const state_part *p, point at) {
    drawing sign = draw_sign(k->c, p->sign, SIGN);
    draw_place(k->c->a, k->d, &sign, at.x, at.y - sign.baseline);
    canvas_label(k, (point){at.x + SIGN + SIGN_GAP, at.y}, name_of(k, p),
                 &name_label);
}

/* Under the left edge of its part, but clear of the name before and with room
   for those after; a line more when they do not fit on one. */
static void put_names(canvas *k, const state_part *v, size_t n) {
    mpt end = -NAME_GAP, y = NAME_BASE, width = k->d->width;
    for (size_t i = 0; i < n; i++) {
        mpt rest = 0;
        for (size_t j = i; j < n; j++)
            rest += name_width(k, &v[j]) + (j > i ? NAME_GAP : 0);
        mpt x = v[i].from;
        if (x > width - rest)
            x = width - rest;
        if (x < end + NAME_GAP)
            x = end + NAME_GAP;
        if (x + name_width(k, &v[i]) > width) {
            x = 0;
            y += LINE;
        }
        put_name(k, &v[i], (point){x, y});
        end = x + name_width(k, &v[i]);
    }
    k->d->height = y + DESCENT;
}

void draw_states(canvas *k, const doc_drawing *d) {
    state_part v[MOST];
    size_t n = read_parts(d, v);
    place_parts(v, n, k->d->width);
    for (size_t i = 0; i < n; i++)
        put_part(k, &v[i]);
    for (size_t i = 1; i < n; i++)
        canvas_line(k, (point){v[i].from, 0}, (point){v[i].from, BAR},
                    STROKE(COLOR_WHITE, SEPARATOR));
    put_names(k, v, n);
}
