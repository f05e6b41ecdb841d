"""A PDF as qpdf reads it: objects, contents of pages, structure, fonts. Reads
files of our own kind (two-byte codes, TrueType subsets); standard library
only."""
import base64
import json
import re
import struct
import subprocess
import xml.etree.ElementTree as ET

TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|<<|>>|\[|\]|/[^\s/<>\[\]()]*"
    rb"|[^\s/<>\[\]()]+", re.S)
ESCAPE = re.compile(rb"\\(.)", re.S)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}
PAINT = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh",
         b"Do"}
SHOW = {b"Tj", b"TJ", b"'", b'"'}


def unescape(raw):
    return ESCAPE.sub(lambda m: PLAIN.get(m.group(1), m.group(1)), raw[1:-1])


def text_of(value):
    """A text string of qpdf's JSON, or None."""
    if isinstance(value, str) and value[:2] == "u:":
        return value[2:]
    if isinstance(value, str) and value[:2] == "b:":
        raw = bytes.fromhex(value[2:])
        return raw[2:].decode("utf-16-be", "replace") \
            if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")
    return None


class Mark:
    """A marked content: BDC … EMC."""

    def __init__(self, page, tag, properties, outer):
        self.page, self.tag, self.outer = page, tag, outer
        self.artifact = tag == b"Artifact"
        m = re.search(rb"/MCID (\d+)", properties)
        self.mcid = int(m.group(1)) if m else None
        m = re.search(rb"/Type/(\w+)", properties)
        self.kind = m.group(1).decode() if m else ""
        self.text, self.painted = "", False


class Element:
    def __init__(self, ref, value, parent):
        self.ref, self.d, self.parent = ref, value, parent
        self.kids, self.mcids, self.links = [], [], []
        self.type = str(value.get("/S", ""))[1:]

    def text(self, key):
        return text_of(self.d.get(key))

    def walk(self):
        yield self
        for k in self.kids:
            yield from k.walk()

    def attribute(self, pdf, owner, key):
        for a in pdf.list(self.d.get("/A")):
            a = pdf.get(a)
            if a.get("/O") == "/" + owner and key in a:
                return pdf.get(a[key])
        return None


