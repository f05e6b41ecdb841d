/*
 * doc: the document's meaning, no geometry. Blocks and inlines, each with its
 * place of origin. Made by expand, read by layout and draw, dumped for tests.
 *
 * Anchors are numbers given by doc_anchor; layout finds their pages and knows
 * nothing else of them.
 */
#ifndef SCEAU_DOC_DOC_H
#define SCEAU_DOC_DOC_H

#include "base/figure.h"
#include "base/list.h"
#include "doc/theme.h"

typedef uint32_t anchor; /* 0: none */

/* Inlines */

typedef enum inline_kind {
    INLINE_TEXT,
    INLINE_FIGURE,        /* text of a published figure, with its marks */
    INLINE_LINK,          /* kids; to an anchor or a URI */
    INLINE_FOOTNOTE,      /* call; blocks in `note` */
    INLINE_PAGE_OF,       /* « 41 »: page of `to` */
    INLINE_PAGES_OF,      /* « 5-7, 9 »: pages of `targets`, each linked */
    INLINE_PAGE_TOTAL,    /* pages of the document */
    INLINE_RUNNING_TITLE, /* number and title of the current level 1 */
    INLINE_PILL,          /* criterion, tag: text in a drawn pill */
    INLINE_STATE,         /* sign (artifact) and word */
    INLINE_BREAK,         /* forced line end */
    INLINE_CHIP,          /* partner category: letter in a drawn square */
    INLINE_DOT,           /* yes/no dot of a matrix: text is its ActualText */
    INLINE_BOX,           /* empty tick box, text after it */
    INLINE_SIGN           /* sign of a state; its word is its ActualText */
} inline_kind;

enum {
    INLINE_EMPHASIS = 1,
    INLINE_STRONG = 2,
    INLINE_LITERAL = 4, /* code, identifier: no typography, no hyphenation */
    INLINE_SUPERSCRIPT = 8,
    INLINE_MUTED = 16,  /* missing values, « à préciser »: italic gris600 */
    INLINE_ACCENT = 32, /* eau700 */
    INLINE_ALERT = 64   /* rouge, semi-bold: a gap that is not zero */
};

typedef enum pill_kind {
    PILL_CRITERION, /* « A4 » treated here */
    PILL_REFERENCE, /* « A4 » outlined: reference */
    PILL_BADGE,     /* « Critère A4 » in the margin */
    PILL_ILLUSTRATIVE,
    PILL_DRAFT /* « PROJET » */
} pill_kind;

/* Signs of charter §12. */
typedef enum state_sign {
    SIGN_OK,
    SIGN_ON_TRACK,
    SIGN_RUNNING,
    SIGN_WATCH,
    SIGN_ALERT,
    SIGN_TO_COME,
    SIGN_VOID,
    SIGN_NO,
    SIGN_IRRELEVANT,
    SIGN_COUNT
} state_sign;

typedef struct doc_inline doc_inline;
typedef LIST(doc_inline) inline_list;
struct doc_block;
typedef LIST(struct doc_block *) block_list;

struct doc_inline {
    inline_kind kind : 8;
    uint8_t flags;
    uint8_t pill;  /* pill_kind, state_sign, or category index of a chip */
    uint8_t marks; /* MARK_… printed as superscripts after the text */
    anchor to;
    str text;
    str lang; /* empty: the document's */
    span place;
    const figure *figure;
    inline_list kids; /* of a LINK */
    union {
        str uri;              /* of a LINK without `to` */
        LIST(anchor) targets; /* of PAGES_OF */
        block_list note;      /* of a FOOTNOTE */
    };
};

/* Drawings: charts and diagrams */

typedef enum drawing_kind {
    DRAW_BARS,         /* horizontal */
    DRAW_GROUPED_BARS, /* vertical */
    DRAW_STACKED_BARS, /* horizontal, several */
    DRAW_SINGLE_BAR,   /* one stacked bar */
    DRAW_LINE,
    DRAW_BULLET,
    DRAW_SPARKLINE,
    DRAW_PROGRESS,
    DRAW_DONUT,
    DRAW_STATES, /* one bar: how many in each state */
    DRAW_KIND_COUNT
} drawing_kind;

typedef enum series_role {
    SERIES_OBSERVED,
    SERIES_TARGET,
    SERIES_REFERENCE,
    SERIES_IN_KIND
} series_role;

typedef struct doc_point {
    const figure *figure; /* NULL: no point here */
} doc_point;

typedef struct doc_series {
    str name;
    series_role role;
    LIST(doc_point) points; /* one a category */
} doc_series;

