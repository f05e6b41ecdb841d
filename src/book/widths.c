/*
 * Widths from content. No program that writes a workbook can measure text as
 * the reader's will; but a column that is too narrow shows ### in place of a
 * number, so numbers are measured as they will be formatted, texts by classes
 * of width of the default font, and a little air is added.
 */
#include "book/plan.h"

#include <math.h>

#include "base/num.h"
#include "base/utf8.h"

enum { MARGIN = 20, FILTER = 25, INDENT = 120 }; /* hundredths of a digit */
enum { HIGHEST = 409 };                          /* points: the format's own */

/* Hundredths of a digit's width, in the default font: a blank 45, thin signs
   60, small letters and digits 102, capitals 118, the widest 155. */
static const uint8_t ascii_advance[128] = {
    60,  102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102,
    102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102,
    102, 102, 102, 102, 45,  60,  102, 102, 102, 155, 102, 60, /*  !"#$%&' */
    60,  60,  102, 102, 60,  60,  60,  102,                    /* ().+,-.. */
    102, 102, 102, 102, 102, 102, 102, 102,                    /* 01234567 */
    102, 102, 60,  60,  102, 102, 102, 102,                    /* 89:;<=>? */
    102, 118, 118, 118, 118, 118, 118, 118,                    /* @ABCDEFG */
    118, 60,  118, 118, 118, 155, 118, 118,                    /* HIJKLMNO */
    118, 118, 118, 118, 118, 118, 118, 155,                    /* PQRSTUVW */
    118, 118, 118, 60,  102, 60,  102, 102,                    /* XYZ[\]^_ */
    102, 102, 102, 102, 102, 102, 60,  102,                    /* `abcdefg */
    102, 60,  60,  102, 60,  155, 102, 102,                    /* hijklmno */
    102, 102, 60,  102, 60,  102, 102, 155,                    /* pqrstuvw */
    102, 102, 102, 102, 60,  102, 102, 102,                    /* xyz{|}~. */
};

static int advance(uint32_t cp) {
    if (cp < 0x80)
        return ascii_advance[cp];
    if (cp >= 0x300 && cp <= 0x36F)
        return 0;
    if (cp == 0xA0 || cp == 0x202F)
        return 45;
    if (cp >= 0x1100)
        return cp >= 0x2010 && cp <= 0x2044 ? 80 : 160;
    return 102;
}

static int text_width(str s) {
    int width = 0, best = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = utf8_next(s, &at);
        width = cp == '\n' ? 0 : width + advance(cp);
        best = width > best ? width : best;
    }
    return best;
}

static size_t digits_of(double x) {
    size_t n = 1;
    for (x = fabs(x); x >= 10; x /= 10)
        n++;
    return n;
}

/* « -1 234 567,80 » in a format such as #,##0.00; dates as they are. */
static int number_width(str format, double x) {
    if (!format.n || format.p[0] == 'd' || format.p[0] == 'm')
        return (int)(format.n ? format.n : 11) * 100;
    size_t point = str_find(format, S("."), 0), decimals = 0;
    size_t other = str_find(format, S(";"), 0); /* of negatives, zero */
    for (size_t i = point; i < format.n && i < other; i++)
        decimals += format.p[i] != '"';
    size_t whole = digits_of(x);
    int width = (int)(whole + decimals) * 100 + (int)((whole - 1) / 3) * 50;
    return width + (x < 0 ? 70 : 0);
}

static str shown(const book_cell *c) {
    if (c->kind == BOOK_TEXT)
        return c->text;
    return c->kind == BOOK_FORMULA_TEXT && c->more ? c->more->cached : STR_NONE;
}

static int cell_width(const book *b, const book_cell *c) {
    const book_format *f = &b->formats.v[c->format];
    int width = c->kind == BOOK_NUMBER || c->kind == BOOK_FORMULA
                    ? number_width(f->number, c->number)
                    : text_width(shown(c));
    if (f->bold)
        width += width / 14;
    return width * f->size / 110 + f->indent * INDENT;
}

