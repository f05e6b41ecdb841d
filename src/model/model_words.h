/*
 * model_words: the enumerations of the data language. Value 0 is « absent »,
 * the last is the count. The words themselves are in words.def; printed labels
 * are in templates/mots-fr.yaml under the enumeration's name and the word.
 */
#ifndef SCEAU_MODEL_WORDS_H
#define SCEAU_MODEL_WORDS_H

#include "base/date.h"
#include "base/num.h"
#include "base/str.h"

#define WORDS(type, prefix) typedef enum type { prefix##_ABSENT = 0,
#define WORD(name, word)    name,
#define WORDS_END(type, prefix)                                                \
    prefix##_COUNT                                                             \
    }                                                                          \
    type;
#include "model/words.def"
#undef WORDS
#undef WORD
#undef WORDS_END

/* words[value] for value in [1, count); words[0] is empty. */
typedef struct word_table {
    const char *name; /* "action_state" */
    const str *words;
    size_t count;
} word_table;

#define WORDS(type, prefix) extern const word_table words_##type;
#define WORD(name, word)
#define WORDS_END(type, prefix)
#include "model/words.def"
#undef WORDS
#undef WORD
#undef WORDS_END
extern const word_table words_calendar; /* of base/date.h */
extern const word_table words_missing;  /* of base/num.h */

/* The French word of a value: word_of(&words_action_state, a->state). */
str word_of(const word_table *t, int value);

#endif
