/*
 * The command: a table of verbs. Everything that the library must not do is
 * done here: arguments, environment, terminal, standard streams.
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "main_int.h"
#include "sceau.h"

#ifndef SCEAU_PREFIX_DATA
#define SCEAU_PREFIX_DATA "/usr/local/share/sceau"
#endif

enum { USAGE = 2, GO_ON = -1, LONG_OPTION = 256 };

typedef struct command {
    sceau_options o;
    const char *document, *stage;
    int lang;
    bool quiet, help;
    char **arguments;
    int count;
} command;

typedef sceau_status action(sceau *s, const command *c);

static int complain(const command *c, phrase p, const char *word, int status) {
    fflush(stdout);
    fputs(c->lang == FRENCH ? "sceau\xC2\xA0: " : "sceau: ", stderr);
    say(stderr, p, c->lang, word);
    return status;
}

static int usage_error(const command *c, phrase p, const char *word) {
    complain(c, p, word, USAGE);
    say(stderr, SAY_SEE_HELP, c->lang, "");
    return USAGE;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void print_timings(const sceau *s) {
    double seconds, all = 0;
    const char *name;
    for (size_t i = 0; (name = sceau_timing(s, i, &seconds)); i++) {
        fprintf(stderr, "%-28s %8.2f ms\n", name, seconds * 1e3);
        all += seconds;
    }
    fprintf(stderr, "%-28s %8.2f ms\n", "=", all * 1e3);
}

/* The folder's own name, also when it is given as « . »; NULL: no memory. */
static char *folder_name(const char *path) {
    char *real = realpath(path, NULL);
    char *whole = real ? real : strdup(path);
    if (!whole)
        return NULL;
    size_t n = strlen(whole);
    while (n > 1 && whole[n - 1] == '/')
        whole[--n] = 0;
    char *slash = strrchr(whole, '/');
    char *name = strdup(slash && slash[1] ? slash + 1 : whole);
    free(whole);
    return name;
}

/* With several dossiers, -o DIR gets one folder each. */
static char *output_of(const command *c, const char *dossier) {
    if (c->count < 2)
        return strdup(c->o.output);
    char *name = folder_name(dossier), *path = NULL;
    if (name && asprintf(&path, "%s/%s", c->o.output, name) < 0)
        path = NULL;
    free(name);
    return path;
}

static void print_results(const command *c, const sceau *s) {
    fflush(stdout);
    fputs(sceau_messages(s), stderr);
    size_t n;
    const char *product = sceau_product(s, &n), *path;
    if (n)
        fwrite(product, 1, n, stdout);
    for (size_t i = 0; !c->quiet && (path = sceau_output(s, i)); i++)
        puts(path);
    if (c->o.timings)
        print_timings(s);
}

static int with_dossier(const command *c, const char *dossier, action *act) {
    sceau_options o = c->o;
    char *output = c->o.output ? output_of(c, dossier) : NULL;
    o.dossier = dossier;
    o.output = output;
    bool short_of_memory = c->o.output && !output;
    sceau *s = short_of_memory ? NULL : sceau_new(&o);
    int status = SCEAU_INTERNAL;
    if (s) {
        status = act(s, c);
        print_results(c, s);
        sceau_free(s);
    } else {
        complain(c, SAY_NO_MEMORY, "", status);
    }
    free(output);
    return status;
}

/* Two dossiers of one name under one -o would overwrite each other. */
static char *same_name(const command *c) {
    for (int i = 0; i < c->count; i++)
        for (int j = 0; j < i; j++) {
            char *a = folder_name(c->arguments[i]);
            char *b = folder_name(c->arguments[j]);
            bool same = a && b && !strcmp(a, b);
            free(b);
            if (same)
                return a;
            free(a);
        }
    return NULL;
}

static int each_dossier(command *c, action *act) {
    static char dot[] = ".", *here[] = {dot};
    if (!c->count) {
        c->arguments = here;
        c->count = 1;
    }
    char *twice = c->o.output ? same_name(c) : NULL;
    if (twice) {
        usage_error(c, SAY_SAME_FOLDER, twice);
        free(twice);
        return USAGE;
    }
    int worst = SCEAU_OK;
    for (int i = 0; i < c->count; i++) {
        if (c->count > 1)
            complain(c, SAY_DOSSIER, c->arguments[i], 0);
        int status = with_dossier(c, c->arguments[i], act);
        if (status > worst)
            worst = status;
    }
    return worst;
}

static sceau_status act_compile(sceau *s, const command *c) {
    (void)c;
    return sceau_compile(s);
}

