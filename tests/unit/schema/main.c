#include "toy.h"

enum { MOST = 64 };

int main(void) {
    static struct CMUnitTest all[MOST];
    const struct {
        const struct CMUnitTest *tests;
        size_t count;
    } groups[] = {{bind_tests, bind_test_count},
                  {code_tests, code_test_count},
                  {output_tests, output_test_count}};
    size_t n = 0;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t i = 0; i < groups[g].count && n < MOST; i++)
            all[n++] = groups[g].tests[i];
    return _cmocka_run_group_tests("schema", all, n, NULL, NULL);
}
