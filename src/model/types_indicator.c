/* types_indicator: indicateurs. Values, targets, references and breaks need
   the calendar, so they are read when all keys are (bind_values.c). */
#include "model/bind_int.h"

static void bind_later(binder *b, const field *f, void *member, const node *n) {
    (void)b, (void)f, (void)member, (void)n;
}

static void indent(buf *out, int depth) {
    buf_fmt(out, "%*s", 2 * depth, "");
}

static void dump_measures(buf *out, const void *member, int depth) {
    const indicator *i =
        (const indicator *)((const char *)member - offsetof(indicator, values));
    for (size_t k = 0; k < i->values.n; k++) {
        const measure *m = &i->values.v[k];
        indent(out, depth);
        buf_z(out, "valeur ");
        buf_str(out, m->level == LEVEL_CAMPUS ? S("campus") : m->at.id);
        buf_c(out, ' ');
        buf_period(out, m->period);
        buf_z(out, ": ");
        if (m->why == MISSING_NONE)
            buf_num(out, m->value);
        else
            buf_str(out, word_of(&words_missing, (int)m->why));
        buf_c(out, ' ');
        buf_str(out, word_of(&words_value_status, (int)m->status));
        buf_z(out, " [");
        buf_str(out, m->source.id);
        buf_z(out, "] ");
        if (date_has(m->date))
            buf_date_iso(out, m->date);
        buf_z(out, m->illustrative ? " i" : "");
        buf_z(out, m->after_cutoff ? " ignorée\n" : "\n");
    }
}

static void dump_targets(buf *out, const void *member, int depth) {
    const indicator *i = (const indicator *)((const char *)member -
                                             offsetof(indicator, targets));
    for (size_t k = 0; k < i->targets.n; k++) {
        indent(out, depth);
        buf_z(out, "cible ");
        buf_period(out, i->targets.v[k].period);
        buf_z(out, ": ");
        buf_num(out, i->targets.v[k].value);
        buf_z(out, i->targets.v[k].illustrative ? " i\n" : "\n");
    }
}

static void dump_baselines(buf *out, const void *member, int depth) {
    const indicator *i = (const indicator *)((const char *)member -
                                             offsetof(indicator, baselines));
    for (size_t k = 0; k < i->baselines.n; k++) {
        indent(out, depth);
        buf_z(out, "reference ");
        buf_str(out, i->baselines.v[k].label.id);
        buf_z(out, ": ");
        buf_period(out, i->baselines.v[k].period);
        buf_c(out, '\n');
    }
}

#define JSON_MAP "{\"type\":\"object\"}"
#define JSON_REF                                                               \
    "{\"anyOf\":[{\"type\":[\"string\",\"integer\"]},{\"type\":\"object\"}]}"
static const custom_field custom_values = {
    bind_later, JSON_MAP, "par établissement (ou « campus »), puis par période",
    dump_measures};
static const custom_field custom_targets = {
    bind_later, JSON_MAP, "valeurs par période", dump_targets};
static const custom_field custom_baseline = {
    bind_later, JSON_REF, "une période, ou une par label", dump_baselines};

static void bind_alignment(binder *b, const field *f, void *member,
                           const node *n) {
    indicator *i =
        (indicator *)((char *)member - offsetof(indicator, alignments));
    if (n->kind != NODE_MAP) {
        BIND_ERROR(b, E0104, n->place, f->key, S("« aligner »"), f->key);
        return;
    }
    for (size_t k = 0; k < n->count; k++) {
        int from = bind_word(b, f->key, n->entries[k].key, &words_calendar);
        int end =
            bind_word(b, f->key, n->entries[k].value, &words_alignment_end);
        if (from && end)
            list_push(b->a, &i->alignments,
                      (calendar_alignment){(calendar)from, (alignment_end)end});
    }
}

static void dump_alignment(buf *out, const void *member, int depth) {
    const indicator *i = (const indicator *)((const char *)member -
                                             offsetof(indicator, alignments));
    for (size_t k = 0; k < i->alignments.n; k++) {
        indent(out, depth);
        buf_z(out, "aligner ");
        buf_str(out, word_of(&words_calendar, (int)i->alignments.v[k].from));
        buf_z(out, ": ");
        buf_str(out,
                word_of(&words_alignment_end, (int)i->alignments.v[k].end));
        buf_c(out, '\n');
    }
}

