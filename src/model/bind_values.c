/*
 * bind_values: what an indicator says by period, once its calendar is known.
 *
 * valeurs: { lycee_a: { 2024-2025: 2 210, 2025-2026: secret }, campus: … }
 * Each level may give source, date, statut, illustratif, provenance beside its
 * periods; a value may be a map with `valeur` and its own. A value takes what
 * it lacks from its level, then from its indicator, then from its file.
 */
#include "model/bind_int.h"

#include "base/utf8.h"

void provenance_inherit(provenance *p, const provenance *above) {
    if (!p->source.id.n)
        p->source = above->source;
    if (!date_has(p->date))
        p->date = above->date;
    if (!p->status)
        p->status = above->status;
    if (!p->place.src)
        p->place = above->place;
}

const provenance *file_provenance(const binder *b) {
    static const provenance none;
    const bind_file *f = b->user;
    return f ? &f->from : &none;
}

/* One of source, date, statut; false when the key is another. */
static bool provenance_key(binder *b, str key, const node *n, provenance *out) {
    if (str_eq(key, S("source"))) {
        bind_ref(b, n, &out->source);
    } else if (str_eq(key, S("date"))) {
        const field f = {.key = STR_LITERAL("date")};
        bind_date(b, &f, n, &out->date);
    } else if (str_eq(key, S("statut"))) {
        out->status = (value_status)bind_word(b, key, n, &words_value_status);
    } else {
        return false;
    }
    return true;
}

void bind_provenance(binder *b, const node *n, provenance *out) {
    static const str names[] = {STR_LITERAL("source"), STR_LITERAL("date"),
                                STR_LITERAL("statut")};
    if (n->kind != NODE_MAP) {
        BIND_ERROR(b, E0104, n->place, S("provenance"), S("une provenance"),
                   S("provenance"));
        return;
    }
    out->place = n->place;
    for (size_t i = 0; i < n->count; i++) {
        const node *k = n->entries[i].key;
        if (!provenance_key(b, key_fold(b->a, k->text.s), n->entries[i].value,
                            out))
            BIND_ERROR(b, E0108, k->place, S("provenance"), k->text.s,
                       S("une provenance"), join_names(b->a, names, 3),
                       S("provenance"));
    }
}

/* `provenance` and the keys beside it say the same thing: the keys win. */
static void bind_provenance_field(binder *b, const field *f, void *member,
                                  const node *n) {
    (void)f;
    provenance own = *(provenance *)member, given = {0};
    bind_provenance(b, n, &given);
    provenance_inherit(&own, &given);
    *(provenance *)member = own;
}

const custom_field custom_provenance = {
    bind_provenance_field,
    "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
    "\"source\":{\"type\":\"string\"},\"date\":{\"type\":[\"string\","
    "\"integer\"]},\"statut\":{\"enum\":[\"reel\",\"provisoire\","
    "\"estime\"]}}}",
    "source, date, statut", NULL};

const node *record_node(const record_head *h, str key, arena *a) {
    if (!h->origin || h->origin->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < h->origin->count; i++) {
        if (key_is(a, h->origin->entries[i].key->text.s, key))
            return h->origin->entries[i].value;
    }
    return NULL;
}

/* --- Values -------------------------------------------------------------- */

bool bind_measured(binder *b, str key, const node *n, measure *out) {
    located t;
    if (!bind_scalar(b, key, n, &t))
        return false;
    out->place = n->place;
    str s = str_trim(t.s);
    if (num_parse(s, &out->value)) {
        out->decimals = (int8_t)num_decimals(s);
        return true;
    }
    out->why = (missing)word_find(b->a, &words_missing, s);
    if (out->why != MISSING_NONE)
        return true;
    if (misread_known(b->a, s)) {
        misread_number(b, key, n);
        return false;
    }
    str near[3];
    size_t found = locale_nearest(b->a, s, words_missing.words + 1,
                                  words_missing.count - 1, near, 3);
    if (found)
        BIND_ERROR(b, E0132, n->place, key, s, join_names(b->a, near, found));
    else
        BIND_ERROR(b, E0133, n->place, key, s);
    return false;
}

/* What a level or the indicator hands down to its values. */
typedef struct inherited {
    provenance from;
    bool illustrative;
} inherited;

typedef struct value_reader {
    binder *b;
    indicator *i;
} value_reader;

/* Under a key that is a name, a period: one step more in paths. */
static record_step step_into(binder *b, str key) {
    return (record_step){b->step, NULL, NULL, key, 0};
}

/* illustratif, source, date, statut, provenance beside other keys. */
static bool inherited_key(const value_reader *r, str key, const node *n,
                          inherited *out) {
    yesno told = YESNO_ABSENT;
    if (str_eq(key, S("illustratif"))) {
        if (bind_yesno(r->b, key, n, &told))
            out->illustrative = out->illustrative || told == YESNO_YES;
        return true;
    }
    if (str_eq(key, S("provenance"))) {
        provenance p = {0};
        bind_provenance(r->b, n, &p);
        provenance_inherit(&out->from, &p);
        return true;
    }
    return provenance_key(r->b, key, n, &out->from);
}

