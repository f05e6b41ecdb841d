/* The sheet Sources: where each observed value comes from, whether it is
   final, and whether it was made up for the example. */
#include "book/book_int.h"

enum { FROZEN_COLUMNS = 3 };

static void put_heads(pen *p) {
    static const char *const heads[] = {
        "colonne_cle",        "indicateur_code",       "indicateur_nom",
        "indicateur_periode", "colonne_etablissement", "#indicateur_valeur",
        "indicateur_unite",   "colonne_source",        "sources_organisme",
        "sources_date",       "saisie_statut",         "sources_illustratif",
        "sources_note"};
    book_write_heads(p, heads, sizeof heads / sizeof *heads);
}

/* Title, linked where the source has an address; body; date. */
static void put_source(pen *p, const measure *m) {
    maker *k = p->k;
    const source_record *r = m->source.to;
    book_cell *c = book_write_text(p, ROLE_TEXT, r ? r->title.s : m->source.id);
    if (r && r->link.n && c->kind == BOOK_TEXT) {
        book_more *more = NEW(k->a, book_more);
        *more = (book_more){.link = r->link, .place = r->head.place};
        c->more = more;
    }
    book_write_text(p, ROLE_QUIET, r ? r->body : STR_NONE);
    date d = date_has(m->date) ? m->date
             : r ? (date_has(r->extracted) ? r->extracted : r->published)
                 : (date){0};
    book_write_date(p, d);
}

static void put_measure(pen *p, const indicator *i, const measure *m) {
    maker *k = p->k;
    const figure *f = book_value_at(k, i, book_level_of(m), m->period);
    str na = view_missing(k->v, MISSING_UNAVAILABLE);
    book_write_text(p, ROLE_KEY, f->key);
    book_write_code(p, i);
    book_write_text(p, ROLE_TEXT, i->title);
    book_write_text(p, ROLE_CODE, locale_period(k->a, m->period, false));
    book_write_text(p, ROLE_TEXT, book_level_name(k, book_level_of(m)));
    if (f->why)
        book_write_text(p, ROLE_MISSING, view_missing(k->v, f->why));
    else
        book_write_live(p, ROLE_COMPUTED, f, na);
    book_write_text(p, ROLE_QUIET, i->unit);
    put_source(p, m);
    value_status status = m->status ? m->status : STATUS_REAL;
    book_write_text(p, ROLE_CENTRE,
                    f->why ? STR_NONE
                           : view_word(k->v, "value_status", (int)status));
    book_write_text(p, ROLE_CENTRE,
                    m->illustrative ? book_phrase(k, "oui") : STR_NONE);
    book_write_text(p, ROLE_QUIET, m->note);
}

void book_make_provenance(maker *k, const template_sheet *from) {
    book_sheet *s = book_sheet_open(k, from);
    const model *m = k->v->m;
    pen heads = {.k = k, .s = s, .row = HEAD_ROW};
    uint32_t row = HEAD_ROW + 1;
    put_heads(&heads);
    for (size_t i = 0; i < m->indicators.n; i++)
        for (size_t j = 0; j < m->indicators.v[i].values.n; j++) {
            pen p = {.k = k, .s = s, .row = row++};
            put_measure(&p, &m->indicators.v[i],
                        &m->indicators.v[i].values.v[j]);
        }
    book_sheet_width(k, s, 0, 9);
    book_sheet_width(k, s, 4, 30);
    book_sheet_width(k, s, 6, 13);
    book_sheet_width(k, s, 7, 36);
    book_sheet_width(k, s, 8, 26);
    book_sheet_width(k, s, 12, 30);
    book_sheet_close(k, s, "t_sources", FROZEN_COLUMNS);
}
