/*
 * The same workbook as floor.c (10 sheets of 1,000 rows and 12 columns, 20,000
 * formulas, 10 charts) as a plan of ours, written and read back: what book and
 * xlsx add to libxlsxwriter. With --twice it is read back once more, so that
 * the difference is the time of reading back.
 *
 *     plan [--twice] OUT.xlsx
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "book/plan.h"
#include "xlsx/xlsx.h"

enum { SHEETS = 10, ROWS = 1000, COLUMNS = 12, CHOICES = 14 };

static const char *const heads[COLUMNS] = {
    "Code", "Indicateur", "Référent", "Date",  "2022", "2023",
    "2024", "2025",       "Total",    "Cible", "Taux", "Budget"};
static const char *const people[] = {"DFP", "DRI", "CFA", "Région"};

typedef struct plan {
    arena *a;
    book *b;
    book_format_id head, whole, percent, date, euro, red;
} plan;

static book_format_id number_format(plan *p, const char *code) {
    return book_format_add(p->b, (book_format){.number = str_z(code),
                                               .fill = BOOK_NO_FILL,
                                               .size = 110});
}

static void add_formats(plan *p) {
    book_edge thin = {BOOK_LINE_THIN, 0};
    p->head = book_format_add(p->b, (book_format){.fill = 0xDBE5F1,
                                                  .size = 110,
                                                  .bold = true,
                                                  .top = thin,
                                                  .bottom = thin,
                                                  .right = thin});
    p->whole = number_format(p, "# ##0");
    p->percent = number_format(p, "0.0 %");
    p->date = number_format(p, "dd/mm/yyyy");
    p->euro = number_format(p, "# ##0.00 €");
    p->red = book_format_add(
        p->b, (book_format){.ink = 0x9C0006, .fill = 0xFFC7CE, .size = 110});
}

static book_cell number(uint32_t r, uint16_t c, book_format_id f, double x) {
    return (book_cell){
        .row = r, .column = c, .format = f, .kind = BOOK_NUMBER, .number = x};
}

static book_cell formula(book_cell number, str text) {
    number.kind = BOOK_FORMULA;
    number.text = text;
    return number;
}

static void write_row(plan *p, book_sheet *s, uint32_t sheet, uint32_t r) {
    arena *a = p->a;
    book_put_text(p->b, s, r, 0, str_fmt(a, "I%02u-%06u", sheet, r));
    book_put_text(p->b, s, r, 1,
                  str_fmt(a, "Indicateur de résultat %u", r % 37));
    book_put_text(p->b, s, r, 2, str_z(people[r & 3]));
    book_put(p->b, s, number(r, 3, p->date, 45000 + r % 900));
    double total = 0, value = 0;
    for (uint16_t c = 4; c < 8; c++) {
        value = (double)((r * 7919L + c * 104729L + sheet) % 9000 + 100);
        total += value;
        book_put(p->b, s, number(r, c, p->whole, value));
    }
    double target = (double)((r * 31) % 30000 + 5000);
    book_put(p->b, s,
             formula(number(r, 8, p->whole, total),
                     str_fmt(a, "SUM(E%u:H%u)", r + 1, r + 1)));
    book_put(p->b, s, number(r, 9, p->whole, target));
    book_put(p->b, s,
             formula(number(r, 10, p->percent, total / target),
                     str_fmt(a, "IF(J%u=0,0,I%u/J%u)", r + 1, r + 1, r + 1)));
    book_put(p->b, s, number(r, 11, p->euro, value * 12.5));
}

static void add_rules(plan *p, book_sheet *s, uint32_t sheet) {
    for (uint32_t i = 0; i < 4; i++)
        book_put_text(p->b, s, i + 1, CHOICES, str_z(people[i]));
    book_condition low = {{1, 10, ROWS, 10}, S("K2<0.8"), p->red};
    list_push(p->a, &s->conditions, low);
    book_data_bar bar = {{1, 8, ROWS, 8}, 0, 40000, 0x638EC6};
    list_push(p->a, &s->bars, bar);
    book_validation choice = {.kind = BOOK_RULE_LIST,
                              .range = {1, 2, ROWS, 2},
                              .formula = S("$O$2:$O$5"),
                              .title = S("Référent"),
                              .message = S("Un référent de la liste")};
    list_push(p->a, &s->validations, choice);
    s->freeze_rows = 1;
    s->freeze_columns = 2;
    book_table t = {.name = str_fmt(p->a, "objectif_%u", sheet + 1),
                    .range = {0, 0, ROWS, COLUMNS - 1},
                    .filter = true};
    list_push(p->a, &s->tables, t);
}

static void add_chart(plan *p, book_sheet *s, bool line) {
    book_chart c = {.kind = line ? BOOK_CHART_LINE : BOOK_CHART_COLUMN,
                    .area = {1, 16, 16, 24},
                    .title = s->name,
                    .alt = S("Vingt indicateurs, par année"),
                    .x_title = S("Indicateur"),
                    .y_title = S("unités"),
                    .legend = true};
    for (uint16_t k = 4; k < 8; k++) {
        book_series one = {.name = str_z(heads[k]),
                           .sheet = s,
                           .categories = {1, 0, 20, 0},
                           .values = {1, k, 20, k},
                           .colour = 0x1F4E79u + 0x202020u * (k - 4u)};
        list_push(p->a, &c.series, one);
    }
    list_push(p->a, &s->charts, c);
    s->used_columns = c.area.column2 + 1;
}

static book *make_plan(arena *a) {
    plan p = {.a = a, .b = book_new(a)};
    add_formats(&p);
    p.b->title = S("Objectifs");
    p.b->day = (date){2026, 9, 1};
    for (uint32_t i = 0; i < SHEETS; i++) {
        book_sheet *s =
            book_add_sheet(p.b, str_fmt(a, "Objectif %u", i + 1), SPAN_NONE);
        for (uint16_t c = 0; c < COLUMNS; c++)
            book_put_text(p.b, s, 0, c, str_z(heads[c]))->format = p.head;
        for (uint32_t r = 1; r <= ROWS; r++)
            write_row(&p, s, i, r);
        add_rules(&p, s, i);
        add_chart(&p, s, i % 2);
    }
    return p.b;
}

static bool save(const char *path, str bytes) {
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    bool whole = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    return fclose(f) == 0 && whole;
}

int main(int argc, char **argv) {
    bool twice = argc == 3 && strcmp(argv[1], "--twice") == 0;
    if (argc != 2 && !twice)
        return 2;
    landing land;
    arena *a = arena_new(&land);
    if (!a || setjmp(land.jump))
        return 3;
    diag_sink *sink = diag_sink_new(a);
    str bytes = STR_NONE;
    if (xlsx_write(a, make_plan(a), sink, &bytes) != XLSX_DONE) {
        buf said = buf_new(a);
        diag_print(&said, sink, (diag_style){.all = true});
        fwrite(said.p, 1, said.n, stderr);
        return 1;
    }
    if (twice && xlsx_verify(a, bytes).fault.n)
        return 1;
    bool saved = save(argv[argc - 1], bytes);
    arena_free(a);
    return saved ? 0 : 1;
}
