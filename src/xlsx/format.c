/* Formats of the plan as the library's. */
#include "xlsx/xlsx_int.h"

static const uint8_t lines[] = {
    [BOOK_LINE_NONE] = LXW_BORDER_NONE,
    [BOOK_LINE_HAIR] = LXW_BORDER_HAIR,
    [BOOK_LINE_THIN] = LXW_BORDER_THIN,
    [BOOK_LINE_MEDIUM] = LXW_BORDER_MEDIUM,
};

static const uint8_t aligns[] = {
    [BOOK_ALIGN_GENERAL] = LXW_ALIGN_NONE,
    [BOOK_ALIGN_LEFT] = LXW_ALIGN_LEFT,
    [BOOK_ALIGN_CENTRE] = LXW_ALIGN_CENTER,
    [BOOK_ALIGN_RIGHT] = LXW_ALIGN_RIGHT,
};

/* Black is 0 for the plan; for the library 0 says « no colour ». */
static lxw_color_t colour(uint32_t rgb) {
    return rgb == 0 ? LXW_COLOR_BLACK : rgb;
}

static void set_edges(lxw_format *to, const book_format *f) {
    if (f->top.line != BOOK_LINE_NONE) {
        format_set_top(to, lines[f->top.line]);
        format_set_top_color(to, colour(f->top.colour));
    }
    if (f->bottom.line != BOOK_LINE_NONE) {
        format_set_bottom(to, lines[f->bottom.line]);
        format_set_bottom_color(to, colour(f->bottom.colour));
    }
}

static void set_sides(lxw_format *to, const book_format *f) {
    if (f->left.line != BOOK_LINE_NONE) {
        format_set_left(to, lines[f->left.line]);
        format_set_left_color(to, colour(f->left.colour));
    }
    if (f->right.line != BOOK_LINE_NONE) {
        format_set_right(to, lines[f->right.line]);
        format_set_right_color(to, colour(f->right.colour));
    }
}

static void set_text(writer *w, lxw_format *to, const book_format *f) {
    format_set_font_size(to, f->size / 10.0);
    if (f->ink != 0)
        format_set_font_color(to, colour(f->ink));
    if (f->bold)
        format_set_bold(to);
    if (f->italic)
        format_set_italic(to);
    if (!str_empty(f->number))
        format_set_num_format(
            to, xlsx_z(&w->text, f->number,
                       (xlsx_text_rule){BOOK_MAX_HEADER, true, true}));
}

static lxw_format *make_format(writer *w, const book_format *f) {
    lxw_format *to = workbook_add_format(w->workbook);
    if (!to)
        return NULL;
    set_text(w, to, f);
    set_edges(to, f);
    set_sides(to, f);
    if (f->fill != BOOK_NO_FILL)
        format_set_bg_color(to, colour(f->fill));
    if (f->align != BOOK_ALIGN_GENERAL)
        format_set_align(to, aligns[f->align]);
    format_set_align(to, f->middle ? LXW_ALIGN_VERTICAL_CENTER
                                   : LXW_ALIGN_VERTICAL_TOP);
    if (f->indent)
        format_set_indent(to, f->indent);
    if (f->wrap)
        format_set_text_wrap(to);
    if (f->unlocked)
        format_set_unlocked(to);
    return to;
}

void xlsx_make_formats(writer *w) {
    size_t n = w->plan->formats.n;
    w->formats = NEW_ARRAY(w->a, lxw_format *, n + 1);
    for (size_t i = 1; i < n; i++) { /* 0: the library's own */
        w->formats[i] = make_format(w, &w->plan->formats.v[i]);
        xlsx_must(w, w->formats[i] ? LXW_NO_ERROR
                                   : LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
}
