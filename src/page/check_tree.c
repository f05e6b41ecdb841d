/*
 * The structure: who may stand in whom, and what each role needs.
 *
 * The grammar is one table, indexed by the role: the kids that it may have,
 * whether content may stand directly in it, whether it may be empty. What a
 * table cannot say (heading levels, notes, links, captions) is a function for
 * the role.
 */
#include "page/check_int.h"

#define R(role)  (UINT64_C(1) << ROLE_##role)
#define HEADINGS (R(H1) | R(H2) | R(H3) | R(H4))
#define INLINES  (R(SPAN) | R(LINK) | R(REFERENCE) | R(NOTE) | R(FIGURE))
#define BLOCKS   (R(P) | R(L) | R(TABLE) | R(FIGURE) | R(BLOCKQUOTE) | R(NOTE))
#define GROUPS   (R(PART) | R(SECT) | R(DIV) | R(ASIDE))
#define IN_GROUP                                                               \
    (GROUPS | BLOCKS | HEADINGS | R(TOC) | R(CAPTION) | R(SPAN) | R(LINK) |    \
     R(REFERENCE))

typedef struct grammar {
    uint64_t kids;
    bool content, empty;
} grammar;

static const grammar rules[ROLE_COUNT] = {
    [ROLE_DOCUMENT] = {IN_GROUP, false, true},
    [ROLE_PART] = {IN_GROUP, false, false},
    [ROLE_SECT] = {IN_GROUP, false, false},
    [ROLE_DIV] = {IN_GROUP, false, false},
    [ROLE_ASIDE] = {IN_GROUP, false, false},
    [ROLE_H1] = {INLINES, true, false},
    [ROLE_H2] = {INLINES, true, false},
    [ROLE_H3] = {INLINES, true, false},
    [ROLE_H4] = {INLINES, true, false},
    [ROLE_P] = {INLINES, true, false},
    [ROLE_L] = {R(CAPTION) | R(LI) | R(L), false, false},
    [ROLE_LI] = {R(LBL) | R(LBODY), false, false},
    [ROLE_LBL] = {INLINES, true, false},
    [ROLE_LBODY] = {BLOCKS | INLINES | R(DIV), true, false},
    [ROLE_TABLE] = {R(CAPTION) | R(THEAD) | R(TBODY) | R(TFOOT) | R(TR), false,
                    false},
    [ROLE_CAPTION] = {R(P) | R(LBL) | INLINES, true, false},
    [ROLE_THEAD] = {R(TR), false, false},
    [ROLE_TBODY] = {R(TR), false, false},
    [ROLE_TFOOT] = {R(TR), false, false},
    [ROLE_TR] = {R(TH) | R(TD), false, false},
    [ROLE_TH] = {BLOCKS | INLINES | R(DIV), true, true},
    [ROLE_TD] = {BLOCKS | INLINES | R(DIV), true, true},
    [ROLE_TOC] = {R(CAPTION) | R(TOC) | R(TOCI), false, false},
    [ROLE_TOCI] = {R(LBL) | R(REFERENCE) | R(P) | R(TOC), false, false},
    [ROLE_SPAN] = {INLINES, true, false},
    [ROLE_LINK] = {R(SPAN) | R(REFERENCE) | R(LBL) | R(FIGURE), true, false},
    [ROLE_REFERENCE] = {R(SPAN) | R(LINK) | R(LBL), true, false},
    [ROLE_NOTE] = {R(LBL) | BLOCKS | INLINES, true, false},
    [ROLE_FIGURE] = {R(CAPTION) | R(P) | INLINES, true, false},
    [ROLE_BLOCKQUOTE] = {BLOCKS | INLINES, true, false},
};

static bool holds(const element *e, role r) {
    for (size_t i = 0; i < e->kids.n; i++)
        if (e->kids.v[i].kind == KID_ELEMENT && e->kids.v[i].element &&
            e->kids.v[i].element->role == r)
            return true;
    return false;
}

static bool has_kid(const element *e, kid_kind kind) {
    for (size_t i = 0; i < e->kids.n; i++)
        if (e->kids.v[i].kind == kind)
            return true;
    return false;
}

/* --- Kids that are content --- */

static void claim_content(checker *c, const element *e, const kid *k) {
    if (k->page >= c->pages->pages.n ||
        k->index >= c->pages->pages.v[k->page].mcid_count) {
        add_fault_at(c, PF_KID_RANGE, e, k->page, k->index);
        return;
    }
    mark *m = &c->marks[c->first_mark[k->page] + k->index];
    if (m->claims++)
        add_fault_at(c, PF_MARK_CLAIMED_TWICE, e, k->page, k->index);
    if (m->opened && m->element != e)
        add_fault_at(c, PF_MARK_OWNER, e, k->page, k->index);
    if (!rules[e->role].content)
        add_fault_at(c, PF_DIRECT_CONTENT, e, k->page, k->index);
}

