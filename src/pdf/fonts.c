/*
 * Fonts: Type0 fonts over subsets, numbered by meaning.
 *
 * A code of ours (CID) is a pair (glyph, text that it stands for), numbered by
 * first use. The stream CIDToGIDMap leads it to the glyph of the subset, W to
 * its width, ToUnicode to its text. It follows that
 *  - W and ToUnicode are dense, whatever the glyph numbers;
 *  - one glyph may carry several meanings and ToUnicode stays exact: the
 *    ligature ffi is three letters, U+00A0 and U+202F drawn by the glyph of
 *    the space stay themselves, a hyphen at the end of a line is U+00AD, so
 *    that readers join the word, and no ActualText is needed;
 *  - texts that are extracted, searched or read aloud are those of the source.
 *
 * Rejected: the library's own fonts (whole fonts embedded, ToUnicode that
 * PDF/UA refuses, no glyph numbers, hence neither ligatures nor kerning); CFF
 * (there CID must be the glyph, and the pairs are lost); a byte encoding for
 * each 256 pairs (more fonts, more Tf; deflate makes two bytes cost one).
 *
 * Facts that the standards check: the subset's tag comes from its bytes; Flags
 * say symbolic, for the encoding is ours; widths agree with hmtx within one
 * thousandth; glyph 0 is never shown; there is no CIDSet, which PDF/UA would
 * want complete and PDF/A-2 does not ask for; a glyph that belongs to the one
 * before it has U+200B for text, for an empty text is not allowed.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "pdf/parts_int.h"

enum { FIRST_SLOTS = 512, LAST_CID = 65535 };

void open_fonts(pdf_job *j) {
    j->font_count = font_count(j->options.fonts);
    j->fonts = NEW_ARRAY(j->a, pdf_font, j->font_count);
    for (uint32_t i = 0; i < j->font_count; i++) {
        j->fonts[i].face = font_at(j->options.fonts, i);
        j->fonts[i].index = i;
    }
}

pdf_font *use_font(pdf_job *j, const font_face *face) {
    uint32_t i = font_index(face);
    if (i >= j->font_count || j->fonts[i].face != face)
        arena_fault(j->a, "pdf: a face of another set");
    pdf_font *f = &j->fonts[i];
    if (!f->id) {
        f->id = pdf_reserve(j->file);
        f->slot_count = FIRST_SLOTS;
        f->slots = NEW_ARRAY(j->a, uint32_t, f->slot_count);
        list_push(j->a, &f->cids, (pdf_cid){0});
    }
    return f;
}

/* --- Numbers --- */

static uint32_t hash_pair(uint32_t gid, uint64_t head, size_t len) {
    uint64_t h = (head ^ gid * 0x9E3779B97F4A7C15u ^ len) * 0xD6E8FEB86659FD93u;
    return (uint32_t)(h >> 32);
}

static void put_slot(pdf_font *f, uint32_t cid) {
    const pdf_cid *c = &f->cids.v[cid];
    uint32_t mask = f->slot_count - 1;
    uint32_t i = hash_pair(c->gid, c->head, c->len) & mask;
    while (f->slots[i])
        i = (i + 1) & mask;
    f->slots[i] = cid;
}

static void grow_slots(pdf_job *j, pdf_font *f) {
    f->slot_count *= 2;
    f->slots = NEW_ARRAY(j->a, uint32_t, f->slot_count);
    for (uint32_t cid = 1; cid < f->cids.n; cid++)
        put_slot(f, cid);
}

static uint32_t add_cid(pdf_job *j, pdf_font *f, pdf_cid c) {
    if (c.gid == 0)
        arena_fault(j->a, "pdf: the missing glyph is shown");
    if (f->cids.n > LAST_CID)
        arena_fault(j->a, "pdf: over 65535 glyphs in one face");
    int width = font_advance(f->face, c.gid);
    c.width = (uint16_t)(width < 0 ? 0 : width);
    c.text = str_dup(j->a, (str){c.text, c.len}).p;
    if (f->cids.n * 2 > f->slot_count)
        grow_slots(j, f);
    uint32_t cid = (uint32_t)f->cids.n;
    list_push(j->a, &f->cids, c);
    put_slot(f, cid);
    return cid;
}