class Pdf:
    def __init__(self, path):
        run = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline",
             "--decode-level=generalized", path],
            capture_output=True, check=False)
        if run.returncode not in (0, 3):
            raise ValueError(run.stderr.decode())
        self.bytes = open(path, "rb").read()
        self.objects = json.loads(run.stdout)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])
        self.pages = list(self.read_pages(self.catalog["/Pages"]))
        self.fonts = {}          # ref → set of codes that are shown
        self.faults = []         # (condition, what) of the contents
        self.marks = []
        self.maps = {}
        for n, page in enumerate(self.pages):
            self.read_contents(n, page)
        self.elements = {}
        self.root = self.get(self.catalog.get("/StructTreeRoot"))
        self.top = [self.element(k, None)
                    for k in self.list((self.root or {}).get("/K"))]

    # --- Objects

    def get(self, value):
        while isinstance(value, str) and value.endswith(" R") and \
                value[:1].isdigit():
            o = self.objects.get("obj:" + value, {"value": None})
            value = o["value"] if "value" in o else {
                **o["stream"]["dict"], "data": o["stream"]["data"]}
        return value

    def list(self, value):
        got = self.get(value)
        if got is None:
            return []
        return got if isinstance(got, list) else [value]

    def data(self, value):
        return base64.b64decode(self.get(value)["data"])

    def every(self):
        for key, o in self.objects.items():
            d = o.get("value", o.get("stream", {}).get("dict"))
            if isinstance(d, dict):
                yield key[4:], d

    def read_pages(self, ref):
        node = self.get(ref)
        if node.get("/Type") == "/Page":
            yield ref
            return
        for k in self.get(node["/Kids"]):
            yield from self.read_pages(k)

    # --- Contents

    def fault(self, condition, what):
        self.faults.append((condition, what))

    def read_contents(self, n, ref):
        page = self.get(ref)
        fonts = self.get(self.get(page.get("/Resources", {})).get("/Font", {}))
        data = b"\n".join(self.data(c)
                          for c in self.list(page.get("/Contents")))
        stack, operands, font, at = [], [], None, [0.0, 0.0]
        box = [float(v) for v in self.get(page["/MediaBox"])]
        for m in TOKEN.finditer(data):
            t = m.group()
            if t[:1] in b"(<[]/>" or t[:1].isdigit() or t[:1] in b"-.":
                operands.append(t)
                continue
            if t in (b"BDC", b"BMC"):
                self.open_mark(n, operands, stack)
            elif t == b"EMC":
                stack.pop()
            elif t == b"Tf":
                font = fonts[operands[-2].decode()]
            elif t == b"BT":
                at = [0.0, 0.0]
            elif t == b"Td":
                at = [at[0] + float(operands[-2]), at[1] + float(operands[-1])]
            elif t in SHOW or t in PAINT:
                self.paint(n, stack, t)
                if t in SHOW:
                    self.show(stack, font, operands)
                    if stack and not stack[-1].artifact and not (
                            box[0] <= at[0] <= box[2] and
                            box[1] <= at[1] <= box[3]):
                        self.fault("PAC outside", f"page {n + 1}: text at "
                                   f"{at[0]:.1f}, {at[1]:.1f}")
            operands = []
        if stack:
            self.fault("01-005", f"page {n + 1}: marked content left open")

    def open_mark(self, n, operands, stack):
        outer = stack[-1] if stack else None
        tag = next(o for o in operands if o[:1] == b"/")[1:]
        rest = operands[operands.index(b"/" + tag) + 1:]
        joined = b""
        for o in rest:
            joined += o if o[:1] in b"/<>" else b" " + o
        mark = Mark(n, tag, joined, outer)
        if outer and mark.artifact and not outer.artifact:
            self.fault("01-003", f"page {n + 1}: artifact in /{outer.tag!r}")
        if outer and outer.artifact and not mark.artifact:
            self.fault("01-004", f"page {n + 1}: /{tag!r} in an artifact")
        if not mark.artifact and mark.mcid is None:
            self.fault("01-005", f"page {n + 1}: /{tag!r} without MCID")
        stack.append(mark)
        self.marks.append(mark)

    def paint(self, n, stack, operator):
        if not stack:
            self.fault("01-005", f"page {n + 1}: {operator.decode()} outside")
        else:
            stack[-1].painted = True

    def show(self, stack, font, operands):
        codes = b"".join(unescape(o) if o[:1] == b"(" else
                         bytes.fromhex(o[1:-1].decode())
                         for o in operands if o[:1] in b"(<")
        used = self.fonts.setdefault(font, set())
        unicode = self.unicode(font)
        for i in range(0, len(codes) - 1, 2):
            code = codes[i] << 8 | codes[i + 1]
            used.add(code)
            if stack:
                stack[-1].text += unicode.get(code, "\ufffd")

    # --- Fonts

    def unicode(self, font):
        if font in self.maps:
            return self.maps[font]
        found = {}
        stream = self.get(font).get("/ToUnicode")
        text = self.data(stream).decode("latin-1") if stream else ""
        for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
            for a, b in re.findall(r"<([0-9A-F]+)>\s*<([0-9A-F]+)>", block):
                found[int(a, 16)] = bytes.fromhex(b).decode("utf-16-be")
        self.maps[font] = found
        return found

    def program(self, font):
        """(units, advances, glyph of each code, widths of each code)."""
        kid = self.get(self.get(self.get(font)["/DescendantFonts"])[0])
        data = self.data(self.get(kid["/FontDescriptor"])["/FontFile2"])
        tables = {}
        for i in range(struct.unpack(">H", data[4:6])[0]):
            tag, _, at, n = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            tables[tag] = data[at:at + n]
        units = struct.unpack(">H", tables[b"head"][18:20])[0]
        count = struct.unpack(">H", tables[b"maxp"][4:6])[0]
        metrics = struct.unpack(">H", tables[b"hhea"][34:36])[0]
        advances = [struct.unpack(
            ">H", tables[b"hmtx"][4 * min(g, metrics - 1):][:2])[0]
            for g in range(count)]
        raw = self.data(kid["/CIDToGIDMap"])
        glyphs = struct.unpack(f">{len(raw) // 2}H", raw)
        w = self.get(kid["/W"])
        widths = {}
        for first, row in zip(w[::2], w[1::2]):
            widths.update({first + i: x for i, x in enumerate(row)})
        return units, advances, glyphs, widths

    # --- Structure

    def element(self, ref, parent):
        value = self.get(ref)
        e = Element(ref, value, parent)
        self.elements[ref] = e
        for k in self.list(value.get("/K")):
            kid = self.get(k)
            if isinstance(kid, int):
                e.mcids.append((value.get("/Pg"), kid))
            elif kid.get("/Type") == "/MCR":
                e.mcids.append((kid.get("/Pg", value.get("/Pg")),
                                kid["/MCID"]))
            elif kid.get("/Type") == "/OBJR":
                e.links.append(kid["/Obj"])
            else:
                e.kids.append(self.element(k, e))
        return e

    def walk(self):
        for e in self.top:
            yield from e.walk()

    def role(self, e):
        """Its standard type, through the role map."""
        roles = self.get((self.root or {}).get("/RoleMap")) or {}
        seen, s = set(), "/" + e.type
        while s in roles and s not in seen:
            seen.add(s)
            s = roles[s]
        return s[1:]

    def said(self, e):
        """The text of an element, as it is read aloud."""
        by = {(self.pages[m.page], m.mcid): m for m in self.marks}
        return "".join(by[k].text for k in e.mcids if k in by) + "".join(
            self.said(k) for k in e.kids)

    def annotations(self):
        for n, ref in enumerate(self.pages):
            for a in self.list(self.get(ref).get("/Annots")):
                yield n, a, self.get(a)

    def xmp(self):
        meta = self.catalog.get("/Metadata")
        return ET.fromstring(self.data(meta)) if meta else None
