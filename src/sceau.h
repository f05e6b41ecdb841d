/*
 * sceau: compiles the description of a campus into its dossiers and workbooks.
 * The public interface of libsceau: one opaque type, no printing, no clock, no
 * environment. Strings are UTF-8, NUL-terminated, owned by the compile.
 */
#ifndef SCEAU_H
#define SCEAU_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define SCEAU_API __attribute__((visibility("default")))
#else
#define SCEAU_API
#endif

#define SCEAU_VERSION "0.1.0"

/* What became of a call; also the exit statuses of the command. */
typedef enum sceau_status {
    SCEAU_OK = 0,
    SCEAU_ERRORS = 1,      /* the dossier has errors */
    SCEAU_ENVIRONMENT = 3, /* input/output, data folder: a retry may help */
    SCEAU_INTERNAL = 4     /* a fault of ours, or no memory */
} sceau_status;

typedef struct sceau_options {
    const char *dossier;  /* folder */
    const char *output;   /* folder; NULL: sortie/ inside the dossier */
    const char *data;     /* templates and fonts */
    const char *language; /* "fr" or "en": of messages */
    bool filing;          /* --depot */
    bool all_messages;    /* --tout */
    bool brief;           /* --court */
    bool colour;
    bool warnings_are_errors;
    bool timings;        /* measure each stage with `now` */
    double (*now)(void); /* seconds; NULL: no timings */
} sceau_options;

typedef struct sceau sceau;

/* A compile of one dossier; NULL when there is no memory. */
SCEAU_API sceau *sceau_new(const sceau_options *o);
SCEAU_API void sceau_free(sceau *s);

/* Makes everything that dossier.yaml lists and writes it, all or nothing. */
SCEAU_API sceau_status sceau_compile(sceau *s);
/* All diagnostics, and where the criteria stand; writes nothing. */
SCEAU_API sceau_status sceau_check(sceau *s);
/* Writes a commented, valid dossier into the folder o.dossier, which must not
   exist or be empty. */
SCEAU_API sceau_status sceau_create(sceau *s);
/* One stage as text: node, model, calc, doc, pages, book; document: the file
   name, or NULL for the first that has that stage. Read with sceau_product. */
SCEAU_API sceau_status sceau_dump(sceau *s, const char *stage,
                                  const char *document);

/* Diagnostics of the last call, ready to be printed; "" when none. */
SCEAU_API const char *sceau_messages(const sceau *s);
/* What the last call made as text: the dump, the criteria report. */
SCEAU_API const char *sceau_product(const sceau *s, size_t *length);
/* Paths written, in the order of the dossier; NULL past the last. */
SCEAU_API const char *sceau_output(const sceau *s, size_t i);
/* Name and seconds of stage i; NULL past the last. */
SCEAU_API const char *sceau_timing(const sceau *s, size_t i, double *seconds);

/* Long form of a diagnostic; NULL when the code is unknown. */
SCEAU_API char *sceau_explain(const char *code, const char *language);
/* JSON Schema of the data language, reference manual of the records: text for
   the caller to free with sceau_text_free. */
SCEAU_API char *sceau_schema(void);
SCEAU_API char *sceau_manual(const char *language);
SCEAU_API void sceau_text_free(char *text);

#endif
