/*
 * bind: a map of the tree into a record, key by key.
 *
 * Nothing stops at the first error: an unknown key is reported and skipped, a
 * wrong value leaves its member absent, so that one run says everything.
 * `id` and `illustratif` are read before the other keys, because paths in
 * messages show the one and everything under the record inherits the other.
 */
#include "schema/schema_int.h"

enum { FIELDS_MAX = 64 };

static const str key_illustrative = STR_LITERAL("illustratif");

static bool empty_scalar(const node *n) {
    return n->kind == NODE_SCALAR && n->style == NODE_PLAIN && n->text.s.n == 0;
}

/* Typed as keys are: nothing to fold. */
static bool plain_key(str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_')
            return false;
    }
    return true;
}

str key_fold(arena *a, str typed) {
    return plain_key(typed) ? typed : locale_fold(a, str_trim(typed));
}

/* Folding leaves a small letter as it is: most keys differ in their first. */
bool key_is(arena *a, str typed, str key) {
    char first = typed.n ? typed.p[0] : ' ';
    if (first >= 'a' && first <= 'z' && key.n && first != key.p[0])
        return false;
    return str_eq(typed, key) ||
           (!plain_key(typed) && str_eq(key_fold(a, typed), key));
}

const field *field_find(const record_type *t, str key, arena *a) {
    str folded = key_fold(a, key);
    for (uint32_t i = 0; i < t->field_count; i++)
        if (str_eq(t->fields[i].key, folded))
            return &t->fields[i];
    return NULL;
}

static size_t field_names(const record_type *t, str *out) {
    for (uint32_t i = 0; i < t->field_count; i++)
        out[i] = t->fields[i].key;
    return t->field_count;
}

str join_names(arena *a, const str *names, size_t n) {
    buf out = buf_new(a);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_z(&out, ", ");
        buf_z(&out, "« ");
        buf_str(&out, names[i]);
        buf_z(&out, " »");
    }
    return buf_take(&out);
}

/* E0107 with the nearest keys, or E0108 with all of them. Returns the field
 * that was meant in all likelihood, or NULL. */
static const field *report_unknown_key(binder *b, const record_type *t,
                                       const node *key) {
    str names[FIELDS_MAX + 1], near[3];
    size_t n = field_names(t, names);
    if (!t->headless)
        names[n++] = key_illustrative;
    str typed = key->text.s;
    size_t found = locale_nearest(b->a, typed, names, n, near, 3);
    if (found)
        BIND_ERROR(b, E0107, key->place, STR_NONE, typed, str_z(t->one),
                   join_names(b->a, near, found), t->name);
    else
        BIND_ERROR(b, E0108, key->place, STR_NONE, typed, str_z(t->one),
                   join_names(b->a, names, n), t->name);
    return found ? field_find(t, near[0], b->a) : NULL;
}

void bind_field(binder *b, const field *f, void *base, const node *n) {
    void *member = (char *)base + f->offset;
    if (f->kind == FIELD_CUSTOM)
        f->custom->bind(b, f, member, n);
    else
        bind_setters[f->kind](b, f, member, n);
}

static const node_entry *entry_of(const node *map, str key, arena *a) {
    for (size_t i = 0; i < map->count; i++)
        if (key_is(a, map->entries[i].key->text.s, key))
            return &map->entries[i];
    return NULL;
}

/* The names in « illustratif: [siret, places] ». */
static void bind_illustrative_fields(binder *b, const record_type *t,
                                     record_head *h, const node *list) {
    for (size_t i = 0; i < list->count; i++) {
        located name;
        if (!bind_scalar(b, key_illustrative, list->items[i], &name))
            continue;
        const field *f = field_find(t, name.s, b->a);
        if (f)
            list_push(b->a, &h->illustrative_fields, f->key);
        else
            report_unknown_key(b, t, list->items[i]);
    }
}

static void bind_illustrative(binder *b, const record_type *t, record_head *h,
                              const node *map) {
    h->illustrative = b->illustrative;
    const node_entry *e = entry_of(map, key_illustrative, b->a);
    if (!e || field_find(t, key_illustrative, b->a))
        return;
    if (e->value->kind == NODE_LIST) {
        bind_illustrative_fields(b, t, h, e->value);
        return;
    }
    yesno told = YESNO_ABSENT;
    const field *named = NULL;
    if (e->value->kind == NODE_SCALAR)
        named = field_find(t, e->value->text.s, b->a);
    if (named)
        list_push(b->a, &h->illustrative_fields, named->key);
    else if (bind_yesno(b, key_illustrative, e->value, &told) &&
             told == YESNO_NO && b->illustrative)
        BIND_ERROR(b, W0122, e->value->place, key_illustrative, S(""));
    h->illustrative = h->illustrative || told == YESNO_YES;
}

static bool names_field(const record_head *h, str key) {
    for (size_t i = 0; i < h->illustrative_fields.n; i++)
        if (str_eq(h->illustrative_fields.v[i], key))
            return true;
    return false;
}

/* The state of one map being bound. */
typedef struct binding {
    const record_type *type;
    record_head *head; /* NULL: a root */
    void *base;
    const node *seen[FIELDS_MAX]; /* the key that gave the field */
    bool misspelt[FIELDS_MAX];    /* told as such, so not told as missing */
} binding;

