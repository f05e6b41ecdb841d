/* Charts: their parts, and « 5 autres ». */
#include "view/series_int.h"
#include "view/view_int.h"

view_chart *view_new_chart(const view_context *v) {
    view_chart *c = NEW(v->a, view_chart);
    c->highlighted = -1;
    c->per = 1;
    return c;
}

view_series *view_add_series(const view_context *v, view_chart *c, str name,
                             uint8_t role) {
    view_series *s = list_add(v->a, &c->series);
    s->name = name;
    s->role = role;
    return s;
}

void view_add_point(const view_context *v, view_series *s, const figure *f) {
    if (f && f->why && !f->text.n) {
        figure *said = NEW(v->a, figure);
        *said = *f;
        said->text = view_missing(v, f->why);
        f = said;
    }
    list_push(v->a, &s->points, f);
}

void view_add_unit(view_chart *c, str unit) {
    if (!unit.n || str_eq(unit, c->unit))
        return;
    if (!c->unit.n)
        c->unit = unit;
    else if (!c->other_unit.n)
        c->other_unit = unit;
}

static bool known(const figure *f) {
    return f && !f->why;
}

size_t view_chart_values(const view_chart *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->series.n; i++)
        for (size_t j = 0; j < c->series.v[i].points.n; j++)
            n += known(c->series.v[i].points.v[j]);
    return n;
}

/* --- « 5 autres »
 * --------------------------------------------------------------
 */

/* The sum of two figures; its key names both, as no other figure holds it. */
static const figure *sum_of(const view_context *v, const figure *x,
                            const figure *y) {
    if (!known(x) || !known(y)) {
        const figure *one = known(x) ? x : known(y) ? y : NULL;
        return one ? one : x ? x : y;
    }
    figure *f = NEW(v->a, figure);
    *f = *x;
    f->decimals = x->decimals > y->decimals ? x->decimals : y->decimals;
    f->value = num_round(x->value + y->value, f->decimals);
    f->marks = x->marks | y->marks;
    f->text = locale_number(v->a, f->value, f->decimals);
    f->key = str_fmt(v->a, "%.*s + %.*s", STR_ARG(x->key), STR_ARG(y->key));
    return f;
}

static double weight(const view_series *s) {
    double sum = 0;
    for (size_t i = 0; i < s->points.n; i++)
        sum += known(s->points.v[i]) ? s->points.v[i]->value : 0;
    return sum;
}

/* The lightest of the observed series; SIZE_MAX when one only is left. */
static size_t lightest(const view_chart *c) {
    size_t best = SIZE_MAX, n = 0;
    for (size_t i = 0; i < c->series.n; i++) {
        const view_series *s = &c->series.v[i];
        if (s->role != VIEW_OBSERVED)
            continue;
        n++;
        if (best == SIZE_MAX || weight(s) < weight(&c->series.v[best]))
            best = i;
    }
    return n > 1 ? best : SIZE_MAX;
}

static void remove_series(view_chart *c, size_t at) {
    for (size_t i = at; i + 1 < c->series.n; i++)
        c->series.v[i] = c->series.v[i + 1];
    c->series.n--;
}

static void merge_series(const view_context *v, view_series *into,
                         const view_series *s) {
    for (size_t i = 0; i < s->points.n; i++) {
        if (i == into->points.n)
            list_push(v->a, &into->points, NULL);
        into->points.v[i] = sum_of(v, into->points.v[i], s->points.v[i]);
    }
}

static size_t stacked(const view_chart *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->series.n; i++)
        n += c->series.v[i].role == VIEW_OBSERVED ||
             c->series.v[i].role == VIEW_IN_KIND;
    return n;
}

/* After the observed series, before those in kind. */
static void put_others(const view_context *v, view_chart *c, view_series s) {
    list_push(v->a, &c->series, s);
    size_t at = c->series.n - 1;
    for (; at > 0 && c->series.v[at - 1].role == VIEW_IN_KIND; at--)
        c->series.v[at] = c->series.v[at - 1];
    c->series.v[at] = s;
}

/* « 5 autres ». */
static str others_name(const view_context *v, const view_chart *c) {
    str n = str_fmt(v->a, "%zu", c->folded);
    return view_sentence(v, "autres", &n, 1);
}

static void fold_series(const view_context *v, view_chart *c, size_t most) {
    if (stacked(c) <= most)
        return;
    view_series others = {0};
    while (stacked(c) + 1 > most) {
        size_t at = lightest(c);
        if (at == SIZE_MAX)
            break;
        merge_series(v, &others, &c->series.v[at]);
        remove_series(c, at);
        c->folded++;
    }
    others.name = others_name(v, c);
    put_others(v, c, others);
}

static size_t smallest(const view_series *s) {
    size_t best = 0;
    for (size_t i = 1; i < s->points.n; i++) {
        double x = known(s->points.v[i]) ? s->points.v[i]->value : 0;
        double y = known(s->points.v[best]) ? s->points.v[best]->value : 0;
        if (x < y)
            best = i;
    }
    return best;
}

static void fold_categories(const view_context *v, view_chart *c, size_t most) {
    view_series *s = &c->series.v[0];
    if (c->categories.n <= most)
        return;
    const figure *others = NULL;
    while (c->categories.n + 1 > most) {
        size_t at = smallest(s);
        others = others ? sum_of(v, others, s->points.v[at]) : s->points.v[at];
        for (size_t i = at; i + 1 < c->categories.n; i++) {
            c->categories.v[i] = c->categories.v[i + 1];
            s->points.v[i] = s->points.v[i + 1];
        }
        c->categories.n = --s->points.n;
        c->folded++;
        if (c->highlighted == (int32_t)at)
            c->highlighted = -1;
        else if (c->highlighted > (int32_t)at)
            c->highlighted--;
    }
    list_push(v->a, &c->categories, others_name(v, c));
    list_push(v->a, &s->points, others);
}

void view_chart_fold(const view_context *v, view_chart *c, size_t most) {
    if (c->series.n == 1)
        fold_categories(v, c, most);
    else
        fold_series(v, c, most);
}
