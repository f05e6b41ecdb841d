/* Charts: what each shows, and that none leaves its box. */
#include "draw_tests.h"

#include "draw/draw_int.h"

#include <math.h>

static bool holds(fixture *x, const drawing *d, const char *text) {
    str all = text_of(x, d);
    return str_find(all, str_z(text), 0) != SIZE_MAX;
}

static void check_box(const drawing *d, mpt width) {
    rect r = ink_of(d);
    check_items(d);
    assert_true(d->width > 0 && d->width <= width);
    assert_true(d->height > 0 && d->height < 700000);
    assert_in_range(r.x + 1000, 0, 2000000);
    assert_true(r.x + r.w <= d->width + 1000);
    assert_true(r.y >= -3500);
    assert_true(r.y + r.h <= d->height + 1000);
}

static void all_kinds_stay_in_their_box(void **state) {
    fixture *x = *state;
    static const mpt widths[] = {MM54, MM84, MM174};
    for (int kind = 0; kind < DRAW_KIND_COUNT; kind++)
        for (int i = 0; i < 3; i++) {
            doc_drawing *d = sample(x, (drawing_kind)kind);
            drawing one = draw_figure(&x->c, d, widths[i]);
            check_box(&one, widths[i]);
            drawing two = draw_figure(&x->c, d, widths[i]);
            assert_true(hash_of(x, &one) == hash_of(x, &two));
            assert_int_equal(one.missing, 0);
        }
}

/* No data, one value, nothing but holes, zeros: no fault, no loop. */
static void all_kinds_bear_poor_data(void **state) {
    fixture *x = *state;
    for (int kind = 0; kind < DRAW_KIND_COUNT; kind++) {
        doc_drawing *d = new_drawing(x, (drawing_kind)kind);
        check_items(&(drawing[]){draw_figure(&x->c, d, MM84)}[0]);
        add_category(x, d, "2025");
        check_items(&(drawing[]){draw_figure(&x->c, d, MM84)}[0]);
        SERIES(x, d, "vide", SERIES_OBSERVED, NAN);
        check_items(&(drawing[]){draw_figure(&x->c, d, MM84)}[0]);
        SERIES(x, d, "nul", SERIES_OBSERVED, 0);
        check_items(&(drawing[]){draw_figure(&x->c, d, MM84)}[0]);
        SERIES(x, d, "grand", SERIES_TARGET, 1e15);
        check_items(&(drawing[]){draw_figure(&x->c, d, MM84)}[0]);
        SERIES(x, d, "négatif", SERIES_OBSERVED, -12);
        check_items(&(drawing[]){draw_figure(&x->c, d, MM84)}[0]);
    }
}

static void bars_have_lengths_of_their_values(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_BARS);
    drawing d = draw_figure(&x->c, s, MM174);
    assert_int_equal(count_filled(x, &d, COLOR_ACCENT500), 5); /* not 0 */
    rect first = nth_filled(x, &d, COLOR_ACCENT500, 0);
    rect last = nth_filled(x, &d, COLOR_ACCENT500, 4);
    assert_in_range(last.w * 66 / 26 - first.w + 5, 0, 10);
    assert_int_equal(first.h, 9000);
    assert_int_equal(nth_filled(x, &d, COLOR_ACCENT500, 1).y - first.y, 17500);
    assert_true(holds(x, &d, "Gard"));
    assert_true(holds(x, &d, "|66|"));
    assert_true(holds(x, &d, "0"));
    drawing mini = draw_figure(&x->c, s, MM54);
    assert_int_equal(nth_filled(x, &mini, COLOR_ACCENT500, 1).y -
                         nth_filled(x, &mini, COLOR_ACCENT500, 0).y,
                     16000);
}