typedef struct doc_drawing {
    drawing_kind kind;
    str title, unit;
    LIST(str) categories; /* or periods, as printed */
    LIST(doc_series) series;
    LIST(uint8_t) signs;   /* of DRAW_STATES: state_sign of each category */
    LIST(uint32_t) breaks; /* a rupture stands before these categories */
    int32_t highlighted;   /* category, -1: none */
    bool lower_is_better;
    double per; /* totals and ticks print divided by it; 0: as they are */
    str alt;    /* from the data, ≤ 400 characters */
    span place;
} doc_drawing;

/* Steps of the 1-2-5 series, at most `most` between lo and hi. */
double doc_scale_step(double lo, double hi, int most);
/* The value axis of a line chart: from a tick to a value above its highest, so
   that a label fits there. False: there is no value. */
bool doc_axis(const doc_drawing *d, double *lo, double *hi);
/* Where it starts: « L’échelle commence à 250. » is due when it is not 0. */
double doc_axis_start(const doc_drawing *d);
/* A rupture stands before this category. */
bool doc_breaks_before(const doc_drawing *d, size_t category);

/* Tables */

typedef enum column_kind {
    COLUMN_TEXT,
    COLUMN_NUMBER,
    COLUMN_CODE,
    COLUMN_STATE,
    COLUMN_DATE,
    COLUMN_MARK, /* centred dots */
    COLUMN_DRAWING
} column_kind;

typedef struct doc_column {
    column_kind kind;
    inline_list head;
    mpt width;       /* 0: solved from content */
    bool flexible;   /* takes the rest; at least one text column does */
    bool row_header; /* its cells are TH, scope Row */
} doc_column;

typedef enum row_kind {
    ROW_BODY,
    ROW_GROUP,
    ROW_SUBTOTAL,
    ROW_TOTAL,
    ROW_CHECK
} row_kind;

typedef struct doc_cell {
    inline_list text;
    doc_drawing *drawing;       /* bullet, sparkline, progress */
    uint8_t col_span, row_span; /* 0 and 1: one */
    uint8_t tint;               /* 0, 1 (eau50), 2 (eau150, semi-bold) */
    bool secondary;             /* gris800 */
    str actual; /* ActualText where the print differs (« – » is 0) */
} doc_cell;

typedef struct doc_row {
    row_kind kind;
    LIST(doc_cell)
    cells; /* a GROUP row without figures has one spanning cell */
    LIST(anchor) anchors;
    span place;
} doc_row;

typedef struct doc_note { /* « Lecture », « Note », « Sources » */
    str label;
    inline_list text;
} doc_note;

typedef struct doc_table {
    LIST(doc_column) columns;
    LIST(doc_row) rows;
    int8_t density;   /* 0: by the number of rows, 1: airy, 2: dense */
    bool band_groups; /* group rows are accent bands (page 10) */
    str summary;
} doc_table;

/* Blocks */

typedef enum block_kind {
    BLOCK_COVER,
    BLOCK_CONTENTS, /* sommaire: entries */
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_LIST, /* kids: items */
    BLOCK_ITEM, /* kids: blocks */
    BLOCK_TABLE,
    BLOCK_FIGURE, /* a drawing with caption and notes */
    BLOCK_IMAGE,
    BLOCK_CALLOUT,   /* kids */
    BLOCK_META,      /* strip of label + value, one a column (page 5) */
    BLOCK_KPIS,      /* key-figure cards */
    BLOCK_COUNTERS,  /* strip of state counters */
    BLOCK_COLUMNS,   /* side by side: kids are BLOCK_GROUP, `splits` */
    BLOCK_GROUP,     /* kids in order; `keep`: not broken over pages */
    BLOCK_DECISIONS, /* what is to be voted, one row each */
    BLOCK_SIGNATURES,
    BLOCK_PAGE_BREAK,
    BLOCK_LANDSCAPE, /* kids on landscape pages */
    BLOCK_KIND_COUNT
} block_kind;

typedef struct margin_note { /* criterion badge in the margin column */
    str pill;                /* « Critère A4 » */
    str text;                /* its title */
    anchor to;               /* its row in the compliance table */
} margin_note;

typedef struct doc_caption {
    str label; /* « Tableau 15 » */
    inline_list text;
    bool illustrative; /* tag after the title */
} doc_caption;

typedef struct contents_entry {
    uint8_t level; /* 1, 2; 0: a caption, its label in `number` */
    str number;    /* « 2 », « 2.1 », « I », « Tableau 3 » */
    str title;
    LIST(str) criteria;
    anchor to;
} contents_entry;

