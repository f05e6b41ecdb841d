#ifndef SCEAU_TESTS_PDF_TESTS_H
#define SCEAU_TESTS_PDF_TESTS_H

#include "../page/sketch.h"
#include "pdf/pdf.h"

/* Where the files go that other programs look at: PROGRAM.out, and in it
   « broken » for those that veraPDF must refuse. */
extern const char *out_folder;

/* The bytes; NULL bytes and diagnostics in k->sink when refused. */
str try_pdf(sketch *k);
str write_pdf(sketch *k); /* must succeed */
/* Writes to out_folder; gives the path. */
const char *save_pdf(sketch *k, str bytes, const char *name);
/* What a command prints; it must succeed. */
str run(sketch *k, const char *format, const char *argument);
void has(str text, const char *part);
void has_not(str text, const char *part);

int print_tests(void);
int content_tests(void);
int file_tests(void);
int fault_tests(void);

#endif