/* The axis of horizontal bars stands at zero, also with negative values. */
static void bars_go_left_below_zero(void **state) {
    fixture *x = *state;
    doc_drawing *s = new_drawing(x, DRAW_BARS);
    add_category(x, s, "hausse");
    add_category(x, s, "baisse");
    SERIES(x, s, "écart", SERIES_OBSERVED, 10, -5);
    drawing d = draw_figure(&x->c, s, MM84);
    rect up = nth_filled(x, &d, COLOR_ACCENT500, 0);
    rect down = nth_filled(x, &d, COLOR_ACCENT500, 1);
    assert_in_range(down.x + down.w - up.x + 2, 0, 4);
    assert_in_range(down.w * 2 - up.w + 5, 0, 10);
    check_box(&d, MM84);
}

static void a_long_name_has_two_lines_then_dots(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_BARS);
    drawing d = draw_figure(&x->c, s, MM54);
    assert_true(holds(x, &d, "…"));
    d = draw_figure(&x->c, s, MM174);
    assert_false(holds(x, &d, "…"));
}

static void missing_values_are_said(void **state) {
    fixture *x = *state;
    doc_drawing *s = new_drawing(x, DRAW_BARS);
    add_category(x, s, "Gard");
    add_category(x, s, "Tarn");
    SERIES(x, s, "places", SERIES_OBSERVED, 12, NAN);
    drawing d = draw_figure(&x->c, s, MM84);
    assert_int_equal(count_filled(x, &d, COLOR_ACCENT500), 1);
    assert_true(holds(x, &d, "n.d."));
}

static void marks_are_printed_unless_most_are_illustrative(void **state) {
    fixture *x = *state;
    doc_drawing *s = new_drawing(x, DRAW_BARS);
    add_category(x, s, "Gard");
    add_category(x, s, "Tarn");
    add_category(x, s, "Aude");
    doc_series *v = SERIES(x, s, "places", SERIES_OBSERVED, 12, 11, 10);
    ((figure *)v->points.v[0].figure)->marks = MARK_ILLUSTRATIVE;
    drawing d = draw_figure(&x->c, s, MM84);
    assert_true(holds(x, &d, "12|i"));
    ((figure *)v->points.v[1].figure)->marks =
        MARK_ILLUSTRATIVE | MARK_ESTIMATED;
    d = draw_figure(&x->c, s, MM84);
    assert_false(holds(x, &d, "12|i"));
    assert_true(holds(x, &d, "11|e"));
}

static void stacks_add_up(void **state) {
    fixture *x = *state;
    drawing d = draw_figure(&x->c, sample(x, DRAW_STACKED_BARS), MM174);
    assert_true(holds(x, &d, "485"));
    assert_true(holds(x, &d, "603"));
    assert_true(holds(x, &d, "Région Occitanie"));
    assert_true(holds(x, &d, "28\u00A0%"));
    /* 2027: 150 of ink, then 90 of accent 700; in 2031 the third is 0 */
    rect ink = nth_filled(x, &d, COLOR_ACCENT300, 0);
    rect third = nth_filled(x, &d, COLOR_ACCENT700, 0);
    assert_in_range(ink.x + ink.w - third.x + 300, 0, 600);
    assert_in_range(third.w * 95 / 90 - ink.w + 600, 0, 1200);
    assert_int_equal(count_filled(x, &d, COLOR_ACCENT700), 4 + 1);
    assert_int_equal(ink.h, 14000);
}

static void a_stack_with_a_hole_is_partial(void **state) {
    fixture *x = *state;
    doc_drawing *s = new_drawing(x, DRAW_STACKED_BARS);
    add_category(x, s, "2027");
    SERIES(x, s, "Région", SERIES_OBSERVED, 1200);
    SERIES(x, s, "État", SERIES_OBSERVED, NAN);
    drawing d = draw_figure(&x->c, s, MM174);
    assert_true(holds(x, &d, "1\u202F200|q"));
}

