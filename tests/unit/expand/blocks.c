/* Blocks of templates: texts and gaps, lists, loops, choices, callouts, notes,
   pictures, cover, signatures. */
#include "world.h"

static void is(world *w, const char *body, const char *dump) {
    world_body(w, body);
    assert_string_equal(world_dump(w), dump);
}

static void says(world *w, const char *body, const char *said) {
    world_body(w, body);
    world_dump(w);
    assert_string_equal(world_said(w), said);
}

static void texts(void **state) {
    world *w = *state;
    is(w, "  - texte: Un *mot* {nombre(partenaires)}\n",
       "  paragraph: Un _mot_ 3\n");
    is(w, "  - texte: { texte: Un, chapo: oui }\n", "  paragraph: Un\n");
    assert_int_equal(w->d->body.v[0]->style, STYLE_LEAD);
    is(w, "  - texte: { texte: \"{chapo} Un\\n\\nDeux\" }\n",
       "  paragraph: Un\n  paragraph: Deux\n");
    assert_int_equal(w->d->body.v[0]->style, STYLE_LEAD);
    assert_int_equal(w->d->body.v[1]->style, STYLE_BODY);
    assert_string_equal(world_said(w), "");
}

/* In a draft a text that is not written is a gap that can be seen. */
static void gaps(void **state) {
    world *w = *state;
    const char *body = "  - texte: { fichier: textes/x.md }\n"
                       "  - texte: { fichier: textes/y.md, manque: \"Il "
                       "manque *y*.\" }\n"
                       "  - texte: { fichier: textes/z.md, facultatif: oui }\n"
                       "  - texte: { fichier: textes/vide.md }\n";
    world_file(w, "textes/vide.md", " \n\n");
    is(w, body,
       "  callout [Manque]\n"
       "    paragraph: Ce texte n’est pas encore écrit (textes/x.md).\n"
       "  callout [Manque]\n"
       "    paragraph: Il manque _y_.\n"
       "  callout [Manque]\n"
       "    paragraph: Ce texte n’est pas encore écrit (textes/vide.md).\n");
    assert_string_equal(world_said(w),
                        "N0521 modeles/essai.yaml:5:23 textes/x.md\n"
                        "N0521 modeles/essai.yaml:6:23 textes/y.md\n"
                        "N0521 modeles/essai.yaml:8:23 textes/vide.md\n");
    w->filing = true;
    is(w, body, "");
    assert_string_equal(world_said(w),
                        "E0520 modeles/essai.yaml:5:23 textes/x.md\n"
                        "E0520 modeles/essai.yaml:6:23 textes/y.md\n"
                        "E0520 modeles/essai.yaml:8:23 textes/vide.md\n");
}

static void loops(void **state) {
    world *w = *state;
    is(w,
       "  - pour:\n"
       "      chaque: p\n"
       "      dans: partenaires\n"
       "      ou: categorie = \"scolaire\"\n"
       "      trier: nom\n"
       "      contenu: [ { texte: \"{rang}/{nombre} {p.nom}\" } ]\n",
       "  paragraph: 1/2 CFA du Fleuve\n"
       "  paragraph: 2/2 Lycée du Pont\n");
    is(w,
       "  - pour: { chaque: p, dans: partenaires, trier: nom, decroissant: "
       "oui, contenu: [ { texte: \"{p.nom}\" } ] }\n",
       "  paragraph: Usine des Eaux\n"
       "  paragraph: Lycée du Pont\n"
       "  paragraph: CFA du Fleuve\n");
    is(w,
       "  - pour: { chaque: p, dans: pieces, contenu: [ { texte: A } ], "
       "sinon: [ { texte: Rien } ] }\n"
       "  - pour: { chaque: p, dans: pieces, contenu: [ { texte: A } ] }\n",
       "  paragraph: Rien\n");
}

static void nested_loops(void **state) {
    world *w = *state;
    is(w,
       "  - pour:\n"
       "      chaque: p\n"
       "      dans: partenaires\n"
       "      ou: categorie = \"scolaire\"\n"
       "      contenu:\n"
       "        - pour:\n"
       "            chaque: q\n"
       "            dans: partenaires\n"
       "            ou: commune.nom = p.commune.nom\n"
       "            contenu: [ { texte: \"{p.nom}, {rang} {q.nom}\" } ]\n",
       "  paragraph: Lycée du Pont, 1 Lycée du Pont\n"
       "  paragraph: Lycée du Pont, 2 Usine des Eaux\n"
       "  paragraph: CFA du Fleuve, 1 CFA du Fleuve\n");
    says(w,
         "  - pour: { chaque: p, dans: campus.sigle, contenu: [ { texte: A } "
         "] }\n",
         "E0319 modeles/essai.yaml:5:30 campus.sigle\n");
}

