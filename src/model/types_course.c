/* types_course: formations. */
#include "model/bind_int.h"

static void finish_site(binder *b, void *record) {
    course_site *s = record;
    provenance_inherit(&s->from, file_provenance(b));
}

#define REC course_site
static const field fields_course_site[] = {
    F_REF("etablissement", partner, partner, REQUIRED, "Où elle se tient"),
    F_WORD("statut", status, course_status, REQUIRED,
           "Statut des apprenants ; un BTS en lycée est « etudiant »"),
    F_INTEGER("places", places, 0, 0, 10000, "Places en entrée"),
    F_DATE("ouverture", opening, 0, "Ouverture"),
    F_DATE("fermeture", closing, 0, "Fermeture"),
    F_SOURCE(from),
    F_PROVENANCE(from),
};
const record_type type_course_site = {
    RECORD(course_site, "implantation", "une",
           "Une formation dans un établissement, sous un statut."),
    .finish = finish_site,
};
#undef REC

#define REC course
static const field fields_course[] = {
    F_ID(REQUIRED | STRICT_ID, "Identifiant de la formation"),
    F_LABEL("intitule", title, REQUIRED, "Intitulé"),
    F_WORD("type", type, course_type, REQUIRED, "Type de diplôme ou de titre"),
    F_INTEGER("niveau", level, REQUIRED, 3, 8, "Niveau, de 3 à 8"),
    F_LABEL("rncp", rncp, 0, "Fiche RNCP, RS, ou a_preciser"),
    F_DATE("valide_du", valid_from, 0, "Début de validité de la fiche"),
    F_DATE("valide_au", valid_until, 0, "Fin de validité de la fiche"),
    F_LABEL("remplace", replaces, 0, "Fiche que celle-ci remplace"),
    F_LABEL("cfd", cfd, 0, "Code formation diplôme"),
    F_LABEL("nsf", nsf, 0, "Code de spécialité"),
    F_LABEL("rome", rome, 0, "Code ROME"),
    F_LABELS("formacode", formacode, 0, "Formacodes"),
    F_REFS("suites", next, course, 0, "Formations qui la suivent"),
    F_LABEL("coloration", coloration, 0, "Coloration donnée par le campus"),
    F_REFS("metiers", trades, trade, 0, "Métiers visés"),
    F_REFS("criteres", criteria, criterion, 0, "Critères servis"),
    F_MANY("implantations", sites, course_site, 0, "Où et comment"),
};
const record_type type_course = {
    RECORD(course, "formation", "une", "Une formation du réseau."),
};
#undef REC
