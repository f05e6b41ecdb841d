#include "font_tests.h"

#include <stdio.h>
#include <stdlib.h>

str load_font(arena *a, const char *name) {
    str path = *name == '/' ? str_z(name) : str_fmt(a, "fonts/%s", name);
    FILE *f = fopen(path.p, "rb");
    assert_non_null(f);
    buf b = buf_new(a);
    char piece[65536];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_put(&b, piece, n);
    fclose(f);
    return buf_take(&b);
}

font_file *load_fonts(arena *a, size_t *n) {
    static const struct {
        font_family family;
        uint16_t weight;
        bool italic;
        const char *name;
    } rows[] = {
        {FONT_SANS, 300, false, "SourceSans3_300Light.ttf"},
        {FONT_SANS, 400, false, "SourceSans3_400Regular.ttf"},
        {FONT_SANS, 400, true, "SourceSans3_400Regular_Italic.ttf"},
        {FONT_SANS, 600, false, "SourceSans3_600SemiBold.ttf"},
        {FONT_SERIF, 400, false, "SourceSerif4_400Regular.ttf"},
        {FONT_SERIF, 400, true, "SourceSerif4_400Regular_Italic.ttf"},
        {FONT_SERIF, 600, false, "SourceSerif4_600SemiBold.ttf"},
    };
    *n = sizeof rows / sizeof *rows;
    font_file *files = NEW_ARRAY(a, font_file, *n);
    for (size_t i = 0; i < *n; i++)
        files[i] = (font_file){rows[i].family, rows[i].weight, rows[i].italic,
                               str_z(rows[i].name), load_font(a, rows[i].name)};
    return files;
}

int open_fixture(void **state) {
    fixture *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump))
        return -1;
    x->a = arena_new(&x->land);
    size_t n, bad = 0;
    font_file *files = load_fonts(x->a, &n);
    x->set = font_open(x->a, files, n, &bad);
    return x->set ? 0 : -1;
}

int close_fixture(void **state) {
    fixture *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}
