/* Every construct of CommonMark, and what prose adds to it. */
#include "world.h"

static void is(world *w, const char *prose, const char *dump) {
    assert_string_equal(world_prose(w, prose), dump);
    assert_string_equal(world_said(w), "");
}

static void inlines(void **state) {
    world *w = *state;
    is(w, "Un *mot* **fort**, ***les deux*** et `du code`.\n",
       "  paragraph: Un _mot_ *fort*, _*les deux*_ et `du code`.\n");
    is(w, "Une ligne\nqui continue.\n",
       "  paragraph: Une ligne qui continue.\n");
    is(w, "Coupée  \nici,\\\nou là.\n",
       "  paragraph: Coupée ⏎ ici, ⏎ ou là.\n");
    is(w, "&lt; &amp; &eacute; &#233; \\* \\_ \\[ \\] \\< \\\\\n",
       "  paragraph: < & é é * _ [ ] < \\\n");
    is(w, "le 1er **mai, 2e** tour, `3e`, une vie\n",
       "  paragraph: le 1^er^\u00A0*mai, 2**^e^* tour, `3e`, une vie\n");
    is(w, "mot_avec_traits et 2*3\n", "  paragraph: mot_avec_traits et 2*3\n");
}

static void paragraphs(void **state) {
    world *w = *state;
    is(w, "Un.\n\nDeux.\n", "  paragraph: Un.\n  paragraph: Deux.\n");
}

static void links(void **state) {
    world *w = *state;
    is(w, "[le *site*](https://x.fr \"titre\")\n",
       "  paragraph: [le _site_](https://x.fr)\n");
    is(w, "<https://x.fr/12345> <a@b.fr>\n",
       "  paragraph: [https://x.fr/12345](https://x.fr/12345) "
       "[a@b.fr](mailto:a@b.fr)\n");
    is(w, "[texte][ici] et [ici]\n\n[ici]: http://x.fr\n",
       "  paragraph: [texte](http://x.fr) et [ici](http://x.fr)\n");
    /* A link that shows nothing could not be followed. */
    is(w, "[](https://x.fr)\n",
       "  paragraph: [`https://x.fr`](https://x.fr)\n");
    is(w, "[x](https://x.fr/{campus.sigle}/été)\n",
       "  paragraph: [x](https://x.fr/CMQ%20Essai/%C3%A9t%C3%A9)\n");
}

static void lists(void **state) {
    world *w = *state;
    is(w, "- un\n- deux\n",
       "  list 1\n"
       "    item\n      paragraph: un\n"
       "    item\n      paragraph: deux\n");
    is(w, "3) trois\n4) quatre\n",
       "  list 1\n"
       "    item 3.\n      paragraph: trois\n"
       "    item 4.\n      paragraph: quatre\n");
    is(w, "1. un\n\n   suite\n   - deux\n     1. trois\n",
       "  list 1\n"
       "    item 1.\n"
       "      paragraph: un\n"
       "      paragraph: suite\n"
       "      list 2\n"
       "        item\n"
       "          paragraph: deux\n"
       "          list 3\n"
       "            item 1.\n"
       "              paragraph: trois\n");
    is(w, "-\n- plein\n",
       "  list 1\n    item\n    item\n      paragraph: plein\n");
}

