/*
 * num: numbers as a spreadsheet sees them.
 *
 * A double, canonical at 15 significant digits when read, rounded once when
 * published. num_round gives what ROUND gives in Excel and LibreOffice: half
 * away from zero on the image at 15 significant digits. No number is NaN, an
 * infinity, or -0.
 */
#ifndef SCEAU_BASE_NUM_H
#define SCEAU_BASE_NUM_H

#include "base/str.h"

/* Why a value is missing; MISSING_NONE means that it is there. */
typedef enum missing {
    MISSING_NONE = 0,
    MISSING_UNAVAILABLE, /* non_disponible */
    MISSING_SECRET,      /* secret */
    MISSING_IRRELEVANT,  /* sans_objet */
    MISSING_TO_COME,     /* a_venir */
    MISSING_COUNT
} missing;

/* An optional number. */
typedef struct number {
    double v;
    bool has;
} number;

double num_canon(double x);        /* at 15 significant digits, no -0 */
double num_round(double x, int d); /* d decimals, may be negative */
/* Reads « 1234.5 », « 1 234,5 », « −3 » (blanks: space, U+00A0, U+202F in
   thousands). Refuses leading zeros, exponents, « _ », infinities. */
bool num_parse(str s, double *out);
/* Decimals typed in such a text: « 12,50 » → 2. */
int num_decimals(str s);
/* Shortest plain decimal text that reads back the same: 0.1, 1234.5, -3. */
void buf_num(buf *b, double x);

#endif
