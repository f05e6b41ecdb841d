#!/usr/bin/python3
"""convert_dossier.py OUT [SCALE]: the content of gen_content.py as a dossier.

The prose is Markdown, one file a section. The rows of tables are indicators,
with a value a year, which a table picks by the word in « frequence »; the
points of charts are lines of the budget's execution, which a chart picks by
the number in « reporte »: both come from CSV, as bulk does. The theme of the
peers' page (theme-banc.yaml) and their fonts are in a data folder,
OUT/donnees, to be given as --donnees; the dossier itself is OUT/dossier.
"""
import csv
import re
import shutil
import sys
from pathlib import Path

import gen_content

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
FONTS = Path("/usr/share/fonts/truetype/liberation")
FACES = ["Serif-Regular", "Serif-Bold", "Serif-Italic", "Serif-BoldItalic",
         "Sans-Regular", "Sans-Bold"]

BASE = """dossier:
  titre: {title}
  etat: projet
  version: 1
  date: {date}
  langue: fr
  referentiel: cmq-2019
documents:
  - {{ modele: banc, fichier: banc.pdf }}
campus:
  intitule: {title}
  sigle: Banc
  nom_court: Banc
  categorie: standard
  demande: premiere
  filiere: transition_energetique_eco_industrie
  etablissement_support: {first}
  label: {{ debut: 2027-09-01, duree_ans: 5 }}
budget:
  calendrier: civil
  periodes: [2027, 2028, 2029, 2030, 2031, 2032]
  natures: pcg
  depenses:
    - id: ligne
      libelle: Ligne suivie par les graphiques
      nature: 60
      section: fonctionnement
      montants: {{ 2027: 0 }}
sources: [ {{ id: banc, titre: Valeurs du banc d’essai }} ]
"""

COVER = """modele: banc
titre: {title}
theme: theme-banc
corps:
  - couverture:
      nom: {title}
      accroche: {subtitle}
      lignes:
        - {{ libelle: Organisme, valeur: {organisation} }}
        - {{ libelle: Date, valeur: "{date}" }}
  - sommaire: {{ niveaux: 2 }}
"""

TABLE = """  - tableau:
      id: {id}
      titre: {caption}
      source: indicateurs
      ou: frequence = "{id}"
      colonnes:
        - {{ champ: code, entete: Code, format: code }}
        - {{ champ: intitule, entete: Indicateur }}
        - {{ champ: responsable.nom, entete: Référent }}
        - {{ champ: "element[2023]", entete: "2023", format: nombre }}
        - {{ champ: "element[2024]", entete: "2024", format: nombre }}
        - {{ champ: "element[2025]", entete: "2025", format: nombre }}
        - {{ champ: "element[2026]", entete: Cible, format: nombre }}
        - champ: "100 * (element[2025] - element[2026]) / element[2026]"
          entete: Écart
          format: nombre
          decimales: 1
          unite: "%"
"""

CHART = """  - graphique:
      id: {id}
      type: {kind}
      titre: {caption}
      alt: {alt}
      source: budget.execution
      ou: reporte = {number}
      categorie: exercice
      series:
        - {{ nom: {names[0]}, valeur: vote }}
        - {{ nom: {names[1]}, valeur: modifie }}
        - {{ nom: {names[2]}, valeur: engage }}
"""


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def prose(text):
    """Numbers of the content are prose: each is escaped, as a writer would."""
    return re.sub(r"(?<![\w\\,])(\d)", r"\\\1", text)


