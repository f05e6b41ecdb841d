/*
 * view: what a template asks of the campus: a table (columns, groups, totals,
 * notes), a set of series, a key figure. Cells are texts or figures, their
 * words made once. Written once, used by expand and by book.
 */
#ifndef SCEAU_VIEW_VIEW_H
#define SCEAU_VIEW_VIEW_H

#include "base/figure.h"
#include "base/list.h"
#include "calc/calc.h"
#include "check/check.h"
#include "model/model.h"

typedef struct view_context {
    arena *a;
    const model *m;
    const calc *c;
    const calc *before;       /* at the meeting before; NULL: none */
    const coverage *coverage; /* NULL where pages do not matter */
    const locale *l;
    diag_sink *sink;
    arena *rows; /* what is wanted until a table is done: rows, cells, values,
                    no text; NULL: in `a` */
} view_context;

static inline arena *view_rows(const view_context *v) {
    return v->rows ? v->rows : v->a;
}

typedef enum cell_kind {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_CODE,
    CELL_FIGURE,
    CELL_DATE,
    CELL_STATE,
    CELL_PENDING, /* « à préciser » */
    CELL_CRITERIA,
    CELL_YES_NO,
    CELL_CATEGORY,
    CELL_PAGES /* pages of the anchors of a criterion or record: for print */
} view_cell_kind;

typedef struct view_cell {
    view_cell_kind kind;
    str text;      /* as printed; of a state: its word */
    located prose; /* when it came from a texte field: origin of the text */
    const figure *figure;
    date day;
    uint8_t sign;     /* state_sign of doc.h, by number */
    uint8_t category; /* of a partner */
    str below;        /* a muted second line, or empty: what a state was at the
                         meeting before, what a column adds to its value */
    bool yes, illustrative, year; /* year: a number that is one */
    LIST(str) criteria;
    const void *record; /* what it is about: for links */
} view_cell;

typedef struct view_column {
    str key, head, unit;
    uint8_t kind;  /* column_kind of doc.h, by number */
    int32_t width; /* 1/1000 mm asked for by the template; 0: solved */
    bool sum, row_header;
} view_column;

typedef enum view_row_kind {
    VIEW_BODY,
    VIEW_GROUP,
    VIEW_SUBTOTAL,
    VIEW_TOTAL,
    VIEW_CHECK
} view_row_kind;

typedef struct view_row {
    view_row_kind kind;
    LIST(view_cell) cells; /* one a column; of a band: the first only */
    const void *record;
    str id;
    span place;
    const budget_query *asked; /* of the financing plan: its sum, any year */
} view_row;

typedef struct view_table {
    str id, title;
    LIST(view_column) columns;
    LIST(view_row) rows;
    str reading, rules; /* from the template, expanded */
    LIST(str) sources;  /* provenances of the values shown, each once */
    uint8_t marks;      /* all marks that its values bear */
    uint8_t reasons;    /* 1 << missing: why numbers lack, as they abbreviate */
    size_t figures, illustrative; /* how many values, how many illustrative */
    bool band_groups;
    bool of_pieces; /* its rows are pieces */
} view_table;

/* A `tableau` block of a template (or of blocs.yaml); bindings are the names
   in scope there (pour variables). NULL after an error. */
view_table *view_table_make(const view_context *v, const template_table *t,
                            const expr_scope *scope);
/* The financing plan of charter page 10, by year. */
view_table *view_financing(const view_context *v);
/* The budget as executed, by civil year up to the situation: expenses, or
   receipts. Without rows when nothing is known. */
view_table *view_execution(const view_context *v, bool income);
/* The indicators with reference, last value, target, gap, state. */
view_table *view_indicators(const view_context *v,
                            const indicator *const *which, size_t n);
/* The compliance table: criterion, title, pages, evidence, state. */
view_table *view_compliance(const view_context *v);
/* Actions of an objective, with cost and total. */
view_table *view_actions(const view_context *v, const objective *o);

/* Counts the values of a table that is made, its marks and sources. */
void view_finish_table(const view_context *v, view_table *t);

/* Printed word of an enumerated value: « Économique », « À venir ». */
str view_word(const view_context *v, const char *enumeration, int value);

/* A word or sentence of templates/mots-fr.yaml by its key, slots {0}… left as
   they are: « suite_page », « critere », « note_lecture ». A key that is not
   there is an error reported once, and gives the key. Used by expand (words.c
   there lists the keys that it prints). */
str view_phrase(const view_context *v, const char *key);

/* « 64 Personnel »: a nature as typed, with its label in the nomenclature, or
   that of the account which it is part of. */
str view_nature(const view_context *v, str nature);
/* The natures of the budget's nomenclature, in its order. */
size_t view_natures(const view_context *v, const str **out);

/* Where an indicator stands, as it prints: sign and word. */
view_cell view_state(const view_context *v, indicator_state s);

/* A text with {slots} filled, as plain text. */
str view_text(const view_context *v, const located *text,
              const expr_scope *scope);

/* « n.d. », « s. », « s.o. », « à venir ». */
str view_missing(const view_context *v, missing why);
/* Decimals that a number needs, at most two. */
int view_decimals(double x);

/* Filters (`ou`) and sorts (`trier`) the elements of a list value; `where` and
   `order` may be empty. The element's fields are in scope. False after an
   error. Also used by expand for `pour`, `liste`, `graphique`. */
typedef struct view_selection {
    const located *where, *order;
    bool descending;
    const expr_scope *scope;
} view_selection;
bool view_select(const view_context *v, expr_value *list,
                 const expr_type *element, view_selection how);

/* The scope in which an element's fields are seen by their bare names (and the
   element as « element »), over `outer`; lives in the context's arena. Used
   for the columns of a table and the bars of a chart. */
bool view_enter(const view_context *v, const expr_value *element,
                const expr_type *type, const expr_scope *outer,
                expr_scope *inner);

/* The cost of all actions of an objective over the term, as a figure. */
const figure *view_objective_cost(const view_context *v, const objective *o);

/* A value of an expression as it prints (numbers by locale and unit). */
view_cell view_value(const view_context *v, expr_value x, const expr_type *t);

#endif
