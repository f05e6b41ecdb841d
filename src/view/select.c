/* Elements of a list: their fields in scope, filtered, sorted. */
#include "view/view_int.h"

/* --- Scope -----------------------------------------------------------------
 */

/* Names are read whatever their accents and capitals. */
static str all_folded(const view_context *v, view_texts texts) {
    buf b = buf_new(v->a);
    for (size_t i = 0; i < texts.n; i++) {
        str s = texts.v[i]->s;
        buf_str(&b, s.n ? locale_fold(v->a, s) : s);
        buf_c(&b, '\n');
    }
    return buf_take(&b);
}

/* The fields that the texts may read; gives the number of bindings. */
static size_t find_fields(const view_context *v, element_scope *e,
                          view_texts texts) {
    str read = all_folded(v, texts);
    size_t n = 1;
    for (size_t i = 0; i < e->cls->name_count; i++) {
        str name = e->cls->names[i];
        if (!texts.v || str_find(read, name, 0) != SIZE_MAX) {
            e->fields[n] = e->cls->field(e->cls, name);
            n += e->fields[n] != NULL;
        }
    }
    return n;
}

void view_scope_open(const view_context *v, element_scope *e,
                     const expr_type *element, const expr_scope *outer,
                     view_texts texts) {
    e->cls = element->kind == EXPR_RECORD ? element->cls : NULL;
    size_t room = 1 + (e->cls ? e->cls->name_count : 0);
    e->fields = NEW_ARRAY(v->a, const expr_field *, room);
    size_t n = e->cls ? find_fields(v, e, texts) : 1;
    e->bindings = NEW_ARRAY(v->a, expr_binding, n);
    e->bindings[0] = (expr_binding){S("element"), *element, {0}};
    for (size_t i = 1; i < n; i++)
        e->bindings[i] =
            (expr_binding){e->fields[i]->name, e->fields[i]->type, {0}};
    e->scope =
        (expr_scope){.parent = outer, .bindings = e->bindings, .count = n};
}

void view_scope_set(const view_context *v, element_scope *e,
                    expr_value element) {
    e->bindings[0].value = element;
    for (size_t i = 1; i < e->scope.count; i++)
        e->bindings[i].value =
            element.record
                ? e->cls->get(e->cls, e->fields[i], element.record, v->a)
                : expr_missing(e->bindings[i].type.kind, MISSING_UNAVAILABLE);
}

bool view_enter(const view_context *v, const expr_value *element,
                const expr_type *type, const expr_scope *outer,
                expr_scope *inner) {
    element_scope *e = NEW(v->a, element_scope);
    view_scope_open(v, e, type, outer, (view_texts){0});
    view_scope_set(v, e, *element);
    *inner = e->scope;
    return true;
}

/* --- Filter and order ------------------------------------------------------
 */

typedef struct keyed {
    expr_value element, key;
} keyed;

static int sign_of(double x) {
    return (x > 0) - (x < 0);
}

static int compare_known(const view_context *v, expr_value x, expr_value y) {
    switch (x.kind) {
    case EXPR_NUMBER:
        return sign_of(x.number - y.number);
    case EXPR_DATE:
        return date_cmp(x.day, y.day);
    case EXPR_PERIOD:
        return period_cmp(x.period, y.period);
    case EXPR_BOOL:
        return (int)y.truth - (int)x.truth;
    case EXPR_TEXT:
        return locale_compare(v->l, x.text, y.text);
    case EXPR_RECORD:
        return locale_compare(
            v->l, x.cls ? view_record_name(v, x.cls, x.record) : STR_NONE,
            y.cls ? view_record_name(v, y.cls, y.record) : STR_NONE);
    case EXPR_LIST:
    case EXPR_SERIES:
    case EXPR_ANY:
        break;
    }
    return 0;
}

/* Missing values come last whatever the direction. */
static int compare_keys(const view_context *v, const keyed *x, const keyed *y,
                        bool descending) {
    if (x->key.why || y->key.why)
        return (x->key.why != 0) - (y->key.why != 0);
    int c = compare_known(v, x->key, y->key);
    return descending ? -c : c;
}

/* Merges [lo, mid) and [mid, hi) of `from` into `to`, the left first. */
static void merge(const view_context *v, const keyed *from, keyed *to,
                  const size_t at[3], bool descending) {
    size_t i = at[0], j = at[1];
    for (size_t k = at[0]; k < at[2]; k++) {
        bool left =
            j >= at[2] ||
            (i < at[1] && compare_keys(v, &from[i], &from[j], descending) <= 0);
        to[k] = left ? from[i++] : from[j++];
    }
}

/* Stable, bottom-up. */
static keyed *sort_keyed(const view_context *v, keyed *k, size_t n,
                         bool descending) {
    keyed *to = NEW_ARRAY(view_rows(v), keyed, n + 1);
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * width) {
            size_t mid = lo + width < n ? lo + width : n;
            size_t hi = mid + width < n ? mid + width : n;
            merge(v, k, to, (const size_t[3]){lo, mid, hi}, descending);
        }
        keyed *swap = k;
        k = to;
        to = swap;
    }
    return k;
}

static bool compile(const view_context *v, const located *text,
                    const expr_scope *scope, expr_kind want, expr **out) {
    *out = NULL;
    if (!text || !text->s.n)
        return true;
    *out = expr_compile(v->a, *text, scope, want, v->sink);
    return *out != NULL;
}

bool view_select(const view_context *v, expr_value *list,
                 const expr_type *element, view_selection how) {
    static const located nothing;
    const located *texts[2] = {how.where ? how.where : &nothing,
                               how.order ? how.order : &nothing};
    element_scope e = {0};
    view_scope_open(v, &e, element, how.scope, (view_texts){texts, 2});
    expr *test, *key;
    bool ok = compile(v, how.where, &e.scope, EXPR_BOOL, &test);
    ok = compile(v, how.order, &e.scope, EXPR_ANY, &key) && ok;
    if (!ok || list->why || list->kind != EXPR_LIST)
        return ok;
    if (!test && !key)
        return true;
    LIST(keyed) kept = {0};
    for (size_t i = 0; i < list->list.n; i++) {
        view_scope_set(v, &e, list->list.v[i]);
        expr_value t = test ? expr_eval(test, &e.scope, v->a) : expr_bool(true);
        if (t.why || !t.truth)
            continue;
        keyed k = {.element = list->list.v[i]};
        if (key)
            k.key = expr_eval(key, &e.scope, v->a);
        list_push(view_rows(v), &kept, k);
    }
    if (key)
        kept.v = sort_keyed(v, kept.v, kept.n, how.descending);
    expr_value *out = NEW_ARRAY(v->a, expr_value, kept.n + 1);
    for (size_t i = 0; i < kept.n; i++)
        out[i] = kept.v[i].element;
    list->list = (expr_list){out, kept.n};
    return true;
}

/* --- What an expression reads
 * -------------------------------------------------
 */

static bool in_word(str s, size_t at) {
    char c = at < s.n ? s.p[at] : ' ';
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Does the expression say that word, whole? */
static bool says(str expression, str word) {
    for (size_t i = 0; i + word.n <= expression.n; i++)
        if (str_eq(str_sub(expression, i, i + word.n), word) &&
            !(i && in_word(expression, i - 1)) &&
            !in_word(expression, i + word.n))
            return true;
    return false;
}

bool view_reads_illustrative(const record_head *h, str expression) {
    for (size_t i = 0; i < h->illustrative_fields.n; i++)
        if (says(expression, h->illustrative_fields.v[i]))
            return true;
    return false;
}
