/* image: what is read, and what is refused before it can do harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <png.h>
#include <zlib.h>

#include "image/image.h"

typedef struct fixture {
    landing land;
    arena *a;
} fixture;

static int set_up(void **state) {
    fixture *x = calloc(1, sizeof *x);
    x->a = arena_new(&x->land);
    *state = x;
    return 0;
}

static int tear_down(void **state) {
    fixture *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

static str load(arena *a, const char *name) {
    str path = str_fmt(a, "tests/unit/image/%s", name);
    FILE *f = fopen(path.p, "rb");
    assert_non_null(f);
    char *bytes = arena_alloc(a, 1 << 16);
    size_t n = fread(bytes, 1, 1 << 16, f);
    fclose(f);
    return (str){bytes, n};
}

/* A PNG of `samples`, in memory. */
static str make_png(arena *a, uint32_t w, uint32_t h, unsigned format,
                    const void *samples) {
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = w,
                     .height = h,
                     .format = format};
    png_alloc_size_t n = 0;
    assert_true(png_image_write_to_memory(&png, NULL, &n, 0, samples, 0, NULL));
    char *bytes = arena_alloc(a, n);
    assert_true(
        png_image_write_to_memory(&png, bytes, &n, 0, samples, 0, NULL));
    return (str){bytes, n};
}

static void reads_colours(void **state) {
    fixture *x = *state;
    static const uint8_t rgb[] = {255, 0, 0, 0, 255, 0, 0, 0, 255,
                                  1,   2, 3, 4, 5,   6, 7, 8, 9};
    image m;
    str png = make_png(x->a, 3, 2, PNG_FORMAT_RGB, rgb);
    assert_int_equal(image_read(x->a, png, &m), IMAGE_OK);
    assert_int_equal(m.kind, IMAGE_RGB);
    assert_int_equal(m.components, 3);
    assert_int_equal(m.width, 3);
    assert_int_equal(m.height, 2);
    assert_true(str_eq(m.data, (str){(const char *)rgb, sizeof rgb}));
    assert_int_equal(m.alpha.n, 0);
    assert_true(m.id == str_hash(png));
}

static void reads_grays(void **state) {
    fixture *x = *state;
    static const uint8_t gray[] = {0, 128, 255, 64};
    image m;
    str png = make_png(x->a, 2, 2, PNG_FORMAT_GRAY, gray);
    assert_int_equal(image_read(x->a, png, &m), IMAGE_OK);
    assert_int_equal(m.kind, IMAGE_GRAY);
    assert_int_equal(m.components, 1);
    assert_true(str_eq(m.data, (str){(const char *)gray, 4}));
}

static void splits_transparency(void **state) {
    fixture *x = *state;
    static const uint8_t rgba[] = {10, 20, 30, 255, 40, 50, 60, 7};
    image m;
    str png = make_png(x->a, 2, 1, PNG_FORMAT_RGBA, rgba);
    assert_int_equal(image_read(x->a, png, &m), IMAGE_OK);
    assert_int_equal(m.components, 3);
    assert_memory_equal(m.data.p, "\x0A\x14\x1E\x28\x32\x3C", 6);
    assert_int_equal(m.data.n, 6);
    assert_memory_equal(m.alpha.p, "\xFF\x07", 2);
    assert_int_equal(m.alpha.n, 2);
    static const uint8_t ga[] = {10, 0, 20, 255};
    png = make_png(x->a, 1, 2, PNG_FORMAT_GA, ga);
    assert_int_equal(image_read(x->a, png, &m), IMAGE_OK);
    assert_int_equal(m.components, 1);
    assert_memory_equal(m.data.p, "\x0A\x14", 2);
    assert_memory_equal(m.alpha.p, "\x00\xFF", 2);
}

static void forgets_a_mask_that_hides_nothing(void **state) {
    fixture *x = *state;
    static const uint8_t rgba[] = {10, 20, 30, 255, 40, 50, 60, 255};
    image m;
    str png = make_png(x->a, 2, 1, PNG_FORMAT_RGBA, rgba);
    assert_int_equal(image_read(x->a, png, &m), IMAGE_OK);
    assert_int_equal(m.alpha.n, 0);
    assert_int_equal(m.data.n, 6);
}

static void refuses_a_png_cut_anywhere(void **state) {
    fixture *x = *state;
    uint8_t samples[64 * 64 * 3];
    for (size_t i = 0; i < sizeof samples; i++)
        samples[i] = (uint8_t)(i * 2654435761u >> 24);
    str png = make_png(x->a, 64, 64, PNG_FORMAT_RGB, samples);
    image m;
    for (size_t n = 0; n + 64 < png.n; n += 97)
        assert_int_not_equal(image_read(x->a, str_sub(png, 0, n), &m),
                             IMAGE_OK);
}

