/* Charts, bars and merged cells that would be spoiled, or would not say what
   they show: refused before anything is written. */
#include <math.h>

#include "xlsx/check_int.h"

enum { MAX_POINTS = 32000, MAX_ALT_BYTES = 2000 };

static span place_of(const book_sheet *s, const book_chart *c) {
    return c->place.src ? c->place : s->place;
}

static str name_of(const book_sheet *s, const book_chart *c) {
    return str_empty(c->title) ? s->name : c->title;
}

static size_t length_of(book_range r) {
    if (r.row1 != r.row2 && r.column1 != r.column2)
        return 0;
    return (size_t)(r.row2 - r.row1) + (size_t)(r.column2 - r.column1) + 1;
}

/* Numbers or gaps, one number at least. */
static bool are_values(checker *c, const book_sheet *s, book_range r) {
    size_t n, numbers = 0;
    const book_cell **cells = book_cells_of(c->a, s, r, &n);
    for (size_t i = 0; i < n; i++) {
        if (!cells[i] || cells[i]->kind == BOOK_BLANK)
            continue;
        if (cells[i]->kind != BOOK_NUMBER && cells[i]->kind != BOOK_FORMULA)
            return false;
        numbers++;
    }
    return numbers > 0;
}

static bool series_holds(checker *c, const book_series *s) {
    if (!xlsx_is_of_book(c, s->sheet) || !xlsx_in_sheet(s->categories) ||
        !xlsx_in_sheet(s->values))
        return false;
    size_t n = length_of(s->values);
    return n > 0 && n <= MAX_POINTS && n == length_of(s->categories) &&
           are_values(c, s->sheet, s->values);
}

static void check_series(checker *c, const book_sheet *s, const book_chart *k) {
    span at = place_of(s, k);
    if (k->series.n == 0 || k->series.n > 250) {
        DIAG_AT(c->sink, E0768, at, name_of(s, k));
        return;
    }
    bool rings = k->kind == BOOK_CHART_DOUGHNUT;
    bool one = !rings || (k->series.n == 1 &&
                          k->points.n == length_of(k->series.v[0].values));
    for (size_t i = 0; i < k->series.n; i++) {
        xlsx_check_text(c, k->series.v[i].name, xlsx_chart_rule, at, s->name);
        if (!one || !series_holds(c, &k->series.v[i]))
            DIAG_AT(c->sink, E0769, at, name_of(s, k), k->series.v[i].name);
    }
}

/* A chart without its words says nothing to who cannot see it, and a scale
   without its unit says nothing to anybody. */
static void check_words(checker *c, const book_sheet *s, const book_chart *k) {
    const str texts[] = {k->title, k->x_title, k->y_title, k->number};
    span at = place_of(s, k);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        xlsx_check_text(c, texts[i], xlsx_chart_rule, at, s->name);
    xlsx_check_text(c, k->alt, xlsx_alt_rule, at, s->name);
    bool axes = !k->mini && k->kind != BOOK_CHART_DOUGHNUT;
    bool said = !str_empty(k->alt) && k->alt.n <= MAX_ALT_BYTES &&
                (k->mini || !str_empty(k->title)) &&
                (!axes || !str_empty(k->y_title));
    if (!said)
        DIAG_AT(c->sink, E0770, at, name_of(s, k));
}

static bool scale_holds(const book_chart *k) {
    if (!k->bounded)
        return true;
    return k->kind == BOOK_CHART_LINE && isfinite(k->low) &&
           isfinite(k->high) && k->low < k->high;
}

static void check_chart(checker *c, const book_sheet *s, size_t i) {
    const book_chart *k = &s->charts.v[i];
    check_series(c, s, k);
    check_words(c, s, k);
    bool clear = xlsx_in_sheet(k->area) && k->area.column2 < s->used_columns &&
                 scale_holds(k);
    uint32_t width = 0, height = 0;
    for (unsigned x = k->area.column1; clear && x <= k->area.column2; x++)
        width += book_column_pixels(s, (uint16_t)x);
    for (uint32_t y = k->area.row1; clear && y <= k->area.row2; y++)
        height += book_row_pixels(s, y);
    clear = clear && width > 2u * k->inset + 8 && height > 2u * k->inset + 8;
    for (size_t j = 0; j < i && clear; j++)
        clear = !xlsx_ranges_meet(k->area, s->charts.v[j].area);
    if (!clear)
        DIAG_AT(c->sink, E0771, place_of(s, k), name_of(s, k), s->name);
}

static bool bar_holds(const book_data_bar *b) {
    return xlsx_in_sheet(b->range) && isfinite(b->low) && isfinite(b->high) &&
           b->low < b->high;
}

static bool merge_holds(const book_sheet *s, size_t i) {
    book_range r = s->merges.v[i];
    bool clear = xlsx_in_sheet(r) && (r.row1 < r.row2 || r.column1 < r.column2);
    for (size_t j = 0; j < i && clear; j++)
        clear = !xlsx_ranges_meet(r, s->merges.v[j]);
    for (size_t j = 0; j < s->tables.n && clear; j++)
        clear = !xlsx_ranges_meet(r, s->tables.v[j].range);
    return clear;
}

void xlsx_check_charts(checker *c, const book_sheet *s) {
    for (size_t i = 0; i < s->charts.n; i++)
        check_chart(c, s, i);
    for (size_t i = 0; i < s->bars.n; i++)
        if (!bar_holds(&s->bars.v[i]))
            arena_fault(c->a, "xlsx: bars without a scale");
    for (size_t i = 0; i < s->merges.n; i++)
        if (!merge_holds(s, i))
            arena_fault(c->a, "xlsx: merged cells that meet others");
}
