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

/* The same at a meeting, over model_at of the whole's model: values with a
   later date are ignored. A figure that differs from the whole's bears its own
   key: « effectif@campus@2027-2028@2028-08-31 ». What is wrong was reported
   with the whole. */
calc *calc_at(const calc *whole, const model *at);

/* Answers for indicators in expressions. Besides the establishments, three
   names are levels in brackets: campus, courant, constant. */
const expr_host *calc_host(const calc *c);
/* The perimeter in which indicators are read outside formulas, for a table
   that names one; gives the one before. */
perimeter calc_set_perimeter(const calc *c, perimeter scope);
/* What formulas and templates compile in: the model's names, « depenses » and
   « ressources » (one element a line and year, with annee and montant), and
   the indicators. */
const expr_scope *calc_scope(const calc *c);
/* The compiled formula of an indicator, for emission; NULL when observed or
   in error. */
const expr *calc_formula(const calc *c, const indicator *i);
/* Decimals that its figures are published with. */
int calc_decimals(const calc *c, const indicator *i);
/* How its establishments add up: agregation, else what its unit allows. */
aggregation calc_rule(const calc *c, const indicator *i);
/* The period of `read` that stands for period p in a formula of `of`
   (« aligner »); cal CAL_NONE: none. */
period calc_read_period(const calc *c, const indicator *of,
                        const indicator *read, period p);

/* Records (establishments, courses) that a campus value is made of. */
typedef struct calc_levels_kept {
    const void *const *v;
    size_t n;
    bool all; /* every one that has values: v is empty */
} calc_levels_kept;
/* Those of the published value of a period: with holes, a formula runs over
   the establishments where all that it observes is known. Under `scope`
   PERIMETER_CONSTANT, those of that perimeter. */
calc_levels_kept calc_kept(const calc *c, const indicator *i, perimeter scope,
                           period p);

/* The published figure of an indicator at a level (NULL: campus) and period;
   never NULL: what is not known has a reason. Its text has no unit; sources
   are joined by « ; ». Values that secrecy withholds are secret here: read no
   measure of the model for print. */
const figure *calc_value(const calc *c, const indicator *i,
                         const partner *level, period p);
/* The campus figure of an indicator in a perimeter (PERIMETER_ABSENT: its own).
   Constant: the establishments known at every period where one is. The
   published figure itself when it has that perimeter; else one of its own,
   « id@constant@period ». */
const figure *calc_value_in(const calc *c, const indicator *i, perimeter scope,
                            period p);
/* Periods at which there is a value, or a reason other than « a_venir », at
   that level, ascending. */
size_t calc_periods(const calc *c, const indicator *i, const partner *level,
                    const period **out);
/* Establishments with values of that indicator, in the order of the model. */
size_t calc_levels(const calc *c, const indicator *i,
                   const partner *const **out);
/* Likewise for what is observed by course. */
const figure *calc_course_value(const calc *c, const indicator *i,
                                const course *at, period p);
size_t calc_courses(const calc *c, const indicator *i,
                    const course *const **out);
/* All its periods from `from` to `to` as one figure, by agregation_temps. */
const figure *calc_over_time(const calc *c, const indicator *i,
                             const partner *level, period from, period to);
/* No rupture between these two periods at that level? Then the two values may
   be compared. */
bool calc_comparable(const calc *c, const indicator *i, const partner *level,
                     period x, period y);

/* And neither has a hole: growth is computed between such values only. The
   level is that of an establishment or a course, NULL: the campus. */
bool calc_may_compare(const calc *c, const indicator *i, const void *level,
                      period x, period y);

typedef enum indicator_state {
    STATE_REACHED,
    STATE_ON_TRACK,
    STATE_WATCH,
    STATE_ALERT,
    STATE_TO_COME,
    STATE_UNJUDGED, /* a value that is held against nothing */
    STATE_UNKNOWN,  /* no value */
    STATE_SECRET,
    STATE_IRRELEVANT,
    STATE_COUNT
} indicator_state;

