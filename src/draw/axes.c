#include "draw/axes.h"

#include <math.h>

enum { STEPS = 5, TICK_GAP = 4250 };

static const label tick_label = {
    .s = STYLE_CHART, .align = ALIGN_RIGHT, .colour = COLOR_GRAY600};

bool plot_range(const doc_drawing *d, double *lo, double *hi) {
    bool any = false;
    *lo = *hi = 0;
    for (size_t i = 0; i < d->series.n; i++)
        for (size_t j = 0; j < d->series.v[i].points.n; j++) {
            const figure *f = d->series.v[i].points.v[j].figure;
            if (!draw_has_value(f))
                continue;
            *lo = !any || f->value < *lo ? f->value : *lo;
            *hi = !any || f->value > *hi ? f->value : *hi;
            any = true;
        }
    return any;
}

static size_t tick_count(const scale *s) {
    return (size_t)lround((s->hi - s->lo) / s->step) + 1;
}

static str tick_text(const plot *p, size_t i) {
    return draw_number(p->k->c->a, p->y.lo + (double)i * p->y.step,
                       p->y.decimals);
}

plot plot_open(canvas *k, double lo, double hi, mpt beside) {
    if (!(hi > lo))
        hi = lo + 1;
    double step = doc_scale_step(lo, hi, STEPS);
    lo = floor(lo / step + 1e-9) * step;
    hi = ceil(hi / step - 1e-9) * step;
    plot p = {.k = k, .y = scale_from(lo, hi, step)};
    p.y.from = PLOT_TOP + PLOT_HEIGHT;
    p.y.to = PLOT_TOP;
    mpt widest = 0;
    for (size_t i = 0; i < tick_count(&p.y); i++) {
        mpt w = canvas_label_width(k, tick_text(&p, i), &tick_label);
        widest = w > widest ? w : widest;
    }
    p.left = widest + TICK_GAP;
    p.right = k->d->width - beside;
    for (size_t i = 0; i < tick_count(&p.y); i++) {
        mpt y = scale_at(&p.y, lo + (double)i * step);
        if (i > 0 || lo < 0)
            canvas_line(k, (point){p.left, y}, (point){p.right, y},
                        STROKE(COLOR_GRAY300, GRID_LINE));
        canvas_label(k, (point){widest, y + LABEL_DROP}, tick_text(&p, i),
                     &tick_label);
    }
    k->d->height = p.y.from + CATEGORIES;
    return p;
}

void plot_axis(const plot *p) {
    mpt y = scale_at(&p->y, p->y.lo > 0 ? p->y.lo : 0);
    canvas_line(p->k, (point){p->left, y}, (point){p->right, y},
                STROKE(COLOR_INK, AXIS_LINE));
}
