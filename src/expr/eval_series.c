/* Functions of indicators over time, and of dates. */
#include <math.h>

#include "expr/expr_int.h"

/* The value at hand of a series: that of the current period, else the last
   known; *end: how many of its periods come before it. */
static expr_value current(evaluation *x, const void *series, const period *p,
                          size_t n, size_t *end) {
    const expr_host *h = x->host;
    period now = h->now ? h->now(h->self, series) : (period){.cal = CAL_NONE};
    *end = n;
    if (now.cal) {
        while (*end > 0 && period_cmp(p[*end - 1], now) >= 0)
            --*end;
        return h->at(h->self, series, NULL, now);
    }
    expr_value v = expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
    while (*end > 0 && v.why) /* periods may hold a reason, no value */
        v = h->at(h->self, series, NULL, p[--*end]);
    return v;
}

/* The known value before the one at hand, which goes to *now; missing across a
   rupture. */
static expr_value before(evaluation *x, const void *series, expr_value *now) {
    const expr_host *h = x->host;
    const period *p = NULL;
    size_t i, n = expr_eval_known(x, series, &p);
    *now = expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
    if (!h)
        return *now;
    *now = current(x, series, p, n, &i);
    if (now->why)
        return *now;
    period at = i < n ? p[i] : h->now(h->self, series);
    while (i > 0) {
        expr_value v = h->at(h->self, series, NULL, p[--i]);
        if (v.why)
            continue;
        if (h->comparable && !h->comparable(h->self, series, p[i], at))
            break;
        return v;
    }
    return expr_missing(EXPR_NUMBER, MISSING_IRRELEVANT);
}

expr_value fn_previous(evaluation *x, const expr_node *call) {
    expr_value s = expr_eval_node(x, call->kids[0]), now;
    return s.why ? expr_missing(EXPR_NUMBER, s.why) : before(x, s.series, &now);
}

expr_value fn_growth(evaluation *x, const expr_node *call) {
    expr_value from = expr_eval_node(x, call->kids[0]), to;
    if (from.kind == EXPR_SERIES && !from.why)
        from = before(x, from.series, &to);
    else
        to = call->kid_count > 1 ? expr_eval_node(x, call->kids[1]) : from;
    if (from.why || to.why)
        return expr_missing(EXPR_NUMBER, expr_missing_worst(from.why, to.why));
    if (expr_is_zero(from.number))
        return expr_missing(EXPR_NUMBER, MISSING_IRRELEVANT);
    return expr_value_finite((to.number - from.number) / fabs(from.number));
}

expr_value fn_cumul(evaluation *x, const expr_node *call) {
    expr_value s = expr_eval_node(x, call->kids[0]);
    const period *p;
    if (s.why || s.kind != EXPR_SERIES)
        return expr_missing(EXPR_NUMBER, s.why);
    size_t n = expr_eval_known(x, s.series, &p), known = 0;
    missing why = MISSING_NONE;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        expr_value v = x->host->at(x->host->self, s.series, NULL, p[i]);
        why = expr_missing_worst(why, v.why);
        if (v.why)
            continue;
        sum += v.number;
        known++;
    }
    if (known && why && why != MISSING_IRRELEVANT && x->host->skipped)
        x->host->skipped(x->host->self);
    return known ? expr_value_finite(sum) : expr_missing(EXPR_NUMBER, why);
}

/* --- Dates ---------------------------------------------------------------- */

expr_value fn_year(evaluation *x, const expr_node *call) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    if (v.why)
        return expr_missing(EXPR_NUMBER, v.why);
    return expr_number(v.kind == EXPR_DATE ? v.day.year : v.period.y1);
}

expr_value fn_month(evaluation *x, const expr_node *call) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    return v.why || !v.day.month ? expr_missing(EXPR_NUMBER, v.why)
                                 : expr_number(v.day.month);
}

expr_value fn_start(evaluation *x, const expr_node *call) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    return v.why ? expr_missing(EXPR_DATE, v.why)
                 : expr_value_date(period_first(v.period));
}

expr_value fn_end(evaluation *x, const expr_node *call) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    return v.why ? expr_missing(EXPR_DATE, v.why)
                 : expr_value_date(period_last(v.period));
}

expr_value fn_months(evaluation *x, const expr_node *call) {
    expr_value a = expr_eval_node(x, call->kids[0]),
               b = expr_eval_node(x, call->kids[1]);
    if (a.why || b.why)
        return expr_missing(EXPR_NUMBER, expr_missing_worst(a.why, b.why));
    return expr_number(date_months_between(a.day, b.day));
}
