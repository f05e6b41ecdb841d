/* Small drawings beside the numbers of an indicator (charter, pages 5 and 11).
   They are artifacts: the row says what they show. */
#include "expand/charts_int.h"

static doc_drawing *trend_of(expander *x, const indicator *i) {
    view_indicator_list one = {.v = &i, .n = 1, .full = true};
    view_chart *c = view_chart_trends(&x->view, one);
    if (!c->series.n)
        return NULL; /* a point is no trend */
    return chart_drawing(x, c, DRAW_SPARKLINE, i->head.place);
}

/* Without a target there is nothing to go towards; without a value the frame
   is empty, and the row says why. */
static doc_drawing *progress_of(expander *x, const indicator *i) {
    view_indicator_list one = {.v = &i, .n = 1, .full = true};
    if (!calc_stand(x->c, i).target)
        return NULL;
    view_chart *c = view_chart_last(&x->view, one, true);
    return chart_drawing(x, c, DRAW_BULLET, i->head.place);
}

static bool is_key(const view_column *c, const char *key) {
    return str_eq(c->key, str_z(key));
}

/* The bar of a percentage, in any table: its cell holds the figure. */
static doc_drawing *bar_of(expander *x, const view_cell *c, span place) {
    if (!c->figure || c->figure->why)
        return NULL;
    doc_drawing *d = NEW(x->a, doc_drawing);
    d->kind = DRAW_PROGRESS;
    d->place = place;
    d->highlighted = -1;
    doc_series *s = list_add(x->a, &d->series);
    list_push(x->a, &s->points, (doc_point){c->figure});
    return d;
}

void progress_bars(expander *x, const view_table *t, doc_table *d) {
    for (size_t j = 0; j < t->columns.n; j++)
        for (size_t i = 0; is_key(&t->columns.v[j], VIEW_BAR) && i < t->rows.n;
             i++)
            if (j < t->rows.v[i].cells.n)
                d->rows.v[i].cells.v[j].drawing =
                    bar_of(x, &t->rows.v[i].cells.v[j], t->rows.v[i].place);
}

void indicator_drawings(expander *x, const view_table *t, doc_table *d) {
    for (size_t j = 0; j < t->columns.n; j++) {
        bool trend = is_key(&t->columns.v[j], VIEW_TREND);
        if (d->columns.v[j].kind != COLUMN_DRAWING ||
            !(trend || is_key(&t->columns.v[j], VIEW_PROGRESS)))
            continue;
        for (size_t i = 0; i < t->rows.n; i++) {
            const indicator *k = t->rows.v[i].record;
            if (t->rows.v[i].kind == VIEW_BODY && k)
                d->rows.v[i].cells.v[j].drawing =
                    trend ? trend_of(x, k) : progress_of(x, k);
        }
    }
}
