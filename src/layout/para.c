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

static arena *arena_of(const layout *x, para_life l) {
    return l == LIFE_DOCUMENT ? x->keep : l == LIFE_PASS ? x->a : x->page;
}

arena *para_arena(const para *p) {
    return arena_of(p->x, (para_life)p->life);
}

static para *para_begin(layout *x, flat *f, const para_look *look,
                        para_life life) {
    para *p = NEW(arena_of(x, life), para);
    p->x = x;
    p->life = (uint8_t)life;
    p->look = (uint8_t)look->base;
    p->leading =
        look->leading ? look->leading : style_of(x, look->base)->leading;
    if (!x->flat) {
        x->flat = NEW(x->keep, flat_scratch);
        x->flat->text = buf_new(x->keep);
    }
    *f =
        (flat){.x = x, .p = p, .k = x->flat, .look = *look, .lang = x->d->lang};
    f->font_lang = font_language(x->c->fonts, f->lang);
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
        p->more = NEW(para_arena(p), para_more);
    return p->more;
}

static void keep_tags(flat *f, para *p) {
    if (f->k->tags.n)
        KEEP_LIST(para_arena(p), &more_of(p)->tags, &f->k->tags);
}

/* `said`: what the text most often is, to the letter. */
static para *para_end(flat *f, str said) {
    para *p = f->p;
    arena *a = para_arena(p);
    KEEP_LIST(a, &p->pieces, &f->k->pieces);
    if (f->k->notes.n)
        KEEP_LIST(a, &more_of(p)->notes, &f->k->notes);
    if (f->k->figures.n)
        KEEP_LIST(a, &more_of(p)->figures, &f->k->figures);
    keep_tags(f, p);
    str text = buf_slice(&f->k->text);
    p->text = str_eq(said, text) ? said : str_dup(a, text);
    para_items(p);
    return p;
}

static para *text_of(layout *x, str text, const para_look *look,
                     para_life life) {
    flat f;
    para_begin(x, &f, look, life);
    flat_text(&f, text, 0);
    if (look->tagged)
        flat_tag_pill(&f);
    return para_end(&f, STR_NONE);
}

para *para_text(layout *x, str text, const para_look *look) {
    return text_of(x, text, look, x->painting ? LIFE_PAGE : LIFE_PASS);
}

para *para_lasting(layout *x, str text, const para_look *look) {
    return text_of(x, text, look, LIFE_DOCUMENT);
}

/* --- Paras found again ------------------------------------------------------
 */

static uint64_t look_key(const para_look *k) {
    return (uint64_t)k->base | (uint64_t)k->flags << 8 |
           (uint64_t)k->secondary << 24 | (uint64_t)k->bold << 25 |
           (uint64_t)k->coloured << 26 | (uint64_t)k->ink << 27 |
           (uint64_t)(k->actual.n > 0) << 35 |
           (uint64_t)(k->lead_in.n > 0) << 36 | (uint64_t)k->tagged << 37 |
           (uint64_t)(k->size / 100) << 40;
}

/* A table of the paras alone: a map would keep a key and an entry beside each,
   4 MB for the cells of a long dossier. */
static para **slot_of(const layout *x, const doc_inline *of, uint64_t key) {
    uint64_t h = ((uintptr_t)of >> 3 ^ key) * 0x9E3779B97F4A7C15u;
    size_t at = (h ^ h >> 32) & (x->para_slots - 1);
    while (x->paras[at] && (x->paras[at]->of != of || x->paras[at]->key != key))
        at = (at + 1) & (x->para_slots - 1);
    return &x->paras[at];
}

static void grow_paras(layout *x) {
    size_t n = x->para_slots;
    para **old = x->paras;
    x->para_slots = n ? n * 2 : 1024;
    x->paras = NEW_ARRAY(x->keep, para *, x->para_slots);
    for (size_t i = 0; i < n; i++)
        if (old[i])
            *slot_of(x, old[i]->of, old[i]->key) = old[i];
}

static para *known_para(layout *x, const doc_inline *of, uint64_t key) {
    return x->para_slots ? *slot_of(x, of, key) : NULL;
}

static void remember(layout *x, para *p) {
    if (x->para_count * 3 >= x->para_slots * 2)
        grow_paras(x);
    para **slot = slot_of(x, p->of, p->key);
    x->para_count += !*slot;
    *slot = p;
}

para *para_of(layout *x, const inline_list *l, const para_look *look, span at) {
    uint64_t key = look_key(look);
    para *old = l->n ? known_para(x, l->v, key) : NULL;
    if (old && !old->dynamic)
        return old;
    flat f;
    para *p = para_begin(x, &f, look, LIFE_DOCUMENT);
    p->at = at;
    p->of = l->v;
    p->key = key;
    flat_inlines(&f, l);
    if (look->tagged)
        flat_tag_pill(&f);
    p->dynamic = is_dynamic(l);
    if (old && old->text.n == f.k->text.n &&
        !memcmp(old->text.p, f.k->text.p, f.k->text.n)) {
        keep_tags(&f, old); /* links to other pages, same text */
        return old;
    }
    para_end(&f, l->n == 1 ? l->v->text : STR_NONE);
    if (l->n)
        remember(x, p);
    return p;
}
