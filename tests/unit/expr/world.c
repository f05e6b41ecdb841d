#include "world.h"

#include <stdio.h>
#include <string.h>

typedef struct person {
    const char *id, *nom, *article, *categorie;
    double places; /* negative: missing */
    date entree;
} person;

static const person people[] = {
    {"lycee", "lycée Picasso", "le", "scolaire", 30, {2021, 9, 1}},
    {"fac", "université", "l’", "superieur", 12, {2023, 9, 1}},
    {"region", "Région", "la", "institutionnel", -1, {2022, 1, 1}},
    {"axe10", "Axe 10", "", "scolaire", 8, {2024, 9, 1}},
    {"axe2", "Axe 2", "", "scolaire", 0, {0, 0, 0}},
};

static const str categories[] = {{"scolaire", 8},
                                 {"superieur", 9},
                                 {"institutionnel", 14},
                                 {"economique", 10}};

enum { F_ID, F_NOM, F_ARTICLE, F_CATEGORIE, F_PLACES, F_ENTREE, F_COUNT };

static const str field_names[] = {{"id", 2},      {"nom", 3},
                                  {"article", 7}, {"categorie", 9},
                                  {"places", 6},  {"entree", 6}};

static const expr_field fields[F_COUNT] = {
    {{"id", 2}, {.kind = EXPR_TEXT}, NULL},
    {{"nom", 3}, {.kind = EXPR_TEXT}, NULL},
    {{"article", 7}, {.kind = EXPR_TEXT}, NULL},
    {{"categorie", 9},
     {.kind = EXPR_TEXT, .words = categories, .word_count = 4},
     NULL},
    {{"places", 6}, {.kind = EXPR_NUMBER, .unit = {"places", 6}}, NULL},
    {{"entree", 6}, {.kind = EXPR_DATE}, NULL},
};

static const expr_field *person_field(const expr_class *c, str name) {
    (void)c;
    for (int i = 0; i < F_COUNT; i++)
        if (str_eq(fields[i].name, name))
            return &fields[i];
    return NULL;
}

static expr_value text_or_none(const char *z) {
    return *z ? expr_text(str_z(z))
              : expr_missing(EXPR_TEXT, MISSING_UNAVAILABLE);
}

static expr_value person_get(const expr_class *c, const expr_field *f,
                             const void *record, arena *a) {
    (void)c;
    (void)a;
    const person *p = record;
    switch (f - fields) {
    case F_ID:
        return text_or_none(p->id);
    case F_NOM:
        return text_or_none(p->nom);
    case F_ARTICLE:
        return text_or_none(p->article);
    case F_CATEGORIE:
        return text_or_none(p->categorie);
    case F_PLACES:
        return p->places < 0 ? expr_missing(EXPR_NUMBER, MISSING_SECRET)
                             : expr_number(p->places);
    default:
        if (!p->entree.year)
            return expr_missing(EXPR_DATE, MISSING_IRRELEVANT);
        return (expr_value){.kind = EXPR_DATE, .day = p->entree};
    }
}

static str person_id(const expr_class *c, const void *record) {
    (void)c;
    return str_z(((const person *)record)->id);
}

static const expr_class person_class = {.name = {"partenaire", 10},
                                        .field = person_field,
                                        .get = person_get,
                                        .id = person_id,
                                        .names = field_names,
                                        .name_count = F_COUNT};

/* Two indicators: effectif by establishment and school year, with a hole in
   2023-2024; taux, one value. Level 0 is the campus, 1 the lycée. */
static const str series_names[] = {{"effectif", 8}, {"taux", 4}};
static const char *const units[] = {"apprenants", "%"};
static const period years[] = {{CAL_SCHOOL, 2022, 2023, 0},
                               {CAL_SCHOOL, 2023, 2024, 0},
                               {CAL_SCHOOL, 2024, 2025, 0},
                               {CAL_SCHOOL, 2025, 2026, 0}};
static const double table[2][2][4] = {{{200, -1, 220, 250}, {80, 90, 95, 99}},
                                      {{40.5, 41, 42, 43}, {0, 0, 0, 0}}};

static const void *find_series(void *self, str id, str *unit) {
    (void)self;
    for (int i = 0; i < 2; i++)
        if (str_eq(id, series_names[i])) {
            *unit = str_z(units[i]);
            return &table[i];
        }
    return NULL;
}

static const void *find_level(void *self, str id) {
    (void)self;
    return str_eq(id, S("lycee")) ? &people[0] : NULL;
}

static expr_value series_at(void *self, const void *series, const void *level,
                            period p) {
    (void)self;
    const double *t = series;
    for (int i = 0; i < 4; i++) {
        double v = t[(level ? 4 : 0) + i];
        if ((p.cal && period_eq(p, years[i])) || (!p.cal && i == 3))
            return v < 0 ? expr_missing(EXPR_NUMBER, MISSING_SECRET)
                         : expr_number(v);
    }
    return expr_missing(EXPR_NUMBER, MISSING_TO_COME);
}

static size_t series_periods(void *self, const void *series, const void *level,
                             const period **out) {
    (void)self;
    (void)series;
    (void)level;
    *out = years;
    return 4;
}

