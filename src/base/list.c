#include "base/list.h"

void list_room(arena *a, void **v, size_t *cap, size_t n, size_t size) {
    if (n < *cap)
        return;
    size_t want = *cap ? *cap * 2 : 8;
    if (want > SIZE_MAX / 2 / size)
        arena_fault(a, "list");
    *v = arena_grow(a, *v, n * size, want * size);
    *cap = want;
}
