/* Folding names and texts without ICU: enough for Latin letters, which is what
   names are compared in. The locale folder does it for whole texts. */
#include "base/utf8.h"
#include "expr/expr_int.h"

/* Letters from 0xC0 on: up to and including `last`, folded to `to`. */
static const struct {
    uint16_t last;
    char to[3];
} letters[] = {
    {0xC5, "a"},  {0xC6, "ae"},  {0xC7, "c"},  {0xCB, "e"},  {0xCF, "i"},
    {0xD0, "d"},  {0xD1, "n"},   {0xD6, "o"},  {0xD7, ""},   {0xD8, "o"},
    {0xDC, "u"},  {0xDD, "y"},   {0xDE, "th"}, {0xDF, "ss"}, {0xE5, "a"},
    {0xE6, "ae"}, {0xE7, "c"},   {0xEB, "e"},  {0xEF, "i"},  {0xF0, "d"},
    {0xF1, "n"},  {0xF6, "o"},   {0xF7, ""},   {0xF8, "o"},  {0xFC, "u"},
    {0xFD, "y"},  {0xFE, "th"},  {0xFF, "y"},  {0x105, "a"}, {0x10D, "c"},
    {0x111, "d"}, {0x11B, "e"},  {0x123, "g"}, {0x127, "h"}, {0x131, "i"},
    {0x133, "i"}, {0x135, "j"},  {0x138, "k"}, {0x142, "l"}, {0x14B, "n"},
    {0x151, "o"}, {0x153, "oe"}, {0x159, "r"}, {0x161, "s"}, {0x167, "t"},
    {0x173, "u"}, {0x175, "w"},  {0x178, "y"}, {0x17E, "z"}, {0x17F, "s"},
};

static void fold_letter(buf *b, uint32_t c) {
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (c <= letters[i].last) {
            buf_z(b, letters[i].to);
            return;
        }
    buf_cp(b, c);
}

str expr_fold(arena *a, str s) {
    buf b = buf_new(a);
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        if (c == UTF8_BAD || (c >= 0x300 && c <= 0x36F))
            continue;
        if (c >= 'A' && c <= 'Z')
            buf_c(&b, (char)(c - 'A' + 'a'));
        else if (c == ' ' || c == '-' || c == 0xA0 || c == 0x202F)
            buf_c(&b, '_');
        else if (c < 0xC0)
            buf_cp(&b, c == 0x2019 ? '\'' : c);
        else
            fold_letter(&b, c);
    }
    return buf_take(&b);
}

enum { NAME_MAX_LENGTH = 63 };

static size_t least(size_t x, size_t y) {
    return x < y ? x : y;
}

/* Edits between two names: insert, delete, change, swap two neighbours. */
static size_t distance(str x, str y) {
    size_t row[3][NAME_MAX_LENGTH + 1];
    size_t *before = row[0], *above = row[1], *here = row[2];
    for (size_t j = 0; j <= y.n; j++)
        above[j] = j;
    for (size_t i = 1; i <= x.n; i++) {
        here[0] = i;
        for (size_t j = 1; j <= y.n; j++) {
            size_t change = x.p[i - 1] != y.p[j - 1];
            here[j] =
                least(above[j - 1] + change, least(above[j], here[j - 1]) + 1);
            if (i > 1 && j > 1 && x.p[i - 1] == y.p[j - 2] &&
                x.p[i - 2] == y.p[j - 1])
                here[j] = least(here[j], before[j - 2] + 1);
        }
        size_t *reused = before;
        before = above;
        above = here;
        here = reused;
    }
    return above[y.n];
}

str expr_nearest(arena *a, str typed, const str *names, size_t n) {
    str x = expr_fold(a, typed), best = STR_NONE;
    size_t limit = x.n / 3 > 1 ? x.n / 3 : 1;
    if (x.n > NAME_MAX_LENGTH)
        return best;
    for (size_t i = 0; i < n; i++) {
        str y = expr_fold(a, names[i]);
        if (y.n > NAME_MAX_LENGTH || y.n > x.n + limit || x.n > y.n + limit)
            continue;
        size_t d = distance(x, y);
        if (d > limit || (d == limit && best.p))
            continue;
        best = names[i];
        limit = d;
        if (!d)
            break;
    }
    return best;
}

str expr_list_names(arena *a, const str *names, size_t n) {
    enum { SHOWN = 12 };
    buf b = buf_new(a);
    for (size_t i = 0; i < n && i < SHOWN; i++) {
        buf_z(&b, i ? ", " : "");
        buf_str(&b, names[i]);
    }
    buf_z(&b, n > SHOWN ? "\u2026" : "");
    return buf_take(&b);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digit_run(str s, size_t at) {
    size_t n = 0;
    while (at + n < s.n && is_digit(s.p[at + n]))
        n++;
    return n;
}

int expr_text_compare(arena *a, str sx, str sy) {
    str x = expr_fold(a, sx), y = expr_fold(a, sy);
    size_t i = 0, j = 0;
    while (i < x.n && j < y.n) {
        size_t m = digit_run(x, i), n = digit_run(y, j);
        if (m && n) {
            int c = m != n ? (m < n ? -1 : 1) : memcmp(x.p + i, y.p + j, n);
            if (c)
                return c;
            i += m;
            j += n;
        } else {
            if (x.p[i] != y.p[j])
                return (unsigned char)x.p[i] < (unsigned char)y.p[j] ? -1 : 1;
            i++;
            j++;
        }
    }
    if (i < x.n || j < y.n)
        return i < x.n ? 1 : -1;
    return str_cmp(sx, sy);
}
