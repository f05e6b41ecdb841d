/* The steering table: reference, last value with its period, target, state. A
   partial value shows its coverage; its state is never judged. */
#include "view/view_int.h"

enum { SECRET = 1, UNAVAILABLE = 2, IRRELEVANT = 4, TO_COME = 8 };

typedef struct steering {
    const view_context *v;
    view_table *t;
    bool coverage; /* a value of the table is partial */
    unsigned reasons;
} steering;

static bool is_partial(const figure *f) {
    return f && f->of && f->known < f->of;
}

static view_cell value_cell(steering *s, const figure *f) {
    static const unsigned bits[MISSING_COUNT] = {
        [MISSING_UNAVAILABLE] = UNAVAILABLE,
        [MISSING_SECRET] = SECRET,
        [MISSING_IRRELEVANT] = IRRELEVANT,
        [MISSING_TO_COME] = TO_COME};
    if (!f)
        return (view_cell){.kind = CELL_PENDING,
                           .text = view_phrase(s->v, "tiret")};
    view_cell c = view_figure(f);
    if (f->why) {
        c.text = view_missing(s->v, f->why);
        s->reasons |= bits[f->why];
    }
    return c;
}

static view_cell period_cell(steering *s, const figure *f, period p) {
    if (!f || !p.cal)
        return (view_cell){.kind = CELL_EMPTY};
    view_cell c = view_plain(locale_period(s->v->a, p, false));
    c.kind = CELL_CODE;
    return c;
}

static view_cell coverage_cell(steering *s, const figure *f) {
    if (!is_partial(f))
        return (view_cell){.kind = CELL_EMPTY};
    return view_plain(str_fmt(s->v->a, "%d/%d", f->known, f->of));
}

static view_cell code_cell(str code) {
    view_cell c = view_plain(code);
    c.kind = code.n ? CELL_CODE : CELL_EMPTY;
    return c;
}

/* A partial value is not judged. */
static view_cell state_cell(steering *s, const calc_standing *k) {
    if (is_partial(k->last))
        return view_plain(view_phrase(s->v, "tiret"));
    return view_state(s->v, k->state);
}

/* « ↓ » after the name of what is to go down. */
static str title_of(steering *s, const indicator *i) {
    if (i->sense != SENSE_DOWN)
        return i->title;
    return str_cat(s->v->a, i->title, S("\xC2\xA0↓"));
}

static void add_indicator(steering *s, const indicator *i) {
    calc_standing k = calc_stand(s->v->c, i);
    view_row *r = view_add_row(s->v, s->t, VIEW_BODY);
    r->record = i;
    r->id = i->head.id;
    r->place = i->head.place;
    view_add_cell(s->v, r, code_cell(i->code));
    view_add_cell(s->v, r, view_plain(title_of(s, i)))->record = i;
    view_add_cell(s->v, r, view_plain(i->unit));
    view_add_cell(s->v, r, value_cell(s, k.reference));
    view_add_cell(s->v, r, value_cell(s, k.last));
    view_add_cell(s->v, r, period_cell(s, k.last, k.last_period));
    if (s->coverage)
        view_add_cell(s->v, r, coverage_cell(s, k.last));
    view_add_cell(s->v, r, value_cell(s, k.target));
    view_add_cell(s->v, r, period_cell(s, k.target, k.target_period));
    view_add_cell(s->v, r, state_cell(s, &k));
}

static void add_columns(steering *s) {
    static const struct {
        const char *key, *head;
        uint8_t kind;
        int32_t width;
    } columns[] = {
        {"code", "indicateur_code", KIND_CODE, 0},
        {"intitule", "indicateur_nom", KIND_TEXT, 0},
        {"unite", "indicateur_unite", KIND_TEXT, 18000},
        {"reference", "indicateur_reference", KIND_NUMBER, 0},
        {"valeur", "indicateur_valeur", KIND_NUMBER, 0},
        {"periode", "indicateur_periode", KIND_CODE, 0},
        {"couverture", "indicateur_couverture", KIND_CODE, 0},
        {"cible", "indicateur_cible", KIND_NUMBER, 0},
        {"echeance", "indicateur_echeance", KIND_CODE, 0},
        {"etat", "indicateur_etat", KIND_STATE, 0},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (strcmp(columns[i].key, "couverture") == 0 && !s->coverage)
            continue;
        view_column *c = view_add_column(s->v, s->t, columns[i].key,
                                         columns[i].head, columns[i].kind);
        c->width = columns[i].width;
        c->row_header = i == 1;
    }
}

/* What the abbreviations of this table mean, and how states are judged. */
static str reading(const steering *s) {
    static const struct {
        unsigned bit;
        const char *key;
    } words[] = {{SECRET, "secret_lu"},
                 {UNAVAILABLE, "non_disponible_lu"},
                 {IRRELEVANT, "sans_objet_lu"}};
    buf out = buf_new(s->v->a);
    buf_str(&out, view_phrase(s->v, "indicateurs_lecture"));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (s->reasons & words[i].bit) {
            buf_c(&out, ' ');
            buf_str(&out, view_phrase(s->v, words[i].key));
        }
    return buf_take(&out);
}

view_table *view_indicators(const view_context *v,
                            const indicator *const *which, size_t n) {
    steering s = {.v = v, .t = NEW(v->a, view_table)};
    for (size_t i = 0; i < n; i++)
        s.coverage = s.coverage || is_partial(calc_stand(v->c, which[i]).last);
    s.t->id = S("tab-indicateurs");
    s.t->title = view_phrase(v, "indicateurs_titre");
    add_columns(&s);
    for (size_t i = 0; i < n; i++)
        add_indicator(&s, which[i]);
    s.t->reading = reading(&s);
    view_finish_table(v, s.t);
    return s.t;
}
