/* Small looks at the text around a place, for the traps and the faults. */
#include "node/node_int.h"

enum { LONG = 200 };

bool look_blank(char c) {
    return c == ' ' || c == '\t';
}

bool look_gap(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

char look_at(str s, size_t i) {
    return i < s.n ? s.p[i] : '\0';
}

size_t look_line_start(str s, size_t at) {
    while (at > 0 && s.p[at - 1] != '\n')
        at--;
    return at;
}

size_t look_line_end(str s, size_t at) {
    while (at < s.n && s.p[at] != '\n' && s.p[at] != '\r')
        at++;
    return at;
}

/* Never more than it takes to be shown: a file may be one long line. */
str look_rest(str s, size_t at) {
    str near = str_sub(s, at, at + 2 * LONG);
    return str_trim(str_sub(near, 0, look_line_end(near, 0)));
}

size_t look_past_blanks(str s, size_t at) {
    while (look_blank(look_at(s, at)))
        at++;
    return at;
}

size_t look_before_blanks(str s, size_t at) {
    while (at > 0 && look_blank(s.p[at - 1]))
        at--;
    return at;
}

bool look_same_line(str s, size_t x, size_t y) {
    return look_line_start(s, x) == look_line_start(s, y);
}

bool look_first_of_line(str s, size_t at) {
    return look_past_blanks(s, look_line_start(s, at)) == at;
}

size_t look_line_above(str s, size_t at) {
    for (size_t line = look_line_start(s, at); line > 0;) {
        line = look_line_start(s, line - 1);
        size_t first = look_past_blanks(s, line);
        if (!look_gap(look_at(s, first)) && s.p[first] != '#')
            return first;
    }
    return SIZE_MAX;
}

size_t look_hard_space(str s, size_t at) {
    str rest = str_sub(s, at, s.n);
    if (str_starts(rest, S("\xC2\xA0")))
        return 2;
    return str_starts(rest, S("\xE2\x80\xAF")) ? 3 : 0;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

size_t look_word(str s, size_t at) {
    if (!is_letter(look_at(s, at)) || look_hard_space(s, at))
        return at;
    while (at < s.n && !look_hard_space(s, at)) {
        char c = s.p[at];
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '-')
            break;
        at++;
    }
    return at;
}

size_t look_glued_colon(str s, size_t at) {
    size_t colon = look_word(s, at);
    if (colon == at || look_at(s, colon) != ':' ||
        look_gap(look_at(s, colon + 1)) || s.p[colon + 1] == ':')
        return SIZE_MAX;
    return str_starts(str_sub(s, colon, s.n), S("://")) ? SIZE_MAX : colon;
}

bool look_glued_dash(str s, size_t at) {
    return look_at(s, at) == '-' &&
           (look_word(s, at + 1) > at + 1 || look_hard_space(s, at + 1));
}

bool look_number(str s) {
    bool digit = false;
    for (size_t i = 0; i < s.n; i++) {
        size_t hard = look_hard_space(s, i);
        if (s.p[i] >= '0' && s.p[i] <= '9')
            digit = true;
        else if (hard)
            i += hard - 1;
        else if (s.p[i] != ' ' && !(s.p[i] == '-' && i == 0))
            return false;
    }
    return digit;
}

/* Long texts are shown by their start. */
static str clip(arena *a, str s) {
    if (s.n <= LONG)
        return s;
    size_t n = LONG;
    while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return str_cat(a, str_sub(s, 0, n), S("…"));
}

str look_quoted(arena *a, str s) {
    s = clip(a, s);
    bool twice = str_find(s, S("\""), 0) != SIZE_MAX;
    bool once = str_find(s, S("'"), 0) != SIZE_MAX;
    if (!twice && str_find(s, S("\\"), 0) == SIZE_MAX)
        return str_fmt(a, "\"%.*s\"", STR_ARG(s));
    buf b = buf_new(a);
    char quote = once ? '"' : '\'';
    buf_c(&b, quote);
    for (size_t i = 0; i < s.n; i++) {
        if (once && (s.p[i] == '"' || s.p[i] == '\\'))
            buf_c(&b, '\\');
        buf_c(&b, s.p[i]);
    }
    buf_c(&b, quote);
    return buf_take(&b);
}
