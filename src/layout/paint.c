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
        list_push(t->x->out, &t->over, (item){.kind = ITEM_END});
    t->open = NULL;
}

void paint_open(painter *t, element *e) {
    if (t->open == e)
        return;
    paint_close(t);
    uint32_t mcid = t->to->mcid_count++;
    list_push(t->x->out, &t->over,
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
    item *it = list_add(t->x->out, to);
    it->kind = ITEM_PATH;
    it->path = (path_item){.ops = rect_path(t->x->out, r),
                           .count = 5,
                           .fill = true,
                           .fill_colour = ink};
}

drawing paint_moved(painter *t, const drawing *d, mpt dx, mpt dy) {
    arena *out = t->x->out;
    drawing moved = {0};
    draw_place(out, &moved, d, dx, dy);
    for (size_t i = 0; i < moved.items.n; i++) {
        item *it = &moved.items.v[i];
        if (it->kind != ITEM_GLYPHS)
            continue;
        page_glyph *g = NEW_ARRAY(out, page_glyph, it->glyphs.count);
        memcpy(g, it->glyphs.glyphs, it->glyphs.count * sizeof *g);
        it->glyphs.glyphs = g;
        it->glyphs.text = str_dup(out, it->glyphs.text);
    }
    moved.width = d->width;
    moved.height = d->height;
    return moved;
}

void paint_items(painter *t, item_list *to, const drawing *d, mpt dx, mpt dy) {
    drawing moved = paint_moved(t, d, dx, dy);
    for (size_t i = 0; i < moved.items.n; i++)
        list_push(t->x->out, to, moved.items.v[i]);
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
                     .align = p->line.align,
                     .e = copy || p->line.artifact ? NULL : p->e,
                     .copy = &t->copies};
    paint_line(t, p->line.p, p->line.index, &at);
}

static void paint_figure(painter *t, const part *p, mpt x, mpt y) {
    paint_open(t, p->e);
    paint_items(t, &t->over, p->drawn, x, y);
    p->e->bbox = (rect){x, y, p->drawn->width, p->drawn->height};
    p->e->bbox_page = t->index;
}

static void paint_picture(painter *t, const part *p, mpt x, mpt y) {
    item_list *to = &t->under;
    rect box = {x, y, p->picture.w, p->picture.h};
    if (p->e) {
        paint_open(t, p->e);
        to = &t->over;
        p->e->bbox = box;
        p->e->bbox_page = t->index;
    }
    item *it = list_add(t->x->out, to);
    it->kind = ITEM_IMAGE;
    it->image = (image_item){p->picture.what, box};
}

static void paint_part(painter *t, const part *p, mpt x, mpt y, bool copy) {
    switch (p->kind) {
    case PART_LINE:
        paint_text_part(t, p, x, y, copy);
        break;
    case PART_FILL:
        paint_fill(t, (rect){x, y, p->fill.w, p->fill.h}, p->fill.ink);
        break;
    case PART_DRAWING:
        paint_figure(t, p, x, y);
        break;
    case PART_DECOR:
        paint_items(t, &t->under, p->drawn, x, y);
        break;
    case PART_IMAGE:
        paint_picture(t, p, x, y);
        break;
    case PART_LINK:
        if (!copy) {
            tag g = {.to = p->area.to, .contents = p->area.contents};
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

static void append(layout *x, item_list *to, const item_list *from,
                   artifact_kind k, bool artifact) {
    if (!from->n)
        return;
    if (artifact)
        list_push(x->out, to, (item){.kind = ITEM_ARTIFACT, .artifact = k});
    for (size_t i = 0; i < from->n; i++)
        list_push(x->out, to, from->v[i]);
    if (artifact)
        list_push(x->out, to, (item){.kind = ITEM_END});
}

static void paint_sheet(layout *x, const sheet *s, uint32_t index) {
    page *to = &x->list->pages.v[index];
    const page_geometry *g = geometry_of(x, s->geometry);
    painter t = {.x = x, .g = g, .index = index, .to = to};
    to->width = g->width;
    to->height = g->height;
    to->label = str_fmt(x->out, "%u", index + 1);
    mpt *badges = place_badges(x, s);
    for (size_t i = 0; i < s->boxes.n; i++) {
        placed at = s->boxes.v[i];
        if (at.box->note && !at.copy)
            paint_badges(&t, s, &(placed){at.box, badges[i], 0, false});
        paint_box(&t, &at);
    }
    if (s->cut)
        paint_cut(&t, s);
    paint_feet(&t, s);
    paint_close(&t);
    item_list all = {0};
    append(x, &t.fills, &t.under, ARTIFACT_LAYOUT, false);
    append(x, &all, &t.fills, ARTIFACT_LAYOUT, true);
    append(x, &all, &t.over, ARTIFACT_LAYOUT, false);
    append(x, &all, &t.copies, ARTIFACT_PAGINATION, true);
    to->items.v = all.v;
    to->items.n = all.n;
    to->items.cap = all.cap;
    if (!s->bare)
        paint_frame(&t, s);
}

void paint(layout *x, const sheets *s) {
    for (size_t i = 0; i < s->v.n; i++)
        (void)list_add(x->out, &x->list->pages);
    for (size_t i = 0; i < s->v.n; i++)
        paint_sheet(x, &s->v.v[i], (uint32_t)i);
}
