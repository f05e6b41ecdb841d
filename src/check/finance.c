/* Finance's checks: the compiler makes those that the workbook shows. */
#include "check/check.h"
#include "model/model_phrases.h"

static str euros(arena *a, double v) {
    return locale_number(a, v, 0);
}

static double sum(const calc *c, budget_query q) {
    const figure *f = calc_budget(c, q);
    return f->why == MISSING_NONE ? f->value : 0;
}

static void report(diag_sink *sink, diag_code code, span at, const str *args,
                   size_t n) {
    diagnostic *d = diag_report(sink, code, at, args, n);
    if (sink->filing && d->sev == SEV_WARNING)
        diag_raise(sink, d, SEV_ERROR);
}

/* Emplois = ressources, by year and by section. */
static void check_balance(const model *m, const calc *c, diag_sink *sink) {
    const budget *b = &m->budget;
    for (size_t i = 0; i < b->periods.n; i++)
        for (int s = BUDGET_SECTION_OPERATING; s < BUDGET_SECTION_COUNT; s++) {
            budget_query q = {.side = SIDE_EXPENSES,
                              .section = (section)s,
                              .period = b->periods.v[i]};
            double out = sum(c, q);
            q.side = SIDE_RESOURCES;
            double in = sum(c, q);
            if (in == out)
                continue;
            buf key = buf_new(sink->a);
            buf_period(&key, b->periods.v[i]);
            str args[5] = {buf_take(&key), word_of(&words_section, s),
                           euros(sink->a, out), euros(sink->a, in),
                           euros(sink->a, in - out)};
            report(sink, W0460, b->head.place, args, 5);
        }
}

/* By action over the term, where allocations are given. */
static void check_actions(const model *m, const calc *c, diag_sink *sink) {
    if (!m->budget.allocations.n)
        return;
    for (size_t i = 0; i < m->objectives.n; i++)
        for (size_t k = 0; k < m->objectives.v[i].actions.n; k++) {
            const action *x = &m->objectives.v[i].actions.v[k];
            budget_query q = {.side = SIDE_EXPENSES, .action = x};
            double need = sum(c, q);
            q.side = SIDE_RESOURCES;
            double have = sum(c, q);
            if (need == have)
                continue;
            str args[4] = {x->code, euros(sink->a, need), euros(sink->a, have),
                           euros(sink->a, have - need)};
            report(sink, W0461, x->head.place, args, 4);
        }
}

/* What these funders bring, to the section and the action if it says one. */
static double granted(const calc *c, const ceiling *k) {
    double all = 0;
    for (size_t i = 0; i < k->funders.n; i++)
        if (k->funders.v[i].to)
            all += sum(c, (budget_query){.side = SIDE_RESOURCES,
                                         .section = k->section,
                                         .action = k->action.to,
                                         .cash_only = !k->section,
                                         .funder = k->funders.v[i].to});
    return all;
}

static void check_ceilings(const model *m, const calc *c, diag_sink *sink) {
    for (size_t i = 0; i < m->budget.ceilings.n; i++) {
        const ceiling *k = &m->budget.ceilings.v[i];
        double have = granted(c, k);
        double base = sum(c, (budget_query){.side = SIDE_EXPENSES,
                                            .section = k->section,
                                            .cash_only = !k->section,
                                            .action = k->action.to});
        double most = k->max_rate.has ? base * k->max_rate.v / 100 : base;
        if (k->max_amount.has && k->max_amount.v < most)
            most = k->max_amount.v;
        if (have <= most)
            continue;
        str args[3] = {euros(sink->a, have), euros(sink->a, num_round(most, 0)),
                       euros(sink->a, num_round(have - most, 0))};
        report(sink, W0462, k->head.place, args, 3);
    }
}

/* As the financing plan names it when it has no label of its own. */
static str name_of(arena *a, const resource *r) {
    if (r->label.n)
        return r->label;
    const partner *p = r->funder.to;
    str funder = p ? p->name : r->funder.id.n ? r->funder.id : r->head.id;
    return r->scheme.n
               ? str_fmt(a, "%.*s · %.*s", STR_ARG(funder), STR_ARG(r->scheme))
               : funder;
}

/* What is paid in instalments is what was agreed. */
static void check_payments(const agreement *g, diag_sink *sink) {
    double paid = 0;
    for (size_t i = 0; i < g->payments.n; i++)
        paid += g->payments.v[i].amount.v;
    if (!g->payments.n || !g->amount.has || paid == g->amount.v)
        return;
    str args[2] = {euros(sink->a, paid), euros(sink->a, g->amount.v)};
    report(sink, W0255, record_place(&g->head, S("montant")), args, 2);
}

