/* The sheet Exercices civils: what a plan by school year comes to in the civil
   years that a budget is voted by. September to December go to the first one,
   4/12 unless the line has dates of its own; the rest to the second, so that
   each amount is kept whole. */
#include "book/budget_int.h"

enum { YEAR_KEY, YEAR_LABEL, YEAR_SECTION, YEAR_SPLIT, YEAR_FIRST };

typedef struct split {
    int first, all; /* months before 1 January, and in all */
} split;

typedef struct years_writer {
    ledger *l;
    book_sheet *s;
    uint32_t row;
    const lines *from; /* all lines of Emplois, or of Ressources */
    uint16_t at;       /* their first year's column */
} years_writer;

/* What a row spreads: a line by its key, or the sum of free lines. */
typedef struct years_row {
    str id, label;
    section section;
    date start, end;
    const lines *free; /* NULL: the line `id` */
} years_row;

static int month_index(date d) {
    return d.year * 12 + d.month - 1;
}

/* Months of a school year that the line's dates leave, and before January. */
static split split_of(period p, date start, date end) {
    int from = month_index(period_first(p)), to = month_index(period_last(p));
    int january = p.y2 * 12;
    if (date_has(start) && month_index(date_first(start)) > from)
        from = month_index(date_first(start));
    if (date_has(end) && month_index(date_last(end)) < to)
        to = month_index(date_last(end));
    if (to < from)
        return (split){4, 12};
    int first = january - from;
    int all = to - from + 1;
    return (split){first < 0 ? 0 : first > all ? all : first, all};
}

static str amount_of(const years_writer *w, const years_row *r, uint16_t y) {
    ledger *l = w->l;
    uint16_t column = (uint16_t)(w->at + y);
    if (r->free) {
        lines free = {r->free->sheet, r->free->free, 0, r->free->last};
        return str_fmt(l->a, "SUM(%.*s)",
                       STR_ARG(ledger_column(l, &free, column)));
    }
    filter is = {0, ledger_quoted(l, r->id)};
    return ledger_sumifs(l, w->from, column, &is, 1);
}

static str first_part(const years_writer *w, const years_row *r, uint16_t y) {
    split s = split_of(w->l->b->periods.v[y], r->start, r->end);
    return str_fmt(w->l->a, "ROUND(%.*s*%d/%d,0)", STR_ARG(amount_of(w, r, y)),
                   s.first, s.all);
}

/* The rest of the year before, then the first part of its own. */
static str part_of(const years_writer *w, const years_row *r, uint16_t i) {
    buf out = buf_new(w->l->a);
    if (i > 0) {
        buf_str(&out, amount_of(w, r, (uint16_t)(i - 1)));
        buf_c(&out, '-');
        buf_str(&out, first_part(w, r, (uint16_t)(i - 1)));
    }
    if (i > 0 && i < w->l->years)
        buf_c(&out, '+');
    if (i < w->l->years)
        buf_str(&out, first_part(w, r, i));
    return buf_take(&out);
}

static str split_text(years_writer *w, const years_row *r) {
    ledger *l = w->l;
    if (!date_has(r->start) && !date_has(r->end))
        return S("4/12 – 8/12");
    str args[] = {locale_date(l->a, r->start), locale_date(l->a, r->end)};
    return book_sentence(l->k, "budget_du_au", args, 2);
}

static void put_row(years_writer *w, years_row r) {
    ledger *l = w->l;
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    book_write_text(&p, ROLE_KEY, r.id);
    book_write_text(&p, r.free ? ROLE_QUIET : ROLE_TEXT, r.label);
    book_write_text(&p, ROLE_QUIET, ledger_section(l, r.section));
    book_write_text(&p, ROLE_QUIET, split_text(w, &r));
    for (uint16_t i = 0; i <= l->years; i++)
        ledger_formula(&p, ROLE_AMOUNT, part_of(w, &r, i));
    ledger_formula(&p, ROLE_AMOUNT,
                   ledger_sum_row(l, p.row, YEAR_FIRST,
                                  (uint16_t)(YEAR_FIRST + l->years)));
}

static void put_total(years_writer *w, uint32_t first, const char *key) {
    ledger *l = w->l;
    lines x = {w->s, first, first, w->row - 1};
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, key));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    for (uint16_t i = 0; i <= l->years + 1; i++)
        ledger_formula(&p, ROLE_AMOUNT_TOTAL, ledger_sum(l, &x, p.column));
}

