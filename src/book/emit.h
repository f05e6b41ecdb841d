/*
 * emit: a typed expression as a spreadsheet formula, with the value that a
 * spreadsheet gives it. The same tree is evaluated by expr for the PDF.
 */
#ifndef SCEAU_BOOK_EMIT_H
#define SCEAU_BOOK_EMIT_H

#include "expr/expr_tree.h"

/* What a formula may read: a cell, « 'Valeurs'!$C$4 », or what stands for one,
   « ROUND(SUM($F$4:$F$7),0) » with its own test of availability. */
typedef struct emit_cell {
    str ref;
    str available; /* empty: ISNUMBER(ref) */
    bool has;      /* it holds a number: `value` */
    bool whole;    /* its numbers are integers */
    double value;
} emit_cell;

/* What a cell of a list shows: a number (a date is one), a text, or nothing. */
typedef struct emit_entry {
    bool is_number, is_text;
    double number;
    str text;
} emit_entry;

/* Cells side by side; those without a number are text or blank. */
typedef struct emit_range {
    str ref;
    const emit_cell *cells;
    size_t n;
} emit_range;

/* One field of a list's records, in the order of its rows. */
typedef struct emit_column {
    str ref;                 /* « 'Partenaires'!$E$5:$E$28 » */
    const emit_entry *cells; /* what the cells show */
} emit_column;

/* The seam between formulas that count records and the sheets that list them:
   whoever lists records in a sheet answers for its columns. */
typedef struct emit_records {
    void *self;
    size_t n; /* rows, the same in every column */
    bool (*column)(void *self, str field, emit_column *out);
    /* How a value of that field is written in a cell, for a criterion; false:
       it cannot be told. */
    bool (*shown)(void *self, str field, expr_value v, emit_entry *out);
    /* Dates of a stay outside which a record is not counted; empty: none. */
    str entry, leaving;
} emit_records;

/* Where the workbook holds what the expression reads. */
typedef struct emit_sheet {
    void *self;
    /* The published value of a series at a level (NULL: the current one) and
       a period (CAL_NONE: the current one); false: no cell holds it. */
    bool (*cell)(void *self, const void *series, const void *level, period p,
                 emit_cell *out);
    /* Its values at the current level, first period to current one, a cell
       for each period of the sheet in between; false: not in the workbook.
       May be NULL. */
    bool (*run)(void *self, const void *series, emit_range *out);
    /* Its value now, and the cells before it (the nearest first) down to the
       one that it may be compared with; false: there is none. May be NULL. */
    bool (*before)(void *self, const void *series, emit_cell *now,
                   emit_range *out);
    /* The current period, for « periode » in brackets. May be NULL. */
    period (*period)(void *self);
    /* A cell of its own for an intermediate result: IF(a,v,""). Not NULL: what
       is long goes there. */
    emit_cell (*hoist)(void *self, str available, str value, bool has,
                       double x);
    /* The records of a list (a name of the scope) as rows of a sheet; false:
       in no sheet. May be NULL. */
    bool (*records)(void *self, str list, emit_records *out);
} emit_sheet;

typedef enum emit_status {
    EMIT_DONE,
    EMIT_ABSENT,      /* something that it reads is in no cell */
    EMIT_UNSUPPORTED, /* not of the language of sheets: records, texts, dates */
    EMIT_LONG         /* over EMIT_MAX_LENGTH */
} emit_status;

enum {
    EMIT_MAX_LENGTH = 8000,
    EMIT_READABLE = 1000, /* longer ones are cut into helper cells */
    EMIT_PIECE = 240,     /* when they are: what a helper cell takes over */
    EMIT_MAX_DEPTH = 60
};

typedef struct emitted {
    str formula; /* without « = » */
    bool has; /* its result is a number, `value`; else the text `otherwise` */
    double value;
} emitted;

/* The same as what stands for a cell in another formula: rounded, unguarded. */
emit_status book_emit_operand(arena *a, const expr *e, const emit_sheet *sheet,
                              int decimals, emit_cell *out);

/* ROUND at `decimals` inside, availability outside; `otherwise` is what the
   cell shows when a value is missing (« s. », « n.d. »). */
typedef struct emit_order {
    const emit_sheet *sheet;
    int decimals;
    str otherwise;
} emit_order;
emit_status book_emit(arena *a, const expr *e, emit_order order, emitted *out);

/* A weighted mean as two formulas, sum of products over sum of weights, where
   both are there; the cells are pairs. False: too long. */
typedef struct emit_weighted_sum {
    str over, under;
    double sum, weight;
} emit_weighted_sum;
bool book_emit_weighted(arena *a, emit_range v, emit_range w,
                        emit_weighted_sum *out);

/* « ROUND(v,d) », the same in every program. What comes from fractions may end
   a hair below a half: at no decimals some programs do not see the half there,
   so that the tenth is rounded at one decimal. */
str book_rounded(arena *a, str value, int decimals, bool fraction);

/* « IF(A,rounded,"otherwise") », or what is rounded alone. */
str book_guard(arena *a, str available, str rounded, str otherwise);
/* « IF(A,ROUND(V,d),"otherwise") », or without the test when `a` is empty. */
str book_guarded(arena *a, str available, str value, int decimals,
                 str otherwise);

#endif
