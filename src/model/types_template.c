/* types_template: templates, their blocks and sheets, and a dossier's own. */
#include "model/bind_int.h"

static const record_type type_template_cover, type_template_contents,
    type_template_section, type_template_text, type_template_list,
    type_template_table, type_template_chart, type_template_key_figures,
    type_template_objective, type_template_diagram, type_template_callout,
    type_template_counters, type_template_decisions, type_template_sides,
    type_template_image, type_template_note, type_template_compliance,
    type_template_signatures, type_template_landscape, type_template_for,
    type_template_if;

static const record_type *const variant_types[TPL_COUNT] = {
    [TPL_COVER] = &type_template_cover,
    [TPL_CONTENTS] = &type_template_contents,
    [TPL_SECTION] = &type_template_section,
    [TPL_TEXT] = &type_template_text,
    [TPL_LIST] = &type_template_list,
    [TPL_TABLE] = &type_template_table,
    [TPL_CHART] = &type_template_chart,
    [TPL_KEY_FIGURES] = &type_template_key_figures,
    [TPL_OBJECTIVE] = &type_template_objective,
    [TPL_GANTT] = &type_template_diagram,
    [TPL_ORG_CHART] = &type_template_diagram,
    [TPL_NETWORK] = &type_template_diagram,
    [TPL_COURSE_MATRIX] = &type_template_diagram,
    [TPL_FUNDING_PLAN] = &type_template_diagram,
    [TPL_COUNTERS] = &type_template_counters,
    [TPL_DECISIONS] = &type_template_decisions,
    [TPL_EXECUTION] = &type_template_diagram,
    [TPL_FIGURE_DATA] = NULL,
    [TPL_SIDES] = &type_template_sides,
    [TPL_CALLOUT] = &type_template_callout,
    [TPL_IMAGE] = &type_template_image,
    [TPL_NOTE] = &type_template_note,
    [TPL_COMPLIANCE] = &type_template_compliance,
    [TPL_SIGNATURES] = &type_template_signatures,
    [TPL_ANNEX] = &type_template_section,
    [TPL_PAGE_BREAK] = NULL,
    [TPL_LANDSCAPE] = &type_template_landscape,
    [TPL_FOR] = &type_template_for,
    [TPL_IF] = &type_template_if,
};

const variant_table template_variants = {
    &words_template_block_kind, variant_types, sizeof(template_block),
    offsetof(template_block, kind), offsetof(template_block, as)};

#define F_BLOCKS(k, m, fl, d)                                                  \
    F_VARIANTS(k, m, template_blocks, fl, &template_variants, d)
#define F_ROWS                                                                 \
    F_EXPR("ou", where, 0, "Condition sur chaque élément"),                    \
        F_EXPR("trier", order, 0, "Champ qui range les éléments"),             \
        F_YESNO("decroissant", descending, 0, "Du plus grand au plus petit")
#define F_CRITERIA                                                             \
    F_REFS("criteres", criteria, criterion, 0, "Critères traités ici")
/* Anchors of tables, figures and sections: « tab-budget » is allowed. */
#define F_ANCHOR F_ID(0, "Identifiant, pour y renvoyer")

#define REC cover_line
static const field fields_cover_line[] = {
    F_TEXT("libelle", label, REQUIRED, "Libellé"),
    F_TEXT("valeur", value, REQUIRED, "Valeur, texte à trous"),
};
const record_type type_cover_line = {
    RECORD(cover_line, "ligne de couverture", "une",
           "Une ligne sous le titre de la couverture."),
};
#undef REC

#define REC template_cover
static const field fields_template_cover[] = {
    F_TEXT("genre", kind, 0, "Genre de document"),
    F_TEXT("surtitre", over, 0, "Ligne au-dessus du nom"),
    F_TEXT("nom", name, 0, "Nom en grand"),
    F_TEXT("accroche", tagline, 0, "Phrase sous le nom"),
    F_MANY("lignes", lines, cover_line, 0, "Lignes d’identité"),
    F_YESNO("courbe", curve, 0, "Dessiner les lignes d’eau"),
    F_YESNO("logos", logos, 0, "Imprimer les logos"),
};
static const record_type type_template_cover = {
    RECORD(template_cover, "couverture", "une", "La page de garde."),
};
#undef REC

