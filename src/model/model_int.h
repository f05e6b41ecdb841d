/* model_int: what the files of the model share. */
#ifndef SCEAU_MODEL_MODEL_INT_H
#define SCEAU_MODEL_MODEL_INT_H

#include "base/map.h"
#include "model/bind_int.h"

typedef struct typed_ids {
    const record_type *type;
    map ids; /* id → record_head */
} typed_ids;

/* What the digest covers: the bytes that were read, or « sha256:… » of what is
   not parsed. */
typedef struct read_file {
    str path;
    str bytes;
    bool hashed; /* the bytes are not those of the file */
} read_file;

typedef struct model_class_entry {
    const record_type *type;
    expr_class *cls;
} model_class_entry;

/* A list of records as a value. */
typedef struct model_list_entry {
    const void *list;
    expr_value value;
} model_list_entry;

struct model_index {
    LIST(typed_ids) types;
    map texts;             /* path → located, with a `found` of their own */
    map pictures;          /* of the dossier's folder, by path: files.c */
    LIST(read_file) files; /* of the dossier, for the digest */
    LIST(model_class_entry) classes;
    LIST(model_list_entry) lists; /* by keep_lists of scope.c */
    expr_scope *scope;
    const locale *locale;
    const file_root *dossier, *data;
    map *phrases; /* of mots-fr.yaml, by path; NULL until one is asked for */
};

/* One load at work. */
typedef struct loader {
    arena *a;
    model *m;
    diag_sink *sink;
    const locale *locale;
    const model_options *options;
    bool illustrative; /* « illustratif: oui » of dossier.yaml */
    bool broken;       /* a file of the dossier was not read as a whole */
    bool lost_all;     /* … and nothing is known of what it holds */
    LIST(const record_type *) lost; /* kinds that such files hold: unread.c */
    LIST(const record_type *) bare; /* told to have no record at all */
    str_list unread;                /* those files */
    size_t unchecked;               /* references that may lead there */
} loader;

/* --- Files -----------------------------------------------------------------
 */

/* Reads a file of `root`; false after a report, or without one when it is
   absent and `needed` is false. Without a BOM. */
bool load_file(loader *l, const file_root *root, str path, bool needed,
               str *out);
/* The code that says why a file cannot be read. */
diag_code file_fault(file_error e);
void report_file(diag_sink *sink, file_error e, str path);
/* --- Files that were not read as a whole (unread.c) -------------------------
   What they declare would seem to be missing: references to the kinds of
   records that they hold are not checked, and that is said once. */

/* `text` may be empty: then any kind may be in the file. */
void unread_add(loader *l, str path, str text);
/* May a record of that kind be in such a file? Counts the reference. */
bool unread_may_hold(loader *l, const record_type *t);
void unread_report(loader *l);

/* Reads and parses one YAML file; NULL when there is no tree. */
const node *load_yaml(loader *l, const file_root *root, str path, bool needed);
binder loader_binder(loader *l, bind_file *file);

void load_csv_files(loader *l);
/* Pictures of the folder and files of the pieces: files.c. */
void load_pictures(loader *l);
void load_pieces(loader *l);
void load_csv_table(loader *l, const source *src, const field *f, void *base);
void load_csv_values(loader *l, const source *src);
void load_frame(loader *l);
void load_templates(loader *l);
void load_theme(loader *l);
/* The theme of a node tree, or the built-in one where a value is wrong. */
struct theme *bind_theme(binder *b, const node *n);

/* --- Passes over what was bound ---------------------------------------------
 */

void index_records(loader *l);
/* NULL when there is none. */
record_head *index_find(const model *m, const record_type *t, str id);
/* Names of all records of a type. */
size_t index_names(const model *m, const record_type *t, arena *a, str **out);
void resolve_refs(loader *l);
void derive_fields(loader *l);
void validate_identifiers(loader *l);
void validate_records(loader *l);
void validate_values(loader *l);
void validate_budget(loader *l);
void validate_sections(loader *l);
void list_illustrations(loader *l);
/* 64 hexadecimal digits. */
str model_sha256(arena *a, str bytes);
str model_digest(arena *a, const read_file *files, size_t n);

/* Calls back every root of the model: itself, référentiel, templates. */
void model_walk(const model *m, const record_visitor *v);

/* Reports on a record's field, with its path. */
diagnostic *model_report(loader *l, diag_code code, span at,
                         const record_head *h, const str args[5]);
#define MODEL_ERROR(l, code, h, key, ...)                                      \
    model_report((l), (code), record_place((h), (key)), (h),                   \
                 (const str[5]){__VA_ARGS__})

/* --- Identifiers (identifiers.c): pure, French conventions -------------------
 */

typedef enum id_check {
    ID_OK,
    ID_SHAPE,  /* not of that form at all */
    ID_KEY,    /* the check letter or digit is wrong */
    ID_PADDED, /* right once the zeros that a spreadsheet ate are put back */
    ID_PREFIX  /* right, but no département starts like this */
} id_check;

/* `fixed` is the padded form, or with ID_KEY what the letter should be. */
id_check check_uai(arena *a, str s, str *fixed);
id_check check_siret(arena *a, str s, str *fixed);
bool is_rncp(str s); /* RNCP12345, RS5853 */
bool is_cfd(str s);
bool is_nsf(str s);
bool is_rome(str s);
bool is_formacode(str s);
bool is_insee(str s);
bool is_nda(str s);
/* The level (3 to 8) of a CFD by its first character; 0 unknown. */
int cfd_level(str s);

#endif
