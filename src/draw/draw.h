/*
 * draw: a doc drawing and a width in, a drawing out: display-list items with
 * the origin at the top left of the drawing. Knows no page and no campus. Also
 * the small signs that stand in lines of text.
 */
#ifndef SCEAU_DRAW_DRAW_H
#define SCEAU_DRAW_DRAW_H

#include "doc/doc.h"
#include "page/page.h"

typedef struct draw_context {
    arena *a; /* where items go */
    const theme *theme;
    font_set *fonts;
} draw_context;

/* Items hold no ITEM_BEGIN, ITEM_ARTIFACT; ITEM_END only closes a clip. */
typedef struct drawing {
    LIST(item) items;
    mpt width, height;
    LIST(printed_figure) figures; /* the numbers it prints */
    mpt baseline;     /* from the top; of small signs: where the text's lies */
    uint32_t missing; /* first character that no face has; 0: none */
} drawing;

/* A chart or diagram set in `width`. */
drawing draw_figure(const draw_context *c, const doc_drawing *d, mpt width);
/* Where the value axis of a line chart starts: « L'échelle commence à 250. »
   is due when it is not 0. */
double draw_axis_start(const doc_drawing *d);
/* Charter §7: pill with its text. */
drawing draw_pill(const draw_context *c, pill_kind k, str text);
/* Charter §12: sign in a square of `size` (7 or 8 pt); bottom 0.5 pt under
   the baseline. */
drawing draw_sign(const draw_context *c, state_sign s, mpt size);
/* Colour of a state's word. */
color draw_sign_colour(state_sign s);
/* Charter §4.2: category chip (0 I, 1 S, 2 R, 3 E, 4 A). */
drawing draw_chip(const draw_context *c, uint8_t category);
/* A dot of the training matrix: filled or empty. */
drawing draw_dot(const draw_context *c, bool filled);
/* An empty tick box of 7 pt. */
drawing draw_box(const draw_context *c);
/* Charter §15: the lines of the cover, over the page's width. */
drawing draw_cover_lines(const draw_context *c, mpt width);
/* A horizontal track with a filled part: KPI cards. */
drawing draw_track(const draw_context *c, mpt width, mpt height, double ratio);
typedef struct draw_ink {
    style s;
    color colour;
} draw_ink;

/* A line of text at `at`, on its baseline, left-aligned, one style: for callers
   that need a run without a paragraph. Gives its width. */
mpt draw_text(const draw_context *c, drawing *d, point at, draw_ink ink,
              str text);
/* Appends `what` moved by (x, y). */
void draw_place(arena *a, drawing *into, const drawing *what, mpt x, mpt y);

#endif
