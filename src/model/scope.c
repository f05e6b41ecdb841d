/*
 * scope: records as expressions see them. A field is named as it is typed in
 * YAML; nested maps go by dots, references are the records they point to. The
 * rows of the schema are the list of fields; derived.c adds what is computed.
 */
#include "model/scope_int.h"

/* --- Values ------------------------------------------------------------------
 */

/* An integer of such a range is a year. */
enum { YEAR_MIN = 1900, YEAR_MAX = 2200 };

static expr_value missing_of(expr_kind kind, const expr_class *cls) {
    expr_value v = expr_missing(kind, MISSING_UNAVAILABLE);
    v.cls = cls;
    return v;
}

expr_value scope_text(str s) {
    return s.n ? expr_text(s) : missing_of(EXPR_TEXT, NULL);
}

expr_value scope_number(number n) {
    return n.has ? expr_number(n.v) : missing_of(EXPR_NUMBER, NULL);
}

expr_value scope_date(date d) {
    expr_value v = {.kind = EXPR_DATE, .day = d};
    return date_has(d) ? v : missing_of(EXPR_DATE, NULL);
}

expr_value scope_record(const model *m, const record_type *t, const void *p) {
    const expr_class *cls = model_class(m, t);
    expr_value v = {.kind = EXPR_RECORD, .cls = cls, .record = p};
    return p ? v : missing_of(EXPR_RECORD, cls);
}

static expr_value list_value(const expr_value *v, size_t n,
                             const expr_class *cls) {
    return (expr_value){
        .kind = EXPR_LIST, .cls = cls, .list = {.v = v, .n = n}};
}

static expr_value labels_value(const str_list *l, arena *a) {
    expr_value *v = NEW_ARRAY(a, expr_value, l->n + 1);
    for (size_t i = 0; i < l->n; i++)
        v[i] = expr_text(l->v[i]);
    return list_value(v, l->n, NULL);
}

static expr_value texts_value(const located_list *l, arena *a) {
    expr_value *v = NEW_ARRAY(a, expr_value, l->n + 1);
    for (size_t i = 0; i < l->n; i++)
        v[i] = expr_text(l->v[i].s);
    return list_value(v, l->n, NULL);
}

static expr_value periods_value(const period_list *l, arena *a) {
    expr_value *v = NEW_ARRAY(a, expr_value, l->n + 1);
    for (size_t i = 0; i < l->n; i++)
        v[i] = (expr_value){.kind = EXPR_PERIOD, .period = l->v[i]};
    return list_value(v, l->n, NULL);
}

static expr_value words_value(const word_table *t, unsigned bits, arena *a) {
    expr_value *v = NEW_ARRAY(a, expr_value, t->count + 1);
    size_t n = 0;
    for (unsigned i = 1; i < t->count; i++)
        if (bits & (1u << i))
            v[n++] = expr_text(t->words[i]);
    return list_value(v, n, NULL);
}