static void bind_value_map(const value_reader *r, const node *n, measure *m,
                           inherited *own) {
    static const str names[] = {
        STR_LITERAL("valeur"),     STR_LITERAL("source"),
        STR_LITERAL("date"),       STR_LITERAL("statut"),
        STR_LITERAL("note"),       STR_LITERAL("attendu"),
        STR_LITERAL("illustratif")};
    const field expected = {.key = STR_LITERAL("attendu")};
    bool valued = false;
    for (size_t i = 0; i < n->count; i++) {
        const node *k = n->entries[i].key, *v = n->entries[i].value;
        str key = key_fold(r->b->a, k->text.s);
        if (str_eq(key, S("valeur")))
            valued = bind_measured(r->b, STR_NONE, v, m);
        else if (str_eq(key, S("note")))
            bind_label(r->b, key, v, &m->note);
        else if (str_eq(key, expected.key))
            bind_date(r->b, &expected, v, &m->expected);
        else if (!inherited_key(r, key, v, own))
            BIND_ERROR(r->b, E0108, k->place, STR_NONE, k->text.s,
                       S("une valeur"), join_names(r->b->a, names, 7),
                       S("valeur"));
    }
    if (!valued && m->why == MISSING_NONE)
        m->why = MISSING_UNAVAILABLE;
    m->place = n->place;
}

static void take_provenance(measure *m, const inherited *own,
                            const inherited *above) {
    provenance p = own->from;
    provenance_inherit(&p, &above->from);
    m->source = p.source;
    m->date = p.date;
    m->status = p.status;
    m->illustrative = own->illustrative || above->illustrative;
}

static bool read_value(const value_reader *r, const node *n, measure *m,
                       inherited *own) {
    if (n->kind != NODE_MAP)
        return bind_measured(r->b, STR_NONE, n, m);
    bind_value_map(r, n, m, own);
    return true;
}

static void add_value(const value_reader *r, const node_entry *e,
                      const measure *at, const inherited *above) {
    measure m = *at;
    inherited own = {0};
    const record_step *up = r->b->step;
    record_step step = step_into(r->b, e->key->text.s);
    if (!bind_period(r->b, STR_NONE, e->key, r->i->calendar, &m.period))
        return;
    r->b->step = &step;
    bool read = read_value(r, e->value, &m, &own);
    r->b->step = up;
    if (!read)
        return;
    take_provenance(&m, &own, above);
    if (r->i->calendar == CAL_NONE)
        r->i->calendar = m.period.cal;
    list_push(r->b->a, &r->i->values, m);
}

static bool is_provenance_key(str key) {
    return str_eq(key, S("illustratif")) || str_eq(key, S("provenance")) ||
           str_eq(key, S("source")) || str_eq(key, S("date")) ||
           str_eq(key, S("statut"));
}

/* The periods of one level. */
static void add_level(const value_reader *r, const node *key, const node *map,
                      const inherited *above) {
    measure at = {.level = LEVEL_CAMPUS};
    if (!str_eq(key->text.s, S("campus"))) {
        at.level = LEVEL_PARTNER; /* or a course: resolve.c decides */
        at.at = (ref){key->text.s, key->place, NULL};
    }
    inherited own = {0};
    for (size_t i = 0; i < map->count; i++) {
        str k = key_fold(r->b->a, map->entries[i].key->text.s);
        if (is_provenance_key(k))
            inherited_key(r, k, map->entries[i].value, &own);
    }
    provenance_inherit(&own.from, &above->from);
    own.illustrative = own.illustrative || above->illustrative;
    for (size_t i = 0; i < map->count; i++)
        if (!is_provenance_key(key_fold(r->b->a, map->entries[i].key->text.s)))
            add_value(r, &map->entries[i], &at, &own);
}

static void bind_levels(const value_reader *r, const node *n) {
    inherited above = {r->i->from,
                       record_illustrative(&r->i->head, S("valeurs"))};
    binder *b = r->b;
    const record_step *up = b->step;
    for (size_t k = 0; k < n->count; k++) {
        const node_entry *e = &n->entries[k];
        record_step step = step_into(b, e->key->text.s);
        b->step = &step;
        if (e->value->kind == NODE_MAP)
            add_level(r, e->key, e->value, &above);
        else
            BIND_ERROR(b, E0130, e->value->place, STR_NONE, e->key->text.s);
        b->step = up;
    }
}

static void bind_values(binder *b, indicator *i, const node *n) {
    value_reader r = {b, i};
    const record_step *up = b->step;
    record_step step = step_into(b, S("valeurs"));
    b->step = &step;
    if (n->kind == NODE_MAP)
        bind_levels(&r, n);
    else
        BIND_ERROR(b, E0130, n->place, STR_NONE, S("valeurs"));
    b->step = up;
}

