/*
 * model_campus: the dossier, the campus, its partners, aims, people's bodies
 * and courses. French keys in comments where the name is not a translation.
 */
#ifndef SCEAU_MODEL_CAMPUS_H
#define SCEAU_MODEL_CAMPUS_H

#include "model/model_words.h"
#include "schema/record.h"

/* A source: an id of `sources` (to: source_record) or a free text (to NULL). */
typedef struct provenance {
    ref source;
    date date;
    value_status status;
    span place; /* src NULL: not given */
} provenance;

/* --- dossier, documents, sources, faits --------------------------------- */

typedef struct dossier_version { /* versions */
    record_head head;
    str version;
    date date;
    str subject; /* objet */
} dossier_version;

typedef struct contact {
    record_head head;
    str function, name, email, phone; /* fonction nom courriel telephone */
    yesno consent;                    /* accord: a name prints only with it */
} contact;

typedef struct reservation { /* reserves */
    record_head head;
    ref criterion; /* critere → criterion */
    located reason;
    date expected; /* attendu */
} reservation;

typedef struct answer { /* reponses */
    record_head head;
    ref criterion;
    located proof;     /* preuve */
    ref_list pointers; /* renvoi: ids of any kind, resolved by kind later */
    answer_state state;
    located reason; /* motif */
} answer;

typedef struct frame_check { /* referentiel_verifie */
    record_head head;
    str by; /* par: a function, not a person */
    date date;
} frame_check;

typedef struct dossier {
    record_head head;
    str title;
    dossier_state state;
    str version;
    LIST(dossier_version) versions;
    date date;
    date cutoff; /* arrete_au: values with a later date are ignored */
    str language;
    ref frame; /* referentiel: id of a file in templates/referentiels */
    contact contact;
    LIST(reservation) reservations;
    LIST(answer) answers;
    number max_pages;
    str previous;              /* precedent: a former output */
    frame_check frame_checked; /* referentiel_verifie */
} dossier;

typedef struct output_document { /* documents */
    record_head head;
    ref template; /* modele → template (model_template.h) */
    str file;     /* fichier */
    ref meeting;  /* reunion → meeting */
    str title;    /* goes before the template's */
    yesno attach; /* joindre: YAML and workbook travel in the PDF */
} output_document;

typedef struct source_record { /* sources */
    record_head head;
    located title;
    str body;       /* organisme */
    date extracted; /* extrait_le */
    date published; /* publie_le */
    str link;
    located note;
} source_record;

typedef struct fact { /* faits */
    record_head head;
    str title; /* intitule */
    number value;
    missing why;
    int8_t decimals; /* as typed */
    str text;        /* texte: a fact that is no number */
    str unit;
    period period;
    provenance from;      /* source, date, statut: inherited ones included */
    fact_display display; /* affichage */
    str note;
} fact;

/* --- campus, territoire, metiers, equipements ---------------------------- */

typedef struct label_term { /* labels, label */
    record_head head;
    campus_category category;
    date start, end; /* debut, fin; end of the one asked for is derived */
    number years;    /* duree_ans */
    located text;    /* texte: the decision */
} label_term;

typedef struct signatory { /* signataires */
    record_head head;
    ref partner;  /* pour */
    str capacity; /* qualite */
    str mention;
    str name; /* nom, with accord */
    yesno consent;
} signatory;

typedef struct logo {
    record_head head;
    ref partner; /* pour */
    str file, alt;
} logo;

typedef struct campus {
    record_head head;
    str title;      /* intitule */
    str acronym;    /* sigle */
    str short_name; /* nom_court */
    str tagline;    /* accroche */
    campus_category category;
    campus_demand demand;
    sector sector;    /* filiere */
    ref support;      /* etablissement_support → partner */
    ref_list leaders; /* portage → partner */
    ref payee;        /* porteur_financier → partner */
    str academic_region, region;
    str_list academies;
    LIST(label_term) labels; /* past ones */
    label_term label;        /* asked for */
    LIST(signatory) signatories;
    LIST(logo) logos;
    str site; /* site: address on the web */
} campus;

typedef struct commune {
    record_head head;
    str name, insee; /* nom, code_insee; may be a_preciser */
} commune;

typedef struct picture { /* carte, image */
    record_head head;
    str file, alt;
    yesno decorative;
    located caption; /* legende */
    located source;
} picture;

typedef struct territory { /* territoire */
    record_head head;
    str name;
    str_list departments; /* departements */
    LIST(commune) communes;
    number population, area_km2;
    picture map; /* carte */
    provenance from;
} territory;

typedef struct trade { /* metiers */
    record_head head;
    str name, rome;
    str tension;      /* free text or figure, as typed */
    number hires;     /* recrutements */
    ref_list courses; /* formations → course */
    provenance from;
} trade;

typedef struct equipment { /* equipements */
    record_head head;
    str name;
    equipment_type type;
    ref partner;       /* etablissement */
    number open_hours; /* heures_ouvrables */
    number places;
    ref_list users; /* utilisateurs → partner */
    located description;
    ref_list criteria;
} equipment;

/* --- partenaires, pieces -------------------------------------------------- */

typedef struct qualiopi {
    record_head head;
    yesno certified;
    str_list categories;
    date valid_until; /* fin_validite */
} qualiopi;

typedef struct commitment { /* engagement */
    record_head head;
    ref piece;
    located text; /* texte */
} commitment;

typedef struct partner { /* partenaires */
    record_head head;
    str name;
    article article;
    str acronym;
    partner_category category;
    partner_nature nature;
    str_list uai; /* one or several, or a_preciser */
    yesno uai_provisional;
    str siret, nda;
    qualiopi qualiopi;
    str country; /* pays: ISO 3166 two letters */
    commune commune;
    ref parent;           /* rattachement → partner */
    str staff;            /* effectif, free */
    located contribution; /* apport */
    date entry, leaving;  /* entree, sortie */
    located leaving_reason;
    commitment commitment;
    ref_list criteria;
    str site;
} partner;

