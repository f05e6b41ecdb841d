#ifndef SCEAU_TESTS_PDF_TESTS_H
#define SCEAU_TESTS_PDF_TESTS_H

#include "../page/sketch.h"

str write_pdf(sketch *k);
const char *save_pdf(sketch *k, str bytes, const char *name);

#endif
