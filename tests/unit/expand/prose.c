/* Every construct of CommonMark, and what prose adds to it. */
#include "world.h"
#include <stdio.h>

static void probe(void **state) {
    world *w = *state;
    printf("%s|%s", world_prose(w, "Un *mot* **fort** `code` {nombre(partenaires)} [^1].\n\n[^1]: Une note.\n\n- a\n  - b\n\n    c\n2) e\n3) f\n\n> [!constat]\n> Texte.\n"), world_said(w));
}

int prose_tests(void) {
    static const struct CMUnitTest tests[] = {WORLD(probe)};
    return cmocka_run_group_tests_name("prose", tests, NULL, NULL);
}
