/* What all tables are built with, and what is counted when one is done. */
#include "view/view_int.h"

view_row *view_add_row(const view_context *v, view_table *t,
                       view_row_kind kind) {
    view_row *r = list_add(view_rows(v), &t->rows);
    r->kind = kind;
    return r;
}

view_cell *view_add_cell(const view_context *v, view_row *r, view_cell c) {
    list_push(view_rows(v), &r->cells, c);
    return list_last(&r->cells);
}

view_column *view_add_column(const view_context *v, view_table *t,
                             const char *key, const char *head, uint8_t kind) {
    view_column *c = list_add(v->a, &t->columns);
    c->key = str_z(key);
    c->head = head ? view_phrase(v, head) : STR_NONE;
    c->kind = kind;
    return c;
}

static void add_source(const view_context *v, view_table *t, str from) {
    if (!from.n)
        return;
    for (size_t i = 0; i < t->sources.n; i++)
        if (str_eq(t->sources.v[i], from))
            return;
    list_push(v->a, &t->sources, from);
}

/* A figure's source may be several, joined by « ; ». */
static void add_sources(const view_context *v, view_table *t, str joined) {
    size_t from = 0;
    while (from < joined.n) {
        size_t at = str_find(joined, S(" ; "), from);
        size_t end = at == SIZE_MAX ? joined.n : at;
        add_source(v, t, str_sub(joined, from, end));
        from = at == SIZE_MAX ? joined.n : at + 3;
    }
}

static bool is_illustrative(const view_cell *c) {
    return c->illustrative ||
           (c->kind == CELL_FIGURE && (c->figure->marks & MARK_ILLUSTRATIVE));
}

/* A table's values are its figures, or its texts when it has none. */
static void count_cell(const view_context *v, view_table *t, view_cell *c,
                       bool texts) {
    if (c->kind == CELL_EMPTY)
        return;
    if (c->kind == CELL_FIGURE) {
        t->marks |= c->figure->marks;
        if (!c->figure->why)
            add_sources(v, t, c->figure->source);
    }
    if (is_illustrative(c))
        t->marks |= MARK_ILLUSTRATIVE;
    if (c->kind != CELL_FIGURE && !texts)
        return;
    t->figures++;
    t->illustrative += is_illustrative(c);
}

static bool has_figures(const view_table *t) {
    for (size_t i = 0; i < t->rows.n; i++)
        for (size_t j = 0; j < t->rows.v[i].cells.n; j++)
            if (t->rows.v[i].cells.v[j].kind == CELL_FIGURE)
                return true;
    return false;
}

void view_finish_table(const view_context *v, view_table *t) {
    bool texts = !has_figures(t);
    for (size_t i = 0; i < t->rows.n; i++) {
        view_row *r = &t->rows.v[i];
        for (size_t j = 0; r->kind != VIEW_GROUP && j < r->cells.n; j++)
            count_cell(v, t, &r->cells.v[j], texts);
    }
}
