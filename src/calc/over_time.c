/*
 * One figure for several periods, by agregation_temps.
 *
 * As over establishments, so over periods: a computed indicator is its formula
 * on what it reads, summed (or averaged) over the periods where all of it is
 * known: a ratio of sums, never a mean of ratios. A period with a hole is left
 * out of every operand; si_manquant says what becomes of the figure then.
 */
#include "calc/calc_int.h"

typedef struct run {
    double sum;
    const figure *last;
    uint16_t known, of;
    uint8_t marks;
    missing why;
    name_list sources;
    period_list at; /* those that are known */
} run;

/* Is its value what its formula gives on operands of that period? */
static bool reads_periods(const calc_entry *e) {
    return e->computed && e->formula && !e->failed && e->reads.n > 0;
}

/* A value typed over a formula says nothing of what the formula reads. */
static missing reason_at(const calc_entry *e, const cell *x) {
    bool adds = e->ind->over_time == OVER_TIME_SUM ||
                e->ind->over_time == OVER_TIME_RUNNING ||
                e->ind->over_time == OVER_TIME_MEAN;
    bool hides = adds && x->typed && reads_periods(e);
    return !x->f.why && hides ? MISSING_UNAVAILABLE : x->f.why;
}

static run walk(const calc *c, const calc_entry *e, int row, period from,
                period to) {
    run r = {0};
    for (size_t i = 0; i < e->periods.n; i++) {
        period p = e->periods.v[i];
        const figure *f = &cell_of(e, row, i)->f;
        missing why = reason_at(e, cell_of(e, row, i));
        if (period_cmp(p, from) < 0 || period_cmp(p, to) > 0 ||
            why == MISSING_IRRELEVANT)
            continue;
        r.of++;
        r.why = calc_worse(r.why, why);
        if (why)
            continue;
        list_push(c->a, &r.at, p);
        r.known++;
        r.sum += f->value;
        r.last = f;
        r.marks |= f->marks;
        calc_add_name(c->a, &r.sources, f->source);
    }
    return r;
}

/* --- Formulas ---------------------------------------------------------------
 */

/* Of what is read at the current period, all periods; the others as they
   are. */
expr_value calc_read_over(const calc *c, const calc_entry *e, int row) {
    const time_span *s = c->now->over;
    if (e->computed && e->formula && !e->failed) {
        cursor x = *c->now;
        x.up = c->now;
        x.of = e;
        return calc_rounded(e, calc_eval(c, &x));
    }
    double sum = 0;
    for (size_t i = 0; i < s->periods.n; i++) {
        period p = calc_align(s->of, s->periods.v[i], e->calendar);
        expr_value v = calc_read(c, e, row, p, s->masks.v[i]);
        if (v.why && v.why != MISSING_IRRELEVANT)
            return v;
        sum += v.why ? 0 : v.number;
    }
    size_t n = s->mean && s->periods.n ? s->periods.n : 1;
    return calc_rounded(e, expr_number(sum / (double)n));
}

/* The formula over the periods of the run: its value, its marks. */
static missing eval_over(const calc *c, const calc_entry *e, int row, run *r) {
    period_list periods = r->at;
    time_span s = {.of = e, .mean = e->ind->over_time == OVER_TIME_MEAN};
    for (size_t i = 0; i < periods.n; i++) {
        gathered g = {0};
        const uint8_t *mask =
            row < 0 ? calc_campus_mask(c, e, periods.v[i], &g) : NULL;
        list_push(c->a, &s.periods, periods.v[i]);
        list_push(c->a, &s.masks, mask);
    }
    cursor x = {.of = e,
                .level = row < 0 ? -1 : e->rows.v[row],
                .period = periods.v[periods.n - 1],
                .over = &s,
                .marks = &r->marks,
                .sources = &r->sources};
    expr_value v = calc_eval(c, &x);
    r->sum = v.why ? 0 : v.number;
    return v.why;
}

/* --- Figures ----------------------------------------------------------------
 */

/* The sum or the mean of the run. */
static missing add_up(const calc *c, const calc_entry *e, int row, run *r,
                      double *out) {
    bool mean = e->ind->over_time == OVER_TIME_MEAN;
    if (r->known < r->of && e->ind->holes == HOLES_MISSING)
        return MISSING_UNAVAILABLE;
    if (!reads_periods(e)) {
        *out = mean ? r->sum / r->known : r->sum;
        return MISSING_NONE;
    }
    missing why = eval_over(c, e, row, r);
    *out = r->sum;
    return why;
}

static void put_run(const calc *c, const calc_entry *e, int row, figure *f,
                    run *r) {
    time_aggregation rule = e->ind->over_time;
    missing why = r->known ? MISSING_NONE
                  : r->why ? r->why
                           : MISSING_IRRELEVANT;
    if (rule == OVER_TIME_NONE && r->of > 1)
        why = MISSING_IRRELEVANT;
    f->why = why;
    if (f->why)
        return;
    if (rule == OVER_TIME_LAST || rule == OVER_TIME_ABSENT ||
        rule == OVER_TIME_NONE) {
        f->marks = r->last->marks;
        f->source = r->last->source;
        calc_publish(c, e, f, r->last->value);
        return;
    }
    double value = 0;
    f->known = r->known;
    f->of = r->of;
    f->why = add_up(c, e, row, r, &value);
    if (f->why)
        return;
    f->marks = r->marks;
    if (r->known < r->of && e->ind->holes != HOLES_IGNORE)
        f->marks |= MARK_PARTIAL;
    f->source = calc_join(c->a, &r->sources);
    calc_publish(c, e, f, value);
}

const figure *calc_over_time(const calc *c, const indicator *i,
                             const partner *level, period from, period to) {
    const calc_entry *e = calc_entry_of(c, i);
    int at = level ? calc_level_find(c, level) : -1;
    int row = at >= 0 && e->row_of ? e->row_of[at] : -1;
    figure *f = NEW(c->a, figure);
    buf key = buf_new(c->a);
    buf_str(&key, calc_key(c, e, at, from));
    buf_z(&key, "..");
    buf_period(&key, to);
    *f = calc_missing(c, e, at, from, MISSING_UNAVAILABLE);
    f->key = buf_take(&key);
    if (!e->cells || (level && row < 0))
        return f;
    run r = walk(c, e, row, from, to);
    put_run(c, e, row, f, &r);
    return f;
}
