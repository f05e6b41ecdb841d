/*
 * check: the label's référentiel against the description: which criterion is
 * answered by what; and finance's checks. Pages are known only after layout;
 * print asks for them through anchors.
 */
#ifndef SCEAU_CHECK_CHECK_H
#define SCEAU_CHECK_CHECK_H

#include "calc/calc.h"
#include "model/model.h"

typedef enum evidence_kind {
    EVIDENCE_SECTION,
    EVIDENCE_PARAGRAPH,
    EVIDENCE_OBJECTIVE,
    EVIDENCE_ACTION,
    EVIDENCE_PARTNER,
    EVIDENCE_COURSE,
    EVIDENCE_INDICATOR,
    EVIDENCE_PIECE,
    EVIDENCE_INSTANCE,
    EVIDENCE_EQUIPMENT,
    EVIDENCE_KIND_COUNT
} evidence_kind;

typedef struct evidence {
    evidence_kind kind;
    const void *record; /* NULL for sections and paragraphs */
    str label;          /* « objectif O1 », « indicateur F12 » */
    span place;
} evidence;

typedef enum criterion_state {
    CRITERION_COVERED,
    CRITERION_PARTIAL,
    CRITERION_MISSING,
    CRITERION_IRRELEVANT,
    CRITERION_STATE_COUNT
} criterion_state;

typedef struct criterion_coverage {
    const criterion *criterion;
    criterion_state state;
    LIST(evidence) evidence;
} criterion_coverage;

typedef struct coverage {
    LIST(criterion_coverage) criteria; /* in the order of the référentiel */
    bool settled;                      /* states are those of check_settle */
} coverage;

/* Evidence found in the records; sections and paragraphs are added by expand
   through check_cite as it meets them, then check_settle gives the states. */
coverage *check_run(arena *a, const model *m, const calc *c, diag_sink *sink);
void check_cite(arena *a, coverage *v, str criterion_id, evidence e);
void check_settle(arena *a, coverage *v, const model *m, diag_sink *sink);
/* Emplois = ressources by year and section, and the other checks of finance:
   reported as warnings, errors at filing. */
void check_budget(const model *m, const calc *c, diag_sink *sink);
/* What --depot refuses: illustrative values and records, counted by file where
   they are many, or each by itself. */
void check_filing(const model *m, bool each, diag_sink *sink);
/* Text of `verifier`: where each criterion stands. */
void check_report(buf *out, const coverage *v);

#endif
