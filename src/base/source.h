/* source: a text file held in memory, its lines, and places in it. */
#ifndef SCEAU_BASE_SOURCE_H
#define SCEAU_BASE_SOURCE_H

#include "base/str.h"

typedef struct source {
    str path;        /* as shown in messages: relative to the dossier */
    str text;        /* UTF-8, without BOM */
    uint32_t *lines; /* offset of the first byte of each line */
    uint32_t line_count;
} source;

/* Lines from 1, columns from 1 in code points, utf16 from 1 in UTF-16 units. */
typedef struct place {
    uint32_t line, column, utf16;
} place;

source *source_new(arena *a, str path, str text);
place source_place(const source *s, uint32_t offset);
str source_line(const source *s, uint32_t line); /* without its end */

/* Bytes [start, end) of a source; src NULL: nowhere. */
typedef struct span {
    const source *src;
    uint32_t start, end;
} span;

#define SPAN_NONE ((span){NULL, 0, 0})

/* Text that was read from a file, and the way back: runs[i] says that text
   offset `at` stands at file offset `off`, byte for byte until runs[i+1].at. */
typedef struct text_run {
    uint32_t at, off;
} text_run;

typedef struct located {
    str s;
    span place;           /* the whole scalar or paragraph, quotes included */
    const text_run *runs; /* of more than one */
    uint32_t run_count;   /* 0: s is not in a file, every span is `place` */
    uint32_t off; /* of one run: where the text stands, as most texts do */
} located;

/* Text as it stands at `off` in the file. */
static inline located located_slice(str s, span at, uint32_t off) {
    return (located){.s = s, .place = at, .run_count = 1, .off = off};
}
/* With these runs, in a list that lasts as long as the text. */
located located_runs(str s, span at, const text_run *runs, size_t count);

/* Place in the file of bytes [from, to) of the text. */
span located_span(const located *t, size_t from, size_t to);
/* The part [from, to) of a located text, located. */
located located_sub(arena *a, const located *t, size_t from, size_t to);

#endif