#define REC template_contents
static const field fields_template_contents[] = {
    F_TEXT("titre", title, 0, "Titre du sommaire"),
    F_WORD("de", what, template_contents_kind, 0,
           "Ce qu’il énumère : les titres, sauf mention contraire"),
    F_INTEGER("niveaux", levels, 0, 1, 3, "Niveaux de titres montrés"),
};
static const record_type type_template_contents = {
    RECORD(
        template_contents, "sommaire", "un",
        "La table des matières, la liste des tableaux ou celle des figures."),
};
#undef REC

#define REC template_section
static const field fields_template_section[] = {
    F_ANCHOR,
    F_TEXT("titre", title, REQUIRED, "Titre, texte à trous"),
    F_TEXT("sous_titre", subtitle, 0, "Sous-titre"),
    F_TEXT("chapo", lead, 0, "Paragraphe d’introduction"),
    F_CRITERIA,
    F_YESNO("numero", numbered, 0, "Numéroter : oui sauf mention contraire"),
    F_EXPR("si", condition, 0, "Imprimée seulement si c’est vrai"),
    F_BLOCKS("contenu", content, 0, "Blocs"),
};
static const record_type type_template_section = {
    RECORD(template_section, "section", "une",
           "Un titre et son contenu ; `annexe` a les mêmes clés."),
};
#undef REC

#define REC template_text
static const field fields_template_text[] = {
    F_TEXT("texte", text, 0, "Prose"),
    F_LABEL("fichier", file, 0, "Fichier de prose : textes/contexte.md"),
    F_CRITERIA,
    F_TEXT("manque", missing, 0, "Ce qui est à écrire, si le fichier manque"),
    F_YESNO("facultatif", optional, 0, "Ne rien dire si le fichier manque"),
    F_YESNO("chapo", lead, 0, "Composer en chapo"),
};
static const record_type type_template_text = {
    RECORD(template_text, "texte", "un", "De la prose."),
    .scalar = "texte",
};
#undef REC

#define REC template_list
static const field fields_template_list[] = {
    F_EXPR("source", source, 0, "Liste d’enregistrements"),
    F_EXPR("ou", where, 0, "Condition sur chaque élément"),
    F_EXPR("trier", order, 0, "Champ qui range les éléments"),
    F_TEXT("element", item, 0, "Texte de chaque élément, à trous"),
    F_TEXTS("elements", items, 0, "Éléments écrits un par un"),
    F_YESNO("numerotee", numbered, 0, "Numéroter les éléments"),
    F_TEXT("sinon", otherwise, 0, "Texte si la liste est vide"),
    F_EXPR("signe", sign, 0,
           "Signe à la place du tiret : un état, ou fait, en_cours, "
           "vigilance, alerte, a_venir, abandon, sans_objet"),
};
static const record_type type_template_list = {
    RECORD(template_list, "liste", "une", "Une liste à tirets ou numérotée."),
};
#undef REC

#define REC template_column
static const field fields_template_column[] = {
    F_EXPR("champ", field, REQUIRED, "Champ ou expression"),
    F_TEXT("entete", title, 0, "Titre de la colonne"),
    F_EXPR("dessous", below, 0,
           "Ce qui se lit sous la valeur, dans un document"),
    F_WORD("format", format, column_format, 0, "Forme des valeurs"),
    F_INTEGER("decimales", decimals, 0, 0, 6, "Décimales"),
    F_NUMBER("largeur", width, 0, 1, 300, "Largeur en mm"),
    F_YESNO("somme", sum, 0, "Additionner dans les totaux"),
    F_LABEL("unite", unit, 0, "Unité, dans le titre"),
};
const record_type type_template_column = {
    RECORD(template_column, "colonne", "une", "Une colonne d’un tableau."),
    .scalar = "champ",
};
#undef REC