static bool in_fit(const book_cell *c, book_fit f) {
    return c->row >= f.first && c->column >= f.from && c->column <= f.to;
}

/* A head wraps between words: the longest one must hold. */
static int longest_word(str s) {
    int best = 0;
    for (size_t from = 0; from < s.n;) {
        size_t at = str_find(s, S(" "), from);
        size_t end = at == SIZE_MAX ? s.n : at;
        int width = text_width(str_sub(s, from, end));
        best = width > best ? width : best;
        from = end + 1;
    }
    return best;
}

static int wanted(const book *b, const book_cell *c, book_fit f) {
    const book_format *format = &b->formats.v[c->format];
    bool head = c->row == f.first && format->wrap && format->bold;
    if (!head)
        return cell_width(b, c);
    return longest_word(c->text) * 107 / 100 * format->size / 110 + FILTER * 8;
}

static book_column *column_of(const book *b, book_sheet *s, uint16_t column) {
    for (size_t i = 0; i < s->columns.n; i++)
        if (s->columns.v[i].column == column)
            return &s->columns.v[i];
    list_push(b->arena, &s->columns, (book_column){.column = column});
    return list_last(&s->columns);
}

/* Lines that a text takes in a column, by words. */
static int lines_in(str s, int room) {
    int lines = 1, at = 0;
    for (size_t from = 0; from < s.n;) {
        size_t space = str_find(s, S(" "), from);
        size_t end = space == SIZE_MAX ? s.n : space;
        str word = str_sub(s, from, end);
        size_t feed = str_find(word, S("\n"), 0);
        int width = text_width(word);
        if (at > 0 && at + width > room) {
            lines++;
            at = 0;
        }
        if (feed != SIZE_MAX) {
            lines++;
            at = 0;
        }
        lines += room > 0 ? width / (room + 1) : 0;
        at += width + 45;
        from = end + 1;
    }
    return lines;
}

/* Points of a cell's text: its lines, each a quarter higher than its size. */
static double height_of(const book_cell *c, const book_format *f,
                        const int *widths) {
    int room = widths[c->column] * 110 / f->size;
    if (f->bold)
        room = room * 13 / 14;
    int n = f->wrap && c->kind == BOOK_TEXT ? lines_in(c->text, room) : 1;
    return n * f->size * 0.125;
}

static void fit_heights(const book *b, book_sheet *s, book_fit f,
                        const int *widths) {
    double *best = NEW_ARRAY(b->arena, double, s->used_rows + 1);
    for (size_t i = 0; i < s->cells.n; i++) {
        const book_cell *c = &s->cells.v[i];
        if (!in_fit(c, f))
            continue;
        double points = height_of(c, &b->formats.v[c->format], widths);
        best[c->row] = points > best[c->row] ? points : best[c->row];
    }
    for (uint32_t row = f.first; row < s->used_rows; row++) {
        double height = best[row] + 3.5;
        if (best[row] > 0)
            list_push(b->arena, &s->rows,
                      (book_row){row, height < HIGHEST ? height : HIGHEST});
    }
}

void book_fit_columns(const book *b, book_sheet *s, book_fit f) {
    int *best = NEW_ARRAY(b->arena, int, (size_t)f.to + 1);
    for (size_t i = 0; i < s->cells.n; i++) {
        const book_cell *c = &s->cells.v[i];
        if (!in_fit(c, f))
            continue;
        int width = wanted(b, c, f);
        best[c->column] = width > best[c->column] ? width : best[c->column];
    }
    for (unsigned c = f.from; c <= f.to; c++) {
        book_column *to = column_of(b, s, (uint16_t)c);
        double width = (best[c] + MARGIN * 8) / 100.0;
        if (to->width <= 0)
            to->width = width < f.min ? f.min : width > f.max ? f.max : width;
        best[c] = (int)(to->width * 100) - MARGIN * 3;
    }
    fit_heights(b, s, f, best);
}
