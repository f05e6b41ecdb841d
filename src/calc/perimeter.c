/*
 * Perimeters. The current one is all the establishments that have a value; the
 * constant one those that have a value at every period where one has: between
 * two periods, only what they measure has changed, not who is measured. A
 * typed total is of the current perimeter: it does not stand for the other.
 */
#include "calc/calc_int.h"

static bool known_at(const calc *c, const calc_entry *e, size_t row,
                     size_t at) {
    if (e->computed)
        return calc_known_at(c, e, e->rows.v[row], e->periods.v[at]);
    return !cell_of(e, (int)row, at)->f.why;
}

const uint8_t *calc_constant_levels(const calc *c, calc_entry *e) {
    if (e->constant)
        return e->constant;
    uint8_t *mask = NEW_ARRAY(c->a, uint8_t, c->levels.n + 1);
    uint8_t *known = NEW_ARRAY(c->a, uint8_t, e->rows.n + 1);
    for (size_t row = 0; row < e->rows.n; row++)
        mask[e->rows.v[row]] = 1;
    size_t periods = 0;
    for (size_t p = 0; p < e->periods.n; p++) {
        bool some = false;
        for (size_t row = 0; row < e->rows.n; row++) {
            known[row] = known_at(c, e, row, p);
            some = some || known[row];
        }
        for (size_t row = 0; some && row < e->rows.n; row++)
            mask[e->rows.v[row]] &= known[row];
        periods += some;
    }
    for (size_t row = 0; periods < 2 && row < e->rows.n; row++)
        mask[e->rows.v[row]] = 1; /* nothing to be constant between */
    e->constant = mask;
    return mask;
}

const uint8_t *calc_own_levels(const calc *c, const calc_entry *e) {
    if (e->ind->perimeter != PERIMETER_CONSTANT || !e->rows.n)
        return NULL;
    return calc_constant_levels(c, (calc_entry *)e);
}

const uint8_t *calc_both(const calc *c, const uint8_t *x, const uint8_t *y) {
    if (!x || !y)
        return x ? x : y;
    uint8_t *both = NEW_ARRAY(c->a, uint8_t, c->levels.n + 1);
    for (size_t i = 0; i < c->levels.n; i++)
        both[i] = x[i] && y[i];
    return both;
}

/* --- The figures of another perimeter ------------------------------------- */

/* Do the levels that a mask leaves out matter at that period? */
static bool leaves_out(const calc *c, const calc_entry *e, const uint8_t *mask,
                       size_t at) {
    for (size_t row = 0; row < e->rows.n; row++) {
        const cell *x = cell_of(e, (int)row, at);
        if (!mask[e->rows.v[row]] && x->f.why != MISSING_IRRELEVANT)
            return true;
    }
    const cell *total = cell_of(e, -1, at);
    (void)c;
    return total->typed && total->f.why;
}

static cell *make_cell(const calc *c, calc_entry *e, perimeter scope,
                       size_t at) {
    const uint8_t *mask =
        scope == PERIMETER_CONSTANT ? calc_constant_levels(c, e) : NULL;
    period p = e->periods.v[at];
    cell *x = NEW(c->a, cell);
    x->f = calc_missing(c, e, -1, p, MISSING_UNAVAILABLE);
    gathered g = e->computed ? calc_eval_over(c, e, p, mask)
                             : calc_aggregate(c, e, at, mask);
    calc_put(c, e, x, g);
    buf key = buf_new(c->a);
    buf_fmt(&key, "%.*s@%s@%.*s", STR_ARG(e->ind->head.id),
            mask ? "constant" : "courant", STR_ARG(e->period_keys[at]));
    x->f.key = buf_take(&key);
    x->f.marks |= cell_of(e, -1, at)->f.marks & MARK_BREAK;
    x->listed = true;
    return x;
}

const cell *calc_cell_in(const calc *c, calc_entry *e, perimeter scope,
                         period p) {
    perimeter own = e->ind->perimeter ? e->ind->perimeter : PERIMETER_CURRENT;
    const cell *published = calc_cell_at(e, -1, p);
    int at = calc_period_index(e, p);
    if (!published || !scope || scope == own || !e->rows.n || at < 0 ||
        e->failed)
        return published;
    if (!leaves_out(c, e, calc_constant_levels(c, e), (size_t)at))
        return published;
    str key = str_fmt(c->a, "%.*s %d", STR_ARG(published->f.key), (int)scope);
    cell *x = map_get(&c->scoped, key);
    if (!x) {
        x = make_cell(c, e, scope, (size_t)at);
        map_put(&((calc *)c)->scoped, key, x);
    }
    return x;
}

const figure *calc_value_in(const calc *c, const indicator *i, perimeter scope,
                            period p) {
    calc_entry *e = calc_entry_of(c, i);
    const cell *x = e->cells ? calc_cell_in(c, e, scope, p) : NULL;
    if (!x || x == calc_cell_at(e, -1, p))
        return calc_value(c, i, NULL, p);
    return c->whole ? calc_dated(c, &x->f, calc_value_in(c->whole, i, scope, p))
                    : &x->f;
}

/* --- Names ------------------------------------------------------------------
 */

perimeter calc_scope_named(const calc *c, const void *level) {
    for (int s = PERIMETER_ABSENT + 1; s < PERIMETER_COUNT; s++)
        if (level == (const void *)&c->scopes[s])
            return (perimeter)s;
    return PERIMETER_ABSENT;
}

perimeter calc_set_perimeter(const calc *c, perimeter scope) {
    perimeter before = c->asked;
    ((calc *)c)->asked = scope;
    return before;
}

/* --- What a campus value is made of --------------------------------------- */

calc_levels_kept calc_kept(const calc *c, const indicator *i, perimeter scope,
                           period p) {
    calc_entry *e = calc_entry_of(c, i);
    gathered g = {0};
    const uint8_t *mask = NULL;
    perimeter own = e->ind->perimeter;
    if (scope == PERIMETER_CONSTANT || (!scope && own == PERIMETER_CONSTANT))
        mask = e->cells && e->rows.n ? calc_constant_levels(c, e) : NULL;
    else if (e->computed && e->formula && !e->failed)
        mask = calc_hole_mask(c, e, p, &g);
    if (!mask)
        return (calc_levels_kept){.all = true};
    const void **v = NEW_ARRAY(c->a, const void *, c->levels.n + 1);
    size_t n = 0;
    for (size_t k = 0; k < c->levels.n; k++)
        if (mask[k])
            v[n++] = c->levels.v[k].record;
    return (calc_levels_kept){.v = v, .n = n};
}
