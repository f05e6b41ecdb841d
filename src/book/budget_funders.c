/* The sheet Financeurs: what each funder brings in cash, year by year, as the
   charts of the PDF show it; what is in kind apart; each one's share. */
#include "book/budget_int.h"

enum { FUND_KEY, FUND_NAME, FUND_YEARS };

typedef struct funders {
    ledger *l;
    book_sheet *s;
    uint32_t row, first;
} funders;

static pen next_row(funders *x) {
    return (pen){.k = x->l->k, .s = x->s, .row = x->row++};
}

static str in_cash(ledger *l, const partner *p, uint16_t y) {
    buf out = buf_new(l->a);
    for (int s = BUDGET_SECTION_OPERATING; s <= BUDGET_SECTION_INVESTMENT;
         s++) {
        filter is[2] = {
            {IN_FUNDER, ledger_quoted(l, ledger_funder(l, p))},
            {IN_SECTION, ledger_quoted(l, ledger_section(l, (section)s))}};
        if (out.n)
            buf_c(&out, '+');
        buf_str(&out,
                ledger_sumifs(l, &l->all_in, (uint16_t)(IN_YEARS + y), is, 2));
    }
    return buf_take(&out);
}

static void put_funder(funders *x, const partner *p) {
    ledger *l = x->l;
    pen pen = next_row(x);
    budget_query q = {.side = SIDE_RESOURCES,
                      .funder = p,
                      .no_funder = !p,
                      .cash_only = true};
    book_write_text(&pen, ROLE_KEY, p ? p->head.id : STR_NONE);
    book_write_text(&pen, ROLE_TEXT, ledger_funder(l, p));
    for (uint16_t y = 0; y <= l->years; y++)
        ledger_publish(&pen,
                       ledger_formula(&pen, ROLE_AMOUNT, in_cash(l, p, y)),
                       ledger_figure(l, q, y));
}

static str section_total(ledger *l, section s, uint16_t y) {
    return ledger_at(l, l->all_in.sheet, l->in_sum[s],
                     (uint16_t)(IN_YEARS + y));
}

/* Lines typed with a funder that is in no row above. */
static void put_others(funders *x) {
    ledger *l = x->l;
    lines above = {x->s, x->first, x->first, x->row - 1};
    pen p = next_row(x);
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_QUIET, book_phrase(l->k, "budget_autres_lignes"));
    for (uint16_t y = 0; y <= l->years; y++)
        ledger_formula(
            &p, ROLE_AMOUNT,
            str_fmt(l->a, "%.*s+%.*s-%.*s",
                    STR_ARG(section_total(l, BUDGET_SECTION_OPERATING, y)),
                    STR_ARG(section_total(l, BUDGET_SECTION_INVESTMENT, y)),
                    STR_ARG(ledger_sum(l, &above, p.column))));
}

/* Cash, in kind, all: the sum of cash stands under its rows. */
static void put_totals(funders *x) {
    ledger *l = x->l;
    lines above = {x->s, x->first, x->first, x->row - 1};
    uint32_t cash = x->row;
    pen p = next_row(x);
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    book_write_text(&p, ROLE_TEXT_SUM, book_phrase(l->k, "budget_numeraire"));
    budget_query q = {.side = SIDE_RESOURCES, .cash_only = true};
    for (uint16_t y = 0; y <= l->years; y++)
        ledger_publish(&p,
                       ledger_formula(&p, ROLE_AMOUNT_SUM,
                                      ledger_sum(l, &above, p.column)),
                       ledger_figure(l, q, y));
    p = next_row(x);
    q = (budget_query){.side = SIDE_RESOURCES,
                       .section = BUDGET_SECTION_IN_KIND};
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT, ledger_section(l, BUDGET_SECTION_IN_KIND));
    for (uint16_t y = 0; y <= l->years; y++)
        ledger_publish(
            &p,
            ledger_formula(&p, ROLE_AMOUNT,
                           section_total(l, BUDGET_SECTION_IN_KIND, y)),
            ledger_figure(l, q, y));
    p = next_row(x);
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, "total_ressources"));
    for (uint16_t y = 0; y <= l->years; y++)
        ledger_formula(&p, ROLE_AMOUNT_TOTAL,
                       str_fmt(l->a, "%.*s+%.*s",
                               STR_ARG(ledger_here(l, cash, p.column)),
                               STR_ARG(ledger_here(l, cash + 1, p.column))));
}

/* Of the cash over the term: known once the total's row is. */
static void put_shares(funders *x, uint32_t last) {
    ledger *l = x->l;
    uint16_t total = (uint16_t)(FUND_YEARS + l->years);
    str all = ledger_here(l, last + 1, total);
    for (uint32_t row = x->first; row <= last + 1; row++) {
        pen p = {
            .k = l->k, .s = x->s, .row = row, .column = (uint16_t)(total + 1)};
        ledger_formula(
            &p, ROLE_RATE,
            str_fmt(l->a, "IF(%.*s=0,0,ROUND(100*%.*s/%.*s,1))", STR_ARG(all),
                    STR_ARG(ledger_here(l, row, total)), STR_ARG(all)));
    }
}

static bool seen_before(const budget *b, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (b->resources.v[k].funder.to == b->resources.v[i].funder.to)
            return true;
    return false;
}

void book_make_funders(maker *k, const template_sheet *from) {
    static const char *const heads[] = {"colonne_cle", "budget_financeur"};
    ledger *l = book_ledger(k);
    if (!l || !l->all_in.sheet || !l->b->resources.n)
        return;
    funders x = {.l = l,
                 .s = book_sheet_open(k, from),
                 .row = FIRST_ROW,
                 .first = FIRST_ROW};
    pen p = {.k = k, .s = x.s, .row = HEAD_ROW};
    book_write_heads(&p, heads, FUND_YEARS);
    ledger_year_heads(&p);
    book_write_head(&p, "budget_part_numeraire", true);
    for (size_t i = 0; i < l->b->resources.n; i++)
        if (!seen_before(l->b, i))
            put_funder(&x, l->b->resources.v[i].funder.to);
    put_others(&x);
    uint32_t last = x.row - 1;
    put_totals(&x);
    put_shares(&x, last);
    p = (pen){.k = k, .s = x.s, .row = x.row + 1};
    ledger_note(&p, book_phrase(k, "budget_parts_note"));
    book_sheet_width(k, x.s, FUND_KEY, 13);
    book_sheet_width(k, x.s, FUND_NAME, 46);
    book_sheet_close(k, x.s, NULL, FUND_YEARS);
}
