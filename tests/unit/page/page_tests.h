#ifndef SCEAU_TESTS_PAGE_TESTS_H
#define SCEAU_TESTS_PAGE_TESTS_H

#include "sketch.h"

int check_tests(void);
int dump_tests(void);

#endif
