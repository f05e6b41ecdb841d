/* types_partner: partenaires, pieces. */
#include "model/bind_int.h"

#define REC qualiopi
static const field fields_qualiopi[] = {
    F_YESNO("certifie", certified, REQUIRED, "Certification en cours"),
    F_LABELS("categories", categories, 0, "Catégories d’actions certifiées"),
    F_DATE("fin_validite", valid_until, 0, "Fin de validité"),
};
const record_type type_qualiopi = {
    RECORD(qualiopi, "Qualiopi", "une certification",
           "La certification qualité d’un organisme de formation."),
    .scalar = "certifie",
};
#undef REC

#define REC commitment
static const field fields_commitment[] = {
    F_REF("piece", piece, piece, 0, "Lettre ou convention qui engage"),
    F_TEXT("texte", text, 0, "À quoi le partenaire s’engage"),
};
const record_type type_commitment = {
    RECORD(commitment, "engagement", "un", "L’engagement d’un partenaire."),
    .scalar = "piece",
};
#undef REC

#define REC partner
static const field fields_partner[] = {
    F_ID(REQUIRED | STRICT_ID, "Identifiant, lu dans les expressions"),
    F_LABEL("nom", name, REQUIRED, "Nom complet, tel qu’il s’imprime"),
    F_WORD("article", article, article, 0,
           "Article du nom, pour « du lycée », « de l’université »"),
    F_LABEL("sigle", acronym, 0, "Sigle"),
    F_WORD("categorie", category, partner_category, REQUIRED,
           "Catégorie du partenaire"),
    F_WORD("nature", nature, partner_nature, 0,
           "Nature juridique, que les critères examinent"),
    F_LABELS("uai", uai, 0, "Un ou plusieurs numéros UAI, ou a_preciser"),
    F_YESNO("uai_provisoire", uai_provisional, 0,
            "Le numéro UAI est provisoire : sa lettre peut être fausse"),
    F_LABEL("siret", siret, 0, "Numéro SIRET, ou a_preciser"),
    F_LABEL("nda", nda, 0, "Numéro de déclaration d’activité"),
    F_ONE("qualiopi", qualiopi, qualiopi, 0, "Certification Qualiopi"),
    F_LABEL("pays", country, 0, "Code du pays, s’il n’est pas la France"),
    F_ONE("commune", commune, commune, 0, "Commune du siège"),
    F_REF("rattachement", parent, partner, 0, "Partenaire dont il dépend"),
    F_LABEL("effectif", staff, 0, "Taille, en toutes lettres"),
    F_TEXT("apport", contribution, 0, "Ce que le partenaire apporte"),
    F_DATE("entree", entry, 0, "Entrée dans le réseau"),
    F_DATE("sortie", leaving, 0, "Sortie du réseau"),
    F_TEXT("motif_sortie", leaving_reason, 0, "Pourquoi il est sorti"),
    F_ONE("engagement", commitment, commitment, 0, "Ce qui l’engage"),
    F_REFS("criteres", criteria, criterion, 0, "Critères servis"),
    F_LABEL("site", site, 0, "Adresse du site"),
};
const record_type type_partner = {
    RECORD(partner, "partenaire", "un", "Un membre du réseau."),
};
#undef REC

#define REC piece
static const field fields_piece[] = {
    F_ID(REQUIRED, "Numéro de la pièce"),
    F_LABEL("titre", title, REQUIRED, "Titre de la pièce"),
    F_WORD("type", type, piece_type, 0, "Genre de pièce"),
    F_WORD("statut", state, piece_state, REQUIRED, "Où elle en est"),
    F_DATE("date", date, 0, "Date de la signature ou de l’avis"),
    F_TEXTS("signataires", signatories, 0, "Qui signe"),
    F_DATE("validite", valid_until, 0, "Fin de validité"),
    F_DATE("attendue_le", expected, 0, "Quand elle est attendue"),
    F_LABEL("fichier", file, 0, "Fichier, par exemple pieces/P02.pdf"),
    F_INTEGER("pages", pages, 0, 1, 10000, "Nombre de pages"),
    F_YESNO("joindre", attach, 0, "La joindre aux PDF qui listent les pièces"),
    F_LABEL("objet", subject, 0, "Objet"),
    F_WORD("exige", need, piece_need, 0, "Quand elle est exigée"),
    F_REFS("criteres", criteria, criterion, 0, "Critères servis"),
};
const record_type type_piece = {
    RECORD(piece, "pièce", "une",
           "Une lettre, une convention, un avis : un fichier à part."),
};
#undef REC