typedef struct strip_item { /* of META, KPIS, COUNTERS */
    str label;
    inline_list value;
    const figure *figure;
    str unit;
    str foot;     /* what the bar measures */
    double ratio; /* 0 to 1; negative: no bar */
    uint8_t sign; /* state_sign of a counter */
    LIST(str) criteria;
} strip_item;

typedef struct cover_row {
    str label;
    inline_list value;
} cover_row;

typedef struct doc_logo {
    str alt;
    const struct doc_image *image; /* NULL: dashed frame with the name */
} doc_logo;

typedef struct doc_image {
    str path;
    str bytes; /* the file */
    str alt;   /* empty: decorative */
    mpt width; /* asked for; 0: the measure */
    span place;
} doc_image;

typedef struct doc_cover {
    str kind;        /* « Dossier de candidature au label » */
    str name_before; /* « Campus des métiers et des qualifications » */
    str name;        /* « Eau » */
    inline_list tagline;
    LIST(cover_row) rows;
    LIST(doc_logo) logos;
} doc_cover;

typedef struct signature_box {
    str capacity, quality, mention;
} signature_box;

typedef struct decision_row {
    str code; /* « D1 » */
    inline_list title, reason, cost;
    inline_list answer; /* boxes to tick, or the result */
    span place;
} decision_row;

typedef struct doc_block {
    block_kind kind;
    span place;
    LIST(anchor) anchors;
    LIST(margin_note) margin;
    style style;   /* of a paragraph or heading; of a group: of its prose */
    uint8_t level; /* of a heading: 1 to 3; of a list: depth from 1 */
    str number;    /* « 2 », « 2.1 »; of a heading; « 1. » of an item */
    inline_list label;  /* of an item: in place of its dash or number */
    LIST(str) criteria; /* pills under the number of a level 1 */
    str subtitle;
    str outline; /* title for the bookmarks; empty: not there */
    inline_list text;
    block_list kids;
    bool keep;    /* BLOCK_GROUP: one page if it can */
    bool full;    /* takes the full measure, margin column included */
    bool ordered; /* BLOCK_LIST */
    bool annexe;  /* heading: annex, roman numbers */
    str lang;
    callout_kind callout;
    str callout_label;
    doc_caption caption;
    LIST(doc_note) notes;
    union {
        doc_cover *cover;
        doc_table *table;
        doc_drawing *drawing;
        doc_image *image;
    };
    LIST(contents_entry) entries;
    LIST(strip_item) strip;
    uint8_t strip_columns; /* 3 to 6; 0: 4 */
    LIST(uint8_t) splits;  /* columns of the 12-grid of each kid */
    LIST(signature_box) signatures;
    LIST(decision_row) decisions;
} doc_block;

/* Words that components print; filled from templates/mots-fr.yaml. */
typedef struct doc_words {
    str continued;                /* « (suite) » */
    str continued_page;           /* « Suite du tableau page {0} → » */
    str illustrative;             /* « illustratif » */
    str illustrative_footer;      /* « Page contenant des valeurs … » */
    str criterion;                /* « Critère » */
    str name, date_and_signature; /* signature boxes */
    str page, of;                 /* « page », « sur » */
    str mark_letter[5];           /* i e p q r */
    str mark_spoken[5];           /* « illustratif » … for ActualText */
    str footnote;                 /* « Note {0} » for the link's contents */
    str go_to; /* « Aller à {0} », contents of internal links */
    str yes, no;
} doc_words;

typedef struct document {
    str title, subject, author, keywords, lang;
    date day;
    str version; /* « Projet · version 3 · 15 novembre 2026 » in the header */
    str identifier; /* SHA-256 of the description */
    str short_name; /* header, left */
    str kind;       /* header: « Dossier de candidature » */
    str footer;     /* « Lycée …, Perpignan · UAI … » */
    block_list body;
    bool lists_pieces;     /* so those to be attached travel with it */
    uint32_t anchor_count; /* anchors are 1 … anchor_count - 1 */
    const doc_words *words;
} document;

doc_block *doc_block_new(arena *a, block_kind k, span place);
doc_inline *doc_text(arena *a, inline_list *l, str text, uint16_t flags);
/* Plain text of inlines, as it would be read aloud. */
str doc_plain(arena *a, const inline_list *l);
/* A target's line starts at the last value observed: the same value again. */
bool doc_is_junction(const doc_drawing *d, size_t series, size_t point);
void doc_dump(buf *out, const document *d);
const char *doc_block_name(block_kind k);

#endif
