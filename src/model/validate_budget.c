/* validate_budget: periods, states and allocations of the financing plan.
   Balances and ceilings are figures: check's, after calc. */
#include "model/model_int.h"

static bool in_plan(const budget *b, period p) {
    for (size_t i = 0; i < b->periods.n; i++)
        if (period_eq(b->periods.v[i], p))
            return true;
    return false;
}

static str period_text(arena *a, period p) {
    buf out = buf_new(a);
    buf_period(&out, p);
    return buf_take(&out);
}

static void check_amounts(loader *l, const record_head *h,
                          const amount_list *x) {
    const budget *b = &l->m->budget;
    for (size_t i = 0; b->periods.n && i < x->n; i++) {
        if (in_plan(b, x->v[i].period))
            continue;
        period last = b->periods.v[b->periods.n - 1];
        model_report(l, E0251, x->v[i].place, h,
                     (const str[5]){period_text(l->a, x->v[i].period),
                                    period_text(l->a, b->periods.v[0]),
                                    period_text(l->a, last)});
    }
}

static void check_calendar(loader *l) {
    budget *b = &l->m->budget;
    if (!b->periods.n)
        return;
    if (b->calendar == CAL_NONE)
        b->calendar = b->periods.v[0].cal;
    for (size_t i = 0; i < b->periods.n; i++)
        if (b->periods.v[i].cal != b->calendar)
            MODEL_ERROR(l, E0252, &b->head, S("periodes"),
                        period_text(l->a, b->periods.v[i]),
                        word_of(&words_calendar, (int)b->calendar));
}

static void check_term(loader *l) {
    const budget *b = &l->m->budget;
    const label_term *t = &l->m->campus.label;
    if (!b->periods.n || !date_has(t->start) || !date_has(t->end))
        return;
    date first = period_first(b->periods.v[0]);
    date last = period_last(b->periods.v[b->periods.n - 1]);
    if (date_cmp(first, t->start) <= 0 && date_cmp(last, t->end) >= 0)
        return;
    buf from = buf_new(l->a), to = buf_new(l->a);
    buf_date_iso(&from, t->start);
    buf_date_iso(&to, t->end);
    MODEL_ERROR(l, W0253, &b->head, S("periodes"), buf_take(&from),
                buf_take(&to));
}

static void check_resource(loader *l, const resource *r) {
    bool voted = r->state == FUNDING_VOTED;
    for (size_t i = 0; i < r->steps.n; i++)
        voted = voted || r->steps.v[i].state == FUNDING_VOTED;
    if (voted && !r->voted_by.id.n)
        MODEL_ERROR(l, E0254, &r->head, S("statut"), r->head.id);
    check_amounts(l, &r->head, &r->amounts);
}

void validate_budget(loader *l) {
    const budget *b = &l->m->budget;
    if (!b->given)
        return;
    check_calendar(l);
    check_term(l);
    for (size_t i = 0; i < b->expenses.n; i++)
        check_amounts(l, &b->expenses.v[i].head, &b->expenses.v[i].amounts);
    for (size_t i = 0; i < b->resources.n; i++)
        check_resource(l, &b->resources.v[i]);
    for (size_t i = 0; i < b->allocations.n; i++) {
        const allocation *x = &b->allocations.v[i];
        if (!x->amount.has && !x->amounts.n)
            MODEL_ERROR(l, E0256, &x->head, S("action"), x->action.id);
    }
}
