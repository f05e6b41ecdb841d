/* bind_list: lists and records inside a record. A bare scalar is a list of
   one; a list of ids may be typed in one scalar: « A4, A5 ». */
#include "schema/schema_int.h"

void *raw_list_add(arena *a, raw_list *l, size_t size) {
    list_room(a, &l->v, &l->cap, l->n, size);
    return raw_list_at(l, size, l->n++);
}

/* Calls `each` for every item of a list, or for a scalar by itself. */
typedef void (*item_hook)(binder *b, const field *f, void *member,
                          const node *item);

static void each_item(binder *b, const field *f, void *member, const node *n,
                      item_hook each) {
    if (n->kind == NODE_LIST)
        for (size_t i = 0; i < n->count; i++)
            each(b, f, member, n->items[i]);
    else if (n->kind == NODE_SCALAR)
        each(b, f, member, n);
    else
        BIND_ERROR(b, E0105, n->place, f->key, f->key);
}

/* The parts of a scalar between characters of `separators`, trimmed. */
typedef void (*part_hook)(binder *b, void *member, located part);

static void each_part(binder *b, void *member, const located *t,
                      const char *separators, part_hook each) {
    size_t from = 0;
    for (size_t i = 0; i <= t->s.n; i++) {
        if (i < t->s.n && !strchr(separators, t->s.p[i]))
            continue;
        size_t to = i;
        while (from < to && t->s.p[from] == ' ')
            from++;
        while (to > from && t->s.p[to - 1] == ' ')
            to--;
        if (to > from)
            each(b, member, located_sub(b->a, t, from, to));
        from = i + 1;
    }
}

static void add_ref(binder *b, void *member, located part) {
    ref_list *l = member;
    list_push(b->a, l, (ref){part.s, located_span(&part, 0, part.s.n), NULL});
}

static void add_label(binder *b, void *member, located part) {
    str_list *l = member;
    list_push(b->a, l, part.s);
}

static void add_text(binder *b, void *member, located part) {
    located_list *l = member;
    list_push(b->a, l, part);
}

static void item_refs(binder *b, const field *f, void *member, const node *n) {
    located t;
    if (bind_scalar(b, f->key, n, &t))
        each_part(b, member, &t, f->flags & REF_OR_TEXT ? "|" : " ,;|",
                  add_ref);
}

static void item_labels(binder *b, const field *f, void *member,
                        const node *n) {
    located t;
    if (bind_scalar(b, f->key, n, &t))
        each_part(b, member, &t, b->csv ? "|" : "", add_label);
}

static void item_texts(binder *b, const field *f, void *member, const node *n) {
    located t;
    if (!bind_scalar(b, f->key, n, &t))
        return;
    if (b->csv)
        each_part(b, member, &t, "|", add_text);
    else
        add_text(b, member, t);
}

static void item_period(binder *b, const field *f, void *member,
                        const node *n) {
    period p;
    period_list *l = member;
    if (bind_period(b, f->key, n, CAL_NONE, &p))
        list_push(b->a, l, p);
}

static void item_word(binder *b, const field *f, void *member, const node *n) {
    int v = bind_word(b, f->key, n, f->words);
    if (v)
        *(unsigned *)member |= 1u << v;
}

void set_refs(binder *b, const field *f, void *member, const node *n) {
    each_item(b, f, member, n, item_refs);
}

void set_labels(binder *b, const field *f, void *member, const node *n) {
    each_item(b, f, member, n, item_labels);
}

void set_texts(binder *b, const field *f, void *member, const node *n) {
    each_item(b, f, member, n, item_texts);
}

void set_periods(binder *b, const field *f, void *member, const node *n) {
    each_item(b, f, member, n, item_period);
}

void set_words(binder *b, const field *f, void *member, const node *n) {
    each_item(b, f, member, n, item_word);
}

/* --- Records -------------------------------------------------------------- */

