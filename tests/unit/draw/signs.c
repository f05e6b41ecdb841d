/* Signs, pills, chips, dots, boxes, tracks. */
#include "draw_tests.h"

static void check_inside(const drawing *d) {
    rect r = ink_of(d);
    check_items(d);
    assert_true(d->items.n > 0);
    assert_true(r.x >= 0 && r.y >= 0);
    assert_true(r.x + r.w <= d->width && r.y + r.h <= d->height);
    assert_true(d->baseline > 0 && d->baseline <= d->height);
}

static void signs_stand_in_their_square(void **state) {
    fixture *x = *state;
    for (int s = 0; s < SIGN_COUNT; s++)
        for (mpt size = 7000; size <= 8000; size += 1000) {
            drawing d = draw_sign(&x->c, (state_sign)s, size);
            assert_int_equal(d.width, size);
            assert_int_equal(d.height, size);
            assert_int_equal(d.baseline, size - 500);
            check_inside(&d);
            assert_int_equal(text_of(x, &d).n, 0); /* never characters */
        }
}

/* Charter §12: shapes differ without colour; only two pairs share one. */
static void signs_differ_in_shape(void **state) {
    fixture *x = *state;
    uint64_t h[SIGN_COUNT];
    for (int s = 0; s < SIGN_COUNT; s++) {
        drawing d = draw_sign(&x->c, (state_sign)s, 7000);
        h[s] = hash_of(x, &d);
    }
    assert_true(h[SIGN_ON_TRACK] == h[SIGN_RUNNING]);
    for (int a = 0; a < SIGN_COUNT; a++)
        for (int b = a + 1; b < SIGN_COUNT; b++)
            if (!(a == SIGN_ON_TRACK && b == SIGN_RUNNING) &&
                !(a == SIGN_TO_COME && b == SIGN_VOID))
                assert_true(h[a] != h[b]);
}

static void words_have_the_colour_of_the_state(void **state) {
    (void)state;
    assert_int_equal(draw_sign_colour(SIGN_OK), COLOR_GREEN);
    assert_int_equal(draw_sign_colour(SIGN_WATCH), COLOR_AMBER);
    assert_int_equal(draw_sign_colour(SIGN_ALERT), COLOR_RED);
    assert_int_equal(draw_sign_colour(SIGN_TO_COME), COLOR_GRAY800);
}

static void a_void_ring_is_dashed(void **state) {
    fixture *x = *state;
    drawing d = draw_sign(&x->c, SIGN_VOID, 7000);
    assert_int_equal(d.items.v[0].path.dash[0], 1200);
    d = draw_sign(&x->c, SIGN_TO_COME, 7000);
    assert_int_equal(d.items.v[0].path.dash[0], 0);
}

static void pills_hold_their_text(void **state) {
    fixture *x = *state;
    static const struct {
        pill_kind kind;
        mpt height, baseline;
    } rows[] = {{PILL_CRITERION, 9800, 7400},
                {PILL_REFERENCE, 9800, 7400},
                {PILL_BADGE, 9800, 7400},
                {PILL_ILLUSTRATIVE, 9400, 7200},
                {PILL_DRAFT, 10600, 8000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        drawing d = draw_pill(&x->c, rows[i].kind, S("Critère A4"));
        check_inside(&d);
        assert_int_equal(d.height, rows[i].height);
        assert_int_equal(d.baseline, rows[i].baseline);
        assert_string_equal(text_of(x, &d).p, "Critère A4");
    }
    drawing one = draw_pill(&x->c, PILL_CRITERION, S("A4"));
    drawing two = draw_pill(&x->c, PILL_BADGE, S("A4"));
    assert_int_equal(two.width - one.width, 800); /* padding 2.6 and 3 */
    assert_int_equal(count_filled(x, &one, COLOR_ACCENT700), 1);
    two = draw_pill(&x->c, PILL_REFERENCE, S("A4"));
    assert_int_equal(count_filled(x, &two, COLOR_ACCENT700), 0);
}

static void chips_bear_their_letter(void **state) {
    fixture *x = *state;
    const char *letters = "ISREA";
    for (uint8_t i = 0; i < 5; i++) {
        drawing d = draw_chip(&x->c, i);
        check_inside(&d);
        assert_int_equal(d.width, 9000);
        assert_int_equal(d.height - d.baseline, 1400);
        assert_int_equal(text_of(x, &d).p[0], letters[i]);
        const glyphs_item *g = &d.items.v[1].glyphs;
        mpt left = g->at.x, right = 9000 - g->at.x - g->width;
        assert_in_range(left - right + 2, 0, 4); /* centred */
    }
    assert_int_equal(draw_chip(&x->c, 9).items.n, 0);
}

static void dots_and_boxes(void **state) {
    fixture *x = *state;
    drawing yes = draw_dot(&x->c, true), no = draw_dot(&x->c, false);
    check_inside(&yes);
    check_inside(&no);
    assert_true(ink_of(&yes).w > 3 * ink_of(&no).w);
    drawing box = draw_box(&x->c);
    check_inside(&box);
    assert_int_equal(ink_of(&box).w, 7000);
}

static void tracks_fill_to_their_ratio(void **state) {
    fixture *x = *state;
    drawing d = draw_track(&x->c, 100000, 3500, 0.25);
    check_inside(&d);
    assert_int_equal(nth_filled(x, &d, COLOR_ACCENT700, 0).w, 25000);
    d = draw_track(&x->c, 100000, 3500, 7);
    assert_int_equal(nth_filled(x, &d, COLOR_ACCENT700, 0).w, 100000);
    d = draw_track(&x->c, 100000, 3500, 0.0 / 1);
    assert_int_equal(count_filled(x, &d, COLOR_ACCENT700), 0);
}

static void text_is_measured(void **state) {
    fixture *x = *state;
    drawing d = {0};
    mpt w = draw_text(&x->c, &d, (point){1000, 2000},
                      (draw_ink){STYLE_BODY, COLOR_INK}, S("L’eau"));
    const glyphs_item *g = &d.items.v[0].glyphs;
    assert_int_equal(g->width, w);
    assert_int_equal(g->at.x, 1000);
    assert_int_equal(g->count, 5);
    assert_int_equal(g->glyphs[0].x, 0);
    assert_int_equal(g->glyphs[1].len, 3);
    draw_text(&x->c, &d, (point){0, 0}, (draw_ink){STYLE_BODY, COLOR_INK},
              S("\u4E2D"));
    assert_int_equal(d.missing, 0x4E2D);
}

static void placing_moves_everything(void **state) {
    fixture *x = *state;
    drawing d = {0}, pill = draw_pill(&x->c, PILL_CRITERION, S("A4"));
    rect before = ink_of(&pill);
    draw_place(x->a, &d, &pill, 5000, -300);
    rect after = ink_of(&d);
    assert_int_equal(after.x, before.x + 5000);
    assert_int_equal(after.y, before.y - 300);
    assert_int_equal(after.w, before.w);
    assert_true(ink_of(&pill).x == before.x); /* the first is untouched */
}

int test_signs(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(signs_stand_in_their_square),
        T(signs_differ_in_shape),
        cmocka_unit_test(words_have_the_colour_of_the_state),
        T(a_void_ring_is_dashed),
        T(pills_hold_their_text),
        T(chips_bear_their_letter),
        T(dots_and_boxes),
        T(tracks_fill_to_their_ratio),
        T(text_is_measured),
        T(placing_moves_everything),
    };
    return cmocka_run_group_tests_name("draw signs", tests, NULL, NULL);
}
