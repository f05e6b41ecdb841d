/* Answers for indicators inside expressions, by the cursor at hand. */
#include "calc/calc_int.h"

expr_value calc_rounded(const calc_entry *e, expr_value v) {
    if (!v.why)
        v.number = num_round(v.number, e->decimals);
    v.figure = NULL;
    return v;
}

static void gather_marks(const cursor *x, uint8_t marks) {
    *x->marks |= marks & (uint8_t)~MARK_BREAK;
}

static void gather_cell(const calc *c, const cell *x) {
    if (x->f.why || !c->now)
        return;
    gather_marks(c->now, x->f.marks);
    calc_add_sources(c->a, c->now->sources, x);
}

static void gather(const calc *c, const gathered *g) {
    if (!c->now)
        return;
    gather_marks(c->now, g->marks);
    calc_add_names(c->a, c->now->sources, &g->sources);
}

static expr_value value_of(const figure *f) {
    if (f->why)
        return expr_missing(EXPR_NUMBER, f->why);
    expr_value v = expr_number(f->value);
    v.figure = f;
    return v;
}

/* Value of `e` at the campus over the levels of `mask`, rounded as it would be
   published. */
static expr_value value_over(const calc *c, const calc_entry *e, period p,
                             const uint8_t *mask) {
    int at = calc_period_index(e, p);
    if (e->computed) {
        if (!e->formula || e->failed)
            return expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
        cursor x = {.up = c->now,
                    .of = e,
                    .level = -1,
                    .period = p,
                    .mask = mask,
                    .marks = c->now->marks,
                    .sources = c->now->sources};
        return calc_rounded(e, calc_eval(c, &x));
    }
    if (at < 0)
        return expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
    if (!e->rows.n) {
        gather_cell(c, cell_of(e, -1, (size_t)at));
        return value_of(&cell_of(e, -1, (size_t)at)->f);
    }
    mask = calc_both(c, mask, calc_own_levels(c, e));
    gathered g = calc_aggregate(c, e, (size_t)at, mask);
    gather(c, &g);
    return g.why ? expr_missing(EXPR_NUMBER, g.why)
                 : calc_rounded(e, expr_number(g.value));
}

/* --- The host ------------------------------------------------------------- */

static const void *host_series(void *self, str id, str *unit) {
    const calc *c = self;
    const calc_entry *e = map_get(&c->by_id, id);
    if (e)
        *unit = e->ind->unit;
    return e;
}

static const void *host_level(void *self, str id) {
    const calc *c = self;
    if (str_eq(id, S("campus")))
        return &c->m->campus;
    const partner *p = model_partner(c->m, id);
    if (p)
        return p;
    for (int s = PERIMETER_ABSENT + 1; s < PERIMETER_COUNT; s++)
        if (str_eq(id, word_of(&words_perimeter, s)))
            return &c->scopes[s];
    return NULL;
}

/* The period of an indicator that stands for one typed in brackets: a bare
   year is a civil year, a rentrée or a cohort. */
static period coerce(const calc_entry *e, period p) {
    bool year = p.y1 == p.y2 && !p.half;
    bool by_year = e->calendar == CAL_CIVIL || e->calendar == CAL_RENTREE ||
                   e->calendar == CAL_COHORTS;
    if (year && by_year)
        p.cal = e->calendar;
    return p;
}

static int row_at(const calc *c, const calc_entry *e, const void *record) {
    int level = calc_level_find(c, record);
    return level < 0 || !e->row_of ? -1 : e->row_of[level];
}

static expr_value published(const calc *c, const calc_entry *e, int row,
                            period p) {
    const cell *x = calc_cell_at(e, row, p);
    if (!x)
        return expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
    gather_cell(c, x);
    return value_of(&x->f);
}

expr_value calc_read(const calc *c, const calc_entry *e, int row, period p,
                     const uint8_t *mask) {
    return row < 0 && mask ? value_over(c, e, p, mask)
                           : published(c, e, row, p);
}

/* The last period with a value at that row, else the last of all. */
static period last_known(const calc_entry *e, int row) {
    for (size_t i = e->periods.n; i > 0; i--)
        if (!cell_of(e, row, i - 1)->f.why)
            return e->periods.v[i - 1];
    return e->periods.n ? e->periods.v[e->periods.n - 1]
                        : (period){.cal = CAL_NONE};
}

