/* What other programs find in the files. */
#include "pdf_tests.h"

#include <stdlib.h>

static int set_up(void **state) {
    sketch *k = sketch_new();
    sketch_everything(k);
    *state = k;
    return 0;
}

static int set_up_empty(void **state) {
    *state = sketch_new();
    return 0;
}

static int tear_down(void **state) {
    sketch_free(*state);
    return 0;
}

static void attach(sketch *k) {
    list_push(k->a, &k->pages->attachments,
              (attachment){.name = S("valeurs d’été.csv"),
                           .mime = S("text/csv"),
                           .description = S("Les valeurs"),
                           .relationship = S("Data"),
                           .data = S("année;effectif\n2025;28\n"),
                           .modified = {2026, 1, 15}});
    list_push(k->a, &k->pages->attachments,
              (attachment){.name = S("campus.yaml"),
                           .mime = S("application/yaml"),
                           .description = S("La description"),
                           .relationship = S("Source"),
                           .data = S("nom: Campus\n"),
                           .modified = {2026, 1, 0}});
}

static void is_clean_for_qpdf(void **state) {
    sketch *k = *state;
    const char *path = save_pdf(k, write_pdf(k), "everything.pdf");
    str said = run(k, "qpdf --check @ 2>&1", path);
    has(said, "No syntax or stream encoding errors found");
    has(said, "PDF Version: 1.7");
    has_not(said, "WARNING");
}

static void two_writes_give_the_same_bytes(void **state) {
    sketch *k = *state, *other = sketch_new();
    sketch_everything(other);
    str one = write_pdf(k), again = write_pdf(k), two = write_pdf(other);
    assert_true(str_eq(one, again));
    assert_true(str_eq(one, two));
    sketch_line(other, other->pages->root, ROLE_P, 500000, "autre");
    assert_false(str_eq(one, write_pdf(other)));
    sketch_free(other);
}

static void shows_its_text_in_order(void **state) {
    sketch *k = *state;
    const char *path = save_pdf(k, write_pdf(k), "everything.pdf");
    str text = run(k, "pdftotext -f 1 -l 1 @ -", path);
    has(text, "Le campus de l’eau\n");
    has(text, "Affiner l’œuvre : 12 % d’eau, efficacité ; fin");
    has(text, "• premier point\n");
    has(text, "1 Une note de bas de page.");
}

static void shows_its_structure(void **state) {
    sketch *k = *state;
    const char *path = save_pdf(k, write_pdf(k), "everything.pdf");
    str s = run(k, "pdfinfo -struct-text @ 2>&1", path);
    has(s, "Document\n  H1 (block)\n    \"Le campus de l’eau\"\n");
    has(s, "TOC\n    TOCI\n      Reference (inline)\n        Link (inline)\n"
           "          \"1 Le campus, page 1\"\n          Object ");
    has(s, "      \"Affiner l’œuvre : 12 % d’eau, efficacité ; fin \"\n"
           "      \"et la suite du paragraphe.\"\n");
    has(s, "    L (block):\n       /ListNumbering /Disc\n      LI (block)\n"
           "        Lbl (block)\n          \"• \"\n        LBody (block)\n");
    has(s, "          TH <t1-0-1>:\n             /Scope /Column\n");
    has(s, "          TD:\n             /Headers [(t1-0-2) (t1-1-0)]\n"
           "            \"28\"\n");
    has(s, "      Note <note-1> (inline)\n        Lbl (block)\n");
    has(s, "    Div\n      P (block)\n        \"An aside.\"\n");
    has(s, "    Figure:\n       /Placement /Block\n"
           "       /BBox [178.583 641.89 378.583 701.89]\n"
           "      \"28 inscrits\"\n");
    has_not(s, "Error");
}

