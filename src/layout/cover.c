/* The cover (charter §15): one box as high as its page, without header. Its
   text is content, its lines an artifact. */
#include "layout/layout_int.h"

#include "base/utf8.h"

enum { /* tenths of mm unless said */
       TITLE_TOP = 1320,
       RULE_TOP = 2080,
       ROWS_TOP = 2115,
       LOGO_BOTTOM = 2810,
       LOGO_WIDTH = 390,
       LOGO_HEIGHT = 150,
       LOGO_RULE = 400, /* mpt */
       LOGO_RULE_ABOVE = PT(7),
       ROW_GAP = 3500,
       NAME_ABOVE = PT(7),
       TAGLINE_ABOVE = 10500,
       LONG_NAME = 12, /* characters, from which the name gets smaller */
       VERY_LONG_NAME = 24
};

typedef struct cover_place {
    flow *f;
    layout *x;
    vbox *b;
    mpt left, axis, width, full;
} cover_place;

static element *new_p(const cover_place *c) {
    return element_new(c->x->out, c->f->parent, ROLE_P);
}

/* §15: the only size that adapts. */
static para_look name_look(str name) {
    size_t n = utf8_count(name);
    para_look look = {.base = STYLE_COVER_NAME};
    if (n > VERY_LONG_NAME) {
        look.size = PT(28);
        look.leading = 31500;
    } else if (n > LONG_NAME) {
        look.size = PT(40);
        look.leading = PT(42);
    }
    return look;
}

static mpt put_title(const cover_place *c, const doc_cover *d) {
    layout *x = c->x;
    mpt y = MM10(TITLE_TOP);
    para *kind = para_text(x, d->kind, &(para_look){.base = STYLE_COVER_KIND});
    mpt beside = c->axis > c->left
                     ? c->axis - c->left - c->x->t->portrait.gutter
                     : c->full;
    mpt end = box_para(
        c->b,
        (text_at){.p = kind, .x = c->left, .y = y, .w = beside, .e = new_p(c)},
        BREAK_BALANCED);
    if (c->axis == c->left)
        y = end;
    if (d->name_before.n) {
        para *p = para_text(x, d->name_before,
                            &(para_look){.base = STYLE_COVER_TITLE});
        y = box_para(c->b,
                     (text_at){.p = p,
                               .x = c->axis,
                               .y = y,
                               .w = c->width * 2 / 3,
                               .e = new_p(c)},
                     BREAK_BALANCED);
    }
    para_look look = name_look(d->name);
    para *name = para_text(x, d->name, &look);
    y = box_para(c->b,
                 (text_at){.p = name,
                           .x = c->axis,
                           .y = y + NAME_ABOVE,
                           .w = c->width,
                           .e = new_p(c)},
                 BREAK_BALANCED);
    if (!d->tagline.n)
        return y;
    para *tagline = para_of(
        x, &d->tagline, &(para_look){.base = STYLE_COVER_TAGLINE}, SPAN_NONE);
    return box_para(c->b,
                    (text_at){.p = tagline,
                              .x = c->axis,
                              .y = y + TAGLINE_ABOVE,
                              .w = c->width,
                              .e = new_p(c)},
                    BREAK_BALANCED);
}

static mpt put_rows(const cover_place *c, const doc_cover *d, mpt y) {
    layout *x = c->x;
    for (size_t i = 0; i < d->rows.n; i++) {
        const cover_row *r = &d->rows.v[i];
        element *e = new_p(c);
        para *label =
            para_text(x, r->label, &(para_look){.base = STYLE_COVER_LABEL});
        para *value = para_of(
            x, &r->value, &(para_look){.base = STYLE_COVER_VALUE}, SPAN_NONE);
        mpt wide = c->axis > c->left ? c->axis - c->left - x->t->portrait.gutter
                                     : c->full / 4;
        mpt at = c->axis > c->left ? c->axis : c->left + c->full / 4;
        mpt a = box_para(
            c->b,
            (text_at){.p = label, .x = c->left, .y = y, .w = wide, .e = e},
            BREAK_FILLED);
        mpt b = box_para(c->b,
                         (text_at){.p = value,
                                   .x = at,
                                   .y = y,
                                   .w = c->left + c->full - at,
                                   .e = e},
                         BREAK_FILLED);
        y = (a > b ? a : b) + ROW_GAP;
    }
    return y;
}

