/* What the files of expand share. */
#ifndef SCEAU_EXPAND_EXPAND_INT_H
#define SCEAU_EXPAND_EXPAND_INT_H

#include "base/map.h"
#include "expand/expand.h"

enum { EXPAND_MAX_DEPTH = 32 };

typedef LIST(anchor) anchor_list;

/* Something that can be pointed at by name: `[](#tab-budget)`. */
typedef struct named_anchor {
    str id;
    anchor number;
    str label;  /* « tableau 15 », once it has been met */
    bool known; /* its block was met */
    span asked; /* where it was first asked for */
} named_anchor;

/* A reference whose label is filled when the walk is over. */
typedef struct pending_label {
    doc_inline *text;
    const named_anchor *to;
} pending_label;

/* A cell that lists the pages where a criterion is answered. */
typedef struct pending_pages {
    doc_inline *pages;
    str criterion;
} pending_pages;

/* A badge that links to its criterion's row, if there is one in the end. */
typedef struct pending_badge {
    doc_block *block;
    size_t index; /* in its margin */
    const named_anchor *to;
} pending_badge;

/* A block that needs the whole walk: made last, at its place. */
typedef struct deferred_block {
    doc_block *group;
    const template_compliance *compliance;
    str label;
} deferred_block;

/* A sommaire, or a list of tables or figures, filled when all are known. */
typedef struct pending_contents {
    doc_block *block;
    const template_contents *from;
} pending_contents;

typedef LIST(contents_entry) contents_list;

typedef struct expander {
    arena *a;
    const model *m;
    const calc *c;
    coverage *coverage;
    const locale *l;
    diag_sink *sink;
    view_context view;
    const expr_scope *scope; /* names in sight, innermost first */
    const output_document *output;
    document *doc;
    block_list *out; /* where blocks go now */
    int depth;       /* of nested blocks */
    int level;       /* of the section around: 0 none, 1, 2 */
    bool in_sheet;   /* inside an objective sheet */
    str here;      /* the section around: « section 2.1 », « annexe III » */
    bool numbered; /* the section of level 1 around has a number */
    int h1, h2, annexes, tables, figures;
    map anchors;  /* id → named_anchor */
    map typed;    /* id → record_head: the first block that bears it */
    map criteria; /* id → anchor_list: the blocks that answer it */
    LIST(pending_label) labels;
    LIST(pending_pages) pages;
    LIST(pending_badge) badges;
    LIST(deferred_block) deferred;
    LIST(pending_contents) contents;
    contents_list entries; /* titles, in order */
    LIST(str) gaps; /* texts that the program's template asks for in vain */
} expander;

/* words.c */

/* A printed word or sentence of mots-fr.yaml, by key. */
str word(const expander *x, const char *key);
/* The same with its slots {0}, {1} filled. */
str phrase(const expander *x, const char *key, const str *args, size_t n);
#define PHRASE(x, key, ...)                                                    \
    phrase((x), (key), (const str[]){__VA_ARGS__},                             \
           sizeof((const str[]){__VA_ARGS__}) / sizeof(str))
doc_words *words_make(const expander *x);
/* The dossier's version, or « à préciser ». */
str version_of(const expander *x);

/* slots.c: texts with {expressions} */

/* Inlines of a label with slots, typeset. */
inline_list slots_inlines(expander *x, const located *text);
/* The same as plain text. */
str slots_text(expander *x, const located *text);
/* A value as it prints. */
void put_value(expander *x, inline_list *out, expr_value v,
               const expr_type *type);
void put_cell(expander *x, inline_list *out, const view_cell *cell);
/* French typography over a paragraph. */
void typeset_inlines(expander *x, inline_list *list);
/* Evaluates an expression of a template; false when absent, wrong or missing.
 */
bool evaluate(expander *x, const located *source, expr_kind want,
              expr_value *out, expr_type *type);

/* --- refs.c: anchors, numbers, cross-references -----------------------------
 */