static void describes_itself(void **state) {
    sketch *k = *state;
    const char *path = save_pdf(k, write_pdf(k), "everything.pdf");
    str s = run(k, "pdfinfo -isodates @ 2>&1", path);
    has(s, "Title:           Campus de l’eau : « essai »\n");
    has(s, "Author:          Établissement <support> & associés\n");
    has(s, "Producer:        sceau 0.1\n");
    has(s, "CreationDate:    2026-01-15T00:00:00Z\n");
    has(s, "Metadata Stream: yes\nTagged:          yes\n");
    has(s, "Pages:           2\n");
    has(s, "Page size:       595.276 x 841.89 pts (A4)\n");
    str xmp = run(k, "pdfinfo -meta @", path);
    has(xmp, "<pdfaid:part>2</pdfaid:part>");
    has(xmp, "<pdfuaid:part>1</pdfuaid:part>");
    has(xmp, "<rdf:li xml:lang=\"fr-FR\">Campus de l’eau : « essai »</rdf:li>");
    has(xmp, "<rdf:li>Établissement &lt;support&gt; &amp; associés</rdf:li>");
    has(xmp, "<xmp:CreateDate>2026-01-15T00:00:00Z</xmp:CreateDate>");
    has(xmp, "<xmpMM:VersionID>version 0.9</xmpMM:VersionID>");
}

static void has_bookmarks_and_labels(void **state) {
    sketch *k = *state;
    static const char *const labels[] = {"i",   "ii",  "1", "2",
                                         "A-1", "A-2", "",  "fin"};
    while (k->pages->pages.n < 8)
        sketch_page(k, "");
    for (size_t i = 0; i < 8; i++)
        k->pages->pages.v[i].label = str_z(labels[i]);
    const char *path = save_pdf(k, write_pdf(k), "labels.pdf");
    str s = run(k,
                "qpdf --json=2 --json-key=pagelabels "
                "--json-key=outlines @ | tr -d ' \\n'",
                path);
    has(s, "{\"index\":0,\"label\":{\"/S\":\"/r\",\"/St\":1}}");
    has(s, "{\"index\":2,\"label\":{\"/S\":\"/D\",\"/St\":1}}");
    has(s, "{\"index\":4,\"label\":{\"/P\":\"u:A-\",\"/S\":\"/D\",\"/St\":1}}");
    has(s, "{\"index\":6,\"label\":{\"/St\":1}}");
    has(s, "{\"index\":7,\"label\":{\"/P\":\"u:fin\",\"/St\":1}}");
    has_not(s, "\"index\":5");
    has(s, "\"title\":\"Lecampusdel’eau\"");
    has(s, "\"kids\":[{\"dest\":[");
}

static void bookmarks_nest(void **state) {
    sketch *k = *state;
    static const struct {
        const char *title;
        uint8_t level;
    } entries[] = {{"A", 1}, {"A1", 2}, {"A1a", 3}, {"A2", 2},
                   {"B", 1}, {"B1", 2}, {"C", 1}};
    k->pages->outline.n = 0;
    for (int i = 0; i < 7; i++)
        list_push(
            k->a, &k->pages->outline,
            (outline_entry){str_z(entries[i].title), entries[i].level, 0});
    const char *path = save_pdf(k, write_pdf(k), "outline.pdf");
    str s = run(k,
                "qpdf --json=2 --json-key=outlines @ | tr -d ' \\n' | "
                "sed 's/\"dest\":[^]]*\\],//g; s/\"object[^,]*,//g; "
                "s/\"open[^,]*,//g; s/\"destpage[^,]*,//g'",
                path);
    has(s, "[{\"kids\":[{\"kids\":[{\"kids\":[],\"title\":\"A1a\"}],"
           "\"title\":\"A1\"},{\"kids\":[],\"title\":\"A2\"}],\"title\":\"A\"},"
           "{\"kids\":[{\"kids\":[],\"title\":\"B1\"}],\"title\":\"B\"},"
           "{\"kids\":[],\"title\":\"C\"}]");
}