#define REC template_table
static const field fields_template_table[] = {
    F_ANCHOR,
    F_TEXT("titre", title, 0, "Titre du tableau"),
    F_EXPR("source", source, REQUIRED, "Liste d’enregistrements"),
    F_ROWS,
    F_EXPR("grouper", group, 0, "Champ qui groupe les lignes"),
    F_YESNO("sous_totaux", subtotals, 0, "Un sous-total par groupe"),
    F_YESNO("total", total, 0, "Une ligne de total"),
    F_MANY("colonnes", columns, template_column, 0, "Colonnes"),
    F_TEXT("lecture", reading, 0, "Comment lire le tableau"),
    F_TEXT("regles", rules, 0, "Règles"),
    F_TEXT("note", note, 0, "Note"),
    F_TEXT("sinon", empty, 0, "Texte s’il n’y a aucune ligne"),
    F_CRITERIA,
    F_WORD("perimetre", perimeter, perimeter, 0, "Établissements comptés"),
};
static const record_type type_template_table = {
    RECORD(template_table, "tableau", "un", "Un tableau d’enregistrements."),
};
#undef REC

#define REC chart_series
static const field fields_chart_series[] = {
    F_TEXT("nom", name, REQUIRED, "Nom de la série"),
    F_EXPR("valeur", value, REQUIRED, "Valeur, sur chaque élément"),
};
const record_type type_chart_series = {
    RECORD(chart_series, "série", "une", "Une série d’un graphique."),
};
#undef REC

#define REC template_chart
static const field fields_template_chart[] = {
    F_ANCHOR,
    F_WORD("type", type, template_chart_kind, REQUIRED, "Genre de graphique"),
    F_TEXT("titre", title, 0, "Titre"),
    F_WORD("montrer", show, indicator_role, 0,
           "Un graphique par indicateur de ce rôle"),
    F_REFS("indicateurs", indicators, indicator, 0, "Indicateurs, nommés"),
    F_EXPR("source", source, 0, "Liste : une catégorie par élément"),
    F_ROWS,
    F_EXPR("categorie", category, 0, "Nom de la catégorie"),
    F_EXPR("valeur", value, 0, "Valeur"),
    F_MANY("series", series, chart_series, 0, "Plusieurs valeurs"),
    F_LABEL("unite", unit, 0, "Unité"),
    F_YESNO("avec_cibles", with_targets, 0, "Montrer les cibles"),
    F_EXPR("souligner", highlight, 0, "Vrai pour l’élément qui compte"),
    F_TEXT("lecture", reading, 0, "Comment lire le graphique"),
    F_TEXT("note", note, 0, "Note"),
    F_TEXT("alt", alt, 0, "Texte de remplacement, sinon tiré des données"),
    F_CRITERIA,
    F_WORD("perimetre", perimeter, perimeter, 0, "Établissements comptés"),
};
static const record_type type_template_chart = {
    RECORD(template_chart, "graphique", "un", "Un graphique."),
};
#undef REC

#define REC figure_card
static const field fields_figure_card[] = {
    F_TEXT("libelle", label, REQUIRED, "Ce que le chiffre compte"),
    F_EXPR("valeur", value, REQUIRED, "Valeur"),
    F_TEXT("unite", unit, 0, "Unité"),
    F_EXPR("sur", whole, 0, "Le tout que la barre figure, sinon la valeur"),
    F_EXPR("part", part, 0, "Ce qui remplit la barre, sinon la valeur"),
    F_TEXT("pied", foot, 0, "Ce que la barre mesure"),
};
const record_type type_figure_card = {
    RECORD(figure_card, "carte", "une", "Un chiffre clé."),
};
#undef REC

