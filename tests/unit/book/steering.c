/* The sheets that a steering committee opens: Synthèse, Indicateurs, the
   trajectories, Saisie, Sources, one sheet an establishment. */
#include "book_tests.h"

#include "xlsx/xlsx.h"

static const book_cell *cell_at(const book_sheet *s, uint32_t row,
                                uint16_t column) {
    for (size_t i = 0; i < s->cells.n; i++)
        if (s->cells.v[i].row == row && s->cells.v[i].column == column)
            return &s->cells.v[i];
    return NULL;
}

static const book_cell *cell_with_text(const book_sheet *s, const char *text) {
    for (size_t i = 0; i < s->cells.n; i++)
        if (s->cells.v[i].kind == BOOK_TEXT &&
            str_eq(s->cells.v[i].text, str_z(text)))
            return &s->cells.v[i];
    fail_msg("no cell « %s »", text);
    return NULL;
}

static bool is_formula(const book_cell *c, const char *part) {
    return c && (c->kind == BOOK_FORMULA || c->kind == BOOK_FORMULA_TEXT) &&
           str_find(c->text, str_z(part), 0) != SIZE_MAX;
}

/* --- Synthèse ---------------------------------------------------------------
 */

/* The total counts each indicator once; rows and states add up to it. */
static void the_summary_counts(void **state) {
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Synthèse");
    uint32_t total = cell_with_text(s, "Total")->row;
    uint32_t heads = cell_with_text(s, "Non jugés")->row;
    for (uint16_t c = 2; c <= 9; c++) {
        double sum = 0;
        for (uint32_t row = heads + 1; row < total; row++)
            sum += cell_at(s, row, c)->number;
        assert_true(sum == cell_at(s, total, c)->number);
        assert_int_equal(cell_at(s, total, c)->kind, BOOK_FORMULA);
    }
    double states = 0;
    for (uint16_t c = 3; c <= 9; c++)
        states += cell_at(s, total, c)->number;
    assert_true(states == cell_at(s, total, 2)->number);
    assert_true(states > 0);
    assert_true(is_formula(cell_at(s, total, 3), "COUNTIFS('Indicateurs'!$R$"));
    assert_true(is_formula(cell_at(s, 4, 0), "COUNTIFS('Indicateurs'!$R$"));
    assert_true(cell_at(s, 5, 10)->number == states);
}

/* Charts have words, series and numbers; none leaves its columns. */
static void charts_say_what_they_show(void **state) {
    loaded *x = *state;
    size_t n = 0;
    for (size_t i = 0; i < x->b->sheets.n; i++)
        for (size_t j = 0; j < x->b->sheets.v[i]->charts.n; j++, n++) {
            const book_chart *c = &x->b->sheets.v[i]->charts.v[j];
            assert_true(c->alt.n > 20 && c->series.n > 0);
            assert_true(c->area.column2 < x->b->sheets.v[i]->used_columns);
        }
    assert_true(n >= 3);
}

static void the_summary_is_shown_first(void **state) {
    loaded *x = *state;
    assert_string_equal(x->b->sheets.v[x->b->active]->name.p, "Synthèse");
    assert_true(sheet_named(x, "Synthèse")->one_page);
}

/* --- Indicateurs and trajectories -------------------------------------------
 */

/* Two of three establishments: nothing is judged, the target is read. */
static void a_partial_value_is_not_judged(void **state) {
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Indicateurs");
    uint32_t row = cell_with_text(s, "eleves")->row;
    assert_true(is_formula(cell_at(s, row, 14), "'Cibles'!$E$"));
    assert_true(str_eq(cell_at(s, row, 11)->text, S("2/3")));
    assert_int_equal(cell_at(s, row, 15)->kind, BOOK_BLANK);
    assert_int_equal(cell_at(s, row, 16)->kind, BOOK_BLANK);
    assert_true(str_ends(cell_at(s, row, 17)->text, S("Non jugé")));
    assert_int_equal(s->bars.n, 1);
}

static void a_period_without_value_is_blank(void **state) {
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Trajectoires");
    size_t blanks = 0;
    for (size_t i = 0; i < s->cells.n; i++) {
        const book_cell *c = &s->cells.v[i];
        if (c->column < 5 || c->row <= 3 || c->kind == BOOK_TEXT)
            continue;
        blanks += c->kind == BOOK_BLANK;
        if (c->kind == BOOK_FORMULA)
            assert_true(str_find(c->text, S("IF(ISNUMBER("), 0) == 0);
    }
    assert_true(blanks > 0);
}

/* --- Saisie -----------------------------------------------------------------
 */

static const book_cell *entry_of(const loaded *x, const char *key,
                                 uint16_t column) {
    const book_sheet *s = sheet_named(x, "Saisie");
    return cell_at(s, cell_with_text(s, key)->row, column);
}

static bool is_unlocked(const loaded *x, const book_cell *c) {
    return x->b->formats.v[c->format].unlocked;
}

