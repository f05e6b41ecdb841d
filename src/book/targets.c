/* The sheet Cibles: one row a target, all those of the path that the charts of
   a dossier show; a revised one with what it was and why. */
#include "book/book_int.h"

enum { FROZEN_COLUMNS = 3 };

static void put_heads(pen *p) {
    static const char *const heads[] = {"colonne_cle",
                                        "indicateur_code",
                                        "indicateur_nom",
                                        "colonne_periode_cible",
                                        "#colonne_cible",
                                        "indicateur_unite",
                                        "#colonne_cible_initiale",
                                        "colonne_motif",
                                        "colonne_reserve"};
    book_write_heads(p, heads, sizeof heads / sizeof *heads);
}

static void put_target(pen *p, const indicator *i, size_t at) {
    maker *k = p->k;
    const target *t = &i->targets.v[at];
    const figure *f = calc_target(k->v->c, i, at);
    book_write_text(p, ROLE_KEY, f->key);
    book_write_code(p, i);
    book_write_text(p, ROLE_TEXT, i->title);
    book_write_text(p, ROLE_CODE, locale_period(k->a, t->period, false));
    cell_place *where = NEW(k->a, cell_place);
    *where = (cell_place){p->s, p->row, p->column};
    map_put(&k->places, f->key, where);
    book_write_figure(p, f);
    book_write_text(p, ROLE_QUIET, i->unit);
    if (t->initial.has)
        book_write_number(p, ROLE_NUMBER, t->initial.v, f->decimals, STR_NONE);
    else
        book_write_text(p, ROLE_QUIET, STR_NONE);
    book_write_text(p, ROLE_QUIET, t->reason.s);
    book_write_text(p, ROLE_QUIET, book_marks_text(k, f->marks));
}

void book_make_targets(maker *k, const template_sheet *from) {
    const model *m = k->v->m;
    uint32_t row = HEAD_ROW + 1;
    book_sheet *s = book_sheet_open(k, from);
    pen heads = {.k = k, .s = s, .row = HEAD_ROW};
    put_heads(&heads);
    for (size_t i = 0; i < m->indicators.n; i++)
        for (size_t j = 0; j < m->indicators.v[i].targets.n; j++) {
            pen p = {.k = k, .s = s, .row = row++};
            put_target(&p, &m->indicators.v[i], j);
        }
    book_sheet_width(k, s, 0, 9);
    book_sheet_width(k, s, 3, 15);
    book_sheet_width(k, s, 7, 32);
    book_sheet_close(k, s, "t_cibles", FROZEN_COLUMNS);
}
