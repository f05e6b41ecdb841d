/*
 * layout_int: what the files of layout share.
 *
 * Inlines → para (text, pieces, items: para.c) → lines (breaks.c, paragraph.c)
 * → boxes of a flow (blocks.c, table.c …) → pages (pages.c) → items and
 * elements (paint.c). Everything before painting is measured anew in each pass,
 * in the pass's arena; paras live in the cache and keep their lines.
 */
#ifndef SCEAU_LAYOUT_LAYOUT_INT_H
#define SCEAU_LAYOUT_LAYOUT_INT_H

#include "layout/para_int.h"

typedef struct line_scratch line_scratch;
typedef struct search_scratch search_scratch;
typedef struct item_scratch item_scratch;
typedef struct fragment_scratch fragment_scratch;
typedef struct river_scratch river_scratch;
typedef struct frame_scratch frame_scratch;
typedef struct flat_scratch flat_scratch;
typedef struct paint_scratch paint_scratch;

/* --- Boxes ---------------------------------------------------------------- */

typedef enum part_kind {
    PART_LINE,
    PART_FILL,
    PART_DRAWING, /* an element's content */
    PART_DECOR,   /* an artifact */
    PART_IMAGE,
    PART_LINK /* an area, beside what is inside inlines */
} part_kind;

/* Where a click leads, and what is said for it. */
typedef struct click {
    anchor to;
    str contents;
} click;

typedef struct part {
    uint8_t kind;     /* part_kind */
    uint8_t align;    /* of a line: theme_align */
    uint8_t ink;      /* of a fill: color */
    bool artifact;    /* a line of a repeated head */
    mpt x, y;         /* from the box; of a line, its baseline */
    const str *where; /* « Tableau 15 »: the block that it belongs to */
    element *e;
    union {
        struct {
            para *p;
            uint32_t index;
            mpt measure;
        } line;
        struct {
            mpt w, h;
        } fill;
        const drawing *drawn;
        struct {
            const image *what;
            mpt w, h;
        } picture;
        struct {
            const click *what;
            mpt w, h;
        } area;
    };
} part;

typedef struct badge {
    const doc_block *block;
    mpt baseline;             /* of the first line, from the box's top */
    mpt extent;               /* from there to the end of the paragraph */
    LIST(element *) elements; /* one a note */
} badge;

typedef struct running { /* number and title of the current level 1 */
    str number, title;
} running;

/* What is repeated when a table or a callout goes over a page. */
typedef struct vbox vbox;
typedef struct carry {
    const void *of;   /* the table or callout, which may have several */
    const vbox *head; /* on top of each following page */
    const vbox *foot; /* under the part that is cut; NULL: « Suite » */
    mpt tail;         /* height of that foot, or of « Suite » */
    mpt x, width;
    str words; /* « Suite du tableau page {0} → » */
} carry;

struct vbox {
    mpt height, gap; /* gap: before it, unless it tops a page */
    int32_t penalty; /* of a page break before it */
    bool snap;       /* its top goes down to the half-line grid */
    bool prose;      /* may fill the gap that a figure left */
    bool bare;       /* a page of its own without header: the cover */
    uint8_t geometry;
    uint8_t title;     /* level of the heading that it starts; 0 */
    uint8_t marks;     /* of the figures on it */
    bool illustrative; /* a caption bears the tag */
    uint32_t floats;   /* boxes of one number move together; 0: none */
    const carry *carried;
    const running *section;
    const outline_entry *outline;
    badge *note;
    LIST(part) parts;
    LIST(footnote *) feet;
    LIST(anchor) anchors;
};

struct footnote {
    const doc_inline *call;
    uint32_t number;
    anchor at; /* where its call leads */
    element *e;
    LIST(vbox) boxes;
};

/* A column that boxes are put into. */
typedef struct flow {
    layout *x;
    LIST(vbox) boxes;
    mpt left, width;             /* of text */
    mpt full_left, full_width;   /* of what takes the full measure */
    mpt label_left, label_width; /* margin column; width 0: none */
    element *parent;
    mpt pending;     /* space after the last block */
    int keep;        /* so many boxes must follow on the same page */
    bool snap_next;  /* the next box stands on the grid */
    bool unsnapped;  /* inside callouts and columns nothing snaps */
    bool start_page; /* a break is forced before the next box */
    bool first_in_group;
    int grouped; /* inside blocks that want one page */
    int depth;   /* of lists */
    uint8_t geometry;
    bool noted; /* a table or figure stands just before */
    style body; /* what « corps » becomes here */
    uint32_t floating;
    LIST(anchor) anchors; /* of blocks that had no box yet */
} flow;

