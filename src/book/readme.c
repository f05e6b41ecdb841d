/* Lisez-moi and Manifeste: how to read, what the signs mean, which version. */
#include "book/book_int.h"

enum { LABEL_WIDTH = 26, PROSE_WIDTH = 112, DATE_ROW = 2 };

static void put_section(maker *k, book_sheet *s, uint32_t *row,
                        const char *key) {
    pen p = {.k = k, .s = s, .row = ++*row};
    book_write_text(&p, ROLE_SECTION, book_phrase(k, key));
    book_write_text(&p, ROLE_SECTION, STR_NONE);
    ++*row;
}

static book_cell *put_line(maker *k, book_sheet *s, uint32_t *row, str label,
                           str text) {
    pen p = {.k = k, .s = s, .row = (*row)++};
    book_cell *first = book_write_text(&p, ROLE_LABEL, label);
    size_t at = (size_t)(first - s->cells.v);
    book_write_text(&p, ROLE_PROSE, text);
    return &s->cells.v[at];
}

/* --- Paragraphs of the template
 * -------------------------------------------------
 */

static bool names_a_sheet(const maker *k, str label) {
    for (size_t i = 0; i < k->t->sheets.n; i++)
        if (str_eq(str_trim(k->t->sheets.v[i].name.s), label))
            return true;
    return false;
}

/* Sheets without data are left out; this one is made after all others. */
/* NULL: it was left out. */
static const book_sheet *sheet_made(const maker *k, str label) {
    for (size_t i = 0; i < k->b->sheets.n; i++)
        if (str_eq(k->b->sheets.v[i]->name, label))
            return k->b->sheets.v[i];
    return NULL;
}

/* « Valeurs : une ligne par … » stands beside its sheet's name, which links; a
   sheet that was left out is not spoken of. */
static void put_paragraph(maker *k, book_sheet *s, uint32_t *row, str text) {
    size_t colon = str_find(text, S(":"), 0);
    str label = colon == SIZE_MAX ? STR_NONE : str_sub(text, 0, colon);
    while (str_ends(label, S("\xC2\xA0")) || str_ends(label, S(" ")))
        label.n -= str_ends(label, S(" ")) ? 1 : 2;
    if (!names_a_sheet(k, label)) {
        put_line(k, s, row, STR_NONE, text);
        return;
    }
    const book_sheet *to = sheet_made(k, label);
    if (!to)
        return;
    str rest = str_trim(str_sub(text, colon + 1, text.n));
    put_line(k, s, row, label, locale_capital(k->v->l, k->a, rest))->more =
        book_link_to(k, (cell_place){.sheet = to});
}

static void put_prose(maker *k, book_sheet *s, uint32_t *row, str text) {
    for (size_t from = 0; from < text.n;) {
        size_t at = str_find(text, S("\n"), from);
        size_t end = at == SIZE_MAX ? text.n : at;
        str line = str_trim(str_sub(text, from, end));
        if (line.n)
            put_paragraph(k, s, row, line);
        from = end + 1;
    }
}

/* --- Legends
 * ---------------------------------------------------------------------
 */

static void put_abbreviations(maker *k, book_sheet *s, uint32_t *row) {
    static const char *const words[MISSING_COUNT] = {
        [MISSING_UNAVAILABLE] = "non_disponible_dit",
        [MISSING_SECRET] = "secret_dit",
        [MISSING_IRRELEVANT] = "sans_objet_dit",
        [MISSING_TO_COME] = "a_venir_dit"};
    put_section(k, s, row, "lisez_abreviations");
    for (int i = MISSING_NONE + 1; i < MISSING_COUNT; i++)
        put_line(k, s, row, view_missing(k->v, (missing)i),
                 book_phrase(k, words[i]));
}

static void put_marks(maker *k, book_sheet *s, uint32_t *row) {
    static const char *const letters[] = {"marque_i_lue", "marque_e_lue",
                                          "marque_p_lue", "marque_q_lue",
                                          "marque_r_lue"};
    put_section(k, s, row, "lisez_reserves");
    for (int i = 0; i < 5; i++) {
        str said = book_phrase(k, letters[i]);
        size_t colon = str_find(said, S(":"), 0);
        str rest = colon == SIZE_MAX
                       ? said
                       : str_trim(str_sub(said, colon + 1, said.n));
        put_line(k, s, row, book_marks_text(k, (uint8_t)(1 << i)),
                 locale_capital(k->v->l, k->a, rest));
    }
}

