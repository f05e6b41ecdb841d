/*
 * page: what lies between layout and pdf. Pages as display lists, the
 * structure tree, outline, destinations, labels, metadata.
 *
 * Lengths in mpt (1/1000 pt); origin at the top left of the page, y down.
 * Everything is an arena's; pdf walks it and decides nothing.
 */
#ifndef SCEAU_PAGE_PAGE_H
#define SCEAU_PAGE_PAGE_H

#include "base/date.h"
#include "base/figure.h"
#include "base/list.h"
#include "base/source.h"
#include "font/font.h"
#include "image/image.h"

#ifndef SCEAU_MPT
#define SCEAU_MPT
typedef int32_t mpt;
#endif

typedef struct rgb {
    uint8_t r, g, b;
} rgb;

typedef struct point {
    mpt x, y;
} point;

typedef struct rect {
    mpt x, y, w, h;
} rect;

/* --- Structure elements (ISO 32000-1, 14.8.4) --- */

typedef enum role {
    ROLE_DOCUMENT,
    ROLE_PART,
    ROLE_SECT,
    ROLE_DIV,
    ROLE_ASIDE, /* → Div */
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_H4,
    ROLE_P,
    ROLE_L,
    ROLE_LI,
    ROLE_LBL,
    ROLE_LBODY,
    ROLE_TABLE,
    ROLE_CAPTION,
    ROLE_THEAD,
    ROLE_TBODY,
    ROLE_TFOOT,
    ROLE_TR,
    ROLE_TH,
    ROLE_TD,
    ROLE_TOC,
    ROLE_TOCI,
    ROLE_SPAN,
    ROLE_LINK,
    ROLE_REFERENCE,
    ROLE_NOTE,
    ROLE_FIGURE,
    ROLE_BLOCKQUOTE,
    ROLE_COUNT
} role;

typedef enum scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH } scope;

typedef struct element element;

typedef enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_LINK } kid_kind;

typedef struct kid {
    kid_kind kind;
    union {
        element *element;
        struct {            /* of a content or a link */
            uint32_t page;  /* its index */
            uint32_t index; /* marked-content number there, or link number */
        };
    };
} kid;

/* What few elements have. Strings empty when absent. */
typedef struct element_more {
    str alt, actual, title;
    str lang;
    str id;                /* for Headers and for notes */
    LIST(str) headers;     /* of a TD or TH: ids */
    const char *numbering; /* of an L: "Decimal", "Disc", "None"; NULL */
    rect bbox;             /* of a figure, on its page; w 0: none */
    uint32_t bbox_page;
    str summary; /* of a table */
} element_more;

/* Kids stand in reading order. */
struct element {
    uint8_t role;                /* role */
    uint8_t scope;               /* scope, of a TH */
    uint16_t col_span, row_span; /* 0 or 1: none */
    element *parent;
    LIST(kid) kids;
    span place;               /* where it came from */
    const element_more *more; /* never NULL; shared while all is absent */
};

/* Display list */

typedef enum item_kind {
    ITEM_BEGIN,    /* marked content of an element: everything to its END */
    ITEM_ARTIFACT, /* an artifact opens */
    ITEM_END,
    ITEM_GLYPHS,
    ITEM_PATH,
    ITEM_IMAGE
} item_kind;

typedef enum artifact_kind {
    ARTIFACT_LAYOUT,     /* rules, backgrounds, signs */
    ARTIFACT_HEADER,     /* Pagination, Header */
    ARTIFACT_FOOTER,     /* Pagination, Footer */
    ARTIFACT_PAGINATION, /* repeated heads, « Suite » */
    ARTIFACT_BACKGROUND
} artifact_kind;

/* A glyph stands at x (from the run's origin) and dy above the baseline; its
   text is bytes [at, at + len) of the run's text. len 0: belongs to the glyph
   before it. */
typedef struct page_glyph {
    uint32_t gid;
    mpt x;
    int16_t dy; /* mpt, up */
    uint16_t at;
    uint8_t len;
} page_glyph;

