/*
 * Content: a display list becomes a content stream.
 *
 * Lengths are whole mpt up to the printer, so no error adds up and no float is
 * printed. The page's y goes down, PDF's up: one subtraction, here.
 *
 * Text. A line is one TJ: two-byte codes and, between them, corrections. Layout
 * gives each glyph its place; the pen of the viewer moves by the widths of W,
 * the size and the horizontal scaling (glyph expansion, Tz). One accumulator
 * holds the viewer's pen exactly, in 10^-6 mpt: W [1/1000 em] × size [mpt] ×
 * stretch [1/1000]. Where it differs from the wanted place by half a
 * thousandth of an em or more, a correction of whole thousandths is written
 * and added to the pen. Kerning, justification, letterspacing and rounding
 * are thus one mechanism, and the error never grows. A run of the same style
 * on the same baseline goes on in the array of the run before it.
 *
 * State. What the viewer holds (colours, font, scaling, line) is kept and
 * written only when it changes. Q brings back what q saved, so a clip group
 * keeps a copy; BT and ET change nothing but the place of the line.
 *
 * Groups. BEGIN and ARTIFACT open marked content, a clipped path opens q … Q,
 * END closes the nearest. Marked content of glyphs alone, e.g. a cell, stands
 * within a text object that goes on from one to the next; any other has its
 * text objects inside. A mark within a mark, or an item outside any, would
 * make a file that fails PDF/UA 7.1: internal faults.
 */
#include "pdf/parts_int.h"

typedef struct viewer {
    rgb fill, stroke;
    const pdf_font *font;
    mpt size, rise, width;
    int stretch;
    mpt dash[2];
    bool round_cap;
} viewer;

enum { NESTING = 32 };

/* How a TJ array stands: closed, open, or within a string. */
typedef enum tj_state { TJ_CLOSED, TJ_OPEN, TJ_STRING } tj_state;

typedef struct content {
    pdf_job *job;
    buf *b;
    mpt height;
    point origin; /* of a shape that is drawn where a matrix moves it */
    viewer now;
    bool in_text;
    point line; /* start of the text line, in PDF's orientation */
    tj_state tj;
    int64_t pen; /* 10^-6 mpt from the start of the line */
    struct {
        bool clip;
        bool in_text; /* opened within a text object */
        viewer saved;
    } groups[NESTING];
    int depth;
    bool marked;
} content;

static const viewer at_start = {.width = 1000, .stretch = 1000};

_Noreturn static void fault(const content *c, const char *what) {
    arena_fault(c->job->a, what);
}

/* --- Numbers and state --- */

static void put(content *c, int64_t milli) {
    put_milli(c->b, milli);
    buf_c(c->b, ' ');
}

static void put_point(content *c, point p) {
    put(c, (int64_t)p.x - c->origin.x);
    put(c, (int64_t)c->height - p.y - c->origin.y);
}

