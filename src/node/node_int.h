/* node, inside: what the files of this folder share. */
#ifndef SCEAU_NODE_NODE_INT_H
#define SCEAU_NODE_NODE_INT_H

#include <yaml.h>

#include "base/list.h"
#include "node/node.h"

enum { NODE_MAX_COUNT = 1 << 20, NODE_MAX_REPORTS = 100 };

/* A list or map that is being read. */
typedef struct frame {
    node *n;
    node *key;    /* its value is awaited; NULL: the pair is dropped */
    bool has_key; /* between a key and its value */
    LIST(node *) items;
    LIST(node_entry) entries;
} frame;

typedef struct reader {
    arena *a;
    const source *src;
    diag_sink *sink;
    size_t reports_before; /* in the sink when the reading began */
    frame stack[NODE_MAX_DEPTH];
    size_t depth;
    node *root;
    size_t count;          /* of nodes made */
    uint32_t bytes;        /* a place known both in bytes … */
    size_t chars;          /* … and in characters, as libyaml counts */
    const node *last;      /* the last scalar read */
    uint32_t brace_end;    /* end of a value reported for its first brace */
    bool failed, finished; /* failed: no tree is given */
    bool documents;        /* one was seen */
    yaml_parser_t parser;
    yaml_event_t event;
    bool parser_open, event_open;
} reader;

/* Reports and counts: past NODE_MAX_REPORTS the reading stops. */
diagnostic *reader_report(reader *r, diag_code code, uint32_t start,
                          uint32_t end, str arg);
diagnostic *reader_report2(reader *r, diag_code code, span at, str arg0,
                           str arg1);
/* Byte offset of a mark. */
uint32_t reader_offset(reader *r, yaml_mark_t mark);

/* Is the text fit for YAML: UTF-8, no control characters, not too large. */
bool encoding_check(const source *src, diag_sink *sink);
/* May this character be in a text? */
bool encoding_allows(uint32_t cp);

/* The map from a scalar's text to the file, by reading again the bytes
   n->place in step with n->text.s. No runs when they disagree. */
void runs_trace(arena *a, node *n);

/* What can be read but was surely meant otherwise; called on each scalar, on
   each key, and on each finished list or map of the flow style. */
void traps_scalar(reader *r, const node *n, const frame *in);
void traps_key(reader *r, node *key);
bool traps_pair(reader *r, const frame *in, const node *key, const node *value);
node *traps_flow_map(reader *r, node *map);
void traps_flow_list(reader *r, const node *list);

/* Says in plain words why libyaml stopped. */
void explain_fault(reader *r);

#endif
