/* Functions of a series over its periods, as formulas over ranges of cells. */
#include <math.h>

#include "book/emit_int.h"

#define ARG(s) STR_ARG(s)

static const emit_pair none = {.v = {"0", 1}};

static double best_of(expr_fn fn, double x, double y) {
    return fn == EXPR_FN_MIN ? fmin(x, y) : fmax(x, y);
}

static bool run_of(emitter *e, const expr_node *n, emit_range *out) {
    bool series = n->kind == EXPR_N_SERIES;
    if (series && e->sheet->run &&
        e->sheet->run(e->sheet->self, n->series, out))
        return true;
    book_emit_fail(e, series ? EMIT_ABSENT : EMIT_UNSUPPORTED);
    return false;
}

emit_pair book_emit_run(emitter *e, const expr_node *n) {
    static const char *const names[EXPR_FN_COUNT] = {
        [EXPR_FN_SUM] = "SUM",      [EXPR_FN_CUMUL] = "SUM",
        [EXPR_FN_MEAN] = "AVERAGE", [EXPR_FN_MIN] = "MIN",
        [EXPR_FN_MAX] = "MAX",      [EXPR_FN_COUNT_OF] = "COUNT"};
    emit_range r;
    size_t known = 0;
    double sum = 0, best = 0;
    expr_fn fn = n->fn;
    if (!run_of(e, n->kids[0], &r))
        return none;
    for (size_t i = 0; i < r.n; i++) {
        e->fraction = e->fraction || !r.cells[i].whole;
        if (!r.cells[i].has)
            continue;
        sum += r.cells[i].value;
        best = known ? best_of(fn, best, r.cells[i].value) : r.cells[i].value;
        known++;
    }
    bool counts = fn == EXPR_FN_COUNT_OF;
    double x = counts               ? (double)known
               : fn == EXPR_FN_MEAN ? (known ? sum / (double)known : 0)
               : fn == EXPR_FN_MIN || fn == EXPR_FN_MAX ? best
                                                        : sum;
    return (emit_pair){
        .a = counts ? STR_NONE : book_emit_text(e, "COUNT(%.*s)>0", ARG(r.ref)),
        .v = book_emit_text(e, "%s(%.*s)", names[fn], ARG(r.ref)),
        .has = counts || known > 0,
        .x = x};
}

/* The first of these cells that holds a number. */
static emit_pair first_of(emitter *e, const emit_cell *c, size_t n) {
    emit_pair p = {0};
    for (size_t i = n; i-- > 0;) { /* from the far end */
        e->fraction = e->fraction || !c[i].whole;
        p.v = str_empty(p.v)
                  ? c[i].ref
                  : book_emit_text(e, "IF(ISNUMBER(%.*s),%.*s,%.*s)",
                                   ARG(c[i].ref), ARG(c[i].ref), ARG(p.v));
        p.x = c[i].has ? c[i].value : p.x;
        p.has = p.has || c[i].has;
    }
    return p;
}

/* The last (or first) cell of a run that holds a number. */
emit_pair book_emit_end(emitter *e, const expr_node *n) {
    emit_range r;
    if (!run_of(e, n->kids[0], &r) || r.n == 0)
        return none;
    emit_cell *c = NEW_ARRAY(e->a, emit_cell, r.n);
    for (size_t i = 0; i < r.n; i++)
        c[i] = r.cells[n->fn == EXPR_FN_LAST ? r.n - 1 - i : i];
    emit_pair p = first_of(e, c, r.n);
    p.a = book_emit_text(e, "COUNT(%.*s)>0", ARG(r.ref));
    return p;
}

/* --- Weighted means ----------------------------------------------------------
 */

static bool is_one_area(str ref) {
    return str_find(ref, S(","), 0) == SIZE_MAX;
}

/* Areas do not multiply: a term each. */
static void add_terms(emit_range v, emit_range w, buf *over, buf *under) {
    for (size_t i = 0; i < v.n; i++) {
        str x = v.cells[i].ref, y = w.cells[i].ref;
        buf_z(over, i ? "+" : "(");
        buf_z(under, i ? "+" : "(");
        buf_fmt(over, "IF(ISNUMBER(%.*s),IF(ISNUMBER(%.*s),%.*s*%.*s,0),0)",
                ARG(x), ARG(y), ARG(x), ARG(y));
        buf_fmt(under, "IF(ISNUMBER(%.*s),IF(ISNUMBER(%.*s),%.*s,0),0)", ARG(x),
                ARG(y), ARG(y));
    }
    buf_c(over, ')');
    buf_c(under, ')');
}

