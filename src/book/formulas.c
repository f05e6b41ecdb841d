/*
 * The live formula of each value.
 *
 * A cell of an establishment is observed, or computed on the cells of the same
 * establishment and period. The campus row aggregates the establishments, or is
 * computed on the campus rows of what it reads: a ratio of sums. With a hole,
 * calc runs a formula over the establishments where all is known; the formula
 * then reads those cells only, SUM($F$4:$F$6,$F$8).
 *
 * Whatever a formula reads, its value must be the published figure. The value
 * that emission computes from the cells is compared with it: a formula that
 * would say anything else is not written, the cell keeps the published number,
 * and the message W0766 says so.
 */
#include "book/book_int.h"

#include "expr/expr_tree.h"

typedef LIST(const indicator *) indicators;

typedef struct reading {
    maker *k;
    const value_row *at;     /* the value whose formula is made */
    const void *const *kept; /* levels to aggregate over; NULL: all */
    size_t kept_count;
} reading;

/* --- Finding values ---------------------------------------------------------
 */

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

static const value_row *row_of(const maker *k, const figure *f) {
    return f->key.n ? map_get(&k->rows, f->key) : NULL;
}

static emit_cell cell_of(const reading *x, const value_row *r) {
    buf at = buf_new(x->k->a);
    buf_cell_ref(&at, r->row, book_values_column(), true);
    return (emit_cell){
        .ref = buf_take(&at), .has = !r->f->why, .value = r->f->value};
}

/* --- Aggregates over establishments -----------------------------------------
 */

typedef LIST(const value_row *) row_list;

static bool is_kept(const reading *x, value_level level) {
    for (size_t i = 0; x->kept && i < x->kept_count; i++)
        if (x->kept[i] == level.record)
            return true;
    return x->kept == NULL;
}

static row_list rows_over(const reading *x, const indicator *i, period p) {
    row_list out = {0};
    value_level *levels;
    size_t n = book_value_levels(x->k, i, &levels);
    for (size_t j = 0; j < n; j++) {
        const value_row *r = row_of(x->k, book_value_at(x->k, i, levels[j], p));
        if (r && is_kept(x, levels[j]))
            list_push(x->k->a, &out, r);
    }
    return out;
}

/* « $F$4:$F$6,$F$8 » */
static str references(const reading *x, const row_list *rows) {
    buf out = buf_new(x->k->a);
    for (size_t i = 0; i < rows->n;) {
        size_t j = i;
        while (j + 1 < rows->n && rows->v[j + 1]->row == rows->v[j]->row + 1)
            j++;
        if (out.n)
            buf_c(&out, ',');
        uint16_t c = book_values_column();
        buf_range_ref(
            &out, (book_range){rows->v[i]->row, c, rows->v[j]->row, c}, true);
        i = j + 1;
    }
    return buf_take(&out);
}

static const char *function_of(aggregation rule) {
    static const char *const names[AGGREGATION_COUNT] = {
        [AGGREGATION_ABSENT] = "SUM",
        [AGGREGATION_SUM] = "SUM",
        [AGGREGATION_MEAN] = "AVERAGE",
        [AGGREGATION_MINIMUM] = "MIN",
        [AGGREGATION_MAXIMUM] = "MAX"};
    return names[rule];
}

static double fold(aggregation rule, const row_list *rows, size_t *known) {
    double sum = 0, best = 0;
    *known = 0;
    for (size_t i = 0; i < rows->n; i++) {
        const figure *f = rows->v[i]->f;
        if (f->why)
            continue;
        bool better =
            !*known ||
            (rule == AGGREGATION_MINIMUM ? f->value < best : f->value > best);
        best = better ? f->value : best;
        sum += f->value;
        ++*known;
    }
    if (rule == AGGREGATION_MEAN)
        return *known ? sum / (double)*known : 0;
    bool extreme = rule == AGGREGATION_MINIMUM || rule == AGGREGATION_MAXIMUM;
    return extreme ? best : sum;
}

/* The aggregate of an observed indicator as an operand; false: not in cells. */
static bool aggregate(const reading *x, const indicator *i, period p,
                      emit_cell *out) {
    row_list rows = rows_over(x, i, p);
    const char *name = function_of(i->aggregation);
    if (!name || !rows.n)
        return false;
    int d = calc_decimals(x->k->v->c, i);
    str refs = references(x, &rows);
    size_t known;
    double v = fold(i->aggregation, &rows, &known);
    *out = (emit_cell){
        .ref = str_fmt(x->k->a, "ROUND(%s(%.*s),%d)", name, STR_ARG(refs), d),
        .available = str_fmt(x->k->a, "COUNT(%.*s)>0", STR_ARG(refs)),
        .has = known > 0,
        .value = known ? num_round(v, d) : 0};
    return true;
}

