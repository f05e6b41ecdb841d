/* Anchors, numbers and cross-references. Labels are known when the walk is
   over; pages are layout's. */
#include "expand/expand_int.h"

anchor expand_anchor(expander *x) {
    return x->doc->anchor_count++;
}

named_anchor *anchor_of(expander *x, str id, span asked) {
    named_anchor *n = map_get(&x->anchors, id);
    if (!n) {
        n = NEW(x->a, named_anchor);
        n->id = id;
        n->number = expand_anchor(x);
        n->asked = asked;
        map_put(&x->anchors, id, n);
    }
    return n;
}

void define_anchor(expander *x, doc_block *b, str id, str label) {
    if (!id.n)
        return;
    named_anchor *n = anchor_of(x, id, b->place);
    if (n->known)
        return; /* printed twice: the first is the target */
    n->known = true;
    n->label = label;
    list_push(x->a, &b->anchors, n->number);
}

void claim_id(expander *x, const record_head *h) {
    if (!h || !h->id.n)
        return;
    const record_head *first = map_get(&x->typed, h->id);
    if (!first) {
        map_put(&x->typed, h->id, (void *)h);
        return;
    }
    span here = record_place(h, S("id")), there = record_place(first, S("id"));
    if (here.src == there.src && here.start == there.start)
        return;
    /* Told where it can be mended: in the dossier, not in a shipped template.
     */
    if (here.src && str_starts(here.src->path, S("templates/"))) {
        span shipped = here;
        here = there;
        there = shipped;
    }
    diagnostic *d = DIAG_AT(x->sink, E0545, here, h->id);
    diag_note_at(x->sink, d, NOTE_GIVEN_HERE, there, h->id);
}

void put_reference(expander *x, inline_list *out, str id, span at) {
    named_anchor *to = anchor_of(x, id, at);
    doc_inline *link = list_add(x->a, out);
    link->kind = INLINE_LINK;
    link->to = to->number;
    link->place = at;
    inline_list kids = {0};
    doc_inline *label = list_add(x->a, &kids);
    label->kind = INLINE_TEXT;
    label->place = at;
    label->text = S("x"); /* a word, for the typography around it */
    label->flags = INLINE_LITERAL;
    doc_text(x->a, &kids, PHRASE(x, "renvoi_page", STR_NONE), 0);
    doc_inline *page = list_add(x->a, &kids);
    page->kind = INLINE_PAGE_OF;
    page->to = to->number;
    link->kids = kids; /* a short list: its elements do not move any more */
    list_push(x->a, &x->labels, (pending_label){kids.v, to});
}

static anchor_list *anchors_of_criterion(expander *x, str id) {
    anchor_list *l = map_get(&x->criteria, id);
    if (!l) {
        l = NEW(x->a, anchor_list);
        map_put(&x->criteria, id, l);
    }
    return l;
}

evidence here_as_evidence(const expander *x, span place) {
    str label = x->here.n ? x->here : word(x, "preuve_paragraphe");
    return (evidence){
        .kind = EVIDENCE_PARAGRAPH, .label = label, .place = place};
}

static void add_badge(expander *x, doc_block *b, const criterion *k) {
    margin_note *m = list_add(x->a, &b->margin);
    m->pill = PHRASE(x, "critere_code", k->head.id);
    m->text = k->title;
    str id = str_cat(x->a, S("critere-"), k->head.id);
    named_anchor *row = anchor_of(x, id, b->place);
    list_push(x->a, &x->badges, (pending_badge){b, b->margin.n - 1, row});
}

void cite_criteria(expander *x, doc_block *b, const ref_list *criteria,
                   evidence what, bool badges) {
    if (!criteria->n)
        return;
    anchor here = expand_anchor(x);
    list_push(x->a, &b->anchors, here);
    for (size_t i = 0; i < criteria->n; i++) {
        const criterion *k = criteria->v[i].to;
        if (!k)
            continue; /* reported by the model */
        anchor_list *l = anchors_of_criterion(x, k->head.id);
        list_push(x->a, l, here);
        if (x->coverage && what.label.n)
            check_cite(x->a, x->coverage, k->head.id, what);
        if (badges)
            add_badge(x, b, k);
        else if (b->kind == BLOCK_HEADING)
            list_push(x->a, &b->criteria, k->head.id);
    }
}

/* The id that was meant, or one that shows how they look. */
static str nearest_target(expander *x, str typed) {
    LIST(str) known = {0};
    for (size_t i = 0; i < x->anchors.n; i++) {
        const named_anchor *n = x->anchors.entries[i].value;
        if (n->known && !str_starts(n->id, S("critere-")))
            list_push(x->a, &known, n->id);
    }
    str near = S("tab-budget");
    locale_nearest(x->a, typed, known.v, known.n, &near, 1);
    return near;
}

static void fill_labels(expander *x) {
    for (size_t i = 0; i < x->labels.n; i++) {
        const pending_label *p = &x->labels.v[i];
        p->text->text = p->to->known ? p->to->label : p->to->id;
        p->text->flags = 0;
    }
    for (size_t i = 0; i < x->anchors.n; i++) {
        const named_anchor *n = x->anchors.entries[i].value;
        if (!n->known && !str_starts(n->id, S("critere-")))
            DIAG_AT(x->sink, E0503, n->asked, n->id, nearest_target(x, n->id));
    }
}

/* A document without that row has badges without links. */
static void fill_badges(expander *x) {
    for (size_t i = 0; i < x->badges.n; i++) {
        const pending_badge *p = &x->badges.v[i];
        if (p->to->known)
            p->block->margin.v[p->index].to = p->to->number;
    }
}

static void fill_pages(expander *x) {
    for (size_t i = 0; i < x->pages.n; i++) {
        const pending_pages *p = &x->pages.v[i];
        const anchor_list *l = map_get(&x->criteria, p->criterion);
        for (size_t k = 0; l && k < l->n; k++)
            list_push(x->a, &p->pages->targets, l->v[k]);
    }
}

void settle_references(expander *x) {
    for (size_t i = 0; i < x->deferred.n; i++)
        finish_compliance(x, &x->deferred.v[i]);
    fill_labels(x);
    fill_badges(x);
    fill_pages(x);
    fill_contents(x);
}
