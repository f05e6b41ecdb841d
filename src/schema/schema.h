/*
 * schema: records bound by table.
 *
 * One row describes one key: its name, kind, whether it is required, its range
 * or words, the member of the struct that holds it, and one line of French
 * documentation. Binding, validation, suggestions, the JSON Schema and the
 * reference manual all come from these rows; so does what expressions see.
 *
 * Rows are written with the F_ macros, which check the member's type:
 *
 *     #define REC partner
 *     static const field fields_partner[] = {
 *         F_ID(REQUIRED, "Identifiant"),
 *         F_LABEL("nom", name, REQUIRED, "Nom complet"), …
 *     };
 *     const record_type type_partner = RECORD("partenaire", …);
 */
#ifndef SCEAU_SCHEMA_SCHEMA_H
#define SCEAU_SCHEMA_SCHEMA_H

#include <stddef.h>

#include "base/diag.h"
#include "locale/locale.h"
#include "schema/record.h"

typedef enum field_kind {
    FIELD_ID,       /* str: letters, digits, _ and - */
    FIELD_LABEL,    /* str: plain text (libellé) */
    FIELD_TEXT,     /* located: prose or text with {slots} (texte) */
    FIELD_EXPR,     /* located: an expression */
    FIELD_NUMBER,   /* number */
    FIELD_INTEGER,  /* number, whole */
    FIELD_MONEY,    /* number, whole euros */
    FIELD_YESNO,    /* yesno */
    FIELD_DATE,     /* date */
    FIELD_PERIOD,   /* period, of any calendar */
    FIELD_WORD,     /* an enum with its word table */
    FIELD_WORDS,    /* unsigned: one bit a word */
    FIELD_REF,      /* ref */
    FIELD_REFS,     /* ref_list */
    FIELD_LABELS,   /* str_list */
    FIELD_TEXTS,    /* located_list */
    FIELD_PERIODS,  /* period_list */
    FIELD_RECORD,   /* a record by value */
    FIELD_RECORDS,  /* a list of records by value */
    FIELD_VARIANTS, /* a list of records of several types, by their key */
    FIELD_CUSTOM,   /* by the row's hook */
    FIELD_KIND_COUNT
} field_kind;

enum {
    REQUIRED = 1,
    STRICT_ID = 2,    /* an id that expressions read: [a-z][a-z0-9_]* */
    DAY_NEEDED = 4,   /* a date known to the day */
    REF_ANY = 8,      /* an id of any kind of record */
    REF_OR_TEXT = 16, /* an id, or a free text */
    UNIQUE_ID = 32,   /* set by F_ID */
    HIDDEN_FIELD = 64 /* no value for expressions */
};

typedef struct binder binder;
typedef struct field field;

/* Binds `n` into the member; reports what is wrong. */
typedef void (*field_hook)(binder *b, const field *f, void *member,
                           const node *n);

/* The types of a FIELD_VARIANTS row, by kind (an enum with its words); an
   element is a struct with a head, its kind, and a pointer to the record. */
typedef struct variant_table {
    const word_table *words;
    const record_type *const *types; /* [kind]; NULL: no record */
    uint32_t size, kind_at, record_at;
} variant_table;

/* What a FIELD_CUSTOM row does by itself. */
typedef struct custom_field {
    field_hook bind;
    const char *json;  /* its JSON Schema */
    const char *shape; /* for the manual: « valeurs par période » */
    void (*dump)(buf *out, const void *member, int depth); /* lines; or NULL */
} custom_field;

struct field {
    str key;
    field_kind kind;
    unsigned flags;
    uint32_t offset;
    const char *doc;
    const word_table *words;
    /* of a record; what a reference may point to */
    const record_type *record, *other;
    const variant_table *variants;
    double min, max; /* of a number; both 0: any */
    const custom_field *custom;
};

struct record_type {
    str name;        /* « partenaire » */
    const char *one; /* « un partenaire » */
    const char *doc;
    uint32_t size;
    uint32_t field_count;
    const field *fields;
    const char *scalar; /* the key that a bare scalar gives; NULL: none */
    void (*finish)(binder *b, void *record);
    bool headless; /* a root: no head, no id, no `illustratif` */
};

#define STR_LITERAL(s)                                                         \
    { (s), sizeof(s) - 1 }

