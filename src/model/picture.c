/* Pictures of the dossier: read when a document asks for them, once. */
#include "model/model_int.h"

enum { PICTURE_MAX = 32 << 20 };

bool model_picture(const model *m, str path, span at, diag_sink *sink,
                   str *bytes) {
    str *was = map_get(&m->index->pictures, path);
    if (was) {
        *bytes = *was;
        return true;
    }
    file_error e =
        file_read(m->arena, m->index->dossier, path, PICTURE_MAX, bytes);
    if (e != FILE_OK) {
        DIAG_AT(sink, file_fault(e), at, path);
        return false;
    }
    str *kept = NEW(m->arena, str);
    *kept = *bytes;
    map_put(&m->index->pictures, path, kept);
    return true;
}
