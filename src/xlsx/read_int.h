/* read_int: what verifying and reading share. */
#ifndef SCEAU_XLSX_READ_INT_H
#define SCEAU_XLSX_READ_INT_H

#include <minizip/unzip.h>

#include "xlsx/xlsx.h"

enum { XLSX_MAX_PART = 256 << 20 };

/* The bytes as a container, closed with the arena; NULL: they are none. */
unzFile xlsx_unzip(arena *a, str bytes);

#endif
