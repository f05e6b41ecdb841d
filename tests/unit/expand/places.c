/* Every message of the prose reader, at its line and column: in a file, in
   lists and quotations, in YAML scalars of every style. */
#include "world.h"

static void says(world *w, const char *prose, const char *said) {
    world_prose(w, prose);
    assert_string_equal(world_said(w), said);
}

static void html(void **state) {
    says(*state, "avant <b>gras</b>\n  <i>, <!-- mot -->\n\n<div>\nx\n</div>\n",
         "E0501 textes/a.md:1:7 <b>\n"
         "E0501 textes/a.md:1:14 </b>\n"
         "E0501 textes/a.md:2:3 <i>\n"
         "E0501 textes/a.md:2:8 <!-- mot -->\n"
         "E0501 textes/a.md:4:1 <div>\n");
}

/* One line of it, and no more than fits, is shown in the message. */
static void html_is_quoted_short(void **state) {
    world *w = *state;
    says(w,
         "<p {nombre(partenaires)} é=\"0123456789012345678901234567890123456"
         "789012345678901234567890\">\n",
         "E0501 textes/a.md:1:1 <p {nombre(partenaires)} é=\"0123456789012345"
         "678901234567890123456789012345678901234567890\">\n");
    str arg = w->sink->first->args[0];
    assert_string_equal(
        str_dup(w->a, arg).p,
        "<p {nombre(partenaires)} é=\"01234567890123456789012345678901…");
}

static void unclosed_brace(void **state) {
    says(*state, "a {nombre(\n\nb *{* [c {](https://x.fr) {d {nombre(x)\n",
         "E0502 textes/a.md:1:3 {\n"
         "E0502 textes/a.md:3:4 {\n"
         "E0502 textes/a.md:3:10 {\n"
         "E0502 textes/a.md:3:27 {\n"
         "E0502 textes/a.md:3:30 {\n");
}

static void unknown_reference(void **state) {
    says(*state, "voir [](#tab) et [là](#sec), [](#tab)\n",
         "E0503 textes/a.md:1:6 [](#tab)\n"
         "E0503 textes/a.md:1:18 [là](#sec)\n");
}

static void unknown_criterion(void **state) {
    says(*state, "{criteres: A1, Z9 A2}\nTexte.\n",
         "E0504 textes/a.md:1:16 Z9\n");
}

static void too_long(void **state) {
    world *w = *state;
    size_t n = (1 << 20) + 1;
    char *text = arena_alloc(w->a, n + 1);
    memset(text, 'a', n);
    world_prose(w, text);
    assert_memory_equal(world_said(w), "E0505 textes/a.md:1:1 aaa", 24);
}

static void too_many_slots(void **state) {
    world *w = *state;
    buf b = buf_new(w->a);
    for (int i = 0; i < 6001; i++)
        buf_z(&b, "{\"x\"}\n");
    says(w, buf_take(&b).p, "E0505 textes/a.md:6001:1 {\"x\"}\n");
}

static void links(void **state) {
    says(*state, "[x](javascript:a) [y](b.md)\n> - [z]({campus.sigle})\n",
         "E0507 textes/a.md:1:1 [x](javascript:a)\n"
         "E0507 textes/a.md:1:19 [y](b.md)\n"
         "E0507 textes/a.md:2:5 [z]({campus.sigle})\n");
}

static void pictures(void **state) {
    says(*state, "texte ![alt](a.png) fin\n\n![](a.png)\n",
         "E0508 textes/a.md:1:7 ![alt](a.png)\n"
         "E0001 textes/a.md:3:1 ![](a.png)\n");
}

static void depth(void **state) {
    world *w = *state;
    buf b = buf_new(w->a);
    for (int i = 0; i < 33; i++)
        buf_z(&b, "> ");
    buf_z(&b, "x\n");
    world_prose(w, buf_take(&b).p);
    assert_memory_equal(world_said(w), "E0509 textes/a.md:1:65 > x", 26);
}

static void blocks(void **state) {
    says(*state, "Un.\n\n[](bloc:inconnu)\n",
         "E0510 textes/a.md:3:1 [](bloc:inconnu)\n");
}

static void headings(void **state) {
    says(*state, "# Un\n\n#### Quatre\n\n- ## Liste\n\n> ## Cité\n\n## Deux\n",
         "E0511 textes/a.md:1:1 # Un\n"
         "E0511 textes/a.md:3:1 #### Quatre\n"
         "E0534 textes/a.md:5:3 ## Liste\n"
         "E0534 textes/a.md:7:3 ## Cité\n"
         "E0538 textes/a.md:9:1 ## Deux\n");
}

static void callout(void **state) {
    says(*state, "> [!attention]\n> x\n",
         "E0512 textes/a.md:1:1 > [!attention]\n");
}

static void rules(void **state) {
    says(*state, "a\n\n***\n\nb\n\n- - -\n",
         "W0513 textes/a.md:3:1 ***\n"
         "W0513 textes/a.md:7:1 - - -\n");
}

static void notes(void **state) {
    says(*state,
         "Un[^a] [^b] \\[^c]\n[^d] 45\n\n[^a]: x [^a]\n[^e]: y\n\n"
         "```\n[^f]: z\n```\n",
         "W0531 textes/a.md:5:1 [^e]\n"
         "E0532 textes/a.md:4:9 [^a]\n"
         "E0530 textes/a.md:1:8 [^b]\n"
         "N0506 textes/a.md:2:6 45\n"
         "E0530 textes/a.md:2:1 [^d]\n");
}

static void note_blocks(void **state) {
    says(*state, "Un[^a]\n\n[^a]: x\n\n    - y\n",
         "E0537 textes/a.md:5:5 - y\n");
}