static bool already_bound(binder *b, binding *k, const field *f,
                          const node *key) {
    size_t i = (size_t)(f - k->type->fields);
    if (!k->seen[i]) {
        k->seen[i] = key;
        return false;
    }
    if (k->seen[i] == key)
        return true; /* the id, bound first */
    diagnostic *d = BIND_ERROR(b, E0103, key->place, STR_NONE, key->text.s,
                               k->seen[i]->text.s);
    diag_note_at(b->sink, d, NOTE_GIVEN_HERE, k->seen[i]->place, f->key);
    return true;
}

static void bind_entry(binder *b, binding *k, const node_entry *e) {
    const field *f = field_find(k->type, e->key->text.s, b->a);
    if (!f) {
        bool marks = k->head && key_is(b->a, e->key->text.s, key_illustrative);
        const field *meant =
            marks ? NULL : report_unknown_key(b, k->type, e->key);
        if (meant)
            k->misspelt[meant - k->type->fields] = true;
        return;
    }
    if (already_bound(b, k, f, e->key))
        return;
    if (empty_scalar(e->value) && f->kind != FIELD_VARIANTS) {
        if (f->flags & REQUIRED)
            BIND_ERROR(b, E0109, e->key->place, STR_NONE, f->key,
                       str_z(k->type->one), k->type->name);
        return;
    }
    bool before = b->illustrative;
    if (k->head)
        b->illustrative = k->head->illustrative || names_field(k->head, f->key);
    bind_field(b, f, k->base, e->value);
    b->illustrative = before;
}

static void check_required(binder *b, const binding *k, const node *map) {
    span at = map->count ? map->entries[0].key->place : map->place;
    for (uint32_t i = 0; i < k->type->field_count; i++) {
        const field *f = &k->type->fields[i];
        if ((f->flags & REQUIRED) && !k->seen[i] && !k->misspelt[i])
            BIND_ERROR(b, E0109, at, STR_NONE, f->key, str_z(k->type->one),
                       k->type->name);
    }
}

static void bind_id_first(binder *b, binding *k, const node *map) {
    for (uint32_t i = 0; i < k->type->field_count; i++) {
        const field *f = &k->type->fields[i];
        const node_entry *e =
            f->flags & UNIQUE_ID ? entry_of(map, f->key, b->a) : NULL;
        if (!e || empty_scalar(e->value))
            continue;
        k->seen[i] = e->key;
        bind_field(b, f, k->base, e->value);
        return;
    }
}

static void bind_map(binder *b, const record_type *t, const node *n,
                     void *base) {
    binding k = {t, t->headless ? NULL : (record_head *)base, base, {0}, {0}};
    if (t->field_count > FIELDS_MAX)
        arena_fault(b->a, "schema: too many fields in a record");
    if (k.head) {
        bind_id_first(b, &k, n);
        bind_illustrative(b, t, k.head, n);
    }
    for (size_t i = 0; i < n->count; i++)
        bind_entry(b, &k, &n->entries[i]);
    check_required(b, &k, n);
}

/* « engagement: P02 »: the one key that a bare scalar gives. */
static bool bind_short(binder *b, const record_type *t, const node *n,
                       void *record) {
    const field *f = t->scalar ? field_find(t, str_z(t->scalar), b->a) : NULL;
    if (!f || n->kind != NODE_SCALAR)
        return false;
    bind_field(b, f, record, n);
    return true;
}

void bind_record(binder *b, const record_type *t, const node *n, void *record) {
    record_head *h = record;
    h->place = n->place;
    h->origin = n;
    h->type = t;
    h->illustrative = b->illustrative;
    if (n->kind == NODE_MAP)
        bind_map(b, t, n, record);
    else if (!bind_short(b, t, n, record) && !empty_scalar(n))
        BIND_ERROR(b, E0104, n->place, STR_NONE, str_z(t->one), t->name);
    if (t->finish)
        t->finish(b, record);
}

void bind_root(binder *b, const record_type *t, const node *n, void *base) {
    if (n->kind == NODE_MAP)
        bind_map(b, t, n, base);
    else if (!empty_scalar(n))
        BIND_ERROR(b, E0104, n->place, STR_NONE, str_z(t->one), t->name);
}

/* --- Reports ----------------------------------------------------------------
 */

static void put_step(buf *out, const record_step *s) {
    if (s->up)
        put_step(out, s->up);
    bool named = s->type && !s->type->headless;
    if (!s->text.n && !named)
        return;
    if (out->n)
        buf_z(out, " › ");
    if (s->text.n) {
        buf_str(out, s->text);
        return;
    }
    buf_str(out, s->type->name);
    buf_c(out, ' ');
    if (s->head && s->head->id.n)
        buf_str(out, s->head->id);
    else
        buf_int(out, (int64_t)s->rank);
}

str record_path(arena *a, const record_step *s, str key) {
    buf out = buf_new(a);
    if (s)
        put_step(&out, s);
    if (key.n) {
        if (out.n)
            buf_z(&out, " › ");
        buf_str(&out, key);
    }
    return buf_take(&out);
}

diagnostic *bind_report(binder *b, diag_code code, span at, str key,
                        const str args[4]) {
    diagnostic *d = diag_report(b->sink, code, at, args, 4);
    if (!d->path.n)
        d->path = record_path(b->sink->a, b->step, key);
    return d;
}

/* --- Heads -------------------------------------------------------------------
 */

span record_place(const record_head *h, str key) {
    if (h->origin && h->origin->kind == NODE_MAP)
        for (size_t i = 0; i < h->origin->count; i++)
            if (str_eq(h->origin->entries[i].key->text.s, key))
                return h->origin->entries[i].value->place;
    return h->place;
}

bool record_illustrative(const record_head *h, str key) {
    return h->illustrative || names_field(h, key);
}
