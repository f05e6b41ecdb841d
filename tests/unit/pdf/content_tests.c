/* Display list → content stream, byte for byte. */
#include "pdf_tests.h"

#include "pdf/parts_int.h"

static int set_up(void **state) {
    sketch *k = sketch_new();
    sketch_page(k, "1");
    k->p->height = 100000;
    *state = k;
    return 0;
}

static int tear_down(void **state) {
    sketch_free(*state);
    return 0;
}

/* Strings in hexadecimal, for they hold any byte. */
static str readable(arena *a, str s) {
    buf b = buf_new(a);
    bool within = false;
    for (size_t i = 0; i < s.n; i++) {
        if (!within || s.p[i] == ')') {
            bool edge = s.p[i] == (within ? ')' : '(');
            buf_c(&b, edge ? (within ? '>' : '<') : s.p[i]);
            within ^= edge;
            continue;
        }
        bool escaped = s.p[i] == '\\';
        char c = s.p[i += escaped];
        buf_fmt(&b, "%02X", (unsigned char)(escaped && c == 'r' ? '\r' : c));
    }
    return buf_take(&b);
}

static void gives(sketch *k, const char *want) {
    pdf_options o = {.fonts = k->fonts};
    pdf_job j = {.a = k->a,
                 .pages = k->pages,
                 .options = o,
                 .file = pdf_file_open(k->a, 6),
                 .scratch = buf_new(k->a)};
    open_fonts(&j);
    str got = readable(k->a, write_content(&j, 0));
    assert_string_equal(got.p, want);
}

/* Glyphs of 500/1000 em each would stand at 0, 5000 … at 10 pt. */
static glyphs_item *put_glyphs(sketch *k, const page_glyph *g, uint32_t n,
                               const char *text) {
    item it = {.kind = ITEM_GLYPHS};
    it.glyphs = (glyphs_item){.face = k->sans,
                              .size = 10000,
                              .at = {20000, 30000},
                              .stretch = 1000,
                              .text = str_z(text),
                              .glyphs = g,
                              .count = n};
    list_push(k->a, &k->p->items, it);
    return &list_last(&k->p->items)->glyphs;
}

enum { GLYPH = 20 };

static mpt advance(const sketch *k) {
    return font_advance(k->sans, GLYPH) * 10; /* at 10 pt */
}

static void writes_marks_and_artifacts(void **state) {
    sketch *k = *state;
    sketch_begin(k, element_new(k->a, k->pages->root, ROLE_P));
    sketch_end(k);
    static const artifact_kind kinds[] = {ARTIFACT_LAYOUT, ARTIFACT_HEADER,
                                          ARTIFACT_FOOTER, ARTIFACT_PAGINATION,
                                          ARTIFACT_BACKGROUND};
    for (int i = 0; i < 5; i++) {
        sketch_artifact(k, kinds[i]);
        sketch_end(k);
    }
    gives(k, "/P<</MCID 0>>BDC\nEMC\n"
             "/Artifact<</Type/Layout>>BDC\nEMC\n"
             "/Artifact<</Type/Pagination/Subtype/Header>>BDC\nEMC\n"
             "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\nEMC\n"
             "/Artifact<</Type/Pagination>>BDC\nEMC\n"
             "/Artifact<</Type/Background>>BDC\nEMC\n");
}

static void corrects_places_by_whole_thousandths(void **state) {
    sketch *k = *state;
    mpt w = advance(k);
    const page_glyph g[] = {
        {.gid = GLYPH, .x = 0, .at = 0, .len = 1},
        {.gid = GLYPH, .x = w + 4, .at = 1, .len = 1},       /* under a half */
        {.gid = GLYPH, .x = 2 * w + 8, .at = 2, .len = 1},   /* adds up: 0.8 */
        {.gid = GLYPH, .x = 3 * w - 300, .at = 3, .len = 1}, /* kerning */
    };
    sketch_artifact(k, ARTIFACT_LAYOUT);
    put_glyphs(k, g, 4, "aaaa");
    sketch_end(k);
    gives(k, "BT\n/Artifact<</Type/Layout>>BDC\n/F0 10 Tf\n20 70 Td\n"
             "[<00010001>-1<0001>31<0001>]TJ\nEMC\nET\n");
}

