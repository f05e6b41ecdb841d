#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>

str str_z(const char *z) {
    return z ? (str){z, strlen(z)} : STR_NONE;
}

bool str_eq(str a, str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int str_cmp(str a, str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(str s, str prefix) {
    return s.n >= prefix.n && str_eq((str){s.p, prefix.n}, prefix);
}

bool str_ends(str s, str suffix) {
    return s.n >= suffix.n &&
           str_eq((str){s.p + (s.n - suffix.n), suffix.n}, suffix);
}

size_t str_find(str s, str needle, size_t from) {
    if (from > s.n || needle.n > s.n - from)
        return SIZE_MAX;
    if (needle.n == 0)
        return from;
    const char *at = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return at ? (size_t)(at - s.p) : SIZE_MAX;
}

str str_sub(str s, size_t from, size_t to) {
    if (to > s.n)
        to = s.n;
    return from >= to ? (str){s.p, 0} : (str){s.p + from, to - from};
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

str str_trim(str s) {
    while (s.n && is_blank(s.p[0]))
        s = (str){s.p + 1, s.n - 1};
    while (s.n && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

str str_dup(arena *a, str s) {
    char *p = arena_bytes(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return (str){p, s.n};
}

str str_cat(arena *a, str x, str y) {
    char *p = arena_bytes(a, x.n + y.n + 1);
    if (x.n)
        memcpy(p, x.p, x.n);
    if (y.n)
        memcpy(p + x.n, y.p, y.n);
    return (str){p, x.n + y.n};
}

str str_join(arena *a, const str *parts, size_t n, str between) {
    buf b = buf_new(a);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_str(&b, between);
        buf_str(&b, parts[i]);
    }
    return buf_take(&b);
}

static str format(arena *a, const char *fmt, va_list args) {
    char small[256];
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, fmt, args);
    if (n < 0)
        arena_fault(a, "str_fmt");
    char *p = arena_bytes(a, (size_t)n + 1);
    if ((size_t)n < sizeof small)
        memcpy(p, small, (size_t)n + 1);
    else
        vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (str){p, (size_t)n};
}

str str_fmt(arena *a, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    str s = format(a, fmt, args);
    va_end(args);
    return s;
}

uint64_t str_hash(str s) { /* FNV-1a, 64 bits */
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return h;
}

buf buf_new(arena *a) {
    return (buf){.a = a};
}

void buf_room(buf *b, size_t n) {
    if (b->p && n <= b->cap - b->n)
        return;
    size_t cap = b->cap ? b->cap : 64;
    while (cap - b->n < n) {
        if (cap > SIZE_MAX / 2)
            arena_fault(b->a, "buf");
        cap *= 2;
    }
    b->p = arena_grow(b->a, b->p, b->cap, cap);
    b->cap = cap;
}

void buf_fmt(buf *b, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    char small[256];
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, fmt, args);
    if (n < 0)
        arena_fault(b->a, "buf_fmt");
    if ((size_t)n < sizeof small)
        buf_put(b, small, (size_t)n);
    else
        buf_str(b, format(b->a, fmt, again));
    va_end(again);
    va_end(args);
}

void buf_int(buf *b, int64_t v) {
    char t[24];
    int i = sizeof t;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do
        t[--i] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0)
        t[--i] = '-';
    buf_put(b, t + i, sizeof t - (size_t)i);
}

str buf_take(buf *b) {
    buf_room(b, 1);
    b->p[b->n] = 0;
    b->cap = arena_trim(b->a, b->p, b->cap, b->n + 1);
    return (str){b->p, b->n};
}
