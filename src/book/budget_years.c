/* The sheet Exercices civils: what a plan by school year comes to in the civil
   years that a budget is voted by. September to December go to the first one,
   4/12 unless the line has dates of its own; the rest to the second, so that
   each amount is kept whole.

   Each part is rounded to the euro by itself, so that anyone finds it again
   by hand; the sections too, from their exact sum. What the parts of the lines
   lack of their section's stands in a row of its own, so that the sheet adds
   up as shown, and emplois and ressources that balance in a section do so in
   its civil years: both sides round the same sum. Where lines have dates of
   their own, that sum is counted in fractions of a euro that all their parts
   are whole numbers of: it stays exact, whatever the order of the lines. */
#include <stdlib.h>

#include "book/budget_int.h"

enum { YEAR_KEY, YEAR_LABEL, YEAR_SECTION, YEAR_SPLIT, YEAR_FIRST };

typedef struct split {
    int first, all; /* months before 1 January, and in all */
} split;

typedef struct years_writer {
    ledger *l;
    book_sheet *s;
    uint32_t row;
    const lines *from;    /* all lines of Emplois, or of Ressources */
    const lines *free;    /* their framed lines, by section */
    const uint32_t *sums; /* rows of their sections' sums */
    uint16_t at;          /* their first year's column */
    /* Some line of the section has dates of its own; [0]: of any. */
    bool dated[BUDGET_SECTION_COUNT];
    int parts; /* of a euro: 12, or what dates ask for */
    uint32_t totals[BUDGET_SECTION_COUNT]; /* rows, of each section */
} years_writer;

enum { BEFORE = 4, ALL = 12 }; /* months, without dates of its own */

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
        return (split){BEFORE, ALL};
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

/* --- Dates of its own -------------------------------------------------------
 */

static int common_divisor(int x, int y) {
    return y ? common_divisor(y, x % y) : x;
}

static void take_dates(years_writer *w, section of, date start, date end) {
    const budget *b = w->l->b;
    if (!date_has(start) && !date_has(end))
        return;
    w->dated[0] = w->dated[of] = true;
    for (size_t y = 0; y < b->periods.n; y++) {
        int all = split_of(b->periods.v[y], start, end).all;
        w->parts = w->parts / common_divisor(w->parts, all) * all;
    }
}

static void read_dates(years_writer *w) {
    const budget *b = w->l->b;
    w->parts = ALL;
    for (size_t i = 0; i < b->expenses.n; i++)
        take_dates(w, b->expenses.v[i].section, b->expenses.v[i].start,
                   b->expenses.v[i].end);
    for (size_t i = 0; i < b->resources.n; i++)
        take_dates(w, b->resources.v[i].section, b->resources.v[i].start,
                   b->resources.v[i].end);
}

/* Columns after the total: what lines with dates give beside 4/12. */
static uint16_t aside_column(const years_writer *w, uint16_t y) {
    return (uint16_t)(YEAR_FIRST + w->l->years + 2 + y);
}

static void put_aside(const years_writer *w, pen *p, const years_row *r) {
    for (uint16_t y = 0; w->dated[0] && y < w->l->years; y++) {
        split s = split_of(w->l->b->periods.v[y], r->start, r->end);
        int more = s.first * (w->parts / s.all) - BEFORE * (w->parts / ALL);
        const char *form = more < 0 ? "0-%.*s*%d" : "%.*s*%d";
        str amount = amount_of(w, r, y);
        if (more)
            ledger_formula(p, ROLE_AMOUNT_ASIDE,
                           str_fmt(w->l->a, form, STR_ARG(amount), abs(more)));
        else
            book_write_text(p, ROLE_AMOUNT_ASIDE, STR_NONE);
    }
}

/* --- Rows -------------------------------------------------------------------
 */

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
    put_aside(w, &p, &r);
}

/* --- Sections ---------------------------------------------------------------
 */

typedef struct years_section {
    section of;
    uint32_t first, last; /* rows of its lines, framed ones included */
} years_section;

static str sum_of_section(const years_writer *w, section of, uint16_t y) {
    return ledger_at(w->l, w->from->sheet, w->sums[of], (uint16_t)(w->at + y));
}

/* What goes before 1 January of the whole section, rounded once. */
static str section_part(const years_writer *w, const years_section *x,
                        uint16_t y) {
    ledger *l = w->l;
    str sum = sum_of_section(w, x->of, y);
    if (!w->dated[x->of])
        return str_fmt(l->a, "ROUND(%.*s*%d/%d,0)", STR_ARG(sum), BEFORE, ALL);
    lines rows = {w->s, x->first, x->first, x->last};
    return str_fmt(l->a, "ROUND((%.*s*%d+%.*s)/%d,0)", STR_ARG(sum),
                   BEFORE * (w->parts / ALL),
                   STR_ARG(ledger_sum(l, &rows, aside_column(w, y))), w->parts);
}

