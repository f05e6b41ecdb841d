/* The command's words, shared by main.c (what is done) and main_text.c (what
   is shown). Both read one table, main.def. */
#ifndef SCEAU_MAIN_INT_H
#define SCEAU_MAIN_INT_H

#include <stdbool.h>
#include <stdio.h>

enum { FRENCH, ENGLISH, LANGUAGES };

#define VERB(id, ...) VERB_##id,
#define FLAG(id, ...)
#define SAY(id, ...)
typedef enum verb_id {
#include "main.def"
    VERBS
} verb_id;
#undef VERB
#undef FLAG
#define VERB(id, ...)
#define FLAG(id, ...) FLAG_##id,
typedef enum flag_id {
#include "main.def"
    FLAGS
} flag_id;
#undef FLAG
#undef SAY
#define FLAG(id, ...)
#define SAY(id, ...) SAY_##id,
typedef enum phrase {
#include "main.def"
    PHRASES
} phrase;
#undef VERB
#undef FLAG
#undef SAY

typedef struct verb {
    const char *name, *alias;
    int least, most; /* arguments; most < 0: any number */
    const char *arguments[LANGUAGES], *summary[LANGUAGES];
} verb;

typedef struct flag {
    const char *name, *alias;
    char letter;
    const char *argument; /* NULL: none */
    const char *summary[LANGUAGES];
} flag;

extern const verb verbs[VERBS];
extern const flag flags[FLAGS];

/* A sentence with its slot {0} filled, and a newline. */
void say(FILE *to, phrase p, int lang, const char *word);
void print_help(int lang);
void print_man(int lang); /* mdoc(7) */
bool print_completion(const char *shell, int lang);
/* The word that was meant among `n`; NULL when none is near. */
const char *nearest(const char *typed, const char *const *words, int n);

#endif
