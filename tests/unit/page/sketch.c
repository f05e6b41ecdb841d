#include "sketch.h"

#include <stdio.h>
#include <stdlib.h>

str sketch_file(arena *a, const char *path) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    buf b = buf_new(a);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_put(&b, block, n);
    fclose(f);
    return buf_take(&b);
}

static void open_fonts(sketch *k) {
    static const struct {
        font_family family;
        uint16_t weight;
        bool italic;
        const char *path;
    } faces[] = {
        {FONT_SANS, 400, false, "fonts/SourceSans3_400Regular.ttf"},
        {FONT_SANS, 600, false, "fonts/SourceSans3_600SemiBold.ttf"},
        {FONT_SERIF, 400, false, "fonts/SourceSerif4_400Regular.ttf"},
        {FONT_SERIF, 400, true, "fonts/SourceSerif4_400Regular_Italic.ttf"},
    };
    enum { N = sizeof faces / sizeof *faces };
    font_file files[N];
    for (size_t i = 0; i < N; i++)
        files[i] =
            (font_file){faces[i].family, faces[i].weight, faces[i].italic,
                        str_z(faces[i].path), sketch_file(k->a, faces[i].path)};
    size_t bad;
    k->fonts = font_open(k->a, files, N, &bad);
    assert_non_null(k->fonts);
    k->sans = font_find(k->fonts, FONT_SANS, 400, false);
    k->bold = font_find(k->fonts, FONT_SANS, 600, false);
    k->serif = font_find(k->fonts, FONT_SERIF, 400, false);
    k->italic = font_find(k->fonts, FONT_SERIF, 400, true);
}

sketch *sketch_new(void) {
    sketch *k = calloc(1, sizeof *k);
    assert_non_null(k);
    k->a = arena_new(&k->land);
    k->sink = diag_sink_new(k->a);
    open_fonts(k);
    k->pages = NEW(k->a, page_list);
    k->pages->root = element_new(k->a, NULL, ROLE_DOCUMENT);
    k->pages->meta = (metadata){
        .title = S("Campus de l’eau : « essai »"),
        .author = S("Établissement <support> & associés"),
        .subject = S("Dossier d’essai"),
        .keywords = S("eau, campus"),
        .lang = S("fr-FR"),
        .day = {2026, 1, 15},
        .identifier = S("00ff"),
        .version = S("version 0.9"),
        .producer = S("sceau 0.1"),
    };
    return k;
}

void sketch_free(sketch *k) {
    arena_free(k->a);
    free(k);
}

void sketch_page(sketch *k, const char *label) {
    k->index = (uint32_t)k->pages->pages.n;
    k->p = list_add(k->a, &k->pages->pages);
    k->p->width = 595276;
    k->p->height = 841890;
    k->p->label = str_z(label);
}

void sketch_begin(sketch *k, element *e) {
    item it = {.kind = ITEM_BEGIN};
    it.begin.element = e;
    it.begin.mcid = k->p->mcid_count++;
    list_push(k->a, &k->p->items, it);
    list_push(
        k->a, &e->kids,
        (kid){.kind = KID_CONTENT, .page = k->index, .index = it.begin.mcid});
}

void sketch_artifact(sketch *k, artifact_kind kind) {
    list_push(k->a, &k->p->items,
              (item){.kind = ITEM_ARTIFACT, .artifact = kind});
}

void sketch_end(sketch *k) {
    list_push(k->a, &k->p->items, (item){.kind = ITEM_END});
}

static mpt scaled(int64_t thousandths, mpt size) {
    return (mpt)(thousandths * size / 1000);
}

static mpt push_run(sketch *k, const font_run *r, mpt size, point at) {
    page_glyph *g = NEW_ARRAY(k->a, page_glyph, r->count);
    int64_t pen = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        font_glyph q = r->glyphs[i];
        g[i] = (page_glyph){.gid = q.gid,
                            .x = scaled(pen + q.dx, size),
                            .dy = (int16_t)scaled(q.dy, size),
                            .at = (uint16_t)q.text_at,
                            .len = (uint8_t)q.text_len};
        pen += q.advance;
    }
    item it = {.kind = ITEM_GLYPHS};
    it.glyphs = (glyphs_item){.face = r->face,
                              .size = size,
                              .at = at,
                              .colour = {26, 26, 26},
                              .stretch = 1000,
                              .text = r->text,
                              .glyphs = g,
                              .count = r->count,
                              .width = scaled(pen, size)};
    list_push(k->a, &k->p->items, it);
    return it.glyphs.width;
}

