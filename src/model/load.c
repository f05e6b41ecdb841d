/* load: reads a dossier's files and runs the passes in order. */
#include "model/model_int.h"

diag_code file_fault(file_error e) {
    static const diag_code codes[] = {
        [FILE_OK] = E0006,        [FILE_ABSENT] = E0001,
        [FILE_OUTSIDE] = E0002,   [FILE_NOT_REGULAR] = E0003,
        [FILE_TOO_LARGE] = E0004, [FILE_DENIED] = E0005,
        [FILE_IO] = E0006,
    };
    return codes[e];
}

void report_file(diag_sink *sink, file_error e, str path) {
    diagnostic *d = DIAG_AT(sink, file_fault(e), SPAN_NONE, path);
    d->where = str_dup(sink->a, path);
}

bool load_file(loader *l, const file_root *root, str path, bool needed,
               str *out) {
    file_error e = file_read(l->a, root, path, NODE_MAX_FILE, out);
    if (e == FILE_OK) {
        if (str_starts(*out, S("\xEF\xBB\xBF")))
            *out = str_sub(*out, 3, out->n);
        return true;
    }
    if (needed || e != FILE_ABSENT)
        report_file(l->sink, e, path);
    return false;
}

const node *load_yaml(loader *l, const file_root *root, str path, bool needed) {
    str text;
    if (!load_file(l, root, path, needed, &text))
        return NULL;
    bool own = root == l->options->dossier;
    if (own)
        list_push(l->a, &l->m->index->files, (read_file){path, text, false});
    const node *n = node_read(l->a, source_new(l->a, path, text), l->sink);
    l->broken |= !n && own;
    return n;
}

/* A file of the description: as much of it as can be read. */
static const node *load_description(loader *l, str path) {
    const file_root *root = l->options->dossier;
    str text = STR_NONE;
    file_error e = file_read(l->a, root, path, NODE_MAX_FILE, &text);
    if (e != FILE_OK) {
        report_file(l->sink, e, path);
        unread_add(l, path, STR_NONE);
        return NULL;
    }
    if (str_starts(text, S("\xEF\xBB\xBF")))
        text = str_sub(text, 3, text.n);
    list_push(l->a, &l->m->index->files, (read_file){path, text, false});
    const source *src = source_new(l->a, path, text);
    bool whole;
    const node *n = node_read_most(l->a, src, l->sink, &whole);
    if (!whole)
        unread_add(l, path, text);
    else if (!str_trim(text).n)
        DIAG_AT(l->sink, W0081, ((span){src, 0, 0}), path);
    return n;
}

binder loader_binder(loader *l, bind_file *file) {
    return (binder){.a = l->a,
                    .sink = l->sink,
                    .locale = l->locale,
                    .illustrative = l->illustrative,
                    .user = file};
}

/* --- Files of the dossier ----------------------------------------------------
 */

