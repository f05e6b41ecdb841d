/* One broken line → glyph runs at their places, inside the elements that its
   tags ask for. Blanks take up what is left, to the last unit: the right edge
   of justified lines is exact. */
#include "layout/layout_int.h"

/* Charter §3.2: links in prose are underlined 0.4 pt, 1.5 pt below. */
enum { UNDERLINE = 400, UNDERLINE_BELOW = 1500, RUN_TEXT_MAX = 60000 };

/* Lists that one line after the other uses. */
struct line_scratch {
    LIST(page_glyph) glyphs; /* of the run being gathered */
    buf text;
};

typedef struct setter {
    painter *t;
    para *p;
    const para_line *l;
    const line_place *at;
    line_scratch *k;
    /* What the blanks share: of `slack` so much was given for what `seen` of
       `all` may give. */
    int64_t slack, all, seen;
    mpt given;
    /* The run being gathered. */
    const font_face *face;
    const piece *of;
    int16_t stretch;
    mpt run_x, x;
    /* The link that runs are in. */
    uint16_t link_tag;
    mpt link_from, link_to;
} setter;

static mpt scaled(int64_t em, mpt size) {
    return (mpt)((em * size + 500) / 1000);
}

static mpt expanded(mpt w, int16_t expansion) {
    return (mpt)((int64_t)w * expansion / 1000);
}

static bool expands(const setter *s, const piece *q) {
    return s->l->expansion != 1000 && !q->object && !q->literal;
}

/* --- Distributing -----------------------------------------------------------
 */

static mpt kern_of(const setter *s, const fragment *f) {
    return f->starts ? s->p->pieces.v[f->piece].kern : 0;
}

static mpt line_width(const setter *s) {
    mpt w = 0;
    for (uint32_t i = s->l->first; i < s->l->last; i++)
        w += kern_of(s, &s->p->fragments[i]) + s->p->fragments[i].width;
    return w;
}

/* What a blank may take or give. */
static mpt give_of(const setter *s, const fragment *f) {
    const piece *q = &s->p->pieces.v[f->piece];
    return s->l->width > s->at->measure ? blank_shrink(s->p, q, f->width)
                                        : blank_stretch(s->p, q, f->width);
}

static void share_slack(setter *s, mpt slack) {
    s->slack = slack;
    for (uint32_t i = s->l->first; i < s->l->last; i++)
        if (s->p->fragments[i].blank)
            s->all += give_of(s, &s->p->fragments[i]);
}

/* The blank's part, in proportion; what rounding leaves goes to the last. */
static mpt share_of(setter *s, const fragment *f) {
    if (!s->all || !f->blank)
        return 0;
    s->seen += give_of(s, f);
    mpt before = s->given;
    s->given = (mpt)(s->slack * s->seen / s->all);
    return s->given - before;
}

static mpt line_start(setter *s) {
    mpt slack = s->at->measure + s->l->out - line_width(s);
    if (s->p->mode == BREAK_JUSTIFIED && (!s->l->ends || slack < 0)) {
        share_slack(s, slack);
        return s->at->x;
    }
    if (s->at->align == ALIGN_RIGHT) {
        bool last = s->l->to == UINT32_MAX;
        mpt hang = last ? s->p->hang : 0;
        return s->at->x + slack + hang;
    }
    if (s->at->align == ALIGN_CENTER)
        return s->at->x + slack / 2;
    return s->at->x;
}

/* --- Elements ----------------------------------------------------------------
 */

static element *note_call(setter *s, element *parent, tag *g) {
    arena *out = s->t->x->out;
    element *ref = element_new(out, parent, ROLE_REFERENCE);
    g->made = element_new(out, ref, ROLE_LINK);
    footnote *n = footnote_of(s->t->x, g->note);
    g->to = n->at;
    n->e->parent = parent;
    list_push(out, &parent->kids, (kid){.kind = KID_ELEMENT, .element = n->e});
    return g->made;
}

