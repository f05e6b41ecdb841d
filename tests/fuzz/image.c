/* Fuzz target: pictures. Whatever the bytes, no crash, and what is accepted
   keeps the promises of image.h. The check sums of a PNG are set right first,
   so that what lies behind them is reached. */
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#include "image/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t read_four(const uint8_t *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

static void write_four(uint8_t *p, uint32_t v) {
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)(v >> (24 - 8 * i));
}

static void mend_sums(uint8_t *p, size_t n) {
    for (size_t at = 8; at + 12 <= n;) {
        uint32_t length = read_four(p + at);
        if (length > n - at - 12)
            return;
        uint32_t crc = (uint32_t)crc32(0, p + at + 4, length + 4);
        write_four(p + at + 8 + length, crc);
        at += (size_t)length + 12;
    }
}

static bool is_png(const uint8_t *p, size_t n) {
    return n >= 33 && !memcmp(p, "\x89PNG\r\n\x1A\n", 8);
}

/* Sound, but so large that nothing but time would be spent on it. */
static bool is_slow(const uint8_t *p, size_t n) {
    uint64_t area = (uint64_t)read_four(p + 16) * read_four(p + 20);
    return is_png(p, n) && area > 1 << 20 && area <= 40 * 1000 * 1000;
}

static void require(bool holds) {
    if (!holds)
        abort();
}

static void check(const image *m, str bytes) {
    size_t area = (size_t)m->width * m->height;
    require(area > 0 && area <= 40 * 1000 * 1000);
    require(m->components == 1 || m->components == 3);
    require(m->alpha.n == 0 || m->alpha.n == area);
    if (m->kind == IMAGE_JPEG)
        require(m->data.p == bytes.p && m->data.n <= bytes.n);
    else
        require(m->data.n == area * m->components);
    /* Every sample can be read. */
    volatile uint32_t sum = 0;
    sum += (uint32_t)crc32(0, (const Bytef *)m->data.p, (uInt)m->data.n);
    sum += (uint32_t)crc32(0, (const Bytef *)m->alpha.p, (uInt)m->alpha.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static landing land;
    arena *a = arena_new(&land);
    if (!a || setjmp(land.jump))
        abort();
    uint8_t *copy = malloc(size + 1);
    memcpy(copy, data, size);
    if (is_png(copy, size))
        mend_sums(copy, size);
    if (size < 33 || !is_slow(copy, size)) {
        image m;
        str bytes = {(const char *)copy, size};
        if (image_read(a, bytes, &m) == IMAGE_OK)
            check(&m, bytes);
    }
    arena_free(a);
    free(copy);
    return 0;
}
