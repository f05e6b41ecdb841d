/* Paras: one text, cut into pieces that have one face and one place in the
   structure tree; kept from pass to pass. */
#include "layout/flat_int.h"

rgb ink_of(const layout *x, color k) {
    theme_rgb c = x->t->colors[k];
    return (rgb){c.r, c.g, c.b};
}

const text_style *style_of(const layout *x, style s) {
    return &x->t->styles[s];
}

mpt baseline_in(const layout *x, mpt leading) {
    return (mpt)((int64_t)leading * x->t->baseline_at / 1000);
}

str fill_slot(arena *a, str pattern, str arg) {
    size_t at = str_find(pattern, S("{0}"), 0);
    if (at == SIZE_MAX)
        return pattern;
    buf b = buf_new(a);
    buf_str(&b, str_sub(pattern, 0, at));
    buf_str(&b, arg);
    buf_str(&b, str_sub(pattern, at + 3, pattern.n));
    return buf_take(&b);
}

static bool is_dynamic(const inline_list *l) {
    for (size_t i = 0; i < l->n; i++) {
        const doc_inline *in = &l->v[i];
        if (in->kind == INLINE_PAGE_OF || in->kind == INLINE_PAGES_OF ||
            in->kind == INLINE_PAGE_TOTAL || in->kind == INLINE_FOOTNOTE ||
            in->kind == INLINE_RUNNING_TITLE)
            return true;
        if (in->kind == INLINE_LINK && is_dynamic(&in->kids))
            return true;
    }
    return false;
}

static para *para_begin(layout *x, flat *f, const para_look *look, span at) {
    para *p = NEW(x->keep, para);
    p->x = x;
    p->look = (uint8_t)look->base;
    p->leading =
        look->leading ? look->leading : style_of(x, look->base)->leading;
    p->at = at;
    if (!x->flat) {
        x->flat = NEW(x->keep, flat_scratch);
        x->flat->text = buf_new(x->keep);
    }
    *f =
        (flat){.x = x, .p = p, .k = x->flat, .look = *look, .lang = x->d->lang};
    f->k->pieces.n = f->k->tags.n = f->k->notes.n = 0;
    f->k->figures.n = 0;
    f->k->text.n = 0;
    if (look->actual.n)
        flat_open_tag(f, (tag){.kind = TAG_SPAN, .actual = look->actual});
    if (look->lead_in.n)
        flat_lead_in(f, look->lead_in);
    return p;
}

/* A list of its own, just as long. */
#define KEEP_LIST(a, to, from)                                                 \
    do {                                                                       \
        size_t bytes_ = (from)->n * sizeof *(from)->v;                         \
        (to)->v = bytes_ ? arena_alloc((a), bytes_) : NULL;                    \
        (to)->n = (to)->cap = (from)->n;                                       \
        if (bytes_)                                                            \
            memcpy((to)->v, (from)->v, bytes_);                                \
    } while (0)

static para_more *more_of(para *p) {
    if (!p->more)
        p->more = NEW(p->x->keep, para_more);
    return p->more;
}

static void keep_tags(flat *f, para *p) {
    if (f->k->tags.n)
        KEEP_LIST(f->x->keep, &more_of(p)->tags, &f->k->tags);
}

static para *para_end(flat *f) {
    para *p = f->p;
    arena *a = f->x->keep;
    KEEP_LIST(a, &p->pieces, &f->k->pieces);
    if (f->k->notes.n)
        KEEP_LIST(a, &more_of(p)->notes, &f->k->notes);
    if (f->k->figures.n)
        KEEP_LIST(a, &more_of(p)->figures, &f->k->figures);
    keep_tags(f, p);
    p->text = str_dup(a, buf_slice(&f->k->text));
    para_items(p);
    return p;
}

para *para_text(layout *x, str text, const para_look *look) {
    flat f;
    para_begin(x, &f, look, SPAN_NONE);
    flat_text(&f, text, 0);
    if (look->tagged)
        flat_tag_pill(&f);
    return para_end(&f);
}

typedef struct para_key {
    const doc_inline *v;
    uint64_t look;
} para_key;

static uint64_t look_key(const para_look *k) {
    return (uint64_t)k->base | (uint64_t)k->flags << 8 |
           (uint64_t)k->secondary << 24 | (uint64_t)k->bold << 25 |
           (uint64_t)k->coloured << 26 | (uint64_t)k->ink << 27 |
           (uint64_t)(k->actual.n > 0) << 35 |
           (uint64_t)(k->lead_in.n > 0) << 36 | (uint64_t)k->tagged << 37 |
           (uint64_t)(k->size / 100) << 40;
}

para *para_of(layout *x, const inline_list *l, const para_look *look, span at) {
    para_key k = {l->v, look_key(look)};
    str key = {(const char *)&k, sizeof k};
    para *old = l->n ? map_get(&x->paras, key) : NULL;
    if (old && !old->dynamic)
        return old;
    flat f;
    para *p = para_begin(x, &f, look, at);
    flat_inlines(&f, l);
    if (look->tagged)
        flat_tag_pill(&f);
    p->dynamic = is_dynamic(l);
    if (old && old->text.n == f.k->text.n &&
        !memcmp(old->text.p, f.k->text.p, f.k->text.n)) {
        keep_tags(&f, old); /* links to other pages, same text */
        return old;
    }
    para_end(&f);
    if (l->n)
        map_put(&x->paras, str_dup(x->keep, key), p);
    return p;
}
