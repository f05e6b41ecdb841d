/* A document with every block that the charter shows. */
#include "layout_tests.h"

static void add_badge(fixture *x, doc_block *b, const char *pill,
                      const char *text) {
    margin_note *n = list_add(x->a, &b->margin);
    n->pill = str_z(pill);
    n->text = str_z(text);
    n->to = 4;
}

static void add_note(fixture *x, doc_block *b, const char *label,
                     const char *text) {
    doc_note *n = list_add(x->a, &b->notes);
    n->label = str_z(label);
    doc_text(x->a, &n->text, str_z(text), 0);
}

static void set_title(fixture *x, doc_block *b, const char *label,
                      const char *text, bool marked) {
    b->caption.label = str_z(label);
    doc_text(x->a, &b->caption.text, str_z(text), 0);
    b->caption.illustrative = marked;
}

static void add_criteria(fixture *x, doc_block *b, const char *const *ids) {
    for (; *ids; ids++)
        list_push(x->a, &b->criteria, str_z(*ids));
}

static doc_inline *add_footnote(fixture *x, doc_block *b, const char *text) {
    doc_inline *in = list_add(x->a, &b->text);
    in->kind = INLINE_FOOTNOTE;
    add_paragraph(x, &in->note, text);
    return in;
}

static void cover(fixture *x) {
    doc_block *b = add_block(x, &x->doc.body, BLOCK_COVER);
    b->cover = NEW(x->a, doc_cover);
    b->cover->kind = S("Dossier de candidature au label");
    b->cover->name_before = S("Campus des métiers et des qualifications");
    b->cover->name = S("Eau");
    doc_text(x->a, &b->cover->tagline,
             S("Un réseau de 26 partenaires pour former, du CAP au diplôme "
               "d’ingénieur, aux métiers de l’eau en Occitanie."),
             0);
    static const char *const rows[][2] = {
        {"Demande", "Première demande · catégorie standard"},
        {"Filière nationale", "Transition énergétique, éco-industrie"},
        {"Établissement support", "Lycée Pablo Picasso · UAI 0660014G"},
        {"Version", "0.9 du 23 novembre 2026"},
    };
    for (size_t i = 0; i < 4; i++) {
        cover_row *r = list_add(x->a, &b->cover->rows);
        r->label = str_z(rows[i][0]);
        doc_text(x->a, &r->value, str_z(rows[i][1]), 0);
    }
    cover_row *r = list_add(x->a, &b->cover->rows);
    r->label = S("Statut");
    doc_inline *in = list_add(x->a, &r->value);
    in->kind = INLINE_PILL;
    in->pill = PILL_DRAFT;
    in->text = S("PROJET");
    doc_text(x->a, &r->value,
             S(" non déposé\u00A0: contient 214 valeurs illustratives"), 0);
    static const char *const logos[] = {"Logo Région académique", "Logo Région",
                                        "Logo Établissement", "Logo Réseau"};
    for (size_t i = 0; i < 4; i++)
        list_push(x->a, &b->cover->logos, (doc_logo){str_z(logos[i]), NULL});
}

static void contents(fixture *x) {
    doc_block *h = add_heading(x, 1, "", "Sommaire");
    h->outline = STR_NONE;
    doc_block *b = add_block(x, &x->doc.body, BLOCK_CONTENTS);
    static const struct {
        uint8_t level;
        const char *digits, *title;
        anchor to;
    } rows[] = {
        {1, "1", "Contexte territorial et économique", 1},
        {2, "1.1", "Un territoire sous tension hydrique", 2},
        {2, "1.2", "Des métiers en tension", 3},
        {1, "2", "Réseau et partenaires", 4},
        {1, "3", "Moyens et plan de financement", 5},
        {2, "I", "Convention constitutive du réseau", 6},
        {1, "", "Engagement et signatures", 7},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        contents_entry *e = list_add(x->a, &b->entries);
        e->level = rows[i].level;
        e->number = str_z(rows[i].digits);
        e->title = str_z(rows[i].title);
        e->to = rows[i].to;
        if (rows[i].level == 1) {
            list_push(x->a, &e->criteria, S("A1"));
            list_push(x->a, &e->criteria, S("A11"));
        }
    }
}

