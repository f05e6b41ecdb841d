/* unread: what is not known of a dossier when one of its files cannot be read,
   so that one fault is not told as fifty. */
#include "model/model_int.h"

static bool is_lost(const loader *l, const record_type *t) {
    for (size_t i = 0; i < l->lost.n; i++)
        if (l->lost.v[i] == t)
            return true;
    return false;
}

/* The kind and those of the records that it holds. */
static void lose(loader *l, const record_type *t) {
    if (!t || is_lost(l, t))
        return;
    list_push(l->a, &l->lost, t);
    for (uint32_t i = 0; i < t->field_count; i++) {
        const field *f = &t->fields[i];
        if (f->kind == FIELD_RECORD || f->kind == FIELD_RECORDS)
            lose(l, f->record);
    }
}

/* The word that a line starts with, up to its colon. */
static str first_word(str line) {
    size_t colon = str_find(line, S(":"), 0);
    return colon == SIZE_MAX ? STR_NONE : str_trim(str_sub(line, 0, colon));
}

static bool lose_key(loader *l, str key) {
    for (uint32_t i = 0; key.n && i < type_model.field_count; i++) {
        const field *f = &type_model.fields[i];
        if (!f->record || !key_is(l->a, key, f->key))
            continue;
        lose(l, f->record);
        return true;
    }
    return false;
}

void unread_add(loader *l, str path, str text) {
    bool any = false;
    for (size_t at = 0; at < text.n;) {
        size_t end = str_find(text, S("\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        str line = str_sub(text, at, end);
        if (line.n && line.p[0] != ' ' && line.p[0] != '#')
            any |= lose_key(l, first_word(line));
        at = end + 1;
    }
    l->broken = true;
    l->lost_all |= !any;
    list_push(l->a, &l->unread, path);
}

bool unread_may_hold(loader *l, const record_type *t) {
    bool may = l->broken && (l->lost_all || (t && is_lost(l, t)));
    l->unchecked += may;
    return may;
}

void unread_report(loader *l) {
    if (!l->unchecked)
        return;
    str count = str_fmt(l->a, "%zu", l->unchecked);
    DIAG_AT(l->sink, N0080, SPAN_NONE, count,
            join_names(l->a, l->unread.v, l->unread.n))
        ->where = l->unread.v[0];
}
