/* Golden formulas: what a reader of the sheet will see. */
#include "book_tests.h"

static void emits(fixture *x, const char *text, const char *formula) {
    expr *e = fake_compile(x->f, text);
    assert_non_null(e);
    emitted out;
    assert_int_equal(
        book_emit(x->a, e, (emit_order){&x->f->sheet, 1, S("n.d.")}, &out),
        EMIT_DONE);
    assert_string_equal(out.formula.p, formula);
}

static void refuses(fixture *x, const char *text, emit_status why) {
    expr *e = fake_compile(x->f, text);
    assert_non_null(e);
    emitted out;
    assert_int_equal(
        book_emit(x->a, e, (emit_order){&x->f->sheet, 1, S("n.d.")}, &out),
        why);
}

#define A   "'Données'!$G$1"
#define B   "'Données'!$G$2"
#define RUN "'Données'!$B$1:$G$1"

static void operators(void **state) {
    fixture *x = *state;
    emits(x, "12.5", "ROUND(12.5,1)");
    emits(x, "a", "IF(ISNUMBER(" A "),ROUND(" A ",1),\"n.d.\")");
    emits(x, "-a", "IF(ISNUMBER(" A "),ROUND((0-" A "),1),\"n.d.\")");
    emits(x, "a + b",
          "IF(IF(ISNUMBER(" A "),ISNUMBER(" B "),FALSE()),ROUND((" A "+" B
          "),1),\"n.d.\")");
    emits(x, "100 * a / b",
          "IF(IF(IF(ISNUMBER(" A "),ISNUMBER(" B "),FALSE())," B
          "<>0,FALSE()),ROUND(((100*" A ")/" B "),1),\"n.d.\")");
    emits(x, "a[2021]",
          "IF(ISNUMBER('Données'!$C$1),ROUND('Données'!$C$1,1),\"n.d.\")");
}

static void choices(void **state) {
    fixture *x = *state;
    emits(x, "premier_non_manquant(a, 0)",
          "ROUND(IF(ISNUMBER(" A ")," A ",0),1)");
    emits(x, "si(a > 2, 1, 0)",
          "IF(ISNUMBER(" A "),ROUND(IF((ROUND(" A
          ",6)>ROUND(2,6)),1,0),1),\"n.d.\")");
    emits(x, "si(manquant(a), 0, 1)",
          "ROUND(IF(IF(ISNUMBER(" A "),FALSE(),TRUE()),0,1),1)");
}

static void aggregates(void **state) {
    fixture *x = *state;
    emits(x, "somme(a)", "IF(COUNT(" RUN ")>0,ROUND(SUM(" RUN "),1),\"n.d.\")");
    emits(x, "moyenne(a)",
          "IF(COUNT(" RUN ")>0,ROUND(AVERAGE(" RUN "),1),\"n.d.\")");
    emits(x, "nombre(a)", "ROUND(COUNT(" RUN "),1)");
    emits(x, "somme(a, 3)", "ROUND(IF(ISNUMBER(" A "),(" A "+3),3),1)");
    emits(x, "croissance(2, a)",
          "IF(IF(ISNUMBER(" A "),2<>0,FALSE()),ROUND(((" A
          "-2)/ABS(2)),1),\"n.d.\")");
}

static void what_no_sheet_can_say(void **state) {
    fixture *x = *state;
    refuses(x, "a[2030]", EMIT_ABSENT);
    refuses(x, "precedent(a)", EMIT_ABSENT); /* nothing before it */
    refuses(x, "annee(2027-09-01) + a", EMIT_UNSUPPORTED);
    buf text = buf_new(x->a);
    for (int i = 0; i < 40; i++) /* each asks whether the rest is not 0 */
        buf_z(&text, "a / (");
    buf_z(&text, "b");
    for (int i = 0; i < 40; i++)
        buf_z(&text, ")");
    refuses(x, buf_take(&text).p, EMIT_LONG);
}

static void the_value_before(void **state) {
    fixture *x = *state;
    fake_set(x->f, 0, PERIODS - 1, 6);
    fake_set(x->f, 0, PERIODS - 3, 4);
    emits(x, "precedent(a)",
          "IF(IF(ISNUMBER('Données'!$G$1),IF(ISNUMBER('Données'!$F$1),TRUE(),"
          "ISNUMBER('Données'!$E$1)),FALSE()),ROUND(IF(ISNUMBER('Données'!"
          "$F$1),'Données'!$F$1,'Données'!$E$1),1),\"n.d.\")");
    expr *e = fake_compile(x->f, "100 * croissance(a)");
    emitted out;
    assert_int_equal(
        book_emit(x->a, e, (emit_order){&x->f->sheet, 1, S("")}, &out),
        EMIT_DONE);
    assert_true(out.has && out.value == 50);
}

