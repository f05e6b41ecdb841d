/*
 * Emission in two parts.
 *
 * A spreadsheet has no missing values: a blank is 0 in an operation, a text is
 * an error, and an error spreads. So each node gives two formulas: A, « is
 * there a value? », always a truth; and V, the value, which may be evaluated
 * only where A holds. The cell is IF(A,ROUND(V,d),"n.d."): A outside, V inside.
 *
 * A is built of nested IF(x,y,FALSE()), never AND: AND evaluates all of its
 * arguments, so an error in one would come out. Aggregates take ranges of
 * cells only, because a range skips texts and blanks, and a list of arguments
 * does not. Comparisons are made on images rounded at six decimals, as expr
 * makes them. Unary minus is (0-x), since -2^2 is not the same everywhere.
 * TRUE and FALSE are written as functions: as names they are not known to all.
 *
 * Each pair carries its value, computed from the values of the cells with the
 * same operations in the same order: what the spreadsheet will find. Three
 * programs agreed on 100 000 such formulas without one difference.
 *
 * What was not kept: IFERROR around V alone (it hides true errors, and
 * ROUND("") differs from program to program), LET and XLOOKUP (unknown to
 * half of them), structured references (unknown to some).
 *
 * The formulas double with each level where V stands in A and in V again (a
 * division): a length limit ends it, hoisting into helper columns is book's.
 */
#include "book/emit.h"

#include <math.h>
#include <stdio.h>

typedef struct pair {
    str a;      /* availability; empty: always */
    str v;      /* the value, where it is available */
    bool has;   /* what A gives */
    double x;   /* what V gives, of a number */
    bool truth; /* of a condition */
} pair;

typedef struct emitter {
    arena *a;
    const emit_sheet *sheet;
    emit_status status; /* the first that went wrong */
} emitter;

typedef pair emit_fn(emitter *e, const expr_node *n);
static pair emit_node(emitter *e, const expr_node *n);

static pair fail(emitter *e, emit_status why) {
    if (e->status == EMIT_DONE)
        e->status = why;
    return (pair){.v = S("0")};
}

static pair unsupported(emitter *e, const expr_node *n) {
    (void)n;
    return fail(e, EMIT_UNSUPPORTED);
}

/* --- Pieces ---------------------------------------------------------------
 */

static str text(emitter *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static str text(emitter *e, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0 || n > EMIT_MAX_LENGTH) {
        fail(e, EMIT_LONG);
        return S("0");
    }
    char *p = arena_alloc(e->a, (size_t)n + 1);
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return (str){p, (size_t)n};
}

#define ARG(s) STR_ARG(s)

static str number_text(emitter *e, double x) {
    buf out = buf_new(e->a);
    buf_num(&out, fabs(x));
    str digits = buf_take(&out);
    return x < 0 ? text(e, "(0-%.*s)", ARG(digits)) : digits;
}

/* Both, the second evaluated only where the first holds. */
static str both(emitter *e, str x, str y) {
    if (str_empty(x) || str_empty(y))
        return str_empty(x) ? y : x;
    return text(e, "IF(%.*s,%.*s,FALSE())", ARG(x), ARG(y));
}

static str or_true(str a) {
    return str_empty(a) ? S("TRUE()") : a;
}

static pair constant(emitter *e, double x) {
    return (pair){.v = number_text(e, x), .has = true, .x = x};
}

/* --- Reading cells ---------------------------------------------------------
 */

static pair read_cell(emitter *e, emit_cell c) {
    return (pair){.a = c.available.n ? c.available
                                     : text(e, "ISNUMBER(%.*s)", ARG(c.ref)),
                  .v = c.ref,
                  .has = c.has,
                  .x = c.value};
}

/* The period typed inside [ ]: one literal or a year; false: computed. */
static bool literal_period(const expr_node *n, period *out) {
    *out = (period){.cal = CAL_NONE};
    if (!n)
        return true;
    if (n->kind == EXPR_N_PERIOD)
        *out = n->period;
    else if (n->kind == EXPR_N_NUMBER && n->number >= 1000 && n->number <= 9999)
        *out = (period){.cal = CAL_CIVIL,
                        .y1 = (int16_t)n->number,
                        .y2 = (int16_t)n->number};
    else
        return false;
    return true;
}