typedef struct piece { /* pieces */
    record_head head;
    str title;
    piece_type type;
    piece_state state; /* statut */
    date date;
    located_list signatories; /* signataires: texts or partner ids */
    date valid_until;         /* validite */
    date expected;            /* attendue_le */
    str file;                 /* pieces/P02.pdf */
    uint64_t size;            /* of the file, as read */
    str digest;               /* its SHA-256, 64 hexadecimal digits */
    str bytes;                /* when it is to be attached */
    number pages;
    yesno attach;    /* joindre */
    str subject;     /* objet */
    piece_need need; /* exige */
    ref_list criteria;
} piece;

/* --- objectifs, actions, jalons, risques --------------------------------- */

typedef struct action_progress { /* suivi */
    record_head head;
    date date;
    action_state state;
    number progress; /* avancement, percent */
    located note;
} action_progress;

struct objective;

typedef struct action { /* actions */
    record_head head;
    str code; /* printed: 1.1; derived from the ranks unless given */
    str title;
    located text;      /* texte */
    ref pilot;         /* → partner */
    ref_list partners; /* → partner */
    ref_list indicators;
    date start, end;              /* debut, fin */
    date revised_end, actual_end; /* fin_revisee, fin_reelle */
    action_state state;
    number progress;           /* avancement, percent */
    located reason;            /* motif */
    ref_list after;            /* depend_de → action */
    ref_list milestones;       /* jalons → milestone */
    located deliverables;      /* livrables */
    LIST(action_progress) log; /* suivi */
    ref_list criteria;
    const struct objective *objective; /* derived */
} action;

typedef struct objective_review { /* bilan */
    record_head head;
    objective_result result;
    located finding, lessons; /* constat, enseignements */
    objective_next next;      /* suite */
    ref_list taken_by;        /* repris_par → objective */
} objective_review;

typedef struct objective { /* objectifs */
    record_head head;
    str code; /* printed: 1; derived from the rank unless given */
    str title;
    located summary, text; /* resume, texte */
    yesno priority;        /* prioritaire */
    ref pilot;
    date due; /* echeance */
    located expected_result;
    ref_list criteria, indicators;
    ref label;     /* → label_term */
    ref continues; /* suite_de → objective */
    objective_review review;
    LIST(action) actions;
} objective;

typedef struct milestone { /* jalons */
    record_head head;
    str title;
    date date;
    yesno summary; /* synthese */
} milestone;

typedef struct risk { /* risques */
    record_head head;
    str title;
    number probability, severity; /* 1 to 4 */
    located answer;               /* parade */
    ref owner;                    /* responsable → partner */
    ref_list objectives;
} risk;

/* --- gouvernance, reunions, recommandations, observations ---------------- */

typedef struct member { /* membres */
    record_head head;
    ref partner;  /* structure */
    str capacity; /* qualite */
    number votes; /* voix */
    str name;     /* prints only with consent */
    yesno consent;
} member;

typedef struct body { /* gouvernance.instances */
    record_head head;
    str name;
    located role;
    body_rank rank;
    ref parent; /* rattachee_a → body */
    str chair;  /* presidence */
    located composition;
    LIST(member) members;
    number meetings_a_year;
    number quorum; /* percent of those invited */
    ref_list criteria;
} body;

typedef struct staff_post { /* gouvernance.equipe */
    record_head head;
    str post;     /* poste */
    ref employer; /* employeur → partner */
    number fte;   /* etp */
    located missions;
} staff_post;

typedef struct governance {
    record_head head;
    LIST(body) bodies;
    LIST(staff_post) team; /* equipe */
    located text;
} governance;

typedef struct decision { /* decisions */
    record_head head;
    located text;
    ref owner; /* responsable → partner */
    date due;  /* echeance */
    decision_state state;
    located follow_up; /* suite */
} decision;

typedef struct vote_impact { /* incidence */
    record_head head;
    number amount; /* montant, euros */
    ref funder;    /* financeur → partner */
} vote_impact;

typedef struct vote { /* a_decider */
    record_head head;
    str title;
    located reason;
    vote_impact impact;
    ref_list actions;
    vote_result result;
} vote;

typedef struct meeting { /* reunions */
    record_head head;
    ref body;                /* instance */
    date date, situation;    /* situation_au */
    number present, invited; /* presents, convoques */
    located_list agenda;     /* ordre_du_jour */
    LIST(decision) decisions;
    LIST(vote) votes;
    located_list takeaways; /* a_retenir */
} meeting;

typedef struct remark { /* recommandations, observations */
    record_head head;
    str issuer; /* emetteur */
    date date;
    located text, answer; /* texte, reponse */
    ref_list pointers;    /* renvoi */
    remark_state state;
} remark;

/* --- formations ----------------------------------------------------------- */

typedef struct course_site { /* implantations */
    record_head head;
    ref partner; /* etablissement */
    course_status status;
    number places;
    date opening, closing; /* ouverture, fermeture */
    provenance from;
} course_site;

typedef struct course { /* formations */
    record_head head;
    str title;
    course_type type;
    number level; /* niveau, 3 to 8 */
    str rncp;
    date valid_from, valid_until; /* valide_du, valide_au */
    str replaces;                 /* remplace */
    str cfd, nsf, rome;
    str_list formacode;
    ref_list next; /* suites → course */
    str coloration;
    ref_list trades; /* metiers */
    ref_list criteria;
    LIST(course_site) sites;
    bool ends_in_term; /* derived: the certification ends inside the label */
} course;

#endif