/* effectif[campus, 2025-2026]: the campus itself is no establishment. */
static bool is_whole(const calc *c, const void *level) {
    return level == (const void *)&c->m->campus;
}

/* The campus figure of a perimeter, at the period that is meant. */
static expr_value in_perimeter(const calc *c, calc_entry *e, perimeter scope,
                               period p) {
    const cursor *x = c->now;
    p = p.cal ? coerce(e, p)
        : x   ? calc_align(x->of, x->period, e->calendar)
              : last_known(e, -1);
    const cell *found = calc_cell_in(c, e, scope, p);
    if (!found)
        return expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
    gather_cell(c, found);
    return value_of(&found->f);
}

static expr_value host_at(void *self, const void *series, const void *level,
                          period p) {
    const calc *c = self;
    const calc_entry *e = series;
    const cursor *x = c->now;
    const void *record = is_whole(c, level) ? NULL : level;
    perimeter scope = calc_scope_named(c, level);
    if (!scope && !level && !x)
        scope = c->asked;
    if (e->cells && scope)
        return in_perimeter(c, (calc_entry *)e, scope, p);
    if (!e->cells)
        return expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
    if (!level && x && x->level >= 0)
        record = c->levels.v[x->level].record;
    int row = record ? row_at(c, e, record) : -1;
    if (record && row < 0)
        return expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
    if (p.cal)
        return published(c, e, row, coerce(e, p));
    if (!x)
        return published(c, e, row, last_known(e, row));
    if (x->over)
        return calc_read_over(c, e, row);
    p = calc_align(x->of, x->period, e->calendar);
    return calc_read(c, e, row, p, x->mask);
}

static size_t host_periods(void *self, const void *series, const void *level,
                           const period **out) {
    const calc *c = self;
    const calc_entry *e = series;
    if (!level && c->now && c->now->level >= 0)
        level = c->levels.v[c->now->level].record;
    else if (is_whole(c, level))
        level = NULL;
    int row = level ? row_at(c, e, level) : -1;
    if (!e->known || (level && row < 0))
        return 0;
    *out = e->known[row + 1].v;
    return e->known[row + 1].n;
}

static period host_now(void *self, const void *series) {
    const calc *c = self;
    const calc_entry *e = series;
    if (!c->now)
        return (period){.cal = CAL_NONE};
    return calc_align(c->now->of, c->now->period, e->calendar);
}

/* An aggregate with a hole is compared with nothing. */
static bool is_partial(const calc_entry *e, int row, period p) {
    const cell *x = calc_cell_at(e, row, p);
    return x && (x->f.marks & MARK_PARTIAL);
}

bool calc_may_compare(const calc *c, const indicator *i, const void *level,
                      period x, period y) {
    const calc_entry *e = calc_entry_of(c, i);
    int at = level ? calc_level_find(c, level) : -1;
    int row = at < 0 || !e->row_of ? -1 : e->row_of[at];
    bool partner = at >= 0 && c->levels.v[at].kind == LEVEL_PARTNER;
    return !is_partial(e, row, x) && !is_partial(e, row, y) &&
           calc_comparable(c, i, partner ? level : NULL, x, y);
}

static bool host_comparable(void *self, const void *series, period a,
                            period b) {
    const calc *c = self;
    const calc_entry *e = series;
    bool here = c->now && c->now->level >= 0;
    const void *level = here ? c->levels.v[c->now->level].record : NULL;
    return calc_may_compare(c, e->ind, level, a, b);
}

/* Of a sum of terms, one of which is not known: the rest is no total. */
static void host_skipped(void *self) {
    const calc *c = self;
    if (c->now)
        *c->now->marks |= MARK_PARTIAL;
}

static int host_compare(void *self, str a, str b) {
    const calc *c = self;
    return locale_compare(c->l, a, b);
}

void calc_make_host(calc *c) {
    str *names = NEW_ARRAY(c->a, str, c->count + 1);
    for (size_t i = 0; i < c->count; i++)
        names[i] = c->entries[i].ind->head.id;
    c->host = (expr_host){.self = c,
                          .series = host_series,
                          .level = host_level,
                          .at = host_at,
                          .periods = host_periods,
                          .names = names,
                          .name_count = c->count,
                          .now = host_now,
                          .comparable = host_comparable,
                          .skipped = host_skipped,
                          .compare = host_compare};
}
