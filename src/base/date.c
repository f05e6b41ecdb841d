#include "base/date.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Exactly `count` digits at s[at]; -1 otherwise. */
static int digits(str s, size_t at, size_t count) {
    if (at + count > s.n)
        return -1;
    int v = 0;
    for (size_t i = at; i < at + count; i++) {
        if (!is_digit(s.p[i]))
            return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

static int month_length(int year, int month) {
    static const int8_t len[] = {31, 28, 31, 30, 31, 30,
                                 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : len[month - 1];
}

static bool make(int year, int month, int day, date *out) {
    if (year < 1000 || month < 0 || month > 12 || day < 0)
        return false;
    if (day && (!month || day > month_length(year, month)))
        return false;
    *out = (date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

bool date_parse(str s, date *out) {
    s = str_trim(s);
    if (s.n == 10 && s.p[2] == '/' && s.p[5] == '/') {
        int d = digits(s, 0, 2), m = digits(s, 3, 2);
        return d > 0 && m > 0 && make(digits(s, 6, 4), m, d, out);
    }
    int y = digits(s, 0, 4);
    if (s.n == 4)
        return make(y, 0, 0, out);
    int m = s.n >= 7 && s.p[4] == '-' ? digits(s, 5, 2) : -1;
    if (s.n == 7)
        return m > 0 && make(y, m, 0, out);
    if (s.n != 10 || s.p[7] != '-' || m <= 0)
        return false;
    int d = digits(s, 8, 2);
    return d > 0 && make(y, m, d, out);
}

date date_first(date d) {
    return (date){d.year, d.month ? d.month : 1, d.day ? d.day : 1};
}

date date_last(date d) {
    uint8_t m = d.month ? d.month : 12;
    uint8_t last = (uint8_t)month_length(d.year, m);
    return (date){d.year, m, d.day ? d.day : last};
}

/* Days from civil, after H. Hinnant's public description: years start in
   March so that the leap day comes last. */
int32_t date_days(date d) {
    d = date_first(d);
    int y = d.year - (d.month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int mp = (d.month + 9) % 12, doy = (153 * mp + 2) / 5 + d.day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

date date_from_days(int32_t z) {
    z += 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153, m = mp < 10 ? mp + 3 : mp - 9;
    int y = yoe + era * 400 + (m <= 2);
    return (date){(int16_t)y, (uint8_t)m,
                  (uint8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

/* In the order of days, without counting them. */
static int32_t rank_of(date d) {
    d = date_first(d);
    return (d.year * 16 + d.month) * 32 + d.day;
}

int date_cmp(date a, date b) {
    int32_t x = rank_of(a), y = rank_of(b);
    return (x > y) - (x < y);
}

date date_add_months(date d, int months) {
    date f = date_first(d);
    int m = f.year * 12 + f.month - 1 + months;
    int y = m / 12, mo = m % 12 + 1, last = month_length(y, mo);
    date r = {(int16_t)y, (uint8_t)mo, (uint8_t)(f.day < last ? f.day : last)};
    if (!d.day)
        r.day = 0;
    return r;
}

int date_months_between(date a, date b) {
    date x = date_first(a), y = date_first(b);
    int n = (y.year - x.year) * 12 + y.month - x.month;
    if (n > 0 && y.day < x.day)
        n--;
    if (n < 0 && y.day > x.day)
        n++;
    return n;
}

void buf_date_iso(buf *b, date d) {
    if (!d.year)
        return;
    buf_fmt(b, "%04d", d.year);
    if (d.month)
        buf_fmt(b, "-%02d", d.month);
    if (d.day)
        buf_fmt(b, "-%02d", d.day);
}

static bool parse_pair(str s, char between, period *out) {
    int a = digits(s, 0, 4), b = digits(s, 5, 4);
    if (s.n != 9 || s.p[4] != between || a < 1000 || b != a + 1)
        return false;
    out->y1 = (int16_t)a;
    out->y2 = (int16_t)b;
    return true;
}

static bool parse_shape(str s, calendar cal, period *p) {
    int y = digits(s, 0, 4);
    *p = (period){.cal = cal, .y1 = (int16_t)y, .y2 = (int16_t)y};
    switch (cal) {
    case CAL_CIVIL:
    case CAL_RENTREE:
        return s.n == 4 && y >= 1000;
    case CAL_SCHOOL:
        return parse_pair(s, '-', p);
    case CAL_COHORTS:
        return (s.n == 4 && y >= 1000) || parse_pair(s, '+', p);
    case CAL_SEMESTER:
        if (s.n != 7 || y < 1000 || s.p[4] != '-' || s.p[5] != 'S')
            return false;
        p->half = (uint8_t)(s.p[6] - '0');
        return p->half == 1 || p->half == 2;
    case CAL_NONE:
    case CAL_COUNT:
        break;
    }
    return false;
}

bool period_parse(str s, calendar cal, period *out) {
    s = str_trim(s);
    if (cal != CAL_NONE)
        return parse_shape(s, cal, out);
    static const calendar any[] = {CAL_CIVIL, CAL_SCHOOL, CAL_COHORTS,
                                   CAL_SEMESTER};
    for (size_t i = 0; i < sizeof any / sizeof *any; i++)
        if (parse_shape(s, any[i], out))
            return true;
    return false;
}

date period_first(period p) {
    if (p.cal == CAL_SCHOOL || p.cal == CAL_RENTREE)
        return (date){p.y1, 9, 1};
    return (date){p.y1, p.half == 2 ? 7 : 1, 1};
}

date period_last(period p) {
    if (p.cal == CAL_SCHOOL)
        return (date){p.y2, 8, 31};
    if (p.cal == CAL_RENTREE)
        return (date){(int16_t)(p.y1 + 1), 8, 31};
    return p.half == 1 ? (date){p.y1, 6, 30} : (date){p.y2, 12, 31};
}

int period_cmp(period a, period b) {
    int c = date_cmp(period_first(a), period_first(b));
    return c ? c : date_cmp(period_last(a), period_last(b));
}

bool period_eq(period a, period b) {
    return a.cal == b.cal && a.y1 == b.y1 && a.y2 == b.y2 && a.half == b.half;
}

period period_next(period p, int steps) {
    if (p.cal == CAL_SEMESTER) {
        int n = p.y1 * 2 + p.half - 1 + steps;
        p.y1 = p.y2 = (int16_t)(n / 2);
        p.half = (uint8_t)(n % 2 + 1);
        return p;
    }
    p.y1 = (int16_t)(p.y1 + steps);
    p.y2 = (int16_t)(p.y2 + steps);
    return p;
}

/* At least four digits. */
static void put_year(buf *b, int year) {
    for (int unit = 1000; unit > 1 && year < unit; unit /= 10)
        buf_c(b, '0');
    buf_int(b, year);
}

void buf_period(buf *b, period p) {
    if (!p.y1)
        return;
    put_year(b, p.y1);
    if (p.cal == CAL_SCHOOL || (p.cal == CAL_COHORTS && p.y2 != p.y1)) {
        buf_c(b, p.cal == CAL_SCHOOL ? '-' : '+');
        put_year(b, p.y2);
    } else if (p.cal == CAL_SEMESTER) {
        buf_z(b, "-S");
        buf_int(b, p.half);
    }
}