/* A line-end hyphen is a glyph whose text is U+00AD. */
typedef struct glyphs_item {
    const font_face *face;
    mpt size;
    point at; /* origin, on the baseline */
    rgb colour;
    int16_t stretch;  /* glyph expansion in 1/1000: 1000 is none */
    int16_t tracking; /* mpt between glyphs, already in x; for dumps */
    str text;
    const page_glyph *glyphs;
    uint32_t count;
    mpt width; /* advance of the whole run */
} glyphs_item;

typedef enum path_verb {
    PATH_MOVE,
    PATH_LINE,
    PATH_CURVE,
    PATH_CLOSE
} path_verb;

typedef struct path_op {
    path_verb verb;
    point p[3]; /* MOVE, LINE: p[0]; CURVE: two controls, end */
} path_op;

typedef struct path_item {
    const path_op *ops;
    uint32_t count;
    bool fill, stroke, clip; /* clip: bounds all items to the matching ITEM_END
                                of its group: a clipped path opens a group */
    bool round_cap;
    rgb fill_colour, stroke_colour;
    mpt width;
    mpt dash[2]; /* 0: solid */
} path_item;

typedef struct image_item {
    const image *image;
    rect box;
} image_item;

typedef struct item {
    item_kind kind;
    union {
        struct {
            element *element;
            uint32_t mcid; /* given by layout, dense from 0 on each page */
        } begin;
        artifact_kind artifact;
        glyphs_item glyphs;
        path_item path;
        image_item image;
    };
} item;

/* Links, destinations, outline */

typedef struct destination {
    uint32_t page;
    mpt y;
    bool known;
} destination;

typedef struct link {
    rect box;
    str uri;         /* empty: inside the document */
    uint32_t anchor; /* index into document.anchors */
    str contents;    /* said by a screen reader; never empty */
    element *element;
} link;

typedef struct page {
    mpt width, height;
    LIST(item) items;
    LIST(link) links;
    uint32_t mcid_count;
    str label; /* printed folio */
} page;

typedef struct outline_entry {
    str title;
    uint8_t level; /* 1 … */
    uint32_t anchor;
} outline_entry;

typedef struct attachment {
    str name, mime, description, relationship; /* "Source", "Data" */
    str data;
    date modified;
} attachment;

typedef struct metadata {
    str title, author, subject, keywords, lang; /* "fr-FR" */
    date day;       /* of the dossier: creation and modification */
    str identifier; /* hash of the description, 64 hexadecimal digits */
    str version;    /* « version 0.9 » */
    str producer;   /* « sceau 0.1 » */
} metadata;

typedef struct page_list {
    metadata meta;
    LIST(page) pages;
    element *root; /* ROLE_DOCUMENT */
    LIST(outline_entry) outline;
    LIST(destination) anchors;
    LIST(attachment) attachments;
    LIST(printed_figure) figures; /* in reading order of each page */
} page_list;

/* Who takes a page as soon as it is painted: its items live until `take`
   returns, everything else as long as the list. */
typedef struct page_taker {
    void (*take)(void *self, const page_list *l, uint32_t index);
    void *self;
} page_taker;

/* Text of every page, element by element, with places: for tests and
   debugging. */
void page_dump(buf *out, const page_list *pages);

/* Checks */

/* What PDF/UA-1, PDF/A-2a and good sense refuse, found without any PDF:
   kinds and sentences in page_faults.def. For tests and debugging. */
typedef enum page_fault_kind {
#define PAGE_FAULT(kind, sentence) kind,
#include "page/page_faults.def"
#undef PAGE_FAULT
    PAGE_FAULT_COUNT
} page_fault_kind;

typedef struct page_fault {
    page_fault_kind kind;
    const element *element; /* NULL: of none */
    uint32_t page, index;   /* on a page, which content or link; PAGE_NONE */
} page_fault;

#define PAGE_NONE UINT32_MAX

typedef LIST(page_fault) page_fault_list;

/* Adds every fault, in order: contents, links, structure, the rest. */
void page_check(arena *a, const page_list *pages, page_fault_list *out);
/* One line: kind, sentence, role, page. */
void page_fault_print(buf *out, const page_fault *f);

element *element_new(arena *a, element *parent, role r);
/* `more` to be filled, its own from now on. */
element_more *element_more_of(arena *a, element *e);
const char *role_name(role r); /* "TH" */

#endif
