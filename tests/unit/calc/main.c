#include "dossier.h"

int main(void) {
    return figure_tests() + stand_tests() + hole_tests() + secret_tests() +
           perimeter_tests() + budget_tests();
}
