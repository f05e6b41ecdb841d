/* Typed values: one cell a level and period, the campus from a typed total or
   from its establishments. */
#include "calc/calc_int.h"

/* --- Levels --------------------------------------------------------------- */

static place_level level_of(const measure *x) {
    place_level l = {.kind = x->level, .record = x->at.to};
    if (x->level == LEVEL_PARTNER) {
        const partner *p = x->at.to;
        l.id = p->head.id;
        l.entry = p->entry;
        l.leaving = p->leaving;
    } else {
        l.id = ((const course *)x->at.to)->head.id;
    }
    return l;
}

static bool is_used(const calc *c, const measure *x) {
    return model_counts(c->m, x) && (x->level == LEVEL_CAMPUS || x->at.to);
}

static void add_level(calc *c, const measure *x) {
    if (x->level != LEVEL_CAMPUS && is_used(c, x) &&
        calc_level_find(c, x->at.to) < 0)
        list_push(c->a, &c->levels, level_of(x));
}

/* Partners first, in the order of the model, then courses: a table's rows. */
static void sort_levels(calc *c) {
    for (size_t i = 1; i < c->levels.n; i++) {
        place_level l = c->levels.v[i];
        size_t k = i;
        for (; k > 0; k--) {
            const place_level *x = &c->levels.v[k - 1];
            if (x->kind < l.kind ||
                (x->kind == l.kind && x->record <= l.record))
                break;
            c->levels.v[k] = *x;
        }
        c->levels.v[k] = l;
    }
}

void calc_collect_levels(calc *c) {
    for (size_t i = 0; i < c->m->indicators.n; i++) {
        const indicator *ind = &c->m->indicators.v[i];
        for (size_t k = 0; k < ind->values.n; k++)
            add_level(c, &ind->values.v[k]);
    }
    sort_levels(c);
}

/* --- Cells ---------------------------------------------------------------- */

static void add_period(calc *c, calc_entry *e, period p) {
    size_t at = 0;
    if (calc_period_index(e, p) >= 0)
        return;
    list_push(c->a, &e->periods, p);
    for (at = e->periods.n - 1; at > 0; at--) {
        if (period_cmp(e->periods.v[at - 1], p) <= 0)
            break;
        e->periods.v[at] = e->periods.v[at - 1];
    }
    e->periods.v[at] = p;
}

static void find_rows(calc *c, calc_entry *e) {
    e->row_of = NEW_ARRAY(c->a, int16_t, c->levels.n + 1);
    uint8_t *seen = NEW_ARRAY(c->a, uint8_t, c->levels.n + 1);
    for (size_t i = 0; i < e->ind->values.n; i++) {
        const measure *x = &e->ind->values.v[i];
        if (!is_used(c, x))
            continue;
        add_period(c, e, x->period);
        if (x->level != LEVEL_CAMPUS)
            seen[calc_level_find(c, x->at.to)] = 1;
    }
    for (size_t g = 0; g < c->levels.n; g++) {
        e->row_of[g] = seen[g] ? (int16_t)e->rows.n : (int16_t)-1;
        if (seen[g])
            list_push(c->a, &e->rows, (uint16_t)g);
    }
}

str calc_source(const measure *x) {
    if (x->source.to)
        return ((const source_record *)x->source.to)->title.s;
    return x->source.id;
}

uint8_t calc_marks(const measure *x) {
    uint8_t marks = x->illustrative ? MARK_ILLUSTRATIVE : 0;
    if (x->status == STATUS_ESTIMATED)
        marks |= MARK_ESTIMATED;
    if (x->status == STATUS_PROVISIONAL)
        marks |= MARK_PROVISIONAL;
    return marks;
}

void calc_publish_typed(const calc *c, const calc_entry *e, figure *f,
                        const measure *x) {
    f->marks = calc_marks(x);
    if (calc_magnitude_ok(x->value, e->decimals)) {
        calc_publish(c, e, f, x->value);
        return;
    }
    calc_report(c, e, E0408, x->place, (const str[DIAG_ARGS]){e->ind->head.id});
    f->why = MISSING_UNAVAILABLE;
}