static const node *key_of(loader *l, const node *map, str key) {
    if (map->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (key_is(l->a, map->entries[i].key->text.s, key))
            return map->entries[i].value;
    return NULL;
}

static bool says_yes(binder *b, const node *n) {
    yesno told = YESNO_ABSENT;
    return n && n->kind == NODE_SCALAR &&
           bind_yesno(b, S("illustratif"), n, &told) && told == YESNO_YES;
}

/* One file: what holds for all of it first, then its keys. */
static void bind_dossier_file(loader *l, const node *n) {
    bind_file file = {0};
    binder b = loader_binder(l, &file);
    const node *from = key_of(l, n, S("provenance"));
    if (from)
        bind_provenance(&b, from, &file.from);
    const node *invented = key_of(l, n, S("illustratif"));
    if (says_yes(&b, invented)) {
        b.illustrative = true;
        list_push(l->a, &l->m->all_illustrative,
                  (illustration){invented->place, STR_NONE});
    }
    bind_root(&b, &type_model, n, l->m);
}

static void load_entry(loader *l) {
    str entry = S("dossier.yaml"), text;
    if (file_read(l->a, l->options->dossier, entry, NODE_MAX_FILE, &text) ==
        FILE_ABSENT) {
        DIAG_AT(l->sink, E0240, SPAN_NONE, entry)->where = entry;
        return;
    }
    const node *n = load_description(l, entry);
    if (!n)
        return;
    bind_file none = {0};
    binder b = loader_binder(l, &none);
    const node *dossier = key_of(l, n, S("dossier"));
    const node *invented =
        dossier ? key_of(l, dossier, S("illustratif")) : NULL;
    l->illustrative = says_yes(&b, invented);
    if (l->illustrative)
        list_push(l->a, &l->m->all_illustrative,
                  (illustration){invented->place, S("dossier")});
    bind_dossier_file(l, n);
}

static void warn_other_suffix(loader *l) {
    str_list names = {0};
    file_names(l->a, l->options->dossier, S(""), S(".yml"), &names);
    for (size_t i = 0; i < names.n; i++) {
        str stem = str_sub(names.v[i], 0, names.v[i].n - 4);
        DIAG_AT(l->sink, W0247, SPAN_NONE, names.v[i],
                str_cat(l->a, stem, S(".yaml")))
            ->where = names.v[i];
    }
}

static void load_yaml_files(loader *l) {
    str_list names = {0};
    load_entry(l);
    file_names(l->a, l->options->dossier, S(""), S(".yaml"), &names);
    for (size_t i = 0; i < names.n; i++) {
        if (str_eq(names.v[i], S("dossier.yaml")) ||
            str_eq(names.v[i], S("theme.yaml")))
            continue;
        const node *n = load_description(l, names.v[i]);
        if (n)
            bind_dossier_file(l, n);
    }
    warn_other_suffix(l);
}

/* Prose is kept as it is: expand parses it. */
static void load_texts(loader *l) {
    str_list names = {0};
    file_names(l->a, l->options->dossier, S("textes"), S(".md"), &names);
    for (size_t i = 0; i < names.n; i++) {
        str path = str_cat(l->a, S("textes/"), names.v[i]), text;
        if (!load_file(l, l->options->dossier, path, true, &text))
            continue;
        list_push(l->a, &l->m->index->files, (read_file){path, text, false});
        source *src = source_new(l->a, path, text);
        if (!node_check_text(src, l->sink))
            continue;
        located *t = NEW(l->a, located);
        *t = located_slice(text, (span){src, 0, (uint32_t)text.n}, 0);
        map_put(&l->m->index->texts, path, t);
    }
}

const located *model_text(const model *m, str path, diag_sink *sink) {
    (void)sink; /* what could not be read was reported by model_load */
    return map_get(&m->index->texts, path);
}

/* --- The whole
 * ---------------------------------------------------------------- */

static void check_entry_keys(loader *l) {
    if (!l->m->dossier.head.type)
        DIAG_AT(l->sink, E0241, SPAN_NONE, S("dossier"))->where =
            S("dossier.yaml");
    if (!l->m->campus.head.type)
        DIAG_AT(l->sink, E0241, SPAN_NONE, S("campus"))->where =
            S("dossier.yaml");
}

static void run_passes(loader *l) {
    index_records(l);
    resolve_refs(l);
    derive_fields(l);
    validate_identifiers(l);
    validate_records(l);
    load_pieces(l);
    validate_values(l);
    validate_budget(l);
    validate_sections(l);
    list_illustrations(l);
}

model *model_load(arena *a, const model_options *o, diag_sink *sink) {
    model *m = NEW(a, model);
    loader l = {
        .a = a, .m = m, .sink = sink, .locale = o->locale, .options = o};
    m->arena = a;
    m->index = NEW(a, model_index);
    m->index->texts = map_new(a);
    m->index->pictures = map_new(a);
    m->index->locale = o->locale;
    m->index->dossier = o->dossier;
    m->index->data = o->data;
    load_yaml_files(&l);
    bool entered = m->dossier.head.type != NULL;
    load_csv_files(&l);
    load_pictures(&l);
    load_texts(&l);
    if (!l.broken && (entered || m->index->files.n))
        check_entry_keys(&l);
    load_frame(&l);
    if (!o->frugal)
        load_templates(&l);
    load_theme(&l);
    run_passes(&l);
    unread_report(&l);
    m->digest = model_digest(a, m->index->files.v, m->index->files.n);
    return m;
}
