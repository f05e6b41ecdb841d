/* The sheet Financement: each action's cost beside what each funder brings to
   it, the funders' rates, and the ceilings that bound them. */
#include "book/budget_int.h"

enum { CROSS_KEY, CROSS_CODE, CROSS_TITLE, CROSS_COST, CROSS_FUNDERS };

typedef struct cross {
    ledger *l;
    book_sheet *s;
    const partner **funders;
    uint16_t n;
    uint32_t row;
    LIST(uint32_t) objectives;
    uint32_t first, last; /* rows of objectives and actions */
    uint32_t total;
} cross;

static uint16_t cross_sum(const cross *x) {
    return (uint16_t)(CROSS_FUNDERS + x->n);
}

static uint16_t cross_gap(const cross *x) {
    return (uint16_t)(cross_sum(x) + 1);
}

static uint16_t cross_columns(const cross *x) {
    return (uint16_t)(cross_sum(x) + 3);
}

static pen next_row(cross *x) {
    return (pen){.k = x->l->k, .s = x->s, .row = x->row++};
}

/* Each funder of a resource once, in the order of the plan. */
static void find_funders(cross *x) {
    const budget *b = x->l->b;
    x->funders = NEW_ARRAY(x->l->a, const partner *, b->resources.n + 1);
    for (size_t i = 0; i < b->resources.n; i++) {
        const partner *p = b->resources.v[i].funder.to;
        uint16_t k = 0;
        while (k < x->n && x->funders[k] != p)
            k++;
        if (k == x->n)
            x->funders[x->n++] = p;
    }
}

/* --- The cross table --------------------------------------------------------
 */

static void put_gap_and_verdict(pen *p, cross *x, book_role role) {
    ledger *l = x->l;
    str gap = str_fmt(l->a, "%.*s-%.*s",
                      STR_ARG(ledger_here(l, p->row, cross_sum(x))),
                      STR_ARG(ledger_here(l, p->row, CROSS_COST)));
    ledger_formula(p, role, gap);
    if (!l->b->allocations.n) { /* nothing was allocated: nothing to hold */
        book_write_text(p, ROLE_TEXT, STR_NONE);
        return;
    }
    str at = ledger_here(l, p->row, cross_gap(x));
    ledger_formula(p, ROLE_VERDICT,
                   ledger_verdict(l, str_fmt(l->a, "%.*s=0", STR_ARG(at))));
}

static str allocated(cross *x, const partner *p, const action *a) {
    ledger *l = x->l;
    filter is[2] = {{SHARE_FUNDER, ledger_quoted(l, ledger_funder(l, p))},
                    {SHARE_ACTION, ledger_quoted(l, ledger_action(l, a))}};
    return ledger_sumifs(l, &l->shares, SHARE_AMOUNT, is, 2);
}

static void put_action(cross *x, const action *a) {
    ledger *l = x->l;
    pen p = next_row(x);
    filter is = {OUT_ACTION, ledger_quoted(l, ledger_action(l, a))};
    uint16_t total = (uint16_t)(OUT_YEARS + l->years);
    book_write_text(&p, ROLE_KEY, a->head.id);
    book_write_text(&p, ROLE_TEXT, ledger_action(l, a));
    book_write_text(&p, ROLE_TEXT, a->title);
    ledger_publish(&p,
                   ledger_formula(&p, ROLE_AMOUNT,
                                  ledger_sumifs(l, &l->all_out, total, &is, 1)),
                   calc_cost(l->k->v->c, a));
    for (uint16_t i = 0; i < x->n; i++)
        ledger_formula(&p, ROLE_AMOUNT, allocated(x, x->funders[i], a));
    ledger_formula(
        &p, ROLE_AMOUNT,
        ledger_sum_row(l, p.row, CROSS_FUNDERS, (uint16_t)(cross_sum(x) - 1)));
    put_gap_and_verdict(&p, x, ROLE_AMOUNT);
    budget_query q = {.side = SIDE_GAP, .action = a};
    const figure *gap = calc_budget(l->k->v->c, q);
    ledger_check(
        l, (check_line){.group = "controle_actions",
                        .what = ledger_action(l, a),
                        .left = ledger_at(l, x->s, p.row, CROSS_COST),
                        .right = ledger_at(l, x->s, p.row, cross_sum(x)),
                        .left_at = {x->s, p.row, CROSS_COST},
                        .right_at = {x->s, p.row, cross_sum(x)},
                        .rule = l->b->allocations.n ? RULE_EQUAL : RULE_TOLD,
                        .key = gap->key,
                        .gap = gap->value});
}

