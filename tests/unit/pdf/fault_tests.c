/* What pdf refuses, and files that the standards must refuse. */
#include "pdf_tests.h"

#include "pdf/pdf_int.h"

static sketch *make(void) {
    sketch *k = sketch_new();
    sketch_everything(k);
    return k;
}

/* --- Internal faults --- */

static void untagged(sketch *k) {
    sketch_rectangle(k, (rect){0, 0, 1000, 1000}, (rgb){0, 0, 0});
}
static void untagged_text(sketch *k) {
    sketch_text(k, k->sans, 9000, (point){0, 0}, "nu");
}
static void mark_in_mark(sketch *k) {
    sketch_begin(k, k->pages->root);
    sketch_begin(k, k->pages->root);
}
static void mark_in_artifact(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_begin(k, k->pages->root);
}
static void extra_end(sketch *k) {
    sketch_end(k);
}
static void left_open(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
}
static void clip_left_open(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_rectangle(k, (rect){0, 0, 1000, 1000}, (rgb){0, 0, 0});
    list_last(&k->p->items)->path.clip = true;
    sketch_end(k);
}
static void unclaimed_mark(sketch *k) {
    k->p->mcid_count++;
}
static void claimed_twice(sketch *k) {
    element *e = element_new(k->a, k->pages->root, ROLE_P);
    list_push(k->a, &e->kids, (kid){.kind = KID_CONTENT});
}
static void kid_beyond(sketch *k) {
    element *e = element_new(k->a, k->pages->root, ROLE_P);
    list_push(k->a, &e->kids, (kid){.kind = KID_CONTENT, .page = 9});
}
static void unclaimed_link(sketch *k) {
    list_push(k->a, &k->p->links, (link){.uri = S("https://x.fr")});
}
static void shared_element(sketch *k) {
    element *e = k->pages->root->kids.v[0].element;
    element *p = element_new(k->a, k->pages->root, ROLE_DIV);
    list_push(k->a, &p->kids, (kid){.kind = KID_ELEMENT, .element = e});
}
static void missing_glyph(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_text(k, k->sans, 9000, (point){0, 0}, "a");
    ((page_glyph *)list_last(&k->p->items)->glyphs.glyphs)[0].gid = 0;
    sketch_end(k);
}
static void no_size(sketch *k) {
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_text(k, k->sans, 0, (point){0, 0}, "a");
    sketch_end(k);
}
static void no_page(sketch *k) {
    k->pages->pages.n = 0;
}

/* The fault that a document raises; NULL: it was written. */
static const char *fault_of(sketch *k) {
    k->land.what = NULL;
    if (setjmp(k->land.jump) == 0)
        try_pdf(k);
    return k->land.what;
}