static void claim_link(checker *c, const element *e, const kid *k) {
    if (k->page >= c->pages->pages.n ||
        k->index >= c->pages->pages.v[k->page].links.n) {
        add_fault_at(c, PF_KID_RANGE, e, k->page, k->index);
        return;
    }
    if (c->link_claims[c->first_link[k->page] + k->index]++)
        add_fault_at(c, PF_LINK_CLAIMED_TWICE, e, k->page, k->index);
    if (c->pages->pages.v[k->page].links.v[k->index].element != e)
        add_fault_at(c, PF_LINK_OWNER, e, k->page, k->index);
}

/* An element of nothing but contents, none of which shows anything. */
static bool is_blank(const checker *c, const element *e) {
    if (!e->kids.n || e->more->actual.n)
        return false;
    for (size_t i = 0; i < e->kids.n; i++) {
        const kid *k = &e->kids.v[i];
        if (k->kind != KID_CONTENT || k->page >= c->pages->pages.n ||
            k->index >= c->pages->pages.v[k->page].mcid_count ||
            c->marks[c->first_mark[k->page] + k->index].ink)
            return false;
    }
    return true;
}

/* --- Roles --- */

static void check_heading(checker *c, const element *e) {
    int level = (int)(e->role - ROLE_H1) + 1;
    if (!c->headings && level != 1)
        add_fault(c, PF_FIRST_HEADING, e);
    else if (level > c->heading + 1)
        add_fault(c, PF_HEADING_SKIP, e);
    c->headings = true;
    c->heading = level;
}

static void check_list(checker *c, const element *e) {
    bool labels = false;
    for (size_t i = 0; i < e->kids.n; i++)
        if (e->kids.v[i].kind == KID_ELEMENT && e->kids.v[i].element)
            labels |= holds(e->kids.v[i].element, ROLE_LBL);
    if (labels && (!e->more->numbering || !strcmp(e->more->numbering, "None")))
        add_fault(c, PF_LIST_NUMBERING, e);
}

static void check_list_item(checker *c, const element *e) {
    int bodies = 0;
    for (size_t i = 0; i < e->kids.n; i++)
        bodies += e->kids.v[i].kind == KID_ELEMENT && e->kids.v[i].element &&
                  e->kids.v[i].element->role == ROLE_LBODY;
    if (bodies != 1)
        add_fault(c, PF_LIST_ITEM, e);
}

/* First or last among its brothers, and the only one. */
static void check_caption(checker *c, const element *e) {
    const element *p = e->parent;
    if (!p || p->role == ROLE_DIV || p->role == ROLE_SECT ||
        p->role == ROLE_ASIDE || p->role == ROLE_DOCUMENT)
        return;
    int captions = 0;
    for (size_t i = 0; i < p->kids.n; i++) {
        const element *k = p->kids.v[i].element;
        if (p->kids.v[i].kind != KID_ELEMENT || !k || k->role != ROLE_CAPTION)
            continue;
        if (captions++ || (k == e && i && i + 1 < p->kids.n))
            add_fault(c, PF_CAPTION_PLACE, e);
    }
}

static void check_figure(checker *c, const element *e) {
    if (!str_trim(e->more->alt).n && !str_trim(e->more->actual).n)
        add_fault(c, PF_FIGURE_ALT, e);
    const page_list *l = c->pages;
    if (e->more->bbox.w <= 0 || e->more->bbox.h <= 0 ||
        e->more->bbox_page >= l->pages.n)
        add_fault(c, PF_FIGURE_BOX, e);
}

static void check_link(checker *c, const element *e) {
    if (!has_kid(e, KID_LINK))
        add_fault(c, PF_LINK_ANNOTATION, e);
    if (!has_kid(e, KID_CONTENT) && !has_kid(e, KID_ELEMENT))
        add_fault(c, PF_LINK_TEXT, e);
}

/* What stands just before a kid; NULL: nothing, or no element. */
static const element *brother_before(const element *e) {
    const element *p = e->parent;
    for (size_t i = 1; p && i < p->kids.n; i++)
        if (p->kids.v[i].kind == KID_ELEMENT && p->kids.v[i].element == e)
            return p->kids.v[i - 1].kind == KID_ELEMENT
                       ? p->kids.v[i - 1].element
                       : NULL;
    return NULL;
}

