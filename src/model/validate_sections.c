/* validate_sections: a section of the dossier follows one of a template: one
   that follows nothing would be printed nowhere, without a word. */
#include "model/model_int.h"

typedef struct section_search {
    str id;
    bool found;
} section_search;

static void visit(void *self, record_head *h, const record_step *at) {
    section_search *s = self;
    bool section = at->type && (str_eq(at->type->name, S("section")) ||
                                at->type == &type_own_section);
    s->found = s->found || (section && h->id.n && str_eq(h->id, s->id));
}

static bool in_a_template(loader *l, str id) {
    section_search s = {id, false};
    record_visitor v = {&s, visit, NULL};
    record_step root = {NULL, NULL, &type_template, STR_NONE, 0};
    for (size_t i = 0; i < l->m->templates.n; i++)
        record_walk(&v, &type_template, &l->m->templates.v[i], &root);
    return s.found;
}

void validate_sections(loader *l) {
    for (size_t i = 0; i < l->m->sections.n; i++) {
        const own_section *s = &l->m->sections.v[i];
        if (s->after.n && l->m->templates.n && !in_a_template(l, s->after))
            MODEL_ERROR(l, W0275, &s->head, S("apres"), s->after);
    }
}
