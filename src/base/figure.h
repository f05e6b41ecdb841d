/*
 * figure: a value as it is published, the same in a sentence, a table cell, a
 * chart and a sheet. Its text is made once, in view, by locale.
 */
#ifndef SCEAU_BASE_FIGURE_H
#define SCEAU_BASE_FIGURE_H

#include "base/date.h"
#include "base/list.h"
#include "base/num.h"
#include "base/source.h"

/* The five marks, printed i e p q r (charter §14, users §4). */
enum {
    MARK_ILLUSTRATIVE = 1,
    MARK_ESTIMATED = 2,
    MARK_PROVISIONAL = 4,
    MARK_PARTIAL = 8, /* an aggregate with a hole */
    MARK_BREAK = 16   /* rupture: another series before this value */
};

typedef struct figure {
    str key;         /* "effectif@campus@2025-2026", "budget.depenses.d06@2027";
                        joins PDF and workbook; empty: not a published figure */
    double value;    /* published: rounded once at `decimals` */
    str unit;        /* "%", "€", "apprenants", or empty */
    missing why : 8; /* MISSING_NONE: value holds */
    int8_t decimals;
    uint8_t marks;
    uint16_t known, of; /* coverage « 6 sur 7 »; of 0: not an aggregate */
    str source;         /* what « Sources » prints; may be empty */
    str text;           /* « 1 234,5 », with unit only if it is part of it */
} figure;

/* A number as it stands on a page, and which published figures it is made of:
   what reconciles a document with its workbook. */
typedef struct printed_figure {
    str text;       /* « 1 234,5 », without marks */
    LIST(str) keys; /* it is the sum of these, divided by `per` */
    LIST(str)
    whole; /* and its share of the sum of these, in percent; empty:
              not a share */
    double per;
    uint32_t page; /* index */
    str where;     /* « Tableau 15 »; empty: in the text */
} printed_figure;

/* The numbers of a document, in the order of its pages. */
typedef struct printed_document {
    str file;
    const printed_figure *v;
    size_t n;
} printed_document;

/* An aggregate that some of its parts lack: its coverage is said, even where
   holes are ignored and it bears no mark. */
static inline bool figure_lacks_parts(const figure *f) {
    return f && f->of && f->known < f->of;
}

#endif