class Dossier:
    def __init__(self, doc):
        self.doc = doc
        self.indicators, self.values = [], []
        self.execution, self.blocks = [], []
        self.owners = {}

    def owner(self, name):
        """The id of a partner of that name."""
        folded = name.lower().translate(str.maketrans("éôè .", "eoe__"))
        return self.owners.setdefault(name, "p_" + folded.strip("_"))

    def table(self, b):
        for code, label, who, *numbers in b["rows"]:
            name = code.lower().replace("-", "_")
            self.indicators.append([name, code, label, "unités", "civil",
                                    self.owner(who), b["id"]])
            for year, value in zip((2023, 2024, 2025, 2026), numbers):
                self.values.append(["campus", year, name, value, "reel",
                                    "banc"])
        self.blocks.append(TABLE.format(
            id=b["id"], caption=quoted(b["caption"].rstrip("."))))

    def chart(self, b):
        number = len(self.blocks) + 1
        series = b["series"]
        for i, year in enumerate(b["categories"]):
            self.execution.append([year, "ligne",
                                   *(s["values"][i] for s in series), number])
        kinds = {"bar": "barres_groupees", "line": "lignes"}
        self.blocks.append(CHART.format(
            id=b["id"], kind=kinds[b["type"]], alt=quoted(b["alt"]),
            caption=quoted(b["caption"].rstrip(".")),
            names=[quoted(s["name"]) for s in series], number=number))

    def block(self, b):
        kind = b["kind"]
        if kind == "h2":
            return f"## {b['text']}\n"
        if kind == "p":
            return prose(b["text"]) + "\n"
        if kind in ("ul", "ol"):
            mark = "-" if kind == "ul" else "1."
            return "".join(f"{mark} {prose(x)}\n" for x in b["items"])
        (self.chart if kind == "chart" else self.table)(b)
        return f"[](bloc:{b['id']})\n"

    def section(self, s, kind, texts):
        text = "\n".join(self.block(b) for b in s["blocks"])
        (texts / f"{s['id']}.md").write_text(text, encoding="utf-8")
        title = s["title"].split(" — ", 1)[-1] if kind == "annexe" \
            else s["title"]
        return (f"  - {kind}:\n      id: {s['id'].replace('-', '_')}\n"
                f"      titre: {quoted(title)}\n      contenu:\n"
                f"        - texte: {{ fichier: textes/{s['id']}.md }}\n")

    def template(self, texts):
        meta = {k: quoted(v) for k, v in self.doc["meta"].items()
                if isinstance(v, str) and k != "date"}
        meta["date"] = self.doc["meta"]["date"]
        body = [self.section(s, "section", texts)
                for s in self.doc["sections"]]
        body += [self.section(s, "annexe", texts)
                 for s in self.doc["annexes"]]
        return COVER.format(**meta) + "".join(body)

    def write_csv(self, path, head, rows):
        with open(path, "w", encoding="utf-8", newline="") as f:
            csv.writer(f, delimiter=";", lineterminator="\n").writerows(
                [head, *rows])

    def write(self, out):
        texts, values = out / "textes", out / "valeurs"
        texts.mkdir(parents=True)
        values.mkdir()
        (out / "modeles").mkdir()
        (out / "modeles/banc.yaml").write_text(self.template(texts),
                                               encoding="utf-8")
        (out / "blocs.yaml").write_text("blocs:\n" + "".join(self.blocks),
                                        encoding="utf-8")
        meta = self.doc["meta"]
        (out / "dossier.yaml").write_text(
            BASE.format(title=quoted(meta["title"]), date=meta["date"],
                        first=next(iter(self.owners.values()))),
            encoding="utf-8")
        self.write_csv(values / "partenaires.csv",
                       ["id", "nom", "categorie", "nature"],
                       [[i, n, "scolaire", "eple"]
                        for n, i in self.owners.items()])
        self.write_csv(values / "indicateurs.csv",
                       ["id", "code", "intitule", "unite", "calendrier",
                        "responsable", "frequence"], self.indicators)
        self.write_csv(values / "mesures.csv",
                       ["etablissement", "periode", "indicateur", "valeur",
                        "statut", "source"], self.values)
        self.write_csv(values / "budget.execution.csv",
                       ["exercice", "ligne", "vote", "modifie", "engage",
                        "reporte"], self.execution)


def data_folder(out):
    """The program's own templates, the bench's theme, the peers' fonts."""
    shutil.copytree(TOP / "templates", out / "templates")
    shutil.copy(HERE / "theme-banc.yaml", out / "templates")
    (out / "fonts").mkdir()
    for face in FACES:
        shutil.copy(FONTS / f"Liberation{face}.ttf", out / "fonts")


def convert(out, scale=1):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    Dossier(gen_content.content(scale)).write(out / "dossier")
    data_folder(out / "donnees")
    return out


if __name__ == "__main__":
    convert(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
