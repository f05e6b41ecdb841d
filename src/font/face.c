/* Faces: opening font files, choosing among them, their metrics. */
#include "font/font_int.h"

#include <hb-ot.h>
#include <stdlib.h>

enum {
    SFNT_TRUETYPE = 0x00010000,
    FSTYPE_AT = 8, /* offset in OS/2 */
    FSTYPE_RESTRICTED = 0x0002,
    FSTYPE_NO_SUBSET = 0x0100,
    FSTYPE_BITMAP = 0x0200
};

void font_no_memory(const font_set *s) {
    landing_raise(arena_landing(s->a), LANDING_MEMORY, "harfbuzz");
}

static void close_face(void *face) {
    hb_face_destroy(face);
}
static void close_font(void *font) {
    hb_font_destroy(font);
}
static void close_buffer(void *buffer) {
    hb_buffer_destroy(buffer);
}

/* --- Reading tables --------------------------------------------------- */

static bool has_table(hb_face_t *f, hb_tag_t tag) {
    hb_blob_t *b = hb_face_reference_table(f, tag);
    bool has = hb_blob_get_length(b) > 0;
    hb_blob_destroy(b);
    return has;
}

/* The 16 bits at `at` of a table; `otherwise` when they are not there. */
static int table_i16(hb_face_t *f, hb_tag_t tag, unsigned at, int otherwise) {
    hb_blob_t *b = hb_face_reference_table(f, tag);
    unsigned n = 0;
    const uint8_t *p = (const uint8_t *)hb_blob_get_data(b, &n);
    int v = otherwise;
    if (p && at + 2 <= n)
        v = (int16_t)((p[at] << 8) | p[at + 1]);
    hb_blob_destroy(b);
    return v;
}

static bool may_embed(hb_face_t *f) {
    int fs = table_i16(f, HB_TAG('O', 'S', '/', '2'), FSTYPE_AT, 0);
    return !(fs & (FSTYPE_RESTRICTED | FSTYPE_NO_SUBSET | FSTYPE_BITMAP));
}

static bool is_truetype(str data) {
    if (data.n < 12)
        return false;
    const uint8_t *p = (const uint8_t *)data.p;
    uint32_t tag = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
                   (uint32_t)p[2] << 8 | p[3];
    return tag == SFNT_TRUETYPE || tag == HB_TAG('t', 'r', 'u', 'e');
}

static bool has_all_tables(hb_face_t *f) {
    static const hb_tag_t needed[] = {
        HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
        HB_TAG('h', 'm', 't', 'x'), HB_TAG('h', 'h', 'e', 'a'),
        HB_TAG('m', 'a', 'x', 'p'), HB_TAG('c', 'm', 'a', 'p'),
        HB_TAG('h', 'e', 'a', 'd'),
    };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!has_table(f, needed[i]))
            return false;
    return true;
}

/* --- Opening ----------------------------------------------------------- */

static uint32_t nominal(const font_face *f, hb_codepoint_t cp) {
    hb_codepoint_t gid = 0;
    return hb_font_get_nominal_glyph(f->font, cp, &gid) ? gid : 0;
}

static hb_face_t *face_of(font_set *s, str data) {
    hb_blob_t *blob = hb_blob_create(data.p, (unsigned)data.n,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *f = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    arena_defer(s->a, close_face, f);
    if (f == hb_face_get_empty() && data.n > 0)
        font_no_memory(s);
    return f;
}

bool font_is_plain(uint32_t cp) {
    if (cp == 0xB7 || cp == 0xCD || cp == 0xED || cp == 0xEF)
        return false;
    return (cp >= 0x20 && cp <= 0x7E) || (cp >= 0xA0 && cp <= 0xFF) ||
           cp == 0x152 || cp == 0x153 || (cp >= 0x2011 && cp <= 0x2014) ||
           (cp >= 0x2018 && cp <= 0x2026) || cp == 0x202F || cp == 0x20AC ||
           cp == 0x2212;
}

/* Composition (ccmp) is a quarter of the shaping of a word, for marks that
   plain text does not have. Where none of its glyphs can become another, it
   need not be asked for. */
static bool plain_stands_alone(font_set *s, const font_face *f) {
    static const hb_tag_t ccmp[] = {HB_TAG('c', 'c', 'm', 'p'), HB_TAG_NONE};
    hb_set_t *lookups = hb_set_create(), *glyphs = hb_set_create();
    for (uint32_t cp = 0x20; cp <= 0x2212; cp = cp == 0x153 ? 0x2011 : cp + 1)
        if (font_is_plain(cp) && nominal(f, cp))
            hb_set_add(glyphs, nominal(f, cp));
    unsigned before = hb_set_get_population(glyphs);
    hb_ot_layout_collect_lookups(f->hb, HB_OT_TAG_GSUB, NULL, NULL, ccmp,
                                 lookups);
    hb_ot_layout_lookups_substitute_closure(f->hb, lookups, glyphs);
    bool alone =
        !hb_set_is_empty(lookups) && hb_set_get_population(glyphs) == before;
    bool memory = hb_set_allocation_successful(glyphs) &&
                  hb_set_allocation_successful(lookups);
    hb_set_destroy(glyphs);
    hb_set_destroy(lookups);
    if (!memory)
        font_no_memory(s);
    return alone;
}

static bool open_face(font_set *s, uint32_t i, const font_file *file) {
    font_face *f = &s->faces[i];
    f->set = s;
    f->index = i;
    f->file = *file;
    if (!is_truetype(file->data) || file->data.n > INT32_MAX)
        return false;
    f->hb = face_of(s, file->data);
    unsigned upm = hb_face_get_upem(f->hb);
    if (!has_all_tables(f->hb) || !may_embed(f->hb) || upm < 16 ||
        upm > 16384 || hb_face_get_glyph_count(f->hb) < 2)
        return false;
    f->font = hb_font_create(f->hb);
    arena_defer(s->a, close_font, f->font);
    if (f->font == hb_font_get_empty())
        font_no_memory(s);
    hb_font_set_scale(f->font, EM, EM);
    f->space = nominal(f, ' ');
    f->narrow = nominal(f, 0x202F);
    f->hyphen = nominal(f, '-');
    f->plain_alone = plain_stands_alone(s, f);
    return f->space && f->hyphen;
}

/* How far a face is from what was asked: weight first for a replacement. */
static int distance(const font_face *f, const font_face *from) {
    return abs(f->file.weight - from->file.weight) * 4 +
           (f->file.italic != from->file.italic) * 2 +
           (f->file.family != from->file.family);
}

static void link_fallbacks(font_set *s, font_face *f) {
    f->fallback = NEW_ARRAY(s->a, const font_face *, s->count);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        const font_face *g = &s->faces[i];
        if (g == f)
            continue;
        uint32_t at = n++;
        for (; at > 0 && distance(f->fallback[at - 1], f) > distance(g, f);
             at--)
            f->fallback[at] = f->fallback[at - 1];
        f->fallback[at] = g;
    }
}

