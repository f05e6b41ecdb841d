/*
 * What travels in a PDF: the pieces to be attached, in a document that lists
 * them; with « joindre: oui » of the document, also the description as it was
 * read and the workbooks.
 */
#include "sceau_int.h"

/* « Classeur : Indicateurs » */
static str said(sceau *s, const char *key, str with) {
    view_context v = run_view(s, s->a);
    const str slots[DIAG_ARGS] = {with};
    buf out = buf_new(s->a);
    diag_sentence(&out, str_dup(s->a, view_phrase(&v, key)).p, slots);
    return buf_take(&out);
}

static bool is_attached(const page_list *p, str name) {
    for (size_t i = 0; i < p->attachments.n; i++)
        if (str_eq(p->attachments.v[i].name, name))
            return true;
    return false;
}

/* Under a name of its own: readers find it by that. */
static void attach(sceau *s, page_list *p, attachment t) {
    str name = t.name;
    t.modified = s->model->dossier.date;
    for (size_t i = p->attachments.n + 1; is_attached(p, t.name); i++)
        t.name = str_fmt(s->a, "%zu-%.*s", i, STR_ARG(name));
    list_push(s->a, &p->attachments, t);
}

/* A name without folders: programs that save what is attached take it as it
   is. */
static str bare(arena *a, str path) {
    str name = str_dup(a, path);
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '/')
            ((char *)name.p)[i] = '-';
    return name;
}

static void attach_pieces(sceau *s, page_list *p) {
    for (size_t i = 0; i < s->model->pieces.n; i++) {
        const piece *x = &s->model->pieces.v[i];
        if (x->attach != YESNO_YES || !x->file.n)
            continue;
        attach(s, p,
               (attachment){.name = file_base_name(x->file),
                            .mime = model_mime(x->file),
                            .description =
                                str_fmt(s->a, "%.*s, %.*s", STR_ARG(x->head.id),
                                        STR_ARG(x->title)),
                            .relationship = S("Supplement"),
                            .data = x->bytes});
    }
}

static void attach_description(sceau *s, page_list *p) {
    size_t n = model_file_count(s->model);
    for (size_t i = 0; i < n; i++) {
        str path, bytes;
        if (!model_file(s->model, i, &path, &bytes))
            continue;
        attach(s, p,
               (attachment){.name = bare(s->a, path),
                            .mime = model_mime(path),
                            .description = said(s, "joint_description", path),
                            .relationship = S("Source"),
                            .data = bytes});
    }
}

static void attach_workbooks(sceau *s, page_list *p) {
    for (size_t i = 0; i < s->model->documents.n; i++) {
        const output_document *o = &s->model->documents.v[i];
        if (!run_is_workbook(o) || !s->made[i].n)
            continue;
        attach(s, p,
               (attachment){.name = o->file,
                            .mime = model_mime(o->file),
                            .description = said(s, "joint_classeur", o->title),
                            .relationship = S("Data"),
                            .data = s->made[i]});
    }
}

bool run_takes_pieces(const output_document *o, const document *d) {
    return o->attach == YESNO_YES || (d->lists_pieces && o->attach != YESNO_NO);
}

bool run_takes_workbooks(const output_document *o) {
    return o->attach == YESNO_YES;
}

void run_attach(sceau *s, const output_document *o, const document *d,
                page_list *p) {
    if (run_takes_pieces(o, d))
        attach_pieces(s, p);
    if (!run_takes_workbooks(o))
        return;
    attach_description(s, p);
    attach_workbooks(s, p);
}

void run_check_pieces(sceau *s) {
    for (size_t i = 0; !s->pieces_travel && i < s->model->pieces.n; i++) {
        const piece *x = &s->model->pieces.v[i];
        if (x->attach == YESNO_YES)
            DIAG_AT(s->sink, W0713, record_place(&x->head, S("joindre")),
                    x->head.id);
    }
}
