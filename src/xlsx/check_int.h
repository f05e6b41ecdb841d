/* check_int: what the two halves of checking share. */
#ifndef SCEAU_XLSX_CHECK_INT_H
#define SCEAU_XLSX_CHECK_INT_H

#include "xlsx/xlsx_int.h"

typedef struct checker {
    arena *a;
    diag_sink *sink;
    const book *b;
    buf scratch;
} checker;

/* Reports a text that a workbook cannot hold. */
void xlsx_check_text(checker *c, str text, xlsx_text_rule rule, span at,
                     str where);
bool xlsx_ranges_meet(book_range x, book_range y);
bool xlsx_in_sheet(book_range r);
bool xlsx_is_of_book(const checker *c, const book_sheet *s);

/* formula.c: is it written in the language that formulas may use? */
bool xlsx_formula_holds(const checker *c, str f);

/* check_chart.c */
void xlsx_check_charts(checker *c, const book_sheet *s);

#endif