static void put_measure(calc *c, calc_entry *e, const measure *x) {
    int level = x->level == LEVEL_CAMPUS ? -1 : calc_level_find(c, x->at.to);
    int row = level < 0 ? -1 : e->row_of[level];
    cell *out = calc_cell_at(e, row, x->period);
    if (level >= 0 && calc_level_out(&c->levels.v[level], x->period)) {
        if (!x->why)
            calc_report(c, e, W0407, x->place,
                        (const str[DIAG_ARGS]){c->levels.v[level].id});
        return;
    }
    out->listed = out->typed = true;
    out->f.source = calc_source(x);
    out->f.why = x->why;
    if (calc_is_withheld(c, e, level, x->period))
        out->f.why = MISSING_SECRET;
    if (out->f.why)
        return;
    calc_publish_typed(c, e, &out->f, x);
}

/* Every cell with its reason: out of stay, not come yet, or not known. */
static void lay_cells(calc *c, calc_entry *e) {
    e->cells = NEW_ARRAY(c->a, cell, (e->rows.n + 1) * e->periods.n);
    for (int row = -1; row < (int)e->rows.n; row++)
        for (size_t p = 0; p < e->periods.n; p++) {
            int level = row < 0 ? -1 : e->rows.v[row];
            bool out = level >= 0 &&
                       calc_level_out(&c->levels.v[level], e->periods.v[p]);
            cell_of(e, row, p)->f =
                calc_missing(c, e, level, e->periods.v[p],
                             out ? MISSING_IRRELEVANT : MISSING_UNAVAILABLE);
        }
}

static void find_partners(calc *c, calc_entry *e) {
    for (size_t i = 0; i < e->rows.n; i++) {
        const place_level *l = &c->levels.v[e->rows.v[i]];
        if (l->kind == LEVEL_PARTNER)
            list_push(c->a, &e->partners, (const partner *)l->record);
        else
            list_push(c->a, &e->courses, (const course *)l->record);
    }
}

/* --- Aggregates ----------------------------------------------------------- */

