/* States, counted and compared with what they were. */
#include "view/states.h"

#include "model/model_phrases.h"
#include "model/model_types.h"
#include "view/view_int.h"

/* A state as it is counted: its rank among its kind, sign, key of its word. */
typedef struct kind_of_state {
    size_t rank;
    const char *words; /* « action_state » */
    str word;          /* as typed: « faite » */
    view_cell cell;
} kind_of_state;

/* --- One element -------------------------------------------------------------
 */

static bool is_a(const view_context *v, expr_value e, const record_type *t) {
    const record_head *h = view_head(v, e);
    return h && h->type == t;
}

/* Blocked comes first, then late, as they print. */
static kind_of_state action_kind(const view_context *v, const action *a) {
    static const size_t ranks[ACTION_COUNT] = {
        [ACTION_ABSENT] = 6,  [ACTION_DONE] = 0,    [ACTION_UNDERWAY] = 1,
        [ACTION_BLOCKED] = 3, [ACTION_TO_COME] = 4, [ACTION_ABANDONED] = 5};
    enum { LATE = 2 };
    action_standing s = model_standing(v->m, a);
    kind_of_state k = {ranks[s.state], "action_state",
                       word_of(&words_action_state, (int)s.state),
                       view_action_state(v, a)};
    if (s.late && s.state != ACTION_BLOCKED) {
        k.rank = LATE;
        k.word = S("retard");
    }
    return k;
}

static kind_of_state indicator_kind(const view_context *v, const indicator *i) {
    calc_standing s = calc_stand(v->c, i);
    const word_table *t = &words_indicator_state;
    return (kind_of_state){(size_t)s.state, t->name, t->words[s.state],
                           view_state(v, s.state)};
}

static kind_of_state kind_by_field(const view_context *v, expr_value e) {
    static const char *const keys[] = {"etat", "statut", "resultat"};
    kind_of_state none = {0};
    for (size_t i = 0; e.cls && i < sizeof keys / sizeof *keys; i++) {
        const expr_field *f = e.cls->field(e.cls, str_z(keys[i]));
        const word_table *t = f ? view_words_of(f->type.words) : NULL;
        if (!t)
            continue;
        expr_value x = e.cls->get(e.cls, f, e.record, v->a);
        if (x.why)
            return none;
        int value = view_word_index(t, x.text);
        return (kind_of_state){(size_t)value, t->name, x.text,
                               view_value(v, x, &f->type)};
    }
    return none;
}

static kind_of_state kind_of(const view_context *v, expr_value e) {
    if (is_a(v, e, &type_action))
        return action_kind(v, e.record);
    if (is_a(v, e, &type_indicator))
        return indicator_kind(v, e.record);
    return kind_by_field(v, e);
}

view_cell view_element_state(const view_context *v, expr_value element) {
    return kind_of(v, element).cell;
}

/* --- Words ------------------------------------------------------------------
 */

/* « faite|faites » of « compte_action_state »; the label when there is none.
   One below two (T13). */
static str counted_word(const view_context *v, const kind_of_state *k,
                        size_t n) {
    str forms,
        path = str_fmt(v->a, "mots/compte_%s/%.*s", k->words, STR_ARG(k->word));
    if (!model_phrase(v->m, path, v->sink, &forms))
        return k->cell.text;
    size_t bar = str_find(forms, S("|"), 0);
    if (bar == SIZE_MAX)
        return forms;
    return n > 1 ? str_sub(forms, bar + 1, forms.n) : str_sub(forms, 0, bar);
}

view_state_word view_counted_criteria(const view_context *v, criterion_state s,
                                      size_t n) {
    const word_table *t = view_criterion_states();
    kind_of_state k = {s, t->name, t->words[s], view_state_cell(v, t, (int)s)};
    return (view_state_word){counted_word(v, &k, n), k.cell.sign};
}

static str single_word(const view_context *v, const kind_of_state *k) {
    return locale_capital(v->l, v->a, counted_word(v, k, 1));
}

view_state_word view_state_word_of(const view_context *v, expr_value element) {
    kind_of_state k = kind_of(v, element);
    if (!k.word.n)
        return (view_state_word){0};
    return (view_state_word){single_word(v, &k), k.cell.sign};
}

str view_dated_key(const view_context *v, str key) {
    if (!v->m->meeting)
        return key;
    buf b = buf_new(v->a);
    buf_fmt(&b, "%.*s@", STR_ARG(key));
    buf_date_iso(&b, v->m->situation);
    return buf_take(&b);
}

bool view_is_dated(const view_context *v, str key) {
    return v->m->meeting && str_ends(key, view_dated_key(v, STR_NONE));
}

static str was(const view_context *v, kind_of_state now, kind_of_state then) {
    if (!then.word.n || str_eq(now.word, then.word))
        return STR_NONE;
    str word = counted_word(v, &then, 1);
    return view_sentence(v, "etat_precedent", &word, 1);
}

/* The same view of the meeting before. */
static bool look_back(const view_context *v, view_context *then) {
    *then = *v;
    if (!v->m->before || !v->before)
        return false;
    then->m = v->m->before;
    then->c = v->before;
    then->before = NULL;
    return true;
}

