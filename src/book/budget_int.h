/*
 * budget_int: what the sheets of a budget share. Every amount is a number,
 * totals are SUM and SUMIFS over them, and each block ends with framed lines
 * that its totals and the cross tables already take in.
 */
#ifndef SCEAU_BOOK_BUDGET_INT_H
#define SCEAU_BOOK_BUDGET_INT_H

#include "book/book_int.h"

enum {
    FREE_LINES = 10,
    FIRST_ROW = HEAD_ROW + 1,

    MAX_EURO = 1000000000 /* what may be typed in one cell */
};

/* Rows of one block: lines of the dossier, then the free ones. */
typedef struct lines {
    book_sheet *sheet; /* NULL: no such sheet in this workbook */
    uint32_t first, free, last;
} lines;

/* Columns of the sheets that others read. Years start at `*_YEARS`; after
   them come the total, then what is said of the line. */
enum { OUT_KEY, OUT_NATURE, OUT_LABEL, OUT_SECTION, OUT_ACTION, OUT_CARRIER };
enum { OUT_YEARS = OUT_CARRIER + 1 };
enum { IN_KEY, IN_FUNDER, IN_SCHEME, IN_SECTION, IN_NATURE, IN_STATE, IN_BY };
enum { IN_YEARS = IN_BY + 1 };
enum { SHARE_KEY, SHARE_LABEL, SHARE_FUNDER, SHARE_SECTION, SHARE_ACTION };
enum { SHARE_AMOUNT = SHARE_ACTION + 1 };
enum { PAY_RESOURCE, PAY_LABEL, PAY_NUMBER, PAY_KIND, PAY_STATE, PAY_DATE };
enum { PAY_AMOUNT = PAY_DATE + 1 };

/* Both amounts of a check, as the sheet *Contrôles* shows them. */
typedef enum check_rule {
    RULE_EQUAL,
    RULE_AT_MOST,  /* the first is at most the second */
    RULE_GAP_TOLD, /* no verdict: a gap that may be meant */
    RULE_TOLD      /* no verdict: a share, a count */
} check_rule;

typedef struct check_line {
    const char *group;            /* phrase: the band it stands under */
    str what;                     /* « fonctionnement », « action 1.1 » */
    str when;                     /* « 2027-2028 »; may be empty */
    str left, right;              /* formulas, without « = » */
    cell_place left_at, right_at; /* sheet NULL: none; row 0: all of it */
    check_rule rule;
    str key; /* of the gap, when it is a published figure */
    double gap;
} check_line;

typedef struct ledger {
    maker *k;
    arena *a;
    const budget *b;
    uint16_t years; /* periods of the plan */
    map labels;     /* folded label → its owner: each stands for one thing */
    map owners;     /* owner → label */
    lines out[BUDGET_SECTION_COUNT], in[BUDGET_SECTION_COUNT];
    uint32_t out_sum[BUDGET_SECTION_COUNT], in_sum[BUDGET_SECTION_COUNT];
    uint32_t out_total, in_total, in_certain;
    lines all_out, all_in; /* over the blocks, their sums left in between */
    lines shares;          /* affectations */
    lines agreements, payments;
    lines done_out, done_in;
    /* Ranges of the lists that cells choose from: « 'Listes'!$A$5:$A$20 » */
    str natures, actions, partners, sections, states, certain_states, kinds,
        payment_states;
    LIST(check_line) checks;
    /* In Corrections: cells that differ from the dossier, and what was added */
    str changed, added;
    const book_sheet *changes;
} ledger;

/* Made on first need; NULL when the dossier has no budget. */
ledger *book_ledger(maker *k);

/* --- Labels -----------------------------------------------------------------
   What SUMIFS compares must stand for one thing, be no pattern, no number and
   no comparison; these give the text of the cell. */

str ledger_partner(ledger *l, const partner *p);
str ledger_funder(ledger *l, const partner *p); /* « sans financeur » too */
str ledger_action(ledger *l, const action *x);
str ledger_nature(ledger *l, str nature);
str ledger_section(ledger *l, section s);
str ledger_scheme(ledger *l, str scheme);
str ledger_state(ledger *l, funding_state s);
str ledger_resource(ledger *l, const resource *r); /* for people: no filter */
/* A number of text that is a filter in a formula: « "60 Achats" ». */
str ledger_quoted(ledger *l, str text);
str ledger_year(ledger *l, size_t i); /* 2027-2028 */

/* What the query asks in year `y` of the plan; `years`: over the term. */
const figure *ledger_figure(ledger *l, budget_query q, uint16_t y);

/* --- Cells ------------------------------------------------------------------
 */

book_cell *ledger_formula(pen *p, book_role role, str formula);
/* That cell holds this published figure: its key, and its value to be found. */
void ledger_publish(pen *p, book_cell *c, const figure *f);
void ledger_input(pen *p, double euros);
/* Cells to be filled: amounts, texts chosen from `list` (empty: free). */
void ledger_free_amounts(pen *p, uint16_t n);
void ledger_free_text(pen *p);
void ledger_year_heads(pen *p);
void ledger_head(pen *p, book_role role, str text);
void ledger_band(pen *p, str text, uint16_t columns);
void ledger_note(pen *p, str text);
/* « Certifié exact, le … », under the last row. */
void ledger_signatures(ledger *l, book_sheet *s, uint32_t row,
                       uint16_t columns);
/* What may be typed in rows [first, last] of a column. */
void ledger_choose(ledger *l, const lines *x, uint16_t column, str list);
void ledger_whole(ledger *l, const lines *x, uint16_t from, uint16_t to);
void ledger_dates(ledger *l, const lines *x, uint16_t column);

/* --- Formulas ---------------------------------------------------------------
 */

typedef struct filter {
    uint16_t column;
    str is; /* a quoted text or the reference of a cell; empty: none */
} filter;

/* Of this sheet: « G5 »; of another one: « 'Emplois'!$G$5 ». */
str ledger_here(ledger *l, uint32_t row, uint16_t column);
str ledger_at(ledger *l, const book_sheet *s, uint32_t row, uint16_t column);
str ledger_column(ledger *l, const lines *x, uint16_t column);
str ledger_column_name(ledger *l, uint16_t column);         /* « G » */
str ledger_sum(ledger *l, const lines *x, uint16_t column); /* of this sheet */
str ledger_sum_row(ledger *l, uint32_t row, uint16_t from, uint16_t to);
str ledger_sumifs(ledger *l, const lines *x, uint16_t column, const filter *c,
                  size_t n);
/* SUM of single cells of this sheet, however many. */
str ledger_sum_cells(ledger *l, const uint32_t *rows, size_t n,
                     uint16_t column);

/* « ✔ conforme » where the test holds, else « ✘ écart ». */
str ledger_verdict(ledger *l, str test);
/* Green where a cell of the range shows the first phrase, red where it shows
   the second. */
void ledger_colours(ledger *l, book_sheet *s, book_range over, const char *good,
                    const char *bad);
/* The same for verdicts, in rows from `first` on of a finished column. */
void ledger_verdicts(ledger *l, book_sheet *s, uint32_t first, uint16_t column);
void ledger_check(ledger *l, check_line c);

#endif
