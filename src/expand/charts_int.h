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

typedef LIST(str) source_list;

/* What stands under one figure, or once under several side by side. */
typedef struct chart_notes {
    str kind; /* how the kind is read */
    str due;  /* what must be said: where a scale starts, ruptures … */
    uint8_t marks;
    source_list sources;
    bool shared; /* of several figures: what is due names its figure */
} chart_notes;

/* A drawing with its caption and alternative text, as a block of x->out; what
   its notes are to say goes to `n`. The title gets its unit when it does not
   say it. */
doc_block *chart_figure(expander *x, doc_drawing *d, const view_chart *c,
                        const template_chart *t, chart_notes *n);
/* Lecture, Note, Sources under `b`: what the template says, then the notes. */
void chart_put_notes(expander *x, doc_block *b, const template_chart *t,
                     const chart_notes *n);

/* --- alt.c */

/* « Genre. Titre : valeurs. Conclusion. », from the data. */
str chart_alt(expander *x, const doc_drawing *d);

/* --- indicator_cells.c */

/* Trends and progress in the columns of drawings of a table of indicators. */
void indicator_drawings(expander *x, const view_table *t, doc_table *d);
/* Bars beside their percentage. */
void progress_bars(expander *x, const view_table *t, doc_table *d);

/* --- notes.c */

/* A sentence with French typography. */
str note_typeset(expander *x, str text);
/* Appends « label text » under a table or figure, typeset; nothing when
   empty. */
void note_put(expander *x, doc_block *b, const char *key, str text);
/* « i : valeur illustrative. e : valeur estimée. » */
str note_marks(expander *x, uint8_t marks);
/* Two sentences, a space between; either may be empty. */
str note_joined(const expander *x, str a, str b);
/* Provenances, each once, as « Source » or « Sources ». */
void note_add_sources(const expander *x, source_list *to, str joined);
void note_put_sources(expander *x, doc_block *b, const source_list *all);

#endif
