/*
 * Tables.
 *
 * A table is laid out in five steps, each a function over struct table:
 *   cells     the grid: spans resolved, lacking cells added, one para a cell
 *             with the look that its row and column give it (§10.3, §10.5);
 *   widths    columns solved from content (table_widths.c, §10.7);
 *   heights   cells broken first fit at their widths; a row is as tall as its
 *             tallest cell, its first lines on one baseline;
 *   elements  THead, TBody, TFoot in reading order, with scopes; where group
 *             rows make the table irregular every cell names its headers;
 *   boxes     caption, head and rows as boxes of the flow.
 * So pages know nothing of tables: they see boxes, penalties, and the one
 * thing that is special, struct carry: what is repeated on top of the next
 * page and how much room « Suite du tableau page … » takes on the one that is
 * cut.
 *
 * Rules (§10.1) belong to the boundary below a row: which one depends on both
 * rows that it parts. They are drawn with the row above, so that a page that
 * starts with a row has no rule of a row that is not there; the page that is
 * cut closes with the strong rule, drawn over the light one. Fills start half
 * a rule lower, lest they cover it.
 *
 * Keeps (§10.8) are penalties: caption, head and two rows; a group row and two
 * rows; the last three rows with total and check; notes with the last row
 * (their own set_notes sees to that). A row of up to six lines is one box; a
 * longer one is one box a line, never parting the first two lines nor the last
 * two. Rows that the first column spans prefer to stay together.
 *
 * Never done: smaller type, cut text, vertical rules, subtotals carried over.
 * What is too wide goes to landscape pages, or in blocks of columns, or is an
 * error that names the table (table_wide.c).
 *
 * Rejected: boxes inside boxes (a table as one tree that pages would have to
 * open): the flat list lets one page builder serve prose and tables alike;
 * measuring every column by trial breaking: an estimate from the widths on one
 * line is as good (table_widths.c) and a hundred times cheaper.
 */
#include "layout/table_int.h"

enum {
    ROW_LINES_WHOLE = 6, /* §10.8: a longer row may break */
    LAST_ROWS = 3        /* never fewer on the last page */
};

/* --- Rules
 * --------------------------------------------------------------------- */

typedef struct rule_kind {
    mpt thick;
    color ink;
    bool inner; /* starts at column 2 */
} rule_kind;

static rule_kind strong_rule(const table *t) {
    return (rule_kind){t->x->t->rule_strong, COLOR_INK, false};
}

static rule_kind medium_rule(const table *t) {
    return (rule_kind){t->x->t->rule_medium, COLOR_GRAY500, false};
}

static bool has_figures(const table_row *r) {
    return r->cells.n > 1;
}

static rule_kind rule_under(const table *t, size_t i) {
    const table_row *r = &t->rows[i];
    if (i + 1 == t->nrows)
        return strong_rule(t);
    row_kind now = r->r->kind, next = t->rows[i + 1].r->kind;
    if (now == ROW_TOTAL && (next == ROW_GROUP || next == ROW_CHECK))
        return strong_rule(t);
    if (next == ROW_TOTAL || next == ROW_GROUP)
        return medium_rule(t);
    if (now == ROW_GROUP && !has_figures(r))
        return (rule_kind){0};
    rule_kind light = {t->x->t->rule_light, COLOR_GRAY300, r->spanned};
    return light;
}

static void put_rule(const table *t, vbox *b, mpt y, rule_kind k) {
    if (!k.thick)
        return;
    mpt from = k.inner && t->ncols > 1 ? t->columns[1].x : t->left;
    box_fill(t->x, b,
             (rect){from, y - k.thick / 2, t->left + t->width - from, k.thick},
             k.ink);
}

/* --- Head
 * ----------------------------------------------------------------------- */

static mpt head_height(const table *t) {
    mpt h = 0;
    for (size_t j = 0; j < t->ncols; j++) {
        mpt n = para_height(t->columns[j].head);
        h = n > h ? n : h;
    }
    mpt pad = t->dense ? t->x->t->cell_pad_y_dense : t->x->t->cell_pad_y;
    return h + 2 * pad;
}

