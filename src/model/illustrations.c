/* illustrations: what is invented, value by value, for the cover's count and
   for --depot, which refuses it (check_filing). */
#include "model/model_int.h"

static void add(loader *l, span at, str path) {
    list_push(l->a, &l->m->illustrations, (illustration){at, path});
}

/* Is it part of a field that `above` calls illustrative? */
static bool in_named_field(loader *l, const record_head *above,
                           const record_head *h) {
    for (size_t i = 0; i < above->illustrative_fields.n; i++) {
        const node *n =
            record_node(above, above->illustrative_fields.v[i], l->a);
        if (n && n->place.src == h->place.src &&
            n->place.start <= h->place.start && h->place.start < n->place.end)
            return true;
    }
    return false;
}

/* Marked by itself; what holds it is not listed a second time. */
static void list_record(void *self, record_head *h, const record_step *at) {
    loader *l = self;
    const record_head *above = at->up ? at->up->head : NULL;
    bool inherited =
        above && (above->illustrative || in_named_field(l, above, h));
    if (h->illustrative && !inherited)
        add(l, h->place, record_path(l->a, at, STR_NONE));
    for (size_t i = 0; !h->illustrative && i < h->illustrative_fields.n; i++) {
        str key = h->illustrative_fields.v[i];
        bool values = at->type == &type_indicator &&
                      (str_eq(key, S("valeurs")) || str_eq(key, S("cibles")));
        if (!values) /* each is listed by itself */
            add(l, record_place(h, key), record_path(l->a, at, key));
    }
}

static str value_path(loader *l, const indicator *i, const char *what,
                      period p) {
    buf out = buf_new(l->a);
    buf_fmt(&out, "indicateur %.*s › %s › ", STR_ARG(i->head.id), what);
    buf_period(&out, p);
    return buf_take(&out);
}

static void list_values(loader *l, const indicator *i) {
    for (size_t k = 0; k < i->values.n; k++) {
        const measure *m = &i->values.v[k];
        if (m->illustrative && m->why == MISSING_NONE)
            add(l, m->place, value_path(l, i, "valeurs", m->period));
    }
    for (size_t k = 0; k < i->targets.n; k++)
        if (i->targets.v[k].illustrative)
            add(l, i->targets.v[k].place,
                value_path(l, i, "cibles", i->targets.v[k].period));
}

static void list_amounts(loader *l, const char *kind, const record_head *h,
                         const amount_list *x) {
    for (size_t i = 0; i < x->n; i++)
        if (x->v[i].illustrative) {
            buf p = buf_new(l->a);
            buf_fmt(&p, "%s %.*s › ", kind, STR_ARG(h->id));
            buf_period(&p, x->v[i].period);
            add(l, x->v[i].place, buf_take(&p));
        }
}

void list_illustrations(loader *l) {
    model *m = l->m;
    record_visitor v = {l, list_record, NULL};
    record_step root = {NULL, NULL, &type_model, STR_NONE, 0};
    record_walk(&v, &type_model, m, &root);
    for (size_t i = 0; i < m->indicators.n; i++)
        list_values(l, &m->indicators.v[i]);
    for (size_t i = 0; i < m->budget.expenses.n; i++)
        list_amounts(l, "dépense", &m->budget.expenses.v[i].head,
                     &m->budget.expenses.v[i].amounts);
    for (size_t i = 0; i < m->budget.resources.n; i++)
        list_amounts(l, "ressource", &m->budget.resources.v[i].head,
                     &m->budget.resources.v[i].amounts);
}
