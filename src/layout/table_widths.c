/*
 * Widths of a table's columns (charter §10.7).
 *
 * Given widths hold. Numbers take their widest plus their padding, and never
 * less than theme.column_min; codes, states and dates their widest; a drawing
 * the least of its kind, and more where the texts leave room. What is left
 * belongs to the columns of text. If all of their cells fit on one line, each
 * takes its widest and the flexible column the rest. Otherwise they start
 * between their longest word and their widest cell, in proportion, and then
 * give each other small steps as long as the table gets shorter: the number of
 * lines of a cell is estimated from its width on one line, so that no text is
 * broken for a trial.
 */
#include "layout/table_int.h"

enum {                     /* tenths of mm */
       WIDTH_BULLET = 320, /* of a drawing, without paddings */
       LEAST_BULLET = 290, /* when texts lack room: the charter's least */
       WIDTH_SPARKLINE = 240,
       WIDTH_PROGRESS = 180,
       WIDTH_TEXT_MIN = 140,
       STEPS = 60,         /* of a climb */
       STEP_SHARE = 50,    /* of the texts' width */
       RAGGED_LOSS = 1060, /* what ragged ends cost, in 1/1000 */
       HEAD_LINES = 2,
       HEAD_SHORT = PT(42), /* such a head stays on one line */
       LINES_GIVEN = 3, /* a given text column holds while cells take no more */
       ALIKE = 700,     /* number columns this near the widest are made equal */
       SPREAD_MAX = 80, /* tenths of mm that a number column may gain */
       FLEXIBLE_AIR = 1250 /* of what the flexible column needs, before that */
};

/* A width that was not given holds no less than its kind asks for. */
static mpt drawing_width(const table *t, size_t col, mpt bullet) {
    const table_column *column = &t->columns[col];
    mpt pads = column->pad_left + column->pad_right;
    for (size_t i = 0; i < t->nrows; i++)
        for (size_t k = 0; k < t->rows[i].cells.n; k++) {
            const table_cell *c = &t->rows[i].cells.v[k];
            if (c->col != col || !c->c || !c->c->drawing)
                continue;
            if (c->c->drawing->kind == DRAW_SPARKLINE)
                return MM10(WIDTH_SPARKLINE) + pads;
            if (c->c->drawing->kind == DRAW_PROGRESS)
                return MM10(WIDTH_PROGRESS) + pads;
            return bullet + pads;
        }
    return MM10(WIDTH_SPARKLINE) + pads;
}

static mpt wider(mpt a, mpt b) {
    return a > b ? a : b;
}

/* The least width at which a head takes two lines (or its words' least). */
static mpt head_width(const table *t, const table_column *c) {
    para *h = c->head;
    if (h->natural <= HEAD_SHORT)
        return h->natural;
    mpt w = wider(h->least, h->natural / 2);
    for (; w < h->natural; w += t->x->t->unit) {
        para_break(h, w, BREAK_FILLED);
        if (h->lines.n <= HEAD_LINES)
            break;
    }
    return w < h->natural ? w : h->natural;
}

/* Marks hang out of right-aligned cells: what they take beyond the paddings is
   added, so that the next column stays clear of them. */
static void clear_marks(table *t) {
    mpt *hang = NEW_ARRAY(t->x->a, mpt, t->ncols + 1);
    for (size_t i = 0; i < t->nrows; i++)
        for (size_t k = 0; k < t->rows[i].cells.n; k++) {
            const table_cell *d = &t->rows[i].cells.v[k];
            if (d->p && t->columns[d->col].align == ALIGN_RIGHT)
                hang[d->col] = wider(hang[d->col], d->p->hang);
        }
    for (size_t j = 0; j + 1 < t->ncols; j++) {
        table_column *c = &t->columns[j];
        bool text = t->columns[j + 1].align == ALIGN_LEFT;
        mpt clear = (text ? 2 : 1) * t->x->t->unit;
        mpt lacks = hang[j] + clear - c->pad_right - t->columns[j + 1].pad_left;
        if (hang[j] && lacks > 0)
            c->pad_right += lacks;
    }
}

/* Widest cell and longest word of each column, padding included. */
static void measure_columns(table *t) {
    clear_marks(t);
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        mpt pads = c->pad_left + c->pad_right;
        c->least = (c->text ? c->head->least : head_width(t, c)) + pads;
        c->natural = c->text ? c->head->natural + pads : c->least;
    }
    for (size_t i = 0; i < t->nrows; i++)
        for (size_t k = 0; k < t->rows[i].cells.n; k++) {
            const table_cell *d = &t->rows[i].cells.v[k];
            if (!d->p || d->cols > 1)
                continue;
            table_column *c = &t->columns[d->col];
            mpt pads = c->pad_left + c->pad_right;
            mpt hang = c->align == ALIGN_RIGHT ? d->p->hang : 0;
            pads += d->inset;
            c->natural = wider(c->natural, d->p->natural - hang + pads);
            c->least = wider(c->least, d->p->least + pads);
        }
}