static void choices(void **state) {
    world *w = *state;
    is(w,
       "  - si: { condition: nombre(partenaires) > 2, alors: [ { texte: Oui } "
       "], sinon: [ { texte: Non } ] }\n"
       "  - si: { condition: nombre(partenaires) > 9, alors: [ { texte: Oui } "
       "], sinon: [ { texte: Non } ] }\n"
       "  - si: { condition: nombre(partenaires) > 9, alors: [ { texte: Oui } "
       "] }\n"
       /* what is not known is not true */
       "  - si: { condition: territoire.population > 3, alors: [ { texte: Oui "
       "} ], sinon: [ { texte: Inconnu } ] }\n",
       "  paragraph: Oui\n  paragraph: Non\n  paragraph: Inconnu\n");
}

static void lists(void **state) {
    world *w = *state;
    is(w, "  - liste: { elements: [ \"un *b*\", deux ], numerotee: oui }\n",
       "  list 1\n"
       "    item 1.\n      paragraph: un _b_\n"
       "    item 2.\n      paragraph: deux\n");
    is(w,
       "  - liste: { source: partenaires, trier: nom, ou: categorie = "
       "\"scolaire\", element: \"{rang}/{nombre} {nom} ({element.commune.nom})"
       "\" }\n",
       "  list 1\n"
       "    item\n      paragraph: 1/2 CFA du Fleuve (Narbonne)\n"
       "    item\n      paragraph: 2/2 Lycée du Pont (Perpignan)\n");
    is(w,
       "  - liste: { source: pieces, element: \"{id}\", sinon: \"Aucune "
       "*pièce*.\" }\n"
       "  - liste: { source: pieces, element: \"{id}\" }\n",
       "  paragraph: Aucune _pièce_.\n");
}

static void callouts(void **state) {
    world *w = *state;
    is(w,
       "  - encadre: { genre: decision, titre: \"De {campus.sigle}\", texte: "
       "\"Texte\\n\\n- a\" }\n"
       "  - encadre: { genre: vigilance, texte: Un }\n"
       "  - encadre: { texte: Deux }\n",
       "  callout [De CMQ Essai]\n"
       "    paragraph: Texte\n"
       "    list 1\n      item\n        paragraph: a\n"
       "  callout [Vigilance]\n    paragraph: Un\n"
       "  callout [Constat]\n    paragraph: Deux\n");
    assert_int_equal(w->d->body.v[0]->callout, CALLOUT_DECISION);
    assert_int_equal(w->d->body.v[0]->kids.v[0]->style, STYLE_CALLOUT);
}

/* Under the table before it, or a paragraph of its own. */
static void notes(void **state) {
    world *w = *state;
    is(w,
       "  - note: Seule *ici*\n"
       "  - tableau: { titre: T, source: partenaires, colonnes: [ nom ] }\n"
       "  - note: { genre: source, texte: Une }\n"
       "  - note: { genre: lecture, texte: Deux }\n",
       "  paragraph: Seule _ici_\n"
       "  table Tableau\u00A01. T\n"
       "    head: Nom complet\n"
       "    row: Lycée du Pont\n"
       "    row: CFA du Fleuve\n"
       "    row: Usine des Eaux\n"
       "    Source: Une\n"
       "    Lecture: Deux\n");
    assert_int_equal(w->d->body.v[0]->style, STYLE_NOTE);
}

static void page_blocks(void **state) {
    world *w = *state;
    is(w,
       "  - saut_de_page\n"
       "  - paysage: { contenu: [ { texte: Large } ] }\n"
       "  - texte: Étroit\n",
       "  page break\n"
       "  landscape\n    paragraph: Large\n"
       "  paragraph: Étroit\n");
}

/* Pictures */

static void copy_picture(world *w, const char *name, const char *from) {
    char bytes[8192];
    FILE *f = fopen(from, "rb");
    assert_non_null(f);
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    world_bytes(w, name, (str){bytes, n});
}

static void images(void **state) {
    world *w = *state;
    copy_picture(w, "images/a.jpg", "tests/unit/image/rgb.jpg");
    is(w,
       "  - image: { id: photo, fichier: images/a.jpg, alt: \"Vu de "
       "{campus.sigle}\", legende: \"Le *pont*\", source: IGN, largeur: 100 }\n"
       "  - image: { fichier: images/a.jpg, decoratif: oui }\n"
       "  - texte: \"![Le pont {nombre(partenaires)}](images/a.jpg)\\n\\n"
       "Voir [](#photo).\"\n",
       "  image #1 Figure\u00A01. Le _pont_\n"
       "    alt: Vu de CMQ Essai\n"
       "    Source: IGN\n"
       "  image\n    alt: \n"
       "  image\n    alt: Le pont 3\n"
       "  paragraph: Voir [figure\u00A01, page\u00A0{page #1}](#1).\n");
    assert_string_equal(world_said(w), "");
    assert_int_equal(w->d->body.v[0]->image->width, 283464);
}

