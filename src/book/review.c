/*
 * The sheet Revue: what the reviews print and no other sheet holds. For each
 * meeting that a document is made for: the actions and the indicators as they
 * stood at its situation, and how many in each state, counted by formula over
 * the rows above. Then, once, what has no date: questions, presence, risks.
 */
#include "book/book_int.h"
#include "model/model_types.h"
#include "view/states.h"

enum {
    FROZEN_COLUMNS = 2,
    MEETING_COLUMN = 1,
    SUBJECT_COLUMN = 3,
    VALUE_COLUMN = 7,
    STATE_COLUMN = 9,
    COLUMNS = 12
};

/* One meeting at work; its view is of then. */
typedef struct review {
    maker *k;
    book_sheet *s;
    const template_sheet *from;
    view_context v;
    const meeting *of;
    str label; /* meeting_name */
    uint32_t *row;
} review;

/* « Comité de pilotage, 9 octobre 2028 » */
static str meeting_name(maker *k, const meeting *x) {
    const body *b = x->body.to;
    return str_fmt(k->a, "%.*s, %.*s", STR_ARG(b ? b->name : STR_NONE),
                   STR_ARG(locale_date(k->a, x->date)));
}

/* What a row says before its value. */
typedef struct review_row {
    str key, subject, code, title, measure;
} review_row;

static pen open_row(const review *r, review_row w) {
    pen p = {.k = r->k, .s = r->s, .row = (*r->row)++};
    book_write_text(&p, ROLE_KEY, w.key);
    book_write_text(&p, ROLE_TEXT, r->label);
    book_write_date(&p, r->of ? r->v.m->situation : (date){0});
    book_write_text(&p, ROLE_QUIET, w.subject);
    book_write_text(&p, ROLE_CODE, w.code);
    book_write_text(&p, ROLE_TEXT, w.title);
    book_write_text(&p, ROLE_QUIET, w.measure);
    return p;
}

/* To the last column, so that rules run through. */
static void close_row(pen *p) {
    while (p->column < COLUMNS)
        book_write_text(p, ROLE_QUIET, STR_NONE);
}

static void put_state(pen *p, const view_state_word *w) {
    book_role role = ROLE_STATE_QUIET;
    view_cell c = {.kind = CELL_STATE, .sign = w->sign, .text = w->word};
    str text = w->word.n ? book_state_text(p->k, &c, &role) : STR_NONE;
    book_write_text(p, role, text);
}

/* --- Actions ----------------------------------------------------------------
 */

static void put_action(const review *r, const action *a) {
    action_standing s = model_standing(r->v.m, a);
    view_state_word w =
        view_state_word_of(&r->v, model_value(r->v.m, &a->head));
    str key = view_dated_key(
        &r->v, str_fmt(r->k->a, "action.%.*s.avancement", STR_ARG(a->head.id)));
    pen p = open_row(r, (review_row){key, book_phrase(r->k, "revue_action"),
                                     a->code, a->title,
                                     book_phrase(r->k, "revue_avancement")});
    if (s.progress.has)
        book_write_number(&p, ROLE_NUMBER, s.progress.v,
                          view_decimals(s.progress.v), key);
    else
        book_write_text(&p, ROLE_MISSING,
                        view_missing(&r->v, MISSING_UNAVAILABLE));
    book_write_text(&p, ROLE_QUIET, S("%"));
    put_state(&p, &w);
    if (s.late)
        book_write_number(&p, ROLE_NUMBER, s.late_months, 0, STR_NONE);
    else
        book_write_text(&p, ROLE_MISSING, STR_NONE);
    book_write_text(&p, ROLE_QUIET, view_action_was(&r->v, a));
}

static void put_actions(const review *r) {
    const model *m = r->v.m;
    for (size_t i = 0; i < m->objectives.n; i++)
        for (size_t j = 0; j < m->objectives.v[i].actions.n; j++)
            put_action(r, &m->objectives.v[i].actions.v[j]);
}

/* --- Indicators -------------------------------------------------------------
 */

/* A value that another sheet holds is read there; one of the meeting is
   typed. */
static void put_value(pen *p, const figure *f) {
    cell_place at;
    if (f && !f->why && book_place_of(p->k, f, &at))
        book_write_live(p, ROLE_COMPUTED, f,
                        view_missing(p->k->v, MISSING_UNAVAILABLE));
    else
        book_write_figure(p, f);
}

static pen indicator_row(const review *r, const indicator *i, const figure *f,
                         str measure) {
    pen p = open_row(r, (review_row){f ? f->key : STR_NONE,
                                     book_phrase(r->k, "revue_indicateur"),
                                     i->code, i->title, measure});
    put_value(&p, f);
    book_write_text(&p, ROLE_QUIET, f ? f->unit : i->unit);
    return p;
}

/* « 2027-2028 » of a value that is not the last. */
static void put_dated(const review *r, const indicator *i, const figure *f,
                      str measure) {
    if (!f || !view_is_dated(&r->v, f->key))
        return;
    pen p = indicator_row(r, i, f, measure);
    close_row(&p);
}

