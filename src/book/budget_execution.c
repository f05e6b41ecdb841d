/* The sheet Exécution: expenses then receipts, line by line and year by year,
   and what each year comes to. An amount that is not entered stays blank. */
#include "book/budget_int.h"

enum { DONE_KEY, DONE_LABEL, DONE_SECTION, DONE_YEAR, DONE_STATE };
enum { DONE_AMOUNTS = DONE_STATE + 1 };

typedef struct done_column {
    const char *head; /* phrase */
    execution_measure what;
    const char *formula; /* of the row, with letters of columns; NULL: typed */
    size_t at;           /* member of execution, when typed */
} done_column;

#define MEMBER(name) offsetof(execution, name)

static const done_column out_columns[] = {
    {"budget_vote", EXECUTION_VOTED, NULL, MEMBER(voted)},
    {"budget_modifie", EXECUTION_MODIFIED, NULL, MEMBER(modified)},
    {"budget_total_vote", EXECUTION_BUDGET, "F%u+G%u", 0},
    {"budget_engage", EXECUTION_COMMITTED, NULL, MEMBER(committed)},
    {"budget_service_fait", EXECUTION_SERVED, NULL, MEMBER(served)},
    {"budget_mandate", EXECUTION_PAID, NULL, MEMBER(paid)},
    {"budget_reste_engager", EXECUTION_LEFT, "H%u-I%u", 0},
    {"budget_reporte", EXECUTION_CARRIED, NULL, MEMBER(carried)},
    {"budget_taux", EXECUTION_PAID_RATE, "IF(H%u=0,0,ROUND(100*K%u/H%u,1))", 0},
};

static const done_column in_columns[] = {
    {"budget_attendu", EXECUTION_EXPECTED, NULL, MEMBER(expected)},
    {"budget_titre", EXECUTION_TITLED, NULL, MEMBER(titled)},
    {"budget_encaisse", EXECUTION_RECEIVED, NULL, MEMBER(received)},
    {"budget_reste_recouvrer", EXECUTION_DUE, "G%u-H%u", 0},
    {"budget_taux", EXECUTION_RECEIVED_RATE, "IF(F%u=0,0,ROUND(100*H%u/F%u,1))",
     0},
};

enum {
    OUT_COLUMNS = sizeof out_columns / sizeof *out_columns,
    IN_COLUMNS = sizeof in_columns / sizeof *in_columns
};

/* One half of the sheet. */
typedef struct half {
    ledger *l;
    lines *x;
    const done_column *columns;
    uint16_t n;
    bool income;
} half;

static bool is_rate(execution_measure m) {
    return m == EXECUTION_PAID_RATE || m == EXECUTION_RECEIVED_RATE;
}

/* « F%u+G%u » at a row. */
static str at_row(ledger *l, const char *formula, uint32_t row) {
    buf out = buf_new(l->a);
    for (const char *f = formula; *f; f++)
        if (f[0] == '%' && f[1] == 'u') {
            buf_int(&out, (int64_t)row + 1);
            f++;
        } else {
            buf_c(&out, *f);
        }
    return buf_take(&out);
}

static void put_typed(pen *p, const execution *x, size_t at) {
    const number *n = (const number *)((const char *)x + at);
    if (x && n->has)
        ledger_input(p, n->v);
    else
        ledger_free_amounts(p, 1);
}

/* The amounts of a line; x NULL: of a free one. */
static void put_amounts(half *h, pen *p, const execution *x) {
    ledger *l = h->l;
    for (uint16_t i = 0; i < h->n; i++) {
        const done_column *c = &h->columns[i];
        if (!c->formula && x)
            put_typed(p, x, c->at);
        else if (!c->formula)
            ledger_free_amounts(p, 1);
        else
            ledger_formula(p, is_rate(c->what) ? ROLE_RATE : ROLE_AMOUNT,
                           at_row(l, c->formula, p->row));
    }
}

static section section_of(const execution *x) {
    return x->income ? ((const resource *)x->line.to)->section
                     : ((const expense *)x->line.to)->section;
}

static str label_of_line(ledger *l, const execution *x) {
    return x->income ? ledger_resource(l, x->line.to)
                     : ((const expense *)x->line.to)->label;
}

static void put_line(half *h, pen *p, const execution *x) {
    ledger *l = h->l;
    str args[] = {str_fmt(l->a, "%d", (int)x->year.v)};
    book_write_text(p, ROLE_KEY, x->line.id);
    book_write_text(p, ROLE_TEXT, label_of_line(l, x));
    book_write_text(p, ROLE_QUIET, ledger_section(l, section_of(x)));
    book_write_text(p, ROLE_CENTRE,
                    book_sentence(l->k, "budget_exercice", args, 1));
    book_write_text(
        p, ROLE_QUIET,
        view_word(l->k->v, "execution_state",
                  (int)(x->state ? x->state : EXECUTION_PROVISIONAL)));
    put_amounts(h, p, x);
}

static void put_free(half *h, pen *p) {
    for (int c = DONE_KEY; c <= DONE_STATE; c++)
        ledger_free_text(p);
    put_amounts(h, p, NULL);
}

static void put_heads(half *h, uint32_t row) {
    static const char *const heads[] = {"colonne_cle", "budget_ligne",
                                        "budget_section", "budget_exercice_de",
                                        "budget_etat"};
    pen p = {.k = h->l->k, .s = h->x->sheet, .row = row};
    book_write_heads(&p, heads, DONE_AMOUNTS);
    for (uint16_t i = 0; i < h->n; i++)
        book_write_head(&p, h->columns[i].head, true);
}

