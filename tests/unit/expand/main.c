#include "world.h"

int main(void) {
    return prose_tests();
}
