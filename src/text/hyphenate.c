/*
 * Hyphenation through libhyphen, with a cache by word.
 *
 * The patterns know the apostrophe, so a word is given whole (« aujourd'hui »
 * breaks before « d'hui »), in lower case, with a straight apostrophe. What
 * the patterns cannot know is refused here: words with digits, a hyphen of
 * their own, or a capital that is not their first letter (acronyms, and names
 * after an apostrophe); a break right after the letter that follows an
 * apostrophe.
 */
#include <hyphen.h>
#include <pthread.h>

#include "base/utf8.h"
#include "text/text_int.h"

enum {
    BEFORE = 2,
    AFTER = 3,
    SHORTEST = 5,
    LONGEST = 64, /* bytes: one bit each in the cache; longer: no break */
    FIRST_SLOTS = 4096
};

typedef struct known_word {
    uint64_t hash, breaks; /* bit i: a hyphen may stand before byte i */
    str word;
} known_word;

typedef struct word_cache {
    known_word *slots;
    size_t count, used;
} word_cache;

struct hyphenator {
    arena *a;
    const char *path;
    HyphenDict *dict;  /* the thread's until it is joined; NULL: none */
    word_cache *cache; /* the only part that changes later */
    pthread_t thread;
    bool beside; /* it is to be joined */
};

/* Patterns that change the spelling (Schiffahrt → Schiff-fahrt) are of other
   languages; with them the library would allocate on each word. */
static bool is_usable(const HyphenDict *dict) {
    for (; dict; dict = dict->nextlevel) {
        if (!dict->utf8)
            return false;
        for (int i = 0; i < dict->num_states; i++)
            if (dict->states[i].repl)
                return false;
    }
    return true;
}

/* Nothing of the arena's: it is another thread's. */
static void *read_patterns(void *self) {
    hyphenator *h = self;
    h->dict = hnj_hyphen_load(h->path);
    return NULL;
}

static void join(hyphenator *h) {
    if (h->beside)
        pthread_join(h->thread, NULL);
    h->beside = false;
}

static void close_hyphenator(void *self) {
    hyphenator *h = self;
    join(h);
    if (h->dict)
        hnj_hyphen_free(h->dict);
}

hyphenator *hyphenator_begin(arena *a, const char *path) {
    hyphenator *h = NEW(a, hyphenator);
    *h = (hyphenator){.a = a, .path = path, .cache = NEW(a, word_cache)};
    h->cache->count = FIRST_SLOTS;
    h->cache->slots = NEW_ARRAY(a, known_word, FIRST_SLOTS);
    arena_defer(a, close_hyphenator, h);
    h->beside = pthread_create(&h->thread, NULL, read_patterns, h) == 0;
    if (!h->beside)
        read_patterns(h);
    return h;
}

bool hyphenator_ready(hyphenator *h) {
    join(h);
    return h->dict && is_usable(h->dict);
}

hyphenator *hyphenator_open(arena *a, const char *path) {
    hyphenator *h = hyphenator_begin(a, path);
    return hyphenator_ready(h) ? h : NULL;
}

/* --- One word ------------------------------------------------------------- */

static bool is_apostrophe(uint32_t cp) {
    return cp == '\'' || cp == APOSTROPHE;
}

/* A word as the patterns want it. */
typedef struct plain_word {
    char text[LONGEST + 1];
    size_t bytes, letters; /* of text; letters counts apostrophes */
    uint8_t at[LONGEST];   /* byte of each in the word given */
    bool tick[LONGEST];    /* it is an apostrophe */
} plain_word;

/* False: a word that has no break. */
static bool read_word(str word, plain_word *w) {
    size_t real = 0;
    w->bytes = w->letters = 0;
    for (size_t at = 0; at < word.n;) {
        size_t from = at;
        uint32_t cp = utf8_next(word, &at);
        bool tick = is_apostrophe(cp);
        if (!tick && !cp_is_letter(cp))
            return false;
        if (cp_is_upper(cp) && from > 0)
            return false;
        real += !tick;
        w->at[w->letters] = (uint8_t)from;
        w->tick[w->letters++] = tick;
        w->bytes += utf8_put(tick ? '\'' : cp_lower(cp), w->text + w->bytes);
    }
    w->text[w->bytes] = '\0';
    return real >= SHORTEST;
}

/* Whether a break may stand before letter `i`. */
static bool is_allowed(const plain_word *w, size_t i) {
    if (i < BEFORE || i + AFTER > w->letters)
        return false;
    if (w->tick[i] || w->tick[i - 1])
        return false;
    return !(i >= 2 && w->tick[i - 2]);
}

static uint64_t find_breaks(const hyphenator *h, str word) {
    plain_word w;
    if (word.n > LONGEST - 1 || !read_word(word, &w))
        return 0;
    char marks[LONGEST + 8] = {0};
    char **rep = NULL; /* stay so: is_usable */
    int *pos = NULL, *cut = NULL;
    int failed =
        hnj_hyphen_hyphenate3(h->dict, w.text, (int)w.bytes, marks, NULL, &rep,
                              &pos, &cut, BEFORE, AFTER, BEFORE, AFTER);
    uint64_t breaks = 0;
    for (size_t i = 1; i < w.letters && !failed; i++)
        if ((marks[i - 1] & 1) && is_allowed(&w, i))
            breaks |= UINT64_C(1) << w.at[i];
    return breaks;
}

/* --- The cache --------------------------------------------------------------
 */

static known_word *find_slot(const word_cache *c, uint64_t hash, str word) {
    size_t at = hash & (c->count - 1);
    for (; c->slots[at].word.n; at = (at + 1) & (c->count - 1))
        if (c->slots[at].hash == hash && str_eq(c->slots[at].word, word))
            break;
    return &c->slots[at];
}

static void grow_cache(arena *a, word_cache *c) {
    word_cache wide = {NEW_ARRAY(a, known_word, c->count * 2), c->count * 2,
                       c->used};
    for (size_t i = 0; i < c->count; i++)
        if (c->slots[i].word.n)
            *find_slot(&wide, c->slots[i].hash, c->slots[i].word) = c->slots[i];
    *c = wide;
}

void hyphenate(const hyphenator *h, str word, uint8_t *out) {
    memset(out, 0, word.n + 1);
    if (word.n < SHORTEST || word.n >= LONGEST)
        return;
    uint64_t hash = str_hash(word);
    known_word *k = find_slot(h->cache, hash, word);
    if (k->word.n == 0) {
        *k = (known_word){hash, find_breaks(h, word), str_dup(h->a, word)};
        if (++h->cache->used * 2 > h->cache->count) {
            grow_cache(h->a, h->cache);
            k = find_slot(h->cache, hash, word);
        }
    }
    for (size_t i = 0; i < word.n; i++)
        out[i] = (k->breaks >> i) & 1;
}
