/*
 * calc: the figures. Every indicator at every level and period, budget totals,
 * progress and state; each a published value (rounded once) or a reason.
 */
#ifndef SCEAU_CALC_CALC_H
#define SCEAU_CALC_CALC_H

#include "base/diag.h"
#include "base/figure.h"
#include "expr/expr.h"
#include "locale/locale.h"
#include "model/model.h"

typedef struct calc calc;

/* Computes everything; errors go to the sink (the result is then usable for
   further checks, not for publication). */
calc *calc_run(arena *a, const model *m, const locale *l, diag_sink *sink);

/* Answers for indicators in expressions. */
const expr_host *calc_host(const calc *c);

/* The published figure of an indicator at a level (NULL: campus) and period;
   never NULL: what is not known has a reason. Its text has no unit. */
const figure *calc_value(const calc *c, const indicator *i,
                         const partner *level, period p);
/* Periods at which something is known at that level, ascending. */
size_t calc_periods(const calc *c, const indicator *i, const partner *level,
                    const period **out);
/* Establishments with values of that indicator, in the order of the model. */
size_t calc_levels(const calc *c, const indicator *i,
                   const partner *const **out);

typedef enum indicator_state {
    STATE_REACHED,
    STATE_ON_TRACK,
    STATE_WATCH,
    STATE_ALERT,
    STATE_TO_COME,
    STATE_UNKNOWN,
    STATE_SECRET,
    STATE_IRRELEVANT,
    STATE_COUNT
} indicator_state;

/* Where an indicator stands, at campus level. */
typedef struct calc_standing {
    const figure *reference, *last, *target; /* NULL: none */
    const figure *gap;                       /* target − last */
    period reference_period, last_period, target_period;
    indicator_state state;
    int trend; /* −1, 0, +1 by the sign of last − previous; 2: none */
} calc_standing;

calc_standing calc_stand(const calc *c, const indicator *i);

/* --- Budget ----------------------------------------------------------------
 */

typedef enum budget_side {
    SIDE_EXPENSES,
    SIDE_RESOURCES,
    SIDE_GAP
} budget_side;

/* What a total takes in; a zero field takes all. */
typedef struct budget_query {
    budget_side side;
    section section; /* fonctionnement, investissement, en_nature */
    int nature;      /* index + 1 into the nomenclature's natures */
    const partner *funder;
    str instrument; /* dispositif */
    const action *action;
    period period; /* cal CAL_NONE: all years */
    bool certain_only;
} budget_query;

/* Sum in whole euros, as a published figure with a stable key. */
const figure *calc_budget(const calc *c, budget_query q);
/* The cost of an action over the term: its budget lines. */
const figure *calc_cost(const calc *c, const action *a);

void calc_dump(buf *out, const calc *c);

#endif
