/* Functions as formulas: of numbers, choices, aggregates over ranges. */
#include <math.h>

#include "book/emit_int.h"

#define ARG(s) STR_ARG(s)

/* --- Functions of numbers ---------------------------------------------------
 */

static emit_pair emit_abs(emitter *e, const expr_node *n) {
    emit_pair p = book_emit_node(e, n->kids[0]);
    p.v = book_emit_text(e, "ABS(%.*s)", ARG(p.v));
    p.x = fabs(p.x);
    return p;
}

static emit_pair emit_round(emitter *e, const expr_node *n) {
    emit_pair p = book_emit_node(e, n->kids[0]);
    const expr_node *d = n->kid_count > 1 ? n->kids[1] : NULL;
    if (d && (d->kind != EXPR_N_NUMBER || d->number != floor(d->number) ||
              fabs(d->number) > 12))
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    int digits = d ? (int)d->number : 0;
    p.v = book_emit_text(e, "ROUND(%.*s,%d)", ARG(p.v), digits);
    p.x = p.has ? num_round(p.x, digits) : 0;
    return p;
}

static emit_pair emit_if(emitter *e, const expr_node *n) {
    emit_pair c = book_emit_node(e, n->kids[0]);
    emit_pair x = book_emit_node(e, n->kids[1]),
              y = book_emit_node(e, n->kids[2]);
    str a = STR_NONE;
    if (!str_empty(x.a) || !str_empty(y.a))
        a = book_emit_text(e, "IF(%.*s,%.*s,%.*s)", ARG(c.v),
                           ARG(book_emit_sure(x.a)), ARG(book_emit_sure(y.a)));
    emit_pair chosen = c.truth ? x : y;
    chosen.a = book_emit_both(e, c.a, a);
    chosen.v =
        book_emit_text(e, "IF(%.*s,%.*s,%.*s)", ARG(c.v), ARG(x.v), ARG(y.v));
    chosen.has = c.has && chosen.has;
    return chosen;
}

static emit_pair emit_coalesce(emitter *e, const expr_node *n) {
    size_t i = n->kid_count - 1;
    emit_pair rest = book_emit_node(e, n->kids[i]);
    while (i-- > 0) {
        emit_pair x = book_emit_node(e, n->kids[i]);
        if (str_empty(x.a)) {
            rest = x;
            continue;
        }
        emit_pair chosen = x.has ? x : rest;
        chosen.v = book_emit_text(e, "IF(%.*s,%.*s,%.*s)", ARG(x.a), ARG(x.v),
                                  ARG(rest.v));
        chosen.a = str_empty(rest.a) ? STR_NONE
                                     : book_emit_text(e, "IF(%.*s,TRUE(),%.*s)",
                                                      ARG(x.a), ARG(rest.a));
        rest = chosen;
    }
    return rest;
}

static emit_pair emit_missing(emitter *e, const expr_node *n) {
    emit_pair p = book_emit_node(e, n->kids[0]);
    return (emit_pair){
        .v = str_empty(p.a)
                 ? S("FALSE()")
                 : book_emit_text(e, "IF(%.*s,FALSE(),TRUE())", ARG(p.a)),
        .has = true,
        .truth = !p.has};
}

/* --- Aggregates --------------------------------------------------------------
 */

static double best_of(expr_fn fn, double x, double y) {
    return fn == EXPR_FN_MIN ? fmin(x, y) : fmax(x, y);
}

