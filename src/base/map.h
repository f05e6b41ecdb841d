/* map: str → pointer, iterated in insertion order. Keys are not copied. */
#ifndef SCEAU_BASE_MAP_H
#define SCEAU_BASE_MAP_H

#include "base/str.h"

typedef struct map_entry {
    str key;
    void *value;
} map_entry;

typedef struct map {
    arena *a;
    map_entry *entries; /* [0, n) in insertion order */
    size_t n, cap;
    uint32_t *slots;
    size_t slot_count;
} map;

map map_new(arena *a);
/* NULL when absent. */
void *map_get(const map *m, str key);
bool map_has(const map *m, str key);
/* Puts or replaces; gives the value that was there, or NULL. */
void *map_put(map *m, str key, void *value);

#endif