/* Bottom-aligned; `y` is its top in the box. */
static void put_head(const table *t, vbox *b, mpt y, bool copy) {
    layout *x = t->x;
    mpt h = head_height(t);
    mpt pad = t->dense ? x->t->cell_pad_y_dense : x->t->cell_pad_y;
    put_rule(t, b, y, strong_rule(t));
    const element *head = copy ? NULL : t->e;
    element *tr = NULL;
    for (size_t i = 0; head && i < head->kids.n; i++)
        if (head->kids.v[i].element->role == ROLE_THEAD)
            tr = head->kids.v[i].element->kids.v[0].element;
    for (size_t j = 0; j < t->ncols; j++) {
        const table_column *c = &t->columns[j];
        mpt at = y + h - pad - para_height(c->head);
        text_at r = {.p = c->head,
                     .x = c->x + c->pad_left,
                     .y = at,
                     .align = c->align,
                     .e = tr ? tr->kids.v[j].element : NULL,
                     .artifact = copy};
        for (; r.line < c->head->lines.n; r.line++) {
            box_put(b, &r);
            r.y += c->head->leading;
        }
    }
    put_rule(t, b, y + h, medium_rule(t));
}

/* --- Rows
 * ------------------------------------------------------------------------- */

static void put_fills(const table *t, vbox *b, const table_row *r, mpt inset) {
    layout *x = t->x;
    if (r->r->kind == ROW_GROUP)
        box_fill(x, b, (rect){t->left, inset, t->width, b->height - inset},
                 COLOR_GRAY50);
    for (size_t k = 0; k < r->cells.n; k++) {
        const table_cell *c = &r->cells.v[k];
        if (!c->c || !c->c->tint)
            continue;
        const table_column *col = &t->columns[c->col];
        box_fill(x, b, (rect){col->x, inset, col->width, b->height - inset},
                 c->c->tint == 1 ? COLOR_ACCENT50 : COLOR_ACCENT150);
    }
}

static mpt cell_room(const table *t, const table_cell *c) {
    const table_column *last = &t->columns[c->col + c->cols - 1];
    const table_column *first = &t->columns[c->col];
    return last->x + last->width - last->pad_right - first->x - first->pad_left;
}

static void put_cell_line(const table *t, vbox *b, const table_cell *c,
                          uint32_t i, mpt y) {
    const table_column *col = &t->columns[c->col];
    theme_align al = c->cols > 1 ? ALIGN_LEFT : col->align;
    box_put(b, &(text_at){.p = c->p,
                          .line = i,
                          .x = col->x + col->pad_left,
                          .y = y,
                          .w = cell_room(t, c) - c->inset,
                          .align = al,
                          .e = c->e});
}

/* Drawings in cells repeat the numbers beside them: artifacts. */
static void put_drawing(const table *t, vbox *b, const table_cell *c, mpt y) {
    const table_column *col = &t->columns[c->col];
    mpt at = y + (t->leading - c->drawn->height) / 2;
    box_decor(t->x, b, c->drawn, col->x + col->pad_left, at);
}

static int32_t row_penalty(const table *t, size_t i) {
    size_t closing = table_closing(t);
    row_kind now = t->rows[i].r->kind;
    bool after_group = (i >= 1 && t->rows[i - 1].r->kind == ROW_GROUP) ||
                       (i >= 2 && t->rows[i - 2].r->kind == ROW_GROUP);
    bool sums = now == ROW_TOTAL || now == ROW_SUBTOTAL || now == ROW_CHECK;
    bool last = i + LAST_ROWS > closing || i + 1 == t->nrows;
    if (i < 2 || after_group || sums || last)
        return NEVER;
    return t->rows[i - 1].spanned ? AVOID : 0;
}

static vbox *add_row_box(const table *t, mpt height, int32_t penalty,
                         const carry *c) {
    vbox *b = flow_add(t->f, 0, height);
    if (b->penalty != FORCED && penalty > b->penalty)
        b->penalty = penalty;
    b->carried = c;
    return b;
}