bool book_emit_weighted(arena *a, emit_range v, emit_range w,
                        emit_weighted_sum *out) {
    *out = (emit_weighted_sum){0};
    for (size_t i = 0; i < v.n; i++)
        if (v.cells[i].has && w.cells[i].has) {
            out->sum += v.cells[i].value * w.cells[i].value;
            out->weight += w.cells[i].value;
        }
    buf over = buf_new(a), under = buf_new(a);
    if (is_one_area(v.ref) && is_one_area(w.ref)) {
        buf_fmt(&over, "SUMPRODUCT(%.*s,%.*s)", ARG(v.ref), ARG(w.ref));
        buf_fmt(&under, "SUMPRODUCT(ISNUMBER(%.*s)*ISNUMBER(%.*s),%.*s)",
                ARG(v.ref), ARG(w.ref), ARG(w.ref));
    } else {
        add_terms(v, w, &over, &under);
    }
    out->over = buf_take(&over);
    out->under = buf_take(&under);
    return out->over.n + 2 * out->under.n < EMIT_MAX_LENGTH;
}

emit_pair book_emit_mean(emitter *e, const expr_node *n) {
    emit_range v, w;
    emit_weighted_sum s;
    if (n->kid_count != 2 || !run_of(e, n->kids[0], &v) ||
        !run_of(e, n->kids[1], &w))
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    if (v.n != w.n)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    for (size_t i = 0; i < v.n; i++)
        e->fraction = e->fraction || !v.cells[i].whole || !w.cells[i].whole;
    if (!book_emit_weighted(e->a, v, w, &s))
        return book_emit_fail(e, EMIT_LONG);
    return (emit_pair){
        .a = book_emit_text(e, "%.*s<>0", ARG(s.under)),
        .v = book_emit_text(e, "(%.*s/%.*s)", ARG(s.over), ARG(s.under)),
        .has = s.weight != 0,
        .x = s.weight != 0 ? s.sum / s.weight : 0};
}

/* --- The value before
 * --------------------------------------------------------- */

/* The value at hand in *now, the known one before it; available where both
   are. */
static emit_pair before(emitter *e, const expr_node *series, emit_pair *now) {
    emit_range r;
    emit_cell c;
    *now = none;
    if (!e->sheet->before ||
        !e->sheet->before(e->sheet->self, series->series, &c, &r))
        return (emit_pair){.a = S("FALSE()"), .v = S("0")};
    *now = book_emit_cell(e, c);
    emit_pair p = first_of(e, r.cells, r.n);
    str some = STR_NONE;
    for (size_t i = r.n; i-- > 0;) {
        str one = book_emit_text(e, "ISNUMBER(%.*s)", ARG(r.cells[i].ref));
        some = str_empty(some) ? one
                               : book_emit_text(e, "IF(%.*s,TRUE(),%.*s)",
                                                ARG(one), ARG(some));
    }
    p.a = book_emit_both(e, now->a, some);
    p.has = p.has && now->has;
    return p;
}

emit_pair book_emit_previous(emitter *e, const expr_node *n) {
    emit_pair now;
    if (n->kids[0]->kind != EXPR_N_SERIES)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    return before(e, n->kids[0], &now);
}

emit_pair book_emit_growth(emitter *e, const expr_node *n) {
    emit_pair from, to;
    if (n->kid_count == 2) {
        from = book_emit_node(e, n->kids[0]);
        to = book_emit_node(e, n->kids[1]);
    } else if (n->kids[0]->kind == EXPR_N_SERIES) {
        from = before(e, n->kids[0], &to);
    } else {
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    }
    str some = book_emit_some(e, from);
    bool has = from.has && to.has && !book_is_zero(from.x);
    return (emit_pair){
        .a = book_emit_both(e, book_emit_both(e, from.a, to.a), some),
        .v = book_emit_text(e, "((%.*s-%.*s)/ABS(%.*s))", ARG(to.v),
                            ARG(from.v), ARG(from.v)),
        .has = has,
        .x = has ? (to.x - from.x) / fabs(from.x) : 0};
}
