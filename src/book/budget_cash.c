/* The sheet Trésorerie: quarter by quarter, what agreements pay at their
   dates, the rest by quarters of its year, and the balance that runs. */
#include "book/budget_int.h"

enum {
    CASH_MARGIN,
    CASH_LABEL,
    CASH_FROM,
    CASH_TO,
    CASH_PAID,
    CASH_OTHER,
    CASH_OUT,
    CASH_BALANCE,
    CASH_RUNNING,
    CASH_LOWEST,
    CASH_VERDICT,
    CASH_COLUMNS
};

typedef struct cash {
    ledger *l;
    book_sheet *s;
    uint32_t row;
} cash;

/* A quarter of a year's amount; the four keep its sum. */
static str quarter_of(ledger *l, str all, int k) {
    str before = str_fmt(l->a, "ROUND((%.*s)*%d/4,0)", STR_ARG(all), k);
    if (k == 3)
        return str_fmt(l->a, "(%.*s)-%.*s", STR_ARG(all), STR_ARG(before));
    str upto = str_fmt(l->a, "ROUND((%.*s)*%d/4,0)", STR_ARG(all), k + 1);
    return k ? str_fmt(l->a, "%.*s-%.*s", STR_ARG(upto), STR_ARG(before))
             : upto;
}

static str in_cash(ledger *l, bool out, uint16_t y) {
    const book_sheet *s = out ? l->all_out.sheet : l->all_in.sheet;
    const uint32_t *sums = out ? l->out_sum : l->in_sum;
    uint16_t c = (uint16_t)((out ? OUT_YEARS : IN_YEARS) + y);
    return str_fmt(
        l->a, "%.*s+%.*s",
        STR_ARG(ledger_at(l, s, sums[BUDGET_SECTION_OPERATING], c)),
        STR_ARG(ledger_at(l, s, sums[BUDGET_SECTION_INVESTMENT], c)));
}

/* Is it paid by instalments that the sheet of agreements dates? */
static bool has_payments(const budget *b, const resource *r) {
    for (size_t i = 0; i < b->agreements.n; i++)
        if (b->agreements.v[i].resource.to == r &&
            b->agreements.v[i].payments.n)
            return true;
    return false;
}

static str other_cash(ledger *l, uint16_t y) {
    buf out = buf_new(l->a);
    buf_str(&out, in_cash(l, false, y));
    for (size_t i = 0; i < l->b->resources.n; i++) {
        const resource *r = &l->b->resources.v[i];
        filter is = {IN_KEY, ledger_quoted(l, r->head.id)};
        if (r->section == BUDGET_SECTION_IN_KIND || !has_payments(l->b, r))
            continue;
        buf_c(&out, '-');
        buf_str(&out,
                ledger_sumifs(l, &l->all_in, (uint16_t)(IN_YEARS + y), &is, 1));
    }
    return buf_take(&out);
}

/* Payments from the row's first day to its last. */
static str paid_in(ledger *l, uint32_t row) {
    filter is[2] = {
        {PAY_DATE,
         str_fmt(l->a, "\">=\"&%.*s", STR_ARG(ledger_here(l, row, CASH_FROM)))},
        {PAY_DATE,
         str_fmt(l->a, "\"<=\"&%.*s", STR_ARG(ledger_here(l, row, CASH_TO)))}};
    return ledger_sumifs(l, &l->payments, PAY_AMOUNT, is, 2);
}

static str over(ledger *l, const char *formula, str x, str y) {
    return str_fmt(l->a, formula, STR_ARG(x), STR_ARG(y));
}

static void put_balance(cash *w, pen *p, bool first) {
    ledger *l = w->l;
    uint32_t row = p->row;
    str balance = ledger_here(l, row, CASH_BALANCE);
    str running = ledger_here(l, row, CASH_RUNNING);
    str flow = over(l, "%.*s+%.*s", ledger_here(l, row, CASH_PAID),
                    ledger_here(l, row, CASH_OTHER));
    ledger_formula(p, ROLE_AMOUNT,
                   over(l, "%.*s-%.*s", flow, ledger_here(l, row, CASH_OUT)));
    ledger_formula(p, ROLE_AMOUNT,
                   first
                       ? balance
                       : over(l, "%.*s+%.*s",
                              ledger_here(l, row - 1, CASH_RUNNING), balance));
    str lowest = ledger_here(l, row - 1, CASH_LOWEST);
    ledger_formula(p, ROLE_AMOUNT,
                   first ? running
                         : str_fmt(l->a, "IF(%.*s<%.*s,%.*s,%.*s)",
                                   STR_ARG(running), STR_ARG(lowest),
                                   STR_ARG(running), STR_ARG(lowest)));
    str good = ledger_quoted(l, book_phrase(l->k, "budget_solde_positif"));
    str bad = ledger_quoted(l, book_phrase(l->k, "budget_solde_negatif"));
    ledger_formula(p, ROLE_VERDICT,
                   str_fmt(l->a, "IF(%.*s<0,%.*s,%.*s)", STR_ARG(running),
                           STR_ARG(bad), STR_ARG(good)));
}

