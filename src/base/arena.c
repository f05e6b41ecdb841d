#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, ALIGN = 16 };

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

/* A block of `size` bytes and its header; in front when it becomes current,
   behind the current one when it serves one large request. */
static block *block_add(arena *a, size_t size, bool current) {
    if (size > SIZE_MAX - HEAD)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    block *b = malloc(HEAD + size);
    if (!b)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    b->size = size;
    b->used = 0;
    if (current || !a->blocks) {
        b->next = a->blocks;
        a->blocks = b;
    } else {
        b->next = a->blocks->next;
        a->blocks->next = b;
    }
    return b;
}

void *arena_alloc(arena *a, size_t n) {
    if (n > SIZE_MAX - ALIGN)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    n = (n + ALIGN - 1) / ALIGN * ALIGN;
    block *b = a->blocks;
    if (!b || n > b->size - b->used)
        b = n > BLOCK / 4 ? block_add(a, n, false) : block_add(a, BLOCK, true);
    void *p = (char *)b + HEAD + b->used;
    b->used += n;
    memset(p, 0, n);
    return p;
}

void *arena_grow(arena *a, void *old, size_t was, size_t n) {
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
