/* The program of this folder's tests. */
#include "view_tests.h"

int main(void) {
    int failed = test_words() + test_values() + test_tables() + test_shaped();
    return failed != 0;
}
