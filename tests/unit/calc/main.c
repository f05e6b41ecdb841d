#include "dossier.h"

int main(void) {
    return figure_tests() + stand_tests() + budget_tests();
}