/* Periods reckoned from the one at hand; differences that are nothing. */
static void constants_and_divisors(void **state) {
    fixture *x = *state;
    emits(x, "a[periode - 1]",
          "IF(ISNUMBER('Données'!$F$1),ROUND('Données'!$F$1,1),\"n.d.\")");
    emits(x, "2 / (0.1 + 0.2 - 0.3)",
          "IF(ROUND(((0.1+0.2)-0.3),6)<>0,ROUND((2/((0.1+0.2)-0.3)),1),"
          "\"n.d.\")");
    expr *e = fake_compile(x->f, "2 / (0.1 + 0.2 - 0.3)");
    assert_int_equal(expr_eval(e, &x->f->scope, x->a).why, MISSING_IRRELEVANT);
}

/* What is over a thousand characters is cut into cells. */
static void long_formulas_are_cut(void **state) {
    fixture *x = *state;
    fake_set(x->f, 0, PERIODS - 1, 6);
    fake_set(x->f, 1, PERIODS - 1, 4);
    buf text = buf_new(x->a);
    for (int i = 0; i < 6; i++)
        buf_z(&text, "a / (1 + ");
    buf_z(&text, "b");
    for (int i = 0; i < 6; i++)
        buf_z(&text, ")");
    expr *e = fake_compile(x->f, buf_take(&text).p);
    emitted whole, cut;
    emit_order order = {&x->f->sheet, 3, S("n.d.")};
    assert_int_equal(book_emit(x->a, e, order, &whole), EMIT_DONE);
    assert_true(whole.formula.n > EMIT_READABLE);
    fake_cut_long(x->f, true);
    assert_int_equal(book_emit(x->a, e, order, &cut), EMIT_DONE);
    assert_in_range(cut.formula.n, 1, EMIT_READABLE);
    assert_in_range(x->f->helpers.n, 2, 10);
    for (size_t i = 0; i < x->f->helpers.n; i++)
        assert_in_range(x->f->helpers.v[i].v.n, 1, EMIT_READABLE);
    assert_true(cut.has && cut.value == whole.value);
}

static void quotes_in_the_otherwise_text(void **state) {
    fixture *x = *state;
    str f = book_guarded(x->a, S("A1>0"), S("A1"), 0, S("dit « \"non\" »"));
    assert_string_equal(f.p, "IF(A1>0,ROUND(A1,0),\"dit « \"\"non\"\" »\")");
}

static void three_valued_logic(void **state) {
    fixture *x = *state;
    static const struct {
        const char *text;
        bool has;
        double value;
    } rows[] = {
        {"si(a > 1 et b > 1, 1, 0)", false, 0}, /* true and missing */
        {"si(a < 1 et b > 1, 1, 0)", true, 0},  /* false decides */
        {"si(b > 1 et a < 1, 1, 0)", true, 0},
        {"si(a > 1 ou b > 1, 1, 0)", true, 1}, /* true decides */
        {"si(b > 1 ou a > 1, 1, 0)", true, 1},
        {"si(a < 1 ou b > 1, 1, 0)", false, 0},
        {"si(non (b > 1), 1, 0)", false, 0},
        {"si(non (a > 1), 1, 0)", true, 0},
    };
    fake_set(x->f, 0, PERIODS - 1, 5);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expr *e = fake_compile(x->f, rows[i].text);
        assert_non_null(e);
        emitted out;
        assert_int_equal(
            book_emit(x->a, e, (emit_order){&x->f->sheet, 1, S("")}, &out),
            EMIT_DONE);
        assert_int_equal(out.has, rows[i].has);
        assert_true(out.value == rows[i].value);
    }
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_emission(void) {
    const struct CMUnitTest tests[] = {
        ROW(operators),
        ROW(choices),
        ROW(aggregates),
        ROW(what_no_sheet_can_say),
        ROW(the_value_before),
        ROW(constants_and_divisors),
        ROW(long_formulas_are_cut),
        ROW(quotes_in_the_otherwise_text),
        ROW(three_valued_logic),
    };
    return cmocka_run_group_tests_name("book: emission", tests, NULL, NULL);
}
