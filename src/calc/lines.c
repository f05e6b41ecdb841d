/* The financing plan as expressions read it: « depenses » and « ressources »,
   one element a line and year, so that a formula can filter and sum:
   somme(depenses où annee = 2027, montant). */
#include "calc/calc_int.h"
#include "model/model_types.h"

typedef struct plan_line {
    const expense *out; /* one of the two */
    const resource *in;
    const amount *amount;
} plan_line;

typedef enum line_field {
    LINE_ID,
    LINE_LABEL,
    LINE_NATURE,
    LINE_SECTION,
    LINE_ACTION,
    LINE_CARRIER,
    LINE_FUNDER,
    LINE_SCHEME,
    LINE_STATE,
    LINE_CERTAIN,
    LINE_PERIOD,
    LINE_YEAR,
    LINE_AMOUNT,
    LINE_FIELDS
} line_field;

#define NAME(z)                                                                \
    { (z), sizeof(z) - 1 }
static const str names[LINE_FIELDS] = {[LINE_ID] = NAME("id"),
                                       [LINE_LABEL] = NAME("libelle"),
                                       [LINE_NATURE] = NAME("nature"),
                                       [LINE_SECTION] = NAME("section"),
                                       [LINE_ACTION] = NAME("action"),
                                       [LINE_CARRIER] = NAME("porteur"),
                                       [LINE_FUNDER] = NAME("financeur"),
                                       [LINE_SCHEME] = NAME("dispositif"),
                                       [LINE_STATE] = NAME("statut"),
                                       [LINE_CERTAIN] = NAME("certaine"),
                                       [LINE_PERIOD] = NAME("exercice"),
                                       [LINE_YEAR] = NAME("annee"),
                                       [LINE_AMOUNT] = NAME("montant")};

static const expr_kind kinds[LINE_FIELDS] = {
    [LINE_ID] = EXPR_TEXT,       [LINE_LABEL] = EXPR_TEXT,
    [LINE_NATURE] = EXPR_TEXT,   [LINE_SECTION] = EXPR_TEXT,
    [LINE_ACTION] = EXPR_RECORD, [LINE_CARRIER] = EXPR_RECORD,
    [LINE_FUNDER] = EXPR_RECORD, [LINE_SCHEME] = EXPR_TEXT,
    [LINE_STATE] = EXPR_TEXT,    [LINE_CERTAIN] = EXPR_BOOL,
    [LINE_PERIOD] = EXPR_PERIOD, [LINE_YEAR] = EXPR_NUMBER,
    [LINE_AMOUNT] = EXPR_NUMBER};

/* What a class keeps: its fields' types, and the model for its records. */
typedef struct line_class {
    expr_class cls;
    expr_field fields[LINE_FIELDS];
    const calc *c;
} line_class;

static const expr_field *find_field(const expr_class *cls, str name) {
    const line_class *k = cls->data;
    for (int i = 0; i < LINE_FIELDS; i++)
        if (str_eq(names[i], name))
            return &k->fields[i];
    return NULL;
}

static str line_id(const expr_class *cls, const void *record) {
    const plan_line *x = record;
    (void)cls;
    return x->out ? x->out->head.id : x->in->head.id;
}

static expr_value text_of(str s) {
    return s.n ? expr_text(s) : expr_missing(EXPR_TEXT, MISSING_UNAVAILABLE);
}

static expr_value record_of(const calc *c, const void *head) {
    return head ? model_value(c->m, head)
                : expr_missing(EXPR_RECORD, MISSING_UNAVAILABLE);
}

static funding_state state_of(const plan_line *x) {
    return x->in ? calc_state_at(x->in, x->amount->period) : FUNDING_ABSENT;
}

static expr_value period_field(const plan_line *x, line_field f) {
    if (f == LINE_YEAR)
        return expr_number(x->amount->period.y1);
    if (f == LINE_PERIOD)
        return (expr_value){.kind = EXPR_PERIOD, .period = x->amount->period};
    bool refused = state_of(x) == FUNDING_REFUSED;
    expr_value v = expr_number(refused ? 0 : x->amount->euros);
    v.illustrative = x->amount->illustrative;
    return v;
}

