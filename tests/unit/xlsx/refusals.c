/* Each silent corruption of findings/libxlsxwriter.md §4, refused. The numbers
   are its rows. */
#include "xlsx_tests.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

static void put_number(fixture *x, uint32_t row, double v) {
    book_put(x->b, x->s,
             (book_cell){.row = row, .kind = BOOK_NUMBER, .number = v});
}

/* 3 */
static void infinite_numbers(void **state) {
    fixture *x = *state;
    put_number(x, 0, (double)INFINITY);
    assert_refused(x, E0757);
}

static void not_a_number_cached(void **state) {
    fixture *x = *state;
    book_put(x->b, x->s,
             (book_cell){.kind = BOOK_FORMULA,
                         .text = S("SUM(A2:A3)"),
                         .number = (double)NAN});
    assert_refused(x, E0757);
}

/* 4: a locale with a comma, made for the occasion (package locales) */
static locale_t comma_locale(void) {
    static const char make[] = "mkdir -p build/locales && "
                               "{ test -d build/locales/fr_FR.UTF-8 || "
                               "localedef -i fr_FR -f UTF-8 "
                               "build/locales/fr_FR.UTF-8; } 2>/dev/null";
    if (system(make) != 0)
        return NULL;
    setenv("LOCPATH", "build/locales", 1);
    return newlocale(LC_NUMERIC_MASK, "fr_FR.UTF-8", NULL);
}

static void decimal_comma(void **state) {
    fixture *x = *state;
    locale_t comma = comma_locale();
    if (!comma)
        skip();
    locale_t old = uselocale(comma);
    put_number(x, 0, 1.5);
    str bytes;
    xlsx_status s = written(x, &bytes);
    uselocale(old);
    freelocale(comma);
    assert_int_equal(s, XLSX_ENVIRONMENT);
    assert_int_equal(x->sink->first->code, E0764);
}

/* 5, 6, 7 */
static void texts_that_are_no_text(void **state) {
    fixture *x = *state;
    book_put_text(x->b, x->s, 0, 0, S("\xE9t\xE9"));
    assert_refused(x, E0750);
}

static void noncharacters(void **state) {
    fixture *x = *state;
    book_put_text(x->b, x->s, 0, 0, S("a\xEF\xBF\xBE"));
    assert_refused(x, E0751);
}

static void controls_in_properties(void **state) {
    fixture *x = *state;
    x->b->title = S("a\x02");
    assert_refused(x, E0751);
}

static void controls_in_formula_results(void **state) {
    fixture *x = *state;
    static const book_more more = {.cached = {"a\x02", 2}};
    book_put(x->b, x->s,
             (book_cell){.kind = BOOK_FORMULA_TEXT,
                         .text = S("IF(TRUE(),\"a\",\"b\")"),
                         .more = &more});
    assert_refused(x, E0751);
}

static void texts_too_long(void **state) {
    fixture *x = *state;
    char *long_text = arena_alloc(x->a, BOOK_MAX_TEXT + 1);
    memset(long_text, 'a', BOOK_MAX_TEXT + 1);
    book_put_text(x->b, x->s, 0, 0, (str){long_text, BOOK_MAX_TEXT + 1});
    assert_refused(x, E0752);
}

/* 9, 10 */
static void a_name(fixture *x, const char *name) {
    book_add_name(x->b, str_z(name), x->s, (book_range){0, 0, 1, 1});
}

static void defined_names(void **state) {
    static const char *const bad[] = {"1bad", "A1",   "bad name", "été",
                                      "R1C1", "XFD9", "c",        ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        void *fresh;
        assert_int_equal(open_fixture(&fresh), 0);
        a_name(fresh, bad[i]);
        assert_refused(fresh, E0755);
        close_fixture(&fresh);
    }
    fixture *x = *state;
    a_name(x, "valeurs");
    a_name(x, "VALEURS");
    assert_refused(x, E0755);
}

/* 11, and names that the library leaves unquoted in print titles */
static void sheet_names(void **state) {
    static const char *const bad[] = {
        "", " ", "History", "historique", "A1", "R1", "2025", "25.3", "\x01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        void *fresh;
        assert_int_equal(open_fixture(&fresh), 0);
        ((fixture *)fresh)->s->name = str_z(bad[i]);
        assert_refused(fresh, E0753);
        close_fixture(&fresh);
    }
    fixture *x = *state;
    book_add_sheet(x->b, S("DONNÉES"), SPAN_NONE);
    assert_refused(x, E0754);
}

