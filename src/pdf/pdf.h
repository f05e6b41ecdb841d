/* pdf: a page list → the bytes of a PDF 1.7 file (PDF/UA-1 and PDF/A-2a, or
   A-3a when something is attached). The same pages give the same bytes. */
#ifndef SCEAU_PDF_PDF_H
#define SCEAU_PDF_PDF_H

#include "base/diag.h"
#include "page/page.h"

typedef struct pdf_options {
    str icc;         /* bytes of an sRGB profile (Debian: icc-profiles-free) */
    int compression; /* level 1 to 9; 0: 5 */
    const font_set *fonts;
} pdf_options;

typedef struct pdf_job pdf_job;

/* A file without pages; `sink` is kept by the caller. */
pdf_job *pdf_open(arena *a, const pdf_options *o, diag_sink *sink);
/* The next page of a list: its items are read, and not again. */
void pdf_take(pdf_job *j, const page_list *l, uint32_t index);
/* All the rest, when every page of the list was taken. False after an error:
   E0710 libharu, E0711 profile, E0712 a link or bookmark that leads nowhere.
   What only a fault of layout can bring (an item neither tagged nor artifact,
   content that no element or two claim, glyph 0) raises LANDING_INTERNAL. The
   bytes are the arena's. */
bool pdf_close(pdf_job *j, str *out);
/* The three in one. */
bool pdf_write(arena *a, const page_list *pages, const pdf_options *o,
               diag_sink *sink, str *out);

#endif