vbox *flow_add(flow *f, mpt before, mpt height);
void flow_after(flow *f, mpt space);
/* Pages of that geometry from here on; gives the one before. Only at the level
   of the page: nothing that is inside something turns. */
uint8_t flow_turn(flow *f, uint8_t geometry);
flow flow_inside(const flow *f, mpt left, mpt width, element *parent);
part *box_part(layout *x, vbox *b, part_kind k, mpt dx, mpt dy);
/* A line of a para in a box. */
typedef struct text_at {
    para *p;
    uint32_t line;
    mpt x, y, w; /* y: top of the line; w 0: the para's measure */
    mpt leading; /* where its baseline lies; 0: the para's */
    theme_align align;
    element *e;
    bool artifact; /* a repeated head */
} text_at;

void box_put(vbox *b, const text_at *at);
/* Whether line `i` holds byte `at` of the para's text. */
bool line_holds(const para *p, uint32_t i, uint32_t at);
/* All lines, broken to at.w, aligned as the style says; the y below them. */
mpt box_para(vbox *b, text_at at, break_mode mode);
/* A para on one line. */
void box_label(vbox *b, text_at at);
void box_fill(layout *x, vbox *b, rect r, color ink);
void box_decor(layout *x, vbox *b, const drawing *d, mpt dx, mpt dy);
/* Takes the parts of `from` into `b`, moved. */
void box_merge(layout *x, vbox *b, const vbox *from, mpt dx, mpt dy);
/* All boxes of a sub-flow in one; its height. */
mpt box_stack(layout *x, vbox *b, const flow *sub, mpt dx, mpt dy);

/* --- Blocks --------------------------------------------------------------- */

void set_blocks(flow *f, const block_list *l);
void set_block(flow *f, const doc_block *b);
/* Lines of one paragraph, one box each; e takes the text. */
typedef struct lines_rule {
    mpt before, after, left, width;
    break_mode mode;
    element *e;
    bool snap, prose;
    para *label; /* beside the first line, at label_left */
    mpt label_left;
    element *label_e;
} lines_rule;
void set_lines(flow *f, para *p, const lines_rule *r);
void set_heading(flow *f, const doc_block *b);
void set_list(flow *f, const doc_block *b);
void set_callout(flow *f, const doc_block *b);
void set_table(flow *f, const doc_block *b);
void set_figure(flow *f, const doc_block *b);
void set_image(flow *f, const doc_block *b);
void set_meta(flow *f, const doc_block *b);
void set_kpis(flow *f, const doc_block *b);
void set_counters(flow *f, const doc_block *b);
void set_columns(flow *f, const doc_block *b);
void set_decisions(flow *f, const doc_block *b);
void set_signatures(flow *f, const doc_block *b);
void set_cover(flow *f, const doc_block *b);
void set_contents(flow *f, const doc_block *b);
void set_caption(flow *f, const doc_block *b, element *e);
void set_notes(flow *f, const doc_block *b);
/* The elements of a block's margin notes, before the block's own; NULL when it
   has none, or when there is no margin column and they are set as a line. */
badge *make_badge(flow *f, const doc_block *b);
/* Hangs it on the box at `index`, the first of a block just set. */
void hang_badge(flow *f, badge *g, size_t index, mpt leading);
/* Shapes that are not filled rectangles. */
typedef struct pen {
    color ink;
    mpt thick, on, off; /* on 0: solid; less than thick: round dots */
} pen;
drawing stroke_line(layout *x, mpt w, pen k);
drawing stroke_rect(layout *x, mpt w, mpt h, pen k);
const image *image_of(layout *x, const doc_image *m);
/* Width of n columns of the 12-column grid of the full measure. */
mpt grid_width(const flow *f, int n);

/* --- Pages ---------------------------------------------------------------- */

typedef struct placed {
    const vbox *box;
    mpt y; /* from the top of the text block */
    mpt x;
    bool copy; /* a repeated head: an artifact */
} placed;

