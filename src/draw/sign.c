/* State signs (charter §12), drawn in a square. Never characters. */
#include "draw/draw_int.h"

enum { RING = 1000, DROP = 500 }; /* stroke; bottom under the baseline */

static mpt part(mpt size, int thousandths) {
    return (mpt)((int64_t)size * thousandths / 1000);
}

static void sign_ok(canvas *k, mpt s) {
    canvas_disc(k, (point){s / 2, s / 2}, s / 2, FILL(COLOR_GREEN));
    path p = canvas_path_new(k);
    canvas_move_to(&p, part(s, 260), part(s, 520));
    canvas_line_to(&p, part(s, 440), part(s, 700));
    canvas_line_to(&p, part(s, 750), part(s, 320));
    paint white = STROKE(COLOR_WHITE, part(s, 160));
    white.round = true;
    canvas_path(k, &p, white);
}

static void put_ring(canvas *k, mpt s, paint with) {
    canvas_disc(k, (point){s / 2, s / 2}, s / 2 - with.width / 2, with);
}

static void half(canvas *k, mpt s, color colour) {
    put_ring(k, s, STROKE(colour, RING));
    mpt r = s / 2 - RING / 2, q = draw_mpt(r * 0.5523), m = s / 2;
    path p = canvas_path_new(k);
    canvas_move_to(&p, m, m - r);
    canvas_curve_to(&p, (point){m - q, m - r}, (point){m - r, m - q},
                    (point){m - r, m});
    canvas_curve_to(&p, (point){m - r, m + q}, (point){m - q, m + r},
                    (point){m, m + r});
    canvas_close(&p);
    canvas_path(k, &p, FILL(colour));
}

static void sign_on_track(canvas *k, mpt s) {
    half(k, s, COLOR_GREEN);
}
static void sign_running(canvas *k, mpt s) {
    half(k, s, COLOR_GRAY800);
}

/* The white « ! »: a stroke and a dot, `w` wide. */
static void exclamation(canvas *k, mpt s, const int at[3], mpt w) {
    mpt x = s / 2 - w / 2;
    canvas_rect(k, (rect){x, part(s, at[0]), w, part(s, at[1])},
                FILL(COLOR_WHITE));
    canvas_rect(k, (rect){x, part(s, at[2]), w, w}, FILL(COLOR_WHITE));
}

static void sign_watch(canvas *k, mpt s) {
    const point v[] = {{s / 2, 0}, {s, s}, {0, s}};
    canvas_polygon(k, v, 3, FILL(COLOR_AMBER));
    exclamation(k, s, (const int[]){360, 300, 760}, 1000);
}

static void sign_alert(canvas *k, mpt s) {
    canvas_rect(k, (rect){0, 0, s, s}, FILL(COLOR_RED));
    exclamation(k, s, (const int[]){160, 420, 700}, 1100);
}

static void sign_to_come(canvas *k, mpt s) {
    put_ring(k, s, STROKE(COLOR_GRAY600, RING));
}

static void sign_void(canvas *k, mpt s) {
    paint dashed = STROKE(COLOR_GRAY600, 800);
    dashed.dash[0] = dashed.dash[1] = 1200;
    put_ring(k, s, dashed);
}

static void sign_no(canvas *k, mpt s) {
    mpt a = part(s, 120), b = part(s, 880);
    path p = canvas_path_new(k);
    canvas_move_to(&p, a, a);
    canvas_line_to(&p, b, b);
    canvas_move_to(&p, b, a);
    canvas_line_to(&p, a, b);
    canvas_path(k, &p, STROKE(COLOR_GRAY600, 1300));
}

static void sign_irrelevant(canvas *k, mpt s) {
    canvas_rect(k, (rect){0, s / 2 - 600, s, 1200}, FILL(COLOR_GRAY600));
}

static const struct {
    void (*put)(canvas *, mpt);
    color word;
} signs[SIGN_COUNT] = {
    [SIGN_OK] = {sign_ok, COLOR_GREEN},
    [SIGN_ON_TRACK] = {sign_on_track, COLOR_GREEN},
    [SIGN_RUNNING] = {sign_running, COLOR_GRAY800},
    [SIGN_WATCH] = {sign_watch, COLOR_AMBER},
    [SIGN_ALERT] = {sign_alert, COLOR_RED},
    [SIGN_TO_COME] = {sign_to_come, COLOR_GRAY800},
    [SIGN_VOID] = {sign_void, COLOR_GRAY800},
    [SIGN_NO] = {sign_no, COLOR_GRAY800},
    [SIGN_IRRELEVANT] = {sign_irrelevant, COLOR_GRAY800},
};

drawing draw_sign(const draw_context *c, state_sign s, mpt size) {
    drawing d = {.width = size, .height = size, .baseline = size - DROP};
    canvas k = {c, &d};
    if (s < SIGN_COUNT)
        signs[s].put(&k, size);
    return d;
}

color draw_sign_colour(state_sign s) {
    return s < SIGN_COUNT ? signs[s].word : COLOR_GRAY800;
}
