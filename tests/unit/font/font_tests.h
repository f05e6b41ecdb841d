/* What the font tests share: the project's faces, opened once a test. */
#ifndef SCEAU_TESTS_FONT_TESTS_H
#define SCEAU_TESTS_FONT_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "font/font.h"

typedef struct fixture {
    landing land;
    arena *a;
    font_set *set;
} fixture;

/* A font file of fonts/ (or of an absolute path), read into the arena. */
str load_font(arena *a, const char *name);
/* All faces of fonts/; *n is their number. */
font_file *load_fonts(arena *a, size_t *n);
int open_fixture(void **state);
int close_fixture(void **state);

int test_faces(void);
int test_shaping(void);
int test_subsets(void);

#endif
