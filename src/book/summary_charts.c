/* The charts of the sheet Synthèse, two rows of three: states of all
   indicators, states by objective, one indicator by establishment; lines of
   the main indicators with their targets take the other places. */
#include "book/summary_int.h"

#include "doc/theme.h"

enum { CHART_ROWS = 15, LINES = 5, PLACES = 6, MOST_BARS = 12 };

/* Charter §4.1: dark and light alternate, in grey too. */
static const color parts[] = {COLOR_INK,       COLOR_ACCENT300, COLOR_ACCENT700,
                              COLOR_ACCENT150, COLOR_ACCENT600, COLOR_GRAY150,
                              COLOR_GRAY300};

enum { PARTS = sizeof parts / sizeof *parts };

static bool is_light(color c) {
    return c == COLOR_ACCENT300 || c == COLOR_ACCENT150 || c == COLOR_GRAY150 ||
           c == COLOR_GRAY300;
}

/* Place `at` of six: three across, two down. */
static book_range area_of(const summary *y, size_t at) {
    static const uint16_t from[] = {0, 2, 10}, to[] = {1, 9, 11};
    uint32_t row = y->total + 2 + (uint32_t)(at / 3) * (CHART_ROWS + 1);
    return (book_range){row, from[at % 3], row + CHART_ROWS - 1, to[at % 3]};
}

/* « ✔ Atteint : 3, ○ À venir : 12 » */
static str states_said(const summary *y) {
    maker *k = y->k;
    buf out = buf_new(k->a);
    for (uint16_t c = FIRST_STATE; c <= OTHER_COLUMN; c++) {
        const book_cell *head = book_cell_at(y->s, y->first - 1, c);
        const book_cell *n = book_cell_at(y->s, y->total, c);
        if (!head || !n || n->number == 0)
            continue;
        str args[] = {head->text, locale_number(k->a, n->number, 0)};
        if (out.n)
            buf_z(&out, ", ");
        buf_str(&out, book_sentence(k, "graphique_part", args, 2));
    }
    return buf_take(&out);
}

static void put_ring(summary *y) {
    maker *k = y->k;
    book_chart c = book_chart_new(k, BOOK_CHART_DOUGHNUT,
                                  book_phrase(k, "graphique_etats"));
    str said = states_said(y);
    c.area = area_of(y, 0);
    c.alt = book_sentence(k, "graphique_etats_dit", &said, 1);
    c.number = S("0;-0;;"); /* no label on what is not there */
    c.legend = true;
    book_series s = {
        .name = book_phrase(k, "synthese_indicateurs"),
        .sheet = y->s,
        .categories = {y->first - 1, FIRST_STATE, y->first - 1, OTHER_COLUMN},
        .values = {y->total, FIRST_STATE, y->total, OTHER_COLUMN},
        .labelled = true};
    list_push(k->a, &c.series, s);
    for (size_t i = 0; i < PARTS; i++)
        list_push(k->a, &c.points, book_rgb(k, (int)parts[i]));
    list_push(k->a, &y->s->charts, c);
}

/* False: no objective has an indicator, there is nothing to compare. */
static bool put_stacks(summary *y) {
    maker *k = y->k;
    uint32_t last = y->total - 1;
    if (book_cell_at(y->s, last, ALL_COLUMN)->number == (double)y->n)
        return false;
    book_chart c = book_chart_new(k, BOOK_CHART_BAR_SHARES,
                                  book_phrase(k, "graphique_objectifs"));
    str said = states_said(y);
    c.area = area_of(y, 1);
    c.alt = book_sentence(k, "graphique_objectifs_dit", &said, 1);
    c.y_title = book_phrase(k, "graphique_objectifs_unite");
    c.number = S("0;-0;;");
    c.legend = true;
    for (size_t i = 0; i < PARTS; i++) {
        uint16_t column = (uint16_t)(FIRST_STATE + i);
        if (book_cell_at(y->s, y->total, column)->number == 0)
            continue; /* of no objective: no segment, no legend */
        book_series s = {.name = book_cell_at(y->s, y->first - 1, column)->text,
                         .sheet = y->s,
                         .categories = {y->first, 1, last, 1},
                         .values = {y->first, column, last, column},
                         .colour = book_rgb(k, (int)parts[i]),
                         .outlined = is_light(parts[i]),
                         .labelled = true};
        list_push(k->a, &c.series, s);
    }
    list_push(k->a, &y->s->charts, c);
    return true;
}

/* --- Main indicators --------------------------------------------------------
 */

