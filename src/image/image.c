#include "image/image_int.h"

image_fault check_size(uint64_t width, uint64_t height) {
    const uint64_t most = 40 * 1000 * 1000;
    if (!width || !height)
        return IMAGE_CORRUPT;
    if (width > most || height > most || width * height > most)
        return IMAGE_TOO_LARGE;
    return IMAGE_OK;
}

/* A drawing in XML: its root, or what goes before it, within the first
   bytes. */
static bool is_svg(str bytes) {
    str head = str_sub(bytes, 0, 4096);
    if (str_starts(head, S("\xEF\xBB\xBF")))
        head = str_sub(head, 3, head.n);
    head = str_trim(head);
    return str_starts(head, S("<")) && str_find(head, S("<svg"), 0) != SIZE_MAX;
}

image_fault image_read(arena *a, str bytes, image *out) {
    *out = (image){.id = str_hash(bytes)};
    if (str_starts(bytes, S("\x89PNG\r\n\x1A\n")))
        return read_png(a, bytes, out);
    if (str_starts(bytes, S("\xFF\xD8\xFF")))
        return read_jpeg(bytes, out);
    return is_svg(bytes) ? IMAGE_SVG : IMAGE_UNKNOWN;
}
