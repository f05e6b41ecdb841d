/*
 * arena: the memory of one compile.
 *
 * Everything that is not a foreign library's lives in an arena and goes with
 * it. An arena never returns NULL: when memory runs out it jumps to the landing
 * point that sceau.c (or a test) holds. No jump ever crosses a foreign frame: a
 * callback must not allocate from an arena that can raise; it stores the error
 * in its context and the caller raises once the library has returned.
 */
#ifndef SCEAU_BASE_ARENA_H
#define SCEAU_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum landing_cause {
    LANDING_NONE = 0,
    LANDING_MEMORY,  /* no memory left */
    LANDING_INTERNAL /* an invariant of ours does not hold */
} landing_cause;

/* The one place where a raise lands. `what` is a static string. */
typedef struct landing {
    jmp_buf jump;
    const char *what;
} landing;

/* Jumps to `l` with `cause`; never returns. */
_Noreturn void landing_raise(landing *l, landing_cause cause, const char *what);

typedef struct arena arena;

/* A new arena whose failures land in `l`; NULL when there is no memory. */
arena *arena_new(landing *l);
/* An arena for what ends sooner: it takes its memory from its parent's family
   and gives it back to it. It ends with its parent at the latest. */
arena *arena_child(arena *parent);
/* Ends its children, closes what was deferred, last first, and frees
   everything. NULL is fine. */
void arena_free(arena *a);
/* `n` zeroed bytes, aligned for any type but long double. */
void *arena_alloc(arena *a, size_t n);
/* The same, not aligned: for text. */
char *arena_bytes(arena *a, size_t n);
/* `old` (allocated with `was` bytes, or NULL) grown to `n` bytes, the rest
   zeroed. What was allocated last stays where it is; what is large moves and
   its old place is gone. */
void *arena_grow(arena *a, void *old, size_t was, size_t n);
/* Gives back the end of what was allocated last with `was` bytes, beyond the
   first `n`; gives the size that it has then: `was` when it came before
   others. */
size_t arena_trim(arena *a, const void *p, size_t was, size_t n);
/* `close(handle)` runs when the arena ends or is reset: for foreign handles. */
void arena_defer(arena *a, void (*close)(void *), void *handle);
/* Ends its children, closes all handles, gives back all memory; the arena
   stays. */
void arena_reset(arena *a);
/* Whether the system would give `n` bytes more: to be asked before a library
   that does not outlive an allocation that fails. */
bool arena_room(size_t n);
landing *arena_landing(const arena *a);
/* An internal fault: raises LANDING_INTERNAL. */
_Noreturn void arena_fault(const arena *a, const char *what);

#define NEW(a, type)          ((type *)arena_alloc((a), sizeof(type)))
#define NEW_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

#endif
