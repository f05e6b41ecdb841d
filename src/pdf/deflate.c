/* libdeflate, only here: a third of zlib's time at the same size. One
   deflater serves all the streams of a file, because making one costs more
   than running it over a page. */
#include <libdeflate.h>

#include "pdf/pdf_int.h"

enum { LARGE = 1 << 20 };

struct deflater {
    arena *a;
    struct libdeflate_compressor *z;
    char *scratch;
    size_t room;
};

static void close_deflater(void *z) {
    libdeflate_free_compressor(z);
}

deflater *deflater_open(arena *a, int level) {
    deflater *d = NEW(a, deflater);
    d->a = a;
    d->z = libdeflate_alloc_compressor(level);
    if (!d->z)
        landing_raise(arena_landing(a), LANDING_MEMORY, "deflate");
    arena_defer(a, close_deflater, d->z);
    return d;
}

str deflater_run(deflater *d, str data) {
    if (data.n > UINT32_MAX / 2)
        arena_fault(d->a, "deflate: stream too long");
    size_t bound = libdeflate_zlib_compress_bound(d->z, data.n);
    if (bound > d->room) {
        d->room = bound < LARGE ? bound * 2 : bound;
        d->scratch = arena_alloc(d->a, d->room);
    }
    size_t n =
        libdeflate_zlib_compress(d->z, data.p, data.n, d->scratch, bound);
    if (!n)
        arena_fault(d->a, "deflate");
    return str_dup(d->a, (str){d->scratch, n});
}
