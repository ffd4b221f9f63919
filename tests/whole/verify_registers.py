"""`cxex verify` refutes a pack in which a line of the registers, a mark of a journey or the payout was changed: on pages 12 and 13, in a
department's brief, on the sheets Promises and the journeys. The sample's English pack, with a manifest that agrees with every change."""
import re

import pdfwrite
from verify import journey_sheet, number_cell, number_formats, other_mark, refute_each


def sheet_of(pack, book, name):
    names = re.findall(r'<sheet name="([^"]*)"', pack.part(book, "xl/workbook.xml"))
    return f"xl/worksheets/sheet{names.index(name) + 1}.xml"


def promises(pack):
    return pack.json()["registers"]["promises"]


def busy_unit(pack):
    """The unit with most overdue promises, and its slug."""
    open_now = [p["unit"] for p in promises(pack) if p["status"] == "open"]
    units = [u for u in pack.json()["units"] if u["name"] in open_now and u.get("kind") == "unit"]
    unit = max(units, key=lambda u: open_now.count(u["name"]))
    return unit["name"], unit["slug"]


def brief(pack, ending):
    return f"departments/{busy_unit(pack)[1]}{ending}"


# ---- scorecard.json says something else than the files ----

def card_days(pack):
    card = pack.json()
    unit = busy_unit(pack)[0]
    next(p for p in card["registers"]["promises"] if p["unit"] == unit and p["status"] == "open")["days"] += 1
    pack.write_json(card)
    return brief(pack, ".pdf"), "figure-differs"


def card_owner(pack):
    """The promise of a brief is one to another unit."""
    card = pack.json()
    unit = busy_unit(pack)[0]
    file = brief(pack, ".pdf")
    line = next(p for p in card["registers"]["promises"] if p["unit"] == unit and p["status"] == "open")
    line["unit"] = next(u["name"] for u in card["units"] if u.get("kind") == "unit" and u["name"] != unit)
    pack.write_json(card)
    return file, "foreign-unit"


def card_count(pack):
    card = pack.json()
    card["trust"][busy_unit(pack)[0]]["all"]["open"] += 1
    pack.write_json(card)
    return brief(pack, ".pdf"), "figure-differs"


def card_payout(pack):
    card = pack.json()
    card["incentive"]["company"]["payout"]["value"] += 0.05
    pack.write_json(card)
    return "scorecard.json", "figures-contradict"


def card_curve(pack):
    card = pack.json()
    card["incentive"]["company"]["curve"]["target"] += 1
    pack.write_json(card)
    return "scorecard.json", "figures-contradict"


def card_rest_mark(pack):
    """A stage of a unit that lies clearly above or below the rest does not, or does."""
    card = pack.json()
    now = card["report"]["period"]
    line = next(d for d in card["vs_rest_detail"] if d["period"] == now and d["metric"].startswith("cx.stage_") and d["mark"] != "none")
    line["mark"] = "none"
    pack.write_json(card)
    return "board.xlsx", "figure-differs"


# ---- Pages ----

def payout(pack):
    return re.escape(f"{pack.json()['incentive']['company']['payout']['value']:.3f}")


def page(file, shape, change=pdfwrite.other_digit):
    def changed(pack):
        name = file or brief(pack, ".pdf")
        pdf = pack.pdf(name)
        wanted = shape(pack) if callable(shape) else shape
        assert pdf.change_text(lambda text: re.fullmatch(wanted, text), change), f"{name}: no such text"
        pdf.save(pack.path(name))
        return name, "figure-differs"
    return changed


# ---- Sheets ----

def register_cell(column, change):
    """Of the first line of the register: E due on, G days, H the icon's number."""
    def changed(pack):
        book = brief(pack, ".xlsx")
        part = sheet_of(pack, book, names(pack, book)["promises"])
        rows = [int(row) for row in re.findall(r'<c r="H(\d+)"(?![^>]* t=)[^>]*><v>', pack.part(book, part))]
        pack.change_part(book, part, lambda s: number_cell(s, rows[0], column, change))
        return book, "figure-differs"
    return changed


def names(pack, book):
    """The sheet Promises is the third of a brief, whatever its language."""
    return {"promises": re.findall(r'<sheet name="([^"]*)"', pack.part(book, "xl/workbook.xml"))[2]}


def journey_mark(pack):
    """A unit's stage takes over the format, and thereby the mark, of another one."""
    def change(sheet):
        cells = re.findall(r'<c r="([D-I])(\d+)" s="(\d+)"><v>', sheet)
        codes = number_formats(pack, "board.xlsx")
        marked = next(c for c in cells if int(c[1]) > 7 and "▲" in codes[int(c[2])])
        plain = next(c for c in cells if int(c[1]) > 7 and codes[int(c[2])] == "0.0;0.0;0.0" or "▼" in codes[int(c[2])])
        return sheet.replace(f'<c r="{marked[0]}{marked[1]}" s="{marked[2]}">', f'<c r="{marked[0]}{marked[1]}" s="{plain[2]}">')
    pack.change_part("board.xlsx", journey_sheet(pack), change)
    return "board.xlsx", "figure-differs"


def journey_change(pack):
    """The company's change from the period before stands there as a clear one, or as none."""
    def change(sheet):
        codes = number_formats(pack, "board.xlsx")
        cells = re.findall(r'<c r="E(\d+)" s="(\d+)"><v>', sheet)
        own = [c for c in cells if "+" in codes[int(c[1])]]
        other = next(i for i, code in enumerate(codes)
                     if code.startswith('"▲ +') and ("▲" in codes[int(own[0][1])]) is False)
        return sheet.replace(f'<c r="E{own[0][0]}" s="{own[0][1]}">', f'<c r="E{own[0][0]}" s="{other}">')
    pack.change_part("board.xlsx", journey_sheet(pack), change)
    return "board.xlsx", "figure-differs"


def book_payout(pack):
    """The payout on sheet Summary is another one than page 13 has."""
    wanted = pack.json()["incentive"]["company"]["payout"]["value"]
    def change(sheet):
        cell = next(m for m in re.finditer(r"<v>(0\.\d{6,})</v>", sheet) if abs(float(m[1]) - wanted) < 1e-9)
        return sheet.replace(cell[0], f"<v>{wanted + 0.05!r}</v>", 1)
    pack.change_part("board.xlsx", "xl/worksheets/sheet1.xml", change)
    return "board.xlsx", "number-unknown"


def theme_mark(pack):
    """A theme's change stands there as a clear one."""
    part = sheet_of(pack, "board.xlsx", "Voices")
    pack.change_part("board.xlsx", part, lambda sheet: other_mark(pack, "board.xlsx", sheet, "●", "▲"))
    return "board.xlsx", "figure-differs"


CHANGES = [card_days, card_owner, card_count, card_payout, card_curve, card_rest_mark,
           page("board.pdf", r"overdue \d+ days"), page(None, r"quá hạn \d+ ngày|overdue \d+ days"),
           page("board.pdf", payout),
           register_cell("E", lambda v: str(int(v) + 1)), register_cell("G", lambda v: str(int(v) + 1)),
           register_cell("H", lambda v: str(3 if int(v) < 3 else 1)), journey_mark, journey_change, book_payout, theme_mark]


if __name__ == "__main__":
    refute_each(CHANGES)
