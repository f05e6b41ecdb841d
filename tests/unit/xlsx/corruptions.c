/*
 * The fourteen ways in which libxlsxwriter 1.1.4 spoils a file without a word,
 * each impossible through our interface: the call that would is refused, or
 * cannot be made.
 *
 * 1 temporary files that do not fit  2 an inline list of choices  3 numbers
 * that are none  4 a decimal comma  5 texts that are not UTF-8  6 U+FFFE  7
 * control characters outside cells  8 « _x0041_ » that comes back as « A »  9
 * defined names cut inside a letter  10 defined names that are none, or twice
 * 11 tabs that differ by case only  12 tables and merged cells that overlap  13
 * links whose words change their meaning  14 backgrounds, ranks and texts in
 * conditions.
 */
#include "xlsx_tests.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

static void put_number(fixture *x, uint32_t row, double v) {
    book_put(x->b, x->s,
             (book_cell){.row = row, .kind = BOOK_NUMBER, .number = v});
}

/* 3 */
static void corruption_03_infinite_numbers(void **state) {
    fixture *x = *state;
    put_number(x, 0, (double)INFINITY);
    assert_refused(x, E0757);
}

static void corruption_03_not_a_number_cached(void **state) {
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

static void corruption_04_decimal_comma(void **state) {
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
static void corruption_05_not_utf8(void **state) {
    fixture *x = *state;
    book_put_text(x->b, x->s, 0, 0, S("\xE9t\xE9"));
    assert_refused(x, E0750);
}

static void corruption_06_noncharacters(void **state) {
    fixture *x = *state;
    book_put_text(x->b, x->s, 0, 0, S("a\xEF\xBF\xBE"));
    assert_refused(x, E0751);
}

static void corruption_07_controls_in_properties(void **state) {
    fixture *x = *state;
    x->b->title = S("a\x02");
    assert_refused(x, E0751);
}

static void corruption_07_controls_in_results(void **state) {
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

static void corruption_10_defined_names(void **state) {
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
static void corruption_11_sheet_names(void **state) {
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

static void corruption_12_heads_by_case(void **state) {
    fixture *x = *state;
    put_heads(x, 0, "Année", "ANNÉE");
    add_table(x, "t", 0);
    assert_refused(x, E0756);
}

static void corruption_12_heads_of_two_lines(void **state) {
    fixture *x = *state;
    put_heads(x, 0, "Année\nde base", "Valeur");
    add_table(x, "t", 0);
    assert_refused(x, E0756);
}

static void corruption_12_names_twice(void **state) {
    fixture *x = *state;
    put_heads(x, 0, "a", "b");
    put_heads(x, 5, "a", "b");
    add_table(x, "t_un", 0);
    add_table(x, "T_UN", 5);
    assert_refused(x, E0756);
}

static void corruption_12_tables_overlap(void **state) {
    fixture *x = *state;
    put_heads(x, 0, "a", "b");
    put_heads(x, 2, "a", "b");
    add_table(x, "t_un", 0);
    add_table(x, "t_deux", 2);
    assert_refused(x, E0756);
}

/* 13 */
static void corruption_13_other_schemes(void **state) {
    fixture *x = *state;
    static const book_more more = {.link = {"javascript:alert(1)", 19}};
    book_put_text(x->b, x->s, 0, 0, S("voir"))->more = &more;
    assert_refused(x, E0760);
}

static str sheet_xml(fixture *x) {
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
    return part_of(x->a, bytes, "xl/worksheets/sheet1.xml");
}

static bool holds(str xml, const char *what) {
    return str_find(xml, str_z(what), 0) != SIZE_MAX;
}

/* 2: choices come from cells, never from a text in the rule */
static void add_list(fixture *x, str formula) {
    list_push(x->a, &x->s->validations,
              (book_validation){.kind = BOOK_RULE_LIST,
                                .range = {1, 0, 3, 0},
                                .formula = formula,
                                .title = S("Motif"),
                                .message = S("é")});
}

static void corruption_02_inline_lists(void **state) {
    fixture *x = *state;
    buf list = buf_new(x->a);
    buf_c(&list, '"');
    for (int i = 0; i < 40; i++)
        buf_z(&list, "été à créer,");
    buf_c(&list, '"');
    add_list(x, buf_take(&list));
    assert_refused(x, E0759);
    x->sink = diag_sink_new(x->a);
    x->s->validations.n = 0;
    add_list(x, S("'Données'!$A$1:$A$9"));
    assert_true(holds(sheet_xml(x), "<formula1>'Données'!$A$1:$A$9<"));
}

static void corruption_03_bounds(void **state) {
    fixture *x = *state;
    list_push(x->a, &x->s->validations,
              (book_validation){.kind = BOOK_RULE_NUMBER,
                                .range = {1, 0, 3, 0},
                                .low = 0,
                                .high = (double)INFINITY});
    assert_refused(x, E0757);
}

static void corruption_03_sizes(void **state) {
    fixture *x = *state;
    list_push(x->a, &x->s->columns, (book_column){0, (double)NAN, 0});
    assert_refused(x, E0757);
}

static void corruption_07_controls_in_tabs_and_rules(void **state) {
    fixture *x = *state;
    add_list(x, S("$A$1:$A$9"));
    x->s->validations.v[0].message = S("a\x02");
    assert_refused(x, E0751);
    x->sink = diag_sink_new(x->a);
    x->s->validations.n = 0;
    x->s->footer.right = S("a\x05");
    assert_refused(x, E0751);
}

/* 8: what looks like an escape has its underscore escaped, in cells, in heads
   of tables, in the results of formulas */
static void corruption_08_escapes(void **state) {
    fixture *x = *state;
    static const book_more more = {.cached = {"_x0043_", 7}};
    book_put_text(x->b, x->s, 0, 0, S("_x0041_"));
    book_put(x->b, x->s,
             (book_cell){.row = 1,
                         .kind = BOOK_FORMULA_TEXT,
                         .text = S("IF(TRUE(),\"_x0043_\",\"\")"),
                         .more = &more});
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
    assert_true(holds(part_of(x->a, bytes, "xl/sharedStrings.xml"),
                      "<t>_x005F_x0041_</t>"));
    assert_true(holds(part_of(x->a, bytes, "xl/worksheets/sheet1.xml"),
                      "<v>_x005F_x0043_</v>"));
}

static void corruption_09_names_cut_in_a_letter(void **state) {
    fixture *x = *state;
    buf name = buf_new(x->a);
    for (int i = 0; i < 70; i++) /* 140 bytes */
        buf_z(&name, "é");
    a_name(x, buf_take(&name).p);
    assert_refused(x, E0755);
    x->sink = diag_sink_new(x->a);
    x->b->names.n = 0;
    name = buf_new(x->a);
    for (int i = 0; i < 121; i++)
        buf_c(&name, 'a');
    a_name(x, buf_take(&name).p);
    assert_refused(x, E0755);
}

static void corruption_12_merges_overlap(void **state) {
    fixture *x = *state;
    list_push(x->a, &x->s->merges, (book_range){0, 0, 1, 1});
    list_push(x->a, &x->s->merges, (book_range){1, 1, 2, 2});
    int cause = setjmp(x->land.jump); /* a fault of ours, not of a dossier */
    if (cause == 0) {
        str bytes;
        written(x, &bytes);
        fail();
    }
    assert_int_equal(cause, LANDING_INTERNAL);
}

static void corruption_13_words_inside_links(void **state) {
    fixture *x = *state;
    static const book_more more = {
        .link = {"https://x.fr/?q=internal:a&r=mailto:b", 37}};
    book_put_text(x->b, x->s, 0, 0, S("voir"))->more = &more;
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
    str rels = part_of(x->a, bytes, "xl/worksheets/_rels/sheet1.xml.rels");
    assert_true(holds(
        rels, "Target=\"https://x.fr/?q=internal%3Aa&amp;r=mailto%3Ab\""));
    assert_true(holds(rels, "TargetMode=\"External\""));
}

static void corruption_13_places_inside(void **state) {
    static const char *const bad[] = {"#'Ailleurs'!A1", "#[1]x!A1", "#\x02",
                                      "#external:x"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        void *fresh;
        assert_int_equal(open_fixture(&fresh), 0);
        fixture *x = fresh;
        book_more more = {.link = str_z(bad[i])};
        book_put_text(x->b, x->s, 0, 0, S("voir"))->more = &more;
        assert_refused(x, E0760);
        close_fixture(&fresh);
    }
}

/* 14: the only conditions are formulas; there is no background */
static void corruption_14_conditions_and_backgrounds(void **state) {
    fixture *x = *state;
    list_push(x->a, &x->s->conditions,
              (book_condition){.range = {1, 0, 3, 4}, .formula = S("$B2>1")});
    str xml = sheet_xml(x);
    assert_true(holds(xml, "<conditionalFormatting sqref=\"A2:E4\"><cfRule "
                           "type=\"expression\""));
    assert_true(holds(xml, "<formula>$B2&gt;1</formula>"));
    assert_false(holds(xml, "type=\"top10\""));
    assert_false(holds(xml, "<picture"));
}

static void criteria_may_name_a_place(void **state) {
    fixture *x = *state;
    book_put(x->b, x->s,
             (book_cell){.kind = BOOK_FORMULA,
                         .text = S("SUMIFS($A$2:$A$9,$B$2:$B$9,\">=\"&C10)")});
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
}

static void conditions_are_formulas(void **state) {
    fixture *x = *state;
    list_push(x->a, &x->s->conditions,
              (book_condition){.range = {1, 0, 3, 4},
                               .formula = S("SEARCH(\"a\",A2)")});
    assert_refused(x, E0759);
}

/* §2.3: only these functions reach a sheet */
static void formulas(void **state) {
    static const char *const bad[] = {"",
                                      "IFERROR(A1,0)",
                                      "SOMME(A1:A2)",
                                      "SUM(A1",
                                      "SUM(A1))",
                                      "\"open",
                                      "NOW()",
                                      "NOW",
                                      "A1^2",
                                      "A1%",
                                      "A1&A2",
                                      "SUM(A1;A2)",
                                      "\"x\"&A1",
                                      "A1&\">\"",
                                      "\">\"&1",
                                      "{1,2}",
                                      "[1]Autre!A1",
                                      "'Autre'!A1",
                                      "t_x[Col]",
                                      "_xlfn.X(1)",
                                      "1E5",
                                      "1.2.3",
                                      "A1#",
                                      "@A1",
                                      "'Données'A1",
                                      "#REF!",
                                      "A",
                                      "AAAA1",
                                      "A1B",
                                      "SUM(A1,,A2)=\\",
                                      "A1~B1"};
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

int test_corruptions(void) {
    const struct CMUnitTest tests[] = {
        ROW(corruption_02_inline_lists),
        ROW(corruption_03_bounds),
        ROW(corruption_03_infinite_numbers),
        ROW(corruption_03_not_a_number_cached),
        ROW(corruption_03_sizes),
        ROW(corruption_04_decimal_comma),
        ROW(corruption_05_not_utf8),
        ROW(corruption_06_noncharacters),
        ROW(corruption_07_controls_in_properties),
        ROW(corruption_07_controls_in_results),
        ROW(corruption_07_controls_in_tabs_and_rules),
        ROW(corruption_08_escapes),
        ROW(corruption_09_names_cut_in_a_letter),
        ROW(corruption_10_defined_names),
        ROW(corruption_11_sheet_names),
        ROW(corruption_12_heads_by_case),
        ROW(corruption_12_heads_of_two_lines),
        ROW(corruption_12_merges_overlap),
        ROW(corruption_12_names_twice),
        ROW(corruption_12_tables_overlap),
        ROW(corruption_13_other_schemes),
        ROW(corruption_13_places_inside),
        ROW(corruption_13_words_inside_links),
        ROW(corruption_14_conditions_and_backgrounds),
        ROW(texts_too_long),
        ROW(sheet_names_are_made_legal),
        ROW(criteria_may_name_a_place),
        ROW(conditions_are_formulas),
        ROW(formulas),
        ROW(sheets_too_large),
        ROW(running_heads_too_long),
    };
    return cmocka_run_group_tests_name("xlsx: corruptions", tests, NULL, NULL);
}
