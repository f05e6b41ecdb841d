/* manual: the reference of every record, in Markdown, from the same rows. */
#include "schema/schema_int.h"

typedef LIST(const record_type *) type_list;

static void note_type(arena *a, type_list *l, const record_type *t) {
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i] == t)
            return;
    list_push(a, l, t);
}

static const char *const kind_names[FIELD_KIND_COUNT] = {
    [FIELD_ID] = "identifiant",
    [FIELD_LABEL] = "libellé",
    [FIELD_TEXT] = "texte",
    [FIELD_EXPR] = "expression",
    [FIELD_NUMBER] = "nombre",
    [FIELD_INTEGER] = "nombre entier",
    [FIELD_MONEY] = "euros entiers",
    [FIELD_YESNO] = "oui ou non",
    [FIELD_DATE] = "date",
    [FIELD_PERIOD] = "période",
    [FIELD_WORD] = "un mot",
    [FIELD_WORDS] = "un ou plusieurs mots",
    [FIELD_REF] = "référence",
    [FIELD_REFS] = "références",
    [FIELD_LABELS] = "liste de libellés",
    [FIELD_TEXTS] = "liste de textes",
    [FIELD_PERIODS] = "liste de périodes",
    [FIELD_RECORD] = "enregistrement",
    [FIELD_RECORDS] = "liste",
    [FIELD_VARIANTS] = "liste de blocs",
    [FIELD_CUSTOM] = "particulier",
};

static void put_type_link(buf *out, const record_type *t) {
    buf_fmt(out, " de [%.*s](#", STR_ARG(t->name));
    for (size_t i = 0; i < t->name.n; i++) /* anchors as Markdown makes them */
        buf_c(out, t->name.p[i] == ' ' ? '-' : t->name.p[i]);
    buf_c(out, ')');
}

static void put_values(buf *out, const word_table *t) {
    buf_z(out, " : ");
    for (size_t i = 1; i < t->count; i++) {
        if (i > 1)
            buf_z(out, ", ");
        buf_c(out, '`');
        buf_str(out, t->words[i]);
        buf_c(out, '`');
    }
}

static void put_kind(buf *out, const field *f) {
    buf_z(out, f->custom ? f->custom->shape : kind_names[f->kind]);
    if (f->words)
        put_values(out, f->words);
    if (f->kind == FIELD_RECORD || f->kind == FIELD_RECORDS)
        put_type_link(out, f->record);
    else if (f->record) {
        buf_z(out, " : ");
        buf_str(out, f->record->name);
    }
    if (f->min != 0 || f->max != 0) {
        buf_z(out, " de ");
        buf_num(out, f->min);
        buf_z(out, " à ");
        buf_num(out, f->max);
    }
}

static void put_field(buf *out, const field *f) {
    buf_z(out, "| `");
    buf_str(out, f->key);
    buf_z(out, f->flags & REQUIRED ? "` | oui | " : "` |  | ");
    put_kind(out, f);
    buf_z(out, " | ");
    buf_z(out, f->doc);
    buf_z(out, " |\n");
}

static void note_field(arena *a, type_list *l, const field *f) {
    if (f->kind == FIELD_RECORD || f->kind == FIELD_RECORDS)
        note_type(a, l, f->record);
    if (f->kind == FIELD_VARIANTS)
        for (size_t i = 1; i < f->variants->words->count; i++)
            if (f->variants->types[i])
                note_type(a, l, f->variants->types[i]);
}

static void put_type(buf *out, type_list *l, const record_type *t) {
    buf_z(out, "### ");
    buf_str(out, t->name);
    buf_z(out, "\n\n");
    buf_z(out, t->doc);
    buf_z(out, "\n\n");
    if (t->scalar)
        buf_fmt(out, "Une valeur seule donne `%s`.\n\n", t->scalar);
    if (t->field_count == 0)
        return;
    buf_z(out, "| clé | requise | forme | sens |\n|---|---|---|---|\n");
    for (uint32_t i = 0; i < t->field_count; i++) {
        put_field(out, &t->fields[i]);
        note_field(out->a, l, &t->fields[i]);
    }
    buf_c(out, '\n');
}

void schema_manual(buf *out, const record_type *root) {
    type_list types = {0};
    note_type(out->a, &types, root);
    for (size_t i = 0; i < types.n; i++)
        put_type(out, &types, types.v[i]);
}
