/* What the files of charts, key figures and their notes share. */
#ifndef SCEAU_EXPAND_CHARTS_INT_H
#define SCEAU_EXPAND_CHARTS_INT_H

#include "expand/expand_int.h"
#include "view/series.h"

enum { ALT_MAX = 400 }; /* charter §19: characters of an alternative text */

/* --- charts.c */

/* A view's chart as a drawing: without title, for a cell. */
doc_drawing *chart_drawing(const expander *x, const view_chart *c,
                           drawing_kind kind, span place);

/* --- chart_figure.c */

/* A drawing with caption, notes, sources, alternative text, as a block of
   x->out. The title gets its unit when it does not say it. */
doc_block *chart_figure(expander *x, doc_drawing *d, const view_chart *c,
                        const template_chart *t);

/* --- alt.c */

/* « Genre. Titre : valeurs. Conclusion. », from the data. */
str chart_alt(expander *x, const doc_drawing *d);

/* --- indicator_cells.c */

/* Trends and progress in the columns of drawings of a table of indicators. */
void indicator_drawings(expander *x, const view_table *t, doc_table *d);

/* --- notes.c */

/* Appends « label text » under a table or figure, typeset; nothing when
   empty. */
void note_put(expander *x, doc_block *b, const char *key, str text);
/* « i : valeur illustrative. e : valeur estimée. » */
str note_marks(expander *x, uint8_t marks);
/* Two sentences, a space between; either may be empty. */
str note_joined(const expander *x, str a, str b);
/* Provenances, each once, as « Source » or « Sources ». */
typedef LIST(str) source_list;
void note_add_sources(const expander *x, source_list *to, str joined);
void note_put_sources(expander *x, doc_block *b, const source_list *all);

#endif
