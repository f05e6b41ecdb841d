/* The sheet Conventions et versements: each agreement beside the resource that
   it makes certain, then its payments, and what must hold between them. */
#include "book/budget_int.h"

enum {
    DEAL_RESOURCE,
    DEAL_LABEL,
    DEAL_NUMBER,
    DEAL_PIECE,
    DEAL_FROM,
    DEAL_TO,
    DEAL_AMOUNT,
    DEAL_BUDGET,
    DEAL_GAP,
    DEAL_PAYMENTS,
    DEAL_PAY_GAP,
    DEAL_RECEIVED,
    DEAL_LATE,
    DEAL_VERDICT,
    DEAL_COLUMNS
};

static void put_date(pen *p, date d, bool last) {
    if (!date_has(d)) {
        book_write_text(p, ROLE_DATE_INPUT, STR_NONE);
        return;
    }
    date day = last ? date_last(d) : date_first(d);
    book_write_number(p, ROLE_DATE_INPUT, book_serial(day), 0, STR_NONE);
}

/* What the plan books in years that start after the end of eligibility. */
static str late_formula(ledger *l, uint32_t row) {
    str end = ledger_here(l, row, DEAL_TO);
    filter of = {IN_KEY, ledger_here(l, row, DEAL_RESOURCE)};
    buf out = buf_new(l->a);
    buf_fmt(&out, "IF(%.*s=0,0,", STR_ARG(end));
    for (uint16_t y = 0; y < l->years; y++) {
        int start = (int)book_serial(period_first(l->b->periods.v[y]));
        buf_fmt(&out, "%sIF(%.*s<%d,%.*s,0)", y ? "+" : "", STR_ARG(end), start,
                STR_ARG(ledger_sumifs(l, &l->all_in, (uint16_t)(IN_YEARS + y),
                                      &of, 1)));
    }
    buf_c(&out, ')');
    return buf_take(&out);
}

static str difference(ledger *l, uint32_t row, uint16_t x, uint16_t y) {
    return str_fmt(l->a, "%.*s-%.*s", STR_ARG(ledger_here(l, row, x)),
                   STR_ARG(ledger_here(l, row, y)));
}

/* Nothing is due before an instalment is known. */
static str pay_gap(ledger *l, uint32_t row) {
    return str_fmt(l->a, "IF(%.*s=0,0,%.*s)",
                   STR_ARG(ledger_here(l, row, DEAL_PAYMENTS)),
                   STR_ARG(difference(l, row, DEAL_PAYMENTS, DEAL_AMOUNT)));
}

static str all_zero(ledger *l, uint32_t row) {
    return str_fmt(l->a, "ABS(%.*s)+ABS(%.*s)+ABS(%.*s)=0",
                   STR_ARG(ledger_here(l, row, DEAL_GAP)),
                   STR_ARG(ledger_here(l, row, DEAL_PAY_GAP)),
                   STR_ARG(ledger_here(l, row, DEAL_LATE)));
}

static void put_computed(pen *p, ledger *l) {
    uint32_t row = p->row;
    filter budget = {IN_KEY, ledger_here(l, row, DEAL_RESOURCE)};
    filter paid[2] = {
        {PAY_RESOURCE, budget.is},
        {PAY_STATE, ledger_quoted(l, view_word(l->k->v, "payment_state",
                                               PAYMENT_STATE_RECEIVED))}};
    ledger_formula(p, ROLE_AMOUNT,
                   ledger_sumifs(l, &l->all_in, (uint16_t)(IN_YEARS + l->years),
                                 &budget, 1));
    ledger_formula(p, ROLE_AMOUNT,
                   difference(l, row, DEAL_BUDGET, DEAL_AMOUNT));
    ledger_formula(p, ROLE_AMOUNT,
                   ledger_sumifs(l, &l->payments, PAY_AMOUNT, paid, 1));
    ledger_formula(p, ROLE_AMOUNT, pay_gap(l, row));
    ledger_formula(p, ROLE_AMOUNT,
                   ledger_sumifs(l, &l->payments, PAY_AMOUNT, paid, 2));
    ledger_formula(p, ROLE_AMOUNT, late_formula(l, row));
    str amount = ledger_here(l, row, DEAL_AMOUNT);
    str verdict = ledger_verdict(l, all_zero(l, row));
    str none = ledger_quoted(l, book_phrase(l->k, "tiret"));
    ledger_formula(p, ROLE_VERDICT,
                   str_fmt(l->a, "IF(%.*s=0,%.*s,%.*s)", STR_ARG(amount),
                           STR_ARG(none), STR_ARG(verdict)));
}

