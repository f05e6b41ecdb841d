/*
 * model_types: the table of each record. The rows are in types_*.c; the
 * binder, the expressions, the JSON Schema and the manual read them.
 */
#ifndef SCEAU_MODEL_TYPES_H
#define SCEAU_MODEL_TYPES_H

#include "schema/schema.h"

/* A file of a dossier (its members are model's), and the others' roots. */
extern const record_type type_model, type_template, type_frame;

extern const record_type type_dossier, type_dossier_version, type_contact,
    type_reservation, type_answer, type_frame_check, type_output_document,
    type_source_record, type_fact;
extern const record_type type_campus, type_label_term, type_signatory,
    type_logo, type_commune, type_picture, type_territory, type_trade,
    type_equipment;
extern const record_type type_partner, type_qualiopi, type_commitment,
    type_piece;
extern const record_type type_objective, type_objective_review, type_action,
    type_action_progress, type_milestone, type_risk;
extern const record_type type_governance, type_body, type_member,
    type_staff_post, type_meeting, type_decision, type_vote, type_vote_impact,
    type_remark;
extern const record_type type_course, type_course_site;
extern const record_type type_indicator, type_series_break, type_thresholds;
extern const record_type type_budget, type_expense, type_resource,
    type_allocation, type_agreement, type_payment, type_ceiling, type_staff,
    type_execution;
extern const record_type type_criterion_family, type_criterion;
extern const record_type type_own_section, type_template_sheet,
    type_template_column, type_cover_line, type_chart_series, type_figure_card;
/* Records of blocks, by template_block_kind. */
extern const variant_table template_variants;

#endif
