/* Charts: all kinds written, their caches and words read back; whatever would
   be empty, cut or mute is refused. */
#include "xlsx_tests.h"

#include <math.h>
#include <stdio.h>

enum { YEARS = 4, COLUMNS = 16, CHART_ROWS = 12 };

static void put_data(book *b, book_sheet *s) {
    static const double values[][YEARS] = {
        {120, 150, 145, 170}, {110, 130, 150, 175}, {2.5, 3.5, 3, 4}};
    static const char *const heads[] = {"Rentrée 2022", "Rentrée 2023",
                                        "Rentrée 2024", "Rentrée 2025"};
    for (uint16_t c = 0; c < YEARS; c++)
        book_put_text(b, s, 0, (uint16_t)(c + 1), str_z(heads[c]));
    for (uint32_t row = 1; row <= 3; row++)
        for (uint16_t c = 0; c < YEARS; c++)
            book_put(b, s,
                     (book_cell){.row = row,
                                 .column = (uint16_t)(c + 1),
                                 .kind = BOOK_FORMULA,
                                 .text = S("SUM(H1:H2)"),
                                 .number = values[row - 1][c]});
    for (uint16_t c = 0; c < COLUMNS; c++)
        book_put(b, s, (book_cell){.row = 4, .column = c});
}

static book_series series(const book_sheet *s, const char *name, uint32_t row,
                          uint32_t colour) {
    return (book_series){.name = str_z(name),
                         .sheet = s,
                         .categories = {0, 1, 0, YEARS},
                         .values = {row, 1, row, YEARS},
                         .colour = colour,
                         .labelled = true};
}

static book_chart *add_chart(fixture *x, book_chart_kind kind, size_t at) {
    uint32_t row = (uint32_t)(6 + at / 2 * CHART_ROWS);
    uint16_t column = (uint16_t)(at % 2 * COLUMNS / 2);
    book_chart *c = list_add(x->a, &x->s->charts);
    *c = (book_chart){.kind = kind,
                      .area = {row, column, row + CHART_ROWS - 1,
                               (uint16_t)(column + COLUMNS / 2 - 1)},
                      .inset = 4,
                      .title = S("=Effectif & places <2025>"),
                      .alt = S("De 120 à 170 « élèves » en quatre rentrées."),
                      .y_title = S("élèves"),
                      .number = S("#,##0"),
                      .legend = true,
                      .ink = 0x16232A,
                      .quiet = 0x566369,
                      .grid = 0xB4BDC1,
                      .accent = 0x0A6272};
    list_push(x->a, &c->series, series(x->s, "=Observé", 1, 0x0A6272));
    return c;
}

/* One of each kind. */
static void add_all(fixture *x) {
    put_data(x->b, x->s);
    for (int k = BOOK_CHART_COLUMN; k <= BOOK_CHART_DOUGHNUT; k++) {
        book_chart *c = add_chart(x, (book_chart_kind)k, (size_t)k);
        if (k == BOOK_CHART_DOUGHNUT) {
            static const uint32_t four[] = {0x16232A, 0x7DBFC9, 0x0A6272,
                                            0xC9E4E8};
            for (size_t i = 0; i < YEARS; i++)
                list_push(x->a, &c->points, four[i]);
            continue;
        }
        book_series s = series(x->s, "Cible", 2, 0x7DBFC9);
        s.dashed = k == BOOK_CHART_LINE;
        s.outlined = true;
        list_push(x->a, &c->series, s);
    }
    book_chart *mini = add_chart(x, BOOK_CHART_LINE, 7);
    mini->mini = true;
    mini->title = STR_NONE;
    list_push(x->a, &x->s->bars,
              (book_data_bar){{3, 1, 3, YEARS}, 0, 5, 0x7DBFC9});
    list_push(x->a, &x->s->merges, (book_range){4, 0, 4, 3});
}

