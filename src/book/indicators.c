/* The sheet Indicateurs: one row an indicator. Values are read from the sheet
   Valeurs by formula; targets are typed numbers; the gap is computed. */
#include "book/book_int.h"

enum { FROZEN_COLUMNS = 3, LAST_COLUMN = 8, TARGET_COLUMN = 12 };

static bool is_shown(const indicator *i) {
    return i->code.n > 0 || i->roles != 0;
}

static void put_heads(pen *p) {
    book_write_head(p, "colonne_cle", false);
    book_write_head(p, "indicateur_code", false);
    book_write_head(p, "indicateur_nom", false);
    book_write_head(p, "indicateur_unite", false);
    book_write_head(p, "colonne_sens", false);
    book_write_head(p, "colonne_periode_reference", false);
    book_write_head(p, "colonne_reference", true);
    book_write_head(p, "colonne_derniere_periode", false);
    book_write_head(p, "colonne_derniere_valeur", true);
    book_write_head(p, "indicateur_couverture", false);
    book_write_head(p, "colonne_reserve", false);
    book_write_head(p, "colonne_periode_cible", false);
    book_write_head(p, "colonne_cible", true);
    book_write_head(p, "colonne_ecart", true);
    book_write_head(p, "indicateur_etat", false);
    book_write_head(p, "colonne_source", false);
}

/* A published value as a formula that reads its cell in Valeurs. */
static void put_value(pen *p, const figure *f) {
    maker *k = p->k;
    const value_row *r = f && k->values ? map_get(&k->rows, f->key) : NULL;
    if (!r || f->why) {
        book_write_figure(p, f);
        return;
    }
    buf cell = buf_new(k->a);
    buf_sheet_ref(&cell, k->values);
    buf_cell_ref(&cell, r->row, book_values_column(), true);
    str at = buf_take(&cell);
    str otherwise = view_missing(k->v, MISSING_UNAVAILABLE);
    book_cell *c =
        book_write_number(p, ROLE_COMPUTED, f->value, f->decimals, f->key);
    c->kind = BOOK_FORMULA;
    c->text = str_fmt(k->a, "IF(ISNUMBER(%.*s),%.*s,\"%.*s\")", STR_ARG(at),
                      STR_ARG(at), STR_ARG(otherwise));
}

static void put_period(pen *p, const figure *f, period x) {
    str text = f && x.cal ? locale_period(p->k->a, x, true) : STR_NONE;
    book_write_text(p, ROLE_QUIET, text);
}

/* Target less last value; only where the compiler would compute it too. */
static void put_gap(pen *p, const calc_standing *s) {
    maker *k = p->k;
    if (!s->gap || s->gap->why) {
        book_write_text(p, ROLE_MISSING, STR_NONE);
        return;
    }
    str last = book_cell_ref(k->a, p->row, LAST_COLUMN);
    str aim = book_cell_ref(k->a, p->row, TARGET_COLUMN);
    str test = str_fmt(k->a, "IF(ISNUMBER(%.*s),ISNUMBER(%.*s),FALSE())",
                       STR_ARG(last), STR_ARG(aim));
    str gap = str_fmt(k->a, "(%.*s-%.*s)", STR_ARG(aim), STR_ARG(last));
    book_cell *c = book_write_number(p, ROLE_COMPUTED, s->gap->value,
                                     s->gap->decimals, s->gap->key);
    c->kind = BOOK_FORMULA;
    c->text = book_guarded(k->a, test, gap, s->gap->decimals,
                           view_missing(k->v, MISSING_UNAVAILABLE));
}

static bool is_partial(const figure *f) {
    return f && f->of && f->known < f->of;
}

static void put_state(pen *p, const calc_standing *s) {
    view_cell c = view_state(p->k->v, s->state);
    book_role role;
    str text = book_state_text(p->k, &c, &role);
    if (is_partial(s->last)) /* not judged */
        book_write_text(p, ROLE_STATE_QUIET, book_phrase(p->k, "tiret"));
    else
        book_write_text(p, role, text);
}

static void put_indicator(maker *k, book_sheet *sheet, uint32_t row,
                          const indicator *i) {
    calc_standing s = calc_stand(k->v->c, i);
    pen p = {.k = k, .s = sheet, .row = row};
    book_write_text(&p, ROLE_KEY, i->head.id);
    book_write_text(&p, ROLE_CODE, i->code);
    book_write_text(&p, ROLE_TEXT, i->title);
    book_write_text(&p, ROLE_QUIET, i->unit);
    book_write_text(&p, ROLE_QUIET,
                    view_word(k->v, "indicator_sense", (int)i->sense));
    put_period(&p, s.reference, s.reference_period);
    put_value(&p, s.reference);
    put_period(&p, s.last, s.last_period);
    put_value(&p, s.last);
    book_write_text(&p, ROLE_CENTRE,
                    is_partial(s.last)
                        ? str_fmt(k->a, "%u/%u", s.last->known, s.last->of)
                        : STR_NONE);
    book_write_text(&p, ROLE_QUIET,
                    s.last && !s.last->why ? book_marks_text(k, s.last->marks)
                                           : STR_NONE);
    put_period(&p, s.target, s.target_period);
    book_write_figure(&p, s.target);
    put_gap(&p, &s);
    put_state(&p, &s);
    book_write_text(&p, ROLE_QUIET, s.last ? s.last->source : STR_NONE);
}

void book_make_indicators(maker *k, const template_sheet *from) {
    book_sheet *s = book_sheet_open(k, from);
    pen p = {.k = k, .s = s, .row = HEAD_ROW};
    const model *m = k->v->m;
    put_heads(&p);
    uint32_t row = HEAD_ROW + 1;
    for (size_t i = 0; i < m->indicators.n; i++)
        if (is_shown(&m->indicators.v[i]))
            put_indicator(k, s, row++, &m->indicators.v[i]);
    static const struct {
        uint16_t column;
        double width;
    } widths[] = {{0, 9},   {4, 10},  {5, 15}, {7, 15},
                  {10, 18}, {11, 15}, {15, 28}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        book_sheet_width(k, s, widths[i].column, widths[i].width);
    book_sheet_close(k, s, "t_indicateurs", FROZEN_COLUMNS);
}
