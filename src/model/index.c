/* index: every record by kind and id, and what is asked of it. */
#include "model/model_int.h"

static typed_ids *ids_of(const model *m, const record_type *t) {
    model_index *x = m->index;
    for (size_t i = 0; i < x->types.n; i++)
        if (x->types.v[i].type == t)
            return &x->types.v[i];
    return NULL;
}

record_head *index_find(const model *m, const record_type *t, str id) {
    typed_ids *ids = ids_of(m, t);
    return ids ? map_get(&ids->ids, id) : NULL;
}

size_t index_names(const model *m, const record_type *t, arena *a, str **out) {
    typed_ids *ids = ids_of(m, t);
    size_t n = ids ? ids->ids.n : 0;
    *out = NEW_ARRAY(a, str, n + 1);
    for (size_t i = 0; i < n; i++)
        (*out)[i] = ids->ids.entries[i].key;
    return n;
}

static bool has_kind(const record_type *t) {
    return t->field_count && (t->fields[0].flags & UNIQUE_ID);
}

static void index_record(void *self, record_head *h, const record_step *at) {
    loader *l = self;
    if (!h->id.n || !has_kind(at->type))
        return;
    typed_ids *ids = ids_of(l->m, at->type);
    if (!ids) {
        list_push(l->a, &l->m->index->types,
                  (typed_ids){at->type, map_new(l->a)});
        ids = list_last(&l->m->index->types);
    }
    record_head *before = map_get(&ids->ids, h->id);
    if (!before) {
        map_put(&ids->ids, h->id, h);
        return;
    }
    diagnostic *d = DIAG_AT(l->sink, E0203, record_place(h, S("id")), h->id,
                            at->type->name);
    d->path = record_path(l->sink->a, at, S("id"));
    diag_note_at(l->sink, d, NOTE_SAME_ID, record_place(before, S("id")),
                 h->id);
}

static void walk_data(const model *m, const record_visitor *v) {
    record_step root = {NULL, NULL, &type_model, STR_NONE, 0};
    record_walk(v, &type_model, (void *)m, &root);
    if (m->frame) {
        record_step step = {NULL, &m->frame->head, &type_frame, STR_NONE, 0};
        record_walk(v, &type_frame, (void *)m->frame, &step);
    }
}

static void walk_template(template *t, const record_visitor *v) {
    record_step step = {NULL, &t->head, &type_template, STR_NONE, 0};
    record_walk(v, &type_template, t, &step);
}

void model_walk(const model *m, const record_visitor *v) {
    walk_data(m, v);
    for (size_t i = 0; i < m->templates.n; i++)
        walk_template(&m->templates.v[i], v);
}

/* Ids of a template's blocks are anchors: they live in each document, so two
   templates may share them. */
void index_records(loader *l) {
    record_visitor v = {l, index_record, NULL};
    model_index *x = l->m->index;
    walk_data(l->m, &v);
    for (size_t i = 0; i < l->m->templates.n; i++) {
        model_index own = *x;
        memset(&x->types, 0, sizeof x->types);
        walk_template(&l->m->templates.v[i], &v);
        memcpy(&x->types, &own.types, sizeof x->types);
    }
}

/* --- Lookups ----------------------------------------------------------------
 */

#define LOOKUP(type, name)                                                     \
    const type *model_##name(const model *m, str id) {                         \
        return (const type *)index_find(m, &type_##type, id);                  \
    }

LOOKUP(partner, partner)
LOOKUP(indicator, indicator)
LOOKUP(action, action)
LOOKUP(piece, piece)
LOOKUP(criterion, criterion)
LOOKUP(fact, fact)
LOOKUP(source_record, source)
LOOKUP(meeting, meeting)

const template *model_template(const output_document *d) {
    return d->template.to;
}

const template_block *model_block(const model *m, str id) {
    for (size_t i = 0; id.n && i < m->blocks.n; i++)
        if (str_eq(m->blocks.v[i].head.id, id))
            return &m->blocks.v[i];
    return NULL;
}

/* --- Paths -------------------------------------------------------------------
 */

typedef struct path_search {
    const record_head *wanted;
    arena *a;
    str found;
} path_search;

static void match_record(void *self, record_head *h, const record_step *at) {
    path_search *s = self;
    if (h == s->wanted)
        s->found = record_path(s->a, at, STR_NONE);
}

typedef LIST(const char) any_list; /* the shape of all lists */

/* Its rank in the list of a root's row; 0: it is not there. */
static size_t rank_in(const model *m, const field *f, const record_head *h) {
    if (f->kind != FIELD_RECORDS || f->record != h->type)
        return 0;
    const any_list *l = (const any_list *)((const char *)m + f->offset);
    for (size_t i = 0; i < l->n; i++)
        if (l->v + i * f->record->size == (const char *)h)
            return i + 1;
    return 0;
}

/* Rare (messages only), so records need not know what holds them; most are in
   a list of the root. */
str model_path(const model *m, const record_head *h, arena *a) {
    record_step root = {NULL, NULL, &type_model, STR_NONE, 0};
    for (uint32_t i = 0; i < type_model.field_count; i++) {
        size_t rank = rank_in(m, &type_model.fields[i], h);
        record_step step = {&root, h, h->type, STR_NONE, rank};
        if (rank)
            return record_path(a, &step, STR_NONE);
    }
    path_search s = {h, a, STR_NONE};
    record_visitor v = {&s, match_record, NULL};
    model_walk(m, &v);
    return s.found;
}

diagnostic *model_report(loader *l, diag_code code, span at,
                         const record_head *h, const str args[5]) {
    diagnostic *d = diag_report(l->sink, code, at, args, 5);
    if (!d->path.n)
        d->path = model_path(l->m, h, l->sink->a);
    return d;
}
