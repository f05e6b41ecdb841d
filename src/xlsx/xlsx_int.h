/* What the files of this folder share. */
#ifndef SCEAU_XLSX_INT_H
#define SCEAU_XLSX_INT_H

#include <xlsxwriter.h>

#include "xlsx/xlsx.h"

typedef struct writer {
    arena *a;
    diag_sink *sink;
    const book *plan;
    lxw_workbook *workbook; /* NULL once closed */
    lxw_format **formats;   /* one a format of the plan */
    buf text, other;        /* the strings handed to the library */
    const book_sheet *sheet;
    lxw_worksheet *page;
    size_t points; /* numbers in the caches of charts */
} writer;

/* Titles and names of charts; their alternative texts. */
#define xlsx_chart_rule ((xlsx_text_rule){BOOK_MAX_CHART_TEXT, true, true})
#define xlsx_alt_rule   ((xlsx_text_rule){BOOK_MAX_ALT, true, true})

/* check.c: everything in the plan that the library would spoil, reported. */
void xlsx_check(arena *a, const book *b, diag_sink *sink);
/* « 'Valeurs'!C4 », for messages. */
str xlsx_place(arena *a, const book_sheet *s, uint32_t row, uint16_t column);

/* link.c: a link as the library may be given it. False: refused. */
bool xlsx_link(buf *out, str link);

/* format.c */
void xlsx_make_formats(writer *w);

/* sheet.c: all of one sheet. */
void xlsx_write_sheet(writer *w, const book_sheet *s);

/* chart.c, chart_cache.c */
void xlsx_write_chart(writer *w, const book_chart *c);
/* *to: a text of a chart, which the library frees. */
void xlsx_chart_text(writer *w, char **to, str s);
void xlsx_fill_cache(writer *w, lxw_series_range *to, const book_sheet *s,
                     book_range r, bool categories);

/* A C string for the library, valid until the next call with that buffer. */
const char *xlsx_z(buf *b, str s, xlsx_text_rule rule);
/* What the library says no to, although the plan was checked: a fault. */
void xlsx_must(writer *w, lxw_error e);

#endif
