#include "book_tests.h"

#include <stdlib.h>

static const str names[SERIES] = {
    {"a", 1}, {"b", 1}, {"c", 1}, {"d", 1},
    {"e", 1}, {"f", 1}, {"g", 1}, {"h", 1},
};

static int index_of(const void *series) {
    return (int)((const str *)series - names);
}

static const void *find_series(void *self, str id, str *unit) {
    (void)self;
    *unit = STR_NONE;
    for (int i = 0; i < SERIES; i++)
        if (str_eq(names[i], id))
            return &names[i];
    return NULL;
}

static const void *find_level(void *self, str id) {
    (void)self;
    (void)id;
    return NULL;
}

/* The column of a period; the current one when none is said; -1: none. */
static int column_of(const fake *f, period p) {
    if (p.cal == CAL_NONE)
        return f->now;
    return p.y1 >= 2020 && p.y1 < 2020 + PERIODS ? p.y1 - 2020 : -1;
}

static expr_value value_at(void *self, const void *series, const void *level,
                           period p) {
    const fake *f = self;
    (void)level;
    int i = index_of(series), j = column_of(f, p);
    if (j < 0 || !f->has[i][j])
        return expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
    return expr_number(f->value[i][j]);
}

static size_t known_periods(void *self, const void *series, const void *level,
                            const period **out) {
    (void)series;
    (void)level;
    *out = ((fake *)self)->periods;
    return PERIODS;
}

static period now_of(void *self, const void *series) {
    (void)series;
    return ((fake *)self)->periods[((fake *)self)->now];
}

static bool cell_of(void *self, const void *series, const void *level, period p,
                    emit_cell *out) {
    fake *f = self;
    int j = column_of(f, p);
    if (j < 0 || level)
        return false;
    *out = f->cells[index_of(series)][j];
    return true;
}

static bool run_of(void *self, const void *series, emit_range *out) {
    fake *f = self;
    int i = index_of(series);
    buf ref = buf_new(f->a);
    buf_z(&ref, "'Données'!");
    buf_range_ref(&ref,
                  (book_range){f->first + (uint32_t)i, 1,
                               f->first + (uint32_t)i, (uint16_t)(f->now + 1)},
                  true);
    *out = (emit_range){buf_take(&ref), f->cells[i], (size_t)f->now + 1};
    return true;
}

/* The values before the current one, down to the first known. */
static bool before_of(void *self, const void *series, emit_cell *now,
                      emit_range *out) {
    fake *f = self;
    int i = index_of(series);
    emit_cell *cells = NEW_ARRAY(f->a, emit_cell, PERIODS);
    size_t n = 0;
    *now = f->cells[i][f->now];
    for (int j = f->now - 1; j >= 0; j--) {
        cells[n++] = f->cells[i][j];
        if (!f->has[i][j])
            continue;
        *out = (emit_range){.cells = cells, .n = n};
        return true;
    }
    return false;
}

static period current(void *self) {
    return ((fake *)self)->periods[((fake *)self)->now];
}

/* The next row of a sheet of their own. */
static emit_cell hoist(void *self, str a, str v, bool has, double x) {
    fake *f = self;
    buf ref = buf_new(f->a);
    buf_z(&ref, "'Calculs'!");
    buf_cell_ref(&ref, (uint32_t)f->helpers.n, 1, true);
    emit_cell c = {.ref = buf_take(&ref), .has = has, .value = x};
    list_push(f->a, &f->helpers, (fake_helper){a, v, c});
    return c;
}

void fake_cut_long(fake *f, bool cut) {
    f->sheet.hoist = cut ? hoist : NULL;
}

void fake_move(fake *f, uint32_t first) {
    f->first = first;
    for (int i = 0; i < SERIES; i++)
        for (int j = 0; j < PERIODS; j++) {
            buf ref = buf_new(f->a);
            buf_z(&ref, "'Données'!");
            buf_cell_ref(&ref, first + (uint32_t)i, (uint16_t)(j + 1), true);
            f->cells[i][j].ref = buf_take(&ref);
        }
}

void fake_open(fake *f, arena *a) {
    f->a = a;
    f->sink = diag_sink_new(a);
    fake_move(f, 0);
    for (int j = 0; j < PERIODS; j++)
        f->periods[j] =
            (period){CAL_CIVIL, (int16_t)(2020 + j), (int16_t)(2020 + j), 0};
    f->now = PERIODS - 1;
    f->host = (expr_host){.self = f,
                          .series = find_series,
                          .level = find_level,
                          .at = value_at,
                          .periods = known_periods,
                          .names = names,
                          .name_count = SERIES,
                          .now = now_of};
    f->bound =
        (expr_binding){.name = S("periode"), .type = {.kind = EXPR_PERIOD}};
    f->scope =
        (expr_scope){.host = &f->host, .bindings = &f->bound, .count = 1};
    f->sheet = (emit_sheet){.self = f,
                            .cell = cell_of,
                            .run = run_of,
                            .before = before_of,
                            .period = current};
}

void fake_set(fake *f, int series, int at, double v) {
    f->has[series][at] = f->cells[series][at].has = true;
    f->value[series][at] = f->cells[series][at].value = v;
}

void fake_hole(fake *f, int series, int at) {
    f->has[series][at] = f->cells[series][at].has = false;
}

expr *fake_compile(fake *f, const char *text) {
    located l = {.s = str_z(text)};
    f->bound.value = (expr_value){.kind = EXPR_PERIOD, .period = current(f)};
    return expr_compile(f->a, l, &f->scope, EXPR_NUMBER, f->sink);
}

int open_fixture(void **state) {
    fixture *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump))
        return -1;
    x->a = arena_new(&x->land);
    x->f = NEW(x->a, fake);
    fake_open(x->f, x->a);
    return 0;
}

int close_fixture(void **state) {
    fixture *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}