/* An objective's row sums the rows of its actions, which follow it. */
static void put_objective(cross *x, const objective *o) {
    ledger *l = x->l;
    uint32_t at = x->row;
    pen p = next_row(x);
    lines own = {x->s, at + 1, at + 1, at + (uint32_t)o->actions.n};
    str args[] = {o->code};
    list_push(l->a, &x->objectives, at);
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    book_write_text(&p, ROLE_TEXT_SUM,
                    book_sentence(l->k, "budget_objectif_code", args, 1));
    book_write_text(&p, ROLE_TEXT_SUM, o->title);
    for (uint16_t c = CROSS_COST; c <= cross_gap(x); c++) {
        book_cell *cell =
            ledger_formula(&p, ROLE_AMOUNT_SUM, ledger_sum(l, &own, c));
        if (c == CROSS_COST)
            ledger_publish(&p, cell, view_objective_cost(l->k->v, o));
    }
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    for (size_t i = 0; i < o->actions.n; i++)
        put_action(x, &o->actions.v[i]);
}

/* Costs and allocations that no known action takes. */
static void put_rest(cross *x) {
    ledger *l = x->l;
    pen p = next_row(x);
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT, book_phrase(l->k, "tiret"));
    book_write_text(&p, ROLE_TEXT, book_phrase(l->k, "budget_sans_action"));
    for (uint16_t c = CROSS_COST; c < cross_sum(x); c++) {
        str all = ledger_at(l, l->all_out.sheet, l->out_total,
                            (uint16_t)(OUT_YEARS + l->years));
        if (c != CROSS_COST) {
            const partner *f = x->funders[c - CROSS_FUNDERS];
            filter is = {SHARE_FUNDER, ledger_quoted(l, ledger_funder(l, f))};
            all = ledger_sumifs(l, &l->shares, SHARE_AMOUNT, &is, 1);
        }
        str known = ledger_sum_cells(l, x->objectives.v, x->objectives.n, c);
        ledger_formula(
            &p, ROLE_AMOUNT,
            str_fmt(l->a, "%.*s-%.*s", STR_ARG(all), STR_ARG(known)));
    }
    ledger_formula(
        &p, ROLE_AMOUNT,
        ledger_sum_row(l, p.row, CROSS_FUNDERS, (uint16_t)(cross_sum(x) - 1)));
    put_gap_and_verdict(&p, x, ROLE_AMOUNT);
    list_push(l->a, &x->objectives, p.row);
}

static void put_total(cross *x) {
    ledger *l = x->l;
    pen p = next_row(x);
    x->total = p.row;
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, "budget_total"));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    for (uint16_t c = CROSS_COST; c <= cross_gap(x); c++)
        ledger_formula(
            &p, ROLE_AMOUNT_TOTAL,
            ledger_sum_cells(l, x->objectives.v, x->objectives.n, c));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
}

/* --- Under it: what funders bring in all, and the rates ---------------------
 */

static str brought(ledger *l, const partner *p) {
    filter is = {IN_FUNDER, ledger_quoted(l, ledger_funder(l, p))};
    return ledger_sumifs(l, &l->all_in, (uint16_t)(IN_YEARS + l->years), &is,
                         1);
}

static void put_brought(cross *x) {
    ledger *l = x->l;
    pen p = next_row(x);
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT, STR_NONE);
    book_write_text(&p, ROLE_TEXT, book_phrase(l->k, "budget_apporte_total"));
    ledger_formula(&p, ROLE_AMOUNT,
                   ledger_at(l, l->all_in.sheet, l->in_total,
                             (uint16_t)(IN_YEARS + l->years)));
    for (uint16_t i = 0; i < x->n; i++)
        ledger_formula(&p, ROLE_AMOUNT, brought(l, x->funders[i]));
    ledger_formula(
        &p, ROLE_AMOUNT,
        ledger_sum_row(l, p.row, CROSS_FUNDERS, (uint16_t)(cross_sum(x) - 1)));
    p = next_row(x);
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT, STR_NONE);
    book_write_text(&p, ROLE_TEXT, book_phrase(l->k, "budget_reste_affecter"));
    book_write_text(&p, ROLE_TEXT, STR_NONE);
    for (uint16_t c = CROSS_FUNDERS; c <= cross_sum(x); c++)
        ledger_formula(&p, ROLE_AMOUNT,
                       str_fmt(l->a, "%.*s-%.*s",
                               STR_ARG(ledger_here(l, p.row - 1, c)),
                               STR_ARG(ledger_here(l, x->total, c))));
}

