/* One figure for several periods, by agregation_temps. */
#include "calc/calc_int.h"

typedef struct run {
    double sum;
    const figure *last;
    uint16_t known, of;
    uint8_t marks;
    missing why;
    name_list sources;
} run;

static run walk(const calc *c, const calc_entry *e, int row, period from,
                period to) {
    run r = {0};
    for (size_t i = 0; i < e->periods.n; i++) {
        period p = e->periods.v[i];
        const figure *f = &cell_of(e, row, i)->f;
        if (period_cmp(p, from) < 0 || period_cmp(p, to) > 0 ||
            f->why == MISSING_IRRELEVANT)
            continue;
        r.of++;
        r.why = calc_worse(r.why, f->why);
        if (f->why)
            continue;
        r.known++;
        r.sum += f->value;
        r.last = f;
        r.marks |= f->marks;
        calc_add_name(c->a, &r.sources, f->source);
    }
    return r;
}

static void put_run(const calc *c, const calc_entry *e, figure *f,
                    const run *r) {
    time_aggregation rule = e->ind->over_time;
    f->why = r->known ? MISSING_NONE : r->why ? r->why : MISSING_IRRELEVANT;
    if (rule == OVER_TIME_NONE && r->of > 1)
        f->why = MISSING_IRRELEVANT;
    if (f->why)
        return;
    if (rule == OVER_TIME_LAST || rule == OVER_TIME_ABSENT ||
        rule == OVER_TIME_NONE) {
        f->marks = r->last->marks;
        f->source = r->last->source;
        calc_publish(c, e, f, r->last->value);
        return;
    }
    f->known = r->known;
    f->of = r->of;
    f->marks = r->marks;
    if (r->known < r->of && e->ind->holes != HOLES_IGNORE)
        f->marks |= MARK_PARTIAL;
    f->source = calc_join(c->a, &r->sources);
    bool mean = rule == OVER_TIME_MEAN;
    calc_publish(c, e, f, mean ? r->sum / r->known : r->sum);
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
    put_run(c, e, f, &r);
    return f;
}
