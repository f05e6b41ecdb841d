/* How sheets go on paper: type that can be read, heads that are those of the
   columns below. */
#include "book/plan.h"

enum {
    A4_WIDE = 1017, /* pixels that print at full size: A4 lying, less margins */
    A4_HIGH = 650,
    READABLE = 65, /* percent: under it, 10-point type is under 6.5 */
    ROW_PIXELS = 20
};

static uint32_t width_of(const book_sheet *s) {
    uint16_t n = s->print_columns ? s->print_columns : s->used_columns;
    uint32_t width = 0;
    for (uint16_t c = 0; c < n; c++)
        width += book_column_pixels(s, c);
    return width;
}

static uint32_t height_of(const book_sheet *s) {
    double points = 0;
    size_t n = 0;
    for (size_t i = 0; i < s->rows.n; i++)
        if (s->rows.v[i].row < s->used_rows) {
            points += s->rows.v[i].height;
            n++;
        }
    size_t left = s->used_rows > n ? s->used_rows - n : 0;
    return (uint32_t)(points * 4 / 3) + (uint32_t)left * ROW_PIXELS;
}

/* Lists one under the other: the heads of the first would be repeated over
   what goes on of the others. */
static void break_lists(book_sheet *s, uint32_t width, uint32_t height) {
    uint32_t wide = s->large ? A4_WIDE * 141 / 100 : A4_WIDE;
    uint32_t high = s->large ? A4_HIGH * 141 / 100 : A4_HIGH;
    if (width > wide)
        high = (uint32_t)((uint64_t)high * width / wide);
    if (height <= high)
        return;
    s->list_a_page = true;
    s->repeat_count = 0;
}

void book_set_print(book_sheet *s) {
    if (s->portrait || s->one_page)
        return;
    uint32_t width = width_of(s);
    s->large = width * READABLE > A4_WIDE * 100;
    if (s->next_heads.n)
        break_lists(s, width, height_of(s));
}
