#include "pdf_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

const char *out_folder;

str try_pdf(sketch *k) {
    pdf_options o = {.icc = sketch_file(k->a, "/usr/share/color/icc/sRGB.icc"),
                     .fonts = k->fonts};
    str out = STR_NONE;
    return pdf_write(k->a, k->pages, &o, k->sink, &out) ? out : STR_NONE;
}

str write_pdf(sketch *k) {
    str out = try_pdf(k);
    assert_non_null(out.p);
    assert_int_equal(k->sink->errors, 0);
    return out;
}

const char *save_pdf(sketch *k, str bytes, const char *name) {
    str path = str_fmt(k->a, "%s/%s", out_folder, name);
    FILE *f = fopen(path.p, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    assert_int_equal(fclose(f), 0);
    return path.p;
}

str run(sketch *k, const char *format, const char *argument) {
    buf command = buf_new(k->a);
    str pattern = str_z(format);
    size_t at = str_find(pattern, S("@"), 0);
    buf_str(&command, str_sub(pattern, 0, at));
    buf_z(&command, argument);
    buf_str(&command, str_sub(pattern, at + 1, pattern.n));
    FILE *f = popen(buf_take(&command).p, "r");
    assert_non_null(f);
    buf b = buf_new(k->a);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_put(&b, block, n);
    str said = buf_take(&b);
    if (pclose(f) != 0)
        fail_msg("%s: %.*s", command.p, STR_ARG(said));
    return said;
}

void has(str text, const char *part) {
    if (str_find(text, str_z(part), 0) == SIZE_MAX)
        fail_msg("« %s » is not in:\n%.*s", part, STR_ARG(text));
}

void has_not(str text, const char *part) {
    if (str_find(text, str_z(part), 0) != SIZE_MAX)
        fail_msg("« %s » is in:\n%.*s", part, STR_ARG(text));
}

int main(int argc, char **argv) {
    static char folder[1024], broken[1100];
    snprintf(folder, sizeof folder, "%s.out", argc ? argv[0] : "pdf");
    snprintf(broken, sizeof broken, "%s/broken", folder);
    mkdir(folder, 0755);
    mkdir(broken, 0755);
    out_folder = folder;
    return print_tests() + content_tests() + file_tests() + fault_tests();
}
