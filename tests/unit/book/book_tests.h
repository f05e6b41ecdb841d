/* What the tests of this folder share: indicators that exist only here, their
   values in a sheet, and an expression language that reads both. */
#ifndef SCEAU_TESTS_BOOK_TESTS_H
#define SCEAU_TESTS_BOOK_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "book/book.h"
#include "book/emit.h"
#include "book/plan.h"

enum { SERIES = 8, PERIODS = 6 };

/* An intermediate result: IF(a,v,""). */
typedef struct fake_helper {
    str a, v;
    emit_cell cell;
} fake_helper;

/* Series a … h, civil years 2020 to 2025, at one level. Row i, column j + 1 of
   the sheet « Données » holds series i at period j. */
typedef struct fake {
    arena *a;
    bool has[SERIES][PERIODS];
    double value[SERIES][PERIODS];
    period periods[PERIODS];
    emit_cell cells[SERIES][PERIODS];
    int now; /* the current period */
    expr_host host;
    expr_binding bound; /* periode, set when an expression is compiled */
    expr_scope scope;
    emit_sheet sheet;
    uint32_t first;            /* row of series a */
    LIST(fake_helper) helpers; /* column B of the sheet « Calculs » */
    diag_sink *sink;
} fake;

typedef struct fixture {
    landing land;
    arena *a;
    fake *f;
} fixture;

int open_fixture(void **state);
int close_fixture(void **state);

/* References of the cells and the range of the fake's sheet. */
void fake_open(fake *f, arena *a);
/* The rows of the series start there. */
void fake_move(fake *f, uint32_t first);
void fake_set(fake *f, int series, int at, double v);
void fake_hole(fake *f, int series, int at);
/* Long formulas are cut into helper cells. */
void fake_cut_long(fake *f, bool cut);
expr *fake_compile(fake *f, const char *text);

/* Random formulas: values and texts from a fixed seed. */
typedef struct random_source {
    uint64_t state;
} random_source;

uint32_t random_below(random_source *r, uint32_t n);
void random_values(random_source *r, fake *f);
/* An expression of numbers, as typed. */
void random_formula(random_source *r, buf *out, int depth);
/* A workbook of `n` of them; false when some could not be made. */
bool write_random_workbook(const char *path, int n);

typedef struct loaded {
    landing land;
    arena *a;
    diag_sink *sink;
    book *b;
    calc *c;
    model *m;
} loaded;

int open_dossier(void **state);
/* The budget of tests/golden/classeur-budget and its workbook. */
int open_accounts(void **state);
int close_dossier(void **state);
/* The same with a document essai.pdf that prints these numbers. */
void open_printed(void **state, const printed_figure *v, size_t n);
/* Fail where there is none. */
const book_sheet *sheet_named(const loaded *x, const char *name);
const book_cell *cell_keyed(const loaded *x, const char *sheet,
                            const char *key);

/* A workbook of `n` rows of values, cents and holes, and what is made of their
   columns; false when it could not be made. */
bool write_long_workbook(const char *path, int n);

int test_emission(void);
int test_random(void);
int test_plan(void);
int test_recalc(void);
int test_workbook(void);
int test_reconciliation(void);
int test_steering(void);
int test_civil_years(void);

#endif