static void land_row(const table *t, size_t i, vbox *b) {
    const doc_row *r = t->rows[i].r;
    for (size_t k = 0; k < r->anchors.n; k++)
        list_push(t->x->a, &b->anchors, r->anchors.v[k]);
}

static void put_whole_row(const table *t, size_t i, const carry *c) {
    const table_row *r = &t->rows[i];
    vbox *b = add_row_box(t, r->height, row_penalty(t, i), c);
    land_row(t, i, b);
    rule_kind above = i ? rule_under(t, i - 1) : medium_rule(t);
    put_fills(t, b, r, above.thick / 2);
    for (size_t k = 0; k < r->cells.n; k++) {
        const table_cell *d = &r->cells.v[k];
        if (d->drawn)
            put_drawing(t, b, d, r->pad);
        mpt y = r->pad;
        for (uint32_t n = 0; d->p && n < d->p->lines.n; n++, y += t->leading)
            put_cell_line(t, b, d, n, y);
    }
    put_rule(t, b, r->height, rule_under(t, i));
    list_trim(t->x->a, &b->parts);
}

/* A row of more than six lines: one box a line. */
static void put_long_row(const table *t, size_t i, const carry *c) {
    const table_row *r = &t->rows[i];
    for (uint32_t n = 0; n < r->lines; n++) {
        bool first = n == 0, last = n + 1 == r->lines;
        mpt h = t->leading + (first ? r->pad : 0) + (last ? r->pad : 0);
        int32_t cost =
            first ? row_penalty(t, i) : (n == 1 || last ? NEVER : AVOID);
        vbox *b = add_row_box(t, h, cost, c);
        if (first)
            land_row(t, i, b);
        put_fills(t, b, r, 0);
        for (size_t k = 0; k < r->cells.n; k++) {
            const table_cell *d = &r->cells.v[k];
            if (d->drawn && first)
                put_drawing(t, b, d, r->pad);
            if (d->p && n < d->p->lines.n)
                put_cell_line(t, b, d, n, first ? r->pad : 0);
        }
        if (last)
            put_rule(t, b, h, rule_under(t, i));
    }
}

/* --- What goes on over pages
 * --------------------------------------------------------- */

static const inline_list *continued(layout *x, const inline_list *text) {
    inline_list *l = NEW(x->keep, inline_list);
    for (size_t i = 0; i < text->n; i++)
        list_push(x->keep, l, text->v[i]);
    doc_text(x->keep, l, S("\u00A0"), 0);
    doc_text(x->keep, l, x->d->words->continued, INLINE_EMPHASIS);
    return l;
}

static mpt put_caption_copy(const table *t, vbox *b) {
    layout *x = t->x;
    const doc_caption *c = &t->b->caption;
    if (!c->text.n && !c->label.n)
        return 0;
    flow *f = t->f;
    para_look look = {.base = STYLE_CAPTION, .tagged = c->illustrative};
    bool beside = f->label_width > 0;
    if (!beside)
        look.lead_in = c->label;
    para *p = para_of(x, continued(x, &c->text), &look, t->b->place);
    mpt y = box_para(
        b, (text_at){.p = p, .x = f->left, .w = f->width, .artifact = true},
        BREAK_FILLED);
    if (beside && c->label.n) {
        para *label =
            para_text(x, c->label, &(para_look){.base = STYLE_CAPTION_LABEL});
        box_para(b,
                 (text_at){.p = label,
                           .x = f->label_left,
                           .w = f->label_width,
                           .artifact = true},
                 BREAK_FILLED);
    }
    return y + style_of(x, STYLE_CAPTION)->after;
}