static pair emit_at(emitter *e, const expr_node *n) {
    const expr_node *series = n->kids[0], *level = n->kids[1];
    period p;
    if (series->kind != EXPR_N_SERIES ||
        (level && level->kind != EXPR_N_LEVEL) ||
        !literal_period(n->kids[2], &p))
        return fail(e, EMIT_UNSUPPORTED);
    emit_cell c = {0};
    if (!e->sheet->cell(e->sheet->self, series->series,
                        level ? level->series : NULL, p, &c))
        return fail(e, EMIT_ABSENT);
    return read_cell(e, c);
}

/* --- Operators --------------------------------------------------------------
 */

static pair emit_number(emitter *e, const expr_node *n) {
    return constant(e, n->number);
}

static pair emit_bool(emitter *e, const expr_node *n) {
    (void)e;
    return (pair){.v = n->truth ? S("TRUE()") : S("FALSE()"),
                  .has = true,
                  .truth = n->truth};
}

static pair emit_negation(emitter *e, const expr_node *n) {
    pair p = emit_node(e, n->kids[0]);
    p.v = text(e, "(0-%.*s)", ARG(p.v));
    p.x = 0 - p.x;
    return p;
}

static pair divide(emitter *e, pair x, pair y) {
    str some = text(e, "%.*s<>0", ARG(y.v));
    bool has = x.has && y.has && y.x != 0;
    return (pair){.a = both(e, both(e, x.a, y.a), some),
                  .v = text(e, "(%.*s/%.*s)", ARG(x.v), ARG(y.v)),
                  .has = has,
                  .x = has ? x.x / y.x : 0};
}

static double combine(expr_node_kind k, double x, double y) {
    return k == EXPR_N_ADD ? x + y : k == EXPR_N_SUB ? x - y : x * y;
}

static pair emit_arithmetic(emitter *e, const expr_node *n) {
    if (n->type.kind != EXPR_NUMBER || n->kids[0]->type.kind != EXPR_NUMBER)
        return fail(e, EMIT_UNSUPPORTED);
    pair x = emit_node(e, n->kids[0]), y = emit_node(e, n->kids[1]);
    if (n->kind == EXPR_N_DIV)
        return divide(e, x, y);
    char sign = n->kind == EXPR_N_ADD ? '+' : n->kind == EXPR_N_SUB ? '-' : '*';
    bool has = x.has && y.has;
    return (pair){.a = both(e, x.a, y.a),
                  .v = text(e, "(%.*s%c%.*s)", ARG(x.v), sign, ARG(y.v)),
                  .has = has,
                  .x = has ? combine(n->kind, x.x, y.x) : 0};
}

static bool compares(expr_node_kind k, double x, double y) {
    switch ((int)k) {
    case EXPR_N_EQ:
        return x == y;
    case EXPR_N_NE:
        return x != y;
    case EXPR_N_LT:
        return x < y;
    case EXPR_N_LE:
        return x <= y;
    case EXPR_N_GT:
        return x > y;
    default:
        return x >= y;
    }
}

static pair emit_comparison(emitter *e, const expr_node *n) {
    static const char *const signs[EXPR_N_COUNT] = {
        [EXPR_N_EQ] = "=",  [EXPR_N_NE] = "<>", [EXPR_N_LT] = "<",
        [EXPR_N_LE] = "<=", [EXPR_N_GT] = ">",  [EXPR_N_GE] = ">="};
    if (n->kids[0]->type.kind != EXPR_NUMBER ||
        n->kids[1]->type.kind != EXPR_NUMBER)
        return fail(e, EMIT_UNSUPPORTED);
    pair x = emit_node(e, n->kids[0]), y = emit_node(e, n->kids[1]);
    int d = EXPR_COMPARE_DIGITS;
    bool has = x.has && y.has;
    return (pair){.a = both(e, x.a, y.a),
                  .v = text(e, "(ROUND(%.*s,%d)%sROUND(%.*s,%d))", ARG(x.v), d,
                            signs[n->kind], ARG(y.v), d),
                  .has = has,
                  .truth = has && compares(n->kind, num_round(x.x, d),
                                           num_round(y.x, d))};
}

