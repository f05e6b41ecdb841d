#!/usr/bin/python3
"""matterhorn.py FILE…: every file against the 87 machine conditions of the
Matterhorn Protocol 1.02 (PDF/UA-1), the 17 quality points of PAC, and what
PDF/A-2a and 3a add that a writer can get wrong. Without Java: qpdf reads the
objects (pdf_file.py). Prints what fails; exit 1 when something does.
matterhorn.py --broken FILE…: exit 1 when one of them passes.
matterhorn.py --selftest FILE: spoils a sound file in one way after another; exit
1 when one of them is not seen.
matterhorn.py --table: the conditions and what holds each, as Markdown.

An independent reading of the files: src/page/page_check.c asserts the same on
the structure before it is written.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from pdf_file import Pdf, text_of

XML = "{http://www.w3.org/XML/1998/namespace}lang"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
UA = "{http://www.aiim.org/pdfua/ns/id/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index
NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead
TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP
Warichu WT WP Figure Formula Form""".split())
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
KIDS = {"Table": "Caption THead TBody TFoot TR", "THead": "TR", "TBody": "TR",
        "TFoot": "TR", "TR": "TH TD", "L": "Caption L LI", "LI": "Lbl LBody",
        "TOC": "Caption TOC TOCI"}
PARENTS = {"TR": "Table THead TBody TFoot", "TH": "TR", "TD": "TR",
           "THead": "Table", "TBody": "Table", "TFoot": "Table", "LI": "L",
           "LBody": "LI", "TOCI": "TOC"}

# number → (what holds it by construction, function(pdf) → faults)
CONDITIONS, QUALITY, ARCHIVE = {}, {}, {}


def condition(numbers, held, table=CONDITIONS):
    def add(function):
        for n in numbers.split():
            assert n not in table, n
            table[n] = (held, function)
        return function
    return add


def contents(number):
    def paint(pdf):
        return [what for n, what in pdf.faults if n == number]
    return paint


def entries_of(value):
    """Every key with its value, within other dictionaries too."""
    if isinstance(value, dict):
        for key, v in value.items():
            yield key, v
            yield from entries_of(v)
    elif isinstance(value, list):
        for v in value:
            yield from entries_of(v)


def absent(*patterns):
    """A feature that the writer does not have: no object may use it."""
    def look(pdf):
        return [f"{ref}: {key} {value}" for ref, d in pdf.every()
                for key, value in entries_of(d)
                if any(re.fullmatch(p, f"{key} {value}") for p in patterns)]
    return look


# --- 01 to 07: contents, roles, metadata

for _n, _held in (("01-003", "PF_NESTED_MARK"), ("01-004", "PF_NESTED_MARK"),
                  ("01-005", "PF_UNTAGGED_ITEM")):
    condition(_n, _held)(contents(_n))


@condition("01-007", "metadata.c writes MarkInfo whole")
def suspects(pdf):
    info = pdf.get(pdf.catalog.get("/MarkInfo")) or {}
    return ["Suspects"] * bool(info.get("/Suspects")) + \
        ["not Marked"] * (info.get("/Marked") is not True)


@condition("02-001", "role_name: standard types, Aside apart")
def roles_end(pdf):
    return [f"/{e.type}" for e in pdf.walk() if pdf.role(e) not in STANDARD]


@condition("02-003 02-004", "structure.c: the role map is a constant")
def roles_map(pdf):
    roles = pdf.get((pdf.root or {}).get("/RoleMap")) or {}
    return [k for k, v in roles.items() if k[1:] in STANDARD or v in roles]


@condition("06-001", "write_xmp")
def has_xmp(pdf):
    return [] if pdf.xmp() is not None else ["no XMP"]


def xmp_text(pdf, name):
    root = pdf.xmp()
    return [] if root is None else [
        "".join(e.itertext()).strip() for e in root.iter(name)]


