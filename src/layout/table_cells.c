/* Cells of a table: spans, styles by row and column, lines, elements. */
#include "layout/table_int.h"

#include "base/utf8.h"

/* --- Looks -------------------------------------------------------------------
 */

static para_look group_look(const table *t, const table_cell *c, bool sum) {
    if (c->col == 0 || c->cols > 1 || sum)
        return (para_look){.base = STYLE_TABLE_TOTAL,
                           .coloured = t->t->band_groups,
                           .ink = COLOR_ACCENT700};
    bool named = t->columns[c->col].c->row_header || c->col == 1;
    return (para_look){.base = named ? STYLE_TABLE_TOTAL : STYLE_TABLE_CELL,
                       .secondary = !named};
}

para_look table_look(const table *t, const doc_row *r, const table_cell *c) {
    const doc_column *col = t->columns[c->col].c;
    bool amount = col->kind == COLUMN_NUMBER;
    para_look look = {.base = STYLE_TABLE_CELL};
    switch (r->kind) {
    case ROW_GROUP:
        look = group_look(t, c, amount);
        break;
    case ROW_SUBTOTAL:
    case ROW_TOTAL:
        look.base = STYLE_TABLE_TOTAL;
        break;
    case ROW_CHECK:
        if (c->col == 0 || c->col + c->cols == t->ncols)
            look.base = STYLE_TABLE_TOTAL;
        break;
    case ROW_BODY:
        if (col->kind == COLUMN_CODE && c->col == 0)
            look.base = STYLE_TABLE_TOTAL;
        else if (col->kind == COLUMN_CODE)
            look.secondary = true;
        break;
    }
    if (c->c->secondary)
        look.secondary = true;
    if (c->c->tint == 2)
        look.bold = true;
    look.actual = c->c->actual;
    return look;
}

static theme_align column_align(column_kind k) {
    static const theme_align by_kind[] = {
        [COLUMN_TEXT] = ALIGN_LEFT,    [COLUMN_NUMBER] = ALIGN_RIGHT,
        [COLUMN_CODE] = ALIGN_LEFT,    [COLUMN_STATE] = ALIGN_LEFT,
        [COLUMN_DATE] = ALIGN_LEFT,    [COLUMN_MARK] = ALIGN_CENTER,
        [COLUMN_DRAWING] = ALIGN_LEFT,
    };
    return by_kind[k];
}

/* --- Grid
 * ---------------------------------------------------------------------- */

static void make_columns(table *t) {
    const theme *h = t->x->t;
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        c->c = &t->t->columns.v[j];
        c->align = column_align(c->c->kind);
        c->head = para_of(t->x, &c->c->head,
                          &(para_look){.base = STYLE_TABLE_HEAD}, t->b->place);
        c->pad_left = j ? h->cell_pad_x : 0;
        c->pad_right = j + 1 < t->ncols ? h->cell_pad_x : 0;
        bool after_right = j && t->columns[j - 1].align == ALIGN_RIGHT;
        if (after_right && c->align == ALIGN_LEFT)
            c->pad_left += 2 * h->unit; /* §10.2 */
    }
}

static uint16_t span_of(uint8_t asked, size_t at, size_t n) {
    size_t s = asked > 1 ? asked : 1;
    return (uint16_t)(at + s > n ? n - at : s);
}

static void add_cell(table *t, size_t i, size_t col, const doc_cell *c,
                     uint16_t *covered) {
    table_row *r = &t->rows[i];
    table_cell d = {.c = c, .col = (uint16_t)col, .cols = 1, .rows = 1};
    if (c) {
        d.cols = span_of(c->col_span, col, t->ncols);
        d.rows = span_of(c->row_span, i, t->nrows);
        para_look look = table_look(t, r->r, &d);
        if (c->text.n)
            d.p = para_of(t->x, &c->text, &look, r->r->place);
    }
    for (uint16_t k = 0; k < d.cols; k++)
        covered[col + k] = (uint16_t)(d.rows - 1);
    t->grouped = t->grouped || d.rows > 1;
    if (d.rows > 1 && col == 0)
        for (uint16_t k = 0; k + 1 < d.rows; k++)
            t->rows[i + k].spanned = true;
    list_push(t->x->brief, &r->cells, d);
}