/* The sum of a resource equals its agreement; nothing after its end. */
static void check_agreements(const model *m, diag_sink *sink) {
    for (size_t i = 0; i < m->budget.agreements.n; i++) {
        const agreement *g = &m->budget.agreements.v[i];
        const resource *r = g->resource.to;
        check_payments(g, sink);
        if (!r)
            continue;
        double sum = amounts_total(&r->amounts);
        if (g->amount.has && sum != g->amount.v) {
            str args[3] = {name_of(sink->a, r), euros(sink->a, sum),
                           euros(sink->a, g->amount.v)};
            report(sink, W0463, g->head.place, args, 3);
        }
        for (size_t k = 0; date_has(g->eligible_to) && k < r->amounts.n; k++) {
            const amount *x = &r->amounts.v[k];
            if (x->euros == 0 ||
                date_cmp(period_first(x->period), g->eligible_to) <= 0)
                continue;
            str args[3] = {name_of(sink->a, r), euros(sink->a, x->euros),
                           locale_date(sink->a, g->eligible_to)};
            report(sink, W0464, x->place, args, 3);
        }
    }
}

/* A post is paid by one line of staff: the line holds what its posts cost. */

/* Full-time equivalents × yearly cost × months ÷ 12, in whole euros. */
static double post_at(const staff *s, period p) {
    double fte = s->fte.has ? s->fte.v : 1;
    double months = s->months.has ? s->months.v : 12;
    return num_round(amounts_in(&s->yearly_cost, p) * fte * months / 12, 0);
}

static double posts_at(const budget *b, const expense *line, period p) {
    double all = 0;
    for (size_t i = 0; i < b->staff.n; i++)
        if (b->staff.v[i].expense.to == line)
            all += post_at(&b->staff.v[i], p);
    return all;
}

static void check_post(const budget *b, const staff *s, diag_sink *sink) {
    const expense *line = s->expense.to;
    bool paid = str_starts(line->nature, S("64")) ||
                str_starts(line->nature, S("86")) ||
                line->section == BUDGET_SECTION_IN_KIND; /* M9-6 has no 86 */
    if (!paid && b->natures != NOMENCLATURE_CERFA) {
        str args[3] = {s->post, line->label, line->nature};
        report(sink, W0466, record_place(&s->head, S("depense")), args, 3);
    }
    for (size_t i = 0; s->yearly_cost.n && i < b->periods.n; i++) {
        period p = b->periods.v[i];
        double need = posts_at(b, line, p),
               have = amounts_in(&line->amounts, p);
        if (need == have)
            continue;
        buf key = buf_new(sink->a);
        buf_period(&key, p);
        str args[4] = {line->label, buf_take(&key), euros(sink->a, have),
                       euros(sink->a, need)};
        report(sink, W0465, line->head.place, args, 4);
    }
}

static void check_staff(const budget *b, diag_sink *sink) {
    for (size_t i = 0; i < b->staff.n; i++)
        if (b->staff.v[i].expense.to)
            check_post(b, &b->staff.v[i], sink);
}

/* --- Lines ------------------------------------------------------------------
 */

/* A nature is known by itself, or by the account that it is part of. */
static bool is_known(const str *known, size_t n, str nature) {
    bool account = nature.p[0] >= '0' && nature.p[0] <= '9';
    for (size_t i = 0; i < n; i++)
        if (str_eq(known[i], nature) ||
            (account && str_starts(nature, known[i])))
            return true;
    return false;
}

typedef struct nature_use {
    str label, nature;
    double euros;
    span at;
} nature_use;

static void check_nature(const model *m, nature_use x, diag_sink *sink) {
    str list = word_of(&words_nomenclature, (int)m->budget.natures);
    str path = str_fmt(sink->a, "natures/%.*s", STR_ARG(list)), near[3];
    const str *known;
    size_t n = model_phrase_keys(m, path, sink, &known);
    if (!x.nature.n || !n || is_known(known, n, x.nature))
        return;
    size_t found = locale_nearest(sink->a, x.nature, known, n, near, 3);
    buf all = buf_new(sink->a);
    for (size_t i = 0; i < (found ? found : n); i++) {
        buf_z(&all, i ? ", " : "");
        buf_str(&all, found ? near[i] : known[i]);
    }
    str args[5] = {x.label, euros(sink->a, x.euros), x.nature, list,
                   buf_take(&all)};
    report(sink, W0467, x.at, args, 5);
}