static void a_narrow_stack_has_its_legend_under(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_STACKED_BARS);
    drawing wide = draw_figure(&x->c, s, MM174);
    drawing narrow = draw_figure(&x->c, s, MM54);
    assert_true(narrow.height > wide.height + 30000);
    check_box(&narrow, MM54);
}

static void patterns_are_clipped(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_SINGLE_BAR);
    s->series.v[5].name = S("Étab.");
    drawing d = draw_figure(&x->c, s, MM174);
    size_t clips = 0;
    for (size_t i = 0; i < d.items.n; i++)
        clips += d.items.v[i].kind == ITEM_PATH && d.items.v[i].path.clip;
    assert_int_equal(clips, 2); /* dots and hatch */
}

static void a_single_bar_fills_its_width(void **state) {
    fixture *x = *state;
    drawing d = draw_figure(&x->c, sample(x, DRAW_SINGLE_BAR), MM174);
    rect r = ink_of(&d);
    assert_in_range(r.x + r.w - MM174 + 100, 0, 200);
    rect state_part = nth_filled(x, &d, COLOR_ACCENT300, 0);
    double share = 495.0 / 2316;
    assert_in_range(state_part.w - (mpt)(share * MM174) + 300, 0, 600);
    assert_true(holds(x, &d, "28\u00A0%"));
    assert_true(holds(x, &d, "En nature"));
}

static void names_that_do_not_fit_become_a_legend(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_SINGLE_BAR);
    drawing narrow = draw_figure(&x->c, s, MM84);
    check_box(&narrow, MM84);
    assert_true(holds(x, &narrow, "FSE+|9\u00A0%"));
    s->series.v[5].name = S("Étab.");
    drawing wide = draw_figure(&x->c, s, MM174);
    assert_false(holds(x, &wide, "FSE+|9\u00A0%"));
    assert_int_equal(wide.height, 28000);
}

/* In the colours of the states, each with its number and its word. */
static void states_have_their_colours_and_words(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_STATES);
    drawing d = draw_figure(&x->c, s, MM174);
    check_box(&d, MM174);
    rect done = nth_filled(x, &d, COLOR_GREEN, 0);
    rect late = nth_filled(x, &d, COLOR_AMBER, 0);
    assert_in_range(done.w - MM174 * 7 / 20 + 20, 0, 40);
    assert_in_range(late.w - MM174 * 2 / 20 + 20, 0, 40);
    assert_true(holds(x, &d, "Faites"));
    assert_true(holds(x, &d, "Abandonnée"));
    assert_int_equal(d.height, 29500);
    /* too narrow for a number: it stands beside the word */
    list_push(x->a, &s->series.v[0].points, (doc_point){figure_of(x, 900, 0)});
    add_category(x, s, "Autres");
    list_push(x->a, &s->signs, (uint8_t)SIGN_IRRELEVANT);
    drawing narrow = draw_figure(&x->c, s, MM174);
    check_box(&narrow, MM174);
    assert_true(holds(x, &narrow, "En retard\u00A0: 2"));
}

/* The last value observed, where the target's line starts, counts once. */
static void a_junction_is_one_value(void **state) {
    fixture *x = *state;
    doc_drawing *s = new_drawing(x, DRAW_LINE);
    add_category(x, s, "2025");
    add_category(x, s, "2026");
    SERIES(x, s, "v", SERIES_OBSERVED, 3, NAN);
    SERIES(x, s, "cible", SERIES_TARGET, NAN, 9);
    assert_false(doc_is_junction(s, 1, 0));
    s->series.v[1].points.v[0] = s->series.v[0].points.v[0];
    assert_true(doc_is_junction(s, 1, 0));
    assert_false(doc_is_junction(s, 0, 0));
    figure goal = *s->series.v[1].points.v[1].figure;
    goal.marks = MARK_ILLUSTRATIVE;
    s->series.v[1].points.v[1].figure = &goal;
    assert_false(draw_is_quiet(s)); /* one of two */
    add_category(x, s, "2027");
    list_push(x->a, &s->series.v[0].points, (doc_point){0});
    list_push(x->a, &s->series.v[1].points, (doc_point){&goal});
    assert_true(draw_is_quiet(s)); /* two of three */
}