static pair emit_not(emitter *e, const expr_node *n) {
    pair p = emit_node(e, n->kids[0]);
    p.v = text(e, "IF(%.*s,FALSE(),TRUE())", ARG(p.v));
    p.truth = !p.truth;
    return p;
}

/* Three values: what decides alone decides, whatever the other lacks. */
static pair emit_logic(emitter *e, const expr_node *n) {
    bool either = n->kind == EXPR_N_OR;
    pair x = emit_node(e, n->kids[0]), y = emit_node(e, n->kids[1]);
    const char *decided = either ? "TRUE()" : "FALSE()";
    str ax = or_true(x.a), ay = or_true(y.a), a = STR_NONE;
    if (!str_empty(x.a) || !str_empty(y.a))
        a = either ? text(e,
                          "IF(%.*s,IF(%.*s,TRUE(),%.*s),"
                          "IF(%.*s,%.*s,FALSE()))",
                          ARG(ax), ARG(x.v), ARG(ay), ARG(ay), ARG(y.v))
                   : text(e,
                          "IF(%.*s,IF(%.*s,%.*s,TRUE()),"
                          "IF(%.*s,IF(%.*s,FALSE(),TRUE()),FALSE()))",
                          ARG(ax), ARG(x.v), ARG(ay), ARG(ay), ARG(y.v));
    str v = either ? text(e, "IF(%.*s,TRUE(),%.*s)", ARG(x.v), ARG(y.v))
                   : text(e, "IF(%.*s,%.*s,FALSE())", ARG(x.v), ARG(y.v));
    if (!str_empty(x.a))
        v = text(e, "IF(%.*s,%.*s,%s)", ARG(x.a), ARG(v), decided);
    bool x_decides = x.has && x.truth == either;
    bool y_decides = y.has && y.truth == either;
    return (pair){.a = a,
                  .v = v,
                  .has = x_decides || y_decides || (x.has && y.has),
                  .truth = x_decides || y_decides ? either : !either};
}

/* --- Functions of numbers ---------------------------------------------------
 */

static pair emit_abs(emitter *e, const expr_node *n) {
    pair p = emit_node(e, n->kids[0]);
    p.v = text(e, "ABS(%.*s)", ARG(p.v));
    p.x = fabs(p.x);
    return p;
}

static pair emit_round(emitter *e, const expr_node *n) {
    pair p = emit_node(e, n->kids[0]);
    const expr_node *d = n->kid_count > 1 ? n->kids[1] : NULL;
    if (d && (d->kind != EXPR_N_NUMBER || d->number != floor(d->number) ||
              fabs(d->number) > 12))
        return fail(e, EMIT_UNSUPPORTED);
    int digits = d ? (int)d->number : 0;
    p.v = text(e, "ROUND(%.*s,%d)", ARG(p.v), digits);
    p.x = p.has ? num_round(p.x, digits) : 0;
    return p;
}

static pair emit_if(emitter *e, const expr_node *n) {
    pair c = emit_node(e, n->kids[0]);
    pair x = emit_node(e, n->kids[1]), y = emit_node(e, n->kids[2]);
    str a = STR_NONE;
    if (!str_empty(x.a) || !str_empty(y.a))
        a = text(e, "IF(%.*s,%.*s,%.*s)", ARG(c.v), ARG(or_true(x.a)),
                 ARG(or_true(y.a)));
    pair chosen = c.truth ? x : y;
    chosen.a = both(e, c.a, a);
    chosen.v = text(e, "IF(%.*s,%.*s,%.*s)", ARG(c.v), ARG(x.v), ARG(y.v));
    chosen.has = c.has && chosen.has;
    return chosen;
}

