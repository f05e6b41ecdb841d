/* Values: made, compared, written. */
#include <math.h>

#include "base/utf8.h"
#include "expr/expr_int.h"

expr_value expr_number(double v) {
    return (expr_value){.kind = EXPR_NUMBER, .number = v == 0 ? 0 : v};
}

expr_value expr_text(str s) {
    return (expr_value){.kind = EXPR_TEXT, .text = s};
}

expr_value expr_bool(bool b) {
    return (expr_value){.kind = EXPR_BOOL, .truth = b};
}

expr_value expr_missing(expr_kind kind, missing why) {
    return (expr_value){.kind = kind, .why = why ? why : MISSING_UNAVAILABLE};
}

expr_value expr_value_date(date d) {
    if (!date_has(d))
        return expr_missing(EXPR_DATE, MISSING_UNAVAILABLE);
    return (expr_value){.kind = EXPR_DATE, .day = d};
}

bool expr_value_invented(expr_value v) {
    if (v.kind == EXPR_RECORD && v.cls && v.record && v.cls->illustrative &&
        v.cls->illustrative(v.record))
        return true;
    return v.illustrative || (v.figure && v.figure->marks & MARK_ILLUSTRATIVE);
}

expr_value expr_value_finite(double v) {
    return isfinite(v) ? expr_number(v)
                       : expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
}

missing expr_missing_worst(missing x, missing y) {
    static const uint8_t rank[MISSING_COUNT] = {[MISSING_SECRET] = 4,
                                                [MISSING_UNAVAILABLE] = 3,
                                                [MISSING_TO_COME] = 2,
                                                [MISSING_IRRELEVANT] = 1};
    return rank[x] >= rank[y] ? x : y;
}

static int sign_of(double d) {
    return (d > 0) - (d < 0);
}

/* On the images at six decimals, as a sheet compares them (rule 4). */
static int compare_numbers(double x, double y) {
    if (x == y)
        return 0;
    if (fabs(x - y) > 1e-5)
        return sign_of(x - y);
    return sign_of(num_round(x, EXPR_COMPARE_DIGITS) -
                   num_round(y, EXPR_COMPARE_DIGITS));
}

/* A civil year, a rentrée and one cohort are typed alike, as a year. */
static int compare_periods(period x, period y) {
    if (x.y1 == y.y1 && x.y2 == y.y2 && x.half == y.half)
        return 0;
    return period_cmp(x, y);
}

static int compare_year(double year, period p) {
    return sign_of(year - p.y1) ? sign_of(year - p.y1) : sign_of(year - p.y2);
}

static str id_of(expr_value v) {
    if (v.kind == EXPR_TEXT)
        return v.text;
    return v.cls && v.cls->id && v.record ? v.cls->id(v.cls, v.record)
                                          : STR_NONE;
}

static int compare_records(expr_value x, expr_value y) {
    if (x.kind == y.kind && x.record == y.record)
        return 0;
    str a = id_of(x), b = id_of(y);
    return a.n && b.n ? str_cmp(a, b) : 1;
}

static int compare_kinds(expr_value x, expr_value y, bool *ok) {
    if (x.kind == EXPR_RECORD || y.kind == EXPR_RECORD)
        return compare_records(x, y);
    if (x.kind == EXPR_NUMBER && y.kind == EXPR_PERIOD)
        return compare_year(x.number, y.period);
    if (x.kind == EXPR_PERIOD && y.kind == EXPR_NUMBER)
        return -compare_year(y.number, x.period);
    *ok = x.kind == y.kind;
    if (!*ok)
        return 0;
    switch (x.kind) {
    case EXPR_NUMBER:
        return compare_numbers(x.number, y.number);
    case EXPR_TEXT:
        return str_cmp(x.text, y.text);
    case EXPR_BOOL:
        return x.truth - y.truth;
    case EXPR_DATE:
        return date_cmp(x.day, y.day);
    case EXPR_PERIOD:
        return compare_periods(x.period, y.period);
    case EXPR_ANY:
    case EXPR_RECORD:
    case EXPR_LIST:
    case EXPR_SERIES:
        break;
    }
    *ok = false;
    return 0;
}

