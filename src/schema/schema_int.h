/* schema_int: what the files of the binder share. */
#ifndef SCEAU_SCHEMA_SCHEMA_INT_H
#define SCEAU_SCHEMA_SCHEMA_INT_H

#include "schema/schema.h"

/* One a kind but FIELD_CUSTOM. */
extern const field_hook bind_setters[FIELD_KIND_COUNT];

/* Any list of records: all LIST types have this shape. */
typedef LIST(void) raw_list;

void *raw_list_add(arena *a, raw_list *l, size_t size);
static inline void *raw_list_at(const raw_list *l, size_t size, size_t i) {
    return (char *)l->v + i * size;
}

/* Says why a scalar is no date; `n` is a scalar (misread.c). */
void misread_date(binder *b, str key, const node *n);
/* « 12.000 », « 1.234.567 »: groups of three digits after points or commas. */
bool misread_thousands(str s);
str misread_as_thousands(arena *a, str s);

/* Setters of lists and records (bind_list.c). */
void set_labels(binder *b, const field *f, void *member, const node *n);
void set_texts(binder *b, const field *f, void *member, const node *n);
void set_periods(binder *b, const field *f, void *member, const node *n);
void set_refs(binder *b, const field *f, void *member, const node *n);
void set_words(binder *b, const field *f, void *member, const node *n);
void set_record(binder *b, const field *f, void *member, const node *n);
void set_records(binder *b, const field *f, void *member, const node *n);
void set_variants(binder *b, const field *f, void *member, const node *n);

#endif