static void add_check(ledger *l, uint32_t row, str what, const char *group) {
    book_sheet *s = l->agreements.sheet;
    bool budget = strcmp(group, "controle_conventions") == 0;
    bool late = strcmp(group, "controle_eligibilite") == 0;
    uint16_t a = DEAL_AMOUNT;
    uint16_t b = budget ? DEAL_BUDGET : late ? DEAL_LATE : DEAL_PAYMENTS;
    ledger_check(l,
                 (check_line){.group = group,
                              .what = what,
                              .left = late ? S("0") : ledger_at(l, s, row, a),
                              .right = ledger_at(l, s, row, b),
                              .left_at = late ? (cell_place){0}
                                              : (cell_place){s, row, a},
                              .right_at = {s, row, b}});
}

static void put_agreement(pen *p, ledger *l, const agreement *g) {
    const resource *r = g->resource.to;
    str what = ledger_resource(l, r);
    book_write_text(p, ROLE_KEY, g->resource.id);
    book_write_text(p, ROLE_TEXT, what);
    book_write_text(p, ROLE_CODE, g->reference);
    book_write_text(p, ROLE_CODE, g->piece.id);
    put_date(p, g->eligible_from, false);
    put_date(p, g->eligible_to, true);
    ledger_input(p, g->amount.v);
    put_computed(p, l);
    add_check(l, p->row, what, "controle_conventions");
    if (g->payments.n)
        add_check(l, p->row, what, "controle_versements");
    if (date_has(g->eligible_to))
        add_check(l, p->row, what, "controle_eligibilite");
}

static void put_free_agreement(pen *p, ledger *l) {
    for (int c = DEAL_RESOURCE; c < DEAL_FROM; c++)
        ledger_free_text(p);
    put_date(p, (date){0}, false);
    put_date(p, (date){0}, false);
    ledger_free_amounts(p, 1);
    put_computed(p, l);
}

static void put_total(ledger *l, const lines *x, uint16_t from, uint16_t to) {
    pen p = {.k = l->k, .s = x->sheet, .row = x->last + 1};
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, "budget_total"));
    while (p.column < from)
        book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    while (p.column <= to)
        ledger_formula(&p, ROLE_AMOUNT_TOTAL, ledger_sum(l, x, p.column));
}

/* --- Payments ---------------------------------------------------------------
 */

static void put_payment(pen *p, ledger *l, const agreement *g,
                        const payment *x) {
    const view_context *v = l->k->v;
    payment_state s = x->state ? x->state : PAYMENT_STATE_EXPECTED;
    book_write_text(p, ROLE_KEY, g->resource.id);
    book_write_text(p, ROLE_TEXT, ledger_resource(l, g->resource.to));
    book_write_text(p, ROLE_CODE, g->reference);
    book_write_text(p, ROLE_TEXT, view_word(v, "payment_type", (int)x->type));
    book_write_text(p, ROLE_TEXT_INPUT, view_word(v, "payment_state", (int)s));
    put_date(p, x->date, true);
    ledger_input(p, x->amount.v);
}

static void put_free_payment(pen *p) {
    for (int c = PAY_RESOURCE; c < PAY_DATE; c++)
        ledger_free_text(p);
    put_date(p, (date){0}, false);
    ledger_free_amounts(p, 1);
}

static size_t payment_count(const budget *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->agreements.n; i++)
        n += b->agreements.v[i].payments.n;
    return n;
}

