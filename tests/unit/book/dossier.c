/* A small dossier (tests/unit/view/dossier) and its workbook. */
#include <stdlib.h>

#include "base/file.h"
#include "book_tests.h"

static int open_with(void **state, str folder, book_prints prints) {
    loaded *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump))
        return -1;
    arena *a = x->a = arena_new(&x->land);
    x->sink = diag_sink_new(a);
    locale *l = locale_open(a, S("fr"));
    file_error e;
    model_options o = {.dossier = file_root_open(a, folder, &e),
                       .data = file_root_open(a, S("."), &e),
                       .locale = l};
    x->m = model_load(a, &o, x->sink);
    x->c = calc_run(a, x->m, l, x->sink);
    view_context v = {.a = a, .m = x->m, .c = x->c, .l = l, .sink = x->sink};
    x->b = book_make(&v, &x->m->documents.v[0], prints);
    assert_non_null(x->b);
    return 0;
}

int open_dossier(void **state) {
    return open_with(state, S("tests/unit/view/dossier"), (book_prints){0});
}

int open_accounts(void **state) {
    return open_with(state, S("tests/golden/classeur-budget"),
                     (book_prints){0});
}

int close_dossier(void **state) {
    loaded *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

const book_sheet *sheet_named(const loaded *x, const char *name) {
    for (size_t i = 0; i < x->b->sheets.n; i++)
        if (str_eq(x->b->sheets.v[i]->name, str_z(name)))
            return x->b->sheets.v[i];
    fail_msg("no sheet « %s »", name);
    return NULL;
}

const book_cell *cell_keyed(const loaded *x, const char *sheet,
                            const char *key) {
    const book_sheet *s = sheet_named(x, sheet);
    for (size_t i = 0; i < s->cells.n; i++)
        if (s->cells.v[i].more && str_eq(s->cells.v[i].more->key, str_z(key)))
            return &s->cells.v[i];
    fail_msg("no cell for %s", key);
    return NULL;
}

void open_printed(void **state, const printed_figure *v, size_t n) {
    static printed_document document;
    document = (printed_document){S("essai.pdf"), v, n};
    assert_int_equal(open_with(state, S("tests/unit/view/dossier"),
                               (book_prints){&document, 1}),
                     0);
}
