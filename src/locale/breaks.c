/* Where lines may end and where characters do: UAX 14 and 29, read from
   UTF-8 as it is. */
#include "locale/locale_int.h"

/* Gives `s` to an iterator; the iterator keeps its own copy of the UText, and
   the bytes must live as long as it is asked. */
static bool set_text(const locale *l, UBreakIterator *it, str s) {
    UErrorCode err = U_ZERO_ERROR;
    UText *text = (UText *)&l->text;
    utext_openUTF8(text, s.p, (int64_t)s.n, &err);
    ubrk_setUText(it, text, &err);
    return U_SUCCESS(err);
}

/*
 * French prose is mostly letters, digits, blanks and a few marks, among which
 * the rules of UAX 14 come down to a handful: a line ends after spaces, but
 * for « ! » and « ? »; after a hyphen that joins a letter or a digit to a
 * letter; after « ! » and « ? » inside a word. ICU takes some 300 instructions
 * a character to say so. What holds any other character, or these in an
 * unusual order, goes to ICU as a whole; a test compares both.
 */
typedef enum break_class {
    BREAK_OTHER, /* ICU decides */
    BREAK_LETTER,
    BREAK_DIGIT,
    BREAK_SPACE,
    BREAK_GLUE,
    BREAK_QUOTE,
    BREAK_INFIX,   /* , . : ; */
    BREAK_EXCLAIM, /* ! ? */
    BREAK_HYPHEN,
    BREAK_UNIT, /* % € */
    BREAK_OPEN,
    BREAK_CLOSE
} break_class;

static break_class class_of_ascii(unsigned char c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return BREAK_LETTER;
    if (c >= '0' && c <= '9')
        return BREAK_DIGIT;
    switch (c) {
    case ' ':
        return BREAK_SPACE;
    case '\'':
    case '"':
        return BREAK_QUOTE;
    case ',':
    case '.':
    case ':':
    case ';':
        return BREAK_INFIX;
    case '!':
    case '?':
        return BREAK_EXCLAIM;
    case '-':
        return BREAK_HYPHEN;
    case '%':
        return BREAK_UNIT;
    case '(':
        return BREAK_OPEN;
    case ')':
        return BREAK_CLOSE;
    default:
        return BREAK_OTHER;
    }
}

static break_class class_of(uint32_t c) {
    if (c < 0x80)
        return class_of_ascii((unsigned char)c);
    if (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7)
        return BREAK_LETTER;
    switch (c) {
    case 0xA0:
    case 0x202F:
    case 0x2011:
        return BREAK_GLUE;
    case 0xAB:
    case 0xBB:
    case 0x2019:
    case 0x201C:
    case 0x201D:
        return BREAK_QUOTE;
    case 0x20AC:
        return BREAK_UNIT;
    default:
        return BREAK_OTHER;
    }
}

static bool is_word_class(break_class c) {
    return c == BREAK_LETTER || c == BREAK_DIGIT;
}

/* What ICU is asked about: x between `before` and `c`. */
static bool is_usual(break_class before, break_class x, break_class c) {
    switch (x) {
    case BREAK_SPACE:
        return c != BREAK_INFIX && c != BREAK_HYPHEN && c != BREAK_CLOSE &&
               (c != BREAK_OPEN || before != BREAK_QUOTE);
    case BREAK_HYPHEN:
        return is_word_class(before) && is_word_class(c);
    case BREAK_UNIT:
        return !is_word_class(c) && c != BREAK_UNIT && c != BREAK_OPEN &&
               c != BREAK_HYPHEN;
    case BREAK_OPEN:
        return is_word_class(c) || c == BREAK_QUOTE;
    case BREAK_CLOSE:
    case BREAK_INFIX:
    case BREAK_EXCLAIM:
        return c != BREAK_OPEN && c != BREAK_UNIT;
    case BREAK_OTHER: /* the start */
    case BREAK_LETTER:
    case BREAK_DIGIT:
    case BREAK_GLUE:
    case BREAK_QUOTE:
        return true;
    }
    return false;
}

/* False: `out` is not to be trusted. */
static bool simple_breaks(str s, uint8_t *out) {
    break_class before = BREAK_OTHER, last = BREAK_OTHER;
    for (size_t at = 0; at < s.n;) {
        size_t here = at;
        break_class c = class_of(utf8_next(s, &at));
        if (c == BREAK_OTHER || !is_usual(before, last, c))
            return false;
        if (last == BREAK_SPACE)
            out[here] = c != BREAK_SPACE && c != BREAK_EXCLAIM;
        else if (last == BREAK_HYPHEN)
            out[here] = c == BREAK_LETTER;
        else if (last == BREAK_EXCLAIM)
            out[here] = is_word_class(c);
        if (c != BREAK_SPACE || last != BREAK_SPACE)
            before = last;
        last = c;
    }
    return true;
}

void locale_line_breaks(const locale *l, str s, uint8_t *out) {
    memset(out, 0, s.n + 1);
    if (simple_breaks(s, out))
        return;
    memset(out, 0, s.n + 1);
    if (s.n == 0 || !set_text(l, l->lines, s))
        return;
    ubrk_first(l->lines);
    for (int32_t at; (at = ubrk_next(l->lines)) != UBRK_DONE;) {
        if ((size_t)at >= s.n)
            break;
        bool must = ubrk_getRuleStatus(l->lines) >= UBRK_LINE_HARD;
        out[at] = must ? 2 : 1;
    }
}

/* Below U+0300 nothing combines, CR LF apart; and nothing from there to
   U+0600, nor among punctuation, sticks to what follows it. */
static bool surely_apart(uint32_t c, uint32_t next) {
    if (c == UTF8_BAD || next == UTF8_BAD)
        return true;
    return next < 0x300 && c != '\r' &&
           (c < 0x600 || (c >= 0x2000 && c < 0x3000));
}

size_t locale_grapheme(const locale *l, str s, size_t at) {
    size_t end = at;
    uint32_t c = utf8_next(s, &end);
    if (end >= s.n)
        return s.n;
    size_t after = end;
    if (surely_apart(c, utf8_next(s, &after)))
        return end;
    if (!set_text(l, l->graphemes, str_sub(s, at, s.n)))
        return end;
    ubrk_first(l->graphemes);
    int32_t n = ubrk_next(l->graphemes);
    return n == UBRK_DONE ? s.n : at + (size_t)n;
}
