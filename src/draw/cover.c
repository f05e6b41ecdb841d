/*
 * The lines of the cover (charter §15): 27 waves from pale to dark. Each is
 * sampled every 3 mm and joined by a Catmull-Rom spline, written as Béziers.
 * Every sample is rounded to 1/1000 pt at once, so that the same cover has the
 * same bytes.
 */
#include "draw/draw_int.h"

#include <math.h>

enum { LINES = 27, CLIP_MM = 118, STEP_MM = 3, MOST = 1024 };

#define PI 3.14159265358979323846

/* Line `i` at t of its width, in mm from the top. */
static double height_at(int i, double t) {
    double a = (2.6 + 3.2 * sin(PI * i / (LINES - 1))) * (0.35 + 0.65 * t);
    return 14 + 3.5 * i + a * sin(2 * PI * (1.15 * t + 0.028 * i)) +
           0.45 * a * sin(2 * PI * (2.3 * t - 0.041 * i));
}

static size_t sample(int i, mpt width, point *out) {
    size_t n = (size_t)((width + MM(STEP_MM) / 2) / MM(STEP_MM));
    n = n < 2 ? 2 : n >= MOST ? MOST - 1 : n;
    for (size_t k = 0; k <= n; k++) {
        double t = (double)k / (double)n;
        out[k] =
            (point){draw_mpt(t * width), draw_mpt(height_at(i, t) * 2834.646)};
    }
    return n + 1;
}

static point control(point at, point from, point to, int sign) {
    return (point){at.x + sign * (to.x - from.x) / 6,
                   at.y + sign * (to.y - from.y) / 6};
}

/* Béziers through the points, tangents of Catmull and Rom. */
static void smooth(path *p, const point *v, size_t n) {
    canvas_move_to(p, v[0].x, v[0].y);
    for (size_t i = 0; i + 1 < n; i++) {
        point before = v[i ? i - 1 : 0], after = v[i + 2 < n ? i + 2 : n - 1];
        canvas_curve_to(p, control(v[i], before, v[i + 1], 1),
                        control(v[i + 1], v[i], after, -1), v[i + 1]);
    }
}

static uint8_t mix(uint8_t a, uint8_t b, int i) {
    return (uint8_t)((a * (LINES - 1 - i) + b * i + (LINES - 1) / 2) /
                     (LINES - 1));
}

drawing draw_cover_lines(const draw_context *c, mpt width) {
    drawing d = {.width = width, .height = MM(CLIP_MM)};
    if (!c->theme->cover_lines)
        return d;
    canvas k = {c, &d};
    point *v = NEW_ARRAY(c->a, point, MOST + 1);
    rgb pale = canvas_rgb(&k, COLOR_ACCENT300);
    rgb dark = canvas_rgb(&k, COLOR_ACCENT700);
    canvas_clip(&k, (rect){0, 0, width, d.height});
    for (int i = 0; i < LINES; i++) {
        path p = canvas_path_new(&k);
        smooth(&p, v, sample(i, width, v));
        mpt stroke = 350 + 550 * i / (LINES - 1);
        path_item *put = canvas_path(&k, &p, STROKE(COLOR_ACCENT700, stroke));
        put->stroke_colour =
            (rgb){mix(pale.r, dark.r, i), mix(pale.g, dark.g, i),
                  mix(pale.b, dark.b, i)};
    }
    canvas_unclip(&k);
    return d;
}
