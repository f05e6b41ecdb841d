/* Sums of the financing plan, in whole euros. A line that is absent is 0: an
   amount is never missing once there is a budget. */
#include <stdlib.h>

#include "calc/calc_int.h"

/* What a sum found on its way. */
typedef struct tally {
    double euros;
    uint8_t marks;
} tally;

static bool takes_period(const budget_query *q, period p) {
    return !q->period.cal || period_eq(q->period, p);
}

static bool takes_section(const budget_query *q, section s) {
    return (!q->section || s == q->section) &&
           !(q->cash_only && s == BUDGET_SECTION_IN_KIND);
}

static void add_amount(tally *t, double euros, bool illustrative) {
    t->euros += euros;
    if (illustrative && euros != 0)
        t->marks |= MARK_ILLUSTRATIVE;
}

/* --- Natures -------------------------------------------------------------- */

static void add_nature(calc *c, str nature) {
    size_t at = c->natures.n;
    calc_add_name(c->a, &c->natures, nature);
    if (c->natures.n == at)
        return;
    for (; at > 0 && str_cmp(c->natures.v[at - 1], nature) > 0; at--)
        c->natures.v[at] = c->natures.v[at - 1];
    c->natures.v[at] = nature;
}

size_t calc_natures(const calc *c, const str **out) {
    calc *mine = (calc *)c; /* found on first need */
    const budget *b = &c->m->budget;
    if (!c->natures.n) {
        for (size_t i = 0; i < b->expenses.n; i++)
            add_nature(mine, b->expenses.v[i].nature);
        for (size_t i = 0; i < b->resources.n; i++)
            add_nature(mine, b->resources.v[i].nature);
    }
    *out = c->natures.v;
    return c->natures.n;
}

static str nature_of(const calc *c, const budget_query *q) {
    const str *names;
    size_t n = calc_natures(c, &names);
    bool known = q->nature > 0 && (size_t)q->nature <= n;
    return known ? names[q->nature - 1] : S("?");
}

/* --- Expenses ------------------------------------------------------------- */

static bool takes_nature(const calc *c, const budget_query *q, str nature) {
    return !q->nature || str_eq(nature_of(c, q), nature);
}

static void add_expenses(const calc *c, const budget_query *q, tally *t) {
    const budget *b = &c->m->budget;
    if (q->funder || q->no_funder || q->instrument.n || q->certain_only)
        return; /* an expense has no funder */
    for (size_t i = 0; i < b->expenses.n; i++) {
        const expense *x = &b->expenses.v[i];
        if (!takes_section(q, x->section) || !takes_nature(c, q, x->nature) ||
            (q->action && x->action.to != q->action))
            continue;
        for (size_t k = 0; k < x->amounts.n; k++)
            if (takes_period(q, x->amounts.v[k].period))
                add_amount(t, x->amounts.v[k].euros,
                           x->amounts.v[k].illustrative);
    }
}

/* --- Resources ------------------------------------------------------------ */

funding_state calc_state_at(const resource *r, period p) {
    for (size_t i = 0; i < r->steps.n; i++)
        if (period_eq(r->steps.v[i].period, p))
            return r->steps.v[i].state;
    return r->state;
}

/* Voted counts only when the payer voted: « voté par nous » is a wish. */
bool calc_is_certain(const resource *r, funding_state s) {
    return s == FUNDING_NOTIFIED || s == FUNDING_AGREED ||
           s == FUNDING_RECEIVED ||
           (s == FUNDING_VOTED && r->voted_by.to &&
            r->voted_by.to == r->funder.to);
}

static bool takes_resource(const calc *c, const budget_query *q,
                           const resource *r) {
    return takes_section(q, r->section) && takes_nature(c, q, r->nature) &&
           (!q->funder || r->funder.to == q->funder) &&
           (!q->no_funder || !r->funder.to) &&
           (!q->instrument.n || str_eq(q->instrument, r->scheme));
}

static bool counts(const budget_query *q, const resource *r, period p) {
    funding_state s = calc_state_at(r, p);
    return takes_period(q, p) && s != FUNDING_REFUSED &&
           (!q->certain_only || calc_is_certain(r, s));
}

double calc_allocated(const allocation *x) {
    const resource *r = x->resource.to;
    double all = 0;
    for (size_t k = 0; r && k < x->amounts.n; k++)
        if (calc_state_at(r, x->amounts.v[k].period) != FUNDING_REFUSED)
            all += x->amounts.v[k].euros;
    bool whole = r && x->amount.has && r->state != FUNDING_REFUSED;
    return all + (whole ? x->amount.v : 0);
}

