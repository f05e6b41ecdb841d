/* Sheets → display lists and the structure tree's content. Three lists a page:
   what is drawn under the text (one artifact), the marked content, repeated
   heads (one artifact); then header and footer. */
#include "layout/layout_int.h"

/* Charter §9.4: rule above the footnotes. §10.8: « Suite » under a table. */
enum {
    FOOT_RULE = PT(1) / 2,
    FOOT_RULE_WIDTH = 27,
    GROUND = PT(2) /* a fill this thick lies below the rules */
};

void paint_close(painter *t) {
    if (t->open)
        list_push(t->x->keep, &t->over, (item){.kind = ITEM_END});
    t->open = NULL;
}

void paint_open(painter *t, element *e) {
    if (t->open == e)
        return;
    paint_close(t);
    uint32_t mcid = t->to->mcid_count++;
    list_push(t->x->keep, &t->over,
              (item){.kind = ITEM_BEGIN, .begin = {e, mcid}});
    list_push(t->x->out, &e->kids,
              (kid){.kind = KID_CONTENT, .page = t->index, .index = mcid});
    t->open = e;
}

static path_op *rect_path(arena *a, rect r) {
    path_op *p = NEW_ARRAY(a, path_op, 5);
    p[0] = (path_op){PATH_MOVE, {{r.x, r.y}}};
    p[1] = (path_op){PATH_LINE, {{r.x + r.w, r.y}}};
    p[2] = (path_op){PATH_LINE, {{r.x + r.w, r.y + r.h}}};
    p[3] = (path_op){PATH_LINE, {{r.x, r.y + r.h}}};
    p[4] = (path_op){.verb = PATH_CLOSE};
    return p;
}

/* A fill that goes on just under one of the last ones makes it longer: viewers
   show a seam between two that only touch. */
static bool lengthen(item_list *l, rect r, rgb ink) {
    size_t n = l->n;
    for (size_t back = 1; back <= 6 && back <= n; back++) {
        item *it = &l->v[n - back];
        if (it->kind != ITEM_PATH || !it->path.fill || it->path.count != 5 ||
            it->path.stroke || memcmp(&it->path.fill_colour, &ink, sizeof ink))
            continue;
        path_op *op = (path_op *)it->path.ops;
        if (op[0].p[0].x != r.x || op[1].p[0].x != r.x + r.w ||
            op[2].p[0].y != r.y)
            continue;
        op[2].p[0].y = op[3].p[0].y = r.y + r.h;
        return true;
    }
    return false;
}

void paint_fill(painter *t, rect r, color k) {
    rgb ink = ink_of(t->x, k);
    bool ground = r.w > GROUND && r.h > GROUND;
    item_list *to = ground ? &t->fills : &t->under;
    if (lengthen(to, r, ink))
        return;
    item *it = list_add(t->x->keep, to);
    it->kind = ITEM_PATH;
    it->path = (path_item){.ops = rect_path(t->x->page, r),
                           .count = 5,
                           .fill = true,
                           .fill_colour = ink};
}

static const path_op *moved_ops(arena *a, const path_item *p, mpt dx, mpt dy) {
    path_op *ops = NEW_ARRAY(a, path_op, p->count);
    for (uint32_t i = 0; i < p->count; i++) {
        ops[i] = p->ops[i];
        for (int k = 0; k < 3; k++) {
            ops[i].p[k].x += dx;
            ops[i].p[k].y += dy;
        }
    }
    return ops;
}

static void move_glyphs(arena *a, glyphs_item *q, mpt dx, mpt dy) {
    page_glyph *g = NEW_ARRAY(a, page_glyph, q->count);
    memcpy(g, q->glyphs, q->count * sizeof *g);
    q->glyphs = g;
    q->text = str_dup(a, q->text);
    q->at.x += dx;
    q->at.y += dy;
}

