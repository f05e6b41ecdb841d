#include "page_tests.h"

int main(void) {
    return check_tests() + dump_tests();
}
