/* What a formula reads: published values, runs of them over periods, lists of
   records, each by the cells that hold it. */
#include "book/formulas_int.h"

#include "expr/expr_tree.h"

static const indicator *indicator_of(const maker *k, const void *series) {
    const expr_host *h = calc_host(k->v->c);
    const model *m = k->v->m;
    for (size_t i = 0; i < m->indicators.n; i++) {
        str unit;
        if (h->series(h->self, m->indicators.v[i].head.id, &unit) == series)
            return &m->indicators.v[i];
    }
    return NULL;
}

/* What a name in brackets stands for. */
typedef struct bracket {
    value_level level;
    perimeter scope;
    bool found;
} bracket;

static bracket place_named(const maker *k, const void *handle) {
    const model *m = k->v->m;
    const expr_host *h = calc_host(k->v->c);
    if (h->level(h->self, S("campus")) == handle)
        return (bracket){.found = true};
    for (size_t i = 0; i < m->partners.n; i++)
        if (h->level(h->self, m->partners.v[i].head.id) == handle)
            return (bracket){{.record = &m->partners.v[i]}, 0, true};
    for (int s = PERIMETER_ABSENT + 1; s < PERIMETER_COUNT; s++)
        if (h->level(h->self, word_of(&words_perimeter, s)) == handle)
            return (bracket){.scope = (perimeter)s, .found = true};
    return (bracket){0};
}

/* --- One value ---------------------------------------------------------------
 */

/* Under a mask each operand is aggregated again, formulas over formulas. */
static bool read_masked(const reading *x, const indicator *i, period p,
                        emit_cell *out) {
    maker *k = x->k;
    int d = calc_decimals(k->v->c, i);
    const expr *e = calc_formula(k->v->c, i);
    if (e) {
        value_row at = *x->at;
        at.of = i;
        at.period = p;
        reading inner = *x;
        inner.at = &at;
        inner.outer = (reading *)x;
        emit_sheet sheet = book_reader(&inner);
        return book_emit_operand(k->a, e, &sheet, d, out) == EMIT_DONE;
    }
    aggregate g;
    if (!book_aggregate(x, i, p, &g))
        return false;
    str v = book_rounded(k->a, g.value, d, g.fraction);
    if (d == 0 && g.fraction)
        v = str_fmt(k->a, "(%.*s)", STR_ARG(v));
    *out = (emit_cell){.ref = v,
                       .available = g.available,
                       .has = g.has,
                       .whole = d == 0,
                       .value = g.has ? num_round(g.x, d) : 0};
    return true;
}

static bool read_row(const reading *x, const figure *f, emit_cell *out) {
    const value_row *r = book_row_of(x->k, f);
    if (r)
        *out = book_value_cell(x->k, r);
    return r != NULL;
}

static bool read_cell(void *self, const void *series, const void *level,
                      period p, emit_cell *out) {
    const reading *x = self;
    const calc *c = x->k->v->c;
    const indicator *i = indicator_of(x->k, series);
    bracket at = level ? place_named(x->k, level)
                       : (bracket){.level = x->at->level, .found = true};
    if (!i || !at.found)
        return false;
    bool typed = p.cal != CAL_NONE;
    if (typed && i->calendar)
        p.cal = i->calendar; /* a bare year is of any calendar */
    else if (!typed)
        p = calc_read_period(c, x->at->of, i, x->at->period);
    if (!p.cal)
        return false;
    if (at.scope)
        return read_row(x, calc_value_in(c, i, at.scope, p), out);
    bool whole = !at.level.record;
    if (!level && !typed && whole && !x->kept.all && book_has_levels(x->k, i))
        return read_masked(x, i, p, out);
    return read_row(x, book_value_at(x->k, i, at.level, p), out);
}

/* --- Values over periods
 * ------------------------------------------------------
 */

/* Periods with values at the level at hand, up to the one that stands for the
   period at hand. */
static size_t known_periods(const reading *x, const indicator *i,
                            const period **p, period *now) {
    const calc *c = x->k->v->c;
    size_t n = calc_periods(c, i, x->at->level.record, p);
    *now = calc_read_period(c, x->at->of, i, x->at->period);
    while (now->cal && n && period_cmp((*p)[n - 1], *now) > 0)
        n--;
    return n;
}

/* Each in a row of its own: « $F$4,$F$9,$F$14 ». */
static bool read_run(void *self, const void *series, emit_range *out) {
    const reading *x = self;
    maker *k = x->k;
    const indicator *i = indicator_of(k, series);
    if (!i || x->at->level.by_course)
        return false;
    const period *p;
    period now;
    size_t n = known_periods(x, i, &p, &now);
    emit_cell *cells = NEW_ARRAY(k->a, emit_cell, n + 1);
    row_list rows = {0};
    for (size_t j = 0; j < n; j++) {
        const value_row *r =
            book_row_of(k, book_value_at(k, i, x->at->level, p[j]));
        if (!r)
            return false;
        cells[rows.n] = book_value_cell(k, r);
        list_push(k->a, &rows, r);
    }
    *out = (emit_range){book_references(k, &rows), cells, rows.n};
    return rows.n > 0;
}

/* The value at hand, then those before it down to the first known one; false
   when the two may not be compared. */
static bool read_before(void *self, const void *series, emit_cell *now,
                        emit_range *out) {
    const reading *x = self;
    maker *k = x->k;
    const calc *c = k->v->c;
    const indicator *i = indicator_of(k, series);
    period at;
    const period *p;
    if (!i || x->at->level.by_course)
        return false;
    size_t n = known_periods(x, i, &p, &at), count = 0;
    emit_cell *cells = NEW_ARRAY(k->a, emit_cell, n + 1);
    if (!at.cal || !read_row(x, book_value_at(k, i, x->at->level, at), now))
        return false;
    while (n && period_cmp(p[n - 1], at) >= 0)
        n--;
    while (n-- > 0) {
        const figure *f = book_value_at(k, i, x->at->level, p[n]);
        if (!read_row(x, f, &cells[count++]))
            return false;
        if (f->why)
            continue;
        *out = (emit_range){.cells = cells, .n = count};
        return calc_may_compare(c, i, x->at->level.record, p[n], at);
    }
    return false;
}

static bool read_records(void *self, str list, emit_records *out) {
    return book_records(((const reading *)self)->k, list, out);
}

/* The next helper cell of the row at hand. */
static emit_cell hoist(void *self, str a, str v, bool has, double value) {
    reading *x = self;
    while (x->outer)
        x = x->outer;
    arena *m = x->k->a;
    for (size_t i = 0; i < x->helpers.n; i++)
        if (str_eq(x->helpers.v[i].value, v) &&
            str_eq(x->helpers.v[i].available, a))
            return x->helpers.v[i].cell;
    buf at = buf_new(m);
    buf_cell_ref(&at, x->at->row,
                 (uint16_t)(book_helpers_column() + x->helpers.n), true);
    emit_cell c = {.ref = buf_take(&at), .has = has, .value = value};
    list_push(m, &x->helpers, (helper_cell){a, v, c});
    return c;
}

static period read_period(void *self) {
    return ((const reading *)self)->at->period;
}

emit_sheet book_reader(reading *x) {
    return (emit_sheet){.self = x,
                        .cell = read_cell,
                        .run = read_run,
                        .before = read_before,
                        .period = read_period,
                        .hoist = x->hoisting ? hoist : NULL,
                        .records = read_records};
}
