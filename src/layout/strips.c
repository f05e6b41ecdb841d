/* Strips of cells on the grid: meta (charter §8, page 5), key figures, state
   counters; blocks side by side; signatures. A row is one box. */
#include "layout/layout_int.h"

enum {
    STRIP_SPACE = PT(14),
    META_RULE = 500,
    META_TOP = 3500,
    KPI_RULE = 1400,
    KPI_TOP = PT(7), /* rule and 5.6 pt */
    KPI_LABEL_LINES = 2,
    KPI_TRACK = 3500,
    KPI_UNIT_GAP = PT(3),
    KPI_FOOT_LINES = 2,
    COUNTER_SIGN = PT(8),
    COUNTER_GAP = PT(5),
    COUNTER_WORD_GAP = PT(2),
    STRIP_MOST = 6, /* cells of a row */
    ROOMY = 3       /* when they need more room */
};

typedef struct cell_place {
    vbox *b;
    mpt x, w;
    element *e;
    mpt label; /* height of the tallest label of the row */
} cell_place;

/* Lays one item; its height. */
typedef mpt (*cell_setter)(flow *f, const strip_item *i, cell_place c);

typedef struct strip_row {
    const strip_item *items;
    size_t n;
    mpt w[STRIP_MOST]; /* of each cell */
} strip_row;

/* Values of one row stand on one line, whatever their labels need. */
static mpt label_height(layout *x, const strip_item *row, size_t n, mpt w) {
    mpt most = 0;
    for (size_t k = 0; k < n; k++) {
        para *p =
            para_text(x, row[k].label, &(para_look){.base = STYLE_KPI_LABEL});
        para_break(p, w, BREAK_FILLED);
        mpt least = KPI_LABEL_LINES * p->leading, h = para_height(p);
        h = h > least ? h : least;
        most = h > most ? h : most;
    }
    return most;
}

static para *value_para(layout *x, const strip_item *i, style s) {
    para_look look = {.base = s};
    if (i->value.n || !i->figure)
        return para_of(x, &i->value, &look, SPAN_NONE);
    inline_list *l = NEW(x->keep, inline_list);
    doc_inline *in = doc_text(x->keep, l, i->figure->text, 0);
    in->kind = INLINE_FIGURE;
    in->figure = i->figure;
    in->marks = i->figure->marks;
    return para_of(x, l, &look, SPAN_NONE);
}

static void rule(layout *x, cell_place c, mpt thick, color ink) {
    box_fill(x, c.b, (rect){c.x, 0, c.w, thick}, ink);
}

static mpt set_counter_cell(flow *f, const strip_item *i, cell_place c) {
    layout *x = f->x;
    rule(x, c, META_RULE, COLOR_GRAY500);
    para *value = value_para(x, i, STYLE_COUNTER);
    mpt bottom = box_para(
        c.b, (text_at){.p = value, .x = c.x, .y = META_TOP, .w = c.w, .e = c.e},
        BREAK_FILLED);
    mpt baseline = META_TOP + baseline_in(x, value->leading);
    mpt at = c.x + value->natural + COUNTER_GAP;
    if (i->sign < SIGN_COUNT) {
        drawing d = draw_sign(&x->draw, i->sign, COUNTER_SIGN);
        box_decor(x, c.b, &d, at, baseline - d.baseline);
        at += d.width + COUNTER_WORD_GAP;
    }
    para *word = para_text(x, i->label, &(para_look){.base = STYLE_TABLE_CELL});
    box_label(c.b, (text_at){.p = word,
                             .x = at,
                             .y = META_TOP,
                             .leading = value->leading,
                             .e = c.e});
    return bottom;
}

static mpt counter_width(layout *x, const strip_item *i) {
    para *word = para_text(x, i->label, &(para_look){.base = STYLE_TABLE_CELL});
    mpt w = value_para(x, i, STYLE_COUNTER)->natural + COUNTER_GAP;
    if (i->sign < SIGN_COUNT)
        w += COUNTER_SIGN + COUNTER_WORD_GAP;
    return w + word->natural;
}

/* The counters of a row, one of which asks for more than its share of the grid:
   what is left of the measure is shared evenly. False: they ask for more. */
static bool share_row(flow *f, strip_row *r) {
    mpt g = geometry_of(f->x, f->geometry)->gutter;
    mpt need[STRIP_MOST], sum = 0;
    bool all_fit = true;
    for (size_t k = 0; k < r->n; k++) {
        need[k] = counter_width(f->x, &r->items[k]);
        all_fit = all_fit && need[k] <= r->w[k];
        sum += need[k];
    }
    mpt left = grid_width(f, 12) - sum - (mpt)(r->n - 1) * g;
    for (size_t k = 0; !all_fit && left >= 0 && k < r->n; k++)
        r->w[k] = need[k] + left / (mpt)r->n;
    return all_fit || left >= 0;
}

