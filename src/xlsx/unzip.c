/* A container in memory, opened by minizip. */
#include "xlsx/unzip_int.h"

enum { END_RECORD = 22 };

typedef struct memory {
    str bytes;
    size_t at;
} memory;

static voidpf ZCALLBACK open_memory(voidpf self, const void *name, int mode) {
    (void)name;
    (void)mode;
    return self;
}

static uLong ZCALLBACK read_memory(voidpf self, voidpf stream, void *out,
                                   uLong n) {
    (void)self;
    memory *m = stream;
    size_t left = m->bytes.n - m->at;
    size_t got = n < left ? (size_t)n : left;
    memcpy(out, m->bytes.p + m->at, got);
    m->at += got;
    return (uLong)got;
}

static ZPOS64_T ZCALLBACK tell_memory(voidpf self, voidpf stream) {
    (void)self;
    return ((memory *)stream)->at;
}

static long ZCALLBACK seek_memory(voidpf self, voidpf stream, ZPOS64_T offset,
                                  int origin) {
    (void)self;
    memory *m = stream;
    size_t base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? m->at
                  : origin == ZLIB_FILEFUNC_SEEK_END ? m->bytes.n
                                                     : 0;
    if (offset > m->bytes.n - base)
        return -1;
    m->at = base + (size_t)offset;
    return 0;
}

static int ZCALLBACK close_memory(voidpf self, voidpf stream) {
    (void)self;
    (void)stream;
    return 0;
}

static unzFile open_zip(memory *m) {
    zlib_filefunc64_def f = {.zopen64_file = open_memory,
                             .zread_file = read_memory,
                             .ztell64_file = tell_memory,
                             .zseek64_file = seek_memory,
                             .zclose_file = close_memory,
                             .zerror_file = close_memory,
                             .opaque = m};
    return unzOpen2_64("", &f);
}

/* The end record is the last thing in the file: minizip alone forgives a cut
   within it. */
static bool ends_whole(str bytes) {
    static const char mark[4] = "PK\5\6";
    return bytes.n > END_RECORD &&
           memcmp(bytes.p + bytes.n - END_RECORD, mark, sizeof mark) == 0;
}

static void close_zip(void *handle) {
    unzClose(handle);
}

unzFile xlsx_unzip(arena *a, str bytes) {
    memory *m = NEW(a, memory);
    *m = (memory){.bytes = bytes};
    unzFile z = ends_whole(bytes) ? open_zip(m) : NULL;
    if (z)
        arena_defer(a, close_zip, z);
    return z;
}
