/* Scales of charts: what their ticks are is said in notes too, so it is decided
   here, where expand and draw both see it. */
#include <math.h>

#include "doc/doc.h"

enum { STEPS = 5 };

#define ROOM 0.06 /* of the axis: a label of 8 pt over a plot of 112 */

double doc_scale_step(double lo, double hi, int most) {
    static const double bases[] = {1, 2, 5};
    double span = hi - lo;
    if (!(span > 0) || !isfinite(span))
        return 1;
    int power = (int)floor(log10(span / most)) - 1;
    for (;; power++)
        for (int i = 0; i < 3; i++) {
            double step = bases[i] * pow(10, power);
            if (span <= step * most * (1 + 1e-9))
                return step;
        }
}

static bool range(const doc_drawing *d, double *lo, double *hi) {
    bool any = false;
    for (size_t i = 0; i < d->series.n; i++)
        for (size_t j = 0; j < d->series.v[i].points.n; j++) {
            const figure *f = d->series.v[i].points.v[j].figure;
            if (!f || f->why != MISSING_NONE || !isfinite(f->value))
                continue;
            *lo = !any || f->value < *lo ? f->value : *lo;
            *hi = !any || f->value > *hi ? f->value : *hi;
            any = true;
        }
    return any;
}

/* Lines may start elsewhere than at 0 when all values are far from it. A value
   in the last `ROOM` of the axis has its label above the plot: one step more.
   Each change may ask for a wider step, hence the loop. */
bool doc_axis(const doc_drawing *d, double *lo, double *hi) {
    double low = 0, high = 0;
    if (!range(d, &low, &high))
        return false;
    *lo = low > 0 && low > high / 2 ? low - (high - low) / 4
          : low < 0                 ? low
                                    : 0;
    *hi = high > *lo ? high : *lo + 1;
    for (;;) {
        double step = doc_scale_step(*lo, *hi, STEPS);
        double from = floor(*lo / step + 1e-9) * step;
        double to = ceil(*hi / step - 1e-9) * step;
        bool fits = (to - *hi) >= (to - from) * ROOM || *hi > high;
        if (from >= *lo && fits)
            return true;
        *lo = from;
        if (!fits)
            *hi = to + step / 100;
    }
}

double doc_axis_start(const doc_drawing *d) {
    double lo, hi;
    return d->kind == DRAW_LINE && doc_axis(d, &lo, &hi) ? lo : 0;
}

bool doc_breaks_before(const doc_drawing *d, size_t category) {
    for (size_t i = 0; i < d->breaks.n; i++)
        if (d->breaks.v[i] == category)
            return true;
    return false;
}