bool expr_is_zero(double x) {
    return num_round(x, EXPR_COMPARE_DIGITS) == 0;
}

int expr_value_compare(expr_value x, expr_value y, bool *ok) {
    *ok = !x.why && !y.why;
    return *ok ? compare_kinds(x, y, ok) : 0;
}

static bool is_empty_text(expr_value v) {
    return !v.why && v.kind == EXPR_TEXT && !v.text.n;
}

expr_value expr_value_equal(expr_value x, expr_value y) {
    /* A text that is not there equals "" and nothing else. */
    if ((x.why && is_empty_text(y)) || (y.why && is_empty_text(x)))
        return expr_bool(true);
    bool ok;
    int c = expr_value_compare(x, y, &ok);
    if (!ok)
        return expr_missing(EXPR_BOOL, expr_missing_worst(x.why, y.why));
    return expr_bool(c == 0);
}

int expr_value_order(evaluation *x, expr_value a, expr_value b) {
    if (a.why || b.why)
        return (a.why != 0) - (b.why != 0);
    if (a.kind == EXPR_TEXT && b.kind == EXPR_TEXT)
        return x->host && x->host->compare
                   ? x->host->compare(x->host->self, a.text, b.text)
                   : expr_text_compare(x->a, a.text, b.text);
    if (a.kind == EXPR_RECORD && b.kind == EXPR_RECORD)
        return expr_text_compare(x->a, id_of(a), id_of(b));
    bool ok;
    return expr_value_compare(a, b, &ok);
}

/* « 1 234,5 »: a comma, U+202F between thousands, U+2212. */
static void put_number(buf *out, double v) {
    buf t = buf_new(out->a);
    buf_num(&t, fabs(v));
    str s = buf_take(&t);
    size_t dot = str_find(s, S("."), 0), whole = dot < s.n ? dot : s.n;
    if (v < 0)
        buf_z(out, "\u2212");
    for (size_t i = 0; i < s.n; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            buf_z(out, "\u202F");
        buf_c(out, i == dot ? ',' : s.p[i]);
    }
}

static void put_date(buf *out, date d) {
    if (d.day)
        buf_fmt(out, "%02d/", d.day);
    if (d.month)
        buf_fmt(out, "%02d/", d.month);
    buf_fmt(out, "%04d", d.year);
}

/* What names a record: its nom, intitule, titre or libelle, else its id. */
static str record_text(arena *a, expr_value v) {
    static const char *const keys[] = {"nom", "intitule", "titre", "libelle"};
    for (size_t i = 0; v.cls && i < sizeof keys / sizeof *keys; i++) {
        const expr_field *f = v.cls->field(v.cls, str_z(keys[i]));
        if (!f)
            continue;
        expr_value t = v.cls->get(v.cls, f, v.record, a);
        if (!t.why && t.kind == EXPR_TEXT)
            return t.text;
    }
    return id_of(v);
}

str expr_value_text(arena *a, expr_value v) {
    buf out = buf_new(a);
    if (v.why)
        return STR_NONE;
    switch (v.kind) {
    case EXPR_NUMBER:
        put_number(&out, v.number);
        break;
    case EXPR_TEXT:
        return v.text;
    case EXPR_BOOL:
        return v.truth ? S("oui") : S("non");
    case EXPR_DATE:
        put_date(&out, v.day);
        break;
    case EXPR_PERIOD:
        buf_period(&out, v.period);
        break;
    case EXPR_RECORD:
        return record_text(a, v);
    case EXPR_ANY:
    case EXPR_LIST:
    case EXPR_SERIES:
        break;
    }
    return buf_take(&out);
}
