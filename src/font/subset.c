/*
 * Subsetting: the face reduced to the glyphs of a document.
 *
 * Only the tables of a CIDFontType2 stay (head hhea maxp hmtx loca glyf):
 * text is shaped already and its characters travel in ToUnicode, so that
 * layout, names and character maps would be dead weight. Dropping the
 * variation tables leaves a variable face at its default instance.
 */
#include "font/font_int.h"

#include <hb-subset.h>

static const char dropped[][5] = {
    "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "name", "OS/2", "post",
    "cmap", "kern", "DSIG", "STAT", "meta", "gasp", "VDMX", "hdmx", "LTSH",
    "PCLT", "vhea", "vmtx", "fvar", "gvar", "avar", "cvar", "HVAR", "VVAR",
    "MVAR", "COLR", "CPAL", "SVG ", "FFTM", "cvt ", "fpgm", "prep",
};

static hb_subset_input_t *make_input(const uint32_t *gids, size_t n) {
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    if (!in)
        return NULL;
    hb_set_t *keep = hb_subset_input_glyph_set(in);
    for (size_t i = 0; i < n; i++)
        hb_set_add(keep, gids[i]);
    hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING |
                                      HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t *drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        hb_set_add(drop, hb_tag_from_string(dropped[i], 4));
    if (hb_set_allocation_successful(keep) &&
        hb_set_allocation_successful(drop))
        return in;
    hb_subset_input_destroy(in);
    return NULL;
}

/* The bytes of the subset, or NULL; new_gids filled. */
static hb_blob_t *reduce(const font_face *f, const uint32_t *gids, size_t n,
                         uint32_t *new_gids) {
    hb_subset_input_t *in = make_input(gids, n);
    if (!in)
        return NULL;
    hb_blob_t *blob = NULL;
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(f->hb, in);
    hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (face) {
        const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
        for (size_t i = 0; i < n; i++) {
            hb_codepoint_t g = hb_map_get(map, gids[i]);
            new_gids[i] = g == HB_MAP_VALUE_INVALID ? 0 : g;
        }
        blob = hb_face_reference_blob(face);
    }
    hb_face_destroy(face);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(in);
    return blob;
}

static void close_blob(void *blob) {
    hb_blob_destroy(blob);
}

str font_subset(arena *a, const font_face *f, const uint32_t *gids, size_t n,
                uint32_t *new_gids) {
    hb_blob_t *blob = reduce(f, gids, n, new_gids);
    if (!blob)
        return STR_NONE;
    arena_defer(a, close_blob, blob);
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    return (str){bytes, length};
}
