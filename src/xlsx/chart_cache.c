/*
 * What a chart remembers of its cells. The library caches zero for a cell that
 * holds a formula; programs that show a file without computing it (mail, file
 * managers) would draw flat lines. The plan knows every value, so the caches
 * are filled from it. Titles are put in place the same way: through its calls
 * a text that starts with « = » would become a formula.
 */
#include <stdlib.h>

#include "base/num.h"
#include "xlsx/xlsx_int.h"

/* The library frees with the chart what it finds there. */
static char *owned(writer *w, str s) {
    char *out = malloc(s.n + 1);
    if (!out)
        arena_fault(w->a, "xlsx: no memory for a text of a chart");
    memcpy(out, s.p, s.n);
    out[s.n] = '\0';
    return out;
}

void xlsx_chart_text(writer *w, char **to, str s) {
    const char *text = xlsx_z(&w->text, s, xlsx_chart_rule);
    free(*to);
    *to = owned(w, str_z(text));
}

static str text_of(writer *w, const book_cell *c) {
    if (!c || c->kind == BOOK_BLANK)
        return S("");
    if (c->kind == BOOK_FORMULA_TEXT)
        return c->more ? c->more->cached : S("");
    if (c->kind == BOOK_TEXT)
        return c->text;
    buf out = buf_new(w->a);
    buf_num(&out, c->number);
    return buf_take(&out);
}

static bool is_number(const book_cell *c) {
    return c && (c->kind == BOOK_NUMBER || c->kind == BOOK_FORMULA);
}

static void fill_point(writer *w, lxw_series_data_point *p, const book_cell *c,
                       bool texts) {
    if (texts) {
        p->is_string = LXW_TRUE;
        p->string = owned(w, text_of(w, c));
    } else if (is_number(c)) {
        p->number = c->number == 0 ? 0 : c->number; /* no -0 */
        w->points++;
    } else {
        p->no_data = LXW_TRUE;
    }
}

void xlsx_fill_cache(writer *w, lxw_series_range *to, const book_sheet *s,
                     book_range r, bool categories) {
    size_t n;
    const book_cell **cells = book_cells_of(w->a, s, r, &n);
    bool texts = false;
    for (size_t i = 0; i < n && categories; i++)
        texts = texts || !is_number(cells[i]);
    to->ignore_cache = LXW_TRUE;
    to->has_string_cache = texts;
    for (size_t i = 0; i < n; i++) {
        lxw_series_data_point *p = calloc(1, sizeof *p);
        if (!p)
            arena_fault(w->a, "xlsx: no memory for a point of a chart");
        STAILQ_INSERT_TAIL(to->data_cache, p, list_pointers);
        fill_point(w, p, cells[i], texts);
    }
    to->num_data_points = (uint16_t)n;
}
