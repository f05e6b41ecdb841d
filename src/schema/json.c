/*
 * json: the JSON Schema (draft-07) of the data language, for editors.
 *
 * It is kinder than the binder where JSON Schema cannot follow (a key typed
 * with accents), and says the same everywhere else. Numbers and dates may
 * reach an editor as numbers or as texts, so both are allowed.
 */
#include "schema/schema_int.h"

typedef struct json_out {
    buf *b;
    LIST(const record_type *) types; /* definitions to write, in order met */
    size_t done;
} json_out;

static void put_string(buf *b, str s) {
    buf_c(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\')
            buf_fmt(b, "\\%c", c);
        else if (c < 0x20)
            buf_fmt(b, "\\u%04x", c);
        else
            buf_c(b, (char)c);
    }
    buf_c(b, '"');
}

static void note_type(json_out *o, const record_type *t) {
    for (size_t i = 0; i < o->types.n; i++)
        if (o->types.v[i] == t)
            return;
    list_push(o->b->a, &o->types, t);
}

static void put_ref(json_out *o, const record_type *t) {
    note_type(o, t);
    buf_z(o->b, "{\"$ref\":\"#/definitions/");
    buf_str(o->b, t->name);
    buf_z(o->b, "\"}");
}

static void put_words(buf *b, const word_table *t) {
    buf_z(b, "{\"enum\":[");
    for (size_t i = 1; i < t->count; i++) {
        if (i > 1)
            buf_c(b, ',');
        put_string(b, t->words[i]);
    }
    buf_z(b, "]}");
}

#define JSON_ANY  "{\"type\":[\"string\",\"number\",\"boolean\",\"null\"]}"
#define JSON_NUM  "[-\\u2212+]?[0-9][0-9 \\u00a0\\u202f]*([.,][0-9]+)?"
#define JSON_DATE "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{2}/[0-9]{2}/[0-9]{4}"

static const char *const simple_json[FIELD_KIND_COUNT] = {
    [FIELD_ID] = "{\"type\":[\"string\",\"number\"],"
                 "\"pattern\":\"^[A-Za-z][A-Za-z0-9_-]*$\"}",
    [FIELD_LABEL] = JSON_ANY,
    [FIELD_TEXT] = JSON_ANY,
    [FIELD_EXPR] = JSON_ANY,
    [FIELD_NUMBER] = "{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"string\","
                     "\"pattern\":\"^" JSON_NUM "$\"}]}",
    [FIELD_INTEGER] = "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"string\","
                      "\"pattern\":\"^" JSON_NUM "$\"}]}",
    [FIELD_MONEY] = "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"string\","
                    "\"pattern\":\"^" JSON_NUM "$\"}]}",
    [FIELD_YESNO] = "{\"enum\":[\"oui\",\"non\",true,false]}",
    [FIELD_DATE] = "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"string\","
                   "\"pattern\":\"^(" JSON_DATE ")$\"}]}",
    [FIELD_PERIOD] = "{\"type\":[\"string\",\"integer\"]}",
    [FIELD_REF] = "{\"type\":[\"string\",\"number\"]}",
};

static void put_list_of(json_out *o, const char *item) {
    buf_fmt(o->b, "{\"anyOf\":[%s,{\"type\":\"array\",\"items\":%s}]}", item,
            item);
}

static void put_variants(json_out *o, const variant_table *v) {
    buf_z(o->b, "{\"type\":\"array\",\"items\":{\"anyOf\":[");
    put_words(o->b, v->words);
    buf_z(o->b, ",{\"type\":\"object\",\"minProperties\":1,\"maxProperties\":1,"
                "\"additionalProperties\":false,\"properties\":{");
    for (size_t i = 1; i < v->words->count; i++) {
        if (i > 1)
            buf_c(o->b, ',');
        put_string(o->b, v->words->words[i]);
        buf_c(o->b, ':');
        if (v->types[i]) {
            buf_z(o->b, "{\"anyOf\":[{\"type\":\"null\"},");
            put_ref(o, v->types[i]);
            buf_z(o->b, "]}");
        } else {
            buf_z(o->b, "{}");
        }
    }
    buf_z(o->b, "}}]}}");
}

