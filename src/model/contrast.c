/* contrast: the pairs of colours that components print together (charter §4),
   by the WCAG formula. */
#include <math.h>

#include "model/theme_int.h"

static double channel(uint8_t v) {
    double c = v / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(theme_rgb c) {
    return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) +
           0.0722 * channel(c.b);
}

double theme_contrast(theme_rgb a, theme_rgb b) {
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

typedef struct color_pair {
    color front, ground;
} color_pair;

static const color_pair texts[] = {
    {COLOR_WHITE, COLOR_ACCENT700},  {COLOR_WHITE, COLOR_ACCENT600},
    {COLOR_WHITE, COLOR_INK},        {COLOR_WHITE, COLOR_GREEN},
    {COLOR_WHITE, COLOR_AMBER},      {COLOR_WHITE, COLOR_RED},
    {COLOR_INK, COLOR_ACCENT300},    {COLOR_INK, COLOR_ACCENT150},
    {COLOR_INK, COLOR_ACCENT50},     {COLOR_INK, COLOR_GRAY50},
    {COLOR_INK, COLOR_GREEN50},      {COLOR_INK, COLOR_AMBER50},
    {COLOR_INK, COLOR_RED50},        {COLOR_ACCENT700, COLOR_ACCENT50},
    {COLOR_ACCENT700, COLOR_GRAY50}, {COLOR_GRAY600, COLOR_GRAY50},
    {COLOR_GRAY800, COLOR_GRAY50},   {COLOR_GREEN, COLOR_GREEN50},
    {COLOR_AMBER, COLOR_AMBER50},    {COLOR_RED, COLOR_RED50},
    {COLOR_GRAY600, COLOR_WHITE},    {COLOR_GRAY800, COLOR_WHITE},
    {COLOR_INK, COLOR_WHITE},
};

/* Bars, tracks, outlines, and neighbours of a stacked bar (§4.1). */
static const color_pair shapes[] = {
    {COLOR_ACCENT500, COLOR_WHITE},     {COLOR_GRAY500, COLOR_WHITE},
    {COLOR_ACCENT700, COLOR_GRAY150},   {COLOR_INK, COLOR_GRAY150},
    {COLOR_INK, COLOR_ACCENT300},       {COLOR_ACCENT300, COLOR_ACCENT700},
    {COLOR_ACCENT700, COLOR_ACCENT150}, {COLOR_ACCENT150, COLOR_ACCENT600},
};

/* « 3,9 »: two digits say enough, and never round up to the threshold. */
static str ratio_text(arena *a, double r) {
    int tenths = (int)floor(r * 10);
    return str_fmt(a, "%d,%d", tenths / 10, tenths % 10);
}

static void check_pair(loader *l, const theme_load *x, color_pair p,
                       diag_code code, double least) {
    if (!x->color_at[p.front].src || !x->color_at[p.ground].src)
        return; /* told already */
    double r = theme_contrast(x->t->colors[p.front], x->t->colors[p.ground]);
    if (r >= least)
        return;
    bool paper = p.front == COLOR_WHITE;
    span at = x->color_at[paper ? p.ground : p.front];
    DIAG_AT(l->sink, code, at, theme_color_key(p.front),
            theme_color_key(p.ground), ratio_text(l->a, r),
            ratio_text(l->a, least));
}

static void check_styles(loader *l, const theme_load *x) {
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        color_pair p = {x->t->styles[i].colour, COLOR_WHITE};
        if (p.front != COLOR_WHITE) /* pills are white on a fill above */
            check_pair(l, x, p, E0270, 4.5);
    }
}

void theme_check_contrasts(loader *l, const theme_load *x) {
    check_styles(l, x);
    for (size_t i = 0; i < CALLOUT_KINDS; i++)
        check_pair(l, x,
                   (color_pair){x->t->callouts[i].bar, x->t->callouts[i].tint},
                   E0270, 4.5);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_pair(l, x, texts[i], E0270, 4.5);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        check_pair(l, x, shapes[i], E0271, 3);
}