@condition("06-002", "write_xmp")
def says_ua(pdf):
    return [] if xmp_text(pdf, UA + "part") == ["1"] else ["no pdfuaid:part 1"]


@condition("06-003", "PF_META_TITLE")
def has_title(pdf):
    return [] if any(xmp_text(pdf, DC + "title")) else ["no dc:title"]


@condition("07-001 07-002", "metadata.c writes ViewerPreferences")
def shows_title(pdf):
    shown = pdf.get(pdf.catalog.get("/ViewerPreferences")) or {}
    return [] if shown.get("/DisplayDocTitle") is True else ["not shown"]


# --- 09: grammars

@condition("09-004 09-005 09-006", "PF_KID_ROLE, PF_TABLE_PARTS, PF_LIST_ITEM")
def grammar(pdf):
    bad = []
    for e in pdf.walk():
        up = e.parent.type if e.parent else ""
        if e.type in PARENTS and up not in PARENTS[e.type].split():
            bad.append(f"{e.type} in {up or 'the root'}")
        bad += [f"{k.type} in {e.type}" for k in e.kids
                if e.type in KIDS and k.type not in KIDS[e.type].split()]
    return bad


condition("09-007 09-008", "no such role in page.h")(
    absent(r"/S /(Ruby|RB|RT|RP|Warichu|WT|WP)"))


# --- 10, 31: characters and fonts

def shown(pdf):
    for font, codes in pdf.fonts.items():
        yield font, sorted(codes)


@condition("10-001 31-027", "fonts.c: every code is a (glyph, text) pair")
def has_unicode(pdf):
    return [f"{f}: code {c}" for f, codes in shown(pdf) for c in codes
            if not pdf.unicode(f).get(c)]


@condition("31-028 31-029", "PF_GLYPH_TEXT")
def sound_unicode(pdf):
    return [f"{f}: code {c}" for f, codes in shown(pdf) for c in codes
            if set(pdf.unicode(f).get(c, "")) & set("\0\ufeff\ufffe")]


@condition("31-001 31-002 31-003", "fonts.c: Identity-H, Adobe-Identity-0")
def system_info(pdf):
    bad = []
    for font, _ in shown(pdf):
        d = pdf.get(font)
        kid = pdf.get(pdf.get(d["/DescendantFonts"])[0])
        info = pdf.get(kid["/CIDSystemInfo"])
        if d.get("/Encoding") != "/Identity-H" or \
                text_of(info["/Registry"]) != "Adobe" or \
                text_of(info["/Ordering"]) != "Identity" or \
                info["/Supplement"] != 0:
            bad.append(font)
    return bad


@condition("31-004 31-005", "fonts.c: CIDToGIDMap is a stream")
def glyph_map(pdf):
    return [f for f, _ in shown(pdf) if "data" not in (pdf.get(pdf.get(pdf.get(
        pdf.get(f)["/DescendantFonts"])[0]).get("/CIDToGIDMap")) or {})]


condition("31-006 31-007 31-008", "fonts.c: only Identity-H")(
    absent(r"/Type /CMap", r"/UseCMap .*"))


@condition("31-009", "fonts.c: FontFile2 for every font")
def embedded(pdf):
    return [r for r, d in pdf.every() if d.get("/Type") == "/FontDescriptor"
            and not d.get("/FontFile2")]


@condition("31-011 31-030", "PF_MISSING_GLYPH; fonts.c: a glyph lost by the "
           "subset is a fault")
def has_glyph(pdf):
    bad = []
    for font, codes in shown(pdf):
        _, advances, glyphs, _ = pdf.program(font)
        bad += [f"{font}: code {c}" for c in codes if c >= len(glyphs)
                or not 0 < glyphs[c] < len(advances)]
    return bad


condition("31-012 31-013 31-014 31-015", "fonts.c writes neither")(
    absent(r"/CIDSet .*", r"/CharSet .*"))