static expr_value refs_value(const model *m, const record_type *t,
                             const ref_list *l, arena *a) {
    expr_value *v = NEW_ARRAY(a, expr_value, l->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (!t)
            v[n++] = expr_text(l->v[i].id);
        else if (l->v[i].to)
            v[n++] = scope_record(m, t, l->v[i].to);
    return list_value(v, n, t ? model_class(m, t) : NULL);
}

typedef LIST(const char) any_list; /* the shape of all lists */

expr_value scope_records(const model *m, const record_type *t, const void *list,
                         arena *a) {
    const any_list *l = list;
    expr_value *v = NEW_ARRAY(a, expr_value, l->n + 1);
    for (size_t i = 0; i < l->n; i++)
        v[i] = scope_record(m, t, l->v + i * t->size);
    return list_value(v, l->n, model_class(m, t));
}

/* As above, but made once where there is one such list. */
static expr_value records_value(const model *m, const record_type *t,
                                const void *list, arena *a) {
    const model_index *x = m->index;
    for (size_t i = 0; i < x->lists.n; i++)
        if (x->lists.v[i].list == list)
            return x->lists.v[i].value;
    return scope_records(m, t, list, a);
}

/* --- Fields ------------------------------------------------------------------
 */

/* What a reference may point to, when that is one kind of record. */
static const record_type *target_of(const field *f) {
    bool one = f->record && !f->other && !(f->flags & REF_OR_TEXT);
    return one ? f->record : NULL;
}

static expr_value ref_value(const model *m, const field *f, const ref *r) {
    const record_type *t = target_of(f);
    if (t)
        return scope_record(m, t, r->to);
    return scope_text(r->id);
}

static expr_value single_value(const model *m, const field *f, const void *p) {
    bool given = ((const record_head *)p)->type != NULL;
    return scope_record(m, f->record, given ? p : NULL);
}

static expr_value period_value(period p) {
    expr_value v = {.kind = EXPR_PERIOD, .period = p};
    return p.cal == CAL_NONE ? missing_of(EXPR_PERIOD, NULL) : v;
}

static expr_value field_value(const model *m, const field *f, const void *p,
                              arena *a) {
    switch (f->kind) {
    case FIELD_ID:
    case FIELD_LABEL:
        return scope_text(*(const str *)p);
    case FIELD_TEXT:
    case FIELD_EXPR:
        return scope_text(((const located *)p)->s);
    case FIELD_NUMBER:
    case FIELD_INTEGER:
    case FIELD_MONEY:
        return scope_number(*(const number *)p);
    case FIELD_YESNO:
        return expr_bool(*(const yesno *)p == YESNO_YES);
    case FIELD_DATE:
        return scope_date(*(const date *)p);
    case FIELD_PERIOD:
        return period_value(*(const period *)p);
    case FIELD_WORD:
        return scope_text(word_of(f->words, *(const int *)p));
    case FIELD_WORDS:
        return words_value(f->words, *(const unsigned *)p, a);
    case FIELD_REF:
        return ref_value(m, f, p);
    case FIELD_REFS:
        return refs_value(m, target_of(f), p, a);
    case FIELD_LABELS:
        return labels_value(p, a);
    case FIELD_TEXTS:
        return texts_value(p, a);
    case FIELD_PERIODS:
        return periods_value(p, a);
    case FIELD_RECORD:
        return single_value(m, f, p);
    case FIELD_RECORDS:
        return records_value(m, f->record, p, a);
    case FIELD_VARIANTS:
    case FIELD_CUSTOM:
    case FIELD_KIND_COUNT:
        break;
    }
    return expr_missing(EXPR_ANY, MISSING_UNAVAILABLE);
}

static const expr_kind kinds[FIELD_KIND_COUNT] = {
    [FIELD_ID] = EXPR_TEXT,       [FIELD_LABEL] = EXPR_TEXT,
    [FIELD_TEXT] = EXPR_TEXT,     [FIELD_EXPR] = EXPR_TEXT,
    [FIELD_NUMBER] = EXPR_NUMBER, [FIELD_INTEGER] = EXPR_NUMBER,
    [FIELD_MONEY] = EXPR_NUMBER,  [FIELD_YESNO] = EXPR_BOOL,
    [FIELD_DATE] = EXPR_DATE,     [FIELD_PERIOD] = EXPR_PERIOD,
    [FIELD_WORD] = EXPR_TEXT,     [FIELD_WORDS] = EXPR_LIST,
    [FIELD_REF] = EXPR_RECORD,    [FIELD_REFS] = EXPR_LIST,
    [FIELD_LABELS] = EXPR_LIST,   [FIELD_TEXTS] = EXPR_LIST,
    [FIELD_PERIODS] = EXPR_LIST,  [FIELD_RECORD] = EXPR_RECORD,
    [FIELD_RECORDS] = EXPR_LIST,  [FIELD_VARIANTS] = EXPR_ANY,
    [FIELD_CUSTOM] = EXPR_ANY,
};

expr_type scope_type(const model *m, const field *f) {
    expr_type t = {.kind = kinds[f->kind]};
    const record_type *to = f->record;
    if (f->kind == FIELD_REF || f->kind == FIELD_REFS)
        to = target_of(f);
    if (f->kind == FIELD_REF && !to)
        t.kind = EXPR_TEXT;
    if (t.kind == EXPR_LIST)
        t.element = to                         ? EXPR_RECORD
                    : f->kind == FIELD_PERIODS ? EXPR_PERIOD
                                               : EXPR_TEXT;
    if (to)
        t.cls = model_class(m, to);
    if (f->words) {
        t.words = f->words->words + 1;
        t.word_count = f->words->count - 1;
    }
    if (f->kind == FIELD_MONEY)
        t.unit = S("€");
    t.year =
        f->kind == FIELD_INTEGER && f->min >= YEAR_MIN && f->max <= YEAR_MAX;
    return t;
}

/* --- Classes -----------------------------------------------------------------
 */

typedef struct class_data {
    const model *m;
    const record_type *type;
    expr_field *fields; /* data: a class_source */
    size_t count;
} class_data;

typedef struct class_source { /* one of the two */
    const field *row;
    const derived_field *derived;
} class_source;

static const expr_field *class_field(const expr_class *c, str name) {
    const class_data *d = c->data;
    for (size_t i = 0; i < d->count; i++)
        if (str_eq(d->fields[i].name, name))
            return &d->fields[i];
    return NULL;
}

/* « illustratif: [filiere] »: the field itself is named. */
static bool named_illustrative(const record_head *h, str key) {
    for (size_t i = 0; i < h->illustrative_fields.n; i++)
        if (str_eq(h->illustrative_fields.v[i], key))
            return true;
    return false;
}

static expr_value class_get(const expr_class *c, const expr_field *f,
                            const void *record, arena *a) {
    const class_data *d = c->data;
    const class_source *s = f->data;
    expr_value v = s->derived
                       ? s->derived->get(d->m, record, a)
                       : field_value(d->m, s->row,
                                     (const char *)record + s->row->offset, a);
    v.illustrative |= named_illustrative(record, f->name);
    return v;
}

static str class_id(const expr_class *c, const void *record) {
    (void)c;
    return record ? ((const record_head *)record)->id : STR_NONE;
}

static bool class_illustrative(const void *record) {
    return ((const record_head *)record)->illustrative;
}

static bool visible(const field *f) {
    return !(f->flags & HIDDEN_FIELD) && f->kind != FIELD_CUSTOM &&
           f->kind != FIELD_VARIANTS;
}

static void add_field(class_data *d, arena *a, str name, expr_type type,
                      class_source from) {
    class_source *s = NEW(a, class_source);
    *s = from;
    d->fields[d->count++] = (expr_field){name, type, s};
}

static expr_type derived_type(const model *m, const derived_field *x) {
    expr_type t = {.kind = x->kind, .unit = x->unit};
    if (x->record)
        t.cls = model_class(m, x->record);
    if (x->kind == EXPR_LIST)
        t.element = x->record ? EXPR_RECORD : EXPR_TEXT;
    if (x->words) {
        t.words = x->words->words + 1;
        t.word_count = x->words->count - 1;
    }
    return t;
}

/* Derived fields first: they replace a row of the same name. */
static void fill_class(expr_class *c, class_data *d, arena *a) {
    const derived_field *more[2];
    size_t counts[2];
    more[0] = derived_fields(d->type, &counts[0]);
    more[1] = derived_common(&counts[1]);
    size_t room = d->type->field_count + counts[0] + counts[1];
    d->fields = NEW_ARRAY(a, expr_field, room + 1);
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < counts[k]; i++)
            add_field(d, a, more[k][i].name, derived_type(d->m, &more[k][i]),
                      (class_source){NULL, &more[k][i]});
    for (uint32_t i = 0; i < d->type->field_count; i++) {
        const field *f = &d->type->fields[i];
        if (visible(f) && !class_field(c, f->key))
            add_field(d, a, f->key, scope_type(d->m, f),
                      (class_source){f, NULL});
    }
    str *names = NEW_ARRAY(a, str, d->count + 1);
    for (size_t i = 0; i < d->count; i++)
        names[i] = d->fields[i].name;
    c->names = names;
    c->name_count = d->count;
}

