/*
 * Random formulas, from a fixed seed: the value that emission expects of a
 * sheet equals what expr computes for the PDF. The same formulas written to a
 * workbook are recalculated by LibreOffice (tests/output/recalc_diff.py).
 */
#include "book_tests.h"

#include <math.h>
#include <stdio.h>

#include "xlsx/xlsx.h"

uint32_t random_below(random_source *r, uint32_t n) {
    r->state ^= r->state << 13;
    r->state ^= r->state >> 7;
    r->state ^= r->state << 17;
    return (uint32_t)((r->state >> 11) % n);
}

/* Blanks, zeros, negatives, ties of rounding, whole numbers and cents. */
void random_values(random_source *r, fake *f) {
    for (int i = 0; i < SERIES; i++)
        for (int j = 0; j < PERIODS; j++) {
            uint32_t kind = random_below(r, 10);
            double v = random_below(r, 200000);
            v = kind < 2   ? 0
                : kind < 4 ? v / 100
                : kind < 5 ? (v + 0.5) / 10
                : kind < 6 ? v / 8
                : kind < 7 ? -v / 100
                           : floor(v / 100);
            if (random_below(r, 6) == 0)
                fake_hole(f, i, j);
            else
                fake_set(f, i, j, num_canon(v));
        }
}

static void random_leaf(random_source *r, buf *out) {
    static const char *const literals[] = {"0",   "1",    "2",   "100",
                                           "0.5", "0.25", "3.7", "1000"};
    char series = (char)('a' + random_below(r, SERIES));
    switch (random_below(r, 5)) {
    case 0:
        buf_z(out, literals[random_below(r, 8)]);
        return;
    case 2:
        buf_fmt(out, "%c[periode - %u]", series, random_below(r, 3));
        return;
    case 1:
        buf_fmt(out, "%c[%u]", series, 2020 + random_below(r, PERIODS));
        return;
    default:
        buf_c(out, series);
    }
}

static void random_condition(random_source *r, buf *out, int depth) {
    static const char *const signs[] = {"=", "<>", "<", "<=", ">", ">="};
    switch (depth > 0 ? random_below(r, 6) : 5) {
    case 0:
        buf_z(out, "(");
        random_condition(r, out, depth - 1);
        buf_z(out, random_below(r, 2) ? " et " : " ou ");
        random_condition(r, out, depth - 1);
        buf_z(out, ")");
        return;
    case 1:
        buf_z(out, "(non ");
        random_condition(r, out, depth - 1);
        buf_z(out, ")");
        return;
    case 2:
        buf_z(out, "manquant(");
        random_formula(r, out, depth - 1);
        buf_z(out, ")");
        return;
    default:
        buf_c(out, '(');
        random_formula(r, out, depth - 1);
        buf_fmt(out, " %s ", signs[random_below(r, 6)]);
        random_formula(r, out, depth - 1);
        buf_c(out, ')');
    }
}

static void random_call(random_source *r, buf *out, const char *name, int args,
                        int depth) {
    buf_fmt(out, "%s(", name);
    for (int i = 0; i < args; i++) {
        if (i)
            buf_z(out, ", ");
        random_formula(r, out, depth - 1);
    }
    buf_c(out, ')');
}

static void random_over_time(random_source *r, buf *out) {
    static const char *const names[] = {
        "somme",   "moyenne", "min",   "max",       "nombre",
        "dernier", "premier", "cumul", "precedent", "croissance"};
    char series = (char)('a' + random_below(r, SERIES));
    if (random_below(r, 6) == 0)
        buf_fmt(out, "moyenne_ponderee(%c, %c)", series,
                (char)('a' + random_below(r, SERIES)));
    else
        buf_fmt(out, "%s(%c)", names[random_below(r, 10)], series);
}

static void random_operation(random_source *r, buf *out, int depth) {
    static const char *const signs[] = {" + ", " - ", " * ", " / "};
    buf_c(out, '(');
    random_formula(r, out, depth - 1);
    buf_z(out, signs[random_below(r, 4)]);
    random_formula(r, out, depth - 1);
    buf_c(out, ')');
}

void random_formula(random_source *r, buf *out, int depth) {
    static const char *const sums[] = {"somme", "moyenne", "min", "max"};
    switch (depth > 0 ? random_below(r, 12) : 99) {
    case 0:
    case 1:
    case 2:
    case 3:
        random_operation(r, out, depth);
        return;
    case 4:
        random_call(r, out, "abs", 1, depth);
        return;
    case 5:
        random_call(r, out, "premier_non_manquant", 2, depth);
        return;
    case 6:
        random_call(r, out, random_below(r, 2) ? "croissance" : "part", 2,
                    depth);
        return;
    case 7:
        buf_z(out, "si(");
        random_condition(r, out, depth - 1);
        buf_z(out, ", ");
        random_formula(r, out, depth - 1);
        buf_z(out, ", ");
        random_formula(r, out, depth - 1);
        buf_z(out, ")");
        return;
    case 8:
        random_call(r, out, sums[random_below(r, 4)],
                    2 + (int)random_below(r, 2), depth);
        return;
    case 9:
        random_over_time(r, out);
        return;
    case 10:
        buf_z(out, "arrondi(");
        random_formula(r, out, depth - 1);
        buf_fmt(out, ", %u)", random_below(r, 3));
        return;
    default:
        random_leaf(r, out);
    }
}

