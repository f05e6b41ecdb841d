/*
 * The sheet Saisie: one row a value that somebody observes, with the dossier's
 * value beside the cell to fill in, a row for the next period of each series,
 * reasons and statuses to choose from. Keys stay with their rows when those
 * are sorted or moved; the whole block has a name. What is typed feeds no
 * formula: the workbook goes on saying what its dossier says, and a changed
 * cell is coloured.
 */
#include "book/book_int.h"

#include "doc/theme.h"

enum {
    OLD_VALUE = ENTRY_VALUE - 1,
    NEW_VALUE = ENTRY_VALUE,
    OLD_REASON = ENTRY_REASON - 1,
    NEW_REASON = ENTRY_REASON,
    NEW_STATUS,
    NEW_NOTE,
    COLUMNS,
    FROZEN_COLUMNS = 5,
    LIST_HEADS = HEAD_ROW,
    REASONS = MISSING_COUNT - 1
};

static const double LIMIT = 1e12; /* findings: beyond, sums differ */

typedef struct entry {
    maker *k;
    book_sheet *s;
    uint32_t row;
} entry;

static const char *const reason_words[MISSING_COUNT] = {
    [MISSING_UNAVAILABLE] = "motif_non_disponible",
    [MISSING_SECRET] = "motif_secret",
    [MISSING_IRRELEVANT] = "motif_sans_objet",
    [MISSING_TO_COME] = "motif_a_venir"};

static const char *const reason_meanings[MISSING_COUNT] = {
    [MISSING_UNAVAILABLE] = "non_disponible_dit",
    [MISSING_SECRET] = "secret_dit",
    [MISSING_IRRELEVANT] = "sans_objet_dit",
    [MISSING_TO_COME] = "a_venir_dit"};

/* --- One row ----------------------------------------------------------------
 */

static str level_id(const measure *m) {
    return m->level == LEVEL_CAMPUS ? S("campus") : m->at.id;
}

static str key_of(maker *k, const indicator *i, const measure *m, period p) {
    buf out = buf_new(k->a);
    buf_fmt(&out, "%.*s@%.*s@", STR_ARG(i->head.id), STR_ARG(level_id(m)));
    buf_period(&out, p);
    return buf_take(&out);
}

/* The dossier's value, which a secret one is not. */
static const figure *published(maker *k, const indicator *i, const measure *m) {
    return book_value_at(k, i, book_level_of(m), m->period);
}

static void put_names(pen *p, const indicator *i, const measure *m, period at) {
    maker *k = p->k;
    book_write_text(p, ROLE_KEY, key_of(k, i, m, at));
    book_write_code(p, i);
    book_write_text(p, ROLE_TEXT, i->title);
    book_write_text(p, ROLE_TEXT, book_level_name(k, book_level_of(m)));
    book_write_text(p, ROLE_CODE, locale_period(k->a, at, false));
    book_write_text(p, ROLE_QUIET, i->unit);
}

/* What the dossier says and, in the cells to fill in, the same. */
static void put_values(pen *p, const indicator *i, const figure *f,
                       value_status status) {
    maker *k = p->k;
    int decimals = calc_decimals(k->v->c, i);
    bool known = f && !f->why;
    str reason = f && f->why ? book_phrase(k, reason_words[f->why]) : STR_NONE;
    if (known)
        book_write_number(p, ROLE_NUMBER, f->value, decimals, STR_NONE);
    else
        book_write_text(p, ROLE_MISSING, STR_NONE);
    book_cell *c = book_write_number(p, ROLE_NUMBER_INPUT, known ? f->value : 0,
                                     decimals, STR_NONE);
    c->kind = known ? BOOK_NUMBER : BOOK_BLANK;
    book_write_text(p, ROLE_QUIET, reason);
    book_write_text(p, ROLE_TEXT_INPUT, reason);
    book_write_text(p, ROLE_TEXT_INPUT,
                    known ? view_word(k->v, "value_status", (int)status)
                          : STR_NONE);
    book_write_text(p, ROLE_TEXT_INPUT, STR_NONE);
}

static void put_measure(entry *e, const indicator *i, const measure *m) {
    pen p = {.k = e->k, .s = e->s, .row = e->row++};
    value_status status = m->status ? m->status : STATUS_REAL;
    put_names(&p, i, m, m->period);
    put_values(&p, i, published(e->k, i, m), status);
}

/* The period after the last one, to be filled in. */
static void put_next(entry *e, const indicator *i, const measure *m) {
    if (m->why == MISSING_TO_COME || m->why == MISSING_IRRELEVANT)
        return;
    pen p = {.k = e->k, .s = e->s, .row = e->row++};
    put_names(&p, i, m, period_next(m->period, 1));
    put_values(&p, i, NULL, STATUS_REAL);
}

static bool same_series(const measure *x, const measure *y) {
    return x->level == y->level && str_eq(x->at.id, y->at.id);
}

/* Unit and kind of number, said on each cell of the indicator's rows. */
static void allow_numbers(entry *e, const indicator *i, uint32_t first) {
    maker *k = e->k;
    str unit = i->unit.n ? i->unit : book_phrase(k, "graphique_sans_unite");
    book_validation v = {.kind = BOOK_RULE_NUMBER,
                         .range = {first, NEW_VALUE, e->row - 1, NEW_VALUE},
                         .low = -LIMIT,
                         .high = LIMIT,
                         .title = book_phrase(k, "saisie_valeur"),
                         .message =
                             book_sentence(k, "saisie_valeur_aide", &unit, 1),
                         .error = book_phrase(k, "saisie_valeur_erreur")};
    list_push(k->a, &e->s->validations, v);
}

