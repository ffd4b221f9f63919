"""A finished PDF as poppler and qpdf see it: words with their boxes, the tree of its structure, sizes of type."""
import base64
import html
import json
import re

from common import call

WORD = re.compile(r'<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">(.*?)</word>', re.S)
PAGE = re.compile(r'<page width="([^"]*)" height="([^"]*)">(.*?)</page>', re.S)


class Word:
    def __init__(self, match):
        self.x0, self.y0, self.x1, self.y1 = map(float, match[:4])
        self.text = html.unescape(match[4])

    def __repr__(self):
        return f"“{self.text}” at {self.x0:.0f},{self.y0:.0f}"


class Page:
    def __init__(self, width, height, words):
        self.width, self.height, self.words = width, height, words


def pages(path):
    text = call(["pdftotext", "-bbox", path, "-"]).stdout
    return [Page(float(w), float(h), [Word(m) for m in WORD.findall(body)]) for w, h, body in PAGE.findall(text)]


def page_texts(path):
    return call(["pdftotext", "-layout", path, "-"]).stdout.split("\f")[:-1]


def outside(page):
    return [w for w in page.words if w.x0 < -0.5 or w.y0 < -0.5 or w.x1 > page.width + 0.5 or w.y1 > page.height + 0.5]


def overlaps(page):
    """Pairs of words whose ink may touch. The box of a word reaches from the highest to the lowest letter of its face, so
    the boxes of neighbouring lines may overlap; the middle half of the height is where letters are."""
    boxes = []
    for word in page.words:
        quarter = (word.y1 - word.y0) / 4
        boxes.append((word.y0 + quarter, word.y1 - quarter, word.x0 + 0.4, word.x1 - 0.4, word))
    boxes.sort(key=lambda b: b[0])
    found = []
    for i, (top, bottom, left, right, word) in enumerate(boxes):
        for other_top, _, other_left, other_right, other in boxes[i + 1:]:
            if other_top >= bottom:
                break
            if left < other_right and other_left < right:
                found.append((word, other))
    return found


NUMBER = r"(-?[0-9.]+)"
CIRCLE = re.compile(rf"^{NUMBER} {NUMBER} m\n(?:[^\n]* c\n){{1}}[^\n]* {NUMBER} {NUMBER} c\n(?:[^\n]* c\n){{2}}(?:f|S|B|b|h)", re.M)


def circles(content):
    """(x, y, radius) of what is drawn as four curves that begin at the left end of a circle."""
    found = []
    for m in CIRCLE.finditer(content):
        left, y, right, y_right = map(float, m.groups())
        if abs(y - y_right) < 0.01 and right > left:
            found.append(((left + right) / 2, y, (right - left) / 2))
    return found


def covered_words(page, content):
    """Words that lie on a circle, such as labels of a map on its points. A sign is a circle itself, and an event's number
    stands in one."""
    found = []
    for x, y, radius in circles(content):
        for word in page.words:
            if re.fullmatch("[●○]|\\d{1,2}", word.text):
                continue
            quarter = (word.y1 - word.y0) / 4
            dx = max(word.x0 - x, 0, x - word.x1)
            dy = max(word.y0 + quarter - (page.height - y), 0, (page.height - y) - (word.y1 - quarter))
            if dx * dx + dy * dy < (radius - 0.3) ** 2:
                found.append(word)
    return found


BOX_OR_TEXT = re.compile(rf"^{NUMBER} {NUMBER} {NUMBER} {NUMBER} re\nf$|^{NUMBER} {NUMBER} Td$", re.M)


def painted_over(content):
    """(x, y) of texts that a box drawn after them lies on."""
    texts, found = [], []
    for m in BOX_OR_TEXT.finditer(content):
        if m[5]:
            texts.append((float(m[5]), float(m[6])))
            continue
        x, y, width, height = map(float, m.groups()[:4])
        found += [at for at in texts if x <= at[0] <= x + width and y < at[1] + 2 < y + height]
    return found


def plain_copy(path, work):
    """The same PDF with its streams readable, as bytes."""
    copy = work / (path.stem + ".qdf")
    call(["qpdf", "--qdf", "--object-streams=disable", path, copy])
    return copy.read_bytes()


def type_sizes(data):
    """Sizes of type in points, and how many text objects are scaled by a matrix. A text of one glyph is left out: ▲ ▼ ● are
    drawn as paths, and stand behind them as an empty glyph for those who copy or hear the page."""
    runs = re.findall(rb"/\S+ ([0-9.]+) Tf\s+([^\n]*) T[Jj]", data)
    sizes = {float(size) for size, shown in runs if len(re.sub(rb"[^0-9a-fA-F]", b"", shown)) > 4}
    turned = {(b"1", b"0", b"0", b"1"), (b"0", b"1", b"-1", b"0")}
    matrices = re.findall(rb"(\S+) (\S+) (\S+) (\S+) \S+ \S+ Tm\b", data)
    return sizes, len([m for m in matrices if m not in turned])


def untagged(data):
    """How many text objects stand outside every tag and outside every artifact."""
    depth = count = 0
    for line in data.split(b"\n"):
        if line.endswith((b" BDC", b" BMC")):
            depth += 1
        elif line == b"EMC":
            depth -= 1
        elif line == b"BT" and depth == 0:
            count += 1
    return count


# ---- Structure ----
# pdfinfo -struct-text tells the same, but draws a page anew for every element: minutes for a pack. pdf.py compares the two on
# a small report.

