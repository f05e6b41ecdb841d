/* Tokens. Glued digits are read as people write them: 2027-09-01 and 2027-09
   are dates, 2026-2027 is a school year, 2025-S1 a semester; inside [ ] also
   2021+2022. A subtraction of four-digit numbers takes blanks. */
#include "base/utf8.h"
#include "expr/expr_int.h"

typedef struct sign {
    const char *text;
    token_kind kind;
} sign;

/* Longest first where one begins another. */
static const sign signs[] = {
    {"<>", TOK_NE},          {"<=", TOK_LE},
    {">=", TOK_GE},          {"<", TOK_LT},
    {">", TOK_GT},           {"=", TOK_EQ},
    {"\u2260", TOK_NE},      {"\u2264", TOK_LE},
    {"\u2265", TOK_GE},      {"+", TOK_PLUS},
    {"-", TOK_MINUS},        {"\u2212", TOK_MINUS},
    {"*", TOK_STAR},         {"\u00D7", TOK_STAR},
    {"/", TOK_SLASH},        {"\u00F7", TOK_SLASH},
    {"(", TOK_OPEN},         {")", TOK_CLOSE},
    {"[", TOK_OPEN_BRACKET}, {"]", TOK_CLOSE_BRACKET},
    {",", TOK_COMMA},        {".", TOK_DOT},
};

/* What people bring from elsewhere, and how it is written here. */
static const struct {
    const char *typed, *right;
} foreign[] = {{"==", "="},  {"!=", "<>"}, {"&&", "et"},
               {"||", "ou"}, {"!", "non"}, {";", ","},
               {"'", "\""},  {"=<", "<="}, {"=>", ">="}};

static const sign words[] = {
    {"et", TOK_AND},    {"ou", TOK_OR},         {"non", TOK_NOT},
    {"dans", TOK_IN},   {"o\u00F9", TOK_WHERE}, {"ou\u0300", TOK_WHERE},
    {"vrai", TOK_TRUE}, {"oui", TOK_TRUE},      {"faux", TOK_FALSE},
};

void expr_lex_fail(lexer *l, diag_code code, span at, str arg0, str arg1) {
    if (!l->failed)
        DIAG_AT(l->sink, code, at, arg0, arg1);
    l->failed = true;
}

static void fail_at(lexer *l, diag_code code, size_t from, size_t to) {
    expr_lex_fail(l, code, located_span(l->src, from, to),
                  str_sub(l->src->s, from, to), STR_NONE);
}

static char byte_at(const lexer *l, size_t at) {
    return at < l->src->s.n ? l->src->s.p[at] : 0;
}

static bool digit_at(const lexer *l, size_t at) {
    char c = byte_at(l, at);
    return c >= '0' && c <= '9';
}

static size_t digits_at(const lexer *l, size_t at) {
    size_t n = 0;
    while (digit_at(l, at + n))
        n++;
    return n;
}

/* Length of the letter at `at`, 0 when there is none. Any alphabet: an unknown
   name is then shown whole, and answered by the nearest right one. */
static size_t letter_at(const lexer *l, size_t at) {
    if (at >= l->src->s.n)
        return 0;
    size_t next = at;
    uint32_t c = utf8_next(l->src->s, &next);
    bool is = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
              (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7) ||
              (c >= 0x2C00 && c < 0xE000 && (c < 0x3000 || c > 0x303F));
    return is ? next - at : 0;
}

static size_t word_at(const lexer *l, size_t at) {
    size_t n = letter_at(l, at), more = n;
    while (more) {
        more = digit_at(l, at + n) ? 1 : letter_at(l, at + n);
        n += more;
    }
    return n;
}

static void skip_blanks(lexer *l) {
    while (l->at < l->src->s.n) {
        size_t next = l->at;
        uint32_t c = utf8_next(l->src->s, &next);
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0xA0 &&
            c != 0x202F && c != 0x2009)
            return;
        l->at = next;
    }
}