static pair emit_coalesce(emitter *e, const expr_node *n) {
    size_t i = n->kid_count - 1;
    pair rest = emit_node(e, n->kids[i]);
    while (i-- > 0) {
        pair x = emit_node(e, n->kids[i]);
        if (str_empty(x.a)) {
            rest = x;
            continue;
        }
        pair chosen = x.has ? x : rest;
        chosen.v =
            text(e, "IF(%.*s,%.*s,%.*s)", ARG(x.a), ARG(x.v), ARG(rest.v));
        chosen.a = str_empty(rest.a)
                       ? STR_NONE
                       : text(e, "IF(%.*s,TRUE(),%.*s)", ARG(x.a), ARG(rest.a));
        rest = chosen;
    }
    return rest;
}

static pair emit_missing(emitter *e, const expr_node *n) {
    pair p = emit_node(e, n->kids[0]);
    return (pair){.v = str_empty(p.a)
                           ? S("FALSE()")
                           : text(e, "IF(%.*s,FALSE(),TRUE())", ARG(p.a)),
                  .has = true,
                  .truth = !p.has};
}

/* --- Aggregates --------------------------------------------------------------
 */

static double best_of(expr_fn fn, double x, double y) {
    return fn == EXPR_FN_MIN ? fmin(x, y) : fmax(x, y);
}