static void put_indicator(entry *e, const indicator *i) {
    uint32_t first = e->row;
    if (i->formula.s.n)
        return;
    for (size_t j = 0; j < i->values.n; j++) {
        const measure *m = &i->values.v[j];
        put_measure(e, i, m);
        if (j + 1 == i->values.n || !same_series(m, m + 1))
            put_next(e, i, m);
    }
    if (e->row > first)
        allow_numbers(e, i, first);
}

/* --- Lists ------------------------------------------------------------------
 */

/* On a sheet of their own, in sight; the cells choose from their names. */
static void make_lists(maker *k, span at) {
    book_sheet *s = book_sheet_bare(k, book_phrase(k, "saisie_listes"),
                                    book_phrase(k, "saisie_listes_titre"),
                                    book_phrase(k, "saisie_listes_texte"), at);
    pen heads = {.k = k, .s = s, .row = LIST_HEADS};
    book_write_head(&heads, "saisie_motif", false);
    book_write_head(&heads, "saisie_sens", false);
    book_write_head(&heads, "saisie_statut", false);
    for (int why = 1; why < MISSING_COUNT; why++) {
        pen p = {.k = k, .s = s, .row = (uint32_t)(LIST_HEADS + why)};
        book_write_text(&p, ROLE_TEXT, book_phrase(k, reason_words[why]));
        book_write_text(&p, ROLE_QUIET, book_phrase(k, reason_meanings[why]));
    }
    for (int i = STATUS_REAL; i < STATUS_COUNT; i++) {
        uint32_t row = (uint32_t)(LIST_HEADS + 1 + i - STATUS_REAL);
        pen p = {.k = k, .s = s, .row = row, .column = 2};
        book_write_text(&p, ROLE_TEXT, view_word(k->v, "value_status", i));
    }
    book_add_name(k->b, S("motifs_absence"), s,
                  (book_range){LIST_HEADS + 1, 0, LIST_HEADS + REASONS, 0});
    book_add_name(k->b, S("statuts_valeur"), s,
                  (book_range){LIST_HEADS + 1, 2,
                               LIST_HEADS + STATUS_COUNT - STATUS_REAL, 2});
    book_sheet_width(k, s, 1, 70);
    book_sheet_close(k, s, NULL, 0);
}

static void allow_list(entry *e, uint16_t column, const char *name,
                       const char *title, const char *message) {
    maker *k = e->k;
    book_validation v = {.kind = BOOK_RULE_LIST,
                         .range = {HEAD_ROW + 1, column, e->row - 1, column},
                         .formula = str_z(name),
                         .title = book_phrase(k, title),
                         .message = book_phrase(k, message),
                         .error = book_phrase(k, "saisie_liste_erreur")};
    list_push(k->a, &e->s->validations, v);
}

/* A cell that does not say what the dossier says. */
static void mark_changes(entry *e, uint16_t column, uint16_t old) {
    maker *k = e->k;
    book_format f = k->b->formats.v[book_style_of(
        k, column == NEW_VALUE ? ROLE_NUMBER_INPUT : ROLE_TEXT_INPUT, 0)];
    f.fill = book_rgb(k, COLOR_ACCENT150);
    f.bold = true;
    buf out = buf_new(k->a);
    buf_c(&out, '$');
    buf_cell_ref(&out, HEAD_ROW + 1, column, false);
    buf_z(&out, "<>$");
    buf_cell_ref(&out, HEAD_ROW + 1, old, false);
    book_condition c = {.range = {HEAD_ROW + 1, column, e->row - 1, column},
                        .formula = buf_take(&out),
                        .format = book_format_add(k->b, f)};
    list_push(k->a, &e->s->conditions, c);
}

/* --- The sheet --------------------------------------------------------------
 */

static void put_heads(pen *p) {
    static const char *const heads[] = {
        "colonne_cle",           "indicateur_code",    "indicateur_nom",
        "colonne_etablissement", "indicateur_periode", "indicateur_unite",
        "#saisie_ancienne",      "#saisie_valeur",     "saisie_ancien_motif",
        "saisie_motif",          "saisie_statut",      "saisie_note"};
    book_write_heads(p, heads, sizeof heads / sizeof *heads);
}

static void set_rules(entry *e) {
    maker *k = e->k;
    allow_list(e, NEW_REASON, "motifs_absence", "saisie_motif",
               "saisie_motif_aide");
    allow_list(e, NEW_STATUS, "statuts_valeur", "saisie_statut",
               "saisie_statut_aide");
    mark_changes(e, NEW_VALUE, OLD_VALUE);
    mark_changes(e, NEW_REASON, OLD_REASON);
    book_add_name(k->b, S("saisie"), e->s,
                  (book_range){HEAD_ROW + 1, 0, e->row - 1, COLUMNS - 1});
}

void book_make_entry(maker *k, const template_sheet *from) {
    const model *m = k->v->m;
    entry e = {.k = k, .s = book_sheet_open(k, from), .row = HEAD_ROW + 1};
    static const double widths[COLUMNS] = {9,  0,  34, 30, 0,  13,
                                           11, 12, 15, 15, 12, 30};
    pen heads = {.k = k, .s = e.s, .row = HEAD_ROW};
    put_heads(&heads);
    for (size_t i = 0; i < m->indicators.n; i++)
        put_indicator(&e, &m->indicators.v[i]);
    for (uint16_t c = 0; c < COLUMNS; c++)
        if (widths[c] > 0)
            book_sheet_width(k, e.s, c, widths[c]);
    e.s->sortable = true;
    book_sheet_close(k, e.s, "t_saisie", FROZEN_COLUMNS);
    if (e.row == HEAD_ROW + 1)
        return;
    k->entry = e.s;
    k->entry_rows = e.row - HEAD_ROW - 1;
    set_rules(&e);
    make_lists(k, from->head.place);
}