static void put_day(pen *p, date d) {
    book_write_number(p, ROLE_DATE, book_serial(d), 0, STR_NONE);
}

static void put_quarter(cash *w, uint16_t y, int k) {
    ledger *l = w->l;
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    bool first = p.row == FIRST_ROW;
    date from = date_add_months(period_first(l->b->periods.v[y]), 3 * k);
    date next = date_add_months(from, 3);
    str args[] = {ledger_year(l, y), str_fmt(l->a, "%d", k + 1)};
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT,
                    book_sentence(l->k, "budget_trimestre", args, 2));
    put_day(&p, from);
    put_day(&p, date_from_days(date_days(next) - 1));
    ledger_formula(&p, ROLE_AMOUNT, paid_in(l, p.row));
    ledger_formula(&p, ROLE_AMOUNT, quarter_of(l, other_cash(l, y), k));
    ledger_formula(&p, ROLE_AMOUNT, quarter_of(l, in_cash(l, true, y), k));
    put_balance(w, &p, first);
}

/* What the quarters leave out of the payments, said rather than lost. */
static void put_total(cash *w) {
    ledger *l = w->l;
    lines x = {w->s, FIRST_ROW, FIRST_ROW, w->row - 1};
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, "budget_total"));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    while (p.column <= CASH_BALANCE)
        ledger_formula(&p, ROLE_AMOUNT_TOTAL, ledger_sum(l, &x, p.column));
    p = (pen){.k = l->k, .s = w->s, .row = w->row++};
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT, book_phrase(l->k, "budget_hors_plan"));
    book_write_text(&p, ROLE_TEXT, STR_NONE);
    book_write_text(&p, ROLE_TEXT, STR_NONE);
    ledger_formula(&p, ROLE_AMOUNT,
                   str_fmt(l->a, "SUM(%.*s)-%.*s",
                           STR_ARG(ledger_column(l, &l->payments, PAY_AMOUNT)),
                           STR_ARG(ledger_here(l, w->row - 2, CASH_PAID))));
}

static bool any_payment(const budget *b) {
    for (size_t i = 0; i < b->agreements.n; i++)
        if (b->agreements.v[i].payments.n)
            return true;
    return false;
}

/* Years that begin on the first of a month and last twelve: all but halves. */
static bool by_year(const budget *b) {
    for (size_t i = 0; i < b->periods.n; i++)
        if (b->periods.v[i].cal != CAL_SCHOOL &&
            b->periods.v[i].cal != CAL_CIVIL)
            return false;
    return true;
}

void book_make_cash(maker *k, const template_sheet *from) {
    static const char *const heads[] = {"budget_periode",
                                        "budget_du",
                                        "budget_au",
                                        "#budget_verses",
                                        "#budget_autres_recettes",
                                        "#budget_decaisses",
                                        "#budget_solde",
                                        "#budget_solde_cumule",
                                        "#budget_point_bas",
                                        "budget_verdict"};
    ledger *l = book_ledger(k);
    if (!l || !l->payments.sheet || !any_payment(l->b) || !by_year(l->b) ||
        !l->all_out.sheet)
        return;
    cash w = {.l = l, .s = book_sheet_open(k, from), .row = FIRST_ROW};
    pen p = {.k = k, .s = w.s, .row = HEAD_ROW};
    ledger_head(&p, ROLE_HEAD, STR_NONE);
    book_write_heads(&p, heads, CASH_COLUMNS - 1);
    for (uint16_t y = 0; y < l->years; y++)
        for (int q = 0; q < 4; q++)
            put_quarter(&w, y, q);
    put_total(&w);
    p = (pen){.k = k, .s = w.s, .row = w.row + 1};
    ledger_note(&p, book_phrase(k, "budget_tresorerie_note"));
    ledger_colours(
        l, w.s, (book_range){FIRST_ROW, CASH_VERDICT, w.row - 1, CASH_VERDICT},
        "budget_solde_positif", "budget_solde_negatif");
    book_sheet_width(k, w.s, CASH_MARGIN, 2);
    book_sheet_width(k, w.s, CASH_LABEL, 34);
    book_sheet_close(k, w.s, NULL, CASH_FROM);
}
