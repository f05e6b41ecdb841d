/* What the layout tests share: the charter's theme, the project's fonts,
   builders of documents. */
#ifndef SCEAU_TESTS_LAYOUT_TESTS_H
#define SCEAU_TESTS_LAYOUT_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/layout_int.h"
#include "layout/table_int.h"

typedef struct fixture {
    landing land;
    arena *a;
    theme look;
    layout_context c;
    doc_words words;
    document doc;
} fixture;

void charter_theme(theme *t);
int open_fixture(void **state);
int close_fixture(void **state);
str read_file(arena *a, const char *path);

/* Builders: each appends to a list and gives what it made. */
doc_block *add_block(fixture *x, block_list *l, block_kind k);
doc_block *add_heading(fixture *x, uint8_t level, const char *number_text,
                       const char *title);
doc_block *add_paragraph(fixture *x, block_list *l, const char *text);
/* Columns: letters t n c s m, * for the flexible one. */
doc_block *add_table(fixture *x, const char *columns, const char *heads);
/* Cells parted by | */
doc_row *add_row(fixture *x, doc_block *b, row_kind k, const char *cells);
/* `n` words of French prose, the same for the same seed. */
str prose(fixture *x, unsigned seed, int n);
/* Everything that the charter shows, for the eye and the invariants. */
void sample_document(fixture *x);

/* A layout before its first pass, for what needs no pages. */
layout *open_layout(fixture *x);
/* Whether the sink holds such a diagnostic. */
bool reported(const fixture *x, diag_code code);

int test_paragraph(void);
int test_table(void);
int test_pages(void);
int test_cuts(void);
int test_figures(void);
int test_narrow(void);

#endif
