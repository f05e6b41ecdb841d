#!/usr/bin/env python3
"""The synthetic French dossier of `make bench`: the same content for us and
for the peers. content(scale) gives it as lists and maps; as a program it
writes it as YAML, and the charts as the SVG pictures that peers take:

    gen_content.py [--scale N] [--out dossier-40p.yaml] [--charts DIR]

Made for this project (its words are of no real campus) and kept as the study
of the peers used it: the same seed gives the same bytes, so what is measured
here can be compared with what was measured then. Inline markup: **bold** and
*italic* only; no-break spaces are typed.
"""
import argparse
import os
import random
import sys

NB = "\u00a0"
NN = "\u202f"
SUBJECTS = [
    "Le campus", "Notre établissement", "La direction des études",
    "Le comité de pilotage", "Le conseil de perfectionnement",
    "L’équipe pédagogique", "Le service des relations internationales",
    "La vice-présidence numérique", "Le pôle entrepreneuriat",
    "La plateforme technologique", "Le réseau des partenaires économiques",
    "La communauté étudiante", "Le laboratoire commun",
    "La commission qualité", "Le rectorat", "La région académique",
    "L’observatoire de l’insertion professionnelle",
    "Le centre de formation d’apprentis"]
VERBS = [
    "accompagne", "structure", "renforce", "met en œuvre",
    "évalue régulièrement", "cofinance", "déploie progressivement", "anime",
    "documente", "harmonise", "pilote", "consolide", "expérimente",
    "ouvre à l’ensemble des filières", "rend visible", "sécurise",
    "simplifie", "coordonne"]
OBJECTS = [
    "les parcours de professionnalisation en alternance",
    "l’accueil des publics éloignés de l’emploi",
    "la montée en compétences des formateurs",
    "les plateaux techniques mutualisés",
    "la transformation numérique des enseignements",
    "les passerelles entre le lycée, l’apprentissage et l’université",
    "les mobilités européennes sortantes et entrantes",
    "la recherche partenariale avec les entreprises du bassin",
    "l’égalité entre les femmes et les hommes",
    "la sobriété énergétique du patrimoine immobilier",
    "les dispositifs de validation des acquis de l’expérience",
    "le suivi individualisé des apprenants",
    "la reconnaissance des compétences transversales",
    "les chaires d’enseignement et d’innovation",
    "l’information sur les métiers en tension",
    "la coopération transfrontalière",
    "le développement de l’hydrogène décarboné",
    "la cybersécurité des systèmes industriels"]
ADJUNCTS = [
    "conformément à la feuille de route adoptée en 2024",
    "dans le cadre du contrat d’objectifs et de moyens",
    "en lien étroit avec les branches professionnelles",
    "avec le soutien du programme d’investissements d’avenir",
    f"au bénéfice direct des 3{NN}480 apprenants accueillis chaque année",
    "selon un calendrier semestriel partagé",
    "sur l’ensemble des quatorze sites du réseau",
    f"grâce à un fonds d’amorçage de 1,25{NB}million d’euros",
    "à travers une convention pluriannuelle signée en septembre 2025",
    "au moyen d’indicateurs publiés trimestriellement",
    "en s’appuyant sur les retours d’expérience des promotions précédentes",
    "afin de répondre aux besoins de recrutement du territoire"]
OPENINGS = [
    "Par ailleurs, ", "En conséquence, ", "À ce titre, ",
    "Dans le même temps, ", "Plus précisément, ", "Concrètement, ",
    "De plus, ", "En outre, ", "", "", "", ""]
EMPHASES = [
    "objectif stratégique", "partenaire chef de file",
    "indicateur de résultat", "référentiel national", "amélioration continue",
    "excellence professionnelle", "campus des métiers", "égalité des chances",
    "insertion durable", "innovation pédagogique"]
THEMES = [
    "Présentation du campus et de son territoire", "Gouvernance et pilotage",
    "Offre de formation et parcours",
    "Partenariats économiques et académiques",
    "Recherche, innovation et transfert", "Vie des apprenants et inclusion",
    "Mobilité européenne et internationale",
    "Numérique et plateaux techniques",
    "Transition écologique et responsabilité",
    "Insertion professionnelle et suivi", "Budget, moyens et soutenabilité",
    "Feuille de route et indicateurs"]
PARTS = [
    "Contexte et enjeux", "Actions engagées", "Résultats observés",
    "Perspectives à trois ans"]
YEARS = [
    "2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027"]
COLUMNS = [
    "Code", "Indicateur", "Référent", "2023", "2024", "2025", "Cible",
    "Écart"]
MEASURES = [
    "Taux d’insertion à 6 mois", "Apprentis inscrits", "Heures de plateau",
    "Conventions actives", "Mobilités sortantes", "Certifications délivrées",
    "Part de femmes", "Énergie consommée (MWh)", "Projets cofinancés",
    "Satisfaction moyenne"]
