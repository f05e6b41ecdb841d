/* str: slices of bytes (UTF-8 unless said), and a growing buffer. */
#ifndef SCEAU_BASE_STR_H
#define SCEAU_BASE_STR_H

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"

/* A slice: not owned, not NUL-terminated unless its maker says so. What
   str_dup, str_fmt, buf_take make is also NUL-terminated (at p[n]). */
typedef struct str {
    const char *p;
    size_t n;
} str;

#define S(literal) ((str){(literal), sizeof(literal) - 1})
#define STR_NONE   ((str){NULL, 0})
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).n, (s).p

static inline bool str_empty(str s) {
    return s.n == 0;
}
str str_z(const char *z); /* of a C string; NULL gives the empty slice */
bool str_eq(str a, str b);
int str_cmp(str a, str b); /* by bytes */
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
/* Index of `needle` in `s` at or after `from`; SIZE_MAX when absent. */
size_t str_find(str s, str needle, size_t from);
str str_sub(str s, size_t from, size_t to); /* clamped */
str str_trim(str s);                        /* ASCII blanks at both ends */
str str_dup(arena *a, str s);
str str_cat(arena *a, str x, str y);
/* The parts with `between` between them. */
str str_join(arena *a, const str *parts, size_t n, str between);
/* printf into the arena. %s wants C strings; for str use %.*s. */
str str_fmt(arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
uint64_t str_hash(str s);

typedef struct buf {
    arena *a;
    char *p;
    size_t n, cap;
} buf;

buf buf_new(arena *a);
/* Room for `n` bytes more. */
void buf_room(buf *b, size_t n);
/* Here, because whole documents go through them byte by byte. */
static inline void buf_put(buf *b, const void *bytes, size_t n) {
    if (n > b->cap - b->n)
        buf_room(b, n);
    if (n)
        memcpy(b->p + b->n, bytes, n);
    b->n += n;
}
static inline void buf_c(buf *b, char c) {
    if (b->n == b->cap)
        buf_room(b, 1);
    b->p[b->n++] = c;
}
static inline void buf_str(buf *b, str s) {
    buf_put(b, s.p, s.n);
}
static inline void buf_z(buf *b, const char *z) {
    buf_put(b, z, strlen(z));
}
void buf_fmt(buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void buf_int(buf *b, int64_t v);
static inline str buf_slice(const buf *b) {
    return (str){b->p, b->n};
}
/* The contents, NUL-terminated; the buffer may go on growing afterwards. */
str buf_take(buf *b);

#endif
