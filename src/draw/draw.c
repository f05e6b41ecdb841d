/* Drawings by kind. */
#include "draw/draw_int.h"

static void (*const kinds[DRAW_KIND_COUNT])(canvas *, const doc_drawing *) = {
    [DRAW_BARS] = draw_bars,
    [DRAW_GROUPED_BARS] = draw_grouped_bars,
    [DRAW_STACKED_BARS] = draw_stacked_bars,
    [DRAW_SINGLE_BAR] = draw_single_bar,
    [DRAW_LINE] = draw_line_chart,
    [DRAW_BULLET] = draw_bullets,
    [DRAW_SPARKLINE] = draw_sparkline,
    [DRAW_PROGRESS] = draw_progress,
    [DRAW_DONUT] = draw_donut,
    [DRAW_STATES] = draw_states,
};

drawing draw_figure(const draw_context *c, const doc_drawing *d, mpt width) {
    drawing out = {.width = width};
    canvas k = {c, &out};
    if (d->kind < DRAW_KIND_COUNT)
        kinds[d->kind](&k, d);
    return out;
}
