/*
 * book: view + template → the plan of a workbook, with live formulas whose
 * cached values are the published figures.
 */
#ifndef SCEAU_BOOK_BOOK_H
#define SCEAU_BOOK_BOOK_H

#include "book/plan.h"
#include "view/view.h"

/* The workbook of one entry of `documents:` whose template is of the format
   `classeur`; NULL after an error. */
book *book_make(const view_context *v, const output_document *o);

#endif
