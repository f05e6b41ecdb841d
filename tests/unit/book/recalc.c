/* Values that a plan finds for its own formulas. */
#include "book_tests.h"

#include "book/recalc.h"

typedef struct plan {
    book *b;
    book_sheet *s;
} plan;

/* A1:A4 10, 20, blank, « x »; B1:B4 « un », « deux », « un », blank. */
static plan small(fixture *x) {
    plan p = {.b = book_new(x->a)};
    p.s = book_add_sheet(p.b, S("Lignes d’été"), SPAN_NONE);
    book_put(p.b, p.s, (book_cell){.kind = BOOK_NUMBER, .number = 10});
    book_put(p.b, p.s,
             (book_cell){.row = 1, .kind = BOOK_NUMBER, .number = 20});
    book_put_text(p.b, p.s, 3, 0, S("x"));
    book_put_text(p.b, p.s, 0, 1, S("un"));
    book_put_text(p.b, p.s, 1, 1, S("deux"));
    book_put_text(p.b, p.s, 2, 1, S("un"));
    return p;
}

static double found(fixture *x, const char *formula) {
    plan p = small(x);
    book_put(p.b, p.s,
             (book_cell){.row = 9,
                         .column = 9,
                         .kind = BOOK_FORMULA,
                         .text = str_z(formula)});
    assert_true(book_recalc(p.b, x->f->sink));
    return list_last(&p.s->cells)->number;
}

static void formulas(void **state) {
    fixture *x = *state;
    static const struct {
        const char *text;
        double gives;
    } rows[] = {
        {"1+2*3-4/2", 5},
        {"(1+2)*3", 9},
        {"SUM(A1:A4,5)", 35},
        {"SUM(A3)", 0},
        {"SUMIFS(A1:A4,B1:B4,\"un\")", 10},
        {"SUMIFS($A$1:$A$4,$B$1:$B$4,B2)", 20},
        {"SUMIFS(A1:A4,A1:A4,\">=\"&A1,B1:B4,\"deux\")", 20},
        {"COUNTIFS(B1:B4,\"un\")", 2},
        {"COUNTIFS(A1:A4,\">0\")", 2},
        {"COUNTIFS(A1:A4,A3)", 0},
        {"ABS(0-A1)", 10},
        {"ROUND(100*A1/3,1)", 333.3},
        {"IF(A1=10,IF(A3=0,1,2),3)", 1},
        {"IF(B1=\"un\",1/A1,1/A3)", 0.1},
        {"IF(B4=\"\",1,2)", 1},
        {"IF(A1<>A2,1,0)", 1},
        {"'Lignes d’été'!A2-'Lignes d’été'!$A$1", 10},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (found(x, rows[i].text) != rows[i].gives)
            fail_msg("%s", rows[i].text);
}

/* Whatever the order of the cells; texts too. */
static void chains(void **state) {
    fixture *x = *state;
    plan p = small(x);
    book_put(p.b, p.s,
             (book_cell){.row = 5, .kind = BOOK_FORMULA, .text = S("A7*2")});
    book_put(p.b, p.s,
             (book_cell){.row = 6, .kind = BOOK_FORMULA, .text = S("A1+1")});
    book_put(p.b, p.s,
             (book_cell){.row = 7,
                         .kind = BOOK_FORMULA_TEXT,
                         .text = S("IF(A6=22,\"« \"&B1&\" »\",\"non\")")});
    assert_true(book_recalc(p.b, x->f->sink));
    assert_true(str_eq(list_last(&p.s->cells)->more->cached, S("« un »")));
}

static void a_figure_that_the_sheet_does_not_find(void **state) {
    fixture *x = *state;
    static const book_more more = {.key = {"budget.depenses@total", 21}};
    plan p = small(x);
    book_cell c = {.row = 5,
                   .kind = BOOK_FORMULA,
                   .text = S("SUM(A1:A4)"),
                   .number = 30,
                   .more = &more};
    book_put(p.b, p.s, c);
    assert_true(book_recalc(p.b, x->f->sink));
    list_last(&p.s->cells)->number = 31;
    assert_false(book_recalc(p.b, x->f->sink));
    const diagnostic *d = x->f->sink->first;
    assert_int_equal(d->code, E0472);
    assert_true(str_eq(d->args[0], S("'Lignes d’été'!A6")));
    assert_true(str_eq(d->args[1], S("30")));
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_recalc(void) {
    const struct CMUnitTest tests[] = {
        ROW(formulas),
        ROW(chains),
        ROW(a_figure_that_the_sheet_does_not_find),
    };
    return cmocka_run_group_tests_name("book: recalc", tests, NULL, NULL);
}
