/*
 * Shaping: words to glyphs, through a cache.
 *
 * A dossier of 50 pages has some 37 000 words but 2 000 different ones, so
 * what is fast is to find a word again: one hash, one memcmp. Every run is
 * allocated on its own in the set's arena and the table holds pointers, since
 * callers keep runs while the table grows.
 *
 * Each glyph says which bytes of the text it stands for. A document's fonts
 * number (glyph, text) pairs, so the characters that we draw with another's
 * glyph keep their own text on the page:
 *   U+00A0           the space glyph,
 *   U+202F           its own glyph or the space glyph, always 180/1000 wide,
 *   U+2011           the hyphen glyph,
 *   U+00AD at the end of the text: the hyphen of a broken line. Elsewhere it
 *                    draws nothing,
 *   tab, line ends   the space glyph.
 * Clusters are those of characters: with HarfBuzz's default a combining mark
 * would share its letter's cluster and have no text of its own. Other
 * invisible characters (joiners, U+00AD inside) draw no glyph; their bytes go
 * to the glyph before them, so that no text is lost.
 *
 * When a face lacks a glyph, the text is cut into pieces of a letter and its
 * marks, each piece goes to the first face of the fallback list that has it
 * all, and neighbours of one face are shaped together. A piece that no face
 * has becomes an empty run with `missing` set: glyph 0 never leaves here.
 */
#include "font/font_int.h"

#include <hb.h>

#include "base/utf8.h"

/* --- One face, one stretch --------------------------------------------- */

static hb_codepoint_t drawn_as(const font_face *f, uint32_t cp, bool last) {
    switch (cp) {
    case '\t':
    case '\n':
    case '\r':
    case 0x00A0:
        return ' ';
    case 0x202F:
        return f->narrow ? cp : ' ';
    case 0x2011:
        return '-';
    case 0x00AD:
        return last ? '-' : cp;
    default:
        return cp;
    }
}

typedef struct request {
    font_features features;
    hb_language_t lang;
    const char *end; /* of the whole text, of which a stretch is shaped */
} request;

static void add_text(font_set *s, const font_face *f, str text,
                     const char *end) {
    size_t at = 0;
    while (at < text.n) {
        size_t from = at;
        uint32_t cp = utf8_next(text, &at);
        if (cp == UTF8_BAD)
            cp = 0xFFFD;
        hb_buffer_add(s->buffer, drawn_as(f, cp, text.p + at == end),
                      (unsigned)from);
    }
}

static size_t add_features(font_features features, hb_feature_t *out) {
    static const struct {
        font_features bit;
        hb_tag_t tags[2];
    } rows[] = {
        {FONT_TABULAR,
         {HB_TAG('l', 'n', 'u', 'm'), HB_TAG('t', 'n', 'u', 'm')}},
        {FONT_PROPORTIONAL,
         {HB_TAG('l', 'n', 'u', 'm'), HB_TAG('p', 'n', 'u', 'm')}},
        {FONT_SUPERIOR, {HB_TAG('s', 'u', 'p', 's'), HB_TAG_NONE}},
    };
    size_t n = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t j = 0; j < 2 && (features & rows[i].bit); j++)
            if (rows[i].tags[j] != HB_TAG_NONE)
                out[n++] = (hb_feature_t){rows[i].tags[j], 1, 0,
                                          HB_FEATURE_GLOBAL_END};
    return n;
}

static bool is_plain(str text) {
    for (size_t at = 0; at < text.n;)
        if (!font_is_plain(utf8_next(text, &at)))
            return false;
    return true;
}

/* Fills the set's buffer with the glyphs of `text`; false when one lacks. */
static bool shape_into(font_set *s, const font_face *f, str text, request q) {
    hb_buffer_t *b = s->buffer;
    hb_buffer_clear_contents(b);
    hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(b, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES |
                               HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE);
    add_text(s, f, text, q.end);
    hb_buffer_set_direction(b, HB_DIRECTION_LTR);
    hb_buffer_set_script(b, HB_SCRIPT_LATIN);
    hb_buffer_set_language(b, q.lang);
    hb_feature_t features[7];
    size_t n = add_features(q.features, features);
    if (f->plain_alone && is_plain(text))
        features[n++] = (hb_feature_t){HB_TAG('c', 'c', 'm', 'p'), 0, 0,
                                       HB_FEATURE_GLOBAL_END};
    hb_shape(f->font, b, features, (unsigned)n);
    if (!hb_buffer_allocation_successful(b))
        font_no_memory(s);
    unsigned count = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &count);
    for (unsigned i = 0; i < count; i++)
        if (info[i].codepoint == 0)
            return false;
    return true;
}