/* Values and what is derived of them that differ from what is known now. */
static void put_others(const review *r, const indicator *i,
                       const calc_standing *s, const figure *shown) {
    const period *p;
    size_t n = calc_periods(r->v.c, i, NULL, &p);
    for (size_t j = 0; j < n; j++) {
        const figure *f = calc_value(r->v.c, i, NULL, p[j]);
        if (f != shown)
            put_dated(r, i, f, locale_period(r->k->a, p[j], true));
    }
    put_dated(r, i, s->gap, book_phrase(r->k, "colonne_ecart"));
    put_dated(r, i, s->progress, book_phrase(r->k, "revue_progression"));
}

static void put_indicator(const review *r, const indicator *i) {
    calc_standing s = calc_stand(r->v.c, i);
    const figure *f = s.last ? s.last : s.missing;
    view_state_word w =
        view_state_word_of(&r->v, model_value(r->v.m, &i->head));
    pen p =
        indicator_row(r, i, f, book_phrase(r->k, "colonne_derniere_valeur"));
    put_state(&p, &w);
    book_write_text(&p, ROLE_MISSING, STR_NONE);
    book_write_text(&p, ROLE_QUIET, view_indicator_was(&r->v, i));
    put_others(r, i, &s, f);
}

/* --- Counts -----------------------------------------------------------------
 */

static void put_range(buf *out, uint32_t first, uint32_t last,
                      uint16_t column) {
    buf_range_ref(out, (book_range){first, column, last, column}, true);
}

/* Rows of this meeting, of that subject, in the state of this row. */
static void put_count(const review *r, const view_state_count *c, str subject,
                      uint32_t first) {
    uint32_t last = *r->row - 1;
    str measure = str_eq(subject, book_phrase(r->k, "revue_action"))
                      ? book_phrase(r->k, "revue_nombre_actions")
                      : book_phrase(r->k, "revue_nombre_indicateurs");
    pen p = open_row(r, (review_row){.key = c->count->key, .measure = measure});
    book_cell *n =
        book_write_number(&p, ROLE_COMPUTED, c->count->value, 0, c->count->key);
    buf f = buf_new(r->k->a);
    buf_z(&f, "COUNTIFS(");
    put_range(&f, first, last, MEETING_COLUMN);
    buf_c(&f, ',');
    buf_cell_ref(&f, p.row, MEETING_COLUMN, false);
    buf_c(&f, ',');
    put_range(&f, first, last, SUBJECT_COLUMN);
    buf_fmt(&f, ",\"%.*s\",", STR_ARG(subject));
    put_range(&f, first, last, STATE_COLUMN);
    buf_c(&f, ',');
    buf_cell_ref(&f, p.row, STATE_COLUMN, false);
    buf_c(&f, ')');
    book_make_formula(r->k, n, buf_take(&f));
    book_write_text(&p, ROLE_QUIET, STR_NONE);
    view_state_word w = {.word = c->single, .sign = c->sign};
    put_state(&p, &w);
    close_row(&p);
}

static void put_counts(const review *r, expr_list list, bool indicators,
                       uint32_t first) {
    view_state_counts all = indicators
                                ? view_counters(&r->v, list, &r->from->where)
                                : view_count_states(&r->v, list, NULL);
    str subject =
        book_phrase(r->k, indicators ? "revue_indicateur" : "revue_action");
    for (size_t i = 0; i < all.n; i++)
        put_count(r, &all.v[i], subject, first);
}

/* A list of the calc’s scope, filtered; empty when there is none. */
static expr_list list_named(const review *r, str name, const located *where) {
    const expr_scope *scope = calc_scope(r->v.c);
    for (const expr_scope *s = scope; s; s = s->parent)
        for (size_t i = 0; i < s->count; i++) {
            if (!str_eq(s->bindings[i].name, name))
                continue;
            expr_value list = s->bindings[i].value;
            expr_type element = s->bindings[i].type;
            element.kind = element.element;
            view_selection which = {.where = where, .scope = scope};
            if (!view_select(&r->v, &list, &element, which))
                return (expr_list){0};
            return list.list;
        }
    return (expr_list){0};
}

static void put_meeting(const review *r) {
    uint32_t first = *r->row;
    expr_list indicators = list_named(r, S("indicateurs"), &r->from->where);
    put_actions(r);
    for (size_t i = 0; i < indicators.n; i++)
        put_indicator(r, indicators.v[i].record);
    put_counts(r, list_named(r, S("actions"), NULL), false, first);
    put_counts(r, indicators, true, first);
}

/* --- What has no date -------------------------------------------------------
 */

static void put_plain(const review *r, review_row w, number n, str unit) {
    pen p = open_row(r, w);
    if (n.has)
        book_write_number(&p, ROLE_NUMBER, n.v, 0, w.key);
    else
        book_write_text(&p, ROLE_MISSING,
                        view_missing(&r->v, MISSING_UNAVAILABLE));
    book_write_text(&p, ROLE_QUIET, unit);
    close_row(&p);
}

