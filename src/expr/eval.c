/* Evaluation walks the typed tree. Nothing fails: what cannot be is missing,
   with the strongest reason among its operands. */
#include <math.h>

#include "expr/expr_int.h"

typedef expr_value eval_fn(evaluation *x, const expr_node *n);

/* Far above any honest expression; a hostile one ends in a missing value. */
enum { MAX_STEPS = 20000000 };

static expr_value nothing(const expr_node *n, missing why) {
    return expr_missing(n->type.kind, why);
}

static expr_value eval_error(evaluation *x, const expr_node *n) {
    (void)x;
    return nothing(n, MISSING_UNAVAILABLE);
}

static expr_value eval_literal(evaluation *x, const expr_node *n) {
    (void)x;
    expr_value v = {.kind = n->type.kind};
    if (n->kind == EXPR_N_NUMBER)
        v.number = n->number;
    else if (n->kind == EXPR_N_TEXT)
        v.text = n->name;
    else if (n->kind == EXPR_N_BOOL)
        v.truth = n->truth;
    else if (n->kind == EXPR_N_DATE)
        v.day = n->day;
    else
        v.period = n->period;
    return v;
}

static expr_value eval_list(evaluation *x, const expr_node *n) {
    expr_value *v = NEW_ARRAY(x->a, expr_value, n->kid_count + 1);
    for (size_t i = 0; i < n->kid_count; i++)
        v[i] = expr_eval_node(x, n->kids[i]);
    return (expr_value){
        .kind = EXPR_LIST, .cls = n->type.cls, .list = {v, n->kid_count}};
}

static expr_value eval_binding(evaluation *x, const expr_node *n) {
    for (const expr_scope *s = x->scope; s; s = s->parent)
        for (size_t i = 0; i < s->count; i++)
            if (str_eq(s->bindings[i].name, n->name))
                return s->bindings[i].value;
    return nothing(n, MISSING_UNAVAILABLE);
}

static const frame *frame_up(const evaluation *x, unsigned up) {
    const frame *f = x->frame;
    while (f && up--)
        f = f->up;
    return f;
}

static expr_value eval_element(evaluation *x, const expr_node *n) {
    const frame *f = frame_up(x, n->up);
    return f ? f->element : nothing(n, MISSING_UNAVAILABLE);
}

static expr_value field_of(evaluation *x, const expr_node *n, expr_value of) {
    if (of.why || of.kind != EXPR_RECORD || !of.cls || !of.record)
        return nothing(n, of.why);
    expr_value v = of.cls->get(of.cls, n->field, of.record, x->a);
    v.illustrative |= of.illustrative;
    return v;
}

static expr_value eval_item_field(evaluation *x, const expr_node *n) {
    return field_of(x, n, eval_element(x, n));
}

static expr_value eval_field(evaluation *x, const expr_node *n) {
    return field_of(x, n, expr_eval_node(x, n->kids[0]));
}

/* --- Indicators ----------------------------------------------------------- */

static expr_value eval_series(evaluation *x, const expr_node *n) {
    (void)x;
    return (expr_value){.kind = EXPR_SERIES, .series = n->series};
}

static expr_value eval_series_of(evaluation *x, const expr_node *n) {
    expr_value v = expr_eval_node(x, n->kids[0]);
    str unit;
    const void *s = NULL;
    if (!v.why && v.cls && x->host && x->host->series)
        s = x->host->series(x->host->self, v.cls->id(v.cls, v.record), &unit);
    if (!s)
        return nothing(n, v.why);
    return (expr_value){.kind = EXPR_SERIES, .series = s};
}

static expr_value eval_level(evaluation *x, const expr_node *n) {
    (void)x;
    return (expr_value){.kind = EXPR_RECORD, .record = n->series};
}

/* The host's level that a value names: an establishment or its id. */
static const void *level_of(const evaluation *x, expr_value v) {
    if (v.why || (v.kind == EXPR_RECORD && !v.cls))
        return v.why ? NULL : v.record;
    str id = v.kind == EXPR_TEXT ? v.text : v.cls->id(v.cls, v.record);
    return x->host->level(x->host->self, id);
}

static bool period_of(expr_value v, period *out) {
    if (v.why)
        return false;
    if (v.kind == EXPR_PERIOD) {
        *out = v.period;
        return true;
    }
    bool year = v.number >= 1000 && v.number <= 9999;
    *out = (period){.cal = CAL_CIVIL,
                    .y1 = year ? (int16_t)v.number : (int16_t)0,
                    .y2 = year ? (int16_t)v.number : (int16_t)0};
    return year;
}

