/*
 * image: PNG (libpng, only here) and JPEG (headers read by us, data passed
 * through). Corrupt or huge pictures are refused with a reason.
 */
#ifndef SCEAU_IMAGE_IMAGE_H
#define SCEAU_IMAGE_IMAGE_H

#include "base/str.h"

typedef enum image_kind { IMAGE_RGB, IMAGE_GRAY, IMAGE_JPEG } image_kind;

typedef enum image_fault {
    IMAGE_OK = 0,
    IMAGE_UNKNOWN, /* neither PNG nor JPEG */
    IMAGE_CORRUPT,
    IMAGE_TOO_LARGE, /* over 40 megapixels */
    IMAGE_CMYK,      /* a colour space that the archive format refuses */
    IMAGE_SVG        /* a drawing */
} image_fault;

typedef struct image {
    image_kind kind;
    uint32_t width, height;
    uint8_t components;   /* 1 or 3 */
    str data;             /* samples of 8 bits by row, or the JPEG file */
    str alpha;            /* samples of 8 bits, or empty */
    bool foreign_colours; /* its file says that they are not sRGB's */
    uint64_t id; /* hash of the file: the same picture is stored once */
} image;

/* A JPEG's data are those of `bytes`, which the caller keeps. The faults are
   reported as E0701 to E0705. */
image_fault image_read(arena *a, str bytes, image *out);

#endif