static void holds_attachments(void **state) {
    sketch *k = *state;
    attach(k);
    const char *path = save_pdf(k, write_pdf(k), "attachments.pdf");
    has(run(k, "qpdf --check @ 2>&1", path), "No syntax");
    str listed = run(k, "pdfdetach -list @", path);
    has(listed, "2 embedded files");
    has(listed, "1: campus.yaml");
    has(listed, "2: valeurs d’été.csv");
    str data = run(k, "qpdf --show-attachment='valeurs d’été.csv' @", path);
    assert_true(str_eq(data, S("année;effectif\n2025;28\n")));
    has(run(k, "pdfinfo -meta @", path), "<pdfaid:part>3</pdfaid:part>");
}

static void holds_each_picture_once(void **state) {
    sketch *k = *state;
    item *last = list_last(&k->pages->pages.v[1].items);
    while (last->kind != ITEM_IMAGE)
        last--;
    image *copy = NEW(k->a, image);
    *copy = *last->image.image; /* the same picture read twice */
    sketch_artifact(k, ARTIFACT_LAYOUT);
    item it = {.kind = ITEM_IMAGE};
    it.image = (image_item){copy, {10000, 10000, 20000, 20000}};
    list_push(k->a, &k->p->items, it);
    sketch_end(k);
    const char *path = save_pdf(k, write_pdf(k), "pictures.pdf");
    str s = run(k,
                "pdfimages -list @ | awk 'NR > 2 {print $3, $4, $5, $11}' "
                "| sort -u",
                path);
    has(s, "image 16 16 ");
    has(s, "smask 16 16 ");
    str objects = run(k,
                      "pdfimages -list @ | awk 'NR > 2 && $3 == \"image\" "
                      "{print $11}' | sort -u | wc -l",
                      path);
    assert_true(str_eq(str_trim(objects), S("1")));
}

static void passes_jpegs_through(void **state) {
    sketch *k = *state;
    static const char *const names[] = {"rgb", "gray", "progressive"};
    for (int i = 0; i < 3; i++) {
        str path = str_fmt(k->a, "tests/unit/image/%s.jpg", names[i]);
        image *m = NEW(k->a, image);
        assert_int_equal(image_read(k->a, sketch_file(k->a, path.p), m),
                         IMAGE_OK);
        sketch_artifact(k, ARTIFACT_LAYOUT);
        item it = {.kind = ITEM_IMAGE};
        it.image = (image_item){m, {10000, 10000 + i * 50000, 60000, 45000}};
        list_push(k->a, &k->p->items, it);
        sketch_end(k);
    }
    const char *path = save_pdf(k, write_pdf(k), "jpeg.pdf");
    str s = run(k,
                "pdfimages -list @ | awk '$9 == \"jpeg\" "
                "{print $3, $4, $5, $6}'",
                path);
    has(s, "image 16 12 rgb\nimage 16 12 gray\nimage 16 12 rgb\n");
    str root = str_fmt(k->a, "%s/jpeg", out_folder);
    run(k, "pdfimages -f 2 -j @", str_fmt(k->a, "%s %s", path, root.p).p);
    str kept = sketch_file(k->a, str_fmt(k->a, "%s-004.jpg", root.p).p);
    assert_true(
        str_eq(kept, sketch_file(k->a, "tests/unit/image/progressive.jpg")));
}

/* Samples that went through the row filters come back the same. */
static void filters_lose_nothing(void **state) {
    sketch *k = *state;
    const char *path = save_pdf(k, write_pdf(k), "everything.pdf");
    item *it = list_last(&k->pages->pages.v[1].items);
    while (it->kind != ITEM_IMAGE)
        it--;
    str root = str_fmt(k->a, "%s/picture", out_folder);
    run(k, "pdfimages @", str_fmt(k->a, "%s %s", path, root.p).p);
    str ppm = sketch_file(k->a, str_fmt(k->a, "%s-000.ppm", root.p).p);
    str data = it->image.image->data;
    assert_true(str_starts(ppm, S("P6\n16 16\n255\n")));
    assert_true(str_eq(str_sub(ppm, ppm.n - data.n, ppm.n), data));
}

