/* The checker: one sound document, and each way of breaking it. */
#include "page_tests.h"

/* The n-th element of a role, from 0, in order of the tree. */
static element *nth(element *e, role r, int *n) {
    if (e->role == r && (*n)-- == 0)
        return e;
    for (size_t i = 0; i < e->kids.n; i++) {
        if (e->kids.v[i].kind != KID_ELEMENT)
            continue;
        element *found = nth(e->kids.v[i].element, r, n);
        if (found)
            return found;
    }
    return NULL;
}

static element *find(sketch *k, role r, int n) {
    element *e = nth(k->pages->root, r, &n);
    assert_non_null(e);
    return e;
}

/* The first item of a kind on page 1. */
static item *first_item(sketch *k, item_kind kind) {
    page *p = &k->pages->pages.v[0];
    for (size_t i = 0; i < p->items.n; i++)
        if (p->items.v[i].kind == kind)
            return &p->items.v[i];
    fail();
    return NULL;
}

static glyphs_item *tagged_text(sketch *k) {
    page *p = &k->pages->pages.v[0];
    bool tagged = false;
    for (size_t i = 0; i < p->items.n; i++) {
        tagged |= p->items.v[i].kind == ITEM_BEGIN;
        if (tagged && p->items.v[i].kind == ITEM_GLYPHS)
            return &p->items.v[i].glyphs;
    }
    fail();
    return NULL;
}

static page *first_page(sketch *k) {
    return &k->pages->pages.v[0];
}

static void set_text(glyphs_item *g, str text) {
    g->text = text;
    g->count = 1;
    page_glyph *q = (page_glyph *)g->glyphs;
    q[0].at = 0;
    q[0].len = (uint8_t)text.n;
}

static void append(sketch *k, item_kind kind) {
    list_push(k->a, &first_page(k)->items, (item){.kind = kind});
}

/* --- Contents --- */

static void untagged(sketch *k) {
    sketch_rectangle(k, (rect){0, 0, 1000, 1000}, (rgb){0, 0, 0});
}
static void nested(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_end(k);
    sketch_end(k);
}
static void tagged_in_artifact(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_line(k, find(k, ROLE_SECT, 0), ROLE_P, 500000, "dedans");
    sketch_end(k);
}
static void extra_end(sketch *k) {
    append(k, ITEM_END);
}
static void left_open(sketch *k) {
    append(k, ITEM_ARTIFACT);
}
static void no_element(sketch *k) {
    first_item(k, ITEM_BEGIN)->begin.element = NULL;
}
static void number_beyond(sketch *k) {
    first_item(k, ITEM_BEGIN)->begin.mcid = 999;
}
static void number_twice(sketch *k) {
    first_item(k, ITEM_BEGIN)->begin.mcid = 1;
}
static void counted_never_opened(sketch *k) {
    first_page(k)->mcid_count++;
}
static void unclaimed(sketch *k) {
    find(k, ROLE_H1, 0)->kids.n = 0;
}
static void claimed_twice(sketch *k) {
    list_push(k->a, &find(k, ROLE_P, 0)->kids, find(k, ROLE_H1, 0)->kids.v[0]);
}
static void wrong_owner(sketch *k) {
    element *a = find(k, ROLE_H1, 0), *b = find(k, ROLE_H2, 0);
    kid t = a->kids.v[0];
    a->kids.v[0] = b->kids.v[0];
    b->kids.v[0] = t;
}
static void kid_on_no_page(sketch *k) {
    find(k, ROLE_H1, 0)->kids.v[0].page = 7;
}
static void link_on_no_page(sketch *k) {
    list_push(k->a, &find(k, ROLE_LINK, 0)->kids,
              (kid){.kind = KID_LINK, .page = 0, .index = 9});
}
static void missing_glyph(sketch *k) {
    ((page_glyph *)tagged_text(k)->glyphs)[0].gid = 0;
}
static void beyond_its_text(sketch *k) {
    ((page_glyph *)tagged_text(k)->glyphs)[0].at = 60000;
}
static void ill_formed_glyph(sketch *k) {
    set_text(tagged_text(k), S("\xFF"));
}
static void byte_order_mark(sketch *k) {
    set_text(tagged_text(k), S("\xEF\xBB\xBF"));
}
static void private_use(sketch *k) {
    set_text(tagged_text(k), S("\xEE\x80\x80"));
}
static void outside(sketch *k) {
    tagged_text(k)->at.x = 900000;
}
static void image_outside(sketch *k) {
    page *p = &k->pages->pages.v[1];
    for (size_t i = 0; i < p->items.n; i++)
        if (p->items.v[i].kind == ITEM_IMAGE)
            p->items.v[i].image.box.x = p->width;
}
static void text_as_decoration(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_text(k, k->sans, 9000, (point){100000, 100000}, "caché");
    sketch_end(k);
}
static void blank(sketch *k) {
    set_text(tagged_text(k), S(" "));
}
static void empty_image(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
    item it = {.kind = ITEM_IMAGE};
    static const image none = {.width = 0};
    it.image = (image_item){&none, {0, 0, 1000, 1000}};
    list_push(k->a, &k->p->items, it);
    sketch_end(k);
}
static void no_size(sketch *k) {
    first_page(k)->width = 0;
}