static void bulleted(fixture *x) {
    doc_block *l = add_block(x, &x->doc.body, BLOCK_LIST);
    static const char *const items[][2] = {
        {"agent d’assainissement et de réseau",
         ", accessible après un CAP\u202F;"},
        {"technicien de traitement et de télégestion",
         ", où la réutilisation des eaux usées et les capteurs communicants "
         "déplacent les compétences\u202F;"},
        {"chargé d’études de la ressource",
         ", du BTSA au master, pour les syndicats de nappe et les bureaux "
         "d’études."},
    };
    for (size_t i = 0; i < 3; i++) {
        doc_block *it = add_block(x, &l->kids, BLOCK_ITEM);
        doc_block *p = add_block(x, &it->kids, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, str_z(items[i][0]), INLINE_STRONG);
        doc_text(x->a, &p->text, str_z(items[i][1]), 0);
    }
}

static void prose_page(fixture *x) {
    static const char *const ids[] = {"A1", "A3", "A4", "A5", NULL};
    doc_block *h = add_heading(x, 1, "1", "Contexte territorial et économique");
    add_criteria(x, h, ids);
    list_push(x->a, &h->anchors, 1);
    doc_block *lead = add_paragraph(
        x, &x->doc.body,
        "Entre une ressource qui se raréfie et des métiers qui peinent à "
        "recruter, la plaine du Roussillon concentre en quelques kilomètres "
        "les défis de l’eau que la France entière devra relever.");
    lead->style = STYLE_LEAD;
    h = add_heading(x, 2, "1.1", "Un territoire sous tension hydrique");
    list_push(x->a, &h->anchors, 2);
    doc_block *p = add_paragraph(
        x, &x->doc.body,
        "Le campus couvre la plaine du Roussillon et ses bassins versants. "
        "Les nappes plio-quaternaires y alimentent 80 communes et environ "
        "400\u202F000 habitants");
    add_badge(x, p, "Critère A1", "Territoire identifié");
    add_footnote(x, p,
                 "Syndicat mixte des nappes de la plaine du Roussillon, SAGE "
                 "des nappes du Roussillon.");
    doc_text(x->a, &p->text,
             S(" sur 900 km². Elles font l’objet d’un schéma d’aménagement et "
               "d’un plan de gestion qui obligent collectivités, agriculteurs "
               "et industriels à partager chaque mètre cube."),
             0);
    p = add_paragraph(
        x, &x->doc.body,
        "La Région, où le déficit est estimé à 180 millions de mètres cubes, "
        "a fait du «\u00A0petit et grand cycle de l’eau\u00A0» un domaine de "
        "sa stratégie de spécialisation intelligente. Quatre cents à cinq "
        "cents entreprises et près de 8\u202F000 emplois relèvent de la "
        "filière\u202F; le pôle Aqua-Valley y compte 173 membres, et "
        "l’institut montpelliérain de l’eau réunit 400 chercheurs et 150 "
        "doctorants.");
    add_badge(x, p, "Critère A3", "Réponse à un enjeu économique régional");
    h = add_heading(x, 2, "1.2", "Des métiers en tension");
    list_push(x->a, &h->anchors, 3);
    h = add_heading(x, 3, "", "Ce que disent les employeurs");
    p = add_paragraph(
        x, &x->doc.body,
        "En France, la filière employait 124\u202F000 personnes en 2020 et "
        "prévoyait 13\u202F000 recrutements à l’horizon 2025, dont "
        "7\u202F000 pour remplacer des départs. Huit métiers rassemblent "
        "55\u00A0% des besoins. Trois structurent le projet\u00A0:");
    add_badge(x, p, "Critère A4",
              "Besoins de développement économique et "
              "social");
    add_badge(x, p, "Critère A5", "Cohérence de l’offre avec les besoins");
    bulleted(x);
    doc_block *c = add_block(x, &x->doc.body, BLOCK_CALLOUT);
    c->callout = CALLOUT_FINDING;
    c->callout_label = S("Constat");
    add_paragraph(
        x, &c->kids,
        "Aucune des 203 places de BTS Métiers de l’eau et de BTSA Gestion et "
        "maîtrise de l’eau ouvertes en Occitanie en 2024 ne se trouve dans "
        "les Pyrénées-Orientales. Les dix sections existantes ont reçu 821 "
        "vœux, soit quatre candidats par place.");
    p = add_paragraph(x, &x->doc.body,
                      "Le taux de demande, de 6,4 vœux par place en 2023 et "
                      "de 4,0 en 2024, reste élevé, même si la méthode "
                      "d’extraction a pu changer (");
    doc_inline *in = list_add(x->a, &p->text);
    in->kind = INLINE_LINK;
    in->to = 8;
    doc_text(x->a, &in->kids, S("tableau 1"), 0);
    doc_text(x->a, &p->text, S(", page\u00A0"), 0);
    in = list_add(x->a, &p->text);
    in->kind = INLINE_PAGE_OF;
    in->to = 8;
    doc_text(x->a, &p->text,
             S("). Les besoins existent, les candidats aussi\u00A0: c’est "
               "l’offre locale qui manque."),
             0);
}