/* --- One formula: what expr says, what emission says ------------------------
 */

typedef struct outcome {
    str text;
    emitted sheet;
    expr_value pdf; /* before rounding */
    int decimals;
} outcome;

enum { TOO_LARGE = 1000000000 };

/* False: not publishable (too long, too large, before the first cell), another
   is drawn. */
static bool draw(random_source *r, fake *f, outcome *o) {
    buf text = buf_new(f->a);
    f->now = (int)random_below(r, PERIODS);
    o->decimals = (int)random_below(r, 5);
    random_formula(r, &text, 1 + (int)random_below(r, 4));
    o->text = buf_take(&text);
    expr *e = fake_compile(f, o->text.p);
    if (!e)
        fail_msg("%s", o->text.p);
    o->pdf = expr_eval(e, &f->scope, f->a);
    emit_status s = book_emit(
        f->a, e, (emit_order){&f->sheet, o->decimals, S("n.d.")}, &o->sheet);
    if (s != EMIT_DONE && s != EMIT_LONG && s != EMIT_ABSENT)
        fail_msg("%s: status %d", o->text.p, (int)s);
    return s == EMIT_DONE && (o->pdf.why || fabs(o->pdf.number) < TOO_LARGE);
}

static void pdf_and_sheet_agree(void **state) {
    fixture *x = *state;
    random_source r = {20261115};
    int compared = 0, known = 0;
    while (compared < 4000) {
        outcome o;
        if (compared % 50 == 0)
            random_values(&r, x->f);
        if (!draw(&r, x->f, &o))
            continue;
        compared++;
        known += !o.pdf.why;
        if (o.sheet.has != !o.pdf.why)
            fail_msg("availability of %s", o.text.p);
        if (o.sheet.has && o.sheet.value != num_round(o.pdf.number, o.decimals))
            fail_msg("value of %s", o.text.p);
    }
    assert_in_range(known, compared / 3, compared);
}

/* --- The workbook ------------------------------------------------------------
 */

static void put_values(book *b, book_sheet *s, const fake *f) {
    for (uint32_t i = 0; i < SERIES; i++)
        for (uint16_t j = 0; j < PERIODS; j++)
            if (f->has[i][j])
                book_put(b, s,
                         (book_cell){.row = i,
                                     .column = (uint16_t)(j + 1),
                                     .kind = BOOK_NUMBER,
                                     .number = f->value[i][j]});
            else if ((i + j) % 2)
                book_put_text(b, s, i, (uint16_t)(j + 1), S("s."));
}

static void put_formula(book *b, book_sheet *s, uint32_t row,
                        const outcome *o) {
    static const book_more missing_text = {.cached = {"n.d.", 4}};
    book_put_text(b, s, row, 0, o->text);
    book_cell c = {.row = row, .column = 1, .text = o->sheet.formula};
    c.kind = o->pdf.why ? BOOK_FORMULA_TEXT : BOOK_FORMULA;
    c.number = o->pdf.why ? 0 : num_round(o->pdf.number, o->decimals);
    c.more = o->pdf.why ? &missing_text : NULL;
    book_put(b, s, c);
}

static bool save(str bytes, const char *path) {
    FILE *out = fopen(path, "wb");
    if (!out)
        return false;
    bool whole = fwrite(bytes.p, 1, bytes.n, out) == bytes.n;
    return fclose(out) == 0 && whole;
}

bool write_random_workbook(const char *path, int n) {
    landing l;
    if (setjmp(l.jump))
        return false;
    arena *a = arena_new(&l);
    fake *f = NEW(a, fake);
    fake_open(f, a);
    random_source r = {20261115};
    random_values(&r, f);
    book *b = book_new(a);
    b->day = (date){2026, 11, 15};
    book_sheet *formulas = book_add_sheet(b, S("Formules"), SPAN_NONE);
    book_sheet *values = book_add_sheet(b, S("Données"), SPAN_NONE);
    put_values(b, values, f);
    for (int row = 0; row < n;) {
        outcome o;
        if (draw(&r, f, &o))
            put_formula(b, formulas, (uint32_t)row++, &o);
    }
    str bytes;
    bool ok =
        xlsx_write(a, b, f->sink, &bytes) == XLSX_DONE && save(bytes, path);
    arena_free(a);
    return ok;
}

int test_random(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pdf_and_sheet_agree, open_fixture,
                                        close_fixture),
    };
    return cmocka_run_group_tests_name("book: random formulas", tests, NULL,
                                       NULL);
}