OWNERS = [
    "DFP", "DRI", "CFA", "VP Num.", "Pôle Pro", "Qualité", "Région"]


class Writer:
    """Draws words in a fixed order: every call counts."""

    def __init__(self):
        self.random = random.Random(20261123)

    def pick(self, words):
        return self.random.choice(words)

    def sentence(self):
        kind = self.random.random()
        subject, verb = self.pick(SUBJECTS), self.pick(VERBS)
        what, how = self.pick(OBJECTS), self.pick(ADJUNCTS)
        opening = self.pick(OPENINGS)
        low = subject[0].lower() + subject[1:]
        who = opening + (low if opening else subject)
        if kind < .55:
            return f"{who} {verb} {what}, {how}."
        if kind < .7:
            n, d = self.random.randint(2, 38), self.random.randint(0, 9)
            return (f"{who} {verb} {what}{NN}; il en résulte une progression "
                    f"de **{n},{d}{NN}%** sur la période, {how}.")
        if kind < .82:
            return (f"L’*{self.pick(EMPHASES[:1])}* associé est explicite{NB}: "
                    f"«{NN}{self.pick(VERBS)} {self.pick(OBJECTS)}{NN}», "
                    f"{how}.")
        if kind < .92:
            return (f"{who}, en tant que **{self.pick(EMPHASES)}**, {verb} "
                    f"{what} et {self.pick(VERBS)} {self.pick(OBJECTS)}.")
        return (f"Comment {low} {verb.split()[0]}-t-il {what}{NN}? La réponse "
                f"tient en un mot{NB}: *{self.pick(EMPHASES)}*.")

    def paragraph(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))

    def row(self, table, number):
        r = self.random
        base = r.randint(100, 9800)
        values = [base, int(base * (1 + r.uniform(-.05, .15))),
                  int(base * (1 + r.uniform(0, .25)))]
        target = int(base * (1 + r.uniform(.1, .3)))
        gap = round((values[2] - target) / target * 100, 1)
        return [f"I{table:02d}-{number:03d}", self.pick(MEASURES),
                self.pick(OWNERS), *values, target, gap]

    def table(self, name, number, caption, count, **more):
        return {"kind": "table", "id": name, "caption": caption, **more,
                "columns": COLUMNS,
                "rows": [self.row(number, k + 1) for k in range(count)]}

    def chart(self, i, folder):
        series = [{"name": n,
                   "values": [self.random.randint(50, 950) for _ in YEARS]}
                  for n in ("Réalisé", "Cible", "Région")]
        return {"kind": "chart", "id": f"fig{i}",
                "type": "line" if i % 2 == 0 else "bar",
                "title": f"Évolution de l’indicateur principal — section {i}",
                "caption": "Évolution annuelle des effectifs et des moyens, "
                           f"section {i}.",
                "alt": "Graphique des valeurs annuelles 2020-2027 de la "
                       f"section {i}.",
                "categories": YEARS, "series": series,
                "svg": f"{folder}/fig{i}.svg"}

    def part(self, i, j, title, charts):
        blocks = [{"kind": "h2", "id": f"s{i}-{j + 1}", "text": title}]
        for _ in range(2):
            text = self.paragraph(self.random.randint(4, 6))
            blocks.append({"kind": "p", "text": text})
        if j in (0, 2):
            blocks.append({"kind": "ol" if j else "ul",
                           "items": [self.sentence() for _ in range(4)]})
        if j == 1:
            blocks.append(self.chart(i, charts))
        return blocks


def content(scale=1, charts="charts"):
    w, sections, tables = Writer(), [], 0
    for i in range(1, 12 * scale + 1):
        theme, blocks = THEMES[(i - 1) % 12], []
        for j, title in enumerate(PARTS):
            blocks += w.part(i, j, title, charts)
            if j == 3 and (i - 1) % 12 < 10:
                tables += 1
                blocks.append({"kind": "p", "text": "Le tableau suivant "
                               "récapitule les indicateurs de la section "
                               f"{i}."})
                blocks.append(w.table(
                    f"tab{tables}", tables,
                    f"Indicateurs détaillés de la section {i}.", 25))
        title = theme if scale == 1 else f"{theme} — volume {(i - 1) // 12 + 1}"
        sections.append({"id": f"s{i}", "title": title, "blocks": blocks})
    rows = w.table("tablong", 99, "Table complète des indicateurs, en-tête "
                   "répété sur chaque page.", 400 * scale, long=True)
    for k, row in enumerate(rows["rows"]):
        row[0] = f"A{k + 1:05d}"
    lead = {"kind": "p", "text": w.paragraph(4)}
    return {"meta": META, "sections": sections, "annexes": [
        {"id": "annexe-a",
         "title": "Annexe A — Table complète des indicateurs",
         "blocks": [lead, rows]}]}


