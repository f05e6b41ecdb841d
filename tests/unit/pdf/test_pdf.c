/* pdf: what other programs find in the files. */
#include "../page/sketch.h"

#include <stdio.h>
#include <stdlib.h>

#include "pdf/pdf.h"
#include "pdf/pdf_int.h"
#include "pdf_tests.h"

str write_pdf(sketch *k) {
    pdf_options o = {.icc = sketch_file(k->a, "/usr/share/color/icc/sRGB.icc"),
                     .fonts = k->fonts};
    str out = STR_NONE;
    assert_true(pdf_write(k->a, k->pages, &o, k->sink, &out));
    return out;
}

const char *save_pdf(sketch *k, str bytes, const char *name) {
    const char *folder = getenv("SCEAU_TEST_OUT");
    str path = str_fmt(k->a, "%s/%s", folder ? folder : "/tmp", name);
    FILE *f = fopen(path.p, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    assert_int_equal(fclose(f), 0);
    return path.p;
}

/* What a command prints; it must succeed. */
static str run(sketch *k, const char *command) {
    FILE *f = popen(command, "r");
    assert_non_null(f);
    buf b = buf_new(k->a);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_put(&b, block, n);
    assert_int_equal(pclose(f), 0);
    return buf_take(&b);
}

static bool has(str text, const char *part) {
    bool found = str_find(text, str_z(part), 0) != SIZE_MAX;
    if (!found)
        print_error("« %s » is not in:\n%.*s\n", part, STR_ARG(text));
    return found;
}

static void is_clean_for_qpdf(void **state) {
    sketch *k = sketch_new();
    *state = k;
    sketch_everything(k);
    const char *path = save_pdf(k, write_pdf(k), "everything.pdf");
    str said = run(k, str_fmt(k->a, "qpdf --check %s 2>&1", path).p);
    assert_true(has(said, "No syntax or stream encoding errors found"));
    sketch_free(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_clean_for_qpdf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
