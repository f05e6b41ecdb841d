#include "layout_tests.h"

#include <stdio.h>
#include <stdlib.h>

str read_file(arena *a, const char *path) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    buf b = buf_new(a);
    char piece[65536];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_put(&b, piece, n);
    fclose(f);
    return buf_take(&b);
}

static font_set *open_fonts(arena *a) {
    static const struct {
        font_family family;
        uint16_t weight;
        bool italic;
        const char *name;
    } files[] = {
        {FONT_SANS, 300, false, "SourceSans3_300Light.ttf"},
        {FONT_SANS, 400, false, "SourceSans3_400Regular.ttf"},
        {FONT_SANS, 400, true, "SourceSans3_400Regular_Italic.ttf"},
        {FONT_SANS, 500, false, "SourceSans3_500Medium.ttf"},
        {FONT_SANS, 600, false, "SourceSans3_600SemiBold.ttf"},
        {FONT_SANS, 600, true, "SourceSans3_600SemiBold_Italic.ttf"},
        {FONT_SANS, 700, false, "SourceSans3_700Bold.ttf"},
        {FONT_SERIF, 400, false, "SourceSerif4_400Regular.ttf"},
        {FONT_SERIF, 400, true, "SourceSerif4_400Regular_Italic.ttf"},
        {FONT_SERIF, 600, false, "SourceSerif4_600SemiBold.ttf"},
        {FONT_SERIF, 600, true, "SourceSerif4_600SemiBold_Italic.ttf"},
    };
    enum { N = sizeof files / sizeof *files };
    font_file *f = NEW_ARRAY(a, font_file, N);
    for (size_t i = 0; i < N; i++) {
        str path = str_fmt(a, "fonts/%s", files[i].name);
        f[i] = (font_file){files[i].family, files[i].weight, files[i].italic,
                           path, read_file(a, path.p)};
    }
    size_t bad = 0;
    return font_open(a, f, N, &bad);
}

static doc_words french_words(void) {
    return (doc_words){
        .continued = S("(suite)"),
        .continued_page = S("Suite du tableau page\u00A0{0} →"),
        .illustrative = S("illustratif"),
        .illustrative_footer =
            S("Page contenant des valeurs illustratives, repérées par "
              "l’indice\u00A0{0}. Dépôt impossible en l’état."),
        .criterion = S("Critère"),
        .name = S("Nom et prénom"),
        .date_and_signature = S("Fait à, le"),
        .page = S("page"),
        .of = S("sur"),
        .mark_letter = {S("i"), S("e"), S("p"), S("q"), S("r")},
        .mark_spoken = {S("illustratif"), S("estimé"), S("provisoire"),
                        S("partiel"), S("rupture")},
        .footnote = S("Note\u00A0{0}"),
        .go_to = S("Aller à\u00A0: {0}"),
        .yes = S("oui"),
        .no = S("non"),
    };
}

int open_fixture(void **state) {
    fixture *x = calloc(1, sizeof *x);
    *state = x;
    if (setjmp(x->land.jump)) {
        fprintf(stderr, "raised: %s\n", x->land.what);
        return -1;
    }
    x->a = arena_new(&x->land);
    charter_theme(&x->look);
    x->words = french_words();
    x->c = (layout_context){
        .a = x->a,
        .theme = &x->look,
        .fonts = open_fonts(x->a),
        .locale = locale_open(x->a, S("fr")),
        .hyphens = hyphenator_open(x->a, "/usr/share/hyphen/hyph_fr.dic"),
        .sink = diag_sink_new(x->a),
    };
    x->doc = (document){
        .title = S("Dossier de candidature"),
        .lang = S("fr-FR"),
        .day = {2026, 11, 23},
        .version = S("Projet · version 0.9 · 23 novembre 2026"),
        .short_name = S("CMQ Eau"),
        .kind = S("Dossier de candidature"),
        .footer = S("Lycée Pablo Picasso, Perpignan · UAI 0660014G"),
        .anchor_count = 100,
        .words = &x->words,
    };
    return x->c.fonts && x->c.locale ? 0 : -1;
}