anchor expand_anchor(expander *x);
named_anchor *anchor_of(expander *x, str id, span asked);
/* The block is what `id` names; its label is what references print. */
void define_anchor(expander *x, doc_block *b, str id, str label);
/* Reports the id when another block of the document bears it: references could
   not tell which is meant. One block printed twice is the same block. */
void claim_id(expander *x, const record_head *h);
/* « tableau 15, page 41 », linked. */
void put_reference(expander *x, inline_list *out, str id, span at);
/* The block answers these criteria: badges, coverage, pages. */
void cite_criteria(expander *x, doc_block *b, const ref_list *criteria,
                   evidence what, bool badges);
/* « section 2.1 »: the section around, as evidence. */
evidence here_as_evidence(const expander *x, span place);
/* Fills labels, pages, contents; reports what was never met. */
void settle_references(expander *x);

/* --- contents.c -------------------------------------------------------------
 */

void expand_contents(expander *x, const template_block *b);
/* The heading is one of the titles of the sommaire. */
void enter_contents(expander *x, const doc_block *h);
void fill_contents(expander *x);

/* prose.c */

/* Prose (CommonMark and the five additions) → blocks. */
void expand_prose(expander *x, const located *text, block_list *out);
/* One paragraph of prose as inlines: fields typed texte in cells, captions. */
inline_list prose_inlines(expander *x, const located *text);
void put_callout(expander *x, callout_kind kind, str title, span place,
                 block_list *kids);

/* blocks.c, sections.c, tables.c, charts.c */

void expand_blocks(expander *x, const template_blocks *blocks);
void expand_block(expander *x, const template_block *b);
doc_block *add_block(expander *x, block_kind kind, span place);
str roman(arena *a, int n);
/* A heading of level 1 to 3, numbered at 1 and 2. */
doc_block *add_heading(expander *x, int level, inline_list title, span place);
doc_block *add_paragraph(expander *x, style s, inline_list text, span place);
/* Prose, or the callout that says that it is not written yet. */
void put_prose(expander *x, const template_text *t);
void expand_section(expander *x, const template_block *b);
void expand_objective(expander *x, const template_block *b);
void expand_table(expander *x, const template_block *b);
void expand_funding(expander *x, const template_block *b);
void expand_compliance(expander *x, const template_block *b);
void finish_compliance(expander *x, const deferred_block *d);
void expand_chart(expander *x, const template_block *b);
void expand_key_figures(expander *x, const template_block *b);
void expand_counters(expander *x, const template_block *b);
void expand_decisions(expander *x, const template_block *b);
void expand_execution(expander *x, const template_block *b);
void expand_sides(expander *x, const template_block *b);
void expand_cover(expander *x, const template_block *b);
void expand_signatures(expander *x, const template_block *b);
/* A picture of the dossier; reported when it cannot be read. */
void put_image(expander *x, str path, str alt, bool decorative, span place);
/* The bytes of a picture that can be printed; false after a report. */
bool read_picture(expander *x, str path, span place, str *bytes);
void expand_image(expander *x, const template_block *b);
void expand_figure_data(expander *x, const template_block *b);
/* Reports an alternative text that tells nothing of the picture. */
void check_alternative(expander *x, str path, str alt, span place);
/* A view’s table as a block with caption and notes. */
doc_block *table_block(expander *x, const view_table *t, span place);
str next_table_label(expander *x);
str next_figure_label(expander *x);
/* « Tableau 15 » → « tableau 15 », as references print it. */
str label_in_text(expander *x, str label);

/* The records of a list expression. */
typedef struct record_list {
    const expr_value *v;
    size_t n;
    expr_type type; /* of an element */
} record_list;

/* Filtered and sorted; `which` needs no scope. False after an error, or when
   there is no list. */
bool select_list(expander *x, const located *source, view_selection which,
                 record_list *out);

/* A scope with the names of the i-th, for the content of a `pour`. */
typedef struct loop_scope {
    expr_binding bindings[3];
    expr_scope scope;
} loop_scope;
void loop_open(expander *x, loop_scope *s, str name, const record_list *l,
               size_t i);

#endif