/* --- What a formula reads ----------------------------------------------------
 */

static bool has_levels(maker *k, const indicator *i) {
    value_level *levels;
    return book_value_levels(k, i, &levels) > 0;
}

static bool read_cell(void *self, const void *series, const void *level,
                      period p, emit_cell *out);

/* Under a mask each operand is aggregated again, formulas over formulas. */
static bool read_masked(const reading *x, const indicator *i, period p,
                        emit_cell *out) {
    const expr *e = calc_formula(x->k->v->c, i);
    if (e) {
        value_row at = *x->at;
        at.of = i;
        at.period = p;
        reading inner = *x;
        inner.at = &at;
        emit_sheet sheet = {.self = &inner, .cell = read_cell};
        return book_emit_operand(x->k->a, e, &sheet,
                                 calc_decimals(x->k->v->c, i),
                                 out) == EMIT_DONE;
    }
    return aggregate(x, i, p, out);
}

/* The establishment that a formula names; record NULL: none. */
static value_level level_named(const maker *k, const void *handle) {
    const model *m = k->v->m;
    const expr_host *h = calc_host(k->v->c);
    for (size_t i = 0; i < m->partners.n; i++)
        if (h->level(h->self, m->partners.v[i].head.id) == handle)
            return (value_level){.record = &m->partners.v[i]};
    return (value_level){0};
}

static bool same_calendar(const indicator *x, const indicator *y) {
    return !x->calendar || !y->calendar || x->calendar == y->calendar;
}

static bool read_cell(void *self, const void *series, const void *level,
                      period p, emit_cell *out) {
    const reading *x = self;
    const indicator *i = indicator_of(x->k, series);
    value_level who = level ? level_named(x->k, level) : x->at->level;
    if (!i || (level && !who.record))
        return false;
    if (!p.cal) {
        if (!same_calendar(i, x->at->of))
            return false; /* aligned calendars: not in cells yet */
        p = x->at->period;
    } else if (i->calendar) {
        p.cal = i->calendar; /* a bare year is of any calendar */
    }
    if (!who.record && x->kept && has_levels(x->k, i))
        return read_masked(x, i, p, out);
    const value_row *r = row_of(x->k, book_value_at(x->k, i, who, p));
    if (r)
        *out = cell_of(x, r);
    return r != NULL;
}

/* The values of an indicator from its first period to the one at hand, each in
   a row of its own: « $F$4,$F$9,$F$14 ». */
static bool read_run(void *self, const void *series, emit_range *out) {
    const reading *x = self;
    maker *k = x->k;
    const indicator *i = indicator_of(k, series);
    if (!i || x->kept || !same_calendar(i, x->at->of) || x->at->level.by_course)
        return false;
    const period *p;
    size_t n = calc_periods(k->v->c, i, x->at->level.record, &p);
    emit_cell *cells = NEW_ARRAY(k->a, emit_cell, n + 1);
    row_list rows = {0};
    for (size_t j = 0; j < n; j++) {
        const value_row *r = row_of(k, book_value_at(k, i, x->at->level, p[j]));
        if (period_cmp(p[j], x->at->period) > 0)
            break;
        if (!r)
            return false;
        cells[rows.n] = cell_of(x, r);
        list_push(k->a, &rows, r);
    }
    *out = (emit_range){references(x, &rows), cells, rows.n};
    return rows.n > 0;
}

/* Observed indicators under a formula, through the formulas that it reads. */
static void find_leaves(const maker *k, const expr_node *n, indicators *out) {
    if (n->kind == EXPR_N_AT && n->kids[0]->kind == EXPR_N_SERIES &&
        !n->kids[1] && !n->kids[2]) {
        const indicator *i = indicator_of(k, n->kids[0]->series);
        const expr *e = i ? calc_formula(k->v->c, i) : NULL;
        if (e)
            find_leaves(k, expr_root(e), out);
        else if (i)
            list_push(k->a, out, i);
    }
    for (size_t j = 0; j < n->kid_count; j++)
        if (n->kids[j])
            find_leaves(k, n->kids[j], out);
}

static bool reads_series(const expr_node *n) {
    if (n->kind == EXPR_N_SERIES)
        return true;
    for (size_t j = 0; j < n->kid_count; j++)
        if (n->kids[j] && reads_series(n->kids[j]))
            return true;
    return false;
}

/* --- Holes -------------------------------------------------------------------
 */

/* Is all that the formula observes known at that level? « Sans objet » is no
   hole, but does not make a level on its own. */
