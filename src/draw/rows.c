/* Bullets, trends and progress as a figure: a row each, with its name and its
   numbers (charter, page 3 in a third of the measure, page 11 beside). */
#include "draw/draw_int.h"

enum {
    NARROW_MM = 60,
    BAR_MM = 54,
    ROW = 17500,
    ROW_TWO = 24500, /* a name of two lines */
    ROW_NARROW = 30000,
    LINE = 10500,
    NAME_BASE = 8000,
    NAME_TO_BAR = 13000,
    GAP = 8500
};

typedef struct rows {
    canvas *k;
    const doc_drawing *d;
    const small_kind *kind;
    mpt names;  /* width of the names */
    bool quiet; /* the caption says that values are illustrative */
    bool series;
} rows;

static const label name_label = {.s = STYLE_CHART, .colour = NO_COLOR};
static const label value_label = {.s = STYLE_CHART_VALUE, .colour = NO_COLOR};

static size_t count_rows(const rows *r) {
    return r->series ? r->d->series.n : r->d->categories.n;
}

static str name_of(const rows *r, size_t i) {
    return r->series ? r->d->series.v[i].name : r->d->categories.v[i];
}

/* Its unit is part of a number only for « % » and « € ». */
static figure shown(const rows *r, const figure *f) {
    figure g = *f;
    if (r->quiet)
        g.marks &= (uint8_t)~MARK_ILLUSTRATIVE;
    bool bears = str_eq(f->unit, S("%")) || str_eq(f->unit, S("€"));
    arena *a = r->k->c->a;
    if (bears && draw_has_value(f))
        g.text = str_cat(a, str_cat(a, f->text, S("\u00A0")), f->unit);
    return g;
}

/* « 11 % → 25 % »; its width. Only measured when `put` is false. */
static mpt pair(const rows *r, size_t i, point at, bool put) {
    const figure *v[2];
    r->kind->pair(r->d, i, v);
    mpt x = at.x;
    for (int j = 0; j < 2 && v[j]; j++) {
        figure g = shown(r, v[j]);
        if (j && put)
            canvas_label(r->k, (point){x, at.y}, S(" → "), &value_label);
        if (j)
            x += canvas_label_width(r->k, S(" → "), &value_label);
        if (put)
            canvas_value(r->k, (point){x, at.y}, &g, &value_label);
        x += canvas_value_width(r->k, &g, &value_label);
    }
    return x - at.x;
}

/* In a third of the measure: name and numbers above. */
static mpt put_narrow(rows *r, size_t i, mpt y) {
    mpt width = r->k->d->width, numbers = pair(r, i, (point){0, 0}, false);
    str lines[2];
    canvas_split(r->k, name_of(r, i), &name_label, width - numbers - GAP,
                 lines);
    canvas_label(r->k, (point){0, y + NAME_BASE}, lines[0], &name_label);
    pair(r, i, (point){width - numbers, y + NAME_BASE}, true);
    r->kind->put(r->k, r->d, i,
                 (rect){0, y + NAME_TO_BAR, width, r->kind->height});
    return ROW_NARROW;
}

/* In more: name, drawing, numbers, side by side. */
static mpt put_wide(rows *r, size_t i, mpt y) {
    str lines[2];
    int n = canvas_split(r->k, name_of(r, i), &name_label, r->names, lines);
    mpt height = n == 2 ? ROW_TWO : ROW;
    mpt base = y + height / 2 + LABEL_DROP;
    for (int j = 0; j < n; j++)
        canvas_label(r->k, (point){0, base - (n - 1) * LINE / 2 + j * LINE},
                     lines[j], &name_label);
    rect box = {r->names + GAP, y + (height - r->kind->height) / 2, MM(BAR_MM),
                r->kind->height};
    r->kind->put(r->k, r->d, i, box);
    pair(r, i, (point){box.x + box.w + GAP, base}, true);
    return height;
}

/* Names take what the widest needs, and no more than is left. */
static void measure(rows *r) {
    mpt numbers = 0;
    for (size_t i = 0; i < count_rows(r); i++) {
        mpt name = canvas_label_width(r->k, name_of(r, i), &name_label);
        mpt n = pair(r, i, (point){0, 0}, false);
        r->names = name > r->names ? name : r->names;
        numbers = n > numbers ? n : numbers;
    }
    mpt left = r->k->d->width - MM(BAR_MM) - 2 * GAP - numbers;
    r->names = r->names > left ? left : r->names;
}

void draw_rows(canvas *k, const doc_drawing *d, const small_kind *kind) {
    rows r = {.k = k,
              .d = d,
              .kind = kind,
              .quiet = draw_is_quiet(d),
              .series = d->kind == DRAW_SPARKLINE};
    measure(&r);
    bool narrow = k->d->width <= MM(NARROW_MM);
    mpt y = 0;
    for (size_t i = 0; i < count_rows(&r); i++)
        y += narrow ? put_narrow(&r, i, y) : put_wide(&r, i, y);
    k->d->height = y;
}
