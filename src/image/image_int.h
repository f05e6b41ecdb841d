/* Inside image: the two readers. */
#ifndef SCEAU_IMAGE_IMAGE_INT_H
#define SCEAU_IMAGE_IMAGE_INT_H

#include "image/image.h"

image_fault read_png(arena *a, str bytes, image *out);
image_fault read_jpeg(str bytes, image *out);
/* Sides that are not 0 and cover at most 40 megapixels. */
image_fault check_size(uint64_t width, uint64_t height);

#endif