void paint_item(painter *t, item_list *to, const item *from, mpt dx, mpt dy) {
    arena *out = t->x->page;
    item it = *from;
    if (it.kind == ITEM_PATH) {
        it.path.ops = moved_ops(out, &it.path, dx, dy);
    } else if (it.kind == ITEM_GLYPHS) {
        move_glyphs(out, &it.glyphs, dx, dy);
    } else if (it.kind == ITEM_IMAGE) {
        it.image.box.x += dx;
        it.image.box.y += dy;
    }
    list_push(t->x->keep, to, it);
}

void paint_items(painter *t, item_list *to, const drawing *d, mpt dx, mpt dy) {
    for (size_t i = 0; i < d->items.n; i++)
        paint_item(t, to, &d->items.v[i], dx, dy);
}

void paint_link(painter *t, rect box, const tag *what, element *e) {
    arena *out = t->x->out;
    link l = {.box = box,
              .uri = what->uri,
              .anchor = what->to,
              .contents = str_dup(out, what->contents),
              .element = e};
    if (!l.contents.n)
        l.contents =
            l.uri.n ? l.uri : fill_slot(out, t->x->d->words->go_to, STR_NONE);
    list_push(out, &e->kids,
              (kid){.kind = KID_LINK,
                    .page = t->index,
                    .index = (uint32_t)t->to->links.n});
    list_push(out, &t->to->links, l);
}

/* --- Parts -------------------------------------------------------------------
 */

static void paint_text_part(painter *t, const part *p, mpt x, mpt y,
                            bool copy) {
    line_place at = {.x = x,
                     .y = y,
                     .measure = p->line.measure,
                     .align = p->align,
                     .e = copy || p->artifact ? NULL : p->e,
                     .copy = &t->copies};
    paint_line(t, p->line.p, p->line.index, &at);
}

static void put_bbox(painter *t, element *e, rect box) {
    element_more *m = element_more_of(t->x->out, e);
    m->bbox = box;
    m->bbox_page = t->index;
}

/* Goes the text of `q` on in the run after it: its mark, another face? */
static bool goes_on(const glyphs_item *q, const glyphs_item *next) {
    mpt blank = next->at.x - q->at.x - q->width;
    mpt rise = next->at.y - q->at.y;
    return blank > -q->size / 8 && blank < q->size / 4 && rise < q->size / 2 &&
           rise > -q->size / 2;
}

/* A space that nobody sees: labels of a drawing are words apart for whoever
   reads the text. */
static void end_word(painter *t, glyphs_item *q) {
    const font_run *space =
        font_shape(t->x->c->fonts, q->face, S(" "), FONT_DEFAULT, FONT_FRENCH);
    if (!space->count || q->text.n >= UINT16_MAX)
        return;
    arena *out = t->x->page;
    page_glyph *g = NEW_ARRAY(out, page_glyph, q->count + 1);
    memcpy(g, q->glyphs, q->count * sizeof *g);
    g[q->count] = (page_glyph){.gid = space->glyphs->gid,
                               .x = q->width,
                               .at = (uint16_t)q->text.n,
                               .len = 1};
    q->glyphs = g;
    q->count++;
    q->text = str_cat(out, q->text, S(" "));
}

static void paint_words(painter *t, item_list *to, size_t from) {
    glyphs_item *before = NULL;
    for (size_t i = from; i < to->n; i++) {
        if (to->v[i].kind != ITEM_GLYPHS)
            continue;
        glyphs_item *q = &to->v[i].glyphs;
        if (before && !goes_on(before, q))
            end_word(t, before);
        before = q;
    }
}

static void paint_figure(painter *t, const part *p, mpt x, mpt y) {
    paint_open(t, p->e);
    size_t from = t->over.n;
    paint_items(t, &t->over, p->drawn, x, y);
    paint_words(t, &t->over, from);
    put_bbox(t, p->e, (rect){x, y, p->drawn->width, p->drawn->height});
}

