/*
 * node: YAML as we see it. A located tree of scalars, lists and maps; no
 * anchors, aliases, tags, merge keys or second documents. Types come later,
 * from the schema, never from how a scalar looks.
 */
#ifndef SCEAU_NODE_NODE_H
#define SCEAU_NODE_NODE_H

#include "base/diag.h"

typedef enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP } node_kind;

typedef enum node_style {
    NODE_PLAIN,
    NODE_SINGLE_QUOTED,
    NODE_DOUBLE_QUOTED,
    NODE_LITERAL,
    NODE_FOLDED
} node_style;

typedef struct node node;

typedef struct node_entry {
    node *key, *value; /* the key is a scalar, as typed */
} node_entry;

struct node { /* a dossier has one for each key and value: kept small */
    node_kind kind : 8;
    node_style style : 8; /* of a scalar */
    bool flow;            /* a list or map written in [ ] or { } */
    uint32_t count;       /* of items or entries; 0 of a scalar */
    span place;
    union {
        located text; /* of a scalar */
        node **items;
        node_entry *entries;
    };
};

enum {
    NODE_MAX_DEPTH = 64,
    NODE_MAX_FILE = 16 << 20,
    NODE_MAX_SCALAR = 1 << 20
};

/* The tree of a file; NULL after an error that leaves no tree (reported).
   An empty file gives an empty map. After other errors the tree is what can be
   kept: the first of two equal keys, no pair whose key is no word, and a value
   in braces that is a sentence as a scalar; so that the schema can go on
   without saying the same thing again. A value that is not given is a plain
   scalar of no text. Texts are slices of src->text where they can be: the
   source must live as long as the tree. */
node *node_read(arena *a, const source *src, diag_sink *sink);
/* The same, but goes on after a fault of syntax: the record that holds it is
   left out and the rest is read, so that one run tells of every fault. *whole
   is false when something is not in the tree. */
node *node_read_most(arena *a, const source *src, diag_sink *sink, bool *whole);
/* Is a text that is no YAML fit to be read: UTF-8, no control characters?
   Reports what is not. */
bool node_check_text(const source *src, diag_sink *sink);
/* Value under a key of exactly these bytes; NULL when absent or not a map. */
node *node_get(const node *map, str key);
void node_dump(buf *out, const node *n);

#endif