static void the_pen_follows_glyph_expansion(void **state) {
    sketch *k = *state;
    mpt w = advance(k);
    const page_glyph g[] = {
        {.gid = GLYPH, .x = 0, .at = 0, .len = 1},
        {.gid = GLYPH, .x = w * 98 / 100, .at = 1, .len = 1},
        {.gid = GLYPH, .x = 2 * w * 98 / 100 + 98, .at = 2, .len = 1},
    };
    sketch_artifact(k, ARTIFACT_LAYOUT);
    put_glyphs(k, g, 3, "aaa")->stretch = 980;
    put_glyphs(k, g, 1, "a");
    sketch_end(k);
    /* 98 mpt are ten thousandths of an em that is itself stretched. */
    gives(k, "BT\n/Artifact<</Type/Layout>>BDC\n/F0 10 Tf\n98 Tz\n20 70 Td\n"
             "[<00010001>-10<0001>]TJ\n100 Tz\n0 0 Td\n[<0001>]TJ\nEMC\nET\n");
}

/* Words of one line share an array; another line or colour opens a new one. */
static void runs_of_a_line_go_on(void **state) {
    sketch *k = *state;
    static const page_glyph g[] = {{.gid = GLYPH, .len = 1}};
    mpt w = advance(k);
    sketch_artifact(k, ARTIFACT_LAYOUT);
    put_glyphs(k, g, 1, "a");
    put_glyphs(k, g, 1, "a")->at.x += w + 2000;
    put_glyphs(k, g, 1, "a")->at.x += 2 * w + 2004;
    put_glyphs(k, g, 1, "a")->at.y += 14000;
    put_glyphs(k, g, 1, "a")->colour = (rgb){255, 255, 255};
    sketch_end(k);
    gives(k, "BT\n/Artifact<</Type/Layout>>BDC\n/F0 10 Tf\n20 70 Td\n"
             "[<0001>-200<00010001>]TJ\n0 -14 Td\n[<0001>]TJ\n1 g\n"
             "0 14 Td\n[<0001>]TJ\nEMC\nET\n");
}

static void raises_glyphs(void **state) {
    sketch *k = *state;
    mpt w = advance(k);
    const page_glyph g[] = {
        {.gid = GLYPH, .x = 0, .at = 0, .len = 1},
        {.gid = GLYPH, .x = w, .dy = 2500, .at = 1, .len = 1},
        {.gid = GLYPH, .x = 2 * w, .at = 2, .len = 1},
    };
    sketch_artifact(k, ARTIFACT_LAYOUT);
    put_glyphs(k, g, 3, "aaa");
    sketch_end(k);
    gives(k, "BT\n/Artifact<</Type/Layout>>BDC\n/F0 10 Tf\n20 70 Td\n"
             "[<0001>]TJ\n2.5 Ts\n[<0001>]TJ\n0 Ts\n[<0001>]TJ\nEMC\nET\n");
}

static void keeps_what_the_viewer_knows(void **state) {
    sketch *k = *state;
    static const page_glyph g[] = {{.gid = GLYPH, .len = 1}};
    for (int i = 0; i < 2; i++) {
        sketch_artifact(k, ARTIFACT_LAYOUT);
        put_glyphs(k, g, 1, "a")->colour = (rgb){255, 0, 51};
        sketch_end(k);
    }
    gives(k, "BT\n/Artifact<</Type/Layout>>BDC\n1 0 .2 rg\n/F0 10 Tf\n"
             "20 70 Td\n[<0001>]TJ\nEMC\n"
             "/Artifact<</Type/Layout>>BDC\n"
             "0 0 Td\n[<0001>]TJ\nEMC\nET\n");
}

static void push_path(sketch *k, path_item p) {
    item it = {.kind = ITEM_PATH};
    it.path = p;
    list_push(k->a, &k->p->items, it);
}

static const path_op triangle[] = {{PATH_MOVE, {{0, 0}}},
                                   {PATH_LINE, {{10000, 0}}},
                                   {PATH_LINE, {{0, 10000}}},
                                   {PATH_CLOSE, {{0, 0}}}};

/* A text object goes on over marks that hold glyphs alone, and no other. */
static void text_objects_hold_whole_marks(void **state) {
    sketch *k = *state;
    static const page_glyph g[] = {{.gid = GLYPH, .len = 1}};
    sketch_artifact(k, ARTIFACT_LAYOUT);
    put_glyphs(k, g, 1, "a");
    sketch_end(k);
    sketch_artifact(k, ARTIFACT_HEADER);
    put_glyphs(k, g, 1, "a");
    push_path(k, (path_item){.ops = triangle, .count = 4, .fill = true});
    sketch_end(k);
    gives(k, "BT\n/Artifact<</Type/Layout>>BDC\n/F0 10 Tf\n20 70 Td\n"
             "[<0001>]TJ\nEMC\nET\n"
             "/Artifact<</Type/Pagination/Subtype/Header>>BDC\nBT\n20 70 Td\n"
             "[<0001>]TJ\nET\n0 100 m\n10 100 l\n0 90 l\nh\nf\nEMC\n");
}

