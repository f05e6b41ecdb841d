/* The sheet Indicateurs: one row an indicator. Values are read from the sheet
   Valeurs by formula; targets are typed numbers; the gap is computed. */
#include "book/book_int.h"

#include "doc/theme.h"

enum { FROZEN_COLUMNS = 3 };

bool book_is_shown(const indicator *i) {
    return i->code.n > 0 || i->roles != 0;
}

const objective *book_objective_of(const maker *k, const indicator *i) {
    const model *m = k->v->m;
    for (size_t o = 0; o < m->objectives.n; o++)
        for (size_t j = 0; j < m->objectives.v[o].indicators.n; j++)
            if (m->objectives.v[o].indicators.v[j].to == i)
                return &m->objectives.v[o];
    return NULL;
}

static void put_heads(pen *p) {
    static const struct {
        const char *key;
        bool number;
    } heads[] = {{"colonne_cle", false},
                 {"indicateur_code", false},
                 {"indicateur_nom", false},
                 {"colonne_objectif_court", false},
                 {"indicateur_unite", false},
                 {"colonne_sens", false},
                 {"colonne_periode_reference", false},
                 {"colonne_reference", true},
                 {"colonne_derniere_periode", false},
                 {"colonne_derniere_valeur", true},
                 {"colonne_tendance", false},
                 {"indicateur_couverture", false},
                 {"colonne_reserve", false},
                 {"colonne_periode_cible", false},
                 {"colonne_cible", true},
                 {"colonne_ecart", true},
                 {"colonne_avancement", true},
                 {"indicateur_etat", false}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        book_write_head(p, heads[i].key, heads[i].number);
}

/* A published value as a formula that reads its cell in Valeurs or Cibles. */
static void put_value(pen *p, const figure *f) {
    if (f && !f->why)
        book_write_live(p, ROLE_COMPUTED, f,
                        view_missing(p->k->v, MISSING_UNAVAILABLE));
    else
        book_write_figure(p, f);
}

static void put_period(pen *p, const figure *f, period x) {
    str text = f && x.cal ? locale_period(p->k->a, x, false) : STR_NONE;
    book_write_text(p, ROLE_QUIET, text);
}

/* Target less last value; only where the compiler would compute it too. */
static void put_gap(pen *p, const calc_standing *s) {
    maker *k = p->k;
    if (!s->gap || s->gap->why) {
        book_write_text(p, ROLE_MISSING, STR_NONE);
        return;
    }
    str last = book_cell_ref(k->a, p->row, INDICATOR_LAST);
    str aim = book_cell_ref(k->a, p->row, INDICATOR_TARGET);
    str test = str_fmt(k->a, "IF(ISNUMBER(%.*s),ISNUMBER(%.*s),FALSE())",
                       STR_ARG(last), STR_ARG(aim));
    str gap = str_fmt(k->a, "(%.*s-%.*s)", STR_ARG(aim), STR_ARG(last));
    book_cell *c = book_write_number(p, ROLE_COMPUTED, s->gap->value,
                                     s->gap->decimals, s->gap->key);
    book_make_formula(k, c,
                      book_guarded(k->a, test, gap, s->gap->decimals,
                                   view_missing(k->v, MISSING_UNAVAILABLE)));
}

/* Percent of the way from the reference to the target. */
static void put_progress(pen *p, const calc_standing *s) {
    maker *k = p->k;
    if (!s->progress || s->progress->why) {
        book_write_text(p, ROLE_MISSING, STR_NONE);
        return;
    }
    str last = book_cell_ref(k->a, p->row, INDICATOR_LAST);
    str aim = book_cell_ref(k->a, p->row, INDICATOR_TARGET);
    str from = book_cell_ref(k->a, p->row, INDICATOR_REFERENCE);
    str test = str_fmt(k->a, "IF(COUNT(%.*s,%.*s,%.*s)=3,%.*s<>%.*s,FALSE())",
                       STR_ARG(last), STR_ARG(aim), STR_ARG(from), STR_ARG(aim),
                       STR_ARG(from));
    str way = str_fmt(k->a, "(100*(%.*s-%.*s)/(%.*s-%.*s))", STR_ARG(last),
                      STR_ARG(from), STR_ARG(aim), STR_ARG(from));
    book_cell *c = book_write_number(p, ROLE_COMPUTED, s->progress->value, 0,
                                     s->progress->key);
    book_make_formula(k, c, book_guarded(k->a, test, way, 0, STR_NONE));
}

/* « ↗ hausse, favorable », by comparing the last two values. */
static str trend_word(maker *k, const indicator *i, int way) {
    static const char *const words[] = {"tendance_baisse", "tendance_stable",
                                        "tendance_hausse"};
    str word = book_phrase(k, words[way + 1]);
    int wanted = i->sense == SENSE_UP ? 1 : i->sense == SENSE_DOWN ? -1 : 0;
    if (!way || !wanted)
        return word;
    return book_sentence(
        k, way == wanted ? "tendance_favorable" : "tendance_defavorable", &word,
        1);
}

static void put_trend(pen *p, const indicator *i, const calc_standing *s) {
    maker *k = p->k;
    cell_place last, before;
    if (s->trend < -1 || s->trend > 1 || !book_place_of(k, s->last, &last) ||
        !book_place_of(k, s->previous, &before)) {
        book_write_text(p, ROLE_STATE_QUIET, book_phrase(k, "tiret"));
        return;
    }
    str now = book_place_ref(k->a, last), then = book_place_ref(k->a, before);
    str up = trend_word(k, i, 1), down = trend_word(k, i, -1);
    str flat = trend_word(k, i, 0), none = book_phrase(k, "tiret");
    book_cell *c =
        book_write_text(p, ROLE_STATE_QUIET, trend_word(k, i, s->trend));
    book_make_formula(
        k, c,
        str_fmt(k->a,
                "IF(COUNT(%.*s,%.*s)=2,IF(%.*s>%.*s,\"%.*s\",IF(%.*s<%.*s,"
                "\"%.*s\",\"%.*s\")),\"%.*s\")",
                STR_ARG(now), STR_ARG(then), STR_ARG(now), STR_ARG(then),
                STR_ARG(up), STR_ARG(now), STR_ARG(then), STR_ARG(down),
                STR_ARG(flat), STR_ARG(none)));
}

static void put_state(pen *p, const calc_standing *s) {
    view_cell c = view_state(p->k->v, s->state);
    book_role role;
    str text = book_state_text(p->k, &c, &role);
    book_write_text(p, role, text);
}

/* Where it should go: up, down, either. */
static str sense_sign(const indicator *i) {
    return i->sense == SENSE_UP     ? S("↗")
           : i->sense == SENSE_DOWN ? S("↘")
                                    : S("–");
}

static void put_indicator(maker *k, book_sheet *sheet, uint32_t row,
                          const indicator *i) {
    calc_standing s = calc_stand(k->v->c, i);
    const objective *o = book_objective_of(k, i);
    pen p = {.k = k, .s = sheet, .row = row};
    book_write_text(&p, ROLE_KEY, i->head.id);
    book_write_code(&p, i);
    book_write_text(&p, ROLE_TEXT, i->title);
    book_write_text(&p, ROLE_CENTRE, o ? o->code : STR_NONE);
    book_write_text(&p, ROLE_QUIET, i->unit);
    book_write_text(&p, ROLE_CENTRE, sense_sign(i));
    put_period(&p, s.reference, s.reference_period);
    put_value(&p, s.reference);
    put_period(&p, s.last, s.last_period);
    put_value(&p, s.last);
    put_trend(&p, i, &s);
    book_write_text(&p, ROLE_CENTRE,
                    figure_lacks_parts(s.last)
                        ? str_fmt(k->a, "%u/%u", s.last->known, s.last->of)
                        : STR_NONE);
    book_write_text(&p, ROLE_QUIET,
                    s.last && !s.last->why ? book_marks_text(k, s.last->marks)
                                           : STR_NONE);
    put_period(&p, s.target, s.target_period);
    put_value(&p, s.target);
    put_gap(&p, &s);
    put_progress(&p, &s);
    put_state(&p, &s);
}

static void set_widths(maker *k, book_sheet *s) {
    static const struct {
        uint16_t column;
        double width;
    } widths[] = {{0, 7},   {2, 34},  {3, 7},   {4, 12}, {5, 7},
                  {6, 11},  {8, 11},  {10, 15}, {11, 9}, {12, 13},
                  {13, 11}, {16, 13}, {17, 17}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        book_sheet_width(k, s, widths[i].column, widths[i].width);
}

void book_make_indicators(maker *k, const template_sheet *from) {
    book_sheet *s = book_sheet_open(k, from);
    pen p = {.k = k, .s = s, .row = HEAD_ROW};
    const model *m = k->v->m;
    put_heads(&p);
    uint32_t row = HEAD_ROW + 1;
    for (size_t i = 0; i < m->indicators.n; i++)
        if (book_is_shown(&m->indicators.v[i]))
            put_indicator(k, s, row++, &m->indicators.v[i]);
    k->indicators = s;
    k->indicator_rows = row - HEAD_ROW - 1;
    set_widths(k, s);
    book_sheet_close(k, s, "t_indicateurs", FROZEN_COLUMNS);
    if (k->indicator_rows)
        list_push(k->a, &s->bars,
                  (book_data_bar){.range = {HEAD_ROW + 1, INDICATOR_PROGRESS,
                                            row - 1, INDICATOR_PROGRESS},
                                  .high = 100,
                                  .colour = book_rgb(k, COLOR_ACCENT150)});
}