static const expr_host host = {.series = find_series,
                               .level = find_level,
                               .at = series_at,
                               .periods = series_periods,
                               .names = series_names,
                               .name_count = 2};

static expr_value record_of(const person *p) {
    return (expr_value){.kind = EXPR_RECORD, .cls = &person_class, .record = p};
}

static expr_binding *make_bindings(world *w) {
    expr_value *all = NEW_ARRAY(w->a, expr_value, 5);
    for (int i = 0; i < 5; i++)
        all[i] = record_of(&people[i]);
    expr_binding b[] = {
        {S("partenaires"),
         {.kind = EXPR_LIST, .element = EXPR_RECORD, .cls = &person_class},
         {.kind = EXPR_LIST, .cls = &person_class, .list = {all, 5}}},
        {S("vides"),
         {.kind = EXPR_LIST, .element = EXPR_RECORD, .cls = &person_class},
         {.kind = EXPR_LIST, .cls = &person_class, .list = {all, 0}}},
        {S("support"),
         {.kind = EXPR_RECORD, .cls = &person_class},
         record_of(&people[0])},
        {S("periode"),
         {.kind = EXPR_PERIOD},
         {.kind = EXPR_PERIOD, .period = years[2]}},
        {S("montant"),
         {.kind = EXPR_NUMBER, .unit = S("€")},
         expr_number(1250.5)},
        {S("jour"),
         {.kind = EXPR_DATE},
         {.kind = EXPR_DATE, .day = {2026, 11, 15}}},
        {S("absent"),
         {.kind = EXPR_NUMBER},
         expr_missing(EXPR_NUMBER, MISSING_TO_COME)},
        {S("secret"),
         {.kind = EXPR_NUMBER},
         expr_missing(EXPR_NUMBER, MISSING_SECRET)},
    };
    expr_binding *out = NEW_ARRAY(w->a, expr_binding, sizeof b / sizeof *b);
    memcpy(out, b, sizeof b);
    w->scope.count = sizeof b / sizeof *b;
    return out;
}

int world_open(void **state) {
    static world w;
    memset(&w, 0, sizeof w);
    w.a = arena_new(&w.land);
    if (!w.a || setjmp(w.land.jump))
        return -1;
    w.sink = diag_sink_new(w.a);
    w.scope.bindings = make_bindings(&w);
    w.scope.host = &host;
    *state = &w;
    return 0;
}

int world_close(void **state) {
    world *w = *state;
    arena_free(w->a);
    return 0;
}

located world_text(world *w, const char *z) {
    str file = str_fmt(w->a, "a:  %s\n", z);
    source *src = source_new(w->a, S("x.yaml"), file);
    uint32_t n = (uint32_t)strlen(z);
    return located_slice(str_sub(file, 4, 4 + n), (span){src, 4, 4 + n}, 4);
}

expr *world_compile(world *w, const char *z, expr_kind want) {
    w->sink = diag_sink_new(w->a);
    w->text = world_text(w, z);
    return expr_compile(w->a, w->text, &w->scope, want, w->sink);
}

static str errors_of(world *w) {
    buf b = buf_new(w->a);
    for (const diagnostic *d = w->sink->first; d; d = d->next)
        buf_fmt(&b, "%s%s@%u", b.n ? " " : "", diag_describe(d->code)->name,
                source_place(d->at.src, d->at.start).column);
    return buf_take(&b);
}

static void put_value(buf *b, expr_value v) {
    static const char *const reasons[] = {"", "non_disponible", "secret",
                                          "sans_objet", "a_venir"};
    if (v.why) {
        buf_fmt(b, "- %s", reasons[v.why]);
    } else if (v.kind == EXPR_NUMBER) {
        buf_num(b, v.number);
    } else if (v.kind == EXPR_TEXT) {
        buf_fmt(b, "\"%.*s\"", STR_ARG(v.text));
    } else if (v.kind == EXPR_BOOL) {
        buf_z(b, v.truth ? "vrai" : "faux");
    } else if (v.kind == EXPR_DATE) {
        buf_date_iso(b, v.day);
    } else if (v.kind == EXPR_PERIOD) {
        buf_period(b, v.period);
    } else if (v.kind == EXPR_RECORD) {
        buf_z(b, ((const person *)v.record)->id);
    } else if (v.kind == EXPR_LIST) {
        buf_c(b, '[');
        for (size_t i = 0; i < v.list.n; i++) {
            buf_z(b, i ? ", " : "");
            put_value(b, v.list.v[i]);
        }
        buf_c(b, ']');
    } else {
        buf_z(b, "indicateur");
    }
}

str world_value(world *w, const char *z) {
    expr *e = world_compile(w, z, EXPR_ANY);
    if (!e)
        return errors_of(w);
    assert_int_equal(w->sink->errors, 0);
    buf b = buf_new(w->a);
    put_value(&b, expr_eval(e, &w->scope, w->a));
    return buf_take(&b);
}

void world_check(void **state, const world_case *cases, size_t n) {
    world *w = *state;
    int wrong = 0;
    for (size_t i = 0; i < n; i++) {
        str got = world_value(w, cases[i].text);
        if (str_eq(got, str_z(cases[i].gives)))
            continue;
        print_error("%s\n    gives %.*s\n    not   %s\n", cases[i].text,
                    STR_ARG(got), cases[i].gives);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}
