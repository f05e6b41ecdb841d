/* Vertical charts share a plot: value axis at the left, categories under. */
#ifndef SCEAU_DRAW_AXES_H
#define SCEAU_DRAW_AXES_H

#include "draw/draw_int.h"

enum {
    PLOT_HEIGHT = 112000,
    PLOT_TOP = 7000, /* room for the highest tick's label */
    CATEGORIES = 17500,
    CATEGORY_BASE = 12500,
    AXIS_LINE = 700,
    GRID_LINE = 350
};

typedef struct plot {
    canvas *k;
    scale y;         /* from: the axis; to: the top */
    mpt left, right; /* of the grid */
} plot;

/* Lays the plot out for values in [lo, hi], draws grid and tick labels; leaves
   `beside` free at the right. */
plot plot_open(canvas *k, double lo, double hi, mpt beside);
/* The line of the axis, drawn last. */
void plot_axis(const plot *p);
/* Lowest and highest value of all series. False: there is none. */
bool plot_range(const doc_drawing *d, double *lo, double *hi);

#endif
