"""What must hold on every page, read off `sceau dump pages` and off what
poppler finds in the file: two roads that share no code."""
import re
from collections import defaultdict

HEADINGS = ("H1", "H2", "H3", "H4")
INLINES = ("Span", "Link", "Reference")
HYPHEN = "\u00ad"
# Millimetres of the charter (§2), in points.
MM = 72 / 25.4
SPILL = 1.0          # what a letter may stick out
MARK = 9.0           # a mark « i » hangs outside right-aligned cells


class Line:
    """A line of text in one column of one page."""

    def __init__(self, page, role, mcid, y, x, artifact):
        self.page, self.role, self.mcid = page, role, mcid
        self.y, self.x, self.artifact = y, x, artifact
        self.text = ""
        self.last = x
        self.contents = {mcid}

    def __repr__(self):
        return f"page {self.page}, y {self.y:g} : « {self.text} »"


def plain(content):
    return re.sub(r"‹[^›]*›", "", content).replace("|", "")


class Pages:
    def __init__(self, dump):
        self.lines, self.sizes, self.elements = [], {}, []
        self.depths, self.labels = [], {}   # of elements; of pages
        self.first_y = defaultdict(list)    # (page, mcid) → baselines
        self.block_of = {}                  # (page, mcid) → block element
        self.block, self.block_depth = None, 0
        self.read(dump)

    def read(self, dump):
        page, role, mcid, artifact, line = 0, None, None, None, None
        structure = False
        for raw in dump.split("\n"):
            m = re.match(r"page (\d+) « (.*?) » ([\d.]+) × ([\d.]+)$", raw)
            if m:
                page, line, role = int(m.group(1)), None, None
                self.labels[page] = m.group(2)
                self.sizes[page] = (float(m.group(3)), float(m.group(4)))
                continue
            if raw == "structure":
                structure = True
                continue
            if raw == "outline":
                break
            if structure:
                self.element(raw)
                continue
            m = re.match(r"\s+artifact (\w+)$", raw)
            if m:
                artifact, role, mcid = m.group(1), None, None
                continue
            m = re.match(r"\s+([A-Z]\w*) (\d+)(?: \S.*)?$", raw)
            if m:
                role, mcid, artifact = m.group(1), int(m.group(2)), None
                continue
            m = re.match(r"\s+(-?[\d.]+) (-?[\d.]+) ([‹|].*)$", raw)
            if not m:
                continue
            x, y, text = float(m.group(1)), float(m.group(2)), plain(m.group(3))
            same = line and line.page == page and line.artifact == artifact \
                and abs(line.y - y) < 6 and x >= line.last - 0.01
            if not same:
                line = Line(page, role, mcid, y, x, artifact)
                self.lines.append(line)
            line.text += text
            line.last = x
            line.contents.add(mcid)
            if not artifact:
                self.first_y[page, mcid].append(y)

    def element(self, raw):
        m = re.match(r"(\s+)([A-Z]\w*)(.*)$", raw)
        if not m:
            return
        depth, role, rest = len(m.group(1)), m.group(2), m.group(3)
        contents = [(int(a), int(b)) for a, b in re.findall(
            r"(?<= )(\d+)\.(\d+)(?= |$)", rest)]
        place = re.search(r" (\S+:\d+:\d+)$", rest)
        inside = self.block is not None and depth > self.block_depth
        if role not in INLINES or not inside:
            self.block, self.block_depth = len(self.elements), depth
        for content in contents:
            self.block_of[content] = self.block
        self.elements.append((role, contents,
                              place.group(1) if place else ""))
        self.depths.append(depth)

    def text_lines(self):
        return [line for line in self.lines if not line.artifact]

    def by_page(self):
        out = defaultdict(list)
        for line in self.text_lines():
            out[line.page].append(line)
        return out


