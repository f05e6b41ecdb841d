/*
 * « indicateurs » as templates see them: the model's records, with where each
 * stands at the campus as fields of its own (valeur, cible, etat …). One class
 * over the model's, that answers for these names and leaves the others to it.
 */
#include "calc/calc_int.h"
#include "model/model_types.h"

static const str state_words[STATE_COUNT] = {
    [STATE_REACHED] = STR_LITERAL("atteint"),
    [STATE_ON_TRACK] = STR_LITERAL("en_bonne_voie"),
    [STATE_WATCH] = STR_LITERAL("a_surveiller"),
    [STATE_ALERT] = STR_LITERAL("en_alerte"),
    [STATE_TO_COME] = STR_LITERAL("a_venir"),
    [STATE_UNJUDGED] = STR_LITERAL("non_juge"),
    [STATE_UNKNOWN] = STR_LITERAL("non_renseigne"),
    [STATE_SECRET] = STR_LITERAL("secret"),
    [STATE_IRRELEVANT] = STR_LITERAL("sans_objet"),
};
const word_table words_indicator_state = {"indicator_state", state_words,
                                          STATE_COUNT};

typedef enum standing_field {
    STANDING_VALUE,
    STANDING_PERIOD,
    STANDING_BASE,
    STANDING_TARGET,
    STANDING_DUE,
    STANDING_GAP,
    STANDING_PROGRESS,
    STANDING_STATE,
    STANDING_EXPECTED,
    STANDING_NOTE,
    STANDING_FIELDS
} standing_field;

static const struct {
    str name;
    expr_kind kind;
} fields[STANDING_FIELDS] = {
    [STANDING_VALUE] = {STR_LITERAL("valeur"), EXPR_NUMBER},
    [STANDING_PERIOD] = {STR_LITERAL("periode"), EXPR_PERIOD},
    [STANDING_BASE] = {STR_LITERAL("valeur_reference"), EXPR_NUMBER},
    [STANDING_TARGET] = {STR_LITERAL("cible"), EXPR_NUMBER},
    [STANDING_DUE] = {STR_LITERAL("echeance"), EXPR_PERIOD},
    [STANDING_GAP] = {STR_LITERAL("ecart"), EXPR_NUMBER},
    [STANDING_PROGRESS] = {STR_LITERAL("progression"), EXPR_NUMBER},
    [STANDING_STATE] = {STR_LITERAL("etat"), EXPR_TEXT},
    [STANDING_EXPECTED] = {STR_LITERAL("attendu"), EXPR_DATE},
    [STANDING_NOTE] = {STR_LITERAL("note_absence"), EXPR_TEXT},
};

typedef struct standing_class {
    expr_class cls;
    const expr_class *base;
    const calc *c;
    expr_field own[STANDING_FIELDS];
} standing_class;

static const expr_field *find_field(const expr_class *cls, str name) {
    const standing_class *k = cls->data;
    for (int i = 0; i < STANDING_FIELDS; i++)
        if (str_eq(fields[i].name, name))
            return &k->own[i];
    return k->base->field(k->base, name);
}

static str indicator_id(const expr_class *cls, const void *record) {
    const standing_class *k = cls->data;
    return k->base->id(k->base, record);
}

static expr_value number_of(const figure *f) {
    expr_value v =
        f && !f->why
            ? expr_number(f->value)
            : expr_missing(EXPR_NUMBER, f ? f->why : MISSING_UNAVAILABLE);
    v.figure = f;
    return v;
}

static expr_value period_of(period p) {
    return p.cal ? (expr_value){.kind = EXPR_PERIOD, .period = p}
                 : expr_missing(EXPR_PERIOD, MISSING_UNAVAILABLE);
}

/* The last value that is said to be missing, at whatever level. */
static const measure *last_missing(const calc *c, const indicator *i) {
    const measure *last = NULL;
    for (size_t k = 0; k < i->values.n; k++) {
        const measure *m = &i->values.v[k];
        if (m->why && model_counts(c->m, m) &&
            (!last || period_cmp(m->period, last->period) > 0))
            last = m;
    }
    return last;
}

