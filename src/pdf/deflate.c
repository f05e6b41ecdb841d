/*
 * libdeflate, only here: a third of zlib's time at the same size. One deflater
 * serves all the streams of a file, because making one costs more than running
 * it over a page. A page is deflated by a thread while the next one is made:
 * the deflater holds one stream at a time, which is begun and then taken.
 * Where there is no thread to be had, beginning does all.
 */
#include <libdeflate.h>
#include <pthread.h>

#include "pdf/pdf_int.h"

enum { LARGE = 1 << 20 };

typedef enum hand {
    HAND_FREE,
    HAND_FULL, /* the thread's turn */
    HAND_DONE,
    HAND_CLOSED
} hand;

struct deflater {
    arena *a;
    struct libdeflate_compressor *z;
    buf data; /* of the stream that was begun */
    char *scratch;
    size_t room, made; /* bytes in the scratch; 0: it failed */
    bool threaded;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t turned;
    hand hand; /* under the lock */
};

/* What has no room raises before; so it can run anywhere. */
static void compress(deflater *d, str data) {
    d->made =
        libdeflate_zlib_compress(d->z, data.p, data.n, d->scratch, d->room);
}

static void make_room(deflater *d, size_t n) {
    if (n > UINT32_MAX / 2)
        arena_fault(d->a, "deflate: stream too long");
    size_t bound = libdeflate_zlib_compress_bound(d->z, n);
    if (bound <= d->room)
        return;
    d->room = bound < LARGE ? bound * 2 : bound;
    d->scratch = arena_alloc(d->a, d->room);
}

/* --- The thread ------------------------------------------------------------
 */

static void *deflate_beside(void *self) {
    deflater *d = self;
    pthread_mutex_lock(&d->lock);
    for (;;) {
        while (d->hand == HAND_FREE || d->hand == HAND_DONE)
            pthread_cond_wait(&d->turned, &d->lock);
        if (d->hand == HAND_CLOSED)
            break;
        pthread_mutex_unlock(&d->lock);
        compress(d, buf_slice(&d->data));
        pthread_mutex_lock(&d->lock);
        if (d->hand == HAND_FULL)
            d->hand = HAND_DONE;
        pthread_cond_signal(&d->turned);
    }
    pthread_mutex_unlock(&d->lock);
    return NULL;
}

static void turn(deflater *d, hand to) {
    pthread_mutex_lock(&d->lock);
    d->hand = to;
    pthread_cond_signal(&d->turned);
    pthread_mutex_unlock(&d->lock);
}

static void close_deflater(void *self) {
    deflater *d = self;
    if (d->threaded) {
        turn(d, HAND_CLOSED);
        pthread_join(d->thread, NULL);
    }
    pthread_cond_destroy(&d->turned);
    pthread_mutex_destroy(&d->lock);
    libdeflate_free_compressor(d->z);
}

deflater *deflater_open(arena *a, int level) {
    deflater *d = NEW(a, deflater);
    *d = (deflater){.a = a, .data = buf_new(a)};
    d->z = libdeflate_alloc_compressor(level);
    if (!d->z)
        landing_raise(arena_landing(a), LANDING_MEMORY, "deflate");
    pthread_mutex_init(&d->lock, NULL);
    pthread_cond_init(&d->turned, NULL);
    arena_defer(a, close_deflater, d);
    d->threaded = pthread_create(&d->thread, NULL, deflate_beside, d) == 0;
    return d;
}

/* --- Streams ---------------------------------------------------------------
 */

static str result(deflater *d) {
    if (!d->made)
        arena_fault(d->a, "deflate");
    return str_dup(d->a, (str){d->scratch, d->made});
}

void deflater_begin(deflater *d, str data) {
    make_room(d, data.n);
    if (!d->threaded) {
        compress(d, data);
        return;
    }
    d->data.n = 0;
    buf_str(&d->data, data);
    turn(d, HAND_FULL);
}

str deflater_take(deflater *d) {
    if (d->threaded) {
        pthread_mutex_lock(&d->lock);
        while (d->hand == HAND_FULL)
            pthread_cond_wait(&d->turned, &d->lock);
        d->hand = HAND_FREE;
        pthread_mutex_unlock(&d->lock);
    }
    return result(d);
}

str deflater_run(deflater *d, str data) {
    make_room(d, data.n);
    compress(d, data);
    return result(d);
}