#define REC template_key_figures
static const field fields_template_key_figures[] = {
    F_TEXT("titre", title, 0, "Titre"),
    F_WORD("montrer", show, indicator_role, 0, "Indicateurs de ce rôle"),
    F_MANY("cartes", cards, figure_card, 0, "Cartes"),
};
static const record_type type_template_key_figures = {
    RECORD(template_key_figures, "chiffres clés", "des",
           "Une rangée de chiffres clés."),
};
#undef REC

#define REC template_objective
static const field fields_template_objective[] = {
    F_EXPR("objectif", objective, REQUIRED, "L’objectif à présenter"),
};
static const record_type type_template_objective = {
    RECORD(template_objective, "fiche objectif", "une",
           "La fiche d’un objectif."),
    .scalar = "objectif",
};
#undef REC

#define REC template_diagram
static const field fields_template_diagram[] = {
    F_ANCHOR,
    F_TEXT("titre", title, 0, "Titre"),
    F_EXPR("ou", where, 0, "Condition sur chaque élément"),
    F_TEXT("lecture", reading, 0, "Comment le lire"),
    F_TEXT("note", note, 0, "Note"),
    F_CRITERIA,
};
static const record_type type_template_diagram = {
    RECORD(template_diagram, "schéma", "un",
           "gantt, organigramme, reseau, matrice_formations, "
           "plan_financement, execution_budget."),
};
#undef REC

#define REC template_counters
static const field fields_template_counters[] = {
    F_EXPR("source", source, REQUIRED,
           "Indicateurs, actions ou enregistrements qui ont un état"),
    F_EXPR("ou", where, 0, "Condition sur chaque élément"),
};
static const record_type type_template_counters = {
    RECORD(template_counters, "compteurs", "des",
           "Une rangée de compteurs : combien d’éléments dans chaque état."),
    .scalar = "source",
};
#undef REC

#define REC template_decisions
static const field fields_template_decisions[] = {
    F_EXPR("source", source, REQUIRED, "Questions : reunion.a_decider"),
    F_TEXT("code", code, 0, "Code en marge, sinon D et son rang"),
    F_TEXT("sinon", otherwise, 0, "Texte s’il n’y a rien à décider"),
};
static const record_type type_template_decisions = {
    RECORD(template_decisions, "décisions à prendre", "des",
           "Les questions d’une réunion : code, titre, motif, coût ; des "
           "cases à cocher avant la réunion, le résultat après."),
    .scalar = "source",
};
#undef REC

#define REC template_side
static const field fields_template_side[] = {
    F_TEXT("titre", title, 0, "Titre du volet"),
    F_INTEGER("largeur", width, 0, 3, 9,
              "Colonnes de la grille de 12, sinon des volets égaux"),
    F_BLOCKS("contenu", content, REQUIRED, "Blocs"),
};
static const record_type type_template_side = {
    RECORD(template_side, "volet", "un", "Un volet parmi plusieurs."),
};
#undef REC

#define REC template_sides
static const field fields_template_sides[] = {
    F_MANY("volets", sides, template_side, REQUIRED, "Volets, deux à quatre"),
    F_TEXT("lecture", reading, 0, "Comment lire les figures des volets"),
};
static const record_type type_template_sides = {
    RECORD(template_sides, "côte à côte", "un",
           "Des blocs côte à côte, sur toute la largeur."),
};
#undef REC

#define REC template_callout
static const field fields_template_callout[] = {
    F_WORD("genre", kind, template_callout_kind, 0, "Sens de l’encadré"),
    F_TEXT("titre", title, 0, "Titre, au lieu du nom du genre"),
    F_YESNO("large", full, 0, "Sur toute la largeur, marge comprise"),
    F_TEXT("texte", text, REQUIRED, "Prose"),
    F_CRITERIA,
};
static const record_type type_template_callout = {
    RECORD(template_callout, "encadré", "un", "Un encadré."),
};
#undef REC

