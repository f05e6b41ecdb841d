/* Criterion badges in the margin column (charter §6). They belong to the first
   line of their block; those of a page are placed together, since one that is
   pushed down may push the next. */
#include "layout/layout_int.h"

enum {
    BADGE_WIDTH = 360, /* tenths of mm */
    BADGE_GAP = PT(7), /* between two that would collide */
    BADGE_LINES = 4,   /* of a criterion's title */
    BADGE_OVER = 3     /* lines that a stack may pass its paragraph by */
};

static element *badge_element(flow *f, const margin_note *n) {
    arena *out = f->x->out;
    element *p = element_new(out, f->parent, ROLE_P);
    element *e = element_new(out, p, ROLE_SPAN);
    return n->to ? element_new(out, e, ROLE_LINK) : e;
}

/* Without a margin column the badges are a line above their block. */
static void set_as_line(flow *f, const doc_block *b) {
    layout *x = f->x;
    inline_list *l = NEW(x->keep, inline_list);
    for (size_t i = 0; i < b->margin.n; i++) {
        doc_inline *in = list_add(x->keep, l);
        in->kind = INLINE_PILL;
        in->pill = PILL_BADGE;
        in->text = b->margin.v[i].pill;
        in->to = b->margin.v[i].to;
    }
    para_look look = {.base = STYLE_MARGIN_NOTE};
    para *p = para_of(x, l, &look, b->place);
    set_lines(f, p,
              &(lines_rule){.before = x->t->unit,
                            .left = f->left,
                            .width = f->width,
                            .mode = BREAK_FILLED,
                            .e = element_new(x->out, f->parent, ROLE_P)});
    f->keep = f->keep < 1 ? 1 : f->keep;
}

static mpt note_leading(const layout *x) {
    return style_of(x, STYLE_MARGIN_NOTE)->leading;
}

badge *make_badge(flow *f, const doc_block *b) {
    if (!b->margin.n)
        return NULL;
    if (!f->label_width) {
        set_as_line(f, b);
        return NULL;
    }
    badge *g = NEW(f->x->a, badge);
    g->block = b;
    for (size_t i = 0; i < b->margin.n; i++) {
        element *e = badge_element(f, &b->margin.v[i]);
        list_push(f->x->a, &g->elements, e);
    }
    return g;
}

void hang_badge(flow *f, badge *g, size_t index, mpt leading) {
    if (!g || index >= f->boxes.n)
        return;
    mpt h = 0;
    for (size_t i = index; i < f->boxes.n; i++)
        h += f->boxes.v[i].height + (i > index ? f->boxes.v[i].gap : 0);
    g->baseline = baseline_in(f->x, leading);
    g->extent = h - g->baseline;
    f->boxes.v[index].note = g;
}

static void paint_pill(painter *t, const margin_note *n, element *e, point at) {
    drawing d = draw_pill(&t->x->draw, PILL_BADGE, n->pill);
    for (size_t i = 0; i < d.items.n; i++) {
        bool said = d.items.v[i].kind == ITEM_GLYPHS;
        if (said)
            paint_open(t, e);
        paint_item(t, said ? &t->over : &t->under, &d.items.v[i], at.x,
                   at.y - d.baseline);
    }
}

static mpt paint_title(painter *t, para *p, element *e, mpt y) {
    for (uint32_t i = 0; i < p->lines.n && i < BADGE_LINES; i++) {
        line_place at = {.x = t->g->left,
                         .y = y + baseline_in(t->x, p->leading),
                         .measure = p->measure,
                         .e = e};
        paint_line(t, p, i, &at);
        y += p->leading;
    }
    return y;
}

/* One badge in its cell; the cell's width is the link's. */
static void paint_note(painter *t, const badge *g, size_t i, rect cell,
                       para *title) {
    const margin_note *n = &g->block->margin.v[i];
    element *e = g->elements.v[i];
    layout *x = t->x;
    mpt y = cell.y;
    paint_pill(t, n, e, (point){cell.x, y + baseline_in(x, note_leading(x))});
    y += note_leading(x);
    if (title)
        y = paint_title(t, title, e, y);
    if (!n->to)
        return;
    tag g2 = {.to = n->to,
              .contents = fill_slot(x->out, x->d->words->go_to, n->pill)};
    paint_link(t, (rect){cell.x, cell.y, cell.w, y - cell.y}, &g2, e);
}

static para *title_of(layout *x, const margin_note *n) {
    if (!n->text.n)
        return NULL;
    para_look look = {.base = STYLE_MARGIN_NOTE};
    para *title = para_text(x, n->text, &look);
    para_break(title, MM10(BADGE_WIDTH), BREAK_FILLED);
    return title;
}

/* With titles, until the stack passes its paragraph by more than three lines:
   the rest are pills only. */
static mpt stack_titles(layout *x, painter *t, const badge *g, mpt top) {
    mpt leading = note_leading(x);
    mpt limit = top + g->extent + BADGE_OVER * leading;
    mpt y = top;
    bool pills = false;
    for (size_t i = 0; i < g->block->margin.n; i++) {
        para *title = title_of(x, &g->block->margin.v[i]);
        size_t lines = title ? title->lines.n : 0;
        mpt h =
            leading * (1 + (mpt)(lines > BADGE_LINES ? BADGE_LINES : lines));
        y += i ? (pills ? x->t->unit : BADGE_GAP) : 0;
        pills = pills || (i && y + h > limit);
        if (pills)
            h = leading;
        if (t)
            paint_note(t, g, i, (rect){t->g->left, y, MM10(BADGE_WIDTH), 0},
                       pills ? NULL : title);
        y += h;
    }
    return y;
}

