"""Small dossiers, one a kind of block or a kind of page: what each is made of,
and what the program must say of it. Standard library only; the same bytes at
each run."""
import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path

WORDS = """eau réseau campus formation partenaire territoire qualité rivière
station traitement laboratoire apprentissage ressource sécheresse entreprise
région métier équipement hydrologie assainissement distribution potabilisation
interdisciplinaire développement établissement professionnalisation
évapotranspiration aujourd’hui l’exploitation d’ingénierie""".split()


class Rng:
    """A generator of our own: the same on every Python."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % (1 << 32) or 1

    def next(self, n):
        self.state = (self.state * 1664525 + 1013904223) % (1 << 32)
        return (self.state >> 8) % n

    def words(self, n):
        return " ".join(WORDS[self.next(len(WORDS))] for _ in range(n))

    def sentence(self, n):
        s = self.words(n)
        return s[0].upper() + s[1:] + self.ending()

    def ending(self):
        return (["."] * 12 + [" !", " ?", " : « oui »", " « non » ;"])[
            self.next(16)]

    def paragraph(self, sentences=4, words=12):
        text = " ".join(self.sentence(words - 4 + self.next(9))
                        for _ in range(sentences))
        return text if text.endswith(".") else text + " Fin."


DOSSIER = """dossier:
  titre: Essai
  version: 1
  date: 2026-11-15
  langue: fr
  referentiel: cmq-2019
documents:
  - { modele: essai, fichier: essai.pdf }
"""
CAMPUS = """campus:
  intitule: Campus d’essai
  sigle: CMQ Essai
  categorie: standard
  demande: premiere
  filiere: transition_energetique_eco_industrie
  etablissement_support: lycee
  label: { debut: 2027-09-01, duree_ans: 5 }
"""
PARTNERS = """partenaires:
  - { id: lycee, nom: Lycée du Pont, article: le, categorie: scolaire, nature: eple, uai: 0660014G, commune: Perpignan }
  - { id: cfa, nom: CFA du Fleuve, article: le, categorie: scolaire, nature: cfa, commune: Narbonne }
  - { id: usine, nom: Usine des Eaux, categorie: economique, nature: entreprise, commune: Perpignan }
  - { id: fac, nom: Université des Sources, article: l’, categorie: superieur_recherche, nature: universite, commune: Perpignan }
  - { id: amis, nom: Les Amis de l’eau, categorie: associatif, nature: association, commune: Prades }
  - { id: region, nom: Région, article: la, categorie: institutionnel, nature: collectivite, commune: Toulouse }
