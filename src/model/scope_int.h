/* scope_int: values for expressions, and fields that no key holds. */
#ifndef SCEAU_MODEL_SCOPE_INT_H
#define SCEAU_MODEL_SCOPE_INT_H

#include "model/model_int.h"

typedef struct derived_field {
    str name;
    expr_kind kind;
    expr_value (*get)(const model *m, const void *record, arena *a);
    const record_type *record; /* of a record or a list */
    const word_table *words;
    str unit;
} derived_field;

/* Those of a kind of record; NULL and 0 when it has none. */
const derived_field *derived_fields(const record_type *t, size_t *n);
/* Those of every record: illustratif. */
const derived_field *derived_common(size_t *n);

expr_value scope_text(str s);
expr_value scope_number(number n);
expr_value scope_date(date d);
expr_value scope_record(const model *m, const record_type *t, const void *p);
expr_value scope_records(const model *m, const record_type *t, const void *list,
                         arena *a);
expr_type scope_type(const model *m, const field *f);

#endif
