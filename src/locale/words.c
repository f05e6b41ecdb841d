/* Numbers, dates and periods as French text. Written by hand: they are asked
   for thousands of times, and must not change with ICU's data. */
#include <math.h>

#include "locale/locale_int.h"

enum { MAX_DECIMALS = 15 };

/* The digits of |v| × 10^decimals, without a point, in `out`. v has at most
   15 significant digits: below 10^15 an integer holds them all, above it what
   follows them is zeros. */
static int digits_of(double v, int decimals, char out[340]) {
    static const double powers[MAX_DECIMALS + 1] = {
        1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
        1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    double scaled = fabs(v) * powers[decimals];
    int zeros = 0;
    if (scaled >= 1e15) {
        zeros = (int)floor(log10(scaled)) - 14;
        scaled = fabs(v) / pow(10, zeros - decimals);
        if (scaled >= 1e15) { /* log10 rounded down */
            scaled /= 10;
            zeros++;
        }
    }
    char back[24];
    int n = 0, len = 0;
    for (uint64_t k = (uint64_t)(scaled + 0.5); k; k /= 10)
        back[n++] = (char)('0' + k % 10);
    for (int i = n; i < decimals + 1 - zeros; i++)
        out[len++] = '0';
    while (n)
        out[len++] = back[--n];
    while (zeros-- > 0 && len < 339)
        out[len++] = '0';
    return len;
}

str locale_number(arena *a, double v, int decimals) {
    v = num_round(v, decimals);
    if (decimals < 0)
        decimals = 0;
    if (decimals > MAX_DECIMALS)
        decimals = MAX_DECIMALS;
    char digits[340];
    int n = digits_of(v, decimals, digits), whole = n - decimals;
    buf out = buf_new(a);
    if (v < 0)
        buf_z(&out, MINUS);
    for (int i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0)
            buf_z(&out, THIN);
        buf_c(&out, digits[i]);
    }
    if (decimals) {
        buf_c(&out, ',');
        buf_put(&out, digits + whole, (size_t)decimals);
    }
    return buf_take(&out);
}

/* Dates. */

static const char *const months[13] = {
    "",        "janvier", "février",   "mars",    "avril",    "mai",     "juin",
    "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
static const char *const short_months[13] = {
    "",      "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août",  "sept.", "oct.", "nov.", "déc."};

/* `between`: what stands between month and year. */
static str date_words(arena *a, date d, const char *const names[13],
                      const char *between) {
    buf out = buf_new(a);
    if (!date_has(d))
        return STR_NONE;
    if (d.month && d.month <= 12) {
        if (d.day)
            buf_fmt(&out, d.day == 1 ? "%der" NBSP : "%d" NBSP, d.day);
        buf_fmt(&out, "%s%s", names[d.month], between);
    }
    buf_int(&out, d.year);
    return buf_take(&out);
}

str locale_date(arena *a, date d) {
    return date_words(a, d, months, " ");
}

str locale_date_short(arena *a, date d) {
    return date_words(a, d, short_months, NBSP);
}

/* Periods. */

static str cohorts(arena *a, period p, bool full) {
    if (p.y1 == p.y2)
        return str_fmt(a, full ? "promotion %d" : "%d", p.y1);
    return str_fmt(a, full ? "promotions %d et %d" : "%d+%d", p.y1, p.y2);
}

str locale_period(arena *a, period p, bool full) {
    switch (p.cal) {
    case CAL_CIVIL:
        return str_fmt(a, "%d", p.y1);
    case CAL_SCHOOL:
        return str_fmt(a, "%s%d" HYPHEN "%d", full ? "année scolaire " : "",
                       p.y1, p.y2);
    case CAL_RENTREE:
        return str_fmt(a, "%s%d",
                       full ? "rentrée"
                              " "
                            : "",
                       p.y1);
    case CAL_COHORTS:
        return cohorts(a, p, full);
    case CAL_SEMESTER:
        if (!full)
            return str_fmt(a, "S%d" NBSP "%d", p.half, p.y1);
        return str_fmt(a, "%d%s semestre %d", p.half, p.half == 1 ? "er" : "e",
                       p.y1);
    case CAL_NONE:
    case CAL_COUNT:
        break;
    }
    return STR_NONE;
}
