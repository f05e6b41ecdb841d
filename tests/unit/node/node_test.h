/* What the tests of node share. */
#ifndef NODE_TEST_H
#define NODE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "node/node.h"

typedef struct reading {
    arena *a;
    source *src;
    diag_sink *sink;
    node *n;
} reading;

/* Reads a text; closed with reading_end. */
reading reading_of(str text);
void reading_end(reading *r);

extern const struct CMUnitTest tree_tests[], runs_tests[], trap_tests[],
    limit_tests[];
extern const size_t tree_test_count, runs_test_count, trap_test_count,
    limit_test_count;

#endif
