#include "xlsx_tests.h"

#include <minizip/unzip.h>
#include <stdio.h>
#include <stdlib.h>

int open_fixture(void **state) {
    fixture *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump))
        return -1;
    x->a = arena_new(&x->land);
    x->sink = diag_sink_new(x->a);
    x->b = book_new(x->a);
    x->b->title = S("Essai");
    x->b->day = (date){2026, 11, 15};
    x->s = book_add_sheet(x->b, S("Données"), SPAN_NONE);
    return 0;
}

int close_fixture(void **state) {
    fixture *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

xlsx_status written(fixture *x, str *bytes) {
    return xlsx_write(x->a, x->b, x->sink, bytes);
}

void assert_refused(fixture *x, diag_code code) {
    str bytes;
    assert_int_equal(written(x, &bytes), XLSX_REFUSED);
    assert_int_equal(x->sink->errors, 1);
    assert_string_equal(diag_describe(x->sink->first->code)->name,
                        diag_describe(code)->name);
}

/* Through a file: minizip as anybody would use it. */
str part_of(arena *a, str bytes, const char *name) {
    char path[] = "/tmp/sceau-unit-xlsx-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "wb");
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
    unzFile z = unzOpen64(path);
    assert_non_null(z);
    assert_int_equal(unzLocateFile(z, name, 1), UNZ_OK);
    assert_int_equal(unzOpenCurrentFile(z), UNZ_OK);
    buf out = buf_new(a);
    char piece[4096];
    for (int n; (n = unzReadCurrentFile(z, piece, sizeof piece)) > 0;)
        buf_put(&out, piece, (size_t)n);
    unzCloseCurrentFile(z);
    unzClose(z);
    remove(path);
    return buf_take(&out);
}