static element *tag_element(setter *s, uint16_t i) {
    if (!i)
        return s->at->e;
    tag *g = &s->p->more->tags.v[i];
    if (g->made)
        return g->made;
    element *parent = tag_element(s, g->parent);
    arena *out = s->t->x->out;
    if (g->kind == TAG_NOTE)
        return note_call(s, parent, g);
    role r = g->kind == TAG_LINK ? ROLE_LINK : ROLE_SPAN;
    g->made = element_new(out, parent, r);
    if (g->lang.n)
        element_more_of(out, g->made)->lang = g->lang;
    if (g->actual.n)
        element_more_of(out, g->made)->actual = str_dup(out, g->actual);
    return g->made;
}

static uint16_t link_of(const para *p, uint16_t i) {
    while (i && p->more->tags.v[i].kind == TAG_SPAN)
        i = p->more->tags.v[i].parent;
    return i;
}

static void end_link(setter *s) {
    if (!s->link_tag)
        return;
    const tag *g = &s->p->more->tags.v[s->link_tag];
    mpt top = s->at->y - baseline_in(s->t->x, s->p->leading);
    rect box = {s->link_from, top, s->link_to - s->link_from, s->p->leading};
    if (g->made)
        paint_link(s->t, box, g, g->made);
    if (g->underlined) {
        rect rule = {s->link_from, s->at->y + UNDERLINE_BELOW - UNDERLINE / 2,
                     s->link_to - s->link_from, UNDERLINE};
        paint_fill(s->t, rule, COLOR_ACCENT700);
    }
    s->link_tag = 0;
}

static void in_link(setter *s, uint16_t tag_index, mpt from, mpt to) {
    uint16_t g = link_of(s->p, tag_index);
    if (g != s->link_tag) {
        end_link(s);
        s->link_tag = s->at->e ? g : 0;
        s->link_from = from;
    }
    s->link_to = to;
}

/* --- Runs
 * --------------------------------------------------------------------- */

static item_list *target_of(setter *s, uint16_t tag_index) {
    if (!s->at->e)
        return s->at->copy;
    paint_open(s->t, tag_element(s, tag_index));
    return &s->t->over;
}

static void flush(setter *s) {
    if (!s->k->glyphs.n)
        return;
    const piece *q = s->of;
    arena *out = s->t->x->page;
    in_link(s, q->tag, s->run_x, s->x);
    item_list *to = target_of(s, q->tag);
    page_glyph *g = NEW_ARRAY(out, page_glyph, s->k->glyphs.n);
    memcpy(g, s->k->glyphs.v, s->k->glyphs.n * sizeof *g);
    item it = {.kind = ITEM_GLYPHS};
    it.glyphs = (glyphs_item){
        .face = s->face,
        .size = q->size,
        .at = {s->run_x, s->at->y - q->raise},
        .colour = q->colour,
        .stretch = s->stretch,
        .text = str_dup(out, buf_slice(&s->k->text)),
        .glyphs = g,
        .count = (uint32_t)s->k->glyphs.n,
        .width = s->x - s->run_x,
    };
    list_push(s->t->x->keep, to, it);
    s->k->glyphs.n = 0;
    s->k->text.n = 0;
}

static void begin_run(setter *s, const piece *q, const font_face *face) {
    int16_t stretch = expands(s, q) ? s->l->expansion : 1000;
    bool same = s->k->glyphs.n && s->face == face && s->of->size == q->size &&
                s->of->raise == q->raise && s->of->tag == q->tag &&
                s->stretch == stretch && s->k->text.n < RUN_TEXT_MAX &&
                !memcmp(&s->of->colour, &q->colour, sizeof q->colour);
    if (same)
        return;
    flush(s);
    s->face = face;
    s->of = q;
    s->stretch = stretch;
    s->run_x = s->x;
}

/* Glyphs of one shaped run, from s->x on. */
static void put_glyphs(setter *s, const piece *q, const font_run *r) {
    begin_run(s, q, r->face);
    size_t base = s->k->text.n;
    buf_str(&s->k->text, r->text);
    int64_t em = 0;
    list_widen(s->t->x->keep, &s->k->glyphs, r->count);
    for (uint32_t i = 0; i < r->count; i++) {
        const font_glyph *g = &r->glyphs[i];
        mpt x = scaled(em + g->dx, q->size);
        page_glyph pg = {.gid = g->gid,
                         .x = s->x - s->run_x + expanded(x, s->stretch),
                         .dy = (int16_t)scaled(g->dy, q->size),
                         .at = (uint16_t)(base + g->text_at),
                         .len = (uint8_t)g->text_len};
        s->k->glyphs.v[s->k->glyphs.n++] = pg;
        em += g->advance;
    }
    s->x += expanded(scaled(em, q->size), s->stretch);
}

