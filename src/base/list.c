#include "base/list.h"

void list_grow(arena *a, void **v, uint32_t *cap, size_t size) {
    /* Many lists stay at one element; what grows does so mostly in place. */
    size_t first = size > 16 ? 1 : size > 4 ? 2 : 8;
    size_t want = *cap ? (size_t)*cap * 2 : first;
    list_fit(a, v, cap, want, size);
}

void list_fit(arena *a, void **v, uint32_t *cap, size_t want, size_t size) {
    if (want <= *cap)
        return;
    if (want > UINT32_MAX || want > SIZE_MAX / 2 / size)
        arena_fault(a, "list");
    *v = arena_grow(a, *v, *cap * size, want * size);
    *cap = (uint32_t)want;
}
