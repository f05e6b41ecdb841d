/* What the tests of this folder share: a plan of one sheet, written. */
#ifndef SCEAU_TESTS_XLSX_TESTS_H
#define SCEAU_TESTS_XLSX_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "xlsx/xlsx.h"

typedef struct fixture {
    landing land;
    arena *a;
    diag_sink *sink;
    book *b;
    book_sheet *s;
} fixture;

int open_fixture(void **state);
int close_fixture(void **state);

/* The status of writing the fixture's plan; its bytes when it was done. */
xlsx_status written(fixture *x, str *bytes);
/* Refused, with this code and no other. */
void assert_refused(fixture *x, diag_code code);
/* A part of a workbook, as text. */
str part_of(arena *a, str bytes, const char *name);

/* A container of parts whose XML is given; NULL: not there. */
typedef struct parts {
    const char *workbook, *rels, *strings, *sheet;
} parts;
str container_of(arena *a, parts p);

/* Each cell of a workbook as a line of JSON. 0: it could be read. */
int print_cells(const char *path);

int test_cells(void);
int test_text(void);
int test_corruptions(void);
int test_reading(void);
int test_writing(void);
int test_charts(void);

/* One chart of each kind in a workbook, to be opened. 0: done. */
int write_charts(const char *path);

#endif
