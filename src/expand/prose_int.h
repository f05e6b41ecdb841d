/* What the files of the prose reader share. */
#ifndef SCEAU_EXPAND_PROSE_INT_H
#define SCEAU_EXPAND_PROSE_INT_H

#include "expand/expand_int.h"

struct cmark_node;

/* Private-use characters stand for what was lifted out. */
enum {
    PROSE_FIRST = 0xE000,
    PROSE_SLOTS = 6000,
    PROSE_ESCAPED = 0xF8FF, /* before a number typed with « \ » */
    PROSE_PRIVATE_END = 0xF900
};

typedef enum prose_slot_kind {
    SLOT_UNREAD, /* its place is known, nothing else yet */
    SLOT_VALUE,
    SLOT_CRITERIA,
    SLOT_ILLUSTRATIVE,
    SLOT_LEAD
} prose_slot_kind;

typedef struct prose_slot {
    prose_slot_kind kind;
    size_t from, to; /* braces included, in the prose's text */
    expr *e;         /* NULL after an error */
    ref_list criteria;
} prose_slot;

/* What the current paragraph starts with. */
typedef struct prose_prefix {
    ref_list criteria;
    bool illustrative, lead;
    span place; /* of the last of them */
} prose_prefix;

typedef struct prose {
    expander *x;
    arena *a; /* of the parse: cmark's tree and the way back from it */
    const located *text;
    buf marked;          /* the text that cmark reads */
    size_t kept;         /* bytes of `text` already in it */
    LIST(text_run) runs; /* from `marked` to `text` */
    LIST(prose_slot) slots;
    LIST(size_t) open; /* braces without their closing one */
    LIST(size_t) lines;
    LIST(struct cmark_node *) notes;
    int depth;    /* of nested inlines and blocks */
    int nested;   /* of lists and quotations around */
    bool in_note; /* inside a footnote */
    prose_prefix prefix;
} prose;

/* prose.c */

/* NULL after an error; p->a is to be freed in any case. */
struct cmark_node *prose_parse(prose *p);
/* The slot that a character of a node stands for; NULL for none. */
prose_slot *prose_slot_of(prose *p, uint32_t c);
/* Compiles the slot, once. */
void prose_read_slot(prose *p, prose_slot *s);
/* E0502 over one text node. */
void prose_look_for_braces(prose *p, struct cmark_node *text);
/* A node's text as it was typed: slots and escapes put back. */
str prose_typed(prose *p, const char *literal);
/* The same on one line, cut: for a message. */
str prose_quoted(prose *p, const char *literal);

/* prose_place.c: from cmark's lines and columns to the dossier's */

void prose_index_lines(prose *p);
span prose_place(const prose *p, struct cmark_node *n);
/* Bytes [from, to) of the text that cmark read. */
span prose_span(const prose *p, size_t from, size_t to);

/* Follows the text of one node in the text that cmark read; only forwards. */
typedef struct prose_walk {
    const prose *p;
    str literal;
    size_t at, source; /* the same place in both */
    span otherwise;    /* the node, where they cannot be matched */
    bool lost;
} prose_walk;

prose_walk prose_walk_new(const prose *p, struct cmark_node *text);
/* Bytes [from, to) of the node's text; `from` may not go back. */
span prose_walk_span(prose_walk *w, size_t from, size_t to);
/* Where that byte of the node stands in the prose's text. */
size_t prose_walk_source(prose_walk *w, size_t at);
/* Is that byte typed with a « \ » before it? */
bool prose_walk_escaped(prose_walk *w, size_t at);

/* prose_numbers.c: N0506 over one text node */

void prose_look_for_numbers(prose *p, struct cmark_node *text);

/* prose_notes.c: footnotes */

void prose_index_notes(prose *p, struct cmark_node *root);
void prose_put_note(prose *p, struct cmark_node *call, inline_list *out);
/* Calls of notes that are written nowhere. */
void prose_look_for_calls(prose *p, struct cmark_node *text);

/* prose_block.c, prose_inline.c */

/* One block node → blocks at x->out. */
void prose_block(prose *p, struct cmark_node *n);
/* Reports a block where only a sentence can stand. */
void prose_refuse_block(prose *p, struct cmark_node *n);
/* The inline children of a node. */
void prose_children(prose *p, struct cmark_node *n, uint16_t flags,
                    inline_list *out);
/* One paragraph that is no block of the document: of a cell, a note. {criteres}
   and {chapo} have no effect there. */
void prose_sentence(prose *p, struct cmark_node *n, inline_list *out);

#endif