/* The section's part of a civil year, less those of its lines. */
static str rounding_of(const years_writer *w, const years_section *x,
                       uint16_t i) {
    ledger *l = w->l;
    lines rows = {w->s, x->first, x->first, x->last};
    buf out = buf_new(l->a);
    if (i > 0) {
        buf_str(&out, sum_of_section(w, x->of, (uint16_t)(i - 1)));
        buf_c(&out, '-');
        buf_str(&out, section_part(w, x, (uint16_t)(i - 1)));
    }
    if (i > 0 && i < l->years)
        buf_c(&out, '+');
    if (i < l->years)
        buf_str(&out, section_part(w, x, i));
    buf_c(&out, '-');
    buf_str(&out, ledger_sum(l, &rows, (uint16_t)(YEAR_FIRST + i)));
    return buf_take(&out);
}

static void put_rounding(years_writer *w, const years_section *x) {
    ledger *l = w->l;
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    book_write_text(&p, ROLE_KEY, STR_NONE);
    book_write_text(&p, ROLE_QUIET, book_phrase(l->k, "budget_arrondi"));
    book_write_text(&p, ROLE_QUIET, ledger_section(l, x->of));
    book_write_text(&p, ROLE_QUIET, STR_NONE);
    for (uint16_t i = 0; i <= l->years; i++)
        ledger_formula(&p, ROLE_AMOUNT, rounding_of(w, x, i));
    ledger_formula(&p, ROLE_AMOUNT,
                   ledger_sum_row(l, p.row, YEAR_FIRST,
                                  (uint16_t)(YEAR_FIRST + l->years)));
}

static void put_section_total(years_writer *w, const years_section *x) {
    ledger *l = w->l;
    lines rows = {w->s, x->first, x->first, x->last + 1};
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    str args[] = {ledger_section(l, x->of)};
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    book_write_text(&p, ROLE_TEXT_SUM,
                    book_sentence(l->k, "budget_total_section", args, 1));
    while (p.column < YEAR_FIRST)
        book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    for (uint16_t i = 0; i <= l->years + 1; i++)
        ledger_formula(&p, ROLE_AMOUNT_SUM, ledger_sum(l, &rows, p.column));
    w->totals[x->of] = p.row;
}

static void end_section(years_writer *w, uint32_t first, section of) {
    put_row(w,
            (years_row){.label = book_phrase(w->l->k, "budget_lignes_ajoutees"),
                        .section = of,
                        .free = &w->free[of]});
    years_section x = {of, first, w->row - 1};
    put_rounding(w, &x);
    put_section_total(w, &x);
}

static void put_total(years_writer *w, const char *key) {
    ledger *l = w->l;
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, key));
    while (p.column < YEAR_FIRST)
        book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    for (uint16_t i = 0; i <= l->years + 1; i++)
        ledger_formula(&p, ROLE_AMOUNT_TOTAL,
                       ledger_sum_cells(l, w->totals + 1,
                                        BUDGET_SECTION_COUNT - 1, p.column));
    w->totals[0] = p.row;
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

static void put_expenses(years_writer *w) {
    ledger *l = w->l;
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++) {
        uint32_t first = w->row;
        for (size_t i = 0; i < l->b->expenses.n; i++) {
            const expense *x = &l->b->expenses.v[i];
            if (x->section == (section)s)
                put_row(w, (years_row){x->head.id, x->label, x->section,
                                       x->start, x->end, NULL});
        }
        end_section(w, first, (section)s);
    }
    put_total(w, "total_emplois");
    add_check(w, l->out_total, "emplois");
}

static void put_resources(years_writer *w) {
    ledger *l = w->l;
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++) {
        uint32_t first = w->row;
        for (size_t i = 0; i < l->b->resources.n; i++) {
            const resource *x = &l->b->resources.v[i];
            if (x->section == (section)s)
                put_row(w, (years_row){x->head.id, ledger_resource(l, x),
                                       x->section, x->start, x->end, NULL});
        }
        end_section(w, first, (section)s);
    }
    put_total(w, "total_ressources");
    add_check(w, l->in_total, "ressources");
}

/* --- Emplois = ressources, by civil year ------------------------------------
 */

static str exercice_name(ledger *l, uint16_t i) {
    str year = str_fmt(l->a, "%d", l->b->periods.v[0].y1 + (int)i);
    return book_sentence(l->k, "budget_exercice", &year, 1);
}