static mpt stack_pills(layout *x, painter *t, const badge *g, badge_place at) {
    mpt leading = note_leading(x), pitch = leading + x->t->unit;
    size_t columns = at.mode == BADGE_PAIRS ? 2 : 1;
    mpt width = MM10(BADGE_WIDTH) / (mpt)columns;
    size_t n = g->block->margin.n;
    for (size_t i = 0; t && i < n; i++)
        paint_note(t, g, i,
                   (rect){t->g->left + (mpt)(i % columns) * width,
                          at.top + (mpt)(i / columns) * pitch, width, 0},
                   NULL);
    mpt rows = (mpt)((n + columns - 1) / columns);
    return at.top + rows * pitch - x->t->unit;
}

/* The stack from `top` down; its bottom. Paints when `t` is there. */
static mpt stack(layout *x, painter *t, const badge *g, badge_place at) {
    return at.mode == BADGE_TITLES ? stack_titles(x, t, g, at.top)
                                   : stack_pills(x, t, g, at);
}

/* Labels, numbers and whatever takes the full measure stand in the margin
   column: badges keep clear of them. */
static bool takes_margin(const page_geometry *g, const vbox *v) {
    for (size_t i = 0; i < v->parts.n; i++)
        if (v->parts.v[i].x < g->margin_column)
            return true;
    return false;
}

/* Where what stands under the i-th box's badges begins: a box that takes the
   margin, or the end of the text block. */
static mpt floor_under(layout *x, const sheet *s, size_t i) {
    const page_geometry *g = geometry_of(x, s->geometry);
    mpt y = g->height - g->bottom;
    for (size_t k = 0; k < s->boxes.n; k++) {
        const placed *at = &s->boxes.v[k];
        mpt top = g->top + at->y;
        if (at->y > s->boxes.v[i].y && top - x->t->unit < y &&
            takes_margin(g, at->box))
            y = top - x->t->unit;
    }
    return y;
}

/* One stack of a sheet, and what bounds it. */
typedef struct stacked {
    const badge *g;
    size_t box;
    mpt wanted;         /* top beside its paragraph */
    mpt ceiling, floor; /* where the margin is taken */
    badge_place at;
} stacked;

typedef LIST(stacked) stacks;

static stacks stacks_of(layout *x, const sheet *s) {
    const page_geometry *geometry = geometry_of(x, s->geometry);
    stacks all = {0};
    mpt taken = geometry->top;
    for (size_t i = 0; i < s->boxes.n; i++) {
        const placed *at = &s->boxes.v[i];
        const badge *g = at->copy ? NULL : at->box->note;
        mpt y = geometry->top + at->y;
        if (g)
            list_push(x->a, &all,
                      (stacked){.g = g,
                                .box = i,
                                .wanted = y + g->baseline -
                                          baseline_in(x, note_leading(x)),
                                .ceiling = taken,
                                .floor = floor_under(x, s, i)});
        else if (takes_margin(geometry, at->box) && y + at->box->height > taken)
            taken = y + at->box->height;
    }
    return all;
}

/* Each as full as its room lets it, from `least` on, under the one before. */
static void place_down(layout *x, stacks *all, badge_mode least) {
    mpt from = INT32_MIN;
    for (size_t i = 0; i < all->n; i++) {
        stacked *k = &all->v[i];
        k->at.top = k->wanted > from ? k->wanted : from;
        if (k->at.top < k->ceiling)
            k->at.top = k->ceiling;
        for (int m = (int)least; m <= BADGE_PAIRS; m++) {
            k->at.mode = (badge_mode)m;
            if (stack(x, NULL, k->g, k->at) <= k->floor)
                break;
        }
        from = stack(x, NULL, k->g, k->at) + BADGE_GAP;
    }
}

/* What still goes too far down pushes those above it up. */
static bool place_up(layout *x, stacks *all) {
    mpt to = INT32_MAX;
    bool fits = true;
    for (size_t i = all->n; i-- > 0;) {
        stacked *k = &all->v[i];
        mpt most = k->floor < to ? k->floor : to;
        mpt over = stack(x, NULL, k->g, k->at) - most;
        if (over > 0)
            k->at.top -= over;
        fits = fits && k->at.top >= k->ceiling;
        to = k->at.top - BADGE_GAP;
    }
    return fits;
}

badge_place *place_badges(layout *x, const sheet *s) {
    badge_place *places = NEW_ARRAY(x->a, badge_place, s->boxes.n + 1);
    stacks all = stacks_of(x, s);
    for (int m = BADGE_TITLES; m <= BADGE_PAIRS; m++) {
        place_down(x, &all, (badge_mode)m);
        if (place_up(x, &all))
            break;
    }
    for (size_t i = 0; i < all.n; i++)
        places[all.v[i].box] = all.v[i].at;
    return places;
}

void paint_badges(painter *t, const badge *g, badge_place at) {
    stack(t->x, t, g, at);
}
