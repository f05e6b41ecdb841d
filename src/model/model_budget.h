/* model_budget: the financing plan, in whole euros. Its sums are calc's. */
#ifndef SCEAU_MODEL_BUDGET_H
#define SCEAU_MODEL_BUDGET_H

#include "model/model_campus.h"

typedef struct amount { /* montants: { période: euros } */
    period period;
    double euros;
    bool illustrative;
    span place;
} amount;

typedef LIST(amount) amount_list;

/* Whole euros below 2^53: the sums are exact. */
double amounts_total(const amount_list *l);
double amounts_in(const amount_list *l, period p);

typedef struct expense { /* depenses */
    record_head head;
    str label; /* libelle */
    ref action;
    str nature; /* an entry of the nomenclature: equipement, 64, 6064 … */
    section section;
    ref carrier;     /* porteur → partner */
    date start, end; /* debut, fin: its own, within the years */
    amount_list amounts;
    located note;
    provenance from;
} expense;

typedef struct funding_step { /* statut: { période: mot } */
    period period;
    funding_state state;
    span place;
} funding_step;

typedef struct resource { /* ressources */
    record_head head;
    str label;
    ref funder; /* financeur → partner */
    str scheme; /* dispositif */
    str nature;
    section section;
    funding_state state; /* for all periods without a step of their own */
    LIST(funding_step) steps;
    ref voted_by;    /* par → partner or body */
    date state_date; /* date */
    ref piece;
    date start, end; /* debut, fin: its own, within the years */
    amount_list amounts;
    located note;
    provenance from;
} resource;

typedef struct allocation { /* affectations */
    record_head head;
    ref resource, action;
    number amount;       /* montant */
    amount_list amounts; /* montants, by period, instead */
} allocation;

typedef struct payment { /* versements */
    record_head head;
    payment_type type;
    date date;
    number amount;
    payment_state state;
} payment;

typedef struct agreement { /* conventions */
    record_head head;
    ref resource;
    str reference; /* numero */
    number amount;
    date eligible_from, eligible_to; /* eligible_du, eligible_au */
    ref piece;
    LIST(payment) payments;
} agreement;

typedef struct ceiling { /* plafonds */
    record_head head;
    str label;
    ref_list funders;
    section section;
    ref action;
    number max_rate;   /* taux_max, percent */
    number max_amount; /* montant_max, euros */
    located note;
} ceiling;

typedef struct staff { /* personnel */
    record_head head;
    str post;
    ref employer;
    number fte, months;      /* etp, mois */
    amount_list yearly_cost; /* cout_annuel */
    ref expense;             /* depense */
    located note;
} staff;

typedef struct execution { /* execution: one line of a civil year */
    record_head head;
    number year;           /* exercice */
    ref line;              /* ligne → expense or resource */
    execution_state state; /* etat: provisional until the accounts close */
    bool income;           /* derived: the line is a resource */
    number voted, modified, committed, served; /* vote modifie engage
                                                  service_fait */
    number paid, carried;                      /* mandate reporte */
    number expected, titled, received;         /* attendu titre encaisse */
} execution;

typedef struct budget {
    record_head head;
    calendar calendar;
    period_list periods;
    budget_taxes taxes;
    budget_scope scope; /* perimetre */
    nomenclature natures;
    LIST(expense) expenses;
    LIST(resource) resources;
    LIST(allocation) allocations;
    LIST(agreement) agreements;
    LIST(ceiling) ceilings;
    LIST(staff) staff;
    LIST(execution) execution;
    located rules; /* regles: printed under the plan */
    provenance from;
    bool given; /* there is a budget at all */
} budget;

#endif