/* The sum is kept: both totals side by side in Contrôles. */
static void add_check(years_writer *w, uint32_t total, const char *what) {
    ledger *l = w->l;
    uint16_t here = (uint16_t)(YEAR_FIRST + l->years + 1);
    uint16_t there = (uint16_t)(w->at + l->years);
    ledger_check(
        l, (check_line){.group = "controle_exercices",
                        .what = book_phrase(l->k, what),
                        .left = ledger_at(l, w->from->sheet, total, there),
                        .right = ledger_at(l, w->s, w->row - 1, here),
                        .left_at = {w->from->sheet, total, there},
                        .right_at = {w->s, w->row - 1, here}});
}

static void put_free(years_writer *w, const lines *blocks) {
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++)
        put_row(w, (years_row){
                       .label = book_phrase(w->l->k, "budget_lignes_ajoutees"),
                       .section = (section)s,
                       .free = &blocks[s]});
}

static void put_expenses(years_writer *w) {
    ledger *l = w->l;
    uint32_t first = w->row;
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++)
        for (size_t i = 0; i < l->b->expenses.n; i++) {
            const expense *x = &l->b->expenses.v[i];
            if (x->section == (section)s)
                put_row(w, (years_row){x->head.id, x->label, x->section,
                                       x->start, x->end, NULL});
        }
    put_free(w, l->out);
    put_total(w, first, "total_emplois");
    add_check(w, l->out_total, "emplois");
}

static void put_resources(years_writer *w) {
    ledger *l = w->l;
    uint32_t first = w->row;
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++)
        for (size_t i = 0; i < l->b->resources.n; i++) {
            const resource *x = &l->b->resources.v[i];
            if (x->section == (section)s)
                put_row(w, (years_row){x->head.id, ledger_resource(l, x),
                                       x->section, x->start, x->end, NULL});
        }
    put_free(w, l->in);
    put_total(w, first, "total_ressources");
    add_check(w, l->in_total, "ressources");
}

static void put_heads(ledger *l, book_sheet *s) {
    static const char *const heads[] = {"colonne_cle", "budget_ligne",
                                        "budget_section", "budget_repartition"};
    pen p = {.k = l->k, .s = s, .row = HEAD_ROW};
    book_write_heads(&p, heads, YEAR_FIRST);
    int first = l->b->periods.v[0].y1;
    for (int i = 0; i <= l->years; i++) {
        str year = str_fmt(l->a, "%d", first + i);
        str args[] = {book_sentence(l->k, "budget_exercice", &year, 1)};
        ledger_head(&p, ROLE_HEAD_NUMBER,
                    book_sentence(l->k, "budget_annee_euros", args, 1));
    }
    ledger_head(&p, ROLE_HEAD_NUMBER, book_phrase(l->k, "budget_total_euros"));
}

/* One after the other, without a hole: exercice i follows exercice i − 1. */
static bool in_a_row(const budget *b) {
    for (size_t i = 0; i < b->periods.n; i++)
        if (b->periods.v[i].cal != CAL_SCHOOL ||
            b->periods.v[i].y1 != b->periods.v[0].y1 + (int)i)
            return false;
    return b->periods.n > 0;
}

void book_make_civil_years(maker *k, const template_sheet *from) {
    ledger *l = book_ledger(k);
    if (!l || !l->all_out.sheet || !l->all_in.sheet || !in_a_row(l->b))
        return;
    years_writer w = {.l = l, .s = book_sheet_open(k, from), .row = FIRST_ROW};
    uint16_t columns = (uint16_t)(YEAR_FIRST + l->years + 2);
    put_heads(l, w.s);
    w.from = &l->all_out;
    w.at = OUT_YEARS;
    pen p = {.k = k, .s = w.s, .row = w.row++};
    ledger_band(&p, book_phrase(k, "emplois"), columns);
    put_expenses(&w);
    w.from = &l->all_in;
    w.at = IN_YEARS;
    p = (pen){.k = k, .s = w.s, .row = w.row++};
    ledger_band(&p, book_phrase(k, "ressources"), columns);
    put_resources(&w);
    book_sheet_width(k, w.s, YEAR_KEY, 9);
    book_sheet_width(k, w.s, YEAR_LABEL, 46);
    book_sheet_width(k, w.s, YEAR_SPLIT, 13);
    book_sheet_close(k, w.s, NULL, YEAR_SECTION);
}
