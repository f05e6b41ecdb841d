/* types_theme: the keys of a theme's file. */
#include "model/theme_int.h"

#define JSON_MAP "{\"type\":\"object\"}"

/* Tokens go straight to the theme: their keys are the charter's, not ours. */
static void bind_colors(binder *b, const field *f, void *m, const node *n) {
    (void)b, (void)f;
    theme_file *d = (theme_file *)((char *)m - offsetof(theme_file, load));
    theme_bind_colors(d->load, n);
}
static void bind_styles(binder *b, const field *f, void *m, const node *n) {
    (void)b, (void)f;
    theme_file *d = (theme_file *)((char *)m - offsetof(theme_file, load));
    theme_bind_styles(d->load, n);
}
static void bind_callouts(binder *b, const field *f, void *m, const node *n) {
    (void)b, (void)f;
    theme_file *d = (theme_file *)((char *)m - offsetof(theme_file, load));
    theme_bind_callouts(d->load, n);
}
static const custom_field custom_colors = {bind_colors, JSON_MAP,
                                           "couleurs par nom", NULL};
static const custom_field custom_styles = {bind_styles, JSON_MAP,
                                           "styles par nom", NULL};
static const custom_field custom_callouts = {bind_callouts, JSON_MAP,
                                             "barre et fond par genre", NULL};

#define REC theme_style
static const field fields_theme_style[] = {
    F_WORD("famille", family, theme_family, 0, "Famille de caractères"),
    F_INTEGER("graisse", weight, 0, 100, 900, "Graisse, de 300 à 700"),
    F_YESNO("italique", italic, 0, "Italique"),
    F_NUMBER("taille", size, 0, 6, 80, "Corps, en points"),
    F_NUMBER("interligne", leading, 0, 7, 100, "Interligne, en points"),
    F_TEXT("couleur", colour, 0, "Nom d’une couleur"),
    F_NUMBER("avant", before, 0, 0, 200, "Espace avant, en points"),
    F_NUMBER("apres", after, 0, 0, 200, "Espace après, en points"),
    F_WORD("alignement", align, theme_alignment, 0, "Alignement"),
    F_YESNO("cesure", hyphenate, 0, "Couper les mots"),
    F_NUMBER("elevation", raise, 0, -20, 20, "Au-dessus de la ligne"),
    F_NUMBER("approche", tracking, 0, -5, 5, "Entre les lettres"),
};
const record_type type_theme_style = {
    RECORD(theme_style, "style", "un", "Un style de texte."),
};
#undef REC

#define REC theme_callout
static const field fields_theme_callout[] = {
    F_TEXT("barre", bar, REQUIRED, "Couleur de la barre et du titre"),
    F_TEXT("fond", tint, REQUIRED, "Couleur du fond"),
};
const record_type type_theme_callout = {
    RECORD(theme_callout, "couleurs d’encadré", "des",
           "Les couleurs d’un genre d’encadré."),
};
#undef REC

#define REC theme_font_row
static const field fields_theme_font_row[] = {
    F_WORD("famille", family, theme_family, REQUIRED, "Famille"),
    F_INTEGER("graisse", weight, REQUIRED, 100, 900, "Graisse"),
    F_YESNO("italique", italic, 0, "Italique"),
    F_LABEL("fichier", file, REQUIRED, "Fichier du dossier fonts/"),
};
static const record_type type_theme_font_row = {
    RECORD(theme_font_row, "police", "une", "Un fichier de caractères."),
};
#undef REC

#define REC           theme_page
#define F_MM(k, m, d) F_NUMBER(k, m, 0, 0, 2000, d ", en mm")
static const field fields_theme_page[] = {
    F_MM("largeur", width, "Largeur de la page"),
    F_MM("hauteur", height, "Hauteur de la page"),
    F_MM("haut", top, "Marge du haut"),
    F_MM("bas", bottom, "Marge du bas"),
    F_MM("gauche", left, "Marge de gauche"),
    F_MM("droite", right, "Marge de droite"),
    F_MM("colonne_de_marge", margin_column, "Largeur de la colonne de marge"),
    F_MM("gouttiere", gutter, "Entre la colonne de marge et le texte"),
    F_MM("en_tete", header_baseline, "Ligne de base de l’en-tête"),
    F_MM("filet_en_tete", header_rule, "Filet sous l’en-tête"),
    F_MM("pied", footer_baseline, "Ligne de base du pied"),
    F_INTEGER("lignes", lines, 0, 1, 200, "Lignes de corps par page"),
};
static const record_type type_theme_page = {
    RECORD(theme_page, "page", "une", "La géométrie d’une page."),
};
#undef REC

