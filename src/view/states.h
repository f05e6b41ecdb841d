/*
 * states: in which state the elements of a list are, how many in each, and
 * what they were at the meeting before. An indicator stands where calc says,
 * an action as its log says, anything else as its field « etat » (or
 * « statut », « resultat ») says.
 */
#ifndef SCEAU_VIEW_STATES_H
#define SCEAU_VIEW_STATES_H

#include "view/series.h"

/* Sign and word; CELL_EMPTY when it has no state. */
view_cell view_element_state(const view_context *v, expr_value element);

/* « En retard » without its months, and its sign; no word: no state. */
typedef struct view_state_word {
    str word;
    uint8_t sign;
} view_state_word;
view_state_word view_state_word_of(const view_context *v, expr_value element);

/* « partiels », of so many criteria in that state, and its sign. */
view_state_word view_counted_criteria(const view_context *v, criterion_state s,
                                      size_t n);

typedef struct view_state_count {
    str word;     /* « en retard », in the number of the count */
    str single;   /* « En retard », as view_state_word_of says it */
    uint8_t sign; /* state_sign of doc.h */
    const figure *count;
} view_state_count;

typedef LIST(view_state_count) view_state_counts;

/* Those that occur, in the order of the words (of actions and indicators: the
   charter's). `where` tells lists of one class apart in the figures' keys:
   « nombre.action.faite@2028-08-31 ». */
view_state_counts view_count_states(const view_context *v, expr_list list,
                                    const located *where);
/* The same for a strip of counters: of indicators the four states that judge,
   a zero included, then those to come and those not judged. */
view_state_counts view_counters(const view_context *v, expr_list list,
                                const located *where);

/* One category a state, with its sign. */
view_chart *view_chart_states(const view_context *v,
                              const view_state_counts *c);

/* « était : en bonne voie », at the meeting before; empty when there was none
   or nothing changed. */
str view_action_was(const view_context *v, const action *a);
str view_indicator_was(const view_context *v, const indicator *i);

/* The key of what depends on the date of a meeting: « …@2028-08-31 »; itself
   where there is no meeting. */
str view_dated_key(const view_context *v, str key);
bool view_is_dated(const view_context *v, str key);

/* A word of mark_sign as its sign; false: it is none. */
bool view_sign_named(str word, uint8_t *sign);

#endif
