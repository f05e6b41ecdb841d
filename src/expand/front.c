/* Cover and signatures. */
#include "expand/expand_int.h"
#include "text/text.h"

static void put_logos(expander *x, doc_cover *c) {
    const campus *k = &x->m->campus;
    for (size_t i = 0; i < k->logos.n; i++) {
        const logo *l = &k->logos.v[i];
        const partner *p = l->partner.to;
        doc_logo d = {.alt = l->alt.n ? l->alt : p ? p->name : STR_NONE};
        str bytes;
        span at = record_place(&l->head, S("fichier"));
        if (l->alt.n)
            check_alternative(x, l->file, l->alt,
                              record_place(&l->head, S("alt")));
        if (l->file.n && read_picture(x, l->file, at, &bytes)) {
            doc_image *image = NEW(x->a, doc_image);
            *image = (doc_image){.path = l->file,
                                 .bytes = bytes,
                                 .alt = d.alt,
                                 .place = l->head.place};
            d.image = image;
        }
        if (d.image || !x->sink->filing)
            list_push(x->a, &c->logos, d);
    }
}

/* « PROJET  non déposé : contient 214 valeurs illustratives » */
static void put_status(expander *x, inline_list *out) {
    const model *m = x->m;
    bool draft = m->dossier.state == DOSSIER_DRAFT;
    if (draft) {
        doc_inline *tag = list_add(x->a, out);
        tag->kind = INLINE_PILL;
        tag->pill = PILL_DRAFT;
        tag->text = word(x, "projet_etiquette");
    }
    size_t n = m->illustrations.n;
    if (draft && !n)
        return; /* the tag says it */
    if (draft)
        doc_text(x->a, out, S(" "), 0);
    str count = locale_number(x->a, (double)n, 0);
    str state = view_word(&x->view, "dossier_state", (int)m->dossier.state);
    str text = n == 0   ? state
               : n == 1 ? word(x, "couverture_une_valeur")
                        : PHRASE(x, "couverture_valeurs", count);
    doc_text(x->a, out, text, 0);
}

/* On the cover the tag stands for the marks (charter §14). */
static void tag_row(expander *x, inline_list *value) {
    bool illustrative = false;
    for (size_t i = 0; i < value->n; i++) {
        illustrative |= (value->v[i].marks & MARK_ILLUSTRATIVE) != 0;
        value->v[i].marks &= (uint8_t)~MARK_ILLUSTRATIVE;
    }
    if (!illustrative)
        return;
    doc_text(x->a, value, S(" "), 0);
    doc_inline *tag = list_add(x->a, value);
    tag->kind = INLINE_PILL;
    tag->pill = PILL_ILLUSTRATIVE;
    tag->text = word(x, "illustratif");
}

void expand_cover(expander *x, const template_block *b) {
    const template_cover *t = b->as.cover;
    doc_block *block = add_block(x, BLOCK_COVER, b->head.place);
    doc_cover *c = block->cover = NEW(x->a, doc_cover);
    c->kind = slots_text(x, &t->kind);
    c->name_before = slots_text(x, &t->over);
    c->name = slots_text(x, &t->name);
    c->tagline = prose_inlines(x, &t->tagline);
    for (size_t i = 0; i < t->lines.n; i++) {
        cover_row *row = list_add(x->a, &c->rows);
        row->label = slots_text(x, &t->lines.v[i].label);
        row->value = slots_inlines(x, &t->lines.v[i].value);
        tag_row(x, &row->value);
        if (row->value.n)
            row->value.v[0].text =
                locale_capital(x->l, x->a, row->value.v[0].text);
    }
    cover_row *status = list_add(x->a, &c->rows);
    status->label = word(x, "couverture_statut");
    put_status(x, &status->value);
    typeset_inlines(x, &status->value);
    if (t->logos != YESNO_NO)
        put_logos(x, c);
    list_push(x->a, &block->anchors, expand_anchor(x));
}

static str set_text(expander *x, str s) {
    return text_typeset_one(x->a, text_visible(x->a, s));
}

void expand_signatures(expander *x, const template_block *b) {
    const template_signatures *t = b->as.signatures;
    inline_list title = slots_inlines(x, &t->title);
    if (title.n)
        add_paragraph(x, STYLE_BLOCK_TITLE, title, t->title.place);
    if (t->text.s.n)
        expand_prose(x, &t->text, x->out);
    doc_block *s = add_block(x, BLOCK_SIGNATURES, b->head.place);
    s->full = true;
    const campus *k = &x->m->campus;
    for (size_t i = 0; i < k->signatories.n; i++) {
        const signatory *from = &k->signatories.v[i];
        const partner *p = from->partner.to;
        str name = from->consent == YESNO_YES ? from->name : STR_NONE;
        signature_box box = {.capacity = set_text(x, p ? p->name : STR_NONE),
                             .quality = set_text(x, from->capacity),
                             .mention =
                                 set_text(x, name.n ? name : from->mention)};
        list_push(x->a, &s->signatures, box);
    }
    str args[3] = {version_of(x), locale_date(x->a, x->m->dossier.date),
                   x->m->digest};
    s->subtitle = phrase(x, "signatures_version", args, 3);
}