#define REC theme_pages
static const field fields_theme_pages[] = {
    F_ONE("portrait", portrait, theme_page, 0, "Page en hauteur"),
    F_ONE("paysage", landscape, theme_page, 0, "Page en largeur"),
};
static const record_type type_theme_pages = {
    RECORD(theme_pages, "pages", "les", "Les deux formats de page."),
};
#undef REC

#define REC theme_tables
static const field fields_theme_tables[] = {
    F_NUMBER("filet_fort", rule_strong, 0, 0, 5, "Filet fort, en points"),
    F_NUMBER("filet_moyen", rule_medium, 0, 0, 5, "Filet moyen, en points"),
    F_NUMBER("filet_leger", rule_light, 0, 0, 5, "Filet léger, en points"),
    F_NUMBER("marge_x", pad_x, 0, 0, 50, "Marge d’une cellule, en points"),
    F_NUMBER("marge_y", pad_y, 0, 0, 50, "Marge haute et basse"),
    F_NUMBER("marge_y_dense", pad_y_dense, 0, 0, 50, "La même, serrée"),
    F_INTEGER("dense_des", dense_from, 0, 1, 10000,
              "Nombre de lignes dès lequel un tableau se serre"),
    F_NUMBER("colonne_min", column_min, 0, 0, 100,
             "Largeur la moindre d’une colonne de nombres, en mm"),
    F_NUMBER("colonne_air", column_air, 0, 0, 50,
             "Ajouté au nombre le plus large, en points"),
};
static const record_type type_theme_tables = {
    RECORD(theme_tables, "tableaux", "les", "Les mesures des tableaux."),
};
#undef REC

#define REC theme_paragraphs
static const field fields_theme_paragraphs[] = {
    F_NUMBER("espace_min", space_min, 0, 50, 100, "Espace la moindre, en %"),
    F_NUMBER("espace_max", space_max, 0, 100, 400, "Espace la plus large"),
    F_NUMBER("etirement", glyph_stretch, 0, 0, 5,
             "Étirement des lettres, en %"),
    F_INTEGER("cesure_avant", hyphen_before, 0, 1, 10,
              "Lettres avant une coupure"),
    F_INTEGER("cesure_apres", hyphen_after, 0, 1, 10,
              "Lettres après une coupure"),
    F_INTEGER("cesures_de_suite", hyphens_in_row, 0, 0, 10,
              "Coupures de suite"),
    F_YESNO("marges_optiques", protrude, 0, "Ponctuation dans la marge"),
};
static const record_type type_theme_paragraphs = {
    RECORD(theme_paragraphs, "paragraphes", "les",
           "La justification des paragraphes."),
};
#undef REC

#define REC theme_rhythm
static const field fields_theme_rhythm[] = {
    F_NUMBER("unite", unit, 0, 0.5, 20, "Unité verticale, en points"),
    F_NUMBER("grille", grid, 0, 0, 50, "Grille ; 0 : aucune"),
    F_NUMBER("ligne_de_base", baseline_at, 0, 0.5, 1,
             "Place de la ligne de base dans l’interligne"),
    F_NUMBER("apres_bloc", snap_after, 0, 0, 50,
             "Grille après un tableau, une figure, un encadré"),
    F_YESNO("titre_1_nouvelle_page", title1_new_page, 0,
            "Un titre 1 commence une page"),
    F_YESNO("lignes_de_couverture", cover_lines, 0,
            "Lignes d’eau de la couverture"),
};
static const record_type type_theme_rhythm = {
    RECORD(theme_rhythm, "rythme", "le", "Le rythme vertical des pages."),
};
#undef REC

#define REC theme_file
static const field fields_theme_file[] = {
    F_LABEL("theme", name, 0, "Nom du thème"),
    F_CUSTOM("couleurs", load, theme_load *, 0, &custom_colors, "Couleurs"),
    F_MANY("polices", fonts, theme_font_row, 0, "Polices"),
    F_CUSTOM("styles", load, theme_load *, 0, &custom_styles, "Styles"),
    F_CUSTOM("encadres", load, theme_load *, 0, &custom_callouts, "Encadrés"),
    F_ONE("pages", pages, theme_pages, 0, "Pages"),
    F_ONE("tableaux", tables, theme_tables, 0, "Tableaux"),
    F_ONE("paragraphes", paragraphs, theme_paragraphs, 0, "Paragraphes"),
    F_ONE("rythme", rhythm, theme_rhythm, 0, "Rythme"),
};
const record_type type_theme_file = {
    RECORD(theme_file, "thème", "un", "L’aspect des documents."),
};
#undef REC
