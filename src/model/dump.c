/* dump: `sceau dump model`, the whole description after binding. */
#include "model/model_int.h"

static void dump_list(buf *out, const char *name, size_t n) {
    buf_fmt(out, "%s: %zu\n", name, n);
}

void model_dump(buf *out, const model *m) {
    buf_z(out, "empreinte: ");
    buf_str(out, m->digest);
    buf_c(out, '\n');
    schema_dump(out, &type_model, m, 0);
    if (m->frame) {
        buf_z(out, "referentiel:\n");
        schema_dump(out, &type_frame, m->frame, 1);
    }
    for (size_t i = 0; i < m->templates.n; i++) {
        buf_z(out, "modele:\n");
        schema_dump(out, &type_template, &m->templates.v[i], 1);
    }
    dump_list(out, "illustrations", m->illustrations.n);
    for (size_t i = 0; i < m->illustrations.n; i++) {
        buf_z(out, "- ");
        buf_str(out, m->illustrations.v[i].path);
        buf_c(out, '\n');
    }
}
