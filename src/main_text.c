/* What the command shows of itself: help, man page, completion, all from the
   table main.def, so that none can say what another does not. */
#include <string.h>

#include "main_int.h"

#define FLAG(...)
#define SAY(...)
#define VERB(id, name, alias, least, most, afr, aen, fr, en)                   \
    [VERB_##id] = {name, alias, least, most, {afr, aen}, {fr, en}},
const verb verbs[VERBS] = {
#include "main.def"
};
#undef VERB
#undef FLAG
#define VERB(...)
#define FLAG(id, name, alias, letter, argument, fr, en)                        \
    [FLAG_##id] = {name, alias, letter, argument, {fr, en}},
const flag flags[FLAGS] = {
#include "main.def"
};
#undef FLAG
#undef SAY
#define FLAG(...)
#define SAY(id, fr, en) [SAY_##id] = {fr, en},
static const char *const phrases[PHRASES][LANGUAGES] = {
#include "main.def"
};

void say(FILE *to, phrase p, int lang, const char *word) {
    const char *text = phrases[p][lang], *slot = strstr(text, "{0}");
    if (slot)
        fprintf(to, "%.*s%s%s\n", (int)(slot - text), text, word, slot + 3);
    else
        fprintf(to, "%s\n", text);
}

static void help_verb(const verb *v, int lang) {
    bool same = !strcmp(v->name, v->alias);
    printf("  %s%s%s %s\n        %s\n", v->name, same ? "" : " | ",
           same ? "" : v->alias, v->arguments[lang], v->summary[lang]);
}

static void help_flag(const flag *f, int lang) {
    bool same = !strcmp(f->name, f->alias);
    printf("  ");
    if (f->letter)
        printf("-%c, ", f->letter);
    printf("--%s%s%s%s%s\n        %s\n", f->name, same ? "" : " | --",
           same ? "" : f->alias, f->argument ? " " : "",
           f->argument ? f->argument : "", f->summary[lang]);
}

void print_help(int lang) {
    say(stdout, SAY_ABOUT, lang, "");
    puts("");
    say(stdout, SAY_EXAMPLES, lang, "");
    puts("");
    say(stdout, SAY_VERBS, lang, "");
    for (int i = 0; i < VERBS; i++)
        help_verb(&verbs[i], lang);
    puts("");
    say(stdout, SAY_FLAGS, lang, "");
    for (int i = 0; i < FLAGS; i++)
        help_flag(&flags[i], lang);
    puts("");
    say(stdout, SAY_STATUS, lang, "");
}

static void man_flag(const flag *f, int lang) {
    printf(".It ");
    if (f->letter)
        printf("Fl %c , ", f->letter);
    printf("Fl Fl %s", f->name);
    if (strcmp(f->name, f->alias) != 0)
        printf(" , Fl Fl %s", f->alias);
    if (f->argument)
        printf(" Ar %s", f->argument);
    printf("\n%s\n", f->summary[lang]);
}

void print_man(int lang) {
    puts(".Dd January 1, 2026\n.Dt SCEAU 1\n.Os");
    printf(".Sh %s\n.Nm sceau\n.Nd %s\n.Sh SYNOPSIS\n",
           phrases[SAY_MAN_NAME][lang], phrases[SAY_PURPOSE][lang]);
    for (int i = 0; i < VERBS; i++)
        printf(".Nm sceau Cm %s%s%s\n", verbs[i].name,
               *verbs[i].arguments[lang] ? " Ar " : "",
               verbs[i].arguments[lang]);
    printf(".Sh DESCRIPTION\n.Bl -tag -width Ds\n");
    for (int i = 0; i < VERBS; i++)
        printf(".It Cm %s | %s\n%s\n", verbs[i].name, verbs[i].alias,
               verbs[i].summary[lang]);
    puts(".El\n.Sh OPTIONS\n.Bl -tag -width Ds");
    for (int i = 0; i < FLAGS; i++)
        man_flag(&flags[i], lang);
    printf(".El\n.Sh %s\n", phrases[SAY_MAN_STATUS][lang]);
    say(stdout, SAY_STATUS, lang, "");
}

static void complete_fish(int lang) {
    for (int i = 0; i < VERBS; i++)
        printf("complete -c sceau -n __fish_use_subcommand -a %s -d \"%s\"\n",
               verbs[i].name, verbs[i].summary[lang]);
    for (int i = 0; i < FLAGS; i++)
        printf("complete -c sceau -l %s%s -d \"%s\"\n", flags[i].name,
               flags[i].argument ? " -r" : "", flags[i].summary[lang]);
}

bool print_completion(const char *shell, int lang) {
    bool zsh = !strcmp(shell, "zsh");
    if (!strcmp(shell, "fish")) {
        complete_fish(lang);
        return true;
    }
    if (!zsh && strcmp(shell, "bash") != 0)
        return false;
    if (zsh)
        puts("autoload -U +X bashcompinit && bashcompinit");
    printf("complete -o default -W '");
    for (int i = 0; i < VERBS; i++)
        printf("%s ", verbs[i].name);
    for (int i = 0; i < FLAGS; i++)
        printf("--%s ", flags[i].name);
    puts("' sceau");
    return true;
}

static int least_of(int a, int b, int c) {
    int m = a < b ? a : b;
    return m < c ? m : c;
}

/* Edits between two short words: letters added, dropped, replaced. */
static int distance(const char *a, const char *b) {
    enum { LONGEST = 32 };
    int n = (int)strlen(a), m = (int)strlen(b), row[LONGEST + 1];
    if (n > LONGEST || m > LONGEST)
        return LONGEST;
    for (int j = 0; j <= m; j++)
        row[j] = j;
    for (int i = 1; i <= n; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            int above = row[j];
            row[j] = least_of(diagonal + (a[i - 1] != b[j - 1]), above + 1,
                              row[j - 1] + 1);
            diagonal = above;
        }
    }
    return row[m];
}

const char *nearest(const char *typed, const char *const *words, int n) {
    const char *best = NULL;
    int least = (int)strlen(typed) / 3 + 1;
    for (int i = 0; i < n; i++) {
        int d = distance(typed, words[i]);
        if (d <= least) {
            best = words[i];
            least = d - 1;
        }
    }
    return best;
}