void set_record(binder *b, const field *f, void *member, const node *n) {
    record_head *h = member;
    if (h->origin) { /* the same record in two files */
        diagnostic *d = BIND_ERROR(b, E0124, n->place, STR_NONE, f->key);
        diag_note_at(b->sink, d, NOTE_GIVEN_HERE, h->place, f->key);
        return;
    }
    record_step step = {b->step, h, f->record, f->key, 0};
    const record_step *up = b->step;
    b->step = &step;
    bind_record(b, f->record, n, member);
    b->step = up;
}

/* An element of a list: bound in place, known by its rank until it has an id */
static void add_record(binder *b, const record_type *t, void *record,
                       const node *n, size_t rank) {
    record_step step = {b->step, record, t, STR_NONE, rank};
    const record_step *up = b->step;
    b->step = &step;
    bind_record(b, t, n, record);
    b->step = up;
}

void set_records(binder *b, const field *f, void *member, const node *n) {
    raw_list *l = member;
    const record_type *t = f->record;
    if (n->kind == NODE_LIST) {
        list_fit(b->a, &l->v, &l->cap, l->n + n->count, t->size);
        for (size_t i = 0; i < n->count; i++) {
            void *record = raw_list_add(b->a, l, t->size);
            add_record(b, t, record, n->items[i], l->n);
        }
        return;
    }
    BIND_ERROR(b, E0105, n->place, f->key, f->key);
}

/* --- Variants: « - tableau: { … } » ------------------------------------------
 */

static void report_variant(binder *b, const variant_table *v,
                           const node *word) {
    str near[3];
    str typed = word->text.s;
    const str *words = v->words->words + 1;
    size_t count = v->words->count - 1;
    size_t found = locale_nearest(b->a, typed, words, count, near, 3);
    if (found)
        BIND_ERROR(b, E0125, word->place, STR_NONE, typed,
                   join_names(b->a, near, found));
    else
        BIND_ERROR(b, E0126, word->place, STR_NONE, typed,
                   join_names(b->a, words, count));
}

static void fill_variant(binder *b, const variant_table *v, void *element,
                         const node_entry *e) {
    record_head *h = element;
    int kind = word_find(b->a, v->words, e->key->text.s);
    if (!kind) {
        report_variant(b, v, e->key);
        return;
    }
    *(unsigned *)((char *)element + v->kind_at) = (unsigned)kind;
    const record_type *t = v->types[kind];
    if (!t)
        return;
    record_head *record = arena_alloc(b->a, t->size);
    *(void **)((char *)element + v->record_at) = record;
    add_record(b, t, record, e->value, b->step->rank);
    h->id = record->id;
}

/* « - saut_de_page » without more. */
static bool bare_variant(binder *b, const variant_table *v, void *element,
                         const node *n) {
    if (n->kind != NODE_SCALAR)
        return false;
    node *empty = NEW(b->a, node);
    empty->kind = NODE_MAP;
    empty->place = n->place;
    node_entry e = {(node *)n, empty};
    fill_variant(b, v, element, &e);
    return true;
}

static void add_variant(binder *b, const variant_table *v, void *element,
                        const node *n) {
    record_head *h = element;
    h->place = n->place;
    h->origin = n;
    h->illustrative = b->illustrative;
    if (bare_variant(b, v, element, n))
        return;
    if (n->kind != NODE_MAP || n->count != 1)
        BIND_ERROR(b, E0127, n->place, STR_NONE, S(""));
    else
        fill_variant(b, v, element, &n->entries[0]);
}

void set_variants(binder *b, const field *f, void *member, const node *n) {
    raw_list *l = member;
    if (n->kind != NODE_LIST) {
        bool none = n->kind == NODE_SCALAR && n->text.s.n == 0;
        if (!none)
            BIND_ERROR(b, E0105, n->place, f->key, f->key);
        return;
    }
    const record_step *up = b->step;
    for (size_t i = 0; i < n->count; i++) {
        void *element = raw_list_add(b->a, l, f->variants->size);
        record_step step = {up, NULL, NULL, STR_NONE, i + 1};
        b->step = &step;
        add_variant(b, f->variants, element, n->items[i]);
        b->step = up;
    }
}
