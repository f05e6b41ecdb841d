/* Functions over lists: aggregates, order, choice. */
#include <math.h>

#include "expr/expr_int.h"

typedef LIST(expr_value) values;

static void add_series(evaluation *x, expr_value s, values *out) {
    const period *p;
    if (s.why || s.kind != EXPR_SERIES)
        return;
    size_t n = expr_eval_known(x, s.series, &p);
    for (size_t i = 0; i < n; i++)
        list_push(x->a, out, x->host->at(x->host->self, s.series, NULL, p[i]));
}

/* What is made of illustrative values or records is illustrative. */
static expr_value made_of(const values *v, expr_value made) {
    for (size_t i = 0; i < v->n && !made.illustrative; i++)
        made.illustrative = expr_value_invented(v->v[i]);
    return made;
}

/* What an aggregate runs over, from argument `from` on: the values of an
   indicator, of a list, of an expression on each of its elements, or the
   arguments themselves. A missing list counts as one missing value. */
static values collect(evaluation *x, const expr_node *call, size_t from) {
    values out = {0};
    expr_value first = expr_eval_node(x, call->kids[from]);
    const expr_node *key =
        call->kid_count > from + 1 ? call->kids[from + 1] : NULL;
    if (first.kind == EXPR_SERIES) {
        add_series(x, first, &out);
        return out;
    }
    list_push(x->a, &out, first);
    if (first.kind != EXPR_LIST) {
        for (size_t i = from + 1; i < call->kid_count; i++)
            list_push(x->a, &out, expr_eval_node(x, call->kids[i]));
    } else if (!first.why) {
        out.n = 0;
        for (size_t i = 0; i < first.list.n; i++) {
            expr_value e = first.list.v[i];
            expr_value y = key ? expr_eval_inside(x, e, key) : e;
            y.illustrative |= expr_value_invented(e);
            list_push(x->a, &out, y);
        }
    }
    return out;
}

/* « Sans objet » is no hole. */
static void say_skipped(const evaluation *x, size_t known, missing why) {
    if (known && why && why != MISSING_IRRELEVANT && x->host &&
        x->host->skipped)
        x->host->skipped(x->host->self);
}

/* Drops the missing values; the strongest of their reasons, « sans objet »
   when there was nothing at all. */
static missing keep_known(values *v) {
    missing why = MISSING_NONE;
    size_t n = 0;
    for (size_t i = 0; i < v->n; i++) {
        if (v->v[i].why)
            why = expr_missing_worst(why, v->v[i].why);
        else
            v->v[n++] = v->v[i];
    }
    v->n = (uint32_t)n;
    return why ? why : MISSING_IRRELEVANT;
}

/* The same for what then has a value all the same. */
static missing keep_some(const evaluation *x, values *v) {
    missing why = keep_known(v);
    say_skipped(x, v->n, why);
    return why;
}

static double total(const values *v) {
    double sum = 0;
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].kind == EXPR_NUMBER)
            sum += v->v[i].number;
    return sum;
}

expr_value fn_count(evaluation *x, const expr_node *call) {
    values v = collect(x, call, 0);
    if (v.n == 1 && v.v[0].kind == EXPR_LIST && v.v[0].why)
        return expr_missing(EXPR_NUMBER, v.v[0].why);
    bool elements =
        call->kid_count == 1 && call->kids[0]->type.kind == EXPR_LIST;
    if (!elements)
        keep_known(&v);
    return made_of(&v, expr_number((double)v.n));
}

expr_value fn_sum(evaluation *x, const expr_node *call) {
    values v = collect(x, call, 0);
    missing why = keep_some(x, &v);
    return v.n ? made_of(&v, expr_value_finite(total(&v)))
               : expr_missing(EXPR_NUMBER, why);
}

expr_value fn_mean(evaluation *x, const expr_node *call) {
    values v = collect(x, call, 0);
    missing why = keep_some(x, &v);
    return v.n ? made_of(&v, expr_value_finite(total(&v) / (double)v.n))
               : expr_missing(EXPR_NUMBER, why);
}

