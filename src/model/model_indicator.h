/*
 * model_indicator: indicators as they are typed. Figures at every level and
 * period are calc's; here is what was observed, with its provenance complete.
 */
#ifndef SCEAU_MODEL_INDICATOR_H
#define SCEAU_MODEL_INDICATOR_H

#include "model/model_campus.h"

typedef enum level_kind {
    LEVEL_CAMPUS, /* known only in total */
    LEVEL_PARTNER,
    LEVEL_COURSE
} level_kind;

/* One observed value: a number, or the reason why there is none. */
typedef struct measure {
    level_kind level : 8;
    missing why : 8;         /* MISSING_NONE: value holds */
    value_status status : 8; /* inherited: value, establishment, indicator,
                                file */
    int8_t decimals;         /* as typed */
    bool illustrative;
    bool after_cutoff; /* dated after dossier.arrete_au: to be ignored */
    ref at;            /* → partner or course; empty for the campus */
    double value;
    period period;
    date date;
    date expected; /* attendu: when a missing one should be known */
    ref source;
    str note;
    span place;
} measure;

typedef struct target { /* cibles */
    period period;
    double value;
    number initial; /* initiale: before a revision */
    located reason; /* motif */
    bool illustrative;
    span place;
} target;

typedef struct baseline { /* reference */
    ref label;            /* → label_term; empty: the only one */
    period period;
    span place;
} baseline;

typedef struct series_break { /* ruptures */
    record_head head;
    period period;
    located note;
    ref level; /* etablissement; empty: all */
} series_break;

typedef struct calendar_alignment { /* aligner: { scolaire: debut } */
    calendar from;
    alignment_end end;
} calendar_alignment;

/* seuils, in percent of the way that the target (or its path) asks for. */
typedef struct thresholds {
    record_head head;
    number on_track; /* bonne_voie */
    number watch;    /* surveiller */
} thresholds;

typedef struct indicator { /* indicateurs */
    record_head head;
    str code; /* printed: F12 */
    str title;
    str short_title; /* court */
    located definition;
    str unit;        /* "%" for pourcent */
    number decimals; /* as typed; calc derives it otherwise */
    indicator_sense sense;
    unsigned roles; /* montrer: bit 1 << SHOW_SUMMARY … */
    calendar calendar;
    aggregation aggregation;
    ref weights; /* poids → indicator */
    time_aggregation over_time;
    hole_rule holes;
    located formula; /* formule; empty: observed */
    LIST(calendar_alignment) alignments;
    LIST(baseline) baselines;
    LIST(target) targets; /* ascending */
    trajectory trajectory;
    thresholds thresholds;
    perimeter perimeter;
    LIST(series_break) breaks;
    ref_list not_with; /* incomparable_avec → indicator */
    provenance from;
    LIST(measure) values; /* by level, then period */
    ref owner;            /* responsable → partner */
    str frequency;        /* frequence */
    ref_list criteria;
} indicator;

static inline bool indicator_shows(const indicator *i, indicator_role role) {
    return (i->roles & (1u << role)) != 0;
}

#endif
