/* Inside page: what the two files of the checker share. */
#ifndef SCEAU_PAGE_CHECK_INT_H
#define SCEAU_PAGE_CHECK_INT_H

#include "base/map.h"
#include "page/page.h"

/* A marked content as it stands on its page. */
typedef struct mark {
    const element *element;
    uint32_t opened, claims;
    bool ink; /* something else than blanks */
} mark;

typedef struct checker {
    arena *a;
    const page_list *pages;
    page_fault_list *out;
    uint32_t *first_mark, *first_link; /* of each page */
    mark *marks;
    uint32_t *link_claims;
    map ids;
    int heading; /* level of the last one */
    bool headings;
    bool *entry_on; /* each page: what a contents lists has content there */
} checker;

void add_fault(checker *c, page_fault_kind kind, const element *e);
void add_fault_at(checker *c, page_fault_kind kind, const element *e,
                  uint32_t page, uint32_t index);
/* False when it is ill-formed or holds what is no text. */
bool is_text(str s);
bool is_language(str tag);
/* The structure, from the root down: check_tree.c. */
void check_tree(checker *c);
/* One table: check_table.c. */
void check_table(checker *c, const element *table);

#endif