static bool same_rgb(rgb a, rgb b) {
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

/* Thousandths tell all 256 levels apart. */
static void put_level(content *c, uint8_t level) {
    put(c, (level * 1000 + 127) / 255);
}

static void put_colour(content *c, rgb to, const char *gray, const char *rgb3) {
    put_level(c, to.r);
    if (to.r == to.g && to.g == to.b) {
        buf_z(c->b, gray);
        return;
    }
    put_level(c, to.g);
    put_level(c, to.b);
    buf_z(c->b, rgb3);
}

static void set_fill(content *c, rgb to) {
    if (same_rgb(c->now.fill, to))
        return;
    put_colour(c, to, "g\n", "rg\n");
    c->now.fill = to;
}

static void set_stroke(content *c, const path_item *p) {
    if (!same_rgb(c->now.stroke, p->stroke_colour)) {
        put_colour(c, p->stroke_colour, "G\n", "RG\n");
        c->now.stroke = p->stroke_colour;
    }
    if (c->now.width != p->width) {
        put(c, p->width);
        buf_z(c->b, "w\n");
        c->now.width = p->width;
    }
    if (c->now.round_cap != p->round_cap) {
        buf_z(c->b, p->round_cap ? "1 J\n" : "0 J\n");
        c->now.round_cap = p->round_cap;
    }
    if (c->now.dash[0] != p->dash[0] || c->now.dash[1] != p->dash[1]) {
        buf_c(c->b, '[');
        if (p->dash[0]) {
            put(c, p->dash[0]);
            put_milli(c->b, p->dash[1] ? p->dash[1] : p->dash[0]);
        }
        buf_z(c->b, "]0 d\n");
        memcpy(c->now.dash, p->dash, sizeof p->dash);
    }
}

/* --- Text --- */

static void set_tj(content *c, tj_state to) {
    static const char *const steps[][3] = {
        [TJ_CLOSED] = {[TJ_OPEN] = "[", [TJ_STRING] = "[("},
        [TJ_OPEN] = {[TJ_CLOSED] = "]TJ\n", [TJ_STRING] = "("},
        [TJ_STRING] = {[TJ_CLOSED] = ")]TJ\n", [TJ_OPEN] = ")"},
    };
    if (c->tj != to)
        buf_z(c->b, steps[c->tj][to]);
    c->tj = to;
}

static void enter_text(content *c) {
    if (c->in_text)
        return;
    buf_z(c->b, "BT\n");
    c->in_text = true;
    c->line = (point){0, 0};
}

static void leave_text(content *c) {
    set_tj(c, TJ_CLOSED);
    if (c->in_text)
        buf_z(c->b, "ET\n");
    c->in_text = false;
}

static void set_font(content *c, const pdf_font *f, const glyphs_item *g) {
    if (c->now.font != f || c->now.size != g->size) {
        buf_z(c->b, "/F");
        buf_int(c->b, f->index);
        buf_c(c->b, ' ');
        put(c, g->size);
        buf_z(c->b, "Tf\n");
        c->now.font = f;
        c->now.size = g->size;
    }
    if (c->now.stretch != g->stretch) {
        put(c, (int64_t)g->stretch * 100);
        buf_z(c->b, "Tz\n");
        c->now.stretch = g->stretch;
    }
}

/* Even by nothing: the pen stands where the last run ended. */
static void move_to(content *c, point to) {
    point at = {to.x, c->height - to.y};
    put(c, (int64_t)at.x - c->line.x);
    put(c, (int64_t)at.y - c->line.y);
    buf_z(c->b, "Td\n");
    c->line = at;
    c->pen = 0;
}

/* Half away from zero; unit > 0. */
static int64_t nearest(int64_t value, int64_t unit) {
    int64_t half = unit / 2;
    return value < 0 ? -((-value + half) / unit) : (value + half) / unit;
}

static void set_rise(content *c, mpt rise) {
    if (c->now.rise == rise)
        return;
    set_tj(c, TJ_CLOSED);
    put(c, rise);
    buf_z(c->b, "Ts\n");
    c->now.rise = rise;
}

static void show_glyph(content *c, pdf_font *f, const glyphs_item *g,
                       page_glyph q) {
    if ((size_t)q.at + q.len > g->text.n)
        fault(c, "pdf: a glyph beyond its text");
    uint32_t cid = font_cid(c->job, f, q.gid, (str){g->text.p + q.at, q.len});
    set_rise(c, q.dy);
    int64_t unit = (int64_t)g->size * g->stretch;
    int64_t want = ((int64_t)g->at.x - c->line.x + q.x) * 1000000;
    int64_t off = want - c->pen;
    if (2 * (off < 0 ? -off : off) >= unit) {
        int64_t shift = nearest(off, unit);
        set_tj(c, TJ_OPEN);
        buf_int(c->b, -shift);
        c->pen += shift * unit;
    }
    set_tj(c, TJ_STRING);
    put_string_byte(c->b, cid >> 8);
    put_string_byte(c->b, cid & 0xFF);
    c->pen += (int64_t)f->cids.v[cid].width * unit;
}

static bool goes_on(const content *c, const pdf_font *f, const glyphs_item *g) {
    return c->tj != TJ_CLOSED && c->now.font == f && c->now.size == g->size &&
           c->now.stretch == g->stretch && same_rgb(c->now.fill, g->colour) &&
           c->line.y == c->height - g->at.y;
}

static void show_glyphs(content *c, const glyphs_item *g) {
    if (!g->count)
        return;
    if (g->size <= 0 || g->stretch <= 0)
        fault(c, "pdf: text without size");
    pdf_font *f = use_font(c->job, g->face);
    if (!goes_on(c, f, g)) {
        set_tj(c, TJ_CLOSED);
        set_fill(c, g->colour);
        enter_text(c);
        set_font(c, f, g);
        move_to(c, g->at);
    }
    for (uint32_t i = 0; i < g->count; i++)
        show_glyph(c, f, g, g->glyphs[i]);
}

/* --- Paths --- */

static bool same_point(point a, point b) {
    return a.x == b.x && a.y == b.y;
}

/* A closed path with four right angles along the axes is one operator. */
static bool is_rectangle(const path_item *p, rect *r) {
    static const path_verb shape[] = {PATH_MOVE, PATH_LINE, PATH_LINE,
                                      PATH_LINE, PATH_CLOSE};
    if (p->count != 5)
        return false;
    for (int i = 0; i < 5; i++)
        if (p->ops[i].verb != shape[i])
            return false;
    point a = p->ops[0].p[0], b = p->ops[1].p[0];
    point d = p->ops[2].p[0], e = p->ops[3].p[0];
    bool flat = a.y == b.y && d.y == e.y && b.x == d.x && e.x == a.x;
    bool steep = a.x == b.x && d.x == e.x && b.y == d.y && e.y == a.y;
    if ((!flat && !steep) || same_point(a, d))
        return false;
    *r = (rect){a.x, a.y, d.x - a.x, d.y - a.y};
    return true;
}

static void put_op(content *c, const path_op *op) {
    static const char *const letters[] = {[PATH_MOVE] = "m\n",
                                          [PATH_LINE] = "l\n",
                                          [PATH_CURVE] = "c\n",
                                          [PATH_CLOSE] = "h\n"};
    static const int points[] = {
        [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};
    for (int i = 0; i < points[op->verb]; i++)
        put_point(c, op->p[i]);
    buf_z(c->b, letters[op->verb]);
}

static void put_rectangle(content *c, rect r) {
    put_point(c, (point){r.x, r.y});
    put(c, r.w);
    put(c, -(int64_t)r.h);
    buf_z(c->b, "re\n");
}

/* A sign or a pill is drawn many times over: a matrix moves it to its place,
   so that deflate finds the same bytes again. */
static bool is_sign(const path_item *p) {
    enum { MANY = 24 };
    bool curved = false;
    for (uint32_t i = 0; i < p->count; i++)
        curved |= p->ops[i].verb == PATH_CURVE;
    return curved && !p->clip && p->count <= MANY &&
           p->ops[0].verb == PATH_MOVE;
}

static void paint_path(content *c, const path_item *p) {
    if (p->clip)
        buf_z(c->b, "W ");
    buf_z(c->b,
          p->fill ? (p->stroke ? "B\n" : "f\n") : (p->stroke ? "S\n" : "n\n"));
}

static void put_shape(content *c, const path_item *p) {
    bool moved = is_sign(p);
    if (moved) {
        point at = p->ops[0].p[0];
        buf_z(c->b, "q 1 0 0 1 ");
        put_point(c, at);
        buf_z(c->b, "cm\n");
        c->origin = (point){at.x, c->height - at.y};
    }
    for (uint32_t i = 0; i < p->count; i++)
        put_op(c, &p->ops[i]);
    c->origin = (point){0, 0};
    paint_path(c, p);
    if (moved)
        buf_z(c->b, "Q\n");
}

static void open_group(content *c, bool clip) {
    if (c->depth == NESTING)
        fault(c, "pdf: groups too deep");
    c->groups[c->depth].clip = clip;
    c->groups[c->depth++].saved = c->now;
}

static void draw_path(content *c, const path_item *p) {
    leave_text(c);
    if (p->clip) {
        open_group(c, true);
        buf_z(c->b, "q\n");
    }
    if (p->fill)
        set_fill(c, p->fill_colour);
    if (p->stroke)
        set_stroke(c, p);
    rect r;
    if (!is_rectangle(p, &r)) {
        put_shape(c, p);
        return;
    }
    put_rectangle(c, r);
    paint_path(c, p);
}

static void draw_image(content *c, const image_item *m) {
    leave_text(c);
    buf_z(c->b, "q ");
    put(c, m->box.w);
    buf_z(c->b, "0 0 ");
    put(c, m->box.h);
    put_point(c, (point){m->box.x, m->box.y + m->box.h});
    buf_z(c->b, "cm/I");
    buf_int(c->b, use_image(c->job, m->image));
    buf_z(c->b, " Do Q\n");
}

/* --- Groups --- */

/* Whether glyphs alone follow, to the end of the group that opens. */
static bool holds_text(const item *it, const item *end) {
    const item *first = ++it;
    while (it < end && it->kind == ITEM_GLYPHS)
        it++;
    return it > first && it < end && it->kind == ITEM_END;
}

static void open_mark(content *c, bool text) {
    if (c->marked)
        fault(c, "pdf: marked content within marked content");
    set_tj(c, TJ_CLOSED);
    if (text)
        enter_text(c);
    else
        leave_text(c);
    open_group(c, false);
    c->groups[c->depth - 1].in_text = text;
    c->marked = true;
}

static void begin_element(content *c, const item *it, bool text) {
    if (!it->begin.element)
        fault(c, "pdf: marked content without element");
    open_mark(c, text);
    buf_c(c->b, '/');
    buf_z(c->b, role_name(it->begin.element->role));
    buf_z(c->b, "<</MCID ");
    buf_int(c->b, it->begin.mcid);
    buf_z(c->b, ">>BDC\n");
}

static void begin_artifact(content *c, artifact_kind kind, bool text) {
    static const char *const tags[] = {
        [ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
        [ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        [ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
        [ARTIFACT_PAGINATION] = "/Artifact<</Type/Pagination>>BDC\n",
        [ARTIFACT_BACKGROUND] = "/Artifact<</Type/Background>>BDC\n",
    };
    open_mark(c, text);
    buf_z(c->b, tags[kind]);
}

static void end_group(content *c) {
    if (!c->depth)
        fault(c, "pdf: an end without beginning");
    c->depth--;
    if (c->groups[c->depth].in_text)
        set_tj(c, TJ_CLOSED);
    else
        leave_text(c);
    if (c->groups[c->depth].clip) {
        buf_z(c->b, "Q\n");
        c->now = c->groups[c->depth].saved;
    } else {
        buf_z(c->b, "EMC\n");
        c->marked = false;
    }
}

static void write_item(content *c, const item *it, const item *end) {
    if (!c->marked && (it->kind == ITEM_GLYPHS || it->kind == ITEM_PATH ||
                       it->kind == ITEM_IMAGE))
        fault(c, "pdf: an item neither tagged nor artifact");
    switch (it->kind) {
    case ITEM_BEGIN:
        begin_element(c, it, holds_text(it, end));
        break;
    case ITEM_ARTIFACT:
        begin_artifact(c, it->artifact, holds_text(it, end));
        break;
    case ITEM_END:
        end_group(c);
        break;
    case ITEM_GLYPHS:
        show_glyphs(c, &it->glyphs);
        break;
    case ITEM_PATH:
        draw_path(c, &it->path);
        break;
    case ITEM_IMAGE:
        draw_image(c, &it->image);
        break;
    }
}

str write_content(pdf_job *j, uint32_t index) {
    const page *p = &j->pages->pages.v[index];
    j->scratch.n = 0;
    content c = {.job = j, .b = &j->scratch, .height = p->height};
    c.now = at_start;
    for (size_t i = 0; i < p->items.n; i++)
        write_item(&c, &p->items.v[i], p->items.v + p->items.n);
    leave_text(&c);
    if (c.depth)
        fault(&c, "pdf: a group open at the end of a page");
    return buf_slice(&j->scratch);
}