META = {
    "title": "Dossier de candidature au label Campus d’excellence",
    "subtitle": "Campus des métiers et des qualifications — Industrie et "
                "transition",
    "organisation": "Académie de démonstration", "date": "2026-11-23",
    "lang": "fr", "page": "A4", "margins_mm": 25, "font": "Liberation Serif",
    "font_size_pt": 10.5}

# --- The charts as pictures, for peers --------------------------------------

INKS = ["#1f4e79", "#c55a11", "#548235"]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 480, 260, 46, 12, 34, 46


def grid(out, top):
    for g in range(6):
        y = TOP + (HEIGHT - TOP - BOTTOM) * (1 - g / 5)
        out.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" '
                   f'y2="{y:.1f}" stroke="#cccccc" stroke-width="0.5"/>'
                   f'<text x="{LEFT - 4}" y="{y + 3:.1f}" '
                   f'text-anchor="end">{int(top * g / 5)}</text>')


def plot(out, chart, k, top):
    values = chart["series"][k]["values"]
    wide = (WIDTH - LEFT - RIGHT) / len(values)
    high = HEIGHT - TOP - BOTTOM
    if chart["type"] == "bar":
        bar = wide * .8 / len(chart["series"])
        for i, v in enumerate(values):
            h = high * v / top
            out.append(f'<rect x="{LEFT + wide * (i + .1) + bar * k:.1f}" '
                       f'y="{TOP + high - h:.1f}" width="{bar:.1f}" '
                       f'height="{h:.1f}" fill="{INKS[k]}"/>')
        return
    points = [(LEFT + wide * (i + .5), TOP + high - high * v / top)
              for i, v in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    out.append(f'<polyline points="{line}" fill="none" stroke="{INKS[k]}" '
               'stroke-width="1.8"/>')
    for x, y in points:
        out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" '
                   f'fill="{INKS[k]}"/>')


def svg(chart):
    most = max(max(s["values"]) for s in chart["series"])
    step = 10 ** (len(str(int(most))) - 1)
    top = (int(most / step) + 1) * step
    out = ['<svg xmlns="http://www.w3.org/2000/svg" '
           f'width="{WIDTH}" height="{HEIGHT}" '
           f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Liberation Sans" '
           'font-size="10">',
           f'<rect x="0" y="0" width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
           f'<text x="{WIDTH / 2:.1f}" y="16" font-size="12" '
           f'font-weight="bold" text-anchor="middle">{chart["title"]}</text>']
    grid(out, top)
    wide = (WIDTH - LEFT - RIGHT) / len(chart["categories"])
    for i, c in enumerate(chart["categories"]):
        out.append(f'<text x="{LEFT + wide * (i + .5):.1f}" '
                   f'y="{HEIGHT - BOTTOM + 14}" text-anchor="middle">{c}'
                   '</text>')
    for k, s in enumerate(chart["series"]):
        plot(out, chart, k, top)
        out.append(f'<rect x="{LEFT + k * 120}" y="{HEIGHT - 18}" width="10" '
                   f'height="10" fill="{INKS[k]}"/><text '
                   f'x="{LEFT + k * 120 + 14}" y="{HEIGHT - 9}">{s["name"]}'
                   '</text>')
    return "\n".join(out + ["</svg>"])


def parts(doc):
    return doc["sections"] + doc["annexes"]


def write_charts(doc, folder="."):
    for s in parts(doc):
        for b in s["blocks"]:
            if b["kind"] == "chart":
                path = os.path.join(folder, b["svg"])
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as f:
                    f.write(svg(b))


def write_yaml(doc, path):
    import yaml

    class Row(list):
        pass

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
        def ignore_aliases(self, data):
            return True

    Dumper.add_representer(Row, lambda d, x: d.represent_sequence(
        "tag:yaml.org,2002:seq", x, flow_style=True))
    for s in parts(doc):
        for b in s["blocks"]:
            if b["kind"] == "table":
                b["rows"] = [Row(r) for r in b["rows"]]
                b["columns"] = Row(b["columns"])
            if b["kind"] == "chart":
                b["categories"] = Row(b["categories"])
                for x in b["series"]:
                    x["values"] = Row(x["values"])
    with open(path, "w", encoding="utf-8") as f:
        yaml.dump(doc, f, Dumper=Dumper, allow_unicode=True, sort_keys=False,
                  width=4096)


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--scale", type=int, default=1)
    ap.add_argument("--out", default="dossier-40p.yaml")
    ap.add_argument("--charts", default="charts")
    a = ap.parse_args()
    made = content(a.scale, a.charts)
    write_charts(made)
    write_yaml(made, a.out)
    print(a.out, "sections", len(made["sections"]), file=sys.stderr)