static expr_value resource_field(const calc *c, const plan_line *x,
                                 line_field f) {
    if (f == LINE_CERTAIN)
        return expr_bool(x->in && calc_is_certain(x->in, state_of(x)));
    if (f == LINE_FUNDER)
        return record_of(c, x->in ? x->in->funder.to : NULL);
    if (f == LINE_SCHEME)
        return text_of(x->in ? x->in->scheme : STR_NONE);
    return text_of(x->in ? word_of(&words_funding_state, state_of(x))
                         : STR_NONE);
}

static expr_value get_field(const expr_class *cls, const expr_field *field,
                            const void *record, arena *a) {
    const line_class *k = cls->data;
    const plan_line *x = record;
    const expense *e = x->out;
    line_field f = (line_field)(field - k->fields);
    (void)a;
    switch (f) {
    case LINE_ID:
        return text_of(line_id(cls, record));
    case LINE_LABEL:
        return text_of(e ? e->label : x->in->label);
    case LINE_NATURE:
        return text_of(e ? e->nature : x->in->nature);
    case LINE_SECTION:
        return text_of(
            word_of(&words_section, e ? e->section : x->in->section));
    case LINE_ACTION:
        return record_of(k->c, e ? e->action.to : NULL);
    case LINE_CARRIER:
        return record_of(k->c, e ? e->carrier.to : NULL);
    case LINE_FUNDER:
    case LINE_SCHEME:
    case LINE_STATE:
    case LINE_CERTAIN:
        return resource_field(k->c, x, f);
    case LINE_PERIOD:
    case LINE_YEAR:
    case LINE_AMOUNT:
    case LINE_FIELDS:
        break;
    }
    return period_field(x, f);
}

static void set_words(expr_field *f, const word_table *t) {
    f->type.words = t->words + 1; /* 0 is « absent » */
    f->type.word_count = t->count - 1;
}

static const expr_class *make_class(calc *c) {
    line_class *k = NEW(c->a, line_class);
    k->c = c;
    for (int i = 0; i < LINE_FIELDS; i++)
        k->fields[i] =
            (expr_field){.name = names[i], .type = {.kind = kinds[i]}};
    k->fields[LINE_ACTION].type.cls = model_class(c->m, &type_action);
    k->fields[LINE_CARRIER].type.cls = model_class(c->m, &type_partner);
    k->fields[LINE_FUNDER].type.cls = model_class(c->m, &type_partner);
    k->fields[LINE_AMOUNT].type.unit = S("€");
    set_words(&k->fields[LINE_SECTION], &words_section);
    set_words(&k->fields[LINE_STATE], &words_funding_state);
    k->cls = (expr_class){.name = S("ligne de budget"),
                          .field = find_field,
                          .get = get_field,
                          .id = line_id,
                          .names = names,
                          .name_count = LINE_FIELDS,
                          .data = k};
    return &k->cls;
}

typedef LIST(expr_value) value_list;

static void add_line(calc *c, const expr_class *cls, value_list *l,
                     plan_line line) {
    plan_line *x = NEW(c->a, plan_line);
    *x = line;
    list_push(c->a, l,
              (expr_value){.kind = EXPR_RECORD, .cls = cls, .record = x});
}

static expr_binding bind_lines(str name, const expr_class *cls,
                               const value_list *l) {
    return (expr_binding){
        name,
        {.kind = EXPR_LIST, .element = EXPR_RECORD, .cls = cls},
        {.kind = EXPR_LIST, .cls = cls, .list = {l->v, l->n}}};
}

void calc_bind_lines(calc *c, expr_binding out[2]) {
    const budget *b = &c->m->budget;
    const expr_class *cls = make_class(c);
    value_list expenses = {0}, resources = {0};
    for (size_t i = 0; i < b->expenses.n; i++)
        for (size_t k = 0; k < b->expenses.v[i].amounts.n; k++)
            add_line(c, cls, &expenses,
                     (plan_line){.out = &b->expenses.v[i],
                                 .amount = &b->expenses.v[i].amounts.v[k]});
    for (size_t i = 0; i < b->resources.n; i++)
        for (size_t k = 0; k < b->resources.v[i].amounts.n; k++)
            add_line(c, cls, &resources,
                     (plan_line){.in = &b->resources.v[i],
                                 .amount = &b->resources.v[i].amounts.v[k]});
    out[0] = bind_lines(S("depenses"), cls, &expenses);
    out[1] = bind_lines(S("ressources"), cls, &resources);
}
