/*
 * identifiers: the codes of French administration, checked by their own rules.
 * UAI: the letter is the number modulo 23 in an alphabet without I, O, Q (the
 * weighted sum that circulates in public code is wrong). SIRET: Luhn, but La
 * Poste's offices, whose digits add up to a multiple of 5.
 */
#include "model/model_int.h"

static bool digits(str s, size_t from, size_t to) {
    if (to > s.n)
        return false;
    for (size_t i = from; i < to; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static int value_of(str s, size_t from, size_t to) {
    int v = 0;
    for (size_t i = from; i < to; i++)
        v = v * 10 + (s.p[i] - '0');
    return v;
}

static str padded(arena *a, str s, size_t n) {
    buf out = buf_new(a);
    for (size_t i = s.n; i < n; i++)
        buf_c(&out, '0');
    buf_str(&out, s);
    return buf_take(&out);
}

/* 001 to 095 (020 is Corse before its départements), 620 and 720 for Corse,
   97x and 98x overseas. */
static bool known_department(int n) {
    return (n >= 1 && n <= 95) || n == 620 || n == 720 ||
           (n >= 970 && n <= 989);
}

id_check check_uai(arena *a, str s, str *fixed) {
    static const char alphabet[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
    *fixed = s;
    if (s.n < 6 || s.n > 8 || !upper(s.p[s.n - 1]) || !digits(s, 0, s.n - 1))
        return ID_SHAPE;
    str full = padded(a, s, 8);
    char letter = alphabet[value_of(full, 0, 7) % 23];
    if (full.p[7] != letter) {
        *fixed = str_fmt(a, "%.7s%c", full.p, letter);
        return ID_KEY;
    }
    *fixed = full;
    if (s.n < 8)
        return ID_PADDED;
    return known_department(value_of(full, 0, 3)) ? ID_OK : ID_PREFIX;
}

static bool luhn(str s) {
    int sum = 0;
    for (size_t i = 0; i < s.n; i++) {
        int d = s.p[s.n - 1 - i] - '0';
        if (i % 2 == 1)
            d = d * 2 > 9 ? d * 2 - 9 : d * 2;
        sum += d;
    }
    return sum % 10 == 0;
}

static bool poste(str s) {
    int sum = 0;
    for (size_t i = 0; i < s.n; i++)
        sum += s.p[i] - '0';
    return str_starts(s, S("356000000")) && sum % 5 == 0;
}

/* Blanks between groups are how people write it. */
static str without_blanks(arena *a, str s) {
    buf out = buf_new(a);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ')
            continue;
        if (str_starts(str_sub(s, i, s.n), S("\u00a0"))) {
            i += 1;
            continue;
        }
        if (str_starts(str_sub(s, i, s.n), S("\u202f"))) {
            i += 2;
            continue;
        }
        buf_c(&out, s.p[i]);
    }
    return buf_take(&out);
}

id_check check_siret(arena *a, str s, str *fixed) {
    str bare = without_blanks(a, s);
    *fixed = bare;
    /* Nine digits are a SIREN, not a SIRET that lost five zeros. */
    if (bare.n < 10 || bare.n > 14 || !digits(bare, 0, bare.n))
        return ID_SHAPE;
    str full = padded(a, bare, 14);
    bool right = luhn(full) || poste(full);
    if (bare.n < 14) {
        *fixed = full;
        return right ? ID_PADDED : ID_SHAPE;
    }
    return right ? ID_OK : ID_KEY;
}

bool is_rncp(str s) {
    size_t prefix = str_starts(s, S("RNCP")) ? 4 : 2;
    if (prefix == 2 && !str_starts(s, S("RS")))
        return false;
    size_t n = s.n - prefix;
    size_t least = prefix == 4 ? 3 : 2;
    return n >= least && n <= 5 && digits(s, prefix, s.n);
}

static bool code_character(char c) {
    return upper(c) || (c >= '0' && c <= '9');
}

bool is_cfd(str s) {
    if (s.n != 8 || !digits(s, 3, 6))
        return false;
    for (size_t i = 0; i < 8; i++)
        if (!code_character(s.p[i]))
            return false;
    return true;
}

bool is_nsf(str s) {
    size_t n = s.n;
    if (n && s.p[n - 1] >= 'a' && s.p[n - 1] <= 'z')
        n--;
    return (n == 2 || n == 3) && digits(s, 0, n);
}

bool is_rome(str s) {
    return s.n == 5 && upper(s.p[0]) && digits(s, 1, 5);
}

bool is_formacode(str s) {
    return s.n == 5 && digits(s, 0, 5);
}

bool is_insee(str s) {
    if (s.n != 5 || !digits(s, 2, 5))
        return false;
    bool corse = s.p[0] == '2' && (s.p[1] == 'A' || s.p[1] == 'B');
    return corse || digits(s, 0, 2);
}

bool is_nda(str s) {
    return s.n == 11 && digits(s, 0, 11);
}

/* Old levels: 5 is CAP (3), 4 bac (4), 3 BTS (5), 2 licence (6), 1 master. */
int cfd_level(str s) {
    static const int levels[] = {0, 7, 6, 5, 4, 3};
    int d = s.n ? s.p[0] - '0' : 0;
    return d >= 1 && d <= 5 ? levels[d] : 0;
}
