/* The program of this folder's tests. */
#include "xlsx_tests.h"

/* libxlsxwriter 1.1.4 forgets the formula of a validation; nobody can free it
   from outside. The name is the sanitizer's. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:lxw_strdup\n";
}

int main(void) {
    int failed =
        test_text() + test_refusals() + test_reading() + test_writing();
    return failed != 0;
}
