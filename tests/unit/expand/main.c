#include "world.h"

int main(void) {
    return prose_tests() + place_tests() + number_tests() + block_tests() +
           section_tests() + table_tests() + criteria_tests() + chart_tests() +
           review_tests();
}
