/* table_int: a table of a template at work, from its columns to its rows. */
#ifndef SCEAU_VIEW_TABLE_INT_H
#define SCEAU_VIEW_TABLE_INT_H

#include "view/view_int.h"

typedef struct column_plan {
    const template_column *from;
    expr *e;
    expr_type type;
    expr *under;       /* « dessous »; NULL: none */
    expr_value *below; /* [row]: its values */
    str field; /* the key, when the column is a plain field; else empty */
    int decimals;
} column_plan;

typedef struct table_plan {
    const view_context *v;
    const template_table *from;
    view_table *table;
    column_plan *columns;
    size_t column_count;
    expr *group;
    expr_type group_type;
    expr_value *rows;   /* elements */
    expr_value *values; /* [row × column_count + column] */
    expr_value *groups; /* [row]: value of the group expression */
    size_t row_count;
} table_plan;

/* KIND_ of view_int.h: as the template says, else by the type. */
uint8_t view_table_column_kind(const column_plan *c);
/* NULL: the record has no such key. */
const field *view_table_schema_field(const record_type *t, str key);

/* --- table_cells.c ---------------------------------------------------------
 */

/* What names a table in keys: its identifier, else its title. */
str view_table_key(const table_plan *p);
/* A computed column has no field: what it reads of the record counts. */
bool view_table_is_illustrative(const record_head *h, const column_plan *c);
void view_table_body_row(const table_plan *p, size_t row);

/* --- table_rows.c ----------------------------------------------------------
 */

/* Body rows, under their groups where there are; the total. */
void view_table_rows(const table_plan *p);

#endif
