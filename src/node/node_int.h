/* node, inside: what the files of this folder share. */
#ifndef SCEAU_NODE_NODE_INT_H
#define SCEAU_NODE_NODE_INT_H

#include <yaml.h>

#include "base/list.h"
#include "base/map.h"
#include "node/node.h"

enum {
    NODE_MAX_COUNT = 1 << 20,
    NODE_MAX_REPORTS = 100,
    NODE_MAX_FAULTS = 20,
    NODE_MAX_MENDED = 1 << 20 /* bytes of a file that is read more than once */
};

/* A list or map that is being read. */
typedef struct frame {
    node *n;
    node *key;    /* its value is awaited; NULL: the pair is dropped */
    bool has_key; /* between a key and its value */
    LIST(node *) items;
    LIST(node_entry) entries;
    map keys; /* of the entries, once they are many */
} frame;

typedef struct reader {
    arena *a;
    const source *src;
    str text; /* the source's, without the records that are left out */
    diag_sink *sink;
    size_t reports_before; /* in the sink when the reading began */
    frame stack[NODE_MAX_DEPTH];
    size_t depth;
    node *root;
    size_t count;          /* of nodes made */
    uint32_t bytes;        /* a place known both in bytes … */
    size_t chars;          /* … and in characters, as libyaml counts */
    const node *last;      /* the last scalar read */
    uint32_t told;         /* a fault after this on its line is told already */
    uint32_t cut_at;       /* a # that may have cut the last scalar, or 0 */
    bool failed, finished; /* failed: no tree is given */
    bool fault;            /* of syntax: what is after it was not read */
    uint32_t last_error;   /* where the last one was told */
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

/* Blanks the record that holds the fault at `at`: the item of a list right
   under a top-level key, else all that is under the key. False when there is
   nothing to blank. Line ends stay, so that all else keeps its place. */
bool blank_record(char *text, size_t n, size_t at);

/* A scalar whose text is the file's own bytes [from, to). */
node *reader_slice(reader *r, span at, uint32_t from, uint32_t to);

/* The map from a scalar's text to the file, by reading again the bytes
   n->place in step with n->text.s. No runs when they disagree. */
void runs_trace(arena *a, node *n);

/* What can be read but was surely meant otherwise. Each gives false when what
   it looked at must be left out of the tree. */
void traps_scalar(reader *r, const node *n, const frame *in);
bool traps_key(reader *r, const frame *in, node *key);
bool traps_pair(reader *r, frame *in, node *key, const node *value);
/* Of a finished map or list in the flow style. A map that is no map gives its
   bytes as a scalar. */
node *traps_flow_map(reader *r, node *m);
void traps_flow_list(reader *r, const node *list);
/* Says what waited for the next event to be sure. */
void traps_settle(reader *r);

/* Says in plain words why libyaml stopped. */
void explain_fault(reader *r);

/* --- look: the text around a place ------------------------------------------
   All take the whole text and an offset. */
bool look_blank(char c);       /* space or tab */
bool look_gap(char c);         /* blank, line end, or '\0': end of the text */
char look_at(str s, size_t i); /* '\0' past the end */
size_t look_line_start(str s, size_t at);
size_t look_line_end(str s, size_t at);
str look_rest(str s, size_t at); /* of the line, trimmed, if very long cut */
size_t look_past_blanks(str s, size_t at);
size_t look_before_blanks(str s, size_t at);
bool look_same_line(str s, size_t x, size_t y);
bool look_first_of_line(str s, size_t at);
/* What is written first on the nearest line above with more than a comment;
   SIZE_MAX when there is none. */
size_t look_line_above(str s, size_t at);
size_t look_hard_space(str s, size_t at); /* length of U+00A0, U+202F, or 0 */
size_t look_word(str s, size_t at);       /* end of a key-like word, or `at` */
/* The colon of « titre:Eau » at `at`, or SIZE_MAX. */
size_t look_glued_colon(str s, size_t at);
bool look_glued_dash(str s, size_t at); /* « -Eau » */
bool look_number(str s);                /* digits and thousands only */
str look_quoted(arena *a, str s);       /* as a YAML value in quotes */

#endif
