/*
 * text: French typography: the micro-typographic pass (rules T1–T30 of the
 * manual) and hyphenation (libhyphen, only here).
 */
#ifndef SCEAU_TEXT_TEXT_H
#define SCEAU_TEXT_TEXT_H

#include "base/str.h"
#include "locale/locale.h"

/* One stretch of a paragraph; the pass sees across stretches, so that
   « **mot** : » is set right. `s` is replaced by the typeset text. */
typedef struct text_span {
    str s;
    bool literal; /* codes, URLs: never touched, but seen as a neighbour */
    str lang;     /* "fr" or another: only French is set */
} text_span;

/* Sets the stretches of one paragraph in place. Idempotent. A stretch that
   does not change keeps its bytes. */
void text_typeset(arena *a, text_span *spans, size_t n);
str text_typeset_one(arena *a, str s);

/* Which bytes of a typeset text are drawn as superior letters: the endings of
   1er, 1re, 2e, XXIe. out has s.n entries. False: none. */
bool text_superiors(str s, uint8_t *out);

/* What the pass does not mend (T3, T6, T29). */
typedef enum text_fault_kind {
    TEXT_SOUND = 0,
    TEXT_QUOTES,    /* a quote without its pair */
    TEXT_ETC,       /* « etc… » */
    TEXT_INVISIBLE, /* a zero-width or bidirectional control */
    TEXT_REPLACED   /* U+FFFD or ill-formed */
} text_fault_kind;

typedef struct text_fault {
    text_fault_kind kind;
    size_t at; /* byte of the text */
} text_fault;

/* Faults of a paragraph as typeset, at most `max`; gives their number. */
size_t text_faults(str s, text_fault *out, size_t max);
/* The text without its invisible characters; the same bytes when it has none.
   They have no glyph, and PDF/UA refuses some of them. */
str text_visible(arena *a, str s);
/* T22: a title ends with a period. */
bool text_has_final_period(str s);

/* T21: how an item of a list ends. */
typedef enum text_end {
    TEXT_END_FREE, /* ! ? … : », or nothing: agrees with all */
    TEXT_END_WORD,
    TEXT_END_SEMICOLON, /* or a comma */
    TEXT_END_PERIOD
} text_end;

text_end text_end_of(str s);
/* Whether the items of a list end alike: all on a word; all on a period; or all
   on a semicolon and the last on a period. */
bool text_ends_agree(const text_end *ends, size_t n);

typedef struct hyphenator hyphenator;

/* Patterns from a file (Debian: /usr/share/hyphen/hyph_fr.dic); NULL when it
   cannot be read. Closed with the arena. */
hyphenator *hyphenator_open(arena *a, const char *path);
/* The same in two steps, because the patterns are many: a thread of its own
   reads them from now on; `path` must last. */
hyphenator *hyphenator_begin(arena *a, const char *path);
/* Waits for it; only then may words be given. False: there are no patterns. */
bool hyphenator_ready(hyphenator *h);
/* Where `word` (letters, maybe with apostrophes) may break: out[i] != 0 when
   a hyphen may stand before byte i. At least 2 letters before, 3 after; none
   in words of fewer than 5 letters, acronyms, or words with digits. `out` has
   word.n + 1 entries. */
void hyphenate(const hyphenator *h, str word, uint8_t *out);

#endif
