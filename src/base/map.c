#include "base/map.h"

/* Open addressing over indices into `entries` (plus one; 0 is empty); at most
   half full. */

map map_new(arena *a) {
    return (map){.a = a};
}

static size_t slot_of(const map *m, str key) {
    size_t mask = m->slot_count - 1, i = (size_t)str_hash(key) & mask;
    while (m->slots[i] && !str_eq(m->entries[m->slots[i] - 1].key, key))
        i = (i + 1) & mask;
    return i;
}

static map_entry *find(const map *m, str key) {
    if (!m->n)
        return NULL;
    uint32_t at = m->slots[slot_of(m, key)];
    return at ? &m->entries[at - 1] : NULL;
}

void *map_get(const map *m, str key) {
    map_entry *e = find(m, key);
    return e ? e->value : NULL;
}

bool map_has(const map *m, str key) {
    return find(m, key) != NULL;
}

static void grow(map *m) {
    size_t cap = m->cap ? m->cap * 2 : 8;
    m->entries = arena_grow(m->a, m->entries, m->n * sizeof *m->entries,
                            cap * sizeof *m->entries);
    m->cap = cap;
    m->slot_count = cap * 2;
    m->slots = NEW_ARRAY(m->a, uint32_t, m->slot_count);
    for (size_t i = 0; i < m->n; i++)
        m->slots[slot_of(m, m->entries[i].key)] = (uint32_t)i + 1;
}

void *map_put(map *m, str key, void *value) {
    map_entry *e = find(m, key);
    if (e) {
        void *was = e->value;
        e->value = value;
        return was;
    }
    if (m->n == m->cap)
        grow(m);
    m->entries[m->n++] = (map_entry){key, value};
    m->slots[slot_of(m, key)] = (uint32_t)m->n;
    return NULL;
}
