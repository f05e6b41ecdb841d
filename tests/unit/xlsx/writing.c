/* What is written: the same bytes twice, and what was asked for inside. */
#include "xlsx_tests.h"

#include <signal.h>
#include <sys/resource.h>

static void fill(fixture *x) {
    static const book_more cached = {.cached = {"s.", 2}};
    static const book_more link = {.link = {"https://x.fr/?a&b", 17}};
    book_put_text(x->b, x->s, 0, 0, S("Clé"));
    book_put_text(x->b, x->s, 0, 1, S("Valeur"));
    book_put_text(x->b, x->s, 1, 0, S("=1+1"));
    book_put(x->b, x->s,
             (book_cell){
                 .row = 1, .column = 1, .kind = BOOK_NUMBER, .number = -0.0});
    book_put(x->b, x->s,
             (book_cell){.row = 2,
                         .column = 1,
                         .kind = BOOK_FORMULA,
                         .text = S("SUM(B2:B2)"),
                         .number = 12.5});
    book_put(x->b, x->s,
             (book_cell){.row = 3,
                         .column = 1,
                         .kind = BOOK_FORMULA_TEXT,
                         .text = S("IF(ISNUMBER(B9),B9,\"s.\")"),
                         .more = &cached});
    book_put_text(x->b, x->s, 4, 0, S("_x0041_ & <b>"))->more = &link;
    list_push(x->a, &x->s->tables,
              (book_table){S("t_valeurs"), {0, 0, 3, 1}, true});
    x->s->header.left = S("Achats & ventes 2025");
    x->s->footer.right = S(BOOK_FIELD_PAGE "/" BOOK_FIELD_PAGES);
    x->s->repeat_count = 1;
    book_add_name(x->b, S("valeurs"), x->s, (book_range){1, 1, 3, 1});
    list_push(x->a, &x->s->validations,
              (book_validation){.kind = BOOK_RULE_LIST,
                                .range = {1, 0, 3, 0},
                                .formula = S("valeurs"),
                                .title = S("Motif éàü"),
                                .message = S("Choisir dans la liste")});
    list_push(x->a, &x->s->conditions,
              (book_condition){.range = {1, 0, 3, 1}, .formula = S("$B2>1")});
}

static void the_same_bytes_twice(void **state) {
    fixture *x = *state;
    fill(x);
    str one, two;
    assert_int_equal(written(x, &one), XLSX_DONE);
    assert_int_equal(written(x, &two), XLSX_DONE);
    assert_true(str_eq(one, two));
    assert_int_equal(x->sink->errors, 0);
    xlsx_facts f = xlsx_verify(x->a, one);
    assert_int_equal(f.numbers, 2);
}

static void has(str text, const char *what) {
    if (str_find(text, str_z(what), 0) == SIZE_MAX)
        fail_msg("no « %s » in %.*s", what, STR_ARG(text));
}

static void what_was_asked_for(void **state) {
    fixture *x = *state;
    fill(x);
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
    str sheet = part_of(x->a, bytes, "xl/worksheets/sheet1.xml");
    has(sheet, "<v>0</v>");
    has(sheet, "<f>SUM(B2:B2)</f><v>12.5</v>");
    has(sheet, "t=\"str\"><f>IF(ISNUMBER(B9),B9,\"s.\")</f><v>s.</v>");
    has(sheet, "&amp;L&amp;8&amp;K566369Achats &amp;&amp; ventes 2025");
    has(sheet, "&amp;P/&amp;N");
    str strings = part_of(x->a, bytes, "xl/sharedStrings.xml");
    has(strings, "<t>=1+1</t>");
    has(strings, "_x005F_x0041_ &amp; &lt;b&gt;");
    str core = part_of(x->a, bytes, "docProps/core.xml");
    has(core, "2026-11-15T00:00:00Z");
    str names = part_of(x->a, bytes, "xl/workbook.xml");
    has(names, "<definedName name=\"valeurs\">'Données'!$B$2:$B$4<");
}

static void dates_of_creation_never_are_now(void **state) {
    fixture *x = *state;
    x->b->day = (date){0};
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
    has(part_of(x->a, bytes, "docProps/core.xml"), "1970-01-01T00:00:01Z");
}

/* Corruption 1: the library closes without a word over temporary files that
   were cut. A limit on the size of files cuts them here. */
static void corruption_01_temporary_files(void **state) {
    fixture *x = *state;
    struct rlimit was, small;
    for (uint32_t row = 0; row < 4000; row++)
        for (uint16_t c = 0; c < 8; c++)
            book_put(x->b, x->s,
                     (book_cell){.row = row,
                                 .column = c,
                                 .kind = BOOK_NUMBER,
                                 .number = row * 7919 % 1000 + c});
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &was);
    small = was;
    for (rlim_t limit = 1 << 12; limit <= 1 << 18; limit <<= 2) {
        str bytes;
        small.rlim_cur = limit;
        setrlimit(RLIMIT_FSIZE, &small);
        xlsx_status s = written(x, &bytes);
        setrlimit(RLIMIT_FSIZE, &was);
        assert_true(s == XLSX_ENVIRONMENT || s == XLSX_FAULT);
        const diagnostic *d = x->sink->first;
        assert_int_equal(d->code, s == XLSX_FAULT ? E0763 : E0762);
        x->sink = diag_sink_new(x->a);
    }
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
}

static void two_cells_at_one_place_are_a_fault(void **state) {
    fixture *x = *state;
    book_put_text(x->b, x->s, 1, 1, S("a"));
    book_put_text(x->b, x->s, 0, 0, S("b"));
    book_put_text(x->b, x->s, 1, 1, S("c"));
    int cause = setjmp(x->land.jump);
    if (cause == 0) {
        str bytes;
        written(x, &bytes);
        fail();
    }
    assert_int_equal(cause, LANDING_INTERNAL);
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_writing(void) {
    const struct CMUnitTest tests[] = {
        ROW(the_same_bytes_twice),
        ROW(what_was_asked_for),
        ROW(dates_of_creation_never_are_now),
        ROW(corruption_01_temporary_files),
        ROW(two_cells_at_one_place_are_a_fault),
    };
    return cmocka_run_group_tests_name("xlsx: writing", tests, NULL, NULL);
}
