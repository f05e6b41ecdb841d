/* Scales of charts: what their ticks are is said in notes too, so it is decided
   here, where expand and draw both see it. */
#include <math.h>

#include "doc/doc.h"

enum { STEPS = 5 };

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

/* Lines may start elsewhere than at 0 when all values are far from it. */
double doc_axis_start(const doc_drawing *d) {
    double lo = 0, hi = 0;
    if (d->kind != DRAW_LINE || !range(d, &lo, &hi))
        return 0;
    double from = lo > 0 && lo > hi / 2 ? lo - (hi - lo) / 4 : lo < 0 ? lo : 0;
    if (!(hi > from))
        hi = from + 1;
    for (;;) { /* a lower start may ask for a wider step */
        double step = doc_scale_step(from, hi, STEPS);
        double start = floor(from / step + 1e-9) * step;
        if (start >= from)
            return start;
        from = start;
    }
}

bool doc_breaks_before(const doc_drawing *d, size_t category) {
    for (size_t i = 0; i < d->breaks.n; i++)
        if (d->breaks.v[i] == category)
            return true;
    return false;
}