static bool is_narrow(str text, uint32_t at) {
    return at + 3 <= text.n && memcmp(text.p + at, "\xE2\x80\xAF", 3) == 0;
}

static void set_text_bounds(font_run *r, font_glyph *g,
                            const hb_glyph_info_t *info) {
    uint32_t end = (uint32_t)r->text.n;
    for (uint32_t i = r->count; i-- > 0;) {
        bool first = i == 0 || info[i - 1].cluster != info[i].cluster;
        g[i].text_at = i == 0 ? 0 : info[i].cluster;
        g[i].text_len = first ? (uint16_t)(end - g[i].text_at) : 0;
        if (first)
            end = g[i].text_at;
    }
}

/* The set's buffer as glyphs of ours. */
static void read_glyphs(font_set *s, const font_face *f, font_run *r) {
    unsigned count = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &count);
    const hb_glyph_position_t *pos =
        hb_buffer_get_glyph_positions(s->buffer, &count);
    font_glyph *g = NEW_ARRAY(s->a, font_glyph, count);
    r->face = f;
    r->glyphs = g;
    r->count = count;
    r->advance = 0;
    for (unsigned i = 0; i < count; i++) {
        bool narrow = is_narrow(r->text, info[i].cluster);
        g[i].gid = info[i].codepoint;
        g[i].advance = narrow ? NARROW_SPACE : pos[i].x_advance;
        g[i].dx = pos[i].x_offset;
        g[i].dy = pos[i].y_offset;
        g[i].unsafe_to_break = (hb_glyph_info_get_glyph_flags(&info[i]) &
                                HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
        r->advance += g[i].advance;
    }
    set_text_bounds(r, g, info);
}

/* --- Several faces ------------------------------------------------------ */

static bool joins_before(uint32_t cp) {
    return (cp >= 0x0300 && cp <= 0x036F) || (cp >= 0x1AB0 && cp <= 0x1AFF) ||
           (cp >= 0x20D0 && cp <= 0x20FF) || (cp >= 0xFE00 && cp <= 0xFE2F) ||
           (cp >= 0x1F3FB && cp <= 0x1F3FF) || cp == 0x200D;
}