@condition("31-016", "fonts.c: W from the face's own advances")
def same_widths(pdf):
    bad = []
    for font, codes in shown(pdf):
        units, advances, glyphs, widths = pdf.program(font)
        bad += [f"{font}: code {c}" for c in codes if c < len(glyphs)
                and abs(advances[glyphs[c]] * 1000 / units
                        - widths.get(c, 0)) > 1]
    return bad


condition("31-017 31-018 31-019 31-020 31-021 31-022 31-023 31-024 31-025 "
          "31-026", "fonts.c: no simple font")(
    absent(r"/Subtype /(TrueType|Type1|MMType1|Type3)"))


# --- 11: languages

def language(pdf):
    return text_of(pdf.catalog.get("/Lang")) or ""


@condition("11-001 11-002 11-003 11-004", "PF_META_LANG, PF_LANG")
def has_language(pdf):
    bad = [] if LANGUAGE.match(language(pdf)) else ["the catalog has none"]
    return bad + [f"{e.type}: {e.text('/Lang')}" for e in pdf.walk()
                  if e.text("/Lang") is not None
                  and not LANGUAGE.match(e.text("/Lang"))]


condition("11-005 28-005 28-010 25-001", "no form in page.h")(
    absent(r"/AcroForm .*", r"/Subtype /Widget", r"/XFA .*"))


@condition("11-006", "write_xmp: xml:lang beside x-default")
def metadata_language(pdf):
    root = pdf.xmp()
    alternatives = [] if root is None else list(root.iter(RDF + "Alt"))
    return [a.tag for a in alternatives
            if not any(i.get(XML) not in (None, "x-default") for i in a)]


# --- 13 to 19: figures, headings, tables, formulas, notes

@condition("13-004", "PF_FIGURE_ALT")
def figure_alt(pdf):
    return [e.ref for e in pdf.walk() if e.type == "Figure"
            and not ((e.text("/Alt") or "").strip() or e.text("/ActualText"))]


def headings(pdf):
    return [e for e in pdf.walk() if re.fullmatch(r"H[1-6]", e.type)]


@condition("14-002", "PF_FIRST_HEADING")
def first_heading(pdf):
    found = headings(pdf)
    return [found[0].type] if found and found[0].type != "H1" else []


@condition("14-003", "PF_HEADING_SKIP")
def skipped_heading(pdf):
    levels = [int(e.type[1]) for e in headings(pdf)]
    return [f"H{a} then H{b}" for a, b in zip(levels, levels[1:]) if b > a + 1]


condition("14-006 14-007", "no H in page.h")(absent(r"/S /H"))


@condition("15-003", "PF_HEADER_SCOPE, PF_HEADERS_MISSING")
def header_scope(pdf):
    bad = []
    for e in pdf.walk():
        if e.type == "TH" and not e.attribute(pdf, "Table", "/Scope"):
            table = e
            while table and table.type != "Table":
                table = table.parent
            cells = [c for c in table.walk() if c.type == "TD"] if table else []
            if not cells or not all(c.attribute(pdf, "Table", "/Headers")
                                    for c in cells):
                bad.append(e.ref)
    return bad


condition("17-002 17-003", "no Formula in page.h")(absent(r"/S /Formula"))


@condition("19-003", "PF_NOTE_ID")
def note_id(pdf):
    return [e.ref for e in pdf.walk() if e.type == "Note"
            and not e.text("/ID")]


@condition("19-004", "PF_ID_TWICE")
def same_id(pdf):
    ids = [e.text("/ID") for e in pdf.walk() if e.text("/ID")]
    return sorted({i for i in ids if ids.count(i) > 1})


# --- 20 to 30: what may be in a file

condition("20-001 20-002 20-003", "no layers")(absent(r"/OCProperties .*"))


@condition("21-001", "attachments.c: F and UF")
def file_names(pdf):
    return [r for r, d in pdf.every() if "/EF" in d
            and not (text_of(d.get("/F")) and text_of(d.get("/UF")))]