def hyphenation(pages):
    """Of the prose, paragraphs only: lines that end on a hyphen, full lines
    (all but the last of each)."""
    paragraphs = defaultdict(list)
    for line in pages.text_lines():
        paragraphs[pages.block_of.get((line.page, line.mcid))].append(line)
    hyphenated = full = 0
    for block, lines in paragraphs.items():
        if block is None or pages.elements[block][0] != "P" or \
                ".md:" not in pages.elements[block][2]:
            continue
        full += len(lines) - 1
        hyphenated += sum(line.text.rstrip(" ").endswith(HYPHEN)
                          for line in lines[:-1])
    return hyphenated, full


def cut_words(pages):
    """The words that a hyphen cuts in two, whole."""
    words, previous = [], None
    for line in pages.text_lines():
        if previous and previous.text.rstrip(" ").endswith(HYPHEN):
            start = re.search(r"\w+$", previous.text.rstrip(" ")[:-1])
            end = re.match(r"\w+", line.text)
            if start and end:
                words.append(start.group(0) + end.group(0))
        previous = line
    return words


def starts(pages):
    """No line starts with a sign that belongs to the word before it."""
    bad = []
    for line in pages.text_lines():
        text = line.text.strip(" ")
        if re.match(r"[;:!?»%)\]…]", text) and len(text) > 1:
            bad.append(line)
        if re.match(r"[\u00a0\u202f]", line.text):
            bad.append(line)
    return bad


def ends(pages):
    """None ends with what opens the word after it."""
    return [line for line in pages.text_lines()
            if re.search(r"[«(\[\u00a0\u202f]$", line.text.rstrip(" "))
            and len(line.text.strip()) > 1]


def hyphens(pages):
    """At most two hyphens in a row; none at the end of a page's text."""
    bad, run, previous = [], 0, None
    for line in pages.text_lines():
        follows = previous and line.page == previous.page and \
            0 < line.y - previous.y < 20
        run = run + 1 if line.text.rstrip(" ").endswith(HYPHEN) and (
            follows or run == 0) else int(
                line.text.rstrip(" ").endswith(HYPHEN))
        if run > 2:
            bad.append(line)
        previous = line
    for lines in pages.by_page().values():
        body = [line for line in lines
                if line.role in ("P", "LBody", "Span", "Link")]
        if body:
            last = max(body, key=lambda line: line.y)
            if last.text.rstrip(" ").endswith(HYPHEN):
                bad.append(last)
    return bad


def lonely_headings(pages):
    """A heading never stands last on a page."""
    bad = []
    for lines in pages.by_page().values():
        for line in lines:
            if line.role in HEADINGS and not any(
                    o.role not in HEADINGS and o.y > line.y + 2 and
                    o.role != "Note" for o in lines):
                bad.append(line)
    return bad


def lonely_lines(pages):
    """A paragraph over two pages has two lines on each, at least."""
    bad = []
    for role, contents, place in pages.elements:
        by_page = defaultdict(set)
        for page, mcid in contents:
            for y in pages.first_y.get((page, mcid), ()):
                by_page[page].add(round(y))
        if role != "P" or len(by_page) < 2:
            continue
        counts = {p: distinct(ys) for p, ys in by_page.items()}
        if min(counts.values()) < 2:
            bad.append(f"paragraph of {place}: lines {counts}")
    return bad


def broken_callouts(pages):
    """A callout of at most twelve lines stands on one page."""
    bad = []
    for i, (role, _, place) in enumerate(pages.elements):
        if role != "Aside":
            continue
        by_page = defaultdict(int)
        for k in range(i + 1, len(pages.elements)):
            if pages.depths[k] <= pages.depths[i]:
                break
            for page, mcid in pages.elements[k][1]:
                by_page[page] += distinct(pages.first_y.get((page, mcid), ()))
        if len(by_page) > 1 and sum(by_page.values()) <= 12:
            bad.append(f"callout of {place}: lines {dict(by_page)}")
    return bad