mpt sketch_text(sketch *k, const font_face *f, mpt size, point at,
                const char *text) {
    const font_run *r =
        font_shape(k->fonts, f, str_z(text), FONT_DEFAULT, FONT_FRENCH);
    for (; r; r = r->next)
        at.x += push_run(k, r, size, at);
    return at.x;
}

void sketch_rectangle(sketch *k, rect r, rgb colour) {
    path_op *ops = NEW_ARRAY(k->a, path_op, 5);
    const point corners[] = {
        {r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}};
    for (int i = 0; i < 4; i++)
        ops[i] = (path_op){i ? PATH_LINE : PATH_MOVE, {corners[i]}};
    ops[4].verb = PATH_CLOSE;
    item it = {.kind = ITEM_PATH};
    it.path = (path_item){
        .ops = ops, .count = 5, .fill = true, .fill_colour = colour};
    list_push(k->a, &k->p->items, it);
}

element *sketch_line(sketch *k, element *parent, role r, mpt y,
                     const char *text) {
    element *e = element_new(k->a, parent, r);
    sketch_begin(k, e);
    sketch_text(k, k->serif, 10000, (point){178583, y}, text);
    sketch_end(k);
    return e;
}

element *sketch_link(sketch *k, element *parent, mpt y, const char *text,
                     const char *uri) {
    element *e = element_new(k->a, parent, ROLE_LINK);
    sketch_begin(k, e);
    mpt end = sketch_text(k, k->sans, 9000, (point){178583, y}, text);
    sketch_end(k);
    uint32_t index = (uint32_t)k->p->links.n;
    list_push(k->a, &k->p->links,
              (link){.box = {178583, y - 9000, end - 178583, 12000},
                     .uri = str_z(uri),
                     .contents = str_z(text),
                     .element = e});
    list_push(k->a, &e->kids,
              (kid){.kind = KID_LINK, .page = k->index, .index = index});
    return e;
}

uint32_t sketch_anchor(sketch *k, mpt y) {
    list_push(k->a, &k->pages->anchors,
              (destination){.page = k->index, .y = y, .known = true});
    return (uint32_t)k->pages->anchors.n - 1;
}

/* --- Everything --- */

static void bookmark(sketch *k, const char *title, uint8_t level,
                     uint32_t anchor) {
    list_push(k->a, &k->pages->outline,
              (outline_entry){str_z(title), level, anchor});
}

static void draw_header(sketch *k, const char *folio) {
    sketch_artifact(k, ARTIFACT_HEADER);
    sketch_text(k, k->sans, 8000, (point){178583, 40000}, "Dossier d’essai");
    sketch_rectangle(k, (rect){178583, 44000, 365000, 500},
                     (rgb){140, 140, 140});
    sketch_end(k);
    sketch_artifact(k, ARTIFACT_FOOTER);
    sketch_text(k, k->sans, 8000, (point){540000, 810000}, folio);
    sketch_end(k);
}

static void draw_contents(sketch *k, uint32_t anchor) {
    element *toc = element_new(k->a, k->pages->root, ROLE_TOC);
    element *entry = element_new(k->a, toc, ROLE_TOCI);
    element *reference = element_new(k->a, entry, ROLE_REFERENCE);
    sketch_link(k, reference, 120000, "1 Le campus, page 1", NULL);
    list_last(&k->p->links)->anchor = anchor;
}

static void draw_list(sketch *k, element *parent, mpt y) {
    element *l = element_new(k->a, parent, ROLE_L);
    element_more_of(k->a, l)->numbering = "Disc";
    static const char *const texts[] = {"premier point", "second point"};
    for (int i = 0; i < 2; i++, y += 14000) {
        element *li = element_new(k->a, l, ROLE_LI);
        element *label = element_new(k->a, li, ROLE_LBL);
        sketch_begin(k, label);
        sketch_text(k, k->sans, 10000, (point){178583, y}, "• ");
        sketch_end(k);
        element *body = element_new(k->a, li, ROLE_LBODY);
        element *p = element_new(k->a, body, ROLE_P);
        sketch_begin(k, p);
        sketch_text(k, k->serif, 10000, (point){190000, y}, texts[i]);
        sketch_end(k);
    }
}

