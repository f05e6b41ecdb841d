/*
 * Tables that the page is too narrow for (charter §10.9). Wrapping, widening
 * and dense rows are done (table_widths.c, table.c); what is left is
 *   4  landscape pages, for this table alone; the prose behind it fills the
 *      page before them;
 *   5  blocks of columns, one under the other, each with the first two columns
 *      again; « (1/2) » and « (2/2) » after the title. Each is a table of its
 *      own for whoever listens: its rows say their names;
 *   6  an error that names the table, where even one column more does not fit.
 */
#include "layout/table_int.h"

enum { REPEATED = 2 /* columns on the left of each block */ };

/* Columns [from, to) of the whole, after the repeated ones. */
typedef struct column_block {
    size_t from, to;
} column_block;

typedef LIST(column_block) column_blocks;

/* Made once for a table, whatever the number of passes: the cells keep their
   paragraphs by the addresses of their texts. */
typedef struct wide_parts {
    LIST(doc_block *) v;
} wide_parts;

static bool may_turn(const flow *f) {
    return f->geometry == GEOMETRY_PORTRAIT && !f->unsnapped && !f->grouped &&
           f->full_left == 0;
}

/* Headings that stand just before go to the table's page, or one would be the
   last thing of its own. */
static bool take_headings(flow *f) {
    size_t first = f->boxes.n;
    while (first > 0 && f->boxes.v[first - 1].title)
        first--;
    if (first == f->boxes.n)
        return false;
    for (size_t i = first; i < f->boxes.n; i++)
        f->boxes.v[i].geometry = GEOMETRY_LANDSCAPE;
    if (first > 0)
        f->boxes.v[first].penalty = FORCED;
    f->start_page = false;
    return true;
}

/* True: what follows may come before it. */
static bool turn(flow *f) {
    flow_turn(f, GEOMETRY_LANDSCAPE);
    if (take_headings(f) || !f->boxes.n)
        return false;
    f->start_page = false; /* another geometry is another page */
    f->floating = ++f->x->float_number;
    return true;
}

/* --- Blocks of columns -------------------------------------------------------
 */

static size_t repeated(const table *t) {
    return t->ncols > REPEATED + 1 ? REPEATED : 1;
}

/* As many columns a block as `most` takes; none when one is wider. */
static column_blocks cut_columns(const table *t, mpt most) {
    column_blocks all = {0};
    mpt used = 0;
    for (size_t j = repeated(t); j < t->ncols; j++) {
        mpt need = t->columns[j].need;
        if (need > most)
            return (column_blocks){0};
        if (!all.n || used + need > most) {
            list_push(t->x->a, &all, (column_block){j, j});
            used = 0;
        }
        list_last(&all)->to = j + 1;
        used += need;
    }
    return all;
}

/* The fewest blocks, then even ones. */
static column_blocks even_blocks(const table *t, mpt width) {
    mpt room = width, all = 0;
    for (size_t j = 0; j < repeated(t); j++)
        room -= t->columns[j].need;
    column_blocks best = cut_columns(t, room);
    for (size_t j = repeated(t); j < t->ncols; j++)
        all += t->columns[j].need;
    mpt step = t->x->t->unit;
    for (mpt most = best.n ? all / (mpt)best.n : room; most < room;
         most += step) {
        column_blocks even = cut_columns(t, most);
        if (even.n && even.n == best.n)
            return even;
    }
    return best;
}

/* --- A block as a table of its own --------------------------------------- */

static bool is_in(const table *t, column_block c, size_t column) {
    return column < repeated(t) || (column >= c.from && column < c.to);
}

/* Texts of its own: what is repeated is broken anew at other widths. */
static inline_list copy_text(layout *x, const inline_list *from) {
    inline_list to = {0};
    for (size_t i = 0; i < from->n; i++)
        list_push(x->keep, &to, from->v[i]);
    return to;
}

static void copy_cell(const table *t, const table_cell *c, column_block b,
                      doc_row *to) {
    uint8_t span = 0;
    for (size_t k = 0; k < c->cols; k++)
        span = (uint8_t)(span + is_in(t, b, (size_t)c->col + k));
    if (!span)
        return;
    doc_cell d = c->c ? *c->c : (doc_cell){0};
    d.col_span = span;
    d.row_span = (uint8_t)c->rows;
    d.text = copy_text(t->x, &d.text);
    list_push(t->x->keep, &to->cells, d);
}

static void copy_rows(const table *t, column_block c, bool first,
                      doc_table *to) {
    for (size_t i = 0; i < t->nrows; i++) {
        const table_row *r = &t->rows[i];
        doc_row *d = list_add(t->x->keep, &to->rows);
        d->kind = r->r->kind;
        d->place = r->r->place;
        for (size_t k = 0; first && k < r->r->anchors.n; k++)
            list_push(t->x->keep, &d->anchors, r->r->anchors.v[k]);
        for (size_t k = 0; k < r->cells.n; k++)
            copy_cell(t, &r->cells.v[k], c, d);
    }
}

static doc_block *copy_block(const table *t, column_blocks all, size_t i) {
    layout *x = t->x;
    bool last = i + 1 == all.n;
    doc_block *b = doc_block_new(x->keep, BLOCK_TABLE, t->b->place);
    b->caption = t->b->caption;
    b->caption.text = copy_text(x, &t->b->caption.text);
    doc_text(x->keep, &b->caption.text,
             str_fmt(x->keep, "\u00A0(%zu/%u)", i + 1, all.n), 0);
    for (size_t k = 0; last && k < t->b->notes.n; k++)
        list_push(x->keep, &b->notes, t->b->notes.v[k]);
    for (size_t k = 0; !i && k < t->b->margin.n; k++)
        list_push(x->keep, &b->margin, t->b->margin.v[k]);
    doc_table *d = b->table = NEW(x->keep, doc_table);
    d->density = t->dense ? 2 : 1;
    d->band_groups = t->t->band_groups;
    d->summary = t->t->summary;
    for (size_t j = 0; j < t->ncols; j++) {
        if (!is_in(t, all.v[i], j))
            continue;
        doc_column *c = list_add(x->keep, &d->columns);
        *c = *t->columns[j].c;
        c->head = copy_text(x, &c->head);
    }
    copy_rows(t, all.v[i], i == 0, d);
    return b;
}

static const wide_parts *parts_of(table *t, mpt width) {
    layout *x = t->x;
    str key = str_fmt(x->a, "wide %p", (const void *)t->b);
    wide_parts *p = map_get(&x->drawings, key);
    if (p)
        return p;
    p = NEW(x->keep, wide_parts);
    column_blocks all = even_blocks(t, width);
    for (size_t i = 0; i < all.n; i++)
        list_push(x->keep, &p->v, copy_block(t, all, i));
    map_put(&x->drawings, str_dup(x->keep, key), p);
    return p;
}

/* Whatever is left to be said is said by table_widths. */
static void put_as_is(flow *f, const doc_block *b) {
    table *t = table_new(f, b);
    table_cells(t);
    table_put(t);
}

void table_set_wide(flow *f, table *t, mpt need) {
    uint8_t was = f->geometry;
    bool waits = may_turn(f) && turn(f);
    const wide_parts *p =
        need > f->full_width ? parts_of(t, f->full_width) : NULL;
    if (!p || !p->v.n)
        put_as_is(f, t->b);
    for (size_t i = 0; p && i < p->v.n; i++)
        put_as_is(f, p->v.v[i]);
    flow_turn(f, was);
    if (waits)
        f->start_page = false;
    f->floating = 0;
}
