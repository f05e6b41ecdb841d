/* Reading back: what is not a workbook is told from what is one. */
#include "xlsx_tests.h"

#include <minizip/zip.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void add_part(zipFile z, const char *name, const char *xml) {
    assert_int_equal(zipOpenNewFileInZip(z, name, NULL, NULL, 0, NULL, 0, NULL,
                                         Z_DEFLATED, 6),
                     ZIP_OK);
    zipWriteInFileInZip(z, xml, (unsigned)strlen(xml));
    zipCloseFileInZip(z);
}

str container_of(arena *a, parts p) {
    char path[] = "/tmp/sceau-unit-zip-XXXXXX";
    close(mkstemp(path));
    zipFile z = zipOpen64(path, 0);
    assert_non_null(z);
    add_part(z, "[Content_Types].xml", "<Types/>");
    add_part(z, "xl/workbook.xml", p.workbook);
    if (p.rels)
        add_part(z, "xl/_rels/workbook.xml.rels", p.rels);
    if (p.strings)
        add_part(z, "xl/sharedStrings.xml", p.strings);
    add_part(z, "xl/worksheets/sheet1.xml", p.sheet);
    add_part(z, "docProps/app.xml", "<Properties/>");
    zipClose(z, NULL);
    FILE *f = fopen(path, "rb");
    buf out = buf_new(a);
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_put(&out, piece, n);
    fclose(f);
    remove(path);
    return buf_take(&out);
}

static str container(arena *a, const char *sheet) {
    return container_of(a, (parts){"<workbook/>", NULL, NULL, sheet});
}

static bool holds(fixture *x, const char *sheet) {
    return str_empty(xlsx_verify(x->a, container(x->a, sheet)).fault);
}

static void a_workbook_is_one(void **state) {
    fixture *x = *state;
    xlsx_facts f = xlsx_verify(
        x->a,
        container(x->a, "<s><c r='A1'><v>-1.5E+03</v></c>"
                        "<c t='s'><v>x</v></c><c t='n'><v>2</v></c></s>"));
    assert_true(str_empty(f.fault));
    assert_int_equal(f.parts, 4);
    assert_int_equal(f.sheets, 1);
    assert_int_equal(f.numbers, 2);
}

static void numbers_are_numbers(void **state) {
    fixture *x = *state;
    static const char *const bad[] = {
        "NAN", "INF",   "1,5",
        "",    "1e999", "0x10",
        "1 2", "--1",   "1234567890123456789012345678901234567890123"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        str xml = str_fmt(x->a, "<s><c><v>%s</v></c></s>", bad[i]);
        assert_false(holds(x, xml.p));
    }
}

static void parts_are_well_formed(void **state) {
    fixture *x = *state;
    assert_false(holds(x, "<s><c><v>1</v></c>")); /* cut */
    assert_false(holds(x, "<s>\x01</s>"));
    assert_false(holds(x, "<s>\xE9</s>"));
    assert_false(holds(x, "<!DOCTYPE s [<!ENTITY a 'a'>]><s>&a;</s>"));
    assert_false(holds(x, ""));
}

static void damaged_containers(void **state) {
    fixture *x = *state;
    str whole = container(x->a, "<s><c><v>1</v></c></s>");
    for (size_t n = 0; n < whole.n; n += 7)
        assert_false(str_empty(xlsx_verify(x->a, str_sub(whole, 0, n)).fault));
    /* one byte of the compressed data of the first part */
    char *bytes = (char *)str_dup(x->a, whole).p;
    bytes[30 + 19 + 2] ^= 0x55;
    assert_false(str_empty(xlsx_verify(x->a, (str){bytes, whole.n}).fault));
    assert_false(str_empty(xlsx_verify(x->a, S("pas un zip")).fault));
    assert_false(str_empty(xlsx_verify(x->a, STR_NONE).fault));
}

#define ROW(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int test_reading(void) {
    const struct CMUnitTest tests[] = {
        ROW(a_workbook_is_one),
        ROW(numbers_are_numbers),
        ROW(parts_are_well_formed),
        ROW(damaged_containers),
    };
    return cmocka_run_group_tests_name("xlsx: reading", tests, NULL, NULL);
}
