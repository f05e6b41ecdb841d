/* misread: numbers and dates as people type them, told with the spelling that
   works. */
#include "schema/schema_int.h"

enum { LONGEST = 60 };

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

/* « 12 O00 », « 2l »: letters in the place of digits, put right; empty when the
   text has another sign too. */
static str with_digits(arena *a, str s) {
    bool any = false, digits = false;
    str out = str_dup(a, s);
    char *p = (char *)out.p;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == 'O' || c == 'o' || c == 'l' || c == 'I') {
            p[i] = c == 'l' || c == 'I' ? '1' : '0';
            any = true;
        } else if (digit(c)) {
            digits = true;
        } else if (!strchr(" .,/-+", c) && !(c & 0x80)) {
            return STR_NONE;
        }
    }
    return any && digits ? out : STR_NONE;
}

/* The number that starts the text, and what follows it. */
static bool split_unit(str s, str *number, str *unit) {
    double v;
    size_t end = s.n;
    while (end > 0 && !digit(s.p[end - 1]))
        end--;
    *number = str_trim(str_sub(s, 0, end));
    *unit = str_trim(str_sub(s, end, s.n));
    return end > 0 && end < s.n && num_parse(*number, &v);
}

/* « k€ », « M€ », « millions d’euros »: how many of the unit that is meant. */
static double multiple_of(str unit) {
    static const struct {
        const char *start;
        double times;
    } table[] = {{"k€", 1e3},   {"K€", 1e3},   {"ke", 1e3},
                 {"keur", 1e3}, {"kEUR", 1e3}, {"mille", 1e3},
                 {"M€", 1e6},   {"MEUR", 1e6}, {"million", 1e6}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (str_starts(unit, str_z(table[i].start)))
            return table[i].times;
    return 1;
}

/* 12500 as « 12 500 », a plain space between the thousands. */
static str spaced(arena *a, double v) {
    buf plain = buf_new(a), out = buf_new(a);
    buf_num(&plain, v);
    str s = buf_take(&plain);
    size_t whole = 0;
    while (whole < s.n && s.p[whole] != '.')
        whole++;
    for (size_t i = 0; i < s.n; i++) {
        if (i && i < whole && s.p[i - 1] != '-' && (whole - i) % 3 == 0)
            buf_c(&out, ' ');
        buf_c(&out, s.p[i]);
    }
    return buf_take(&out);
}

void misread_number(binder *b, str key, const node *n) {
    str s = str_trim(n->text.s), number, unit, right;
    double v;
    if (s.n <= LONGEST && (right = with_digits(b->a, s)).n &&
        num_parse(right, &v)) {
        BIND_ERROR(b, E0134, n->place, key, s, right);
    } else if (split_unit(s, &number, &unit)) {
        double times = multiple_of(unit);
        num_parse(number, &v);
        bool whole = times > 1;
        BIND_ERROR(b, whole ? E0135 : E0129, n->place, key, s,
                   whole ? spaced(b->a, num_canon(v * times)) : number);
    } else {
        BIND_ERROR(b, E0110, n->place, key, s, key);
    }
}

bool misread_known(arena *a, str s) {
    str number, unit, right;
    double v;
    return (s.n <= LONGEST && (right = with_digits(a, s)).n &&
            num_parse(right, &v)) ||
           split_unit(s, &number, &unit);
}

void misread_date(binder *b, str key, const node *n) {
    str s = str_trim(n->text.s), right;
    date d;
    if (s.n <= LONGEST && (right = with_digits(b->a, s)).n &&
        date_parse(right, &d))
        BIND_ERROR(b, E0134, n->place, key, s, right);
    else
        BIND_ERROR(b, E0114, n->place, key, s, key);
}

/* « 12.000 » is 12 to a program and 12 000 to many a reader. */
bool misread_thousands(str s) {
    s = str_trim(s);
    size_t i = 0, groups = 0;
    while (i < s.n && digit(s.p[i]))
        i++;
    if (i == 0 || i > 3 || s.p[0] == '0')
        return false;
    while (i + 3 < s.n && (s.p[i] == '.' || s.p[i] == ',') &&
           digit(s.p[i + 1]) && digit(s.p[i + 2]) && digit(s.p[i + 3])) {
        i += 4;
        groups++;
    }
    return groups > 0 && i == s.n;
}

/* The digits alone, as thousands. */
str misread_as_thousands(arena *a, str s) {
    double v = 0;
    for (size_t i = 0; i < s.n; i++)
        if (digit(s.p[i]))
            v = v * 10 + (s.p[i] - '0');
    return spaced(a, v);
}
