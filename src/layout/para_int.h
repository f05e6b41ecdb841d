/*
 * para_int: paragraphs, from inlines to lines. A para is one text, cut into
 * pieces; its items (boxes, glue, penalties) become lines (breaks.c,
 * paragraph.c), which are kept as fragments (fragments.c).
 */
#ifndef SCEAU_LAYOUT_PARA_INT_H
#define SCEAU_LAYOUT_PARA_INT_H

#include "base/map.h"
#include "draw/draw.h"
#include "layout/layout.h"

/* Tenths of a millimetre, as the charter writes most lengths. */
#define MM10(n) ((mpt)((n)*2834646LL / 10000))
#define PT(n)   ((mpt)((n)*1000))

enum {
    NEVER = 10000, /* no page break, unless nothing else is left */
    STRONG = 5000, /* nor here: a hyphen, a group that wants one page */
    AVOID = 200,
    FORCED = -10000,
    GEOMETRY_PORTRAIT = 0,
    GEOMETRY_LANDSCAPE = 1
};

typedef struct layout layout;

/* What an inline is in the structure tree; parent 0: the block itself. */
typedef enum tag_kind {
    TAG_NONE,
    TAG_SPAN, /* language or ActualText */
    TAG_LINK, /* inside or outside the document */
    TAG_NOTE  /* the call of a footnote: Reference, Link, then its Note */
} tag_kind;

typedef struct footnote footnote;

typedef struct tag {
    tag_kind kind;
    uint16_t parent;
    str lang, actual;
    str uri, contents;
    anchor to;
    bool underlined;
    const doc_inline *note;
    element *made; /* at painting */
} tag;

/* A stretch with one face, size, colour and tag; or an object. */
typedef struct piece {
    uint32_t from, to; /* bytes of the para's text */
    const font_face *face;
    mpt size, raise;
    mpt kern; /* blank before it */
    mpt gap;  /* width of its spaces when it is not the face's; 0 */
    rgb colour;
    uint8_t features;
    uint8_t lang; /* font_lang */
    bool literal;
    bool object_text; /* the object's paths stand in the text: a dot */
    bool hangs;       /* a mark: outside of right-aligned lines */
    uint16_t tag;
    const drawing *object;
} piece;

typedef enum para_kind { ITEM_BOX, ITEM_GLUE, ITEM_PENALTY } para_kind;

typedef struct para_item {
    uint8_t kind;
    bool flagged;  /* a hyphen, drawn or typed */
    bool unbroken; /* glue: no line ends here */
    uint16_t piece;
    int16_t cost;
    uint32_t from, to;
    mpt width, stretch, shrink;
    const font_run *run; /* of the word that it is in, or of the blank */
} para_item;

typedef struct para_line {
    uint32_t first, last; /* items [first, last), the break is at last; once
                             the para is settled, fragments [first, last) */
    uint32_t from, to;    /* bytes of the text that it holds */
    mpt width;            /* natural, hyphen included */
    mpt blank, narrow;    /* sums of stretch and shrink of its glue */
    mpt out;              /* of its last sign, into the margin */
    int16_t expansion;    /* of glyphs, 1/1000: 1000 is none */
    uint16_t end_piece;   /* of what its break stands at */
    bool hyphen, ends;    /* ends: last line, or a forced end */
    bool end_blank;       /* its break stands at a blank or a forced end */
} para_line;

/* A word or a blank of a line, shaped; or the object of its piece. */
typedef struct fragment {
    const font_run *run; /* NULL: an object */
    mpt width;           /* of words, expanded */
    uint16_t piece;
    bool blank;
    bool starts; /* its piece, whose kern stands before it */
} fragment;

typedef enum break_mode {
    BREAK_JUSTIFIED,
    BREAK_RAGGED,   /* best over the whole paragraph */
    BREAK_BALANCED, /* fewest lines, then even ones: titles */
    BREAK_FILLED    /* first fit: cells */
} break_mode;

