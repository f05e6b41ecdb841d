/*
 * model_template: templates, their blocks, and the label's criteria, as data.
 *
 * Texts are `located`: {expressions} in them are compiled by expand (prose,
 * titles) or view (columns). A field called expression is compiled whole.
 */
#ifndef SCEAU_MODEL_TEMPLATE_H
#define SCEAU_MODEL_TEMPLATE_H

#include "model/model_campus.h"

struct template_block;
typedef LIST(struct template_block) template_blocks;

typedef struct cover_line { /* lignes */
    record_head head;
    located label, value; /* libelle, valeur: texts */
} cover_line;

typedef struct template_cover { /* couverture */
    record_head head;
    located kind;    /* genre: « Dossier de candidature » */
    located over;    /* surtitre: the two light lines */
    located name;    /* nom: set large */
    located tagline; /* accroche */
    LIST(cover_line) lines;
    yesno curve; /* courbe: the water lines */
    yesno logos;
} template_cover;

typedef struct template_contents { /* sommaire */
    record_head head;
    located title;
    template_contents_kind what; /* de: titles, or what bears a caption */
    number levels;               /* niveaux: 1 to 3 */
} template_contents;

typedef struct template_section { /* section, annexe */
    record_head head;             /* id: where `sections.apres` points */
    located title, subtitle;      /* titre, sous_titre */
    located lead;                 /* chapo */
    ref_list criteria;
    yesno numbered;    /* numero: by default yes */
    located condition; /* si: an expression; printed only when true */
    template_blocks content;
} template_section;

typedef struct template_text { /* texte: prose, inline or in a file */
    record_head head;
    located text; /* texte: prose */
    str file;     /* fichier: textes/x.md */
    ref_list criteria;
    located missing; /* manque: said when the file is not there */
    yesno optional;  /* facultatif: nothing is said when it is not there */
    yesno lead;      /* chapo: set as a lead */
} template_text;

typedef struct template_list { /* liste */
    record_head head;
    located source;       /* expression: a list; or use `items` */
    located where, order; /* ou, trier: expressions on the element */
    located item;         /* element: text with slots */
    located_list items;   /* elements: fixed texts */
    yesno numbered;       /* numerotee */
    located otherwise;    /* sinon: text when the list is empty */
    located sign; /* signe: expression: a state, or a word of mark_sign; it
                     stands in place of the dash */
} template_list;

typedef struct template_column { /* colonnes: a name, or a map */
    record_head head;
    located field; /* champ: an expression on the row's record */
    located title; /* entete */
    located below; /* dessous: an expression; a second line in each cell */
    column_format format;
    number decimals;
    number width; /* largeur, mm in a document, characters in a sheet */
    yesno sum;    /* somme */
    str unit;
} template_column;

typedef struct template_table { /* tableau */
    record_head head;
    located title;
    located source;       /* expression: a list of records */
    located where, order; /* ou, trier */
    yesno descending;     /* decroissant */
    located group;        /* grouper: expression */
    yesno subtotals, total;
    LIST(template_column) columns;
    located reading, rules, note; /* lecture, regles, note */
    located empty;                /* sinon: text when there is no row */
    ref_list criteria;
    perimeter perimeter;
} template_table;

typedef struct chart_series { /* series */
    record_head head;
    located name;  /* nom */
    located value; /* valeur: expression on the element */
} chart_series;

typedef struct template_chart { /* graphique */
    record_head head;
    template_chart_kind type;
    located title;
    indicator_role show;  /* montrer: one chart an indicator of that role */
    ref_list indicators;  /* indicateurs: by id, in a dossier's own blocks */
    located source;       /* expression: a list, one category an element */
    located where, order; /* ou, trier */
    yesno descending;
    located category, value; /* categorie, valeur: expressions */
    LIST(chart_series) series;
    str unit;
    yesno with_targets; /* avec_cibles */
    located highlight; /* souligner: expression, true for the row that counts */
    located reading, note, alt; /* lecture, note, alt */
    ref_list criteria;
    perimeter perimeter;
} template_chart;

typedef struct figure_card { /* cartes */
    record_head head;
    located label; /* libelle */
    located value; /* valeur: expression */
    located unit;  /* unite */
    located whole; /* sur: expression, what the bar measures against */
    located part;  /* part: expression, what fills the bar; else the value */
    located foot;  /* pied */
} figure_card;

typedef struct template_key_figures { /* chiffres_cles */
    record_head head;
    located title;
    indicator_role show; /* montrer: cards of that role's indicators */
    LIST(figure_card) cards;
} template_key_figures;

typedef struct template_objective { /* fiche_objectif */
    record_head head;
    located objective; /* objectif: expression, a record */
} template_objective;

/* gantt, organigramme, reseau, matrice_formations, plan_financement */
typedef struct template_diagram {
    record_head head;
    located title;
    located where; /* ou: expression */
    located reading, note;
    ref_list criteria;
} template_diagram;

