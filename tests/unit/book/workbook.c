/* The workbook of a small dossier (tests/unit/view/dossier): every cell by its
   key, formulas that read cells, nothing hidden, nothing executed. */
#include "book_tests.h"

#include "xlsx/xlsx.h"

static void is_number(const loaded *x, const char *key, double v) {
    const book_cell *c = cell_keyed(x, "Valeurs", key);
    if (c->kind != BOOK_NUMBER || c->number != v)
        fail_msg("%s", key);
}

/* A formula of this value, whose text holds `part`. */
static void is_formula(const loaded *x, const char *key, double v,
                       const char *part) {
    const book_cell *c = cell_keyed(x, "Valeurs", key);
    if (c->kind != BOOK_FORMULA || c->number != v ||
        str_find(c->text, str_z(part), 0) == SIZE_MAX)
        fail_msg("%s: %.*s = %g", key, STR_ARG(c->text), c->number);
}

static void is_missing(const loaded *x, const char *key, const char *word) {
    const book_cell *c = cell_keyed(x, "Valeurs", key);
    str shown = c->kind == BOOK_TEXT ? c->text : c->more->cached;
    if (!str_eq(shown, str_z(word)))
        fail_msg("%s: %.*s", key, STR_ARG(shown));
}

static void sheets_in_order(void **state) {
    loaded *x = *state;
    static const char *const names[] = {"Lisez-moi",
                                        "Synthèse",
                                        "Indicateurs",
                                        "Trajectoires",
                                        "Valeurs",
                                        "Lycée A",
                                        "Lycée B",
                                        "Lycée C",
                                        "Cibles",
                                        "Actions",
                                        "Partenaires",
                                        "Pièces",
                                        "Objectifs",
                                        "Saisie",
                                        "Listes",
                                        "Sources",
                                        "Rapprochement PDF",
                                        "Manifeste"};
    size_t n = sizeof names / sizeof *names;
    assert_int_equal(x->b->sheets.n, n);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(x->b->sheets.v[i]->name.p, names[i]);
}

/* Under the list, with the key of the printed table's total. */
static void totals_are_live(void **state) {
    loaded *x = *state;
    const book_cell *c =
        cell_keyed(x, "Objectifs", "tab-objectifs.total.nombre(actions)");
    assert_int_equal(c->kind, BOOK_FORMULA);
    assert_string_equal(c->text.p, "SUM(D5)");
    assert_true(c->number == 2);
}

static void observed_values_are_numbers(void **state) {
    loaded *x = *state;
    is_number(x, "eleves@lyc_a@2024-2025", 110);
    is_number(x, "note_moyenne@lyc_b@2024", 14.25);
    is_number(x, "fourni@campus@2023", 9);
    is_missing(x, "eleves@lyc_c@2024-2025", "n.d.");
    is_missing(x, "eleves@lyc_c@2022-2023", "s.o."); /* not yet a partner */
    is_missing(x, "sortants@lyc_b@2024", "s.");
}

/* All of them, under the keys of the figures that charts show. */
static void targets_have_their_sheet(void **state) {
    loaded *x = *state;
    assert_true(cell_keyed(x, "Cibles", "eleves@cible@2024-2025")->number ==
                200);
    assert_true(cell_keyed(x, "Cibles", "eleves@cible@2026-2027")->number ==
                300);
}

static void aggregates_are_formulas(void **state) {
    loaded *x = *state;
    is_formula(x, "eleves@campus@2022-2023", 140, "SUM($F$");
    is_formula(x, "eleves@campus@2024-2025", 180, "COUNT($F$");
    is_formula(x, "note_max@campus@2024", 14.3, "MAX($F$");
    is_formula(x, "note_moyenne@campus@2024", 13.38, "AVERAGE($F$");
    is_formula(x, "strict@campus@2023", 4, "COUNT($F$");
    is_missing(x, "strict@campus@2024", "n.d.");
}