str view_action_was(const view_context *v, const action *a) {
    view_context then;
    if (!look_back(v, &then))
        return STR_NONE;
    return was(v, action_kind(v, a), action_kind(&then, a));
}

str view_indicator_was(const view_context *v, const indicator *i) {
    view_context then;
    if (!look_back(v, &then))
        return STR_NONE;
    kind_of_state now = indicator_kind(v, i), past = indicator_kind(&then, i);
    /* What was not judged has no state to have moved from. */
    bool judged = past.rank <= STATE_ALERT;
    return judged ? was(v, now, past) : STR_NONE;
}

/* --- Counts -----------------------------------------------------------------
 */

enum { MOST_KINDS = 16 };

typedef struct tally {
    kind_of_state kind;
    size_t n, illustrative;
} tally;

static str count_key(const view_context *v, str cls, const kind_of_state *k,
                     const located *where) {
    buf b = buf_new(v->a);
    buf_fmt(&b, "nombre.%.*s", STR_ARG(cls));
    if (where && where->s.n)
        buf_fmt(&b, "[%.*s]", STR_ARG(where->s));
    buf_fmt(&b, ".%.*s@", STR_ARG(k->word));
    buf_date_iso(&b, model_situation(v->m));
    return buf_take(&b);
}

static const figure *count_figure(const view_context *v, str key,
                                  const tally *t) {
    figure *f = NEW(v->a, figure);
    f->key = key;
    f->value = (double)t->n;
    f->text = locale_number(v->a, f->value, 0);
    /* marked when most of what it counts is */
    if (t->illustrative * 2 > t->n)
        f->marks = MARK_ILLUSTRATIVE;
    return f;
}

static void count(const view_context *v, tally *all, expr_value e) {
    kind_of_state k = kind_of(v, e);
    const record_head *h = view_head(v, e);
    if (!k.word.n || k.rank >= MOST_KINDS)
        return;
    tally *t = &all[k.rank];
    t->kind = k;
    t->n++;
    t->illustrative += h && record_illustrative(h, S("etat"));
}

static void put_count(const view_context *v, view_state_counts *out, str cls,
                      const tally *t, const located *where) {
    view_state_count *c = list_add(v->a, out);
    c->word = counted_word(v, &t->kind, t->n);
    c->single = single_word(v, &t->kind);
    c->sign = t->kind.cell.sign;
    c->count = count_figure(v, count_key(v, cls, &t->kind, where), t);
}

view_state_counts view_count_states(const view_context *v, expr_list list,
                                    const located *where) {
    tally all[MOST_KINDS] = {0};
    view_state_counts out = {0};
    for (size_t i = 0; i < list.n; i++)
        count(v, all, list.v[i]);
    str cls = list.n && list.v[0].cls ? list.v[0].cls->name : STR_NONE;
    for (size_t r = 0; r < MOST_KINDS; r++)
        if (all[r].n)
            put_count(v, &out, cls, &all[r], where);
    return out;
}

/* Without value, secret, sans objet count in no state. */
static bool is_judged(const view_context *v, expr_value e) {
    kind_of_state k = kind_of(v, e);
    return k.word.n &&
           (!is_a(v, e, &type_indicator) || k.rank <= (size_t)STATE_UNJUDGED);
}

view_state_counts view_counters(const view_context *v, expr_list list,
                                const located *where) {
    tally all[MOST_KINDS] = {0};
    view_state_counts out = {0};
    for (size_t i = 0; i < list.n; i++)
        if (is_judged(v, list.v[i]))
            count(v, all, list.v[i]);
    bool indicators = list.n && is_a(v, list.v[0], &type_indicator);
    str cls = list.n && list.v[0].cls ? list.v[0].cls->name : STR_NONE;
    for (int r = 0; indicators && r <= STATE_ALERT; r++) {
        const word_table *t = &words_indicator_state;
        all[r].kind = (kind_of_state){(size_t)r, t->name, t->words[r],
                                      view_state(v, (indicator_state)r)};
    }
    for (size_t r = 0; r < MOST_KINDS; r++)
        if (all[r].kind.word.n)
            put_count(v, &out, cls, &all[r], where);
    return out;
}

view_chart *view_chart_states(const view_context *v,
                              const view_state_counts *c) {
    view_chart *out = NEW(v->a, view_chart);
    out->highlighted = -1;
    out->per = 1;
    view_series *s = list_add(v->a, &out->series);
    for (size_t i = 0; i < c->n; i++) {
        list_push(v->a, &out->categories,
                  locale_capital(v->l, v->a, c->v[i].word));
        list_push(v->a, &out->signs, c->v[i].sign);
        list_push(v->a, &s->points, c->v[i].count);
    }
    return out;
}

bool view_sign_named(str word, uint8_t *sign) {
    for (int i = 1; i < MARK_SIGN_COUNT; i++)
        if (str_eq(word_of(&words_mark_sign, i), word)) {
            *sign = (uint8_t)(i - 1); /* in the order of state_sign */
            return true;
        }
    return false;
}
