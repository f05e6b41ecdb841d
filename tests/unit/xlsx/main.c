/* The program of this folder's tests. With --charts FILE it writes a workbook
   of charts of all kinds instead, to be opened by other programs; with --cells
   FILE it prints the cells of a workbook. */
#include "xlsx_tests.h"

/* Not ours to free: libxlsxwriter 1.1.4 forgets the formula of a validation,
   the C library the path of a locale. The name is the sanitizer's. */
__attribute__((visibility("default"))) const char *
__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:lxw_strdup\nleak:argz_add_sep\n";
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "--charts") == 0)
        return write_charts(argv[2]);
    if (argc == 3 && strcmp(argv[1], "--cells") == 0)
        return print_cells(argv[2]);
    int failed = test_cells() + test_text() + test_corruptions() +
                 test_reading() + test_writing() + test_charts();
    return failed != 0;
}
