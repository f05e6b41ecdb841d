/* The program of this folder's tests. */
#include "font_tests.h"

int main(void) {
    int failed = test_faces() + test_shaping() + test_subsets();
    return failed != 0;
}
