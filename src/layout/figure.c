/* Captions and notes of tables and figures (charter §13); figures; images. */
#include "layout/layout_int.h"

#include "base/utf8.h"

enum {
    BEFORE_NOTES = 3500,
    AFTER_BLOCK = PT(14),        /* to prose */
    AFTER_BLOCK_CAPTION = 17500, /* to the next caption */
    BEFORE_DRAWING = PT(7)
};

void set_caption(flow *f, const doc_block *b, element *e) {
    layout *x = f->x;
    const doc_caption *c = &b->caption;
    const text_style *t = style_of(x, STYLE_CAPTION);
    para_look look = {.base = STYLE_CAPTION, .tagged = c->illustrative};
    bool beside = f->label_width > 0;
    if (!beside)
        look.lead_in = c->label;
    badge *g = make_badge(f, b);
    size_t first = f->boxes.n;
    lines_rule r = {.before = f->noted ? AFTER_BLOCK_CAPTION : t->before,
                    .after = t->after,
                    .left = f->left,
                    .width = f->width,
                    .mode = BREAK_FILLED,
                    .e = e};
    if (beside && c->label.n) {
        r.label =
            para_text(x, c->label, &(para_look){.base = STYLE_CAPTION_LABEL});
        r.label_left = f->label_left;
        r.label_e = e;
    }
    f->snap_next = true;
    set_lines(f, para_of(x, &c->text, &look, b->place), &r);
    if (first < f->boxes.n)
        f->boxes.v[first].illustrative = c->illustrative;
    for (size_t i = first + 1; i < f->boxes.n; i++)
        f->boxes.v[i].penalty = NEVER;
    f->keep = f->keep < 1 ? 1 : f->keep;
    hang_badge(f, g, first, t->leading);
}

void set_notes(flow *f, const doc_block *b) {
    layout *x = f->x;
    bool beside = f->label_width > 0;
    for (size_t i = 0; i < b->notes.n; i++) {
        const doc_note *n = &b->notes.v[i];
        element *e = element_new(x->out, f->parent, ROLE_P);
        e->place = b->place;
        para_look look = {.base = STYLE_NOTE};
        if (!beside)
            look.lead_in = n->label;
        lines_rule r = {.before = i ? 0 : BEFORE_NOTES,
                        .left = f->left,
                        .width = f->width,
                        .mode = para_mode(x, STYLE_NOTE),
                        .e = e};
        if (beside && n->label.n) {
            r.label =
                para_text(x, n->label, &(para_look){.base = STYLE_NOTE_LABEL});
            r.label_left = f->label_left;
            r.label_e = e;
        }
        f->keep = f->keep < 1 ? 1 : f->keep;
        set_lines(f, para_of(x, &n->text, &look, b->place), &r);
    }
    flow_after(f, AFTER_BLOCK);
    f->snap_next = true;
    f->noted = true;
}

/* --- Figures ---------------------------------------------------------------
 */

typedef struct drawing_key {
    const doc_drawing *d;
    uint64_t width;
} drawing_key;

/* Drawn once for a width, whatever the number of passes. */
static const drawing *drawn(layout *x, const doc_drawing *d, mpt width) {
    drawing_key k = {d, (uint64_t)width};
    str key = {(const char *)&k, sizeof k};
    drawing *w = map_get(&x->drawings, key);
    if (w)
        return w;
    w = NEW(x->keep, drawing);
    *w = draw_figure(&x->draw, d, width);
    if (w->missing) {
        buf b = buf_new(x->keep);
        buf_cp(&b, w->missing);
        DIAG_AT(x->c->sink, E0601, d->place, buf_take(&b),
                str_fmt(x->keep, "U+%04X", w->missing), x->t->name);
    }
    map_put(&x->drawings, str_dup(x->keep, key), w);
    return w;
}

static void begin_float(flow *f) {
    if (!f->grouped && !f->unsnapped)
        f->floating = ++f->x->float_number;
}

