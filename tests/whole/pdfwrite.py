"""A PDF of cxex taken apart and put together again with something changed, for tests that want to see it found."""
import re
import zlib


CELL = re.compile(r"/TD <</MCID \d+>> BDC\n.*?\nEMC\n", re.S)
NUMBER = r"-?[0-9.]+"
SIGN = re.compile(rf"(?P<path>(?P<x>{NUMBER}) (?P<tip>{NUMBER}) m\n(?P<x1>{NUMBER}) (?P<base>{NUMBER}) l\n(?P<x2>{NUMBER}) {NUMBER} l\nh\nf\n)"
                  rf"(?P<between>[^\[]*?)(?P<text>BT\n[^\[]*?/(?P<font>F\d+) {NUMBER} Tf\n[^\[]*?\[<(?P<glyph>[0-9A-F]{{4}})>\] TJ\n.*?ET\n)", re.S)


class Pdf:
    """objects: number -> bytes between "obj" and "endobj" of those that stand in the file as streams; packed: number -> bytes
    of those inside object streams, in their order."""

    def __init__(self, path):
        data = path.read_bytes()
        table = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)[1])
        head = re.compile(rb"(\d+) 0 obj\s*").match(data, table)
        self.table_number = int(head[1])
        self.trailer, packed = stream_at(data, head.end())
        widths = [int(w) for w in re.search(rb"/W \[(\d+) (\d+) (\d+)\]", self.trailer).groups()]
        self.header = data[:min(o for k, o, _ in rows(packed, widths) if k == 1)]
        self.streams, self.packed, self.homes = {}, {}, {}
        for number, (kind, at, index) in enumerate(rows(packed, widths)):
            if kind == 1 and number != self.table_number:
                begin = re.compile(rb"\d+ 0 obj\s*").match(data, at).end()
                dictionary, content = stream_at(data, begin, inflate=False)
                self.streams[number] = [dictionary, content]
            if kind == 2:
                self.homes.setdefault(at, []).append((index, number))
        for home, members in self.homes.items():
            members.sort()
            dictionary, content = self.streams.pop(home)
            content, first = zlib.decompress(content), int(re.search(rb"/First (\d+)", dictionary)[1])
            places = [int(x) for x in content[:first].split()][1::2] + [len(content) - first]
            for (_, number), at, end in zip(members, places, places[1:]):
                self.packed[number] = content[first + at:first + end].rstrip()

    def inflated(self, number):
        dictionary, content = self.streams[number]
        return zlib.decompress(content) if b"/FlateDecode" in dictionary else content

    def replace(self, number, content):
        dictionary = self.streams[number][0]
        if b"/FlateDecode" in dictionary:
            content = zlib.compress(content)
        self.streams[number] = [re.sub(rb"/Length \d+", b"/Length %d" % len(content), dictionary), content]

    def save(self, path, between=b"", behind=b""):
        out, places = bytearray(self.header), {}
        streams = dict(self.streams)
        for home, members in self.homes.items():
            bodies = [self.packed[n] for _, n in members]
            heads, at = [], 0
            for (_, number), body in zip(members, bodies):
                heads.append(b"%d %d" % (number, at))
                at += len(body) + 1
            head = b" ".join(heads) + b"\n"
            content = zlib.compress(head + b"".join(b + b"\n" for b in bodies))
            streams[home] = [b"/Type /ObjStm /N %d /First %d /Length %d /Filter /FlateDecode" %
                             (len(members), len(head), len(content)), content]
        for number, (dictionary, content) in sorted(streams.items()):
            places[number] = len(out)
            out += b"%d 0 obj\n<<%s>>\nstream\n" % (number, dictionary) + content + b"\nendstream\nendobj\n"
            out += between
            between = b""
        size = max([self.table_number, *streams, *self.packed]) + 1
        lines, before = bytearray(), bytes(7)
        where = {number: (2, home, index) for home, members in self.homes.items() for index, (_, number) in enumerate(members)}
        places[self.table_number] = len(out)
        for number in range(size):
            kind, at, index = where.get(number, (1, places[number], 0) if number in places else (0, 0, 0))
            row = bytes([kind]) + at.to_bytes(4, "big") + index.to_bytes(2, "big")
            lines += b"\2" + bytes((a - b) & 255 for a, b in zip(row, before))
            before = row
        content = zlib.compress(bytes(lines))
        table = re.sub(rb"/Length \d+", b"/Length %d" % len(content), self.trailer)
        table = re.sub(rb"/W \[[^]]*\]", b"/W [1 4 2]", table)
        table = re.sub(rb"/Columns \d+", b"/Columns 7", re.sub(rb"/Size \d+", b"/Size %d" % size, table))
        at = len(out)
        out += b"%d 0 obj\n<<%s>>\nstream\n" % (self.table_number, table) + content + b"\nendstream\nendobj\n"
        out += b"startxref\n%d\n%%%%EOF\n" % at + behind
        path.write_bytes(bytes(out))

    # ---- Text ----

    def pages(self):
        """(number of the content stream, {font name: {glyph: text}}) of each page."""
        found = []
        for body in self.packed.values():
            if not re.search(rb"/Type ?/Page\b", body):
                continue
            content = int(re.search(rb"/Contents (\d+) 0 R", body)[1])
            resources = body
            reference = re.search(rb"/Resources (\d+) 0 R", body)
            if reference:
                resources = self.packed[int(reference[1])]
            fonts = {}
            for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", resources):
                letters = int(re.search(rb"/ToUnicode (\d+) 0 R", self.packed[int(number)])[1])
                pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", self.inflated(letters))
                fonts[name.decode()] = {int(g, 16): bytes.fromhex(u.decode()).decode("utf-16-be") for g, u in pairs}
            found.append((content, fonts))
        return found

    def change_text(self, wanted, change):
        """Draws change(text, letters of the face) in place of the first text that is drawn in one piece and for which
        wanted(text) holds; gives both, or None."""
        for number, fonts in self.pages():
            lines, font = self.inflated(number).decode("latin-1").split("\n"), {}
            for i, line in enumerate(lines):
                if line.endswith(" Tf"):
                    font = fonts[line.split()[0][1:]]
                if not line.endswith((" TJ", " Tj")):
                    continue
                glyphs = "".join(re.findall(r"<([0-9A-Fa-f]*)>", line))
                text = "".join(font.get(int(glyphs[g:g + 4], 16), "?") for g in range(0, len(glyphs), 4))
                back = {t: g for g, t in font.items()}
                new = change(text, back) if wanted(text) else None
                if not new or new == text:
                    continue
                lines[i] = "[<" + "".join(f"{back[c]:04X}" for c in new) + ">] TJ"
                self.replace(number, "\n".join(lines).encode("latin-1"))
                return text, new
        return None

    def change_sign(self, first, turned=True, read=True):
        """The first ▲ or ▼ that begins (or, not `first`, ends) a cell with a number becomes the other one: as it is drawn, as
        it is read, or both; gone where both are None."""
        for number, fonts in self.pages():
            text = self.inflated(number).decode("latin-1")
            for cell in CELL.finditer(text):
                sign = SIGN.search(cell[0])
                if not sign or (cell[0].find(" TJ") > sign.start()) != first or cell[0].count(" TJ") < 2:
                    continue
                letters = fonts[sign["font"]]
                glyph = int(sign["glyph"], 16)
                other = {t: g for g, t in letters.items()}[{"▲": "▼", "▼": "▲"}[letters[glyph]]]
                drawn, shown = sign["path"], sign["text"]
                if turned:
                    low, high = sign["base"], sign["tip"]
                    drawn = f"{sign['x']} {low} m\n{sign['x1']} {high} l\n{sign['x2']} {high} l\nh\nf\n"
                if read:
                    shown = shown.replace(f"<{glyph:04X}>", f"<{other:04X}>")
                new = "" if turned is None and read is None else drawn + sign["between"] + shown
                at = cell.start() + sign.start()
                self.replace(number, (text[:at] + new + text[at + len(sign[0]):]).encode("latin-1"))
                return letters[glyph]
        return None

    def find(self, pattern):
        """(number, match) of the first packed object that the pattern is found in."""
        for number, body in self.packed.items():
            found = re.search(pattern, body, re.S)
            if found:
                return number, found
        raise LookupError(pattern)


