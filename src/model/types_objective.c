/* types_objective: objectifs, actions, jalons, risques. */
#include "model/bind_int.h"

#define REC action_progress
static const field fields_action_progress[] = {
    F_DATE("date", date, REQUIRED, "Date du constat"),
    F_WORD("etat", state, action_state, 0, "État à cette date"),
    F_NUMBER("avancement", progress, 0, 0, 100, "Avancement, en pourcent"),
    F_TEXT("note", note, 0, "Ce qui s’est passé"),
};
const record_type type_action_progress = {
    RECORD(action_progress, "suivi", "un", "Où en était l’action à une date."),
};
#undef REC

#define REC action
static const field fields_action[] = {
    F_ID(REQUIRED, "Identifiant de l’action"),
    F_LABEL("code", code, 0, "Numéro imprimé, sinon tiré du rang : 1.1"),
    F_LABEL("titre", title, REQUIRED, "Titre de l’action"),
    F_TEXT("texte", text, 0, "Description"),
    F_REF("pilote", pilot, partner, 0, "Partenaire qui pilote"),
    F_REFS("partenaires", partners, partner, 0, "Partenaires associés"),
    F_REFS("indicateurs", indicators, indicator, 0, "Indicateurs suivis"),
    F_DATE("debut", start, 0, "Début"),
    F_DATE("fin", end, 0, "Fin prévue"),
    F_DATE("fin_revisee", revised_end, 0, "Nouvelle fin prévue"),
    F_DATE("fin_reelle", actual_end, 0, "Fin constatée"),
    F_WORD("etat", state, action_state, 0, "État de l’action"),
    F_NUMBER("avancement", progress, 0, 0, 100, "Avancement, en pourcent"),
    F_TEXT("motif", reason, 0, "Pourquoi elle est bloquée ou abandonnée"),
    F_REFS("depend_de", after, action, 0, "Actions à finir avant"),
    F_REFS("jalons", milestones, milestone, 0, "Jalons de l’action"),
    F_TEXT("livrables", deliverables, 0, "Ce que l’action produit"),
    F_MANY("suivi", log, action_progress, 0, "Constats datés"),
    F_REFS("criteres", criteria, criterion, 0, "Critères servis"),
};
const record_type type_action = {
    RECORD(action, "action", "une", "Une action d’un objectif."),
};
#undef REC

#define REC objective_review
static const field fields_objective_review[] = {
    F_WORD("resultat", result, objective_result, REQUIRED, "Résultat"),
    F_TEXT("constat", finding, 0, "Ce qui a été constaté"),
    F_TEXT("enseignements", lessons, 0, "Ce qui a été appris"),
    F_WORD("suite", next, objective_next, 0, "Suite donnée"),
    F_REFS("repris_par", taken_by, objective, 0, "Objectifs qui le reprennent"),
};
const record_type type_objective_review = {
    RECORD(objective_review, "bilan", "un",
           "Le bilan d’un objectif du label précédent."),
};
#undef REC

#define REC objective
static const field fields_objective[] = {
    F_ID(REQUIRED, "Identifiant de l’objectif"),
    F_LABEL("code", code, 0, "Numéro imprimé, sinon tiré du rang"),
    F_LABEL("titre", title, REQUIRED, "Titre de l’objectif"),
    F_TEXT("resume", summary, 0, "Une ou deux phrases pour la synthèse"),
    F_TEXT("texte", text, 0, "Prose de la fiche"),
    F_YESNO("prioritaire", priority, 0, "Paraît dans la synthèse"),
    F_REF("pilote", pilot, partner, 0, "Partenaire qui pilote"),
    F_DATE("echeance", due, 0, "Échéance"),
    F_TEXT("resultat_attendu", expected_result, 0, "Résultat attendu"),
    F_REFS("criteres", criteria, criterion, 0, "Critères servis"),
    F_REFS("indicateurs", indicators, indicator, 0, "Indicateurs suivis"),
    F_REF("label", label, label_term, 0, "Label dont il relève"),
    F_REF("suite_de", continues, objective, 0, "Objectif qu’il continue"),
    F_ONE("bilan", review, objective_review, 0, "Bilan de l’objectif"),
    F_MANY("actions", actions, action, 0, "Actions"),
};
const record_type type_objective = {
    RECORD(objective, "objectif", "un", "Un objectif et ses actions."),
};
#undef REC

#define REC milestone
static const field fields_milestone[] = {
    F_ID(REQUIRED, "Identifiant du jalon"),
    F_LABEL("titre", title, REQUIRED, "Titre du jalon"),
    F_DATE("date", date, REQUIRED, "Date"),
    F_YESNO("synthese", summary, 0, "Paraît dans la synthèse"),
};
const record_type type_milestone = {
    RECORD(milestone, "jalon", "un", "Une date qui compte."),
};
#undef REC

#define REC risk
static const field fields_risk[] = {
    F_ID(REQUIRED, "Identifiant du risque"),
    F_LABEL("titre", title, REQUIRED, "Ce qui peut arriver"),
    F_INTEGER("probabilite", probability, REQUIRED, 1, 4, "De 1 à 4"),
    F_INTEGER("gravite", severity, REQUIRED, 1, 4, "De 1 à 4"),
    F_TEXT("parade", answer, 0, "Ce qui est fait contre"),
    F_REF("responsable", owner, partner, 0, "Partenaire qui y veille"),
    F_REFS("objectifs", objectives, objective, 0, "Objectifs menacés"),
};
const record_type type_risk = {
    RECORD(risk, "risque", "un", "Un risque et sa parade."),
};
#undef REC
