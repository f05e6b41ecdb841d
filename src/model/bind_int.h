/* bind_int: what the tables of the model share while files are bound. */
#ifndef SCEAU_MODEL_BIND_INT_H
#define SCEAU_MODEL_BIND_INT_H

#include "model/model.h"
#include "model/model_types.h"

/* binder.user while a dossier's file is bound. */
typedef struct bind_file {
    provenance from; /* « provenance » of the file */
} bind_file;

/* source, date and statut of a record, and `provenance` with all three. */
extern const custom_field custom_provenance;
#define F_PROVENANCE(m)                                                        \
    F_CUSTOM("provenance", m, provenance, HIDDEN_FIELD, &custom_provenance,    \
             "D’où vient la valeur : source, date, statut")
#define F_SOURCE(m)                                                            \
    F_REF("source", m.source, source_record, REF_OR_TEXT,                      \
          "Identifiant d’une source, ou son titre")
#define F_FROM(m)                                                              \
    F_SOURCE(m), F_DATE("date", m.date, 0, "Date de la valeur"),               \
        F_WORD("statut", m.status, value_status, 0, "Nature de la valeur"),    \
        F_PROVENANCE(m)

/* Fills what `p` lacks from `above`. */
void provenance_inherit(provenance *p, const provenance *above);
/* The file's provenance, empty when there is none. */
const provenance *file_provenance(const binder *b);
void bind_provenance(binder *b, const node *n, provenance *out);

/* Amounts by period: `montants`, `cout_annuel`. */
extern const custom_field custom_amounts;

/* The value under a key of the record as typed, whatever its spelling. */
const node *record_node(const record_head *h, str key, arena *a);

/* Reads a value: a number, or a word that says why there is none. */
bool bind_measured(binder *b, str key, const node *n, measure *out);
/* Completes an indicator whose keys are bound (type_indicator.finish). */
void finish_indicator(binder *b, void *record);

#endif