/* Lines of one side, free ones after them; the row that follows. */
static uint32_t put_lines(half *h, uint32_t row) {
    const budget *b = h->l->b;
    h->x->first = row;
    for (size_t i = 0; i < b->execution.n; i++) {
        const execution *x = &b->execution.v[i];
        if (x->income != h->income || !x->line.to)
            continue;
        pen p = {.k = h->l->k, .s = h->x->sheet, .row = row++};
        put_line(h, &p, x);
    }
    h->x->free = row;
    for (int i = 0; i < FREE_LINES; i++) {
        pen p = {.k = h->l->k, .s = h->x->sheet, .row = row++};
        put_free(h, &p);
    }
    h->x->last = row - 1;
    for (uint16_t i = 0; i < h->n; i++)
        if (!h->columns[i].formula)
            ledger_whole(h->l, h->x, (uint16_t)(DONE_AMOUNTS + i),
                         (uint16_t)(DONE_AMOUNTS + i));
    return row;
}

/* --- Sums by year and section -----------------------------------------------
 */

typedef struct sum_row {
    int year;
    section section; /* 0: all */
} sum_row;

static void put_sum(half *h, pen *p, sum_row r) {
    ledger *l = h->l;
    str args[] = {str_fmt(l->a, "%d", r.year)};
    str year = book_sentence(l->k, "budget_exercice", args, 1);
    bool total = r.section == BUDGET_SECTION_ABSENT;
    book_role text = total ? ROLE_TEXT_TOTAL : ROLE_TEXT_SUM;
    book_role amount = total ? ROLE_AMOUNT_TOTAL : ROLE_AMOUNT_SUM;
    filter is[2] = {{DONE_YEAR, ledger_quoted(l, year)}};
    if (!total)
        is[1] = (filter){DONE_SECTION,
                         ledger_quoted(l, ledger_section(l, r.section))};
    book_write_text(p, text, STR_NONE);
    book_write_text(p, text, book_phrase(l->k, "budget_total"));
    book_write_text(p, text, total ? STR_NONE : ledger_section(l, r.section));
    book_write_text(p, text, year);
    book_write_text(p, text, STR_NONE);
    for (uint16_t i = 0; i < h->n; i++) {
        const done_column *c = &h->columns[i];
        execution_query q = {c->what, r.year, r.section, NULL};
        str f = c->formula ? at_row(l, c->formula, p->row)
                           : ledger_sumifs(l, h->x, p->column, is, 2);
        book_cell *cell =
            ledger_formula(p, is_rate(c->what) ? ROLE_RATE : amount, f);
        ledger_publish(p, cell, calc_execution(l->k->v->c, q));
    }
}

static bool year_has(half *h, sum_row r) {
    const budget *b = h->l->b;
    for (size_t i = 0; i < b->execution.n; i++) {
        const execution *x = &b->execution.v[i];
        if (x->income == h->income && x->line.to && x->year.v == r.year &&
            (!r.section || section_of(x) == r.section))
            return true;
    }
    return false;
}

static uint32_t put_sums(half *h, uint32_t row) {
    const int *years;
    size_t n = calc_execution_years(h->l->k->v->c, &years);
    for (size_t i = 0; i < n; i++)
        for (int k = 1; k <= BUDGET_SECTION_COUNT; k++) {
            section s =
                k == BUDGET_SECTION_COUNT ? BUDGET_SECTION_ABSENT : (section)k;
            sum_row r = {years[i], s};
            if (!year_has(h, r))
                continue;
            pen p = {.k = h->l->k, .s = h->x->sheet, .row = row++};
            put_sum(h, &p, r);
        }
    return row;
}

/* Years by word: what a free line says must be what the sums ask. */
static void choose_years(half *h) {
    ledger *l = h->l;
    if (h->x->free > h->x->first) {
        lines typed = {h->x->sheet, h->x->first, 0, h->x->free - 1};
        ledger_choose(l, h->x, DONE_YEAR, ledger_column(l, &typed, DONE_YEAR));
    }
    ledger_choose(l, h->x, DONE_SECTION, l->sections);
    const lines *keys = h->income ? &l->all_in : &l->all_out;
    if (keys->sheet)
        ledger_choose(l, h->x, DONE_KEY, ledger_column(l, keys, 0));
}

static uint32_t put_half(half *h, uint32_t heads) {
    put_heads(h, heads);
    uint32_t row = put_lines(h, heads + 1);
    choose_years(h);
    return put_sums(h, row);
}

void book_make_execution(maker *k, const template_sheet *from) {
    ledger *l = book_ledger(k);
    if (!l || !l->b->execution.n)
        return;
    book_sheet *s = book_sheet_open(k, from);
    l->done_out.sheet = l->done_in.sheet = s;
    half out = {l, &l->done_out, out_columns, OUT_COLUMNS, false};
    half in = {l, &l->done_in, in_columns, IN_COLUMNS, true};
    uint32_t row = put_half(&out, HEAD_ROW);
    list_push(k->a, &s->next_heads, row + 1);
    row = put_half(&in, row + 1);
    ledger_signatures(l, s, row + 1, DONE_AMOUNTS + OUT_COLUMNS);
    book_sheet_width(k, s, DONE_KEY, 9);
    book_sheet_width(k, s, DONE_LABEL, 42);
    for (uint16_t c = DONE_AMOUNTS; c < DONE_AMOUNTS + OUT_COLUMNS; c++)
        book_sheet_width(k, s, c, 13);
    book_sheet_close(k, s, NULL, DONE_SECTION);
}