static void what_may_be_typed(void **state) {
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Saisie");
    const char *key = "eleves@lyc_a@2024-2025";
    assert_true(entry_of(x, key, 6)->number == 110);
    assert_true(entry_of(x, key, 7)->number == 110);
    assert_true(is_unlocked(x, entry_of(x, key, 7)));
    assert_true(is_unlocked(x, entry_of(x, key, 9)));
    assert_false(is_unlocked(x, entry_of(x, key, 0)));
    assert_false(is_unlocked(x, entry_of(x, key, 6)));
    assert_int_equal(entry_of(x, "eleves@lyc_c@2024-2025", 7)->kind,
                     BOOK_BLANK);
    str why = entry_of(x, "eleves@lyc_c@2024-2025", 9)->text;
    assert_true(str_eq(why, S("non disponible")));
    assert_true(s->protected && s->sortable);
    assert_int_equal(s->conditions.n, 2);
    assert_string_equal(s->conditions.v[0].formula.p, "$H5<>$G5");
}

/* The next period of each series waits for its value. */
static void the_next_period_is_asked_for(void **state) {
    loaded *x = *state;
    const book_cell *c = entry_of(x, "eleves@lyc_a@2025-2026", 7);
    assert_int_equal(c->kind, BOOK_BLANK);
    assert_true(is_unlocked(x, c));
}

static void lists_and_names(void **state) {
    loaded *x = *state;
    static const char *const names[] = {"saisie", "motifs_absence",
                                        "statuts_valeur"};
    for (size_t i = 0; i < 3; i++) {
        bool found = false;
        for (size_t j = 0; j < x->b->names.n; j++)
            found = found || str_eq(x->b->names.v[j].name, str_z(names[i]));
        assert_true(found);
    }
    const book_sheet *s = sheet_named(x, "Saisie");
    size_t lists = 0;
    for (size_t i = 0; i < s->validations.n; i++)
        lists += s->validations.v[i].kind == BOOK_RULE_LIST;
    assert_int_equal(lists, 2);
    cell_with_text(sheet_named(x, "Listes"), "secret statistique");
}

/* A value that secrecy withholds is in no cell, whichever sheet. */
static void secrets_stay_secret(void **state) {
    loaded *x = *state;
    static const char *const sheets[] = {"Saisie", "Sources"};
    for (size_t i = 0; i < 2; i++) {
        const book_sheet *s = sheet_named(x, sheets[i]);
        uint32_t row = cell_with_text(s, "sortants@lyc_b@2024")->row;
        for (size_t j = 0; j < s->cells.n; j++)
            if (s->cells.v[j].row == row)
                assert_true(s->cells.v[j].kind == BOOK_TEXT ||
                            s->cells.v[j].kind == BOOK_BLANK ||
                            s->cells.v[j].column == 9);
    }
}

/* --- Sources, establishments, checks ----------------------------------------
 */

static void each_value_has_its_source(void **state) {
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Sources");
    uint32_t row = cell_with_text(s, "eleves@lyc_a@2024-2025")->row;
    assert_true(is_formula(cell_at(s, row, 5), "'Valeurs'!$F$"));
    assert_true(cell_at(s, row, 7)->text.n > 0);
}

/* Three report: each has its sheet, beside the whole campus. */
static void one_sheet_an_establishment(void **state) {
    loaded *x = *state;
    size_t n = 0;
    for (size_t i = 0; i < x->b->sheets.n; i++) {
        const book_sheet *s = x->b->sheets.v[i];
        if (s->tables.n &&
            str_starts(s->tables.v[0].name, S("t_etablissement_"))) {
            assert_true(is_formula(cell_at(s, 4, 4), "'Valeurs'!$F$") ||
                        cell_at(s, 4, 4)->kind == BOOK_TEXT);
            n++;
        }
    }
    assert_int_equal(n, 3);
}

static void checks_are_read_first(void **state) {
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Lisez-moi");
    uint32_t row = cell_with_text(s, "Cellules modifiées dans Saisie")->row;
    assert_true(is_formula(cell_at(s, row, 1), "SUMPRODUCT(('Saisie'!$H$5:"));
    assert_true(cell_at(s, row, 1)->number == 0);
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_dossier, close_dossier)

int test_steering(void) {
    const struct CMUnitTest tests[] = {
        ROW(the_summary_counts),
        ROW(charts_say_what_they_show),
        ROW(the_summary_is_shown_first),
        ROW(a_partial_value_is_not_judged),
        ROW(a_period_without_value_is_blank),
        ROW(what_may_be_typed),
        ROW(the_next_period_is_asked_for),
        ROW(lists_and_names),
        ROW(secrets_stay_secret),
        ROW(each_value_has_its_source),
        ROW(one_sheet_an_establishment),
        ROW(checks_are_read_first),
    };
    return cmocka_run_group_tests_name("book: steering", tests, NULL, NULL);
}