/* End of the letter at `at` with its marks. */
static size_t piece_end(str text, size_t at) {
    utf8_next(text, &at);
    while (at < text.n) {
        size_t next = at;
        if (!joins_before(utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

static const font_face *face_having(font_set *s, const font_face *f, str piece,
                                    request q) {
    if (shape_into(s, f, piece, q))
        return f;
    for (uint32_t i = 0; i + 1 < s->count; i++)
        if (shape_into(s, f->fallback[i], piece, q))
            return f->fallback[i];
    return NULL;
}

static void fill_run(font_set *s, font_run *r, const font_face *f, request q) {
    if (f && shape_into(s, f, r->text, q)) {
        read_glyphs(s, f, r);
        return;
    }
    size_t at = 0;
    r->face = f;
    r->missing = utf8_next(r->text, &at);
    if (r->missing == UTF8_BAD)
        r->missing = 0xFFFD;
}

static void shape_in_pieces(font_set *s, font_run *head, const font_face *f,
                            request q) {
    str text = head->text;
    font_run *r = NULL;
    uint32_t missing = 0;
    for (size_t at = 0; at < text.n;) {
        size_t to = piece_end(text, at);
        const font_face *g = face_having(s, f, str_sub(text, at, to), q);
        while (g && to < text.n) { /* as much as this face can take */
            size_t next = piece_end(text, to);
            if (face_having(s, f, str_sub(text, to, next), q) != g)
                break;
            to = next;
        }
        font_run *fresh = r ? NEW(s->a, font_run) : head;
        fresh->text = str_sub(text, at, to);
        fill_run(s, fresh, g, q);
        if (!g)
            fresh->face = f;
        if (!missing)
            missing = fresh->missing;
        if (r)
            r->next = fresh;
        r = fresh;
        at = to;
    }
    head->missing = missing;
}

/* --- The cache ---------------------------------------------------------- */

font_lang font_language(font_set *s, str tag) {
    for (uint32_t i = 0; i < s->lang_count; i++)
        if (str_eq(s->langs[i], tag))
            return (font_lang)i;
    if (s->lang_count == sizeof s->langs / sizeof *s->langs)
        return FONT_FRENCH; /* more languages than any dossier */
    uint32_t i = s->lang_count++;
    s->langs[i] = str_dup(s->a, tag);
    s->hb_langs[i] = hb_language_from_string(tag.p, (int)tag.n);
    return (font_lang)i;
}

bool font_is_french(const font_set *s, font_lang l) {
    return str_starts(s->langs[l], S("fr"));
}

static void grow_table(font_set *s) {
    size_t n = s->slot_count * 2;
    shaped **slots = NEW_ARRAY(s->a, shaped *, n);
    for (size_t i = 0; i < s->slot_count; i++) {
        if (!s->slots[i])
            continue;
        size_t at = s->slots[i]->hash & (n - 1);
        while (slots[at])
            at = (at + 1) & (n - 1);
        slots[at] = s->slots[i];
    }
    s->slots = slots;
    s->slot_count = n;
}

/* Eight bytes at a time: words are short and this is the hot path. */
static uint64_t hash_text(str t, uint32_t key) {
    const uint64_t k = 0x9E3779B97F4A7C15u;
    uint64_t h = (t.n + 1) * k ^ key;
    size_t i = 0;
    for (; i + 8 <= t.n; i += 8) {
        uint64_t w;
        memcpy(&w, t.p + i, 8);
        h = (h ^ w) * k;
        h ^= h >> 29;
    }
    uint64_t w = 0;
    if (i < t.n)
        memcpy(&w, t.p + i, t.n - i);
    h = (h ^ w) * k;
    return h ^ h >> 32;
}

static const shaped *find_shaped(const font_set *s, str text, uint32_t key,
                                 uint64_t hash, size_t *slot) {
    size_t at = hash & (s->slot_count - 1);
    for (; s->slots[at]; at = (at + 1) & (s->slot_count - 1)) {
        const shaped *e = s->slots[at];
        if (e->hash == hash && e->key == key && e->run.text.n == text.n &&
            (text.n == 0 || memcmp(e->run.text.p, text.p, text.n) == 0))
            return e;
    }
    *slot = at;
    return NULL;
}

const font_run *font_shape(font_set *s, const font_face *f, str text,
                           font_features features, font_lang lang) {
    uint32_t key = f->index << 8 | (uint32_t)features << 3 | lang;
    uint64_t hash = hash_text(text, key);
    size_t at;
    const shaped *known = find_shaped(s, text, key, hash, &at);
    if (known)
        return &known->run;
    shaped *e = NEW(s->a, shaped);
    *e = (shaped){hash, key, {.face = f, .text = str_dup(s->a, text)}};
    request q = {features, s->hb_langs[lang], e->run.text.p + text.n};
    if (shape_into(s, f, e->run.text, q))
        read_glyphs(s, f, &e->run);
    else
        shape_in_pieces(s, &e->run, f, q);
    s->slots[at] = e;
    if (++s->used * 2 > s->slot_count)
        grow_table(s);
    return &e->run;
}

bool font_has_superior(font_set *s, const font_face *f, str text) {
    const font_run *plain = font_shape(s, f, text, FONT_DEFAULT, FONT_FRENCH);
    const font_run *sup = font_shape(s, f, text, FONT_SUPERIOR, FONT_FRENCH);
    if (plain->next || plain->missing || plain->count != sup->count)
        return false;
    for (uint32_t i = 0; i < plain->count; i++)
        if (plain->glyphs[i].gid == sup->glyphs[i].gid)
            return false;
    return plain->count > 0;
}

int32_t font_run_width(const font_run *r, int32_t size) {
    int64_t sum = 0;
    for (; r; r = r->next)
        sum += r->advance;
    return (int32_t)((sum * size + (sum < 0 ? -EM : EM) / 2) / EM);
}

int32_t font_width(font_set *s, const font_face *f, str text,
                   font_features features, int32_t size) {
    return font_run_width(font_shape(s, f, text, features, FONT_FRENCH), size);
}