static element *draw_cell(sketch *k, element *row, role r, point at,
                          const char *text) {
    element *cell = element_new(k->a, row, r);
    sketch_begin(k, cell);
    sketch_text(k, r == ROLE_TH ? k->bold : k->sans, 9000, at, text);
    sketch_end(k);
    return cell;
}

static void draw_table(sketch *k, element *parent, mpt y) {
    static const char *const cells[3][3] = {{"Diplôme", "2024", "2025"},
                                            {"BTS", "24", "28"},
                                            {"Licence", "12", "–"}};
    element *t = element_new(k->a, parent, ROLE_TABLE);
    element_more_of(k->a, t)->summary = S("Effectifs par diplôme et par année");
    element *caption = element_new(k->a, t, ROLE_CAPTION);
    sketch_begin(k, caption);
    sketch_text(k, k->bold, 9000, (point){178583, y}, "Tableau 1 : effectifs");
    sketch_end(k);
    element *head = element_new(k->a, t, ROLE_THEAD);
    element *body = element_new(k->a, t, ROLE_TBODY);
    for (int r = 0; r < 3; r++) {
        y += 14000;
        sketch_artifact(k, ARTIFACT_LAYOUT);
        sketch_rectangle(k, (rect){178583, y + 3000, 300000, 500},
                         (rgb){0, 90, 150});
        sketch_end(k);
        element *row = element_new(k->a, r ? body : head, ROLE_TR);
        for (int c = 0; c < 3; c++) {
            role kind = r && c ? ROLE_TD : ROLE_TH;
            element *cell = draw_cell(
                k, row, kind, (point){178583 + c * 80000, y}, cells[r][c]);
            if (kind == ROLE_TH) {
                cell->scope = r ? SCOPE_ROW : SCOPE_COLUMN;
                element_more_of(k->a, cell)->id =
                    str_fmt(k->a, "t1-%d-%d", r, c);
            } else {
                list_push(k->a, &element_more_of(k->a, cell)->headers,
                          str_fmt(k->a, "t1-0-%d", c));
                list_push(k->a, &element_more_of(k->a, cell)->headers,
                          str_fmt(k->a, "t1-%d-0", r));
            }
        }
    }
}

static void draw_figure(sketch *k, element *parent, mpt y) {
    element *f = element_new(k->a, parent, ROLE_FIGURE);
    element_more_of(k->a, f)->alt = S("Effectif : de 24 en 2024 à 28 en 2025");
    element_more_of(k->a, f)->bbox = (rect){178583, y, 200000, 60000};
    element_more_of(k->a, f)->bbox_page = k->index;
    sketch_begin(k, f);
    static const path_op circle[] = {
        {PATH_MOVE, {{200000, 0}}},
        {PATH_CURVE, {{200000, 11000}, {191000, 20000}, {180000, 20000}}},
        {PATH_CURVE, {{169000, 20000}, {160000, 11000}, {160000, 0}}},
        {PATH_CLOSE, {{0, 0}}}};
    path_op *ops = NEW_ARRAY(k->a, path_op, 4);
    for (int i = 0; i < 4; i++) {
        ops[i] = circle[i];
        for (int c = 0; c < 3; c++)
            ops[i].p[c] = (point){ops[i].p[c].x + 60000, ops[i].p[c].y + y};
    }
    item clip = {.kind = ITEM_PATH};
    clip.path = (path_item){.ops = ops, .count = 4, .clip = true};
    list_push(k->a, &k->p->items, clip);
    sketch_rectangle(k, (rect){178583, y, 200000, 20000}, (rgb){0, 130, 140});
    sketch_end(k);
    item line = {.kind = ITEM_PATH};
    line.path = (path_item){.ops = ops,
                            .count = 4,
                            .stroke = true,
                            .width = 700,
                            .dash = {2000, 1500},
                            .round_cap = true,
                            .stroke_colour = {200, 60, 20}};
    list_push(k->a, &k->p->items, line);
    sketch_text(k, k->sans, 8000, (point){178583, y + 50000}, "28 inscrits");
    sketch_end(k);
}