/* With a line of two values at least; those of the summary first. */
static size_t main_paths(const summary *y, const path_rows *out[LINES]) {
    static const indicator_role roles[] = {SHOW_SUMMARY, SHOW_COMMITTEE,
                                           SHOW_OBJECTIVE};
    const model *m = y->k->v->m;
    size_t n = 0;
    for (size_t r = 0; r < 3; r++)
        for (size_t i = 0; i < m->indicators.n && n < LINES; i++) {
            const indicator *w = &m->indicators.v[i];
            const path_rows *p = map_get(&y->k->paths, w->head.id);
            bool before = false;
            for (size_t j = 0; j < n; j++)
                before = before || out[j]->of == w;
            if (p && p->known >= 2 && !before && indicator_shows(w, roles[r]))
                out[n++] = p;
        }
    return n;
}

static void put_lines(summary *y, const bool *taken) {
    const path_rows *paths[LINES];
    size_t n = main_paths(y, paths);
    for (size_t i = 0, place = 0; i < n && place < PLACES; place++) {
        if (taken[place])
            continue;
        book_chart c = book_path_chart(y->k, paths[i++], false);
        c.area = area_of(y, place);
        list_push(y->k->a, &y->s->charts, c);
    }
}

/* --- By establishment -------------------------------------------------------
 */

typedef struct level_bars {
    const indicator *of;
    period at;
    uint32_t first, last; /* rows of Valeurs */
} level_bars;

/* The establishments' rows at the last period, when all of them are numbers
   and stand one under the other. */
static bool bars_of(const summary *y, const indicator *i, level_bars *out) {
    maker *k = y->k;
    value_level *levels;
    size_t n = book_value_levels(k, i, &levels);
    calc_standing s = calc_stand(k->v->c, i);
    if (n < 3 || n > MOST_BARS || !s.last)
        return false;
    *out = (level_bars){.of = i, .at = s.last_period};
    for (size_t j = 0; j < n; j++) {
        const figure *f = book_value_at(k, i, levels[j], s.last_period);
        const value_row *r = map_get(&k->rows, f->key);
        if (f->why || !r || (j && r->row != out->last + 1))
            return false;
        out->first = j ? out->first : r->row;
        out->last = r->row;
    }
    return true;
}

static str bars_said(const summary *y, const level_bars *b) {
    maker *k = y->k;
    buf out = buf_new(k->a);
    int decimals = calc_decimals(k->v->c, b->of);
    for (uint32_t row = b->first; row <= b->last; row++) {
        str args[] = {
            book_cell_at(k->values, row, VALUE_LEVEL)->text,
            locale_number(
                k->a,
                book_cell_at(k->values, row, book_values_column())->number,
                decimals)};
        if (out.n)
            buf_z(&out, ", ");
        buf_str(&out, book_sentence(k, "graphique_part", args, 2));
    }
    return buf_take(&out);
}

static void put_level_bars(summary *y, const level_bars *b) {
    maker *k = y->k;
    uint16_t column = book_values_column();
    str name = b->of->short_title.n ? b->of->short_title : b->of->title;
    str args[] = {name, locale_period(k->a, b->at, true), bars_said(y, b)};
    book_chart c =
        book_chart_new(k, BOOK_CHART_BAR,
                       book_sentence(k, "graphique_etablissements", args, 2));
    c.area = area_of(y, 4);
    c.alt = book_sentence(k, "graphique_etablissements_dit", args, 3);
    c.y_title =
        b->of->unit.n ? b->of->unit : book_phrase(k, "graphique_sans_unite");
    c.place = b->of->head.place;
    book_format_id format =
        book_style_of(k, ROLE_NUMBER, calc_decimals(k->v->c, b->of));
    c.number = k->b->formats.v[format].number;
    book_series s = {
        .name = name,
        .sheet = k->values,
        .categories = {b->first, VALUE_LEVEL, b->last, VALUE_LEVEL},
        .values = {b->first, column, b->last, column},
        .colour = c.accent,
        .labelled = true};
    list_push(k->a, &c.series, s);
    list_push(k->a, &y->s->charts, c);
}

static bool put_establishments(summary *y) {
    const model *m = y->k->v->m;
    level_bars b;
    for (int committee = 1; committee >= 0 && y->k->values; committee--)
        for (size_t i = 0; i < m->indicators.n; i++) {
            const indicator *w = &m->indicators.v[i];
            bool main = indicator_shows(w, SHOW_SUMMARY) ||
                        indicator_shows(w, SHOW_COMMITTEE);
            if (book_is_shown(w) && main == committee && bars_of(y, w, &b)) {
                put_level_bars(y, &b);
                return true;
            }
        }
    return false;
}

void book_summary_charts(summary *y) {
    bool taken[PLACES] = {[0] = true};
    put_ring(y);
    taken[1] = put_stacks(y);
    taken[4] = put_establishments(y);
    put_lines(y, taken);
}