static void draws_rectangles_by_one_operator(void **state) {
    sketch *k = *state;
    sketch_artifact(k, ARTIFACT_LAYOUT);
    sketch_rectangle(k, (rect){1000, 2000, 3000, 4000}, (rgb){128, 128, 128});
    push_path(k, (path_item){.ops = triangle, .count = 4, .fill = true});
    sketch_end(k);
    gives(k, "/Artifact<</Type/Layout>>BDC\n.502 g\n1 98 3 -4 re\nf\n"
             "0 g\n0 100 m\n10 100 l\n0 90 l\nh\nf\nEMC\n");
}

static void strokes_lines(void **state) {
    sketch *k = *state;
    path_item p = {.ops = triangle,
                   .count = 2,
                   .stroke = true,
                   .width = 700,
                   .round_cap = true,
                   .dash = {2000, 1500},
                   .stroke_colour = {0, 0, 255}};
    sketch_artifact(k, ARTIFACT_LAYOUT);
    push_path(k, p);
    p.dash[0] = p.dash[1] = 0;
    p.round_cap = false;
    p.fill = true;
    push_path(k, p);
    sketch_end(k);
    gives(k, "/Artifact<</Type/Layout>>BDC\n0 0 1 RG\n.7 w\n1 J\n[2 1.5]0 d\n"
             "0 100 m\n10 100 l\nS\n"
             "0 J\n[]0 d\n0 100 m\n10 100 l\nB\nEMC\n");
}

/* The same sign in two places: the same bytes between the matrix and Q. */
static void moves_signs_by_a_matrix(void **state) {
    sketch *k = *state;
    sketch_artifact(k, ARTIFACT_LAYOUT);
    path_op sign[2][3];
    for (int i = 0; i < 2; i++) {
        mpt x = 1000 + 7000 * i, y = 2500 * i;
        sign[i][0] = (path_op){PATH_MOVE, {{x, y}}};
        sign[i][1] = (path_op){
            PATH_CURVE, {{x + 1, y + 2}, {x - 3, y}, {x + 4000, y - 500}}};
        sign[i][2] = (path_op){.verb = PATH_CLOSE};
        push_path(k, (path_item){.ops = sign[i], .count = 3, .fill = true});
    }
    sketch_end(k);
    gives(k, "/Artifact<</Type/Layout>>BDC\n"
             "q 1 0 0 1 1 100 cm\n0 0 m\n.001 -.002 -.003 0 4 .5 c\nh\nf\nQ\n"
             "q 1 0 0 1 8 97.5 cm\n0 0 m\n.001 -.002 -.003 0 4 .5 c\nh\nf\nQ\n"
             "EMC\n");
}

static void a_clip_group_restores_the_state(void **state) {
    sketch *k = *state;
    sketch_artifact(k, ARTIFACT_LAYOUT);
    push_path(k, (path_item){.ops = triangle, .count = 4, .clip = true});
    sketch_rectangle(k, (rect){0, 0, 1000, 1000}, (rgb){255, 255, 255});
    sketch_end(k);
    sketch_rectangle(k, (rect){0, 0, 1000, 1000}, (rgb){255, 255, 255});
    sketch_end(k);
    gives(k, "/Artifact<</Type/Layout>>BDC\nq\n"
             "0 100 m\n10 100 l\n0 90 l\nh\nW n\n"
             "1 g\n0 100 1 -1 re\nf\nQ\n1 g\n0 100 1 -1 re\nf\nEMC\n");
}

static void places_images_by_their_foot(void **state) {
    sketch *k = *state;
    static const image m = {.id = 7};
    sketch_artifact(k, ARTIFACT_LAYOUT);
    for (int i = 0; i < 2; i++) {
        item it = {.kind = ITEM_IMAGE};
        it.image = (image_item){&m, {5000, 10000, 40000, 20000}};
        list_push(k->a, &k->p->items, it);
    }
    sketch_end(k);
    gives(k, "/Artifact<</Type/Layout>>BDC\nq 40 0 0 20 5 70 cm/I0 Do Q\n"
             "q 40 0 0 20 5 70 cm/I0 Do Q\nEMC\n");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int content_tests(void) {
    const struct CMUnitTest tests[] = {
        TEST(writes_marks_and_artifacts),
        TEST(corrects_places_by_whole_thousandths),
        TEST(the_pen_follows_glyph_expansion),
        TEST(runs_of_a_line_go_on),
        TEST(moves_signs_by_a_matrix),
        TEST(raises_glyphs),
        TEST(keeps_what_the_viewer_knows),
        TEST(text_objects_hold_whole_marks),
        TEST(draws_rectangles_by_one_operator),
        TEST(strokes_lines),
        TEST(a_clip_group_restores_the_state),
        TEST(places_images_by_their_foot),
    };
    return cmocka_run_group_tests_name("content", tests, NULL, NULL);
}
