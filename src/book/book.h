/*
 * book: view + template → the plan of a workbook, with live formulas whose
 * cached values are the published figures.
 */
#ifndef SCEAU_BOOK_BOOK_H
#define SCEAU_BOOK_BOOK_H

#include "book/plan.h"
#include "view/view.h"

/* The workbook of one entry of `documents:` whose template is of the format
   `classeur`; NULL after an error. `printed`: what the documents print, for
   the sheet that reconciles them with this workbook. */
typedef struct book_prints {
    const printed_document *v;
    size_t n;
} book_prints;
book *book_make(const view_context *v, const output_document *o,
                book_prints printed);
/* Does it need to know what the documents print? */
bool book_reconciles(const output_document *o);

#endif
