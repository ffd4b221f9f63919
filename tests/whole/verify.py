"""`cxex verify` finds a pack good as it was made, and refutes it when one thing in it was changed.

Where a change could be told by the hashes alone, the manifest is put right again: what is tried is what verify sees inside the
files. Each change must be refuted with exit 1 and a line that names the right file and the right kind of problem.
"""
import base64
import hashlib
import html
import itertools
import json
import random
import re
import shutil
import subprocess
import zipfile

import pdfwrite
import tiny
from common import Test, sample_packs, tail

UNITS = ["Sales", "Service", "Stores", "Small & Co", "Support"]
MORE = """
[units]
file = units.csv
[mail]
from = Experience <cx@tiny.example>
"""
UNITS_FILE = """unit,head,email,language
Sales,Ann Lee,ann@tiny.example,en
Service,Bao Tran,bao@tiny.example,vi
Stores,Cy Young,cy@tiny.example,en
Small & Co,Dee Fox,dee@tiny.example,en
Support,Eve Moss,eve@tiny.example,vi
"""
HIDDEN = "Small & Co"  # too few employees in every month


def make_pack(test):
    folder = test.work / "project"
    project = tiny.make(folder, UNITS, tiny.months(4), cx=30, ex=lambda unit, at: 3 if unit == HIDDEN else 14, more=MORE,
                        stages=("buy", "use", "aftersale"))
    (folder / "units.csv").write_text(UNITS_FILE, encoding="utf-8")
    test.run("build", "--quiet", project)
    return next((folder / "out").glob("*/manifest.json")).parent