static expr_value extreme(evaluation *x, const expr_node *call, int sign) {
    values v = collect(x, call, 0);
    missing why = keep_some(x, &v);
    if (!v.n)
        return expr_missing(call->type.kind, why);
    size_t best = 0;
    for (size_t i = 1; i < v.n; i++) {
        bool ok;
        if (expr_value_compare(v.v[i], v.v[best], &ok) * sign > 0)
            best = i;
    }
    return v.v[best];
}

expr_value fn_min(evaluation *x, const expr_node *call) {
    return extreme(x, call, -1);
}

expr_value fn_max(evaluation *x, const expr_node *call) {
    return extreme(x, call, 1);
}

/* Values and weights, pair by pair. */
static void collect_pairs(evaluation *x, const expr_node *call, values *v,
                          values *w) {
    expr_value first = expr_eval_node(x, call->kids[0]);
    if (first.kind == EXPR_SERIES) {
        expr_value weight = expr_eval_node(x, call->kids[1]);
        const period *p;
        size_t n =
            first.why || weight.why ? 0 : expr_eval_known(x, first.series, &p);
        for (size_t i = 0; i < n; i++) {
            const expr_host *h = x->host;
            list_push(x->a, v, h->at(h->self, first.series, NULL, p[i]));
            list_push(x->a, w, h->at(h->self, weight.series, NULL, p[i]));
        }
        return;
    }
    for (size_t i = 0; !first.why && i < first.list.n; i++) {
        list_push(x->a, v, expr_eval_inside(x, first.list.v[i], call->kids[1]));
        list_push(x->a, w, expr_eval_inside(x, first.list.v[i], call->kids[2]));
    }
}

expr_value fn_weighted(evaluation *x, const expr_node *call) {
    values v = {0}, w = {0};
    collect_pairs(x, call, &v, &w);
    missing why = MISSING_NONE;
    double sum = 0, weight = 0;
    for (size_t i = 0; i < v.n; i++) {
        missing m = expr_missing_worst(v.v[i].why, w.v[i].why);
        why = expr_missing_worst(why, m);
        if (m)
            continue;
        sum += v.v[i].number * w.v[i].number;
        weight += w.v[i].number;
    }
    if (weight == 0)
        return expr_missing(EXPR_NUMBER, why ? why : MISSING_IRRELEVANT);
    say_skipped(x, 1, why);
    return made_of(&v, expr_value_finite(sum / weight));
}

expr_value fn_share(evaluation *x, const expr_node *call) {
    expr_value part = expr_eval_node(x, call->kids[0]);
    values v = collect(x, call, 1);
    missing why = keep_some(x, &v);
    if (part.why || !v.n)
        return expr_missing(
            EXPR_NUMBER,
            part.why ? expr_missing_worst(part.why, v.n ? part.why : why)
                     : why);
    double sum = total(&v);
    list_push(x->a, &v, part);
    return expr_is_zero(sum)
               ? expr_missing(EXPR_NUMBER, MISSING_IRRELEVANT)
               : made_of(&v, expr_value_finite(part.number / sum));
}

/* --- Numbers and choice --------------------------------------------------- */

expr_value fn_abs(evaluation *x, const expr_node *call) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    v.number = v.why ? v.number : fabs(v.number);
    v.figure = NULL; /* the figure is the number before */
    return v;
}

expr_value fn_round(evaluation *x, const expr_node *call) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    expr_value d =
        call->kid_count > 1 ? expr_eval_node(x, call->kids[1]) : expr_number(0);
    if (v.why || d.why)
        return expr_missing(EXPR_NUMBER, expr_missing_worst(v.why, d.why));
    double digits = d.number > 15 ? 15 : d.number < -15 ? -15 : d.number;
    v.number = num_round(v.number, (int)digits);
    v.figure = NULL; /* the figure is the number before */
    return v;
}

expr_value fn_if(evaluation *x, const expr_node *call) {
    expr_value c = expr_eval_node(x, call->kids[0]);
    if (c.why)
        return expr_missing(call->type.kind, c.why);
    return expr_eval_node(x, call->kids[c.truth ? 1 : 2]);
}

expr_value fn_coalesce(evaluation *x, const expr_node *call) {
    missing why = MISSING_NONE;
    for (size_t i = 0; i < call->kid_count; i++) {
        expr_value v = expr_eval_node(x, call->kids[i]);
        if (!v.why)
            return v;
        why = expr_missing_worst(why, v.why);
    }
    return expr_missing(call->type.kind, why);
}