/* A bit changed in each place in turn: never a crash; in the compressed data,
   never accepted. */
static void survives_changed_bytes(void **state) {
    fixture *x = *state;
    static const uint8_t samples[8 * 8 * 3] = {1, 2, 3};
    str png = make_png(x->a, 8, 8, PNG_FORMAT_RGB, samples);
    size_t data = str_find(png, S("IDAT"), 0);
    assert_true(data != SIZE_MAX);
    for (size_t i = 8; i < png.n; i++) {
        str copy = str_dup(x->a, png);
        ((char *)copy.p)[i] ^= 0x10;
        image m;
        image_fault fault = image_read(x->a, copy, &m);
        if (i >= data && i < png.n - 16)
            assert_int_equal(fault, IMAGE_CORRUPT);
    }
}

static void put_four(char *p, uint32_t v) {
    for (int i = 0; i < 4; i++)
        p[i] = (char)(v >> (24 - 8 * i));
}

/* A PNG that says it is huge and has nothing to show for it. */
static str claim_png(arena *a, uint32_t w, uint32_t h) {
    static const uint8_t one[] = {0};
    str png = str_dup(a, make_png(a, 1, 1, PNG_FORMAT_GRAY, one));
    char *head = (char *)png.p + 16;
    put_four(head, w);
    put_four(head + 4, h);
    uint32_t crc = 0xFFFFFFFF;
    for (const char *p = head - 4; p < head + 13; p++) {
        crc ^= (uint8_t)*p;
        for (int k = 0; k < 8; k++)
            crc = crc & 1 ? 0xEDB88320u ^ crc >> 1 : crc >> 1;
    }
    put_four(head + 13, ~crc);
    return png;
}

static void refuses_huge_pictures_unread(void **state) {
    fixture *x = *state;
    image m;
    assert_int_equal(image_read(x->a, claim_png(x->a, 100000, 100000), &m),
                     IMAGE_TOO_LARGE);
    assert_int_equal(image_read(x->a, claim_png(x->a, 8000, 5001), &m),
                     IMAGE_TOO_LARGE);
    assert_int_not_equal(image_read(x->a, claim_png(x->a, 0, 5), &m), IMAGE_OK);
}

static void reads_jpegs(void **state) {
    fixture *x = *state;
    static const struct {
        const char *name;
        int components;
    } files[] = {{"rgb.jpg", 3}, {"gray.jpg", 1}, {"progressive.jpg", 3}};
    for (size_t i = 0; i < 3; i++) {
        str bytes = load(x->a, files[i].name);
        image m;
        assert_int_equal(image_read(x->a, bytes, &m), IMAGE_OK);
        assert_int_equal(m.kind, IMAGE_JPEG);
        assert_int_equal(m.width, 16);
        assert_int_equal(m.height, 12);
        assert_int_equal(m.components, files[i].components);
        assert_true(str_eq(m.data, bytes));
        str more = str_cat(x->a, bytes, S("what a camera adds"));
        assert_int_equal(image_read(x->a, more, &m), IMAGE_OK);
        assert_true(str_eq(m.data, bytes));
    }
}

static void refuses_a_jpeg_cut_anywhere(void **state) {
    fixture *x = *state;
    static const char *const names[] = {"rgb.jpg", "gray.jpg",
                                        "progressive.jpg"};
    for (size_t i = 0; i < 3; i++) {
        str bytes = load(x->a, names[i]);
        image m;
        for (size_t n = 0; n < bytes.n; n++)
            assert_int_not_equal(image_read(x->a, str_sub(bytes, 0, n), &m),
                                 IMAGE_OK);
    }
}

static void refuses_other_jpegs(void **state) {
    fixture *x = *state;
    image m;
    assert_int_equal(image_read(x->a, load(x->a, "cmyk.jpg"), &m), IMAGE_CMYK);
    str bytes = str_dup(x->a, load(x->a, "rgb.jpg"));
    size_t frame = str_find(bytes, S("\xFF\xC0"), 0);
    assert_true(frame != SIZE_MAX);
    char *p = (char *)bytes.p + frame;
    p[1] = (char)0xC3; /* lossless */
    assert_int_equal(image_read(x->a, bytes, &m), IMAGE_UNKNOWN);
    p[1] = (char)0xC0;
    p[4] = 12; /* bits */
    assert_int_equal(image_read(x->a, bytes, &m), IMAGE_UNKNOWN);
    p[4] = 8;
    p[5] = p[6] = 0; /* height */
    assert_int_equal(image_read(x->a, bytes, &m), IMAGE_CORRUPT);
    p[5] = p[6] = p[7] = p[8] = (char)0xFF;
    assert_int_equal(image_read(x->a, bytes, &m), IMAGE_TOO_LARGE);
}

