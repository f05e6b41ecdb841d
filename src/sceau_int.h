/* What sceau.c and sceau_texts.c share. */
#ifndef SCEAU_INT_H
#define SCEAU_INT_H

#include "base/file.h"

/* A new dossier being written from templates/nouveau/. */
typedef struct skeleton {
    arena *a;
    const file_root *data;
    str target;
    str_list written; /* paths, in order */
    str failed;       /* the folder that could not be written; empty: none */
} skeleton;

void skeleton_write(skeleton *k);

#endif