#define REC template_image
static const field fields_template_image[] = {
    F_ANCHOR,
    F_TEXT("fichier", file, REQUIRED, "Image, dans le dossier images/"),
    F_TEXT("alt", alt, 0, "Texte de remplacement"),
    F_YESNO("decoratif", decorative, 0, "L’image n’apporte rien à lire"),
    F_TEXT("legende", caption, 0, "Légende"),
    F_TEXT("source", source, 0, "D’où vient l’image"),
    F_NUMBER("largeur", width, 0, 5, 300, "Largeur en mm"),
};
static const record_type type_template_image = {
    RECORD(template_image, "image placée", "une", "Une image."),
};
#undef REC

#define REC template_note
static const field fields_template_note[] = {
    F_WORD("genre", kind, template_note_kind, 0, "Étiquette de la note"),
    F_TEXT("texte", text, REQUIRED, "Texte"),
};
static const record_type type_template_note = {
    RECORD(template_note, "note", "une", "Une note sous un bloc."),
    .scalar = "texte",
};
#undef REC

#define REC template_compliance
static const field fields_template_compliance[] = {
    F_ANCHOR,
    F_TEXT("titre", title, 0, "Titre"),
    F_EXPR("ou", where, 0, "Condition sur chaque critère"),
    F_TEXT("note", note, 0, "Note"),
};
static const record_type type_template_compliance = {
    RECORD(template_compliance, "conformité", "une",
           "Le tableau critère, pages, preuves."),
};
#undef REC

#define REC template_signatures
static const field fields_template_signatures[] = {
    F_TEXT("titre", title, 0, "Titre"),
    F_TEXT("texte", text, 0, "Texte de l’engagement"),
};
static const record_type type_template_signatures = {
    RECORD(template_signatures, "signatures", "des", "Les signatures."),
};
#undef REC

#define REC template_landscape
static const field fields_template_landscape[] = {
    F_BLOCKS("contenu", content, REQUIRED, "Blocs"),
};
static const record_type type_template_landscape = {
    RECORD(template_landscape, "paysage", "un", "Des pages en paysage."),
};
#undef REC

#define REC template_for
static const field fields_template_for[] = {
    F_LABEL("chaque", name, REQUIRED, "Nom donné à l’élément"),
    F_EXPR("dans", source, REQUIRED, "Liste"),
    F_ROWS,
    F_BLOCKS("contenu", content, REQUIRED, "Blocs, pour chaque élément"),
    F_BLOCKS("sinon", otherwise, 0, "Blocs si la liste est vide"),
};
static const record_type type_template_for = {
    RECORD(template_for, "boucle", "une", "Des blocs pour chaque élément."),
};
#undef REC

#define REC template_if
static const field fields_template_if[] = {
    F_EXPR("condition", condition, REQUIRED, "Condition"),
    F_BLOCKS("alors", then, REQUIRED, "Blocs si elle est vraie"),
    F_BLOCKS("sinon", otherwise, 0, "Blocs sinon"),
};
static const record_type type_template_if = {
    RECORD(template_if, "choix", "un", "Des blocs sous condition."),
};
#undef REC

#define REC template_sheet
static const field fields_template_sheet[] = {
    F_WORD("genre", kind, template_sheet_kind, REQUIRED, "Genre de feuille"),
    F_TEXT("nom", name, REQUIRED, "Nom de l’onglet"),
    F_TEXT("titre", title, 0, "Titre en tête de feuille"),
    F_TEXT("texte", text, 0, "Texte sous le titre"),
    F_EXPR("source", source, 0, "Liste d’enregistrements"),
    F_ROWS,
    F_MANY("colonnes", columns, template_column, 0, "Colonnes"),
    F_LABEL("tableau", table, 0,
            "Tableau d’un document dont la feuille porte les totaux : son "
            "identifiant"),
    F_YESNO("paysage", landscape, 0, "Imprimer en paysage : oui par défaut"),
};
const record_type type_template_sheet = {
    RECORD(template_sheet, "feuille", "une", "Une feuille d’un classeur."),
};
#undef REC

