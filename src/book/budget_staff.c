/* The sheet Personnel: each post's cost by year, and what the line that pays
   it holds. */
#include "book/budget_int.h"

enum {
    POST_KEY,
    POST_TITLE,
    POST_EMPLOYER,
    POST_LINE,
    POST_FTE,
    POST_MONTHS,
    POST_COSTS
};

static uint16_t amounts_at(const ledger *l) {
    return (uint16_t)(POST_COSTS + l->years);
}

/* Full-time equivalents × cost × months ÷ 12, in whole euros. */
static void put_amounts(pen *p, ledger *l) {
    for (uint16_t y = 0; y < l->years; y++)
        ledger_formula(
            p, ROLE_AMOUNT,
            str_fmt(l->a, "ROUND(%.*s*%.*s*%.*s/12,0)",
                    STR_ARG(ledger_here(l, p->row, (uint16_t)(POST_COSTS + y))),
                    STR_ARG(ledger_here(l, p->row, POST_FTE)),
                    STR_ARG(ledger_here(l, p->row, POST_MONTHS))));
    ledger_formula(p, ROLE_AMOUNT,
                   ledger_sum_row(l, p->row, amounts_at(l),
                                  (uint16_t)(amounts_at(l) + l->years - 1)));
}

static void put_post(pen *p, ledger *l, const staff *x) {
    book_write_text(p, ROLE_KEY, x->head.id);
    book_write_text(p, ROLE_TEXT, x->post);
    book_write_text(p, ROLE_TEXT, ledger_partner(l, x->employer.to));
    book_write_text(p, ROLE_CODE, x->expense.id);
    book_write_number(p, ROLE_NUMBER_INPUT, x->fte.has ? x->fte.v : 1, 2,
                      STR_NONE);
    book_write_number(p, ROLE_NUMBER_INPUT, x->months.has ? x->months.v : 12, 0,
                      STR_NONE);
    for (size_t y = 0; y < l->years; y++)
        ledger_input(p, amounts_in(&x->yearly_cost, l->b->periods.v[y]));
    put_amounts(p, l);
}

static void put_free_post(pen *p, ledger *l) {
    for (int c = POST_KEY; c < POST_FTE; c++)
        ledger_free_text(p);
    book_write_text(p, ROLE_NUMBER_INPUT, STR_NONE);
    book_write_text(p, ROLE_NUMBER_INPUT, STR_NONE);
    ledger_free_amounts(p, l->years);
    put_amounts(p, l);
}

static uint32_t put_posts(ledger *l, lines *x) {
    uint32_t row = FIRST_ROW;
    for (size_t i = 0; i < l->b->staff.n; i++) {
        pen p = {.k = l->k, .s = x->sheet, .row = row++};
        put_post(&p, l, &l->b->staff.v[i]);
    }
    x->first = FIRST_ROW;
    x->free = row;
    for (int i = 0; i < FREE_LINES; i++) {
        pen p = {.k = l->k, .s = x->sheet, .row = row++};
        put_free_post(&p, l);
    }
    x->last = row - 1;
    pen p = {.k = l->k, .s = x->sheet, .row = row};
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, "budget_total"));
    while (p.column < amounts_at(l))
        book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    for (uint16_t y = 0; y <= l->years; y++)
        ledger_formula(&p, ROLE_AMOUNT_TOTAL, ledger_sum(l, x, p.column));
    return row + 1;
}

/* --- Posts against the line that pays them ----------------------------------
 */

static bool is_first_of_line(const budget *b, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (b->staff.v[k].expense.to == b->staff.v[i].expense.to)
            return false;
    return b->staff.v[i].expense.to != NULL;
}

typedef struct staff_row {
    uint32_t row;
    const expense *line;
    bool budget; /* what the line holds, else what its posts cost */
} staff_row;