static sceau_status act_check(sceau *s, const command *c) {
    (void)c;
    return sceau_check(s);
}

static sceau_status act_create(sceau *s, const command *c) {
    (void)c;
    return sceau_create(s);
}

static sceau_status act_dump(sceau *s, const command *c) {
    return sceau_dump(s, c->stage, c->document);
}

static int run_compile(command *c) {
    return each_dossier(c, act_compile);
}

static int run_check(command *c) {
    return each_dossier(c, act_check);
}

static int run_create(command *c) {
    return each_dossier(c, act_create);
}

static int run_dump(command *c) {
    static const char *const stages[] = {"node", "model", "calc",
                                         "doc",  "pages", "book"};
    enum { STAGES = sizeof stages / sizeof *stages };
    int i = 0;
    while (i < STAGES && strcmp(stages[i], c->arguments[0]) != 0)
        i++;
    if (i == STAGES)
        return usage_error(c, SAY_UNKNOWN_STAGE, c->arguments[0]);
    c->stage = stages[i];
    c->arguments++;
    c->count--;
    return each_dossier(c, act_dump);
}

static int print_text(const command *c, char *text) {
    if (!text)
        return complain(c, SAY_NO_MEMORY, "", SCEAU_INTERNAL);
    fputs(text, stdout);
    sceau_text_free(text);
    return SCEAU_OK;
}

static int run_explain(command *c) {
    char *text = sceau_explain(c->arguments[0], c->o.language);
    if (!text)
        return usage_error(c, SAY_UNKNOWN_CODE, c->arguments[0]);
    return print_text(c, text);
}

static int run_schema(command *c) {
    return print_text(c, sceau_schema());
}

static int run_manual(command *c) {
    return print_text(c, sceau_manual(c->o.language));
}

static int run_man(command *c) {
    print_man(c->lang);
    return SCEAU_OK;
}

static int run_completion(command *c) {
    if (!print_completion(c->arguments[0], c->lang))
        return usage_error(c, SAY_UNKNOWN_SHELL, c->arguments[0]);
    return SCEAU_OK;
}

static int (*const runs[VERBS])(command *c) = {
    [VERB_COMPILE] = run_compile,       [VERB_CHECK] = run_check,
    [VERB_CREATE] = run_create,         [VERB_EXPLAIN] = run_explain,
    [VERB_SCHEMA] = run_schema,         [VERB_DUMP] = run_dump,
    [VERB_MANUAL] = run_manual,         [VERB_MAN] = run_man,
    [VERB_COMPLETION] = run_completion,
};

static int find_verb(const char *name) {
    for (int i = 0; i < VERBS; i++)
        if (!strcmp(name, verbs[i].name) || !strcmp(name, verbs[i].alias))
            return i;
    return VERBS;
}

static int unknown_verb(const command *c, const char *typed) {
    const char *words[2 * VERBS];
    for (int i = 0; i < VERBS; i++) {
        words[2 * i] = verbs[i].name;
        words[2 * i + 1] = verbs[i].alias;
    }
    complain(c, SAY_UNKNOWN_VERB, typed, USAGE);
    const char *meant = nearest(typed, words, 2 * VERBS);
    say(stderr, meant ? SAY_NEAREST : SAY_SEE_HELP, c->lang, meant);
    return USAGE;
}

static int run_verb(command *c, int count, char **words) {
    int id = find_verb(words[0]);
    if (id == VERBS)
        return unknown_verb(c, words[0]);
    const verb *v = &verbs[id];
    c->arguments = words + 1;
    c->count = count - 1;
    if (c->count >= v->least && (v->most < 0 || c->count <= v->most))
        return runs[id](c);
    char usage[80];
    snprintf(usage, sizeof usage, "%s %s", v->name, v->arguments[c->lang]);
    return usage_error(c, SAY_WRONG_COUNT, usage);
}

static bool set_language(command *c, const char *name) {
    if (strcmp(name, "fr") != 0 && strcmp(name, "en") != 0)
        return false;
    c->o.language = name;
    c->lang = !strcmp(name, "en") ? ENGLISH : FRENCH;
    return true;
}

/* French unless the locale says otherwise. */
static void default_language(command *c) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    set_language(c, "fr");
    for (int i = 0; i < 3; i++) {
        const char *v = getenv(names[i]);
        if (!v || !*v)
            continue;
        bool neutral = !strcmp(v, "C") || !strncmp(v, "C.", 2) ||
                       !strcmp(v, "POSIX") || !strncmp(v, "fr", 2);
        set_language(c, neutral ? "fr" : "en");
        return;
    }
}

