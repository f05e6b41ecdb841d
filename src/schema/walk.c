/* walk: every record and reference under a record, by the rows of its type. */
#include "schema/schema_int.h"

static void walk_fields(const record_visitor *v, const record_type *t,
                        void *base, const record_step *at);

static void walk_record(const record_visitor *v, const record_type *t,
                        void *record, const record_step *at) {
    if (v->record && !t->headless)
        v->record(v->self, record, at);
    walk_fields(v, t, record, at);
}

static void walk_records(const record_visitor *v, const field *f, raw_list *l,
                         const record_step *at) {
    for (size_t i = 0; i < l->n; i++) {
        record_head *h = raw_list_at(l, f->record->size, i);
        record_step step = {at, h, f->record, STR_NONE, i + 1};
        walk_record(v, f->record, h, &step);
    }
}

static void walk_variants(const record_visitor *v, const field *f, raw_list *l,
                          const record_step *at) {
    const variant_table *vt = f->variants;
    for (size_t i = 0; i < l->n; i++) {
        char *element = raw_list_at(l, vt->size, i);
        const record_type *t = vt->types[*(unsigned *)(element + vt->kind_at)];
        record_head *h = *(void **)(element + vt->record_at);
        if (!t || !h)
            continue;
        record_step step = {at, h, t, STR_NONE, i + 1};
        walk_record(v, t, h, &step);
    }
}

static void walk_refs(const record_visitor *v, const field *f, ref *r, size_t n,
                      const record_step *at) {
    for (size_t i = 0; v->ref && i < n; i++)
        if (r[i].id.n)
            v->ref(v->self, f, &r[i], at);
}

static void walk_single(const record_visitor *v, const field *f, void *member,
                        const record_step *at) {
    record_head *h = member;
    if (!h->type)
        return; /* not given */
    record_step step = {at, h, f->record, f->key, 0};
    walk_record(v, f->record, h, &step);
}

static void walk_fields(const record_visitor *v, const record_type *t,
                        void *base, const record_step *at) {
    for (uint32_t i = 0; i < t->field_count; i++) {
        const field *f = &t->fields[i];
        void *member = (char *)base + f->offset;
        ref_list *refs = member;
        if (f->kind == FIELD_REF)
            walk_refs(v, f, member, 1, at);
        else if (f->kind == FIELD_REFS)
            walk_refs(v, f, refs->v, refs->n, at);
        else if (f->kind == FIELD_RECORD)
            walk_single(v, f, member, at);
        else if (f->kind == FIELD_RECORDS)
            walk_records(v, f, member, at);
        else if (f->kind == FIELD_VARIANTS)
            walk_variants(v, f, member, at);
    }
}

void record_walk(const record_visitor *v, const record_type *t, void *record,
                 const record_step *at) {
    walk_record(v, t, record, at);
}

str word_of(const word_table *t, int value) {
    if (value <= 0 || (size_t)value >= t->count)
        return STR_NONE;
    return t->words[value];
}
