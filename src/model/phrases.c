/* The printed words, flattened: « phrases/suite » → text. */
#include "model/model_phrases.h"

#include "model/model_int.h"

static const char FILE_NAME[] = "templates/mots-fr.yaml";

static void flatten(arena *a, map *out, str path, const node *n) {
    if (n->kind == NODE_SCALAR) {
        str *text = NEW(a, str);
        *text = n->text.s;
        map_put(out, path, text);
        return;
    }
    for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++) {
        str parts[] = {path, n->entries[i].key->text.s};
        str under = path.n ? str_join(a, parts, 2, S("/")) : parts[1];
        flatten(a, out, under, n->entries[i].value);
    }
}

static map *read_phrases(const model *m, diag_sink *sink) {
    map *all = NEW(m->arena, map);
    *all = map_new(m->arena);
    str text;
    file_error e = file_read(m->arena, m->index->data, str_z(FILE_NAME),
                             NODE_MAX_FILE, &text);
    if (e != FILE_OK) {
        report_file(sink, e, str_z(FILE_NAME));
        return all;
    }
    source *src = source_new(m->arena, str_z(FILE_NAME), text);
    const node *n = node_read(m->arena, src, sink);
    if (n)
        flatten(m->arena, all, STR_NONE, n);
    return all;
}

static map *phrases(const model *m, diag_sink *sink) {
    if (!m->index->phrases)
        m->index->phrases = read_phrases(m, sink);
    return m->index->phrases;
}

bool model_phrase(const model *m, str path, diag_sink *sink, str *out) {
    const str *text = map_get(phrases(m, sink), path);
    if (text)
        *out = *text;
    return text != NULL;
}

size_t model_phrase_keys(const model *m, str path, diag_sink *sink,
                         const str **out) {
    const map *all = phrases(m, sink);
    str *keys = NEW_ARRAY(m->arena, str, all->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        str key = all->entries[i].key;
        if (key.n > path.n + 1 && str_starts(key, path) && key.p[path.n] == '/')
            keys[n++] = str_sub(key, path.n + 1, key.n);
    }
    *out = keys;
    return n;
}
