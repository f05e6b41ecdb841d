/* read: the cells of a workbook that anybody may have written, values as they
   are cached. By its own way, not by what the program verifies with: what a
   file says is compared with what was asked. */
#ifndef SCEAU_TESTS_XLSX_READ_H
#define SCEAU_TESTS_XLSX_READ_H

#include "xlsx/xlsx.h"

typedef enum xlsx_kind {
    XLSX_NUMBER,
    XLSX_STRING,
    XLSX_BOOLEAN, /* number: 0 or 1 */
    XLSX_ERROR,   /* text: « #DIV/0! » */
    XLSX_NOTHING  /* a format, or a formula without a value */
} xlsx_kind;

/* Rows and columns from 0. */
typedef struct xlsx_cell {
    uint32_t row;
    uint16_t column;
    xlsx_kind kind;
    bool formula;
    double number;
    str text; /* escapes « _xHHHH_ » read */
} xlsx_cell;

typedef struct xlsx_page {
    str name;
    xlsx_cell *cells; /* in the order of the file */
    size_t n;
} xlsx_page;

typedef struct xlsx_content {
    xlsx_page *pages;
    size_t n;
    str fault; /* why it cannot be read; empty: it was */
} xlsx_content;

/* Every cell of a workbook, whoever wrote it: values as they are cached. */
xlsx_content xlsx_read(arena *a, str bytes);

#endif
