/*
 * Blocks. A family of arenas shares a pool: pages that the system gave once,
 * cut into blocks. An arena that ends gives its blocks back, and the next one
 * takes them: memory that was touched costs no page fault again. Touching
 * memory page by page was a sixth of a compile's time, so the system is asked
 * for huge pages, of which the last may stand half empty; in the first chunk,
 * which small families do not fill, for all the pages of a block at once.
 * Where it does neither, a page counts when it is touched, as ever. What is too
 * large for a block comes from the C library and goes back to it.
 */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 /* Linux 5.14; older ones refuse it */
#endif

enum {
    BLOCK = 64 * 1024, /* with its head */
    CHUNK = 2 << 20,   /* the size of a huge page, and its alignment */
    SMALL = 1,         /* chunks before huge ones are asked for */
    LARGE = 12,        /* chunks of a family that drops spare pages */
    OWN = 16 * 1024,   /* larger requests have a block of their own */
    SPARE = 32,        /* spare blocks that keep their pages */
    PAGE = 4096,
    ALIGN = 8
};

typedef struct block {
    struct block *next;
    size_t used, size;
    size_t dirty;        /* bytes before hold what an earlier arena left */
    struct block **link; /* what points to it, of a large one */
    bool pooled;
} block;

typedef struct handle {
    struct handle *next;
    void (*close)(void *);
    void *what;
} handle;

/* CHUNK bytes of blocks. */
typedef struct chunk {
    struct chunk *next;
    void *memory;
} chunk;

typedef struct pool {
    chunk *chunks;
    block *spare;
    size_t spare_count;
    char *fresh, *end; /* of the last chunk: not yet blocks */
    int count;         /* of chunks */
    bool huge;         /* the last one is to be a huge page */
    bool ending;       /* all goes at once: nothing is kept or dropped */
} pool;

struct arena {
    landing *landing;
    block *blocks; /* the current one first */
    block *large;  /* of one request each */
    handle *handles;
    pool *pool;    /* of the family */
    arena *parent; /* NULL: it owns the pool */
    arena *kids, *next, **link;
};

static const size_t HEAD = (sizeof(block) + 15) / 16 * 16;

_Noreturn void landing_raise(landing *l, landing_cause cause,
                             const char *what) {
    l->what = what;
    longjmp(l->jump, (int)cause);
}

/* --- The pool --------------------------------------------------------------
 */