/* Made on demand; put in the table before its fields, which may need it. */
const expr_class *model_class(const model *m, const record_type *type) {
    model_index *x = m->index;
    for (size_t i = 0; i < x->classes.n; i++)
        if (x->classes.v[i].type == type)
            return x->classes.v[i].cls;
    expr_class *c = NEW(m->arena, expr_class);
    class_data *d = NEW(m->arena, class_data);
    *d = (class_data){m, type, NULL, 0};
    *c = (expr_class){.name = type->name,
                      .field = class_field,
                      .get = class_get,
                      .id = class_id,
                      .illustrative = class_illustrative,
                      .data = d};
    list_push(m->arena, &x->classes, (model_class_entry){type, c});
    fill_class(c, d, m->arena);
    return c;
}

expr_value model_value(const model *m, const record_head *h) {
    return scope_record(m, h->type, h);
}

/* --- fait.emplois_eau
 * --------------------------------------------------------- */

static expr_type fact_type(const fact *f) {
    bool text = !f->value.has && f->why == MISSING_NONE;
    return (expr_type){.kind = text ? EXPR_TEXT : EXPR_NUMBER, .unit = f->unit};
}

static const expr_field *fact_field(const expr_class *c, str name) {
    const class_data *d = c->data;
    for (size_t i = 0; i < d->count; i++)
        if (str_eq(d->fields[i].name, name))
            return &d->fields[i];
    return NULL;
}