@condition("26-001 26-002", "no encryption")
def encrypted(pdf):
    return ["Encrypt"] * ("/Encrypt" in pdf.trailer)


@condition("28-002 28-006 28-007 28-014 28-015 28-016 28-017 28-018",
           "links.c: links are the only annotations")
def only_links(pdf):
    return [str(d.get("/Subtype")) for _, _, d in pdf.annotations()
            if d.get("/Subtype") != "/Link"]


@condition("28-004 28-012", "PF_LINK_CONTENTS")
def link_contents(pdf):
    return [ref for _, ref, d in pdf.annotations()
            if not (text_of(d.get("/Contents")) or "").strip()]


@condition("28-008 28-009", "pdf_add_page")
def tab_order(pdf):
    return [str(n + 1) for n, _, _ in pdf.annotations()
            if pdf.get(pdf.pages[n]).get("/Tabs") != "/S"]


@condition("28-011", "PF_LINK_OWNER, PF_LINK_UNCLAIMED")
def link_in_link(pdf):
    owners = {ref: e.type for e in pdf.walk() for ref in e.links}
    return [ref for _, ref, _ in pdf.annotations() if owners.get(ref) != "Link"]


condition("30-001 30-002", "no form XObject")(
    absent(r"/Subtype /Form", r"/Ref .*"))


# --- Agreement of contents, structure and parent tree (ISO 32000, 14.7.4)

@condition("7.1-tree", "PF_MARK_*, PF_LINK_*; structure.c", ARCHIVE)
def agreement(pdf):
    claims, bad = {}, []
    for e in pdf.walk():
        for key in e.mcids:
            if key in claims:
                bad.append(f"{key} is claimed twice")
            claims[key] = e.ref
    drawn = {(pdf.pages[m.page], m.mcid) for m in pdf.marks if not m.artifact}
    bad += [f"{k} is drawn and not claimed" for k in drawn - set(claims)]
    bad += [f"{k} is claimed and not drawn" for k in set(claims) - drawn]
    nums = pdf.get(pdf.get(pdf.root["/ParentTree"])["/Nums"])
    parents = {k: pdf.get(v) if isinstance(pdf.get(v), list) else v
               for k, v in zip(nums[::2], nums[1::2])}
    for (page, mcid), ref in claims.items():
        up = parents.get(pdf.get(page)["/StructParents"], [])
        if mcid >= len(up) or up[mcid] != ref:
            bad.append(f"the parent tree does not lead {page} {mcid} to {ref}")
    for e in pdf.walk():
        for link in e.links:
            if parents.get(pdf.get(link).get("/StructParent")) != e.ref:
                bad.append(f"the parent tree does not lead {link} to {e.ref}")
    return bad


@condition("7.1-parent", "structure.c", ARCHIVE)
def parent_links(pdf):
    return [e.ref for e in pdf.walk() if e.d.get("/P") != (
        e.parent.ref if e.parent else pdf.catalog["/StructTreeRoot"])]


# --- PDF/A-2a and 3a

@condition("6.1-header", "writer.c", ARCHIVE)
def header(pdf):
    ok = re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf.bytes) and \
        pdf.bytes.endswith(b"%%EOF\n") and "/ID" in pdf.trailer
    return [] if ok else ["header, end or ID"]


@condition("6.2.2-intent", "write_intent", ARCHIVE)
def intent(pdf):
    return [] if any(pdf.get(o).get("/S") == "/GTS_PDFA1" and
                     len(pdf.data(pdf.get(o)["/DestOutputProfile"])) > 128
                     for o in pdf.list(pdf.catalog.get("/OutputIntents"))) \
        else ["no output intent"]


condition("6.5-actions", "links.c: URI only", ARCHIVE)(
    absent(r"/S /(JavaScript|Launch|SubmitForm|ImportData|Named|GoToR|Movie|"
           r"Sound|Rendition|ResetForm|Hide)", r"/(AA|JS|OpenAction) .*"))
