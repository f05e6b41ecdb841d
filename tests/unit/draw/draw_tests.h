/* What the drawing tests share: fonts, the charter's theme, figures. */
#ifndef SCEAU_TESTS_DRAW_TESTS_H
#define SCEAU_TESTS_DRAW_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "draw/draw.h"

enum { MM174 = 493228, MM84 = 238110, MM54 = 153071 };

typedef struct fixture {
    landing land;
    arena *a;
    theme theme;
    draw_context c;
} fixture;

int open_fixture(void **state);
int close_fixture(void **state);

/* A published figure; NAN: missing. */
figure *figure_of(fixture *x, double value, int decimals);
doc_drawing *new_drawing(fixture *x, drawing_kind kind);
void add_category(fixture *x, doc_drawing *d, const char *name);
typedef struct values {
    const double *v; /* NAN: missing */
    size_t n;
} values;

doc_series *add_series(fixture *x, doc_drawing *d, const char *name,
                       series_role role, values v);
#define SERIES(x, d, name, role, ...)                                          \
    add_series(                                                                \
        (x), (d), (name), (role),                                              \
        (values){(const double[]){__VA_ARGS__},                                \
                 sizeof((const double[]){__VA_ARGS__}) / sizeof(double)})

/* A drawing of each kind, as the pages of the charter have them. */
doc_drawing *sample(fixture *x, drawing_kind kind);

/* The smallest rectangle that holds all ink (strokes included). */
rect ink_of(const drawing *d);
/* All text, run by run, separated by « | ». */
str text_of(fixture *x, const drawing *d);
/* Clips and their ends match; nothing of a kind that draw may not make. */
void check_items(const drawing *d);
/* A hash of everything in the list. */
uint64_t hash_of(fixture *x, const drawing *d);
/* The paths filled with a colour; the n-th, from 0. */
size_t count_filled(fixture *x, const drawing *d, color colour);
rect nth_filled(fixture *x, const drawing *d, color colour, size_t n);

int test_signs(void);
int test_figures(void);
int test_cover(void);

#endif
