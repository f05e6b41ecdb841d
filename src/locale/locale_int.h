/* locale, inside: the ICU handles, opened once. */
#ifndef SCEAU_LOCALE_LOCALE_INT_H
#define SCEAU_LOCALE_LOCALE_INT_H

#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "locale/locale.h"

struct locale {
    UCollator *collator;
    UCaseMap *casing;
    UBreakIterator *lines, *graphemes;
    UText text; /* what an iterator reads just now */
};

#define NBSP   "\xC2\xA0"
#define THIN   "\xE2\x80\xAF" /* U+202F */
#define MINUS  "\xE2\x88\x92" /* U+2212 */
#define HYPHEN "\xE2\x80\x91" /* U+2011 */

#endif