condition("6.1.7-filters", "deflate.c, images.c", ARCHIVE)(
    absent(r"/Filter /(LZWDecode|Crypt)", r"/SMask /None", r"/Alternates .*"))


@condition("6.6.4-part", "write_xmp", ARCHIVE)
def says_archive(pdf):
    part = "3" if "/AF" in pdf.catalog else "2"
    said = xmp_text(pdf, PDFA + "part") + xmp_text(pdf, PDFA + "conformance")
    return [] if said == [part, "A"] else [f"says {said}, holds part {part}"]


@condition("6.6.3-agreement", "write_info, write_xmp", ARCHIVE)
def info_agrees(pdf):
    info = pdf.get(pdf.trailer["/Info"])
    said = [i.text for t in pdf.xmp().iter(DC + "title")
            for i in t.iter(RDF + "li")]
    return [t for t in said if t != text_of(info.get("/Title"))]


@condition("6.8-files", "attachments.c, PF_ATTACHMENT", ARCHIVE)
def attached(pdf):
    bad, listed = [], pdf.list(pdf.catalog.get("/AF"))
    for ref, d in pdf.every():
        if "/EF" not in d:
            continue
        stream = pdf.get(pdf.get(d["/EF"])["/F"])
        if ref not in listed or "/AFRelationship" not in d or \
                not text_of(d.get("/Desc")) or "/" not in \
                stream.get("/Subtype", "/")[1:]:
            bad.append(ref)
    return bad


# --- PAC's quality points

def quality(name, held):
    return condition(name, held, QUALITY)


@quality("title", "PF_META_TITLE")
def good_title(pdf):
    return has_title(pdf) + [t for t in xmp_text(pdf, DC + "title")
                             if re.search(r"\.(pdf|yaml)$|^(untitled|sans titre)",
                                          t, re.I)]


quality("language", "PF_META_LANG, PF_LANG")(has_language)


@quality("artifact-in-body", "PF_HIDDEN_TEXT")
def hidden_text(pdf):
    return [f"page {m.page + 1}: « {m.text} »" for m in pdf.marks
            if m.artifact and m.text.strip() and m.kind != "Pagination"]


@quality("blank", "PF_BLANK")
def blank(pdf):
    return [f"page {m.page + 1}: MCID {m.mcid}" for m in pdf.marks
            if not m.artifact and not m.painted]


quality("outside", "PF_OUTSIDE_PAGE")(contents("PAC outside"))


@quality("headings", "PF_HEADING_ABSENT")
def has_headings(pdf):
    return ["none"] if len(pdf.pages) > 2 and not headings(pdf) else []


@quality("bookmarks", "PF_OUTLINE_ABSENT")
def has_bookmarks(pdf):
    return ["none"] if headings(pdf) and "/Outlines" not in pdf.catalog else []


def entries(pdf):
    for e in pdf.walk():
        if e.type == "TOCI":
            yield e, [k for k in e.walk() if k.type == "Link"]


@quality("contents-link", "PF_CONTENTS_LINK")
def contents_link(pdf):
    return [e.ref for e, links in entries(pdf) if not links]


@quality("contents-target", "PF_CONTENTS_TARGET")
def contents_target(pdf):
    listed = headings(pdf) + [e for e in pdf.walk()
                              if e.type in ("Caption", "Figure")]
    pages = {k[0] for h in listed for e in h.walk() for k in e.mcids}
    bad = []
    for _, links in entries(pdf):
        for ref in (r for k in links for r in k.links):
            there = pdf.get(pdf.get(ref).get("/Dest"))
            if not there or there[0] not in pages:
                bad.append(ref)
    return bad


@quality("alt", "PF_FIGURE_ALT; E0714")
def good_alt(pdf):
    return figure_alt(pdf) + [
        e.text("/Alt") for e in pdf.walk() if re.search(
            r"\.(png|jpe?g|svg)$|^(image|photo) d", e.text("/Alt") or "", re.I)]