static void put_line_row(ledger *l, const lines *x, staff_row r) {
    pen p = {.k = l->k, .s = x->sheet, .row = r.row};
    str id = ledger_quoted(l, r.line->head.id);
    filter of_line = {OUT_KEY, id}, of_post = {POST_LINE, id};
    book_write_text(&p, ROLE_KEY, r.line->head.id);
    book_write_text(&p, ROLE_TEXT, r.line->label);
    book_write_text(&p, ROLE_QUIET,
                    book_phrase(l->k, r.budget ? "budget_ligne_porte"
                                               : "budget_postes_coutent"));
    while (p.column < amounts_at(l))
        book_write_text(&p, ROLE_TEXT, STR_NONE);
    for (uint16_t y = 0; y <= l->years; y++) {
        str line = ledger_sumifs(l, &l->all_out, (uint16_t)(OUT_YEARS + y),
                                 &of_line, 1);
        str posts = ledger_sumifs(l, x, p.column, &of_post, 1);
        ledger_formula(&p, ROLE_AMOUNT, r.budget ? line : posts);
    }
}

/* Two rows a line, then the gap; a check for each year. */
static uint32_t put_line(ledger *l, const lines *x, const expense *line,
                         uint32_t row) {
    put_line_row(l, x, (staff_row){row, line, true});
    put_line_row(l, x, (staff_row){row + 1, line, false});
    pen p = {.k = l->k, .s = x->sheet, .row = row + 2};
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    book_write_text(&p, ROLE_TEXT_SUM, book_phrase(l->k, "budget_ecart"));
    while (p.column < amounts_at(l))
        book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    for (uint16_t y = 0; y <= l->years; y++) {
        uint16_t c = p.column;
        ledger_formula(&p, ROLE_AMOUNT_SUM,
                       str_fmt(l->a, "%.*s-%.*s",
                               STR_ARG(ledger_here(l, row + 1, c)),
                               STR_ARG(ledger_here(l, row, c))));
        if (y < l->years)
            ledger_check(
                l, (check_line){.group = "controle_postes",
                                .what = line->label,
                                .when = ledger_year(l, y),
                                .left = ledger_at(l, x->sheet, row, c),
                                .right = ledger_at(l, x->sheet, row + 1, c),
                                .left_at = {x->sheet, row, c},
                                .right_at = {x->sheet, row + 1, c}});
    }
    return row + 3;
}

static void put_heads(ledger *l, book_sheet *s) {
    static const char *const heads[] = {"colonne_cle",      "budget_poste",
                                        "budget_employeur", "budget_ligne",
                                        "#budget_etp",      "#budget_mois"};
    pen p = {.k = l->k, .s = s, .row = HEAD_ROW};
    book_write_heads(&p, heads, POST_COSTS);
    for (size_t y = 0; y < l->years; y++) {
        str args[] = {ledger_year(l, y)};
        ledger_head(&p, ROLE_HEAD_NUMBER,
                    book_sentence(l->k, "budget_cout_annee", args, 1));
    }
    ledger_year_heads(&p);
}

void book_make_staff(maker *k, const template_sheet *from) {
    ledger *l = book_ledger(k);
    if (!l || !l->b->staff.n || !l->all_out.sheet)
        return;
    book_sheet *s = book_sheet_open(k, from);
    lines x = {.sheet = s};
    put_heads(l, s);
    uint32_t row = put_posts(l, &x) + 1;
    pen p = {.k = k, .s = s, .row = row++};
    ledger_band(&p, book_phrase(k, "budget_postes_lignes"),
                (uint16_t)(amounts_at(l) + l->years + 1));
    for (size_t i = 0; i < l->b->staff.n; i++)
        if (is_first_of_line(l->b, i) && l->b->staff.v[i].yearly_cost.n)
            row = put_line(l, &x, l->b->staff.v[i].expense.to, row);
    ledger_whole(l, &x, POST_COSTS, (uint16_t)(POST_COSTS + l->years - 1));
    ledger_choose(l, &x, POST_EMPLOYER, l->partners);
    ledger_choose(l, &x, POST_LINE, ledger_column(l, &l->all_out, OUT_KEY));
    book_sheet_width(k, s, POST_KEY, 10);
    book_sheet_width(k, s, POST_TITLE, 36);
    book_sheet_width(k, s, POST_EMPLOYER, 24);
    book_sheet_close(k, s, NULL, POST_EMPLOYER);
}