/* --- Tree --- */

static void no_root(sketch *k) {
    k->pages->root = NULL;
}
static void root_of_another_role(sketch *k) {
    k->pages->root->role = ROLE_SECT;
}
static void wrong_parent(sketch *k) {
    find(k, ROLE_TD, 0)->parent = k->pages->root;
}
static void circle(sketch *k) {
    element *s = find(k, ROLE_SECT, 0);
    list_push(k->a, &s->kids, (kid){.kind = KID_ELEMENT, .element = s});
}
static void deep(sketch *k) {
    element *e = k->pages->root;
    for (int i = 0; i < 80; i++)
        e = element_new(k->a, e, ROLE_DIV);
}
static void paragraph_in_paragraph(sketch *k) {
    sketch_line(k, find(k, ROLE_P, 0), ROLE_P, 500000, "dedans");
}
static void cell_in_section(sketch *k) {
    sketch_line(k, find(k, ROLE_SECT, 0), ROLE_TD, 500000, "perdue");
}
static void item_outside_list(sketch *k) {
    sketch_line(k, find(k, ROLE_SECT, 0), ROLE_LBODY, 500000, "perdu");
}
static void entry_outside_contents(sketch *k) {
    sketch_line(k, find(k, ROLE_SECT, 0), ROLE_TOCI, 500000, "perdue");
}
static void heading_in_cell(sketch *k) {
    sketch_line(k, find(k, ROLE_TD, 0), ROLE_H3, 500000, "perdu");
}
static void content_in_section(sketch *k) {
    sketch_begin(k, find(k, ROLE_SECT, 0));
    sketch_text(k, k->sans, 9000, (point){200000, 500000}, "nu");
    sketch_end(k);
}
static void content_in_row(sketch *k) {
    sketch_begin(k, find(k, ROLE_TR, 0));
    sketch_text(k, k->sans, 9000, (point){200000, 500000}, "nu");
    sketch_end(k);
}
static void empty_paragraph(sketch *k) {
    element_new(k->a, find(k, ROLE_SECT, 0), ROLE_P);
}
static void starts_at_h2(sketch *k) {
    find(k, ROLE_H1, 0)->role = ROLE_H2;
}
static void skips_to_h3(sketch *k) {
    find(k, ROLE_H2, 0)->role = ROLE_H3;
}
static void list_without_numbering(sketch *k) {
    element_more_of(k->a, find(k, ROLE_L, 0))->numbering = NULL;
}
static void item_without_body(sketch *k) {
    find(k, ROLE_LBODY, 0)->role = ROLE_LBL;
}

/* --- Tables, figures, links, notes --- */

