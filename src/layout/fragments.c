/* Broken lines → fragments. A para's items are seven times what its lines need
   once they stand: each block's paras give them back when it is set, and a
   para that is broken anew makes them again. */
#include "layout/layout_int.h"

static const str SOFT_HYPHEN = {"\xC2\xAD", 2};

/* Of one para after the other. */
struct fragment_scratch {
    LIST(fragment) v;
};

static void add_word(para *p, const para_line *l, const para_item *first,
                     uint32_t to, bool hyphen) {
    layout *x = p->x;
    const piece *q = &p->pieces.v[first->piece];
    fragment *f = list_add(x->keep, &x->fragments->v);
    *f = (fragment){.piece = first->piece, .starts = first->from == q->from};
    if (q->object) {
        f->width = q->object->width;
        return;
    }
    str word = {p->text.p + first->from, to - first->from};
    f->run = first->run;
    if (hyphen)
        word = str_cat(x->a, word, SOFT_HYPHEN);
    if (hyphen || f->run->next || f->run->text.n != word.n)
        f->run = font_shape(x->c->fonts, q->face, word, q->features, q->lang);
    f->width = font_run_width(f->run, q->size);
    if (l->expansion != 1000 && !q->literal)
        f->width = (mpt)((int64_t)f->width * l->expansion / 1000);
}

static void add_blank(para *p, const para_item *it) {
    layout *x = p->x;
    fragment *f = list_add(x->keep, &x->fragments->v);
    *f = (fragment){
        .run = it->run, .piece = it->piece, .blank = true, .width = it->width};
}

/* The boxes of one word, between breaks that were not taken, are one
   fragment. */
static uint32_t gather_word(para *p, const para_line *l, uint32_t i) {
    const para_item *it = &p->items[i];
    uint32_t to = it->to, end = i;
    for (uint32_t j = i + 1; j < l->last; j++) {
        const para_item *n = &p->items[j];
        if (n->kind == ITEM_PENALTY)
            continue;
        if (n->kind != ITEM_BOX || n->piece != it->piece || n->from != to)
            break;
        to = n->to;
        end = j;
    }
    bool hyphen = l->hyphen;
    for (uint32_t j = end + 1; hyphen && j < l->last; j++)
        hyphen = p->items[j].kind == ITEM_PENALTY;
    add_word(p, l, it, to, hyphen);
    return end;
}

static void gather_line(para *p, para_line *l) {
    uint32_t first = p->x->fragments->v.n;
    for (uint32_t i = l->first; i < l->last; i++) {
        if (p->items[i].kind == ITEM_GLUE)
            add_blank(p, &p->items[i]);
        else if (p->items[i].kind == ITEM_BOX)
            i = gather_word(p, l, i);
    }
    l->first = first;
    l->last = p->x->fragments->v.n;
}

static void keep_lines(para *p) {
    layout *x = p->x;
    arena *a = para_arena(p);
    para_line *lines = NEW_ARRAY(a, para_line, p->lines.n);
    memcpy(lines, p->lines.v, p->lines.n * sizeof *lines);
    p->lines.v = lines;
    p->lines.cap = p->lines.n;
    x->fragments->v.n = 0;
    for (size_t i = 0; i < p->lines.n; i++)
        gather_line(p, &lines[i]);
    uint32_t n = x->fragments->v.n;
    fragment *kept = NEW_ARRAY(a, fragment, n);
    if (n)
        memcpy(kept, x->fragments->v.v, n * sizeof *kept);
    p->fragments = kept;
}

void para_settle(para *p) {
    layout *x = p->x;
    if (!p->items)
        return;
    if (!x->fragments)
        x->fragments = NEW(x->keep, fragment_scratch);
    if (p->lines.n)
        keep_lines(p);
    p->items = NULL;
}

void settle_paras(layout *x) {
    for (size_t i = 0; i < x->unsettled.n; i++)
        para_settle(x->unsettled.v[i]);
    x->unsettled.n = 0;
    arena_reset(x->brief);
}