static strip_row row_at(const flow *f, const doc_block *b, size_t i,
                        size_t columns) {
    size_t left = b->strip.n - i;
    strip_row r = {&b->strip.v[i], left < columns ? left : columns, {0}};
    for (size_t k = 0; k < r.n; k++)
        r.w[k] = grid_width(f, 12 / (int)columns);
    return r;
}

static void set_row(flow *f, const doc_block *b, const strip_row *r,
                    cell_setter set) {
    layout *x = f->x;
    f->snap_next = true;
    vbox *v = flow_add(f, STRIP_SPACE, 0);
    mpt label = label_height(x, r->items, r->n, r->w[0]);
    mpt at = f->full_left;
    for (size_t k = 0; k < r->n; k++) {
        element *e = element_new(x->out, f->parent, ROLE_P);
        e->place = b->place;
        cell_place c = {v, at, r->w[k], e, label};
        mpt h = set(f, &r->items[k], c);
        v->height = h > v->height ? h : v->height;
        at += r->w[k] + geometry_of(x, f->geometry)->gutter;
    }
}

static void set_strip(flow *f, const doc_block *b, cell_setter set) {
    size_t columns = b->strip_columns ? b->strip_columns : 4;
    bool counters = b->kind == BLOCK_COUNTERS;
    for (size_t i = 0; i < b->strip.n; i += columns) {
        strip_row r = row_at(f, b, i, columns);
        if (counters && !share_row(f, &r) && columns > ROOMY) {
            columns = ROOMY;
            r = row_at(f, b, i, columns);
        }
        set_row(f, b, &r, set);
    }
    flow_after(f, STRIP_SPACE);
    f->snap_next = true;
}

static para *criteria_para(layout *x, const strip_item *i) {
    inline_list *l = NEW(x->keep, inline_list);
    for (size_t k = 0; k < i->criteria.n; k++) {
        doc_inline *in = list_add(x->keep, l);
        in->kind = INLINE_PILL;
        in->pill = PILL_CRITERION;
        in->text = i->criteria.v[k];
    }
    return para_of(x, l, &(para_look){.base = STYLE_META_VALUE}, SPAN_NONE);
}

static mpt set_meta_cell(flow *f, const strip_item *i, cell_place c) {
    layout *x = f->x;
    rule(x, c, META_RULE, COLOR_GRAY500);
    para *label =
        para_text(x, i->label, &(para_look){.base = STYLE_META_LABEL});
    mpt y = box_para(
        c.b, (text_at){.p = label, .x = c.x, .y = META_TOP, .w = c.w, .e = c.e},
        BREAK_FILLED);
    bool pills = !i->value.n && !i->figure && i->criteria.n;
    para *value =
        pills ? criteria_para(x, i) : value_para(x, i, STYLE_META_VALUE);
    c.b->marks |= value->marks;
    return box_para(c.b,
                    (text_at){.p = value, .x = c.x, .y = y, .w = c.w, .e = c.e},
                    BREAK_FILLED);
}

void set_meta(flow *f, const doc_block *b) {
    set_strip(f, b, set_meta_cell);
}

static mpt set_kpi_value(flow *f, const strip_item *i, cell_place c, mpt y) {
    layout *x = f->x;
    para *value = value_para(x, i, STYLE_KPI_VALUE);
    mpt gutter = geometry_of(x, f->geometry)->gutter;
    /* A number is not cut for the little that it sticks out. */
    mpt room = value->natural > c.w + gutter ? c.w : value->natural + 1;
    mpt bottom = box_para(c.b,
                          (text_at){.p = value,
                                    .x = c.x,
                                    .y = y,
                                    .w = room > c.w ? room : c.w,
                                    .e = c.e},
                          BREAK_FILLED);
    c.b->marks |= value->marks;
    if (!i->unit.n)
        return bottom;
    para *unit = para_text(x, i->unit, &(para_look){.base = STYLE_KPI_UNIT});
    if (value->natural + KPI_UNIT_GAP + unit->natural > c.w)
        return box_para(
            c.b,
            (text_at){.p = unit, .x = c.x, .y = bottom, .w = c.w, .e = c.e},
            BREAK_FILLED);
    box_label(c.b, (text_at){.p = unit,
                             .x = c.x + value->natural + KPI_UNIT_GAP,
                             .y = y,
                             .leading = value->leading,
                             .e = c.e});
    return bottom;
}