static void make_row(table *t, size_t i, uint16_t *covered) {
    table_row *r = &t->rows[i];
    r->r = &t->t->rows.v[i];
    size_t next = 0;
    for (size_t col = 0; col < t->ncols;) {
        if (covered[col]) {
            covered[col++]--;
            continue;
        }
        const doc_cell *c =
            next < r->r->cells.n ? &r->r->cells.v[next++] : NULL;
        size_t was = col;
        add_cell(t, i, col, c, covered);
        col = was + list_last(&r->cells)->cols;
    }
    if (r->r->kind == ROW_GROUP)
        t->grouped = true;
}

/* --- Commas
 * -------------------------------------------------------------------- */

/* Width from the comma on, of a cell that is a number and nothing else; -1 of
   any other. */
static mpt fraction_of(const para *p) {
    mpt width = 0;
    bool digits = false, comma = false;
    for (size_t i = 0; i < p->pieces.n; i++) {
        const piece *q = &p->pieces.v[i];
        if (q->hangs)
            continue;
        if (q->object)
            return -1;
        str s = {p->text.p + q->from, q->to - q->from};
        size_t from = comma ? 0 : s.n;
        for (size_t at = 0; at < s.n;) {
            size_t here = at;
            uint32_t c = utf8_next(s, &at);
            bool digit = c >= '0' && c <= '9';
            if (c == ',' && !comma)
                from = here;
            else if (!digit && c != 0x202F && c != 0x2212)
                return -1;
            comma |= c == ',';
            digits |= digit;
        }
        width += font_width(p->x->c->fonts, q->face, str_sub(s, from, s.n),
                            q->features, q->size);
    }
    return digits ? width : -1;
}

/* Numbers of unlike decimals stand with their commas in one line. */
static void align_commas(table *t) {
    mpt *most = NEW_ARRAY(t->x->a, mpt, t->ncols + 1);
    for (size_t i = 0; i < t->nrows; i++)
        for (size_t k = 0; k < t->rows[i].cells.n; k++) {
            table_cell *c = &t->rows[i].cells.v[k];
            bool alone = c->p && c->cols == 1;
            c->inset = alone && t->columns[c->col].c->kind == COLUMN_NUMBER
                           ? fraction_of(c->p)
                           : -1;
            if (c->inset > most[c->col])
                most[c->col] = c->inset;
        }
    for (size_t i = 0; i < t->nrows; i++)
        for (size_t k = 0; k < t->rows[i].cells.n; k++) {
            table_cell *c = &t->rows[i].cells.v[k];
            c->inset = c->inset < 0 ? 0 : most[c->col] - c->inset;
        }
}

void table_cells(table *t) {
    make_columns(t);
    for (size_t j = 2; j < t->ncols; j++) /* no header that readers guess */
        t->grouped = t->grouped || t->columns[j].c->row_header;
    uint16_t *covered = NEW_ARRAY(t->x->a, uint16_t, t->ncols + 1);
    for (size_t i = 0; i < t->nrows; i++)
        make_row(t, i, covered);
    align_commas(t);
}

size_t table_closing(const table *t) {
    size_t i = t->nrows;
    while (i > 0 && (t->rows[i - 1].r->kind == ROW_TOTAL ||
                     t->rows[i - 1].r->kind == ROW_CHECK))
        i--;
    return i;
}

/* --- Heights
 * -------------------------------------------------------------------- */

static mpt span_width(const table *t, const table_cell *c) {
    mpt w = 0;
    for (uint16_t k = 0; k < c->cols; k++)
        w += t->columns[c->col + k].width;
    const table_column *last = &t->columns[c->col + c->cols - 1];
    return w - t->columns[c->col].pad_left - last->pad_right;
}

static const drawing *cell_drawing(table *t, const table_cell *c) {
    drawing *d = NEW(t->x->a, drawing);
    *d = draw_figure(&t->x->draw, c->c->drawing, span_width(t, c));
    return d;
}

/* §10.2: dense tables keep the air of their groups and totals, but where
   groups are bands (page 10). */
static mpt row_pad(const table *t, const table_row *r) {
    const theme *h = t->x->t;
    bool body = r->r->kind == ROW_BODY || r->r->kind == ROW_SUBTOTAL;
    if (r->r->kind == ROW_CHECK || !t->dense)
        return h->cell_pad_y;
    return body || t->t->band_groups ? h->cell_pad_y_dense : h->cell_pad_y;
}