/* APP2 with the start of a profile, after the start mark. */
static str with_profile(arena *a, str jpeg, str text) {
    buf b = buf_new(a);
    buf_str(&b, str_sub(jpeg, 0, 2));
    buf_put(&b, "\xFF\xE2", 2);
    buf_c(&b, 0);
    buf_c(&b, (char)(2 + 14 + text.n));
    buf_put(&b, "ICC_PROFILE\0\1\1", 14);
    buf_str(&b, text);
    buf_str(&b, str_sub(jpeg, 2, jpeg.n));
    return buf_take(&b);
}

/* A PNG with its primaries, each x and y in 1/100000 (cHRM). */
static str with_primaries(arena *a, str png, const uint32_t values[8]) {
    enum { AFTER_IHDR = 33, SIZE = 32 };
    char chunk[4 + 4 + SIZE + 4] = {0, 0, 0, SIZE, 'c', 'H', 'R', 'M'};
    for (int i = 0; i < 8; i++)
        put_four(chunk + 8 + 4 * i, values[i]);
    put_four(chunk + 8 + SIZE,
             (uint32_t)crc32(0, (const Bytef *)chunk + 4, 4 + SIZE));
    str head = str_sub(png, 0, AFTER_IHDR);
    str both = str_cat(a, head, (str){chunk, sizeof chunk});
    return str_cat(a, both, str_sub(png, AFTER_IHDR, png.n));
}

static void tells_foreign_primaries(void **state) {
    fixture *x = *state;
    static const uint8_t rgb[] = {255, 0, 0};
    static const uint32_t srgb[] = {31270, 32900, 64000, 33000,
                                    30000, 60000, 15000, 6000};
    static const uint32_t p3[] = {31270, 32900, 68000, 32000,
                                  26500, 69000, 15000, 6000};
    image m;
    str png = make_png(x->a, 1, 1, PNG_FORMAT_RGB, rgb);
    size_t own = str_find(png, S("sRGB"), 0); /* libpng writes the chunk */
    assert_true(own != SIZE_MAX);
    str bare = str_cat(x->a, str_sub(png, 0, own - 4),
                       str_sub(png, own + 4 + 1 + 4, png.n));
    png = with_primaries(x->a, bare, srgb);
    assert_int_equal(image_read(x->a, png, &m), IMAGE_OK);
    assert_false(m.foreign_colours);
    png = with_primaries(x->a, bare, p3);
    assert_int_equal(image_read(x->a, png, &m), IMAGE_OK);
    assert_true(m.foreign_colours);
}

static void tells_foreign_colours(void **state) {
    fixture *x = *state;
    image m;
    str jpeg = load(x->a, "rgb.jpg");
    assert_int_equal(image_read(x->a, jpeg, &m), IMAGE_OK);
    assert_false(m.foreign_colours);
    str adobe = with_profile(x->a, jpeg, S("Adobe RGB (1998)"));
    assert_int_equal(image_read(x->a, adobe, &m), IMAGE_OK);
    assert_true(m.foreign_colours);
    str plain = with_profile(x->a, jpeg, S("desc sRGB IEC61966-2.1"));
    assert_int_equal(image_read(x->a, plain, &m), IMAGE_OK);
    assert_false(m.foreign_colours);
    str wide = with_profile(x->a, jpeg, S("\0s\0R\0G\0B"));
    assert_int_equal(image_read(x->a, wide, &m), IMAGE_OK);
    assert_false(m.foreign_colours);
}

static void refuses_what_is_no_picture(void **state) {
    fixture *x = *state;
    image m;
    assert_int_equal(image_read(x->a, S(""), &m), IMAGE_UNKNOWN);
    assert_int_equal(image_read(x->a, S("GIF89a"), &m), IMAGE_UNKNOWN);
    assert_int_equal(image_read(x->a, S("<svg/>"), &m), IMAGE_SVG);
    assert_int_equal(image_read(x->a,
                                S("\xEF\xBB\xBF<?xml version='1.0'?>\n"
                                  "<!-- a logo -->\n<svg xmlns='…'>"),
                                &m),
                     IMAGE_SVG);
    assert_int_equal(image_read(x->a, S("a <svg> in a text"), &m),
                     IMAGE_UNKNOWN);
    assert_int_equal(image_read(x->a, S("\xFF\xD8\xFF\xD9"), &m),
                     IMAGE_CORRUPT);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reads_colours),
        TEST(reads_grays),
        TEST(splits_transparency),
        TEST(forgets_a_mask_that_hides_nothing),
        TEST(refuses_a_png_cut_anywhere),
        TEST(survives_changed_bytes),
        TEST(refuses_huge_pictures_unread),
        TEST(reads_jpegs),
        TEST(refuses_a_jpeg_cut_anywhere),
        TEST(refuses_other_jpegs),
        TEST(tells_foreign_colours),
        TEST(tells_foreign_primaries),
        TEST(refuses_what_is_no_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
