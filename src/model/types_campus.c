/* types_campus: campus, territoire, metiers, equipements. */
#include "model/bind_int.h"

#define REC label_term
static const field fields_label_term[] = {
    F_ID(0, "Identifiant du label"),
    F_WORD("categorie", category, campus_category, 0, "Catégorie du label"),
    F_DATE("debut", start, REQUIRED | DAY_NEEDED, "Premier jour"),
    F_DATE("fin", end, DAY_NEEDED, "Dernier jour ; sinon tiré de la durée"),
    F_NUMBER("duree_ans", years, 0, 1, 10, "Durée en années"),
    F_TEXT("texte", text, 0, "Texte qui accorde le label"),
};
/* The end that is not typed is the day before the anniversary. */
static void finish_label(binder *b, void *record) {
    label_term *l = record;
    if (!date_has(l->start) || !l->years.has)
        return;
    int months = (int)num_round(l->years.v * 12, 0);
    date after = date_add_months(l->start, months);
    date end = date_from_days(date_days(after) - 1);
    if (!date_has(l->end)) {
        l->end = end;
        return;
    }
    if (date_cmp(l->end, end) == 0)
        return;
    buf told = buf_new(b->a), found = buf_new(b->a);
    buf_date_iso(&told, l->end);
    buf_date_iso(&found, end);
    BIND_ERROR(b, E0226, record_place(&l->head, S("fin")), S("fin"),
               buf_take(&told), buf_take(&found));
}
const record_type type_label_term = {
    RECORD(label_term, "label", "un",
           "Un label obtenu, ou celui que le campus demande."),
    .finish = finish_label,
};
#undef REC

#define REC signatory
static const field fields_signatory[] = {
    F_REF("pour", partner, partner, REQUIRED, "Partenaire qui signe"),
    F_LABEL("qualite", capacity, REQUIRED, "En quelle qualité"),
    F_LABEL("mention", mention, 0, "Mention au-dessus de la signature"),
    F_LABEL("nom", name, 0, "Nom, imprimé seulement avec accord"),
    F_YESNO("accord", consent, 0, "La personne accepte que son nom paraisse"),
};
const record_type type_signatory = {
    RECORD(signatory, "signataire", "un", "Une signature en fin de dossier."),
};
#undef REC

#define REC logo
static const field fields_logo[] = {
    F_REF("pour", partner, partner, REQUIRED, "Partenaire"),
    F_LABEL("fichier", file, 0,
            "Image, dans images/ ; sans elle, un cadre au nom du partenaire"),
    F_LABEL("alt", alt, 0, "Texte de remplacement ; sinon le nom"),
};
const record_type type_logo = {
    RECORD(logo, "logo", "un", "Un logo de la couverture."),
};
#undef REC

#define REC campus
static const field fields_campus[] = {
    F_LABEL("intitule", title, REQUIRED, "Intitulé complet, avec le secteur"),
    F_LABEL("sigle", acronym, 0, "Sigle, dans l’en-tête des pages"),
    F_LABEL("nom_court", short_name, 0, "Nom en grand sur la couverture"),
    F_LABEL("accroche", tagline, 0, "Une phrase sous le nom"),
    F_WORD("categorie", category, campus_category, REQUIRED, "Catégorie visée"),
    F_WORD("demande", demand, campus_demand, REQUIRED,
           "Première demande ou renouvellement"),
    F_WORD("filiere", sector, sector, REQUIRED, "L’une des douze filières"),
    F_REF("etablissement_support", support, partner, REQUIRED,
          "Établissement support"),
    F_REFS("portage", leaders, partner, 0, "Qui porte la demande"),
    F_REF("porteur_financier", payee, partner, 0, "Qui tient les comptes"),
    F_LABEL("region_academique", academic_region, 0, "Région académique"),
    F_LABEL("region", region, 0, "Région"),
    F_LABELS("academies", academies, 0, "Académies"),
    F_MANY("labels", labels, label_term, 0, "Labels déjà obtenus"),
    F_ONE("label", label, label_term, REQUIRED, "Label demandé"),
    F_MANY("signataires", signatories, signatory, 0, "Signatures finales"),
    F_MANY("logos", logos, logo, 0, "Logos de la couverture"),
    F_LABEL("site", site, 0, "Adresse du site"),
};
const record_type type_campus = {
    RECORD(campus, "campus", "un", "Le campus et le label qu’il demande."),
};
#undef REC

