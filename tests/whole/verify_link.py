"""`cxex verify` refutes a pack in which a number of the link was changed: in scorecard.json, on pages 3, 9 and 10, on the sheets
Drivers, Link and What-if. The sample's English pack, with a manifest that agrees with every change."""
import re

import pdfwrite
from verify import Pack, more, number_cell, refute_each


def sheet(pack, name):
    names = re.findall(r'<sheet name="([^"]*)"', pack.part("board.xlsx", "xl/workbook.xml"))
    return f"xl/worksheets/sheet{names.index(name) + 1}.xml"


def text_cells(pack, name, text):
    """Places of the cells with this text, as (column, row)."""
    index = pack.strings("board.xlsx").index(text.replace("&", "&amp;"))
    return re.findall(rf'<c r="([A-Z]+)(\d+)"[^>]*t="s"[^>]*><v>{index}</v>', pack.part("board.xlsx", sheet(pack, name)))


def card_slope(pack):
    card = pack.json()
    card["linkage"]["lag_ex_to_cx"]["beta"] += 0.05
    pack.write_json(card)
    return "board.pdf", "figure-differs"


def card_share(pack):
    card = pack.json()
    card["linkage"]["regression"]["adjusted_r2"] += 0.05
    pack.write_json(card)
    return "board.pdf", "figure-differs"


def card_driver(pack):
    card = pack.json()
    card["drivers"]["cx"]["drivers"][0]["share"] += 3
    pack.write_json(card)
    return "board.xlsx", "number-unknown"


def card_kpi(pack):
    """What a unit's KPI was, beside what the link was computed from."""
    card = pack.json()
    values = card["kpis"][0]["values"]
    values[next(iter(values))][card["report"]["period"]] += 1
    pack.write_json(card)
    return "scorecard.json", "figures-contradict"


def card_point(pack):
    """The same the other way round, of a published figure."""
    card = pack.json()
    card["linkage"]["lag_cx_to_ex"]["points"][3]["y"] -= 1
    pack.write_json(card)
    return "scorecard.json", "figures-contradict"


def card_foreign(pack):
    """A unit's figure of a period that is not published."""
    card = pack.json()
    point = card["linkage"]["lag_ex_to_cx"]["points"][0]
    del card["cells"][point["department"]][point["period"]]["figures"]["cx.index"]
    pack.write_json(card)
    return "scorecard.json", "hidden-shown"


def card_correlation(pack):
    card = pack.json()
    next(c for c in card["linkage"]["matrix"]["cells"] if "r" in c)["r"] *= -1
    pack.write_json(card)
    return "board.pdf", "figure-differs"


def page_number(shape):
    def change(pack):
        pdf = pack.pdf("board.pdf")
        assert pdf.change_text(lambda text: re.fullmatch(shape, text), pdfwrite.other_digit), "no such text"
        pdf.save(pack.path("board.pdf"))
        return "board.pdf", "figure-differs"
    return change


def sheet_driver(pack):
    """A share of the first line of the table."""
    label = next(m["label"] for m in pack.json()["metrics"] if m["id"] == "cx." + pack.json()["drivers"]["cx"]["drivers"][-1]["item"])
    column, row = text_cells(pack, "Drivers", label)[0]
    pack.change_part("board.xlsx", sheet(pack, "Drivers"), lambda s: number_cell(s, row, chr(ord(column) + 1), more))
    return "board.xlsx", "number-unknown"


def sheet_swapped(pack):
    """Two questions' shares change places: each is published, but not of this question."""
    items = [d["item"] for d in pack.json()["drivers"]["cx"]["drivers"]][:2]
    labels = [m["label"] for item in items for m in pack.json()["metrics"] if m["id"] == "cx." + item]
    places = [text_cells(pack, "Drivers", label)[0] for label in labels]

    def swap(text):
        column = chr(ord(places[0][0]) + 1)
        values = [re.search(rf'<c r="{column}{row}"[^>]*><v>([^<]*)</v>', text)[1] for _, row in places]
        for (_, row), value in zip(places, reversed(values)):
            text = number_cell(text, row, column, lambda _, value=value: value)
        return text

    pack.change_part("board.xlsx", sheet(pack, "Drivers"), swap)
    return "board.xlsx", "number-unknown"


def sheet_slope(pack):
    """The kept value of the slope that the sheet computes."""
    change = lambda s: re.sub(r"(<f>10\*SLOPE[^<]*</f><v>)([^<]*)", lambda m: m[1] + more(m[2]), s, count=1)
    pack.change_part("board.xlsx", sheet(pack, "Link"), change)
    return "board.xlsx", "figure-differs"


def sheet_named(name, code="number-unknown", below=0):
    """The first cell of a defined name, or one below it (the company and parents have no KPIs)."""
    def change(pack):
        place = re.search(rf"<definedName name=\"{name}\">'([^']*)'!\$([A-Z]+)\$(\d+)", pack.part("board.xlsx", "xl/workbook.xml"))
        pack.change_part("board.xlsx", sheet(pack, place[1]), lambda s: number_cell(s, int(place[3]) + below, place[2], more))
        return "board.xlsx", code
    return change


CHANGES = [card_slope, card_share, card_driver, card_kpi, card_point, card_foreign, card_correlation, page_number(r"[+−]0\.\d\d"), page_number(r"[+−]\d\d\.\d"),
           sheet_driver, sheet_swapped, sheet_slope, sheet_named("points_dy"), sheet_named("slope_ex_cx"),
           sheet_named("slope_cx_turnover_high"), sheet_named("kpi_now", below=2), sheet_named("kpi_slope", "figure-differs")]


if __name__ == "__main__":
    refute_each(CHANGES)