static void put_rates(cross *x) {
    ledger *l = x->l;
    uint32_t from = x->row - 2;
    pen p = next_row(x);
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT, STR_NONE);
    book_write_text(&p, ROLE_TEXT, book_phrase(l->k, "budget_part"));
    book_write_text(&p, ROLE_TEXT, STR_NONE);
    str all = ledger_here(l, from, CROSS_COST);
    for (uint16_t c = CROSS_FUNDERS; c <= cross_sum(x); c++)
        ledger_formula(&p, ROLE_RATE,
                       str_fmt(l->a, "IF(%.*s=0,0,ROUND(100*%.*s/%.*s,1))",
                               STR_ARG(all), STR_ARG(ledger_here(l, from, c)),
                               STR_ARG(all)));
}

static void put_cross(cross *x) {
    const model *m = x->l->k->v->m;
    pen p = {.k = x->l->k, .s = x->s, .row = HEAD_ROW};
    static const char *const heads[] = {"colonne_cle", "budget_action",
                                        "budget_intitule", "#budget_cout"};
    book_write_heads(&p, heads, CROSS_FUNDERS);
    for (uint16_t i = 0; i < x->n; i++)
        ledger_head(&p, ROLE_HEAD_NUMBER, ledger_funder(x->l, x->funders[i]));
    book_write_head(&p, "budget_affecte", true);
    book_write_head(&p, "budget_ecart", true);
    book_write_head(&p, "budget_verdict", false);
    x->first = x->row;
    for (size_t i = 0; i < m->objectives.n; i++)
        if (m->objectives.v[i].actions.n)
            put_objective(x, &m->objectives.v[i]);
    put_rest(x);
    x->last = x->row - 1;
    put_total(x);
    put_brought(x);
    put_rates(x);
}

/* --- Ceilings ---------------------------------------------------------------
 */

enum { BASE = CROSS_COST, MAX_RATE, MAX_AMOUNT, LIMIT, GRANTED, RATE, ROOM };

/* In cash, unless the ceiling names a section. */
static str over_sections(ledger *l, section of,
                         str (*one)(ledger *, section, const void *),
                         const void *what) {
    if (of)
        return one(l, of, what);
    return str_fmt(l->a, "%.*s+%.*s",
                   STR_ARG(one(l, BUDGET_SECTION_OPERATING, what)),
                   STR_ARG(one(l, BUDGET_SECTION_INVESTMENT, what)));
}

static str base_in(ledger *l, section s, const void *action) {
    filter is[2] = {{OUT_SECTION, ledger_quoted(l, ledger_section(l, s))}};
    if (action)
        is[1] =
            (filter){OUT_ACTION, ledger_quoted(l, ledger_action(l, action))};
    return ledger_sumifs(l, &l->all_out, (uint16_t)(OUT_YEARS + l->years), is,
                         2);
}

typedef struct grant {
    const partner *funder;
    const action *action;
} grant;

static str granted_in(ledger *l, section s, const void *what) {
    const grant *g = what;
    str funder = ledger_quoted(l, ledger_funder(l, g->funder));
    str of = ledger_quoted(l, ledger_section(l, s));
    if (g->action) {
        filter is[3] = {
            {SHARE_FUNDER, funder},
            {SHARE_SECTION, of},
            {SHARE_ACTION, ledger_quoted(l, ledger_action(l, g->action))}};
        return ledger_sumifs(l, &l->shares, SHARE_AMOUNT, is, 3);
    }
    filter is[2] = {{IN_FUNDER, funder}, {IN_SECTION, of}};
    return ledger_sumifs(l, &l->all_in, (uint16_t)(IN_YEARS + l->years), is, 2);
}

static str granted(ledger *l, const ceiling *c) {
    buf out = buf_new(l->a);
    for (size_t i = 0; i < c->funders.n; i++) {
        grant g = {c->funders.v[i].to, c->action.to};
        if (i)
            buf_c(&out, '+');
        buf_str(&out, over_sections(l, c->section, granted_in, &g));
    }
    return out.n ? buf_take(&out) : S("0");
}

static str ceiling_name(ledger *l, const ceiling *c) {
    if (c->label.n)
        return c->label;
    buf out = buf_new(l->a);
    for (size_t i = 0; i < c->funders.n; i++) {
        const partner *p = c->funders.v[i].to;
        if (i)
            buf_z(&out, ", ");
        buf_str(&out, p ? p->name : c->funders.v[i].id);
    }
    if (c->section)
        buf_fmt(&out, ", %.*s", STR_ARG(ledger_section(l, c->section)));
    return buf_take(&out);
}