typedef struct template_counters { /* compteurs: how many in each state */
    record_head head;
    located source; /* expression: indicators, actions or any records that have
                       a state */
    located where;
} template_counters;

typedef struct template_decisions { /* decisions: what is to be voted */
    record_head head;
    located source; /* expression: a list of questions (a_decider) */
    located code;   /* text with slots; empty: D and its rank */
    located otherwise;
} template_decisions;

typedef struct template_side { /* volets */
    record_head head;
    located title;
    number width; /* largeur: columns of the grid of 12 */
    template_blocks content;
} template_side;

typedef struct template_sides { /* cote_a_cote */
    record_head head;
    LIST(template_side) sides;
    located reading;
} template_sides;

typedef struct template_callout { /* encadre */
    record_head head;
    template_callout_kind kind; /* genre */
    yesno full;                 /* large: over the full measure */
    located title;
    located text; /* prose */
    ref_list criteria;
} template_callout;

typedef struct template_image { /* image */
    record_head head;
    located file, alt; /* texts: {territoire.carte.fichier} */
    yesno decorative;
    located caption, source; /* legende, source */
    number width;            /* largeur, mm */
} template_image;

typedef struct template_note { /* note */
    record_head head;
    template_note_kind kind; /* genre */
    located text;
} template_note;

typedef struct template_compliance { /* conformite */
    record_head head;
    located title;
    located where; /* ou: expression on a criterion */
    located note;
} template_compliance;

typedef struct template_signatures { /* signatures */
    record_head head;
    located title;
    located text; /* prose: the engagement */
} template_signatures;

typedef struct template_landscape { /* paysage */
    record_head head;
    template_blocks content;
} template_landscape;

typedef struct template_for { /* pour */
    record_head head;
    str name;       /* chaque: the name bound in the content */
    located source; /* dans: expression */
    located where, order;
    yesno descending;
    template_blocks content, otherwise; /* contenu, sinon */
} template_for;

typedef struct template_if { /* si */
    record_head head;
    located condition;
    template_blocks then, otherwise; /* alors, sinon */
} template_if;

/* One block. The pointer that `kind` says is set, the others do not exist. */
typedef struct template_block {
    record_head head;
    template_block_kind kind;
    union {
        const void *any;
        const template_cover *cover;
        const template_contents *contents;
        const template_section *section; /* and annexe */
        const template_text *text;
        const template_list *list;
        const template_table *table;
        const template_chart *chart;
        const template_key_figures *key_figures;
        const template_objective *objective;
        const template_diagram *diagram; /* gantt … plan_financement,
                                            execution_budget */
        const template_counters *counters;
        const template_decisions *decisions;
        const template_sides *sides;
        const template_callout *callout;
        const template_image *image;
        const template_note *note;
        const template_compliance *compliance;
        const template_signatures *signatures;
        const template_landscape *landscape;
        const template_for *each;
        const template_if *choice;
    } as; /* saut_de_page: any is NULL */
} template_block;

typedef struct template_sheet { /* feuilles */
    record_head head;
    template_sheet_kind kind; /* genre */
    located name;             /* nom: the tab */
    located title, text;      /* titre, texte */
    located source, where, order;
    yesno descending;
    LIST(template_column) columns;
    str table;       /* tableau: whose totals have the same keys */
    yesno landscape; /* paysage: by default yes */
} template_sheet;

struct theme; /* doc/theme.h */

typedef struct template { /* a file of templates/ or modeles/ */
    record_head head;     /* id: modele */
    located title;
    template_format format;
    yesno meeting; /* reunion: it is made for one, which `documents` names */
    str theme;     /* theme: name of a file; empty: theme */
    const struct theme *look;    /* what it is set in; NULL without files */
    template_blocks body;        /* corps */
    LIST(template_sheet) sheets; /* feuilles */
}
template;

/* sections: added to any template by the dossier */
typedef struct own_section {
    record_head head;
    str after; /* apres: id of a section of the template */
    located title;
    ref_list criteria;
    located text; /* prose */
    str file;     /* fichier */
    template_blocks content;
} own_section;

/* --- the label's criteria ------------------------------------------------- */

typedef struct criterion_family { /* familles */
    record_head head;             /* id: A */
    str title;
} criterion_family;

typedef struct criterion { /* criteres */
    record_head head;      /* id: A5 */
    ref family;            /* famille → criterion_family */
    str title;
    criterion_scope applies; /* s_applique: standard (all), excellence only,
                                facultatif */
    located expected;        /* attendu */
    str origin;              /* origine */
    yesno to_check;          /* a_verifier */
    located suggests;        /* suggere */
} criterion;

typedef struct frame { /* templates/referentiels/ID.yaml */
    record_head head;
    str title, version;
    located text; /* texte: the law it follows */
    date date;
    yesno to_check;
    LIST(criterion_family) families;
    LIST(criterion) criteria;
} frame;

#endif