#define REC commune
static const field fields_commune[] = {
    F_LABEL("nom", name, REQUIRED, "Nom de la commune"),
    F_LABEL("code_insee", insee, 0, "Code INSEE à cinq caractères"),
};
const record_type type_commune = {
    RECORD(commune, "commune", "une", "Une commune."),
    .scalar = "nom",
};
#undef REC

#define REC picture
static const field fields_picture[] = {
    F_LABEL("fichier", file, REQUIRED, "Image, dans le dossier images/"),
    F_LABEL("alt", alt, 0, "Texte de remplacement"),
    F_YESNO("decoratif", decorative, 0, "L’image n’apporte rien à lire"),
    F_TEXT("legende", caption, 0, "Légende"),
    F_TEXT("source", source, 0, "D’où vient l’image"),
};
const record_type type_picture = {
    RECORD(picture, "image", "une", "Une image et son texte."),
};
#undef REC

static void finish_territory(binder *b, void *record) {
    territory *t = record;
    provenance_inherit(&t->from, file_provenance(b));
}

#define REC territory
static const field fields_territory[] = {
    F_LABEL("nom", name, REQUIRED, "Nom du territoire"),
    F_LABELS("departements", departments, 0, "Départements"),
    F_MANY("communes", communes, commune, 0, "Communes"),
    F_NUMBER("population", population, 0, 0, 1e9, "Nombre d’habitants"),
    F_NUMBER("superficie_km2", area_km2, 0, 0, 1e7, "Superficie, en km²"),
    F_ONE("carte", map, picture, 0, "Carte du territoire"),
    F_FROM(from),
};
const record_type type_territory = {
    RECORD(territory, "territoire", "un", "Le périmètre du campus."),
    .finish = finish_territory,
};
#undef REC

static void finish_trade(binder *b, void *record) {
    trade *t = record;
    provenance_inherit(&t->from, file_provenance(b));
}

#define REC trade
static const field fields_trade[] = {
    F_ID(REQUIRED, "Identifiant du métier"),
    F_LABEL("nom", name, REQUIRED, "Nom du métier"),
    F_LABEL("rome", rome, 0, "Code ROME, ou a_preciser"),
    F_LABEL("tension", tension, 0, "Tension de recrutement"),
    F_NUMBER("recrutements", hires, 0, 0, 1e7, "Recrutements attendus"),
    F_REFS("formations", courses, course, 0, "Formations qui y mènent"),
    F_FROM(from),
};
const record_type type_trade = {
    RECORD(trade, "métier", "un", "Un métier visé par le campus."),
    .finish = finish_trade,
};
#undef REC

#define REC equipment
static const field fields_equipment[] = {
    F_ID(REQUIRED, "Identifiant de l’équipement"),
    F_LABEL("nom", name, REQUIRED, "Nom de l’équipement"),
    F_WORD("type", type, equipment_type, REQUIRED, "Genre d’équipement"),
    F_REF("etablissement", partner, partner, 0, "Où il se trouve"),
    F_NUMBER("heures_ouvrables", open_hours, 0, 0, 8784,
             "Heures ouvrables par an"),
    F_INTEGER("places", places, 0, 0, 100000, "Places"),
    F_REFS("utilisateurs", users, partner, 0, "Partenaires qui l’utilisent"),
    F_TEXT("description", description, 0, "Ce qu’on y fait"),
    F_REFS("criteres", criteria, criterion, 0, "Critères servis"),
};
const record_type type_equipment = {
    RECORD(equipment, "équipement", "un",
           "Un plateau, un hébergement ou un lieu du campus."),
};
#undef REC