static mpt fixed_width(const table *t, size_t j) {
    const table_column *c = &t->columns[j];
    const theme *h = t->x->t;
    if (c->c->width)
        return wider(c->c->width, c->least);
    switch (c->c->kind) {
    case COLUMN_NUMBER: {
        mpt pads = c->pad_left + c->pad_right;
        mpt air = h->column_air > pads ? h->column_air - pads : 0;
        return wider(wider(c->natural + air, c->least), h->column_min);
    }
    case COLUMN_DRAWING:
        return wider(drawing_width(t, j, MM10(LEAST_BULLET)), c->least);
    case COLUMN_CODE:
    case COLUMN_STATE:
    case COLUMN_DATE:
    case COLUMN_MARK:
    case COLUMN_TEXT:
        return wider(c->natural, c->least);
    }
    return c->natural;
}

/* --- Columns of text --------------------------------------------------------
 */

static uint32_t lines_at(mpt natural, mpt room) {
    if (natural <= room || room <= 0)
        return 1;
    int64_t need = (int64_t)natural * RAGGED_LOSS / 1000;
    return (uint32_t)((need + room - 1) / room);
}

static uint32_t lines_in(const table *t, const table_cell *d, mpt width) {
    const table_column *c = &t->columns[d->col];
    mpt room = width - c->pad_left - c->pad_right;
    uint32_t n = lines_at(d->p->natural, room), k = d->p->forced;
    return k ? n + k * lines_at(d->p->others / (mpt)k, room) : n;
}

/* Lines of the whole table, were the columns as they are. */
static uint64_t lines_of(const table *t) {
    uint64_t all = 0;
    for (size_t i = 0; i < t->nrows; i++) {
        uint32_t most = 1;
        for (size_t k = 0; k < t->rows[i].cells.n; k++) {
            const table_cell *d = &t->rows[i].cells.v[k];
            if (!d->p || d->cols > 1)
                continue;
            bool text = t->columns[d->col].text;
            uint32_t n = text ? lines_in(t, d, t->columns[d->col].width)
                              : 1 + d->p->forced;
            most = n > most ? n : most;
        }
        all += most;
    }
    return all;
}

/* A given width of a text column holds as long as no cell gets more than three
   lines by it; then the column takes part in the solving. */
static void free_tall_columns(table *t) {
    for (size_t i = 0; i < t->nrows; i++)
        for (size_t k = 0; k < t->rows[i].cells.n; k++) {
            const table_cell *d = &t->rows[i].cells.v[k];
            table_column *c = &t->columns[d->col];
            bool given = c->c->kind == COLUMN_TEXT && c->c->width && !c->text;
            if (given && d->p && d->cols == 1 &&
                lines_in(t, d, c->c->width) > LINES_GIVEN)
                c->text = true;
        }
}

/* Moves one step from column a to column b if that saves lines. */
static bool try_step(table *t, size_t a, size_t b, mpt step, uint64_t *lines) {
    table_column *from = &t->columns[a], *to = &t->columns[b];
    if (a == b || !from->text || !to->text || from->width - step < from->least)
        return false;
    from->width -= step;
    to->width += step;
    uint64_t now = lines_of(t);
    if (now < *lines) {
        *lines = now;
        return true;
    }
    from->width += step;
    to->width -= step;
    return false;
}

static void climb(table *t, mpt step) {
    uint64_t lines = lines_of(t);
    for (int i = 0; i < STEPS; i++) {
        bool better = false;
        for (size_t a = 0; a < t->ncols && !better; a++)
            for (size_t b = 0; b < t->ncols && !better; b++)
                better = try_step(t, a, b, step, &lines) ||
                         try_step(t, a, b, 4 * step, &lines);
        if (!better)
            return;
    }
}

static mpt sum_text(const table *t, size_t offset) {
    mpt s = 0;
    for (size_t j = 0; j < t->ncols; j++)
        if (t->columns[j].text)
            s += *(const mpt *)((const char *)&t->columns[j] + offset);
    return s;
}

/* Between longest word and widest cell, in proportion. */
static void share_text(table *t, mpt room) {
    mpt least = sum_text(t, offsetof(table_column, least));
    mpt natural = sum_text(t, offsetof(table_column, natural));
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        if (!c->text)
            continue;
        if (natural <= room)
            c->width = c->natural;
        else if (least >= room)
            c->width = (mpt)((int64_t)c->least * room / least);
        else
            c->width = c->least + (mpt)((int64_t)(c->natural - c->least) *
                                        (room - least) / (natural - least));
    }
    if (natural > room && least < room)
        climb(t, room / STEP_SHARE);
    mpt used = sum_text(t, offsetof(table_column, width));
    t->columns[t->flexible].width += room - used;
}

static void choose_flexible(table *t) {
    size_t best = t->ncols;
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        c->text = c->c->flexible || (c->c->kind == COLUMN_TEXT && !c->c->width);
        if (c->c->flexible)
            best = j;
    }
    for (size_t j = 0; j < t->ncols && best == t->ncols; j++)
        if (t->columns[j].text)
            best = j;
    t->flexible = (uint16_t)(best == t->ncols ? 0 : best);
    t->columns[t->flexible].text = true;
}