static void languages(void **state) {
    says(*state, "[a](lang:) [b](lang:e1) [c](lang:anglais) [d](lang:en-)\n",
         "E0533 textes/a.md:1:1 [a](lang:)\n"
         "E0533 textes/a.md:1:12 [b](lang:e1)\n"
         "E0533 textes/a.md:1:25 [c](lang:anglais)\n"
         "E0533 textes/a.md:1:43 [d](lang:en-)\n");
}

static void prefix_alone(void **state) {
    says(*state, "{criteres: A1}\n\nTexte[^a].\n\n[^a]: {chapo} note\n",
         "W0535 textes/a.md:1:1 {criteres: A1}\n"
         "W0535 textes/a.md:5:7 {chapo}\n");
}

static void private_characters(void **state) {
    says(*state, "é \uE000 {nombre(partenaires)} \uF8FF\n",
         "E0536 textes/a.md:1:3 \uE000\n"
         "E0536 textes/a.md:1:27 \uF8FF\n");
}

static void t21_ends_of_items(void **state) {
    says(*state, "- un ;\n- deux.\n- trois.\n",
         "N0550 textes/a.md:1:1 - un ;\n");
    says(*state, "- un ;\n- deux : \n  - a\n  - b\n- trois.\n", "");
}

static void typography(void **state) {
    world *w = *state;
    says(w, "- Il dit \"oui.\n\nDes lacs, etc… et \u200Bmot\uFEFF.\n\n`\"`\n",
         "N0542 textes/a.md:3:19 \u200B\n"
         "N0542 textes/a.md:3:23 \uFEFF\n"
         "N0540 textes/a.md:1:3 Il dit \"oui.\n"
         "N0541 textes/a.md:3:1 Des lacs, etc… et \u200Bmot\uFEFF.\n");
    assert_string_equal(world_inline(w, "a\u200Bb `c\u202Ed`\n"), "ab `cd`");
    world_body(w, "  - section: { titre: Un, contenu: [ { texte: \"## "
                  "Deux.\" } ] }\n");
    world_dump(w);
    assert_string_equal(world_said(w),
                        "N0543 modeles/essai.yaml:5:48 ## Deux.\n");
}

static void expressions(void **state) {
    says(*state, "- a\n\n  b {campus.inconnu}\n> [!constat]\n>  {1 +}\n",
         "E0333 textes/a.md:3:13 inconnu\n"
         "E0307 textes/a.md:5:7 +\n");
}

/* The same messages from texts that stand in YAML. */

static void scalar(world *w, const char *body, const char *said) {
    world_body(w, body);
    world_dump(w);
    assert_string_equal(world_said(w), said);
}

static void plain_scalar(void **state) {
    scalar(*state, "  - texte: { texte: du <b> texte }\n",
           "E0501 modeles/essai.yaml:5:24 <b>\n");
}

static void quoted_scalar(void **state) {
    scalar(*state, "  - texte: { texte: \"\\u00E9 \\\"x\\\" <b>\" }\n",
           "E0501 modeles/essai.yaml:5:35 <b>\n");
}

static void literal_scalar(void **state) {
    scalar(*state,
           "  - texte:\n"
           "      texte: |\n"
           "        Un.\n"
           "\n"
           "        - deux <b>\n"
           "          trois 33\n",
           "E0501 modeles/essai.yaml:9:16 <b>\n"
           "N0506 modeles/essai.yaml:10:17 33\n");
}

static void folded_scalar(void **state) {
    scalar(*state,
           "  - texte:\n"
           "      texte: >-\n"
           "        Un mot\n"
           "        {nombre(x)}\n"
           "        puis 44\n",
           "N0506 modeles/essai.yaml:9:14 44\n"
           "E0332 modeles/essai.yaml:8:17 x\n");
}

static void cells(void **state) {
    world *w = *state;
    scalar(w,
           "  - liste: { elements: [\"1. un\", \"# deux\", \"> x\", \"---\", "
           "\"{criteres: A1} y\", \"    z\"] }\n",
           "E0537 modeles/essai.yaml:5:26 1. un\n"
           "E0537 modeles/essai.yaml:5:35 # deux\n"
           "E0537 modeles/essai.yaml:5:45 > x\n"
           "E0537 modeles/essai.yaml:5:52 ---\n"
           "W0535 modeles/essai.yaml:5:59 {criteres: A1}\n"
           "E0537 modeles/essai.yaml:5:83 z\n");
}

int place_tests(void) {
    static const struct CMUnitTest tests[] = {WORLD(html),
                                              WORLD(html_is_quoted_short),
                                              WORLD(unclosed_brace),
                                              WORLD(unknown_reference),
                                              WORLD(unknown_criterion),
                                              WORLD(too_long),
                                              WORLD(too_many_slots),
                                              WORLD(links),
                                              WORLD(pictures),
                                              WORLD(depth),
                                              WORLD(blocks),
                                              WORLD(headings),
                                              WORLD(callout),
                                              WORLD(rules),
                                              WORLD(notes),
                                              WORLD(note_blocks),
                                              WORLD(languages),
                                              WORLD(prefix_alone),
                                              WORLD(private_characters),
                                              WORLD(t21_ends_of_items),
                                              WORLD(typography),
                                              WORLD(expressions),
                                              WORLD(plain_scalar),
                                              WORLD(quoted_scalar),
                                              WORLD(literal_scalar),
                                              WORLD(folded_scalar),
                                              WORLD(cells)};
    return cmocka_run_group_tests_name("places", tests, NULL, NULL);
}
