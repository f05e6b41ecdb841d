/* Making a plan: formats merged, names made legal, cells put. */
#include "book/plan.h"

#include "base/utf8.h"
#include "locale/locale.h"

book *book_new(arena *a) {
    book *b = NEW(a, book);
    b->arena = a;
    list_push(a, &b->formats, (book_format){.fill = BOOK_NO_FILL, .size = 110});
    return b;
}

static bool edge_equal(book_edge x, book_edge y) {
    return x.line == y.line && x.colour == y.colour;
}

static bool format_equal(const book_format *x, const book_format *y) {
    return x->ink == y->ink && x->fill == y->fill && x->size == y->size &&
           x->align == y->align && edge_equal(x->top, y->top) &&
           edge_equal(x->bottom, y->bottom) && edge_equal(x->left, y->left) &&
           edge_equal(x->right, y->right) && x->indent == y->indent &&
           x->bold == y->bold && x->italic == y->italic && x->wrap == y->wrap &&
           x->middle == y->middle && x->unlocked == y->unlocked &&
           str_eq(x->number, y->number); /* the dearest last */
}

book_format_id book_format_add(book *b, book_format f) {
    for (size_t i = 0; i < b->formats.n; i++)
        if (format_equal(&b->formats.v[i], &f))
            return (book_format_id)i;
    if (b->formats.n > UINT16_MAX)
        arena_fault(b->arena, "book: too many formats");
    list_push(b->arena, &b->formats, f);
    return (book_format_id)(b->formats.n - 1);
}

size_t book_utf16(str s) {
    size_t n = 0;
    for (size_t at = 0; at < s.n;)
        n += utf8_next(s, &at) > 0xFFFF ? 2 : 1;
    return n;
}

/* What a tab cannot hold has a look-alike: an apostrophe would need doubling
   in every formula, so it becomes the typographic one. */
static void put_tab_character(buf *out, uint32_t cp) {
    switch (cp) {
    case '[':
        buf_c(out, '(');
        break;
    case ']':
        buf_c(out, ')');
        break;
    case '\'':
        buf_z(out, "’");
        break;
    case ':':
    case '*':
    case '?':
    case '/':
    case '\\':
        buf_c(out, '-');
        break;
    default:
        buf_cp(out, cp < 0x20 ? ' ' : cp);
    }
}

static str tab_name(arena *a, str name) {
    buf out = buf_new(a);
    size_t units = 0;
    name = str_trim(name);
    for (size_t at = 0; at < name.n;) {
        uint32_t cp = utf8_next(name, &at);
        units += cp > 0xFFFF ? 2 : 1;
        if (units > BOOK_MAX_SHEET_NAME)
            break;
        put_tab_character(&out, cp);
    }
    return str_trim(buf_take(&out));
}

str book_fold(arena *a, str name) {
    return locale_fold(a, locale_nfc(a, name));
}

book_sheet *book_add_sheet(book *b, str name, span at) {
    book_sheet *s = NEW(b->arena, book_sheet);
    s->name = tab_name(b->arena, name);
    s->place = at;
    s->tab = BOOK_NO_FILL;
    list_push(b->arena, &b->sheets, s);
    return s;
}

book_cell *book_put(book *b, book_sheet *s, book_cell c) {
    if (c.row >= s->used_rows)
        s->used_rows = c.row + 1;
    if (c.column >= s->used_columns)
        s->used_columns = (uint16_t)(c.column + 1);
    list_push(b->arena, &s->cells, c);
    return list_last(&s->cells);
}

book_cell *book_put_text(book *b, book_sheet *s, uint32_t row, uint16_t column,
                         str text) {
    return book_put(
        b, s,
        (book_cell){
            .row = row, .column = column, .kind = BOOK_TEXT, .text = text});
}

void book_add_name(book *b, str name, const book_sheet *s, book_range r) {
    list_push(b->arena, &b->names, (book_name){name, s, r});
}

static void buf_column(buf *out, uint16_t column) {
    char letters[4];
    size_t n = 0;
    for (unsigned c = column + 1u; c > 0; c = (c - 1) / 26)
        letters[n++] = (char)('A' + (c - 1) % 26);
    while (n > 0)
        buf_c(out, letters[--n]);
}

void buf_cell_ref(buf *out, uint32_t row, uint16_t column, bool absolute) {
    if (absolute)
        buf_c(out, '$');
    buf_column(out, column);
    if (absolute)
        buf_c(out, '$');
    buf_int(out, (int64_t)row + 1);
}

void buf_range_ref(buf *out, book_range r, bool absolute) {
    buf_cell_ref(out, r.row1, r.column1, absolute);
    if (r.row1 == r.row2 && r.column1 == r.column2)
        return;
    buf_c(out, ':');
    buf_cell_ref(out, r.row2, r.column2, absolute);
}

void buf_sheet_ref(buf *out, const book_sheet *s) {
    buf_c(out, '\'');
    for (size_t i = 0; i < s->name.n; i++) {
        if (s->name.p[i] == '\'')
            buf_c(out, '\'');
        buf_c(out, s->name.p[i]);
    }
    buf_z(out, "'!");
}

str book_cell_ref(arena *a, uint32_t row, uint16_t column) {
    buf out = buf_new(a);
    buf_cell_ref(&out, row, column, false);
    return buf_take(&out);
}

/* --- Sizes and places -------------------------------------------------------
 */

enum { DEFAULT_COLUMN = 64, DEFAULT_ROW = 20 }; /* pixels */

uint32_t book_column_pixels(const book_sheet *s, uint16_t column) {
    for (size_t i = s->columns.n; i > 0; i--)
        if (s->columns.v[i - 1].column == column) {
            double w = s->columns.v[i - 1].width;
            return w < 1 ? (uint32_t)(w * 12 + 0.5)
                         : (uint32_t)(w * 7 + 0.5) + 5;
        }
    return DEFAULT_COLUMN;
}

uint32_t book_row_pixels(const book_sheet *s, uint32_t row) {
    for (size_t i = s->rows.n; i > 0; i--)
        if (s->rows.v[i - 1].row == row)
            return (uint32_t)(4.0 / 3.0 * s->rows.v[i - 1].height);
    return DEFAULT_ROW;
}

const book_cell *book_cell_at(const book_sheet *s, uint32_t row,
                              uint16_t column) {
    for (size_t i = 0; i < s->cells.n; i++)
        if (s->cells.v[i].row == row && s->cells.v[i].column == column)
            return &s->cells.v[i];
    return NULL;
}

const book_cell **book_cells_of(arena *a, const book_sheet *s, book_range r,
                                size_t *n) {
    size_t wide = (size_t)(r.column2 - r.column1) + 1;
    *n = wide * ((size_t)(r.row2 - r.row1) + 1);
    const book_cell **out = NEW_ARRAY(a, const book_cell *, *n);
    for (size_t i = 0; i < s->cells.n; i++) {
        const book_cell *c = &s->cells.v[i];
        if (c->row >= r.row1 && c->row <= r.row2 && c->column >= r.column1 &&
            c->column <= r.column2)
            out[(c->row - r.row1) * wide + (c->column - r.column1)] = c;
    }
    return out;
}
