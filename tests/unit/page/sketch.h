/* A document drawn by hand: what layout would give, for the tests of page and
   of pdf. */
#ifndef SCEAU_TESTS_SKETCH_H
#define SCEAU_TESTS_SKETCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag.h"
#include "page/page.h"

typedef struct sketch {
    landing land;
    arena *a;
    diag_sink *sink;
    font_set *fonts;
    const font_face *sans, *bold, *serif, *italic;
    page_list *pages;
    page *p;        /* the one being drawn */
    uint32_t index; /* its number */
} sketch;

/* Opens the fonts and an empty document with a root. */
sketch *sketch_new(void);
void sketch_free(sketch *k);
str sketch_file(arena *a, const char *path); /* its bytes */

void sketch_page(sketch *k, const char *label); /* A4 */
/* Marked content of `e`, which claims it. */
void sketch_begin(sketch *k, element *e);
void sketch_artifact(sketch *k, artifact_kind kind);
void sketch_end(sketch *k);
/* Text at a baseline; gives its end. */
mpt sketch_text(sketch *k, const font_face *f, mpt size, point at,
                const char *text);
void sketch_rectangle(sketch *k, rect r, rgb colour);
/* A new element with one line of text in marked content of its own. */
element *sketch_line(sketch *k, element *parent, role r, mpt y,
                     const char *text);
/* Makes an element of role Link with its annotation. */
element *sketch_link(sketch *k, element *parent, mpt y, const char *text,
                     const char *uri);
uint32_t sketch_anchor(sketch *k, mpt y);
/* Headings, paragraphs, list, table, figure, note, links, image over two
   pages: everything that a file can hold. */
void sketch_everything(sketch *k);

#endif