/* A template with sheets is a workbook, unless it says otherwise. */
static void finish_template(binder *b, void *record) {
    (void)b;
    template *t = record;
    if (t->format == OUTPUT_ABSENT)
        t->format = t->sheets.n ? OUTPUT_WORKBOOK : OUTPUT_PDF;
}

#define REC template
static const field fields_template[] = {
    {ROW("modele", FIELD_ID, REQUIRED | UNIQUE_ID, AT(head.id, str),
         "Nom du modèle, celui du fichier")},
    F_TEXT("titre", title, REQUIRED, "Titre du document, texte à trous"),
    F_WORD("format", format, template_format, 0, "PDF ou classeur"),
    F_YESNO("reunion", meeting, 0,
            "Le document se fait pour une réunion, nommée dans `documents`"),
    F_LABEL("theme", theme, 0, "Thème : nom d’un fichier"),
    F_BLOCKS("corps", body, 0, "Blocs du document"),
    F_MANY("feuilles", sheets, template_sheet, 0, "Feuilles du classeur"),
};
const record_type type_template = {
    RECORD(template, "modèle", "un", "Un modèle de document ou de classeur."),
    .finish = finish_template,
};
#undef REC

#define REC own_section
static const field fields_own_section[] = {
    F_ID(0, "Identifiant, pour y renvoyer"),
    F_LABEL("apres", after, REQUIRED, "Section du modèle qu’elle suit"),
    F_TEXT("titre", title, REQUIRED, "Titre"),
    F_CRITERIA,
    F_TEXT("texte", text, 0, "Prose"),
    F_LABEL("fichier", file, 0, "Fichier de prose : textes/x.md"),
    F_BLOCKS("contenu", content, 0, "Blocs"),
};
const record_type type_own_section = {
    RECORD(own_section, "section ajoutée", "une",
           "Une section du dossier, ajoutée à tout modèle."),
};
#undef REC

/* --- The label's criteria ---------------------------------------------------
 */

#define REC criterion_family
static const field fields_criterion_family[] = {
    F_ID(REQUIRED, "Lettre de la famille"),
    F_LABEL("titre", title, REQUIRED, "Titre"),
};
const record_type type_criterion_family = {
    RECORD(criterion_family, "famille", "une", "Une famille de critères."),
};
#undef REC

#define REC criterion
static const field fields_criterion[] = {
    F_ID(REQUIRED, "Numéro du critère : A5"),
    F_REF("famille", family, criterion_family, REQUIRED, "Famille"),
    F_LABEL("titre", title, REQUIRED, "Titre"),
    F_WORD("s_applique", applies, criterion_scope, REQUIRED, "À qui"),
    F_TEXT("attendu", expected, 0, "Ce que le dossier montre"),
    F_LABEL("origine", origin, 0, "Texte dont il vient"),
    F_YESNO("a_verifier", to_check, 0, "À comparer au texte officiel"),
    F_TEXT("suggere", suggests, 0, "Ce qui pourrait le prouver"),
};
const record_type type_criterion = {
    RECORD(criterion, "critère", "un", "Un critère du label."),
};
#undef REC

#define REC frame
static const field fields_frame[] = {
    {ROW("referentiel", FIELD_ID, REQUIRED | UNIQUE_ID, AT(head.id, str),
         "Nom du référentiel, celui du fichier")},
    F_LABEL("titre", title, REQUIRED, "Titre"),
    F_LABEL("version", version, 0, "Version"),
    F_TEXT("texte", text, 0, "Texte officiel"),
    F_DATE("date", date, 0, "Date du texte"),
    F_YESNO("a_verifier", to_check, 0, "À comparer au texte officiel"),
    F_MANY("familles", families, criterion_family, REQUIRED, "Familles"),
    F_MANY("criteres", criteria, criterion, REQUIRED, "Critères"),
};
const record_type type_frame = {
    RECORD(frame, "référentiel", "un", "Les critères du label."),
};
#undef REC
