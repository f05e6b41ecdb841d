/*
 * The lines of the cover (charter §15): 27 waves from pale to dark. Each is cut
 * every 15 mm into Béziers that have its points and slopes (Hermite): the
 * farthest from the curve is 0.01 mm off it, ten times less than its stroke.
 * Every point is rounded to 1/1000 pt at once, so that the same cover has the
 * same bytes.
 */
#include "draw/draw_int.h"

#include <math.h>

enum { LINES = 27, CLIP_MM = 118, STEP_MM = 15 };

#define PI     3.14159265358979323846
#define A_MM   2834.646
#define TURN_1 (2 * PI * 1.15)
#define TURN_2 (2 * PI * 2.3)

/* A place on a line: y in mm from the top, and its slope, at t of the width. */
typedef struct wave {
    double y, slope;
} wave;

static wave wave_at(int i, double t) {
    double most = 2.6 + 3.2 * sin(PI * i / (LINES - 1));
    double a = most * (0.35 + 0.65 * t), grow = most * 0.65;
    double one = TURN_1 * t + 2 * PI * 0.028 * i;
    double two = TURN_2 * t - 2 * PI * 0.041 * i;
    return (wave){
        14 + 3.5 * i + a * sin(one) + 0.45 * a * sin(two),
        grow * (sin(one) + 0.45 * sin(two)) +
            a * (TURN_1 * cos(one) + 0.45 * TURN_2 * cos(two)),
    };
}

/* The point at t, or a third of a step of `dt` from it along the slope. */
static point beside(mpt width, double t, wave w, double dt) {
    return (point){draw_mpt((t + dt / 3) * width),
                   draw_mpt((w.y + w.slope * dt / 3) * A_MM)};
}

static void put_line(path *p, int i, mpt width) {
    int n = (width + MM(STEP_MM) / 2) / MM(STEP_MM);
    n = n < 2 ? 2 : n;
    double dt = 1.0 / n;
    wave from = wave_at(i, 0);
    point start = beside(width, 0, from, 0);
    canvas_move_to(p, start.x, start.y);
    for (int k = 1; k <= n; k++) {
        wave to = wave_at(i, k * dt);
        canvas_curve_to(p, beside(width, (k - 1) * dt, from, dt),
                        beside(width, k * dt, to, -dt),
                        beside(width, k * dt, to, 0));
        from = to;
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
    rgb pale = canvas_rgb(&k, COLOR_ACCENT300);
    rgb dark = canvas_rgb(&k, COLOR_ACCENT700);
    canvas_clip(&k, (rect){0, 0, width, d.height});
    for (int i = 0; i < LINES; i++) {
        path p = canvas_path_new(&k);
        put_line(&p, i, width);
        mpt stroke = 350 + 550 * i / (LINES - 1);
        path_item *put = canvas_path(&k, &p, STROKE(COLOR_ACCENT700, stroke));
        put->stroke_colour =
            (rgb){mix(pale.r, dark.r, i), mix(pale.g, dark.g, i),
                  mix(pale.b, dark.b, i)};
    }
    canvas_unclip(&k);
    return d;
}