"""


@dataclass
class Case:
    name: str
    files: dict                   # path → text or bytes
    errors: tuple = ()            # codes that must be reported; () : compiles
    says: tuple = ()              # codes of warnings or notices that must be
    pages: int = 0                # at least so many
    texts: tuple = ()             # what pdftotext must show
    wide: tuple = None            # the landscape pages
    absent: tuple = ()            # what it must not show
    whole: bool = False           # cut words are looked for in the structure
    attached: tuple = ()          # names of files in the PDF, among others
    spared: tuple = ()            # rules of pages.py that cannot hold here
    joined: bool = False          # each key of a figure is a cell's too
    data: dict = field(default_factory=dict)  # over the program's data folder


CASES = []


def case(name, body, files=None, **more):
    """body: the blocks of the template, YAML indented by two."""
    made = {"dossier.yaml": DOSSIER, "campus.yaml": CAMPUS,
            "partenaires.yaml": PARTNERS,
            "modeles/essai.yaml": "modele: essai\ntitre: \"Essai — "
            "{campus.intitule}\"\nformat: pdf\ncorps:\n" + body}
    made.update(files or {})
    CASES.append(Case(name, made, **more))


def prose(name, text, files=None, **more):
    """A section whose text is textes/a.md."""
    case(name, "  - section:\n      id: un\n      titre: Une section\n"
         "      contenu:\n        - texte: { fichier: textes/a.md }\n",
         {"textes/a.md": text, **(files or {})}, **more)


def section(body, title="Une section"):
    return f"  - section:\n      id: un\n      titre: {title}\n" \
        "      contenu:\n" + "".join(
            "        " + line + "\n" if line else "\n"
            for line in body.rstrip("\n").split("\n"))


# --- Pictures ----------------------------------------------------------------

def png(width, height, colour, depth=8, alpha_chunk=False):
    """A PNG of that colour type (0 grey, 2 RGB, 3 palette, 4 grey and alpha,
    6 RGB and alpha), a gradient."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    rows = b""
    for y in range(height):
        rows += b"\0"
        for x in range(width):
            for c in range(channels):
                v = (x * 255 // width + c * 40 + y) % 256
                if colour == 3:
                    v %= 4
                rows += bytes([v] * (depth // 8))

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(
            ">I", zlib.crc32(name + data))

    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
        ">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    if colour == 3:
        out += chunk(b"PLTE", bytes(range(12)))
        if alpha_chunk:
            out += chunk(b"tRNS", bytes([0, 128, 255, 255]))
    return out + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


# --- Each block alone ----------------------------------------------------------

def blocks():
    case("couverture", "  - couverture: { genre: Dossier, surtitre: Campus des "
         "métiers et des qualifications, nom: \"{campus.sigle}\", accroche: "
         "\"L’eau, *partout*\", lignes: [ { libelle: Demande, valeur: "
         "\"{campus.demande}\" } ] }\n", texts=("CMQ Essai", "PROJET"))
    case("couverture-nom-long", "  - couverture: { genre: Dossier, nom: "
         "\"Hydrologie, potabilisation et assainissement\", accroche: \"" +
         Rng(1).words(24) + "\" }\n")
    case("sommaire", "  - sommaire: { niveaux: 2 }\n" + "".join(
        f"  - section: {{ titre: Section {i}, contenu: [ {{ texte: \"## Part "
        f"{i}\\n\\n{Rng(i).paragraph()}\" }} ] }}\n" for i in range(1, 41)),
        pages=40)
    case("liste-des-tableaux", "  - sommaire: { de: tableaux }\n"
         "  - sommaire: { de: figures, titre: Les figures }\n" + section(
             "".join(f"- tableau: {{ titre: \"Tableau de {Rng(i).words(3 + i)}"
                     "\", source: partenaires, colonnes: [ nom ] }\n"
                     "- graphique: { type: barres, titre: \"Partenaires\", "
                     "source: partenaires, categorie: nom, valeur: 3 }\n"
                     for i in range(8))),
         texts=("Liste des tableaux", "Les figures", "Tableau 8", "Figure 8"))
    prose("texte", INLINES, {"images/a.png": png(60, 40, 2)})
    case("liste", section("- liste: { elements: [ un, \"**deux** "
                          "*trois*\", trois ], numerotee: oui }\n"
                          "- liste: { source: partenaires, element: "
                          "\"{nom}\" }\n"))
    case("listes-vides", section(
        "- texte: Rien après ceci.\n"
        "- liste: { source: pieces, element: \"{id}\" }\n"
        "- liste: { source: pieces, element: \"{id}\", sinon: Aucune pièce. }\n"
        "- tableau: { source: pieces, titre: T, colonnes: [ titre ], sinon: "
        "Aucune ligne. }\n"
        "- tableau: { source: pieces, titre: T, colonnes: [ titre ] }\n"
        "- pour: { chaque: p, dans: pieces, contenu: [ { texte: \"{p.id}\" } "
        "], sinon: [ { texte: Aucun tour. } ] }\n"),
        texts=("Aucune pièce.", "Aucune ligne.", "Aucun tour."))
    for kind in ("constat", "a_retenir", "decision", "vigilance", "manque"):
        case(f"encadre-{kind}", section(
            f"- encadre: {{ genre: {kind}, texte: \"{Rng(3).paragraph()}\" }}"))
    case("note", section("- note: Une note seule.\n- tableau: { titre: T, "
                         "source: partenaires, colonnes: [ nom ], lecture: "
                         "Lire, regles: Règles, note: Noter }\n"
                         "- note: { genre: source, texte: Ici }\n"))
    case("annexes", "".join(
        f"  - annexe: {{ titre: Annexe {i}, contenu: [ {{ texte: \"## Part\\n"
        f"\\n{Rng(i).paragraph()}\" }} ] }}\n" for i in range(1, 13)), pages=12)
    case("sauts-de-page", section("- texte: Un.\n- saut_de_page\n"
                                  "- texte: Deux.\n- saut_de_page\n"
                                  "- saut_de_page\n- texte: Trois.\n"),
         pages=3, texts=("Un.", "Deux.", "Trois."), spared=("empty_pages",))
    case("paysage", section(
        "- texte: Avant.\n- paysage:\n    contenu:\n      - texte: \"" +
        Rng(5).paragraph(8) + "\"\n      - tableau: { titre: T, source: "
        "partenaires, colonnes: [ nom, categorie ] }\n- texte: Après.\n"),
        pages=3, wide=(2,))
    case("boucles", section(
        "- pour: { chaque: p, dans: partenaires, trier: nom, contenu: [ { "
        "texte: \"### {rang} {p.nom}\" } ] }\n".replace("### ", "") +
        "- si: { condition: nombre(partenaires) > 2, alors: [ { texte: Oui. } "
        "], sinon: [ { texte: Non. } ] }\n"), texts=("Oui.",))
    case("signatures", section(
        "- signatures: { titre: Engagement, texte: \"" + Rng(6).paragraph() +
        "\" }", "Engagement"),
        {"signataires.yaml": CAMPUS + """  signataires:
    - { pour: lycee, qualite: La proviseure ou le proviseur, mention: au nom de l’établissement support }
    - { pour: region, qualite: La présidente ou le président }
    - { pour: fac, qualite: La présidence }
    - { pour: usine, qualite: La direction }
    - { pour: amis, qualite: Le bureau }
""", "campus.yaml": ""})
    case("conformite", "  - section: { titre: Réponses, criteres: [A1, A2], "
         "contenu: [ { texte: \"{criteres: A4 A5} Une réponse.\" } ] }\n" +
         section("- conformite: { titre: Critères, note: Une note. }",
                 "Conformité"), says=("W0450",))
    case("document-d-un-paragraphe", "  - texte: Un seul paragraphe.\n",
         texts=("Un seul paragraphe.",))
    case("document-vide", "  []\n".replace("  []", "  - saut_de_page"))
    case("diagrammes", section("- gantt: {}\n- organigramme: {}\n- reseau: {}\n"
                               "- matrice_formations: {}\n"),
         errors=("E0514",))


INLINES = """Du *mot* **fort**, ***les deux***, du `code_long(x)`, un
[lien](https://exemple.fr/chemin) et <https://exemple.fr/un/tres/long/chemin?q=1>.

## Un titre *penché* : « guillemets » ; puis ! ou ?

{criteres: A4 A5} {illustratif} Un paragraphe qui répond à deux critères, avec
une note[^n] et [water](lang:en). C'est "cité", n'est-ce pas ? 1er, XXIe, 25 %…

### Un titre de niveau trois

> [!a_retenir]
> Un encadré : deux phrases. \\100 000 € et \\1 234,5 km.

- un
  - deux
    1. trois
    2. quatre

![Une image](images/a.png)

```
du code
  indenté
```

[^n]: Le texte de la *note*, avec {nombre(partenaires)} partenaires.
"""


# --- Tables --------------------------------------------------------------------

def many_partners(n, seed=7, extra=""):
    r = Rng(seed)
    kinds = ["scolaire", "economique", "associatif", "institutionnel",
             "superieur_recherche"]
    return PARTNERS + "".join(
        f"  - {{ id: p{i}, nom: \"{r.sentence(3)[:-1]} {i}\", categorie: "
        f"{kinds[r.next(5)]}, nature: entreprise, commune: Ville{i % 7}"
        f"{extra} }}\n" for i in range(n))


def wide(n, width=0):
    size = f", largeur: {width}" if width else ""
    return ", ".join(
        f"{{ champ: \"rang_{i}\", entete: \"Colonne {i}\", format: nombre"
        f"{size} }}".replace(f"rang_{i}", str(1000 * i + 1))
        for i in range(1, n + 1))


def tables():
    case("tableau", section("- tableau: { titre: Partenaires, source: "
                            "partenaires, colonnes: [ nom, categorie, "
                            "commune.nom, siret ] }"))
    case("tableau-une-colonne", section(
        "- tableau: { titre: T, source: partenaires, colonnes: [ nom ] }"))
    case("tableau-long", section(
        "- texte: \"" + Rng(2).paragraph(6) + "\"\n"
        "- tableau: { id: tab, titre: Tous les partenaires, source: "
        "partenaires, colonnes: [ nom, categorie, commune.nom ], lecture: "
        "Lecture. }\n- texte: \"Voir [](#tab). " + Rng(3).paragraph() + "\"\n"),
        {"partenaires.yaml": many_partners(260)}, pages=7,
        texts=("(suite)", "Suite du tableau"))
    case("tableau-groupes", section(
        "- tableau:\n    titre: Par catégorie\n    source: partenaires\n"
        "    grouper: categorie\n    sous_totaux: oui\n    total: oui\n"
        "    colonnes:\n      - nom\n      - commune.nom\n"
        "      - { champ: 1, entete: Nombre, format: nombre, somme: oui }\n"
        "      - { champ: 1250.5, entete: Euros, format: euros, somme: oui }\n"),
        {"partenaires.yaml": many_partners(120)}, pages=3, texts=("Total",))
    case("tableau-trop-large", section(
        "- tableau: { titre: Large, source: partenaires, colonnes: [ nom, " +
        wide(2, 280) + " ] }"), errors=("E0606",))
    case("tableau-qui-tourne", section(
        "- texte: \"" + Rng(8).paragraph() + "\"\n- section:\n    titre: En "
        "large\n    contenu:\n      - tableau: { id: large, titre: Large, "
        "source: partenaires, total: oui, lecture: Lire., colonnes: [ nom, " +
        wide(12) + " ] }\n- texte: \"Voir [](#large). " +
        Rng(9).paragraph() + "\"\n"), pages=3,
        texts=("tableau 1, page 2", "En large"), wide=(2,))
    case("tableau-qui-tourne-et-attend", section(
        "- texte: \"" + Rng(18).paragraph(3) + "\"\n- tableau: { titre: "
        "Large, source: partenaires, lecture: Lire., colonnes: [ nom, " +
        wide(12) + " ] }\n" + "".join(
            f"- texte: \"{Rng(i).paragraph(6)}\"\n" for i in range(19, 27))),
        {"partenaires.yaml": many_partners(40)}, pages=4, wide=(2, 3))
    case("tableau-en-blocs", section(
        "- texte: Avant.\n- tableau: { titre: En blocs, source: partenaires, "
        "grouper: categorie, sous_totaux: oui, total: oui, lecture: Lire., "
        "colonnes: [ nom, commune.nom, " + wide(30) + " ] }\n- texte: Après."),
        {"partenaires.yaml": many_partners(60)}, pages=5,
        texts=("(1/3)", "(3/3)", "(suite)"))
    case("tableau-large-en-paysage", section(
        "- texte: Avant.\n- paysage:\n    contenu:\n      - tableau: { titre: "
        "Large, source: partenaires, total: oui, colonnes: [ nom, " + wide(12) +
        " ] }"), pages=2)
    tall = Rng(11).paragraph(40, 14)
    case("lignes-hautes", section(
        "- tableau: { titre: Hautes, source: partenaires, colonnes: [ nom, { "
        "champ: apport, entete: Apport } ] }"),
        {"partenaires.yaml": PARTNERS.replace(
            "commune: Perpignan }", f"commune: Perpignan, apport: \"{tall}\" }}")
         }, pages=3)
    taller = Rng(12).paragraph(140, 14)
    case("ligne-plus-haute-qu-une-page", section(
        "- tableau: { titre: Haute, source: partenaires, colonnes: [ nom, { "
        "champ: apport, entete: Apport } ] }"),
        {"partenaires.yaml": PARTNERS.replace(
            "commune: Prades }", f"commune: Prades, apport: \"{taller}\" }}")},
        pages=3)
    case("tetes-longues", section(
        "- tableau: { titre: \"" + Rng(13).words(40) + "\", source: "
        "partenaires, colonnes: [ { champ: nom, entete: \"" + Rng(14).words(12)
        + "\" }, { champ: commune.nom, entete: \"" + Rng(15).words(9) +
        "\" } ], lecture: \"" + Rng(16).paragraph(6) + "\" }"))
    case("mots-trop-longs", section(
        "- texte: \"Un mot " + "anticonstitutionnellement" * 12 + " puis "
        "https://exemple.fr/" + "chemin/" * 40 + " et `" + "x" * 300 + "`.\"\n"
        "- tableau: { titre: T, source: partenaires, colonnes: [ nom, "
        "categorie, commune.nom, nature, apport, siret ] }"),
        {"partenaires.yaml": PARTNERS.replace(
            "Usine des Eaux", "Hydro" + "électro" * 20 + "technique")})
    case("tableau-dans-une-liste", section(
        "- texte: \"- un\\n\\n  [](bloc:tab-a)\\n- deux\\n\\n> [!constat]\\n> "
        "x\\n>\\n> [](bloc:tab-a)\"\n"),
        {"blocs.yaml": "blocs:\n  - tableau: { id: tab-a, titre: T, source: "
         "partenaires, colonnes: [ nom ] }\n"})


# --- Pages -----------------------------------------------------------------------

def pages():
    r = Rng(21)
    prose("prose-longue", "\n\n".join(r.paragraph(3 + r.next(6))
                                      for _ in range(80)), pages=12)
    text = ""
    for i in range(60):
        text += f"## Titre {i}\n\n" + "\n\n".join(
            r.paragraph(1 + r.next(4)) for _ in range(1 + r.next(3))) + "\n\n"
        if i % 3 == 0:
            text += f"### Sous-titre {i}\n\n{r.paragraph()}\n\n"
        if i % 5 == 0:
            text += f"### Devant une liste\n\n- {r.sentence(9)}\n" \
                f"- {r.sentence(20)}\n\n"
    prose("titres-en-bas-de-page", text, pages=10)
    prose("sections-courtes", r.paragraph(30) + "\n\n" + "".join(
        f"## Titre\n\n{r.sentence(6)}\n\n" for _ in range(60)), pages=4)
    text = ""
    for i in range(40):
        text += r.paragraph(1 + r.next(5)) + "\n\n> [!" + (
            "constat", "vigilance", "decision")[i % 3] + "]\n> " + \
            r.paragraph(1 + r.next(4)) + "\n\n"
    prose("encadres-courts", text, pages=8)
    prose("encadres-longs", "\n\n".join(
        r.paragraph(2 + r.next(4)) + "\n\n> [!constat]\n> " +
        "\n>\n> ".join(r.paragraph(5) for _ in range(5)) for _ in range(6)),
        pages=4)
    text = ""
    for i in range(24):
        text += r.paragraph(1 + r.next(6)) + "\n\n> [!constat]\n> " + \
            "\n>\n> ".join(r.paragraph(2 + i % 3, 9 + i % 4)
                           for _ in range(2)) + "\n\n"
    prose("encadres-de-douze-lignes", text, pages=8)
    text = ""
    for i in range(12):
        text += f"## Partie {i}\n\n" + r.paragraph(2 + r.next(9)) + \
            f"\n\n[](bloc:f{i})\n\n" + r.paragraph(3) + "\n\n" + \
            r.paragraph(1 + r.next(5)) + "\n\n"
    prose("figures-flottantes", text, {"blocs.yaml": "blocs:\n" + "".join(
        f"  - graphique: {{ id: f{i}, type: barres, titre: \"Figure {i}\", "
        "source: partenaires, categorie: nom, valeur: 3, lecture: Lire. }\n"
        for i in range(12))}, pages=5, texts=("Figure 12",))
    text, notes = "", ""
    for i in range(90):
        text += r.paragraph(1 + r.next(3)) + f"[^{i}] " + r.sentence(8) + "\n\n"
        notes += f"[^{i}]: {r.paragraph(1 + r.next(2))}\n\n"
    prose("notes-partout", text + notes, pages=8)
    text = "\n\n".join(r.paragraph(4) for _ in range(5))
    prose("notes-nombreuses", text + "\n\nVoir" + "".join(
        f" mot[^{i}]" for i in range(40)) + ".\n\n" + text + "\n\n" +
        "\n\n".join(f"[^{i}]: {r.sentence(14)}" for i in range(40)), pages=2,
        spared=("lonely_lines",))  # a line, and the notes that fill its page
    prose("note-tres-longue", text + " Fin[^1].\n\n" + text + "\n\n[^1]: " +
          r.paragraph(60, 14), pages=3)
    prose("notes-deux-fois", "Un[^a], deux[^a], trois[^b].\n\n[^a]: Une.\n\n"
          "[^b]: Deux.\n\n    Et la suite.\n")
    text = ""
    for i in range(12):
        text += f"{i + 1}. {r.sentence(14)}\n\n   {r.paragraph(2)}\n\n"
        text += "   - " + r.sentence(18) + "\n   - " + r.sentence(6) + "\n\n"
        text += "     - " + r.sentence(22) + "\n     - " + r.sentence(5) + "\n\n"
    prose("listes-profondes", text, pages=3)
    prose("liste-longue", "Voici : \n\n" + "\n".join(
        f"- {r.sentence(3 + r.next(25))}" for _ in range(150)), pages=5)
    text = ""
    for i in range(30):
        ids = " ".join(f"A{1 + (i + k) % 11}" for k in range(1 + i % 5))
        text += f"{{criteres: {ids}}} " + r.paragraph(1 + r.next(2)) + "\n\n"
    prose("reperes-serres", text, pages=3, whole=True)
    text = ""
    for i in range(24):
        ids = " ".join(f"A{1 + k}" for k in range(1 + i % 6))
        text += f"{{criteres: {ids}}} {r.sentence(6)}\n\n" + (
            "## Un titre\n\n", "### Un titre\n\n", "[](bloc:tab)\n\n",
            "> [!constat]\n> x\n\n")[i % 4] + r.sentence(9) + "\n\n"
    prose("reperes-et-titres", text, {
        "blocs.yaml": "blocs:\n  - tableau: { id: tab, titre: T, source: "
        "partenaires, ou: categorie = \"economique\", colonnes: [ nom ], "
        "lecture: Lire }\n"}, pages=3)
    prose("langues", "Le mot [water treatment plant](lang:en) puis " +
          "[the quick brown fox jumps over the lazy dog: it’s “quoted”!]"
          "(lang:en) " * 6 + "et [agua](lang:es), [**aigua** *viva*](lang:ca)."
          "\n")
    prose("renvois", "".join(
        f"Voir [](#s{(i * 7) % 40}), [](#s{(i * 11) % 40}) et [là](#s{i}).\n\n"
        for i in range(40)), {"sections.yaml": "sections:\n" + "".join(
            f"  - {{ id: s{i}, apres: un, titre: Section {i}, texte: \"" +
            Rng(i + 1).paragraph(6) + f" Voir [](#s{(i + 13) % 40}).\" }}\n"
            for i in range(40))}, pages=40)
    prose("code", "```\n" + "\n".join(
        "  " * (i % 5) + f"if (x{i} < {i}) {{ return \"« à »\"; }}"
        for i in range(80)) + "\n```\n\nAvec `{expression}` et `\\\\`.\n",
        pages=2)
    prose("unicode", "e\u0301te\u0301 (décomposé), œuvre, Œ, Æ, ç, ß, ŵ, ñ, ı, "
          "1er, 2e, nᵒ 5, ½, ², ³, €, £, ×, −, ±, ≤, ≥, →, ✓, …, –, —, ‑, "
          "«\u00a0a\u00a0», ‹ b ›, “c”, ‘d’, \u00a7, \u2030, \u00b0C, a\u00adb, "
          "fi ffi fl, AVANT, Lev\u00ado, naïve, Noël, L’Haÿ-les-Roses.\n")
    case("titres-longs", "".join(
        f"  - section: {{ id: l{i}, titre: \"{Rng(i + 30).words(8 + 9 * i)}\", "
        f"sous_titre: \"{Rng(i + 40).words(20)}\", criteres: [A1, A2, A3, A4, "
        f"A5, A6, A7, A8], chapo: \"{Rng(i).paragraph()}\", contenu: [ {{ "
        f"texte: \"## {Rng(i + 50).words(16)}\\n\\n{Rng(i).paragraph()}\" }} ] "
        "}\n" for i in range(4)), pages=4)
    case("trois-cents-pages", "".join(
        f"  - section: {{ titre: Section {i}, contenu: [ {{ texte: {{ fichier:"
        f" textes/{i}.md }} }} ] }}\n" for i in range(60)),
        {f"textes/{i}.md": "".join(
            ("## Part\n\n" if k % 9 == 0 else "") +
            Rng(i * 100 + k).paragraph(6) + "\n\n" for k in range(20))
         for i in range(60)}, pages=300)


# --- Pictures, fonts, figures, words ------------------------------------------------

def pictures(jpegs):
    files = {"images/rgb.png": png(90, 60, 2), "images/gris.png": png(90, 60, 0),
             "images/alpha.png": png(90, 60, 6),
             "images/gris-alpha.png": png(60, 90, 4),
             "images/palette.png": png(40, 40, 3),
             "images/trous.png": png(40, 40, 3, alpha_chunk=True),
             "images/seize.png": png(30, 30, 2, 16),
             "images/haute.png": png(20, 400, 2),
             "images/large.png": png(900, 20, 2)}
    files.update({f"images/{k}": v for k, v in jpegs.items()})
    names = sorted(files)
    case("images", section("\n".join(
        f"- image: {{ fichier: {n}, alt: \"Dégradé {i}\", legende: \"La *{i}*\", "
        f"source: IGN{', largeur: 60' if i % 2 else ''} }}\n"
        f"- texte: \"{Rng(i).paragraph()}\"" for i, n in enumerate(names))),
        files, pages=3)
    case("image-decorative", section(
        "- texte: Avant.\n- image: { fichier: images/rgb.png, decoratif: oui "
        "}\n- texte: Après.\n"), {"images/rgb.png": files["images/rgb.png"]})
    case("image-sans-texte", section("- image: { fichier: images/rgb.png }"),
         {"images/rgb.png": files["images/rgb.png"]}, errors=("E0515",))
    profile = b"ICC_PROFILE\0\1\1Display P3"
    segment = b"\xff\xe2" + struct.pack(">H", 2 + len(profile)) + profile
    rgb = jpegs["rgb.jpg"]
    case("image-autres-couleurs", section(
        "- texte: Avant.\n- image: { fichier: images/p3.jpg, alt: Un dégradé "
        "}\n- texte: Après.\n"),
        {"images/p3.jpg": rgb[:2] + segment + rgb[2:]}, says=("W0718",))
    case("logo-svg", "  - couverture: { nom: N }\n", {
        "campus.yaml": CAMPUS + "  logos:\n    - { pour: lycee, fichier: "
        "images/l.svg }\n", "images/l.svg": "<svg/>"}, errors=("E0705",))
    case("logos", "  - couverture: { nom: N }\n", {
        "campus.yaml": CAMPUS + "  logos:\n    - { pour: lycee, fichier: "
        "images/rgb.png, alt: Le lycée }\n    - { pour: cfa }\n    - { pour: "
        "region, fichier: images/large.png }\n    - { pour: fac, fichier: "
        "images/haute.png }\n", **files})


PIECES = """pieces:
  - { id: P1, titre: Convention, type: convention, statut: signee, date: 2026-09-01, fichier: pieces/convention.pdf, pages: 1, joindre: oui }
  - { id: P2, titre: Avis, type: avis, statut: signee, fichier: pieces/sous dossier/avis.txt, joindre: oui }
  - { id: P3, titre: Rapport, type: rapport, statut: signee, fichier: pieces/rapport.odt }
  - { id: P4, titre: Lettre, type: lettre, statut: attendue }
  - { id: P5, titre: Autre avis, type: avis, statut: signee, fichier: pieces/avis.txt, joindre: oui }
"""
PIECE_FILES = {
    "pieces.yaml": PIECES, "pieces/convention.pdf": "%PDF-1.4\n%%EOF\n",
    "pieces/sous dossier/avis.txt": "Favorable.\n",
    "pieces/avis.txt": "Réservé.\n" * 200000,
    "pieces/rapport.odt": b"PK\x03\x04"}
PIECE_LIST = """- tableau:
    titre: Pièces
    source: pieces
    colonnes:
      - id
      - titre
      - { champ: remise, entete: Remise }
      - { champ: taille, entete: Taille }
      - { champ: empreinte, entete: Empreinte, format: code }
      - { champ: empreinte_courte, entete: Repère, format: code }
"""


def figure_data():
    """Values that only a figure shows come again in a table; those that a
    table prints do not."""
    charts = "".join(
        f"- graphique: {{ type: {kind}, montrer: synthese, avec_cibles: oui "
        "}\n" for kind in ("lignes", "tendance", "barres_groupees"))
    case("donnees-des-figures", section(charts + "- donnees_figures: {}\n"),
         DATA, texts=("Données de la figure 1", "Données de la figure 2",
                      "Les valeurs de cette figure sont au tableau 1, page 1",
                      "480", "2025‑2026"))
    case("figures-deja-en-tableau", section(
        "- graphique: { type: barres, titre: Places, source: partenaires, "
        "categorie: nom, valeur: 3 }\n" + "- donnees_figures: {}\n" * 2), DATA,
        texts=("Tableau 1 Données de la figure 1 : Places",),
        absent=("Tableau 2",))


def attachments():
    case("pieces-jointes", section(PIECE_LIST), PIECE_FILES,
         attached=("convention.pdf", "avis.txt", "3-avis.txt"),
         texts=("Jointe", "À part", "2,2 Mo", "1 Ko"))
    same = "pieces:\n" + "".join(
        f"  - {{ id: P{i}, titre: Avis, statut: signee, fichier: pieces/{name}"
        ", joindre: oui }\n"
        for i, name in enumerate(("3-avis.txt", "a/avis.txt", "b/avis.txt")))
    case("pieces-de-meme-nom", section(PIECE_LIST), {
        "pieces.yaml": same, "pieces/3-avis.txt": "Un.\n",
        "pieces/a/avis.txt": "Deux.\n", "pieces/b/avis.txt": "Trois.\n"},
        attached=("3-avis.txt", "avis.txt", "4-avis.txt"))
    entry = "  - { modele: essai, fichier: essai.pdf"
    case("pieces-refusees-au-document", section(PIECE_LIST),
         {**PIECE_FILES, "dossier.yaml": DOSSIER.replace(
             entry, entry + ", joindre: non")}, says=("W0713",))
    case("pieces-non-listees", section("- texte: Rien."), PIECE_FILES,
         says=("W0713",))
    case("piece-trop-grosse", section(PIECE_LIST), {
        **PIECE_FILES, "pieces/avis.txt": b"a" * (33 << 20)},
        errors=("E0708",))
    many = "pieces:\n" + "".join(
        f"  - {{ id: P{i}, titre: Avis, statut: signee, fichier: "
        "pieces/avis.txt, joindre: oui }\n" for i in range(3))
    case("pieces-trop-nombreuses", section(PIECE_LIST), {
        "pieces.yaml": many, "pieces/avis.txt": b"a" * (23 << 20)},
        errors=("E0709",))
    case("description-jointe", section("- texte: Rien.") + "", {
        **DATA, "dossier.yaml": DOSSIER.replace(
            entry, "  - { modele: classeur-indicateurs, fichier: "
            "indicateurs.xlsx, titre: Indicateurs }\n" + entry +
            ", joindre: oui"), "textes/libre.md": "Une prose libre.\n"},
        attached=("dossier.yaml", "textes-libre.md", "indicateurs.xlsx"))


INDICATORS = """indicateurs:
  - id: effectif
    code: F01
    intitule: Effectif total
    unite: apprenants
    agregation: somme
    calendrier: scolaire
    sens: hausse
    montrer: [synthese, contexte, comite, objectif]
    reference: 2023-2024
    cibles: { 2026-2027: 480, 2028-2029: 600 }
    provenance: { source: constat, date: 2025-10-01, statut: reel }
    valeurs:
      lycee: { 2022-2023: 190, 2023-2024: 200, 2024-2025: 210, 2025-2026: 225 }
      cfa: { 2022-2023: 101, 2023-2024: 112, 2024-2025: 118, 2025-2026: { valeur: 120, statut: provisoire } }
  - id: taux
    code: F02
    intitule: Taux d’emploi à six mois
    unite: "%"
    decimales: 1
    calendrier: scolaire
    sens: hausse
    montrer: [comite]
    provenance: { source: enquête, date: 2025-10-01, statut: estime }
    valeurs:
      campus: { 2022-2023: 61.5, 2023-2024: 64, 2024-2025: { valeur: 66.2, illustratif: oui } }
  - id: rupture
    intitule: Ruptures de contrat
    unite: contrats
    calendrier: scolaire
    sens: baisse
    montrer: [comite]
    agregation: somme
    cibles: { 2025-2026: 4 }
    ruptures: [ { periode: 2024-2025, note: nouveau périmètre } ]
    provenance: { source: CFA, date: 2025-10-01, statut: reel }
    valeurs:
      cfa: { 2022-2023: 9, 2023-2024: 11, 2024-2025: 7, 2025-2026: 12 }
      lycee: { 2022-2023: secret, 2023-2024: non_disponible, 2024-2025: 2, 2025-2026: a_venir }
"""
BUDGET = """budget:
  calendrier: scolaire
  periodes: [2027-2028, 2028-2029, 2029-2030, 2030-2031, 2031-2032]
  taxes: ttc
  natures: pcg
  depenses:
    - { id: d1, libelle: Études, nature: "62", section: fonctionnement, porteur: lycee, montants: { 2027-2028: 18 000, 2028-2029: 6 000 } }
    - { id: d2, libelle: Banc d’essai, nature: equipement, section: investissement, porteur: lycee, montants: { 2027-2028: 140 000 } }
  ressources:
    - { id: r1, libelle: Subvention, financeur: region, dispositif: FEDER, section: investissement, statut: demande, montants: { 2027-2028: 140 000 } }
    - { id: r2, libelle: Dotation, financeur: region, section: fonctionnement, statut: notifie, montants: { 2027-2028: 18 000, 2028-2029: 5 000 } }
"""
STATES = """pieces:
  - { id: P1, titre: Attendue, type: lettre, statut: attendue, exige: depot }
  - { id: P2, titre: En cours, type: avis, statut: en_cours, exige: decision }
  - { id: P3, titre: Refusée, type: convention, statut: refusee }
  - { id: P4, titre: Caduque, type: rapport, statut: caduque }
objectifs:
  - id: O1
    titre: Former
    resume: Un résumé.
    texte: "Un paragraphe *penché*."
    pilote: lycee
    echeance: 2029
    criteres: [A5, A6]
    indicateurs: [effectif, taux, rupture]
    actions:
      - { id: o1_1, titre: À venir, pilote: lycee, debut: 2027-09, fin: 2029-06, etat: a_venir }
      - { id: o1_2, titre: En cours, pilote: cfa, debut: 2025-09, fin: 2027-06, etat: en_cours }
      - { id: o1_3, titre: Faite, pilote: usine, debut: 2024-09, fin: 2025-06, etat: faite }
      - { id: o1_4, titre: Bloquée, debut: 2025-09, fin: 2026-12, etat: bloquee, motif: attente }
      - { id: o1_5, titre: Abandonnée, debut: 2025-09, fin: 2026-12, etat: abandonnee, motif: choix }
      - { id: o1_6, titre: En retard, debut: 2025-09, fin: 2026-02, etat: en_cours }
"""
DATA = {"indicateurs.yaml": INDICATORS, "budget.yaml": BUDGET,
        "etats.yaml": STATES}


def figures():
    case("etats", section(
        "- tableau: { titre: Pièces, source: pieces, colonnes: [ titre, { "
        "champ: statut, entete: État, format: etat } ] }\n"
        "- tableau: { titre: Actions, source: actions, colonnes: [ titre, { "
        "champ: etat, entete: État, format: etat } ] }\n"
        "- tableau: { titre: Indicateurs, source: indicateurs }\n"), DATA,
        texts=("Attendue", "Refusée", "Bloquée", "Abandonnée"))
    case("fiche-objectif", section(
        "- pour: { chaque: o, dans: objectifs, contenu: [ { fiche_objectif: { "
        "objectif: o } } ] }"), DATA, texts=("Fiche objectif 1 sur 1",))
    case("annees", section(
        "- tableau: { titre: Exécution, source: budget.execution, colonnes: [ "
        "ligne, exercice, vote ] }\n"
        "- graphique: { type: barres, titre: Voté, source: budget.execution, "
        "categorie: exercice, valeur: vote }\n"),
        {**DATA, "budget.yaml": BUDGET + "  execution:\n"
         "    - { exercice: 2024, ligne: d1, vote: 6000 }\n"
         "    - { exercice: 2025, ligne: d1, vote: 7500 }\n"},
        texts=("2024", "2025"))
    case("plan-de-financement", section(
        "- plan_financement: { id: tab-plan }\n- texte: \"Voir [](#tab-plan)."
        "\"\n"), DATA, says=("W0460",))
    case("chiffres-cles", section(
        "- chiffres_cles:\n    cartes:\n" + "".join(
            f"      - {{ libelle: \"{Rng(i).words(6)}\", valeur: "
            f"{10 ** i + i}, unite: euros, pied: Un pied }}\n"
            for i in range(8)) + "- chiffres_cles: { montrer: synthese }\n"),
        DATA)
    case("graphique-de-plusieurs-unites", section(
        "- graphique: { type: barres, montrer: comite }"), DATA,
        errors=("E0517",))
    for kind in ("barres", "barres_empilees", "barres_groupees", "lignes",
                 "avancement", "tendance", "anneau"):
        case(f"graphique-{kind.replace('_', '-')}", section(
            f"- graphique: {{ type: {kind}, titre: \"Partenaires, nombre\", "
            "source: partenaires, categorie: nom, valeur: rang_ }\n".replace(
                "rang_", "3 + nombre(partenaires)")), DATA)
        case(f"indicateur-{kind.replace('_', '-')}", section(
            f"- graphique: {{ type: {kind}, montrer: synthese, avec_cibles: oui "
            "}\n"), DATA)


NAUGHTY = [
    "\" ' ` « » “ ” ‘ ’", "a<b>c&d;&amp;", "%s%n%d%99999d", "null", "true",
    "1e5", "0x1F", "../../etc/passwd", "$(reboot)", "a\\\\b", "C:\\\\nul",
    "-- drop table", "*_[]()#+-.!|~", "{ouvre", "ferme}", "{{deux}}",
    "a\u00a0b\u202fc\u2009d", "-", "—", "...", "= 1+1", "@SUM(1)",
    "mot" * 60, "é" * 200, "a " * 300, "( [ { « “ ‘", "1 000 000,00 €",
    "50 %", "nᵒ 12", "12 h 30", "A\u0301E\u0300", "aujourd'hui", "l'eau",
    "Mme X.", "etc...", "?!?!", "::", "M. d’A", "œ", "…"]


def naughty():
    import json
    bad = [s for s in NAUGHTY]
    rows = "".join(
        f"  - {{ id: n{i}, nom: {json.dumps(s, ensure_ascii=False)}, "
        f"categorie: economique, nature: entreprise, commune: "
        f"{json.dumps(s, ensure_ascii=False)} }}\n"
        for i, s in enumerate(bad))
    columns = "colonnes: [ nom, commune.nom ]"
    case("chaines-mechantes", section(
        f"- tableau: {{ titre: Tous, source: partenaires, {columns} }}\n"
        "- liste: { source: partenaires, element: \"{nom}, {commune.nom} : "
        "*{nom}*\" }\n"
        "- pour: { chaque: p, dans: partenaires, contenu: [ { section: { "
        "titre: \"{p.nom}\", contenu: [ { texte: \"{p.nom} et {p.commune.nom} "
        "?\" } ] } } ] }\n"), {"partenaires.yaml": PARTNERS + rows}, pages=5,
        spared=("starts", "ends"))
    case("campus-mechant", "  - couverture: { genre: \"{campus.sigle}\", nom: "
         "\"{campus.sigle}\", accroche: \"{campus.intitule}\" }\n" + section(
             "- texte: \"{campus.intitule}\"", "\"{campus.sigle}\""),
         {"campus.yaml": CAMPUS.replace(
             "CMQ Essai", json.dumps("<b> & « \" %s \\ ' » )( ]]>")).replace(
                 "Campus d’essai", json.dumps("(\\000) /Author <</JS>> " +
                                              "x" * 90))})
    for name, text in (("emoji", "😀"), ("chinois", "水"), ("arabe", "ماء"),
                       ("prive", "\ue000")):
        prose(f"signe-{name}", f"Un signe {text} ici.\n",
              errors=("E0536" if name == "prive" else "E0601",))
    prose("signe-invisible", "Un\u200bmot et\u202edeux\ufeff.\n",
          {"partenaires.yaml": PARTNERS.replace("du Pont", "du\u200b Pont")},
          says=("N0542",), texts=("Unmot etdeux.", "Lycée du Pont"))


# --- Reviews -----------------------------------------------------------------

HERE = Path(__file__).resolve().parent


def review(name, meeting, edit=(), **more):
    """The imaginary campus of revue-2028, its review for one meeting."""
    files = {p.name: p.read_text(encoding="utf-8")
             for p in sorted((HERE / "revue-2028").glob("*.yaml"))}
    template = (HERE.parent.parent / "templates/revue-pilotage.yaml"
                ).read_text(encoding="utf-8")
    files["modeles/essai.yaml"] = template.replace(
        "modele: revue-pilotage", "modele: essai")
    head = files["dossier.yaml"].split("documents:\n")[0]
    files["dossier.yaml"] = head + "documents:\n  - { modele: essai, " \
        "fichier: essai.pdf" + (f", reunion: {meeting}" if meeting else "") + \
        " }\n  - { modele: classeur-indicateurs, fichier: essai.xlsx }\n" \
        "  - { modele: classeur-budget, fichier: budget.xlsx }\n"
    for path, old, new in edit:
        assert old in files[path], (name, path, old)
        files[path] = files[path].replace(old, new)
    CASES.append(Case(name, files, **more))


def reviews():
    review("revue-a-venir", "copil_2028_10", pages=7, joined=True, texts=(
        "Décisions à prendre", "oui non reporté", "Retard : 3 mois",
        "était : en cours", "Secret statistique", "Bloquée",
        "Comité de pilotage du 9 octobre 2028 · situation au 31 août 2028",
        "Région · 240 000 €", "Sans incidence", "16 actions par état",
        "Un lot infructueux a été relancé en juillet.",
        "R02, moins de vingt sortants (attendue : nov. 2029)",
        "Évol. : sens depuis la valeur précédente.", "372 ▲ 460"))
    review("revue-passee", "copil_2028_04", pages=7, joined=True, texts=(
        "Décisions mises aux voix", "reporté", "Retard : 4 mois",
        "situation au 29 février 2028",
        "Le dossier ne date pas ces montants : ils sont connus au 2 octobre "
        "2028, et peuvent être postérieurs au 29 février 2028.",
        "État et suite tels que le dossier les connaît à sa date",
        "Les risques sont ceux que le dossier connaît à sa date"))
    review("revue-du-jour", "copil_2028_10", pages=7, edit=(
        ("gouvernance.yaml", "situation_au: 2028-08-31",
         "situation_au: 2028-10-02"),),
        texts=("Le taux rapporte le mandaté au voté.",), absent=(
        "ne date pas", "tels que le dossier", "que le dossier connaît"))
    review("revue-premiere", "copil_2027_10", pages=6, texts=(
        "Aucune décision n’a été prise avant cette réunion.",
        "Aucune question n’est mise aux voix."))
    review("revue-sans-reunion", "", errors=("E0560",))
    review("revue-reunion-inconnue", "copil_2028_01", errors=("E0201",))
    review("revue-resultat-trop-tot", "copil_2028_10", edit=(
        ("gouvernance.yaml", "        actions: [a52]",
         "        actions: [a52]\n        resultat: oui"),),
        says=("W0562",))
    review("revue-trop-de-presents", "copil_2028_10", edit=(
        ("gouvernance.yaml", "presents: 9", "presents: 19"),),
        says=("W0561",))


def fonts(data):
    """Faces without U+202F, and without most of what Source has."""
    prose("autres-polices", INLINES.replace("✓", ""), {
        "images/a.png": png(60, 40, 2)}, data=data)


def all_cases(jpegs, data):
    CASES.clear()
    blocks()
    tables()
    pages()
    pictures(jpegs)
    figures()
    attachments()
    figure_data()
    naughty()
    reviews()
    if data:
        fonts(data)
    return list(CASES)
