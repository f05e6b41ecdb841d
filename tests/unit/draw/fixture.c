#include "draw_tests.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
    style s;
    text_style t;
} styles[] = {
    {STYLE_CHART,
     {0, 400, false, 8000, 10500, COLOR_GRAY800, 0, 0, 0, 0, 0, 0}},
    {STYLE_CHART_VALUE,
     {0, 600, false, 8000, 10500, COLOR_GRAY800, 0, 0, 0, 0, 0, 0}},
    {STYLE_TABLE_TOTAL,
     {0, 600, false, 9000, 10500, COLOR_INK, 0, 0, 0, 0, 0, 0}},
    {STYLE_PILL, {0, 600, false, 7500, 10500, COLOR_WHITE, 0, 0, 0, 0, 0, 0}},
    {STYLE_TAG, {0, 500, false, 7500, 10500, COLOR_GRAY800, 0, 0, 0, 0, 0, 0}},
    {STYLE_MARK,
     {0, 600, false, 6200, 10500, COLOR_GRAY600, 0, 0, 0, 0, 2600, 0}},
    {STYLE_BODY, {1, 400, false, 10500, 14000, COLOR_INK, 0, 0, 0, 0, 0, 0}},
};

static const uint32_t colours[COLOR_COUNT] = {
    [COLOR_INK] = 0x16232A,       [COLOR_GRAY800] = 0x37454C,
    [COLOR_GRAY600] = 0x566369,   [COLOR_GRAY500] = 0x78858B,
    [COLOR_GRAY300] = 0xB4BDC1,   [COLOR_GRAY150] = 0xDDE2E4,
    [COLOR_GRAY50] = 0xF4F6F7,    [COLOR_ACCENT900] = 0x063F4A,
    [COLOR_ACCENT700] = 0x0A6272, [COLOR_ACCENT600] = 0x1B7587,
    [COLOR_ACCENT500] = 0x22889A, [COLOR_ACCENT300] = 0x7DBFC9,
    [COLOR_ACCENT150] = 0xC9E4E8, [COLOR_ACCENT50] = 0xEAF5F6,
    [COLOR_GREEN] = 0x1F6F3E,     [COLOR_AMBER] = 0x8A5300,
    [COLOR_RED] = 0xB0281F,       [COLOR_WHITE] = 0xFFFFFF,
};

static str read_font(arena *a, const char *name) {
    FILE *f = fopen(str_fmt(a, "fonts/%s", name).p, "rb");
    assert_non_null(f);
    buf b = buf_new(a);
    char piece[65536];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_put(&b, piece, n);
    fclose(f);
    return buf_take(&b);
}

static font_set *open_fonts(fixture *x) {
    static const struct {
        font_family family;
        uint16_t weight;
        bool italic;
        const char *name;
    } rows[] = {
        {FONT_SANS, 400, false, "SourceSans3_400Regular.ttf"},
        {FONT_SANS, 400, true, "SourceSans3_400Regular_Italic.ttf"},
        {FONT_SANS, 500, false, "SourceSans3_500Medium.ttf"},
        {FONT_SANS, 600, false, "SourceSans3_600SemiBold.ttf"},
        {FONT_SANS, 700, false, "SourceSans3_700Bold.ttf"},
        {FONT_SERIF, 400, false, "SourceSerif4_400Regular.ttf"},
    };
    size_t n = sizeof rows / sizeof *rows, bad = 0;
    font_file *files = NEW_ARRAY(x->a, font_file, n);
    for (size_t i = 0; i < n; i++)
        files[i] =
            (font_file){rows[i].family, rows[i].weight, rows[i].italic,
                        str_z(rows[i].name), read_font(x->a, rows[i].name)};
    return font_open(x->a, files, n, &bad);
}

int open_fixture(void **state) {
    fixture *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump))
        return -1;
    x->a = arena_new(&x->land);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        x->theme.styles[styles[i].s] = styles[i].t;
    for (size_t i = 0; i < COLOR_COUNT; i++)
        x->theme.colors[i] =
            (theme_rgb){(uint8_t)(colours[i] >> 16), (uint8_t)(colours[i] >> 8),
                        (uint8_t)colours[i]};
    x->theme.cover_lines = true;
    x->c = (draw_context){x->a, &x->theme, open_fonts(x)};
    return x->c.fonts ? 0 : -1;
}

