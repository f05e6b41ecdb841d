#include "camp.h"

enum { MOST = 128 };

int main(void) {
    static struct CMUnitTest all[MOST];
    const struct {
        const struct CMUnitTest *tests;
        size_t count;
    } groups[] = {{identifier_tests, identifier_test_count},
                  {record_tests, record_test_count},
                  {code_tests, code_test_count},
                  {value_tests, value_test_count},
                  {csv_tests, csv_test_count},
                  {scope_tests, scope_test_count},
                  {theme_tests, theme_test_count}};
    size_t n = 0;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t i = 0; i < groups[g].count && n < MOST; i++)
            all[n++] = groups[g].tests[i];
    return _cmocka_run_group_tests("model", all, n, NULL, NULL);
}
