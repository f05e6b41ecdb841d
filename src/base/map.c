#include "base/map.h"

/* Open addressing over indices into `entries` (plus one; 0 is empty); at most
   half full. */

map map_new(arena *a) {
    return (map){.a = a};
}

/* Eight bytes at a time, and the same on every machine only as far as the
   order of entries goes: never to be printed. */
static uint64_t hash_of(str key) {
    static const uint64_t prime = 0x9E3779B97F4A7C15u;
    uint64_t h = key.n * prime;
    size_t i = 0;
    for (; i + 8 <= key.n; i += 8) {
        uint64_t word;
        memcpy(&word, key.p + i, sizeof word);
        h = (h ^ word) * prime;
        h ^= h >> 32;
    }
    for (; i < key.n; i++)
        h = (h ^ (unsigned char)key.p[i]) * prime;
    return h ^ h >> 32;
}

static size_t slot_of(const map *m, str key) {
    size_t mask = m->slot_count - 1, i = (size_t)hash_of(key) & mask;
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
    size_t at = m->n ? slot_of(m, key) : 0;
    if (m->n && m->slots[at]) {
        map_entry *e = &m->entries[m->slots[at] - 1];
        void *was = e->value;
        e->value = value;
        return was;
    }
    if (m->n == m->cap || !m->n) {
        if (m->n == m->cap)
            grow(m);
        at = slot_of(m, key);
    }
    m->entries[m->n++] = (map_entry){key, value};
    m->slots[at] = (uint32_t)m->n;
    return NULL;
}
