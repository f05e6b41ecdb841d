/* Text in drawings: one line, one style, set at a point. */
#include "draw/draw_int.h"

#include "base/utf8.h"

enum { BOX_PAD = 2000, MARK_SIZE = 6200, MARK_RAISE = 2600, MARK_GAP = 600 };

static const font_face *face_of(const canvas *k, const text_style *s) {
    return font_find(k->c->fonts, (font_family)s->family, s->weight, s->italic);
}

static const font_run *shape(const canvas *k, str text, const text_style *s) {
    return font_shape(k->c->fonts, face_of(k, s), text, FONT_TABULAR,
                      FONT_FRENCH);
}

static mpt scaled(int64_t em, mpt size) {
    return (mpt)((em * size + (em < 0 ? -500 : 500)) / 1000);
}

mpt canvas_text_width(const canvas *k, str text, const text_style *s) {
    int64_t em = 0, letters = 0;
    for (const font_run *r = shape(k, text, s); r; r = r->next) {
        em += r->advance;
        letters += r->count;
    }
    return scaled(em, s->size) + (mpt)(letters * s->tracking);
}

/* One run of one face at `at`; gives its width. */
static mpt put_run(canvas *k, point at, const font_run *r,
                   const text_style *s) {
    arena *a = k->c->a;
    page_glyph *glyphs = NEW_ARRAY(a, page_glyph, r->count);
    int64_t em = 0;
    mpt tracked = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        const font_glyph *g = &r->glyphs[i];
        glyphs[i] = (page_glyph){
            .gid = g->gid,
            .x = scaled(em + g->dx, s->size) + tracked,
            .dy = (int16_t)scaled(g->dy, s->size),
            .at = (uint16_t)g->text_at,
            .len = (uint8_t)g->text_len,
        };
        em += g->advance;
        tracked += s->tracking;
    }
    mpt width = scaled(em, s->size) + tracked;
    item *i = list_add(a, &k->d->items);
    i->kind = ITEM_GLYPHS;
    i->glyphs = (glyphs_item){.face = r->face,
                              .size = s->size,
                              .at = at,
                              .colour = canvas_rgb(k, (int)s->colour),
                              .stretch = 1000,
                              .tracking = (int16_t)s->tracking,
                              .text = r->text,
                              .glyphs = glyphs,
                              .count = r->count,
                              .width = width};
    return width;
}

mpt canvas_text(canvas *k, point at, str text, const text_style *s) {
    mpt x = at.x;
    const font_run *r = shape(k, text, s);
    if (r->missing && !k->d->missing)
        k->d->missing = r->missing;
    for (; r; r = r->next)
        if (r->count)
            x += put_run(k, (point){x, at.y - s->raise}, r, s);
    return x - at.x;
}

mpt draw_text(const draw_context *c, drawing *d, point at, draw_ink ink,
              str text) {
    canvas k = {c, d};
    text_style t = c->theme->styles[ink.s];
    t.colour = ink.colour;
    return canvas_text(&k, at, text, &t);
}

/* --- Labels ------------------------------------------------------------------
 */

static text_style style_of(const canvas *k, const label *l) {
    text_style s = k->c->theme->styles[l->s];
    if (l->weight)
        s.weight = l->weight;
    if (l->colour != NO_COLOR)
        s.colour = (color)l->colour;
    s.italic = s.italic || l->italic;
    return s;
}

mpt canvas_label_width(const canvas *k, str text, const label *l) {
    text_style s = style_of(k, l);
    return canvas_text_width(k, text, &s);
}

static mpt left_of(mpt x, mpt width, theme_align align) {
    switch (align) {
    case ALIGN_RIGHT:
        return x - width;
    case ALIGN_CENTER:
        return x - width / 2;
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY:
        break;
    }
    return x;
}

static void put_box(canvas *k, point at, mpt width, mpt size) {
    rect r = {at.x - BOX_PAD, at.y - draw_mpt(size * 0.8), width + 2 * BOX_PAD,
              draw_mpt(size * 1.05)};
    canvas_rect(k, r, FILL(COLOR_WHITE));
}

mpt canvas_label(canvas *k, point at, str text, const label *l) {
    text_style s = style_of(k, l);
    mpt width = canvas_text_width(k, text, &s);
    at.x = left_of(at.x, width, l->align);
    if (l->boxed)
        put_box(k, at, width, s.size);
    canvas_text(k, at, text, &s);
    return width;
}

