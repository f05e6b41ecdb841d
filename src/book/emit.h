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
    double value;
} emit_cell;

/* Cells side by side; those without a number are text or blank. */
typedef struct emit_range {
    str ref;
    const emit_cell *cells;
    size_t n;
} emit_range;

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
} emit_sheet;

typedef enum emit_status {
    EMIT_DONE,
    EMIT_ABSENT,      /* something that it reads is in no cell */
    EMIT_UNSUPPORTED, /* not of the language of sheets: records, texts, dates */
    EMIT_LONG         /* over EMIT_MAX_LENGTH */
} emit_status;

enum { EMIT_MAX_LENGTH = 8000, EMIT_MAX_DEPTH = 60 };

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

/* « IF(A,ROUND(V,d),"otherwise") », or without the test when `a` is empty. */
str book_guarded(arena *a, str available, str value, int decimals,
                 str otherwise);

#endif
