/* What the files of the prose reader share. */
#ifndef SCEAU_EXPAND_PROSE_INT_H
#define SCEAU_EXPAND_PROSE_INT_H

#include "expand/expand_int.h"

struct cmark_node;

/* Private-use characters stand for what was lifted out. */
enum {
    PROSE_FIRST = 0xE000,
    PROSE_SLOTS = 6000,
    PROSE_ESCAPED = 0xF8FF /* before a number typed with « \ » */
};

typedef enum prose_slot_kind {
    SLOT_VALUE,
    SLOT_CRITERIA,
    SLOT_ILLUSTRATIVE,
    SLOT_LEAD
} prose_slot_kind;

typedef struct prose_slot {
    prose_slot_kind kind;
    span place;
    expr *e; /* NULL after an error */
    ref_list criteria;
} prose_slot;

typedef struct prose {
    expander *x;
    const located *text;
    buf marked;          /* the text that cmark reads */
    size_t kept;         /* bytes of `text` already in it */
    LIST(text_run) runs; /* from `marked` to `text` */
    LIST(prose_slot) slots;
    LIST(size_t) lines;
    LIST(struct cmark_node *) notes;
    int depth;
    /* What the current paragraph starts with. */
    ref_list criteria;
    bool illustrative, lead;
} prose;

struct cmark_node *prose_parse(prose *p);
span prose_place(const prose *p, struct cmark_node *n);
/* Bytes [from, to) of a text node that has no escapes before them. */
span prose_text_place(const prose *p, struct cmark_node *n, size_t from,
                      size_t to);
/* One block node → blocks at x->out. */
void prose_block(prose *p, struct cmark_node *n);
/* The inline children of a node. */
void prose_children(prose *p, struct cmark_node *n, uint16_t flags,
                    inline_list *out);

#endif
