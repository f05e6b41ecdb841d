/* The resources of the financing plan by funder (charter, pages 3 and 10). */
#include "view/series_int.h"

enum { ALL_YEARS = -1 };

bool view_chart_is_resources(const template_chart *t, bool *by_year) {
    str category = str_trim(t->category.s);
    bool year = str_eq(category, S("annee"));
    if (!str_eq(str_trim(t->source.s), S("ressources")) || t->where.s.n ||
        t->value.s.n || t->series.n ||
        !(year || str_eq(category, S("financeur"))))
        return false;
    *by_year = year;
    return true;
}

static budget_query of_year(const budget *b, budget_query q, int year) {
    q.side = SIDE_RESOURCES;
    if (year != ALL_YEARS)
        q.period = b->periods.v[year];
    return q;
}

static double total_of(const view_context *v, budget_query q) {
    return calc_budget(v->c, of_year(&v->m->budget, q, ALL_YEARS))->value;
}

static void fill(const view_context *v, view_series *s, budget_query q,
                 bool by_year) {
    const budget *b = &v->m->budget;
    if (!by_year) {
        view_add_point(v, s, calc_budget(v->c, of_year(b, q, ALL_YEARS)));
        return;
    }
    for (size_t y = 0; y < b->periods.n; y++)
        view_add_point(v, s, calc_budget(v->c, of_year(b, q, (int)y)));
}

static budget_query of_funder(const partner *who) {
    return (budget_query){.funder = who, .no_funder = !who, .cash_only = true};
}

typedef struct funder {
    const partner *who;
    double total; /* in cash, over the term */
} funder;

/* Each funder once, the largest first; of equal ones the first met. */
static size_t find_funders(const view_context *v, funder *out) {
    const budget *b = &v->m->budget;
    size_t n = 0;
    for (size_t i = 0; i < b->resources.n; i++) {
        const partner *who = b->resources.v[i].funder.to;
        size_t k = 0;
        while (k < n && out[k].who != who)
            k++;
        if (k < n)
            continue;
        funder f = {who, total_of(v, of_funder(who))};
        for (k = n++; k > 0 && out[k - 1].total < f.total; k--)
            out[k] = out[k - 1];
        out[k] = f;
    }
    return n;
}

static double per(str unit) {
    return str_eq(unit, S("k€")) ? 1e3 : str_eq(unit, S("M€")) ? 1e6 : 1;
}

view_chart *view_chart_resources(const view_context *v, bool by_year,
                                 str unit) {
    const budget *b = &v->m->budget;
    view_chart *c = view_new_chart(v);
    c->unit = unit.n ? unit : S("€");
    c->per = per(unit);
    funder *funders = NEW_ARRAY(v->a, funder, b->resources.n + 1);
    size_t n = find_funders(v, funders);
    for (size_t i = 0; i < n && funders[i].total > 0; i++) {
        const partner *who = funders[i].who;
        str name = who ? who->name : view_phrase(v, "financeur_absent");
        fill(v, view_add_series(v, c, name, VIEW_OBSERVED), of_funder(who),
             by_year);
    }
    budget_query in_kind = {.section = BUDGET_SECTION_IN_KIND};
    if (total_of(v, in_kind) > 0)
        fill(v,
             view_add_series(v, c,
                             view_word(v, "section", BUDGET_SECTION_IN_KIND),
                             VIEW_IN_KIND),
             in_kind, by_year);
    for (size_t y = 0; by_year && y < b->periods.n; y++)
        list_push(v->a, &c->categories,
                  locale_period(v->a, b->periods.v[y], false));
    if (!by_year)
        list_push(v->a, &c->categories, view_phrase(v, "total"));
    return c;
}