static void state_cell(fixture *x, doc_row *r, state_sign s, const char *word) {
    doc_cell *c = list_add(x->a, &r->cells);
    doc_inline *in = list_add(x->a, &c->text);
    in->kind = INLINE_STATE;
    in->pill = (uint8_t)s;
    in->text = str_z(word);
}

static void partners(fixture *x) {
    doc_block *h = add_heading(x, 1, "2", "Réseau et partenaires");
    list_push(x->a, &h->anchors, 4);
    doc_block *b = add_table(x, "ttct*sn",
                             "|Partenaire|UAI ou SIRET|Apport principal|"
                             "Lettre|En nature, 2028 (€)");
    list_push(x->a, &b->anchors, 8);
    set_title(x, b, "Tableau 1", "Partenaires, apports et lettres d’engagement",
              true);
    static const char *const groups[] = {
        "Institutionnels · 6 partenaires", "Enseignement scolaire · 6",
        "Supérieur et recherche · 6", "Économiques · 8 partenaires"};
    for (size_t g = 0; g < 4; g++) {
        doc_row *r = add_row(x, b, ROW_GROUP, "");
        doc_cell *c = list_add(x->a, &r->cells);
        doc_inline *in = list_add(x->a, &c->text);
        in->kind = INLINE_CHIP;
        in->pill = (uint8_t)g;
        in->text = S("I");
        c = list_add(x->a, &r->cells);
        c->col_span = 3;
        doc_text(x->a, &c->text, str_z(groups[g]), 0);
        c = list_add(x->a, &r->cells);
        doc_text(x->a, &c->text, S("3 sur 6"), 0);
        c = list_add(x->a, &r->cells);
        doc_text(x->a, &c->text, S("30\u202F000"), 0);
        for (int i = 0; i < 12; i++) {
            r = add_row(x, b, ROW_BODY,
                        i % 3 == 1
                            ? "|Syndicat mixte des nappes du Roussillon|"
                              "200\u202F053\u202F791\u202F00014|"
                              "Données, terrain d’étude, accueil de stages et "
                              "prêt de matériel aux sections"
                            : "|Lycée du département|à préciser|Plateau "
                              "technique, internat");
            state_cell(x, r, (state_sign)(i % SIGN_COUNT),
                       i % 2 ? "Signée" : "En cours");
            c = list_add(x->a, &r->cells);
            in = doc_text(x->a, &c->text, S("12\u202F000"), 0);
            in->marks = i % 4 == 0 ? MARK_ILLUSTRATIVE : 0;
        }
    }
    add_row(x, b, ROW_TOTAL,
            "|Total du réseau · 26 partenaires|||15 sur 26|66\u202F000");
    add_note(x, b, "Lecture",
             "Lettre de catégorie\u00A0: I institutionnels, S scolaire, R "
             "supérieur et recherche, E économiques, A associatifs. "
             "L’identifiant «\u00A0à préciser\u00A0» est attendu avant le "
             "dépôt.");
    add_note(x, b, "Sources", "Lettres reçues au 15 novembre 2026.");
}