class Pack:
    """A copy of the pack to be changed."""

    def __init__(self, test, good, name):
        self.folder = test.work / "changed" / name
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(good, self.folder)

    def path(self, name):
        return self.folder / name

    def read(self, name):
        return self.path(name).read_bytes()

    def write(self, name, data):
        self.path(name).write_bytes(data)

    def json(self, name="scorecard.json"):
        return json.loads(self.read(name))

    def write_json(self, data, name="scorecard.json"):
        self.write(name, (json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode())

    def repair(self):
        """The manifest says again what lies in the folder."""
        manifest = self.json("manifest.json")
        for file in manifest["files"]:
            if self.path(file["path"]).exists():
                data = self.read(file["path"])
                file["size"], file["sha256"] = len(data), hashlib.sha256(data).hexdigest()
        self.write_json(manifest, "manifest.json")

    def swap(self, one, other):
        a, b = self.read(one), self.read(other)
        self.write(one, b)
        self.write(other, a)

    # ---- A workbook's parts ----

    def part(self, book, name):
        with zipfile.ZipFile(self.path(book)) as z:
            return z.read(name).decode()

    def parts(self, book):
        with zipfile.ZipFile(self.path(book)) as z:
            return z.namelist()

    def change_part(self, book, name, change, more=None):
        with zipfile.ZipFile(self.path(book)) as z:
            parts = {n: z.read(n) for n in z.namelist()}
        text = parts[name].decode()
        new = change(text)
        assert new != text, f"{book} {name}: nothing to change"
        parts[name] = new.encode()
        parts.update(more or {})
        with zipfile.ZipFile(self.path(book), "w", zipfile.ZIP_DEFLATED) as z:
            for n, data in parts.items():
                z.writestr(n, data)

    def strings(self, book):
        found = re.findall(r"<si>(.*?)</si>", self.part(book, "xl/sharedStrings.xml"), re.S)
        return ["".join(re.findall(r"<t[^>]*>(.*?)</t>", s, re.S)) for s in found]

    def data_sheet(self, book):
        names = re.findall(r'<sheet name="([^"]*)"', self.part(book, "xl/workbook.xml"))
        return f"xl/worksheets/sheet{names.index('Data') + 1}.xml"

    def data_row(self, book, key):
        """The number of the row of the long table with this key."""
        index = self.strings(book).index(key.replace("&", "&amp;"))
        sheet = self.part(book, self.data_sheet(book))
        return int(re.search(rf'<c r="B(\d+)"[^>]*><v>{index}</v>', sheet)[1])

    # ---- A draft's lines ----

    def change_mail(self, name, change):
        text = self.read(name).decode().replace("\r\n", "\n")
        new = change(text)
        assert new != text, f"{name}: nothing to change"
        self.write(name, new.replace("\n", "\r\n").encode())

    def pdf(self, name):
        return pdfwrite.Pdf(self.path(name))


def number_cell(sheet, row, column, change):
    pattern = rf'(<c r="{column}{row}"[^>]*>(?:<f>[^<]*</f>)?<v>)([^<]*)(</v>)'
    return re.sub(pattern, lambda m: m[1] + change(m[2]) + m[3], sheet, count=1)


def add_cell(sheet, cell):
    """A cell behind all others of the last row."""
    at = sheet.rindex("</c></row>") + len("</c>")
    row = re.findall(r'<row r="(\d+)"', sheet[:at])[-1]
    return sheet[:at] + cell.replace("ROW", row) + sheet[at:]


def more(text):
    return repr(float(text) + 1.5)


# ---- The changes. Each gives (file that must be named, code that must be said) ----

def card_value(pack):
    card = pack.json()
    card["cells"]["Sales"][card["report"]["period"]]["figures"]["cx.index"]["value"] += 2
    pack.write_json(card)
    return "board.pdf", "figure-differs"


def card_hidden_figure(pack):
    card = pack.json()
    card["cells"][HIDDEN][card["report"]["period"]]["figures"]["ex.index"] = {"value": 61.3, "n": 3}
    pack.write_json(card)
    return "scorecard.json", "hidden-shown"


def card_hidden_count(pack):
    card = pack.json()
    card["cells"][HIDDEN][card["report"]["period"]]["n"]["ex"] = 3
    pack.write_json(card)
    return "scorecard.json", "hidden-shown"


def card_difference(pack):
    card = pack.json()
    card["changes"][0]["diff"] += 1
    pack.write_json(card)
    return "scorecard.json", "figures-contradict"


def card_twice(pack):
    pack.write("scorecard.json", pack.read("scorecard.json").replace(b'"cells": {', b'"cells": {},\n  "cells": {', 1))
    return "scorecard.json", "file-damaged"


def pdf_number(name):
    def change(pack):
        pdf = pack.pdf(name)
        assert pdf.change_text(lambda t: re.fullmatch(r"\d\d[.,]\d", t), pdfwrite.other_digit), "no number to change"
        pdf.save(pack.path(name))
        return name, "figure-differs"
    return change


def pdf_sentence(pack):
    """A number where a figure is hidden."""
    pdf = pack.pdf("board.pdf")
    wanted = lambda t: re.fullmatch("Not shown, to[^:]*", t)
    assert pdf.change_text(wanted, lambda text, letters: "5" + text[1:] if "5" in letters else "2" + text[1:])
    pdf.save(pack.path("board.pdf"))
    return "board.pdf", "hidden-shown"


def pdf_alt(pack):
    pdf = pack.pdf("board.pdf")
    number, found = pdf.find(rb"/Alt ?\(value (\d\d\.\d)")
    pdf.packed[number] = pdf.packed[number].replace(found[1], b"13.7", 1)
    pdf.save(pack.path("board.pdf"))
    return "board.pdf", "number-unknown"


def pdf_info(pack):
    pdf = pack.pdf("board.pdf")
    number, found = pdf.find(rb"/Subject ?\(([^)]*)\)")
    pdf.packed[number] = pdf.packed[number].replace(found[1], b"Small & Co: EX 61.3")
    pdf.save(pack.path("board.pdf"))
    return "board.pdf", "number-unknown"


def pdf_info_key(pack):
    pdf = pack.pdf("board.pdf")
    number, found = pdf.find(rb"/Subject ?\(")
    pdf.packed[number] = pdf.packed[number].replace(found[0], b"/SmallCo 61.3" + found[0])
    pdf.save(pack.path("board.pdf"))
    return "board.pdf", "file-damaged"


def pdf_bookmark(pack):
    pdf = pack.pdf("board.pdf")
    number, found = pdf.find(rb"/Title ?\((Balance)\)")
    pdf.packed[number] = pdf.packed[number].replace(found[1], b"Balance: 61.3")
    pdf.save(pack.path("board.pdf"))
    return "board.pdf", "number-unknown"


def pdf_key(pack):
    """The brief of Sales shows a figure of Service."""
    pdf = pack.pdf("departments/sales.pdf")
    number, found = pdf.find(rb"/T ?\((Sales)\|[^)]*cx.index\)")
    pdf.packed[number] = pdf.packed[number].replace(b"(Sales|", b"(Service|")
    pdf.save(pack.path("departments/sales.pdf"))
    return "departments/sales.pdf", "foreign-unit"


def pdf_unkeyed(pack):
    pdf = pack.pdf("departments/sales.pdf")
    for number, body in pdf.packed.items():
        pdf.packed[number] = re.sub(rb"/T ?\([^)]*\|[^)]*\)", b"", body)
    pdf.save(pack.path("departments/sales.pdf"))
    return "departments/sales.pdf", "no-keys"


def pdf_between(pack):
    pack.pdf("board.pdf").save(pack.path("board.pdf"), between=b"% Small & Co 61.3\n")
    return "board.pdf", "file-damaged"


def pdf_behind(pack):
    pack.pdf("board.pdf").save(pack.path("board.pdf"), behind=b"Small & Co 61.3\n")
    return "board.pdf", "file-damaged"


def pdf_outside(pack):
    """A text that is drawn but belongs to no element."""
    pdf = pack.pdf("board.pdf")
    number, fonts = pdf.pages()[1]
    name = next(iter(fonts))
    glyph = next(iter(fonts[name]))
    pdf.replace(number, pdf.inflated(number) + f"BT\n/{name} 9 Tf\n[<{glyph:04X}>] TJ\nET\n".encode())
    pdf.save(pack.path("board.pdf"))
    return "board.pdf", "file-damaged"


def pdf_spoken(pack):
    """The eye sees one number, who copies it another."""
    pdf = pack.pdf("board.pdf")
    number, fonts = pdf.pages()[1]
    text = pdf.inflated(number).decode("latin-1")
    new = re.sub(r"(/ActualText <FEFF)(003[0-9])", lambda m: m[1] + ("0037" if m[2] != "0037" else "0038"), text, count=1)
    assert new != text
    pdf.replace(number, new.encode("latin-1"))
    pdf.save(pack.path("board.pdf"))
    return "board.pdf", "file-damaged"


def pdf_sign(name, code, **how):
    """▲ or ▼ beside a number of a journey (behind it) or of a brief (before it) is another one, or gone; or the eye sees one and
    who copies it reads another."""
    def change(pack):
        pdf = pack.pdf(name)
        assert pdf.change_sign(name != "board.pdf", **how), "no sign to change"
        pdf.save(pack.path(name))
        return name, code
    return change


def book_data(book):
    def change(pack):
        now = pack.json()["report"]["period"]
        row = pack.data_row(book, f"Sales|{now}|cx.index")
        pack.change_part(book, pack.data_sheet(book), lambda s: number_cell(s, row, "H", more))
        return book, "figure-differs"
    return change


def book_date(pack):
    """A figure of January stands there as February's."""
    row = pack.data_row("board.xlsx", "Sales|2026-01|cx.index")
    pack.change_part("board.xlsx", pack.data_sheet("board.xlsx"), lambda s: number_cell(s, row, "D", lambda day: str(int(day) + 31)))
    return "board.xlsx", "number-unknown"


def book_hidden_row(pack):
    """The value of a hidden figure in its row."""
    now = pack.json()["report"]["period"]
    row = pack.data_row("board.xlsx", f"{HIDDEN}|{now}|ex.index")
    change = lambda s: re.sub(rf'<c r="H{row}"( s="\d+")?/>', rf'<c r="H{row}"\1><v>61.3</v></c>', s) if f'<c r="H{row}"' in s \
        else re.sub(rf'(<c r="G{row}".*?</c>)', rf'\1<c r="H{row}"><v>61.3</v></c>', s, count=1)
    pack.change_part("board.xlsx", pack.data_sheet("board.xlsx"), change)
    return "board.xlsx", "hidden-shown"


def book_formula_value(pack):
    pack.change_part("board.xlsx", "xl/worksheets/sheet1.xml", lambda s: number_cell(s, 6, "B", more))
    return "board.xlsx", "figure-differs"


def book_formula(pack):
    pack.change_part("board.xlsx", "xl/worksheets/sheet1.xml",
                     lambda s: re.sub(r'(<c r="B6"[^>]*><f>)[^<]*', r'\1VLOOKUP("x",data_key,1)', s, count=1))
    return "board.xlsx", "formula-unknown"


def book_constant(pack):
    pack.change_part("board.xlsx", "xl/worksheets/sheet2.xml", lambda s: number_cell(s, 9, "D", more))
    return "board.xlsx", "figure-differs"


def book_swapped_constants(pack):
    """Two units' values change places: each is a published figure, but not theirs."""
    def change(sheet):
        values = [re.search(rf'<c r="D{row}"[^>]*><v>([^<]*)</v>', sheet)[1] for row in (9, 10)]
        sheet = number_cell(sheet, 9, "D", lambda _: values[1])
        return number_cell(sheet, 10, "D", lambda _: values[0])
    pack.change_part("board.xlsx", "xl/worksheets/sheet2.xml", change)
    return "board.xlsx", "figure-differs"


def journey_sheet(pack):
    """The part that holds the heat map of the customer journey: the sheet with a scale of three colours."""
    return next(n for n in pack.parts("board.xlsx")
                if n.startswith("xl/worksheets/sheet") and "<colorScale>" in pack.part("board.xlsx", n))


def rows_with(sheet, column):
    """Numbers of the rows that have a number in the column, from above."""
    return [int(row) for row in re.findall(rf'<c r="{column}(\d+)"(?![^>]* t=)[^>]*><v>', sheet)]


def book_journey_cell(pack):
    """Two units change places in a column of the heat map."""
    def change(sheet):
        first, second = rows_with(sheet, "D")[1:3]  # above them stands the scale
        values = [re.search(rf'<c r="D{row}"[^>]*><v>([^<]*)</v>', sheet)[1] for row in (first, second)]
        sheet = number_cell(sheet, first, "D", lambda _: values[1])
        return number_cell(sheet, second, "D", lambda _: values[0])
    pack.change_part("board.xlsx", journey_sheet(pack), change)
    return "board.xlsx", "figure-differs"


def journey_row(sheet, below):
    """The company's own row, or the first one of the table below it."""
    rows = [row for row in rows_with(sheet, "E") if row > 8]
    gap = next(i for i in range(1, len(rows)) if rows[i] > rows[i - 1] + 1)
    return rows[gap + below]


def book_journey_company(pack):
    """The company's figure of another stage: published, but not what the column is of."""
    def change(sheet):
        row = journey_row(sheet, 0)
        other = re.search(rf'<c r="D{row}"[^>]*><v>([^<]*)</v>', sheet)[1]
        return number_cell(sheet, row, "E", lambda _: other)
    pack.change_part("board.xlsx", journey_sheet(pack), change)
    return "board.xlsx", "figure-differs"


def book_journey_below(pack):
    """The same in the table below, where the row says which stage it is."""
    def change(sheet):
        row = journey_row(sheet, 1)
        other = re.search(rf'<c r="D{row + 1}"[^>]*><v>([^<]*)</v>', sheet)[1]
        return number_cell(sheet, row, "D", lambda _: other)
    pack.change_part("board.xlsx", journey_sheet(pack), change)
    return "board.xlsx", "figure-differs"


def book_journey_scale(pack):
    """A step of the scale that runs backwards."""
    pack.change_part("board.xlsx", journey_sheet(pack), lambda s: number_cell(s, 5, "E", lambda _: "61.3"))
    pack.change_part("board.xlsx", journey_sheet(pack), lambda s: number_cell(s, 5, "D", lambda _: "63.1"))
    return "board.xlsx", "number-unknown"


def number_formats(pack, book):
    """The number format of each style."""
    text = pack.part(book, "xl/styles.xml")
    codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', text))
    cells = re.search(r"<cellXfs.*?</cellXfs>", text, re.S)[0]
    return [codes.get(i, "").replace("&quot;", '"') for i in re.findall(r'<xf numFmtId="(\d+)"', cells)]


def other_mark(pack, book, sheet, has, takes):
    """The first number of the sheet whose format has one sign takes a format with another."""
    codes = number_formats(pack, book)
    cell = next(m for m in re.finditer(r'<c r="[A-Z]+\d+" s="(\d+)">(?:<f>[^<]*</f>)?<v>', sheet) if has in codes[int(m[1])])
    style = next(i for i, code in enumerate(codes) if takes in code and has not in code)
    return sheet[:cell.start()] + cell[0].replace(f's="{cell[1]}"', f's="{style}"') + sheet[cell.end():]


def book_brief_mark(pack):
    """A difference that is clear stands there as one that is not."""
    book = "departments/sales.xlsx"
    pack.change_part(book, "xl/worksheets/sheet1.xml", lambda s: other_mark(pack, book, s, "▼", "●"))
    return book, "figure-differs"


def book_chart(pack):
    chart = next(n for n in pack.parts("board.xlsx") if n.startswith("xl/charts/chart"))
    first = lambda m: m[1] + str((int(m[2]) + 5) % 10) + m[3]
    pack.change_part("board.xlsx", chart, lambda s: re.sub(r"(<c:v>)(\d)(\d\.\d)", first, s, count=1))
    return "board.xlsx", "figure-differs"


def book_chart_literal(pack):
    chart = next(n for n in pack.parts("board.xlsx") if n.startswith("xl/charts/chart"))
    literal = '<c:val><c:numLit><c:ptCount val="1"/><c:pt idx="0"><c:v>61.3</c:v></c:pt></c:numLit></c:val></c:ser>'
    pack.change_part("board.xlsx", chart, lambda s: s.replace("</c:ser>", literal, 1))
    return "board.xlsx", "file-damaged"


def book_far_cell(pack):
    pack.change_part("board.xlsx", "xl/worksheets/sheet5.xml", lambda s: add_cell(s, '<c r="ZZROW"><v>61.3</v></c>'))
    return "board.xlsx", "number-unknown"


def book_far_text(pack):
    cell = '<c r="ZZROW" t="inlineStr"><is><t>61.3</t></is></c>'
    pack.change_part("board.xlsx", "xl/worksheets/sheet5.xml", lambda s: add_cell(s, cell))
    return "board.xlsx", "number-unknown"


def book_comment(pack):
    name = next(n for n in pack.parts("board.xlsx") if n.startswith("xl/comments"))
    pack.change_part("board.xlsx", name, lambda s: re.sub(r"<t>[^<]*</t>", "<t>Small &amp; Co: 61.37 for 3 people</t>", s, count=1))
    return "board.xlsx", "number-unknown"


def book_property(pack):
    pack.change_part("board.xlsx", "docProps/core.xml", lambda s: re.sub(r"<dc:title>[^<]*", "<dc:title>EX 61.3", s))
    return "board.xlsx", "number-unknown"


def book_name(pack):
    pack.change_part("board.xlsx", "xl/workbook.xml",
                     lambda s: s.replace("</definedNames>", '<definedName name="small_ex">61.3</definedName></definedNames>'))
    return "board.xlsx", "number-unknown"


def book_xml_comment(pack):
    pack.change_part("board.xlsx", "xl/worksheets/sheet1.xml", lambda s: s.replace("<sheetData>", "<!-- 61.3 --><sheetData>", 1))
    return "board.xlsx", "file-damaged"


def book_stray_part(pack):
    extra = {"xl/media/notes.png": b"61.3"}
    types = lambda s: s if 'Extension="png"' in s else s.replace("<Default ", '<Default Extension="png" ContentType="image/png"/><Default ', 1)
    pack.change_part("board.xlsx", "[Content_Types].xml", lambda s: types(s) + " ", extra)
    return "board.xlsx", "file-damaged"


def book_format(pack):
    change = lambda s: re.sub(r'formatCode="[^"]*"', 'formatCode="&quot;61.3&quot;"', s, count=1)
    pack.change_part("board.xlsx", "xl/styles.xml", change)
    return "board.xlsx", "number-unknown"


def book_alt(pack):
    pack.change_part("board.xlsx", "xl/drawings/drawing1.xml", lambda s: re.sub(r'descr="[^"]*"', 'descr="Small &amp;amp; Co 61.37"', s, count=1))
    return "board.xlsx", "number-unknown"


def swapped(folder, ending, code, mail=False):
    def change(pack):
        one, other = f"{folder}/sales{ending}", f"{folder}/stores{ending}"
        pack.swap(one, other)
        return one, code
    return change


def mail_address(pack):
    pack.change_mail("mail/sales.eml", lambda t: t.replace("ann@tiny.example", "eve@tiny.example"))
    return "mail/sales.eml", "draft-wrong"


def mail_copy(pack):
    pack.change_mail("mail/sales.eml", lambda t: re.sub(r"^To: ", "Cc: eve@tiny.example\nTo: ", t, count=1, flags=re.M))
    return "mail/sales.eml", "draft-wrong"


def mail_sent(pack):
    pack.change_mail("mail/sales.eml", lambda t: t.replace("X-Unsent: 1", "X-Unsent: 0"))
    return "mail/sales.eml", "draft-wrong"


def mail_header(pack):
    pack.change_mail("mail/sales.eml", lambda t: t.replace("X-Unsent: 1", "X-Unsent: 1\nX-Note: Small & Co 61.3"))
    return "mail/sales.eml", "draft-wrong"


def mail_attachment(pack):
    """The brief of another unit, under this unit's name."""
    lines = base64.encodebytes(pack.read("departments/stores.pdf")).decode()
    found = re.compile(r"(Content-Type: application/pdf.*?\n\n)[A-Za-z0-9+/=\n]+?(\n--)", re.S)
    pack.change_mail("mail/sales.eml", lambda t: found.sub(lambda m: m[1] + lines.rstrip() + m[2], t, count=1))
    return "mail/sales.eml", "attachment-differs"


def mail_dropped(pack):
    part = re.compile(r"(\n--[^\n]+)\nContent-Type: application/vnd[^-]*?.*?(?=\n--)", re.S)
    pack.change_mail("mail/sales.eml", lambda t: part.sub("", t, count=1))
    return "mail/sales.eml", "draft-wrong"


def mail_number(pack):
    pattern = re.compile(r"\d\d\.\d")
    pack.change_mail("mail/sales.eml", lambda t: pattern.sub("12.34", t, count=1))
    return "mail/sales.eml", "draft-wrong"


def mail_prologue(pack):
    pack.change_mail("mail/sales.eml", lambda t: re.sub(r"\n\n--", "\n\nSmall & Co 61.3\n--", t, count=1))
    return "mail/sales.eml", "file-damaged"


def manifest_unit(pack):
    manifest = pack.json("manifest.json")
    next(f for f in manifest["files"] if f["path"] == "departments/sales.xlsx")["unit"] = "Stores"
    pack.write_json(manifest, "manifest.json")
    return "departments/sales.xlsx", "foreign-unit"


def manifest_stranger(pack):
    pack.write("notes.txt", b"61.3")
    manifest = pack.json("manifest.json")
    manifest["files"].append({"path": "notes.txt", "size": 4, "sha256": hashlib.sha256(b"61.3").hexdigest()})
    pack.write_json(manifest, "manifest.json")
    return "notes.txt", "file-extra"


def manifest_listed(pack, name, data, unit):
    """One more file, which the manifest lists as a unit's."""
    pack.path(name).parent.mkdir(exist_ok=True)
    pack.write(name, data)
    manifest = pack.json("manifest.json")
    manifest["files"].append({"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "unit": unit})
    pack.write_json(manifest, "manifest.json")
    return name, "file-extra"


def stray_brief(name):
    """Another unit's brief where nobody looks for briefs."""
    return lambda pack: manifest_listed(pack, name, pack.read("departments/stores.pdf"), "Sales")


def manifest_outside(pack):
    manifest = pack.json("manifest.json")
    manifest["files"].append({"path": "../ledger.json", "size": 4, "sha256": "0" * 64})
    pack.write_json(manifest, "manifest.json")
    return "manifest.json", "manifest-wrong"


INSIDE = [card_value, card_hidden_figure, card_hidden_count, card_difference, card_twice, pdf_number("board.pdf"),
          pdf_number("departments/sales.pdf"), pdf_number("departments/service.pdf"), pdf_sentence, pdf_alt, pdf_info, pdf_info_key,
          pdf_bookmark, pdf_key, pdf_unkeyed, pdf_between, pdf_behind, pdf_outside, pdf_spoken,
          pdf_sign("board.pdf", "figure-differs"), pdf_sign("board.pdf", "figure-differs", turned=None, read=None),
          pdf_sign("departments/sales.pdf", "figure-differs"), pdf_sign("board.pdf", "file-damaged", read=False),
          pdf_sign("board.pdf", "file-damaged", turned=False), book_data("board.xlsx"),
          book_data("departments/sales.xlsx"), book_date, book_hidden_row, book_formula_value, book_formula, book_constant,
          book_swapped_constants, book_journey_cell, book_journey_company, book_journey_below, book_journey_scale, book_brief_mark,
          book_chart, book_chart_literal, book_far_cell, book_far_text, book_comment, book_property,
          book_name, book_xml_comment, book_stray_part, book_format, book_alt, swapped("departments", ".pdf", "foreign-unit"),
          swapped("departments", ".xlsx", "foreign-unit"), swapped("mail", ".eml", "draft-wrong"), mail_address, mail_copy,
          mail_sent, mail_header, mail_attachment, mail_dropped, mail_number, mail_prologue, manifest_unit, manifest_stranger,
          stray_brief("mail/sales.pdf"), stray_brief("departments/sales.eml"), stray_brief("departments/sales.old.pdf"),
          stray_brief("departments/more/sales.pdf"), manifest_outside]


def outside_changed(pack):
    data = bytearray(pack.read("scorecard.json"))
    data[-3] = ord(" ") if data[-3] != ord(" ") else ord("\n")
    pack.write("scorecard.json", bytes(data))
    return "scorecard.json", "file-changed"


def outside_longer(pack):
    pack.write("board.xlsx", pack.read("board.xlsx") + b" ")
    return "board.xlsx", "file-size"


def outside_extra(pack):
    pack.write("notes.txt", b"x")
    return "notes.txt", "file-extra"


def outside_hidden_extra(pack):
    (pack.folder / "mail" / ".notes").write_bytes(b"x")
    return "mail/.notes", "file-extra"


def outside_missing(pack):
    pack.path("departments/sales.pdf").unlink()
    return "departments/sales.pdf", "file-missing"


def outside_no_card(pack):
    pack.path("scorecard.json").unlink()
    return "scorecard.json", "no-figures"


def outside_no_manifest(pack):
    pack.path("manifest.json").unlink()
    return "manifest.json", "no-pack"


def outside_broken_manifest(pack):
    pack.write("manifest.json", pack.read("manifest.json")[:-20])
    return "manifest.json", "file-damaged"


OUTSIDE = [outside_changed, outside_longer, outside_extra, outside_hidden_extra, outside_missing, outside_no_card,
           outside_no_manifest, outside_broken_manifest]


def refute(test, good, change, name, repair):
    pack = Pack(test, good, name)
    try:
        file, code = change(pack)
    except (AssertionError, LookupError, AttributeError, ValueError, TypeError) as error:
        test.expect(False, f"{name}: the change itself could not be made: {error!r}")
        return
    if repair:
        pack.repair()
    done = test.run("verify", "--lang", "en", pack.folder, code=None)
    told = [line for line in done.stderr.splitlines() if line.endswith(f"[{code}]") and file in line]
    test.expect(done.returncode == 1, f"{name}: exit {done.returncode}, not 1: {tail(done.stderr)}")
    test.expect(bool(told), f"{name}: no [{code}] of {file}: {tail(done.stderr)}")
    shutil.rmtree(pack.folder)


def refute_each(changes):
    """Of the sample's English pack, with a manifest that agrees with every change."""
    test = Test()
    good = next(folder for name, _, folder in sample_packs(test) if name == "sen-viet en")
    for number, change in enumerate(changes):
        refute(test, good, change, f"{number} {change.__name__}", True)
    test.done()


def damage(test, good, rounds=40):
    """Cut or bent bytes, with a manifest that agrees: verify ends by itself with 0 or 1, and a cut file is never good."""
    rng = random.Random(7)
    files = ["board.pdf", "board.xlsx", "scorecard.json", "manifest.json", "departments/sales.pdf", "departments/sales.xlsx",
             "mail/sales.eml"]
    for i in range(rounds):
        name, cut = files[i % len(files)], i % 2
        pack = Pack(test, good, "damaged")
        data = bytearray(pack.read(name))
        if cut:
            data = data[:rng.randrange(len(data) - 40)]
        else:
            for _ in range(rng.choice([1, 3, 30])):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        pack.write(name, bytes(data))
        if name != "manifest.json":
            pack.repair()
        done = test.run("verify", "--quiet", pack.folder, code=None)
        wanted = (1,) if cut else (0, 1)
        test.expect(done.returncode in wanted, f"damaged {name}, round {i}: exit {done.returncode}: {tail(done.stderr)}")


OWN_NUMBERS = """Dear {head},

{sentences}

Call 028 3822 1234 or 028.3822.1234 before 12.10.2026: the intervals hold 95%, 340 people were asked.
"""


def own_numbers(test):
    """The client's own letter: telephone numbers and days are no figures, also beside one; a share that nobody published is."""
    for name, text, file in (("own words", OWN_NUMBERS, None), ("own share", OWN_NUMBERS + "Call 028 3822 1234, 12.34% off.\n", "mail/sales.eml")):
        folder = test.work / name
        project = tiny.make(folder, UNITS[:2], tiny.months(2), cx=30, ex=14, more=MORE + "body = body.txt\n")
        (folder / "units.csv").write_text(UNITS_FILE, encoding="utf-8")
        (folder / "body.txt").write_text(text, encoding="utf-8")
        test.run("build", "--quiet", project)
        pack = next((folder / "out").glob("*/manifest.json")).parent
        test.expect((pack / "mail/sales.eml").exists(), f"{name}: no draft")
        done = test.run("verify", "--lang", "en", pack, code=1 if file else 0)
        told = [line for line in done.stderr.splitlines() if "[draft-wrong]" in line]
        test.expect(bool(told) == bool(file) and (not file or any(file in line for line in told)), f"{name}: {tail(done.stderr)}")


def formats(test):
    """A pack of some formats only is as good: whatever was asked for beside the figures."""
    folder = test.work / "formats"
    project = tiny.make(folder, UNITS, tiny.months(3), cx=30, ex=lambda unit, at: 3 if unit == HIDDEN else 14, more=MORE)
    (folder / "units.csv").write_text(UNITS_FILE.replace("cy@tiny.example", ""), encoding="utf-8")  # Stores: a brief, no draft
    for count in range(4):
        for asked in itertools.combinations(("pdf", "xlsx", "eml"), count):
            name = ",".join((*asked, "json"))
            test.run("build", "--quiet", "--formats", name, "--out", folder / name, project)
            pack = next((folder / name).glob("*/manifest.json")).parent
            done = test.run("verify", "--lang", "en", pack, code=None)
            test.expect(done.returncode == 0, f"--formats {name}: exit {done.returncode}: {tail(done.stderr)}")
            made = {p.name for p in pack.rglob("sales.*")}
            wanted = {f"sales.{ending}" for ending in asked} | ({"sales.pdf", "sales.xlsx"} if "eml" in asked else set())
            test.expect(made == wanted, f"--formats {name} makes {sorted(made)} for Sales")
            made = {p.name for p in pack.rglob("stores.*")}
            test.expect(made == {f"stores.{ending}" for ending in asked if ending != "eml"}, f"--formats {name} makes {sorted(made)} for Stores")
    lone = Pack(test, next((folder / "xlsx,json").glob("*/manifest.json")).parent, "lone workbook")
    lone.change_part("board.xlsx", "xl/sharedStrings.xml", lambda s: re.sub(r"(<t>CX against [^<]*)", rf"\1 {html.escape(HIDDEN)}: EX 12.34.", s, count=1))
    lone.repair()
    done = test.run("verify", "--lang", "en", lone.folder, code=1)
    test.expect("[number-unknown]" in done.stderr, f"a hidden unit's number in a workbook without the PDF: {tail(done.stderr)}")


def unit_called_like_a_stage(test):
    """After-sale is a department and a stage of the journey: each row is of what it stands for."""
    folder = test.work / "like-a-stage"
    units = ["After-sale", *(f"Shop {number}" for number in range(12))]
    project = tiny.make(folder, units, tiny.months(6), cx=40, ex=14, stages=("buy", "use", "aftersale"))
    test.run("build", "--quiet", project)
    pack = next((folder / "out").glob("*/manifest.json")).parent
    card = json.loads((pack / "scorecard.json").read_text(encoding="utf-8"))
    test.expect("After-sale" in json.dumps([m["label"] for m in card["metrics"]]), "no stage is called like the unit")
    done = test.run("verify", "--lang", "en", pack, code=None)
    test.expect(done.returncode == 0, f"a unit called like a stage: {tail(done.stderr)}")


def questions_with_numbers(test):
    """A question may end in a number, which the sheets follow with the name of the figure: it is the question's, and no figure."""
    folder = test.work / "numbered"
    project = tiny.make(folder, ["Shop"], tiny.months(1), cx=60, ex=14)
    said = project.read_text(encoding="utf-8")
    test.expect("[metric cx.csat]\n" in said, "no question to rename")
    project.write_text(said.replace("[metric cx.csat]\n", "[metric cx.csat]\nlabel = How good is package 613?\n", 1), encoding="utf-8")
    test.run("build", "--quiet", project)
    pack = next((folder / "out").glob("*/manifest.json")).parent
    done = test.run("verify", "--lang", "en", pack, code=None)
    test.expect(done.returncode == 0, f"a question with a number: {tail(done.stderr)}")
    other = Pack(test, pack, "numbered, and another")
    other.change_part("board.xlsx", "xl/sharedStrings.xml", lambda s: s.replace("package 613?, ", "package 613? 614, ", 1))
    other.repair()
    done = test.run("verify", "--lang", "en", other.folder, code=1)
    test.expect("[number-unknown]" in done.stderr, f"a number beside such a question: {tail(done.stderr)}")


def names_alike(test):
    """Sixty units whose long names begin alike: each keeps what tells it apart, and no figure is taken for another's."""
    folder = test.work / "alike"
    start = "Trung tâm dịch vụ khách hàng và bảo hành sản phẩm điện máy gia dụng khu vực miền Nam số "
    project = tiny.make(folder, [f"{start}{number:02}" for number in range(60)], tiny.months(3), cx=30, ex=14)
    test.run("build", "--quiet", "--formats", "pdf,xlsx,json", project)
    pack = next((folder / "out").glob("*/manifest.json")).parent
    done = test.run("verify", "--lang", "en", pack, code=None)
    test.expect(done.returncode == 0, f"sixty names that begin alike: {tail(done.stderr)}")
    text = subprocess.run(["pdftotext", "-layout", pack / "board.pdf", "-"], capture_output=True, encoding="utf-8").stdout
    for number in range(60):
        test.expect(f"…số {number:02}" in text, f"unit {number:02} is not told apart on the pages")


def main():
    test = Test()
    good = make_pack(test)
    for language, words in (("en", "The pack agrees with itself."), ("vi", "Bộ báo cáo khớp với chính nó.")):
        done = test.run("verify", "--lang", language, good)
        test.expect(words in done.stdout and not done.stderr, f"the pack as it was made: {done.stdout} {tail(done.stderr)}")
    own_numbers(test)
    formats(test)
    unit_called_like_a_stage(test)
    names_alike(test)
    questions_with_numbers(test)
    for where, _, folder in sample_packs(test):
        test.run("verify", "--quiet", folder)
    names = {p.name for p in good.rglob("*")}
    test.expect({"sales.eml", "service.eml", "sales.pdf", "stores.xlsx"} <= names, f"the pack lacks briefs: {sorted(names)}")
    for change in INSIDE + OUTSIDE:
        name = change.__qualname__.replace(".<locals>.change", "").replace(".<locals>.<lambda>", "")
        if name in ("pdf_number", "pdf_sign", "book_data", "swapped", "stray_brief"):
            name += f"-{INSIDE.index(change)}"
        refute(test, good, change, name, change in INSIDE)
    damage(test, good)
    test.done()


if __name__ == "__main__":
    main()
