/* The sheet Corrections: each line's amounts as the dossier has them, beside
   what the workbook has become since. */
#include "book/budget_int.h"

enum { WAS_KEY, WAS_LABEL, WAS_VALUES };

typedef struct changes {
    ledger *l;
    book_sheet *s;
    uint32_t row;
} changes;

static uint16_t gaps_at(const ledger *l) {
    return (uint16_t)(WAS_VALUES + l->years);
}

typedef struct changed_line {
    str id, label;
    const amount_list *amounts;
    const resource *in; /* NULL: an expense */
} changed_line;

static void put_line(changes *w, changed_line x) {
    ledger *l = w->l;
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    filter is = {0, ledger_quoted(l, x.id)};
    const lines *from = x.in ? &l->all_in : &l->all_out;
    book_write_text(&p, ROLE_KEY, x.id);
    book_write_text(&p, ROLE_TEXT, x.label);
    for (size_t y = 0; y < l->years; y++) {
        period at = l->b->periods.v[y];
        bool refused = x.in && calc_state_at(x.in, at) == FUNDING_REFUSED;
        book_write_number(&p, ROLE_AMOUNT_ASIDE,
                          refused ? 0 : amounts_in(x.amounts, at), 0, STR_NONE);
    }
    for (uint16_t y = 0; y < l->years; y++) {
        uint16_t column = (uint16_t)((x.in ? IN_YEARS : OUT_YEARS) + y);
        str now = ledger_sumifs(l, from, column, &is, 1);
        str was = ledger_here(l, p.row, (uint16_t)(WAS_VALUES + y));
        ledger_formula(&p, ROLE_AMOUNT,
                       str_fmt(l->a, "%.*s-%.*s", STR_ARG(now), STR_ARG(was)));
    }
}

static void put_lines(changes *w, bool out) {
    ledger *l = w->l;
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    ledger_band(&p, book_phrase(l->k, out ? "emplois" : "ressources"),
                (uint16_t)(gaps_at(l) + l->years));
    for (size_t i = 0; out && i < l->b->expenses.n; i++) {
        const expense *x = &l->b->expenses.v[i];
        put_line(w, (changed_line){x->head.id, x->label, &x->amounts, NULL});
    }
    for (size_t i = 0; !out && i < l->b->resources.n; i++) {
        const resource *x = &l->b->resources.v[i];
        put_line(w, (changed_line){x->head.id, ledger_resource(l, x),
                                   &x->amounts, x});
    }
}

/* What stands in the free lines of all blocks, added up. */
static void put_added(changes *w, bool out) {
    ledger *l = w->l;
    const lines *blocks = out ? l->out : l->in;
    pen p = {.k = l->k, .s = w->s, .row = w->row++};
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    book_write_text(&p, ROLE_TEXT_SUM,
                    book_phrase(l->k, out ? "budget_ajoutees_emplois"
                                          : "budget_ajoutees_ressources"));
    while (p.column < gaps_at(l))
        book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    for (uint16_t y = 0; y < l->years; y++) {
        buf f = buf_new(l->a);
        buf_z(&f, "SUM(");
        for (int s = 1; s < BUDGET_SECTION_COUNT; s++) {
            lines free = {blocks[s].sheet, blocks[s].free, 0, blocks[s].last};
            if (s > 1)
                buf_c(&f, ',');
            buf_str(&f, ledger_column(
                            l, &free,
                            (uint16_t)((out ? OUT_YEARS : IN_YEARS) + y)));
        }
        buf_c(&f, ')');
        ledger_formula(&p, ROLE_AMOUNT_SUM, buf_take(&f));
    }
}

static void put_heads(ledger *l, book_sheet *s) {
    static const char *const heads[] = {"colonne_cle", "budget_ligne"};
    pen p = {.k = l->k, .s = s, .row = HEAD_ROW};
    book_write_heads(&p, heads, WAS_VALUES);
    for (int gap = 0; gap < 2; gap++)
        for (size_t y = 0; y < l->years; y++) {
            str args[] = {ledger_year(l, y)};
            ledger_head(&p, ROLE_HEAD_NUMBER,
                        book_sentence(l->k,
                                      gap ? "budget_ecart_annee"
                                          : "budget_dossier_annee",
                                      args, 1));
        }
}

/* A changed amount stands out where it was typed, and here. */
static void mark(ledger *l, book_sheet *s, book_range over, str formula) {
    list_push(
        l->a, &s->conditions,
        (book_condition){.range = over,
                         .formula = formula,
                         .format = book_style_of(l->k, ROLE_STATE_BAD, 0)});
}

static void mark_expenses(changes *w, uint32_t last) {
    ledger *l = w->l;
    lines mine = {w->s, FIRST_ROW, 0, last};
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++) {
        const lines *x = &l->out[s];
        str cell = ledger_here(l, x->first, OUT_YEARS);
        str key =
            str_fmt(l->a, "$%.*s", STR_ARG(ledger_here(l, x->first, OUT_KEY)));
        buf was = buf_new(l->a); /* the column moves with the cell's */
        buf_sheet_ref(&was, w->s);
        buf_fmt(&was, "%.*s$%u:%.*s$%u",
                STR_ARG(ledger_column_name(l, WAS_VALUES)), FIRST_ROW + 1,
                STR_ARG(ledger_column_name(l, WAS_VALUES)), last + 1);
        mark(l, x->sheet,
             (book_range){x->first, OUT_YEARS, x->last,
                          (uint16_t)(OUT_YEARS + l->years - 1)},
             str_fmt(l->a, "%.*s<>SUMIFS(%.*s,%.*s,%.*s)", STR_ARG(cell),
                     STR_ARG(buf_take(&was)),
                     STR_ARG(ledger_column(l, &mine, WAS_KEY)), STR_ARG(key)));
    }
}

void book_make_changes(maker *k, const template_sheet *from) {
    ledger *l = book_ledger(k);
    if (!l || !l->all_out.sheet || !l->all_in.sheet)
        return;
    changes w = {.l = l, .s = book_sheet_open(k, from), .row = FIRST_ROW};
    put_heads(l, w.s);
    put_lines(&w, true);
    put_lines(&w, false);
    uint32_t last = w.row - 1;
    put_added(&w, true);
    put_added(&w, false);
    uint16_t from_column = gaps_at(l);
    uint16_t to_column = (uint16_t)(from_column + l->years - 1);
    book_range gaps = {FIRST_ROW, from_column, last, to_column};
    buf all = buf_new(l->a), added = buf_new(l->a);
    buf_sheet_ref(&all, w.s);
    buf_range_ref(&all, gaps, true);
    buf_sheet_ref(&added, w.s);
    buf_range_ref(
        &added, (book_range){last + 1, from_column, last + 2, to_column}, true);
    l->changed = buf_take(&all);
    l->added = buf_take(&added);
    l->changes = w.s;
    str first = ledger_here(l, FIRST_ROW, from_column);
    mark(l, w.s, gaps, str_fmt(l->a, "ABS(SUM(%.*s))>0", STR_ARG(first)));
    mark_expenses(&w, last);
    book_sheet_width(k, w.s, WAS_KEY, 9);
    book_sheet_width(k, w.s, WAS_LABEL, 46);
    book_sheet_close(k, w.s, NULL, WAS_VALUES);
}