static void paint_picture(painter *t, const part *p, mpt x, mpt y) {
    item_list *to = &t->under;
    rect box = {x, y, p->picture.w, p->picture.h};
    if (p->e) {
        paint_open(t, p->e);
        to = &t->over;
        put_bbox(t, p->e, box);
    }
    item *it = list_add(t->x->keep, to);
    it->kind = ITEM_IMAGE;
    it->image = (image_item){p->picture.what, box};
}

static void paint_part(painter *t, const part *p, mpt x, mpt y, bool copy) {
    switch (p->kind) {
    case PART_LINE:
        paint_text_part(t, p, x, y, copy);
        if (!copy && !p->artifact)
            note_line(t, p);
        break;
    case PART_FILL:
        paint_fill(t, (rect){x, y, p->fill.w, p->fill.h}, p->ink);
        break;
    case PART_DRAWING:
        paint_figure(t, p, x, y);
        note_drawing(t, p);
        break;
    case PART_DECOR:
        paint_items(t, &t->under, p->drawn, x, y);
        break;
    case PART_IMAGE:
        paint_picture(t, p, x, y);
        break;
    case PART_LINK:
        if (!copy) {
            const click *c = p->area.what;
            tag g = {.to = c->to, .contents = c->contents};
            paint_link(t, (rect){x, y, p->area.w, p->area.h}, &g, p->e);
        }
        break;
    }
}

static void land_anchors(painter *t, const vbox *b, mpt y) {
    for (size_t i = 0; i < b->anchors.n; i++) {
        anchor a = b->anchors.v[i];
        if (a < t->x->list->anchors.n && !t->x->list->anchors.v[a].known)
            t->x->list->anchors.v[a] = (destination){t->index, y, true};
    }
}

static void paint_box(painter *t, const placed *at) {
    const vbox *b = at->box;
    mpt x = t->g->left + at->x, y = (b->bare ? 0 : t->g->top) + at->y;
    t->illustrative |= b->illustrative;
    if (!at->copy) {
        land_anchors(t, b, y);
        t->marks |= b->marks;
        if (b->outline)
            list_push(t->x->out, &t->x->list->outline, *b->outline);
    }
    for (size_t i = 0; i < b->parts.n; i++) {
        const part *p = &b->parts.v[i];
        paint_part(t, p, x + p->x, y + p->y, at->copy);
    }
}

/* --- Pages
 * --------------------------------------------------------------------- */

static void paint_cut(painter *t, const sheet *s) {
    layout *x = t->x;
    const carry *c = s->cut;
    para_look look = {.base = STYLE_CONTINUED};
    str words =
        fill_slot(x->out, c->words, str_fmt(x->out, "%u", t->index + 2));
    para *p = para_text(x, words, &look);
    para_break(p, c->width, BREAK_FILLED);
    mpt y = t->g->top + s->cut_y;
    mpt thick = x->t->rule_strong;
    paint_fill(t, (rect){t->g->left + c->x, y - thick / 2, c->width, thick},
               COLOR_INK);
    line_place at = {.x = t->g->left + c->x,
                     .y = y + x->t->unit + baseline_in(x, p->leading),
                     .measure = c->width,
                     .align = ALIGN_RIGHT,
                     .copy = &t->copies};
    paint_line(t, p, 0, &at);
}

static void paint_feet(painter *t, const sheet *s) {
    if (!s->feet.n)
        return;
    mpt left = t->g->left +
               (t->g->margin_column ? t->g->margin_column + t->g->gutter : 0);
    paint_fill(t,
               (rect){left, t->g->top + s->feet_top, MM10(FOOT_RULE_WIDTH * 10),
                      FOOT_RULE},
               COLOR_GRAY500);
    for (size_t i = 0; i < s->feet.n; i++)
        paint_box(t, &s->feet.v[i]);
}

/* The lists of a page, used again for the next. */
struct paint_scratch {
    item_list fills, under, over, copies, head, foot;
};

