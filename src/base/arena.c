#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 256 * 1024, ALIGN = 16 };

typedef struct block {
    struct block *next;
    size_t used, size;
} block;

typedef struct handle {
    struct handle *next;
    void (*close)(void *);
    void *what;
} handle;

struct arena {
    landing *landing;
    block *blocks; /* the current one first */
    handle *handles;
};

static const size_t HEAD = (sizeof(block) + ALIGN - 1) / ALIGN * ALIGN;

_Noreturn void landing_raise(landing *l, landing_cause cause,
                             const char *what) {
    l->what = what;
    longjmp(l->jump, (int)cause);
}

arena *arena_new(landing *l) {
    arena *a = calloc(1, sizeof *a);
    if (a)
        a->landing = l;
    return a;
}

/* A block of `size` zeroed bytes and its header; in front when it becomes
   current, behind the current one when it serves one large request. calloc
   knows which memory comes fresh from the system and needs no clearing. */
static block *block_add(arena *a, size_t size, bool current) {
    if (size > SIZE_MAX - HEAD)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    block *b = calloc(1, HEAD + size);
    if (!b)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    b->size = size;
    if (current || !a->blocks) {
        b->next = a->blocks;
        a->blocks = b;
    } else {
        b->next = a->blocks->next;
        a->blocks->next = b;
    }
    return b;
}

static size_t rounded(const arena *a, size_t n) {
    if (n > SIZE_MAX - ALIGN)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

void *arena_alloc(arena *a, size_t n) {
    n = rounded(a, n);
    block *b = a->blocks;
    if (!b || n > b->size - b->used)
        b = n > BLOCK / 4 ? block_add(a, n, false) : block_add(a, BLOCK, true);
    void *p = (char *)b + HEAD + b->used;
    b->used += n;
    return p;
}

/* What was allocated last grows where it stands: what has not been given out
   yet is zeroed. */
static bool extend(arena *a, const void *old, size_t was, size_t n) {
    block *b = a->blocks;
    size_t from = rounded(a, was), to = rounded(a, n);
    if (!b || !was || to < from || b->used < from ||
        to - from > b->size - b->used)
        return false;
    if ((const char *)old != (char *)b + HEAD + b->used - from)
        return false;
    b->used += to - from;
    return true;
}

void *arena_grow(arena *a, void *old, size_t was, size_t n) {
    if (extend(a, old, was, n))
        return old;
    void *p = arena_alloc(a, n);
    if (was)
        memcpy(p, old, was < n ? was : n);
    return p;
}

void arena_defer(arena *a, void (*close)(void *), void *what) {
    handle *h = arena_alloc(a, sizeof *h);
    h->close = close;
    h->what = what;
    h->next = a->handles;
    a->handles = h;
}

static void close_all(arena *a) {
    while (a->handles) {
        handle *h = a->handles;
        a->handles = h->next;
        h->close(h->what);
    }
}

void arena_reset(arena *a) {
    close_all(a);
    block *keep = NULL;
    for (block *b = a->blocks, *next; b; b = next) {
        next = b->next;
        if (!keep && b->size == BLOCK)
            keep = b;
        else
            free(b);
    }
    a->blocks = keep;
    if (keep) {
        keep->next = NULL;
        memset((char *)keep + HEAD, 0, keep->used);
        keep->used = 0;
    }
}

void arena_free(arena *a) {
    if (!a)
        return;
    arena_reset(a);
    free(a->blocks);
    free(a);
}

landing *arena_landing(const arena *a) {
    return a->landing;
}

_Noreturn void arena_fault(const arena *a, const char *what) {
    landing_raise(a->landing, LANDING_INTERNAL, what);
}