static void a_share_is_a_ratio_of_sums(void **state) {
    loaded *x = *state;
    is_formula(x, "part_femmes@lyc_a@2022-2023", 33.3, "/$F$");
    is_formula(x, "part_femmes@campus@2022-2023", 35.7, "/$F$");
    /* a hole at lyc_c: only the establishments where both are known */
    const book_cell *a = cell_keyed(x, "Valeurs", "femmes@lyc_a@2024-2025");
    const book_cell *b = cell_keyed(x, "Valeurs", "femmes@lyc_b@2024-2025");
    str sum = str_fmt(x->a, "SUM($F$%u:$F$%u)", a->row + 1, b->row + 1);
    is_formula(x, "part_femmes@campus@2024-2025", 39.4, sum.p);
    is_formula(x, "ecart_parite@campus@2024-2025", 10.6, "ROUND(ABS(");
    is_formula(x, "cumul_eleves@campus@2024-2025", 480, "SUM($F$");
    is_formula(x, "un_lycee@campus@2023-2024", 62.5, "/$F$");
    is_missing(x, "taux_vide@campus@2024", "s.o.");
    is_formula(x, "compte@campus@2025", 5, "COUNTIFS('Partenaires'!$A$5:");
}

/* What was once written as a plain number. */
static void every_reading_is_live(void **state) {
    loaded *x = *state;
    is_formula(x, "note@campus@2024-2025", 6.39, "SUMPRODUCT($F$");
    is_formula(x, "effet@campus@2022", 20.1, "/$F$");        /* aligned */
    is_formula(x, "effet@campus@2023", 12.5, "SUMPRODUCT("); /* and partial */
    is_formula(x, "evolution@campus@2023-2024", 14.3, ")/ABS($F$");
    is_missing(x, "evolution@campus@2024-2025", "s.o."); /* a hole now */
    is_formula(x, "gain@campus@2023-2024", 20, "IF(ISNUMBER($F$");
    is_formula(x, "constance@campus@2024-2025", 100, "/$F$");
    is_formula(x, "eleves@constant@2024-2025", 180, "SUM($F$");
    is_missing(x, "constance@lyc_c@2022-2023", "s.o.");
}

/* Criteria on what the cells show; « ou » and « non » by signed sums. */
static void records_are_counted(void **state) {
    loaded *x = *state;
    const book_cell *c = cell_keyed(x, "Valeurs", "engages@campus@2025");
    assert_int_equal(c->kind, BOOK_FORMULA);
    assert_true(c->number == 2);
    const book_sheet *s = sheet_named(x, "Valeurs");
    size_t helpers = 0;
    for (size_t i = 0; i < s->cells.n; i++) {
        const book_cell *h = &s->cells.v[i];
        if (h->column < 12 || h->kind == BOOK_TEXT)
            continue;
        helpers++;
        if (h->row == c->row)
            assert_true(str_find(h->text, S("COUNTIFS("), 0) != SIZE_MAX);
        if (h->row == c->row && h->column == 12)
            assert_true(str_find(h->text, S("\"✔ Signée\""), 0) != SIZE_MAX);
    }
    assert_true(helpers > 5);
}

/* Long formulas are cut; the columns of the pieces are grouped and titled. */
static void helper_columns(void **state) {
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Valeurs");
    is_formula(x, "longue@campus@2023-2024", 629.8921, "$");
    for (size_t i = 0; i < s->cells.n; i++)
        if (s->cells.v[i].kind == BOOK_FORMULA)
            assert_in_range(s->cells.v[i].text.n, 1, EMIT_READABLE);
    size_t grouped = 0;
    for (size_t i = 0; i < s->columns.n; i++)
        grouped += s->columns.v[i].level == 1;
    assert_true(grouped > 0);
    assert_int_equal(s->tables.v[0].range.column2, 10);
}

