/*
 * The sheet of trajectories: for each indicator a row of its values and one of
 * its targets, under the periods of its calendar; what charts are drawn from.
 * A period without a value is a blank cell, which charts leave open.
 */
#include "book/book_int.h"

#include "doc/theme.h"

enum { FIRST_PERIOD = 5, FROZEN_COLUMNS = 5, SERIES_COLUMN = 4 };

/* The indicators of one calendar, and all their periods. */
typedef struct path_group {
    maker *k;
    book_sheet *s;
    calendar cal;
    period_list periods; /* ascending */
    uint32_t head, row;
} path_group;

static void add_period(maker *k, period_list *l, period p) {
    size_t at = l->n;
    while (at > 0 && period_cmp(l->v[at - 1], p) > 0)
        at--;
    if (at > 0 && period_eq(l->v[at - 1], p))
        return;
    list_push(k->a, l, p);
    memmove(&l->v[at + 1], &l->v[at], (l->n - 1 - at) * sizeof *l->v);
    l->v[at] = p;
}

static bool is_known(const figure *f) {
    return f && !f->why;
}

/* Known values of the whole campus, ascending. */
static size_t known_periods(maker *k, const indicator *i, period_list *out) {
    const period *p;
    size_t n = calc_periods(k->v->c, i, NULL, &p);
    for (size_t j = 0; j < n; j++)
        if (is_known(calc_value(k->v->c, i, NULL, p[j])))
            add_period(k, out, p[j]);
    return out->n;
}

static bool is_in(const indicator *i, calendar cal) {
    return book_is_shown(i) && i->calendar == cal;
}

static void gather_periods(path_group *g) {
    const model *m = g->k->v->m;
    for (size_t i = 0; i < m->indicators.n; i++) {
        const indicator *w = &m->indicators.v[i];
        period_list known = {0};
        if (!is_in(w, g->cal))
            continue;
        known_periods(g->k, w, &known);
        for (size_t j = 0; j < known.n; j++)
            add_period(g->k, &g->periods, known.v[j]);
        for (size_t j = 0; j < w->targets.n; j++)
            add_period(g->k, &g->periods, w->targets.v[j].period);
    }
}

static uint16_t column_of(const path_group *g, period p) {
    for (size_t i = 0; i < g->periods.n; i++)
        if (period_eq(g->periods.v[i], p))
            return (uint16_t)(FIRST_PERIOD + i);
    return 0;
}

/* --- Rows -------------------------------------------------------------------
 */

static void put_heads(path_group *g, bool first) {
    maker *k = g->k;
    static const char *const keys[] = {"colonne_cle", "indicateur_code",
                                       "indicateur_nom", "indicateur_unite"};
    pen p = {.k = k, .s = g->s, .row = g->head};
    for (size_t i = 0; i < 4; i++)
        book_write_head(&p, keys[i], false);
    str calendar = view_word(k->v, "calendar", (int)g->cal);
    book_write_text(&p, ROLE_HEAD, locale_capital(k->v->l, k->a, calendar));
    for (size_t i = 0; i < g->periods.n; i++)
        book_write_text(&p, ROLE_HEAD_NUMBER,
                        locale_period(k->a, g->periods.v[i], false));
    if (!first)
        list_push(k->a, &g->s->rows, (book_row){g->head, 18});
}

static void put_names(path_group *g, const indicator *i, uint32_t row,
                      const char *series) {
    pen p = {.k = g->k, .s = g->s, .row = row};
    book_write_text(&p, ROLE_KEY, i->head.id);
    book_write_code(&p, i);
    book_write_text(&p, ROLE_TEXT, i->title);
    book_write_text(&p, ROLE_QUIET, i->unit);
    book_write_text(&p, ROLE_QUIET, book_phrase(g->k, series));
}

/* One cell a period: a figure, or a blank. */
static void put_figure(path_group *g, uint32_t row, uint16_t column,
                       const figure *f) {
    pen p = {.k = g->k, .s = g->s, .row = row, .column = column};
    if (is_known(f))
        book_write_live(&p, ROLE_COMPUTED, f, STR_NONE);
    else
        book_write_text(&p, ROLE_MISSING, STR_NONE);
}

static const figure *target_at(path_group *g, const indicator *i, period p) {
    for (size_t j = 0; j < i->targets.n; j++)
        if (period_eq(i->targets.v[j].period, p))
            return calc_target(g->k->v->c, i, j);
    return NULL;
}

static void keep(path_group *g, const indicator *i, const path_rows *r) {
    path_rows *own = NEW(g->k->a, path_rows);
    *own = *r;
    map_put(&g->k->paths, i->head.id, own);
}

static void put_indicator(path_group *g, const indicator *i) {
    maker *k = g->k;
    period_list known = {0};
    path_rows r = {.of = i, .sheet = g->s, .head = g->head};
    r.known = known_periods(k, i, &known);
    if (!r.known && !i->targets.n)
        return;
    r.values = g->row++;
    put_names(g, i, r.values, "serie_realise");
    for (size_t j = 0; j < g->periods.n; j++)
        put_figure(g, r.values, (uint16_t)(FIRST_PERIOD + j),
                   calc_value(k->v->c, i, NULL, g->periods.v[j]));
    if (i->targets.n) {
        r.targets = g->row++;
        put_names(g, i, r.targets, "serie_cible");
        for (size_t j = 0; j < g->periods.n; j++)
            put_figure(g, r.targets, (uint16_t)(FIRST_PERIOD + j),
                       target_at(g, i, g->periods.v[j]));
    }
    if (!r.known)
        return;
    r.first = column_of(g, known.v[0]);
    r.last = r.end = column_of(g, known.v[known.n - 1]);
    uint16_t end =
        i->targets.n ? column_of(g, list_last(&i->targets)->period) : 0;
    r.end = end > r.end ? end : r.end;
    keep(g, i, &r);
}

