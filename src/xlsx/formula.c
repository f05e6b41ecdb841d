/*
 * The language that formulas may be written in: numbers, texts, places of this
 * workbook, the operators + - * / and comparisons, and the functions below,
 * which give the same in every program. Anything else is refused: a name that
 * some program does not know, a place in another file, a percent or a power
 * whose precedence differs. « & » only joins a comparison sign to the place
 * that it compares with: the criterion ">="&C5. Names are English, arguments
 * have commas.
 */
#include "xlsx/check_int.h"

enum { MAX_NESTING = 64, MAX_ARGUMENTS = 255 };

static const char *const functions[] = {
    "ABS", "AVERAGE", "COUNT", "COUNTIFS", "FALSE",      "IF",     "ISNUMBER",
    "MAX", "MIN",     "ROUND", "SUM",      "SUMPRODUCT", "SUMIFS", "TRUE"};

typedef struct scanner {
    const checker *c;
    str f;
    size_t at;
    size_t depth;
    size_t arguments[MAX_NESTING + 1]; /* of each parenthesis that is open */
} scanner;

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_function(str name) {
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (str_eq(name, str_z(functions[i])))
            return true;
    return false;
}

/* Index after the quoted part that starts at `at`; SIZE_MAX when open. */
static size_t skip_quoted(str s, size_t at) {
    char quote = s.p[at];
    for (size_t i = at + 1; i < s.n; i++)
        if (s.p[i] == quote) {
            if (i + 1 < s.n && s.p[i + 1] == quote)
                i++;
            else
                return i + 1;
        }
    return SIZE_MAX;
}

/* 'Plan d''action'! of a sheet of this workbook. */
static bool scan_sheet(scanner *x) {
    size_t end = skip_quoted(x->f, x->at);
    if (end == SIZE_MAX || end >= x->f.n || x->f.p[end] != '!')
        return false;
    buf name = buf_new(x->c->a);
    for (size_t i = x->at + 1; i + 1 < end; i++) {
        buf_c(&name, x->f.p[i]);
        i += x->f.p[i] == '\'';
    }
    x->at = end + 1;
    for (size_t i = 0; i < x->c->b->sheets.n; i++)
        if (str_eq(x->c->b->sheets.v[i]->name, buf_slice(&name)))
            return true;
    return false;
}

/* 12, 0.5; no exponent, no second point. */
static bool scan_number(scanner *x) {
    size_t points = 0;
    while (x->at < x->f.n && (is_digit(x->f.p[x->at]) || x->f.p[x->at] == '.'))
        points += x->f.p[x->at++] == '.';
    bool glued = x->at < x->f.n && is_letter(x->f.p[x->at]);
    return points <= 1 && !glued && x->f.p[x->at - 1] != '.';
}

/* $AB$12 */
static bool is_place(str s) {
    size_t i = 0, letters = 0, digits = 0;
    i += i < s.n && s.p[i] == '$';
    for (; i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z'; i++)
        letters++;
    i += i < s.n && s.p[i] == '$';
    for (; i < s.n && is_digit(s.p[i]); i++)
        digits++;
    return i == s.n && letters >= 1 && letters <= 3 && digits >= 1 &&
           digits <= 7;
}

static bool is_defined(const scanner *x, str name) {
    for (size_t i = 0; i < x->c->b->names.n; i++)
        if (str_eq(x->c->b->names.v[i].name, name))
            return true;
    return false;
}

static bool scan_word(scanner *x) {
    size_t from = x->at;
    while (x->at < x->f.n && (is_letter(x->f.p[x->at]) ||
                              is_digit(x->f.p[x->at]) || x->f.p[x->at] == '$'))
        x->at++;
    str word = str_sub(x->f, from, x->at);
    if (x->at < x->f.n && x->f.p[x->at] == '(')
        return is_function(word);
    return is_place(word) || is_defined(x, word);
}

static bool scan_sign(scanner *x) {
    char c = x->f.p[x->at++];
    switch (c) {
    case '(':
        if (x->depth >= MAX_NESTING)
            return false;
        x->arguments[++x->depth] = 1;
        return true;
    case ')':
        return x->depth-- > 0;
    case ',':
        return x->depth > 0 && ++x->arguments[x->depth] <= MAX_ARGUMENTS;
    case '+':
    case '-':
    case '*':
    case '/':
    case '=':
    case '<':
    case '>':
    case ':':
    case ' ':
        return true;
    default:
        return false;
    }
}

static bool is_comparison(str s) {
    static const char *const signs[] = {"\"=\"",  "\"<>\"", "\"<\"",
                                        "\"<=\"", "\">\"",  "\">=\""};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_eq(s, str_z(signs[i])))
            return true;
    return false;
}

/* A criterion may compare with a place, « ">="&C10 »: the only use of &. The
   place holds a whole number or a date: decimals are written by locale. */
static bool scan_text(scanner *x) {
    size_t from = x->at;
    x->at = skip_quoted(x->f, x->at);
    if (x->at == SIZE_MAX || x->at >= x->f.n || x->f.p[x->at] != '&')
        return x->at != SIZE_MAX;
    if (!is_comparison(str_sub(x->f, from, x->at++)) || x->at >= x->f.n)
        return false;
    char next = x->f.p[x->at];
    return next == '$' || next == '\'' || is_letter(next);
}

bool xlsx_formula_holds(const checker *c, str f) {
    scanner x = {.c = c, .f = f};
    while (x.at < f.n) {
        char first = f.p[x.at];
        bool holds = first == '"'                       ? scan_text(&x)
                     : first == '\''                    ? scan_sheet(&x)
                     : is_digit(first)                  ? scan_number(&x)
                     : is_letter(first) || first == '$' ? scan_word(&x)
                                                        : scan_sign(&x);
        if (!holds)
            return false;
    }
    return f.n > 0 && x.depth == 0;
}
