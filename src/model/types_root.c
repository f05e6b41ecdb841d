/* types_root: the top-level keys of a dossier's files. */
#include "model/bind_int.h"

/* Both are read before the other keys (load.c). */
static void bind_nothing(binder *b, const field *f, void *member,
                         const node *n) {
    (void)b, (void)f, (void)member, (void)n;
}

static const custom_field custom_file_provenance = {
    bind_nothing,
    "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
    "\"source\":{\"type\":\"string\"},\"date\":{\"type\":[\"string\","
    "\"integer\"]},\"statut\":{\"enum\":[\"reel\",\"provisoire\","
    "\"estime\"]}}}",
    "source, date, statut", NULL};
static const custom_field custom_file_illustrative = {
    bind_nothing, "{\"enum\":[\"oui\",\"non\",true,false]}", "oui ou non",
    NULL};

#define REC model
static const field fields_model[] = {
    {ROW("illustratif", FIELD_CUSTOM, HIDDEN_FIELD, 0,
         "Tout ce que le fichier contient est illustratif"),
     .custom = &custom_file_illustrative},
    {ROW("provenance", FIELD_CUSTOM, HIDDEN_FIELD, 0,
         "Source, date et statut des valeurs du fichier"),
     .custom = &custom_file_provenance},
    F_ONE("dossier", dossier, dossier, 0, "Le document"),
    F_MANY("documents", documents, output_document, 0, "Documents à produire"),
    F_MANY("sources", sources, source_record, 0, "Sources"),
    F_MANY("faits", facts, fact, HIDDEN_FIELD, "Faits cités dans la prose"),
    F_ONE("campus", campus, campus, 0, "Le campus"),
    F_ONE("territoire", territory, territory, 0, "Le territoire"),
    F_MANY("metiers", trades, trade, 0, "Métiers visés"),
    F_MANY("equipements", equipment, equipment, 0, "Équipements"),
    F_MANY("partenaires", partners, partner, 0, "Partenaires"),
    F_MANY("pieces", pieces, piece, 0, "Pièces"),
    F_MANY("objectifs", objectives, objective, 0, "Objectifs et actions"),
    F_MANY("jalons", milestones, milestone, 0, "Jalons"),
    F_MANY("risques", risks, risk, 0, "Risques"),
    F_ONE("gouvernance", governance, governance, 0, "Gouvernance"),
    F_MANY("reunions", meetings, meeting, 0, "Réunions"),
    F_MANY("recommandations", recommendations, remark, 0, "Recommandations"),
    F_MANY("observations", observations, remark, 0, "Observations"),
    F_MANY("formations", courses, course, 0, "Formations"),
    F_MANY("indicateurs", indicators, indicator, 0, "Indicateurs"),
    F_ONE("budget", budget, budget, 0, "Plan de financement"),
    F_VARIANTS("blocs", blocks, template_blocks, 0, &template_variants,
               "Blocs placés dans la prose par [](bloc:id)"),
    F_MANY("sections", sections, own_section, 0, "Sections ajoutées"),
};
const record_type type_model = {
    RECORD(model, "fichier", "le",
           "Les clés que les fichiers d’un dossier peuvent porter."),
    .headless = true,
};
#undef REC