font_set *font_open(arena *a, const font_file *files, size_t n, size_t *bad) {
    font_set *s = NEW(a, font_set);
    s->a = a;
    s->faces = NEW_ARRAY(a, font_face, n);
    s->count = (uint32_t)n;
    s->slot_count = 4096;
    s->slots = NEW_ARRAY(a, shaped *, s->slot_count);
    font_language(s, S("fr")); /* FONT_FRENCH */
    s->buffer = hb_buffer_create();
    arena_defer(a, close_buffer, s->buffer);
    if (!hb_buffer_allocation_successful(s->buffer))
        font_no_memory(s);
    for (uint32_t i = 0; i < n; i++) {
        *bad = i;
        if (!open_face(s, i, &files[i]))
            return NULL;
    }
    for (uint32_t i = 0; i < n; i++)
        link_fallbacks(s, &s->faces[i]);
    return n ? s : NULL;
}

/* --- Choosing ---------------------------------------------------------- */

const font_face *font_find(const font_set *s, font_family family, int weight,
                           bool italic) {
    const font_face *best = NULL;
    int least = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        const font_file *f = &s->faces[i].file;
        int d = (f->family != family) * 100000 + (f->italic != italic) * 10000 +
                abs(f->weight - weight);
        if (!best || d < least) {
            best = &s->faces[i];
            least = d;
        }
    }
    return best;
}

uint32_t font_index(const font_face *f) {
    return f->index;
}
uint32_t font_count(const font_set *s) {
    return s->count;
}

const font_face *font_at(const font_set *s, uint32_t index) {
    return index < s->count ? &s->faces[index] : NULL;
}

/* --- Metrics ----------------------------------------------------------- */

int32_t font_advance(const font_face *f, uint32_t gid) {
    return hb_font_get_glyph_h_advance(f->font, gid);
}

static int metric(const font_face *f, hb_ot_metrics_tag_t tag, int otherwise) {
    hb_position_t v = 0;
    return hb_ot_metrics_get_position(f->font, tag, &v) ? v : otherwise;
}

/* The name goes into a PDF as it is: only what needs no escape there. */
static str postscript_name(const font_face *f) {
    char name[128];
    unsigned n = sizeof name;
    hb_ot_name_get_utf8(f->hb, HB_OT_NAME_ID_POSTSCRIPT_NAME,
                        hb_language_from_string("en", 2), &n, name);
    buf b = buf_new(f->set->a);
    for (unsigned i = 0; i < n && n < sizeof name; i++) {
        char c = name[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || c == '-')
            buf_c(&b, c);
    }
    if (b.n == 0)
        buf_fmt(&b, "Face%u", f->index);
    return buf_take(&b);
}

static int in_em(const font_face *f, int units) {
    return units * EM / (int)hb_face_get_upem(f->hb);
}

font_metrics font_describe(const font_face *f) {
    hb_tag_t head = HB_TAG('h', 'e', 'a', 'd');
    font_metrics m = {
        .postscript_name = postscript_name(f),
        .ascent = metric(f, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 800),
        .descent = metric(f, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -200),
        .cap_height = metric(f, HB_OT_METRICS_TAG_CAP_HEIGHT, 700),
        .x_height = metric(f, HB_OT_METRICS_TAG_X_HEIGHT, 500),
        .italic_angle = table_i16(f->hb, HB_TAG('p', 'o', 's', 't'), 4, 0),
        .weight = f->file.weight,
        .italic = f->file.italic,
        .serif = f->file.family == FONT_SERIF,
    };
    for (unsigned i = 0; i < 4; i++)
        m.bbox[i] = in_em(f, table_i16(f->hb, head, 36 + 2 * i, 0));
    return m;
}
