/* zlib, only here: one deflater serves all the streams of a file, because
   making one costs more than running it over a page. */
#include <zlib.h>

#include "pdf/pdf_int.h"

enum { LARGE = 1 << 20 };

struct deflater {
    arena *a;
    z_stream z;
    bool open;
    char *scratch;
    size_t room;
};

static void close_deflater(void *p) {
    deflater *d = p;
    if (d->open)
        deflateEnd(&d->z);
}

deflater *deflater_open(arena *a, int level) {
    deflater *d = NEW(a, deflater);
    d->a = a;
    arena_defer(a, close_deflater, d);
    d->open = deflateInit(&d->z, level) == Z_OK;
    if (!d->open)
        landing_raise(arena_landing(a), LANDING_MEMORY, "deflate");
    return d;
}

str deflater_run(deflater *d, str data) {
    if (data.n > UINT32_MAX / 2)
        arena_fault(d->a, "deflate: stream too long");
    size_t bound = deflateBound(&d->z, data.n);
    if (bound > d->room) {
        d->room = bound < LARGE ? bound * 2 : bound;
        d->scratch = arena_alloc(d->a, d->room);
    }
    if (deflateReset(&d->z) != Z_OK)
        arena_fault(d->a, "deflateReset");
    d->z.next_in = (Bytef *)data.p;
    d->z.avail_in = (uInt)data.n;
    d->z.next_out = (Bytef *)d->scratch;
    d->z.avail_out = (uInt)bound;
    if (deflate(&d->z, Z_FINISH) != Z_STREAM_END)
        arena_fault(d->a, "deflate");
    return str_dup(d->a, (str){d->scratch, bound - d->z.avail_out});
}
