/* Small things in lines: pills and tags (charter §7), category chips (§4.2),
   dots, tick boxes, tracks. */
#include "draw/draw_int.h"

typedef struct pill_look {
    mpt above, under, pad;
    int fill, stroke;
    mpt width;
    mpt dash[2];
    mpt radius;
    style s;
    color ink;
    mpt size, tracking; /* 0: the style's */
} pill_look;

static const pill_look pills[] = {
    [PILL_CRITERION] = {7400,
                        2400,
                        2600,
                        COLOR_ACCENT700,
                        NO_COLOR,
                        0,
                        {0, 0},
                        1200,
                        STYLE_PILL,
                        COLOR_WHITE,
                        0,
                        0},
    [PILL_REFERENCE] = {7400,
                        2400,
                        2600,
                        NO_COLOR,
                        COLOR_ACCENT700,
                        600,
                        {0, 0},
                        1200,
                        STYLE_PILL,
                        COLOR_ACCENT700,
                        0,
                        0},
    [PILL_BADGE] = {7400,
                    2400,
                    3000,
                    COLOR_ACCENT700,
                    NO_COLOR,
                    0,
                    {0, 0},
                    1200,
                    STYLE_PILL,
                    COLOR_WHITE,
                    0,
                    0},
    [PILL_ILLUSTRATIVE] = {7200,
                           2200,
                           3000,
                           NO_COLOR,
                           COLOR_GRAY600,
                           600,
                           {2000, 1400},
                           1200,
                           STYLE_TAG,
                           COLOR_GRAY800,
                           0,
                           100},
    [PILL_DRAFT] = {8000,
                    2600,
                    4000,
                    NO_COLOR,
                    COLOR_INK,
                    800,
                    {0, 0},
                    0,
                    STYLE_PILL,
                    COLOR_INK,
                    8500,
                    500},
};

drawing draw_pill(const draw_context *c, pill_kind kind, str text) {
    const pill_look *l = &pills[kind];
    drawing words = {0}, d = {0};
    canvas k = {c, &words};
    text_style s = c->theme->styles[l->s];
    s.colour = l->ink;
    s.size = l->size ? l->size : s.size;
    s.tracking = l->tracking ? l->tracking : s.tracking;
    /* no tracking after the last letter */
    mpt width =
        canvas_text(&k, (point){l->pad, l->above}, text, &s) - s.tracking;
    d.width = width + 2 * l->pad;
    d.height = l->above + l->under;
    d.baseline = l->above;
    k.d = &d;
    paint p = {.fill = l->fill,
               .stroke = l->stroke,
               .width = l->width,
               .dash = {l->dash[0], l->dash[1]}};
    canvas_round_rect(&k, (rect){0, 0, d.width, d.height}, l->radius, p);
    draw_place(c->a, &d, &words, 0, 0);
    return d;
}

/* --- Category chips ----------------------------------------------------------
 */

enum { CHIP = 9000, CHIP_UNDER = 1400, CHIP_LETTER = 7000 };

drawing draw_chip(const draw_context *c, uint8_t category) {
    static const struct {
        char letter;
        color fill;
        int outline;
        color ink;
    } chips[] = {
        {'I', COLOR_INK, NO_COLOR, COLOR_WHITE},
        {'S', COLOR_ACCENT700, NO_COLOR, COLOR_WHITE},
        {'R', COLOR_ACCENT600, NO_COLOR, COLOR_WHITE},
        {'E', COLOR_ACCENT150, COLOR_ACCENT700, COLOR_INK},
        {'A', COLOR_WHITE, COLOR_GRAY600, COLOR_INK},
    };
    drawing d = {.width = CHIP, .height = CHIP, .baseline = CHIP - CHIP_UNDER};
    canvas k = {c, &d};
    if (category >= sizeof chips / sizeof *chips)
        return d;
    paint p = {.fill = (int)chips[category].fill,
               .stroke = chips[category].outline,
               .width = 600};
    canvas_round_rect(&k, (rect){0, 0, CHIP, CHIP}, 1000, p);
    text_style s = {
        .weight = 700, .size = CHIP_LETTER, .colour = chips[category].ink};
    str letter = {&chips[category].letter, 1};
    const font_face *f = font_find(c->fonts, FONT_SANS, 700, false);
    mpt cap = font_describe(f).cap_height * CHIP_LETTER / 1000;
    mpt width = font_width(c->fonts, f, letter, FONT_TABULAR, CHIP_LETTER);
    canvas_text(&k, (point){(CHIP - width) / 2, (CHIP + cap) / 2}, letter, &s);
    return d;
}

/* --- Dots, boxes, tracks
 * --------------------------------------------------------- */

enum { DOT = 6400, DOT_UNDER = 400, DOT_EMPTY = 1000, BOX = 7000 };

drawing draw_dot(const draw_context *c, bool filled) {
    drawing d = {.width = DOT, .height = DOT, .baseline = DOT - DOT_UNDER};
    canvas k = {c, &d};
    canvas_disc(&k, (point){DOT / 2, DOT / 2}, filled ? DOT / 2 : DOT_EMPTY,
                FILL(filled ? COLOR_ACCENT700 : COLOR_GRAY300));
    return d;
}

drawing draw_box(const draw_context *c) {
    drawing d = {.width = BOX, .height = BOX, .baseline = BOX - DOT_UNDER};
    canvas k = {c, &d};
    canvas_rect(&k, (rect){0, 0, BOX, BOX}, STROKE(COLOR_INK, 800));
    return d;
}

drawing draw_track(const draw_context *c, mpt width, mpt height, double ratio) {
    drawing d = {.width = width, .height = height, .baseline = height};
    canvas k = {c, &d};
    double part = ratio > 1 ? 1 : ratio > 0 ? ratio : 0;
    canvas_rect(&k, (rect){0, 0, width, height}, FILL(COLOR_GRAY150));
    mpt filled = draw_mpt(width * part);
    if (filled > 0)
        canvas_rect(&k, (rect){0, 0, filled, height}, FILL(COLOR_ACCENT700));
    return d;
}
