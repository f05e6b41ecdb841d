/*
 * model_words: the enumerations of the data language. Value 0 is « absent »,
 * the last is the count. The words themselves are in words.def; printed labels
 * are in templates/mots-fr.yaml under the enumeration's name and the word.
 */
#ifndef SCEAU_MODEL_WORDS_H
#define SCEAU_MODEL_WORDS_H

#include "schema/record.h"

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

#define WORDS(type, prefix) extern const word_table words_##type;
#define WORD(name, word)
#define WORDS_END(type, prefix)
#include "model/words.def"
#undef WORDS
#undef WORD
#undef WORDS_END
extern const word_table words_calendar; /* of base/date.h */
extern const word_table words_missing;  /* of base/num.h */

#endif
