/* world: a small campus for the tests of expressions: partners, actions, two
   indicators, one date, and what turns a text into a value or a message. */
#ifndef TEST_EXPR_WORLD_H
#define TEST_EXPR_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "expr/expr_tree.h"

typedef struct world {
    landing land;
    arena *a;
    diag_sink *sink;
    expr_scope scope;
    located text;
} world;

int world_open(void **state);
int world_close(void **state);

/* The text as one line of a file, from column 5 on. */
located world_text(world *w, const char *z);
expr *world_compile(world *w, const char *z, expr_kind want);
/* « 12.5 », « "texte" », « vrai », « [a, b] », « - secret », or the errors:
   « E0310@7 » for each, at its column in the file. */
str world_value(world *w, const char *z);

typedef struct world_case {
    const char *text, *gives;
} world_case;

void world_check(void **state, const world_case *cases, size_t n);

#define WORLD_CHECK(state, cases)                                              \
    world_check((state), (cases), sizeof(cases) / sizeof *(cases))

#endif