static void stops_at_internal_faults(void **state) {
    (void)state;
    static const struct {
        void (*apply)(sketch *);
        const char *what;
    } cases[] = {
        {untagged, "an item neither tagged nor artifact"},
        {untagged_text, "an item neither tagged nor artifact"},
        {mark_in_mark, "marked content within marked content"},
        {mark_in_artifact, "marked content within marked content"},
        {extra_end, "an end without beginning"},
        {left_open, "a group open at the end of a page"},
        {clip_left_open, "a group open at the end of a page"},
        {unclaimed_mark, "content that no element claims"},
        {claimed_twice, "content claimed by two elements"},
        {kid_beyond, "a kid on no page"},
        {unclaimed_link, "content that no element claims"},
        {shared_element, "an element in two places"},
        {missing_glyph, "the missing glyph is shown"},
        {no_size, "text without size"},
        {no_page, "no page"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sketch *k = make();
        cases[i].apply(k);
        const char *what = fault_of(k);
        if (!what || !strstr(what, cases[i].what))
            fail_msg("« %s » gave « %s »", cases[i].what, what ? what : "-");
        sketch_free(k);
    }
}

/* The library's first failure is kept, later calls go on without it. */
static void keeps_the_first_failure(void **state) {
    (void)state;
    sketch *k = sketch_new();
    pdf_file *f = pdf_file_open(k->a, 6);
    pdf_put(f, pdf_reserve(f), S("<<>>"));
    pdf_catalog_reference(f, "Nothing", 9999);
    uint32_t one = pdf_reserve(f), two = pdf_reserve(f);
    assert_true(one && two > one);
    pdf_put_stream(f, one, S("/K 1"), S("x"));
    pdf_add_page(f, S("q Q"), NULL, 0);
    pdf_put_info(f, S("<<>>"));
    str out;
    pdf_failure why = {0};
    assert_false(pdf_finish(f, &out, &why));
    assert_int_equal(why.code, 0x1034); /* HPDF_INVALID_OBJ_ID */
    assert_int_equal(why.detail, 9999);
    sketch_free(k);
}

static void wants_a_value_for_each_object(void **state) {
    (void)state;
    sketch *k = sketch_new();
    pdf_file *f = pdf_file_open(k->a, 6);
    pdf_reserve(f);
    str out;
    pdf_failure why;
    if (setjmp(k->land.jump) == 0) {
        pdf_finish(f, &out, &why);
        fail();
    }
    assert_string_equal(k->land.what, "pdf: an object without value");
    sketch_free(k);
}

/* --- Diagnostics --- */

static void reports(sketch *k, diag_code code) {
    assert_null(try_pdf(k).p);
    assert_int_equal(k->sink->errors, 1);
    assert_int_equal(k->sink->first->code, code);
    sketch_free(k);
}

static void reports_dead_links(void **state) {
    (void)state;
    sketch *k = make();
    k->pages->pages.v[0].links.v[0].anchor = 99;
    reports(k, E0712);
    k = make();
    k->pages->anchors.v[1].known = false; /* a bookmark's */
    reports(k, E0712);
}

static void reports_a_bad_profile(void **state) {
    (void)state;
    sketch *k = make();
    pdf_options o = {.icc = S("not a profile"), .fonts = k->fonts};
    str out = STR_NONE;
    assert_false(pdf_write(k->a, k->pages, &o, k->sink, &out));
    assert_int_equal(k->sink->first->code, E0711);
    sketch_free(k);
}

/* --- Files that veraPDF must refuse: tests/conformance/verapdf --broken --- */

static element *nth(element *e, role r, int *n) {
    if (e->role == r && (*n)-- == 0)
        return e;
    element *found = NULL;
    for (size_t i = 0; i < e->kids.n && !found; i++)
        if (e->kids.v[i].kind == KID_ELEMENT)
            found = nth(e->kids.v[i].element, r, n);
    return found;
}

static element *find(sketch *k, role r) {
    int n = 0;
    return nth(k->pages->root, r, &n);
}

static void no_alt(sketch *k) {
    element_more_of(k->a, find(k, ROLE_FIGURE))->alt = STR_NONE;
}
static void skipped_heading(sketch *k) {
    find(k, ROLE_H2)->role = ROLE_H3;
}
static void first_is_h2(sketch *k) {
    find(k, ROLE_H1)->role = ROLE_H2;
}
/* Neither scopes nor ids: no way from a cell to its header. */
static void strip_headers(arena *a, element *e) {
    e->scope = SCOPE_NONE;
    element_more_of(a, e)->headers.n = 0;
    for (size_t i = 0; i < e->kids.n; i++)
        if (e->kids.v[i].kind == KID_ELEMENT)
            strip_headers(a, e->kids.v[i].element);
}
static void no_scope(sketch *k) {
    strip_headers(k->a, find(k, ROLE_TABLE));
}
static void note_without_id(sketch *k) {
    element_more_of(k->a, find(k, ROLE_NOTE))->id = STR_NONE;
}
static void cell_in_section(sketch *k) {
    sketch_line(k, find(k, ROLE_SECT), ROLE_TD, 500000, "perdue");
}
static void body_in_section(sketch *k) {
    sketch_line(k, find(k, ROLE_SECT), ROLE_LBODY, 500000, "perdu");
}
static void entry_in_section(sketch *k) {
    sketch_line(k, find(k, ROLE_TOC), ROLE_P, 500000, "perdu");
}
static void short_row(sketch *k) {
    element *row = element_new(k->a, find(k, ROLE_TBODY), ROLE_TR);
    sketch_line(k, row, ROLE_TD, 500000, "seule");
}
static void no_title(sketch *k) {
    k->pages->meta.title = STR_NONE;
}
static void no_language(sketch *k) {
    k->pages->meta.lang = STR_NONE;
}
static void bad_language(sketch *k) {
    element_more_of(k->a, find(k, ROLE_P))->lang = S("français !");
}
static void silent_link(sketch *k) {
    k->pages->pages.v[0].links.v[0].contents = STR_NONE;
}
static void link_outside_link(sketch *k) {
    find(k, ROLE_LINK)->role = ROLE_P;
}

static void writes_broken_files(void **state) {
    (void)state;
    static const struct {
        void (*apply)(sketch *);
        const char *name;
    } cases[] = {
        {no_alt, "no-alt"},
        {skipped_heading, "skipped-heading"},
        {first_is_h2, "first-is-h2"},
        {no_scope, "no-scope"},
        {note_without_id, "note-without-id"},
        {cell_in_section, "cell-in-section"},
        {body_in_section, "body-in-section"},
        {entry_in_section, "entry-in-contents"},
        {short_row, "short-row"},
        {no_title, "no-title"},
        {no_language, "no-language"},
        {bad_language, "bad-language"},
        {silent_link, "silent-link"},
        {link_outside_link, "link-outside-link"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sketch *k = make();
        cases[i].apply(k);
        save_pdf(k, write_pdf(k),
                 str_fmt(k->a, "broken/%s.pdf", cases[i].name).p);
        page_fault_list l = {0};
        page_check(k->a, k->pages, &l);
        if (!l.n)
            fail_msg("%s: the own checker saw nothing", cases[i].name);
        sketch_free(k);
    }
}

int fault_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_at_internal_faults),
        cmocka_unit_test(keeps_the_first_failure),
        cmocka_unit_test(wants_a_value_for_each_object),
        cmocka_unit_test(reports_dead_links),
        cmocka_unit_test(reports_a_bad_profile),
        cmocka_unit_test(writes_broken_files),
    };
    return cmocka_run_group_tests_name("fault", tests, NULL, NULL);
}
