/* The sheet Plan: the financing plan that the PDF prints, each amount read
   from Emplois and Ressources, and the block for signatures. */
#include "book/budget_int.h"

enum { ONE_PAGE_ROWS = 75 };
enum { PLAN_MARGIN, PLAN_LABEL, PLAN_STATE, PLAN_YEARS };

typedef struct plan_writer {
    ledger *l;
    book_sheet *s;
    uint32_t row;
    LIST(uint32_t) lines; /* of the section being written */
} plan_writer;

static uint16_t column_count(const ledger *l) {
    return (uint16_t)(PLAN_YEARS + l->years + 1);
}

static bool is_expense(const budget_query *q) {
    return q->side == SIDE_EXPENSES;
}

/* The sum of a line of the plan, over the lines of its sheet. */
static str line_formula(ledger *l, const budget_query *q, uint16_t y) {
    filter is[4] = {0};
    size_t n = 0;
    const str *natures;
    calc_natures(l->k->v->c, &natures);
    bool out = is_expense(q);
    is[n++] = (filter){out ? OUT_SECTION : IN_SECTION,
                       ledger_quoted(l, ledger_section(l, q->section))};
    if (q->nature)
        is[n++] = (filter){
            out ? OUT_NATURE : IN_NATURE,
            ledger_quoted(l, ledger_nature(l, natures[q->nature - 1]))};
    if (q->funder || q->no_funder)
        is[n++] =
            (filter){IN_FUNDER, ledger_quoted(l, ledger_funder(l, q->funder))};
    if (q->instrument.n)
        is[n++] = (filter){IN_SCHEME,
                           ledger_quoted(l, ledger_scheme(l, q->instrument))};
    return ledger_sumifs(l, out ? &l->all_out : &l->all_in,
                         (uint16_t)((out ? OUT_YEARS : IN_YEARS) + y), is, n);
}

static pen row_pen(plan_writer *w) {
    return (pen){.k = w->l->k, .s = w->s, .row = w->row++};
}

static void put_line(plan_writer *w, const view_row *r) {
    ledger *l = w->l;
    list_push(l->a, &w->lines, w->row);
    pen p = row_pen(w);
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_TEXT, r->cells.v[0].text);
    book_write_text(&p, ROLE_QUIET, r->cells.v[1].text);
    for (uint16_t y = 0; y <= l->years; y++) {
        book_cell *c =
            ledger_formula(&p, ROLE_AMOUNT, line_formula(l, r->asked, y));
        ledger_publish(&p, c, ledger_figure(l, *r->asked, y));
    }
}

static str sum_of_section(ledger *l, bool out, section s, uint16_t y) {
    return out ? ledger_at(l, l->all_out.sheet, l->out_sum[s],
                           (uint16_t)(OUT_YEARS + y))
               : ledger_at(l, l->all_in.sheet, l->in_sum[s],
                           (uint16_t)(IN_YEARS + y));
}

/* Lines typed in the sheet with another nature or funder. */
static void put_others(plan_writer *w, bool out, section s) {
    ledger *l = w->l;
    pen p = row_pen(w);
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_QUIET, book_phrase(l->k, "budget_autres_lignes"));
    book_write_text(&p, ROLE_QUIET, STR_NONE);
    for (uint16_t y = 0; y <= l->years; y++) {
        str parts = ledger_sum_cells(l, w->lines.v, w->lines.n, p.column);
        ledger_formula(&p, ROLE_AMOUNT,
                       str_fmt(l->a, "%.*s-%.*s",
                               STR_ARG(sum_of_section(l, out, s, y)),
                               STR_ARG(parts)));
    }
}

static void put_sum(plan_writer *w, bool out, section s) {
    ledger *l = w->l;
    put_others(w, out, s);
    list_push(l->a, &w->lines, w->row - 1);
    pen p = row_pen(w);
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    book_write_text(&p, ROLE_TEXT_SUM, ledger_section(l, s));
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    budget_query q = {.side = out ? SIDE_EXPENSES : SIDE_RESOURCES,
                      .section = s};
    for (uint16_t y = 0; y <= l->years; y++) {
        str sum = ledger_sum_cells(l, w->lines.v, w->lines.n, p.column);
        ledger_publish(&p, ledger_formula(&p, ROLE_AMOUNT_SUM, sum),
                       ledger_figure(l, q, y));
    }
    w->lines.n = 0;
}