static emit_pair aggregate_range(emitter *e, expr_fn fn, emit_range r) {
    static const char *const names[EXPR_FN_COUNT] = {
        [EXPR_FN_SUM] = "SUM",      [EXPR_FN_CUMUL] = "SUM",
        [EXPR_FN_MEAN] = "AVERAGE", [EXPR_FN_MIN] = "MIN",
        [EXPR_FN_MAX] = "MAX",      [EXPR_FN_COUNT_OF] = "COUNT"};
    size_t known = 0;
    double sum = 0, best = 0;
    for (size_t i = 0; i < r.n; i++) {
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

static bool is_series(const expr_node *n) {
    return n->kind == EXPR_N_SERIES;
}

static bool run_of(emitter *e, const expr_node *n, emit_range *out) {
    if (is_series(n) && e->sheet->run &&
        e->sheet->run(e->sheet->self, n->series, out))
        return true;
    book_emit_fail(e, is_series(n) ? EMIT_ABSENT : EMIT_UNSUPPORTED);
    return false;
}

/* Of two: the one that is there, or both together. */
static emit_pair join(emitter *e, expr_fn fn, emit_pair x, emit_pair y) {
    const char *fmt = fn == EXPR_FN_MIN   ? "MIN(%.*s,%.*s)"
                      : fn == EXPR_FN_MAX ? "MAX(%.*s,%.*s)"
                                          : "(%.*s+%.*s)";
    str v = book_emit_text(e, fmt, ARG(x.v), ARG(y.v));
    if (!str_empty(y.a))
        v = book_emit_text(e, "IF(%.*s,%.*s,%.*s)", ARG(y.a), ARG(v), ARG(x.v));
    if (!str_empty(x.a))
        v = book_emit_text(e, "IF(%.*s,%.*s,%.*s)", ARG(x.a), ARG(v), ARG(y.v));
    str a = str_empty(x.a) || str_empty(y.a)
                ? STR_NONE
                : book_emit_text(e, "IF(%.*s,TRUE(),%.*s)", ARG(x.a), ARG(y.a));
    bool sums = fn == EXPR_FN_SUM || fn == EXPR_FN_MEAN;
    double both_x = sums ? x.x + y.x : best_of(fn, x.x, y.x);
    return (emit_pair){.a = a,
                       .v = v,
                       .has = x.has || y.has,
                       .x = x.has && y.has ? both_x
                            : x.has        ? x.x
                                           : y.x};
}

/* somme(a, b, …): the arguments themselves, those that are there. */
static emit_pair aggregate_arguments(emitter *e, const expr_node *n) {
    emit_pair all = book_emit_node(e, n->kids[0]);
    emit_pair count = {.v = str_empty(all.a)
                                ? S("1")
                                : book_emit_text(e, "IF(%.*s,1,0)", ARG(all.a)),
                       .x = all.has};
    for (size_t i = 1; i < n->kid_count; i++) {
        emit_pair x = book_emit_node(e, n->kids[i]);
        all = join(e, n->fn, all, x);
        count.v = str_empty(x.a) ? book_emit_text(e, "(%.*s+1)", ARG(count.v))
                                 : book_emit_text(e, "(%.*s+IF(%.*s,1,0))",
                                                  ARG(count.v), ARG(x.a));
        count.x += x.has;
    }
    if (n->fn == EXPR_FN_MEAN) {
        all.v = book_emit_text(e, "(%.*s/%.*s)", ARG(all.v), ARG(count.v));
        all.x = all.has ? all.x / count.x : 0;
    }
    return all;
}

static emit_pair emit_aggregate(emitter *e, const expr_node *n) {
    emit_range r;
    if (is_series(n->kids[0]) && n->kid_count == 1)
        return run_of(e, n->kids[0], &r) ? aggregate_range(e, n->fn, r)
                                         : (emit_pair){.v = S("0")};
    if (n->fn == EXPR_FN_COUNT_OF || n->fn == EXPR_FN_CUMUL ||
        n->kids[0]->type.kind != EXPR_NUMBER)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    return aggregate_arguments(e, n);
}

/* The last (or first) cell of a run that holds a number. */
static emit_pair emit_end(emitter *e, const expr_node *n) {
    emit_range r;
    if (!run_of(e, n->kids[0], &r) || r.n == 0)
        return (emit_pair){.v = S("0")};
    bool last = n->fn == EXPR_FN_LAST;
    emit_pair p = {.a = book_emit_text(e, "COUNT(%.*s)>0", ARG(r.ref))};
    for (size_t i = 0; i < r.n; i++) { /* from the far end */
        emit_cell c = r.cells[last ? i : r.n - 1 - i];
        p.v = str_empty(p.v) ? c.ref
                             : book_emit_text(e, "IF(ISNUMBER(%.*s),%.*s,%.*s)",
                                              ARG(c.ref), ARG(c.ref), ARG(p.v));
        p.x = c.has ? c.value : p.x;
        p.has = p.has || c.has;
    }
    return p;
}

static emit_pair emit_weighted(emitter *e, const expr_node *n) {
    emit_range v, w;
    if (n->kid_count != 2 || !run_of(e, n->kids[0], &v) ||
        !run_of(e, n->kids[1], &w) || v.n != w.n ||
        str_find(v.ref, S(","), 0) != SIZE_MAX) /* areas do not multiply */
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    double sum = 0, weight = 0;
    for (size_t i = 0; i < v.n; i++)
        if (v.cells[i].has && w.cells[i].has) {
            sum += v.cells[i].value * w.cells[i].value;
            weight += w.cells[i].value;
        }
    str under =
        book_emit_text(e, "SUMPRODUCT(ISNUMBER(%.*s)*ISNUMBER(%.*s),%.*s)",
                       ARG(v.ref), ARG(w.ref), ARG(w.ref));
    return (emit_pair){.a = book_emit_text(e, "%.*s<>0", ARG(under)),
                       .v = book_emit_text(e, "(SUMPRODUCT(%.*s,%.*s)/%.*s)",
                                           ARG(v.ref), ARG(w.ref), ARG(under)),
                       .has = weight != 0,
                       .x = weight != 0 ? sum / weight : 0};
}

static emit_pair emit_growth(emitter *e, const expr_node *n) {
    if (n->kid_count != 2)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    emit_pair from = book_emit_node(e, n->kids[0]),
              to = book_emit_node(e, n->kids[1]);
    str some = book_emit_text(e, "%.*s<>0", ARG(from.v));
    bool has = from.has && to.has && from.x != 0;
    return (emit_pair){
        .a = book_emit_both(e, book_emit_both(e, from.a, to.a), some),
        .v = book_emit_text(e, "((%.*s-%.*s)/ABS(%.*s))", ARG(to.v),
                            ARG(from.v), ARG(from.v)),
        .has = has,
        .x = has ? (to.x - from.x) / fabs(from.x) : 0};
}

static emit_pair emit_share(emitter *e, const expr_node *n) {
    if (n->kid_count != 2 || n->kids[1]->type.kind != EXPR_NUMBER)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    return book_emit_divide(e, book_emit_node(e, n->kids[0]),
                            book_emit_node(e, n->kids[1]));
}

/* Functions without a row are not of the language of sheets. */
static emit_fn *const calls[EXPR_FN_COUNT] = {
    [EXPR_FN_COUNT_OF] = emit_aggregate, [EXPR_FN_SUM] = emit_aggregate,
    [EXPR_FN_MEAN] = emit_aggregate,     [EXPR_FN_MIN] = emit_aggregate,
    [EXPR_FN_MAX] = emit_aggregate,      [EXPR_FN_CUMUL] = emit_aggregate,
    [EXPR_FN_WEIGHTED] = emit_weighted,  [EXPR_FN_ABS] = emit_abs,
    [EXPR_FN_ROUND] = emit_round,        [EXPR_FN_IF] = emit_if,
    [EXPR_FN_COALESCE] = emit_coalesce,  [EXPR_FN_MISSING] = emit_missing,
    [EXPR_FN_FIRST] = emit_end,          [EXPR_FN_LAST] = emit_end,
    [EXPR_FN_GROWTH] = emit_growth,      [EXPR_FN_SHARE] = emit_share,
};

emit_pair book_emit_call(emitter *e, const expr_node *n) {
    emit_fn *f = calls[n->fn];
    return f ? f(e, n) : book_emit_fail(e, EMIT_UNSUPPORTED);
}