def strayed_figures(pages):
    """A figure that waits for a page stays in its section."""
    bad, figure = [], None
    for role, contents, place in pages.elements:
        at = min(((page, y) for page, mcid in contents
                  for y in pages.first_y.get((page, mcid), ())), default=None)
        if role == "Figure" and at:
            figure = at, place
        elif role in ("H1", "H2") and at:
            if figure and figure[0] > at:
                bad.append(f"figure of {figure[1]} stands after {place}")
            figure = None
    return bad


def folios(pages):
    """A page's label is the folio that is printed on it."""
    printed = defaultdict(str)
    for line in pages.lines:
        if line.artifact == "footer":
            printed[line.page] += line.text + "\n"
    total = len(pages.sizes)  # the dump gives « / 58 » before the folio
    return [f"page {page} is labelled {label}: « {printed[page]} »"
            for page, label in pages.labels.items() if page in printed
            and f"/ {total}{label}\n" not in printed[page]]


def empty_pages(pages):
    """No page but a section's last is left half empty by its breaks."""
    bad, used, opens = [], {}, set()
    for page, lines in pages.by_page().items():
        used[page] = max(line.y for line in lines)
        if any(line.role == "H1" or line.artifact is None and
               line.role == "Caption" for line in lines[:2]):
            opens.add(page)
    for page, y in used.items():
        height = pages.sizes[page][1]
        if page + 1 in used and page + 1 not in opens and \
                pages.sizes.get(page + 1) == pages.sizes[page] and \
                y < height / 3 and page not in opens:
            bad.append(f"page {page} ends at {y:g}")
    return bad


def distinct(ys):
    """Baselines; superscripts stand near theirs."""
    n, last = 0, None
    for y in sorted(ys):
        if last is None or y - last > 6:
            n += 1
        last = y
    return n


# --- What poppler sees ---------------------------------------------------------

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" '
                  r'yMax="([-\d.]+)">(.*?)</word>')


def words_of(bbox):
    """pdftotext -bbox: (page, width, height, [(x0, y0, x1, y1, text)])."""
    out = []
    for k, part in enumerate(bbox.split("<page ")[1:], 1):
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', part)
        words = [tuple(map(float, m[:4])) + (m[4],)
                 for m in WORD.findall(part)]
        out.append((k, float(size.group(1)), float(size.group(2)), words))
    return out


def outside(pages, cover=()):
    """Words out of the text block that are no header, footer or margin."""
    bad = []
    for k, width, height, words in pages:
        left, right = 18 * MM, width - 18 * MM
        top = 27 * MM
        bottom = height - (28 if height > width else 24) * MM
        for x0, y0, x1, y1, text in words:
            middle = (y0 + y1) / 2
            header = middle < 17.2 * MM
            footer = bottom + 14 < middle < height - 8 * MM
            inside = k in cover or header or footer or (
                top - 8 < middle < bottom + 14)  # a line more, charter §17
            if not inside or x0 < left - SPILL or x1 > right + MARK or \
                    y0 < 0 or y1 > height:
                bad.append(f"page {k}: « {text} » at {x0:g}–{x1:g}, "
                           f"{y0:g}–{y1:g}")
    return bad


def overlaps(pages):
    """Words printed over one another: the bands of their small letters."""
    bad = []
    for k, _width, _height, words in pages:
        bands = sorted((y0 + 0.4 * (y1 - y0), y1 - 0.3 * (y1 - y0), x0, x1, t)
                       for x0, y0, x1, y1, t in words)
        for i, (t0, b0, l0, r0, w0) in enumerate(bands):
            for t1, b1, l1, r1, w1 in bands[i + 1:]:
                if t1 >= b0 - 0.8:
                    break
                if min(r0, r1) - max(l0, l1) > 1.5 and \
                        min(b0, b1) - max(t0, t1) > 0.8:
                    bad.append(f"page {k}: « {w0} » over « {w1} » at "
                               f"{l0:g}, {t0:g}")
    return bad


PAGE_CHECKS = [starts, ends, hyphens, lonely_headings, lonely_lines,
               broken_callouts, strayed_figures, folios, empty_pages]
