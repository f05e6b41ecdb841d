/* The program of this folder's tests. With SAMPLE=file.pdf it also writes the
   sample document there, for the eye. */
#include "layout_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "pdf/pdf.h"

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void print_diags(const fixture *x) {
    buf b = buf_new(x->a);
    diag_print(&b, x->c.sink, (diag_style){.brief = true});
    fprintf(stderr, "%.*s", STR_ARG(buf_slice(&b)));
}

static void write_sample(const char *path) {
    void *state = NULL;
    if (open_fixture(&state))
        return;
    fixture *x = state;
    sample_document(x);
    const char *more = getenv("PARAGRAPHS"); /* for timing */
    for (int i = 0; more && i < atoi(more); i++) {
        doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, (unsigned)i + 20, 90), 0);
    }
    double start = seconds();
    page_list *l = layout_document(&x->c, &x->doc);
    fprintf(stderr, "layout: %.1f ms, %u pages\n", (seconds() - start) * 1e3,
            l ? l->pages.n : 0);
    print_diags(x);
    str out = STR_NONE;
    if (l) {
        pdf_options o = {.icc =
                             read_file(x->a, "/usr/share/color/icc/sRGB.icc"),
                         .fonts = x->c.fonts};
        if (!pdf_write(x->a, l, &o, x->c.sink, &out))
            print_diags(x);
    }
    FILE *f = fopen(path, "wb");
    fwrite(out.p, 1, out.n, f);
    fclose(f);
    close_fixture(&state);
}

/* libhyphen 2.8.8 loses 130 bytes each time it loads French patterns. */
__attribute__((visibility("default"))) const char *
__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:hnj_malloc";
}

int main(void) {
    const char *path = getenv("SAMPLE");
    if (path) {
        write_sample(path);
        return 0;
    }
    return test_paragraph() + test_table() + test_pages() + test_cuts() +
               test_figures() + test_narrow() !=
           0;
}