static void check_natures(const model *m, diag_sink *sink) {
    const budget *b = &m->budget;
    for (size_t i = 0; b->natures && i < b->expenses.n; i++) {
        const expense *x = &b->expenses.v[i];
        check_nature(m,
                     (nature_use){x->label, x->nature,
                                  amounts_total(&x->amounts),
                                  record_place(&x->head, S("nature"))},
                     sink);
    }
    for (size_t i = 0; b->natures && i < b->resources.n; i++) {
        const resource *r = &b->resources.v[i];
        check_nature(m,
                     (nature_use){name_of(sink->a, r), r->nature,
                                  amounts_total(&r->amounts),
                                  record_place(&r->head, S("nature"))},
                     sink);
    }
}

/* Money comes from somebody. */
static void check_funders(const budget *b, diag_sink *sink) {
    for (size_t i = 0; i < b->resources.n; i++) {
        const resource *r = &b->resources.v[i];
        if (r->funder.id.n)
            continue;
        str args[2] = {r->label.n ? r->label : r->head.id,
                       euros(sink->a, amounts_total(&r->amounts))};
        report(sink, W0473, r->head.place, args, 2);
    }
}

/* Where resources are allocated, each expense belongs to an action. */
static void check_unassigned(const budget *b, diag_sink *sink) {
    for (size_t i = 0; b->allocations.n && i < b->expenses.n; i++) {
        const expense *x = &b->expenses.v[i];
        double all = amounts_total(&x->amounts);
        if (x->action.id.n || all == 0)
            continue;
        str args[2] = {x->label, euros(sink->a, all)};
        report(sink, W0474, x->head.place, args, 2);
    }
}

static double given(const resource *r) {
    double all = 0;
    for (size_t i = 0; i < r->amounts.n; i++)
        if (calc_state_at(r, r->amounts.v[i].period) != FUNDING_REFUSED)
            all += r->amounts.v[i].euros;
    return all;
}

/* No more goes to actions than a resource brings. */
static void check_allocations(const budget *b, diag_sink *sink) {
    for (size_t i = 0; i < b->resources.n; i++) {
        const resource *r = &b->resources.v[i];
        double have = given(r), used = 0;
        for (size_t k = 0; k < b->allocations.n; k++)
            if (b->allocations.v[k].resource.to == r)
                used += calc_allocated(&b->allocations.v[k]);
        if (used <= have)
            continue;
        str args[4] = {name_of(sink->a, r), euros(sink->a, used),
                       euros(sink->a, have), euros(sink->a, used - have)};
        report(sink, W0469, r->head.place, args, 4);
    }
}

/* --- In kind: 86 = 87 -------------------------------------------------------
 */

static double of_class(const budget *b, bool out, const char *class, period p) {
    double all = 0;
    for (size_t i = 0; out && i < b->expenses.n; i++)
        if (str_starts(b->expenses.v[i].nature, str_z(class)))
            all += amounts_in(&b->expenses.v[i].amounts, p);
    for (size_t i = 0; !out && i < b->resources.n; i++)
        if (str_starts(b->resources.v[i].nature, str_z(class)) &&
            calc_state_at(&b->resources.v[i], p) != FUNDING_REFUSED)
            all += amounts_in(&b->resources.v[i].amounts, p);
    return all;
}

static void check_in_kind(const budget *b, diag_sink *sink) {
    for (size_t i = 0; i < b->periods.n; i++) {
        double out = of_class(b, true, "86", b->periods.v[i]);
        double in = of_class(b, false, "87", b->periods.v[i]);
        if (out == in)
            continue;
        buf key = buf_new(sink->a);
        buf_period(&key, b->periods.v[i]);
        str args[4] = {buf_take(&key), euros(sink->a, out), euros(sink->a, in),
                       euros(sink->a, in - out)};
        report(sink, W0468, b->head.place, args, 4);
    }
}

void check_budget(const model *m, const calc *c, diag_sink *sink) {
    if (!m->budget.given)
        return;
    check_balance(m, c, sink);
    check_actions(m, c, sink);
    check_ceilings(m, c, sink);
    check_agreements(m, sink);
    check_staff(&m->budget, sink);
    check_natures(m, sink);
    check_funders(&m->budget, sink);
    check_unassigned(&m->budget, sink);
    check_allocations(&m->budget, sink);
    check_in_kind(&m->budget, sink);
}