static void draw_picture(sketch *k, element *parent, mpt y) {
    image *m = NEW(k->a, image);
    enum { SIDE = 16 };
    char *rgb_samples = arena_alloc(k->a, SIDE * SIDE * 3);
    char *alpha = arena_alloc(k->a, SIDE * SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
        rgb_samples[3 * i] = (char)(i % SIDE * 15);
        rgb_samples[3 * i + 1] = (char)(i / SIDE * 15);
        rgb_samples[3 * i + 2] = (char)128;
        alpha[i] = (char)(i % SIDE < SIDE / 2 ? 255 : 128);
    }
    *m = (image){.kind = IMAGE_RGB,
                 .width = SIDE,
                 .height = SIDE,
                 .components = 3,
                 .data = {rgb_samples, SIDE * SIDE * 3},
                 .alpha = {alpha, SIDE * SIDE},
                 .id = 42};
    element *f = element_new(k->a, parent, ROLE_FIGURE);
    element_more_of(k->a, f)->alt = S("Dégradé de couleurs");
    element_more_of(k->a, f)->bbox = (rect){178583, y, 40000, 40000};
    element_more_of(k->a, f)->bbox_page = k->index;
    sketch_begin(k, f);
    item it = {.kind = ITEM_IMAGE};
    it.image = (image_item){m, f->more->bbox};
    list_push(k->a, &k->p->items, it);
    sketch_end(k);
}

static void draw_note(sketch *k, element *parent, mpt y) {
    element *p = element_new(k->a, parent, ROLE_P);
    sketch_begin(k, p);
    mpt end =
        sketch_text(k, k->serif, 10000, (point){178583, y}, "Un texte appelé");
    sketch_end(k);
    element *reference = element_new(k->a, p, ROLE_REFERENCE);
    sketch_begin(k, reference);
    sketch_text(k, k->serif, 6000, (point){end, y - 3000}, "1");
    sketch_end(k);
    element *note = element_new(k->a, p, ROLE_NOTE);
    element_more_of(k->a, note)->id = S("note-1");
    element *label = element_new(k->a, note, ROLE_LBL);
    sketch_begin(k, label);
    sketch_text(k, k->sans, 8000, (point){178583, 760000}, "1 ");
    sketch_end(k);
    element *text = element_new(k->a, note, ROLE_P);
    sketch_begin(k, text);
    sketch_text(k, k->sans, 8000, (point){190000, 760000},
                "Une note de bas de page.");
    sketch_end(k);
}

void sketch_everything(sketch *k) {
    element *root = k->pages->root;
    sketch_page(k, "1");
    draw_header(k, "1 / 2");
    uint32_t top = sketch_anchor(k, 60000);
    sketch_line(k, root, ROLE_H1, 80000, "Le campus de l’eau");
    bookmark(k, "Le campus de l’eau", 1, top);
    draw_contents(k, top);
    element *part = element_new(k->a, root, ROLE_SECT);
    element_more_of(k->a, part)->title = S("Première partie");
    sketch_line(k, part, ROLE_H2, 160000, "Une première partie");
    bookmark(k, "Une première partie", 2, sketch_anchor(k, 150000));
    element *p = sketch_line(k, part, ROLE_P, 180000,
                             "Affiner l’œuvre : 12 % d’eau, efficacité ; fin ");
    draw_list(k, part, 220000);
    draw_table(k, part, 270000);
    draw_note(k, part, 350000);
    sketch_link(k, element_new(k->a, part, ROLE_P), 380000,
                "site du ministère (éèà)",
                "https://www.education.gouv.fr/é?a=(1)");

    sketch_page(k, "2");
    draw_header(k, "2 / 2");
    sketch_begin(k, p); /* the paragraph goes on */
    sketch_text(k, k->serif, 10000, (point){178583, 80000},
                "et la suite du paragraphe.");
    sketch_end(k);
    element *aside = element_new(k->a, part, ROLE_ASIDE);
    element *english = sketch_line(k, aside, ROLE_P, 110000, "An aside.");
    element_more_of(k->a, english)->lang = S("en-GB");
    draw_figure(k, part, 140000);
    draw_picture(k, part, 300000);
    element *yes = sketch_line(k, part, ROLE_P, 400000, "•");
    yes->role = ROLE_P;
    element *span = element_new(k->a, yes, ROLE_SPAN);
    element_more_of(k->a, span)->actual = S("oui");
    sketch_begin(k, span);
    sketch_text(k, k->sans, 9000, (point){200000, 400000}, "•");
    sketch_end(k);
}
