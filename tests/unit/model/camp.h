/* camp: a dossier in a folder of its own. A « § » in a file's text marks where
   a diagnostic is expected. */
#ifndef TEST_MODEL_CAMP_H
#define TEST_MODEL_CAMP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "model/model.h"

typedef struct camp {
    landing land;
    arena *a;
    char folder[64];
    diag_sink *sink;
    const locale *locale;
    model *m;
    str marked; /* the file with « § », and where */
    place at;
    bool whole; /* read templates and theme too */
    bool filing;
} camp;

/* A small right dossier: dossier.yaml, campus.yaml, partenaires.yaml. */
int camp_open(void **state);
int camp_close(void **state);
/* Writes a file (its folder is made), with its mark taken out. */
void camp_file(camp *c, const char *path, const char *text);
void camp_bytes(camp *c, const char *path, str bytes);
void camp_load(camp *c);
/* Removes every file but the base ones and forgets the last load. */
void camp_reset(camp *c);

/* The only message (notices apart, unless it is one) is `code` at the mark. */
void camp_expect(camp *c, diag_code code, const char *arg, const char *path);
const diagnostic *camp_find(const camp *c, diag_code code);
void camp_expect_none(const camp *c);

#define EQUAL(c, s, z) assert_string_equal(str_dup((c)->a, (s)).p, (z))

extern const struct CMUnitTest code_tests[], csv_tests[], identifier_tests[],
    record_tests[], value_tests[], scope_tests[], theme_tests[];
extern const size_t code_test_count, csv_test_count, identifier_test_count,
    record_test_count, value_test_count, scope_test_count, theme_test_count;

#endif