static uint64_t head_of(str text) {
    uint64_t head = 0;
    for (size_t i = 0; i < text.n && i < 8; i++)
        head |= (uint64_t)(unsigned char)text.p[i] << 8 * i;
    return head;
}

uint32_t font_cid(pdf_job *j, pdf_font *f, uint32_t gid, str text) {
    pdf_cid want = {.gid = gid,
                    .len = (uint16_t)text.n,
                    .head = head_of(text),
                    .text = text.p};
    uint32_t mask = f->slot_count - 1;
    uint32_t i = hash_pair(gid, want.head, text.n) & mask;
    for (; f->slots[i]; i = (i + 1) & mask) {
        const pdf_cid *c = &f->cids.v[f->slots[i]];
        if (c->gid == gid && c->head == want.head && c->len == text.n &&
            (text.n <= 8 || memcmp(c->text, text.p, text.n) == 0))
            return f->slots[i];
    }
    return add_cid(j, f, want);
}

/* --- ToUnicode --- */

static void put_unicode(buf *b, const pdf_cid *c) {
    str text = {c->text, c->len};
    if (!text.n)
        buf_z(b, "200B");
    for (size_t at = 0; at < text.n;) {
        uint32_t cp = utf8_next(text, &at);
        put_utf16_hex(b, cp == UTF8_BAD ? 0xFFFD : cp);
    }
}

void write_to_unicode(buf *b, const pdf_cid *cids, size_t n) {
    enum { BLOCK = 100 };
    buf_z(b,
          "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
          "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
          "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
          "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    for (size_t i = 1; i < n; i += BLOCK) {
        size_t end = i + BLOCK < n ? i + BLOCK : n;
        buf_fmt(b, "%zu beginbfchar\n", end - i);
        for (size_t k = i; k < end; k++) {
            buf_c(b, '<');
            put_hex4(b, (unsigned)k);
            buf_z(b, "><");
            put_unicode(b, &cids[k]);
            buf_z(b, ">\n");
        }
        buf_z(b, "endbfchar\n");
    }
    buf_z(b, "endcmap\nCMapName currentdict/CMap defineresource pop\n"
             "end\nend\n");
}

static uint32_t add_to_unicode(pdf_job *j, const pdf_font *f) {
    uint32_t id = pdf_reserve(j->file);
    j->scratch.n = 0;
    write_to_unicode(&j->scratch, f->cids.v, f->cids.n);
    pdf_put_stream(j->file, id, STR_NONE, buf_slice(&j->scratch));
    return id;
}

/* --- Subset --- */

typedef struct subset {
    str file;
    uint32_t *old, *new; /* glyphs, the old ones sorted */
    size_t n;
} subset;

