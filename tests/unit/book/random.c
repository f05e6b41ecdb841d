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
    emit_order order = {&f->sheet, o->decimals, S("n.d.")};
    emit_status s = book_emit(f->a, e, order, &o->sheet);
    if (s == EMIT_LONG ||
        (s == EMIT_DONE && o->sheet.formula.n > EMIT_READABLE)) {
        fake_cut_long(f, true); /* as a sheet does */
        s = book_emit(f->a, e, order, &o->sheet);
        fake_cut_long(f, false);
    }
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

enum { FORMULAS_A_BLOCK = 50 };

static void put_values(book *b, book_sheet *s, const fake *f) {
    for (uint32_t i = 0; i < SERIES; i++)
        for (uint16_t j = 0; j < PERIODS; j++)
            if (f->has[i][j])
                book_put(b, s,
                         (book_cell){.row = f->first + i,
                                     .column = (uint16_t)(j + 1),
                                     .kind = BOOK_NUMBER,
                                     .number = f->value[i][j]});
            else if ((i + j) % 2)
                book_put_text(b, s, f->first + i, (uint16_t)(j + 1), S("s."));
}

static void put_result(book *b, book_sheet *s, book_cell c, bool has,
                       double x) {
    static const book_more no_text = {.cached = {"", 0}},
                           missing_text = {.cached = {"n.d.", 4}};
    bool piece = c.column == 1 && str_eq(s->name, S("Calculs"));
    c.kind = has ? BOOK_FORMULA : BOOK_FORMULA_TEXT;
    c.number = has ? x : 0;
    c.more = has ? NULL : piece ? &no_text : &missing_text;
    book_put(b, s, c);
}

static void put_formula(book *b, book_sheet *s, uint32_t row,
                        const outcome *o) {
    book_put_text(b, s, row, 0, o->text);
    put_result(b, s,
               (book_cell){.row = row, .column = 1, .text = o->sheet.formula},
               !o->pdf.why, num_round(o->pdf.number, o->decimals));
}

static void put_helpers(book *b, book_sheet *s, const fake *f, size_t from) {
    for (size_t i = from; i < f->helpers.n; i++) {
        const fake_helper *h = &f->helpers.v[i];
        str text = str_fmt(b->arena, "IF(%.*s,%.*s,\"\")", STR_ARG(h->a),
                           STR_ARG(h->v));
        put_result(b, s,
                   (book_cell){.row = (uint32_t)i, .column = 1, .text = text},
                   h->cell.has, h->cell.value);
    }
}

static bool save(arena *a, const book *b, diag_sink *sink, const char *path) {
    str bytes;
    FILE *out = NULL;
    if (xlsx_write(a, b, sink, &bytes) != XLSX_DONE ||
        !(out = fopen(path, "wb")))
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
    book *b = book_new(a);
    b->day = (date){2026, 11, 15};
    book_sheet *formulas = book_add_sheet(b, S("Formules"), SPAN_NONE);
    book_sheet *values = book_add_sheet(b, S("Données"), SPAN_NONE);
    book_sheet *pieces = book_add_sheet(b, S("Calculs"), SPAN_NONE);
    for (int row = 0; row < n;) {
        outcome o;
        size_t before = f->helpers.n;
        if (row % FORMULAS_A_BLOCK == 0 &&
            f->first / SERIES <= (uint32_t)(row / FORMULAS_A_BLOCK)) {
            fake_move(f, (uint32_t)(row / FORMULAS_A_BLOCK + 1) * SERIES);
            random_values(&r, f);
            put_values(b, values, f);
        }
        if (!draw(&r, f, &o)) {
            f->helpers.n = (uint32_t)before;
            continue;
        }
        put_formula(b, formulas, (uint32_t)row++, &o);
        put_helpers(b, pieces, f, before);
    }
    book_put_text(b, pieces, 0, 0, S("Calcul intermédiaire"));
    bool ok = save(a, b, f->sink, path);
    arena_free(a);
    return ok;
}

