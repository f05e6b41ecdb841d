/* breaks_int: what the search of line breaks (breaks.c) gives to those who make
   lines of them (paragraph.c). */
#ifndef SCEAU_LAYOUT_BREAKS_INT_H
#define SCEAU_LAYOUT_BREAKS_INT_H

#include "layout/layout_int.h"

enum {
    FIRST_TOLERANCE = 1260,
    TOLERANCE = 1800,
    LOOSE_TOLERANCE = 2500,
    NO_TOLERANCE = INT32_MAX,
    RIVER_BANS = 6
};

typedef struct node {
    uint32_t at;    /* item of the break; item_count: the end */
    uint32_t start; /* first item of the line that follows */
    int32_t prev;   /* -1: the beginning */
    int32_t next;   /* active list */
    int64_t demerits;
    uint8_t fitness, hyphens;
} node;

/* Width, stretch, shrink, stretch of the blanks. */
typedef struct sums {
    mpt w, y, z, b;
} sums;

/* What one search after the other uses. */
struct search_scratch {
    LIST(node) nodes;
    LIST(sums) sums;
};

typedef struct search {
    para *p;
    search_scratch *k;
    mpt measure;
    int32_t tolerance;
    bool ragged, last_try;
    int hyphens_in_row;
    const sums *sums; /* of the items before each one */
    int32_t active;
    int32_t best;                /* once found: the last node of the best way */
    uint32_t banned[RIVER_BANS]; /* items where no line may end */
    int ban_count;
} search;

typedef struct break_point {
    size_t at;
    bool forced, end, hyphen;
    int cost;
    mpt hang; /* of the line that ends here, into the margin */
} break_point;

/* Whether a line may end at item `i`. */
bool break_legal(const para *p, size_t i);
/* First item of a line after a break at `i`: what stands there and is not
   printed at a line's start is dropped. */
uint32_t break_start(const para *p, size_t i);
/* What the search needs first, and again when the items are others. */
void break_sums(search *s);
/* Natural width of a line. */
mpt break_width(const search *s, uint32_t from, size_t to);
/* Optical margin (§6): how far the sign that ends a line hangs out, were the
   line broken at `to`. */
mpt break_hang(const para *p, size_t to);
break_point break_at(const para *p, size_t i);
/* The best way through the items, from s->best back; false: there is none. */
bool break_search(search *s);

#endif
