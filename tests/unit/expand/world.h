/* world: a small dossier in a temporary folder, loaded, computed, expanded.
   Templates' words, theme and criteria are the shipped ones. */
#ifndef TEST_EXPAND_WORLD_H
#define TEST_EXPAND_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "expand/expand.h"

typedef struct world {
    landing land;
    arena *a;
    diag_sink *sink;
    locale *l;
    model *m;
    calc *c;
    coverage *v;
    document *d; /* NULL after an error */
    bool filing;
    char folder[64];
} world;

int world_open(void **state);
int world_close(void **state);

/* Writes a file of the dossier, over the one that was there. */
void world_file(world *w, const char *name, const char *text);
/* The same with bytes. */
void world_bytes(world *w, const char *name, str bytes);
/* `corps` of the document's template; lines indented by two. */
void world_body(world *w, const char *body);

/* Loads, computes, expands: the document's dump without its first line; ""
   after an error. */
const char *world_dump(world *w);
/* The same where the document is one text, textes/a.md. */
const char *world_prose(world *w, const char *prose);
/* What was reported: « E0501 textes/a.md:3:5 <b> » a line, with the text that
   the message points at. */
const char *world_said(world *w);
/* The only paragraph of world_prose, without « paragraph: ». */
const char *world_inline(world *w, const char *prose);

#define WORLD(f) cmocka_unit_test_setup_teardown(f, world_open, world_close)

int prose_tests(void);
int place_tests(void);
int number_tests(void);
int chart_tests(void);
int block_tests(void);
int section_tests(void);
int table_tests(void);
int criteria_tests(void);
int review_tests(void);

#endif