static const custom_field custom_alignment = {
    bind_alignment, JSON_MAP, "calendrier, puis debut ou fin", dump_alignment};

#define REC series_break
static const field fields_series_break[] = {
    F_PERIOD("periode", period, REQUIRED, "Première période de l’autre série"),
    F_TEXT("note", note, REQUIRED, "Ce qui a changé"),
    F_REF("etablissement", level, partner, 0, "Établissement concerné"),
};
const record_type type_series_break = {
    RECORD(series_break, "rupture", "une",
           "Un changement de définition : avant, c’est une autre série."),
};
#undef REC

#define REC thresholds
static const field fields_thresholds[] = {
    F_NUMBER("bonne_voie", on_track, 0, 0, 100,
             "Part du chemin à partir de laquelle c’est « en bonne voie »"),
    F_NUMBER("surveiller", watch, 0, 0, 100,
             "Part du chemin à partir de laquelle c’est « à surveiller »"),
};
const record_type type_thresholds = {
    RECORD(thresholds, "seuils", "des",
           "Les seuils d’état, en pourcent du chemin à parcourir."),
};
#undef REC

#define REC indicator
static const field fields_indicator[] = {
    F_ID(REQUIRED | STRICT_ID, "Identifiant, lu dans les formules"),
    F_LABEL("code", code, 0, "Code imprimé : F12"),
    F_LABEL("intitule", title, REQUIRED, "Intitulé"),
    F_LABEL("court", short_title, 0, "Intitulé court, pour les graphiques"),
    F_TEXT("definition", definition, 0, "Ce qui est compté, et comment"),
    F_LABEL("unite", unit, REQUIRED, "%, €, ou un nom au pluriel"),
    F_INTEGER("decimales", decimals, 0, 0, 6, "Décimales publiées"),
    F_WORD("sens", sense, indicator_sense, 0, "Sens souhaité"),
    F_WORDS("montrer", roles, indicator_role, 0, "Où les modèles le montrent"),
    F_WORD("calendrier", calendar, calendar, 0, "Calendrier des périodes"),
    F_WORD("agregation", aggregation, aggregation, 0,
           "Comment les établissements s’ajoutent"),
    F_REF("poids", weights, indicator, 0, "Indicateur qui pondère"),
    F_WORD("agregation_temps", over_time, time_aggregation, 0,
           "Comment les périodes s’ajoutent"),
    F_WORD("si_manquant", holes, hole_rule, 0,
           "Que faire d’un total auquel il manque une valeur"),
    F_EXPR("formule", formula, 0, "Formule sur d’autres indicateurs"),
    F_CUSTOM_LIST("aligner", alignments, calendar_alignment, 0,
                  &custom_alignment,
                  "Comment deux calendriers se correspondent"),
    F_CUSTOM_LIST("reference", baselines, baseline, 0, &custom_baseline,
                  "Période de départ"),
    F_CUSTOM_LIST("cibles", targets, target, 0, &custom_targets,
                  "Cibles par période"),
    F_WORD("trajectoire", trajectory, trajectory, 0,
           "Entre deux cibles : en ligne droite, ou par paliers"),
    F_ONE("seuils", thresholds, thresholds, 0, "Seuils d’état"),
    F_WORD("perimetre", perimeter, perimeter, 0, "Établissements comptés"),
    F_MANY("ruptures", breaks, series_break, 0, "Ruptures de série"),
    F_REFS("incomparable_avec", not_with, indicator, 0,
           "Indicateurs à ne pas mettre sur le même graphique"),
    F_FROM(from),
    F_CUSTOM_LIST("valeurs", values, measure, HIDDEN_FIELD, &custom_values,
                  "Valeurs observées"),
    F_REF("responsable", owner, partner, 0, "Qui fournit les valeurs"),
    F_LABEL("frequence", frequency, 0, "Rythme de mise à jour"),
    F_REFS("criteres", criteria, criterion, 0, "Critères servis"),
};
const record_type type_indicator = {
    RECORD(indicator, "indicateur", "un",
           "Un indicateur observé (valeurs) ou calculé (formule)."),
    .finish = finish_indicator,
};
#undef REC