static void callouts(void **state) {
    world *w = *state;
    static const char *const kinds[][2] = {
        {"constat", "Constat"},   {"a_retenir", "À retenir"},
        {"decision", "Décision"}, {"vigilance", "Vigilance"},
        {"manque", "Manque"},     {"À RETENIR", "À retenir"},
        {"Décision", "Décision"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        str prose = str_fmt(w->a, "> [!%s]\n> Texte.\n", kinds[i][0]);
        str want = str_fmt(w->a, "  callout [%s]\n    paragraph: Texte.\n",
                           kinds[i][1]);
        is(w, prose.p, want.p);
    }
}

static void callout_contents(void **state) {
    world *w = *state;
    is(w, "> [!constat] sur la ligne\n> et après\n",
       "  callout [Constat]\n    paragraph: sur la ligne et après\n");
    is(w, "> [!constat]\n> - un\n>\n> Deux.\n",
       "  callout [Constat]\n"
       "    list 1\n      item\n        paragraph: un\n"
       "    paragraph: Deux.\n");
    is(w, "> [!constat] **gras**\n",
       "  callout [Constat]\n    paragraph: *gras*\n");
    /* Without a kind, a quotation is its paragraphs. */
    is(w, "> Une citation.\n", "  paragraph: Une citation.\n");
    is(w, "> Texte\n> [!constat]\n", "  paragraph: Texte [!constat]\n");
}

static void code(void **state) {
    world *w = *state;
    is(w, "```\nif (x)\n    y  <b>\n```\n",
       "  paragraph: `if (x)` ⏎ `\u00A0\u00A0\u00A0\u00A0y \u00A0<b>`\n");
    is(w, "    indenté\n", "  paragraph: `indenté`\n");
    /* Code is what was typed: no expression, no escape. */
    is(w, "`{criteres: A1}` `{nombre(` `\\8 000 \\{`\n",
       "  paragraph: `{criteres: A1}` `{nombre(` `\\8 000 \\{`\n");
    is(w, "```\n{nombre(partenaires)} \\12 {\n```\n",
       "  paragraph: `{nombre(partenaires)} \\12 {`\n");
}

static void footnotes(void **state) {
    world *w = *state;
    is(w, "Un[^a], deux[^b].\n\n[^b]: Note *b*.\n\n[^a]: Note a\n    suite.\n",
       "  paragraph: Un{note: Note a suite.}, deux{note: Note _b_.}.\n");
    is(w, "Un[^a] et deux[^a].\n\n[^a]: Note.\n",
       "  paragraph: Un{note: Note.} et deux{note: Note.}.\n");
    is(w, "Un[^a].\n\n[^a]: Note.\n\n    Suite {nombre(partenaires)}.\n",
       "  paragraph: Un{note: Note. / Suite 3.}.\n");
    is(w, "Ni note \\[^a] ni [^ a].\n",
       "  paragraph: Ni note [^a] ni [^ a].\n");
}

static void expressions(void **state) {
    world *w = *state;
    is(w,
       "{nombre(partenaires)} *{campus.sigle}*, {dossier.date}, "
       "{campus.etablissement_support.nom}, {campus.nom_court}.\n",
       "  paragraph: 3 _CMQ Essai_, 15\u00A0novembre 2026, Lycée du Pont, "
       "~non renseigné~.\n");
}

static void languages(void **state) {
    world *w = *state;
    is(w, "Le mot [water](lang:en) et [*colour* 2](lang:en-GB).\n",
       "  paragraph: Le mot water et _colour_ 2.\n");
    const doc_block *p = w->d->body.v[0];
    assert_string_equal(p->text.v[1].lang.p, "en");
    assert_string_equal(p->text.v[3].lang.p, "en-GB");
    assert_int_equal(p->text.v[2].lang.n, 0);
}

static void typography(void **state) {
    world *w = *state;
    is(w, "C'est **fort** : \"oui\" !\n",
       "  paragraph: C’est *fort*\u00A0: «\u00A0oui\u00A0»\u202F!\n");
    is(w, "`C'est :`\n", "  paragraph: `C'est :`\n");
}

static void braces(void **state) {
    world *w = *state;
    is(w, "\\{ok\\} }\n", "  paragraph: {ok} }\n");
    is(w, "{\"a}b{c\"} {si(oui, \"x\", \"{\")}\n", "  paragraph: a}b{c x\n");
    is(w, "{nombre(\n  partenaires)}\n", "  paragraph: 3\n");
}

int prose_tests(void) {
    static const struct CMUnitTest tests[] = {
        WORLD(inlines),   WORLD(paragraphs), WORLD(links),
        WORLD(lists),     WORLD(callouts),   WORLD(callout_contents),
        WORLD(code),      WORLD(footnotes),  WORLD(expressions),
        WORLD(languages), WORLD(typography), WORLD(braces)};
    return cmocka_run_group_tests_name("prose", tests, NULL, NULL);
}