static void put_object(setter *s, const piece *q) {
    flush(s);
    const drawing *d = q->object;
    mpt top = s->at->y - d->baseline;
    in_link(s, q->tag, s->x, s->x + d->width);
    for (size_t i = 0; i < d->items.n; i++) {
        const item *it = &d->items.v[i];
        bool said = it->kind == ITEM_GLYPHS || q->object_text;
        item_list *to = said || !s->at->e ? target_of(s, q->tag) : &s->t->under;
        paint_item(s->t, to, it, s->x, top);
    }
    s->x += d->width;
}

static void put_fragment(setter *s, const fragment *f) {
    const piece *q = &s->p->pieces.v[f->piece];
    mpt kern = kern_of(s, f), end = s->x + kern + f->width + share_of(s, f);
    if (kern) {
        flush(s);
        s->x += kern;
    }
    if (q->object)
        put_object(s, q);
    for (const font_run *r = f->run; r; r = r->next)
        put_glyphs(s, q, r);
    if (q->hangs)
        s->t->marks |= s->p->marks;
    s->x = end;
}

/* Where a line ends on a blank the blank stays in the text: whoever copies it
   gets two words. */
static void end_blank(setter *s) {
    const piece *q = &s->p->pieces.v[s->l->end_piece];
    if (!s->l->end_blank || q->object || !s->at->e || s->l->first == s->l->last)
        return;
    put_glyphs(
        s, q,
        font_shape(s->t->x->c->fonts, q->face, S(" "), q->features, q->lang));
}

static bool ends_blank(str s) {
    return !s.n || s.p[s.n - 1] == ' ' || str_ends(s, S("\u00A0"));
}

/* A label, a number and their text stand apart on the page only: in the text
   layer a blank parts them. */
static void part_words(setter *s) {
    painter *t = s->t;
    if (!s->at->e || t->open != s->at->e || !t->over.n)
        return;
    const item *last = list_last(&t->over);
    if (last->kind != ITEM_GLYPHS || ends_blank(last->glyphs.text))
        return;
    glyphs_item g = last->glyphs;
    font_set *fonts = t->x->c->fonts;
    const font_run *r = font_shape(fonts, g.face, S(" "), FONT_DEFAULT,
                                   font_language(fonts, t->x->d->lang));
    page_glyph *one = NEW(t->x->page, page_glyph);
    *one = (page_glyph){.gid = r->count ? r->glyphs[0].gid : 0, .len = 1};
    g.at.x += g.width;
    g.glyphs = one;
    g.count = 1;
    g.text = S(" ");
    g.stretch = 1000;
    g.width = scaled(r->advance, g.size);
    list_push(t->x->keep, &t->over, (item){.kind = ITEM_GLYPHS, .glyphs = g});
}

static line_scratch *scratch_of(layout *x) {
    if (!x->line) {
        x->line = NEW(x->keep, line_scratch);
        x->line->text = buf_new(x->keep);
    }
    x->line->glyphs.n = 0;
    x->line->text.n = 0;
    return x->line;
}

void paint_line(painter *t, para *p, uint32_t i, const line_place *at) {
    if (i >= p->lines.n)
        return;
    para_settle(p);
    setter s = {
        .t = t, .p = p, .l = &p->lines.v[i], .at = at, .k = scratch_of(t->x)};
    if (i == 0)
        part_words(&s);
    s.x = line_start(&s);
    for (uint32_t k = s.l->first; k < s.l->last; k++)
        put_fragment(&s, &p->fragments[k]);
    mpt end = s.x;
    end_blank(&s);
    flush(&s);
    s.link_to = s.link_to > end ? end : s.link_to;
    end_link(&s);
}