/* The group that goes on, under the head; the y below it. */
static mpt put_group_copy(const table *t, vbox *b, mpt y, const table_row *r) {
    layout *x = t->x;
    const table_cell *c = r->cells.v;
    while (c < r->cells.v + r->cells.n && !c->p)
        c++;
    if (c == r->cells.v + r->cells.n)
        return y;
    const table_column *col = &t->columns[c->col];
    mpt left = col->x + col->pad_left;
    para_look look = table_look(t, r->r, c);
    para *p = para_of(x, continued(x, &c->c->text), &look, r->r->place);
    mpt end = box_para(b,
                       (text_at){.p = p,
                                 .x = left,
                                 .y = y + r->pad,
                                 .w = t->left + t->width - left,
                                 .artifact = true},
                       BREAK_FILLED) +
              r->pad;
    box_fill(x, b, (rect){t->left, y, t->width, end - y}, COLOR_GRAY50);
    put_rule(t, b, end, (rule_kind){t->x->t->rule_light, COLOR_GRAY300, false});
    return end;
}

/* What is repeated where a row goes to the next page; group NULL: a row of no
   group. */
static const carry *make_carry(const table *t, const table_row *group) {
    layout *x = t->x;
    vbox *head = NEW(x->a, vbox);
    mpt y = put_caption_copy(t, head);
    put_head(t, head, y, true);
    head->height = y + head_height(t);
    if (group)
        head->height = put_group_copy(t, head, head->height, group);
    head->illustrative = t->b->caption.illustrative;
    head->section = x->section;
    head->geometry = t->f->geometry;
    carry *c = NEW(x->a, carry);
    c->of = t;
    c->head = head;
    c->x = t->left;
    c->width = t->width;
    c->words = x->d->words->continued_page;
    c->tail = x->t->unit + style_of(x, STYLE_CONTINUED)->leading;
    return c;
}

/* --- The table
 * -------------------------------------------------------------------------- */

static bool is_dense(const layout *x, const doc_table *t) {
    if (t->density)
        return t->density > 1;
    int rows = 0;
    for (size_t i = 0; i < t->rows.n; i++)
        rows += t->rows.v[i].kind == ROW_BODY;
    return rows > x->t->dense_from;
}

table *table_new(flow *f, const doc_block *b) {
    layout *x = f->x;
    table *t = NEW(x->a, table);
    *t = (table){.x = x, .f = f, .b = b, .t = b->table};
    t->ncols = b->table->columns.n;
    t->nrows = b->table->rows.n;
    t->columns = NEW_ARRAY(x->a, table_column, t->ncols + 1);
    t->rows = NEW_ARRAY(x->brief, table_row, t->nrows + 1);
    t->dense = is_dense(x, b->table);
    t->left = f->full_left;
    t->width = f->full_width;
    t->leading = style_of(x, STYLE_TABLE_CELL)->leading;
    t->id = ++x->table_number;
    return t;
}

static void put_rows(table *t) {
    const carry *plain = make_carry(t, NULL), *c = plain;
    for (size_t i = 0; i < t->nrows; i++) {
        row_kind k = t->rows[i].r->kind;
        if (k == ROW_GROUP || k == ROW_TOTAL || k == ROW_CHECK)
            c = plain;
        if (t->rows[i].lines > ROW_LINES_WHOLE)
            put_long_row(t, i, c);
        else
            put_whole_row(t, i, c);
        if (k == ROW_GROUP)
            c = make_carry(t, &t->rows[i]);
    }
}

void table_put(table *t) {
    layout *x = t->x;
    const doc_block *b = t->b;
    t->e = element_new(x->out, t->f->parent, ROLE_TABLE);
    if (b->table->summary.n)
        element_more_of(x->out, t->e)->summary = b->table->summary;
    t->e->place = b->place;
    if (b->caption.text.n || b->caption.label.n)
        set_caption(t->f, b, element_new(x->out, t->e, ROLE_CAPTION));
    table_widths(t);
    table_heights(t);
    table_elements(t);
    mpt after = style_of(x, STYLE_CAPTION)->after;
    vbox *head = flow_add(t->f, after, head_height(t));
    put_head(t, head, 0, false);
    put_rows(t);
    set_notes(t->f, b);
}

void set_table(flow *f, const doc_block *b) {
    if (!b->table || !b->table->columns.n)
        return;
    table *t = table_new(f, b);
    table_cells(t);
    mpt need = table_need(t);
    if (need > t->width)
        table_set_wide(f, t, need);
    else
        table_put(t);
}
