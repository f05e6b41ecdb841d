/* load_values: values of indicators, one a row, columns found by name:
   etablissement;periode;indicateur;valeur;statut;source;date;note. */
#include "model/csv.h"
#include "model/model_int.h"

typedef enum value_column {
    COL_INDICATOR,
    COL_LEVEL,
    COL_PERIOD,
    COL_VALUE,
    COL_STATUS,
    COL_SOURCE,
    COL_DATE,
    COL_NOTE,
    COL_ILLUSTRATIVE,
    COL_EXPECTED,
    COL_COUNT
} value_column;

static const str column_names[COL_COUNT] = {
    [COL_INDICATOR] = STR_LITERAL("indicateur"),
    [COL_LEVEL] = STR_LITERAL("etablissement"),
    [COL_PERIOD] = STR_LITERAL("periode"),
    [COL_VALUE] = STR_LITERAL("valeur"),
    [COL_STATUS] = STR_LITERAL("statut"),
    [COL_SOURCE] = STR_LITERAL("source"),
    [COL_DATE] = STR_LITERAL("date"),
    [COL_NOTE] = STR_LITERAL("note"),
    [COL_ILLUSTRATIVE] = STR_LITERAL("illustratif"),
    [COL_EXPECTED] = STR_LITERAL("attendu"),
};

/* Of one file; beyond, the columns are wrong, not the rows. */
enum { MOST_ERRORS = 100 };

/* A row that could be read. */
typedef struct typed_value {
    indicator *of;
    measure m;
} typed_value;

typedef struct value_table {
    loader *l;
    binder b;
    arena *rows;              /* ends with the file */
    LIST(typed_value) values; /* in the order of the file */
    size_t at[COL_COUNT];     /* index + 1; 0: no such column */
    size_t width;
    map by_id; /* of indicators */
} value_table;

/* --- The head ------------------------------------------------------------- */

static void find_column(value_table *t, const located *head, size_t i) {
    str typed = locale_fold(t->l->a, head->s), near[2];
    for (int c = 0; c < COL_COUNT; c++)
        if (str_eq(typed, column_names[c])) {
            t->at[c] = i + 1;
            return;
        }
    size_t n =
        locale_nearest(t->l->a, head->s, column_names, COL_COUNT, near, 2);
    str help = n ? join_names(t->l->a, near, n)
                 : join_names(t->l->a, column_names, COL_COUNT);
    DIAG_AT(t->l->sink, E0266, head->place, head->s, help);
}

static bool read_head(value_table *t, csv_reader *r) {
    static const value_column needed[] = {COL_INDICATOR, COL_PERIOD, COL_VALUE};
    csv_row head = {0};
    if (!csv_next(r, &head))
        return false;
    t->width = head.cells.n;
    for (size_t i = 0; i < head.cells.n; i++)
        find_column(t, &head.cells.v[i], i);
    bool complete = true;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!t->at[needed[i]]) {
            DIAG_AT(t->l->sink, E0267, head.place, column_names[needed[i]]);
            complete = false;
        }
    return complete;
}

/* --- One row
 * ------------------------------------------------------------------
 */

static bool cell(const value_table *t, const csv_row *row, value_column c,
                 node *out) {
    size_t i = t->at[c];
    if (!i || i > row->cells.n || !row->cells.v[i - 1].s.n)
        return false;
    *out = (node){.kind = NODE_SCALAR,
                  .text = row->cells.v[i - 1],
                  .place = row->cells.v[i - 1].place};
    return true;
}

static bool needed_cell(const value_table *t, const csv_row *row,
                        value_column c, node *out) {
    if (cell(t, row, c, out))
        return true;
    DIAG_AT(t->l->sink, E0268, row->place, column_names[c]);
    return false;
}

static indicator *row_indicator(value_table *t, const csv_row *row) {
    node n;
    if (!needed_cell(t, row, COL_INDICATOR, &n))
        return NULL;
    indicator *i = map_get(&t->by_id, n.text.s);
    if (i)
        return i;
    str near[3], *names = NEW_ARRAY(t->l->a, str, t->by_id.n + 1);
    for (size_t k = 0; k < t->by_id.n; k++)
        names[k] = t->by_id.entries[k].key;
    size_t found =
        locale_nearest(t->l->a, n.text.s, names, t->by_id.n, near, 3);
    DIAG_AT(t->l->sink, found ? E0201 : E0204, n.place, n.text.s,
            S("un indicateur"),
            found ? join_names(t->l->a, near, found) : S("indicateur"),
            S("indicateur"));
    return NULL;
}

