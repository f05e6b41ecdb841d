/* What ICU does for us: order, canonical forms, cases. */
#include "locale/locale_int.h"

static void close_all(void *what) {
    locale *l = what;
    if (l->collator)
        ucol_close(l->collator);
    if (l->casing)
        ucasemap_close(l->casing);
    if (l->lines)
        ubrk_close(l->lines);
    if (l->graphemes)
        ubrk_close(l->graphemes);
    utext_close(&l->text);
}

locale *locale_open(arena *a, str lang) {
    const char *name = str_dup(a, lang).p;
    locale *l = NEW(a, locale);
    l->text = (UText)UTEXT_INITIALIZER;
    arena_defer(a, close_all, l);
    UErrorCode err = U_ZERO_ERROR;
    l->collator = ucol_open(name, &err);
    if (l->collator)
        ucol_setAttribute(l->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &err);
    l->casing = ucasemap_open(name, 0, &err);
    l->lines = ubrk_open(UBRK_LINE, name, NULL, 0, &err);
    l->graphemes = ubrk_open(UBRK_CHARACTER, name, NULL, 0, &err);
    return U_SUCCESS(err) ? l : NULL;
}

int locale_compare(const locale *l, str a, str b) {
    UErrorCode err = U_ZERO_ERROR;
    UCollationResult order =
        ucol_strcollUTF8(l->collator, a.n ? a.p : "", (int32_t)a.n,
                         b.n ? b.p : "", (int32_t)b.n, &err);
    if (U_FAILURE(err))
        return str_cmp(a, b);
    return order == UCOL_LESS ? -1 : order == UCOL_GREATER;
}

/* Canonical form. */

/* Most French text: nothing that composes, decomposes or moves. */
static bool surely_nfc(str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0xCC)
            continue;
        /* General punctuation from U+2002 to U+207F stays as it is. */
        if (c == 0xE2 && i + 2 < s.n && (s.p[i + 1] & 0xFF) == 0x80 &&
            (s.p[i + 2] & 0xFF) >= 0x82)
            continue;
        return false;
    }
    return true;
}

/* UTF-16 of `s`, for the calls of ICU that know nothing else. */
static UChar *utf16_of(arena *a, str s, int32_t *n) {
    UErrorCode err = U_ZERO_ERROR;
    UChar *out = NEW_ARRAY(a, UChar, s.n + 1);
    u_strFromUTF8WithSub(out, (int32_t)s.n + 1, n, s.p, (int32_t)s.n, 0xFFFD,
                         NULL, &err);
    return out;
}

static str utf8_of(arena *a, const UChar *s, int32_t n) {
    UErrorCode err = U_ZERO_ERROR;
    int32_t cap = n * 3 + 1, len = 0;
    char *out = NEW_ARRAY(a, char, cap);
    u_strToUTF8(out, cap, &len, s, n, &err);
    return (str){out, (size_t)len};
}

str locale_nfc(arena *a, str s) {
    if (surely_nfc(s))
        return s;
    UErrorCode err = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&err);
    if (U_FAILURE(err))
        return s;
    int32_t n = 0;
    UChar *in = utf16_of(a, s, &n);
    if (unorm2_quickCheck(nfc, in, n, &err) == UNORM_YES)
        return s;
    int32_t cap = n * 3 + 1;
    UChar *out = NEW_ARRAY(a, UChar, cap);
    int32_t len = unorm2_normalize(nfc, in, n, out, cap, &err);
    return U_SUCCESS(err) ? utf8_of(a, out, len) : s;
}

/* Folding. */

/* What a key or a name has instead of these; NULL: nothing special. */
static const char *fold_special(UChar32 c) {
    switch (c) {
    case ' ':
    case '-':
    case 0xA0:
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x202F:
        return "_";
    case 0x2019:
        return "'";
    case 0x152:
    case 0x153:
        return "oe";
    case 0xC6:
    case 0xE6:
        return "ae";
    default:
        return NULL;
    }
}

static bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

static void fold_wide(buf *out, const UNormalizer2 *nfd, UChar32 c) {
    const char *special = fold_special(c);
    if (special) {
        buf_z(out, special);
        return;
    }
    UChar parts[8];
    UErrorCode err = U_ZERO_ERROR;
    int32_t n = unorm2_getDecomposition(nfd, c, parts, 8, &err);
    if (n < 0 || U_FAILURE(err)) {
        if (!is_mark(c))
            buf_cp(out, (uint32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT));
        return;
    }
    for (int32_t i = 0; i < n;) {
        UChar32 part;
        U16_NEXT(parts, i, n, part);
        if (!is_mark(part))
            buf_cp(out, (uint32_t)u_foldCase(part, U_FOLD_CASE_DEFAULT));
    }
}

str locale_fold(arena *a, str s) {
    UErrorCode err = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&err);
    buf out = buf_new(a);
    for (size_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        if (c >= 0x80) {
            uint32_t cp = utf8_next(s, &at);
            fold_wide(&out, nfd, cp == UTF8_BAD ? 0xFFFD : (UChar32)cp);
            continue;
        }
        at++;
        bool upper = c >= 'A' && c <= 'Z';
        buf_c(&out, c == ' ' || c == '-' ? '_' : (char)(upper ? c + 32 : c));
    }
    return buf_take(&out);
}

/* Cases. */

str locale_upper(const locale *l, arena *x, str s) {
    UErrorCode err = U_ZERO_ERROR;
    size_t cap = s.n * 3 + 1;
    char *out = NEW_ARRAY(x, char, cap);
    int32_t n = ucasemap_utf8ToUpper(l->casing, out, (int32_t)cap, s.p,
                                     (int32_t)s.n, &err);
    return U_SUCCESS(err) ? (str){out, (size_t)n} : s;
}

str locale_capital(const locale *l, arena *x, str s) {
    (void)l;
    for (size_t at = 0; at < s.n;) {
        size_t was = at;
        UChar32 c = (UChar32)utf8_next(s, &at);
        if (u_isdigit(c))
            break;
        if (!u_isalpha(c))
            continue;
        UChar32 up = u_totitle(c);
        if (up == c)
            break;
        buf out = buf_new(x);
        buf_str(&out, str_sub(s, 0, was));
        buf_cp(&out, (uint32_t)up);
        buf_str(&out, str_sub(s, at, s.n));
        return buf_take(&out);
    }
    return s;
}