/* Offset of a member of REC, which must have that type. */
#define AT(m, type)      _Generic(((REC *)0)->m, type : offsetof(REC, m))
#define AT_LIST(m, type) _Generic(((REC *)0)->m.v, type * : offsetof(REC, m))
#define ROW(k, kd, fl, at, d)                                                  \
    .key = STR_LITERAL(k), .kind = (kd), .flags = (fl), .offset = (at),        \
    .doc = (d)

#define F_ID(fl, d)                                                            \
    { ROW("id", FIELD_ID, (fl) | UNIQUE_ID, AT(head.id, str), d) }
#define F_LABEL(k, m, fl, d)                                                   \
    { ROW(k, FIELD_LABEL, fl, AT(m, str), d) }
#define F_TEXT(k, m, fl, d)                                                    \
    { ROW(k, FIELD_TEXT, fl, AT(m, located), d) }
#define F_EXPR(k, m, fl, d)                                                    \
    { ROW(k, FIELD_EXPR, fl, AT(m, located), d) }
#define F_NUMBER(k, m, fl, lo, hi, d)                                          \
    { ROW(k, FIELD_NUMBER, fl, AT(m, number), d), .min = (lo), .max = (hi) }
#define F_INTEGER(k, m, fl, lo, hi, d)                                         \
    { ROW(k, FIELD_INTEGER, fl, AT(m, number), d), .min = (lo), .max = (hi) }
#define F_MONEY(k, m, fl, d)                                                   \
    { ROW(k, FIELD_MONEY, fl, AT(m, number), d) }
#define F_YESNO(k, m, fl, d)                                                   \
    { ROW(k, FIELD_YESNO, fl, AT(m, yesno), d) }
#define F_DATE(k, m, fl, d)                                                    \
    { ROW(k, FIELD_DATE, fl, AT(m, date), d) }
#define F_PERIOD(k, m, fl, d)                                                  \
    { ROW(k, FIELD_PERIOD, fl, AT(m, period), d) }