static void columns_have_targets(void **state) {
    fixture *x = *state;
    drawing d = draw_figure(&x->c, sample(x, DRAW_GROUPED_BARS), MM84);
    size_t targets = 0;
    for (size_t i = 0; i < d.items.n; i++)
        targets += d.items.v[i].kind == ITEM_PATH && d.items.v[i].path.stroke &&
                   d.items.v[i].path.width == 1600;
    assert_int_equal(targets, 4);
    rect recent = nth_filled(x, &d, COLOR_ACCENT700, 0); /* 13 of 40 */
    rect higher = nth_filled(x, &d, COLOR_ACCENT700, 3); /* 31 */
    assert_in_range(recent.h * 31 / 13 - higher.h + 20, 0, 40);
    assert_true(holds(x, &d, "cible 2031"));
    assert_true(holds(x, &d, "40"));
}

static void lines_may_start_elsewhere(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_LINE);
    assert_true(draw_axis_start(s) == 250);
    drawing d = draw_figure(&x->c, s, MM84);
    assert_true(holds(x, &d, "250"));
    assert_true(holds(x, &d, "cible 427"));
    size_t plain = text_of(x, &d).n;
    /* one illustrative target among real values is marked where it stands */
    figure goal = *s->series.v[1].points.v[5].figure;
    goal.marks = MARK_ILLUSTRATIVE;
    s->series.v[1].points.v[5].figure = &goal;
    d = draw_figure(&x->c, s, MM84);
    assert_true(text_of(x, &d).n > plain);
    doc_drawing *low = new_drawing(x, DRAW_LINE);
    add_category(x, low, "2025");
    add_category(x, low, "2026");
    SERIES(x, low, "v", SERIES_OBSERVED, 3, 40);
    assert_true(draw_axis_start(low) == 0);
}

static const path_item *thick_line(const drawing *d) {
    for (size_t i = 0; i < d->items.n; i++) {
        const item *m = &d->items.v[i];
        if (m->kind == ITEM_PATH && m->path.stroke && !m->path.fill &&
            m->path.width == 1600)
            return &m->path;
    }
    return NULL;
}

static size_t count_moves(const path_item *p) {
    size_t n = 0;
    for (uint32_t i = 0; i < p->count; i++)
        n += p->ops[i].verb == PATH_MOVE;
    return n;
}

static void lines_are_cut_by_holes_and_breaks(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_LINE);
    drawing d = draw_figure(&x->c, s, MM84);
    assert_int_equal(count_moves(thick_line(&d)), 1);
    list_push(x->a, &s->breaks, 2);
    d = draw_figure(&x->c, s, MM84);
    assert_int_equal(count_moves(thick_line(&d)), 2);
    doc_drawing *hole = sample(x, DRAW_LINE);
    ((figure *)hole->series.v[0].points.v[1].figure)->why = MISSING_SECRET;
    d = draw_figure(&x->c, hole, MM84);
    assert_int_equal(count_moves(thick_line(&d)), 2);
}

static mpt baseline_of(const drawing *d, str name) {
    for (size_t i = 0; i < d->items.n; i++) {
        const item *it = &d->items.v[i];
        if (it->kind == ITEM_GLYPHS && str_starts(it->glyphs.text, name))
            return it->glyphs.at.y;
    }
    return -1;
}

/* Two lines that end on one value have two names, one under the other. */
static void lines_are_named_apart(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_LINE);
    s->series.v[0].name = S("Premier");
    doc_series again = s->series.v[0];
    again.name = S("Second");
    list_push(x->a, &s->series, again);
    drawing d = draw_figure(&x->c, s, MM84);
    mpt a = baseline_of(&d, S("Premier")), b = baseline_of(&d, S("Second"));
    assert_true(a > 0 && b > 0);
    assert_true(b - a >= 9000);
}

