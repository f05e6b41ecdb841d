/*
 * The financing plan of charter page 10: emplois by nature in each section,
 * ressources by funder in each section, and the check lines. A grant for
 * equipment does not pay wages, so the balance is shown section by section.
 */
#include "view/view_int.h"

typedef struct plan {
    const view_context *v;
    view_table *t;
    const budget *b;
} plan;

/* One row of resources: a funder, and the scheme when it has several. */
typedef struct funding {
    const partner *funder;
    str scheme;
} funding;

static view_cell amount_at(const plan *p, budget_query q, size_t year) {
    if (year < p->b->periods.n)
        q.period = p->b->periods.v[year];
    return view_amount(p->v, calc_budget(p->v->c, q));
}

static void add_amounts(const plan *p, view_row *r, budget_query q) {
    for (size_t y = 0; y <= p->b->periods.n; y++) /* the last: all years */
        view_add_cell(p->v, r, amount_at(p, q, y));
}

static void ask(const plan *p, view_row *r, budget_query q) {
    budget_query *kept = NEW(p->v->a, budget_query);
    *kept = q;
    r->asked = kept;
}

static void add_line(const plan *p, view_row_kind kind, str label,
                     view_cell status, budget_query q) {
    view_row *r = view_add_row(p->v, p->t, kind);
    view_add_cell(p->v, r, view_plain(label));
    view_add_cell(p->v, r, status);
    ask(p, r, q);
    add_amounts(p, r, q);
}

static void add_band(const plan *p, const char *key) {
    view_row *r = view_add_row(p->v, p->t, VIEW_GROUP);
    view_add_cell(p->v, r, view_plain(view_phrase(p->v, key)));
}

static const view_cell empty = {.kind = CELL_EMPTY};

/* --- Emplois ----------------------------------------------------------------
 */

static bool nature_is_used(const budget *b, section s, str nature) {
    for (size_t i = 0; i < b->expenses.n; i++)
        if (b->expenses.v[i].section == s &&
            str_eq(b->expenses.v[i].nature, nature))
            return true;
    return false;
}

static size_t add_natures(const plan *p, section s) {
    const str *natures;
    size_t n = calc_natures(p->v->c, &natures), used = 0;
    for (size_t i = 0; i < n; i++) {
        if (!nature_is_used(p->b, s, natures[i]))
            continue;
        budget_query q = {
            .side = SIDE_EXPENSES, .section = s, .nature = (int)i + 1};
        add_line(p, VIEW_BODY, view_nature(p->v, natures[i]), empty, q);
        used++;
    }
    return used;
}

/* --- Ressources -------------------------------------------------------------
 */

/* Lines of one funder in a section stand apart only when each has a scheme
   and the schemes differ. */
static bool stands_apart(const plan *p, section s, const partner *funder) {
    str first = STR_NONE;
    bool differ = false;
    for (size_t i = 0; i < p->b->resources.n; i++) {
        const resource *r = &p->b->resources.v[i];
        if (r->section != s || r->funder.to != funder)
            continue;
        if (!r->scheme.n)
            return false;
        if (!first.n)
            first = r->scheme;
        differ = differ || !str_eq(first, r->scheme);
    }
    return differ;
}

static bool is_new(const funding *seen, size_t n, funding f) {
    for (size_t i = 0; i < n; i++)
        if (seen[i].funder == f.funder && str_eq(seen[i].scheme, f.scheme))
            return false;
    return true;
}

/* « Demandé », or the different words of its lines. */
static view_cell funding_status(const plan *p, section s, funding f) {
    buf out = buf_new(p->v->a);
    unsigned seen = 0;
    for (size_t i = 0; i < p->b->resources.n; i++) {
        const resource *r = &p->b->resources.v[i];
        if (r->section != s || r->funder.to != f.funder ||
            (f.scheme.n && !str_eq(f.scheme, r->scheme)) ||
            (seen & 1u << r->state))
            continue;
        seen |= 1u << r->state;
        if (out.n)
            buf_z(&out, ", ");
        buf_str(&out, view_word(p->v, "funding_state", (int)r->state));
    }
    return view_plain(buf_take(&out));
}

static str funding_label(const plan *p, funding f) {
    if (!f.funder)
        return view_phrase(p->v, "financeur_absent");
    if (!f.scheme.n)
        return f.funder->name;
    return str_fmt(p->v->a, "%.*s, %.*s", STR_ARG(f.funder->name),
                   STR_ARG(f.scheme));
}

static size_t add_funders(const plan *p, section s) {
    funding *seen = NEW_ARRAY(p->v->a, funding, p->b->resources.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < p->b->resources.n; i++) {
        const resource *r = &p->b->resources.v[i];
        if (r->section != s)
            continue;
        funding f = {.funder = r->funder.to, .scheme = r->scheme};
        if (!stands_apart(p, s, f.funder))
            f.scheme = STR_NONE;
        if (!is_new(seen, n, f))
            continue;
        seen[n++] = f;
        budget_query q = {.side = SIDE_RESOURCES,
                          .section = s,
                          .funder = f.funder,
                          .no_funder = !f.funder,
                          .instrument = f.scheme};
        add_line(p, VIEW_BODY, funding_label(p, f), funding_status(p, s, f), q);
    }
    return n;
}