int write_charts(const char *path) {
    void *state = NULL;
    if (open_fixture(&state) != 0)
        return 1;
    fixture *x = state;
    str bytes = STR_NONE;
    add_all(x);
    x->s->one_page = true; /* no chart is cut, whatever the fonts */
    bool done = written(x, &bytes) == XLSX_DONE;
    FILE *f = done ? fopen(path, "wb") : NULL;
    done = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    if (f && fclose(f) != 0)
        done = false;
    close_fixture(&state);
    return !done;
}

static void has(str text, const char *what) {
    if (str_find(text, str_z(what), 0) == SIZE_MAX)
        fail_msg("no « %s » in %.*s", what, STR_ARG(text));
}

static void every_kind_is_written(void **state) {
    fixture *x = *state;
    add_all(x);
    str one, two;
    assert_int_equal(written(x, &one), XLSX_DONE);
    assert_int_equal(written(x, &two), XLSX_DONE);
    assert_true(str_eq(one, two));
    xlsx_facts f = xlsx_verify(x->a, one);
    assert_int_equal(f.charts, 8);
    assert_int_equal(f.points, 6 * 2 * YEARS + 2 * YEARS);
    static const char *const kinds[] = {"barDir val=\"col\"",
                                        "stacked",
                                        "barDir val=\"bar\"",
                                        "stacked",
                                        "percentStacked",
                                        "<c:lineChart>",
                                        "holeSize"};
    for (size_t i = 0; i < 7; i++) {
        str name = str_fmt(x->a, "xl/charts/chart%zu.xml", i + 1);
        str chart = part_of(x->a, one, name.p);
        has(chart, kinds[i]);
        has(chart, "<c:f>'Données'!$B$2:$E$2</c:f>");
        has(chart, "<c:v>170</c:v>"); /* a formula's value, not zero */
        has(chart, "<c:v>Rentrée 2025</c:v>");
        has(chart, "<a:t>=Effectif &amp; places &lt;2025&gt;</a:t>");
        has(chart, "<c:v>=Observé</c:v>");
        assert_true(str_find(chart, S("<c:v>0</c:v>"), 0) == SIZE_MAX);
    }
    has(part_of(x->a, one, "xl/charts/chart6.xml"), "dash");
    has(part_of(x->a, one, "xl/drawings/drawing1.xml"),
        "descr=\"De 120 à 170 « élèves » en quatre rentrées.\"");
    has(part_of(x->a, one, "xl/worksheets/sheet1.xml"), "<dataBar>");
}

/* A part that is zero is not in the legend; the others are. */
static void an_empty_part_has_no_entry(void **state) {
    fixture *x = *state;
    put_data(x->b, x->s);
    for (size_t i = 0; i < x->s->cells.n; i++)
        if (x->s->cells.v[i].row == 1 && x->s->cells.v[i].column == 2)
            x->s->cells.v[i].number = 0;
    book_chart *c = add_chart(x, BOOK_CHART_DOUGHNUT, 0);
    c->legend = true;
    for (size_t i = 0; i < YEARS; i++)
        list_push(x->a, &c->points, 0x0A6272);
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
    str chart = part_of(x->a, bytes, "xl/charts/chart1.xml");
    has(chart, "<c:legendEntry><c:idx val=\"1\"/><c:delete val=\"1\"/>");
    assert_true(str_find(chart, S("<c:legendEntry><c:idx val=\"0\"/>"), 0) ==
                SIZE_MAX);
}

/* A gap stays a gap: no point in the cache. */
static void a_blank_cell_is_a_gap(void **state) {
    fixture *x = *state;
    put_data(x->b, x->s);
    for (size_t i = 0; i < x->s->cells.n; i++)
        if (x->s->cells.v[i].row == 1 && x->s->cells.v[i].column == 2)
            x->s->cells.v[i] = (book_cell){.row = 1, .column = 2};
    add_chart(x, BOOK_CHART_LINE, 0);
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
    str chart = part_of(x->a, bytes, "xl/charts/chart1.xml");
    has(chart, "<c:ptCount val=\"4\"/><c:pt idx=\"0\"><c:v>120</c:v></c:pt>"
               "<c:pt idx=\"2\">");
}

static book_chart *fresh_chart(fixture *x) {
    put_data(x->b, x->s);
    return add_chart(x, BOOK_CHART_COLUMN, 0);
}

