/*
 * series: what a chart shows, before any drawing: categories, and for each
 * series one figure a category. Written once, used by expand for the charts of
 * a document and by book for those of a workbook. Figures are those of calc,
 * with their keys; texts of missing ones are the printed words.
 */
#ifndef SCEAU_VIEW_SERIES_H
#define SCEAU_VIEW_SERIES_H

#include "view/view.h"

/* The series_role of doc.h, by number. */
enum { VIEW_OBSERVED, VIEW_TARGET, VIEW_REFERENCE, VIEW_IN_KIND };

typedef struct view_series {
    str name;
    uint8_t role;
    LIST(const figure *) points; /* one a category; NULL: no point */
} view_series;

typedef struct view_chart {
    LIST(str) categories; /* as printed */
    LIST(view_series) series;
    LIST(uint8_t) signs;   /* of states: one a category, state_sign of doc.h */
    LIST(uint32_t) breaks; /* a rupture stands before these categories */
    LIST(str) break_notes; /* what was noted of them, plain, each once */
    str unit;              /* of all its values; empty: several, or none */
    str other_unit;        /* the first that differs from `unit` */
    double per;            /* totals print divided by it */
    int32_t highlighted;   /* category, −1: none */
    size_t folded;         /* how many were merged */
    bool lower_is_better;
    bool constant; /* an indicator is of the constant perimeter */
    bool current;  /* the chart asks for the current one */
} view_chart;

/* A list of indicators. Their short titles (« court ») are for charts whose
   own title says the rest; `full` asks for the titles. */
typedef struct view_indicator_list {
    const indicator *const *v;
    size_t n;
    bool full;
    perimeter scope; /* in which they are read; absent: each its own */
} view_indicator_list;

/* Those that a block names, in its order, then those of its role. */
view_indicator_list view_chart_indicators(const view_context *v,
                                          const template_chart *t);

/* Columns of drawings in tables of indicators, by key: expand draws the trend
   and the progress of the row's indicator there. */
#define VIEW_TREND    "tendance"
#define VIEW_PROGRESS "progression"
/* Of any table: the bar of a percentage (format « avancement »); the cell holds
   its figure and prints nothing. */
#define VIEW_BAR "avancement_barre"

/* The steering table (charter, page 11) and that of an objective's sheet
   (page 5): numbers beside drawings; a period that all rows share stands in
   the head; a reference that is the last value is not said twice. */
view_table *view_steering(const view_context *v, view_indicator_list l);
view_table *view_sheet_indicators(const view_context *v, view_indicator_list l);

/* Two of them that an indicator declares not to be compared
   (« incomparable_avec »); false: there are none. */
bool view_chart_clash(view_indicator_list l, const indicator *out[2]);

/* One category an element of `source`, one series a value; NULL after an
   error. Numbers that no indicator published get a key of their own. */
view_chart *view_chart_list(const view_context *v, const template_chart *t,
                            const expr_scope *scope);

/* One category an indicator: its last value; with `targets` the next target,
   and its reference where that is another value. */
view_chart *view_chart_last(const view_context *v, view_indicator_list l,
                            bool targets);
/* One category an indicator: the value before the last, and the last. */
view_chart *view_chart_recent(const view_context *v, view_indicator_list l,
                              bool targets);
/* One series an indicator, one category a period from the first known value to
   the last; of one indicator with `targets`, up to its last target, with the
   path from its reference. Ruptures are of the campus level. */
view_chart *view_chart_periods(const view_context *v, view_indicator_list l,
                               bool targets);
/* One series an indicator that has two known values or more, each over its own
   periods (no categories), which its name says: a hole stands where the series
   is cut. */
view_chart *view_chart_trends(const view_context *v, view_indicator_list l);

/* The resources of the financing plan, one series a funder, the largest first,
   what is in kind last and as one: a category a year, or one for the whole
   term. `unit` « k€ » or « M€ » prints them divided. */
view_chart *view_chart_resources(const view_context *v, bool by_year, str unit);
/* Is this block about them? `source: ressources` with `categorie: annee` or
   `financeur`, and neither filter nor value of its own. */
bool view_chart_is_resources(const template_chart *t, bool *by_year);

/* Merges the smallest observed series into « 5 autres » until `most` are left
   (series in kind counted, never merged); of a chart with a single series, its
   categories likewise. */
void view_chart_fold(const view_context *v, view_chart *c, size_t most);
/* Known values. */
size_t view_chart_values(const view_chart *c);

#endif
