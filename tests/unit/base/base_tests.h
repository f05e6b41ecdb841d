/* What the tests of base share: an arena a test, and where a raise lands. */
#ifndef SCEAU_TESTS_BASE_H
#define SCEAU_TESTS_BASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct fixture {
    landing land;
    arena *a;
} fixture;

int fixture_open(void **state);
int fixture_close(void **state);

#define FIXTURE(state) ((fixture *)*(state))
#define BASE_TEST(function)                                                    \
    cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)
#define COUNT(table) (sizeof(table) / sizeof *(table))

/* The slice holds exactly these bytes. */
#define assert_str(got, want)                                                  \
    do {                                                                       \
        str got_ = (got);                                                      \
        assert_int_equal(got_.n, strlen(want));                                \
        if (got_.n)                                                            \
            assert_memory_equal(got_.p, want, got_.n);                         \
    } while (0)

int run_memory_tests(void);
int run_text_tests(void);
int run_num_tests(void);
int run_date_tests(void);
int run_source_tests(void);
int run_diag_tests(void);
int run_file_tests(void);

#endif