expr_value fn_missing(evaluation *x, const expr_node *call) {
    return expr_bool(expr_eval_node(x, call->kids[0]).why != MISSING_NONE);
}

/* --- Lists ---------------------------------------------------------------- */

typedef struct sorted {
    expr_value element;
    const expr_value *keys;
} sorted;

static int order_keys(evaluation *x, const sorted *a, const sorted *b,
                      size_t n) {
    for (size_t i = 0; i < n; i++) {
        int c = expr_value_order(x, a->keys[i], b->keys[i]);
        if (c)
            return c;
    }
    return 0;
}

/* Bottom-up merges: stable, and no foreign frame above our own calls. */
static void merge_sort(evaluation *x, sorted *v, size_t n, size_t keys) {
    sorted *from = v, *to = NEW_ARRAY(x->a, sorted, n);
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * width) {
            size_t mid = lo + width < n ? lo + width : n;
            size_t hi = lo + 2 * width < n ? lo + 2 * width : n;
            size_t i = lo, j = mid;
            for (size_t k = lo; k < hi; k++) {
                bool left =
                    i < mid &&
                    (j >= hi || order_keys(x, &from[i], &from[j], keys) <= 0);
                to[k] = left ? from[i++] : from[j++];
            }
        }
        sorted *swap = from;
        from = to;
        to = swap;
    }
    if (from != v)
        memcpy(v, from, n * sizeof *v);
}

expr_value fn_sort(evaluation *x, const expr_node *call) {
    expr_value l = expr_eval_node(x, call->kids[0]);
    size_t keys = call->kid_count - 1;
    if (l.why || l.kind != EXPR_LIST || !l.list.n)
        return l;
    sorted *s = NEW_ARRAY(x->a, sorted, l.list.n);
    expr_value *k = NEW_ARRAY(x->a, expr_value, l.list.n * keys);
    for (size_t i = 0; i < l.list.n; i++) {
        s[i] = (sorted){l.list.v[i], k + i * keys};
        for (size_t j = 0; j < keys; j++)
            k[i * keys + j] =
                expr_eval_inside(x, l.list.v[i], call->kids[j + 1]);
    }
    merge_sort(x, s, l.list.n, keys);
    expr_value *v = NEW_ARRAY(x->a, expr_value, l.list.n);
    for (size_t i = 0; i < l.list.n; i++)
        v[i] = s[i].element;
    l.list.v = v;
    return l;
}

expr_value fn_reverse(evaluation *x, const expr_node *call) {
    expr_value l = expr_eval_node(x, call->kids[0]);
    if (l.why || l.kind != EXPR_LIST)
        return l;
    expr_value *v = NEW_ARRAY(x->a, expr_value, l.list.n + 1);
    for (size_t i = 0; i < l.list.n; i++)
        v[i] = l.list.v[l.list.n - 1 - i];
    l.list.v = v;
    return l;
}

expr_value fn_distinct(evaluation *x, const expr_node *call) {
    values v = collect(x, call, 0);
    keep_known(&v);
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++) {
        bool seen = false;
        for (size_t j = 0; j < n && !seen; j++)
            seen = expr_value_equal(v.v[i], v.v[j]).truth;
        if (!seen)
            v.v[n++] = v.v[i];
    }
    return (expr_value){
        .kind = EXPR_LIST, .cls = call->type.cls, .list = {v.v, n}};
}

static expr_value pick(evaluation *x, const expr_node *call, bool last) {
    expr_value l = expr_eval_node(x, call->kids[0]);
    values v = {0};
    if (l.why)
        return expr_missing(call->type.kind, l.why);
    if (l.kind == EXPR_SERIES)
        add_series(x, l, &v);
    else if (l.list.n)
        return l.list.v[last ? l.list.n - 1 : 0];
    missing why = keep_known(&v);
    return v.n ? v.v[last ? v.n - 1 : 0] : expr_missing(call->type.kind, why);
}

expr_value fn_first(evaluation *x, const expr_node *call) {
    return pick(x, call, false);
}

expr_value fn_last(evaluation *x, const expr_node *call) {
    return pick(x, call, true);
}
