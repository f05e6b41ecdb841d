/* Inside font: what a face and a set hold. */
#ifndef SCEAU_FONT_FONT_INT_H
#define SCEAU_FONT_FONT_INT_H

#include "font/font.h"

/* As hb.h has them: only the .c files of this folder see HarfBuzz. */
typedef struct hb_face_t hb_face_t;
typedef struct hb_font_t hb_font_t;
typedef struct hb_buffer_t hb_buffer_t;
typedef const struct hb_language_impl_t *hb_language_t;

enum {
    EM = 1000,
    /* Width of U+202F, whatever the face draws (charter, 3). */
    NARROW_SPACE = 180
};

struct font_face {
    font_set *set;
    uint32_t index;
    font_file file;
    hb_face_t *hb;
    hb_font_t *font;                /* scaled to 1000 units */
    uint32_t space, narrow, hyphen; /* glyphs; narrow is 0 when absent */
    const font_face **fallback;     /* the other faces, nearest first */
    bool plain_alone;               /* composition does nothing to plain text */
};

/* The words already shaped: open addressing on pointers, so that a run never
   moves. */
typedef struct shaped {
    uint64_t hash;
    uint32_t key; /* face, features, language */
    font_run run;
} shaped;

struct font_set {
    arena *a;
    font_face *faces;
    uint32_t count;
    hb_buffer_t *buffer;
    shaped **slots;
    size_t slot_count, used; /* slot_count is a power of two */
    str langs[8];            /* languages met, by number */
    hb_language_t hb_langs[8];
    uint32_t lang_count;
};

/* What French is written with, but letters whose dot some faces compose. */
bool font_is_plain(uint32_t cp);
/* Raises LANDING_MEMORY: called when HarfBuzz has returned, never within. */
_Noreturn void font_no_memory(const font_set *s);

#endif