static uint8_t pixel(str pgm, size_t width, size_t x, size_t y) {
    return (uint8_t)pgm.p[pgm.n - width * 842 + y * width + x];
}

static void draws_where_it_was_told(void **state) {
    sketch *k = *state;
    sketch_page(k, "1");
    element *e = element_new(k->a, k->pages->root, ROLE_FIGURE);
    element_more_of(k->a, e)->alt = S("un carré");
    sketch_begin(k, e);
    sketch_rectangle(k, (rect){100000, 200000, 50000, 30000}, (rgb){0, 0, 0});
    sketch_end(k);
    const char *path = save_pdf(k, write_pdf(k), "square.pdf");
    str pgm = run(k, "pdftoppm -r 72 -gray @", path);
    assert_true(str_starts(pgm, S("P5\n596 842\n255\n")));
    assert_int_equal(pixel(pgm, 596, 125, 215), 0);
    assert_int_equal(pixel(pgm, 596, 125, 195), 255);
    assert_int_equal(pixel(pgm, 596, 125, 235), 255);
    assert_int_equal(pixel(pgm, 596, 95, 215), 255);
    assert_int_equal(pixel(pgm, 596, 155, 215), 255);
}

/* A hyphen at a line's end says U+00AD: readers join the word. */
static void hyphenated_words_come_out_whole(void **state) {
    sketch *k = *state;
    sketch_page(k, "1");
    element *p = element_new(k->a, k->pages->root, ROLE_P);
    sketch_begin(k, p);
    sketch_text(k, k->serif, 10000, (point){20000, 30000}, "les établisse-");
    glyphs_item *g = &list_last(&k->p->items)->glyphs;
    str with_soft =
        str_cat(k->a, str_sub(g->text, 0, g->text.n - 1), S("\u00AD"));
    page_glyph *last = (page_glyph *)&g->glyphs[g->count - 1];
    g->text = with_soft;
    last->len = 2;
    sketch_text(k, k->serif, 10000, (point){20000, 44000}, "ments du campus");
    sketch_end(k);
    const char *path = save_pdf(k, write_pdf(k), "hyphen.pdf");
    has(run(k, "pdfinfo -struct-text @", path),
        "\"les établissements du campus\"");
}

static void many_pages_stay_small(void **state) {
    sketch *k = *state;
    for (int i = 0; i < 150; i++) {
        sketch_page(k, str_fmt(k->a, "%d", i + 1).p);
        if (!i) {
            sketch_line(k, k->pages->root, ROLE_H1, 50000, "Beaucoup");
            outline_entry top = {S("Beaucoup"), 1, sketch_anchor(k, 40000)};
            list_push(k->a, &k->pages->outline, top);
        }
        for (int y = 0; y < 30; y++)
            sketch_line(k, k->pages->root, ROLE_P, 60000 + y * 20000,
                        "Une ligne de texte courant, ni longue ni courte.");
    }
    str bytes = write_pdf(k);
    const char *path = save_pdf(k, bytes, "pages.pdf");
    has(run(k, "qpdf --check @ 2>&1", path), "No syntax");
    has(run(k, "pdfinfo @", path), "Pages:           150");
    assert_true(bytes.n < 150 * 1024);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
#define TEST_EMPTY(f)                                                          \
    cmocka_unit_test_setup_teardown(f, set_up_empty, tear_down)

int file_tests(void) {
    const struct CMUnitTest tests[] = {
        TEST(is_clean_for_qpdf),
        TEST(two_writes_give_the_same_bytes),
        TEST(shows_its_text_in_order),
        TEST(shows_its_structure),
        TEST(describes_itself),
        TEST(has_bookmarks_and_labels),
        TEST(bookmarks_nest),
        TEST(holds_attachments),
        TEST(holds_each_picture_once),
        TEST(passes_jpegs_through),
        TEST(filters_lose_nothing),
        TEST_EMPTY(draws_where_it_was_told),
        TEST_EMPTY(hyphenated_words_come_out_whole),
        TEST_EMPTY(many_pages_stay_small),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