typedef struct para_note {
    uint32_t at; /* byte where the call stands */
    const doc_inline *note;
} para_note;

typedef struct para_figure {
    uint32_t at; /* byte where its number starts */
    const doc_inline *in;
} para_figure;

/* What few paras have. */
typedef struct para_more {
    LIST(tag) tags; /* [0] unused */
    LIST(para_note) notes;
    LIST(para_figure) figures;
} para_more;

/* How long a para lasts. */
typedef enum para_life {
    LIFE_DOCUMENT, /* from pass to pass: para_of finds it again */
    LIFE_PASS,
    LIFE_PAGE /* while its page is painted */
} para_life;

/* Its items last until its block is set: then what its lines hold is kept as
   fragments, a tenth of them (para_settle). */
typedef struct para {
    layout *x;
    str text;
    LIST(piece) pieces;
    LIST(para_line) lines;
    para_item *items; /* NULL: none, or settled */
    const fragment *fragments;
    para_more *more; /* NULL: none */
    span at;
    const doc_inline *of; /* what para_of finds it by, with its look */
    uint64_t key;
    uint32_t item_count;
    mpt leading;
    mpt measure;
    mpt natural, least; /* widest line unbroken; widest unbreakable stretch */
    mpt hang;           /* what hangs out of a right-aligned line: marks */
    uint32_t forced;    /* breaks inside, that were asked for */
    mpt others;         /* the lines so parted, less the widest, unbroken */
    mpt anywhere;       /* wider words may break between any letters; 0 */
    uint8_t look;       /* style */
    uint8_t mode;       /* break_mode */
    uint8_t life;       /* para_life */
    uint8_t marks;
    bool dynamic;    /* holds page numbers or note calls */
    bool hyphenated; /* items hold hyphenation points */
    bool empty;      /* nothing to set: no line */
} para;

/* What may be asked of a para beside its style. */
typedef struct para_look {
    style base;
    uint16_t flags; /* INLINE_… on all of it */
    bool secondary; /* gris800 */
    bool bold;
    bool coloured; /* all in `ink` */
    color ink;
    str actual;        /* ActualText of the whole */
    str lead_in;       /* label before the text, where no margin column is */
    bool tagged;       /* « illustratif » after it */
    mpt size, leading; /* instead of the style's; 0 */
} para_look;

/* From inlines; kept from pass to pass when nothing changed. */
para *para_of(layout *x, const inline_list *l, const para_look *look, span at);
/* From a plain string: labels, numbers. Lasts as long as the pass, or the page
   that is being painted. */
para *para_text(layout *x, str text, const para_look *look);
/* The same, that lasts as long as the document. */
para *para_lasting(layout *x, str text, const para_look *look);
/* What is kept with it. */
arena *para_arena(const para *p);
void para_items(para *p);
/* Of the blank between two words: the item says, or what the item said. */
mpt blank_stretch(const para *p, const piece *q, mpt width);
mpt blank_shrink(const para *p, const piece *q, mpt width);
/* What its lines hold becomes fragments; nothing where there are none yet. */
void para_settle(para *p);
/* All paras that have items: these go. */
void settle_paras(layout *x);
/* Items anew, with hyphenation points, or with breaks inside of whatever is
   wider than `anywhere`. */
void para_hyphenate(para *p);
void para_force(para *p, mpt anywhere);
/* A character that no face has, at the para's place. */
void report_missing(const para *p, uint32_t cp, str font);
/* `pattern` with {0} replaced. */
str fill_slot(arena *a, str pattern, str arg);
/* How many blanks of its lines, which stand, end a river; *line: that of number
   `which`, if there are more. */
uint32_t para_rivers(const para *p, uint32_t which, uint32_t *line);
/* Breaks into lines, if not yet done so. */
void para_break(para *p, mpt measure, break_mode mode);
break_mode para_mode(const layout *x, style s);
mpt para_height(const para *p);
/* How far the first baseline lies below the top of its line. */
mpt baseline_in(const layout *x, mpt leading);

#endif