static void table_without_rows(sketch *k) {
    element *t = element_new(k->a, find(k, ROLE_SECT, 0), ROLE_TABLE);
    sketch_line(k, t, ROLE_CAPTION, 500000, "vide");
}
static void body_before_head(sketch *k) {
    element *t = find(k, ROLE_TABLE, 0);
    kid x = t->kids.v[1];
    t->kids.v[1] = t->kids.v[2];
    t->kids.v[2] = x;
}
static void two_heads(sketch *k) {
    find(k, ROLE_TBODY, 0)->role = ROLE_THEAD;
}
static void row_beside_parts(sketch *k) {
    element *row = element_new(k->a, find(k, ROLE_TABLE, 0), ROLE_TR);
    for (int i = 0; i < 3; i++)
        element_new(k->a, row, ROLE_TD);
}
static void short_row(sketch *k) {
    find(k, ROLE_TR, 1)->kids.n--;
}
static void span_beyond(sketch *k) {
    find(k, ROLE_TD, 3)->row_span = 2;
}
static void wide_cell(sketch *k) {
    find(k, ROLE_TD, 0)->col_span = 2;
}
static void overlapping(sketch *k) {
    find(k, ROLE_TD, 1)->row_span = 2; /* the last of row 1 goes down */
    find(k, ROLE_TD, 2)->col_span = 2; /* the middle one of row 2 meets it */
}
static void no_header_cell(sketch *k) {
    for (int i = 0; i < 5; i++) {
        element *h = find(k, ROLE_TH, 0);
        h->role = ROLE_TD;
        h->scope = SCOPE_NONE;
    }
}
static void group_without_headers(sketch *k) {
    element *body = find(k, ROLE_TBODY, 0);
    element *row = element_new(k->a, body, ROLE_TR);
    element *th = sketch_line(k, row, ROLE_TH, 500000, "Groupe");
    th->scope = SCOPE_ROW;
    th->col_span = 3;
    element_more_of(k->a, find(k, ROLE_TD, 0))->headers.n = 0;
}
static void no_scope(sketch *k) {
    find(k, ROLE_TH, 0)->scope = SCOPE_NONE;
}
static void scope_on_paragraph(sketch *k) {
    find(k, ROLE_P, 0)->scope = SCOPE_ROW;
}
static void unknown_header(sketch *k) {
    element_more_of(k->a, find(k, ROLE_TD, 0))->headers.v[0] = S("t9");
}
static void caption_in_the_middle(sketch *k) {
    element *t = find(k, ROLE_TABLE, 0);
    kid x = t->kids.v[0];
    t->kids.v[0] = t->kids.v[1];
    t->kids.v[1] = x;
}
static void second_caption(sketch *k) {
    sketch_line(k, find(k, ROLE_TABLE, 0), ROLE_CAPTION, 500000, "encore");
}
static void contents_without_link(sketch *k) {
    find(k, ROLE_LINK, 0)->role = ROLE_SPAN;
}
/* The pages that have no heading are those after the second. */
static void contents_lead_astray(sketch *k) {
    sketch_page(k, "3");
    uint32_t there = sketch_anchor(k, 60000);
    first_page(k)->links.v[0].anchor = there;
}
static void figure_without_alt(sketch *k) {
    element_more_of(k->a, find(k, ROLE_FIGURE, 0))->alt = S(" ");
}
static void figure_without_box(sketch *k) {
    element_more_of(k->a, find(k, ROLE_FIGURE, 0))->bbox.w = 0;
}
static void alt_on_paragraph(sketch *k) {
    element_more_of(k->a, find(k, ROLE_P, 0))->alt = S("un texte");
}
static void link_without_annotation(sketch *k) {
    find(k, ROLE_LINK, 0)->kids.n = 1;
}
static void link_without_text(sketch *k) {
    element *e = find(k, ROLE_LINK, 0);
    e->kids.v[0] = e->kids.v[1];
    e->kids.n = 1;
}
static void silent_link(sketch *k) {
    first_page(k)->links.v[0].contents = S(" ");
}
static void forgotten_link(sketch *k) {
    link extra = first_page(k)->links.v[0];
    list_push(k->a, &first_page(k)->links, extra);
}
static void link_claimed_twice(sketch *k) {
    element *e = find(k, ROLE_LINK, 0);
    kid again = e->kids.v[1];
    list_push(k->a, &e->kids, again);
}
static void link_of_a_paragraph(sketch *k) {
    first_page(k)->links.v[0].element = find(k, ROLE_P, 0);
}
static void link_to_nowhere(sketch *k) {
    first_page(k)->links.v[0].anchor = 77;
}
static void link_to_unknown(sketch *k) {
    k->pages->anchors.v[0].known = false;
}
static void flat_link(sketch *k) {
    first_page(k)->links.v[0].box.h = 0;
}
static void note_without_id(sketch *k) {
    element_more_of(k->a, find(k, ROLE_NOTE, 0))->id = STR_NONE;
}
static void note_without_label(sketch *k) {
    find(k, ROLE_NOTE, 0)->kids.v[0].element->role = ROLE_SPAN;
}
static void note_without_call(sketch *k) {
    element *p = find(k, ROLE_NOTE, 0)->parent;
    for (size_t i = 0; i < p->kids.n; i++)
        if (p->kids.v[i].kind == KID_ELEMENT &&
            p->kids.v[i].element->role == ROLE_REFERENCE)
            p->kids.v[i].element->role = ROLE_SPAN;
}
static void note_in_a_section(sketch *k) {
    find(k, ROLE_NOTE, 0)->parent->role = ROLE_BLOCKQUOTE;
}
static void same_id(sketch *k) {
    element_more_of(k->a, find(k, ROLE_NOTE, 0))->id = S("t1-0-0");
}
static void bad_language(sketch *k) {
    element_more_of(k->a, find(k, ROLE_P, 0))->lang = S("fr_FR");
}
static void ill_formed_alt(sketch *k) {
    element_more_of(k->a, find(k, ROLE_FIGURE, 0))->alt = S("a\xC3");
}

