/* load_data: what comes from the program's data folder unless the dossier has
   its own: templates, référentiel. */
#include "model/model_int.h"

/* modeles/NOM.yaml of the dossier, else templates/NOM.yaml. */
static const node *own_or_shipped(loader *l, str own, str shipped) {
    const node *n = load_yaml(l, l->options->dossier, own, false);
    if (n || !l->options->data)
        return n;
    return load_yaml(l, l->options->data, shipped, false);
}

static str yaml_path(arena *a, const char *folder, str name) {
    return str_fmt(a, "%s/%.*s.yaml", folder, STR_ARG(name));
}

/* Names of the YAML files of a folder, without their suffix. */
static void add_names(loader *l, const file_root *root, str folder,
                      str_list *out) {
    str_list files = {0};
    if (root)
        file_names(l->a, root, folder, S(".yaml"), &files);
    for (size_t i = 0; i < files.n; i++)
        list_push(l->a, out, str_sub(files.v[i], 0, files.v[i].n - 5));
}

static void report_absent(loader *l, const ref *r, diag_code code,
                          str_list *names) {
    str near[3];
    size_t found = locale_nearest(l->a, r->id, names->v, names->n, near, 3);
    str help = found ? join_names(l->a, near, found)
                     : join_names(l->a, names->v, names->n);
    DIAG_AT(l->sink, code, r->place, r->id, help);
}

static bool plain_name(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '/' || s.p[i] == '\\' || s.p[i] == '.')
            return false;
    return s.n > 0;
}

/* --- Templates ------------------------------------------------------------ */

static template *template_of(loader *l, str name) {
    for (size_t i = 0; i < l->m->templates.n; i++)
        if (str_eq(l->m->templates.v[i].head.id, name))
            return &l->m->templates.v[i];
    return NULL;
}

static void absent_template(loader *l, const ref *r) {
    str_list names = {0};
    add_names(l, l->options->dossier, S("modeles"), &names);
    add_names(l, l->options->data, S("templates"), &names);
    report_absent(l, r, E0258, &names);
}

static void check_template_name(loader *l, const template *t, str name) {
    if (t->head.id.n && !str_eq(t->head.id, name))
        DIAG_AT(l->sink, E0259, record_place(&t->head, S("modele")), t->head.id,
                name);
}

static void load_template(loader *l, const ref *r) {
    size_t errors = l->sink->errors;
    const node *n = plain_name(r->id)
                        ? own_or_shipped(l, yaml_path(l->a, "modeles", r->id),
                                         yaml_path(l->a, "templates", r->id))
                        : NULL;
    if (!n) {
        if (l->sink->errors == errors)
            absent_template(l, r);
        return;
    }
    bind_file none = {0};
    binder b = loader_binder(l, &none);
    template *t = list_add(l->a, &l->m->templates);
    record_step step = {NULL, &t->head, &type_template, STR_NONE, 0};
    b.step = &step;
    b.illustrative = false; /* a template holds no value */
    bind_record(&b, &type_template, n, t);
    check_template_name(l, t, r->id);
    t->head.id = r->id;
}

void load_templates(loader *l) {
    model *m = l->m;
    for (size_t i = 0; i < m->documents.n; i++) {
        const ref *r = &m->documents.v[i].template;
        if (r->id.n && !template_of(l, r->id))
            load_template(l, r);
    }
    for (size_t i = 0; i < m->documents.n; i++)
        m->documents.v[i].template.to =
            template_of(l, m->documents.v[i].template.id);
}

/* --- Référentiel -----------------------------------------------------------
 */

void load_frame(loader *l) {
    ref *r = &l->m->dossier.frame;
    size_t errors = l->sink->errors;
    if (!r->id.n)
        return;
    const node *n =
        plain_name(r->id)
            ? own_or_shipped(l, yaml_path(l->a, "modeles/referentiels", r->id),
                             yaml_path(l->a, "templates/referentiels", r->id))
            : NULL;
    if (!n) {
        str_list names = {0};
        add_names(l, l->options->data, S("templates/referentiels"), &names);
        if (l->sink->errors == errors)
            report_absent(l, r, E0257, &names);
        return;
    }
    frame *f = NEW(l->a, frame);
    bind_file none = {0};
    binder b = loader_binder(l, &none);
    record_step step = {NULL, &f->head, &type_frame, STR_NONE, 0};
    b.step = &step;
    b.illustrative = false;
    bind_record(&b, &type_frame, n, f);
    l->m->frame = f;
    r->to = f;
}