static void sheet_names_are_made_legal(void **state) {
    fixture *x = *state;
    book_sheet *s =
        book_add_sheet(x->b, S(" Plan d'action [2025]: a/b "), SPAN_NONE);
    assert_string_equal(s->name.p, "Plan d’action (2025)- a-b");
    s = book_add_sheet(x->b, S("Un nom qui dépasse trente et un signes"),
                       SPAN_NONE);
    assert_int_equal(book_utf16(s->name), 31);
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
}

/* 12 */
static void put_heads(fixture *x, uint32_t row, const char *a, const char *b) {
    book_put_text(x->b, x->s, row, 0, str_z(a));
    book_put_text(x->b, x->s, row, 1, str_z(b));
}

static void add_table(fixture *x, const char *name, uint32_t row) {
    list_push(x->a, &x->s->tables,
              (book_table){str_z(name), {row, 0, row + 2, 1}, true});
}

static void table_heads_by_case(void **state) {
    fixture *x = *state;
    put_heads(x, 0, "Année", "ANNÉE");
    add_table(x, "t", 0);
    assert_refused(x, E0756);
}

static void table_heads_of_two_lines(void **state) {
    fixture *x = *state;
    put_heads(x, 0, "Année\nde base", "Valeur");
    add_table(x, "t", 0);
    assert_refused(x, E0756);
}

static void table_names_twice(void **state) {
    fixture *x = *state;
    put_heads(x, 0, "a", "b");
    put_heads(x, 5, "a", "b");
    add_table(x, "t_un", 0);
    add_table(x, "T_UN", 5);
    assert_refused(x, E0756);
}

static void tables_that_overlap(void **state) {
    fixture *x = *state;
    put_heads(x, 0, "a", "b");
    put_heads(x, 2, "a", "b");
    add_table(x, "t_un", 0);
    add_table(x, "t_deux", 2);
    assert_refused(x, E0756);
}

/* 13 */
static void links_of_other_schemes(void **state) {
    fixture *x = *state;
    static const book_more more = {.link = {"javascript:alert(1)", 19}};
    book_put_text(x->b, x->s, 0, 0, S("voir"))->more = &more;
    assert_refused(x, E0760);
}

/* §2.3: only these functions reach a sheet */
static void formulas(void **state) {
    static const char *const bad[] = {"",       "IFERROR(A1,0)", "SOMME(A1:A2)",
                                      "SUM(A1", "SUM(A1))",      "\"open",
                                      "NOW()"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        void *fresh;
        assert_int_equal(open_fixture(&fresh), 0);
        fixture *x = fresh;
        book_put(x->b, x->s,
                 (book_cell){.kind = BOOK_FORMULA, .text = str_z(bad[i])});
        assert_refused(x, E0759);
        close_fixture(&fresh);
    }
}

static void sheets_too_large(void **state) {
    fixture *x = *state;
    put_number(x, BOOK_MAX_ROWS, 1);
    assert_refused(x, E0758);
}

static void running_heads_too_long(void **state) {
    fixture *x = *state;
    char *text = arena_alloc(x->a, 240);
    memset(text, '&', 120); /* each is doubled */
    x->s->header.left = (str){text, 120};
    assert_refused(x, E0761);
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_refusals(void) {
    const struct CMUnitTest tests[] = {
        ROW(infinite_numbers),
        ROW(not_a_number_cached),
        ROW(decimal_comma),
        ROW(texts_that_are_no_text),
        ROW(noncharacters),
        ROW(controls_in_properties),
        ROW(controls_in_formula_results),
        ROW(texts_too_long),
        ROW(defined_names),
        ROW(sheet_names),
        ROW(sheet_names_are_made_legal),
        ROW(table_heads_by_case),
        ROW(table_heads_of_two_lines),
        ROW(table_names_twice),
        ROW(tables_that_overlap),
        ROW(links_of_other_schemes),
        ROW(formulas),
        ROW(running_heads_too_long),
        ROW(sheets_too_large),
    };
    return cmocka_run_group_tests_name("xlsx: refusals", tests, NULL, NULL);
}
