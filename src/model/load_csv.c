/*
 * load_csv: the CSV files of valeurs. A file named after a list
 * (partenaires.csv, budget.depenses.csv) is that list, one row a record, its
 * columns the keys (commune.nom goes one map deeper): each row becomes a node
 * and is bound like YAML. Any other file holds values of indicators
 * (load_values.c).
 */
#include "model/csv.h"
#include "model/model_int.h"

/* --- Rows as nodes
 * ------------------------------------------------------------
 */

static node *scalar_node(arena *a, located text) {
    node *n = NEW(a, node);
    n->kind = NODE_SCALAR;
    n->text = text;
    n->place = text.place;
    return n;
}

static node *map_node(arena *a, span place, size_t room) {
    node *n = NEW(a, node);
    n->kind = NODE_MAP;
    n->place = place;
    n->entries = NEW_ARRAY(a, node_entry, room);
    return n;
}

/* A column: « commune.nom » is two keys, shared by all rows so that a wrong
   one is told once. */
typedef struct column {
    LIST(node *) keys;
} column;

typedef LIST(column) column_list;

static column split_column(arena *a, const located *head) {
    column c = {0};
    size_t from = 0;
    for (size_t i = 0; i <= head->s.n; i++) {
        if (i < head->s.n && head->s.p[i] != '.')
            continue;
        located part = located_sub(a, head, from, i);
        part.place = located_span(head, from, i);
        list_push(a, &c.keys, scalar_node(a, part));
        from = i + 1;
    }
    return c;
}

static node *child_map(arena *a, node *map, node *key, size_t room) {
    for (size_t i = 0; i < map->count; i++)
        if (map->entries[i].key == key ||
            str_eq(map->entries[i].key->text.s, key->text.s))
            return map->entries[i].value;
    node *child = map_node(a, map->place, room);
    map->entries[map->count++] = (node_entry){key, child};
    return child;
}

static void put_cell(arena *a, node *row, const column *c, located cell,
                     size_t room) {
    node *map = row;
    if (!cell.s.n)
        return;
    for (size_t i = 0; i + 1 < c->keys.n; i++)
        map = child_map(a, map, c->keys.v[i], room);
    map->entries[map->count++] =
        (node_entry){c->keys.v[c->keys.n - 1], scalar_node(a, cell)};
}

static bool check_width(loader *l, const csv_row *row, size_t columns) {
    if (row->cells.n <= columns)
        return true;
    DIAG_AT(l->sink, E0264, row->place, str_fmt(l->a, "%u", row->cells.n),
            str_fmt(l->a, "%zu", columns));
    return false;
}

typedef LIST(node *) node_list;

void load_csv_table(loader *l, const source *src, const field *f, void *base) {
    csv_reader r = csv_open(l->a, src, l->sink);
    csv_row row = {0};
    column_list columns = {0};
    node_list rows = {0};
    if (!csv_next(&r, &row))
        return;
    for (size_t i = 0; i < row.cells.n; i++)
        list_push(l->a, &columns, split_column(l->a, &row.cells.v[i]));
    while (csv_next(&r, &row)) {
        if (!check_width(l, &row, columns.n))
            continue;
        node *n = map_node(l->a, row.place, columns.n);
        for (size_t i = 0; i < row.cells.n; i++)
            put_cell(l->a, n, &columns.v[i], row.cells.v[i], columns.n);
        list_push(l->a, &rows, n);
    }
    node list = {.kind = NODE_LIST,
                 .place = {src, 0, 0},
                 .count = rows.n,
                 .items = rows.v};
    bind_file none = {0};
    binder b = loader_binder(l, &none);
    record_step root = {NULL, NULL, &type_model, STR_NONE, 0};
    b.step = &root;
    b.csv = true;
    bind_field(&b, f, base, &list);
}

/* --- Which list
 * ---------------------------------------------------------------
 */

/* « budget.depenses » → the row of the list and the record that holds it. */
static const field *list_of(loader *l, str stem, void **base) {
    size_t dot = str_find(stem, S("."), 0);
    str first = dot == SIZE_MAX ? stem : str_sub(stem, 0, dot);
    const field *f = field_find(&type_model, first, l->a);
    *base = l->m;
    if (!f)
        return NULL;
    if (f->kind == FIELD_RECORDS)
        return dot == SIZE_MAX ? f : NULL;
    if (f->kind != FIELD_RECORD || dot == SIZE_MAX)
        return NULL;
    *base = (char *)l->m + f->offset;
    f = field_find(f->record, str_sub(stem, dot + 1, stem.n), l->a);
    return f && f->kind == FIELD_RECORDS ? f : NULL;
}

static void load_csv_file(loader *l, str name) {
    str path = str_cat(l->a, S("valeurs/"), name), bytes;
    if (!load_file(l, l->options->dossier, path, true, &bytes))
        return;
    list_push(l->a, &l->m->index->files, (read_file){path, bytes, false});
    source *src = csv_source(l->a, path, bytes, l->sink);
    void *base;
    const field *f = list_of(l, str_sub(name, 0, name.n - 4), &base);
    if (!f) {
        load_csv_values(l, src);
        return;
    }
    record_head *holder = base;
    if (base != (void *)l->m && !holder->type) {
        DIAG_AT(l->sink, E0265, ((span){src, 0, 0}), path,
                str_sub(name, 0, str_find(name, S("."), 0)));
        return;
    }
    load_csv_table(l, src, f, base);
}

void load_csv_files(loader *l) {
    str_list names = {0};
    file_names(l->a, l->options->dossier, S("valeurs"), S(".csv"), &names);
    for (size_t i = 0; i < names.n; i++)
        load_csv_file(l, names.v[i]);
}
