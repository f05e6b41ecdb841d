/*
 * How the series of a stack look (charter §4.1): dark and light alternate, so
 * that neighbours stay apart on a photocopy; the sixth has dots, the seventh
 * and what is in kind is hatched. Patterns are clipped paths, not PDF tilings,
 * which viewers blur.
 */
#include "draw/draw_int.h"

typedef enum pattern { PATTERN_NONE, PATTERN_DOTS, PATTERN_HATCH } pattern;

typedef struct look {
    int fill, outline;
    mpt width;
    pattern pattern;
    color ink;
} look;

static const look looks[LOOKS] = {
    {COLOR_INK, NO_COLOR, 0, PATTERN_NONE, COLOR_WHITE},
    {COLOR_ACCENT300, COLOR_ACCENT700, 500, PATTERN_NONE, COLOR_INK},
    {COLOR_ACCENT700, NO_COLOR, 0, PATTERN_NONE, COLOR_WHITE},
    {COLOR_ACCENT150, COLOR_ACCENT700, 500, PATTERN_NONE, COLOR_INK},
    {COLOR_ACCENT600, NO_COLOR, 0, PATTERN_NONE, COLOR_WHITE},
    {COLOR_WHITE, COLOR_GRAY600, 500, PATTERN_DOTS, COLOR_INK},
    {COLOR_WHITE, COLOR_GRAY600, 500, PATTERN_HATCH, COLOR_INK},
};

static const look *look_of(size_t i, bool in_kind) {
    return &looks[in_kind || i >= LOOKS ? LOOKS - 1 : i];
}

enum { DOT = 600, DOT_PITCH = 3500, HATCH = 700, HATCH_PITCH = 4000 };

static void put_dots(canvas *k, rect r) {
    path p = canvas_path_new(k);
    for (mpt y = r.y + DOT_PITCH / 2; y < r.y + r.h + DOT; y += DOT_PITCH)
        for (mpt x = r.x + DOT_PITCH / 2; x < r.x + r.w + DOT; x += DOT_PITCH)
            canvas_add_disc(&p, (point){x, y}, DOT);
    canvas_clip(k, r);
    canvas_path(k, &p, FILL(COLOR_GRAY500));
    canvas_unclip(k);
}

static void put_hatch(canvas *k, rect r) {
    path p = canvas_path_new(k);
    for (mpt x = r.x - r.h + HATCH_PITCH / 2; x < r.x + r.w; x += HATCH_PITCH) {
        canvas_move_to(&p, x, r.y + r.h);
        canvas_line_to(&p, x + r.h, r.y);
    }
    canvas_clip(k, r);
    canvas_path(k, &p, STROKE(COLOR_GRAY500, HATCH));
    canvas_unclip(k);
}

void canvas_segment(canvas *k, rect r, size_t i, bool in_kind) {
    const look *l = look_of(i, in_kind);
    if (r.w <= 0 || r.h <= 0)
        return;
    if (l->pattern != PATTERN_NONE) {
        canvas_rect(k, r, FILL(l->fill));
        if (l->pattern == PATTERN_DOTS)
            put_dots(k, r);
        else
            put_hatch(k, r);
        canvas_rect(k, r, STROKE(l->outline, l->width));
        return;
    }
    paint p = FILL(l->fill);
    p.stroke = l->outline;
    p.width = l->width;
    canvas_rect(k, r, p);
}

color canvas_segment_ink(size_t i, bool in_kind, bool *boxed) {
    const look *l = look_of(i, in_kind);
    *boxed = l->pattern != PATTERN_NONE;
    return l->ink;
}

void canvas_slice(canvas *k, const path *p, size_t i, mpt rim) {
    const look *l = look_of(i, false);
    paint fill = FILL(l->fill);
    fill.stroke = COLOR_WHITE;
    fill.width = rim;
    canvas_path(k, p, fill);
    if (l->outline != NO_COLOR)
        canvas_path(k, p, STROKE(l->outline, l->width));
}

enum { SWATCH_W = 10000, SWATCH_H = 8000 };

void canvas_swatch(canvas *k, point at, size_t i, bool in_kind) {
    canvas_segment(k, (rect){at.x, at.y - SWATCH_H / 2, SWATCH_W, SWATCH_H}, i,
                   in_kind);
}