/* « 12,5 »: shown with both readings. */
static void fail_comma(lexer *l, size_t from, size_t comma) {
    str s = l->src->s;
    size_t to = comma + 1 + digits_at(l, comma + 1);
    str whole = str_sub(s, from, comma), rest = str_sub(s, comma + 1, to);
    str args[] = {str_sub(s, from, to),
                  str_fmt(l->a, "%.*s.%.*s", STR_ARG(whole), STR_ARG(rest)),
                  str_fmt(l->a, "%.*s, %.*s", STR_ARG(whole), STR_ARG(rest))};
    if (!l->failed)
        diag_report(l->sink, E0304, located_span(l->src, from, to), args, 3);
    l->failed = true;
}

/* End of a group of digits after blanks (« 8 000 »), 0 when there is none. */
static size_t group_after(const lexer *l, size_t at) {
    lexer ahead = *l;
    ahead.at = at;
    skip_blanks(&ahead);
    size_t n = digits_at(l, ahead.at);
    return ahead.at > at && n ? ahead.at + n : 0;
}

static void lex_number(lexer *l, token *t) {
    size_t from = l->at, to = from + digits_at(l, from);
    if (byte_at(l, to) == ',' && digit_at(l, to + 1)) {
        fail_comma(l, from, to);
        return;
    }
    if (byte_at(l, to) == '.') {
        size_t n = digits_at(l, to + 1);
        to += 1 + n;
    }
    str s = str_sub(l->src->s, from, to);
    size_t junk = word_at(l, to), next = group_after(l, to);
    if (junk || next || byte_at(l, to) == '.' || s.n > 40 ||
        !num_parse(s, &t->number)) {
        fail_at(l, E0303, from, next ? next : to + junk);
        return;
    }
    t->kind = TOK_NUMBER;
    t->text = s;
    l->at = to;
}

/* Length of a glued date or period at l->at and its kind; 0: a number. */
static size_t glued_at(const lexer *l, token_kind *kind) {
    size_t at = l->at;
    char between = byte_at(l, at + 4);
    if (digits_at(l, at) != 4 || (between != '-' && between != '+'))
        return 0;
    size_t n = digits_at(l, at + 5);
    *kind = TOK_PERIOD;
    if (between == '+')
        return l->index > 0 && n == 4 ? 9 : 0;
    if (n == 4)
        return 9;
    if (byte_at(l, at + 5) == 'S' && digits_at(l, at + 6) == 1)
        return 7;
    *kind = TOK_DATE;
    if (n != 2)
        return 0;
    bool day = byte_at(l, at + 7) == '-' && digits_at(l, at + 8) == 2;
    return day ? 10 : 7;
}

static bool lex_glued(lexer *l, token *t) {
    token_kind kind = TOK_END;
    size_t n = glued_at(l, &kind);
    if (!n)
        return false;
    str s = str_sub(l->src->s, l->at, l->at + n);
    size_t junk = word_at(l, l->at + n);
    bool ok =
        !junk && (kind == TOK_DATE ? date_parse(s, &t->day)
                                   : period_parse(s, CAL_NONE, &t->period));
    if (!ok) {
        fail_at(l, E0327, l->at, l->at + n + junk);
        return true;
    }
    t->kind = kind;
    t->text = s;
    l->at += n;
    return true;
}

static void lex_word(lexer *l, token *t) {
    size_t n = word_at(l, l->at);
    t->text = str_sub(l->src->s, l->at, l->at + n);
    t->kind = TOK_NAME;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(t->text, str_z(words[i].text)))
            t->kind = words[i].kind;
    l->at += n;
}

/* Text of « … » without the blanks that French sets inside the quotes. */
static str trim_quotes(str s) {
    static const char *const blanks[] = {" ", "\u00A0", "\u202F", "\u2009"};
    bool again = true;
    while (again) {
        again = false;
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
            str b = str_z(blanks[i]);
            if (str_starts(s, b)) {
                s = str_sub(s, b.n, s.n);
                again = true;
            }
            if (str_ends(s, b)) {
                s = str_sub(s, 0, s.n - b.n);
                again = true;
            }
        }
    }
    return s;
}

