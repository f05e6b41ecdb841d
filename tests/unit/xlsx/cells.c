/* Reading cells back: ours, and those that other programs write otherwise. */
#include "read.h"
#include "xlsx_tests.h"

#include <stdio.h>
#include <stdlib.h>

static const xlsx_cell *cell_at(const xlsx_content *c, uint32_t row,
                                uint16_t column) {
    for (size_t i = 0; i < c->pages[0].n; i++)
        if (c->pages[0].cells[i].row == row &&
            c->pages[0].cells[i].column == column)
            return &c->pages[0].cells[i];
    fail_msg("no cell %u, %u", row, column);
    return NULL;
}

static void what_was_written(void **state) {
    fixture *x = *state;
    static const char *const texts[] = {
        "=1+1",  "_x0041_",      "a\tb\nc", " d ", "😀 العربية", "<&>\"'",
        "@SUM(", "+1+cmd|'/c'!", "0001",    "é",   "]]>",       "_x_x0041__"};
    static const book_more cached = {.cached = {"s._x0042_", 9}};
    size_t n = sizeof texts / sizeof *texts;
    for (uint32_t i = 0; i < n; i++)
        book_put_text(x->b, x->s, i, 2, str_z(texts[i]));
    book_put(x->b, x->s,
             (book_cell){.row = 1, .kind = BOOK_NUMBER, .number = -12.5});
    book_put(x->b, x->s,
             (book_cell){.row = 2,
                         .kind = BOOK_FORMULA_TEXT,
                         .text = S("IF(ISNUMBER(A9),A9,\"s._x0042_\")"),
                         .more = &cached});
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_DONE);
    xlsx_content c = xlsx_read(x->a, bytes);
    assert_true(str_empty(c.fault));
    assert_int_equal(c.n, 1);
    assert_true(str_eq(c.pages[0].name, S("Données")));
    for (uint32_t i = 0; i < n; i++)
        assert_true(str_eq(cell_at(&c, i, 2)->text, str_z(texts[i])));
    assert_true(cell_at(&c, 1, 0)->number == -12.5);
    assert_true(str_eq(cell_at(&c, 2, 0)->text, S("s._x0042_")));
    assert_true(cell_at(&c, 2, 0)->formula);
}

#define BOOK                                                                   \
    "<w:workbook xmlns:w='w' xmlns:r='r'><w:sheets>"                           \
    "<w:sheet name='É &amp; E' r:id='x7'/></w:sheets></w:workbook>"
#define RELS                                                                   \
    "<Relationships><Relationship Id='x7' Target='/xl/worksheets/sheet1.xml'/" \
    "></Relationships>"

static xlsx_content other(fixture *x, const char *strings, const char *sheet) {
    return xlsx_read(
        x->a, container_of(x->a, (const parts){BOOK, RELS, strings, sheet}));
}

static void what_others_write(void **state) {
    fixture *x = *state;
    xlsx_content c =
        other(x,
              "<sst><si><r><t>é</t></r><r><t xml:space='preserve'> b</t></r>"
              "<rPh><t>NON</t></rPh></si></sst>",
              "<x:worksheet xmlns:x='x'><x:c r='B2' t='s'><x:v>0</x:v></x:c>"
              "<x:c r='C2' t='inlineStr'><x:is><x:t>=a</x:t></x:is></x:c>"
              "<x:c r='D2' t='b'><x:v>1</x:v></x:c>"
              "<x:c r='E2' t='e'><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c>"
              "<x:c r='F2'><x:f>A1</x:f></x:c></x:worksheet>");
    assert_true(str_empty(c.fault));
    assert_true(str_eq(c.pages[0].name, S("É & E")));
    assert_true(str_eq(cell_at(&c, 1, 1)->text, S("é b")));
    assert_true(str_eq(cell_at(&c, 1, 2)->text, S("=a")));
    assert_int_equal(cell_at(&c, 1, 3)->kind, XLSX_BOOLEAN);
    assert_int_equal(cell_at(&c, 1, 4)->kind, XLSX_ERROR);
    assert_int_equal(cell_at(&c, 1, 5)->kind, XLSX_NOTHING);
    assert_true(cell_at(&c, 1, 5)->formula);
}

static void what_is_no_workbook(void **state) {
    fixture *x = *state;
    static const char *const sheets[] = {
        "<s><c r='A1' t='s'><v>7</v></c></s>",     /* no such text */
        "<s><c r='A1' t='s'><v>-1</v></c></s>",    /* nor this one */
        "<s><c r='A1'><v>1,5</v></c></s>",         /* no number */
        "<s><c r='A0'><v>1</v></c></s>",           /* no place */
        "<s><c r='ZZZ1'><v>1</v></c></s>",         /* beyond the last column */
        "<s><c r='A1'><v>1</v></s>",               /* cut */
        "<!DOCTYPE s [<!ENTITY a 'a'>]><s>&a;</s>" /* entities */
    };
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        assert_false(str_empty(
            other(x, "<sst><si><t>a</t></si></sst>", sheets[i]).fault));
    assert_false(str_empty(xlsx_read(x->a, S("pas un zip")).fault));
}

/* --- For other programs ------------------------------------------------------
 */

static void put_json(const char *name, str s) {
    printf("\"%s\":\"", name);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c == '"' || c == '\\')
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

int print_cells(const char *path) {
    landing l;
    if (setjmp(l.jump))
        return 1;
    arena *a = arena_new(&l);
    FILE *in = fopen(path, "rb");
    buf bytes = buf_new(a);
    char piece[4096];
    for (size_t n; in && (n = fread(piece, 1, sizeof piece, in)) > 0;)
        buf_put(&bytes, piece, n);
    if (in)
        fclose(in);
    xlsx_content c = xlsx_read(a, buf_slice(&bytes));
    for (size_t i = 0; i < c.n && str_empty(c.fault); i++)
        for (size_t j = 0; j < c.pages[i].n; j++) {
            const xlsx_cell *k = &c.pages[i].cells[j];
            printf("{");
            put_json("sheet", c.pages[i].name);
            printf(",\"row\":%u,\"column\":%u,\"kind\":%d,\"number\":%.17g,",
                   k->row + 1, k->column + 1u, (int)k->kind, k->number);
            put_json("text", k->text);
            printf("}\n");
        }
    bool whole = str_empty(c.fault);
    arena_free(a);
    return whole ? 0 : 1;
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_cells(void) {
    const struct CMUnitTest tests[] = {
        ROW(what_was_written),
        ROW(what_others_write),
        ROW(what_is_no_workbook),
    };
    return cmocka_run_group_tests_name("xlsx: cells", tests, NULL, NULL);
}
