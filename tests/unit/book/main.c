/* The program of this folder's tests. With --formulas N FILE it writes a
   workbook of N random formulas for recalc_diff.py instead, with --rows N FILE
   one of N rows. */
#include "book_tests.h"

#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "--formulas") == 0)
        return write_random_workbook(argv[3], atoi(argv[2])) ? 0 : 1;
    if (argc == 4 && strcmp(argv[1], "--rows") == 0)
        return write_long_workbook(argv[3], atoi(argv[2])) ? 0 : 1;
    int failed = test_plan() + test_recalc() + test_emission() + test_random() +
                 test_workbook() + test_reconciliation() + test_steering() +
                 test_civil_years();
    return failed != 0;
}
