/* A list as series: one category an element, one series a value. Values are
   computed first, figures made after: a chart's numbers share their decimals.
 */
#include "view/series_int.h"
#include "view/view_int.h"

typedef struct list_plan {
    const view_context *v;
    const template_chart *t;
    view_chart *c;
    expr *category, *highlight;
    expr_type category_type;
    expr **values; /* one a series */
    const located **texts;
    str unit;
    size_t count;
    element_scope scope;
} list_plan;

static bool compile(const list_plan *p, const located *text, expr_kind want,
                    expr **out) {
    *out = NULL;
    if (!text->s.n)
        return true;
    *out = expr_compile(p->v->a, *text, &p->scope.scope, want, p->v->sink);
    return *out != NULL;
}

static void list_values(list_plan *p) {
    const template_chart *t = p->t;
    p->count = t->series.n ? t->series.n : t->value.s.n ? 1 : 0;
    p->texts = NEW_ARRAY(p->v->a, const located *, p->count + 2);
    p->values = NEW_ARRAY(p->v->a, expr *, p->count + 1);
    for (size_t i = 0; i < p->count; i++)
        p->texts[i] = t->series.n ? &t->series.v[i].value : &t->value;
    p->texts[p->count] = &t->category;
    p->texts[p->count + 1] = &t->highlight;
}

static bool compile_all(list_plan *p, const expr_scope *outer) {
    bool ok = compile(p, &p->t->category, EXPR_ANY, &p->category) &&
              compile(p, &p->t->highlight, EXPR_BOOL, &p->highlight);
    if (p->category)
        p->category_type = expr_type_of(p->category);
    p->unit = p->t->unit;
    for (size_t i = 0; i < p->count; i++) {
        ok = compile(p, p->texts[i], EXPR_NUMBER, &p->values[i]) && ok;
        if (ok && !p->unit.n)
            p->unit = expr_type_of(p->values[i]).unit;
        str name = p->t->series.n
                       ? view_text(p->v, &p->t->series.v[i].name, outer)
                       : STR_NONE;
        view_add_series(p->v, p->c, name, VIEW_OBSERVED);
    }
    return ok;
}

/* The key that a table of the same values gives them. */
static str key_of(const list_plan *p, expr_value e, size_t row, size_t i) {
    const record_head *h = view_head(p->v, e);
    str what = p->texts[i]->s;
    if (h && h->id.n)
        return str_join(p->v->a, (const str[]){e.cls->name, h->id, what}, 3,
                        S("."));
    return str_fmt(p->v->a, "%.*s.%zu.%.*s", STR_ARG(p->t->head.id), row + 1,
                   STR_ARG(what));
}

static const figure *own_figure(const list_plan *p, expr_value e, size_t row,
                                size_t i) {
    expr_value x = expr_eval(p->values[i], &p->scope.scope, p->v->a);
    if (x.figure)
        return x.figure;
    const record_head *h = view_head(p->v, e);
    figure *f = NEW(p->v->a, figure);
    f->key = key_of(p, e, row, i);
    f->unit = p->unit;
    f->why = x.why;
    f->value = x.why ? 0 : x.number;
    f->decimals = x.why ? 0 : (int8_t)view_decimals(x.number);
    if (x.illustrative || (h && record_illustrative(h, p->texts[i]->s)))
        f->marks = MARK_ILLUSTRATIVE;
    return f;
}

static void add_element(list_plan *p, expr_value e, size_t row) {
    const view_context *v = p->v;
    view_scope_set(v, &p->scope, e);
    str name = view_phrase(v, "a_preciser");
    if (p->category) {
        expr_value x = expr_eval(p->category, &p->scope.scope, v->a);
        if (!x.why)
            name = view_value(v, x, &p->category_type).text;
    }
    if (p->highlight) {
        expr_value x = expr_eval(p->highlight, &p->scope.scope, v->a);
        if (!x.why && x.truth)
            p->c->highlighted = (int32_t)p->c->categories.n;
    }
    list_push(v->a, &p->c->categories, name);
    for (size_t i = 0; i < p->count; i++)
        list_push(v->a, &p->c->series.v[i].points, own_figure(p, e, row, i));
}

/* Numbers of our own share their decimals; published ones stand. */
static void publish(const list_plan *p) {
    const view_context *v = p->v;
    int8_t most = 0;
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->c->categories.n; j++) {
            const figure *f = p->c->series.v[i].points.v[j];
            most = f->decimals > most ? f->decimals : most;
        }
    for (size_t i = 0; i < p->count; i++) {
        view_series *s = &p->c->series.v[i];
        size_t n = s->points.n;
        s->points.n = 0;
        for (size_t j = 0; j < n; j++) {
            figure *f = (figure *)s->points.v[j]; /* ours when without text */
            if (!f->text.n && !f->why) {
                f->decimals = most;
                f->value = num_round(f->value, most);
                f->text = locale_number(v->a, f->value, most);
            }
            view_add_unit(p->c, f->unit);
            view_add_point(v, s, f);
        }
    }
}

view_chart *view_chart_list(const view_context *v, const template_chart *t,
                            const expr_scope *scope) {
    list_plan p = {.v = v, .t = t, .c = view_new_chart(v)};
    expr *from = expr_compile(v->a, t->source, scope, EXPR_LIST, v->sink);
    if (!from)
        return NULL;
    expr_type element = expr_type_of(from);
    element.kind = element.element;
    expr_value list = expr_eval(from, scope, v->a);
    if (!view_select(v, &list, &element,
                     (view_selection){&t->where, &t->order,
                                      t->descending == YESNO_YES, scope}))
        return NULL;
    list_values(&p);
    view_scope_open(v, &p.scope, &element, scope,
                    (view_texts){p.texts, p.count + 2});
    if (!compile_all(&p, scope))
        return NULL;
    bool any = !list.why && list.kind == EXPR_LIST;
    for (size_t i = 0; any && i < list.list.n; i++)
        add_element(&p, list.list.v[i], i);
    publish(&p);
    return p.c;
}