int close_fixture(void **state) {
    fixture *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

layout *open_layout(fixture *x) {
    layout *l = NEW(x->a, layout);
    *l = (layout){.c = &x->c,
                  .t = &x->look,
                  .d = &x->doc,
                  .keep = x->a,
                  .brief = arena_child(x->a),
                  .a = x->a,
                  .out = x->a,
                  .page = x->a};
    l->draw = (draw_context){.a = x->a, .theme = &x->look, .fonts = x->c.fonts};
    l->drawings = map_new(x->a);
    l->anchor_count = x->doc.anchor_count;
    l->page_of = NEW_ARRAY(x->a, uint32_t, l->anchor_count);
    l->list = NEW(x->a, page_list);
    l->list->root = element_new(x->a, NULL, ROLE_DOCUMENT);
    return l;
}

bool reported(const fixture *x, diag_code code) {
    for (const diagnostic *d = x->c.sink->first; d; d = d->next)
        if (d->code == code)
            return true;
    return false;
}

doc_block *add_block(fixture *x, block_list *l, block_kind k) {
    doc_block *b = doc_block_new(x->a, k, SPAN_NONE);
    list_push(x->a, l, b);
    return b;
}

doc_block *add_heading(fixture *x, uint8_t level, const char *number_text,
                       const char *title) {
    doc_block *b = add_block(x, &x->doc.body, BLOCK_HEADING);
    b->level = level;
    b->number = str_z(number_text);
    b->outline = str_z(title);
    doc_text(x->a, &b->text, str_z(title), 0);
    return b;
}

doc_block *add_paragraph(fixture *x, block_list *l, const char *text) {
    doc_block *b = add_block(x, l, BLOCK_PARAGRAPH);
    doc_text(x->a, &b->text, str_z(text), 0);
    return b;
}

static column_kind kind_of(char c) {
    switch (c) {
    case 'n':
        return COLUMN_NUMBER;
    case 'c':
        return COLUMN_CODE;
    case 's':
        return COLUMN_STATE;
    case 'm':
        return COLUMN_MARK;
    case 'd':
        return COLUMN_DRAWING;
    default:
        return COLUMN_TEXT;
    }
}

static str next_field(str *rest) {
    size_t at = str_find(*rest, S("|"), 0);
    str field = str_sub(*rest, 0, at == SIZE_MAX ? rest->n : at);
    *rest = at == SIZE_MAX ? STR_NONE : str_sub(*rest, at + 1, rest->n);
    return str_trim(field);
}

doc_block *add_table(fixture *x, const char *columns, const char *heads) {
    doc_block *b = add_block(x, &x->doc.body, BLOCK_TABLE);
    b->table = NEW(x->a, doc_table);
    str rest = str_z(heads);
    for (const char *p = columns; *p; p++) {
        if (*p == '*')
            continue;
        doc_column *c = list_add(x->a, &b->table->columns);
        c->kind = kind_of(*p);
        c->flexible = p[1] == '*';
        doc_text(x->a, &c->head, next_field(&rest), 0);
    }
    b->table->columns.v[0].row_header = true;
    return b;
}

doc_row *add_row(fixture *x, doc_block *b, row_kind k, const char *cells) {
    doc_row *r = list_add(x->a, &b->table->rows);
    r->kind = k;
    str rest = str_z(cells);
    while (rest.n) {
        doc_cell *c = list_add(x->a, &r->cells);
        str s = next_field(&rest);
        if (s.n)
            doc_text(x->a, &c->text, s, 0);
    }
    if (r->cells.n == 1)
        r->cells.v[0].col_span = (uint8_t)b->table->columns.n;
    return r;
}

str prose(fixture *x, unsigned seed, int n) {
    static const char *const words[] = {
        "le",
        "campus",
        "réunit",
        "les",
        "entreprises",
        "du",
        "territoire",
        "et",
        "prépare",
        "aux",
        "métiers",
        "de",
        "l’eau",
        "dont",
        "la",
        "ressource",
        "se",
        "raréfie",
        "en",
        "Occitanie",
        "avec",
        "établissement",
        "des",
        "formations",
        "professionnelles",
        "apprentissage",
        "assainissement",
        "qualification",
        "développement",
        "pour",
        "partenaires",
        "régionaux",
    };
    enum { WORDS = sizeof words / sizeof *words };
    buf b = buf_new(x->a);
    uint32_t r = seed * 2654435761u + 12345u;
    for (int i = 0; i < n; i++) {
        r = r * 1664525u + 1013904223u;
        if (i)
            buf_z(&b, r >> 24 < 16 ? ", " : " ");
        buf_z(&b, words[(r >> 16) % WORDS]);
    }
    buf_z(&b, ".");
    return buf_take(&b);
}
