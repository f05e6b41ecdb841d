/* date: civil dates of a given precision, and periods of five calendars. */
#ifndef SCEAU_BASE_DATE_H
#define SCEAU_BASE_DATE_H

#include "base/str.h"

/* month 0: known to the year; day 0: known to the month; year 0: no date. */
typedef struct date {
    int16_t year;
    uint8_t month, day;
} date;

static inline bool date_has(date d) {
    return d.year != 0;
}
/* Reads 2027-09-01, 2027-09, 2027, 01/09/2027; checks the calendar. */
bool date_parse(str s, date *out);
/* By the first day that each covers: 2027 = 2027-01-01. */
int date_cmp(date a, date b);
date date_first(date d);   /* first day of what d covers */
date date_last(date d);    /* last day of what d covers */
int32_t date_days(date d); /* days since 1970-01-01, of date_first(d) */
date date_from_days(int32_t days);
date date_add_months(date d, int months);
/* Whole months from a to b (negative when b is before a). */
int date_months_between(date a, date b);
void buf_date_iso(buf *b, date d); /* at its precision */

typedef enum calendar {
    CAL_NONE = 0,
    CAL_CIVIL,    /* 2025 */
    CAL_SCHOOL,   /* scolaire: 2025-2026 */
    CAL_RENTREE,  /* rentrée: 2025 */
    CAL_COHORTS,  /* cohortes: 2021+2022, or 2021 */
    CAL_SEMESTER, /* semestre: 2025-S1 */
    CAL_COUNT
} calendar;

/* y2 is y1 unless school year or cohorts; half is 1 or 2 for semesters. */
typedef struct period {
    calendar cal;
    int16_t y1, y2;
    uint8_t half;
} period;

/* Reads a period of calendar `cal`; CAL_NONE: of any, by its shape (a bare
   year is civil). */
bool period_parse(str s, calendar cal, period *out);
int period_cmp(period a, period b); /* by first day, then last day */
bool period_eq(period a, period b);
date period_first(period p); /* first day (1 September for a school year) */
date period_last(period p);
period period_next(period p, int steps);
void buf_period(buf *b, period p); /* its key: 2025-2026, 2021+2022, 2025-S1 */

#endif