/* --- Numbers
 * ------------------------------------------------------------------ */

static bool is_free_number(const table *t, size_t j) {
    return !t->columns[j].text && t->columns[j].c->kind == COLUMN_NUMBER &&
           !t->columns[j].c->width;
}

/* Years and amounts side by side read better when their columns are equal:
   done as far as the texts leave room. Gives what it took. */
static mpt even_numbers(table *t, mpt room) {
    mpt most = 0, took = 0;
    for (size_t j = 0; j < t->ncols; j++)
        if (is_free_number(t, j))
            most = wider(most, t->columns[j].width);
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        if (!is_free_number(t, j) ||
            c->width < (mpt)((int64_t)most * ALIKE / 1000))
            continue;
        if (took + most - c->width > room)
            return took;
        took += most - c->width;
        c->width = most;
    }
    return took;
}

/* What the flexible column has beyond all that it needs. */
static mpt rest_of(const table *t) {
    const table_column *f = &t->columns[t->flexible];
    return f->width - (mpt)((int64_t)f->natural * FLEXIBLE_AIR / 1000);
}

/* Heads of numbers stand on one line where there is room to spare. */
static void unfold_heads(table *t) {
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        mpt pads = c->pad_left + c->pad_right;
        mpt more = c->head ? c->head->natural + pads - c->width : 0;
        if (!is_free_number(t, j) || more <= 0 || more > rest_of(t))
            continue;
        c->width += more;
        t->columns[t->flexible].width -= more;
    }
}

/* Where the flexible column has much more than it needs, the eye would travel
   far from a name to its numbers: the rest is shared. */
static void spread_rest(table *t) {
    table_column *f = &t->columns[t->flexible];
    mpt n = 0;
    for (size_t j = 0; j < t->ncols; j++)
        n += is_free_number(t, j);
    mpt rest = rest_of(t);
    if (!n || rest <= 0)
        return;
    mpt each = rest / (n + 1);
    each = each > MM10(SPREAD_MAX) ? MM10(SPREAD_MAX) : each;
    for (size_t j = 0; j < t->ncols; j++)
        if (is_free_number(t, j)) {
            t->columns[j].width += each;
            f->width -= each;
        }
}

/* Drawings grow from their least as far as the texts leave room. Gives what
   they took. */
static mpt grow_drawings(table *t, mpt room) {
    mpt took = 0;
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        if (c->text || c->c->kind != COLUMN_DRAWING || c->c->width)
            continue;
        mpt more = drawing_width(t, j, MM10(WIDTH_BULLET)) - c->width;
        more = more < room - took ? more : room - took;
        if (more <= 0)
            continue;
        c->width += more;
        took += more;
    }
    return took;
}

static void report_wide(const table *t, mpt need) {
    arena *a = t->x->keep;
    str name = doc_plain(a, &t->b->caption.text);
    if (!name.n)
        name = t->b->caption.label;
    DIAG_AT(t->x->c->sink, E0606, t->b->place, name,
            str_fmt(a, "%d", (int)((int64_t)need * 10 / 28346)),
            str_fmt(a, "%d", (int)((int64_t)t->width * 10 / 28346)));
}

/* Too wide whatever is done: an error was said; what is drawn fits. */
static void squeeze(table *t, mpt need) {
    for (size_t j = 0; j < t->ncols; j++)
        t->columns[j].width =
            (mpt)((int64_t)t->columns[j].width * t->width / need);
}

/* What column j cannot do without. */
static mpt column_need(const table *t, size_t j) {
    const table_column *c = &t->columns[j];
    mpt most = wider(MM10(WIDTH_TEXT_MIN), t->width / 8);
    return c->text && c->least > most ? most : c->width;
}

mpt table_need(table *t) {
    choose_flexible(t);
    measure_columns(t);
    free_tall_columns(t);
    mpt need = 0;
    for (size_t j = 0; j < t->ncols; j++) {
        table_column *c = &t->columns[j];
        c->width = c->text ? c->least : fixed_width(t, j);
        c->need = column_need(t, j);
        need += c->need;
    }
    return need;
}

void table_widths(table *t) {
    mpt need = table_need(t),
        texts = sum_text(t, offsetof(table_column, width));
    mpt fixed = -texts;
    for (size_t j = 0; j < t->ncols; j++)
        fixed += t->columns[j].width;
    if (need > t->width) {
        report_wide(t, need);
        squeeze(t, fixed + texts);
    } else {
        mpt natural = sum_text(t, offsetof(table_column, natural));
        fixed += even_numbers(t, t->width - fixed - natural);
        fixed += grow_drawings(t, t->width - fixed - natural);
        share_text(t, t->width - fixed);
        unfold_heads(t);
        spread_rest(t);
    }
    mpt at = t->left;
    for (size_t j = 0; j < t->ncols; j++) {
        t->columns[j].x = at;
        at += t->columns[j].width;
    }
}