static void budget(fixture *x) {
    static const char *const ids[] = {"B6", "B11", NULL};
    doc_block *h = add_heading(x, 1, "3", "Moyens et plan de financement");
    add_criteria(x, h, ids);
    list_push(x->a, &h->anchors, 5);
    doc_block *b =
        add_table(x, "t*tnnnnnn", "|Statut|2027|2028|2029|2030|2031|Total");
    b->table->band_groups = true;
    b->table->density = 2;
    set_title(x, b, "Tableau 2", "Emplois et ressources par année, en euros",
              true);
    static const char *const lines[] = {
        "60 Achats||22\u202F000|28\u202F000|26\u202F000|26\u202F000|"
        "24\u202F000|126\u202F000",
        "64 Personnel||128\u202F000|142\u202F000|145\u202F000|148\u202F000|"
        "151\u202F000|714\u202F000",
        "65 Reversements aux membres||30\u202F000|45\u202F000|45\u202F000|"
        "45\u202F000|35\u202F000|200\u202F000"};
    static const char *const halves[] = {"Emplois", "Ressources"};
    for (int k = 0; k < 2; k++) {
        add_row(x, b, ROW_GROUP, halves[k]);
        for (size_t i = 0; i < 3; i++)
            add_row(x, b, ROW_BODY, lines[i]);
        add_row(x, b, ROW_SUBTOTAL,
                "Fonctionnement||218\u202F000|267\u202F000|272\u202F000|"
                "273\u202F000|260\u202F000|1\u202F290\u202F000");
        add_row(x, b, ROW_TOTAL,
                "Total des emplois||485\u202F000|603\u202F000|475\u202F000|"
                "393\u202F000|360\u202F000|2\u202F316\u202F000");
    }
    doc_row *r = add_row(x, b, ROW_CHECK, "Écart ressources − emplois");
    r->cells.v[0].col_span = 1;
    state_cell(x, r, SIGN_OK, "Équilibré");
    for (int i = 0; i < 6; i++) {
        doc_cell *c = list_add(x->a, &r->cells);
        doc_text(x->a, &c->text, S("0"), 0);
    }
    add_note(x, b, "Règles",
             "Montants à l’euro, sans centimes. Seuls «\u00A0notifié\u00A0» "
             "et «\u00A0voté\u00A0» sont des ressources certaines.");
}

static void figures(fixture *x) {
    static figure f[6];
    static const char *const names[] = {"Gard",   "Tarn", "Ariège",
                                        "Lozère", "Aude", "Pyr.-Orientales"};
    static const double values[] = {66, 54, 30, 27, 26, 0};
    doc_block *b = add_block(x, &x->doc.body, BLOCK_FIGURE);
    b->drawing = NEW(x->a, doc_drawing);
    doc_drawing *d = b->drawing;
    d->kind = DRAW_BARS;
    d->title = S("Places de BTS et BTSA eau par département, 2024");
    d->alt = S("Diagramme à barres\u00A0: Gard 66, Tarn 54, Ariège 30.");
    d->highlighted = 5;
    doc_series *s = list_add(x->a, &d->series);
    s->name = S("Places");
    for (size_t i = 0; i < 6; i++) {
        f[i] = (figure){.value = values[i],
                        .text = str_fmt(x->a, "%g", values[i])};
        list_push(x->a, &d->categories, str_z(names[i]));
        list_push(x->a, &s->points, (doc_point){&f[i]});
    }
    set_title(x, b, "Figure 1", "Places de BTS et BTSA eau par département",
              false);
    add_note(x, b, "Source", "Parcoursup 2024.");
}

static void strips(fixture *x) {
    doc_block *k = add_block(x, &x->doc.body, BLOCK_KPIS);
    static const char *const labels[] = {
        "Partenaires du réseau, 5 catégories",
        "Formations, du CAP au diplôme d’ingénieur",
        "Places de BTS et BTSA dans les Pyr.-Orientales, 2024",
        "Budget prévisionnel 2027-2031"};
    for (size_t i = 0; i < 4; i++) {
        strip_item *s = list_add(x->a, &k->strip);
        s->label = str_z(labels[i]);
        doc_inline *in =
            doc_text(x->a, &s->value, i == 3 ? S("2,32") : S("26"), 0);
        in->marks = i % 2 ? MARK_ILLUSTRATIVE : 0;
        s->unit = i == 3 ? S("M€") : STR_NONE;
        s->foot = S("15 lettres d’engagement signées");
        s->ratio = 0.58;
        s->sign = SIGN_COUNT;
    }
    doc_block *c = add_block(x, &x->doc.body, BLOCK_COUNTERS);
    static const char *const words[] = {"atteints", "en bonne voie",
                                        "à surveiller", "en alerte"};
    for (size_t i = 0; i < 4; i++) {
        strip_item *s = list_add(x->a, &c->strip);
        s->label = str_z(words[i]);
        doc_text(x->a, &s->value, S("3"), 0);
        s->sign = (uint8_t)(i < 2 ? i : i + 1);
    }
    doc_block *m = add_block(x, &x->doc.body, BLOCK_META);
    static const char *const meta[][2] = {{"Pilote", "Directeur opérationnel"},
                                          {"Échéance", "Septembre 2028"},
                                          {"Budget", "312\u202F000 €"},
                                          {"Critères servis", ""}};
    for (size_t i = 0; i < 4; i++) {
        strip_item *s = list_add(x->a, &m->strip);
        s->label = str_z(meta[i][0]);
        if (i < 3)
            doc_text(x->a, &s->value, str_z(meta[i][1]), 0);
        else
            list_push(x->a, &s->criteria, S("A4"));
    }
}