void table_heights(table *t) {
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        mpt w = c->width - c->pad_left - c->pad_right;
        para_break(c->head, w, BREAK_FILLED);
    }
    for (size_t i = 0; i < t->nrows; i++) {
        table_row *r = &t->rows[i];
        r->lines = 1;
        for (size_t k = 0; k < r->cells.n; k++) {
            table_cell *c = &r->cells.v[k];
            if (c->c && c->c->drawing)
                c->drawn = cell_drawing(t, c);
            if (!c->p)
                continue;
            mpt hang = t->columns[c->col].align == ALIGN_RIGHT ? c->p->hang : 0;
            para_break(c->p, span_width(t, c) + hang - c->inset, BREAK_FILLED);
            if (c->rows == 1 && c->p->lines.n > r->lines)
                r->lines = (uint32_t)c->p->lines.n;
        }
        r->pad = row_pad(t, r);
        r->height = (mpt)r->lines * t->leading + 2 * r->pad;
    }
}

/* --- Elements
 * ------------------------------------------------------------------- */

static str head_id(const table *t, size_t col) {
    return str_fmt(t->x->out, "t%uc%u", t->id, (unsigned)col);
}

static str row_id(const table *t, size_t i, size_t col) {
    return str_fmt(t->x->out, "t%ur%u.%u", t->id, (unsigned)i, (unsigned)col);
}

static void head_elements(table *t, element **heads) {
    layout *x = t->x;
    element *head = element_new(x->out, t->e, ROLE_THEAD);
    element *tr = element_new(x->out, head, ROLE_TR);
    for (size_t j = 0; j < t->ncols; j++) {
        element *th = element_new(x->out, tr, ROLE_TH);
        th->scope = SCOPE_COLUMN;
        if (t->grouped)
            element_more_of(x->out, th)->id = t->columns[j].id = head_id(t, j);
        heads[j] = th;
    }
}

static bool is_header(const table *t, const table_row *r, const table_cell *c) {
    if (!c->p)
        return false;
    if (r->r->kind == ROW_GROUP)
        return c->col == 0 || c->cols > 1 || (c->col == 1 && !r->cells.v[0].p);
    if (r->r->kind == ROW_BODY)
        return t->columns[c->col].c->row_header;
    return c->col == 0 || (c->col == 1 && !r->cells.v[0].p);
}

static void cell_element(table *t, size_t i, table_cell *c, element *tr,
                         str headers[2]) {
    layout *x = t->x;
    const table_row *r = &t->rows[i];
    bool header = is_header(t, r, c);
    c->e = element_new(x->out, tr, header ? ROLE_TH : ROLE_TD);
    c->e->place = r->r->place;
    c->e->col_span = c->cols;
    c->e->row_span = c->rows;
    if (header)
        c->e->scope = SCOPE_ROW;
    if (!t->grouped)
        return;
    element_more *m = element_more_of(x->out, c->e);
    for (uint16_t k = 0; k < c->cols; k++)
        list_push(x->out, &m->headers, t->columns[c->col + k].id);
    for (int k = 0; k < 2; k++)
        if (headers[k].n)
            list_push(x->out, &m->headers, headers[k]);
    if (!header)
        return;
    m->id = row_id(t, i, c->col);
    bool group = r->r->kind == ROW_GROUP || c->rows > 1;
    headers[group ? 0 : 1] = m->id;
    if (c->rows > 1) {
        t->span_id = m->id;
        t->span_left = c->rows;
    }
}

static void row_elements(table *t, size_t i, element *parent, str *group) {
    element *tr = element_new(t->x->out, parent, ROLE_TR);
    table_row *r = &t->rows[i];
    bool closes = r->r->kind == ROW_TOTAL || r->r->kind == ROW_CHECK;
    if (r->r->kind == ROW_GROUP || closes)
        *group = STR_NONE;
    list_reserve(t->x->out, &tr->kids, r->cells.n);
    str headers[2] = {t->span_left ? t->span_id : *group, STR_NONE};
    for (size_t k = 0; k < r->cells.n; k++)
        cell_element(t, i, &r->cells.v[k], tr, headers);
    if (t->span_left)
        t->span_left--;
    else
        *group = headers[0];
}

void table_elements(table *t) {
    layout *x = t->x;
    element **heads = NEW_ARRAY(x->a, element *, t->ncols + 1);
    head_elements(t, heads);
    size_t closing = table_closing(t);
    str group = STR_NONE;
    element *body = closing ? element_new(x->out, t->e, ROLE_TBODY) : NULL;
    element *foot = NULL;
    for (size_t i = 0; i < t->nrows; i++) {
        if (i == closing)
            foot = element_new(x->out, t->e, closing ? ROLE_TFOOT : ROLE_TBODY);
        row_elements(t, i, i < closing ? body : foot, &group);
    }
}