static mpt set_kpi_cell(flow *f, const strip_item *i, cell_place c) {
    layout *x = f->x;
    rule(x, c, KPI_RULE, COLOR_ACCENT700);
    para *label = para_text(x, i->label, &(para_look){.base = STYLE_KPI_LABEL});
    box_para(c.b,
             (text_at){.p = label, .x = c.x, .y = KPI_TOP, .w = c.w, .e = c.e},
             BREAK_FILLED);
    mpt y = KPI_TOP + c.label + x->t->unit;
    y = set_kpi_value(f, i, c, y);
    if (i->ratio >= 0) {
        drawing d = draw_track(&x->draw, c.w, KPI_TRACK, i->ratio);
        box_decor(x, c.b, &d, c.x, y);
    }
    y += KPI_TRACK + x->t->unit;
    para *foot = para_text(x, i->foot,
                           &(para_look){.base = STYLE_KPI_LABEL,
                                        .coloured = true,
                                        .ink = COLOR_GRAY600});
    mpt end = box_para(
        c.b, (text_at){.p = foot, .x = c.x, .y = y, .w = c.w, .e = c.e},
        BREAK_FILLED);
    y += KPI_FOOT_LINES * foot->leading;
    return end > y ? end : y;
}

void set_kpis(flow *f, const doc_block *b) {
    set_strip(f, b, set_kpi_cell);
}

void set_counters(flow *f, const doc_block *b) {
    set_strip(f, b, set_counter_cell);
}

/* --- Side by side -----------------------------------------------------------
 */

static bool starts_with_figure(const doc_block *b) {
    while (b->kind == BLOCK_GROUP && b->kids.n)
        b = b->kids.v[0];
    return b->kind == BLOCK_FIGURE;
}

/* The box of the first drawing, and where its top is. */
static vbox *first_drawing(flow *sub, mpt *top) {
    *top = 0;
    for (size_t i = 0; i < sub->boxes.n; i++) {
        vbox *v = &sub->boxes.v[i];
        *top += i ? v->gap : 0;
        if (v->parts.n && v->parts.v[0].kind == PART_DRAWING)
            return v;
        *top += v->height;
    }
    return NULL;
}

/* Figures side by side stand on one line, whatever their captions need. */
static void level_figures(const doc_block *b, flow *subs) {
    mpt lowest = 0, top;
    for (size_t i = 0; i < b->kids.n; i++)
        if (starts_with_figure(b->kids.v[i]) && first_drawing(&subs[i], &top))
            lowest = top > lowest ? top : lowest;
    for (size_t i = 0; i < b->kids.n; i++) {
        vbox *v = starts_with_figure(b->kids.v[i])
                      ? first_drawing(&subs[i], &top)
                      : NULL;
        if (v)
            v->gap += lowest - top;
    }
}

/* One flow a kid, on the grid; false when one would not fit a page. */
static bool set_side(flow *f, const doc_block *b, flow *subs) {
    layout *x = f->x;
    const page_geometry *g = geometry_of(x, f->geometry);
    mpt at = f->full_left, room = g->height - g->top - g->bottom;
    for (size_t i = 0; i < b->kids.n; i++) {
        int n = i < b->splits.n ? b->splits.v[i] : 12 / (int)b->kids.n;
        subs[i] = flow_inside(f, at, grid_width(f, n), f->parent);
        set_block(&subs[i], b->kids.v[i]);
        at += grid_width(f, n) + g->gutter;
        mpt h = 0;
        for (size_t k = 0; k < subs[i].boxes.n; k++)
            h += subs[i].boxes.v[k].height + subs[i].boxes.v[k].gap;
        if (h > room)
            return false;
    }
    return true;
}

void set_columns(flow *f, const doc_block *b) {
    layout *x = f->x;
    flow *subs = NEW_ARRAY(x->a, flow, b->kids.n + 1);
    size_t kids = f->parent->kids.n;
    if (!set_side(f, b, subs)) {
        f->parent->kids.n = (uint32_t)kids; /* elements of the attempt */
        set_blocks(f, &b->kids);
        return;
    }
    level_figures(b, subs);
    f->snap_next = true;
    vbox *v = flow_add(f, STRIP_SPACE, 0);
    for (size_t i = 0; i < b->kids.n; i++) {
        mpt h = box_stack(x, v, &subs[i], 0, 0);
        v->height = h > v->height ? h : v->height;
    }
    if (b->notes.n) { /* of all the figures side by side */
        set_notes(f, b);
        return;
    }
    flow_after(f, STRIP_SPACE);
    f->snap_next = true;
}

