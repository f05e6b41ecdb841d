/*
 * recalc: the values of a plan's formulas, found from its cells as a
 * spreadsheet finds them. For workbooks whose formulas stay with SUM, SUMIFS,
 * COUNTIFS, ABS, IF, ROUND, + − × ÷, & and comparisons: what a reader of
 * accounts can follow by hand.
 */
#ifndef SCEAU_BOOK_RECALC_H
#define SCEAU_BOOK_RECALC_H

#include "book/plan.h"

/* Sets the cached value of every formula of the plan. A cell with a key was
   put with the published figure: when its formula finds another value, that is
   an error (E0472) and the result is false. Texts compare byte by byte: what
   serves as a criterion must be unique without case. A formula that is outside
   of this language, reads itself, or divides by zero is a fault. */
bool book_recalc(book *b, diag_sink *sink);

#endif
