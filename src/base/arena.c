/*
 * Blocks. An arena starts with small ones from the C library. One that has
 * grown large goes on with blocks of the size and alignment of a huge page,
 * and asks the system for such pages: touching 2 MiB of memory page by page
 * takes some 500 faults, which were a sixth of a compile's time. Where the
 * system has none to give, a page counts when it is touched, as ever.
 */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { BLOCK = 256 * 1024, LARGE = 2 << 20, HUGE = 2 << 20, ALIGN = 16 };

typedef struct block {
    struct block *next;
    size_t used, size;
    bool mapped; /* by the system, not the C library */
} block;

typedef struct handle {
    struct handle *next;
    void (*close)(void *);
    void *what;
} handle;

struct arena {
    landing *landing;
    block *blocks; /* the current one first */
    size_t small;  /* in blocks of BLOCK bytes */
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

/* HUGE bytes, zeroed, at a multiple of HUGE; NULL when there are none. */
static block *map_block(void) {
#ifdef __SANITIZE_ADDRESS__
    return NULL; /* the leak checker follows no pointer in such memory */
#else
    char *p = mmap(NULL, 2 * HUGE, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    size_t before = HUGE - (uintptr_t)p % HUGE;
    munmap(p, before);
    if (before < HUGE)
        munmap(p + before + HUGE, HUGE - before);
    madvise(p + before, HUGE, MADV_HUGEPAGE);
    block *b = (block *)(p + before);
    b->size = HUGE - HEAD;
    b->mapped = true;
    return b;
#endif
}

/* Zeroed. calloc knows which memory comes fresh from the system and needs no
   clearing. */
static block *block_new(arena *a, size_t size) {
    if (size > SIZE_MAX - HEAD)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    block *b = calloc(1, HEAD + size);
    if (!b)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    b->size = size;
    return b;
}

static void block_free(block *b) {
    if (b->mapped)
        munmap(b, HUGE);
    else
        free(b);
}

/* A new current block. */
static block *next_block(arena *a) {
    block *b = a->small < LARGE ? NULL : map_block();
    if (!b) {
        b = block_new(a, BLOCK);
        a->small += BLOCK;
    }
    b->next = a->blocks;
    return a->blocks = b;
}

/* A block for one large request, behind the current one, which goes on. */
static block *own_block(arena *a, size_t size) {
    block *b = block_new(a, size);
    block **at = a->blocks ? &a->blocks->next : &a->blocks;
    b->next = *at;
    return *at = b;
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
        b = n > BLOCK / 4 ? own_block(a, n) : next_block(a);
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
            block_free(b);
    }
    a->blocks = keep;
    a->small = keep ? BLOCK : 0;
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
    if (a->blocks)
        block_free(a->blocks);
    free(a);
}

landing *arena_landing(const arena *a) {
    return a->landing;
}

_Noreturn void arena_fault(const arena *a, const char *what) {
    landing_raise(a->landing, LANDING_INTERNAL, what);
}
