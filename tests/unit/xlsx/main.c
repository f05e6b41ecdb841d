/* The program of this folder's tests. */
#include "xlsx_tests.h"

/* Not ours to free: libxlsxwriter 1.1.4 forgets the formula of a validation,
   the C library the path of a locale. The name is the sanitizer's. */
__attribute__((visibility("default"))) const char *
__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:lxw_strdup\nleak:__argz_add_sep\n";
}

int main(void) {
    int failed =
        test_text() + test_refusals() + test_reading() + test_writing();
    return failed != 0;
}