static expr_value fact_get(const expr_class *c, const expr_field *f,
                           const void *record, arena *a) {
    (void)c, (void)record, (void)a;
    const fact *x = f->data;
    if (x->value.has)
        return expr_number(x->value.v);
    if (x->why != MISSING_NONE)
        return expr_missing(EXPR_NUMBER, x->why);
    return scope_text(x->text);
}

static str no_id(const expr_class *c, const void *record) {
    (void)c, (void)record;
    return STR_NONE;
}

static const expr_class *fact_class(const model *m) {
    arena *a = m->arena;
    class_data *d = NEW(a, class_data);
    expr_class *c = NEW(a, expr_class);
    str *names = NEW_ARRAY(a, str, m->facts.n + 1);
    d->m = m;
    d->count = m->facts.n;
    d->fields = NEW_ARRAY(a, expr_field, m->facts.n + 1);
    for (size_t i = 0; i < m->facts.n; i++) {
        const fact *f = &m->facts.v[i];
        names[i] = f->head.id;
        d->fields[i] = (expr_field){f->head.id, fact_type(f), f};
    }
    *c = (expr_class){.name = S("fait"),
                      .field = fact_field,
                      .get = fact_get,
                      .id = no_id,
                      .names = names,
                      .name_count = m->facts.n,
                      .data = d};
    return c;
}

/* --- The root
 * ------------------------------------------------------------------ */

/* The lists of what there is once (the budget, the campus): every table or
   chart that asks for one would make it anew. */
static void keep_lists(const model *m, const field *f, const char *record) {
    for (uint32_t i = 0; i < f->record->field_count; i++) {
        const field *g = &f->record->fields[i];
        const void *list = record + g->offset;
        if (g->kind == FIELD_RECORDS && visible(g))
            list_push(m->arena, &m->index->lists,
                      (model_list_entry){
                          list, scope_records(m, g->record, list, m->arena)});
    }
}

static expr_binding root_binding(const model *m, const field *f) {
    const void *p = (const char *)m + f->offset;
    if (f->kind == FIELD_RECORD)
        keep_lists(m, f, p);
    return (expr_binding){f->key, scope_type(m, f),
                          field_value(m, f, p, m->arena)};
}

static expr_binding list_binding(const model *m, str name, const record_type *t,
                                 expr_value v) {
    expr_type type = {
        .kind = EXPR_LIST, .element = EXPR_RECORD, .cls = model_class(m, t)};
    return (expr_binding){name, type, v};
}

