#include "draw_tests.h"

#include <math.h>

enum { MM210 = 595276 };

static void draws_twenty_seven_lines(void **state) {
    fixture *x = *state;
    drawing d = draw_cover_lines(&x->c, MM210);
    check_items(&d);
    size_t lines = 0;
    mpt before = 0;
    for (size_t i = 0; i < d.items.n; i++) {
        const item *m = &d.items.v[i];
        if (m->kind != ITEM_PATH || m->path.clip)
            continue;
        lines++;
        assert_int_equal(m->path.count, 71); /* a move, 70 curves */
        assert_int_equal(m->path.ops[0].p[0].x, 0);
        assert_int_equal(m->path.ops[70].p[2].x, MM210);
        assert_true(m->path.width > before); /* thicker and thicker */
        before = m->path.width;
    }
    assert_int_equal(lines, 27);
    assert_true(d.items.v[0].path.clip);
    assert_int_equal(d.height, 334488); /* 118 mm */
}

/* The formula of the charter at one point, computed here by hand: line 13, at
   30 mm: t = 1/7. */
static void follows_the_formula(void **state) {
    fixture *x = *state;
    drawing d = draw_cover_lines(&x->c, MM210);
    const path_item *p = &d.items.v[1 + 13].path;
    double t = 1.0 / 7, pi = acos(-1), a = (2.6 + 3.2) * (0.35 + 0.65 * t);
    double y = 14 + 3.5 * 13 + a * sin(2 * pi * (1.15 * t + 0.028 * 13)) +
               0.45 * a * sin(2 * pi * (2.3 * t - 0.041 * 13));
    assert_in_range(p->ops[10].p[2].y - (mpt)(y * 72000 / 25.4) + 3, 0, 6);
}

static void ends_in_the_two_colours(void **state) {
    fixture *x = *state;
    drawing d = draw_cover_lines(&x->c, MM210);
    assert_int_equal(d.items.v[1].path.stroke_colour.r, 0x7D);
    assert_int_equal(d.items.v[27].path.stroke_colour.r, 0x0A);
    assert_int_equal(d.items.v[27].path.stroke_colour.b, 0x72);
}

static void is_the_same_twice(void **state) {
    fixture *x = *state;
    drawing a = draw_cover_lines(&x->c, MM210);
    drawing b = draw_cover_lines(&x->c, MM210);
    assert_true(hash_of(x, &a) == hash_of(x, &b));
}

static void a_theme_turns_them_off(void **state) {
    fixture *x = *state;
    x->theme.cover_lines = false;
    assert_int_equal(draw_cover_lines(&x->c, MM210).items.n, 0);
}

int test_cover(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(draws_twenty_seven_lines), T(follows_the_formula),
        T(ends_in_the_two_colours),  T(is_the_same_twice),
        T(a_theme_turns_them_off),
    };
    return cmocka_run_group_tests_name("draw cover", tests, NULL, NULL);
}