static void put_shape(json_out *o, const field *f) {
    buf items = buf_new(o->b->a);
    switch (f->kind) {
    case FIELD_WORD:
        put_words(o->b, f->words);
        return;
    case FIELD_WORDS:
        put_words(&items, f->words);
        put_list_of(o, buf_take(&items).p);
        return;
    case FIELD_REFS:
    case FIELD_LABELS:
    case FIELD_TEXTS:
    case FIELD_PERIODS:
        put_list_of(o, JSON_ANY);
        return;
    case FIELD_RECORD:
        put_ref(o, f->record);
        return;
    case FIELD_RECORDS:
        buf_z(o->b, "{\"type\":\"array\",\"items\":");
        put_ref(o, f->record);
        buf_c(o->b, '}');
        return;
    case FIELD_VARIANTS:
        put_variants(o, f->variants);
        return;
    case FIELD_CUSTOM:
        buf_z(o->b, f->custom->json);
        return;
    case FIELD_ID:
    case FIELD_LABEL:
    case FIELD_TEXT:
    case FIELD_EXPR:
    case FIELD_NUMBER:
    case FIELD_INTEGER:
    case FIELD_MONEY:
    case FIELD_YESNO:
    case FIELD_DATE:
    case FIELD_PERIOD:
    case FIELD_REF:
    case FIELD_KIND_COUNT:
        break;
    }
    buf_z(o->b, simple_json[f->kind]);
}

/* A description beside a $ref is ignored by draft-07: hence allOf. */
static void put_field(json_out *o, const field *f) {
    put_string(o->b, f->key);
    buf_z(o->b, ":{\"description\":");
    put_string(o->b, str_z(f->doc));
    buf_z(o->b, ",\"allOf\":[");
    put_shape(o, f);
    buf_z(o->b, "]}");
}

static void put_required(buf *b, const record_type *t) {
    const char *before = ",\"required\":[";
    for (uint32_t i = 0; i < t->field_count; i++) {
        if (!(t->fields[i].flags & REQUIRED))
            continue;
        buf_z(b, before);
        put_string(b, t->fields[i].key);
        before = ",";
    }
    if (*before == ',' && before[1] == '\0')
        buf_c(b, ']');
}

#define JSON_ILLUSTRATIVE                                                      \
    "\"illustratif\":{\"description\":\"oui : tout l’enregistrement est "    \
    "illustratif ; ou la liste des clés qui le sont\",\"anyOf\":[{\"enum\":[" \
    "\"oui\",\"non\",true,false]},{\"type\":\"string\"},{\"type\":\"array\","  \
    "\"items\":{\"type\":\"string\"}}]}"

static void put_object(json_out *o, const record_type *t) {
    buf_z(o->b, "{\"type\":\"object\",\"description\":");
    put_string(o->b, str_z(t->doc));
    buf_z(o->b, ",\"additionalProperties\":false,\"properties\":{");
    bool own = t->headless;
    for (uint32_t i = 0; i < t->field_count; i++) {
        if (i)
            buf_c(o->b, ',');
        own = own || str_eq(t->fields[i].key, S("illustratif"));
        put_field(o, &t->fields[i]);
    }
    if (!own)
        buf_z(o->b, t->field_count ? "," JSON_ILLUSTRATIVE : JSON_ILLUSTRATIVE);
    buf_c(o->b, '}');
    put_required(o->b, t);
    buf_c(o->b, '}');
}

static void put_definition(json_out *o, const record_type *t) {
    put_string(o->b, t->name);
    buf_c(o->b, ':');
    if (!t->scalar) {
        put_object(o, t);
        return;
    }
    buf_z(o->b, "{\"anyOf\":[" JSON_ANY ",");
    put_object(o, t);
    buf_z(o->b, "]}");
}

void schema_json(buf *out, const record_type *root, str title) {
    json_out o = {.b = out};
    buf_z(out, "{\"$schema\":\"http://json-schema.org/draft-07/schema#\","
               "\"title\":");
    put_string(out, title);
    buf_z(out, ",\"allOf\":[");
    put_ref(&o, root);
    buf_z(out, "],\"definitions\":{");
    for (; o.done < o.types.n; o.done++) {
        if (o.done)
            buf_z(out, ",\n");
        put_definition(&o, o.types.v[o.done]);
    }
    buf_z(out, "}}\n");
}