static expr_value eval_at(evaluation *x, const expr_node *n) {
    expr_value s = expr_eval_node(x, n->kids[0]);
    const void *level = NULL;
    period p = {.cal = CAL_NONE};
    if (s.why || s.kind != EXPR_SERIES || !x->host)
        return nothing(n, s.why);
    if (n->kids[1]) {
        expr_value v = expr_eval_node(x, n->kids[1]);
        level = level_of(x, v);
        if (!level)
            return nothing(n, v.why);
    }
    if (n->kids[2]) {
        expr_value v = expr_eval_node(x, n->kids[2]);
        if (!period_of(v, &p))
            return nothing(n, v.why);
    }
    return x->host->at(x->host->self, s.series, level, p);
}

size_t expr_eval_known(evaluation *x, const void *series, const period **out) {
    const expr_host *h = x->host;
    if (!h || !h->periods)
        return 0;
    size_t n = h->periods(h->self, series, NULL, out);
    period now = {.cal = CAL_NONE};
    if (h->now)
        now = h->now(h->self, series);
    while (now.cal && n && period_cmp((*out)[n - 1], now) > 0)
        n--;
    return n;
}

/* --- Operators ------------------------------------------------------------ */

static expr_value eval_negation(evaluation *x, const expr_node *n) {
    expr_value v = expr_eval_node(x, n->kids[0]);
    return v.why ? nothing(n, v.why) : expr_number(0 - v.number);
}

static expr_value eval_time(const expr_node *n, expr_value x, expr_value y) {
    double sign = n->kind == EXPR_N_SUB ? -1 : 1;
    if (x.kind == EXPR_DATE && y.kind == EXPR_DATE)
        return expr_number(date_days(x.day) - date_days(y.day));
    if (y.kind != EXPR_NUMBER || fabs(y.number) > 400000)
        return nothing(n, MISSING_UNAVAILABLE);
    int32_t steps = (int32_t)(sign * y.number);
    if (x.kind == EXPR_PERIOD) {
        int32_t year = x.period.y1 + steps;
        if (year < 1000 || year > 9998)
            return nothing(n, MISSING_UNAVAILABLE);
        expr_value v = x;
        v.period = period_next(x.period, steps);
        return v;
    }
    int32_t day = date_days(x.day) + steps;
    if (day < -350000 || day > 2900000) /* years 1012 to 9909 */
        return nothing(n, MISSING_UNAVAILABLE);
    return expr_value_date(date_from_days(day));
}

static expr_value compute(const expr_node *n, expr_value a, expr_value b) {
    if (a.kind != EXPR_NUMBER)
        return eval_time(n, a, b);
    if (b.kind != EXPR_NUMBER)
        return nothing(n, MISSING_UNAVAILABLE);
    if (n->kind == EXPR_N_ADD)
        return expr_value_finite(a.number + b.number);
    if (n->kind == EXPR_N_SUB)
        return expr_value_finite(a.number - b.number);
    if (n->kind == EXPR_N_MUL)
        return expr_value_finite(a.number * b.number);
    if (expr_is_zero(b.number)) /* a ratio to nothing has no object */
        return nothing(n, MISSING_IRRELEVANT);
    return expr_value_finite(a.number / b.number);
}

static expr_value eval_arithmetic(evaluation *x, const expr_node *n) {
    expr_value a = expr_eval_node(x, n->kids[0]),
               b = expr_eval_node(x, n->kids[1]);
    if (a.why || b.why)
        return nothing(n, expr_missing_worst(a.why, b.why));
    expr_value v = compute(n, a, b);
    v.illustrative = expr_value_invented(a) || expr_value_invented(b);
    return v;
}

static expr_value eval_equality(evaluation *x, const expr_node *n) {
    expr_value a = expr_eval_node(x, n->kids[0]),
               b = expr_eval_node(x, n->kids[1]);
    expr_value v = expr_value_equal(a, b);
    if (!v.why && n->kind == EXPR_N_NE)
        v.truth = !v.truth;
    return v;
}

static expr_value eval_order(evaluation *x, const expr_node *n) {
    expr_value a = expr_eval_node(x, n->kids[0]),
               b = expr_eval_node(x, n->kids[1]);
    bool ok;
    int c = expr_value_compare(a, b, &ok);
    if (!ok)
        return nothing(n, expr_missing_worst(a.why, b.why));
    if (n->kind == EXPR_N_LT)
        return expr_bool(c < 0);
    if (n->kind == EXPR_N_LE)
        return expr_bool(c <= 0);
    return expr_bool(n->kind == EXPR_N_GT ? c > 0 : c >= 0);
}

static expr_value eval_not(evaluation *x, const expr_node *n) {
    expr_value v = expr_eval_node(x, n->kids[0]);
    return v.why ? nothing(n, v.why) : expr_bool(!v.truth);
}

