/* Sub-expressions that read neither cells nor records: the period at hand and
   what is reckoned from it. A formula holds their value. */
#include "book/emit_int.h"

#include <math.h>

static expr_value day(date d) {
    return (expr_value){.kind = EXPR_DATE, .day = d};
}

/* periode + 1, fin(periode) - 30 */
static bool step(const emitter *e, const expr_node *n, expr_value *out) {
    expr_value x, y;
    if (!book_emit_constant(e, n->kids[0], &x) ||
        !book_emit_constant(e, n->kids[1], &y) || y.kind != EXPR_NUMBER ||
        fabs(y.number) > 1000)
        return false;
    double by = n->kind == EXPR_N_SUB ? 0 - y.number : y.number;
    *out = x;
    if (x.kind == EXPR_NUMBER)
        out->number = x.number + by;
    else if (x.kind == EXPR_PERIOD)
        out->period = period_next(x.period, (int)by);
    else if (x.kind == EXPR_DATE)
        out->day = date_from_days(date_days(x.day) + (int32_t)by);
    else
        return false;
    return true;
}

static bool called(const emitter *e, const expr_node *n, expr_value *out) {
    expr_value x;
    if (n->kid_count != 1 || !book_emit_constant(e, n->kids[0], &x))
        return false;
    if (n->fn == EXPR_FN_START && x.kind == EXPR_PERIOD)
        *out = day(period_first(x.period));
    else if (n->fn == EXPR_FN_END && x.kind == EXPR_PERIOD)
        *out = day(period_last(x.period));
    else if (n->fn == EXPR_FN_YEAR && x.kind == EXPR_PERIOD)
        *out = expr_number(x.period.y1);
    else if (n->fn == EXPR_FN_YEAR && x.kind == EXPR_DATE)
        *out = expr_number(x.day.year);
    else
        return false;
    return true;
}

static bool literal(const expr_node *n, expr_value *out) {
    *out = (expr_value){.kind = n->type.kind};
    switch ((int)n->kind) {
    case EXPR_N_NUMBER:
        out->number = n->number;
        return true;
    case EXPR_N_TEXT:
        out->text = n->name;
        return true;
    case EXPR_N_BOOL:
        out->truth = n->truth;
        return true;
    case EXPR_N_DATE:
        out->day = n->day;
        return true;
    case EXPR_N_PERIOD:
        out->period = n->period;
        return true;
    default:
        return false;
    }
}

bool book_emit_constant(const emitter *e, const expr_node *n, expr_value *out) {
    if (literal(n, out))
        return true;
    switch ((int)n->kind) {
    case EXPR_N_BINDING:
        if (!str_eq(n->name, S("periode")) || !e->sheet->period)
            return false;
        *out = (expr_value){.kind = EXPR_PERIOD,
                            .period = e->sheet->period(e->sheet->self)};
        return true;
    case EXPR_N_NEG:
        if (!book_emit_constant(e, n->kids[0], out) || out->kind != EXPR_NUMBER)
            return false;
        out->number = 0 - out->number;
        return true;
    case EXPR_N_ADD:
    case EXPR_N_SUB:
        return step(e, n, out);
    case EXPR_N_CALL:
        return called(e, n, out);
    default:
        return false;
    }
}