static bool all_known(maker *k, const indicators *leaves, value_level level,
                      period p) {
    bool some = false;
    for (size_t i = 0; i < leaves->n; i++) {
        if (!has_levels(k, leaves->v[i]))
            continue;
        const figure *f = book_value_at(k, leaves->v[i], level, p);
        if (f->why && f->why != MISSING_IRRELEVANT)
            return false;
        some = some || !f->why;
    }
    return some;
}

/* The levels that a formula with holes runs over. */
static void keep_levels(reading *x, const expr *e) {
    maker *k = x->k;
    indicators leaves = {0};
    value_level *levels;
    find_leaves(k, expr_root(e), &leaves);
    size_t n = book_value_levels(k, x->at->of, &levels);
    const void **kept = NEW_ARRAY(k->a, const void *, n + 1);
    for (size_t i = 0; i < n; i++)
        if (all_known(k, &leaves, levels[i], x->at->period))
            kept[x->kept_count++] = levels[i].record;
    x->kept = kept;
}

/* --- The formula of one value
 * -------------------------------------------------
 */

static bool typed_at(const maker *k, const value_row *r) {
    for (size_t i = 0; i < r->of->values.n; i++) {
        const measure *x = &r->of->values.v[i];
        const void *level = x->level == LEVEL_CAMPUS ? NULL : x->at.to;
        if (model_counts(k->v->m, x) && level == r->level.record &&
            period_eq(x->period, r->period))
            return true;
    }
    return false;
}

static bool agrees(const value_row *r, bool has, double value) {
    return has ? !r->f->why && value == r->f->value : r->f->why != 0;
}

static void not_live(maker *k, const value_row *r, const char *why) {
    DIAG_AT(k->v->sink, W0766, r->of->head.place, r->f->key,
            book_phrase(k, why));
}

static str missing_text(maker *k, const figure *f) {
    return view_missing(k->v, f->why ? f->why : MISSING_UNAVAILABLE);
}

static cell_formula computed(maker *k, const value_row *r, const expr *e) {
    cell_formula out = {.origin = reads_series(expr_root(e)) ? ORIGIN_FORMULA
                                                             : ORIGIN_COUNTED};
    reading x = {.k = k, .at = r};
    if (!r->level.record && r->f->of && r->f->known < r->f->of)
        keep_levels(&x, e);
    emit_sheet sheet = {.self = &x, .cell = read_cell, .run = read_run};
    emitted got = {0};
    emit_status s =
        book_emit(k->a, e,
                  (emit_order){&sheet, calc_decimals(k->v->c, r->of),
                               missing_text(k, r->f)},
                  &got);
    if (out.origin == ORIGIN_COUNTED)
        return out;
    /* An operand that is in no cell is why the value itself is missing. */
    if (s == EMIT_ABSENT && r->f->why)
        return out;
    if (s != EMIT_DONE)
        not_live(k, r, s == EMIT_LONG ? "formule_longue" : "formule_hors");
    else if (!agrees(r, got.has, got.value))
        not_live(k, r, "formule_autre");
    else
        out.live = true;
    out.text = got.formula;
    return out;
}

static cell_formula summed(maker *k, const value_row *r) {
    cell_formula out = {.origin = ORIGIN_SUM};
    reading x = {.k = k, .at = r};
    row_list rows = rows_over(&x, r->of, r->period);
    const char *name = function_of(r->of->aggregation);
    if (!name || !rows.n)
        return out;
    int d = calc_decimals(k->v->c, r->of);
    size_t known;
    double v = num_round(fold(r->of->aggregation, &rows, &known), d);
    str refs = references(&x, &rows);
    bool all = r->of->holes == HOLES_MISSING;
    str test = all ? str_fmt(k->a, "COUNT(%.*s)=%u", STR_ARG(refs), r->f->of)
                   : str_fmt(k->a, "COUNT(%.*s)>0", STR_ARG(refs));
    bool has = all ? known == r->f->of && known > 0 : known > 0;
    str inner = str_fmt(k->a, "%s(%.*s)", name, STR_ARG(refs));
    out.text = book_guarded(k->a, test, inner, d, missing_text(k, r->f));
    out.live = agrees(r, has, v);
    if (!out.live)
        not_live(k, r, "formule_autre");
    return out;
}

cell_formula book_formula_of(maker *k, const value_row *r) {
    const expr *e = calc_formula(k->v->c, r->of);
    if (typed_at(k, r))
        return (cell_formula){.origin = r->level.record ? ORIGIN_OBSERVED
                                                        : ORIGIN_TOTAL};
    if (e)
        return computed(k, r, e);
    if (!r->level.record)
        return summed(k, r);
    return (cell_formula){.origin = ORIGIN_OBSERVED};
}
