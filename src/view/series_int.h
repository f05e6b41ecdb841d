/* What the makers of series share. */
#ifndef SCEAU_VIEW_SERIES_INT_H
#define SCEAU_VIEW_SERIES_INT_H

#include "view/series.h"

view_chart *view_new_chart(const view_context *v);
view_series *view_add_series(const view_context *v, view_chart *c, str name,
                             uint8_t role);
/* Appends a point; NULL is a hole. A missing figure gets its printed word. */
void view_add_point(const view_context *v, view_series *s, const figure *f);
/* Its unit is one more of the chart's: the first is kept, another is noted. */
void view_add_unit(view_chart *c, str unit);

#endif
