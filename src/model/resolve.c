/* resolve: every reference finds its record, or says which is the nearest. */
#include "model/model_int.h"

/* A kind without a single record: told where it is first wanted. */
static bool told_bare(loader *l, const record_type *t) {
    for (size_t i = 0; i < l->bare.n; i++)
        if (l->bare.v[i] == t)
            return true;
    list_push(l->a, &l->bare, t);
    return false;
}

static void report_unknown(loader *l, const field *f, const ref *r,
                           const record_step *at, const record_type *t) {
    if (unread_may_hold(l, t) || (f->other && unread_may_hold(l, f->other)))
        return;
    str *names, near[3];
    size_t n = index_names(l->m, t, l->a, &names);
    size_t found = locale_nearest(l->a, r->id, names, n, near, 3);
    diagnostic *d;
    if (!n && told_bare(l, t))
        return;
    if (found)
        d = DIAG_AT(l->sink, E0201, r->place, r->id, str_z(t->one),
                    join_names(l->a, near, found), t->name);
    else if (n && n <= 12)
        d = DIAG_AT(l->sink, E0202, r->place, r->id, str_z(t->one),
                    join_names(l->a, names, n), t->name);
    else
        d = DIAG_AT(l->sink, n ? E0204 : E0205, r->place, r->id, str_z(t->one),
                    t->name);
    if (!d->path.n)
        d->path = record_path(l->sink->a, at, f->key);
}

static void *find_any(const model *m, str id) {
    for (size_t i = 0; i < m->index->types.n; i++) {
        void *to = map_get(&m->index->types.v[i].ids, id);
        if (to)
            return to;
    }
    return NULL;
}

/* « rentree_2025 » looks like an id; « constat de rentrée » is a title. */
static bool looks_like_id(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] & 0x80) || s.p[i] == ' ')
            return false;
    return memchr(s.p, '_', s.n) != NULL;
}

static void resolve_source(loader *l, const field *f, ref *r,
                           const record_step *at) {
    r->to = index_find(l->m, &type_source_record, r->id);
    if (r->to || !looks_like_id(r->id) ||
        unread_may_hold(l, &type_source_record))
        return;
    str *names, near[3];
    size_t n = index_names(l->m, &type_source_record, l->a, &names);
    size_t found = locale_nearest(l->a, r->id, names, n, near, 3);
    diagnostic *d = DIAG_AT(l->sink, W0206, r->place, r->id,
                            found ? join_names(l->a, near, found) : S("—"));
    if (!d->path.n)
        d->path = record_path(l->sink->a, at, f->key);
}

static void resolve_any(loader *l, const field *f, ref *r,
                        const record_step *at) {
    r->to = find_any(l->m, r->id);
    if (r->to ||
        (l->broken && unread_may_hold(l, l->lost.n ? l->lost.v[0] : NULL)))
        return;
    diagnostic *d = DIAG_AT(l->sink, E0207, r->place, r->id);
    if (!d->path.n)
        d->path = record_path(l->sink->a, at, f->key);
}

static void resolve_ref(void *self, const field *f, ref *r,
                        const record_step *at) {
    loader *l = self;
    /* Read by the loader: templates and référentiel say themselves what is
       wrong; a criterion cannot be known without its référentiel. */
    if (f->record == &type_template || f->record == &type_frame)
        return;
    if (f->record == &type_criterion && !l->m->frame)
        return;
    if (f->flags & REF_ANY) {
        resolve_any(l, f, r, at);
        return;
    }
    if (f->flags & REF_OR_TEXT) {
        resolve_source(l, f, r, at);
        return;
    }
    r->to = index_find(l->m, f->record, r->id);
    if (!r->to && f->other)
        r->to = index_find(l->m, f->other, r->id);
    if (!r->to)
        report_unknown(l, f, r, at, f->record);
}

/* --- What the generic walk does not see
 * ---------------------------------------
 */

static void resolve_level(loader *l, const indicator *i, measure *m) {
    if (m->level == LEVEL_CAMPUS)
        return;
    static const field key = {.key = STR_LITERAL("valeurs")};
    record_step root = {NULL, NULL, &type_model, STR_NONE, 0};
    record_step at = {&root, &i->head, &type_indicator, STR_NONE, 0};
    m->at.to = index_find(l->m, &type_partner, m->at.id);
    if (m->at.to)
        return;
    m->at.to = index_find(l->m, &type_course, m->at.id);
    if (m->at.to)
        m->level = LEVEL_COURSE;
    else
        report_unknown(l, &key, &m->at, &at, &type_partner);
}

static void resolve_measures(loader *l, indicator *i) {
    static const field key = {.key = STR_LITERAL("source")};
    record_step root = {NULL, NULL, &type_model, STR_NONE, 0};
    record_step at = {&root, &i->head, &type_indicator, STR_NONE, 0};
    for (size_t k = 0; k < i->values.n; k++) {
        measure *m = &i->values.v[k];
        resolve_level(l, i, m);
        if (m->source.id.n)
            resolve_source(l, &key, &m->source, &at);
    }
}

static void resolve_baselines(loader *l, indicator *i) {
    static const field key = {.key = STR_LITERAL("reference")};
    record_step root = {NULL, NULL, &type_model, STR_NONE, 0};
    record_step at = {&root, &i->head, &type_indicator, STR_NONE, 0};
    for (size_t k = 0; k < i->baselines.n; k++) {
        ref *label = &i->baselines.v[k].label;
        if (!label->id.n)
            continue;
        label->to = index_find(l->m, &type_label_term, label->id);
        if (!label->to)
            report_unknown(l, &key, label, &at, &type_label_term);
    }
}

void resolve_refs(loader *l) {
    record_visitor v = {l, NULL, resolve_ref};
    model_walk(l->m, &v);
    for (size_t i = 0; i < l->m->indicators.n; i++) {
        resolve_measures(l, &l->m->indicators.v[i]);
        resolve_baselines(l, &l->m->indicators.v[i]);
    }
}
