#include "view_tests.h"

#include <stdlib.h>

static void load(fixture *x) {
    file_error e;
    model_options o = {
        .dossier = file_root_open(x->a, S("tests/unit/view/dossier"), &e),
        .data = file_root_open(x->a, S("."), &e),
        .locale = x->l};
    assert_non_null(o.dossier);
    assert_non_null(o.data);
    x->m = model_load(x->a, &o, x->sink);
    x->c = calc_run(x->a, x->m, x->l, x->sink);
    x->coverage = check_run(x->a, x->m, x->c, x->sink);
    check_settle(x->a, x->coverage, x->m, x->sink);
    assert_int_equal(x->sink->errors, 0);
}

int open_fixture(void **state) {
    fixture *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump))
        return -1;
    x->a = arena_new(&x->land);
    x->sink = diag_sink_new(x->a);
    x->l = locale_open(x->a, S("fr"));
    load(x);
    x->v = (view_context){.a = x->a,
                          .m = x->m,
                          .c = x->c,
                          .coverage = x->coverage,
                          .l = x->l,
                          .sink = x->sink};
    return 0;
}

int close_fixture(void **state) {
    fixture *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

located typed(const char *text) {
    return (located){.s = str_z(text)};
}

static column_format format_of(str word) {
    for (int f = 1; f < FORMAT_COUNT; f++)
        if (str_eq(word_of(&words_column_format, f), word))
            return (column_format)f;
    return FORMAT_ABSENT;
}

template_table *table_block(fixture *x, const char *from,
                            const char *const *columns) {
    template_table *t = NEW(x->a, template_table);
    t->head.id = S("tab-essai");
    t->source = typed(from);
    for (; *columns; columns++) {
        str all = str_z(*columns);
        size_t bar = str_find(all, S("|"), 0);
        str rest = bar == SIZE_MAX ? STR_NONE : str_sub(all, bar + 1, all.n);
        template_column *c = list_add(x->a, &t->columns);
        c->field.s = bar == SIZE_MAX ? all : str_sub(all, 0, bar);
        size_t second = str_find(rest, S("|"), 0);
        c->sum = second == SIZE_MAX ? YESNO_ABSENT : YESNO_YES;
        c->format =
            format_of(second == SIZE_MAX ? rest : str_sub(rest, 0, second));
    }
    return t;
}

view_table *made(fixture *x, const template_table *t) {
    view_table *out = view_table_make(&x->v, t, calc_scope(x->c));
    assert_non_null(out);
    assert_int_equal(x->sink->errors, 0);
    return out;
}

const char *cell(fixture *x, const view_table *t, size_t row, size_t column) {
    if (row >= t->rows.n || column >= t->rows.v[row].cells.n)
        return "";
    return str_dup(x->a, t->rows.v[row].cells.v[column].text).p;
}
