/*
 * model_phrases: the words that components print, templates/mots-fr.yaml. C
 * knows their keys only: « phrases », key; « mots », enumeration, word.
 */
#ifndef SCEAU_MODEL_MODEL_PHRASES_H
#define SCEAU_MODEL_MODEL_PHRASES_H

#include "model/model.h"

/* The text at « phrases/suite » or « mots/action_state/faite »; false when it
   is not there. The file is read once; what is wrong in it is reported. */
bool model_phrase(const model *m, str path, diag_sink *sink, str *out);

/* The keys right under « natures/pcg », in the order of the file. */
size_t model_phrase_keys(const model *m, str path, diag_sink *sink,
                         const str **out);

#endif