/* Lines with dates of their own move money from one civil year to another:
   then a gap is no fault. */
static void check_balance(years_writer *w, const years_writer *out) {
    ledger *l = w->l;
    for (uint16_t i = 0; i <= l->years; i++)
        for (int s = 1; s <= BUDGET_SECTION_COUNT; s++) {
            int of = s % BUDGET_SECTION_COUNT; /* all of them come last */
            uint16_t c = (uint16_t)(YEAR_FIRST + i);
            cell_place left = {w->s, out->totals[of], c};
            cell_place right = {w->s, w->totals[of], c};
            ledger_check(
                l, (check_line){
                       .group = "controle_equilibre_exercices",
                       .what = of ? ledger_section(l, (section)of)
                                  : book_phrase(l->k, "budget_toutes_sections"),
                       .when = exercice_name(l, i),
                       .left = ledger_at(l, w->s, left.row, c),
                       .right = ledger_at(l, w->s, right.row, c),
                       .left_at = left,
                       .right_at = right,
                       .rule = w->dated[of] ? RULE_GAP_TOLD : RULE_EQUAL});
        }
}

static void put_heads(years_writer *w) {
    ledger *l = w->l;
    static const char *const heads[] = {"colonne_cle", "budget_ligne",
                                        "budget_section", "budget_repartition"};
    pen p = {.k = l->k, .s = w->s, .row = HEAD_ROW};
    book_write_heads(&p, heads, YEAR_FIRST);
    for (uint16_t i = 0; i <= l->years; i++) {
        str args[] = {exercice_name(l, i)};
        ledger_head(&p, ROLE_HEAD_NUMBER,
                    book_sentence(l->k, "budget_annee_euros", args, 1));
    }
    ledger_head(&p, ROLE_HEAD_NUMBER, book_phrase(l->k, "budget_total_euros"));
    for (uint16_t y = 0; w->dated[0] && y < l->years; y++) {
        str args[] = {str_fmt(l->a, "%d", l->b->periods.v[y].y2),
                      str_fmt(l->a, "%d", w->parts)};
        ledger_head(&p, ROLE_HEAD_NUMBER,
                    book_sentence(l->k, "budget_part_propre", args, 2));
    }
}

/* One after the other, without a hole: exercice i follows exercice i − 1. */
static bool in_a_row(const budget *b) {
    for (size_t i = 0; i < b->periods.n; i++)
        if (b->periods.v[i].cal != CAL_SCHOOL ||
            b->periods.v[i].y1 != b->periods.v[0].y1 + (int)i)
            return false;
    return b->periods.n > 0;
}

static void put_notes(const years_writer *w) {
    static const char *const notes[] = {"budget_arrondi_note_1",
                                        "budget_arrondi_note_2",
                                        "budget_arrondi_note_3"};
    pen p = {.k = w->l->k, .s = w->s, .row = w->row + 1};
    for (int i = 0; i < (w->dated[0] ? 3 : 2); i++)
        ledger_note(&p, book_phrase(w->l->k, notes[i]));
}

static void put_band(years_writer *w, const char *key) {
    ledger *l = w->l;
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    ledger_band(&p, book_phrase(l->k, key), aside_column(w, 0));
}

void book_make_civil_years(maker *k, const template_sheet *from) {
    ledger *l = book_ledger(k);
    if (!l || !l->all_out.sheet || !l->all_in.sheet || !in_a_row(l->b))
        return;
    years_writer out = {.l = l,
                        .s = book_sheet_open(k, from),
                        .row = FIRST_ROW,
                        .from = &l->all_out,
                        .free = l->out,
                        .sums = l->out_sum,
                        .at = OUT_YEARS};
    read_dates(&out);
    put_heads(&out);
    put_band(&out, "emplois");
    put_expenses(&out);
    years_writer in = out;
    in.from = &l->all_in;
    in.free = l->in;
    in.sums = l->in_sum;
    in.at = IN_YEARS;
    put_band(&in, "ressources");
    put_resources(&in);
    check_balance(&in, &out);
    put_notes(&in);
    book_sheet_width(k, out.s, YEAR_KEY, 9);
    book_sheet_width(k, out.s, YEAR_LABEL, 46);
    book_sheet_width(k, out.s, YEAR_SPLIT, 13);
    if (out.dated[0])
        out.s->print_columns = aside_column(&out, 0);
    for (uint16_t y = 0; out.dated[0] && y < l->years; y++)
        book_sheet_width(k, out.s, aside_column(&out, y), 26);
    book_sheet_close(k, out.s, NULL, YEAR_SECTION);
}
