/*
 * files: what a dossier holds that is not parsed: pictures and pieces.
 *
 * Each counts in the digest of the description by its own SHA-256. Which
 * pictures a document asks for is known only once it is made, and the digest
 * is printed in it: so every picture of the folder counts, whoever asks for
 * it, and what does not count cannot be asked for. A piece is known by its
 * record: its file is read once, for its size and SHA-256, and kept only when
 * it is to be attached.
 */
#include "model/model_int.h"

enum {
    DEPTH = 4, /* folders below the dossier */
    PICTURE_MAX = 32 << 20,
    PIECE_MAX = 512 << 20,
    ATTACHED_MAX = 32 << 20, /* one piece in a PDF */
    ALL_ATTACHED_MAX = 64 << 20
};

typedef struct kept_picture {
    str bytes;
    bool read;
} kept_picture;

static bool ends_like(str path, const char *suffix) {
    size_t n = strlen(suffix);
    for (size_t i = 0; i < n; i++) {
        char c = path.n > n ? path.p[path.n - n + i] : 0;
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != suffix[i])
            return false;
    }
    return true;
}

static void count_in_digest(loader *l, str path, str sha256) {
    list_push(l->a, &l->m->index->files,
              (read_file){path, str_cat(l->a, S("sha256:"), sha256), true});
}

size_t model_file_count(const model *m) {
    return m->index->files.n;
}

bool model_file(const model *m, size_t i, str *path, str *bytes) {
    const read_file *f = &m->index->files.v[i];
    *path = f->path;
    *bytes = f->bytes;
    return !f->hashed;
}

/* --- Pictures --------------------------------------------------------------
 */

static bool is_picture(str path) {
    static const char *const suffixes[] = {".png", ".jpg", ".jpeg", ".svg"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (ends_like(path, suffixes[i]))
            return !str_starts(path, S("sortie/"));
    return false;
}

/* One that cannot be read is reported where a document asks for it. */
void load_pictures(loader *l) {
    str_list paths = {0};
    file_tree(l->a, l->options->dossier, DEPTH, &paths);
    arena *scratch = arena_child(l->a); /* read only to be hashed */
    for (size_t i = 0; i < paths.n; i++) {
        if (!is_picture(paths.v[i]))
            continue;
        map_put(&l->m->index->pictures, paths.v[i], NEW(l->a, kept_picture));
        str bytes;
        if (file_read(scratch, l->options->dossier, paths.v[i], PICTURE_MAX,
                      &bytes) == FILE_OK)
            count_in_digest(l, paths.v[i], model_sha256(l->a, bytes));
        arena_reset(scratch);
    }
    arena_free(scratch);
}

bool model_picture(const model *m, str path, span at, diag_sink *sink,
                   str *bytes) {
    kept_picture *p = map_get(&m->index->pictures, path), none = {0};
    if (!p)
        p = &none;
    if (!p->read) {
        file_error e = file_read(m->arena, m->index->dossier, path, PICTURE_MAX,
                                 &p->bytes);
        if (e != FILE_OK || p == &none) {
            DIAG_AT(sink, e != FILE_OK ? file_fault(e) : E0716, at, path);
            return false;
        }
        p->read = true;
    }
    *bytes = p->bytes;
    return true;
}

/* --- Pieces ----------------------------------------------------------------
 */

typedef struct file_type {
    const char *suffix, *mime, *head; /* head NULL: plain text */
} file_type;

static const file_type types[] = {
    {".pdf", "application/pdf", "%PDF-"},
    {".png", "image/png", "\x89PNG\r\n"},
    {".jpg", "image/jpeg", "\xFF\xD8\xFF"},
    {".jpeg", "image/jpeg", "\xFF\xD8\xFF"},
    {".docx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "PK\x03\x04"},
    {".xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "PK\x03\x04"},
    {".odt", "application/vnd.oasis.opendocument.text", "PK\x03\x04"},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet", "PK\x03\x04"},
    {".csv", "text/csv", NULL},
    {".txt", "text/plain", NULL},
    {".md", "text/markdown", NULL},
    {".yaml", "application/yaml", NULL},
};

static const file_type *type_of(str path) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ends_like(path, types[i].suffix))
            return &types[i];
    return NULL;
}

str model_mime(str path) {
    const file_type *t = type_of(path);
    return t ? str_z(t->mime) : STR_NONE;
}

static bool is_of_type(const file_type *t, str bytes) {
    if (t->head)
        return str_starts(bytes, str_z(t->head));
    return !bytes.n || !memchr(bytes.p, 0, bytes.n);
}

static void report_type(loader *l, const piece *p) {
    buf known = buf_new(l->a);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        buf_fmt(&known, "%s%s", i ? ", " : "", types[i].suffix);
    MODEL_ERROR(l, E0706, &p->head, S("fichier"), p->file, buf_take(&known));
}

static void check_attached(loader *l, piece *p, uint64_t *all) {
    const file_type *t = type_of(p->file);
    *all += p->bytes.n;
    if (!t)
        report_type(l, p);
    else if (!is_of_type(t, p->bytes))
        MODEL_ERROR(l, E0707, &p->head, S("fichier"), p->file,
                    str_z(t->suffix));
    else if (*all > ALL_ATTACHED_MAX && *all - p->bytes.n <= ALL_ATTACHED_MAX)
        MODEL_ERROR(l, E0709, &p->head, S("joindre"), p->head.id);
}

static void read_piece(loader *l, piece *p, arena *scratch, uint64_t *all) {
    bool attached = p->attach == YESNO_YES;
    str bytes;
    file_error e =
        file_read(attached ? l->a : scratch, l->options->dossier, p->file,
                  attached ? ATTACHED_MAX : PIECE_MAX, &bytes);
    if (e == FILE_TOO_LARGE && attached)
        MODEL_ERROR(l, E0708, &p->head, S("fichier"), p->file);
    else if (e != FILE_OK)
        MODEL_ERROR(l, e == FILE_ABSENT ? E0230 : file_fault(e), &p->head,
                    S("fichier"), p->file);
    if (e != FILE_OK)
        return;
    p->size = bytes.n;
    p->digest = model_sha256(l->a, bytes);
    if (!map_has(&l->m->index->pictures, p->file))
        count_in_digest(l, p->file, p->digest);
    if (!attached)
        return;
    p->bytes = bytes;
    check_attached(l, p, all);
}

static void check_signed(loader *l, const piece *p) {
    if (p->state != PIECE_SIGNED || p->file.n)
        return;
    diagnostic *d = MODEL_ERROR(l, W0229, &p->head, S("statut"), p->head.id);
    if (l->sink->filing && d->sev == SEV_WARNING)
        diag_raise(l->sink, d, SEV_ERROR);
}

void load_pieces(loader *l) {
    if (!l->m->pieces.n)
        return;
    arena *scratch = arena_child(l->a);
    uint64_t all = 0;
    for (size_t i = 0; i < l->m->pieces.n; i++) {
        piece *p = &l->m->pieces.v[i];
        check_signed(l, p);
        if (p->file.n)
            read_piece(l, p, scratch, &all);
        else if (p->attach == YESNO_YES)
            MODEL_ERROR(l, E0715, &p->head, S("joindre"), p->head.id);
        arena_reset(scratch);
    }
    arena_free(scratch);
}