static uint8_t drawing_marks(const doc_drawing *d) {
    uint8_t marks = 0;
    for (size_t i = 0; i < d->series.n; i++)
        for (size_t j = 0; j < d->series.v[i].points.n; j++)
            if (d->series.v[i].points.v[j].figure)
                marks |= d->series.v[i].points.v[j].figure->marks;
    return marks;
}

void set_figure(flow *f, const doc_block *b) {
    layout *x = f->x;
    if (!b->drawing)
        return;
    begin_float(f);
    if (b->caption.text.n || b->caption.label.n)
        set_caption(f, b, element_new(x->out, f->parent, ROLE_P));
    element *e = element_new(x->out, f->parent, ROLE_FIGURE);
    element_more_of(x->out, e)->alt = b->drawing->alt;
    e->place = b->place;
    const drawing *d = drawn(x, b->drawing, f->full_width);
    vbox *v = flow_add(f, BEFORE_DRAWING, d->height);
    part *p = box_part(x, v, PART_DRAWING, f->full_left, 0);
    p->e = e;
    p->drawn = d;
    v->marks |= drawing_marks(b->drawing);
    set_notes(f, b);
    f->floating = 0;
}

/* --- Images ------------------------------------------------------------------
 */

static str fault_words(image_fault k) {
    static const char *const fr[] = {
        [IMAGE_OK] = "",
        [IMAGE_UNKNOWN] = "ni PNG ni JPEG",
        [IMAGE_CORRUPT] = "fichier abîmé",
        [IMAGE_TOO_LARGE] = "plus de 40 mégapixels",
        [IMAGE_CMYK] = "couleurs d’imprimerie (CMJN)",
        [IMAGE_SVG] = "dessin SVG",
    };
    return str_z(fr[k]);
}

/* The same picture is read once, whatever the number of passes. */
const image *image_of(layout *x, const doc_image *m) {
    drawing_key k = {(const doc_drawing *)(const void *)m, UINT64_MAX};
    str key = {(const char *)&k, sizeof k};
    image *i = map_get(&x->drawings, key);
    if (i)
        return i->width ? i : NULL;
    i = NEW(x->c->a, image);
    image_fault fault = image_read(x->c->a, m->bytes, i);
    if (fault != IMAGE_OK) {
        i->width = 0;
        DIAG_AT(x->c->sink, E0608, m->place, m->path, fault_words(fault));
    }
    map_put(&x->drawings, str_dup(x->keep, key), i);
    return i->width ? i : NULL;
}

/* Fits in its column and in three quarters of a page. */
static rect image_size(const flow *f, const doc_image *m, const image *i,
                       mpt room) {
    const page_geometry *g = geometry_of(f->x, f->geometry);
    mpt most = (g->height - g->top - g->bottom) / 4 * 3;
    rect r = {.w = m->width && m->width < room ? m->width : room};
    r.h = (mpt)((int64_t)r.w * i->height / i->width);
    if (r.h > most) {
        r.w = (mpt)((int64_t)r.w * most / r.h);
        r.h = most;
    }
    return r;
}

void set_image(flow *f, const doc_block *b) {
    layout *x = f->x;
    const image *i = b->image ? image_of(x, b->image) : NULL;
    if (!i)
        return;
    begin_float(f);
    if (b->caption.text.n || b->caption.label.n)
        set_caption(f, b, element_new(x->out, f->parent, ROLE_P));
    rect r = image_size(f, b->image, i, b->full ? f->full_width : f->width);
    element *e = NULL;
    if (b->image->alt.n) {
        e = element_new(x->out, f->parent, ROLE_FIGURE);
        element_more_of(x->out, e)->alt = b->image->alt;
        e->place = b->place;
    }
    vbox *v = flow_add(f, BEFORE_DRAWING, r.h);
    part *p = box_part(x, v, PART_IMAGE, b->full ? f->full_left : f->left, 0);
    p->e = e;
    p->picture.what = i;
    p->picture.w = r.w;
    p->picture.h = r.h;
    set_notes(f, b);
    f->floating = 0;
}
