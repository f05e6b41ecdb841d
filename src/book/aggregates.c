/* Aggregates over establishments as formulas over their cells. */
#include "book/formulas_int.h"

const value_row *book_row_of(const maker *k, const figure *f) {
    return f->key.n ? map_get(&k->rows, f->key) : NULL;
}

emit_cell book_value_cell(const maker *k, const value_row *r) {
    buf at = buf_new(k->a);
    buf_cell_ref(&at, r->row, book_values_column(), true);
    return (emit_cell){.ref = buf_take(&at),
                       .has = !r->f->why,
                       .whole = calc_decimals(k->v->c, r->of) == 0,
                       .value = r->f->value};
}

bool book_has_levels(maker *k, const indicator *i) {
    value_level *levels;
    return book_value_levels(k, i, &levels) > 0;
}

static bool is_kept(const reading *x, value_level level) {
    for (size_t i = 0; i < x->kept.n; i++)
        if (x->kept.v[i] == level.record)
            return true;
    return x->kept.all;
}

/* An indicator of the constant perimeter is always of it. */
static bool is_own(const reading *x, const indicator *i, value_level level,
                   period p) {
    if (i->perimeter != PERIMETER_CONSTANT)
        return true;
    reading own = {.kept = calc_kept(x->k->v->c, i, PERIMETER_CONSTANT, p)};
    return is_kept(&own, level);
}

static row_list rows_over(const reading *x, const indicator *i, period p) {
    row_list out = {0};
    value_level *levels;
    size_t n = book_value_levels(x->k, i, &levels);
    for (size_t j = 0; j < n; j++) {
        const value_row *r =
            book_row_of(x->k, book_value_at(x->k, i, levels[j], p));
        if (r && is_kept(x, levels[j]) && is_own(x, i, levels[j], p))
            list_push(x->k->a, &out, r);
    }
    return out;
}

str book_references(const maker *k, const row_list *rows) {
    buf out = buf_new(k->a);
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

/* --- One function over all the cells ---------------------------------------
 */

static const char *function_of(aggregation rule) {
    static const char *const names[AGGREGATION_COUNT] = {
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

static void simple(const reading *x, aggregation rule, const row_list *rows,
                   aggregate *out) {
    arena *a = x->k->a;
    str refs = book_references(x->k, rows);
    out->x = fold(rule, rows, &out->known);
    out->of = rows->n;
    out->has = out->known > 0;
    out->refs = refs;
    out->available = str_fmt(a, "COUNT(%.*s)>0", STR_ARG(refs));
    out->value = str_fmt(a, "%s(%.*s)", function_of(rule), STR_ARG(refs));
}

/* --- Weighted ---------------------------------------------------------------
 */

/* The cell of the weight at the level of a value; NULL: none. */
static const value_row *weight_of(const reading *x, const value_row *r) {
    const indicator *by = r->of->weights.to;
    if (!by)
        return NULL;
    period p = calc_read_period(x->k->v->c, r->of, by, r->period);
    return book_row_of(x->k, book_value_at(x->k, by, r->level, p));
}

static bool weighted(const reading *x, const row_list *rows, aggregate *out) {
    arena *a = x->k->a;
    emit_cell *v = NEW_ARRAY(a, emit_cell, rows->n + 1);
    emit_cell *w = NEW_ARRAY(a, emit_cell, rows->n + 1);
    row_list values = {0}, weights = {0};
    for (size_t i = 0; i < rows->n; i++) {
        const value_row *by = weight_of(x, rows->v[i]);
        if (!by)
            continue; /* no weight in the sheet: none at all */
        v[values.n] = book_value_cell(x->k, rows->v[i]);
        w[weights.n] = book_value_cell(x->k, by);
        list_push(a, &values, rows->v[i]);
        list_push(a, &weights, by);
    }
    emit_range vs = {book_references(x->k, &values), v, values.n};
    emit_range ws = {book_references(x->k, &weights), w, weights.n};
    for (size_t i = 0; i < vs.n; i++) {
        out->known += v[i].has && w[i].has;
        out->fraction = out->fraction || !w[i].whole;
    }
    out->of = rows->n;
    emit_weighted_sum s;
    if (!vs.n || !book_emit_weighted(a, vs, ws, &s))
        return false;
    out->available = str_fmt(a, "%.*s<>0", STR_ARG(s.under));
    out->value = str_fmt(a, "(%.*s/%.*s)", STR_ARG(s.over), STR_ARG(s.under));
    out->has = s.weight != 0;
    out->x = s.weight != 0 ? s.sum / s.weight : 0;
    return true;
}

bool book_aggregate(const reading *x, const indicator *i, period p,
                    aggregate *out) {
    *out = (aggregate){0};
    aggregation rule = calc_rule(x->k->v->c, i);
    row_list rows = rows_over(x, i, p);
    if (!rows.n)
        return false;
    if (rule == AGGREGATION_WEIGHTED)
        return weighted(x, &rows, out);
    if (!function_of(rule))
        return false;
    simple(x, rule, &rows, out);
    return true;
}
