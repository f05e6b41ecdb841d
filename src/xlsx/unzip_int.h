/* unzip_int: a workbook's bytes as the container that they are. */
#ifndef SCEAU_XLSX_UNZIP_INT_H
#define SCEAU_XLSX_UNZIP_INT_H

#include <minizip/unzip.h>

#include "xlsx/xlsx.h"

enum { XLSX_MAX_PART = 256 << 20 };

/* The bytes as a container, closed with the arena; NULL: they are none. */
unzFile xlsx_unzip(arena *a, str bytes);

#endif