int close_fixture(void **state) {
    fixture *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

/* --- Figures -----------------------------------------------------------------
 */

figure *figure_of(fixture *x, double value, int decimals) {
    figure *f = NEW(x->a, figure);
    if (isnan(value))
        f->why = MISSING_UNAVAILABLE;
    f->value = isnan(value) ? 0 : value;
    f->decimals = (int8_t)decimals;
    f->text = isnan(value) ? S("n.d.") : str_fmt(x->a, "%.*f", decimals, value);
    return f;
}

doc_drawing *new_drawing(fixture *x, drawing_kind kind) {
    doc_drawing *d = NEW(x->a, doc_drawing);
    d->kind = kind;
    d->highlighted = -1;
    return d;
}

void add_category(fixture *x, doc_drawing *d, const char *name) {
    list_push(x->a, &d->categories, str_z(name));
}

doc_series *add_series(fixture *x, doc_drawing *d, const char *name,
                       series_role role, values v) {
    doc_series *s = list_add(x->a, &d->series);
    s->name = str_z(name);
    s->role = role;
    for (size_t i = 0; i < v.n; i++)
        list_push(x->a, &s->points, (doc_point){figure_of(x, v.v[i], 0)});
    return s;
}

static void add_categories(fixture *x, doc_drawing *d,
                           const char *const *names) {
    for (; *names; names++)
        add_category(x, d, *names);
}

#define CATEGORIES(x, d, ...)                                                  \
    add_categories((x), (d), (const char *const[]){__VA_ARGS__, NULL})

static void sample_stack(fixture *x, doc_drawing *d) {
    CATEGORIES(x, d, "2027", "2028", "2029", "2030", "2031");
    series_role o = SERIES_OBSERVED;
    SERIES(x, d, "Région Occitanie", o, 150, 210, 130, 90, 80);
    SERIES(x, d, "État", o, 95, 100, 100, 100, 100);
    SERIES(x, d, "France 2030", o, 90, 120, 80, 30, 0);
    SERIES(x, d, "FSE+", o, 40, 50, 45, 40, 30);
    SERIES(x, d, "Entreprises, OPCO", o, 30, 35, 35, 40, 55);
    SERIES(x, d, "Établissements", o, 18, 22, 17, 23, 25);
    SERIES(x, d, "En nature", SERIES_IN_KIND, 62, 66, 68, 70, 70);
}

static void sample_single(fixture *x, doc_drawing *d) {
    series_role o = SERIES_OBSERVED;
    SERIES(x, d, "Région", o, 660);
    SERIES(x, d, "État", o, 495);
    SERIES(x, d, "France 2030", o, 320);
    SERIES(x, d, "FSE+", o, 205);
    SERIES(x, d, "Entreprises", o, 195);
    SERIES(x, d, "Établissements", o, 105);
    SERIES(x, d, "En nature", SERIES_IN_KIND, 336);
}

static void sample_bars(fixture *x, doc_drawing *d) {
    CATEGORIES(x, d, "Gard", "Tarn", "Ariège", "Lozère", "Aude",
               "Pyrénées-Orientales et autres départements du littoral");
    SERIES(x, d, "places", SERIES_OBSERVED, 66, 54, 30, 27, 26, 0);
    d->highlighted = 5;
}

static void sample_groups(fixture *x, doc_drawing *d) {
    CATEGORIES(x, d, "Scolaire", "Apprent.", "Continue", "Supérieur");
    SERIES(x, d, "2027", SERIES_OBSERVED, 12, 8, 19, 27);
    SERIES(x, d, "2028", SERIES_OBSERVED, 13, 9, 18, 31);
    SERIES(x, d, "cible 2031", SERIES_TARGET, 25, 20, 30, 35);
}

static void sample_line(fixture *x, doc_drawing *d) {
    CATEGORIES(x, d, "2025", "2026", "2027", "2028", "2029", "2030");
    SERIES(x, d, "constaté", SERIES_OBSERVED, 298, 310, 341, 372, NAN, NAN);
    SERIES(x, d, "cible", SERIES_TARGET, NAN, 310, 335, 365, NAN, 427);
}

static void sample_cell(fixture *x, doc_drawing *d) {
    CATEGORIES(x, d, "Effectif");
    SERIES(x, d, "valeur", SERIES_OBSERVED, 72);
    SERIES(x, d, "cible", SERIES_TARGET, 100);
    SERIES(x, d, "référence", SERIES_REFERENCE, 31);
}

static void sample_spark(fixture *x, doc_drawing *d) {
    SERIES(x, d, "valeur", SERIES_OBSERVED, 3, 5, NAN, 4, 8, 9);
}

static void sample_donut(fixture *x, doc_drawing *d) {
    CATEGORIES(x, d, "Niveaux 6 et 7", "Niveau 5", "Niveau 4", "Niveau 3");
    SERIES(x, d, "places", SERIES_OBSERVED, 108, 89, 64, 39);
    d->unit = S("places");
}

static void sample_states(fixture *x, doc_drawing *d) {
    static const struct {
        const char *name;
        state_sign sign;
    } states[] = {{"Faites", SIGN_OK},       {"En cours", SIGN_RUNNING},
                  {"En retard", SIGN_WATCH}, {"Bloquée", SIGN_ALERT},
                  {"À venir", SIGN_TO_COME}, {"Abandonnée", SIGN_NO}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        add_category(x, d, states[i].name);
        list_push(x->a, &d->signs, (uint8_t)states[i].sign);
    }
    SERIES(x, d, "", SERIES_OBSERVED, 7, 6, 2, 1, 3, 1);
}

doc_drawing *sample(fixture *x, drawing_kind kind) {
    static void (*const makers[DRAW_KIND_COUNT])(fixture *, doc_drawing *) = {
        [DRAW_BARS] = sample_bars,          [DRAW_GROUPED_BARS] = sample_groups,
        [DRAW_STACKED_BARS] = sample_stack, [DRAW_SINGLE_BAR] = sample_single,
        [DRAW_LINE] = sample_line,          [DRAW_BULLET] = sample_cell,
        [DRAW_SPARKLINE] = sample_spark,    [DRAW_PROGRESS] = sample_cell,
        [DRAW_DONUT] = sample_donut,        [DRAW_STATES] = sample_states,
    };
    doc_drawing *d = new_drawing(x, kind);
    makers[kind](x, d);
    return d;
}