/* --- Targets, references, breaks -------------------------------------------
 */

static void bind_target_map(binder *b, const node *n, target *t) {
    static const str names[] = {STR_LITERAL("valeur"), STR_LITERAL("initiale"),
                                STR_LITERAL("motif")};
    const field value = {.key = STR_LITERAL("valeur")};
    const field initial = {.key = STR_LITERAL("initiale")};
    for (size_t i = 0; i < n->count; i++) {
        const node *k = n->entries[i].key, *v = n->entries[i].value;
        str key = key_fold(b->a, k->text.s);
        number x = {0, false};
        if (str_eq(key, S("valeur"))) {
            bind_number(b, &value, v, &x);
            t->value = x.v;
        } else if (str_eq(key, S("initiale"))) {
            bind_number(b, &initial, v, &t->initial);
        } else if (str_eq(key, S("motif"))) {
            bind_scalar(b, key, v, &t->reason);
        } else {
            BIND_ERROR(b, E0108, k->place, STR_NONE, k->text.s, S("une cible"),
                       join_names(b->a, names, 3), S("cible"));
        }
    }
}

/* Kept ascending. */
static void insert_target(binder *b, indicator *i, target t) {
    size_t at = i->targets.n;
    list_push(b->a, &i->targets, t);
    for (; at && period_cmp(i->targets.v[at - 1].period, t.period) > 0; at--)
        i->targets.v[at] = i->targets.v[at - 1];
    i->targets.v[at] = t;
}

static void add_target(binder *b, indicator *i, const node_entry *e) {
    target t = {.place = e->value->place,
                .illustrative = record_illustrative(&i->head, S("cibles"))};
    static const field f = {.key = STR_LITERAL("cible")};
    number x = {0, true};
    if (!bind_period(b, STR_NONE, e->key, i->calendar, &t.period))
        return;
    const record_step *up = b->step;
    record_step step = step_into(b, e->key->text.s);
    b->step = &step;
    if (e->value->kind == NODE_MAP)
        bind_target_map(b, e->value, &t);
    else if (bind_number(b, &f, e->value, &x))
        t.value = x.v;
    else
        x.has = false;
    b->step = up;
    if (x.has)
        insert_target(b, i, t);
}

static void bind_targets(binder *b, indicator *i, const node *n) {
    const record_step *up = b->step;
    record_step step = step_into(b, S("cibles"));
    b->step = &step;
    for (size_t k = 0; n->kind == NODE_MAP && k < n->count; k++)
        add_target(b, i, &n->entries[k]);
    if (n->kind != NODE_MAP)
        BIND_ERROR(b, E0131, n->place, STR_NONE, S("cibles"));
    b->step = up;
}

static void add_baseline(binder *b, indicator *i, const node *label,
                         const node *n) {
    baseline x = {.place = n->place};
    if (!bind_period(b, S("reference"), n, i->calendar, &x.period))
        return;
    if (label)
        x.label = (ref){label->text.s, label->place, NULL};
    list_push(b->a, &i->baselines, x);
}

static void bind_baselines(binder *b, indicator *i, const node *n) {
    if (n->kind == NODE_MAP)
        for (size_t k = 0; k < n->count; k++)
            add_baseline(b, i, n->entries[k].key, n->entries[k].value);
    else
        add_baseline(b, i, NULL, n);
}

/* A bare year was read as a civil one before the calendar was known. */
static void settle_breaks(binder *b, indicator *i) {
    for (size_t k = 0; k < i->breaks.n; k++) {
        series_break *x = &i->breaks.v[k];
        const node *n = record_node(&x->head, S("periode"), b->a);
        if (n && x->period.cal != CAL_NONE)
            bind_period(b, S("ruptures"), n, i->calendar, &x->period);
    }
}

/* « pourcent », « euros » and their signs are one unit. */
static str unit_sign(arena *a, str unit) {
    str folded = locale_fold(a, unit);
    if (str_eq(folded, S("pourcent")) || str_eq(folded, S("pourcents")) ||
        str_eq(folded, S("pour_cent")))
        return S("%");
    if (str_eq(folded, S("euro")) || str_eq(folded, S("euros")))
        return S("€");
    return unit;
}

void finish_indicator(binder *b, void *record) {
    indicator *i = record;
    const node *values = record_node(&i->head, S("valeurs"), b->a);
    const node *targets = record_node(&i->head, S("cibles"), b->a);
    const node *reference = record_node(&i->head, S("reference"), b->a);
    provenance_inherit(&i->from, file_provenance(b));
    i->unit = unit_sign(b->a, i->unit);
    if (values)
        bind_values(b, i, values);
    if (targets)
        bind_targets(b, i, targets);
    if (reference)
        bind_baselines(b, i, reference);
    settle_breaks(b, i);
}
