/* list: typed growable arrays in an arena. LIST(int) xs = {0}; */
#ifndef SCEAU_BASE_LIST_H
#define SCEAU_BASE_LIST_H

#include "base/arena.h"

#define LIST(type)                                                             \
    struct {                                                                   \
        type *v;                                                               \
        uint32_t n, cap;                                                       \
    }

/* Appends `...` (a value); pointers to elements do not survive a push. */
#define list_push(a, l, ...)                                                   \
    (list_room((a), (void **)&(l)->v, &(l)->cap, (l)->n, sizeof *(l)->v),      \
     (l)->v[(l)->n++] = __VA_ARGS__)
/* Appends a zeroed element and gives its address. */
#define list_add(a, l)                                                         \
    (list_room((a), (void **)&(l)->v, &(l)->cap, (l)->n, sizeof *(l)->v),      \
     &(l)->v[(l)->n++])
/* Room for `count` elements more, and for those that come later. */
#define list_widen(a, l, count)                                                \
    do {                                                                       \
        while ((l)->cap - (l)->n < (count))                                    \
            list_grow((a), (void **)&(l)->v, &(l)->cap, sizeof *(l)->v);       \
    } while (0)
/* Room for `count` elements more and no other. */
#define list_reserve(a, l, count)                                              \
    list_fit((a), (void **)&(l)->v, &(l)->cap, (l)->n + (size_t)(count),       \
             sizeof *(l)->v)
/* No longer than it is, where that gives memory back. */
#define list_trim(a, l)                                                        \
    ((l)->cap = (uint32_t)(arena_trim((a), (l)->v, (l)->cap * sizeof *(l)->v,  \
                                      (l)->n * sizeof *(l)->v) /               \
                           sizeof *(l)->v))
#define list_last(l) (&(l)->v[(l)->n - 1])

void list_grow(arena *a, void **v, uint32_t *cap, size_t size);
static inline void list_room(arena *a, void **v, uint32_t *cap, size_t n,
                             size_t size) {
    if (n >= *cap)
        list_grow(a, v, cap, size);
}
void list_fit(arena *a, void **v, uint32_t *cap, size_t want, size_t size);

#endif