class Document:
    """The objects of a file as qpdf tells them in JSON. Names begin with /, strings with u: or b:, references end in R."""

    def __init__(self, path):
        told = call(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=all", path]).stdout
        self.objects = json.loads(told)["qpdf"][1]
        self.unicode_of = {}
        self.marked = {}
        self.catalog = next(o for o in self.dicts() if o.get("/Type") == "/Catalog")

    def dicts(self):
        return [o["value"] for o in self.objects.values() if isinstance(o.get("value"), dict)]

    def get(self, x):
        if isinstance(x, str) and re.fullmatch(r"\d+ \d+ R", x):
            found = self.objects["obj:" + x]
            return found["value"] if "value" in found else found["stream"]["dict"]
        return x

    def stream(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def font_map(self, reference):
        """Glyph number to text, from the font's ToUnicode table."""
        if reference not in self.unicode_of:
            table = self.stream(self.get(reference)["/ToUnicode"]).decode("latin-1")
            pairs = re.findall(r"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$", table, re.M)
            self.unicode_of[reference] = {int(g, 16): bytes.fromhex(u).decode("utf-16-be") for g, u in pairs}
        return self.unicode_of[reference]

    def contents(self):
        """What each page draws, as text."""
        found = []
        queue = [self.get(self.catalog["/Pages"])]
        while queue:
            at = queue.pop(0)
            if at["/Type"] == "/Pages":
                queue[:0] = map(self.get, at["/Kids"])
                continue
            parts = at["/Contents"] if isinstance(at["/Contents"], list) else [at["/Contents"]]
            found.append(b"\n".join(map(self.stream, parts)).decode("latin-1"))
        return found

    def page_text(self, page):
        """{MCID: text} of one page."""
        if page not in self.marked:
            fonts = self.get(self.get(self.get(page)["/Resources"])["/Font"])
            content = self.get(page)["/Contents"]
            data = b"\n".join(map(self.stream, content if isinstance(content, list) else [content])).decode("latin-1")
            self.marked[page] = marked_text(data, lambda name: self.font_map(fonts[name]))
        return self.marked[page]


def marked_text(data, font_map):
    """What is shown inside each marked stretch; an ActualText stands in place of what is shown under it."""
    found, stack, letters = {}, [], {}
    for line in data.split("\n"):
        operator = line.rpartition(" ")[2]
        if operator in ("BDC", "BMC"):
            number, actual = re.search(r"/MCID (\d+)", line), re.search(r"/ActualText <([0-9A-Fa-f]+)>", line)
            stack.append(("tag", int(number[1])) if number else ("actual" if actual else "other", None))
            if number:
                found.setdefault(int(number[1]), "")
        elif operator == "EMC":
            stack.pop()
        elif operator == "Tf":
            letters = font_map(line.split()[0])
        kinds = [kind for kind, _ in stack]
        if "tag" not in kinds or "other" in kinds:
            continue
        tag = next(t for kind, t in reversed(stack) if kind == "tag")
        if operator == "BDC" and kinds[-1] == "actual":
            found[tag] += bytes.fromhex(actual[1]).decode("utf-16").lstrip("\ufeff")
        elif operator in ("TJ", "Tj") and "actual" not in kinds:
            glyphs = re.findall(r"<([0-9A-Fa-f]*)>", line)
            found[tag] += "".join(letters.get(int(g[i:i + 4], 16), "\ufffd") for g in glyphs for i in range(0, len(g), 4))
    return found


class Node:
    def __init__(self, kind, alt, attributes, title=""):
        """title: of a section, or the key of the figure that the element's text is (canvas.h)."""
        self.kind, self.alt, self.attributes, self.title, self.children = kind, alt, attributes, title, []

    def text(self):
        """What a screen reader says here: own words and those of the children, in order."""
        return " ".join(filter(None, (c if isinstance(c, str) else c.text() for c in self.children)))

    def find(self, kind):
        for child in self.children:
            if isinstance(child, Node):
                if child.kind == kind:
                    yield child
                yield from child.find(kind)

    def keyed(self):
        """(key, text) of every element that shows a figure."""
        if "|" in self.title and self.kind != "Sect":
            yield self.title, self.text()
        for child in self.children:
            if isinstance(child, Node):
                yield from child.keyed()

    def cells(self):
        return [c for c in self.children if isinstance(c, Node) and c.kind in ("TH", "TD")]


def structure(document):
    def attributes(element):
        given = document.get(element.get("/A", []))
        merged = {}
        for one in given if isinstance(given, list) else [given]:
            merged.update(document.get(one))
        return merged

    def node(element, page):
        page = element.get("/Pg", page)
        made = Node(element["/S"][1:], element.get("/Alt", "u:")[2:], attributes(element), element.get("/T", "u:")[2:])
        kids = document.get(element.get("/K", []))
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = document.get(kid)
            if isinstance(kid, int):
                made.children.append(document.page_text(page)[kid])
            elif kid.get("/Type") == "/MCR":
                made.children.append(document.page_text(kid.get("/Pg", page))[kid["/MCID"]])
            elif "/S" in kid:
                made.children.append(node(kid, page))
        return made

    root = document.get(document.catalog["/StructTreeRoot"])
    top = document.get(root["/K"])
    return node(document.get(top[0] if isinstance(top, list) else top), None)


def sections(document):
    """The page sections of the report: (number of the section or 0 for the cover, its tree), in reading order."""
    found = []
    for sect in structure(document).find("Sect"):
        first = next((c.text() for c in sect.children if isinstance(c, Node)), "")
        number = re.match(r"(\d+) ", first)
        found.append((int(number[1]) if number else 0, sect))
    return found