/* --- Many rows
 * ----------------------------------------------------------------- */

static void fill_column(random_source *r, book *b, book_sheet *s,
                        emit_range *out) {
    emit_cell *cells = NEW_ARRAY(b->arena, emit_cell, out->n);
    uint16_t column = s->used_columns;
    for (uint32_t i = 0; i < out->n; i++) {
        book_cell c = {.row = i, .column = column, .kind = BOOK_NUMBER};
        uint32_t kind = random_below(r, 12);
        c.number = random_below(r, 90000000) / 100.0;
        c.number = kind == 0 ? 0 : kind < 3 ? -c.number : c.number;
        cells[i] = (emit_cell){.has = kind != 11, .value = c.number};
        if (cells[i].has)
            book_put(b, s, c);
        else
            book_put_text(b, s, i, column, S("s."));
    }
    buf ref = buf_new(b->arena);
    buf_sheet_ref(&ref, s);
    buf_range_ref(&ref, (book_range){0, column, (uint32_t)out->n - 1, column},
                  true);
    out->ref = buf_take(&ref);
    out->cells = cells;
}

typedef struct sums {
    double sum, low, high;
    size_t n;
} sums;

static sums add_up(emit_range r) {
    sums s = {0};
    for (size_t i = 0; i < r.n; i++) {
        double v = r.cells[i].value;
        if (!r.cells[i].has)
            continue;
        s.low = !s.n || v < s.low ? v : s.low;
        s.high = !s.n || v > s.high ? v : s.high;
        s.sum += v;
        s.n++;
    }
    return s;
}

static void put_line(book *b, book_sheet *s, str formula, double x) {
    put_result(b, s,
               (book_cell){.row = s->used_rows,
                           .column = 1,
                           .text = str_fmt(b->arena, "ROUND(%.*s,2)",
                                           STR_ARG(formula))},
               true, num_round(x, 2));
}

static void put_lines(book *b, book_sheet *s, emit_range v, emit_range w) {
    arena *a = b->arena;
    sums k = add_up(v);
    emit_weighted_sum m;
    put_line(b, s, str_fmt(a, "SUM(%.*s)", STR_ARG(v.ref)), k.sum);
    put_line(b, s, str_fmt(a, "AVERAGE(%.*s)", STR_ARG(v.ref)),
             k.sum / (double)k.n);
    put_line(b, s, str_fmt(a, "MIN(%.*s)", STR_ARG(v.ref)), k.low);
    put_line(b, s, str_fmt(a, "MAX(%.*s)", STR_ARG(v.ref)), k.high);
    put_line(b, s, str_fmt(a, "COUNT(%.*s)", STR_ARG(v.ref)), (double)k.n);
    if (book_emit_weighted(a, v, w, &m))
        put_line(b, s,
                 str_fmt(a, "(%.*s/%.*s)", STR_ARG(m.over), STR_ARG(m.under)),
                 m.sum / m.weight);
}

bool write_long_workbook(const char *path, int n) {
    enum { COLUMNS = 12 };
    landing l;
    if (setjmp(l.jump) || n < 2)
        return false;
    arena *a = arena_new(&l);
    book *b = book_new(a);
    b->day = (date){2026, 11, 15};
    random_source r = {20261115};
    book_sheet *values = book_add_sheet(b, S("Données"), SPAN_NONE);
    book_sheet *totals = book_add_sheet(b, S("Totaux"), SPAN_NONE);
    emit_range columns[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        columns[i] = (emit_range){.n = (size_t)n};
        fill_column(&r, b, values, &columns[i]);
    }
    for (int i = 0; i < COLUMNS; i++)
        put_lines(b, totals, columns[i], columns[(i + 1) % COLUMNS]);
    bool ok = save(a, b, diag_sink_new(a), path);
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
