/* Images: each picture once, as an XObject; its transparency as a soft mask. */
#include "pdf/parts_int.h"

uint32_t use_image(pdf_job *j, const image *m) {
    for (size_t i = 0; i < j->images.n; i++)
        if (j->images.v[i].image->id == m->id)
            return (uint32_t)i;
    list_push(j->a, &j->images, (pdf_image){m, pdf_reserve(j->file)});
    return (uint32_t)j->images.n - 1;
}

/* --- PNG's filters --- */

static int paeth(int left, int up, int corner) {
    int p = left + up - corner;
    int a = p < left ? left - p : p - left;
    int b = p < up ? up - p : p - up;
    int c = p < corner ? corner - p : p - corner;
    return a <= b && a <= c ? left : b <= c ? up : corner;
}

/* One row and the one above it; `step` bytes a pixel. */
typedef struct row_pair {
    const uint8_t *now, *above;
    size_t n, step;
} row_pair;

static uint8_t filtered(const row_pair *r, int filter, size_t i) {
    int left = i >= r->step ? r->now[i - r->step] : 0;
    int up = r->above ? r->above[i] : 0;
    int corner = r->above && i >= r->step ? r->above[i - r->step] : 0;
    switch (filter) {
    case 1:
        return (uint8_t)(r->now[i] - left);
    case 2:
        return (uint8_t)(r->now[i] - up);
    case 3:
        return (uint8_t)(r->now[i] - (left + up) / 2);
    case 4:
        return (uint8_t)(r->now[i] - paeth(left, up, corner));
    default:
        return r->now[i];
    }
}

/* The filter that leaves the smallest differences. */
static int best_filter(const row_pair *r) {
    int best = 0;
    uint64_t least = UINT64_MAX;
    for (int filter = 0; filter <= 4; filter++) {
        uint64_t sum = 0;
        for (size_t i = 0; i < r->n && sum < least; i++) {
            uint8_t v = filtered(r, filter, i);
            sum += v < 128 ? v : 256 - v;
        }
        if (sum < least) {
            least = sum;
            best = filter;
        }
    }
    return best;
}

static str filter_rows(arena *a, str samples, size_t row, size_t step) {
    size_t rows = row ? samples.n / row : 0;
    buf b = {.a = a, .p = arena_alloc(a, samples.n + rows + 1)};
    b.cap = samples.n + rows + 1;
    row_pair r = {.n = row, .step = step};
    for (size_t y = 0; y < rows; y++) {
        r.now = (const uint8_t *)samples.p + y * row;
        int filter = best_filter(&r);
        buf_c(&b, (char)filter);
        for (size_t i = 0; i < row; i++)
            b.p[b.n++] = (char)filtered(&r, filter, i);
        r.above = r.now;
    }
    return buf_slice(&b);
}

/* --- Objects --- */

static void put_size(buf *b, const image *m, bool gray) {
    buf_fmt(b, "/Type/XObject/Subtype/Image/Width %u/Height %u", m->width,
            m->height);
    buf_z(b, "/BitsPerComponent 8/ColorSpace/");
    buf_z(b, gray ? "DeviceGray" : "DeviceRGB");
}

static void put_samples(pdf_job *j, uint32_t id, const image *m, str samples) {
    buf *b = &j->scratch;
    size_t row = m->height ? samples.n / m->height : 0;
    size_t step = m->width ? row / m->width : 0;
    buf_fmt(b, "/DecodeParms<</Predictor 15/Columns %u/Colors %zu>>", m->width,
            step);
    str dict = str_dup(j->a, buf_slice(b));
    pdf_put_stream(j->file, id, dict, filter_rows(j->a, samples, row, step));
}

static uint32_t add_mask(pdf_job *j, const image *m) {
    if (!m->alpha.n)
        return 0;
    uint32_t id = pdf_reserve(j->file);
    j->scratch.n = 0;
    put_size(&j->scratch, m, true);
    put_samples(j, id, m, m->alpha);
    return id;
}

static void write_image(pdf_job *j, pdf_image x) {
    const image *m = x.image;
    uint32_t mask = add_mask(j, m);
    buf *b = &j->scratch;
    b->n = 0;
    put_size(b, m, m->components == 1);
    if (mask)
        buf_fmt(b, "/SMask %u 0 R", mask);
    if (m->kind != IMAGE_JPEG) {
        put_samples(j, x.id, m, m->data);
        return;
    }
    buf_z(b, "/Filter/DCTDecode");
    pdf_put_plain(j->file, x.id, buf_slice(b), m->data);
}

void write_images(pdf_job *j) {
    for (size_t i = 0; i < j->images.n; i++)
        write_image(j, j->images.v[i]);
}
