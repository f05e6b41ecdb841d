/* Inside draw: a canvas, paints, labels, scales. */
#ifndef SCEAU_DRAW_DRAW_INT_H
#define SCEAU_DRAW_DRAW_INT_H

#include "draw/draw.h"

#define PT(x) ((mpt)((x)*1000))
#define MM(x) ((mpt)((x)*2834.646))

/* --- Canvas (canvas.c) ------------------------------------------------------
 */

typedef struct canvas {
    const draw_context *c;
    drawing *d;
} canvas;

enum { NO_COLOR = -1 };

typedef struct paint {
    int fill, stroke; /* a color, or NO_COLOR */
    mpt width;
    mpt dash[2];
    bool round;
} paint;

#define FILL(colour) ((paint){.fill = (colour), .stroke = NO_COLOR})
#define STROKE(colour, w)                                                      \
    ((paint){.fill = NO_COLOR, .stroke = (colour), .width = (w)})

typedef struct path {
    arena *a;
    LIST(path_op) ops;
} path;

rgb canvas_rgb(const canvas *k, int colour);
/* Half away from zero; what is no number is 0. */
mpt draw_mpt(double x);
path canvas_path_new(const canvas *k);
void canvas_move_to(path *p, mpt x, mpt y);
void canvas_line_to(path *p, mpt x, mpt y);
void canvas_curve_to(path *p, point c1, point c2, point end);
void canvas_close(path *p);
void canvas_add_rect(path *p, rect r);
void canvas_add_disc(path *p, point centre, mpt r);
path_item *canvas_path(canvas *k, const path *p, paint with);
/* A stroke stays inside the rectangle. */
void canvas_rect(canvas *k, rect r, paint with);
void canvas_round_rect(canvas *k, rect r, mpt radius, paint with);
void canvas_disc(canvas *k, point centre, mpt r, paint with);
void canvas_line(canvas *k, point from, point to, paint with);
void canvas_polygon(canvas *k, const point *v, size_t n, paint with);
/* What follows is seen in the rectangle only, until canvas_unclip. */
void canvas_clip(canvas *k, rect r);
void canvas_unclip(canvas *k);

/* --- Text (type.c)
 * ------------------------------------------------------------ */

typedef struct label {
    style s;
    theme_align align;
    int colour;      /* NO_COLOR: the style's */
    uint16_t weight; /* 0: the style's */
    bool italic;
    bool boxed; /* a white box behind, 2 pt wider each side */
} label;

/* Stands at `at` on its baseline, by its alignment. Gives its width. */
mpt canvas_label(canvas *k, point at, str text, const label *l);
mpt canvas_label_width(const canvas *k, str text, const label *l);
/* The same with a text style of one's own. */
mpt canvas_text(canvas *k, point at, str text, const text_style *s);
mpt canvas_text_width(const canvas *k, str text, const text_style *s);
/* Two lines at most, no wider than `limit`; the second cut with « … ». Gives
   their number. */
int canvas_split(const canvas *k, str text, const label *l, mpt limit,
                 str out[2]);
/* The value of a figure with its marks; `quiet` leaves the i's out. */
mpt canvas_value(canvas *k, point at, const figure *f, const label *l);
/* Marks alone, after what ends at `at`. */
void canvas_marks(canvas *k, point at, uint8_t marks);
mpt canvas_value_width(const canvas *k, const figure *f, const label *l);
/* Says that `text` is printed: a figure's own number, or what is made of
   several (canvas_note_part adds one). Figures without a key are nobody's. */
void canvas_note(canvas *k, str text, const figure *f);
printed_figure *canvas_note_made(canvas *k, str text, double per);
void canvas_note_part(canvas *k, printed_figure *of, const figure *f,
                      bool whole);

/* --- Data and scales (scale.c)
 * -------------------------------------------------- */

/* Room between the centre of a mark and its label's baseline, 8 pt text. */
enum { LABEL_DROP = 2800 };

/* NULL when there is none. */
const figure *draw_point_of(const doc_series *s, size_t i);
bool draw_has_value(const figure *f);
double draw_value_of(const figure *f); /* 0 when missing */
/* The first series of a role; NULL when there is none. */
const doc_series *draw_series_of(const doc_drawing *d, series_role role);
/* Observed series and those in kind, in order; `n` at most. */
size_t draw_stacked_series(const doc_drawing *d, const doc_series **out,
                           size_t n);
bool draw_is_highlighted(const doc_drawing *d, size_t category);
/* More than half of the values are illustrative: the caption says it, and no
   mark is printed inside (charter §14). */
bool draw_is_quiet(const doc_drawing *d);

typedef struct scale {
    double lo, hi, step;
    int decimals; /* of its ticks */
    mpt from, to; /* places of lo and hi */
} scale;

scale scale_from(double lo, double hi, double step);
mpt scale_at(const scale *s, double v);
/* « 1 234,5 » with U+202F and U+2212. */
str draw_number(arena *a, double v, int decimals);
str draw_percent(arena *a, double part, double whole);

/* --- Series' looks (series.c)
 * ----------------------------------------------------- */

enum { LOOKS = 7 };

/* Fills a segment as series `i` of charter §4.1. */
void canvas_segment(canvas *k, rect r, size_t i, bool in_kind);
/* Colour of a text on it; patterned segments want a white box. */
color canvas_segment_ink(size_t i, bool in_kind, bool *boxed);
/* Fills a closed path likewise (no pattern), a white rim around it. */
void canvas_slice(canvas *k, const path *p, size_t i, mpt rim);
/* A swatch at (x, y), y its middle. */
void canvas_swatch(canvas *k, point at, size_t i, bool in_kind);

/* --- Legends (legend.c)
 * ------------------------------------------------------------ */

typedef struct legend_entry {
    str name, share; /* share may be empty */
    size_t look;
    bool in_kind;
    bool target; /* a dash of ink, not a swatch */
} legend_entry;

/* Entries one under the other, `width` wide, from y = 0; gives the height. */
mpt legend_column(canvas *k, const legend_entry *v, size_t n, rect at);
mpt legend_width(const canvas *k, const legend_entry *v, size_t n);
/* Entries in lines under y; gives the height. */
mpt legend_lines(canvas *k, const legend_entry *v, size_t n, rect at);

/* --- Rows (rows.c)
 * ----------------------------------------------------------------- */

/* Small drawings one under the other, each with its name and its numbers: what
   a row shows, and its one or two numbers. */
typedef struct small_kind {
    void (*put)(canvas *k, const doc_drawing *d, size_t row, rect box);
    void (*pair)(const doc_drawing *d, size_t row, const figure *out[2]);
    mpt height; /* of the box */
} small_kind;

void draw_rows(canvas *k, const doc_drawing *d, const small_kind *r);

/* --- Kinds of figures: each sets its drawing's height
 * ------------------------------- */

void draw_bars(canvas *k, const doc_drawing *d);
void draw_stacked_bars(canvas *k, const doc_drawing *d);
void draw_single_bar(canvas *k, const doc_drawing *d);
void draw_grouped_bars(canvas *k, const doc_drawing *d);
void draw_line_chart(canvas *k, const doc_drawing *d);
void draw_bullets(canvas *k, const doc_drawing *d);
void draw_sparkline(canvas *k, const doc_drawing *d);
void draw_progress(canvas *k, const doc_drawing *d);
void draw_donut(canvas *k, const doc_drawing *d);
void draw_states(canvas *k, const doc_drawing *d);

#endif