/* Three values: what decides alone decides, whatever the other lacks. */
static expr_value eval_logic(evaluation *x, const expr_node *n) {
    bool decides = n->kind == EXPR_N_OR;
    expr_value a = expr_eval_node(x, n->kids[0]);
    if (!a.why && a.truth == decides)
        return a;
    expr_value b = expr_eval_node(x, n->kids[1]);
    if (!b.why && b.truth == decides)
        return b;
    if (a.why || b.why)
        return nothing(n, expr_missing_worst(a.why, b.why));
    return b;
}

static expr_value eval_in(evaluation *x, const expr_node *n) {
    expr_value a = expr_eval_node(x, n->kids[0]),
               b = expr_eval_node(x, n->kids[1]);
    if (a.why || b.why)
        return nothing(n, expr_missing_worst(a.why, b.why));
    if (b.kind == EXPR_PERIOD)
        return expr_bool(date_cmp(a.day, period_first(b.period)) >= 0 &&
                         date_cmp(a.day, period_last(b.period)) <= 0);
    if (b.kind != EXPR_LIST)
        return nothing(n, MISSING_UNAVAILABLE);
    for (size_t i = 0; i < b.list.n; i++) {
        expr_value same = expr_value_equal(a, b.list.v[i]);
        if (!same.why && same.truth)
            return same;
    }
    return expr_bool(false);
}

expr_value expr_eval_inside(evaluation *x, expr_value element,
                            const expr_node *n) {
    frame f = {x->frame, element};
    x->frame = &f;
    expr_value v = expr_eval_node(x, n);
    x->frame = f.up;
    return v;
}

static expr_value eval_where(evaluation *x, const expr_node *n) {
    expr_value l = expr_eval_node(x, n->kids[0]);
    if (l.why || l.kind != EXPR_LIST)
        return nothing(n, l.why);
    expr_value *kept = NEW_ARRAY(x->a, expr_value, l.list.n + 1);
    size_t count = 0;
    for (size_t i = 0; i < l.list.n; i++) {
        expr_value c = expr_eval_inside(x, l.list.v[i], n->kids[1]);
        if (!c.why && c.truth)
            kept[count++] = l.list.v[i];
    }
    l.list = (expr_list){kept, count};
    return l;
}

static expr_value eval_call(evaluation *x, const expr_node *n) {
    return expr_builtin_of(n->fn)->eval(x, n);
}

static eval_fn *const table[EXPR_N_COUNT] = {
    [EXPR_N_ERROR] = eval_error,
    [EXPR_N_NAME] = eval_error,
    [EXPR_N_INDEX] = eval_error,
    [EXPR_N_NUMBER] = eval_literal,
    [EXPR_N_TEXT] = eval_literal,
    [EXPR_N_BOOL] = eval_literal,
    [EXPR_N_DATE] = eval_literal,
    [EXPR_N_PERIOD] = eval_literal,
    [EXPR_N_LIST] = eval_list,
    [EXPR_N_BINDING] = eval_binding,
    [EXPR_N_ELEMENT] = eval_element,
    [EXPR_N_ITEM_FIELD] = eval_item_field,
    [EXPR_N_FIELD] = eval_field,
    [EXPR_N_SERIES] = eval_series,
    [EXPR_N_SERIES_OF] = eval_series_of,
    [EXPR_N_LEVEL] = eval_level,
    [EXPR_N_AT] = eval_at,
    [EXPR_N_NEG] = eval_negation,
    [EXPR_N_NOT] = eval_not,
    [EXPR_N_ADD] = eval_arithmetic,
    [EXPR_N_SUB] = eval_arithmetic,
    [EXPR_N_MUL] = eval_arithmetic,
    [EXPR_N_DIV] = eval_arithmetic,
    [EXPR_N_EQ] = eval_equality,
    [EXPR_N_NE] = eval_equality,
    [EXPR_N_LT] = eval_order,
    [EXPR_N_LE] = eval_order,
    [EXPR_N_GT] = eval_order,
    [EXPR_N_GE] = eval_order,
    [EXPR_N_AND] = eval_logic,
    [EXPR_N_OR] = eval_logic,
    [EXPR_N_IN] = eval_in,
    [EXPR_N_WHERE] = eval_where,
    [EXPR_N_CALL] = eval_call,
};

expr_value expr_eval_node(evaluation *x, const expr_node *n) {
    if (x->steps == 0)
        return nothing(n, MISSING_UNAVAILABLE);
    x->steps--;
    return table[n->kind](x, n);
}

expr_value expr_eval(const expr *e, const expr_scope *scope, arena *a) {
    evaluation x = {.a = a, .scope = scope, .steps = MAX_STEPS};
    for (const expr_scope *s = scope; s && !x.host; s = s->parent)
        x.host = s->host;
    return expr_eval_node(&x, expr_root(e));
}
