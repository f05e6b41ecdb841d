/* Inside text: a paragraph as an array of characters. */
#ifndef SCEAU_TEXT_TEXT_INT_H
#define SCEAU_TEXT_TEXT_INT_H

#include "base/list.h"
#include "text/text.h"

enum {
    NBSP = 0x00A0,
    NNBSP = 0x202F,
    NB_HYPHEN = 0x2011,
    EN_DASH = 0x2013,
    EM_DASH = 0x2014,
    APOSTROPHE = 0x2019,
    OPEN_2 = 0x201C, /* second level */
    CLOSE_2 = 0x201D,
    ELLIPSIS = 0x2026,
    OPEN_1 = 0x00AB,
    CLOSE_1 = 0x00BB,
    SUPERIOR_O = 0x1D52
};

/* A character and the stretch that it comes from. */
typedef struct cell {
    uint32_t cp : 24;
    uint32_t frozen : 1; /* literal: seen, never changed */
    uint32_t span;
} cell;

typedef struct cells {
    arena *a;
    cell *v;
    size_t n, cap;
} cells;

void cells_grow(cells *c);
static inline void cells_copy(cells *c, cell x) {
    if (c->n == c->cap)
        cells_grow(c);
    c->v[c->n++] = x;
}
static inline void cells_push(cells *c, uint32_t cp, const cell *like) {
    cell x = *like;
    x.cp = cp & 0xFFFFFF;
    cells_copy(c, x);
}
/* The character at `i`, 0 outside. */
static inline uint32_t cell_at(const cells *c, size_t i) {
    return i < c->n ? c->v[i].cp : 0;
}
static inline bool is_frozen(const cells *c, size_t i) {
    return i < c->n && c->v[i].frozen;
}

bool cp_is_blank(uint32_t cp); /* any space but a line break */
bool cp_is_digit(uint32_t cp);
bool cp_is_upper(uint32_t cp);
bool cp_is_letter(uint32_t cp); /* and combining marks */
uint32_t cp_lower(uint32_t cp);
static inline bool cp_is_alnum(uint32_t cp) {
    return cp_is_digit(cp) || cp_is_letter(cp);
}
static inline bool cp_is_roman(uint32_t cp) {
    return cp == 'I' || cp == 'V' || cp == 'X';
}
/* Nothing, a space, a line's end, or a closing mark: a word is over. */
bool cp_ends(uint32_t cp);
/* An opening parenthesis, bracket or quote. */
bool cp_opens(uint32_t cp);

/* Whether the letters at `i` are `word`, whatever the case of the first. */
bool cells_match(const cells *c, size_t i, str word);
/* Number of the month whose name starts at `i` as a whole word, its length in
 *n; 0: none. */
int cells_month(const cells *c, size_t i, size_t *n);

/* The three passes, in this order. */
void text_freeze(cells *c);
void text_set_marks(const cells *in,
                    cells *out); /* in: quotes paired in place */
void text_pair_quotes(cells *c);
void text_set_gaps(const cells *in, cells *out);

#endif
