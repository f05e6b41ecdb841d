/*
 * layout: a document → pages and structure tree. Everything is in integers of
 * 1/1000 pt. The page-breaking pass repeats until page references stand still.
 */
#ifndef SCEAU_LAYOUT_LAYOUT_H
#define SCEAU_LAYOUT_LAYOUT_H

#include "base/diag.h"
#include "doc/doc.h"
#include "locale/locale.h"
#include "page/page.h"
#include "text/text.h"

typedef struct layout_context {
    arena *a; /* what is returned lives here; passes have children of it */
    const theme *theme;
    font_set *fonts;
    const locale *locale;
    const hyphenator *hyphens; /* NULL: no hyphenation */
    diag_sink *sink;
    const page_taker *taker; /* NULL: the items of all pages are kept */
    bool unreconciled;       /* nobody asks which page prints a figure */
} layout_context;

/* NULL after an error (reported). */
page_list *layout_document(const layout_context *c, const document *d);

#endif
