/*
 * PNG through libpng's simplified interface: no callback of ours, no jump
 * through our frames, and what is corrupt is refused instead of aborting.
 * Palettes, 16 bits and gammas (gAMA, sRGB) come out as 8-bit samples of sRGB,
 * whose profile is the output intent of every PDF. Primaries that are not
 * sRGB's (cHRM, iCCP) are told, not converted.
 */
#include <png.h>

#include "image/image_int.h"

static void close_png(void *p) {
    png_image_free(p);
}

/* Samples of `step` channels, the last one alpha: it goes to a plane of its
   own, dropped when all is opaque, and the others close up in place. */
static void split_alpha(arena *a, image *out, char *samples, unsigned step) {
    size_t pixels = (size_t)out->width * out->height;
    char *alpha = arena_alloc(a, pixels);
    unsigned char least = 255;
    char *to = samples;
    for (size_t i = 0; i < pixels; i++) {
        const char *from = samples + i * step;
        alpha[i] = from[step - 1];
        if ((unsigned char)alpha[i] < least)
            least = (unsigned char)alpha[i];
        for (unsigned c = 0; c + 1 < step; c++)
            *to++ = from[c];
    }
    out->data = (str){samples, pixels * (step - 1)};
    if (least < 255)
        out->alpha = (str){alpha, pixels};
}

static image_fault read_samples(arena *a, png_image *png, image *out) {
    bool colour = png->format & PNG_FORMAT_FLAG_COLOR;
    bool alpha = png->format & PNG_FORMAT_FLAG_ALPHA;
    png->format = colour ? (alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB)
                         : (alpha ? PNG_FORMAT_GA : PNG_FORMAT_GRAY);
    unsigned step = (colour ? 3u : 1u) + (alpha ? 1u : 0u);
    size_t size = (size_t)png->width * png->height * step;
    char *samples = arena_alloc(a, size);
    if (!png_image_finish_read(png, NULL, samples, 0, NULL))
        return IMAGE_CORRUPT;
    out->kind = colour ? IMAGE_RGB : IMAGE_GRAY;
    out->components = colour ? 3 : 1;
    out->width = png->width;
    out->height = png->height;
    out->foreign_colours = png->flags & PNG_IMAGE_FLAG_COLORSPACE_NOT_sRGB;
    if (alpha)
        split_alpha(a, out, samples, step);
    else
        out->data = (str){samples, size};
    return IMAGE_OK;
}

image_fault read_png(arena *a, str bytes, image *out) {
    png_image *png = NEW(a, png_image);
    arena_defer(a, close_png, png);
    png->version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(png, bytes.p, bytes.n))
        return IMAGE_CORRUPT;
    image_fault fault = check_size(png->width, png->height);
    if (fault == IMAGE_OK)
        fault = read_samples(a, png, out);
    png_image_free(png);
    return fault;
}