/* The lines of one section of one side, as the printed table has them. */
static uint32_t put_section(plan_writer *w, const view_table *t, bool out,
                            section s) {
    for (size_t i = 0; i < t->rows.n; i++) {
        const view_row *r = &t->rows.v[i];
        if (r->kind == VIEW_BODY && r->asked && is_expense(r->asked) == out &&
            r->asked->section == s)
            put_line(w, r);
    }
    put_sum(w, out, s);
    return w->row - 1;
}

static uint32_t put_side(plan_writer *w, const view_table *t, bool out,
                         uint32_t *sums) {
    ledger *l = w->l;
    pen p = row_pen(w);
    ledger_band(&p, book_phrase(l->k, out ? "emplois" : "ressources"),
                column_count(l));
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++)
        sums[s] = put_section(w, t, out, (section)s);
    p = row_pen(w);
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(
        &p, ROLE_TEXT_TOTAL,
        book_phrase(l->k, out ? "total_emplois" : "total_ressources"));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    for (uint16_t y = 0; y <= l->years; y++) {
        str sum =
            ledger_sum_cells(l, sums + 1, BUDGET_SECTION_COUNT - 1, p.column);
        budget_query q = {.side = out ? SIDE_EXPENSES : SIDE_RESOURCES};
        ledger_publish(&p, ledger_formula(&p, ROLE_AMOUNT_TOTAL, sum),
                       ledger_figure(l, q, y));
    }
    sums[0] = w->row - 1;
    return w->row;
}

/* Ressources less emplois; section 0: of all. */
static void put_gap(plan_writer *w, const uint32_t *out, const uint32_t *in,
                    section s) {
    ledger *l = w->l;
    pen p = row_pen(w);
    str word = ledger_section(l, s);
    str label = s ? book_sentence(l->k, "ecart_section", &word, 1)
                  : book_phrase(l->k, "ecart_total");
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_STRONG, label);
    book_write_text(&p, ROLE_QUIET, STR_NONE);
    for (uint16_t y = 0; y <= l->years; y++) {
        str gap =
            str_fmt(l->a, "%.*s-%.*s", STR_ARG(ledger_here(l, in[s], p.column)),
                    STR_ARG(ledger_here(l, out[s], p.column)));
        budget_query q = {.side = SIDE_GAP, .section = s};
        ledger_publish(&p, ledger_formula(&p, ROLE_AMOUNT, gap),
                       ledger_figure(l, q, y));
    }
}

/* The two shared totals, compared with those of the sheets of lines. */
void book_make_plan(maker *k, const template_sheet *from) {
    static const char *const heads[] = {"financement_ligne",
                                        "financement_statut"};
    ledger *l = book_ledger(k);
    const view_table *t = l ? view_financing(k->v) : NULL;
    if (!t || !l->all_out.sheet || !l->all_in.sheet)
        return;
    plan_writer w = {.l = l, .s = book_sheet_open(k, from), .row = FIRST_ROW};
    uint32_t out[BUDGET_SECTION_COUNT], in[BUDGET_SECTION_COUNT];
    pen p = {.k = k, .s = w.s, .row = HEAD_ROW};
    ledger_head(&p, ROLE_HEAD, STR_NONE);
    book_write_heads(&p, heads, PLAN_YEARS - PLAN_LABEL);
    ledger_year_heads(&p);
    put_side(&w, t, true, out);
    put_side(&w, t, false, in);
    p = row_pen(&w);
    ledger_band(&p, book_phrase(k, "budget_ecarts"), column_count(l));
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++)
        put_gap(&w, out, in, (section)s);
    put_gap(&w, out, in, BUDGET_SECTION_ABSENT);
    w.s->one_page = w.row < ONE_PAGE_ROWS;
    ledger_signatures(l, w.s, w.row + 1, column_count(l));
    book_sheet_width(k, w.s, PLAN_MARGIN, 2);
    book_sheet_width(k, w.s, PLAN_LABEL, 52);
    book_sheet_width(k, w.s, PLAN_STATE, 14);
    book_sheet_close(k, w.s, NULL, PLAN_STATE);
}