static void forecasts_are_hollow(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_LINE);
    drawing d = draw_figure(&x->c, s, MM84);
    size_t before = count_filled(x, &d, COLOR_ACCENT700);
    ((figure *)s->series.v[0].points.v[3].figure)->marks = MARK_ESTIMATED;
    d = draw_figure(&x->c, s, MM84);
    assert_int_equal(count_filled(x, &d, COLOR_ACCENT700), before - 1);
}

static void bullets_show_value_target_reference(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_BULLET);
    drawing d = draw_figure(&x->c, s, 100000);
    rect value = nth_filled(x, &d, COLOR_ACCENT700, 0);
    rect target = nth_filled(x, &d, COLOR_INK, 0);
    assert_in_range(value.w - 60000 + 2, 0, 4); /* 72 of 120 */
    assert_int_equal(value.h, 3500);
    assert_in_range(target.x + target.w / 2 - 83333 + 3, 0, 6);
    assert_int_equal(target.h, 7000 + 2 * 1400);
    assert_int_equal(count_filled(x, &d, COLOR_GRAY600), 1);
    assert_int_equal(d.baseline, 8400);
    assert_int_equal(text_of(x, &d).n, 0);
}

static void a_bullet_to_lower_has_its_target_at_the_left(void **state) {
    fixture *x = *state;
    doc_drawing *s = new_drawing(x, DRAW_BULLET);
    add_category(x, s, "Ruptures");
    SERIES(x, s, "valeur", SERIES_OBSERVED, 16);
    SERIES(x, s, "cible", SERIES_TARGET, 9);
    s->lower_is_better = true;
    drawing d = draw_figure(&x->c, s, 96000);
    rect value = nth_filled(x, &d, COLOR_ACCENT700, 0);
    assert_in_range(value.w - 80000 + 2, 0, 4); /* 16 of 19.2 */
    assert_true(nth_filled(x, &d, COLOR_INK, 0).x < value.w);
}

static void a_bullet_without_value_is_a_dashed_frame(void **state) {
    fixture *x = *state;
    doc_drawing *s = new_drawing(x, DRAW_BULLET);
    add_category(x, s, "Taux");
    SERIES(x, s, "valeur", SERIES_OBSERVED, NAN);
    SERIES(x, s, "cible", SERIES_TARGET, 58);
    drawing d = draw_figure(&x->c, s, 96000);
    assert_int_equal(d.items.n, 1);
    assert_int_equal(d.items.v[0].path.dash[0], 1500);
}

static void sparklines_are_cut_by_holes(void **state) {
    fixture *x = *state;
    drawing d = draw_figure(&x->c, sample(x, DRAW_SPARKLINE), MM54);
    assert_int_equal(count_moves(&d.items.v[0].path), 2);
    assert_int_equal(d.height, 10000);
    assert_in_range(d.width, 68000, 68100); /* 24 mm */
}

static void sparklines_are_cut_by_breaks(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_SPARKLINE);
    drawing d = draw_figure(&x->c, s, MM54);
    size_t before = count_moves(&d.items.v[0].path);
    list_push(x->a, &s->breaks, 1);
    d = draw_figure(&x->c, s, MM54);
    assert_int_equal(count_moves(&d.items.v[0].path), before + 1);
}

/* With a title, a small drawing is a figure: its rows bear names and numbers,
   at the width of a third and at the whole measure. */