static pair aggregate_range(emitter *e, expr_fn fn, emit_range r) {
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
    return (pair){.a = counts ? STR_NONE : text(e, "COUNT(%.*s)>0", ARG(r.ref)),
                  .v = text(e, "%s(%.*s)", names[fn], ARG(r.ref)),
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
    fail(e, is_series(n) ? EMIT_ABSENT : EMIT_UNSUPPORTED);
    return false;
}

/* Of two: the one that is there, or both together. */
static pair join(emitter *e, expr_fn fn, pair x, pair y) {
    const char *fmt = fn == EXPR_FN_MIN   ? "MIN(%.*s,%.*s)"
                      : fn == EXPR_FN_MAX ? "MAX(%.*s,%.*s)"
                                          : "(%.*s+%.*s)";
    str v = text(e, fmt, ARG(x.v), ARG(y.v));
    if (!str_empty(y.a))
        v = text(e, "IF(%.*s,%.*s,%.*s)", ARG(y.a), ARG(v), ARG(x.v));
    if (!str_empty(x.a))
        v = text(e, "IF(%.*s,%.*s,%.*s)", ARG(x.a), ARG(v), ARG(y.v));
    str a = str_empty(x.a) || str_empty(y.a)
                ? STR_NONE
                : text(e, "IF(%.*s,TRUE(),%.*s)", ARG(x.a), ARG(y.a));
    bool sums = fn == EXPR_FN_SUM || fn == EXPR_FN_MEAN;
    double both_x = sums ? x.x + y.x : best_of(fn, x.x, y.x);
    return (pair){.a = a,
                  .v = v,
                  .has = x.has || y.has,
                  .x = x.has && y.has ? both_x
                       : x.has        ? x.x
                                      : y.x};
}

/* somme(a, b, …): the arguments themselves, those that are there. */
static pair aggregate_arguments(emitter *e, const expr_node *n) {
    pair all = emit_node(e, n->kids[0]);
    pair count = {.v = str_empty(all.a) ? S("1")
                                        : text(e, "IF(%.*s,1,0)", ARG(all.a)),
                  .x = all.has};
    for (size_t i = 1; i < n->kid_count; i++) {
        pair x = emit_node(e, n->kids[i]);
        all = join(e, n->fn, all, x);
        count.v = str_empty(x.a)
                      ? text(e, "(%.*s+1)", ARG(count.v))
                      : text(e, "(%.*s+IF(%.*s,1,0))", ARG(count.v), ARG(x.a));
        count.x += x.has;
    }
    if (n->fn == EXPR_FN_MEAN) {
        all.v = text(e, "(%.*s/%.*s)", ARG(all.v), ARG(count.v));
        all.x = all.has ? all.x / count.x : 0;
    }
    return all;
}

static pair emit_aggregate(emitter *e, const expr_node *n) {
    emit_range r;
    if (is_series(n->kids[0]) && n->kid_count == 1)
        return run_of(e, n->kids[0], &r) ? aggregate_range(e, n->fn, r)
                                         : (pair){.v = S("0")};
    if (n->fn == EXPR_FN_COUNT_OF || n->fn == EXPR_FN_CUMUL ||
        n->kids[0]->type.kind != EXPR_NUMBER)
        return fail(e, EMIT_UNSUPPORTED);
    return aggregate_arguments(e, n);
}

/* The last (or first) cell of a run that holds a number. */
static pair emit_end(emitter *e, const expr_node *n) {
    emit_range r;
    if (!run_of(e, n->kids[0], &r) || r.n == 0)
        return (pair){.v = S("0")};
    bool last = n->fn == EXPR_FN_LAST;
    pair p = {.a = text(e, "COUNT(%.*s)>0", ARG(r.ref))};
    for (size_t i = 0; i < r.n; i++) { /* from the far end */
        emit_cell c = r.cells[last ? i : r.n - 1 - i];
        p.v = str_empty(p.v) ? c.ref
                             : text(e, "IF(ISNUMBER(%.*s),%.*s,%.*s)",
                                    ARG(c.ref), ARG(c.ref), ARG(p.v));
        p.x = c.has ? c.value : p.x;
        p.has = p.has || c.has;
    }
    return p;
}

static pair emit_weighted(emitter *e, const expr_node *n) {
    emit_range v, w;
    if (n->kid_count != 2 || !run_of(e, n->kids[0], &v) ||
        !run_of(e, n->kids[1], &w) || v.n != w.n)
        return fail(e, EMIT_UNSUPPORTED);
    double sum = 0, weight = 0;
    for (size_t i = 0; i < v.n; i++)
        if (v.cells[i].has && w.cells[i].has) {
            sum += v.cells[i].value * w.cells[i].value;
            weight += w.cells[i].value;
        }
    str under = text(e, "SUMPRODUCT(ISNUMBER(%.*s)*ISNUMBER(%.*s),%.*s)",
                     ARG(v.ref), ARG(w.ref), ARG(w.ref));
    return (pair){.a = text(e, "%.*s<>0", ARG(under)),
                  .v = text(e, "(SUMPRODUCT(%.*s,%.*s)/%.*s)", ARG(v.ref),
                            ARG(w.ref), ARG(under)),
                  .has = weight != 0,
                  .x = weight != 0 ? sum / weight : 0};
}

static pair emit_growth(emitter *e, const expr_node *n) {
    if (n->kid_count != 2)
        return fail(e, EMIT_UNSUPPORTED);
    pair from = emit_node(e, n->kids[0]), to = emit_node(e, n->kids[1]);
    str some = text(e, "%.*s<>0", ARG(from.v));
    bool has = from.has && to.has && from.x != 0;
    return (pair){.a = both(e, both(e, from.a, to.a), some),
                  .v = text(e, "((%.*s-%.*s)/ABS(%.*s))", ARG(to.v),
                            ARG(from.v), ARG(from.v)),
                  .has = has,
                  .x = has ? (to.x - from.x) / fabs(from.x) : 0};
}

static pair emit_share(emitter *e, const expr_node *n) {
    if (n->kid_count != 2 || n->kids[1]->type.kind != EXPR_NUMBER)
        return fail(e, EMIT_UNSUPPORTED);
    return divide(e, emit_node(e, n->kids[0]), emit_node(e, n->kids[1]));
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

static pair emit_call(emitter *e, const expr_node *n) {
    emit_fn *f = calls[n->fn];
    return f ? f(e, n) : unsupported(e, n);
}

static emit_fn *const table[EXPR_N_COUNT] = {
    [EXPR_N_ERROR] = unsupported,
    [EXPR_N_NAME] = unsupported,
    [EXPR_N_INDEX] = unsupported,
    [EXPR_N_NUMBER] = emit_number,
    [EXPR_N_TEXT] = unsupported,
    [EXPR_N_BOOL] = emit_bool,
    [EXPR_N_DATE] = unsupported,
    [EXPR_N_PERIOD] = unsupported,
    [EXPR_N_LIST] = unsupported,
    [EXPR_N_BINDING] = unsupported,
    [EXPR_N_ELEMENT] = unsupported,
    [EXPR_N_ITEM_FIELD] = unsupported,
    [EXPR_N_FIELD] = unsupported,
    [EXPR_N_SERIES] = unsupported,
    [EXPR_N_SERIES_OF] = unsupported,
    [EXPR_N_LEVEL] = unsupported,
    [EXPR_N_AT] = emit_at,
    [EXPR_N_NEG] = emit_negation,
    [EXPR_N_NOT] = emit_not,
    [EXPR_N_ADD] = emit_arithmetic,
    [EXPR_N_SUB] = emit_arithmetic,
    [EXPR_N_MUL] = emit_arithmetic,
    [EXPR_N_DIV] = emit_arithmetic,
    [EXPR_N_EQ] = emit_comparison,
    [EXPR_N_NE] = emit_comparison,
    [EXPR_N_LT] = emit_comparison,
    [EXPR_N_LE] = emit_comparison,
    [EXPR_N_GT] = emit_comparison,
    [EXPR_N_GE] = emit_comparison,
    [EXPR_N_AND] = emit_logic,
    [EXPR_N_OR] = emit_logic,
    [EXPR_N_IN] = unsupported,
    [EXPR_N_WHERE] = unsupported,
    [EXPR_N_CALL] = emit_call,
};

static pair emit_node(emitter *e, const expr_node *n) {
    if (e->status != EMIT_DONE)
        return (pair){.v = S("0")};
    return table[n->kind](e, n);
}

/* --- The cell ----------------------------------------------------------------
 */

static void put_quoted(buf *out, str s) {
    buf_c(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_c(out, '"');
        buf_c(out, s.p[i]);
    }
    buf_c(out, '"');
}

str book_guarded(arena *a, str available, str value, int decimals,
                 str otherwise) {
    buf out = buf_new(a);
    if (!str_empty(available)) {
        buf_z(&out, "IF(");
        buf_str(&out, available);
        buf_c(&out, ',');
    }
    buf_z(&out, "ROUND(");
    buf_str(&out, value);
    buf_fmt(&out, ",%d)", decimals);
    if (!str_empty(available)) {
        buf_c(&out, ',');
        put_quoted(&out, otherwise);
        buf_c(&out, ')');
    }
    return buf_take(&out);
}

static emit_status emit_root(arena *a, const expr *x, const emit_sheet *sheet,
                             pair *out) {
    emitter e = {.a = a, .sheet = sheet};
    const expr_node *root = expr_root(x);
    if (root->type.kind != EXPR_NUMBER)
        return EMIT_UNSUPPORTED;
    if (root->depth > EMIT_MAX_DEPTH)
        return EMIT_LONG;
    *out = emit_node(&e, root);
    return e.status;
}

emit_status book_emit_operand(arena *a, const expr *x, const emit_sheet *sheet,
                              int decimals, emit_cell *out) {
    pair p;
    emit_status s = emit_root(a, x, sheet, &p);
    if (s != EMIT_DONE)
        return s;
    *out = (emit_cell){.ref = book_guarded(a, STR_NONE, p.v, decimals, p.v),
                       .available = or_true(p.a),
                       .has = p.has,
                       .value = p.has ? num_round(p.x, decimals) : 0};
    return out->ref.n > EMIT_MAX_LENGTH ? EMIT_LONG : EMIT_DONE;
}

emit_status book_emit(arena *a, const expr *x, const emit_sheet *sheet,
                      int decimals, str otherwise, emitted *out) {
    pair p;
    emit_status s = emit_root(a, x, sheet, &p);
    if (s != EMIT_DONE)
        return s;
    out->formula = book_guarded(a, p.a, p.v, decimals, otherwise);
    out->has = p.has;
    out->value = p.has ? num_round(p.x, decimals) : 0;
    return out->formula.n > EMIT_MAX_LENGTH ? EMIT_LONG : EMIT_DONE;
}