/* The longest start of `text` that is no wider than `limit` with « … ». */
static str cut(const canvas *k, str text, const label *l, mpt limit) {
    str dots = S("…");
    size_t n = text.n;
    while (n > 0) {
        utf8_prev(text, &n);
        str shorter = str_cat(k->c->a, str_trim(str_sub(text, 0, n)), dots);
        if (canvas_label_width(k, shorter, l) <= limit)
            return shorter;
    }
    return dots;
}

/* End of the piece that starts at `at`: before a space, after a hyphen. */
static size_t piece_end(str text, size_t at) {
    while (at < text.n && text.p[at] != ' ' && text.p[at] != '-')
        at++;
    return at < text.n && text.p[at] == '-' ? at + 1 : at;
}

/* Byte after the last piece that fits; 0: not even the first. */
static size_t fitting(const canvas *k, str text, const label *l, mpt limit) {
    size_t best = 0;
    for (size_t at = 0; at < text.n;) {
        size_t end = piece_end(text, at);
        if (canvas_label_width(k, str_sub(text, 0, end), l) > limit)
            break;
        best = end;
        at = end < text.n && text.p[end] == ' ' ? end + 1 : end;
    }
    return best;
}

int canvas_split(const canvas *k, str text, const label *l, mpt limit,
                 str out[2]) {
    out[0] = text;
    if (canvas_label_width(k, text, l) <= limit)
        return 1;
    size_t n = fitting(k, text, l, limit);
    if (n == 0) {
        out[0] = cut(k, text, l, limit);
        return 1;
    }
    out[0] = str_sub(text, 0, n);
    out[1] = str_trim(str_sub(text, n, text.n));
    if (canvas_label_width(k, out[1], l) > limit)
        out[1] = cut(k, out[1], l, limit);
    return 2;
}

/* --- Values and their marks
 * ----------------------------------------------------- */

/* i e p q r: the letters of base/figure.h's marks, in their order. */
static str mark_letters(arena *a, uint8_t marks) {
    static const char letters[] = "iepqr";
    buf b = buf_new(a);
    for (int i = 0; letters[i]; i++)
        if (marks & (1 << i))
            buf_c(&b, letters[i]);
    return buf_take(&b);
}

static text_style mark_style(const canvas *k) {
    text_style s = k->c->theme->styles[STYLE_MARK];
    if (s.size == 0)
        s.size = MARK_SIZE;
    if (s.raise == 0)
        s.raise = MARK_RAISE;
    return s;
}

static label missing_label(const label *l) {
    label m = *l;
    m.italic = true;
    m.weight = 400;
    m.colour = COLOR_GRAY600;
    return m;
}

mpt canvas_value_width(const canvas *k, const figure *f, const label *l) {
    label missing = missing_label(l);
    mpt width =
        canvas_label_width(k, f->text, draw_has_value(f) ? l : &missing);
    if (!f->marks)
        return width;
    text_style s = mark_style(k);
    return width + MARK_GAP +
           canvas_text_width(k, mark_letters(k->c->a, f->marks), &s);
}

printed_figure *canvas_note_made(canvas *k, str text, double per) {
    list_push(k->c->a, &k->d->figures, (printed_figure){.text = text});
    printed_figure *p = list_last(&k->d->figures);
    p->per = per;
    return p;
}

void canvas_note_part(canvas *k, printed_figure *of, const figure *f,
                      bool whole) {
    if (!draw_has_value(f) || !f->key.n)
        return;
    if (whole)
        list_push(k->c->a, &of->whole, f->key);
    else
        list_push(k->c->a, &of->keys, f->key);
}

void canvas_note(canvas *k, str text, const figure *f) {
    if (!f->key.n)
        return;
    printed_figure *p = canvas_note_made(k, text, 1);
    list_push(k->c->a, &p->keys, f->key);
}

void canvas_marks(canvas *k, point at, uint8_t marks) {
    if (!marks)
        return;
    text_style s = mark_style(k);
    at.x += MARK_GAP;
    canvas_text(k, at, mark_letters(k->c->a, marks), &s);
}

mpt canvas_value(canvas *k, point at, const figure *f, const label *l) {
    canvas_note(k, f->text, f);
    label flat = draw_has_value(f) ? *l : missing_label(l);
    mpt width = canvas_value_width(k, f, l);
    at.x = left_of(at.x, width, l->align);
    flat.align = ALIGN_LEFT;
    at.x += canvas_label(k, at, f->text, &flat);
    canvas_marks(k, at, f->marks);
    return width;
}
