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
 * Each emit_pair carries its value, computed from the values of the cells with
 * the same operations in the same order: what the spreadsheet will find. Three
 * programs agreed on 100 000 such formulas without one difference.
 *
 * What was not kept: IFERROR around V alone (it hides true errors, and
 * ROUND("") differs from program to program), LET and XLOOKUP (unknown to
 * half of them), structured references (unknown to some).
 *
 * The formulas double with each level where V stands in A and in V again (a
 * division): a length limit ends it, hoisting into helper columns is book's.
 */
#include "book/emit_int.h"

#include <math.h>
#include <stdio.h>

emit_pair book_emit_fail(emitter *e, emit_status why) {
    if (e->status == EMIT_DONE)
        e->status = why;
    return (emit_pair){.v = S("0")};
}

static emit_pair unsupported(emitter *e, const expr_node *n) {
    (void)n;
    return book_emit_fail(e, EMIT_UNSUPPORTED);
}

/* --- Pieces ---------------------------------------------------------------
 */

str book_emit_text(emitter *e, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0 || n > EMIT_MAX_LENGTH) {
        book_emit_fail(e, EMIT_LONG);
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
    return x < 0 ? book_emit_text(e, "(0-%.*s)", ARG(digits)) : digits;
}

str book_emit_both(emitter *e, str x, str y) {
    if (str_empty(x) || str_empty(y))
        return str_empty(x) ? y : x;
    if (str_eq(x, y) || str_eq(x, S("FALSE()")))
        return x;
    if (str_eq(y, S("FALSE()")))
        return y;
    return book_emit_text(e, "IF(%.*s,%.*s,FALSE())", ARG(x), ARG(y));
}

str book_emit_sure(str a) {
    return str_empty(a) ? S("TRUE()") : a;
}

static emit_pair constant(emitter *e, double x) {
    return (emit_pair){.v = number_text(e, x), .has = true, .x = x};
}

/* --- Reading cells ---------------------------------------------------------
 */

emit_pair book_emit_cell(emitter *e, emit_cell c) {
    e->fraction = e->fraction || !c.whole;
    return (emit_pair){
        .a = c.available.n ? c.available
                           : book_emit_text(e, "ISNUMBER(%.*s)", ARG(c.ref)),
        .v = c.ref,
        .has = c.has,
        .x = c.value};
}

/* The period inside [ ]: typed, or reckoned from the one at hand. */
static bool period_in(const emitter *e, const expr_node *n, period *out) {
    expr_value v;
    *out = (period){.cal = CAL_NONE};
    if (!n)
        return true;
    if (!book_emit_constant(e, n, &v))
        return false;
    if (v.kind == EXPR_PERIOD)
        *out = v.period;
    else if (v.kind == EXPR_NUMBER && v.number >= 1000 && v.number <= 9999)
        *out = (period){
            .cal = CAL_CIVIL, .y1 = (int16_t)v.number, .y2 = (int16_t)v.number};
    return out->cal != CAL_NONE;
}

static emit_pair emit_at(emitter *e, const expr_node *n) {
    const expr_node *series = n->kids[0], *level = n->kids[1];
    period p;
    if (series->kind != EXPR_N_SERIES ||
        (level && level->kind != EXPR_N_LEVEL) || !period_in(e, n->kids[2], &p))
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    emit_cell c = {0};
    if (!e->sheet->cell(e->sheet->self, series->series,
                        level ? level->series : NULL, p, &c))
        return book_emit_fail(e, EMIT_ABSENT);
    return book_emit_cell(e, c);
}

/* --- Operators --------------------------------------------------------------
 */

static emit_pair emit_number(emitter *e, const expr_node *n) {
    e->fraction = e->fraction || n->number != floor(n->number);
    return constant(e, n->number);
}

static emit_pair emit_bool(emitter *e, const expr_node *n) {
    (void)e;
    return (emit_pair){.v = n->truth ? S("TRUE()") : S("FALSE()"),
                       .has = true,
                       .truth = n->truth};
}

static emit_pair emit_negation(emitter *e, const expr_node *n) {
    emit_pair p = book_emit_node(e, n->kids[0]);
    p.v = book_emit_text(e, "(0-%.*s)", ARG(p.v));
    p.x = 0 - p.x;
    return p;
}

bool book_is_zero(double x) {
    return num_round(x, EXPR_COMPARE_DIGITS) == 0;
}

/* A difference that is nothing leaves 5e-17 in some programs, 0 in others. */
str book_emit_some(emitter *e, emit_pair y) {
    if (!y.piece && str_find(y.v, S("("), 0) == SIZE_MAX)
        return book_emit_text(e, "%.*s<>0", ARG(y.v));
    return book_emit_text(e, "ROUND(%.*s,%d)<>0", ARG(y.v),
                          EXPR_COMPARE_DIGITS);
}