/* CHUNK bytes, zeroed, at a multiple of CHUNK; NULL when there are none. */
static void *map_chunk(void) {
#ifdef __SANITIZE_ADDRESS__
    return NULL; /* every block apart: what outlives its arena is found */
#else
    char *p = mmap(NULL, 2 * CHUNK, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    size_t before = CHUNK - (uintptr_t)p % CHUNK;
    munmap(p, before);
    if (before < CHUNK)
        munmap(p + before + CHUNK, CHUNK - before);
    return p + before;
#endif
}

static bool pool_grow(pool *q) {
    chunk *c = malloc(sizeof *c);
    void *memory = c ? map_chunk() : NULL;
    if (!memory) {
        free(c);
        return false;
    }
    *c = (chunk){q->chunks, memory};
    q->chunks = c;
    q->huge = ++q->count > SMALL;
    madvise(memory, CHUNK, q->huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
    q->fresh = memory;
    q->end = q->fresh + CHUNK;
    return true;
}

/* NULL when there is no memory. */
static block *pool_take(pool *q) {
    block *b = q->spare;
    if (b) {
        q->spare = b->next;
        q->spare_count--;
        if (b->dirty <= PAGE - HEAD)
            madvise(b, BLOCK, MADV_POPULATE_WRITE);
        return b;
    }
    if (q->fresh == q->end && !pool_grow(q))
        return NULL;
    b = (block *)q->fresh;
    q->fresh += BLOCK;
    if (!q->huge)
        madvise(b, BLOCK, MADV_POPULATE_WRITE);
    b->size = BLOCK - HEAD;
    b->pooled = true;
    return b;
}

/* The pages of a block behind its head's go back to the system. */
static void drop_pages(block *b) {
    if (b->dirty <= PAGE - HEAD)
        return;
    if (madvise((char *)b + PAGE, BLOCK - PAGE, MADV_DONTNEED) == 0)
        b->dirty = PAGE - HEAD;
}

/* What a large arena of a large family held is not wanted again soon: foreign
   libraries may have it. */
static void pool_give(pool *q, block *b) {
    if (b->dirty < b->used)
        b->dirty = b->used;
    b->used = 0;
    b->next = q->spare;
    q->spare = b;
    if (++q->spare_count > SPARE && q->count > LARGE && !q->ending)
        drop_pages(b);
}

static void pool_free(pool *q) {
    for (chunk *c = q->chunks, *next; c; c = next) {
        next = c->next;
        munmap(c->memory, CHUNK);
        free(c);
    }
    free(q);
}

/* --- Arenas ----------------------------------------------------------------
 */

arena *arena_new(landing *l) {
    arena *a = calloc(1, sizeof *a);
    pool *q = calloc(1, sizeof *q);
    if (!a || !q) {
        free(a);
        free(q);
        return NULL;
    }
    a->landing = l;
    a->pool = q;
    return a;
}

arena *arena_child(arena *parent) {
    arena *a = calloc(1, sizeof *a);
    if (!a)
        landing_raise(parent->landing, LANDING_MEMORY, "arena");
    a->landing = parent->landing;
    a->pool = parent->pool;
    a->parent = parent;
    a->next = parent->kids;
    a->link = &parent->kids;
    if (a->next)
        a->next->link = &a->next;
    parent->kids = a;
    return a;
}

/* Zeroed. */
static block *own_block(arena *a, size_t size) {
    if (size > SIZE_MAX - HEAD)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    block *b = calloc(1, HEAD + size);
    if (!b)
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    b->size = size;
    return b;
}

static void block_free(arena *a, block *b) {
    if (b->pooled)
        pool_give(a->pool, b);
    else
        free(b);
}

/* A new current block. */
static block *next_block(arena *a) {
    block *b = pool_take(a->pool);
    if (!b)
        b = own_block(a, BLOCK - HEAD);
    b->next = a->blocks;
    return a->blocks = b;
}

static void link_large(block *b, block **link, block *next) {
    b->link = link;
    b->next = next;
    *link = b;
    if (next)
        next->link = &b->next;
}

/* A block for one large request; the current one goes on. */
static block *large_block(arena *a, size_t size) {
    block *b = own_block(a, size);
    link_large(b, &a->large, a->large);
    return b;
}

/* `n` zeroed bytes at a multiple of `align`. */
static void *take(arena *a, size_t n, size_t align) {
    block *b = a->blocks;
    size_t at = b ? (b->used + align - 1) / align * align : 0;
    if (!b || n > OWN || at > b->size || n > b->size - at) {
        b = n > OWN ? large_block(a, n) : next_block(a);
        at = 0;
    }
    char *p = (char *)b + HEAD + at;
    if (at < b->dirty)
        memset(p, 0, n < b->dirty - at ? n : b->dirty - at);
    b->used = at + n;
    return p;
}

void *arena_alloc(arena *a, size_t n) {
    return take(a, n, ALIGN);
}

char *arena_bytes(arena *a, size_t n) {
    return take(a, n, 1);
}

/* The block at whose end `p` is; NULL: others came after it. */
static block *block_of_last(const arena *a, const void *p, size_t was) {
    block *b = a->blocks;
    bool last = b && was && b->used >= was &&
                (const char *)p == (char *)b + HEAD + b->used - was;
    return last ? b : NULL;
}

/* What was allocated last grows where it stands, unless it becomes large. */
static bool extend(arena *a, const void *old, size_t was, size_t n) {
    block *b = n > OWN || n < was ? NULL : block_of_last(a, old, was);
    if (!b || n - was > b->size - b->used)
        return false;
    take(a, n - was, 1);
    return true;
}

size_t arena_trim(arena *a, const void *p, size_t was, size_t n) {
    block *b = n < was ? block_of_last(a, p, was) : NULL;
    if (!b)
        return was;
    if (b->dirty < b->used)
        b->dirty = b->used; /* what is given back is not zeroed */
    b->used -= was - n;
    return n;
}

/* What fills a large block grows with it, mostly without a copy. */
static void *regrow(arena *a, void *old, size_t was, size_t n) {
    block *b = (block *)((char *)old - HEAD), *next = b->next, **link = b->link;
    if (n > SIZE_MAX - HEAD || !(b = realloc(b, HEAD + n)))
        landing_raise(a->landing, LANDING_MEMORY, "arena");
    b->size = b->used = n;
    link_large(b, link, next);
    memset((char *)b + HEAD + was, 0, n - was);
    return (char *)b + HEAD;
}

void *arena_grow(arena *a, void *old, size_t was, size_t n) {
    if (extend(a, old, was, n))
        return old;
    if (was > OWN && n >= was)
        return regrow(a, old, was, n);
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

static void free_blocks(arena *a, block *first) {
    for (block *b = first, *next; b; b = next) {
        next = b->next;
        block_free(a, b);
    }
}

void arena_reset(arena *a) {
    while (a->kids)
        arena_free(a->kids);
    close_all(a);
    free_blocks(a, a->blocks);
    free_blocks(a, a->large);
    a->blocks = a->large = NULL;
}

void arena_free(arena *a) {
    if (!a)
        return;
    if (!a->parent)
        a->pool->ending = true;
    arena_reset(a);
    if (!a->parent) {
        pool_free(a->pool);
    } else {
        *a->link = a->next;
        if (a->next)
            a->next->link = a->link;
    }
    free(a);
}

bool arena_room(size_t n) {
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                   -1, 0);
    return p != MAP_FAILED && munmap(p, n) == 0;
}

landing *arena_landing(const arena *a) {
    return a->landing;
}

_Noreturn void arena_fault(const arena *a, const char *what) {
    landing_raise(a->landing, LANDING_INTERNAL, what);
}