static void without_series(void **state) {
    fixture *x = *state;
    fresh_chart(x)->series.n = 0;
    assert_refused(x, E0768);
}

/* « n.d. » would be drawn as zero. */
static void a_text_among_the_values(void **state) {
    fixture *x = *state;
    fresh_chart(x)->series.v[0].values = (book_range){0, 1, 0, YEARS};
    assert_refused(x, E0769);
}

static void values_that_are_all_missing(void **state) {
    fixture *x = *state;
    fresh_chart(x)->series.v[0].values = (book_range){4, 1, 4, YEARS};
    assert_refused(x, E0769);
}

static void more_labels_than_values(void **state) {
    fixture *x = *state;
    fresh_chart(x)->series.v[0].categories.column2++;
    assert_refused(x, E0769);
}

static void a_range_of_two_dimensions(void **state) {
    fixture *x = *state;
    book_chart *c = fresh_chart(x);
    c->series.v[0].values.row2 = 2;
    c->series.v[0].categories.row2 = 1;
    assert_refused(x, E0769);
}

static void a_doughnut_without_its_colours(void **state) {
    fixture *x = *state;
    fresh_chart(x)->kind = BOOK_CHART_DOUGHNUT;
    assert_refused(x, E0769);
}

static void without_words(void **state) {
    static const size_t parts[] = {offsetof(book_chart, title),
                                   offsetof(book_chart, alt),
                                   offsetof(book_chart, y_title)};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        void *fresh;
        assert_int_equal(open_fixture(&fresh), 0);
        *(str *)((char *)fresh_chart(fresh) + parts[i]) = STR_NONE;
        assert_refused(fresh, E0770);
        close_fixture(&fresh);
    }
}

/* The library cuts an attribute at 2,079 bytes, through a letter if need be. */
static void an_alternative_text_too_long(void **state) {
    fixture *x = *state;
    buf out = buf_new(x->a);
    for (int i = 0; i < 1000; i++)
        buf_z(&out, i % 2 ? "é" : "€");
    fresh_chart(x)->alt = buf_take(&out);
    assert_refused(x, E0770);
}

static void control_characters_in_a_title(void **state) {
    fixture *x = *state;
    fresh_chart(x)->title = S("a\x02");
    assert_refused(x, E0751);
}

static void past_the_last_column(void **state) {
    fixture *x = *state;
    fresh_chart(x)->area.column2 = COLUMNS;
    assert_refused(x, E0771);
}

static void one_over_another(void **state) {
    fixture *x = *state;
    fresh_chart(x);
    add_chart(x, BOOK_CHART_COLUMN, 0);
    assert_refused(x, E0771);
}

static void bars_that_do_not_start_from_zero(void **state) {
    fixture *x = *state;
    book_chart *c = fresh_chart(x);
    c->bounded = true;
    c->low = 100;
    c->high = 200;
    assert_refused(x, E0771);
}

static void a_scale_without_end(void **state) {
    fixture *x = *state;
    book_chart *c = fresh_chart(x);
    c->kind = BOOK_CHART_LINE;
    c->bounded = true;
    c->high = (double)INFINITY;
    assert_refused(x, E0771);
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_charts(void) {
    const struct CMUnitTest tests[] = {
        ROW(every_kind_is_written),
        ROW(an_empty_part_has_no_entry),
        ROW(a_blank_cell_is_a_gap),
        ROW(without_series),
        ROW(a_text_among_the_values),
        ROW(values_that_are_all_missing),
        ROW(more_labels_than_values),
        ROW(a_range_of_two_dimensions),
        ROW(a_doughnut_without_its_colours),
        ROW(without_words),
        ROW(an_alternative_text_too_long),
        ROW(control_characters_in_a_title),
        ROW(past_the_last_column),
        ROW(one_over_another),
        ROW(bars_that_do_not_start_from_zero),
        ROW(a_scale_without_end),
    };
    return cmocka_run_group_tests_name("xlsx: charts", tests, NULL, NULL);
}
