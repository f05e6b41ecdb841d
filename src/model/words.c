/* words: the French words of every enumeration, from words.def. */
#include "model/model_words.h"

#include "schema/schema.h"

#define WORDS(type, prefix) static const str list_##type[prefix##_COUNT] = {
#define WORD(name, word)    [name] = STR_LITERAL(word),
#define WORDS_END(type, prefix)                                                \
    }                                                                          \
    ;                                                                          \
    const word_table words_##type = {#type, list_##type, prefix##_COUNT};
#include "model/words.def"
#undef WORDS
#undef WORD
#undef WORDS_END

static const str list_calendar[CAL_COUNT] = {
    [CAL_CIVIL] = STR_LITERAL("civil"),
    [CAL_SCHOOL] = STR_LITERAL("scolaire"),
    [CAL_RENTREE] = STR_LITERAL("rentree"),
    [CAL_COHORTS] = STR_LITERAL("cohortes"),
    [CAL_SEMESTER] = STR_LITERAL("semestre"),
};
const word_table words_calendar = {"calendar", list_calendar, CAL_COUNT};

static const str list_missing[MISSING_COUNT] = {
    [MISSING_UNAVAILABLE] = STR_LITERAL("non_disponible"),
    [MISSING_SECRET] = STR_LITERAL("secret"),
    [MISSING_IRRELEVANT] = STR_LITERAL("sans_objet"),
    [MISSING_TO_COME] = STR_LITERAL("a_venir"),
};
const word_table words_missing = {"missing", list_missing, MISSING_COUNT};
