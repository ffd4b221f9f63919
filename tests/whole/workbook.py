"""The workbook as other programs read it: values cached for previewers, charts that show what their cells hold, and formulas
that LibreOffice, computing them anew, finds to be right, also for another unit than the one the sheet opens on."""
import math
import re
import shutil
import xml.etree.ElementTree as ElementTree
import zipfile

from common import Test, read_json, sample_packs
from spreadsheet import compare_recomputed, recompute, same_value, without_cache, without_charts

ALL_SECTIONS, ALL_SHEETS = 16, 12  # page 10 has two: between units, and what goes with growth
RECOMPUTED = {"sen-viet vi": False, "harbour-lane en": True}  # whether with other units chosen as well: LibreOffice is slow
PAGE_PX, LEAST_SCALE = 693, 0.6  # A4 landscape between its margins; 10 pt is printed in 6
FROZEN_PX = 330  # of the 500 or so that a screen of 768 leaves to cells
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def parts(test, name, path):
    with zipfile.ZipFile(path) as book:
        test.expect(book.testzip() is None, f"{name}: a part of the zip is damaged")
        names = book.namelist()
        outside = [n for n in names if "vba" in n.lower() or "externalLink" in n or "embeddings" in n]
        test.expect(not outside, f"{name}: parts that have no place here: {outside}")
        test.expect(all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in book.infolist()), f"{name}: a zip entry carries a time")
        return {n: book.read(n) for n in names}


def split_reference(formula):
    sheet, _, cells = formula.rpartition("!")
    return sheet.strip("'").replace("''", "'"), cells.replace("$", "")


def charts(test, name, files, values):
    """Previewers draw the numbers kept in the chart; they must be those of the cells."""
    count = 0
    for part in sorted(n for n in files if re.fullmatch(r"xl/charts/chart\d+\.xml", n)):
        for reference in ElementTree.fromstring(files[part]).iter(f"{CHART}numRef"):
            sheet, cells = split_reference(reference.find(f"{CHART}f").text)
            found = values[sheet][cells]
            flat = [c.value for row in (found if isinstance(found, tuple) else ((found,),)) for c in (row if isinstance(row, tuple) else (row,))]
            cache = reference.find(f"{CHART}numCache")
            if not test.expect(cache is not None, f"{name}: {part}: {sheet}!{cells} has no cached points"):
                continue
            kept = {int(p.get("idx")): float(p.find(f"{CHART}v").text) for p in cache.iter(f"{CHART}pt")}
            wanted = {i: v for i, v in enumerate(flat) if isinstance(v, (int, float))}
            words = [v for v in flat if isinstance(v, str) and not v.startswith("#")]
            test.expect(not words, f"{name}: {part}: {sheet}!{cells} holds {words[:2]}, which programs draw as 0")
            good = kept.keys() == wanted.keys() and all(math.isclose(kept[i], wanted[i], rel_tol=1e-12, abs_tol=1e-12) for i in kept)
            test.expect(good, f"{name}: {part}: {sheet}!{cells}: points {kept}, cells {wanted}")
            count += 1
    return count


def cached(test, name, formulas, values):
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    value = values[sheet.title][cell.coordinate].value
                    test.expect(value is not None or '""' in cell.value, f"{name}: {sheet.title}!{cell.coordinate} has no cached value")
                    test.expect(not str(value).startswith("#") or value == "#N/A", f"{name}: {sheet.title}!{cell.coordinate} is {value}")
    test.expect(count > 30, f"{name}: only {count} formulas")


def frozen(test, name, book):
    """The title stays in sight, and on the smallest laptop most of the sheet still scrolls below what stays."""
    for sheet in book:
        pane = sheet.sheet_view.pane
        if test.expect(pane is not None and pane.ySplit >= 3, f"{name}: {sheet.title} is not frozen"):
            heights = [sheet.row_dimensions[row].height or 16.5 for row in range(1, int(pane.ySplit) + 1)]
            test.expect(sum(heights) * 96 / 72 < FROZEN_PX, f"{name}: {sheet.title}: {sum(heights):.0f} pt of it never scroll")


def printed_px(sheet):
    """The height of a sheet that is fitted on one page; 0: it is not."""
    fitted = sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    if not fitted or sheet.page_setup.fitToHeight == 0:
        return 0
    rows = sheet[print_area(sheet)]
    return sum((sheet.row_dimensions[row[0].row].height or 16.5) * 96 / 72 for row in rows)


def print_area(sheet):
    area = sheet.print_area if isinstance(sheet.print_area, str) else sheet.print_area[0]  # by openpyxl's version
    return area.rpartition("!")[2].replace("$", "")


def large_enough(test, name, book):
    """What is fitted on one page is printed more than half as large as it stands on the screen."""
    for sheet in book:
        height = printed_px(sheet)
        test.expect(height <= PAGE_PX / LEAST_SCALE, f"{name}: {sheet.title} is {height:.0f} px high and printed on one page")