/* --- Document --- */

static void no_title(sketch *k) {
    k->pages->meta.title = S(" ");
}
static void no_language(sketch *k) {
    k->pages->meta.lang = STR_NONE;
}
static void no_day(sketch *k) {
    k->pages->meta.day = (date){0};
}
static void no_page(sketch *k) {
    k->pages->pages.n = 0;
}
static void no_headings(sketch *k) {
    sketch_page(k, "3");
    find(k, ROLE_H1, 0)->role = ROLE_P;
    find(k, ROLE_H2, 0)->role = ROLE_P;
}
static void no_bookmarks(sketch *k) {
    k->pages->outline.n = 0;
}
static void bookmark_skips(sketch *k) {
    k->pages->outline.v[1].level = 3;
}
static void bookmark_to_nowhere(sketch *k) {
    k->pages->outline.v[1].anchor = 99;
}
static void bookmark_without_title(sketch *k) {
    k->pages->outline.v[0].title = STR_NONE;
}
static void attach(sketch *k, const char *name, const char *relationship) {
    list_push(k->a, &k->pages->attachments,
              (attachment){.name = str_z(name),
                           .mime = S("text/csv"),
                           .description = S("des valeurs"),
                           .relationship = str_z(relationship),
                           .data = S("a")});
}
static void odd_relationship(sketch *k) {
    attach(k, "a.csv", "Friend");
}
static void attached_without_a_word(sketch *k) {
    attach(k, "a.csv", "Data");
    k->pages->attachments.v[0].description = STR_NONE;
}
static void attached_twice(sketch *k) {
    attach(k, "a.csv", "Data");
    attach(k, "a.csv", "Data");
}

typedef struct breakage {
    void (*apply)(sketch *);
    page_fault_kind found;
    const char *name;
} breakage;

