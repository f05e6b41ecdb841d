/* toy: a record with every kind of field, and what binds a text to it. A « § »
   in a text marks the place where a diagnostic is expected. */
#ifndef TEST_SCHEMA_TOY_H
#define TEST_SCHEMA_TOY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "schema/schema.h"

typedef enum hue { HUE_ABSENT, HUE_RED, HUE_BLUE, HUE_L, HUE_COUNT } hue;

typedef struct part {
    record_head head;
    str name;
    number weight;
} part;

typedef struct toy_block {
    record_head head;
    hue kind; /* red holds a part, blue holds nothing */
    const void *record;
} toy_block;

typedef LIST(toy_block) toy_blocks;

typedef struct toy {
    record_head head;
    str label;
    located text, expr;
    number number, whole, euros, share;
    yesno flag;
    date date, day;
    period period;
    hue hue;
    unsigned hues;
    ref ref;
    ref_list refs;
    str_list labels;
    located_list texts;
    period_list periods;
    part part;
    LIST(part) parts;
    toy_blocks blocks;
} toy;

typedef struct toy_file { /* a root */
    toy single;
    LIST(toy) many;
} toy_file;

extern const record_type type_toy, type_part, type_toy_file;

typedef struct bench {
    landing land;
    arena *a;
    diag_sink *sink;
    binder b;
    toy_file file;
} bench;

int bench_open(void **state);
int bench_close(void **state);
/* Binds one more file; gives what was expected at « § ». */
place bench_bind(bench *x, const char *text);
/* The text is one toy under `single:`, indented by two spaces. */
place bench_single(bench *x, const char *text);

extern const struct CMUnitTest bind_tests[], code_tests[], output_tests[];
extern const size_t bind_test_count, code_test_count, output_test_count;

#endif
