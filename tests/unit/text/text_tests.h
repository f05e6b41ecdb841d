/* What the text tests share. */
#ifndef SCEAU_TESTS_TEXT_TESTS_H
#define SCEAU_TESTS_TEXT_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/text.h"

typedef struct fixture {
    landing land;
    arena *a;
} fixture;

int open_fixture(void **state);
int close_fixture(void **state);

int test_rules(void);
int test_stretches(void);
int test_hyphens(void);
int test_lint(void);

#endif