static void put_states(maker *k, book_sheet *s, uint32_t *row) {
    static const char *const words[STATE_COUNT] = {
        [STATE_REACHED] = "etat_atteint_lu",
        [STATE_ON_TRACK] = "etat_bonne_voie_lu",
        [STATE_WATCH] = "etat_surveiller_lu",
        [STATE_ALERT] = "etat_alerte_lu",
        [STATE_TO_COME] = "etat_a_venir_lu",
        [STATE_UNJUDGED] = "etat_non_juge_lu",
        [STATE_UNKNOWN] = "etat_inconnu_lu",
        [STATE_SECRET] = "etat_secret_lu",
        [STATE_IRRELEVANT] = "etat_sans_objet_lu"};
    put_section(k, s, row, "lisez_etats");
    for (int i = 0; i < STATE_COUNT; i++) {
        view_cell c = view_state(k->v, (indicator_state)i);
        book_role role;
        str text = book_state_text(k, &c, &role);
        book_cell *label = put_line(k, s, row, text, book_phrase(k, words[i]));
        label->format = book_style_of(k, role, 0);
    }
}

static uint32_t put_check(maker *k, book_sheet *s, uint32_t row,
                          const char *key, str formula) {
    pen p = {.k = k, .s = s, .row = row};
    book_write_text(&p, ROLE_LABEL, book_phrase(k, key));
    book_make_formula(k, book_write_number(&p, ROLE_PROSE, 0, 0, STR_NONE),
                      formula);
    return row + 1;
}

/* « SUMPRODUCT(('Saisie'!$H$5:$H$9<>'Saisie'!$G$5:$G$9)*1) » */
static void put_changes(buf *out, const maker *k, uint16_t column,
                        uint16_t old) {
    uint32_t last = HEAD_ROW + k->entry_rows;
    buf_z(out, "SUMPRODUCT((");
    buf_sheet_ref(out, k->entry);
    buf_range_ref(out, (book_range){HEAD_ROW + 1, column, last, column}, true);
    buf_z(out, "<>");
    buf_sheet_ref(out, k->entry);
    buf_range_ref(out, (book_range){HEAD_ROW + 1, old, last, old}, true);
    buf_z(out, ")*1)");
}

/* What a reader may look at first: nothing differs, nothing was changed. */
static void put_checks(maker *k, book_sheet *s, uint32_t *row) {
    if (!k->entry && !k->gaps.sheet)
        return;
    put_section(k, s, row, "lisez_controles");
    if (k->gaps.sheet) {
        *row = put_check(k, s, *row, "lisez_ecarts",
                         book_place_ref(k->a, k->gaps));
        list_last(&s->cells)->number = k->gap_count;
    }
    if (!k->entry)
        return;
    buf out = buf_new(k->a);
    put_changes(&out, k, ENTRY_VALUE, ENTRY_VALUE - 1);
    buf_c(&out, '+');
    put_changes(&out, k, ENTRY_REASON, ENTRY_REASON - 1);
    *row = put_check(k, s, *row, "lisez_modifiees", buf_take(&out));
}

static void put_version(maker *k, book_sheet *s, uint32_t *row) {
    const model *m = k->v->m;
    put_section(k, s, row, "lisez_version");
    put_line(k, s, row, book_phrase(k, "manifeste_version"),
             m->dossier.version);
    put_line(k, s, row, book_phrase(k, "manifeste_date"),
             locale_date(k->a, m->dossier.date));
    put_line(k, s, row, book_phrase(k, "manifeste_empreinte"), m->digest);
}

/* The band takes both columns; the first row of text stands under it. */
static void close_prose(maker *k, book_sheet *s) {
    pen p = {.k = k, .s = s, .column = 1};
    book_write_text(&p, ROLE_TITLE, STR_NONE);
    p = (pen){.k = k, .s = s, .row = 1, .column = 1};
    book_write_text(&p, ROLE_SUBTITLE, STR_NONE);
    list_push(k->a, &s->rows, (book_row){0, 30});
    list_push(k->a, &s->rows, (book_row){1, 20});
    book_sheet_width(k, s, 0, LABEL_WIDTH);
    book_sheet_width(k, s, 1, PROSE_WIDTH);
    book_fit_columns(k->b, s, (book_fit){0, 1, DATE_ROW, 1, 200});
    book_mark_codes(k, s);
    s->freeze_rows = 2;
    s->portrait = true;
    s->one_page = true;
}

