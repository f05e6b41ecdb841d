/*
 * One sheet an establishment, while those that report are few: its values
 * beside those of the whole campus, both read from Valeurs. When they are
 * many, the long sheet Valeurs and its filter serve better than so many tabs,
 * and there is none.
 */
#include "book/book_int.h"

enum { MOST_SHEETS = 6, FROZEN_COLUMNS = 3 };

typedef LIST(const partner *) partner_list;

static bool is_in(const partner_list *l, const partner *p) {
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i] == p)
            return true;
    return false;
}

/* Those with values of their own, in the order of the model. */
static partner_list reporting(maker *k) {
    const model *m = k->v->m;
    partner_list all = {0};
    for (size_t r = 0; r < k->rows.n; r++) {
        const value_row *v = k->rows.entries[r].value;
        if (v->level.record && !v->level.by_course &&
            !is_in(&all, v->level.record))
            list_push(k->a, &all, v->level.record);
    }
    partner_list out = {0};
    for (size_t i = 0; i < m->partners.n; i++)
        if (is_in(&all, &m->partners.v[i]))
            list_push(k->a, &out, &m->partners.v[i]);
    return out;
}

static bool is_taken(const maker *k, str folded) {
    for (size_t i = 0; i < k->b->sheets.n; i++)
        if (str_eq(book_fold(k->a, k->b->sheets.v[i]->name), folded))
            return true;
    for (size_t i = 0; i < k->t->sheets.n; i++)
        if (str_eq(book_fold(k->a, k->t->sheets.v[i].name.s), folded))
            return true;
    return false;
}

enum { STEM = 24 }; /* bytes of a name that leave room for « (2) » in a tab */

/* The start of a long name; the identifier where that would cut a letter. */
static str stem_of(const partner *p) {
    bool cut = p->name.n > STEM && (p->name.p[STEM] & 0xC0) == 0x80;
    return cut || p->name.n < STEM ? p->head.id : str_sub(p->name, 0, STEM);
}

/* Names that a tab shortens may become the same: « Lycée (2) ». */
static str tab_of(maker *k, const partner *p) {
    str name = p->acronym.n ? p->acronym : p->name;
    for (size_t i = 2;; i++) {
        book scratch = {.arena = k->a};
        str tab = book_add_sheet(&scratch, name, SPAN_NONE)->name;
        if (!is_taken(k, book_fold(k->a, tab)))
            return tab;
        name = str_fmt(k->a, "%.*s (%zu)", STR_ARG(stem_of(p)), i);
    }
}

static void put_heads(pen *p) {
    static const char *const heads[] = {
        "colonne_cle",        "indicateur_code",    "indicateur_nom",
        "indicateur_periode", "#indicateur_valeur", "#ensemble_campus",
        "indicateur_unite",   "colonne_reserve",    "colonne_source"};
    book_write_heads(p, heads, sizeof heads / sizeof *heads);
}

static void put_figure(pen *p, const figure *f) {
    if (f && !f->why)
        book_write_live(p, ROLE_COMPUTED, f,
                        view_missing(p->k->v, MISSING_UNAVAILABLE));
    else
        book_write_text(p, ROLE_MISSING,
                        f ? view_missing(p->k->v, f->why) : STR_NONE);
}

static void put_row(pen *p, const value_row *r) {
    maker *k = p->k;
    book_write_text(p, ROLE_KEY, r->f->key);
    book_write_code(p, r->of);
    book_write_text(p, ROLE_TEXT, r->of->title);
    book_write_text(p, ROLE_CODE, locale_period(k->a, r->period, false));
    put_figure(p, r->f);
    put_figure(p, calc_value(k->v->c, r->of, NULL, r->period));
    book_write_text(p, ROLE_QUIET, r->of->unit);
    book_write_text(p, ROLE_QUIET,
                    r->f->why ? STR_NONE : book_marks_text(k, r->f->marks));
    book_write_text(p, ROLE_QUIET, r->f->source);
}

static void make_one(maker *k, const template_sheet *from, const partner *p,
                     size_t rank) {
    str text = view_text(k->v, &from->text, k->scope);
    book_sheet *s =
        book_sheet_bare(k, tab_of(k, p), p->name, text, p->head.place);
    pen heads = {.k = k, .s = s, .row = HEAD_ROW};
    uint32_t row = HEAD_ROW + 1;
    put_heads(&heads);
    for (size_t i = 0; i < k->rows.n; i++) {
        const value_row *r = k->rows.entries[i].value;
        if (r->level.by_course || r->level.record != p)
            continue;
        pen at = {.k = k, .s = s, .row = row++};
        put_row(&at, r);
    }
    book_sheet_width(k, s, 0, 9);
    book_sheet_width(k, s, 8, 32);
    book_sheet_close(k, s, str_fmt(k->a, "t_etablissement_%zu", rank).p,
                     FROZEN_COLUMNS);
}

void book_make_establishments(maker *k, const template_sheet *from) {
    partner_list all = reporting(k);
    if (!k->values || all.n > MOST_SHEETS)
        return;
    for (size_t i = 0; i < all.n; i++)
        make_one(k, from, all.v[i], i + 1);
}
