/* What the files of this folder share. */
#ifndef SCEAU_VIEW_VIEW_INT_H
#define SCEAU_VIEW_VIEW_INT_H

#include "schema/schema.h"
#include "view/view.h"

/* The numbers of doc.h that cells carry; view does not see documents. */
enum {
    KIND_TEXT,
    KIND_NUMBER,
    KIND_CODE,
    KIND_STATE,
    KIND_DATE,
    KIND_MARK,
    KIND_DRAWING
};

typedef enum view_sign {
    VIEW_SIGN_OK,
    VIEW_SIGN_ON_TRACK,
    VIEW_SIGN_RUNNING,
    VIEW_SIGN_WATCH,
    VIEW_SIGN_ALERT,
    VIEW_SIGN_TO_COME,
    VIEW_SIGN_VOID,
    VIEW_SIGN_NO,
    VIEW_SIGN_IRRELEVANT
} view_sign;

/* --- words.c ----------------------------------------------------------------
 */

/* A sentence with its slots filled. */
str view_sentence(const view_context *v, const char *key, const str *args,
                  size_t n);
/* The enumeration whose words these are; NULL when none. */
const word_table *view_words_of(const str *words);
/* The sign of a word of an enumeration of states; false: it has none. */
bool view_sign_of(const word_table *t, int value, view_sign *out);
/* The rank of a word; −1: it is none of them. */
int view_word_index(const word_table *t, str word);
/* The table of check's own states. */
const word_table *view_criterion_states(void);

/* --- value.c ----------------------------------------------------------------
 */

view_cell view_plain(str text);
view_cell view_state_cell(const view_context *v, const word_table *t,
                          int value);
view_cell view_figure(const figure *f);
/* A number that is no indicator's: published here, with its key. */
view_cell view_number(const view_context *v, double x, int decimals, str unit,
                      str key);
/* A calendar year: a number that prints without a thousands blank. */
view_cell view_year(const view_context *v, double year, str key);
/* Euros as the charter prints them: « – » for zero. */
view_cell view_amount(const view_context *v, const figure *f);
/* Where an action stands; a late one says so in months: « Retard : 3 mois ».
   A blocked one is blocked first. */
view_cell view_action_state(const view_context *v, const action *a);
/* The head of a record of the model; NULL of anything else: a line of the plan
   is a record too, with another class. */
const record_head *view_head(const view_context *v, expr_value e);
/* A record's name, title or label, else its id. */
str view_record_name(const view_context *v, const expr_class *c,
                     const void *record);

/* --- select.c ---------------------------------------------------------------
 */

/* The names of an element's fields in scope; values change, types stay. */
typedef struct element_scope {
    expr_scope scope;
    expr_binding *bindings;
    const expr_field **fields; /* of bindings[1 …]; NULL: no record */
    const expr_class *cls;
} element_scope;

/* Texts that an element's fields are read from. */
typedef struct view_texts {
    const located *const *v;
    size_t n;
} view_texts;

/* Only names that occur in one of `texts` are bound (v NULL: all). */
void view_scope_open(const view_context *v, element_scope *e,
                     const expr_type *element, const expr_scope *outer,
                     view_texts texts);
void view_scope_set(const view_context *v, element_scope *e,
                    expr_value element);

/* Does the expression name a field of the record that is illustrative? */
bool view_reads_illustrative(const record_head *h, str expression);

/* --- table.c ----------------------------------------------------------------
 */

view_row *view_add_row(const view_context *v, view_table *t,
                       view_row_kind kind);
view_cell *view_add_cell(const view_context *v, view_row *r, view_cell c);
view_column *view_add_column(const view_context *v, view_table *t,
                             const char *key, const char *head, uint8_t kind);
#endif
