/*
 * model: the whole description of a campus, bound, resolved and validated.
 *
 * model_load reads every file of a dossier's folder that belongs to it and
 * reports everything that is wrong with it in one run. What it gives is
 * read-only for the stages that follow; all memory is the arena's.
 */
#ifndef SCEAU_MODEL_MODEL_H
#define SCEAU_MODEL_MODEL_H

#include "base/diag.h"
#include "expr/expr.h"
#include "locale/locale.h"
#include "model/model_budget.h"
#include "model/model_indicator.h"
#include "model/model_template.h"

struct theme; /* doc/theme.h */

/* One illustrative value or record, for the cover's count and --depot. */
typedef struct illustration {
    span at;
    str path; /* « partenaire lycee_a › siret » */
} illustration;

/* What a loaded description keeps for itself (model_int.h). */
typedef struct model_index model_index;

typedef struct model {
    arena *arena;
    dossier dossier;
    campus campus;
    territory territory;
    governance governance;
    budget budget;
    LIST(output_document) documents;
    LIST(source_record) sources;
    LIST(fact) facts;
    LIST(trade) trades;
    LIST(equipment) equipment;
    LIST(partner) partners;
    LIST(piece) pieces;
    LIST(objective) objectives;
    LIST(milestone) milestones;
    LIST(risk) risks;
    LIST(meeting) meetings;
    LIST(remark) recommendations;
    LIST(remark) observations;
    LIST(course) courses;
    LIST(indicator) indicators;
    template_blocks blocks;     /* blocs: placed by [](bloc:id) */
    LIST(own_section) sections; /* sections */
    const frame *frame;         /* the référentiel; NULL after an error */
    LIST(template) templates;   /* those that documents name, each once */
    const struct theme *theme;  /* never NULL */
    LIST(illustration) illustrations;
    /* « illustratif: oui » of whole files (no path) or of the dossier. */
    LIST(illustration) all_illustrative;
    str digest; /* SHA-256 of the description, 64 hexadecimal digits */
    model_index *index;
    /* What it is seen at (model_at); NULL: at the dossier's date. */
    const meeting *meeting;
    date situation;             /* of the meeting; else none */
    const struct model *before; /* the same at the meeting of that body before
                                   this one; NULL: none */
} model;

typedef struct model_options {
    const file_root *dossier; /* the dossier's folder */
    const file_root *data;    /* the program's: templates/, fonts/ */
    const locale *locale;
    bool frugal; /* do not read templates and theme (unit tests) */
} model_options;

/* Never NULL; what is wrong is in the sink, and the model is safe to walk. */
model *model_load(arena *a, const model_options *o, diag_sink *sink);

/* The template that a document asks for; NULL when it could not be read. */
const template *model_template(const output_document *d);

/* A file of prose, textes/x.md: its text, located; NULL when there is none or
   it could not be read (the latter is reported). Read once. */
const located *model_text(const model *m, str path, diag_sink *sink);

/* The bytes of a picture of the dossier (images/x.png), kept as long as the
   model; false when it cannot be read, or the digest does not cover it
   (reported at `at`). Read once. */
bool model_picture(const model *m, str path, span at, diag_sink *sink,
                   str *bytes);

/* The files of the description, in the order in which they were read: YAML,
   CSV, Markdown. False for what is not parsed. */
size_t model_file_count(const model *m);
bool model_file(const model *m, size_t i, str *path, str *bytes);

/* « application/pdf » by the end of a file's name; empty when it is none that
   may be attached. */
str model_mime(str path);

/* By id; NULL when unknown. */
const partner *model_partner(const model *m, str id);
const indicator *model_indicator(const model *m, str id);
const action *model_action(const model *m, str id);
const piece *model_piece(const model *m, str id);
const criterion *model_criterion(const model *m, str id);
const fact *model_fact(const model *m, str id);
const source_record *model_source(const model *m, str id);
const template_block *model_block(const model *m, str id);
const meeting *model_meeting(const model *m, str id);

/* « objectif O3 › action o3_2 » for a record. */
str model_path(const model *m, const record_head *h, arena *a);

/* --- The description as it was (situation.c) -----------------------------
 */

/* The same records as they stood at a meeting: states of actions and values
   that count are those of its `situation_au` (of its own date without one). */
const model *model_at(const model *m, const meeting *x);
/* Last day of what a meeting looks at. */
date meeting_situation(const meeting *x);
/* The last earlier meeting of the same body; NULL: none. */
const meeting *meeting_before(const model *m, const meeting *x);
/* It is not over at the dossier's date. */
bool meeting_is_to_come(const model *m, const meeting *x);
/* The day up to which values count: the meeting's, arrete_au, or the
   dossier's date. */
date model_situation(const model *m);
/* The day whose knowledge the dossier holds: `arrete_au`, else its date. */
date model_known_at(const model *m);
/* Seen at a day before that one: what has no date of its own (what was done of
   the budget, what became of decisions) may be later than what is seen. */
bool model_is_past(const model *m);
/* A typed value that is not dated after that day. */
bool model_counts(const model *m, const measure *x);

/* Where an action stands: by the last entries of its log at a meeting, else
   as it is typed. */
typedef struct action_standing {
    action_state state;
    number progress;              /* percent */
    const action_progress *entry; /* the last of the log; NULL: none */
    bool late;                    /* retard: not done, and its end is over */
    int32_t late_months;          /* mois_retard; 0 when not late */
} action_standing;
action_standing model_standing(const model *m, const action *x);
/* The last entry of an action's log not later than a day; NULL: none. */
const action_progress *action_log_at(const action *x, date d);

/* Names as expressions see them: dossier, campus, territoire, budget, fait,
   gouvernance, partenaires, objectifs, actions, formations, … Without a host:
   calc puts its own scope with indicators over this one. */
const expr_scope *model_scope(const model *m);
/* The class of a kind of record, e.g. &type_partner (model_types.h). */
const expr_class *model_class(const model *m, const record_type *type);
/* A record as a value. */
expr_value model_value(const model *m, const record_head *h);

void model_dump(buf *out, const model *m);

#endif