static void put_logo_image(const cover_place *c, const doc_logo *l,
                           const image *i, rect zone) {
    mpt w = zone.w, h = (mpt)((int64_t)zone.w * i->height / i->width);
    if (h > zone.h) {
        w = (mpt)((int64_t)w * zone.h / h);
        h = zone.h;
    }
    element *e = element_new(c->x->out, c->f->parent, ROLE_FIGURE);
    element_more_of(c->x->out, e)->alt = l->alt;
    part *p = box_part(c->x, c->b, PART_IMAGE, zone.x + (zone.w - w) / 2,
                       zone.y + (zone.h - h) / 2);
    p->e = e;
    p->picture.what = i;
    p->picture.w = w;
    p->picture.h = h;
}

static void put_logo(const cover_place *c, const doc_logo *l, rect zone) {
    layout *x = c->x;
    const image *i = l->image ? image_of(x, l->image) : NULL;
    if (i) {
        put_logo_image(c, l, i, zone);
        return;
    }
    drawing frame =
        stroke_rect(x, zone.w, zone.h, (pen){COLOR_GRAY500, 500, 2000, 2000});
    box_decor(x, c->b, &frame, zone.x, zone.y);
    para *p = para_text(x, l->alt, &(para_look){.base = STYLE_NOTE});
    mpt pad = x->t->unit;
    para_break(p, zone.w - 2 * pad, BREAK_BALANCED);
    mpt y = zone.y + (zone.h - para_height(p)) / 2;
    element *e = new_p(c);
    for (uint32_t k = 0; k < p->lines.n; k++, y += p->leading)
        box_put(c->b, &(text_at){.p = p,
                                 .line = k,
                                 .x = zone.x + pad,
                                 .y = y,
                                 .align = ALIGN_CENTER,
                                 .e = e});
}

static void put_logos(const cover_place *c, const doc_cover *d) {
    layout *x = c->x;
    if (!d->logos.n)
        return;
    mpt top = MM10(LOGO_BOTTOM - LOGO_HEIGHT);
    box_fill(x, c->b,
             (rect){c->left, top - LOGO_RULE_ABOVE, c->full, LOGO_RULE},
             COLOR_GRAY300);
    for (size_t i = 0; i < d->logos.n && i < 4; i++) {
        mpt step = MM10(LOGO_WIDTH) + x->t->portrait.gutter;
        put_logo(c, &d->logos.v[i],
                 (rect){c->left + (mpt)i * step, top, MM10(LOGO_WIDTH),
                        MM10(LOGO_HEIGHT)});
    }
}

void set_cover(flow *f, const doc_block *b) {
    layout *x = f->x;
    const page_geometry *g = geometry_of(x, GEOMETRY_PORTRAIT);
    if (!b->cover)
        return;
    f->start_page = f->boxes.n > 0;
    vbox *v = flow_add(f, 0, g->height);
    v->bare = true;
    mpt axis = g->margin_column ? g->margin_column + g->gutter : 0;
    cover_place c = {.f = f, .x = x, .b = v, .axis = axis};
    c.full = g->width - g->left - g->right;
    c.width = c.full - axis;
    if (x->t->cover_lines) {
        drawing lines = draw_cover_lines(&x->draw, g->width);
        box_decor(x, v, &lines, -g->left, 0);
    }
    mpt y = put_title(&c, b->cover) + PT(14);
    mpt at = MM10(RULE_TOP) > y ? MM10(RULE_TOP) : y;
    box_fill(x, v, (rect){0, at, c.full, x->t->rule_strong}, COLOR_INK);
    put_rows(&c, b->cover, at + MM10(ROWS_TOP - RULE_TOP));
    put_logos(&c, b->cover);
    f->start_page = true;
}
