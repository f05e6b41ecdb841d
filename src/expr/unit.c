/* Units are words. They fall into dimensions: percentages, euros, measures
   (each agrees with itself only) and counted things, which agree with one
   another: pupils and apprentices may be added. */
#include "expr/expr_int.h"

typedef enum dimension {
    DIM_NONE,
    DIM_PERCENT,
    DIM_EURO,
    DIM_MEASURE,
    DIM_COUNT
} dimension;

static const struct {
    const char *word;
    dimension dim;
} units[] = {
    {"%", DIM_PERCENT},       {"pourcent", DIM_PERCENT},
    {"point", DIM_PERCENT},   {"pt", DIM_PERCENT},
    {"\u20AC", DIM_EURO},     {"euro", DIM_EURO},
    {"EUR", DIM_EURO},        {"ratio", DIM_NONE},
    {"k\u20AC", DIM_MEASURE}, {"M\u20AC", DIM_MEASURE},
    {"h", DIM_MEASURE},       {"heure", DIM_MEASURE},
    {"j", DIM_MEASURE},       {"jour", DIM_MEASURE},
    {"semaine", DIM_MEASURE}, {"moi", DIM_MEASURE}, /* mois, its s cut */
    {"an", DIM_MEASURE},      {"ann\u00E9e", DIM_MEASURE},
    {"m", DIM_MEASURE},       {"km", DIM_MEASURE},
    {"m2", DIM_MEASURE},      {"m\u00B2", DIM_MEASURE},
    {"m3", DIM_MEASURE},      {"m\u00B3", DIM_MEASURE},
    {"km2", DIM_MEASURE},     {"km\u00B2", DIM_MEASURE},
    {"ha", DIM_MEASURE},      {"ETP", DIM_MEASURE},
    {"/10", DIM_MEASURE},     {"/20", DIM_MEASURE},
};

static str singular(str u) {
    u = str_trim(u);
    return u.n > 1 && u.p[u.n - 1] == 's' ? str_sub(u, 0, u.n - 1) : u;
}

static dimension dimension_of(str unit) {
    str u = singular(unit);
    if (!u.n)
        return DIM_NONE;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_eq(u, str_z(units[i].word)))
            return units[i].dim;
    return DIM_COUNT;
}

bool expr_unit_agree(str x, str y) {
    dimension a = dimension_of(x), b = dimension_of(y);
    if (!a || !b)
        return true;
    return a == b && (a != DIM_MEASURE || str_eq(singular(x), singular(y)));
}

str expr_unit_sum(str x, str y) {
    if (!dimension_of(x))
        return y;
    if (!dimension_of(y) || str_eq(singular(x), singular(y)))
        return x;
    bool whole = dimension_of(x) == DIM_COUNT || !expr_unit_agree(x, y);
    return whole ? STR_NONE : x;
}

str expr_unit_product(str x, str y) {
    if (!dimension_of(x))
        return y;
    return dimension_of(y) ? STR_NONE : x;
}

str expr_unit_quotient(str x, str y) {
    return dimension_of(y) ? STR_NONE : x;
}

bool expr_units_agree(str x, str y) {
    return expr_unit_agree(x, y);
}
