/* expand: view + check + template → doc: for, if, slots, interpolation, prose
   (cmark-gfm, only here), numbering, cross-references. */
#ifndef SCEAU_EXPAND_EXPAND_H
#define SCEAU_EXPAND_EXPAND_H

#include "check/check.h"
#include "doc/doc.h"
#include "view/view.h"

typedef struct expand_context {
    arena *a;
    const model *m;
    const calc *c;
    const calc *before; /* at the meeting before; NULL: none */
    coverage *coverage;
    const locale *l;
    diag_sink *sink;
} expand_context;

/* The document of one entry of `documents:`; NULL after an error. */
document *expand_document(const expand_context *x, const output_document *o);

#endif