static bool has_sheet(const maker *k, template_sheet_kind kind) {
    for (size_t i = 0; i < k->t->sheets.n; i++)
        if (k->t->sheets.v[i].kind == kind)
            return true;
    return false;
}

void book_make_readme(maker *k, const template_sheet *from) {
    const model *m = k->v->m;
    str args[] = {m->dossier.version, locale_date(k->a, m->dossier.date),
                  m->campus.title};
    str under = book_sentence(k, "lisez_sous_titre", args, 3);
    book_sheet *s = book_sheet_bare(k, view_text(k->v, &from->name, k->scope),
                                    view_text(k->v, &from->title, k->scope),
                                    under, from->head.place);
    uint32_t row = DATE_ROW + 1;
    put_prose(k, s, &row, view_text(k->v, &from->text, k->scope));
    put_checks(k, s, &row);
    if (has_sheet(k, SHEET_INDICATORS) || has_sheet(k, SHEET_VALUES)) {
        put_states(k, s, &row);
        put_abbreviations(k, s, &row);
        put_marks(k, s, &row);
    }
    put_version(k, s, &row);
    close_prose(k, s);
}

/* --- Manifeste
 * --------------------------------------------------------------------
 */

static str count_text(maker *k, size_t n) {
    return locale_number(k->a, (double)n, 0);
}

static size_t formulas_in(const book_sheet *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->cells.n; i++)
        n += s->cells.v[i].kind == BOOK_FORMULA ||
             s->cells.v[i].kind == BOOK_FORMULA_TEXT;
    return n;
}

static void put_sheets(maker *k, book_sheet *s, uint32_t *row) {
    put_section(k, s, row, "manifeste_feuilles");
    for (size_t i = 0; i + 1 < k->b->sheets.n; i++) {
        const book_sheet *x = k->b->sheets.v[i];
        size_t formulas = formulas_in(x);
        str args[] = {count_text(k, x->used_rows), count_text(k, formulas)};
        const char *said = formulas == 0   ? "manifeste_feuille_aucune"
                           : formulas == 1 ? "manifeste_feuille_une"
                                           : "manifeste_feuille";
        put_line(k, s, row, x->name, book_sentence(k, said, args, 2));
    }
}

void book_make_manifest(maker *k) {
    const model *m = k->v->m;
    book_sheet *s = book_sheet_bare(
        k, book_phrase(k, "manifeste"), book_phrase(k, "manifeste"),
        book_phrase(k, "manifeste_sous_titre"), SPAN_NONE);
    uint32_t row = DATE_ROW + 1;
    date until =
        date_has(m->dossier.cutoff) ? m->dossier.cutoff : m->dossier.date;
    put_line(k, s, &row, book_phrase(k, "manifeste_dossier"), m->dossier.title);
    put_line(k, s, &row, book_phrase(k, "manifeste_modele"), k->t->head.id);
    put_line(k, s, &row, book_phrase(k, "manifeste_fichier"),
             k->document->file);
    put_line(k, s, &row, book_phrase(k, "manifeste_version"),
             m->dossier.version);
    put_line(k, s, &row, book_phrase(k, "manifeste_etat"),
             view_word(k->v, "dossier_state", (int)m->dossier.state));
    put_line(k, s, &row, book_phrase(k, "manifeste_date"),
             locale_date(k->a, m->dossier.date));
    put_line(k, s, &row, book_phrase(k, "manifeste_arrete"),
             locale_date(k->a, until));
    put_line(k, s, &row, book_phrase(k, "manifeste_referentiel"),
             m->frame ? m->frame->title : STR_NONE);
    put_line(k, s, &row, book_phrase(k, "manifeste_empreinte"), m->digest);
    put_line(k, s, &row, book_phrase(k, "manifeste_illustratives"),
             count_text(k, m->illustrations.n));
    put_sheets(k, s, &row);
    close_prose(k, s);
}
