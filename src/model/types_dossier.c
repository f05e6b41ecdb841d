/* types_dossier: dossier, documents, sources, faits. */
#include "model/bind_int.h"

#define REC dossier_version
static const field fields_dossier_version[] = {
    F_LABEL("version", version, REQUIRED, "Numéro de la version"),
    F_DATE("date", date, REQUIRED, "Date de la version"),
    F_LABEL("objet", subject, 0, "Ce que la version apporte"),
};
const record_type type_dossier_version = {
    RECORD(dossier_version, "version", "une",
           "Une version passée du dossier, listée au début du document."),
};
#undef REC

#define REC contact
static const field fields_contact[] = {
    F_LABEL("fonction", function, 0, "Fonction de la personne à joindre"),
    F_LABEL("nom", name, 0, "Son nom, imprimé seulement avec son accord"),
    F_YESNO("accord", consent, 0, "La personne accepte que son nom paraisse"),
    F_LABEL("courriel", email, 0, "Adresse électronique"),
    F_LABEL("telephone", phone, 0, "Numéro de téléphone"),
};
const record_type type_contact = {
    RECORD(contact, "contact", "un", "Qui joindre au sujet du dossier."),
};
#undef REC

#define REC reservation
static const field fields_reservation[] = {
    F_REF("critere", criterion, criterion, REQUIRED, "Critère concerné"),
    F_TEXT("motif", reason, REQUIRED, "Ce qui manque et pourquoi"),
    F_DATE("attendu", expected, 0, "Quand la réserve sera levée"),
};
const record_type type_reservation = {
    RECORD(reservation, "réserve", "une",
           "Un manque connu, déclaré avec le dépôt et imprimé sur la page de "
           "conformité."),
};
#undef REC

#define REC answer
static const field fields_answer[] = {
    F_REF("critere", criterion, criterion, REQUIRED, "Critère concerné"),
    F_TEXT("preuve", proof, 0, "En quoi le dossier répond"),
    F_REFS_ANY("renvoi", pointers, 0, "Ce qui le prouve, par identifiant"),
    F_WORD("etat", state, answer_state, 0,
           "État retenu : peut abaisser celui que le programme trouve"),
    F_TEXT("motif", reason, 0, "Pourquoi cet état"),
};
const record_type type_answer = {
    RECORD(answer, "réponse", "une", "La réponse du campus à un critère."),
};
#undef REC

#define REC frame_check
static const field fields_frame_check[] = {
    F_LABEL("par", by, REQUIRED, "Fonction de qui a relu le référentiel"),
    F_DATE("date", date, REQUIRED, "Date de la relecture"),
};
const record_type type_frame_check = {
    RECORD(frame_check, "vérification du référentiel", "une",
           "Qui a comparé les critères au texte officiel, et quand."),
};
#undef REC

#define REC dossier
static const field fields_dossier[] = {
    F_LABEL("titre", title, REQUIRED, "Titre du dossier"),
    F_WORD("etat", state, dossier_state, 0,
           "État imprimé en couverture : projet s’il n’est pas dit"),
    F_LABEL("version", version, 0, "Numéro de la version"),
    F_MANY("versions", versions, dossier_version, 0, "Versions passées"),
    F_DATE("date", date, REQUIRED | DAY_NEEDED, "Date du document"),
    F_DATE("arrete_au", cutoff, 0,
           "Les valeurs datées d’après ce jour sont ignorées"),
    F_LABEL("langue", language, 0, "Langue du document : fr"),
    F_REF("referentiel", frame, frame, REQUIRED,
          "Référentiel du label, par exemple cmq-2019"),
    F_ONE("contact", contact, contact, 0, "Qui joindre"),
    F_MANY("reserves", reservations, reservation, 0, "Manques déclarés"),
    F_MANY("reponses", answers, answer, 0, "Réponses aux critères"),
    F_INTEGER("max_pages", max_pages, 0, 1, 2000,
              "Nombre de pages à ne pas dépasser"),
    F_LABEL("precedent", previous, 0, "Fichier du dossier précédent"),
    F_ONE("referentiel_verifie", frame_checked, frame_check, 0,
          "Qui a vérifié les critères sur le texte officiel"),
};
const record_type type_dossier = {
    RECORD(dossier, "dossier", "un",
           "Le document lui-même : titre, version, date, état, référentiel."),
};
#undef REC

