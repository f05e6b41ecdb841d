/* dossier: a description in a temporary folder, loaded and computed. */
#ifndef TEST_CALC_DOSSIER_H
#define TEST_CALC_DOSSIER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "calc/calc.h"

typedef struct dossier_test {
    landing land;
    arena *a;
    diag_sink *sink;
    model *m;
    calc *c;
    char folder[64];
} dossier_test;

int dossier_open(void **state);
int dossier_close(void **state);

/* Writes what every test shares and `indicators` (the items of the list
   « indicateurs », indented by two) and `more` (whole top-level keys; may be
   empty), loads them, computes. */
void dossier_load(dossier_test *t, const char *indicators, const char *more);
/* Errors and warnings: « E0401@3 » (line), one blank between. */
const char *dossier_messages(dossier_test *t);

/* « 37.8 q 2/3 »: value or reason, marks, coverage if there is a hole. */
const char *dossier_figure(dossier_test *t, const figure *f);
/* The figure of an indicator, level "" for the campus. */
const char *dossier_value(dossier_test *t, const char *id, const char *level,
                          const char *at);
period dossier_period(const char *z);

#define OBSERVED(id, values)                                                   \
    "  - id: " id "\n"                                                         \
    "    intitule: " id "\n"                                                   \
    "    unite: apprenants\n"                                                  \
    "    sens: hausse\n"                                                       \
    "    calendrier: scolaire\n"                                               \
    "    agregation: somme\n"                                                  \
    "    valeurs:\n" values

#define COMPUTED(id, unit, formula)                                            \
    "  - id: " id "\n"                                                         \
    "    intitule: " id "\n"                                                   \
    "    unite: \"" unit "\"\n"                                                \
    "    sens: hausse\n"                                                       \
    "    calendrier: scolaire\n"                                               \
    "    decimales: 1\n"                                                       \
    "    formule: " formula "\n"

#define CASE(f) cmocka_unit_test_setup_teardown(f, dossier_open, dossier_close)

/* Runs the tests of each file; gives the number of failures. */
int figure_tests(void);
int stand_tests(void);
int hole_tests(void);
int secret_tests(void);
int perimeter_tests(void);
int budget_tests(void);

#endif
