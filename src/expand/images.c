/* Pictures: read, refused with their reason, and what is said instead of them
   to who does not see them. */
#include "base/file.h"
#include "expand/expand_int.h"
#include "image/image.h"

/* The name of a file without folders and suffix. */
static str stem_of(str path) {
    str name = file_base_name(path);
    size_t to = name.n;
    for (size_t i = 1; i < name.n; i++)
        if (name.p[i] == '.')
            to = i;
    return str_sub(name, 0, to);
}

/* What a machine would put there: the name of the file, a number, or the kind
   of thing alone. */
static bool says_nothing(arena *a, str alt, str path) {
    static const char *const kinds[] = {
        "image",  "photo",  "photographie", "logo",  "figure", "illustration",
        "dessin", "schema", "graphique",    "carte", "capture"};
    str said = locale_fold(a, str_trim(alt));
    if (str_eq(said, locale_fold(a, stem_of(path))) ||
        str_eq(said, locale_fold(a, file_base_name(path))))
        return true;
    while (said.n && (said.p[said.n - 1] <= '9' || said.p[said.n - 1] == '_'))
        said.n--; /* « image 1 », « IMG_0042 » */
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(str_trim(said), str_z(kinds[i])))
            return true;
    return !said.n || str_eq(said, S("img")) || str_eq(said, S("dsc"));
}

/* « Image de … »: a screen reader has said that it is one. */
static bool says_that_it_is_one(arena *a, str alt) {
    static const char *const starts[] = {
        "image de ",        "image d’",         "image du ",
        "image des ",       "image montrant ",  "image representant ",
        "photo de ",        "photo d’",         "photo du ",
        "photo des ",       "illustration de ", "illustration d’",
        "photographie de ", "photographie d’",  "picture of ",
        "image of "};
    str said = locale_fold(a, str_trim(alt));
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(said, locale_fold(a, str_z(starts[i]))))
            return true;
    return false;
}

void check_alternative(expander *x, str path, str alt, span place) {
    if (!str_trim(alt).n)
        return;
    if (says_nothing(x->a, alt, path))
        DIAG_AT(x->sink, E0714, place, path, alt);
    else if (says_that_it_is_one(x->a, alt))
        DIAG_AT(x->sink, W0717, place, alt);
}

/* Decoded to see that it can be; layout decodes those that are printed. */
static image_fault try_picture(expander *x, str bytes, bool *foreign) {
    arena *scratch = arena_child(x->a);
    image decoded;
    image_fault fault = image_read(scratch, bytes, &decoded);
    *foreign = fault == IMAGE_OK && decoded.foreign_colours;
    arena_free(scratch);
    return fault;
}

bool read_picture(expander *x, str path, span place, str *bytes) {
    static const diag_code faults[] = {
        [IMAGE_OK] = E0702,      [IMAGE_UNKNOWN] = E0701,
        [IMAGE_CORRUPT] = E0702, [IMAGE_TOO_LARGE] = E0703,
        [IMAGE_CMYK] = E0704,    [IMAGE_SVG] = E0705};
    if (!model_picture(x->m, path, place, x->sink, bytes))
        return false;
    bool foreign;
    image_fault fault = try_picture(x, *bytes, &foreign);
    if (fault != IMAGE_OK)
        DIAG_AT(x->sink, faults[fault], place, path);
    else if (foreign)
        DIAG_AT(x->sink, W0718, place, path);
    return fault == IMAGE_OK;
}

void put_image(expander *x, str path, str alt, bool decorative, span place) {
    str bytes;
    if (!read_picture(x, path, place, &bytes))
        return;
    if (!alt.n && !decorative)
        DIAG_AT(x->sink, E0515, place, path);
    check_alternative(x, path, alt, place);
    doc_block *b = add_block(x, BLOCK_IMAGE, place);
    b->image = NEW(x->a, doc_image);
    *b->image =
        (doc_image){.path = path, .bytes = bytes, .alt = alt, .place = place};
}

void expand_image(expander *x, const template_block *b) {
    const template_image *t = b->as.image;
    str file = slots_text(x, &t->file);
    if (!file.n)
        return;
    size_t n = x->out->n;
    put_image(x, file, slots_text(x, &t->alt), t->decorative == YESNO_YES,
              record_place(&t->head, S("fichier")));
    if (x->out->n == n)
        return;
    doc_block *image = *list_last(x->out);
    if (t->width.has)
        image->image->width = (mpt)(t->width.v * 2834.646);
    image->caption.text = prose_inlines(x, &t->caption);
    if (image->caption.text.n)
        image->caption.label = next_figure_label(x);
    if (t->source.s.n)
        list_push(
            x->a, &image->notes,
            (doc_note){word(x, "note_source"), prose_inlines(x, &t->source)});
    define_anchor(x, image, t->head.id, label_in_text(x, image->caption.label));
}
