"""A finished PDF as poppler and qpdf see it: words with their boxes, the tree of its structure, sizes of type."""
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


def objects(path):
    """Every object of the file as qpdf tells it in JSON; strings begin with u: or b:."""
    told = json.loads(call(["qpdf", "--json=2", "--json-key=qpdf", path]).stdout)
    return [o["value"] for o in told["qpdf"][1].values() if "value" in o]


# ---- Structure ----

class Node:
    def __init__(self, kind, depth):
        self.kind, self.depth, self.children, self.attributes = kind, depth, [], {}

    def text(self):
        """What a screen reader says here: own words and those of the children, in order."""
        return " ".join(filter(None, (c if isinstance(c, str) else c.text() for c in self.children)))

    def find(self, kind):
        for child in self.children:
            if isinstance(child, Node):
                if child.kind == kind:
                    yield child
                yield from child.find(kind)

    def cells(self):
        return [c for c in self.children if isinstance(c, Node) and c.kind in ("TH", "TD")]


def structure(path):
    """The tree as pdfinfo -struct-text prints it: two spaces a level, the text of an element in quotes below it."""
    root = Node("root", -2)
    stack = [root]
    for line in call(["pdfinfo", "-struct-text", path]).stdout.splitlines():
        body = line.strip()
        depth = len(line) - len(line.lstrip(" "))
        if not body:
            continue
        if body.startswith("/"):
            key, _, value = body[1:].partition(" ")
            stack[-1].attributes[key] = value
            continue
        while stack[-1].depth >= depth:
            stack.pop()
        if body.startswith('"'):
            stack[-1].children.append(body[1:-1])
            continue
        node = Node(re.split(r"[ (:]", body)[0], depth)
        stack[-1].children.append(node)
        stack.append(node)
    return root


def sections(path):
    """The page sections of the report: (number of the section or 0 for the cover, its tree), in reading order."""
    found = []
    for sect in structure(path).find("Sect"):
        first = next((c.text() for c in sect.children if isinstance(c, Node)), "")
        number = re.match(r"(\d+) ", first)
        found.append((int(number[1]) if number else 0, sect))
    return found
