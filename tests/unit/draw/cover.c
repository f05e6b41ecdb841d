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
        assert_int_equal(m->path.count, 15); /* a move, 14 curves */
        assert_int_equal(m->path.ops[0].p[0].x, 0);
        assert_int_equal(m->path.ops[14].p[2].x, MM210);
        assert_true(m->path.width > before); /* thicker and thicker */
        before = m->path.width;
    }
    assert_int_equal(lines, 27);
    assert_true(d.items.v[0].path.clip);
    assert_int_equal(d.height, 334488); /* 118 mm */
}

/* A Bézier's ordinate at u of it. */
static double between(const point v[4], double u) {
    double w = 1 - u;
    return w * w * w * v[0].y + 3 * w * w * u * v[1].y +
           3 * w * u * u * v[2].y + u * u * u * v[3].y;
}

/* The formula of the charter, computed here by hand, every 1.5 mm of every
   line: the Béziers are never 0.015 mm off. */
static void follows_the_formula(void **state) {
    fixture *x = *state;
    drawing d = draw_cover_lines(&x->c, MM210);
    double pi = acos(-1), worst = 0;
    for (int i = 0; i < 27; i++)
        for (int k = 0; k < 140; k++) {
            const path_item *p = &d.items.v[1 + i].path;
            const path_op *to = &p->ops[1 + k / 10], *from = to - 1;
            point v[4] = {from->p[from->verb == PATH_MOVE ? 0 : 2], to->p[0],
                          to->p[1], to->p[2]};
            double t = k / 140.0;
            double a = (2.6 + 3.2 * sin(pi * i / 26)) * (0.35 + 0.65 * t);
            double y = 14 + 3.5 * i + a * sin(2 * pi * (1.15 * t + 0.028 * i)) +
                       0.45 * a * sin(2 * pi * (2.3 * t - 0.041 * i));
            double off = between(v, k % 10 / 10.0) / 72000 * 25.4 - y;
            worst = fabs(off) > worst ? fabs(off) : worst;
        }
    assert_true(worst > 0 && worst < 0.015);
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
