/* base: memory, text, numbers, dates, places, diagnostics, files. */
#include <stdlib.h>

#include "base_tests.h"

/* A request that no memory can serve must be refused, as without sanitizer. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "allocator_may_return_null=1";
}

int fixture_open(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->a = arena_new(&f->land);
    *state = f;
    return f->a ? 0 : -1;
}

int fixture_close(void **state) {
    fixture *f = *state;
    arena_free(f->a);
    free(f);
    return 0;
}

int main(void) {
    return run_memory_tests() + run_text_tests() + run_num_tests() +
           run_date_tests() + run_source_tests() + run_diag_tests() +
           run_file_tests();
}
