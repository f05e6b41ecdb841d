/* Printed words: keys and enumerations here, words in mots-fr.yaml. */
#include "view/view_int.h"

#include "model/model_phrases.h"

static str look_up(const view_context *v, str path, str otherwise) {
    str text;
    if (model_phrase(v->m, path, v->sink, &text))
        return text;
    DIAG_AT(v->sink, E0767, SPAN_NONE, path);
    return otherwise;
}

str view_phrase(const view_context *v, const char *key) {
    str name = str_z(key);
    return look_up(v, str_cat(v->a, S("phrases/"), name), name);
}

str view_sentence(const view_context *v, const char *key, const str *args,
                  size_t n) {
    str slots[DIAG_ARGS] = {0};
    for (size_t i = 0; i < n && i < DIAG_ARGS; i++)
        slots[i] = args[i];
    str pattern = str_dup(v->a, view_phrase(v, key));
    buf out = buf_new(v->a);
    diag_sentence(&out, pattern.p, slots);
    return buf_take(&out);
}

/* --- Enumerations ----------------------------------------------------------
 */

static const str criterion_words[CRITERION_STATE_COUNT] = {
    [CRITERION_COVERED] = STR_LITERAL("couvert"),
    [CRITERION_PARTIAL] = STR_LITERAL("partiel"),
    [CRITERION_MISSING] = STR_LITERAL("manquant"),
    [CRITERION_IRRELEVANT] = STR_LITERAL("sans_objet"),
};
static const word_table words_criterion_state = {
    "criterion_state", criterion_words, CRITERION_STATE_COUNT};

static const word_table *const tables[] = {
#define WORDS(type, prefix) &words_##type,
#define WORD(name, word)
#define WORDS_END(type, prefix)
#include "model/words.def"
#undef WORDS
#undef WORD
#undef WORDS_END
    &words_calendar, &words_missing, &words_indicator_state,
    &words_criterion_state};

enum { TABLE_COUNT = sizeof tables / sizeof *tables };

const word_table *view_words_of(const str *words) {
    /* types skip the empty word that stands for « absent » */
    for (size_t i = 0; words && i < TABLE_COUNT; i++)
        if (tables[i]->words == words || tables[i]->words + 1 == words)
            return tables[i];
    return NULL;
}

static const word_table *table_named(const char *name) {
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if (strcmp(tables[i]->name, name) == 0)
            return tables[i];
    return NULL;
}

static str word_label(const view_context *v, const word_table *t, int value) {
    if (value < 0 || (size_t)value >= t->count || !t->words[value].n)
        return STR_NONE;
    str word = t->words[value];
    str parts[] = {S("mots"), str_z(t->name), word};
    str path = str_join(v->a, parts, 3, S("/"));
    return look_up(v, path, word);
}

str view_word(const view_context *v, const char *enumeration, int value) {
    const word_table *t = table_named(enumeration);
    if (!t)
        arena_fault(v->a, "view: an enumeration without words");
    return word_label(v, t, value);
}

int view_word_index(const word_table *t, str word) {
    for (size_t i = 0; i < t->count; i++)
        if (t->words[i].n && str_eq(t->words[i], word))
            return (int)i;
    return -1;
}

const word_table *view_criterion_states(void) {
    return &words_criterion_state;
}

static str nomenclature_path(const view_context *v) {
    return str_fmt(
        v->a, "natures/%.*s",
        STR_ARG(word_of(&words_nomenclature, (int)v->m->budget.natures)));
}

str view_nature(const view_context *v, str nature) {
    bool account = nature.n && nature.p[0] >= '0' && nature.p[0] <= '9';
    str label, list = nomenclature_path(v);
    for (size_t n = nature.n; n > 0; n = account ? n - 1 : 0) {
        str path = str_fmt(v->a, "%.*s/%.*s", STR_ARG(list), (int)n, nature.p);
        if (model_phrase(v->m, path, v->sink, &label))
            return account ? str_fmt(v->a, "%.*s\xC2\xA0%.*s", STR_ARG(nature),
                                     STR_ARG(label))
                           : label;
    }
    return nature;
}

size_t view_natures(const view_context *v, const str **out) {
    return model_phrase_keys(v->m, nomenclature_path(v), v->sink, out);
}

str view_missing(const view_context *v, missing why) {
    return word_label(v, &words_missing, (int)why);
}

