/* dump: a record as text, every member that is set, one a line. */
#include "schema/schema_int.h"

static void put_date(buf *out, const void *m) {
    buf_date_iso(out, *(const date *)m);
}

static void put_scalar(buf *out, str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\n')
            buf_z(out, "⏎");
        else
            buf_c(out, s.p[i]);
}

static void put_ref(buf *out, const ref *r) {
    buf_z(out, r->to ? "→" : "?");
    put_scalar(out, r->id);
}

static void put_words(buf *out, const word_table *t, unsigned bits) {
    const char *sep = "";
    for (unsigned i = 1; i < t->count; i++)
        if (bits & (1u << i)) {
            buf_z(out, sep);
            buf_str(out, t->words[i]);
            sep = ", ";
        }
}

static void put_items(buf *out, const field *f, const void *m) {
    const str_list *labels = m;
    const located_list *texts = m;
    const ref_list *refs = m;
    const period_list *periods = m;
    size_t n = ((const raw_list *)m)->n;
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_z(out, " | ");
        if (f->kind == FIELD_LABELS)
            put_scalar(out, labels->v[i]);
        else if (f->kind == FIELD_TEXTS)
            put_scalar(out, texts->v[i].s);
        else if (f->kind == FIELD_REFS)
            put_ref(out, &refs->v[i]);
        else
            buf_period(out, periods->v[i]);
    }
}

/* A value on the line of its key; nothing when it is absent. */
static void put_value(buf *out, const field *f, const void *m) {
    switch (f->kind) {
    case FIELD_ID:
    case FIELD_LABEL:
        put_scalar(out, *(const str *)m);
        return;
    case FIELD_TEXT:
    case FIELD_EXPR:
        put_scalar(out, ((const located *)m)->s);
        return;
    case FIELD_NUMBER:
    case FIELD_INTEGER:
    case FIELD_MONEY:
        if (((const number *)m)->has)
            buf_num(out, ((const number *)m)->v);
        return;
    case FIELD_YESNO:
        if (*(const yesno *)m != YESNO_ABSENT)
            buf_z(out, *(const yesno *)m == YESNO_YES ? "oui" : "non");
        return;
    case FIELD_DATE:
        if (date_has(*(const date *)m))
            put_date(out, m);
        return;
    case FIELD_PERIOD:
        if (((const period *)m)->cal != CAL_NONE)
            buf_period(out, *(const period *)m);
        return;
    case FIELD_WORD:
        buf_str(out, word_of(f->words, *(const int *)m));
        return;
    case FIELD_WORDS:
        put_words(out, f->words, *(const unsigned *)m);
        return;
    case FIELD_REF:
        if (((const ref *)m)->id.n)
            put_ref(out, m);
        return;
    case FIELD_REFS:
    case FIELD_LABELS:
    case FIELD_TEXTS:
    case FIELD_PERIODS:
        put_items(out, f, m);
        return;
    case FIELD_RECORD:
    case FIELD_RECORDS:
    case FIELD_VARIANTS:
    case FIELD_CUSTOM:
    case FIELD_KIND_COUNT:
        return;
    }
}

static void indent(buf *out, int depth) {
    for (int i = 0; i < depth; i++)
        buf_z(out, "  ");
}

static void dump_list(buf *out, const field *f, const raw_list *l, int depth) {
    if (l->n == 0)
        return;
    indent(out, depth);
    buf_str(out, f->key);
    buf_fmt(out, ": (%u)\n", l->n);
    for (size_t i = 0; i < l->n; i++) {
        indent(out, depth);
        buf_z(out, "-\n");
        schema_dump(out, f->record, raw_list_at(l, f->record->size, i),
                    depth + 1);
    }
}

static void dump_variants(buf *out, const field *f, const raw_list *l,
                          int depth) {
    const variant_table *v = f->variants;
    for (size_t i = 0; i < l->n; i++) {
        const char *element = raw_list_at(l, v->size, i);
        int kind = *(const int *)(element + v->kind_at);
        const void *record = *(void *const *)(element + v->record_at);
        indent(out, depth);
        buf_z(out, "- ");
        buf_str(out, word_of(v->words, kind));
        buf_c(out, '\n');
        if (record && v->types[kind])
            schema_dump(out, v->types[kind], record, depth + 1);
    }
}

static void dump_single(buf *out, const field *f, const void *m, int depth) {
    if (!((const record_head *)m)->type)
        return;
    indent(out, depth);
    buf_str(out, f->key);
    buf_z(out, ":\n");
    schema_dump(out, f->record, m, depth + 1);
}

static void dump_line(buf *out, const field *f, const void *m, int depth) {
    buf value = buf_new(out->a);
    put_value(&value, f, m);
    if (value.n == 0)
        return;
    indent(out, depth);
    buf_str(out, f->key);
    buf_z(out, ": ");
    buf_str(out, buf_slice(&value));
    buf_c(out, '\n');
}

void schema_dump(buf *out, const record_type *t, const void *record,
                 int depth) {
    if (!t->headless && ((const record_head *)record)->illustrative) {
        indent(out, depth);
        buf_z(out, "illustratif: oui\n");
    }
    for (uint32_t i = 0; i < t->field_count; i++) {
        const field *f = &t->fields[i];
        const void *m = (const char *)record + f->offset;
        if (f->kind == FIELD_RECORDS)
            dump_list(out, f, m, depth);
        else if (f->kind == FIELD_VARIANTS)
            dump_variants(out, f, m, depth);
        else if (f->kind == FIELD_RECORD)
            dump_single(out, f, m, depth);
        else if (f->kind == FIELD_CUSTOM && f->custom->dump)
            f->custom->dump(out, m, depth);
        else
            dump_line(out, f, m, depth);
    }
}