#define F_WORD(k, m, t, fl, d)                                                 \
    { ROW(k, FIELD_WORD, fl, AT(m, t), d), .words = &words_##t }
#define F_WORDS(k, m, t, fl, d)                                                \
    { ROW(k, FIELD_WORDS, fl, AT(m, unsigned), d), .words = &words_##t }
#define F_REF(k, m, t, fl, d)                                                  \
    { ROW(k, FIELD_REF, fl, AT(m, ref), d), .record = &type_##t }
#define F_REF2(k, m, t, u, fl, d)                                              \
    {                                                                          \
        ROW(k, FIELD_REF, fl, AT(m, ref), d), .record = &type_##t,             \
                                              .other = &type_##u               \
    }
#define F_REFS(k, m, t, fl, d)                                                 \
    { ROW(k, FIELD_REFS, fl, AT(m, ref_list), d), .record = &type_##t }
#define F_REFS_ANY(k, m, fl, d)                                                \
    { ROW(k, FIELD_REFS, (fl) | REF_ANY, AT(m, ref_list), d) }
#define F_LABELS(k, m, fl, d)                                                  \
    { ROW(k, FIELD_LABELS, fl, AT(m, str_list), d) }
#define F_TEXTS(k, m, fl, d)                                                   \
    { ROW(k, FIELD_TEXTS, fl, AT(m, located_list), d) }
#define F_PERIODS(k, m, fl, d)                                                 \
    { ROW(k, FIELD_PERIODS, fl, AT(m, period_list), d) }
#define F_ONE(k, m, t, fl, d)                                                  \
    { ROW(k, FIELD_RECORD, fl, AT(m, t), d), .record = &type_##t }
#define F_MANY(k, m, t, fl, d)                                                 \
    { ROW(k, FIELD_RECORDS, fl, AT_LIST(m, t), d), .record = &type_##t }
#define F_CUSTOM(k, m, t, fl, c, d)                                            \
    { ROW(k, FIELD_CUSTOM, fl, AT(m, t), d), .custom = (c) }
#define F_CUSTOM_LIST(k, m, t, fl, c, d)                                       \
    { ROW(k, FIELD_CUSTOM, fl, AT_LIST(m, t), d), .custom = (c) }
#define F_VARIANTS(k, m, t, fl, v, d)                                          \
    { ROW(k, FIELD_VARIANTS, fl, AT(m, t), d), .variants = (v) }

#define RECORD(ctype, nm, article, d)                                          \
    .name = STR_LITERAL(nm), .one = article " " nm, .doc = (d),                \
    .size = sizeof(ctype), .fields = fields_##ctype,                           \
    .field_count = sizeof fields_##ctype / sizeof *fields_##ctype

/* --- Binding ---------------------------------------------------------------
 */

/* Where the binder or a walk stands, from the root down. */
typedef struct record_step {
    const struct record_step *up;
    const record_head *head;
    const record_type *type;
    str text;    /* of what has no record of its own: its key; else empty */
    size_t rank; /* of an element of a list, from 1; 0: a singleton */
} record_step;

struct binder {
    arena *a;
    diag_sink *sink;
    const locale *locale;
    const record_step *step;
    bool illustrative; /* all that is bound now */
    bool csv;          /* scalars may hold lists, split at | */
    void *user;        /* of hooks and finishers */
};

/* Binds a map (or a short scalar) into a zeroed record of that type. */
void bind_record(binder *b, const record_type *t, const node *n, void *record);
/* Binds the keys of a map into `base` by the rows of `t`; a list that exists
   grows: the lists of several files are joined. */
void bind_root(binder *b, const record_type *t, const node *n, void *base);

/* For hooks. Each reports and gives false when `n` is not what it should. */
bool bind_scalar(binder *b, str key, const node *n, located *out);
bool bind_label(binder *b, str key, const node *n, str *out); /* trimmed */
bool bind_number(binder *b, const field *f, const node *n, number *out);
/* Says why a scalar is no number: a letter for a digit, a unit … (misread.c) */
void misread_number(binder *b, str key, const node *n);
/* Does it know more than that it is none? */
bool misread_known(arena *a, str s);
bool bind_money(binder *b, str key, const node *n, number *out);
bool bind_date(binder *b, const field *f, const node *n, date *out);
bool bind_period(binder *b, str key, const node *n, calendar c, period *out);
bool bind_yesno(binder *b, str key, const node *n, yesno *out);
/* The value of a word, or 0 after a report. */
int bind_word(binder *b, str key, const node *n, const word_table *t);
/* The value of a word, or 0 when it is none; reports nothing. */
int word_find(arena *a, const word_table *t, str typed);
void bind_ref(binder *b, const node *n, ref *out);
/* Binds one member by its row. */
void bind_field(binder *b, const field *f, void *base, const node *n);
const field *field_find(const record_type *t, str key, arena *a);
/* A key as the tables write it: folded, unless it is already. */
str key_fold(arena *a, str typed);
bool key_is(arena *a, str typed, str key);

/* Reports with the path of the binder and `key` after it (or empty). */
diagnostic *bind_report(binder *b, diag_code code, span at, str key,
                        const str args[4]);
#define BIND_ERROR(b, code, at, key, ...)                                      \
    bind_report((b), (code), (at), (key), (const str[4]){__VA_ARGS__})
/* « objectif O3 › action o3_2 › debut » */
str record_path(arena *a, const record_step *s, str key);
/* « a », « b », « c » in guillemets: the same in both languages */
str join_names(arena *a, const str *names, size_t n);

/* --- Walking ----------------------------------------------------------------
 */

typedef struct record_visitor {
    void *self;
    /* Before the fields of a record; may be NULL. */
    void (*record)(void *self, record_head *h, const record_step *at);
    /* Each reference; may be NULL. */
    void (*ref)(void *self, const field *f, ref *r, const record_step *at);
} record_visitor;

/* Visits a record of type `t` (a root too) and all in it, depth first. */
void record_walk(const record_visitor *v, const record_type *t, void *record,
                 const record_step *at);

/* --- Outputs
 * ------------------------------------------------------------------
 */

/* JSON Schema, draft-07, of files whose root is `root`. */
void schema_json(buf *out, const record_type *root, str title);
/* The reference in Markdown: `root` and every record under it. */
void schema_manual(buf *out, const record_type *root);
/* Every member of a record that is set, one a line, as text. */
void schema_dump(buf *out, const record_type *t, const void *record, int depth);

#endif
