/* formulas_int: what the files that make the formulas of values share. */
#ifndef SCEAU_BOOK_FORMULAS_INT_H
#define SCEAU_BOOK_FORMULAS_INT_H

#include "book/book_int.h"

/* For which value a formula is being made. */
typedef struct reading {
    struct reading *outer; /* of a formula that this one is read by */
    maker *k;
    const value_row *at;
    calc_levels_kept kept; /* levels that operands are aggregated over */
    bool hoisting;         /* what is long goes to helper cells */
    LIST(helper_cell) helpers;
} reading;

typedef LIST(const value_row *) row_list;

/* --- aggregates.c ----------------------------------------------------------
 */

const value_row *book_row_of(const maker *k, const figure *f);
emit_cell book_value_cell(const maker *k, const value_row *r);
/* « $F$4:$F$6,$F$8 » */
str book_references(const maker *k, const row_list *rows);
bool book_has_levels(maker *k, const indicator *i);

/* An aggregate of cells before rounding: what is available, and the value. */
typedef struct aggregate {
    str refs, available, value;
    bool has;
    double x;
    bool fraction;    /* integers weighted by what are none */
    size_t known, of; /* cells with a value, cells */
} aggregate;

/* Over the kept levels of an observed indicator; false: its rule has no
   formula, or nothing is in cells. */
bool book_aggregate(const reading *x, const indicator *i, period p,
                    aggregate *out);

/* --- reads.c ---------------------------------------------------------------
 */

/* What a formula reads, as emission asks for it. */
emit_sheet book_reader(reading *x);

/* --- lists.c ---------------------------------------------------------------
 */

/* The rows of a list of records; false: no sheet lists it. */
bool book_records(maker *k, str list, emit_records *out);

#endif