static void faulty_images(void **state) {
    world *w = *state;
    copy_picture(w, "images/a.jpg", "tests/unit/image/rgb.jpg");
    copy_picture(w, "images/cmyk.jpg", "tests/unit/image/cmyk.jpg");
    world_file(w, "images/texte.png", "pas une image");
    world_file(w, "images/coupee.png", "\x89PNG\r\n\x1a\n");
    says(w,
         "  - image: { fichier: images/a.jpg }\n"
         "  - texte: \"![](images/a.jpg)\"\n"
         "  - image: { fichier: images/cmyk.jpg, alt: A }\n"
         "  - image: { fichier: images/texte.png, alt: A }\n"
         "  - image: { fichier: images/coupee.png, alt: A }\n",
         "E0515 modeles/essai.yaml:5:23 images/a.jpg\n"
         "E0515 modeles/essai.yaml:6:13 ![](images/a.jpg)\n"
         "E0704 modeles/essai.yaml:7:23 images/cmyk.jpg\n"
         "E0701 modeles/essai.yaml:8:23 images/texte.png\n"
         "E0702 modeles/essai.yaml:9:23 images/coupee.png\n");
}

/* Front */

static void covers(void **state) {
    world *w = *state;
    is(w,
       "  - couverture: { genre: Dossier, surtitre: Sur, nom: "
       "\"{campus.sigle}\", accroche: \"Une *accroche*\", lignes: [ { libelle: "
       "Demande, valeur: \"{campus.demande}\" } ] }\n",
       "  cover #1\n"
       "    Dossier / Sur / CMQ Essai / Une _accroche_\n"
       "    Demande: Première labellisation\n"
       "    Statut: (PROJET)\n");
    world_file(w, "textes.yaml",
               "faits: [ { id: f, valeur: 3, source: S, "
               "statut: reel, illustratif: oui } ]\n");
    is(w, "  - couverture: { nom: N }\n",
       "  cover #1\n"
       "     /  / N / \n"
       "    Statut: (PROJET) non déposé\u00A0: contient une valeur "
       "illustrative\n");
}

static void signatures(void **state) {
    world *w = *state;
    world_body(w, "  - signatures: { titre: Signatures, texte: Nous *signons*. "
                  "}\n");
    str s = str_z(world_dump(w));
    assert_true(str_starts(s, S("  paragraph: Signatures\n"
                                "  paragraph: Nous _signons_.\n"
                                "  signatures / Version 1 du 15\u00A0novembre "
                                "2026. Empreinte SHA-256")));
    assert_int_equal(w->d->body.v[0]->style, STYLE_BLOCK_TITLE);
}

static void own_blocks(void **state) {
    world *w = *state;
    world_file(w, "blocs.yaml",
               "blocs:\n"
               "  - tableau: { id: tab-a, titre: T, source: partenaires, ou: "
               "categorie = \"economique\", colonnes: [ nom ] }\n");
    assert_string_equal(
        world_prose(w, "Avant.\n\n[](bloc:tab-a)\n\nAprès [](#tab-a).\n"),
        "  paragraph: Avant.\n"
        "  table #1 Tableau\u00A01. T\n"
        "    head: Nom complet\n"
        "    row: Usine des Eaux\n"
        "  paragraph: Après [tableau\u00A01, page\u00A0{page #1}](#1).\n");
    assert_string_equal(world_said(w), "");
}

/* A block that places itself would never end. */
static void depth(void **state) {
    world *w = *state;
    world_file(w, "blocs.yaml",
               "blocs:\n"
               "  - section: { id: rond, titre: R, contenu: [ { texte: "
               "\"[](bloc:rond)\" } ] }\n");
    world_prose(w, "[](bloc:rond)\n");
    assert_string_equal(world_said(w),
                        "E0509 blocs.yaml:2:47 { texte: \"[](bloc:rond)\" "
                        "}\n");
}

static void objective_sheets(void **state) {
    says(*state, "  - fiche_objectif: { objectif: campus }\n",
         "E0516 modeles/essai.yaml:5:5 fiche_objectif: { "
         "objectif: campus }\n");
}

int block_tests(void) {
    static const struct CMUnitTest tests[] = {
        WORLD(texts),           WORLD(gaps),          WORLD(loops),
        WORLD(nested_loops),    WORLD(choices),       WORLD(lists),
        WORLD(callouts),        WORLD(notes),         WORLD(page_blocks),
        WORLD(images),          WORLD(faulty_images), WORLD(covers),
        WORLD(signatures),      WORLD(own_blocks),    WORLD(depth),
        WORLD(objective_sheets)};
    return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