/* --- Signs (charter §12) -----------------------------------------------------
 */

typedef struct sign_row {
    const word_table *table;
    int value;
    view_sign sign;
} sign_row;

static const sign_row signs[] = {
    {&words_action_state, ACTION_TO_COME, VIEW_SIGN_TO_COME},
    {&words_action_state, ACTION_UNDERWAY, VIEW_SIGN_RUNNING},
    {&words_action_state, ACTION_DONE, VIEW_SIGN_OK},
    {&words_action_state, ACTION_BLOCKED, VIEW_SIGN_ALERT},
    {&words_action_state, ACTION_ABANDONED, VIEW_SIGN_NO},
    {&words_piece_state, PIECE_EXPECTED, VIEW_SIGN_TO_COME},
    {&words_piece_state, PIECE_UNDERWAY, VIEW_SIGN_RUNNING},
    {&words_piece_state, PIECE_SIGNED, VIEW_SIGN_OK},
    {&words_piece_state, PIECE_REFUSED, VIEW_SIGN_NO},
    {&words_piece_state, PIECE_LAPSED, VIEW_SIGN_WATCH},
    {&words_decision_state, DECISION_TO_DO, VIEW_SIGN_TO_COME},
    {&words_decision_state, DECISION_UNDERWAY, VIEW_SIGN_RUNNING},
    {&words_decision_state, DECISION_DONE, VIEW_SIGN_OK},
    {&words_decision_state, DECISION_DROPPED, VIEW_SIGN_NO},
    {&words_remark_state, REMARK_OPEN, VIEW_SIGN_TO_COME},
    {&words_remark_state, REMARK_UNDERWAY, VIEW_SIGN_RUNNING},
    {&words_remark_state, REMARK_ANSWERED, VIEW_SIGN_OK},
    {&words_remark_state, REMARK_DISMISSED, VIEW_SIGN_NO},
    {&words_vote_result, VOTE_YES, VIEW_SIGN_OK},
    {&words_vote_result, VOTE_NO, VIEW_SIGN_NO},
    {&words_vote_result, VOTE_POSTPONED, VIEW_SIGN_TO_COME},
    {&words_objective_result, RESULT_REACHED, VIEW_SIGN_OK},
    {&words_objective_result, RESULT_PARTIAL, VIEW_SIGN_WATCH},
    {&words_objective_result, RESULT_NOT_REACHED, VIEW_SIGN_ALERT},
    {&words_indicator_state, STATE_REACHED, VIEW_SIGN_OK},
    {&words_indicator_state, STATE_ON_TRACK, VIEW_SIGN_ON_TRACK},
    {&words_indicator_state, STATE_WATCH, VIEW_SIGN_WATCH},
    {&words_indicator_state, STATE_ALERT, VIEW_SIGN_ALERT},
    {&words_indicator_state, STATE_TO_COME, VIEW_SIGN_TO_COME},
    {&words_indicator_state, STATE_UNJUDGED, VIEW_SIGN_VOID},
    {&words_indicator_state, STATE_UNKNOWN, VIEW_SIGN_VOID},
    {&words_indicator_state, STATE_SECRET, VIEW_SIGN_VOID},
    {&words_indicator_state, STATE_IRRELEVANT, VIEW_SIGN_IRRELEVANT},
    {&words_criterion_state, CRITERION_COVERED, VIEW_SIGN_OK},
    {&words_criterion_state, CRITERION_PARTIAL, VIEW_SIGN_WATCH},
    {&words_criterion_state, CRITERION_MISSING, VIEW_SIGN_ALERT},
    {&words_criterion_state, CRITERION_IRRELEVANT, VIEW_SIGN_IRRELEVANT},
};

bool view_sign_of(const word_table *t, int value, view_sign *out) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].table == t && signs[i].value == value) {
            *out = signs[i].sign;
            return true;
        }
    return false;
}

view_cell view_state_cell(const view_context *v, const word_table *t,
                          int value) {
    view_sign sign = VIEW_SIGN_VOID;
    view_cell c = {.kind = CELL_TEXT, .text = word_label(v, t, value)};
    if (view_sign_of(t, value, &sign)) {
        c.kind = CELL_STATE;
        c.sign = (uint8_t)sign;
    }
    return c;
}

view_cell view_state(const view_context *v, indicator_state s) {
    return view_state_cell(v, &words_indicator_state, (int)s);
}
