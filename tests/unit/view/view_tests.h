/* What the tests of this folder share: a small dossier, loaded once a test. */
#ifndef SCEAU_TESTS_VIEW_TESTS_H
#define SCEAU_TESTS_VIEW_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "view/view.h"

typedef struct fixture {
    landing land;
    arena *a;
    diag_sink *sink;
    locale *l;
    model *m;
    calc *c;
    coverage *coverage;
    view_context v;
} fixture;

int open_fixture(void **state);
int close_fixture(void **state);

/* A `tableau` block with these columns « champ|format|somme », NULL-ended. */
template_table *table_block(fixture *x, const char *source,
                            const char *const *columns);
located typed(const char *text);
view_table *made(fixture *x, const template_table *t);
/* The text of a cell; "" when the table is smaller. */
const char *cell(fixture *x, const view_table *t, size_t row, size_t column);

int test_words(void);
int test_values(void);
int test_tables(void);
int test_shaped(void);

#endif