static void small_figures_bear_their_numbers(void **state) {
    fixture *x = *state;
    static const mpt widths[] = {MM54, 490000};
    for (int i = 0; i < 2; i++) {
        doc_drawing *s = new_drawing(x, DRAW_BULLET);
        s->title = S("Part de filles");
        add_category(x, s, "Apprentissage");
        SERIES(x, s, "valeur", SERIES_OBSERVED, 8);
        SERIES(x, s, "cible", SERIES_TARGET, 20);
        drawing d = draw_figure(&x->c, s, widths[i]);
        assert_true(holds(x, &d, "Apprentissage"));
        assert_true(holds(x, &d, " → "));
        assert_true(holds(x, &d, "20"));
        s->kind = DRAW_PROGRESS;
        d = draw_figure(&x->c, s, widths[i]);
        assert_true(holds(x, &d, "8"));
        s->kind = DRAW_SPARKLINE;
        d = draw_figure(&x->c, s, widths[i]);
        assert_true(holds(x, &d, "valeur"));
        assert_true(d.height >= 17500 && d.width == widths[i]);
    }
}

static void stacks_print_in_thousands(void **state) {
    fixture *x = *state;
    doc_drawing *s = new_drawing(x, DRAW_STACKED_BARS);
    add_category(x, s, "2027");
    SERIES(x, s, "Région", SERIES_OBSERVED, 150000);
    SERIES(x, s, "État", SERIES_OBSERVED, 95000);
    s->per = 1000;
    drawing d = draw_figure(&x->c, s, 490000);
    assert_true(holds(x, &d, "245"));
    assert_true(holds(x, &d, "100"));
    assert_false(holds(x, &d, "245\u202F000"));
}

static void progress_is_a_share_of_its_target(void **state) {
    fixture *x = *state;
    drawing d = draw_figure(&x->c, sample(x, DRAW_PROGRESS), MM54);
    rect all = nth_filled(x, &d, COLOR_GRAY150, 0);
    rect done = nth_filled(x, &d, COLOR_ACCENT700, 0);
    assert_in_range(done.w * 100 / 72 - all.w + 4, 0, 8);
    assert_int_equal(d.height, 5250);
}

static void rings_have_four_parts_at_most(void **state) {
    fixture *x = *state;
    doc_drawing *s = sample(x, DRAW_DONUT);
    drawing d = draw_figure(&x->c, s, MM54);
    assert_int_equal(d.height, 91000);
    assert_true(holds(x, &d, "300"));
    add_category(x, s, "Autres");
    list_push(x->a, &s->series.v[0].points, (doc_point){figure_of(x, 5, 0)});
    d = draw_figure(&x->c, s, MM54);
    assert_true(d.height < 91000); /* one bar */
}

int test_figures(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(all_kinds_stay_in_their_box),
        T(all_kinds_bear_poor_data),
        T(bars_have_lengths_of_their_values),
        T(bars_go_left_below_zero),
        T(a_long_name_has_two_lines_then_dots),
        T(missing_values_are_said),
        T(marks_are_printed_unless_most_are_illustrative),
        T(stacks_add_up),
        T(a_stack_with_a_hole_is_partial),
        T(a_narrow_stack_has_its_legend_under),
        T(patterns_are_clipped),
        T(a_single_bar_fills_its_width),
        T(names_that_do_not_fit_become_a_legend),
        T(states_have_their_colours_and_words),
        T(a_junction_is_one_value),
        T(columns_have_targets),
        T(lines_may_start_elsewhere),
        T(lines_are_cut_by_holes_and_breaks),
        T(lines_are_named_apart),
        T(forecasts_are_hollow),
        T(bullets_show_value_target_reference),
        T(a_bullet_to_lower_has_its_target_at_the_left),
        T(a_bullet_without_value_is_a_dashed_frame),
        T(sparklines_are_cut_by_holes),
        T(sparklines_are_cut_by_breaks),
        T(small_figures_bear_their_numbers),
        T(stacks_print_in_thousands),
        T(progress_is_a_share_of_its_target),
        T(rings_have_four_parts_at_most),
    };
    return cmocka_run_group_tests_name("draw figures", tests, NULL, NULL);
}
