/* The program of this folder's tests. */
#include "text_tests.h"

#include <stdlib.h>

int open_fixture(void **state) {
    fixture *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump))
        return -1;
    x->a = arena_new(&x->land);
    return x->a ? 0 : -1;
}

int close_fixture(void **state) {
    fixture *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

/* libhyphen 2.8.8 loses 130 bytes each time it loads French patterns. */
__attribute__((visibility("default"))) const char *
__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:hnj_malloc";
}

int main(void) {
    int failed = test_rules() + test_stretches() + test_hyphens() + test_lint();
    return failed != 0;
}
