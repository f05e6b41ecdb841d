/* The sheet Rapprochement PDF: what documents print, read again from the cells
   by formula. */
#include "book_tests.h"

enum { NAME = 1, PAGE = 3, PRINTED = 6, WHERE = 7, READ = 8, GAP = 9 };

static const book_cell *cell_of(const loaded *x, uint32_t row,
                                uint16_t column) {
    const book_sheet *s = sheet_named(x, "Rapprochement PDF");
    for (size_t i = 0; i < s->cells.n; i++)
        if (s->cells.v[i].row == row + 4 && s->cells.v[i].column == column)
            return &s->cells.v[i];
    fail_msg("no cell %u,%u", row, column);
    return NULL;
}

static str key_list[] = {{"eleves@lyc_a@2024-2025", 22},
                         {"eleves@lyc_b@2024-2025", 22},
                         {"eleves@lyc_c@2024-2025", 22},
                         {"budget.depenses@total", 21}};

static printed_figure print_of(const char *text, size_t key, size_t n) {
    printed_figure p = {.text = str_z(text), .per = 1, .page = 11};
    p.keys.v = &key_list[key];
    p.keys.n = (uint32_t)n;
    return p;
}

static void one(void **state, printed_figure p) {
    open_printed(state, &p, 1);
}

static bool is_said(const loaded *x) {
    for (const diagnostic *d = x->sink->first; d; d = d->next)
        if (d->code == W0772)
            return true;
    return false;
}

/* essai.pdf p. 12: « 110 » is Valeurs!F…, gap 0. */
static void a_number_and_its_cell(void **state) {
    one(state, print_of("110", 0, 1));
    loaded *x = *state;
    const book_cell *at = cell_keyed(x, "Valeurs", "eleves@lyc_a@2024-2025");
    str ref = str_fmt(x->a, "'Valeurs'!$F$%u", at->row + 1);
    assert_true(cell_of(x, 0, PAGE)->number == 12);
    assert_true(str_eq(cell_of(x, 0, NAME)->text,
                       S("E1, Élèves, 2024\u20112025, Lycée A")));
    assert_true(cell_of(x, 0, PRINTED)->number == 110);
    assert_true(str_eq(cell_of(x, 0, READ)->text, ref));
    assert_true(cell_of(x, 0, READ)->number == 110);
    assert_true(cell_of(x, 0, GAP)->number == 0);
    str link = str_fmt(x->a, "#'Valeurs'!F%u", at->row + 1);
    assert_true(str_eq(cell_of(x, 0, WHERE)->more->link, link));
    assert_false(is_said(x));
}

/* 110 + 70 printed in thousands, two decimals. */
static void a_sum_in_another_unit(void **state) {
    printed_figure p = print_of("0,18", 0, 2);
    p.per = 1000;
    one(state, p);
    loaded *x = *state;
    const book_cell *c = cell_of(x, 0, READ);
    assert_true(str_starts(c->text, S("ROUND(SUM('Valeurs'!$F$")));
    assert_true(str_ends(c->text, S(")/1000,2)")));
    assert_true(c->number == 0.18 && cell_of(x, 0, GAP)->number == 0);
    assert_true(str_starts(cell_of(x, 0, NAME)->text, S("En milliers")));
}

static void a_share(void **state) {
    printed_figure p = print_of("61\u00A0%", 0, 1);
    p.whole.v = key_list;
    p.whole.n = 2;
    one(state, p);
    loaded *x = *state;
    const book_cell *c = cell_of(x, 0, READ);
    assert_true(str_starts(c->text, S("ROUND(100*'Valeurs'!$F$")));
    assert_true(c->number == 61 && cell_of(x, 0, GAP)->number == 0);
    assert_true(str_starts(cell_of(x, 0, NAME)->text, S("Part, en")));
}

/* What a chart folds: « a + b » is the sum of both cells. */
static void a_folded_series(void **state) {
    static str both[] = {
        {"eleves@lyc_a@2024-2025 + eleves@lyc_b@2024-2025", 47}};
    printed_figure p = print_of("180", 0, 1);
    p.keys.v = both;
    one(state, p);
    loaded *x = *state;
    assert_true(str_starts(cell_of(x, 0, READ)->text, S("ROUND(SUM(")));
    assert_true(cell_of(x, 0, GAP)->number == 0);
}

static void a_missing_value(void **state) {
    one(state, print_of("n.d.", 2, 1));
    loaded *x = *state;
    assert_int_equal(cell_of(x, 0, READ)->kind, BOOK_FORMULA_TEXT);
    assert_true(str_eq(cell_of(x, 0, READ)->more->cached, S("n.d.")));
    assert_true(cell_of(x, 0, GAP)->number == 0);
}

/* A page and its workbook that do not say the same are said. */
static void a_gap_is_said(void **state) {
    one(state, print_of("1\u202F110,5", 0, 1));
    loaded *x = *state;
    assert_true(cell_of(x, 0, PRINTED)->number == 1110.5);
    assert_true(cell_of(x, 0, GAP)->number == 1000.5);
    assert_true(is_said(x));
}

/* What is not here is counted, not shown. */
static void a_number_of_another_workbook(void **state) {
    printed_figure two[] = {print_of("110", 0, 1), print_of("1", 3, 1)};
    open_printed(state, two, 2);
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Rapprochement PDF");
    assert_int_equal(s->tables.v[0].range.row2, 4);
    assert_true(str_starts(list_last(&s->cells)->text, S("1 ")));
}

#define ROW(f) cmocka_unit_test_teardown(f, close_dossier)

int test_reconciliation(void) {
    const struct CMUnitTest tests[] = {
        ROW(a_number_and_its_cell),
        ROW(a_sum_in_another_unit),
        ROW(a_share),
        ROW(a_folded_series),
        ROW(a_missing_value),
        ROW(a_gap_is_said),
        ROW(a_number_of_another_workbook),
    };
    return cmocka_run_group_tests_name("book: reconciliation", tests, NULL,
                                       NULL);
}
