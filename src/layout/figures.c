/* The numbers that a page prints, with the figures that they are made of:
   noted while it is painted, so that a workbook can name the page. */
#include "layout/layout_int.h"

static printed_figure *add_figure(painter *t, const part *p, str text) {
    arena *a = t->x->out;
    printed_figure *to = list_add(a, &t->x->list->figures);
    *to = (printed_figure){.text = str_dup(a, text),
                           .per = 1,
                           .page = t->index,
                           .where = p->where ? *p->where : STR_NONE};
    return to;
}

void note_line(painter *t, const part *p) {
    const para *q = p->line.p;
    if (!q->more)
        return;
    for (size_t i = 0; i < q->more->figures.n; i++) {
        const doc_inline *in = q->more->figures.v[i].in;
        if (!line_holds(q, p->line.index, q->more->figures.v[i].at))
            continue;
        printed_figure *to = add_figure(t, p, in->text);
        list_push(t->x->out, &to->keys, in->figure->key);
    }
}

void note_drawing(painter *t, const part *p) {
    arena *a = t->x->out;
    if (t->x->c->unreconciled)
        return;
    for (size_t i = 0; i < p->drawn->figures.n; i++) {
        const printed_figure *from = &p->drawn->figures.v[i];
        if (!from->keys.n)
            continue;
        printed_figure *to = add_figure(t, p, from->text);
        to->per = from->per;
        for (size_t j = 0; j < from->keys.n; j++)
            list_push(a, &to->keys, from->keys.v[j]);
        for (size_t j = 0; j < from->whole.n; j++)
            list_push(a, &to->whole, from->whole.v[j]);
    }
}