#define REC output_document
static const field fields_output_document[] = {
    F_REF("modele", template, template, REQUIRED, "Modèle à composer"),
    F_LABEL("fichier", file, REQUIRED, "Nom du fichier produit"),
    F_REF("reunion", meeting, meeting, 0, "Réunion que le document prépare"),
    F_LABEL("titre", title, 0, "Titre, au lieu de celui du modèle"),
    F_YESNO("joindre", attach, 0,
            "Joindre la description et le classeur au PDF"),
};
const record_type type_output_document = {
    RECORD(output_document, "document", "un", "Un document à produire."),
};
#undef REC

#define REC source_record
static const field fields_source_record[] = {
    F_ID(REQUIRED, "Identifiant, repris par les clés « source »"),
    F_TEXT("titre", title, REQUIRED, "Titre de la source"),
    F_LABEL("organisme", body, 0, "Organisme qui la publie"),
    F_DATE("extrait_le", extracted, 0, "Date de l’extraction"),
    F_DATE("publie_le", published, 0, "Date de publication"),
    F_LABEL("lien", link, 0, "Adresse"),
    F_TEXT("note", note, 0, "Limites, définitions"),
};
const record_type type_source_record = {
    RECORD(source_record, "source", "une", "Une source de valeurs."),
};
#undef REC

/* `valeur` of a fact: a number, or why there is none, or a text. */
static void bind_fact_value(binder *b, const field *f, void *member,
                            const node *n) {
    fact *x = (fact *)((char *)member - offsetof(fact, value));
    located t;
    double v;
    if (!bind_scalar(b, f->key, n, &t))
        return;
    if (num_parse(str_trim(t.s), &v)) {
        x->value = (number){v, true};
        x->decimals = (int8_t)num_decimals(str_trim(t.s));
        return;
    }
    x->why = (missing)word_find(b->a, &words_missing, t.s);
    if (x->why == MISSING_NONE)
        x->text = str_trim(t.s);
}

static void dump_fact_value(buf *out, const void *member, int depth) {
    const fact *x =
        (const fact *)((const char *)member - offsetof(fact, value));
    buf_fmt(out, "%*svaleur: ", 2 * depth, "");
    if (x->value.has)
        buf_num(out, x->value.v);
    else if (x->why != MISSING_NONE)
        buf_str(out, word_of(&words_missing, (int)x->why));
    else
        buf_str(out, x->text);
    buf_c(out, '\n');
}

static const custom_field custom_fact_value = {
    bind_fact_value, "{\"type\":[\"string\",\"number\"]}",
    "nombre, texte, ou raison de son absence", dump_fact_value};

static void finish_fact(binder *b, void *record) {
    fact *x = record;
    provenance_inherit(&x->from, file_provenance(b));
}

#define REC fact
static const field fields_fact[] = {
    F_ID(REQUIRED | STRICT_ID, "Identifiant, lu {fait.identifiant}"),
    F_LABEL("intitule", title, 0, "Ce que le fait dit"),
    F_CUSTOM("valeur", value, number, REQUIRED, &custom_fact_value,
             "La valeur"),
    F_LABEL("unite", unit, 0, "Unité : %, €, ou un nom au pluriel"),
    F_PERIOD("periode", period, 0, "Période que la valeur décrit"),
    F_FROM(from),
    F_WORD("affichage", display, fact_display, 0,
           "Mot imprimé devant la valeur"),
    F_LABEL("note", note, 0, "Précision sur la valeur"),
};
const record_type type_fact = {
    RECORD(fact, "fait", "un",
           "Une valeur citée dans la prose, avec sa source."),
    .finish = finish_fact,
};
#undef REC
