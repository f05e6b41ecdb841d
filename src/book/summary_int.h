/* summary_int: what the two halves of the sheet Synthèse share. */
#ifndef SCEAU_BOOK_SUMMARY_INT_H
#define SCEAU_BOOK_SUMMARY_INT_H

#include "book/book_int.h"

/* Columns: number, objective, how many indicators, states, others, a small
   line, what it shows. */
enum {
    STATES = 6,
    ALL_COLUMN = 2,
    FIRST_STATE = 3,
    OTHER_COLUMN = FIRST_STATE + STATES,
    MINI_COLUMN,
    NAME_COLUMN,
    SUMMARY_COLUMNS
};

typedef struct summary {
    maker *k;
    book_sheet *s;
    size_t n; /* indicators */
    str *codes, *states;
    uint32_t first, total; /* rows of the table */
} summary;

/* Under the table: states, states by objective, the main indicators. */
void book_summary_charts(summary *y);

#endif
