/*
 * locale: what depends on the language, through ICU (the only folder that
 * includes it). French unless said. Pure functions; the handles are opened
 * once and closed with the arena given.
 */
#ifndef SCEAU_LOCALE_LOCALE_H
#define SCEAU_LOCALE_LOCALE_H

#include "base/date.h"
#include "base/num.h"
#include "base/str.h"

typedef struct locale locale;

/* NULL when ICU's data are missing. lang: "fr" or "en". */
locale *locale_open(arena *a, str lang);

/* French collation, digits as numbers: « Axe 2 » before « Axe 10 ». */
int locale_compare(const locale *l, str a, str b);
/* `s` itself when it is in this form already. */
str locale_nfc(arena *a, str s);
/* Lower case, no accents, œ as oe, ’ as ', '-', ' ', U+00A0, U+202F and U+2011
   become '_': how a key that was typed otherwise is understood, and how names
   are compared for help. */
str locale_fold(arena *a, str s);
str locale_upper(const locale *l, arena *x, str s);
/* First letter upper-cased. */
str locale_capital(const locale *l, arena *x, str s);

/* « 1 234,5 » with U+202F from 4 digits, U+2212, exactly `decimals`. */
str locale_number(arena *a, double v, int decimals);
/* « 23 novembre 2026 » with U+00A0 after the day, « septembre 2027 », « 2027 »;
   1 is « 1er ». No date gives nothing. */
str locale_date(arena *a, date d);
/* « 23 nov. 2026 », « sept. 2027 » for tables. */
str locale_date_short(arena *a, date d);
/* « 2025-2026 » with U+2011, « 2025 », « 2021+2022 », « S1 2025 » with U+00A0;
   `full`: « année scolaire 2025-2026 », « rentrée 2025 », « promotions 2021 et
   2022 », « 1er semestre 2025 », « 2025 » for a civil year. */
str locale_period(arena *a, period p, bool full);

/* Line break opportunities of UAX 14 in `s`: out[i] is 1 when a line may end
   before byte i (0 < i < n), 2 when it must. `out` has s.n + 1 entries. */
void locale_line_breaks(const locale *l, str s, uint8_t *out);
/* End of the grapheme cluster that starts at `at`. */
size_t locale_grapheme(const locale *l, str s, size_t at);

/* Up to `max` names of `among` nearest to `typed` (folded, Damerau–Levenshtein
   ≤ max(1, len/3)), nearest first; gives their number. */
typedef struct locale_names {
    const str *v;
    size_t n;
} locale_names;
size_t locale_near(arena *a, str typed, locale_names among, str *out,
                   size_t max);
#define locale_nearest(a, typed, names, n, out, max)                           \
    locale_near((a), (typed), (locale_names){(names), (n)}, (out), (max))

#endif