def other_digit(text, letters):
    """The text with its last digit another one that the face has."""
    at = max(i for i, c in enumerate(text) if c.isdigit())
    for digit in "5678901234":
        if digit != text[at] and digit in letters:
            return text[:at] + digit + text[at + 1:]
    return None


def hexed(text):
    """A text string with letters outside ASCII, as it stands in the file."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def stream_at(data, at, inflate=True):
    """(inside of the dictionary, content) of the stream object that begins at `at`."""
    begin = re.compile(rb"<<(.*?)>>\s*stream\r?\n", re.S)
    length = None
    found = begin.match(data, at)
    length = int(re.search(rb"/Length (\d+)", found[1])[1])
    content = data[found.end():found.end() + length]
    return found[1], zlib.decompress(content) if inflate else content


def rows(packed, widths):
    """The entries of a cross-reference stream: (kind, place, index)."""
    width, before, found = sum(widths), bytes(sum(widths)), []
    for at in range(0, len(packed), width + 1):
        row = bytes((a + b) & 255 for a, b in zip(packed[at + 1:at + 1 + width], before))
        one, two = widths[0], widths[0] + widths[1]
        found.append((row[0], int.from_bytes(row[one:two], "big"), int.from_bytes(row[two:], "big")))
        before = row
    return found