static size_t size_of(const item_list *l, bool artifact) {
    return l->n ? l->n + (artifact ? 2 : 0) : 0;
}

static void append(item_list *to, const item_list *from, artifact_kind k) {
    if (!from->n)
        return;
    to->v[to->n++] = (item){.kind = ITEM_ARTIFACT, .artifact = k};
    memcpy(to->v + to->n, from->v, from->n * sizeof(item));
    to->n += from->n;
    to->v[to->n++] = (item){.kind = ITEM_END};
}

/* All lists in one, just as long. */
static void gather(painter *t) {
    layout *x = t->x;
    for (size_t i = 0; i < t->under.n; i++)
        list_push(x->keep, &t->fills, t->under.v[i]);
    size_t n = size_of(&t->fills, true) + size_of(&t->over, false) +
               size_of(&t->copies, true) + size_of(&t->head, true) +
               size_of(&t->foot, true);
    item_list all = {.v = NEW_ARRAY(x->page, item, n ? n : 1),
                     .cap = (uint32_t)n};
    append(&all, &t->fills, ARTIFACT_LAYOUT);
    if (t->over.n)
        memcpy(all.v + all.n, t->over.v, t->over.n * sizeof(item));
    all.n += t->over.n;
    append(&all, &t->copies, ARTIFACT_PAGINATION);
    append(&all, &t->head, ARTIFACT_HEADER);
    append(&all, &t->foot, ARTIFACT_FOOTER);
    t->to->items.v = all.v;
    t->to->items.n = t->to->items.cap = all.n;
}

static painter new_painter(layout *x, const sheet *s, uint32_t index) {
    if (!x->painted)
        x->painted = NEW(x->keep, paint_scratch);
    const paint_scratch *k = x->painted;
    painter t = {.x = x, .index = index, .to = &x->list->pages.v[index]};
    t.g = geometry_of(x, s->geometry);
    t.fills = k->fills;
    t.under = k->under;
    t.over = k->over;
    t.copies = k->copies;
    t.head = k->head;
    t.foot = k->foot;
    t.fills.n = t.under.n = t.over.n = t.copies.n = t.head.n = t.foot.n = 0;
    return t;
}

static void paint_sheet(layout *x, const sheet *s, uint32_t index) {
    painter t = new_painter(x, s, index);
    t.to->width = t.g->width;
    t.to->height = t.g->height;
    t.to->label = str_fmt(x->out, "%u", index + 1);
    badge_place *badges = place_badges(x, s);
    for (size_t i = 0; i < s->boxes.n; i++) {
        placed at = s->boxes.v[i];
        if (at.box->note && !at.copy)
            paint_badges(&t, at.box->note, badges[i]);
        paint_box(&t, &at);
    }
    if (s->cut)
        paint_cut(&t, s);
    paint_feet(&t, s);
    paint_close(&t);
    if (!s->bare)
        paint_frame(&t, s);
    gather(&t);
    *x->painted =
        (paint_scratch){t.fills, t.under, t.over, t.copies, t.head, t.foot};
}

static void hand_over(layout *x, uint32_t index) {
    const page_taker *t = x->c->taker;
    t->take(t->self, x->list, index);
    page *p = &x->list->pages.v[index];
    p->items.v = NULL;
    p->items.n = p->items.cap = 0;
    arena_reset(x->page);
}

void paint(layout *x, const sheets *s) {
    x->page = x->c->taker ? arena_child(x->c->a) : x->out;
    x->painting = true;
    for (size_t i = 0; i < s->v.n; i++)
        (void)list_add(x->out, &x->list->pages);
    for (uint32_t i = 0; i < s->v.n; i++) {
        paint_sheet(x, &s->v.v[i], i);
        settle_paras(x);
        if (x->c->taker)
            hand_over(x, i);
    }
    if (x->c->taker)
        arena_free(x->page);
}