static int by_number(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static bool make_subset(pdf_job *j, const pdf_font *f, subset *s) {
    size_t count = f->cids.n;
    s->old = NEW_ARRAY(j->a, uint32_t, count);
    s->new = NEW_ARRAY(j->a, uint32_t, count);
    for (size_t i = 1; i < count; i++)
        s->old[i - 1] = f->cids.v[i].gid;
    qsort(s->old, count - 1, sizeof *s->old, by_number);
    for (size_t i = 0; i < count - 1; i++)
        if (!i || s->old[i] != s->old[i - 1])
            s->old[s->n++] = s->old[i];
    s->file = font_subset(j->a, f->face, s->old, s->n, s->new);
    return s->file.n > 0;
}

static uint32_t new_glyph(const subset *s, uint32_t gid) {
    const uint32_t *at = bsearch(&gid, s->old, s->n, sizeof *s->old, by_number);
    return at ? s->new[at - s->old] : 0;
}

static uint32_t add_glyph_map(pdf_job *j, const pdf_font *f, const subset *s) {
    uint32_t id = pdf_reserve(j->file);
    buf *b = &j->scratch;
    b->n = 0;
    buf_put(b, "\0\0", 2);
    for (size_t i = 1; i < f->cids.n; i++) {
        uint32_t g = new_glyph(s, f->cids.v[i].gid);
        if (!g)
            arena_fault(j->a, "pdf: a glyph lost by the subset");
        buf_c(b, (char)(g >> 8));
        buf_c(b, (char)g);
    }
    pdf_put_stream(j->file, id, STR_NONE, buf_slice(b));
    return id;
}

static uint32_t add_font_file(pdf_job *j, const subset *s) {
    uint32_t id = pdf_reserve(j->file);
    str dict = str_fmt(j->a, "/Length1 %zu", s->file.n);
    pdf_put_stream(j->file, id, dict, s->file);
    return id;
}

/* --- Dictionaries --- */

/* « ABCDEF+SourceSans3-Regular » */
static str base_font(pdf_job *j, const subset *s, str name) {
    uint64_t h = str_hash(s->file);
    buf b = buf_new(j->a);
    for (int i = 0; i < 6; i++, h /= 26)
        buf_c(&b, (char)('A' + h % 26));
    buf_c(&b, '+');
    buf_str(&b, name);
    return buf_take(&b);
}

static uint32_t add_descriptor(pdf_job *j, const font_metrics *m, str name,
                               uint32_t program) {
    enum { SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
    uint32_t id = pdf_reserve(j->file);
    int flags = SYMBOLIC | (m->serif ? SERIF : 0) | (m->italic ? ITALIC : 0);
    /* No program asks for the stem: from 50 in the lightest to 160. */
    int stem = 50 + m->weight * 110 / 900;
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Type/FontDescriptor/FontName");
    put_name(b, name);
    buf_fmt(b, "/Flags %d/FontBBox[%d %d %d %d]", flags, m->bbox[0], m->bbox[1],
            m->bbox[2], m->bbox[3]);
    buf_fmt(b, "/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d",
            m->italic_angle, m->ascent, m->descent, m->cap_height);
    buf_fmt(b, "/XHeight %d/StemV %d/FontFile2 %u 0 R>>", m->x_height, stem,
            program);
    pdf_put(j->file, id, buf_slice(b));
    return id;
}

static uint32_t add_descendant(pdf_job *j, const pdf_font *f, str name,
                               const subset *s) {
    font_metrics m = font_describe(f->face);
    uint32_t file = add_font_file(j, s);
    uint32_t map = add_glyph_map(j, f, s);
    uint32_t descriptor = add_descriptor(j, &m, name, file);
    uint32_t id = pdf_reserve(j->file);
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Type/Font/Subtype/CIDFontType2/BaseFont");
    put_name(b, name);
    buf_z(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
             "/Supplement 0>>");
    buf_fmt(b, "/FontDescriptor %u 0 R/CIDToGIDMap %u 0 R/DW 0/W[1[",
            descriptor, map);
    for (size_t i = 1; i < f->cids.n; i++) {
        if (i > 1)
            buf_c(b, ' ');
        buf_int(b, f->cids.v[i].width);
    }
    buf_z(b, "]]>>");
    pdf_put(j->file, id, buf_slice(b));
    return id;
}

static void write_font(pdf_job *j, const pdf_font *f) {
    subset s = {0};
    if (!make_subset(j, f, &s))
        landing_raise(arena_landing(j->a), LANDING_MEMORY, "font subset");
    font_metrics m = font_describe(f->face);
    str name = base_font(j, &s, m.postscript_name);
    uint32_t descendant = add_descendant(j, f, name, &s);
    uint32_t unicode = add_to_unicode(j, f);
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Type/Font/Subtype/Type0/BaseFont");
    put_name(b, name);
    buf_fmt(b, "/Encoding/Identity-H/DescendantFonts[%u 0 R]", descendant);
    buf_fmt(b, "/ToUnicode %u 0 R>>", unicode);
    pdf_put(j->file, f->id, buf_slice(b));
}

void write_fonts(pdf_job *j) {
    for (uint32_t i = 0; i < j->font_count; i++)
        if (j->fonts[i].id)
            write_font(j, &j->fonts[i]);
}