static void indicators_read_the_values(void **state) {
    loaded *x = *state;
    const book_cell *c =
        cell_keyed(x, "Indicateurs", "part_femmes@campus@2024-2025");
    const book_cell *from =
        cell_keyed(x, "Valeurs", "part_femmes@campus@2024-2025");
    str ref = str_fmt(x->a, "ISNUMBER('Valeurs'!$F$%u)", from->row + 1);
    assert_int_equal(c->kind, BOOK_FORMULA);
    assert_true(c->number == 39.4);
    assert_true(str_find(c->text, ref, 0) != SIZE_MAX);
    cell_keyed(x, "Indicateurs", "part_femmes@cible@2026-2027");
}

static void all_values_agree_with_calc(void **state) {
    loaded *x = *state;
    size_t compared = 0;
    for (size_t i = 0; i < x->m->indicators.n; i++) {
        const indicator *k = &x->m->indicators.v[i];
        const period *p;
        size_t n = calc_periods(x->c, k, NULL, &p);
        for (size_t j = 0; j < n; j++) {
            const figure *f = calc_value(x->c, k, NULL, p[j]);
            if (f->why)
                continue;
            const book_cell *c =
                cell_keyed(x, "Valeurs", str_dup(x->a, f->key).p);
            assert_true(c->number == f->value);
            compared++;
        }
    }
    assert_true(compared > 15);
    for (diagnostic *d = x->sink->first; d; d = d->next)
        assert_int_not_equal(d->code, W0766); /* every formula is live */
}

static void user_text_stays_text(void **state) {
    loaded *x = *state;
    const book_sheet *s = sheet_named(x, "Partenaires");
    size_t found = 0;
    for (size_t i = 0; i < s->cells.n; i++) {
        const book_cell *c = &s->cells.v[i];
        assert_true(c->kind == BOOK_TEXT || c->kind == BOOK_BLANK ||
                    c->kind == BOOK_NUMBER);
        found += str_starts(c->text, S("=HYPERLINK"));
    }
    assert_int_equal(found, 1);
}

static void print_set_up(void **state) {
    loaded *x = *state;
    for (size_t i = 0; i < x->b->sheets.n; i++) {
        const book_sheet *s = x->b->sheets.v[i];
        assert_true(!s->portrait || s->one_page);
        assert_true(s->freeze_rows > 0 || s->one_page);
        assert_true(s->footer.centre.n > 0);
        assert_true(str_find(s->footer.left, S("essai.xlsx"), 0) == 0);
        for (size_t j = 0; j < s->columns.n; j++)
            assert_true(s->columns.v[j].width >= 5);
    }
    assert_int_equal(sheet_named(x, "Valeurs")->repeat_count, 1);
    assert_int_equal(sheet_named(x, "Valeurs")->tables.n, 1);
    assert_int_equal(x->b->day.year, 2026);
}

static void it_can_be_written(void **state) {
    loaded *x = *state;
    str one, two;
    assert_int_equal(xlsx_write(x->a, x->b, x->sink, &one), XLSX_DONE);
    assert_int_equal(xlsx_write(x->a, x->b, x->sink, &two), XLSX_DONE);
    assert_true(str_eq(one, two));
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_dossier, close_dossier)

int test_workbook(void) {
    const struct CMUnitTest tests[] = {
        ROW(sheets_in_order),
        ROW(totals_are_live),
        ROW(observed_values_are_numbers),
        ROW(targets_have_their_sheet),
        ROW(aggregates_are_formulas),
        ROW(a_share_is_a_ratio_of_sums),
        ROW(every_reading_is_live),
        ROW(records_are_counted),
        ROW(helper_columns),
        ROW(indicators_read_the_values),
        ROW(all_values_agree_with_calc),
        ROW(user_text_stays_text),
        ROW(print_set_up),
        ROW(it_can_be_written),
    };
    return cmocka_run_group_tests_name("book: workbook", tests, NULL, NULL);
}