static void row_level(const value_table *t, const csv_row *row, measure *m) {
    node n;
    m->level = LEVEL_CAMPUS;
    if (!cell(t, row, COL_LEVEL, &n) || str_eq(n.text.s, S("campus")))
        return;
    m->level = LEVEL_PARTNER;
    m->at = (ref){n.text.s, n.place, NULL};
}

static void row_provenance(value_table *t, const csv_row *row,
                           const indicator *i, measure *m) {
    static const field date_field = {.key = STR_LITERAL("date")};
    static const field expected_field = {.key = STR_LITERAL("attendu")};
    provenance own = {0};
    node n;
    yesno told = YESNO_ABSENT;
    if (cell(t, row, COL_SOURCE, &n))
        own.source = (ref){n.text.s, n.place, NULL};
    if (cell(t, row, COL_DATE, &n))
        bind_date(&t->b, &date_field, &n, &own.date);
    if (cell(t, row, COL_STATUS, &n))
        own.status = (value_status)bind_word(&t->b, column_names[COL_STATUS],
                                             &n, &words_value_status);
    if (cell(t, row, COL_ILLUSTRATIVE, &n))
        bind_yesno(&t->b, column_names[COL_ILLUSTRATIVE], &n, &told);
    if (cell(t, row, COL_NOTE, &n))
        m->note = n.text.s;
    if (cell(t, row, COL_EXPECTED, &n))
        bind_date(&t->b, &expected_field, &n, &m->expected);
    provenance_inherit(&own, &i->from);
    m->source = own.source;
    m->date = own.date;
    m->status = own.status;
    m->illustrative =
        told == YESNO_YES || record_illustrative(&i->head, S("valeurs"));
}

static void read_value(value_table *t, const csv_row *row) {
    node n;
    measure m = {0};
    indicator *i = row_indicator(t, row);
    if (!i || !needed_cell(t, row, COL_PERIOD, &n) ||
        !bind_period(&t->b, column_names[COL_PERIOD], &n, i->calendar,
                     &m.period))
        return;
    if (!needed_cell(t, row, COL_VALUE, &n) ||
        !bind_measured(&t->b, column_names[COL_VALUE], &n, &m))
        return;
    if (i->calendar == CAL_NONE)
        i->calendar = m.period.cal;
    row_level(t, row, &m);
    row_provenance(t, row, i, &m);
    list_push(t->rows, &t->values, (typed_value){i, m});
}

/* Each indicator gets its own, in a list of that size: thousands of lists that
   grow side by side would leave as many outgrown ones behind. */
static void share_out(value_table *t) {
    const model *m = t->l->m;
    uint32_t *counts = NEW_ARRAY(t->rows, uint32_t, m->indicators.n + 1);
    for (size_t i = 0; i < t->values.n; i++)
        counts[t->values.v[i].of - m->indicators.v]++;
    for (size_t i = 0; i < t->values.n; i++) {
        const typed_value *x = &t->values.v[i];
        list_reserve(t->l->a, &x->of->values, counts[x->of - m->indicators.v]);
        counts[x->of - m->indicators.v]--;
        list_push(t->l->a, &x->of->values, x->m);
    }
}

static void read_rows(value_table *t, csv_reader *r) {
    diag_sink *sink = t->l->sink;
    size_t before = sink->errors;
    csv_row row = {0};
    while (csv_next(r, &row)) {
        if (sink->errors - before > MOST_ERRORS) {
            DIAG_AT(sink, E0022, row.place, r->src->path);
            return;
        }
        if (row.cells.n > t->width)
            DIAG_AT(sink, E0264, row.place, str_fmt(t->rows, "%u", row.cells.n),
                    str_fmt(t->rows, "%zu", t->width));
        else
            read_value(t, &row);
    }
}

void load_csv_values(loader *l, const source *src) {
    bind_file none = {0};
    value_table t = {.l = l, .b = loader_binder(l, &none)};
    csv_reader r = csv_open(l->a, src, l->sink);
    if (!read_head(&t, &r))
        return;
    t.rows = arena_child(l->a);
    t.by_id = map_new(t.rows);
    for (size_t i = 0; i < l->m->indicators.n; i++)
        map_put(&t.by_id, l->m->indicators.v[i].head.id,
                &l->m->indicators.v[i]);
    read_rows(&t, &r);
    share_out(&t);
    arena_free(t.rows);
}