@quality("alt-on-text", "PF_ALT_ON_TEXT")
def alt_on_text(pdf):
    return [e.ref for e in pdf.walk() if e.text("/Alt") is not None
            and e.type not in ("Figure", "Link", "Formula")]


@quality("link", "PF_LINK_ANNOTATION, PF_LINK_TEXT")
def whole_link(pdf):
    return [e.ref for e in pdf.walk() if e.type == "Link"
            and not (e.links and (e.mcids or e.kids))]


@quality("list-item", "PF_LIST_ITEM, PF_LIST_NUMBERING")
def list_item(pdf):
    bad = []
    for e in pdf.walk():
        if e.type == "LI" and [k.type for k in e.kids] not in (
                ["Lbl", "LBody"], ["LBody"]):
            bad.append(e.ref)
        if e.type == "L" and any(k.type == "Lbl" for li in e.kids
                                 for k in li.kids) and e.attribute(
                pdf, "List", "/ListNumbering") in (None, "/None"):
            bad.append(f"{e.ref}: numbering")
    return bad


def grid_faults(pdf, table):
    """Rows of one width, no cell over another (veraPDF 7.2-15, 41 to 43)."""
    rows = [e for e in table.walk() if e.type == "TR"]
    taken, width, bad = set(), None, []
    for y, row in enumerate(rows):
        x = 0
        for c in row.kids:
            while (x, y) in taken:
                x += 1
            wide = c.attribute(pdf, "Table", "/ColSpan") or 1
            high = c.attribute(pdf, "Table", "/RowSpan") or 1
            spots = {(x + i, y + j) for i in range(wide) for j in range(high)}
            if spots & taken or y + high > len(rows):
                bad.append(f"{c.ref}: overlaps or goes beyond")
            taken |= spots
        mine = sorted(i for i, j in taken if j == y)
        width = width or len(mine)
        if mine != list(range(width)):
            bad.append(f"{row.ref}: {len(mine)} cells, {width} in the first")
    return bad


@quality("table", "PF_TABLE_*")
def whole_table(pdf):
    bad = []
    for t in (e for e in pdf.walk() if e.type == "Table"):
        bad += grid_faults(pdf, t)
        ids = {c.text("/ID") for c in t.walk() if c.type == "TH"}
        if not any(c.type == "TH" for c in t.walk()):
            bad.append(f"{t.ref}: no header cell")
        for c in t.walk():
            for h in c.attribute(pdf, "Table", "/Headers") or []:
                if text_of(h) not in ids:
                    bad.append(f"{c.ref}: header {text_of(h)} is not there")
    return bad


def notes(pdf):
    return [e for e in pdf.walk() if e.type == "Note"]


@quality("note-label", "PF_NOTE_LABEL")
def note_label(pdf):
    return [e.ref for e in notes(pdf) if not any(k.type == "Lbl"
                                                 for k in e.kids)]


@quality("note-reference", "PF_NOTE_CALL")
def note_reference(pdf):
    bad = []
    for e in notes(pdf):
        kids = e.parent.kids
        i = kids.index(e)
        if not i or kids[i - 1].type != "Reference":
            bad.append(e.ref)
    return bad


@quality("note-place", "PF_NOTE_CALL")
def note_place(pdf):
    return [f"{e.ref} in {e.parent.type}" for e in notes(pdf)
            if pdf.role(e.parent) not in ("P", "LBody", "TD", "Caption")]


# --- The whole

def check(path):
    pdf = Pdf(path)
    bad = []
    for table in (CONDITIONS, QUALITY, ARCHIVE):
        for name, (_, function) in table.items():
            bad += [f"{name}: {what}" for what in function(pdf)[:3]]
    return bad