static bool is_text_role(role r) {
    return r == ROLE_P || r == ROLE_LBODY || r == ROLE_TD || r == ROLE_CAPTION;
}

static void check_note(checker *c, const element *e) {
    const element *call = brother_before(e);
    if (!call || call->role != ROLE_REFERENCE || !is_text_role(e->parent->role))
        add_fault(c, PF_NOTE_CALL, e);
    if (!e->more->id.n)
        add_fault(c, PF_NOTE_ID, e);
    if (!holds(e, ROLE_LBL))
        add_fault(c, PF_NOTE_LABEL, e);
}

static bool holds_link(const element *e, int depth) {
    if (e->role == ROLE_LINK)
        return true;
    for (size_t i = 0; i < e->kids.n && depth < 8; i++)
        if (e->kids.v[i].kind == KID_ELEMENT && e->kids.v[i].element &&
            e->kids.v[i].element->role != ROLE_TOC &&
            holds_link(e->kids.v[i].element, depth + 1))
            return true;
    return false;
}

static void check_contents_entry(checker *c, const element *e) {
    if (!holds_link(e, 0))
        add_fault(c, PF_CONTENTS_LINK, e);
}

static void (*const by_role[ROLE_COUNT])(checker *, const element *) = {
    [ROLE_H1] = check_heading,    [ROLE_H2] = check_heading,
    [ROLE_H3] = check_heading,    [ROLE_H4] = check_heading,
    [ROLE_L] = check_list,        [ROLE_LI] = check_list_item,
    [ROLE_TABLE] = check_table,   [ROLE_CAPTION] = check_caption,
    [ROLE_FIGURE] = check_figure, [ROLE_LINK] = check_link,
    [ROLE_NOTE] = check_note,     [ROLE_TOCI] = check_contents_entry,
};

/* --- Any element --- */

static void check_strings(checker *c, const element *e) {
    if (!is_text(e->more->alt) || !is_text(e->more->actual) ||
        !is_text(e->more->title) || !is_text(e->more->id) ||
        !is_text(e->more->summary))
        add_fault(c, PF_BAD_TEXT, e);
    if (e->more->lang.n && !is_language(e->more->lang))
        add_fault(c, PF_LANG, e);
    if (e->more->alt.n && e->role != ROLE_FIGURE && e->role != ROLE_LINK)
        add_fault(c, PF_ALT_ON_TEXT, e);
    if (e->more->id.n && map_put(&c->ids, e->more->id, (void *)e))
        add_fault(c, PF_ID_TWICE, e);
    bool cell = e->role == ROLE_TH || e->role == ROLE_TD;
    if (!cell && (e->scope != SCOPE_NONE || e->more->headers.n ||
                  e->col_span > 1 || e->row_span > 1))
        add_fault(c, PF_SCOPE_ELSEWHERE, e);
}

/* What a table of contents, or of tables and figures, leads to. */
static bool is_listed(const element *e) {
    return (e->role >= ROLE_H1 && e->role <= ROLE_H4) ||
           e->role == ROLE_CAPTION || e->role == ROLE_FIGURE;
}

static void check_element(checker *c, const element *e, int depth);

static void check_kid(checker *c, const element *e, const kid *k, int depth) {
    if (k->kind == KID_CONTENT) {
        claim_content(c, e, k);
        if (is_listed(e) && k->page < c->pages->pages.n)
            c->entry_on[k->page] = true;
        return;
    }
    if (k->kind == KID_LINK) {
        claim_link(c, e, k);
        return;
    }
    if (!k->element || k->element->parent != e) {
        add_fault(c, PF_PARENT, e);
        return;
    }
    if (!(rules[e->role].kids & UINT64_C(1) << k->element->role))
        add_fault(c, PF_KID_ROLE, k->element);
    check_element(c, k->element, depth + 1);
}

static void check_element(checker *c, const element *e, int depth) {
    enum { DEEPEST = 64 };
    if (depth > DEEPEST) {
        add_fault(c, PF_DEEP, e);
        return;
    }
    check_strings(c, e);
    if (by_role[e->role])
        by_role[e->role](c, e);
    if (!e->kids.n && !rules[e->role].empty)
        add_fault(c, PF_EMPTY, e);
    if (is_blank(c, e))
        add_fault(c, PF_BLANK, e);
    for (size_t i = 0; i < e->kids.n; i++)
        check_kid(c, e, &e->kids.v[i], depth);
}

void check_tree(checker *c) {
    const element *root = c->pages->root;
    if (!root || root->role != ROLE_DOCUMENT || root->parent) {
        add_fault(c, PF_ROOT, root);
        return;
    }
    check_element(c, root, 0);
}
