#include "page/page.h"

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_DOCUMENT] = "Document",
    [ROLE_PART] = "Part",
    [ROLE_SECT] = "Sect",
    [ROLE_DIV] = "Div",
    [ROLE_ASIDE] = "Aside",
    [ROLE_H1] = "H1",
    [ROLE_H2] = "H2",
    [ROLE_H3] = "H3",
    [ROLE_H4] = "H4",
    [ROLE_P] = "P",
    [ROLE_L] = "L",
    [ROLE_LI] = "LI",
    [ROLE_LBL] = "Lbl",
    [ROLE_LBODY] = "LBody",
    [ROLE_TABLE] = "Table",
    [ROLE_CAPTION] = "Caption",
    [ROLE_THEAD] = "THead",
    [ROLE_TBODY] = "TBody",
    [ROLE_TFOOT] = "TFoot",
    [ROLE_TR] = "TR",
    [ROLE_TH] = "TH",
    [ROLE_TD] = "TD",
    [ROLE_TOC] = "TOC",
    [ROLE_TOCI] = "TOCI",
    [ROLE_SPAN] = "Span",
    [ROLE_LINK] = "Link",
    [ROLE_REFERENCE] = "Reference",
    [ROLE_NOTE] = "Note",
    [ROLE_FIGURE] = "Figure",
    [ROLE_BLOCKQUOTE] = "BlockQuote",
};

const char *role_name(role r) {
    return (unsigned)r < ROLE_COUNT ? role_names[r] : "?";
}

static const element_more none;

element *element_new(arena *a, element *parent, role r) {
    element *e = NEW(a, element);
    e->role = (uint8_t)r;
    e->more = &none;
    e->parent = parent;
    if (parent)
        list_push(a, &parent->kids, (kid){.kind = KID_ELEMENT, .element = e});
    return e;
}

element_more *element_more_of(arena *a, element *e) {
    if (e->more == &none)
        e->more = NEW(a, element_more);
    return (element_more *)e->more;
}