/* The lower of what the rate and the amount allow. */
static str limit(ledger *l, const ceiling *c, uint32_t row) {
    str base = ledger_here(l, row, BASE), rate = ledger_here(l, row, MAX_RATE);
    str most = ledger_here(l, row, MAX_AMOUNT);
    str share = str_fmt(l->a, "%.*s*%.*s/100", STR_ARG(base), STR_ARG(rate));
    if (!c->max_amount.has)
        return c->max_rate.has ? share : base;
    if (!c->max_rate.has)
        share = base;
    return str_fmt(l->a, "IF(%.*s<%.*s,%.*s,%.*s)", STR_ARG(most),
                   STR_ARG(share), STR_ARG(most), STR_ARG(share));
}

static void put_number(pen *p, number n, int decimals) {
    if (n.has)
        book_write_number(p, ROLE_NUMBER_INPUT, n.v, decimals, STR_NONE);
    else
        book_write_text(p, ROLE_TEXT, STR_NONE);
}

static void put_ceiling(cross *x, const ceiling *c) {
    ledger *l = x->l;
    pen p = next_row(x);
    uint32_t row = p.row;
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT, ledger_action(l, c->action.to));
    book_write_text(&p, ROLE_TEXT, ceiling_name(l, c));
    ledger_formula(&p, ROLE_AMOUNT,
                   over_sections(l, c->section, base_in, c->action.to));
    put_number(&p, c->max_rate, 1);
    put_number(&p, c->max_amount, 0);
    ledger_formula(&p, ROLE_AMOUNT, limit(l, c, row));
    ledger_formula(&p, ROLE_AMOUNT, granted(l, c));
    str base = ledger_here(l, row, BASE), have = ledger_here(l, row, GRANTED);
    str most = ledger_here(l, row, LIMIT);
    ledger_formula(&p, ROLE_RATE,
                   str_fmt(l->a, "IF(%.*s=0,0,ROUND(100*%.*s/%.*s,1))",
                           STR_ARG(base), STR_ARG(have), STR_ARG(base)));
    ledger_formula(&p, ROLE_AMOUNT,
                   str_fmt(l->a, "%.*s-%.*s", STR_ARG(most), STR_ARG(have)));
    ledger_formula(&p, ROLE_VERDICT,
                   ledger_verdict(l, str_fmt(l->a, "%.*s<=%.*s", STR_ARG(have),
                                             STR_ARG(most))));
    ledger_check(l, (check_line){.group = "controle_plafonds",
                                 .what = ceiling_name(l, c),
                                 .left = ledger_at(l, x->s, row, GRANTED),
                                 .right = ledger_at(l, x->s, row, LIMIT),
                                 .left_at = {x->s, row, GRANTED},
                                 .right_at = {x->s, row, LIMIT},
                                 .rule = RULE_AT_MOST});
}

static void put_ceilings(cross *x) {
    static const char *const heads[] = {
        "colonne_cle",    "budget_action",    "budget_plafond",
        "#budget_base",   "#budget_taux_max", "#budget_montant_max",
        "#budget_permis", "#budget_apporte",  "#budget_taux",
        "#budget_marge",  "budget_verdict"};
    const budget *b = x->l->b;
    if (!b->ceilings.n)
        return;
    x->row++;
    pen p = next_row(x);
    book_write_heads(&p, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < b->ceilings.n; i++)
        put_ceiling(x, &b->ceilings.v[i]);
}

void book_make_funding(maker *k, const template_sheet *from) {
    ledger *l = book_ledger(k);
    if (!l || !l->all_out.sheet || !l->all_in.sheet || !l->shares.sheet)
        return;
    cross x = {.l = l, .row = FIRST_ROW};
    find_funders(&x);
    if (!x.n)
        return;
    x.s = book_sheet_open(k, from);
    put_cross(&x);
    put_ceilings(&x);
    book_sheet_width(k, x.s, CROSS_KEY, 7);
    book_sheet_width(k, x.s, CROSS_CODE, 12);
    book_sheet_width(k, x.s, CROSS_TITLE, 44);
    book_sheet_width(k, x.s, (uint16_t)(cross_columns(&x) - 1), 12);
    ledger_verdicts(l, x.s, FIRST_ROW, (uint16_t)(cross_columns(&x) - 1));
    ledger_verdicts(l, x.s, FIRST_ROW, ROOM + 1);
    book_sheet_close(k, x.s, NULL, CROSS_COST);
}