def leads_home(test, name, book):
    """On each sheet but the first one the way back stands in the first row, where it is seen and printed."""
    home = book.worksheets[0].title
    for sheet in book.worksheets[1:]:
        last = sheet[print_area(sheet)][0][-1].column
        links = [cell.hyperlink for cell in sheet[1][:last] if cell.hyperlink]
        test.expect(any(home in (link.location or link.ref or "") for link in links), f"{name}: {sheet.title}: no link to {home} in sight")


def head(test, name, formulas, card):
    for sheet in formulas:
        test.expect(sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9", f"{name}: {sheet.title} prints badly")
        test.expect(not sheet.sheet_view.showGridLines, f"{name}: {sheet.title} shows gridlines")
    titles = [s["B2"].value for s in formulas]
    for page in ("summary", "scorecard", "trends"):
        test.expect(card["titles"][page]["sentence"] in titles, f"{name}: no sheet bears the title of {page}")
    test.expect(formulas.properties.title == card["report"]["title"], f"{name}: the document is called {formulas.properties.title!r}")


# ---- LibreOffice ----

def other_units(test, name, path, card, openpyxl):
    """Copies whose trends sheet shows another unit: the first, the last, and one with a half hidden or absent."""
    hidden = [k for k, w in card["cells"].items() if k != "company" and w[card["report"]["period"]]["publish"] != {"cx": "published", "ex": "published"}]
    names = {u["key"]: u["name"] for u in card["units"]}
    made = {}
    for number, key in enumerate(dict.fromkeys([card["departments"][0], card["departments"][-1], *hidden[:2]])):
        book = openpyxl.load_workbook(path)
        without_charts(book)
        book.worksheets[2]["C5"] = names[key]
        copy = test.work / f"{name.replace(' ', '-')}-unit{number}.xlsx"
        book.save(copy)
        made[copy] = key
    return made


def compare_unit(test, name, book, card, key):
    sheet = book.worksheets[2]
    rows = {sheet.cell(r, 2).value: r for r in range(24, 42)}
    for label, code in (("CX", "cx.index"), ("EX", "ex.index")):
        for column, period in enumerate(card["periods"][-13:], 3):
            figure = card["cells"][key][period]["figures"].get(code, {})
            found = [sheet.cell(rows[label] + i, column).value for i in range(4)]
            wanted = [figure.get(k) for k in ("value", "lo", "hi", "n")]
            good = all(map(same_value, wanted, found)) if "value" in figure else not any(isinstance(v, (int, float)) for v in found)
            test.expect(good, f"{name}: the trends of {key}, {period} {code}: {found}, scorecard.json {wanted}")


def main():
    test = Test()
    test.need_openpyxl()
    import openpyxl
    packs = []
    for name, _, folder in sample_packs(test):
        path, card = folder / "board.xlsx", read_json(folder / "scorecard.json")
        if name.startswith("sen-viet"):  # which has data for all of the product's pages and sheets
            sheets = openpyxl.load_workbook(path, read_only=True).sheetnames
            test.expect(len(card["titles"]) == ALL_SECTIONS, f"{name}: sections {sorted(card['titles'])}")
            test.expect(len(sheets) == ALL_SHEETS, f"{name}: sheets {sheets}")
        files = parts(test, name, path)
        if name not in RECOMPUTED:  # the other language of the same figures; agree.py reads it cell by cell
            continue
        formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        cached(test, name, formulas, values)
        count = charts(test, name, files, values)
        test.expect(count >= 6, f"{name}: {count} series in the charts")
        for brief in sorted((folder / "departments").glob("*.xlsx")):
            own = openpyxl.load_workbook(brief, data_only=True)
            count = charts(test, brief.stem, parts(test, brief.stem, brief), own)
            frozen(test, brief.stem, own)
            leads_home(test, brief.stem, own)
            large_enough(test, brief.stem, own)
            test.expect(count >= 2, f"{brief.stem}: {count} series in the charts")
        head(test, name, formulas, card)
        frozen(test, name, formulas)
        leads_home(test, name, formulas)
        large_enough(test, name, formulas)
        if not shutil.which("soffice"):
            continue
        bare = test.work / (name.replace(" ", "-") + ".xlsx")
        without_cache(files, bare)
        units = other_units(test, name, path, card, openpyxl) if RECOMPUTED[name] else {}
        packs.append((name, formulas, values, bare, card, units))
    if not shutil.which("soffice"):
        print("workbook: LibreOffice is not installed, so the formulas were not computed anew")
        test.done()
    for name, formulas, values, bare, card, units in packs:
        out = recompute(test, [bare, *units], name[-2:])
        compare_recomputed(test, name, formulas, values, openpyxl.load_workbook(out / bare.name, data_only=True))
        for copy, key in units.items():
            compare_unit(test, name, openpyxl.load_workbook(out / copy.name, data_only=True), card, key)
    test.done()


main()
