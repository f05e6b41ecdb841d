/* themes: the charter's values, a house theme over them, contrasts. */
#include "camp.h"

#include "doc/theme.h"
#include "model/theme_int.h"

static void charter_values(void **state) {
    camp *c = *state;
    c->whole = true;
    camp_load(c);
    camp_expect_none(c);
    const theme *t = c->m->theme;
    assert_int_equal(t->colors[COLOR_ACCENT700].r, 0x0A);
    assert_int_equal(t->styles[STYLE_BODY].size, 10500);
    assert_int_equal(t->styles[STYLE_BODY].leading, 14000);
    assert_int_equal(t->styles[STYLE_BODY].family, 1);
    assert_int_equal(t->styles[STYLE_BODY].align, ALIGN_JUSTIFY);
    assert_true(t->styles[STYLE_BODY].hyphenate);
    assert_int_equal(t->styles[STYLE_TITLE1_NUMBER].weight, 300);
    assert_int_equal(t->styles[STYLE_FOOTNOTE_CALL].raise, 3400);
    assert_int_equal(t->styles[STYLE_COVER_NAME].tracking, -600);
    assert_int_equal(t->portrait.width, 595276);
    assert_int_equal(t->portrait.left + t->portrait.margin_column +
                         t->portrait.gutter,
                     178583); /* the axis, x = 63 mm */
    assert_int_equal(t->portrait.lines, 49);
    assert_int_equal(t->landscape.lines, 32);
    assert_int_equal(t->fonts.n, 11);
    assert_int_equal(t->callouts[CALLOUT_GAP].bar, COLOR_RED);
    assert_int_equal(t->rule_light, 350);
    assert_int_equal(t->space_shrink, 670);
    assert_int_equal(t->glyph_stretch, 20);
    assert_int_equal(t->baseline_at, 750);
    assert_true(t->cover_lines && t->title1_new_page && t->protrude);
}

static void house_theme_over_it(void **state) {
    camp *c = *state;
    c->whole = true;
    camp_file(c, "theme.yaml",
              "couleurs: { eau700: \"#005050\" }\n"
              "styles: { corps: { taille: 11 } }\n"
              "rythme: { lignes_de_couverture: non }\n");
    camp_load(c);
    camp_expect_none(c);
    const theme *t = c->m->theme;
    assert_int_equal(t->colors[COLOR_ACCENT700].g, 0x50);
    assert_int_equal(t->colors[COLOR_INK].r, 0x16); /* kept */
    assert_int_equal(t->styles[STYLE_BODY].size, 11000);
    assert_int_equal(t->styles[STYLE_BODY].leading, 14000);
    assert_false(t->cover_lines);
}

typedef struct theme_case {
    diag_code code;
    const char *text, *arg;
} theme_case;

static const theme_case cases[] = {
    {E0270, "couleurs: { ambre: §\"#B07000\" }", "4,5"},
    {E0271, "couleurs: { gris500: §\"#A0A0A0\" }", "3,0"},
    {E0272, "couleurs: { eau700: §bleu }", "bleu"},
    {E0107, "couleurs: { §eau70: \"#0A6272\" }", "eau700"},
    {E0107, "styles: { §corp: { taille: 11 } }", "corps"},
    {E0107, "styles: { corps: { §taile: 11 } }", "taille"},
    {E0118, "styles: { corps: { couleur: §encr } }", "encre"},
    {E0110, "styles: { corps: { taille: §grande } }", "grande"},
    {E0104, "couleurs: §bleu", NULL},
};

static void each_code_at_its_place(void **state) {
    camp *c = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        camp_reset(c);
        c->whole = true;
        camp_file(c, "theme.yaml", cases[i].text);
        camp_load(c);
        const diagnostic *d = camp_find(c, cases[i].code);
        if (!d)
            fail_msg("%s expected for %s", diag_describe(cases[i].code)->name,
                     cases[i].text);
        place got = source_place(d->at.src, d->at.start);
        assert_int_equal(got.column, c->at.column);
        if (cases[i].arg) {
            bool found = false;
            for (int k = 0; k < DIAG_ARGS; k++)
                found = found || str_find(d->args[k], str_z(cases[i].arg), 0) !=
                                     SIZE_MAX;
            assert_true(found);
        }
    }
}

static void a_template_with_its_theme(void **state) {
    camp *c = *state;
    c->whole = true;
    camp_file(c, "dossier.yaml",
              "documents:\n  - { modele: tiny, fichier: a.pdf }\n"
              "  - { modele: other, fichier: b.pdf }\n"
              "dossier:\n  titre: T\n  date: 2026-11-15\n"
              "  referentiel: cmq-2019\n");
    camp_file(c, "modeles/tiny.yaml",
              "modele: tiny\ntitre: T\n"
              "theme: banc\ncorps: []\n");
    camp_file(c, "modeles/other.yaml", "modele: other\ntitre: T\n");
    camp_file(c, "modeles/banc.yaml",
              "polices: [{ famille: serif, graisse: 400, fichier: x.ttf }]\n"
              "pages: { portrait: { colonne_de_marge: 0 } }\n");
    camp_load(c);
    camp_expect_none(c);
    const theme *bench = model_template(&c->m->documents.v[0])->look;
    const theme *usual = model_template(&c->m->documents.v[1])->look;
    assert_int_equal(bench->portrait.margin_column, 0);
    assert_int_equal(bench->fonts.n, 1);
    assert_int_equal(bench->styles[STYLE_BODY].size, 10500);
    assert_ptr_equal(usual, c->m->theme);
    assert_int_equal(usual->fonts.n, 11);
    assert_int_equal(usual->portrait.margin_column, 110551);
    camp_file(c, "modeles/tiny.yaml",
              "modele: tiny\ntitre: T\n"
              "theme: §bank\ncorps: []\n");
    camp_load(c);
    camp_expect(c, E0274, "bank", NULL);
}

/* Without the shipped theme, a theme must give everything. */
static void a_theme_alone_is_not_enough(void **state) {
    camp *c = *state;
    file_error e = FILE_OK;
    camp_file(c, "theme.yaml", "couleurs: { encre: \"#16232A\" }\n");
    model_options o = {.locale = c->locale};
    o.dossier = file_root_open(c->a, str_z(c->folder), &e);
    c->sink = diag_sink_new(c->a);
    c->m = model_load(c->a, &o, c->sink);
    assert_non_null(camp_find(c, E0273));
}

static void contrast_formula(void **state) {
    (void)state;
    theme_rgb white = {255, 255, 255}, black = {0, 0, 0};
    theme_rgb accent = {0x0A, 0x62, 0x72}, gray = {0x78, 0x85, 0x8B};
    assert_float_equal(theme_contrast(white, black), 21, 1e-9);
    assert_float_equal(theme_contrast(accent, white), 6.99, 0.005);
    assert_float_equal(theme_contrast(white, gray), 3.80, 0.005);
}

#define T(f) cmocka_unit_test_setup_teardown(f, camp_open, camp_close)
const struct CMUnitTest theme_tests[] = {
    T(charter_values),
    T(house_theme_over_it),
    T(each_code_at_its_place),
    T(a_theme_alone_is_not_enough),
    T(a_template_with_its_theme),
    T(contrast_formula),
};
const size_t theme_test_count = sizeof theme_tests / sizeof *theme_tests;