static void default_options(command *c) {
    default_language(c);
    const char *data = getenv("SCEAU_DONNEES");
    c->o.data = data && *data ? data : SCEAU_PREFIX_DATA;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    c->o.colour = isatty(STDERR_FILENO) && !(no_color && *no_color) &&
                  !(term && !strcmp(term, "dumb"));
}

/* GO_ON, or the exit status. */
static int take_flag(command *c, flag_id id, const char *value) {
    switch (id) {
    case FLAG_OUTPUT:
        c->o.output = value;
        break;
    case FLAG_DATA:
        c->o.data = value;
        break;
    case FLAG_LANGUAGE:
        if (!set_language(c, value))
            return usage_error(c, SAY_WRONG_LANGUAGE, value);
        break;
    case FLAG_FILING:
        c->o.filing = true;
        break;
    case FLAG_DOCUMENT:
        c->document = value;
        break;
    case FLAG_ALL:
        c->o.all_messages = true;
        break;
    case FLAG_BRIEF:
        c->o.brief = true;
        break;
    case FLAG_STRICT:
        c->o.warnings_are_errors = true;
        break;
    case FLAG_TIMINGS:
        c->o.timings = true;
        c->o.now = now;
        break;
    case FLAG_NO_COLOUR:
        c->o.colour = false;
        break;
    case FLAG_QUIET:
        c->quiet = true;
        break;
    case FLAG_HELP:
        c->help = true;
        break;
    case FLAG_VERSION:
        puts("sceau " SCEAU_VERSION " (MIT)");
        return SCEAU_OK;
    case FLAGS:
        break;
    }
    return GO_ON;
}

static void build_getopt(struct option *longs, char *shorts) {
    int n = 0;
    *shorts++ = ':';
    for (int i = 0; i < FLAGS; i++) {
        int arg = flags[i].argument ? required_argument : no_argument;
        longs[n++] = (struct option){flags[i].name, arg, NULL, LONG_OPTION + i};
        if (strcmp(flags[i].name, flags[i].alias) != 0)
            longs[n++] =
                (struct option){flags[i].alias, arg, NULL, LONG_OPTION + i};
        if (flags[i].letter)
            *shorts++ = flags[i].letter;
        if (flags[i].letter && flags[i].argument)
            *shorts++ = ':';
    }
    longs[n] = (struct option){0};
    *shorts = 0;
}

static int unknown_option(const command *c, const char *typed) {
    char letters[3] = {'-', (char)optopt, 0};
    bool is_long = typed && !strncmp(typed, "--", 2);
    complain(c, SAY_UNKNOWN_OPTION, is_long ? typed : letters, USAGE);
    const char *words[2 * FLAGS];
    for (int i = 0; i < FLAGS; i++) {
        words[2 * i] = flags[i].name;
        words[2 * i + 1] = flags[i].alias;
    }
    const char *meant = is_long ? nearest(typed + 2, words, 2 * FLAGS) : NULL;
    say(stderr, meant ? SAY_NEAREST : SAY_SEE_HELP, c->lang, meant);
    return USAGE;
}

static flag_id flag_of(int key) {
    if (key >= LONG_OPTION)
        return (flag_id)(key - LONG_OPTION);
    int i = 0;
    while (i < FLAGS && flags[i].letter != key)
        i++;
    return (flag_id)i;
}

static int parse_options(command *c, int argc, char **argv) {
    struct option longs[2 * FLAGS + 1];
    char shorts[2 * FLAGS + 2];
    build_getopt(longs, shorts);
    opterr = 0;
    for (int k; (k = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        const char *typed = argv[optind - 1];
        if (k == ':')
            return usage_error(c, SAY_NO_ARGUMENT, typed);
        if (k == '?')
            return unknown_option(c, typed);
        int status = take_flag(c, flag_of(k), optarg);
        if (status != GO_ON)
            return status;
    }
    return GO_ON;
}

int main(int argc, char **argv) {
    command c = {0};
    default_options(&c);
    int status = parse_options(&c, argc, argv);
    if (status == GO_ON && (c.help || optind >= argc)) {
        print_help(c.lang);
        status = c.help ? SCEAU_OK : USAGE;
    }
    if (status == GO_ON)
        status = run_verb(&c, argc - optind, argv + optind);
    if (fflush(stdout) != 0 || ferror(stdout))
        return complain(&c, SAY_NO_OUTPUT, "", SCEAU_ENVIRONMENT);
    return status;
}
