/* The program of this folder's tests. */
#include "draw_tests.h"

int main(void) {
    int failed = test_signs() + test_figures() + test_cover();
    return failed != 0;
}
