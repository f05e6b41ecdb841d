/* types_governance: gouvernance, reunions, recommandations, observations. */
#include "model/bind_int.h"

#define REC member
static const field fields_member[] = {
    F_REF("structure", partner, partner, REQUIRED, "Partenaire représenté"),
    F_LABEL("qualite", capacity, 0, "Fonction de qui siège"),
    F_INTEGER("voix", votes, 0, 0, 100, "Nombre de voix"),
    F_LABEL("nom", name, 0, "Nom, imprimé seulement avec accord"),
    F_YESNO("accord", consent, 0, "La personne accepte que son nom paraisse"),
};
const record_type type_member = {
    RECORD(member, "membre", "un", "Un siège d’une instance."),
    .scalar = "structure",
};
#undef REC

#define REC body
static const field fields_body[] = {
    F_ID(REQUIRED, "Identifiant de l’instance"),
    F_LABEL("nom", name, REQUIRED, "Nom de l’instance"),
    F_TEXT("role", role, 0, "Ce qu’elle fait"),
    F_WORD("rang", rank, body_rank, REQUIRED, "Sa place dans l’organigramme"),
    F_REF("rattachee_a", parent, body, 0, "Instance au-dessus"),
    F_LABEL("presidence", chair, 0, "Qui préside"),
    F_TEXT("composition", composition, 0, "Composition en une phrase"),
    F_MANY("membres", members, member, 0, "Sièges"),
    F_NUMBER("reunions_par_an", meetings_a_year, 0, 0, 366, "Réunions par an"),
    F_NUMBER("quorum", quorum, 0, 0, 100,
             "Part des convoqués qu’il faut présents, en pourcent"),
    F_REFS("criteres", criteria, criterion, 0, "Critères servis"),
};
const record_type type_body = {
    RECORD(body, "instance", "une", "Une instance de gouvernance."),
};
#undef REC

#define REC staff_post
static const field fields_staff_post[] = {
    F_ID(0, "Identifiant du poste"),
    F_LABEL("poste", post, REQUIRED, "Intitulé du poste"),
    F_REF("employeur", employer, partner, 0, "Employeur"),
    F_NUMBER("etp", fte, 0, 0, 1000, "Équivalent temps plein"),
    F_TEXT("missions", missions, 0, "Missions"),
};
const record_type type_staff_post = {
    RECORD(staff_post, "poste", "un", "Un poste de l’équipe du campus."),
};
#undef REC

#define REC governance
static const field fields_governance[] = {
    F_MANY("instances", bodies, body, 0, "Instances"),
    F_MANY("equipe", team, staff_post, 0, "Équipe permanente"),
    F_TEXT("texte", text, 0, "Règles de fonctionnement"),
};
const record_type type_governance = {
    RECORD(governance, "gouvernance", "une", "Qui décide et qui exécute."),
};
#undef REC

#define REC decision
static const field fields_decision[] = {
    F_ID(REQUIRED, "Identifiant de la décision"),
    F_TEXT("texte", text, REQUIRED, "Ce qui a été décidé"),
    F_REF("responsable", owner, partner, 0, "Qui l’exécute"),
    F_DATE("echeance", due, 0, "Échéance"),
    F_WORD("etat", state, decision_state, 0, "Où elle en est"),
    F_TEXT("suite", follow_up, 0, "Suite donnée"),
};
const record_type type_decision = {
    RECORD(decision, "décision", "une", "Une décision d’une réunion."),
};
#undef REC

#define REC vote_impact
static const field fields_vote_impact[] = {
    F_MONEY("montant", amount, 0, "Montant en euros"),
    F_REF("financeur", funder, partner, 0, "Qui paie"),
};
const record_type type_vote_impact = {
    RECORD(vote_impact, "incidence", "une", "Ce qu’une décision coûte."),
    .scalar = "montant",
};
#undef REC

#define REC vote
static const field fields_vote[] = {
    F_ID(REQUIRED, "Identifiant de la question"),
    F_LABEL("titre", title, REQUIRED, "Ce qui est à décider"),
    F_TEXT("motif", reason, 0, "Pourquoi"),
    F_ONE("incidence", impact, vote_impact, 0, "Coût"),
    F_REFS("actions", actions, action, 0, "Actions concernées"),
    F_WORD("resultat", result, vote_result, 0, "Résultat du vote"),
};
const record_type type_vote = {
    RECORD(vote, "question", "une", "Une décision à prendre."),
};
#undef REC

#define REC meeting
static const field fields_meeting[] = {
    F_ID(REQUIRED, "Identifiant de la réunion"),
    F_REF("instance", body, body, REQUIRED, "Instance réunie"),
    F_DATE("date", date, REQUIRED, "Date de la réunion"),
    F_DATE("situation_au", situation, 0, "Date des états présentés"),
    F_INTEGER("presents", present, 0, 0, 10000, "Nombre de présents"),
    F_INTEGER("convoques", invited, 0, 0, 10000, "Nombre de convoqués"),
    F_TEXTS("ordre_du_jour", agenda, 0, "Ordre du jour"),
    F_MANY("decisions", decisions, decision, 0, "Décisions prises"),
    F_MANY("a_decider", votes, vote, 0, "Décisions à prendre"),
    F_TEXTS("a_retenir", takeaways, 0, "Ce qu’il faut retenir"),
};
const record_type type_meeting = {
    RECORD(meeting, "réunion", "une", "Une réunion d’une instance."),
};
#undef REC

#define REC remark
static const field fields_remark[] = {
    F_ID(0, "Identifiant"),
    F_LABEL("emetteur", issuer, REQUIRED, "Qui l’a faite"),
    F_DATE("date", date, 0, "Quand"),
    F_TEXT("texte", text, REQUIRED, "Ce qui est demandé"),
    F_TEXT("reponse", answer, 0, "Ce que le campus répond"),
    F_REFS_ANY("renvoi", pointers, 0, "Où le dossier y répond"),
    F_WORD("etat", state, remark_state, 0, "Où elle en est"),
};
const record_type type_remark = {
    RECORD(remark, "observation", "une",
           "Une recommandation ou une observation reçue, et sa réponse."),
};
#undef REC