typedef struct sheet {
    uint8_t geometry;
    bool bare;
    LIST(placed) boxes;
    LIST(placed) feet; /* footnotes, top down */
    mpt feet_top;      /* of their rule */
    mpt used;
    const running *section;
    const carry *cut; /* a table goes on */
    mpt cut_y;
} sheet;

typedef struct sheets {
    LIST(sheet) v;
} sheets;

/* Boxes of the whole document to pages. False: the last page of the last
   chapter is nearly empty, and nothing helped. */
bool make_pages(layout *x, const flow *f, sheets *out);
const page_geometry *geometry_of(const layout *x, uint8_t g);

/* --- The whole ------------------------------------------------------------ */

struct layout {
    const layout_context *c;
    const theme *t;
    const document *d;
    draw_context draw;
    arena *keep;  /* paras: from pass to pass */
    arena *brief; /* until the block is set: items, rows of tables */
    arena *a;     /* of this pass */
    arena *out;   /* elements of this pass */
    arena *page;  /* items of the page being painted, or of all pages */
    page_list *list;
    map drawings;
    para **paras; /* open addressing: those that para_of finds again */
    size_t para_slots, para_count;
    LIST(para *) unsettled;
    uint32_t *page_of; /* by anchor: page from the pass before; 0 unknown */
    uint32_t page_count, anchor_count;
    uint32_t note_number; /* within the level 1 */
    uint32_t table_number, float_number;
    const running *section;
    const str *where; /* label of the captioned block that is being set */
    LIST(footnote *) feet;
    int pass;
    bool painting;
    /* Lists that are used again and again. */
    line_scratch *line;
    search_scratch *search;
    item_scratch *items;
    fragment_scratch *fragments;
    river_scratch *rivers;
    frame_scratch *frame;
    flat_scratch *flat;
    paint_scratch *painted;
};

rgb ink_of(const layout *x, color k);
const text_style *style_of(const layout *x, style s);
/* The footnote of a call, measured once a pass. */
footnote *footnote_of(layout *x, const doc_inline *call);
uint32_t footnote_number(layout *x, const doc_inline *call);

/* An anchor of ours: a note, a heading of the bookmarks. */
anchor new_anchor(layout *x);

/* --- Painting --------------------------------------------------------------
 */

typedef LIST(item) item_list;

typedef struct painter {
    layout *x;
    const page_geometry *g;
    uint32_t index; /* of the page */
    page *to;
    item_list fills;  /* grounds: below the rules */
    item_list under;  /* rules, signs: one artifact with the fills */
    item_list over;   /* marked content */
    item_list copies; /* repeated heads: one artifact */
    item_list head, foot;
    element *open; /* whose content `over` is in */
    uint8_t marks;
    bool illustrative;
} painter;

typedef struct line_place {
    mpt x, y; /* of the page; y: baseline */
    mpt measure;
    theme_align align;
    element *e;      /* NULL: an artifact */
    item_list *copy; /* where an artifact goes */
} line_place;

void paint_line(painter *t, para *p, uint32_t i, const line_place *at);
void paint_open(painter *t, element *e);
void paint_close(painter *t);
void paint_fill(painter *t, rect r, color ink);
/* An item of a drawing at (dx, dy) into a list; what it needs is copied. */
void paint_item(painter *t, item_list *to, const item *from, mpt dx, mpt dy);
void paint_items(painter *t, item_list *to, const drawing *d, mpt dx, mpt dy);
/* A clickable area of an element. */
void paint_link(painter *t, rect box, const tag *what, element *e);
/* figures.c: what the part prints, into the list of the whole. */
void note_line(painter *t, const part *p);
void note_drawing(painter *t, const part *p);
void paint_frame(painter *t, const sheet *s); /* header and footer */
/* How much of the badges shows: what has no room loses its titles, then stands
   two in a row. */
typedef enum badge_mode { BADGE_TITLES, BADGE_PILLS, BADGE_PAIRS } badge_mode;
typedef struct badge_place {
    mpt top;
    badge_mode mode;
} badge_place;
/* One a box of the sheet, for those that bear badges. */
badge_place *place_badges(layout *x, const sheet *s);
void paint_badges(painter *t, const badge *g, badge_place at);

/* Fills x->list from the sheets. */
void paint(layout *x, const sheets *s);

#endif
