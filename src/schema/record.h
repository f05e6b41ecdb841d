/*
 * record: what every bound record has in common, whatever its kind.
 *
 * A record is a plain struct whose first member is a record_head. Lists hold
 * records by value. References are names until the model resolves them.
 */
#ifndef SCEAU_SCHEMA_RECORD_H
#define SCEAU_SCHEMA_RECORD_H

#include "base/date.h"
#include "base/file.h"
#include "base/list.h"
#include "base/num.h"
#include "node/node.h"

typedef struct record_type record_type; /* schema.h */

typedef struct record_head {
    span place; /* of the whole record */
    str id;     /* empty when it has none */
    /* The record is, by itself, its file or the dossier. */
    bool illustrative;
    str_list illustrative_fields; /* « illustratif: [siret, places] » */
    const node *origin;           /* a map, or a scalar for a short form */
    const record_type *type;
} record_head;

/* An id typed where another record is meant. */
typedef struct ref {
    str id; /* as typed; empty when absent */
    span place;
    const void *to; /* the record, once resolved; NULL when unknown */
} ref;

typedef LIST(ref) ref_list;
typedef LIST(located) located_list;
typedef LIST(period) period_list;

/* oui / non; absent is neither. */
typedef enum yesno { YESNO_ABSENT = 0, YESNO_NO, YESNO_YES } yesno;

/* words[value] for value in [1, count); words[0] is empty. */
typedef struct word_table {
    const char *name; /* "action_state" */
    const str *words;
    size_t count;
} word_table;

/* The French word of a value: word_of(&words_action_state, a->state). */
str word_of(const word_table *t, int value);

/* Place of the value of `key` in the record, else of the record. */
span record_place(const record_head *h, str key);
/* True when the record or that field of it is illustrative. */
bool record_illustrative(const record_head *h, str key);

#endif