/* Where an indicator stands, at campus level. */
typedef struct calc_standing {
    const figure *reference, *last, *target; /* NULL: none */
    const figure *missing;  /* why there is no last value; NULL: not said */
    const figure *gap;      /* target − last */
    const figure *previous; /* known value before the last; NULL: none */
    /* What the last value is held against: the target of its period, or the
       point of the path towards the next one; NULL: nothing is due yet. */
    const figure *due;
    const figure *progress; /* percent of the way from reference to target */
    period reference_period, last_period, target_period, previous_period;
    indicator_state state;
    int trend; /* −1, 0, +1 by the sign of last − previous; 2: none */
} calc_standing;

calc_standing calc_stand(const calc *c, const indicator *i);
/* The same on the figures of a perimeter. */
calc_standing calc_stand_in(const calc *c, const indicator *i, perimeter scope);
/* Its words, as templates read them: « en_bonne_voie ». */
extern const word_table words_indicator_state;
/* The class of the elements of « indicateurs » in calc_scope: the model’s
   fields, and valeur, periode, valeur_reference, cible, echeance, ecart,
   progression, etat; of what is missing: attendu, note_absence. */
const expr_class *calc_indicator_class(const calc *c);
/* What is said of its last missing value; « » and no date: nothing. */
void calc_absence(const calc *c, const indicator *i, str *note, date *expected);
/* The k-th target of an indicator as a figure: charts show the whole path. */
const figure *calc_target(const calc *c, const indicator *i, size_t k);

/* Budget */

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
    period period;  /* cal CAL_NONE: all years */
    bool no_funder; /* lines whose funder is not known */
    bool certain_only;
    bool cash_only; /* what is in kind left out */
} budget_query;

/* Natures that the budget's lines use, sorted; budget_query.nature counts
   from 1 in them. */
size_t calc_natures(const calc *c, const str **out);
/* Sum in whole euros, as a published figure with a stable key. A sum of no
   line is 0; a refused resource counts 0. */
const figure *calc_budget(const calc *c, budget_query q);
/* The cost of an action over the term: its budget lines. */
const figure *calc_cost(const calc *c, const action *a);

/* The state of a resource in a period of the plan. */
funding_state calc_state_at(const resource *r, period p);
/* Certain money: notified, agreed, received, or voted by who pays. */
bool calc_is_certain(const resource *r, funding_state s);
/* What an allocation counts for: its amount, or its periods'; a refused
   resource gives nothing. */
double calc_allocated(const allocation *x);

/* What is asked of `execution`: the money of a civil year, line by line. */
typedef enum execution_measure {
    EXECUTION_VOTED,     /* vote: budget primitif */
    EXECUTION_MODIFIED,  /* modifie: décisions modificatives, a difference */
    EXECUTION_BUDGET,    /* budget: voted + modified */
    EXECUTION_COMMITTED, /* engage */
    EXECUTION_SERVED,    /* service_fait */
    EXECUTION_PAID,      /* mandate */
    EXECUTION_LEFT,      /* reste_engager: budget − committed */
    EXECUTION_CARRIED,   /* reporte */
    EXECUTION_EXPECTED,  /* attendu */
    EXECUTION_TITLED,    /* titre */
    EXECUTION_RECEIVED,  /* encaisse */
    EXECUTION_DUE,       /* reste_recouvrer: titled − received */
    EXECUTION_PAID_RATE, /* taux_mandate: paid to budget, %, one decimal */
    EXECUTION_RECEIVED_RATE, /* taux_encaisse: received to expected, % */
    EXECUTION_MEASURES
} execution_measure;

/* A zero field takes all. */
typedef struct execution_query {
    execution_measure measure;
    int year;         /* exercice */
    section section;  /* of the line */
    const void *line; /* an expense or a resource */
} execution_query;

/* Key « budget.execution.mandate.fonctionnement.ligne=d06@2027 ». Missing when
   no line of it says any of its amounts; what some lines do not say counts 0.
 */
const figure *calc_execution(const calc *c, execution_query q);
/* Years that `execution` has, ascending. */
size_t calc_execution_years(const calc *c, const int **out);

void calc_dump(buf *out, const calc *c);

#endif
