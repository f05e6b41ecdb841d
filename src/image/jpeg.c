/*
 * JPEG: the file goes into the PDF as it is; here its headers are read and
 * its segments walked to the end mark, so that what is cut or of a kind that
 * PDF readers do not know is refused: lossless, hierarchical, arithmetic codes,
 * 12 bits, other numbers of components than 1 and 3. Its colours are taken for
 * sRGB's, the output intent of every PDF; a profile within (APP2) that does not
 * say sRGB is told, not embedded: readers of PDF would then differ.
 */
#include "image/image_int.h"

enum {
    SOF0 = 0xC0, /* baseline, extended, progressive: C0 to C2 */
    SOF2 = 0xC2,
    DHT = 0xC4,
    JPG = 0xC8,
    DAC = 0xCC,
    SOF15 = 0xCF,
    RST0 = 0xD0,
    RST7 = 0xD7,
    EOI = 0xD9,
    SOS = 0xDA,
    DQT = 0xDB,
    APP2 = 0xE2,
    TEM = 0x01
};

typedef struct reader {
    const uint8_t *p;
    size_t n, at;
    bool frame, tables, codes, scan; /* what was seen */
} reader;

static unsigned read_two(const reader *r, size_t at) {
    return (unsigned)r->p[at] << 8 | r->p[at + 1];
}

/* The next marker, or -1 at the end of the data. */
static int next_marker(reader *r) {
    if (r->at + 1 >= r->n || r->p[r->at] != 0xFF)
        return -1;
    while (r->at < r->n && r->p[r->at] == 0xFF)
        r->at++;
    return r->at < r->n ? r->p[r->at++] : -1;
}

/* A frame header at r->at: length, precision, height, width, components. */
static image_fault read_frame(reader *r, unsigned length, image *out) {
    if (length < 8 || r->frame)
        return IMAGE_CORRUPT;
    const uint8_t *p = r->p + r->at;
    out->height = read_two(r, r->at + 3);
    out->width = read_two(r, r->at + 5);
    out->components = p[7];
    r->frame = true;
    if (p[2] != 8)
        return IMAGE_UNKNOWN;
    if (p[7] == 4)
        return IMAGE_CMYK;
    if ((p[7] != 1 && p[7] != 3) || length < 8u + 3u * p[7])
        return IMAGE_CORRUPT;
    return check_size(out->width, out->height);
}

/* Past the entropy-coded data, to the next marker. */
static void skip_scan(reader *r) {
    while (r->at + 1 < r->n) {
        uint8_t next = r->p[r->at + 1];
        if (r->p[r->at] == 0xFF && next != 0 && next != 0xFF &&
            (next < RST0 || next > RST7))
            return;
        r->at++;
    }
}

static bool is_frame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT &&
           marker != JPG && marker != DAC;
}

/* The first part of an ICC profile whose text does not name sRGB, in ASCII or
   in UTF-16. */
static bool is_foreign_profile(const reader *r, unsigned length) {
    str s = {(const char *)r->p + r->at + 2, length - 2};
    return str_starts(s, S("ICC_PROFILE\0\1")) &&
           str_find(s, S("sRGB"), 0) == SIZE_MAX &&
           str_find(s, S("s\0R\0G\0B"), 0) == SIZE_MAX;
}

static image_fault read_segment(reader *r, int marker, image *out) {
    if (marker == TEM || (marker >= RST0 && marker <= RST7))
        return IMAGE_OK;
    if (r->n - r->at < 2)
        return IMAGE_CORRUPT;
    unsigned length = read_two(r, r->at);
    if (length < 2 || length > r->n - r->at)
        return IMAGE_CORRUPT;
    image_fault fault = IMAGE_OK;
    if (is_frame(marker) && marker > SOF2)
        fault = IMAGE_UNKNOWN;
    else if (is_frame(marker))
        fault = read_frame(r, length, out);
    if (marker == APP2)
        out->foreign_colours |= is_foreign_profile(r, length);
    r->tables |= marker == DQT;
    r->codes |= marker == DHT;
    r->at += length;
    if (marker != SOS)
        return fault;
    if (!r->frame || !r->tables || !r->codes)
        return IMAGE_CORRUPT;
    size_t start = r->at;
    skip_scan(r);
    r->scan |= r->at > start;
    return fault;
}

image_fault read_jpeg(str bytes, image *out) {
    reader r = {.p = (const uint8_t *)bytes.p, .n = bytes.n, .at = 2};
    image_fault fault = IMAGE_OK;
    while (fault == IMAGE_OK) {
        int marker = next_marker(&r);
        if (marker == EOI)
            break;
        fault = marker < 0 ? IMAGE_CORRUPT : read_segment(&r, marker, out);
    }
    if (fault != IMAGE_OK)
        return fault;
    if (!r.scan)
        return IMAGE_CORRUPT;
    out->kind = IMAGE_JPEG;
    out->data = str_sub(bytes, 0, r.at);
    return IMAGE_OK;
}