static str unescape(arena *a, str s) {
    if (str_find(s, S("\\"), 0) == SIZE_MAX)
        return s;
    buf b = buf_new(a);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n &&
            (s.p[i + 1] == '"' || s.p[i + 1] == '\\'))
            i++;
        buf_c(&b, s.p[i]);
    }
    return buf_take(&b);
}

/* End of the text after its opening quote; SIZE_MAX when it is not closed. */
static size_t quote_end(str s, size_t at, str close) {
    bool escapes = close.n == 1;
    for (size_t i = at; i + close.n <= s.n; i++) {
        if (escapes && s.p[i] == '\\')
            i++;
        else if (memcmp(s.p + i, close.p, close.n) == 0)
            return i;
    }
    return SIZE_MAX;
}

static const char *const quotes[][2] = {{"\"", "\""}, {"«", "»"}, {"“", "”"}};

/* Which pair of quotes opens at `at`; -1 for none. */
static int quote_at(str s, size_t at) {
    str rest = str_sub(s, at, s.n);
    for (int i = 0; i < 3; i++)
        if (str_starts(rest, str_z(quotes[i][0])))
            return i;
    return -1;
}

static bool lex_text(lexer *l, token *t) {
    int pair = quote_at(l->src->s, l->at);
    if (pair < 0)
        return false;
    str close = str_z(quotes[pair][1]);
    size_t from = l->at + strlen(quotes[pair][0]);
    size_t end = quote_end(l->src->s, from, close);
    if (end == SIZE_MAX) {
        expr_lex_fail(l, E0302, located_span(l->src, l->at, from), close,
                      STR_NONE);
        return true;
    }
    t->kind = TOK_TEXT;
    t->text = str_sub(l->src->s, from, end);
    t->text = pair ? trim_quotes(t->text) : unescape(l->a, t->text);
    l->at = end + close.n;
    return true;
}

static bool lex_foreign(lexer *l) {
    str rest = str_sub(l->src->s, l->at, l->src->s.n);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        str typed = str_z(foreign[i].typed);
        if (str_starts(rest, typed)) {
            expr_lex_fail(l, E0309,
                          located_span(l->src, l->at, l->at + typed.n), typed,
                          str_z(foreign[i].right));
            return true;
        }
    }
    return false;
}

static void lex_sign(lexer *l, token *t) {
    str rest = str_sub(l->src->s, l->at, l->src->s.n);
    if (lex_foreign(l))
        return;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        str text = str_z(signs[i].text);
        if (str_starts(rest, text)) {
            t->kind = signs[i].kind;
            t->text = text;
            l->at += text.n;
            return;
        }
    }
    size_t next = l->at;
    bool bad = utf8_next(l->src->s, &next) == UTF8_BAD;
    expr_lex_fail(l, E0301, located_span(l->src, l->at, next),
                  bad ? S("\uFFFD") : str_sub(l->src->s, l->at, next),
                  STR_NONE);
}

void expr_lex_next(lexer *l, token *out) {
    if (!l->failed)
        skip_blanks(l);
    *out = (token){.kind = TOK_END, .from = (uint32_t)l->at};
    if (l->failed || l->at >= l->src->s.n) {
        out->to = out->from;
        return;
    }
    if (digit_at(l, l->at)) {
        if (!lex_glued(l, out))
            lex_number(l, out);
    } else if (letter_at(l, l->at)) {
        lex_word(l, out);
    } else if (!lex_text(l, out)) {
        lex_sign(l, out);
    }
    out->to = (uint32_t)l->at;
}

/* The same rules for texts, without tokens: a brace inside quotes is text. */
size_t expr_slot_end(str s, size_t at) {
    for (size_t i = at + 1; i < s.n; i++) {
        int pair = quote_at(s, i);
        if (pair >= 0) {
            size_t from = i + strlen(quotes[pair][0]);
            size_t end = quote_end(s, from, str_z(quotes[pair][1]));
            if (end == SIZE_MAX)
                return SIZE_MAX;
            i = end + strlen(quotes[pair][1]) - 1;
        } else if (s.p[i] == '}') {
            return i + 1;
        }
    }
    return SIZE_MAX;
}
