#include "page_tests.h"

static str dump(sketch *k) {
    buf b = buf_new(k->a);
    page_dump(&b, k->pages);
    return buf_take(&b);
}

static void has(str text, const char *part) {
    if (str_find(text, str_z(part), 0) == SIZE_MAX)
        fail_msg("« %s » is not in:\n%.*s", part, STR_ARG(text));
}

static void names_every_role(void **state) {
    (void)state;
    for (int i = 0; i < ROLE_COUNT; i++)
        assert_true(strlen(role_name((role)i)) > 0);
    assert_string_equal(role_name(ROLE_TH), "TH");
    assert_string_equal(role_name(ROLE_BLOCKQUOTE), "BlockQuote");
    assert_string_equal(role_name(ROLE_COUNT), "?");
}

static void a_new_element_stands_last_in_its_parent(void **state) {
    (void)state;
    sketch *k = sketch_new();
    element *p = element_new(k->a, k->pages->root, ROLE_P);
    element *q = element_new(k->a, k->pages->root, ROLE_L);
    assert_ptr_equal(p->parent, k->pages->root);
    assert_int_equal(k->pages->root->kids.n, 2);
    assert_ptr_equal(list_last(&k->pages->root->kids)->element, q);
    sketch_free(k);
}

static void dumps_lines_of_text_with_their_place(void **state) {
    (void)state;
    sketch *k = sketch_new();
    sketch_page(k, "i");
    element *p = element_new(k->a, k->pages->root, ROLE_P);
    p->place = (span){source_new(k->a, S("texte.md"), S("a\nbcd")), 3, 4};
    sketch_begin(k, p);
    mpt x = sketch_text(k, k->serif, 10000, (point){1500, 20000}, "Un mot ");
    sketch_text(k, k->italic, 10000, (point){x, 20000}, "penché ; ");
    sketch_text(k, k->italic, 10000, (point){1500, 34000}, "ensuite");
    sketch_end(k);
    has(dump(k), "page 1 « i » 595.276 × 841.89\n"
                 "  P 0 texte.md:2:2\n"
                 "    1.5 20 ‹SourceSerif4-Regular 10 #1a1a1a›|Un mot "
                 "|‹SourceSerif4-Italic 10 #1a1a1a›|penché ; |\n"
                 "    1.5 34 |ensuite|\n");
    sketch_free(k);
}

static void dumps_everything(void **state) {
    (void)state;
    sketch *k = sketch_new();
    sketch_everything(k);
    list_push(k->a, &k->pages->attachments,
              (attachment){.name = S("valeurs.csv"),
                           .mime = S("text/csv"),
                           .relationship = S("Data"),
                           .data = S("a;b\n")});
    str d = dump(k);
    has(d, "document « Campus de l’eau : « essai » » fr-FR 2026-01-15\n");
    has(d, "  artifact footer\n    540 810 |1 / 2|\n");
    has(d, "    path fill #8c8c8c 178.583 44 365 × 0.5 5\n");
    has(d, "    clip 220 140 40 × 20 4\n      path fill #00828c");
    has(d, "    path stroke #c83c14 0.7 dash 2 220 140 40 × 20 4\n");
    has(d, "    image 16 × 16 at 178.583 300 40 × 40\n");
    has(d, "→ page 1 at 60 « 1 Le campus, page 1 »\n");
    has(d, "→ https://www.education.gouv.fr/é?a=(1) «");
    has(d, "          TH id « t1-0-1 » scope column 1.");
    has(d, "          TD head « t1-0-1 » head « t1-1-0 » 1.");
    has(d, "      Figure alt « Effectif : de 24 en 2024 à 28 en 2025 » 2.");
    has(d, "outline\n  Le campus de l’eau → page 1 at 60\n"
           "    Une première partie → page 1 at 150\n");
    has(d, "attachment valeurs.csv text/csv Data 4 bytes\n");
    sketch_free(k);
}

int dump_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_every_role),
        cmocka_unit_test(a_new_element_stands_last_in_its_parent),
        cmocka_unit_test(dumps_lines_of_text_with_their_place),
        cmocka_unit_test(dumps_everything),
    };
    return cmocka_run_group_tests_name("dump", tests, NULL, NULL);
}