/* --- Signatures
 * ---------------------------------------------------------------- */

enum {
    SIGN_TOP = 5250,
    SIGN_ROW = PT(21),
    SIGN_LABEL = 220, /* tenths of mm: where the dotted lines start */
    SIGN_BELOW = 2500,
    SIGN_FRAME = PT(77),
    SIGN_STROKE = 600,
    SIGN_GUTTER = 24500,
    SIGN_ABOVE_VERSION = PT(7)
};

static mpt signature_row(flow *f, str label, cell_place c, mpt y) {
    layout *x = f->x;
    para *p = para_text(x, label, &(para_look){.base = STYLE_NOTE});
    mpt base = y + baseline_in(x, SIGN_ROW);
    box_label(
        c.b,
        (text_at){.p = p, .x = c.x, .y = y, .leading = SIGN_ROW, .e = c.e});
    pen dots = {COLOR_GRAY500, SIGN_STROKE, SIGN_STROKE - 10, 2200};
    drawing d = stroke_line(x, c.w - MM10(SIGN_LABEL), dots);
    box_decor(x, c.b, &d, c.x + MM10(SIGN_LABEL), base + SIGN_BELOW);
    return y + SIGN_ROW;
}

static mpt set_signature(flow *f, const signature_box *s, cell_place c) {
    layout *x = f->x;
    const doc_words *w = x->d->words;
    rule(x, c, x->t->rule_strong, COLOR_INK);
    para *capacity = para_text(
        x, s->capacity, &(para_look){.base = STYLE_COVER_VALUE, .bold = true});
    mpt y = box_para(
        c.b,
        (text_at){.p = capacity, .x = c.x, .y = SIGN_TOP, .w = c.w, .e = c.e},
        BREAK_FILLED);
    para *quality =
        para_text(x, s->quality,
                  &(para_look){.base = STYLE_COVER_LABEL, .secondary = true});
    y = box_para(c.b,
                 (text_at){.p = quality, .x = c.x, .y = y, .w = c.w, .e = c.e},
                 BREAK_FILLED);
    y += PT(7);
    y = signature_row(f, w->name, c, y);
    y = signature_row(f, w->date_and_signature, c, y);
    y += SIGN_TOP;
    drawing frame = stroke_rect(x, c.w, SIGN_FRAME,
                                (pen){COLOR_GRAY500, SIGN_STROKE, 0, 0});
    box_decor(x, c.b, &frame, c.x, y);
    para *mention = para_text(x, s->mention, &(para_look){.base = STYLE_NOTE});
    box_para(c.b,
             (text_at){.p = mention,
                       .x = c.x + SIGN_TOP,
                       .y = y + SIGN_TOP,
                       .w = c.w - 2 * SIGN_TOP,
                       .e = c.e},
             BREAK_FILLED);
    return y + SIGN_FRAME;
}

/* What is signed, said under the boxes: the version and its digest. */
static void set_signed_version(flow *f, const doc_block *b) {
    layout *x = f->x;
    element *e = element_new(x->out, f->parent, ROLE_P);
    e->place = b->place;
    lines_rule r = {.left = f->left,
                    .width = f->width,
                    .mode = para_mode(x, STYLE_NOTE),
                    .e = e};
    f->keep = f->keep < 1 ? 1 : f->keep;
    set_lines(f, para_text(x, b->subtitle, &(para_look){.base = STYLE_NOTE}),
              &r);
}

void set_signatures(flow *f, const doc_block *b) {
    layout *x = f->x;
    mpt w = grid_width(f, 6), g = geometry_of(x, f->geometry)->gutter;
    for (size_t i = 0; i < b->signatures.n; i += 2) {
        f->snap_next = true;
        vbox *v = flow_add(f, SIGN_GUTTER, 0);
        if (i)
            v->penalty = STRONG;
        for (size_t k = 0; k < 2 && i + k < b->signatures.n; k++) {
            element *e = element_new(x->out, f->parent, ROLE_P);
            e->place = b->place;
            cell_place c = {
                .b = v, .x = f->full_left + (mpt)k * (w + g), .w = w, .e = e};
            mpt h = set_signature(f, &b->signatures.v[i + k], c);
            v->height = h > v->height ? h : v->height;
        }
    }
    flow_after(f, b->subtitle.n ? SIGN_ABOVE_VERSION : SIGN_GUTTER);
    if (b->subtitle.n)
        set_signed_version(f, b);
    set_notes(f, b);
}