#define BREAK(f, kind)                                                         \
    { f, kind, #f }
static const breakage breakages[] = {
    BREAK(untagged, PF_UNTAGGED_ITEM),
    BREAK(nested, PF_NESTED_MARK),
    BREAK(tagged_in_artifact, PF_NESTED_MARK),
    BREAK(extra_end, PF_EXTRA_END),
    BREAK(left_open, PF_OPEN_GROUP),
    BREAK(no_element, PF_NO_ELEMENT),
    BREAK(number_beyond, PF_MARK_NUMBER),
    BREAK(number_twice, PF_MARK_TWICE),
    BREAK(counted_never_opened, PF_MARK_ABSENT),
    BREAK(unclaimed, PF_MARK_UNCLAIMED),
    BREAK(claimed_twice, PF_MARK_CLAIMED_TWICE),
    BREAK(wrong_owner, PF_MARK_OWNER),
    BREAK(kid_on_no_page, PF_KID_RANGE),
    BREAK(link_on_no_page, PF_KID_RANGE),
    BREAK(missing_glyph, PF_MISSING_GLYPH),
    BREAK(beyond_its_text, PF_GLYPH_TEXT),
    BREAK(ill_formed_glyph, PF_GLYPH_TEXT),
    BREAK(byte_order_mark, PF_GLYPH_TEXT),
    BREAK(private_use, PF_PRIVATE_USE),
    BREAK(outside, PF_OUTSIDE_PAGE),
    BREAK(image_outside, PF_OUTSIDE_PAGE),
    BREAK(text_as_decoration, PF_HIDDEN_TEXT),
    BREAK(blank, PF_BLANK),
    BREAK(empty_image, PF_IMAGE),
    BREAK(no_size, PF_PAGE_SIZE),
    BREAK(no_root, PF_ROOT),
    BREAK(root_of_another_role, PF_ROOT),
    BREAK(wrong_parent, PF_PARENT),
    BREAK(circle, PF_PARENT),
    BREAK(deep, PF_DEEP),
    BREAK(paragraph_in_paragraph, PF_KID_ROLE),
    BREAK(cell_in_section, PF_KID_ROLE),
    BREAK(item_outside_list, PF_KID_ROLE),
    BREAK(entry_outside_contents, PF_KID_ROLE),
    BREAK(heading_in_cell, PF_KID_ROLE),
    BREAK(content_in_section, PF_DIRECT_CONTENT),
    BREAK(content_in_row, PF_DIRECT_CONTENT),
    BREAK(empty_paragraph, PF_EMPTY),
    BREAK(no_headings, PF_HEADING_ABSENT),
    BREAK(starts_at_h2, PF_FIRST_HEADING),
    BREAK(skips_to_h3, PF_HEADING_SKIP),
    BREAK(list_without_numbering, PF_LIST_NUMBERING),
    BREAK(item_without_body, PF_LIST_ITEM),
    BREAK(table_without_rows, PF_TABLE_EMPTY),
    BREAK(body_before_head, PF_TABLE_PARTS),
    BREAK(two_heads, PF_TABLE_PARTS),
    BREAK(row_beside_parts, PF_TABLE_ROWS),
    BREAK(short_row, PF_TABLE_IRREGULAR),
    BREAK(span_beyond, PF_TABLE_IRREGULAR),
    BREAK(wide_cell, PF_TABLE_IRREGULAR),
    BREAK(overlapping, PF_TABLE_OVERLAP),
    BREAK(no_header_cell, PF_TABLE_HEADERS),
    BREAK(no_scope, PF_HEADER_SCOPE),
    BREAK(scope_on_paragraph, PF_SCOPE_ELSEWHERE),
    BREAK(unknown_header, PF_HEADERS_UNKNOWN),
    BREAK(group_without_headers, PF_HEADERS_MISSING),
    BREAK(caption_in_the_middle, PF_CAPTION_PLACE),
    BREAK(second_caption, PF_CAPTION_PLACE),
    BREAK(contents_without_link, PF_CONTENTS_LINK),
    BREAK(contents_lead_astray, PF_CONTENTS_TARGET),
    BREAK(figure_without_alt, PF_FIGURE_ALT),
    BREAK(figure_without_box, PF_FIGURE_BOX),
    BREAK(alt_on_paragraph, PF_ALT_ON_TEXT),
    BREAK(link_without_annotation, PF_LINK_ANNOTATION),
    BREAK(link_without_text, PF_LINK_TEXT),
    BREAK(silent_link, PF_LINK_CONTENTS),
    BREAK(forgotten_link, PF_LINK_UNCLAIMED),
    BREAK(link_claimed_twice, PF_LINK_CLAIMED_TWICE),
    BREAK(link_of_a_paragraph, PF_LINK_OWNER),
    BREAK(link_to_nowhere, PF_LINK_TARGET),
    BREAK(link_to_unknown, PF_LINK_TARGET),
    BREAK(flat_link, PF_LINK_BOX),
    BREAK(note_without_id, PF_NOTE_ID),
    BREAK(note_without_label, PF_NOTE_LABEL),
    BREAK(note_without_call, PF_NOTE_CALL),
    BREAK(note_in_a_section, PF_NOTE_CALL),
    BREAK(same_id, PF_ID_TWICE),
    BREAK(bad_language, PF_LANG),
    BREAK(ill_formed_alt, PF_BAD_TEXT),
    BREAK(no_title, PF_META_TITLE),
    BREAK(no_language, PF_META_LANG),
    BREAK(no_day, PF_META_DAY),
    BREAK(no_page, PF_NO_PAGE),
    BREAK(no_bookmarks, PF_OUTLINE_ABSENT),
    BREAK(bookmark_skips, PF_OUTLINE_LEVEL),
    BREAK(bookmark_to_nowhere, PF_OUTLINE_TARGET),
    BREAK(bookmark_without_title, PF_OUTLINE_TITLE),
    BREAK(odd_relationship, PF_ATTACHMENT),
    BREAK(attached_without_a_word, PF_ATTACHMENT),
    BREAK(attached_twice, PF_ATTACHMENT_TWICE),
};
enum { BREAKAGES = sizeof breakages / sizeof *breakages };

static str faults(sketch *k, page_fault_list *l) {
    page_check(k->a, k->pages, l);
    buf b = buf_new(k->a);
    for (size_t i = 0; i < l->n; i++)
        page_fault_print(&b, &l->v[i]);
    return buf_take(&b);
}

static void finds_nothing_in_a_sound_document(void **state) {
    (void)state;
    sketch *k = sketch_new();
    sketch_everything(k);
    attach(k, "a.csv", "Data");
    page_fault_list l = {0};
    str said = faults(k, &l);
    if (l.n)
        fail_msg("%.*s", STR_ARG(said));
    sketch_free(k);
}

static void finds_every_breakage(void **state) {
    (void)state;
    for (size_t i = 0; i < BREAKAGES; i++) {
        sketch *k = sketch_new();
        sketch_everything(k);
        breakages[i].apply(k);
        page_fault_list l = {0};
        str said = faults(k, &l);
        bool found = false;
        for (size_t f = 0; f < l.n; f++)
            found |= l.v[f].kind == breakages[i].found;
        if (!found)
            fail_msg("%s was not found; found:\n%.*s", breakages[i].name,
                     STR_ARG(said));
        sketch_free(k);
    }
}

/* So that a fault added later gets its breakage. */
static void breaks_in_every_way(void **state) {
    (void)state;
    for (int kind = 0; kind < PAGE_FAULT_COUNT; kind++) {
        bool found = false;
        for (size_t i = 0; i < BREAKAGES; i++)
            found |= (int)breakages[i].found == kind;
        if (!found)
            fail_msg("fault %d has no test", kind);
    }
}

static void says_where_a_fault_is(void **state) {
    (void)state;
    sketch *k = sketch_new();
    sketch_everything(k);
    element *f = find(k, ROLE_FIGURE, 0);
    element_more_of(k->a, f)->alt = STR_NONE;
    f->place = (span){source_new(k->a, S("x.yaml"), S("a\nb")), 2, 3};
    page_fault_list l = {0};
    str said = faults(k, &l);
    assert_int_equal(l.n, 1);
    assert_string_equal(said.p, "PF_FIGURE_ALT: a figure has no alternative "
                                "text (Figure), x.yaml:2:1\n");
    sketch_free(k);
}

int check_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_nothing_in_a_sound_document),
        cmocka_unit_test(finds_every_breakage),
        cmocka_unit_test(breaks_in_every_way),
        cmocka_unit_test(says_where_a_fault_is),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
