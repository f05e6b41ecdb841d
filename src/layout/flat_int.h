/* flat_int: inlines while they become a para (para.c, inlines.c). */
#ifndef SCEAU_LAYOUT_FLAT_INT_H
#define SCEAU_LAYOUT_FLAT_INT_H

#include "layout/layout_int.h"

/* What one para after the other is gathered in. */
struct flat_scratch {
    LIST(piece) pieces;
    LIST(tag) tags;
    LIST(para_note) notes;
    LIST(para_figure) figures;
    buf text;
};

typedef struct flat {
    layout *x;
    para *p;
    flat_scratch *k;
    para_look look;
    uint16_t tag;
    str lang;
    font_lang font_lang; /* the same */
} flat;

void flat_inlines(flat *f, const inline_list *l);
void flat_text(flat *f, str s, uint16_t flags);
/* A label before the text, where no margin column is for it. */
void flat_lead_in(flat *f, str label);
/* The tag « illustratif » after it. */
void flat_tag_pill(flat *f);
/* What is put from here on stands in this tag. */
void flat_open_tag(flat *f, tag t);

#endif
