/*
 * font: faces through HarfBuzz (only here). Lengths are in 1/1000 em.
 */
#ifndef SCEAU_FONT_FONT_H
#define SCEAU_FONT_FONT_H

#include "base/list.h"
#include "base/str.h"

typedef enum font_family { FONT_SANS, FONT_SERIF, FONT_FAMILIES } font_family;

typedef struct font_set font_set;
typedef struct font_face font_face;

/* A font file of a theme. */
typedef struct font_file {
    font_family family;
    uint16_t weight; /* 100 to 900 */
    bool italic;
    str path; /* for messages */
    str data; /* the file, kept by the caller as long as the set */
} font_file;

/* Metrics that a FontDescriptor needs, in 1/1000 em. */
typedef struct font_metrics {
    str postscript_name;
    int ascent, descent, cap_height, x_height, italic_angle, weight;
    int bbox[4];
    bool italic, serif;
} font_metrics;

/* NULL when a file is no TrueType font that may be embedded; *bad is its
   index. Closed with the arena. */
font_set *font_open(arena *a, const font_file *files, size_t n, size_t *bad);
/* The nearest face: family, then slope, then weight. */
const font_face *font_find(const font_set *s, font_family f, int weight,
                           bool italic);
uint32_t font_index(const font_face *f); /* 0 … font_count - 1 */
uint32_t font_count(const font_set *s);
const font_face *font_at(const font_set *s, uint32_t index);
font_metrics font_describe(const font_face *f);

typedef enum font_features {
    FONT_DEFAULT = 0,      /* kern liga calt locl */
    FONT_TABULAR = 1,      /* + lnum tnum */
    FONT_PROPORTIONAL = 2, /* + lnum pnum: prose */
    FONT_SUPERIOR = 4      /* + sups; may be added to the others */
} font_features;

/* U+202F is 180/1000 em whatever the face says, U+2011 is drawn as a hyphen,
   U+00A0 has the width of a space, U+00AD that ends the shaped text is the
   hyphen of a broken line; each keeps its own character. */
typedef struct font_glyph {
    uint32_t gid;
    int32_t advance, dx, dy;
    uint32_t text_at;  /* the bytes of its run's text that it stands for */
    uint16_t text_len; /* 0: a further glyph of the same cluster */
    uint8_t unsafe_to_break; /* a line broken before it must be shaped anew */
} font_glyph;

typedef struct font_run {
    const font_face *face; /* may be a fallback: a run has one face */
    str text;              /* its part of the shaped text; owned by the set */
    const font_glyph *glyphs;
    uint32_t count;
    int32_t advance;             /* sum */
    const struct font_run *next; /* where a fallback face takes over */
    uint32_t missing; /* a code point that no face has; 0: none. Its run has no
                         glyph; the first run tells for the whole chain */
} font_run;

/* A language: "fr", "en", "fr-CA". */
typedef uint8_t font_lang;
enum { FONT_FRENCH = 0 };
font_lang font_language(font_set *s, str tag);
/* Whatever its country. */
bool font_is_french(const font_set *s, font_lang l);

/* Shapes a word or a stretch without line break, through a cache; the result
   lives as long as the set. */
const font_run *font_shape(font_set *s, const font_face *f, str text,
                           font_features features, font_lang lang);
/* Width of a whole chain of runs at `size` (1/1000 pt), in 1/1000 pt. */
int32_t font_run_width(const font_run *r, int32_t size);
/* Whether the face has superior forms for all of `text` (else the caller
   scales and raises plain glyphs). */
bool font_has_superior(font_set *s, const font_face *f, str text);
/* The same of a text. */
int32_t font_width(font_set *s, const font_face *f, str text,
                   font_features features, int32_t size);
/* The face reduced to `gids` (sorted, without 0): the bytes of a TrueType file,
   and for each, its glyph in the subset in new_gids. Empty: no memory. */
str font_subset(arena *a, const font_face *f, const uint32_t *gids, size_t n,
                uint32_t *new_gids);
/* Advance of a glyph in the face, 1/1000 em, as W must say it. */
int32_t font_advance(const font_face *f, uint32_t gid);

#endif