def print_table():
    assert len(CONDITIONS) == 87 and len(QUALITY) == 17
    print("| condition | held by | read off the file by |\n|---|---|---|")
    for table in (CONDITIONS, QUALITY, ARCHIVE):
        for name, (held, function) in sorted(table.items()):
            reader = function.__name__
            print(f"| {name} | {held} | "
                  f"{'no such object' if reader == 'look' else reader} |")


# condition, what to replace in the objects, written out by qpdf, by what.
SPOILS = (
    ("01-003", rb"(/P<</MCID \d+>>BDC\n)", rb"\1/Artifact BMC EMC "),
    ("01-004", rb"(/Artifact<</Type/Pag[^\n]*BDC\n)",
     rb"\1/P<</MCID 9>>BDC EMC "),
    ("01-005", rb"(\n)/P<</MCID \d+>>BDC\n(.*?)\bEMC\n", rb"\1\2"),
    ("01-007", rb"/Marked true", rb"/Marked true /Suspects true"),
    ("02-001", rb"/S /P\b", rb"/S /Verse"),
    ("02-004", rb"/Aside /Div", rb"/Aside /Div /P /Div"),
    ("06-001", rb"/Metadata \d+ 0 R", rb""),
    ("06-002", rb"<pdfuaid:part>1", rb"<pdfuaid:part>2"),
    ("06-003", rb"dc:title", rb"dc:title2"),
    ("07-001", rb"/DisplayDocTitle true", rb""),
    ("09-004", rb"/S /TR\b", rb"/S /LI"),
    ("09-005", rb"/S /LBody", rb"/S /P"),
    ("09-006", rb"/S /TOCI", rb"/S /P"),
    ("09-007", rb"/S /P\b", rb"/S /Ruby"),
    ("10-001", rb"<0003><[0-9A-F]+>", rb"<FFFF><0041>"),
    ("31-028", rb"<0003><[0-9A-F]+>", rb"<0003><FEFF>"),
    ("31-001", rb"/Ordering \(Identity\)", rb"/Ordering (Japan1)"),
    ("31-004", rb"/CIDToGIDMap \d+ 0 R", rb""),
    ("31-009", rb"/FontFile2 ", rb"/FontFile9 "),
    ("31-012", rb"/FontFile2 (\d+ 0 R)", rb"/FontFile2 \1 /CIDSet \1"),
    ("31-016", rb"/W \[\s*1\s*\[\s*\d+", rb"/W [ 1 [ 9999"),
    ("31-017", rb"/Subtype /Type0", rb"/Subtype /TrueType"),
    ("11-001", rb"/Lang \(fr-FR\)", rb"/Lang (francais)"),
    ("11-006", rb'xml:lang="fr-FR"', rb'xml:lang="x-default"'),
    ("11-005", rb"/Type /Catalog", rb"/Type /Catalog /AcroForm << >>"),
    ("13-004", rb"/Alt ", rb"/Alu "),
    ("14-002", rb"/S /H1\b", rb"/S /H2"),
    ("14-003", rb"/S /H2\b", rb"/S /H3"),
    ("14-006", rb"/S /H1\b", rb"/S /H"),
    ("15-003", rb"/Scope /(Column|Row)|/Headers \[.*?\]", rb""),
    ("17-002", rb"/S /P\b", rb"/S /Formula"),
    ("19-003", rb"/ID \(note[^)]*\)", rb""),
    ("19-004", rb"/ID \([^)]*\)", rb"/ID (one)"),
    ("20-001", rb"/Type /Catalog", rb"/Type /Catalog /OCProperties << >>"),
    ("28-002", rb"/Subtype /Link", rb"/Subtype /Text"),
    ("28-004", rb"/Contents (\(|<)", rb"/Other \1"),
    ("28-008", rb"/Tabs /S", rb"/Tabs /R"),
    ("28-011", rb"/S /Link", rb"/S /Span"),
    ("30-001", rb"/Subtype /Image", rb"/Subtype /Form"),
    ("7.1-tree", rb"/StructParents 0\b", rb"/StructParents 1"),
    ("7.1-parent", rb"/P (\d+ 0 R)", rb"/P 1 0 R"),
    ("6.2.2-intent", rb"/GTS_PDFA1", rb"/GTS_PDFX"),
    ("6.5-actions", rb"/S /URI", rb"/S /Launch"),
    ("6.6.4-part", rb"<pdfaid:part>2", rb"<pdfaid:part>1"),
    ("6.6.3-agreement", rb"(<dc:title>.*?<rdf:li[^>]*>)", rb"\1Not "),
    ("artifact-in-body", rb"/Artifact<</Type/Pagination/Subtype/Header>>",
     rb"/Artifact<</Type/Layout>>"),
    ("blank", rb"(/P<</MCID \d+>>BDC\n).*?\b(EMC\n)", rb"\1\2"),
    ("outside", rb"[\d.]+ [\d.]+ Td", rb"9999 9999 Td"),
    ("bookmarks", rb"/Outlines \d+ 0 R", rb""),
    ("contents-link", rb"/S /Link", rb"/S /Span"),
    ("contents-target", rb"/S /(H\d|Caption|Figure)", rb"/S /P"),
    ("alt-on-text", rb"/S /P\b", rb"/S /P /Alt (x)"),
    ("link", rb"/Type /OBJR", rb"/Type /MCR"),
    ("list-item", rb"/ListNumbering /\w+", rb"/ListNumbering /None"),
    ("table", rb"/Headers \[\s*\(", rb"/Headers [ (zz"),
    ("note-label", rb"/S /Lbl", rb"/S /Span"),
    ("note-reference", rb"/S /Reference", rb"/S /Span"),
    ("note-place", rb"/S /P\b", rb"/S /BlockQuote"),
)


