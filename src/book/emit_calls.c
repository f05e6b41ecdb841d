/* Functions as formulas: of numbers, choices, aggregates of arguments. */
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
    expr_value d = expr_number(0);
    bool known = n->kid_count < 2 || book_emit_constant(e, n->kids[1], &d);
    if (!known || d.number != floor(d.number) || fabs(d.number) > 12)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    int digits = (int)d.number;
    str v = book_rounded(e->a, p.v, digits, e->fraction);
    p.v = digits ? v : book_emit_text(e, "(%.*s)", ARG(v));
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
        rest = book_emit_shorten(e, chosen);
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

/* --- Aggregates of arguments ------------------------------------------------
 */

static double best_of(expr_fn fn, double x, double y) {
    return fn == EXPR_FN_MIN ? fmin(x, y) : fmax(x, y);
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
        all = book_emit_shorten(e, join(e, n->fn, all, x));
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
    if (n->kids[0]->kind == EXPR_N_SERIES && n->kid_count == 1)
        return book_emit_run(e, n);
    if (book_counts_records(n))
        return book_emit_count(e, n);
    if (n->fn == EXPR_FN_COUNT_OF || n->fn == EXPR_FN_CUMUL ||
        n->kids[0]->type.kind != EXPR_NUMBER)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    return aggregate_arguments(e, n);
}

static emit_pair emit_share(emitter *e, const expr_node *n) {
    if (n->kid_count != 2 || n->kids[1]->type.kind != EXPR_NUMBER)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    return book_emit_divide(e, book_emit_node(e, n->kids[0]),
                            book_emit_node(e, n->kids[1]));
}

/* Functions without a row are not of the language of sheets. */
static emit_fn *const calls[EXPR_FN_COUNT] = {
    [EXPR_FN_COUNT_OF] = emit_aggregate,
    [EXPR_FN_SUM] = emit_aggregate,
    [EXPR_FN_MEAN] = emit_aggregate,
    [EXPR_FN_MIN] = emit_aggregate,
    [EXPR_FN_MAX] = emit_aggregate,
    [EXPR_FN_CUMUL] = emit_aggregate,
    [EXPR_FN_WEIGHTED] = book_emit_mean,
    [EXPR_FN_ABS] = emit_abs,
    [EXPR_FN_ROUND] = emit_round,
    [EXPR_FN_IF] = emit_if,
    [EXPR_FN_COALESCE] = emit_coalesce,
    [EXPR_FN_MISSING] = emit_missing,
    [EXPR_FN_FIRST] = book_emit_end,
    [EXPR_FN_LAST] = book_emit_end,
    [EXPR_FN_GROWTH] = book_emit_growth,
    [EXPR_FN_SHARE] = emit_share,
    [EXPR_FN_PREVIOUS] = book_emit_previous,
};

emit_pair book_emit_call(emitter *e, const expr_node *n) {
    emit_fn *f = calls[n->fn];
    return f ? f(e, n) : book_emit_fail(e, EMIT_UNSUPPORTED);
}