emit_pair book_emit_divide(emitter *e, emit_pair x, emit_pair y) {
    str some = book_emit_some(e, y);
    bool has = x.has && y.has && !book_is_zero(y.x);
    return (emit_pair){
        .a = book_emit_both(e, book_emit_both(e, x.a, y.a), some),
        .v = book_emit_text(e, "(%.*s/%.*s)", ARG(x.v), ARG(y.v)),
        .has = has,
        .x = has ? x.x / y.x : 0};
}

static double combine(expr_node_kind k, double x, double y) {
    return k == EXPR_N_ADD ? x + y : k == EXPR_N_SUB ? x - y : x * y;
}

static emit_pair emit_arithmetic(emitter *e, const expr_node *n) {
    if (n->type.kind != EXPR_NUMBER || n->kids[0]->type.kind != EXPR_NUMBER)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    emit_pair x = book_emit_node(e, n->kids[0]),
              y = book_emit_node(e, n->kids[1]);
    if (n->kind == EXPR_N_DIV)
        return book_emit_divide(e, x, y);
    char sign = n->kind == EXPR_N_ADD ? '+' : n->kind == EXPR_N_SUB ? '-' : '*';
    bool has = x.has && y.has;
    return (emit_pair){
        .a = book_emit_both(e, x.a, y.a),
        .v = book_emit_text(e, "(%.*s%c%.*s)", ARG(x.v), sign, ARG(y.v)),
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

static emit_pair emit_comparison(emitter *e, const expr_node *n) {
    static const char *const signs[EXPR_N_COUNT] = {
        [EXPR_N_EQ] = "=",  [EXPR_N_NE] = "<>", [EXPR_N_LT] = "<",
        [EXPR_N_LE] = "<=", [EXPR_N_GT] = ">",  [EXPR_N_GE] = ">="};
    if (n->kids[0]->type.kind != EXPR_NUMBER ||
        n->kids[1]->type.kind != EXPR_NUMBER)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    emit_pair x = book_emit_node(e, n->kids[0]),
              y = book_emit_node(e, n->kids[1]);
    int d = EXPR_COMPARE_DIGITS;
    bool has = x.has && y.has;
    return (emit_pair){
        .a = book_emit_both(e, x.a, y.a),
        .v = book_emit_text(e, "(ROUND(%.*s,%d)%sROUND(%.*s,%d))", ARG(x.v), d,
                            signs[n->kind], ARG(y.v), d),
        .has = has,
        .truth =
            has && compares(n->kind, num_round(x.x, d), num_round(y.x, d))};
}

static emit_pair emit_not(emitter *e, const expr_node *n) {
    emit_pair p = book_emit_node(e, n->kids[0]);
    p.v = book_emit_text(e, "IF(%.*s,FALSE(),TRUE())", ARG(p.v));
    p.truth = !p.truth;
    return p;
}

/* Three values: what decides alone decides, whatever the other lacks. */
static emit_pair emit_logic(emitter *e, const expr_node *n) {
    bool either = n->kind == EXPR_N_OR;
    emit_pair x = book_emit_node(e, n->kids[0]),
              y = book_emit_node(e, n->kids[1]);
    const char *decided = either ? "TRUE()" : "FALSE()";
    str ax = book_emit_sure(x.a), ay = book_emit_sure(y.a), a = STR_NONE;
    if (!str_empty(x.a) || !str_empty(y.a))
        a = either
                ? book_emit_text(e,
                                 "IF(%.*s,IF(%.*s,TRUE(),%.*s),"
                                 "IF(%.*s,%.*s,FALSE()))",
                                 ARG(ax), ARG(x.v), ARG(ay), ARG(ay), ARG(y.v))
                : book_emit_text(e,
                                 "IF(%.*s,IF(%.*s,%.*s,TRUE()),"
                                 "IF(%.*s,IF(%.*s,FALSE(),TRUE()),FALSE()))",
                                 ARG(ax), ARG(x.v), ARG(ay), ARG(ay), ARG(y.v));
    str v =
        either ? book_emit_text(e, "IF(%.*s,TRUE(),%.*s)", ARG(x.v), ARG(y.v))
               : book_emit_text(e, "IF(%.*s,%.*s,FALSE())", ARG(x.v), ARG(y.v));
    if (!str_empty(x.a))
        v = book_emit_text(e, "IF(%.*s,%.*s,%s)", ARG(x.a), ARG(v), decided);
    bool x_decides = x.has && x.truth == either;
    bool y_decides = y.has && y.truth == either;
    return (emit_pair){.a = a,
                       .v = v,
                       .has = x_decides || y_decides || (x.has && y.has),
                       .truth = x_decides || y_decides ? either : !either};
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
    [EXPR_N_CALL] = book_emit_call,
};

static bool divides(const expr_node *n) {
    bool call = n->kind == EXPR_N_CALL;
    return n->kind == EXPR_N_DIV ||
           (call && (n->fn == EXPR_FN_MEAN || n->fn == EXPR_FN_WEIGHTED ||
                     n->fn == EXPR_FN_GROWTH || n->fn == EXPR_FN_SHARE));
}

emit_pair book_emit_node(emitter *e, const expr_node *n) {
    if (e->status != EMIT_DONE)
        return (emit_pair){.v = S("0")};
    emit_pair p = table[n->kind](e, n);
    /* A quotient of integers is exact where it is a half; what is made of it
       may not be. */
    e->fraction = e->fraction || (n != e->root && divides(n));
    return n->type.kind == EXPR_NUMBER ? book_emit_shorten(e, p) : p;
}

emit_pair book_emit_shorten(emitter *e, emit_pair p) {
    if (!e->sheet->hoist || e->status != EMIT_DONE ||
        p.a.n + p.v.n <= EMIT_PIECE)
        return p;
    emit_cell c =
        e->sheet->hoist(e->sheet->self, book_emit_sure(p.a), p.v, p.has, p.x);
    if (str_empty(p.a))
        p.v = c.ref; /* always a number */
    else
        p = book_emit_cell(e, c);
    p.piece = true;
    return p;
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

str book_rounded(arena *a, str value, int decimals, bool fraction) {
    if (decimals == 0 && fraction)
        return str_fmt(a, "ROUND(%.*s/10,1)*10", STR_ARG(value));
    return str_fmt(a, "ROUND(%.*s,%d)", STR_ARG(value), decimals);
}

str book_guard(arena *a, str available, str rounded, str otherwise) {
    buf out = buf_new(a);
    if (str_empty(available))
        return rounded;
    buf_z(&out, "IF(");
    buf_str(&out, available);
    buf_c(&out, ',');
    buf_str(&out, rounded);
    buf_c(&out, ',');
    put_quoted(&out, otherwise);
    buf_c(&out, ')');
    return buf_take(&out);
}

str book_guarded(arena *a, str available, str value, int decimals,
                 str otherwise) {
    return book_guard(a, available, book_rounded(a, value, decimals, false),
                      otherwise);
}

/* The pair of the whole, its value rounded as text. */
static emit_status emit_root(arena *a, const expr *x, const emit_order *o,
                             emit_pair *out) {
    const expr_node *root = expr_root(x);
    emitter e = {.a = a, .sheet = o->sheet, .root = root};
    if (root->type.kind != EXPR_NUMBER)
        return EMIT_UNSUPPORTED;
    if (root->depth > EMIT_MAX_DEPTH)
        return EMIT_LONG;
    *out = book_emit_node(&e, root);
    bool never = str_eq(out->a, S("FALSE()"));
    out->v = book_rounded(a, out->v, o->decimals, e.fraction);
    return e.status == EMIT_DONE && never ? EMIT_ABSENT : e.status;
}

emit_status book_emit_operand(arena *a, const expr *x, const emit_sheet *sheet,
                              int decimals, emit_cell *out) {
    emit_pair p;
    emit_order order = {.sheet = sheet, .decimals = decimals};
    emit_status s = emit_root(a, x, &order, &p);
    if (s != EMIT_DONE)
        return s;
    if (decimals == 0 && str_starts(p.v, S("ROUND(")))
        p.v = str_fmt(a, "(%.*s)", STR_ARG(p.v)); /* « …*10 » in a product */
    *out = (emit_cell){.ref = p.v,
                       .whole = decimals == 0,
                       .available = book_emit_sure(p.a),
                       .has = p.has,
                       .value = p.has ? num_round(p.x, decimals) : 0};
    return out->ref.n > EMIT_MAX_LENGTH ? EMIT_LONG : EMIT_DONE;
}

emit_status book_emit(arena *a, const expr *x, emit_order order, emitted *out) {
    int decimals = order.decimals;
    emit_pair p;
    emit_status s = emit_root(a, x, &order, &p);
    if (s != EMIT_DONE)
        return s;
    out->formula = book_guard(a, p.a, p.v, order.otherwise);
    out->has = p.has;
    out->value = p.has ? num_round(p.x, decimals) : 0;
    return out->formula.n > EMIT_MAX_LENGTH ? EMIT_LONG : EMIT_DONE;
}