/* Resources of an action are what was allocated to it. */
static void add_allocations(const calc *c, const budget_query *q, tally *t) {
    const budget *b = &c->m->budget;
    for (size_t i = 0; i < b->allocations.n; i++) {
        const allocation *x = &b->allocations.v[i];
        const resource *r = x->resource.to;
        if (x->action.to != q->action || !r || !takes_resource(c, q, r))
            continue;
        for (size_t k = 0; k < x->amounts.n; k++)
            if (counts(q, r, x->amounts.v[k].period))
                add_amount(t, x->amounts.v[k].euros,
                           x->amounts.v[k].illustrative);
        bool whole = !q->period.cal && r->state != FUNDING_REFUSED &&
                     (!q->certain_only || calc_is_certain(r, r->state));
        if (x->amount.has && whole)
            add_amount(t, x->amount.v,
                       record_illustrative(&x->head, S("montant")));
    }
}

static void add_resources(const calc *c, const budget_query *q, tally *t) {
    const budget *b = &c->m->budget;
    if (q->action) {
        add_allocations(c, q, t);
        return;
    }
    for (size_t i = 0; i < b->resources.n; i++) {
        const resource *r = &b->resources.v[i];
        for (size_t k = 0; takes_resource(c, q, r) && k < r->amounts.n; k++)
            if (counts(q, r, r->amounts.v[k].period))
                add_amount(t, r->amounts.v[k].euros,
                           r->amounts.v[k].illustrative);
    }
}

/* --- Keys ----------------------------------------------------------------- */

/* A free text in a key: keys hold no blanks. */
static void put_word(buf *out, str text) {
    for (size_t i = 0; i < text.n; i++)
        buf_c(out, (unsigned char)text.p[i] <= ' ' ? '_' : text.p[i]);
}

/* budget.depenses.investissement.action=o1_1@2027-2028 */
static str key_of(const calc *c, const budget_query *q) {
    static const char *const sides[] = {[SIDE_EXPENSES] = "depenses",
                                        [SIDE_RESOURCES] = "ressources",
                                        [SIDE_GAP] = "ecart"};
    buf b = buf_new(c->a);
    buf_fmt(&b, "budget.%s", sides[q->side]);
    if (q->section)
        buf_fmt(&b, ".%.*s", STR_ARG(word_of(&words_section, q->section)));
    if (q->nature)
        buf_fmt(&b, ".nature=%.*s", STR_ARG(nature_of(c, q)));
    if (q->funder)
        buf_fmt(&b, ".financeur=%.*s", STR_ARG(q->funder->head.id));
    if (q->no_funder)
        buf_z(&b, ".sans_financeur");
    if (q->instrument.n) {
        buf_z(&b, ".dispositif=");
        put_word(&b, q->instrument);
    }
    if (q->action)
        buf_fmt(&b, ".action=%.*s", STR_ARG(q->action->head.id));
    if (q->cash_only)
        buf_z(&b, ".numeraire");
    if (q->certain_only)
        buf_z(&b, ".certaines");
    buf_c(&b, '@');
    if (q->period.cal)
        buf_period(&b, q->period);
    else
        buf_z(&b, "total");
    return buf_take(&b);
}

const figure *calc_budget(const calc *c, budget_query q) {
    calc *mine = (calc *)c; /* made on first need */
    str key = key_of(c, &q);
    figure *f = map_get(&c->budget, key);
    tally out = {0}, in = {0};
    if (f)
        return f;
    f = NEW(c->a, figure);
    *f = (figure){.key = key, .unit = S("€")};
    map_put(&mine->budget, key, f);
    if (!c->m->budget.given) {
        f->why = MISSING_UNAVAILABLE;
        return f;
    }
    if (q.side != SIDE_RESOURCES)
        add_expenses(c, &q, &out);
    if (q.side != SIDE_EXPENSES)
        add_resources(c, &q, &in);
    f->value = q.side == SIDE_EXPENSES ? out.euros : in.euros - out.euros;
    f->value = num_round(f->value, 0);
    f->marks = out.marks | in.marks;
    f->text = locale_number(c->a, f->value, 0);
    return f;
}

const figure *calc_cost(const calc *c, const action *a) {
    return calc_budget(c, (budget_query){.side = SIDE_EXPENSES, .action = a});
}