void book_make_paths(maker *k, const template_sheet *from) {
    book_sheet *s = book_sheet_open(k, from);
    const model *m = k->v->m;
    uint32_t row = HEAD_ROW;
    for (int cal = CAL_NONE + 1; cal < CAL_COUNT; cal++) {
        path_group g = {.k = k, .s = s, .cal = (calendar)cal, .head = row};
        gather_periods(&g);
        if (!g.periods.n)
            continue;
        if (row > HEAD_ROW)
            list_push(k->a, &g.s->next_heads, row);
        put_heads(&g, row == HEAD_ROW);
        g.row = row + 1;
        for (size_t i = 0; i < m->indicators.n; i++)
            if (is_in(&m->indicators.v[i], g.cal))
                put_indicator(&g, &m->indicators.v[i]);
        row = g.row + 1;
    }
    book_sheet_width(k, s, 0, 9);
    book_sheet_width(k, s, 3, 13);
    book_sheet_width(k, s, SERIES_COLUMN, 12);
    book_sheet_close(k, s, NULL, FROZEN_COLUMNS);
}

/* --- Charts -----------------------------------------------------------------
 */

book_chart book_chart_new(maker *k, book_chart_kind kind, str title) {
    return (book_chart){.kind = kind,
                        .title = title,
                        .inset = 3,
                        .ink = book_rgb(k, COLOR_INK),
                        .quiet = book_rgb(k, COLOR_GRAY600),
                        .grid = book_rgb(k, COLOR_GRAY300),
                        .accent = book_rgb(k, COLOR_ACCENT700)};
}

static str number_of(maker *k, int decimals) {
    return k->b->formats.v[book_style_of(k, ROLE_NUMBER, decimals)].number;
}

/* « 98 (2022-2023) » */
static str said(maker *k, const path_rows *r, uint32_t row, uint16_t column) {
    const book_cell *c = book_cell_at(r->sheet, row, column);
    const book_cell *head = book_cell_at(r->sheet, r->head, column);
    if (!c || !head)
        return STR_NONE;
    int decimals = calc_decimals(k->v->c, r->of);
    return str_fmt(k->a, "%.*s (%.*s)",
                   STR_ARG(locale_number(k->a, c->number, decimals)),
                   STR_ARG(head->text));
}

/* « Apprentis : de 61 (2022-2023) à 67 (2025-2026), cible 90 (2030-2031). » */
static str alt_of(maker *k, const path_rows *r) {
    str args[] = {r->of->title, said(k, r, r->values, r->first),
                  said(k, r, r->values, r->last), STR_NONE};
    if (!r->targets)
        return book_sentence(k, "graphique_trajectoire", args, 3);
    args[3] = said(k, r, r->targets, r->end);
    return book_sentence(
        k, args[3].n ? "graphique_trajectoire_cible" : "graphique_trajectoire",
        args, 4);
}

static book_series line_of(const path_rows *r, uint32_t row, uint16_t end) {
    return (book_series){.sheet = r->sheet,
                         .categories = {r->head, r->first, r->head, end},
                         .values = {row, r->first, row, end}};
}

static bool has_target_in(const path_rows *r) {
    for (uint16_t c = r->first; r->targets && c <= r->end; c++) {
        const book_cell *cell = book_cell_at(r->sheet, r->targets, c);
        if (cell && cell->kind != BOOK_BLANK)
            return true;
    }
    return false;
}

/* No hole between the first and the last known value: then bridging what is
   blank only joins the targets. */
static bool is_whole(const path_rows *r) {
    return r->known == (size_t)(r->last - r->first) + 1;
}

book_chart book_path_chart(maker *k, const path_rows *r, bool mini) {
    const indicator *i = r->of;
    book_chart c = book_chart_new(k, BOOK_CHART_LINE, i->title);
    c.mini = mini;
    c.alt = alt_of(k, r);
    c.y_title = i->unit.n ? i->unit : book_phrase(k, "graphique_sans_unite");
    c.number = number_of(k, calc_decimals(k->v->c, i));
    c.place = i->head.place;
    c.bridged = is_whole(r);
    book_series values = line_of(r, r->values, mini ? r->last : r->end);
    values.name = book_phrase(k, "serie_realise");
    values.colour = book_rgb(k, COLOR_ACCENT700);
    values.labelled = !mini;
    list_push(k->a, &c.series, values);
    if (mini || !has_target_in(r))
        return c;
    book_series targets = line_of(r, r->targets, r->end);
    targets.name = book_phrase(k, "serie_cible");
    targets.colour = book_rgb(k, COLOR_GRAY600);
    targets.dashed = true;
    list_push(k->a, &c.series, targets);
    c.legend = true;
    return c;
}
