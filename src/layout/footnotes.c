/* Footnotes (charter §9.4): measured where they are called, one box a line, so
   that pages can split them. */
#include "layout/layout_int.h"

enum { NUMBER_WIDTH = 10500 }; /* §9.4: number in 10.5 pt */

static footnote *find(const layout *x, const doc_inline *call) {
    for (size_t i = x->feet.n; i > 0; i--)
        if (x->feet.v[i - 1]->call == call)
            return x->feet.v[i - 1];
    return NULL;
}

uint32_t footnote_number(layout *x, const doc_inline *call) {
    footnote *n = find(x, call);
    if (!n) {
        n = NEW(x->a, footnote);
        n->call = call;
        n->number = ++x->note_number;
        n->at = new_anchor(x);
        list_push(x->a, &x->feet, n);
    }
    return n->number;
}

static void set_note(layout *x, footnote *n) {
    const page_geometry *g = geometry_of(x, GEOMETRY_PORTRAIT);
    mpt axis = g->margin_column ? g->margin_column + g->gutter : 0;
    mpt width = g->width - g->left - g->right - axis - NUMBER_WIDTH;
    flow f = {.x = x, .unsnapped = true, .body = STYLE_FOOTNOTE};
    f.left = f.full_left = axis + NUMBER_WIDTH;
    f.width = f.full_width = width;
    f.parent = n->e;
    str digits = str_fmt(x->keep, "%u", n->number);
    para *label =
        para_text(x, digits, &(para_look){.base = STYLE_FOOTNOTE_NUMBER});
    element *lbl = element_new(x->out, n->e, ROLE_LBL);
    for (size_t i = 0; i < n->call->note.n; i++) {
        const doc_block *b = n->call->note.v[i];
        para *p = para_of(x, &b->text, &(para_look){.base = STYLE_FOOTNOTE},
                          b->place);
        set_lines(&f, p,
                  &(lines_rule){.left = f.left,
                                .width = width,
                                .mode = para_mode(x, STYLE_FOOTNOTE),
                                .e = element_new(x->out, n->e, ROLE_P),
                                .label = i ? NULL : label,
                                .label_left = axis,
                                .label_e = lbl});
    }
    n->boxes.v = f.boxes.v;
    n->boxes.n = f.boxes.n;
    if (n->boxes.n)
        list_push(x->a, &n->boxes.v[0].anchors, n->at);
}

footnote *footnote_of(layout *x, const doc_inline *call) {
    footnote_number(x, call);
    footnote *n = find(x, call);
    if (n->e)
        return n;
    n->e = element_new(x->out, NULL, ROLE_NOTE);
    element_more_of(x->out, n->e)->id = str_fmt(x->out, "note-%u", n->at);
    set_note(x, n);
    return n;
}