static void put_payments(ledger *l) {
    static const char *const heads[] = {
        "colonne_cle",          "budget_ressource",      "budget_numero",
        "budget_versement",     "budget_versement_etat", "budget_date",
        "#budget_montant_euros"};
    const lines *x = &l->payments;
    pen p = {.k = l->k, .s = x->sheet, .row = x->first - 1};
    uint32_t row = x->first;
    book_write_heads(&p, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < l->b->agreements.n; i++)
        for (size_t k = 0; k < l->b->agreements.v[i].payments.n; k++) {
            const agreement *g = &l->b->agreements.v[i];
            p = (pen){.k = l->k, .s = x->sheet, .row = row++};
            put_payment(&p, l, g, &g->payments.v[k]);
        }
    for (int i = 0; i < FREE_LINES; i++) {
        p = (pen){.k = l->k, .s = x->sheet, .row = row++};
        put_free_payment(&p);
    }
    put_total(l, x, PAY_AMOUNT, PAY_AMOUNT);
}

/* --- The sheet --------------------------------------------------------------
 */

static void put_agreements(ledger *l) {
    static const char *const heads[] = {"colonne_cle",
                                        "budget_ressource",
                                        "budget_numero",
                                        "budget_piece",
                                        "budget_eligible_du",
                                        "budget_eligible_au",
                                        "#budget_montant_euros",
                                        "#budget_au_budget",
                                        "#budget_ecart",
                                        "#budget_versements",
                                        "#budget_ecart_versements",
                                        "#budget_recu",
                                        "#budget_hors_delai",
                                        "budget_verdict"};
    const lines *x = &l->agreements;
    pen p = {.k = l->k, .s = x->sheet, .row = HEAD_ROW};
    uint32_t row = FIRST_ROW;
    book_write_heads(&p, heads, DEAL_COLUMNS);
    for (size_t i = 0; i < l->b->agreements.n; i++) {
        p = (pen){.k = l->k, .s = x->sheet, .row = row++};
        put_agreement(&p, l, &l->b->agreements.v[i]);
    }
    for (int i = 0; i < FREE_LINES; i++) {
        p = (pen){.k = l->k, .s = x->sheet, .row = row++};
        put_free_agreement(&p, l);
    }
    put_total(l, x, DEAL_AMOUNT, DEAL_LATE);
}

static void set_rules(ledger *l) {
    str keys = ledger_column(l, &l->all_in, IN_KEY);
    ledger_choose(l, &l->agreements, DEAL_RESOURCE, keys);
    ledger_choose(l, &l->payments, PAY_RESOURCE, keys);
    ledger_choose(l, &l->payments, PAY_KIND, l->kinds);
    lines all = l->payments; /* the state may change on every line */
    all.free = all.first;
    ledger_choose(l, &all, PAY_STATE, l->payment_states);
    ledger_whole(l, &l->agreements, DEAL_AMOUNT, DEAL_AMOUNT);
    ledger_whole(l, &l->payments, PAY_AMOUNT, PAY_AMOUNT);
    ledger_dates(l, &l->agreements, DEAL_FROM);
    ledger_dates(l, &l->agreements, DEAL_TO);
    ledger_dates(l, &l->payments, PAY_DATE);
}

void book_make_agreements(maker *k, const template_sheet *from) {
    ledger *l = book_ledger(k);
    if (!l || !l->b->agreements.n || !l->all_in.sheet)
        return;
    book_sheet *s = book_sheet_open(k, from);
    uint32_t deals = (uint32_t)l->b->agreements.n;
    uint32_t row = FIRST_ROW + deals + FREE_LINES + 3;
    uint32_t paid = (uint32_t)payment_count(l->b);
    l->agreements = (lines){s, FIRST_ROW, FIRST_ROW + deals,
                            FIRST_ROW + deals + FREE_LINES - 1};
    l->payments = (lines){s, row, row + paid, row + paid + FREE_LINES - 1};
    put_agreements(l);
    put_payments(l);
    set_rules(l);
    ledger_verdicts(l, s, FIRST_ROW, DEAL_VERDICT);
    book_sheet_width(k, s, DEAL_RESOURCE, 12);
    book_sheet_width(k, s, DEAL_LABEL, 40);
    book_sheet_width(k, s, DEAL_VERDICT, 12);
    list_push(k->a, &s->next_heads, l->payments.first - 1);
    book_sheet_close(k, s, NULL, DEAL_NUMBER);
}