static expr_value all_actions(const model *m) {
    LIST(expr_value) all = {0};
    for (size_t i = 0; i < m->objectives.n; i++)
        for (size_t k = 0; k < m->objectives.v[i].actions.n; k++) {
            const action *x = &m->objectives.v[i].actions.v[k];
            list_push(m->arena, &all, scope_record(m, &type_action, x));
        }
    return list_value(all.v, all.n, model_class(m, &type_action));
}

static expr_value all_decisions(const model *m) {
    LIST(expr_value) all = {0};
    for (size_t i = 0; i < m->meetings.n; i++)
        for (size_t k = 0; k < m->meetings.v[i].decisions.n; k++) {
            const decision *x = &m->meetings.v[i].decisions.v[k];
            list_push(m->arena, &all, scope_record(m, &type_decision, x));
        }
    return list_value(all.v, all.n, model_class(m, &type_decision));
}

static expr_value all_sites(const model *m) {
    LIST(expr_value) all = {0};
    for (size_t i = 0; i < m->courses.n; i++)
        for (size_t k = 0; k < m->courses.v[i].sites.n; k++) {
            const course_site *x = &m->courses.v[i].sites.v[k];
            list_push(m->arena, &all, scope_record(m, &type_course_site, x));
        }
    return list_value(all.v, all.n, model_class(m, &type_course_site));
}

static expr_value frame_list(const model *m, const record_type *t,
                             const void *list) {
    static const any_list none;
    return scope_records(m, t, m->frame ? list : &none, m->arena);
}

static size_t add_lists(const model *m, expr_binding *b, size_t n) {
    const frame *f = m->frame;
    b[n++] = list_binding(m, S("actions"), &type_action, all_actions(m));
    b[n++] =
        list_binding(m, S("implantations"), &type_course_site, all_sites(m));
    b[n++] = list_binding(m, S("decisions"), &type_decision, all_decisions(m));
    b[n++] = list_binding(
        m, S("criteres"), &type_criterion,
        frame_list(m, &type_criterion, f ? (const void *)&f->criteria : NULL));
    b[n++] = list_binding(m, S("familles"), &type_criterion_family,
                          frame_list(m, &type_criterion_family,
                                     f ? (const void *)&f->families : NULL));
    return n;
}

/* reunion, reunion_precedente, situation_au: what the document is made for. */
static size_t add_meeting(const model *m, expr_binding *b, size_t n) {
    const meeting *before = m->meeting ? meeting_before(m, m->meeting) : NULL;
    expr_type type = {.kind = EXPR_RECORD,
                      .cls = model_class(m, &type_meeting)};
    b[n++] = (expr_binding){S("reunion"), type,
                            scope_record(m, &type_meeting, m->meeting)};
    b[n++] = (expr_binding){S("reunion_precedente"), type,
                            scope_record(m, &type_meeting, before)};
    b[n++] = (expr_binding){
        S("situation_au"), {.kind = EXPR_DATE}, scope_date(model_situation(m))};
    return n;
}

const expr_scope *model_scope(const model *m) {
    model_index *x = m->index;
    if (x->scope)
        return x->scope;
    expr_scope *s = NEW(m->arena, expr_scope);
    expr_binding *b =
        NEW_ARRAY(m->arena, expr_binding, type_model.field_count + 9 + 3);
    size_t n = 0;
    for (uint32_t i = 0; i < type_model.field_count; i++)
        if (visible(&type_model.fields[i]))
            b[n++] = root_binding(m, &type_model.fields[i]);
    n = add_lists(m, b, n);
    n = add_meeting(m, b, n);
    expr_type facts = {.kind = EXPR_RECORD, .cls = fact_class(m)};
    b[n++] = (expr_binding){
        S("fait"), facts, {.kind = EXPR_RECORD, .cls = facts.cls, .record = m}};
    s->bindings = b;
    s->count = n;
    x->scope = s;
    return s;
}