static void columns(fixture *x) {
    doc_block *b = add_block(x, &x->doc.body, BLOCK_COLUMNS);
    for (int i = 0; i < 2; i++) {
        list_push(x->a, &b->splits, 6);
        doc_block *g = add_block(x, &b->kids, BLOCK_GROUP);
        doc_block *t = add_paragraph(x, &g->kids, "Risques à suivre");
        t->style = STYLE_BLOCK_TITLE;
        doc_block *p = add_block(x, &g->kids, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, (unsigned)i + 3, 40), 0);
    }
}

static void landscape(fixture *x) {
    doc_block *b = add_block(x, &x->doc.body, BLOCK_LANDSCAPE);
    block_list was = x->doc.body;
    x->doc.body = b->kids;
    doc_block *h =
        add_heading(x, 1, "Annexe I", "Croisement des objectifs et financeurs");
    h->annexe = true;
    list_push(x->a, &h->anchors, 6);
    doc_block *t = add_table(x, "ct*nnnnnnn",
                             "Nᵒ|Objectif|Région Occitanie|État, région "
                             "académique|France 2030|FSE+|Entreprises, OPCO|"
                             "Total|Part");
    set_title(x, t, "Tableau 3", "Ressources par objectif et financeur", true);
    for (int i = 0; i < 10; i++) {
        doc_row *r = add_row(x, t, ROW_BODY,
                             "1|Adapter l’offre aux métiers en tension|"
                             "80\u202F000|70\u202F000|60\u202F000|"
                             "30\u202F000|20\u202F000|312\u202F000|"
                             "13,5\u00A0%");
        r->cells.v[2].tint = (uint8_t)(i % 3);
    }
    add_row(x, t, ROW_TOTAL,
            "|Total|660\u202F000|495\u202F000|320\u202F000|205\u202F000|"
            "195\u202F000|2\u202F316\u202F000|100\u00A0%");
    b->kids = x->doc.body;
    x->doc.body = was;
}

static void signatures(fixture *x) {
    doc_block *h = add_heading(x, 1, "", "Engagement et signatures");
    list_push(x->a, &h->anchors, 7);
    doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
    doc_text(x->a, &p->text, prose(x, 9, 60), 0);
    doc_block *b = add_block(x, &x->doc.body, BLOCK_SIGNATURES);
    for (int i = 0; i < 4; i++)
        list_push(x->a, &b->signatures,
                  (signature_box){S("Pour la Région académique Occitanie"),
                                  S("Recteur ou rectrice"),
                                  S("Signature et cachet")});
    add_note(x, b, "Version signée", "Dossier 0.9 du 23 novembre 2026.");
}

void sample_document(fixture *x) {
    cover(x);
    contents(x);
    prose_page(x);
    partners(x);
    budget(x);
    figures(x);
    strips(x);
    columns(x);
    for (int i = 0; i < 12; i++) {
        doc_block *p = add_block(x, &x->doc.body, BLOCK_PARAGRAPH);
        doc_text(x->a, &p->text, prose(x, (unsigned)i + 20, 90), 0);
        if (i % 5 == 4)
            add_footnote(x, p, prose(x, 77, 60).p);
    }
    figures(x);
    landscape(x);
    signatures(x);
}
