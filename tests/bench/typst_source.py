"""The content of gen_content.py as Typst takes it: the peers' page, set as the
study of the peers set it (A4, margins of 25 mm, contents, captions, tags).
"""
import re

NNBSP = "\u202f"
HEAD = """#set document(title: "{title}", author: "{organisation}", \
date: datetime(year: 2026, month: 11, day: 23))
#set text(lang: "fr", font: "{font}", size: {font_size_pt}pt)
#set par(justify: true, leading: 0.72em, spacing: 0.95em)
#set page(paper: "a4", margin: {margins_mm}mm, header: context if \
counter(page).get().first() > 1 [#text(8pt)[{title}]], footer: context \
align(center)[#text(8pt)[#counter(page).display("1 / 1", both: true)]])
#set heading(numbering: "1.1")
#show heading.where(level: 1): it => {{ pagebreak(weak: true); it }}
#set table(stroke: 0.4pt + gray, inset: 3pt)
#show figure.where(kind: table): set block(breakable: true)
#show table: set text(8pt)
#show table: set par(justify: false)
#let tcols = (auto, 1fr, auto, auto, auto, auto, auto, auto)
#let tal = (left, left, left, right, right, right, right, right)
#align(center + horizon)[#text(26pt, weight: "bold")[{title}] \\ #v(1em) \
#text(15pt)[{subtitle}] \\ #v(2em) {organisation} \\ {date}]
#pagebreak()
#outline(depth: 2)
"""


def escaped(text):
    return re.sub(r"([\\#$*_`<>@\[\]=~/-])", r"\\\1", text)


def inline(text):
    out = []
    for part in re.split(r"(\*\*.+?\*\*|\*.+?\*)", text):
        if part.startswith("**"):
            out.append(f"#strong[{escaped(part[2:-2])}]")
        elif part.startswith("*"):
            out.append(f"#emph[{escaped(part[1:-1])}]")
        else:
            out.append(escaped(part))
    return "".join(out)


def cell(value):
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:.1f}".replace(".", ",") + NNBSP + "%"
    return f"{value:,}".replace(",", NNBSP)


def table(b):
    head = ", ".join(f"[*{escaped(c)}*]" for c in b["columns"])
    rows = ",\n  ".join(", ".join(f"[{escaped(cell(c))}]" for c in r)
                        for r in b["rows"])
    return (f"#figure(kind: table, caption: [{escaped(b['caption'])}], "
            "table(columns: tcols, align: tal, fill: (x, y) => "
            'if y == 0 { rgb("#dbe5f1") },\n'
            f"  table.header({head}),\n  {rows}\n)) <{b['id']}>\n")


def chart(b):
    return (f"#figure(image(\"{b['svg']}\", width: 100%, alt: \"{b['alt']}\"),"
            f" alt: \"{b['alt']}\", caption: [{escaped(b['caption'])}]) "
            f"<{b['id']}>\n")


def block(b):
    kind = b["kind"]
    if kind == "h2":
        return f"== {escaped(b['text'])}\n"
    if kind == "p":
        return inline(b["text"]) + "\n"
    if kind in ("ul", "ol"):
        mark = "-" if kind == "ul" else "+"
        return "".join(f"{mark} {inline(x)}\n" for x in b["items"])
    return chart(b) if kind == "chart" else table(b)


def source(doc):
    out = [HEAD.format(**doc["meta"])]
    for s in doc["sections"] + doc["annexes"]:
        out.append(f"\n= {escaped(s['title'])} <{s['id']}>\n")
        out += [block(b) for b in s["blocks"]]
    return "\n".join(out)
