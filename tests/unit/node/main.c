#include "node_test.h"

#include <stdio.h>
#include <string.h>

static landing home;

reading reading_of(str text) {
    reading r = {.a = arena_new(&home)};
    r.src = source_new(r.a, S("f.yaml"), text);
    r.sink = diag_sink_new(r.a);
    r.n = node_read(r.a, r.src, r.sink);
    return r;
}

void reading_end(reading *r) {
    arena_free(r->a);
}

enum { MOST = 64 };

int main(void) {
    static struct CMUnitTest all[MOST];
    static const struct {
        const struct CMUnitTest *tests;
        const size_t *count;
    } groups[] = {{tree_tests, &tree_test_count},
                  {runs_tests, &runs_test_count},
                  {trap_tests, &trap_test_count},
                  {limit_tests, &limit_test_count}};
    static size_t n;
    if (setjmp(home.jump)) {
        fprintf(stderr, "raised: %s\n", home.what);
        return 1;
    }
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t i = 0; i < *groups[g].count && n < MOST; i++)
            all[n++] = groups[g].tests[i];
    return _cmocka_run_group_tests("node", all, n, NULL, NULL);
}