/* As a table of the template gives it: « risque.r1.gravite ». */
static str key_of(const review *r, const record_head *h, const char *what) {
    return str_fmt(r->k->a, "%.*s.%.*s.%s", STR_ARG(h->type->name),
                   STR_ARG(h->id), what);
}

static void put_presence(review *r, const meeting *x) {
    review_row w = {.subject = book_phrase(r->k, "revue_reunion"),
                    .title = meeting_name(r->k, x)};
    w.key = key_of(r, &x->head, "convoques");
    w.measure = book_phrase(r->k, "revue_convoques");
    if (x->invited.has)
        put_plain(r, w, x->invited, STR_NONE);
    w.key = key_of(r, &x->head, "presents");
    w.measure = book_phrase(r->k, "revue_presents");
    if (x->present.has)
        put_plain(r, w, x->present, STR_NONE);
    for (size_t i = 0; i < x->votes.n; i++) {
        const vote *v = &x->votes.v[i];
        w = (review_row){key_of(r, &v->head, "incidence"),
                         book_phrase(r->k, "revue_question"), STR_NONE,
                         v->title, book_phrase(r->k, "revue_incidence")};
        if (v->impact.amount.has)
            put_plain(r, w, v->impact.amount, S("€"));
    }
}

/* The criticity is the product of the two rows above. */
static void put_risk(review *r, const risk *x) {
    review_row w = {key_of(r, &x->head, "probabilite"),
                    book_phrase(r->k, "revue_risque"), STR_NONE, x->title,
                    book_phrase(r->k, "revue_probabilite")};
    put_plain(r, w, x->probability, STR_NONE);
    w.key = key_of(r, &x->head, "gravite");
    w.measure = book_phrase(r->k, "revue_gravite");
    put_plain(r, w, x->severity, STR_NONE);
    w.key = key_of(r, &x->head, "probabilite * gravite");
    w.measure = book_phrase(r->k, "revue_criticite");
    pen p = open_row(r, w);
    book_cell *c = book_write_number(
        &p, ROLE_COMPUTED, x->probability.v * x->severity.v, 0, w.key);
    str a = book_cell_ref(r->k->a, p.row - 2, VALUE_COLUMN);
    str b = book_cell_ref(r->k->a, p.row - 1, VALUE_COLUMN);
    book_make_formula(r->k, c,
                      str_fmt(r->k->a, "(%.*s*%.*s)", STR_ARG(a), STR_ARG(b)));
    close_row(&p);
}

/* --- The sheet --------------------------------------------------------------
 */

static void put_heads(pen *p) {
    static const char *const heads[] = {
        "colonne_cle",     "revue_reunion",      "revue_situation",
        "revue_objet",     "action_code",        "critere_intitule",
        "revue_mesure",    "#indicateur_valeur", "indicateur_unite",
        "indicateur_etat", "#revue_retard",      "revue_etait"};
    book_write_heads(p, heads, sizeof heads / sizeof *heads);
}

static review review_of(maker *k, book_sheet *s, const template_sheet *from,
                        const meeting *x) {
    review r = {.k = k, .s = s, .from = from, .v = *k->v, .of = x};
    if (!x)
        return r;
    r.v.m = model_at(k->v->m, x);
    r.v.c = calc_at(k->v->c, r.v.m);
    if (r.v.m->before)
        r.v.before = calc_at(k->v->c, r.v.m->before);
    r.label = meeting_name(k, x);
    return r;
}

static bool met_before(const model *m, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (m->documents.v[i].meeting.to == m->documents.v[at].meeting.to)
            return true;
    return false;
}

void book_make_review(maker *k, const template_sheet *from) {
    const model *m = k->v->m;
    bool any = false;
    for (size_t i = 0; i < m->documents.n; i++)
        any = any || m->documents.v[i].meeting.to;
    if (!any)
        return;
    book_sheet *s = book_sheet_open(k, from);
    pen heads = {.k = k, .s = s, .row = HEAD_ROW};
    put_heads(&heads);
    uint32_t row = HEAD_ROW + 1;
    for (size_t i = 0; i < m->documents.n; i++) {
        const meeting *x = m->documents.v[i].meeting.to;
        if (!x || met_before(m, i))
            continue;
        review r = review_of(k, s, from, x);
        r.row = &row;
        put_meeting(&r);
    }
    review plain = review_of(k, s, from, NULL);
    plain.row = &row;
    for (size_t i = 0; i < m->meetings.n; i++)
        put_presence(&plain, &m->meetings.v[i]);
    for (size_t i = 0; i < m->risks.n; i++)
        put_risk(&plain, &m->risks.v[i]);
    book_sheet_width(k, s, 0, 9);
    book_sheet_close(k, s, "t_revue", FROZEN_COLUMNS);
}