void calc_absence(const calc *c, const indicator *i, str *note,
                  date *expected) {
    const measure *m = last_missing(c, i);
    *note = m ? m->note : STR_NONE;
    *expected = m ? m->expected : (date){0};
}

static expr_value of_missing(const calc *c, const indicator *i,
                             standing_field f) {
    const measure *m = last_missing(c, i);
    if (f == STANDING_EXPECTED && m && date_has(m->expected))
        return (expr_value){.kind = EXPR_DATE, .day = m->expected};
    if (f == STANDING_NOTE && m && m->note.n)
        return expr_text(m->note);
    return expr_missing(fields[f].kind, MISSING_UNAVAILABLE);
}

static expr_value state_of(const calc_standing *s) {
    return expr_text(state_words[s->state]);
}

static expr_value standing_value(const calc *c, const indicator *i,
                                 standing_field f) {
    calc_standing s = calc_stand(c, i);
    switch (f) {
    case STANDING_VALUE:
        return number_of(s.last ? s.last : s.missing);
    case STANDING_PERIOD:
        return period_of(s.last_period);
    case STANDING_BASE:
        return number_of(s.reference);
    case STANDING_TARGET:
        return number_of(s.target);
    case STANDING_DUE:
        return period_of(s.target_period);
    case STANDING_GAP:
        return number_of(s.gap);
    case STANDING_PROGRESS:
        return number_of(s.progress);
    case STANDING_STATE:
        return state_of(&s);
    case STANDING_EXPECTED:
    case STANDING_NOTE:
    case STANDING_FIELDS:
        break;
    }
    return of_missing(c, i, f);
}

static expr_value get_field(const expr_class *cls, const expr_field *field,
                            const void *record, arena *a) {
    const standing_class *k = cls->data;
    if (field < k->own || field >= k->own + STANDING_FIELDS)
        return k->base->get(k->base, field, record, a);
    return standing_value(k->c, record, (standing_field)(field - k->own));
}

static const expr_class *make_class(calc *c) {
    standing_class *k = NEW(c->a, standing_class);
    k->c = c;
    k->base = model_class(c->m, &type_indicator);
    size_t n = k->base->name_count;
    str *names = NEW_ARRAY(c->a, str, n + STANDING_FIELDS);
    memcpy(names, k->base->names, n * sizeof *names);
    for (int i = 0; i < STANDING_FIELDS; i++) {
        names[n + (size_t)i] = fields[i].name;
        k->own[i] = (expr_field){.name = fields[i].name,
                                 .type = {.kind = fields[i].kind}};
    }
    k->own[STANDING_PROGRESS].type.unit = S("%");
    k->own[STANDING_STATE].type.words = state_words;
    k->own[STANDING_STATE].type.word_count = STATE_COUNT;
    k->cls = *k->base;
    k->cls.field = find_field;
    k->cls.get = get_field;
    k->cls.id = indicator_id;
    k->cls.names = names;
    k->cls.name_count = n + STANDING_FIELDS;
    k->cls.data = k;
    return &k->cls;
}

expr_binding calc_bind_indicators(calc *c) {
    size_t n = c->m->indicators.n;
    expr_value *all = NEW_ARRAY(c->a, expr_value, n + 1);
    c->standing = make_class(c);
    for (size_t i = 0; i < n; i++)
        all[i] = (expr_value){.kind = EXPR_RECORD,
                              .cls = c->standing,
                              .record = &c->m->indicators.v[i]};
    return (expr_binding){
        S("indicateurs"),
        {.kind = EXPR_LIST, .element = EXPR_RECORD, .cls = c->standing},
        {.kind = EXPR_LIST, .cls = c->standing, .list = {all, n}}};
}

const expr_class *calc_indicator_class(const calc *c) {
    return c->standing;
}
