/* The real dossier with one hole at a time: whatever value is not known, no
   indicator that was not « atteint » becomes so. Skipping a missing value
   silently once made a missed target look reached. */
#include <stdlib.h>

#include "base/file.h"
#include "dossier.h"

typedef struct real {
    landing land;
    arena *a;
    model *m;
    locale *l;
} real;

static int open_real(void **state) {
    real *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump))
        return -1;
    x->a = arena_new(&x->land);
    x->l = locale_open(x->a, S("fr"));
    file_error e;
    model_options o = {.dossier =
                           file_root_open(x->a, S("dossiers/cmq-eau"), &e),
                       .data = file_root_open(x->a, S("."), &e),
                       .locale = x->l};
    x->m = model_load(x->a, &o, diag_sink_new(x->a));
    return x->m ? 0 : -1;
}

static int close_real(void **state) {
    real *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

typedef struct states {
    uint8_t of[512];
    size_t reached, judged;
} states;

static void stand_all(real *x, states *out) {
    landing land;
    if (setjmp(land.jump))
        fail();
    arena *a = arena_new(&land);
    calc *c = calc_run(a, x->m, x->l, diag_sink_new(a));
    assert_in_range(x->m->indicators.n, 1, 512);
    for (size_t i = 0; i < x->m->indicators.n; i++) {
        indicator_state s = calc_stand(c, &x->m->indicators.v[i]).state;
        out->of[i] = (uint8_t)s;
        out->reached += s == STATE_REACHED;
        out->judged += s <= STATE_ALERT;
    }
    arena_free(a);
}

static size_t compare(const real *x, const states *was, const states *now,
                      const measure *hole) {
    size_t wrong = 0;
    for (size_t i = 0; i < x->m->indicators.n; i++) {
        if (now->of[i] != STATE_REACHED || was->of[i] == STATE_REACHED)
            continue;
        str id = x->m->indicators.v[i].head.id;
        print_error("%.*s: atteint without a value of %.*s, line %u\n",
                    STR_ARG(id), STR_ARG(hole->at.id),
                    source_place(hole->place.src, hole->place.start).line);
        wrong++;
    }
    return wrong;
}

/* Every observed cell in turn, for each reason that is a hole. */
static void make_holes(real *x) {
    static const missing reasons[] = {MISSING_UNAVAILABLE, MISSING_SECRET};
    states was = {0};
    stand_all(x, &was);
    size_t holes = 0, wrong = 0;
    for (size_t i = 0; i < x->m->indicators.n; i++) {
        indicator *k = &x->m->indicators.v[i];
        for (size_t j = 0; j < k->values.n; j++) {
            measure *v = &k->values.v[j];
            if (v->why || !model_counts(x->m, v))
                continue;
            states now = {0};
            v->why = reasons[holes++ % 2];
            stand_all(x, &now);
            wrong += compare(x, &was, &now, v);
            v->why = MISSING_NONE;
        }
    }
    print_message("%zu holes, %zu indicators judged, %zu reached\n", holes,
                  was.judged, was.reached);
    assert_in_range(holes, 100, 100000);
    assert_int_equal(wrong, 0);
}

static void one_hole_at_a_time(void **state) {
    make_holes(*state);
}

/* The same where each target is just out of reach, upwards or downwards: the
   least that goes missing would do. */
static void set_targets(real *x, indicator_sense sense) {
    calc *c = calc_run(x->a, x->m, x->l, diag_sink_new(x->a));
    for (size_t i = 0; i < x->m->indicators.n; i++) {
        indicator *k = &x->m->indicators.v[i];
        calc_standing s = calc_stand(c, k);
        if (!s.last)
            continue;
        double step = sense == SENSE_UP ? 1 : -1;
        for (int d = 0; d < s.last->decimals; d++)
            step /= 10;
        k->sense = sense;
        k->targets.n = k->baselines.n = 0;
        list_push(x->a, &k->targets,
                  (target){.period = s.last_period,
                           .value = num_canon(s.last->value + step)});
    }
}

static void just_out_of_reach(void **state) {
    real *x = *state;
    for (int pass = 0; pass < 2; pass++) {
        set_targets(x, pass ? SENSE_DOWN : SENSE_UP);
        states was = {0};
        stand_all(x, &was);
        assert_int_equal(was.reached, 0);
        assert_in_range(was.judged, 20, 512);
        make_holes(x);
    }
}

int hole_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_hole_at_a_time, open_real,
                                        close_real),
        cmocka_unit_test_setup_teardown(just_out_of_reach, open_real,
                                        close_real),
    };
    return cmocka_run_group_tests_name("calc: holes", tests, NULL, NULL);
}
