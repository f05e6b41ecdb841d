#include "doc/theme.h"
#include "model/model_int.h"
void load_theme(loader *l) {
    l->m->theme = NEW(l->a, struct theme);
}