/* --- Halves and checks ------------------------------------------------------
 */

static void add_half(const plan *p, budget_side side, const char *band,
                     const char *total) {
    add_band(p, band);
    for (section s = 1; s < BUDGET_SECTION_COUNT; s++) {
        size_t lines =
            side == SIDE_EXPENSES ? add_natures(p, s) : add_funders(p, s);
        budget_query q = {.side = side, .section = s};
        if (lines > (s == BUDGET_SECTION_IN_KIND ? 1 : 0)) /* 86 stands alone */
            add_line(p, VIEW_SUBTOTAL, view_word(p->v, "section", (int)s),
                     empty, q);
    }
    add_line(p, VIEW_TOTAL, view_phrase(p->v, total), empty,
             (budget_query){.side = side});
}

static bool balanced(const plan *p, budget_query q) {
    for (size_t y = 0; y <= p->b->periods.n; y++) {
        if (y < p->b->periods.n)
            q.period = p->b->periods.v[y];
        else
            q.period = (period){.cal = CAL_NONE};
        if (calc_budget(p->v->c, q)->value != 0)
            return false;
    }
    return true;
}

/* « Écart » shows both its amount and its word; 0 is written out. */
static void add_check(const plan *p, str label, budget_query q) {
    bool ok = balanced(p, q);
    view_row *r = view_add_row(p->v, p->t, VIEW_CHECK);
    ask(p, r, q);
    view_add_cell(p->v, r, view_plain(label));
    view_cell state = {.kind = CELL_STATE,
                       .sign = ok ? VIEW_SIGN_OK : VIEW_SIGN_ALERT,
                       .text = view_phrase(p->v, ok ? "equilibre" : "ecart")};
    view_add_cell(p->v, r, state);
    for (size_t y = 0; y <= p->b->periods.n; y++) {
        if (y < p->b->periods.n)
            q.period = p->b->periods.v[y];
        else
            q.period = (period){.cal = CAL_NONE};
        view_add_cell(p->v, r, view_figure(calc_budget(p->v->c, q)));
    }
}

static void add_checks(const plan *p) {
    for (section s = 1; s < BUDGET_SECTION_COUNT; s++) {
        str word = view_word(p->v, "section", (int)s);
        add_check(p, view_sentence(p->v, "ecart_section", &word, 1),
                  (budget_query){.side = SIDE_GAP, .section = s});
    }
    add_check(p, view_phrase(p->v, "ecart_total"),
              (budget_query){.side = SIDE_GAP});
}

/* --- The table --------------------------------------------------------------
 */

static void add_columns(const plan *p) {
    const view_context *v = p->v;
    view_add_column(v, p->t, "libelle", "financement_ligne", KIND_TEXT)
        ->row_header = true;
    view_add_column(v, p->t, "statut", "financement_statut", KIND_TEXT)->width =
        22000;
    for (size_t y = 0; y < p->b->periods.n; y++) {
        view_column *c = view_add_column(v, p->t, "annee", NULL, KIND_NUMBER);
        c->head = locale_period(v->a, p->b->periods.v[y], false);
        c->unit = S("€");
        c->sum = true;
    }
    view_column *c = view_add_column(v, p->t, "total", "total", KIND_NUMBER);
    c->unit = S("€");
    c->sum = true;
}

static str rules(const plan *p) {
    const view_context *v = p->v;
    budget_query all = {.side = SIDE_RESOURCES}, sure = all;
    sure.certain_only = true;
    double total = calc_budget(v->c, all)->value;
    if (total == 0)
        return p->b->rules.s;
    double share = num_round(100 * calc_budget(v->c, sure)->value / total, 0);
    str args[] = {locale_number(v->a, share, 0)};
    str said = view_sentence(v, "financement_regles", args, 1);
    if (!p->b->rules.s.n)
        return said;
    return str_fmt(v->a, "%.*s %.*s", STR_ARG(p->b->rules.s), STR_ARG(said));
}

view_table *view_financing(const view_context *v) {
    if (!v->m->budget.given)
        return NULL;
    plan p = {.v = v, .t = NEW(v->a, view_table), .b = &v->m->budget};
    str taxes = view_word(v, "budget_taxes", (int)p.b->taxes);
    p.t->id = S("tab-financement");
    p.t->title = view_sentence(v, "financement_titre", &taxes, 1);
    p.t->band_groups = true;
    add_columns(&p);
    add_half(&p, SIDE_EXPENSES, "emplois", "total_emplois");
    add_half(&p, SIDE_RESOURCES, "ressources", "total_ressources");
    add_checks(&p);
    p.t->rules = rules(&p);
    view_finish_table(v, p.t);
    return p.t;
}