def selftest(path):
    """Each spoil is seen, by the condition that it is meant for."""
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable",
                            path, "-"], capture_output=True, check=True).stdout
    unseen = []
    for name, old, new in SPOILS:
        spoilt, n = re.subn(old, new, plain, flags=re.S)
        with tempfile.NamedTemporaryFile(suffix=".pdf") as f:
            f.write(spoilt)
            f.flush()
            said = faults(f.name)
        if not n or not any(s.startswith((name, "unreadable")) for s in said):
            unseen.append(f"{name}: {n} replaced, {said[:3]}")
    unseen += [f"{fault} is no fault of page_check" for fault in unknown()]
    for line in unseen:
        print(line)
    print(f"matterhorn: {len(SPOILS) - len(unseen)} of {len(SPOILS)} spoils "
          "are seen")
    return bool(unseen)


def unknown():
    """Names of page faults in the tables above that do not exist."""
    rows = (Path(__file__).resolve().parents[2] /
            "src/page/page_faults.def").read_text()
    named = {n for table in (CONDITIONS, QUALITY, ARCHIVE)
             for held, _ in table.values()
             for n in re.findall(r"PF_\w+", held)}
    return sorted(n for n in named if f"PAGE_FAULT({n}" not in rows)


def faults(path):
    try:
        return check(path)
    except (ValueError, KeyError, TypeError, IndexError,
            AttributeError) as e:
        return [f"unreadable: {e!r}"]


def main():
    args = sys.argv[1:]
    if args[:1] == ["--table"]:
        print_table()
        return 0
    if args[:1] == ["--selftest"]:
        return selftest(args[1])
    broken = args[:1] == ["--broken"]
    files, failed = args[broken:], 0
    if not files or len(CONDITIONS) != 87 or len(QUALITY) != 17:
        print(__doc__)
        return 2
    for path in files:
        bad = faults(path)
        if bool(bad) != broken:
            failed += 1
            print(path + (": passes, though it is broken" if broken else ""))
            for b in bad[:12]:
                print("    " + b)
    print(f"matterhorn: {len(files) - failed} of {len(files)} files "
          f"{'are refused' if broken else 'pass'}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
