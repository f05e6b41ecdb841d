/* The sommaire, the list of tables, the list of figures: empty blocks where
   they stand, filled when the whole document is known. */
#include "expand/expand_int.h"

enum { LEVELS = 2 };

static str default_title(expander *x, template_contents_kind what) {
    switch (what) {
    case TPL_CONTENTS_TABLES:
        return word(x, "liste_des_tableaux");
    case TPL_CONTENTS_FIGURES:
        return word(x, "liste_des_figures");
    case TPL_CONTENTS_ABSENT:
    case TPL_CONTENTS_TITLES:
    case TPL_CONTENTS_COUNT:
        break;
    }
    return word(x, "sommaire");
}

void expand_contents(expander *x, const template_block *b) {
    const template_contents *t = b->as.contents;
    doc_block *c = add_block(x, BLOCK_CONTENTS, b->head.place);
    c->text = slots_inlines(x, &t->title);
    if (!c->text.n)
        doc_text(x->a, &c->text, default_title(x, t->what), 0);
    c->outline = doc_plain(x->a, &c->text);
    list_push(x->a, &c->anchors, expand_anchor(x));
    list_push(x->a, &x->contents, (pending_contents){c, t});
}

void enter_contents(expander *x, const doc_block *h) {
    contents_entry *e = list_add(x->a, &x->entries);
    e->level = h->level;
    e->number = h->annexe ? roman(x->a, x->annexes) : h->number;
    e->title = doc_plain(x->a, &h->text);
    e->to = h->anchors.v[0];
    for (size_t i = 0; i < h->criteria.n; i++)
        list_push(x->a, &e->criteria, h->criteria.v[i]);
}

static bool bears_caption(const doc_block *b, bool tables) {
    return b->caption.label.n && (b->kind == BLOCK_TABLE) == tables &&
           (tables || b->kind == BLOCK_FIGURE || b->kind == BLOCK_IMAGE);
}

/* Captions of the blocks, in the order of the document. */
static void list_captions(expander *x, const block_list *blocks, bool tables,
                          doc_block *to) {
    for (size_t i = 0; i < blocks->n; i++) {
        doc_block *b = blocks->v[i];
        if (bears_caption(b, tables)) {
            contents_entry e = {.number = b->caption.label,
                                .title = doc_plain(x->a, &b->caption.text),
                                .to = expand_anchor(x)};
            list_push(x->a, &b->anchors, e.to);
            list_push(x->a, &to->entries, e);
        }
        list_captions(x, &b->kids, tables, to);
    }
}

static void list_titles(expander *x, int levels, doc_block *to) {
    for (size_t i = 0; i < x->entries.n; i++)
        if (x->entries.v[i].level <= levels)
            list_push(x->a, &to->entries, x->entries.v[i]);
}

void fill_contents(expander *x) {
    for (size_t i = 0; i < x->contents.n; i++) {
        doc_block *c = x->contents.v[i].block;
        const template_contents *t = x->contents.v[i].from;
        if (t->what == TPL_CONTENTS_TABLES || t->what == TPL_CONTENTS_FIGURES)
            list_captions(x, &x->doc->body, t->what == TPL_CONTENTS_TABLES, c);
        else
            list_titles(x, t->levels.has ? (int)t->levels.v : LEVELS, c);
    }
}
