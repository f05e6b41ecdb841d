#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

/* Powers of ten that a double holds: an integer below 2^53 divided by one of
   them is the double nearest to that decimal, as strtod would read it. */
enum { EXACT = 22, DIGITS = 15 };
static const double tens[EXACT + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* A number at 15 significant digits: n / 10^d, n of 15 digits. */
typedef struct image {
    double n;
    int d;
} image;

/* Of x > 0, where arithmetic can tell: its product with a power of ten errs by
   a sixteenth at most, so that the integer is sure unless the product lies
   near the middle of two. Printing the number gives the same, a hundred times
   slower. */
static bool find_image(double x, image *out) {
    int d = DIGITS - 1 - (int)floor(log10(x));
    if (d < 0 || d > EXACT)
        return false;
    double scaled = x * tens[d], n = floor(scaled), part = scaled - n;
    if (scaled < 1e14 || scaled >= 1e15 || fabs(part - 0.5) < 0.1)
        return false;
    *out = (image){n + (part > 0.5), d};
    return true;
}

double num_canon(double x) {
    if (x == 0 || !isfinite(x))
        return 0;
    if (fabs(x) < 1e15 && x == floor(x))
        return x; /* integers of up to 15 digits are canonical */
    image i;
    if (find_image(fabs(x), &i))
        return (x < 0 ? -i.n : i.n) / tens[i.d];
    char t[40];
    snprintf(t, sizeof t, "%.15g", x);
    double y = strtod(t, NULL);
    return y == 0 ? 0 : y;
}

/* 0.DIGITS × 10^exponent, with its sign. */
static double from_digits(bool negative, const char *digits, int exponent) {
    char t[48];
    snprintf(t, sizeof t, "%s0.%se%d", negative ? "-" : "", digits, exponent);
    double y = strtod(t, NULL);
    return y == 0 ? 0 : y;
}

/* Adds one unit in the last of `n` decimal digits; true when it carries out
   (99 → 100, digits then hold one more). */
static bool carry(char *digits, int n) {
    for (int i = n - 1; i >= 0; i--) {
        if (digits[i] != '9') {
            digits[i]++;
            return false;
        }
        digits[i] = '0';
    }
    memmove(digits + 1, digits, (size_t)n);
    digits[0] = '1';
    digits[n + 1] = 0;
    return true;
}

/* At d decimals, a half away from zero; no -0. d is at least i.d - DIGITS. */
static double round_image(image i, int d, bool negative) {
    if (d < i.d) {
        uint64_t unit = (uint64_t)tens[i.d - d], n = (uint64_t)i.n + unit / 2;
        i = (image){(double)(n / unit), d};
    }
    double x = i.n / tens[i.d];
    return negative && x != 0 ? -x : x;
}

double num_round(double x, int d) {
    if (x == 0 || !isfinite(x))
        return 0;
    if (d >= 0 && d <= 6 && fabs(x) * tens[d] < 1e8) {
        double scaled = fabs(x) * tens[d], n = floor(scaled);
        double part = scaled - n;
        if (fabs(part - 0.5) > 1e-6) {
            n = (n + (part > 0.5)) / tens[d];
            return n == 0 ? 0 : x < 0 ? -n : n;
        }
    }
    image i;
    if (d >= 0 && d <= EXACT && find_image(fabs(x), &i) && i.d - d <= DIGITS)
        return round_image(i, d, x < 0);
    char t[40], digits[24] = {0};
    snprintf(t, sizeof t, "%.14e", fabs(x));
    digits[0] = t[0];
    memcpy(digits + 1, t + 2, 14);
    int exponent = atoi(strchr(t, 'e') + 1) + 1; /* x = 0.digits e exponent */
    int keep = exponent + d;                     /* digits that stay */
    if (keep >= 15)
        return from_digits(x < 0, digits, exponent);
    if (keep < 0)
        return 0;
    bool up = digits[keep] >= '5';
    digits[keep] = 0;
    if (up && keep == 0) {
        digits[0] = '1';
        digits[1] = 0;
        exponent++;
        keep = 1;
    } else if (up && carry(digits, keep)) {
        exponent++;
    }
    return keep ? from_digits(x < 0, digits, exponent) : 0;
}

/* Is there a blank (space, U+00A0, U+202F, U+2009) at *at? Then past it. */
static bool skip_blank(str s, size_t *at) {
    if (*at >= s.n)
        return false;
    size_t next = *at;
    uint32_t cp = utf8_next(s, &next);
    if (cp != ' ' && cp != 0xA0 && cp != 0x202F && cp != 0x2009)
        return false;
    *at = next;
    return true;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The digits before the decimal sign, into `t`; blanks only before groups of
   three. False when ill-formed. */
static bool whole_part(str s, size_t *at, char *t, size_t *n) {
    size_t group = 0, first = *n;
    bool grouped = false;
    while (*at < s.n && *n < 30) {
        if (is_digit(s.p[*at])) {
            t[(*n)++] = s.p[(*at)++];
            group++;
            continue;
        }
        size_t next = *at;
        if (!skip_blank(s, &next) || next >= s.n || !is_digit(s.p[next]))
            break;
        if (group > 3 || (grouped && group != 3) || group == 0)
            return false;
        grouped = true;
        group = 0;
        *at = next;
    }
    if (*n == first || (grouped && group != 3))
        return false;
    return *n - first == 1 || t[first] != '0';
}

/* Digits with a sign and a point, as strtod reads them. */
static double read_digits(const char *t, size_t n) {
    bool negative = t[0] == '-';
    uint64_t m = 0;
    size_t digits = 0, decimals = 0;
    bool point = false;
    for (size_t i = negative; i < n && digits <= DIGITS; i++) {
        if (t[i] == '.') {
            point = true;
            continue;
        }
        m = m * 10 + (uint64_t)(t[i] - '0');
        digits++;
        decimals += point;
    }
    if (digits > DIGITS)
        return num_canon(strtod(t, NULL));
    double x = (double)m / tens[decimals];
    return negative && m ? -x : x;
}

bool num_parse(str s, double *out) {
    char t[64];
    size_t at = 0, n = 0;
    s = str_trim(s);
    if (str_starts(s, S("\xE2\x88\x92"))) { /* U+2212 */
        t[n++] = '-';
        at = 3;
    } else if (s.n && s.p[0] == '-') {
        t[n++] = '-';
        at = 1;
    }
    if (!whole_part(s, &at, t, &n))
        return false;
    if (at < s.n && (s.p[at] == ',' || s.p[at] == '.')) {
        t[n++] = '.';
        size_t first = ++at;
        while (at < s.n && is_digit(s.p[at]) && n < 60)
            t[n++] = s.p[at++];
        if (at == first)
            return false;
    }
    if (at != s.n)
        return false;
    t[n] = 0;
    *out = read_digits(t, n);
    return true;
}

int num_decimals(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ',' || s.p[i] == '.') {
            int d = 0;
            while (i + 1 < s.n && is_digit(s.p[++i]))
                d++;
            return d;
        }
    return 0;
}

void buf_num(buf *b, double x) {
    if (x == floor(x) && fabs(x) < 1e15) {
        buf_int(b, (int64_t)x);
        return;
    }
    char t[64];
    for (int d = 1; d <= 17; d++) { /* fewest decimals that read back */
        snprintf(t, sizeof t, "%.*f", d, x);
        if (strtod(t, NULL) == x)
            break;
    }
    buf_z(b, t);
}
