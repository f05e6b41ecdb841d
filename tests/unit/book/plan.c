/* The plan: references, names, formats. */
#include "book_tests.h"

static void references(void **state) {
    fixture *x = *state;
    static const struct {
        uint32_t row;
        uint16_t column;
        const char *ref;
    } rows[] = {{0, 0, "A1"},     {9, 25, "Z10"},
                {0, 26, "AA1"},   {0, 701, "ZZ1"},
                {0, 702, "AAA1"}, {1048575, 16383, "XFD1048576"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(book_cell_ref(x->a, rows[i].row, rows[i].column).p,
                            rows[i].ref);
    buf b = buf_new(x->a);
    buf_range_ref(&b, (book_range){1, 2, 5, 3}, true);
    assert_string_equal(buf_take(&b).p, "$C$2:$D$6");
    b.n = 0;
    buf_range_ref(&b, (book_range){1, 2, 1, 2}, false);
    assert_string_equal(buf_take(&b).p, "C2");
}

static void equal_formats_are_one(void **state) {
    fixture *x = *state;
    book *b = book_new(x->a);
    book_format f = {.number = S("0.0"), .fill = BOOK_NO_FILL, .size = 100};
    book_format_id one = book_format_add(b, f);
    assert_int_equal(book_format_add(b, f), one);
    f.bold = true;
    assert_int_not_equal(book_format_add(b, f), one);
    assert_int_equal(b->formats.n, 3);
}

static void what_is_used_is_known(void **state) {
    fixture *x = *state;
    book *b = book_new(x->a);
    book_sheet *s = book_add_sheet(b, S("Un"), SPAN_NONE);
    book_put_text(b, s, 4, 7, S("x"));
    book_put_text(b, s, 2, 1, S("y"));
    assert_int_equal(s->used_rows, 5);
    assert_int_equal(s->used_columns, 8);
    book_add_name(b, S("zone"), s, (book_range){0, 0, 4, 7});
    buf out = buf_new(x->a);
    book_dump(&out, b);
    str text = buf_take(&out);
    assert_true(str_find(text, S("name zone 'Un'!$A$1:$H$5"), 0) != SIZE_MAX);
    assert_true(str_find(text, S("H5 text \"x\""), 0) != SIZE_MAX);
}

/* A sheet of 14 columns so wide, 50 rows. */
static book_sheet *printed(fixture *x, double width) {
    book *b = book_new(x->a);
    book_sheet *s = book_add_sheet(b, S("Large"), SPAN_NONE);
    for (uint32_t row = 0; row < 50; row++)
        book_put_text(b, s, row, 13, S("x"));
    for (uint16_t c = 0; c < 14; c++)
        list_push(x->a, &s->columns,
                  (book_column){.column = c, .width = width});
    s->repeat_count = 1;
    return s;
}

static void type_on_paper_can_be_read(void **state) {
    fixture *x = *state;
    book_sheet *s = printed(x, 14);
    book_set_print(s);
    assert_false(s->large);
    s = printed(x, 18);
    book_set_print(s);
    assert_true(s->large);
    s = printed(x, 18);
    s->print_columns = 10; /* the others are not printed */
    book_set_print(s);
    assert_false(s->large);
}

/* Only where the second list leaves the first page. */
static void heads_are_those_below(void **state) {
    fixture *x = *state;
    book_sheet *s = printed(x, 14);
    list_push(x->a, &s->next_heads, 20u);
    s->used_rows = 35;
    book_set_print(s);
    assert_int_equal(s->repeat_count, 1);
    assert_false(s->list_a_page);
    s->used_rows = 50;
    list_push(x->a, &s->rows, (book_row){30, 300});
    book_set_print(s);
    assert_int_equal(s->repeat_count, 0);
    assert_true(s->list_a_page);
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_plan(void) {
    const struct CMUnitTest tests[] = {
        ROW(references),
        ROW(equal_formats_are_one),
        ROW(what_is_used_is_known),
        ROW(type_on_paper_can_be_read),
        ROW(heads_are_those_below),
    };
    return cmocka_run_group_tests_name("book: plan", tests, NULL, NULL);
}
