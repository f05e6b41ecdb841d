/*
 * file: reading inside a folder, and writing all or nothing.
 *
 * A root is a folder that no path may leave: no absolute path, no « .. » out,
 * no symbolic link out, regular files only.
 */
#ifndef SCEAU_BASE_FILE_H
#define SCEAU_BASE_FILE_H

#include "base/list.h"
#include "base/str.h"

typedef enum file_error {
    FILE_OK = 0,
    FILE_ABSENT,
    FILE_OUTSIDE, /* leaves its root */
    FILE_NOT_REGULAR,
    FILE_TOO_LARGE,
    FILE_DENIED,
    FILE_IO /* anything else; a retry may help */
} file_error;

typedef struct file_root file_root;

/* NULL and *err when the folder cannot be opened; closed with the arena. */
file_root *file_root_open(arena *a, str folder, file_error *err);
file_error file_read(arena *a, const file_root *r, str path, size_t limit,
                     str *out);
typedef LIST(str) str_list;
/* Names in `folder` ("" for the root itself) that end with `suffix`, whatever
   bears them (what is no file is refused when it is read); without a suffix,
   those of its regular files. Sorted by bytes; an absent folder gives none. */
file_error file_names(arena *a, const file_root *r, str folder, str suffix,
                      str_list *out);
/* Paths of all regular files under the root, at most `depth` folders down,
   sorted by bytes. Names that start with a point are hidden; a folder that
   cannot be read is passed over, and so is a link to one. */
file_error file_tree(arena *a, const file_root *r, int depth, str_list *out);

/* What follows the last « / » of a path. */
str file_base_name(str path);

/* Outputs of one dossier: all are made first and renamed last. */
typedef struct file_batch file_batch;

/* Creates `folder` (and its parents) when needed. */
file_batch *file_batch_new(arena *a, str folder, file_error *err);
/* Writes `bytes` to a temporary file beside its target, synced. `name` is a
   bare file name. */
file_error file_batch_add(file_batch *b, str name, str bytes);
/* Renames all, syncs the folder. On error the temporary files go, targets not
   yet renamed stay as they were. */
file_error file_batch_commit(file_batch *b);
/* Removes the temporary files; also done when the arena ends. */
void file_batch_drop(file_batch *b);

#endif
