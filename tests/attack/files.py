"""The other files of a pack: PDF text, workbook cells and chart caches, drafts. A number in them is one that scorecard.json
tells, or it is a leak (or an error; both are wrong)."""
import email
import email.policy
import re
import subprocess
import warnings
import zipfile
from bisect import bisect_left
from xml.etree import ElementTree


def numbers_of(thing, found):
    if isinstance(thing, dict):
        for value in thing.values():
            numbers_of(value, found)
    elif isinstance(thing, list):
        for value in thing:
            numbers_of(value, found)
    elif isinstance(thing, (int, float)) and not isinstance(thing, bool):
        found.add(float(thing))


class Known:
    """All numbers of scorecard.json, and the differences of two of them."""

    def __init__(self, data):
        found = set()
        numbers_of(data, found)
        self.values = sorted(found)
        self.rounded = {round(v, 9) for v in found}

    def holds(self, value):
        for near in (value, value / 100, value * 100, 1 - value, 100 - value):
            at = bisect_left(self.values, abs(near) - 1e-8)
            if any(abs(abs(v) - abs(near)) < 1e-8 for v in self.values[at:at + 2]) or round(-near, 9) in self.rounded:
                return True
        return any(round(v - value, 9) in self.rounded for v in self.values)


Z = 1.959963984540054  # of the method page


def is_telling(value):
    """More than three decimals: a number that was computed and not chosen."""
    return abs(value * 1000 - round(value * 1000)) > 1e-6 and abs(value - Z) > 1e-12


def formula_values(archive):
    for name in archive.namelist():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        for element in ElementTree.fromstring(archive.read(name)).iter():
            if element.tag.endswith("}c") and element.get("t") in (None, "n") and any(e.tag.endswith("}f") for e in element):
                yield from (e.text for e in element if e.tag.endswith("}v") and e.text)


def sheet_numbers(archive):
    """(part, cell or place, number) of every cell and chart cache of a workbook. What a formula makes is left out, in charts
    over it too: it is made from other cells, and that it is just that is proved by `cxex verify` and by LibreOffice."""
    made = {float(v) for v in formula_values(archive)}
    for name in archive.namelist():
        if not name.endswith(".xml") or not name.startswith(("xl/worksheets/sheet", "xl/charts/chart")):
            continue
        for element in ElementTree.fromstring(archive.read(name)).iter():
            tag = element.tag.rpartition("}")[2]
            if tag == "c" and element.get("t") in (None, "n"):
                value = next((e.text for e in element if e.tag.endswith("}v")), None)
                if value and not any(e.tag.endswith("}f") for e in element):
                    yield name, element.get("r"), float(value)
            if tag == "pt":
                value = next((e.text for e in element if e.tag.endswith("}v")), None)
                try:
                    if float(value) not in made:
                        yield name, "cache", float(value)
                except (TypeError, ValueError):
                    pass


def data_rows(path):
    """Rows of the long table of a workbook: dictionaries by head; none where the workbook has no such sheet."""
    import openpyxl
    warnings.simplefilter("ignore")  # it tells at length which extensions it does not read
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            keys = [cell for cell in row if isinstance(cell, str) and cell.count("|") == 2]
            if keys:
                yield sheet.title, number + 1, keys[0], row


def check_files(attack, pack):
    hidden = hidden_keys(pack)
    known = Known(pack.data)
    for path in sorted(pack.folder.rglob("*")):
        if path.suffix == ".xlsx":
            check_workbook(attack, pack, path, hidden, known)
        elif path.suffix == ".pdf":
            check_pdf(attack, pack, path)
        elif path.suffix == ".eml":
            check_draft(attack, pack, path)
    check_briefs(attack, pack)


def hidden_keys(pack):
    """(scope name, window, figure id) is hidden unless scorecard.json has the figure's number."""
    def hidden(scope, window, id_):
        cell = pack.cells.get((scope, window))
        figure = cell["figures"].get(id_) if cell else None
        return figure is None or (figure.get("value") is None and not id_.endswith(".n"))
    by_name = {**{name: key for key, name in pack.name.items()}, **{key: key for key in pack.name}}
    return lambda name, window, id_: hidden(by_name.get(name, name), window, id_)


def check_workbook(attack, pack, path, hidden, known):
    for sheet, number, key, row in data_rows(path):
        name, window, id_ = key.split("|")
        attack.checked += 1
        values = [cell for cell in row if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
        if hidden(name, window, id_) and values:
            attack.wrong(f"{path.name}: {sheet} row {number}: {key} is hidden, but there is {values}")
    with zipfile.ZipFile(path) as archive:
        for part, place, value in sheet_numbers(archive):
            attack.checked += 1
            if is_telling(value) and not known.holds(value):
                attack.wrong(f"{path.name}: {part} {place}: {value!r} is not in scorecard.json")


def wholly_hidden(pack):
    """Names of units of which the pack's period shows nothing."""
    names = []
    for key, name in pack.name.items():
        cell = pack.cells.get((key, pack.period))
        if cell and "published" not in cell["publish"].values() and "withheld" in cell["publish"].values():
            names.append(name)
    return names


def check_text(attack, pack, name, text):
    """A line that begins with a unit of which nothing may be shown holds no number."""
    for line in text.splitlines():
        for unit in wholly_hidden(pack):
            rest = line.strip().removeprefix(unit)
            if rest != line.strip() and rest[:2] in ("", "  "):
                attack.checked += 1
                rest = re.split(r"\s{40,}", rest)[0]  # further columns of the page are of other units
                if re.search(r"\d", rest):
                    attack.wrong(f"{name}: nothing of {unit} may be shown: {line.strip()}")


def check_pdf(attack, pack, path):
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout
    check_text(attack, pack, path.name, text.decode("utf-8", "replace"))


def check_draft(attack, pack, path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    check_text(attack, pack, path.name, body.get_content() if body else "")


def check_briefs(attack, pack):
    """Nobody gets a brief of a unit of which nothing may be shown."""
    slugs = {u["slug"]: u["name"] for u in pack.data["units"]}
    hidden = wholly_hidden(pack)
    for path in pack.folder.glob("*/*.*"):
        attack.checked += 1
        if slugs.get(path.stem) in hidden:
            attack.wrong(f"{path.name}: nothing of {slugs[path.stem]} may be shown")