/* Shares, ratios and notes do not add up; a single level needs no rule. */
static bool adds_up(str unit) {
    static const char *const none[] = {"%",     "point", "points", "pt",
                                       "ratio", "/10",   "/20"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (str_eq(unit, str_z(none[i])))
            return false;
    return true;
}

aggregation calc_rule_of(const calc_entry *e) {
    if (e->ind->aggregation)
        return e->ind->aggregation;
    return e->rows.n > 1 && !adds_up(e->ind->unit) ? AGGREGATION_NONE
                                                   : AGGREGATION_SUM;
}

typedef struct folding {
    double sum, weight, low, high;
    size_t n;
} folding;

static void fold_value(folding *f, double v, double weight) {
    f->sum += v * weight;
    f->weight += weight;
    f->low = !f->n || v < f->low ? v : f->low;
    f->high = !f->n || v > f->high ? v : f->high;
    f->n++;
}

static bool finish(aggregation rule, const folding *f, double *out) {
    switch (rule) {
    case AGGREGATION_ABSENT:
    case AGGREGATION_SUM:
        *out = f->sum;
        return true;
    case AGGREGATION_MEAN:
    case AGGREGATION_WEIGHTED:
        *out = f->weight ? f->sum / f->weight : 0;
        return f->weight != 0;
    case AGGREGATION_MINIMUM:
        *out = f->low;
        return true;
    case AGGREGATION_MAXIMUM:
        *out = f->high;
        return true;
    case AGGREGATION_NONE:
    case AGGREGATION_COUNT:
        break;
    }
    return false;
}

/* Weight of a level's value, missing when its own value is. */
static missing weight_of(const calc_entry *e, int level, period p, double *w) {
    *w = 1;
    if (calc_rule_of(e) != AGGREGATION_WEIGHTED)
        return MISSING_NONE;
    const calc_entry *by = e->weights;
    int row = by && by->row_of ? by->row_of[level] : -1;
    const cell *x =
        row < 0 ? NULL : calc_cell_at(by, row, calc_align(e, p, by->calendar));
    *w = x && !x->f.why ? x->f.value : 0;
    return x ? x->f.why : MISSING_UNAVAILABLE;
}

gathered calc_aggregate(const calc *c, const calc_entry *e, size_t at,
                        const uint8_t *mask) {
    gathered g = {.why = MISSING_NONE};
    folding f = {0};
    for (size_t row = 0; row < e->rows.n; row++) {
        int level = e->rows.v[row];
        const cell *x = cell_of(e, (int)row, at);
        double w;
        if ((mask && !mask[level]) || x->f.why == MISSING_IRRELEVANT)
            continue;
        missing why = x->f.why;
        if (!why)
            why = weight_of(e, level, e->periods.v[at], &w);
        g.of++;
        g.why = calc_worse(g.why, why);
        if (why)
            continue;
        g.known++;
        g.marks |= x->f.marks & ~MARK_BREAK;
        calc_add_sources(c->a, &g.sources, x);
        fold_value(&f, x->f.value, w);
    }
    if (!g.of)
        g.why = MISSING_IRRELEVANT;
    if (g.known)
        g.why = finish(calc_rule_of(e), &f, &g.value) ? MISSING_NONE
                                                      : MISSING_IRRELEVANT;
    return g;
}

void calc_put(const calc *c, const calc_entry *e, cell *out, gathered g) {
    bool hole = g.known < g.of;
    out->f.known = g.known;
    out->f.of = g.of;
    out->sources = g.sources;
    out->f.source = calc_join(c->a, &g.sources);
    out->f.why = g.why;
    if (!g.why && hole && e->ind->holes == HOLES_MISSING)
        out->f.why = MISSING_UNAVAILABLE;
    if (!out->f.why && !calc_magnitude_ok(g.value, e->decimals)) {
        calc_report(c, e, E0408, e->ind->head.place,
                    (const str[DIAG_ARGS]){e->ind->head.id});
        out->f.why = MISSING_UNAVAILABLE;
    }
    if (out->f.why)
        return;
    out->f.marks = g.marks;
    if (hole && e->ind->holes != HOLES_IGNORE)
        out->f.marks |= MARK_PARTIAL;
    calc_publish(c, e, &out->f, g.value);
}

/* --- Totals --------------------------------------------------------------- */

static span place_of(const calc_entry *e, period p) {
    for (size_t i = 0; i < e->ind->values.n; i++) {
        const measure *x = &e->ind->values.v[i];
        if (x->level == LEVEL_CAMPUS && period_eq(x->period, p))
            return x->place;
    }
    return e->ind->head.place;
}

static str key_of(const calc *c, period p) {
    buf b = buf_new(c->a);
    buf_period(&b, p);
    return buf_take(&b);
}

/* A typed total and its parts, all known, must agree. */
static void check_total(calc *c, const calc_entry *e, size_t p,
                        const gathered *g) {
    const figure *total = &cell_of(e, -1, p)->f;
    if (total->why || !g->of || g->known < g->of || g->why ||
        num_round(g->value, e->decimals) == total->value)
        return;
    calc_report(c, e, E0404, place_of(e, e->periods.v[p]),
                (const str[DIAG_ARGS]){
                    e->ind->head.id, key_of(c, e->periods.v[p]), total->text,
                    locale_number(c->a, g->value, e->decimals)});
}

void calc_observe(calc *c, calc_entry *e) {
    find_rows(c, e);
    calc_name_periods(c, e);
    lay_cells(c, e);
    find_partners(c, e);
    for (size_t i = 0; i < e->ind->values.n; i++)
        if (is_used(c, &e->ind->values.v[i]))
            put_measure(c, e, &e->ind->values.v[i]);
    const uint8_t *mask = calc_own_levels(c, e);
    for (size_t p = 0; p < e->periods.n; p++) {
        cell *total = cell_of(e, -1, p);
        if (total->typed) {
            gathered g = calc_aggregate(c, e, p, mask);
            check_total(c, e, p, &g);
            continue;
        }
        calc_put(c, e, total, calc_aggregate(c, e, p, mask));
        for (int row = 0; row < (int)e->rows.n; row++)
            total->listed |= cell_of(e, row, p)->listed;
    }
}
