"""Page, workbook and scorecard.json say the same, in both languages.

Every figure is formatted here from scorecard.json, by the rules of metrics.md §14, and looked for where it must stand:
cell by cell in the tables of the PDF (through its tags) and in the sheets. And the other way round: what is hidden in
scorecard.json has no number anywhere.
"""
import math
import re

import pdfread
import recompute
from common import (Test, decimals_of, is_share, read_json, rounded, sample_packs, show, show_count, show_figure)

WITHHELD = {"en": "Not shown, to protect the people who answered.", "vi": "Không hiển thị để bảo vệ người trả lời."}
NO_ANSWERS = {"en": "No answers in this period.", "vi": "Không có câu trả lời trong kỳ này."}
MARKS = {"up": "▲", "down": "▼", "none": "●"}
SUMMARY_ROWS = ["cx.nps", "cx.csat_top2", "cx.ces_mean", "cx.journey", "ex.engagement", "ex.enps"]
INDICES = {"cx": "cx.index", "ex": "ex.index"}


class Card:
    """scorecard.json with the questions that the pages answer."""

    def __init__(self, folder, lang):
        self.json, self.lang = read_json(folder / "scorecard.json"), lang
        self.period = self.json["report"]["period"]
        self.periods = self.json["periods"]
        self.shown = self.periods[-13:]
        at = self.periods.index(self.period)
        self.previous = self.periods[at - 1] if at else None
        self.changes = {(c["scope"], c["period"], c["metric"]): c for c in self.json["changes"] + self.json["changes_detail"]}
        self.names = {u["key"]: u["name"] for u in self.json["units"][1:]}
        self.parents = {u.get("parent") for u in self.json["units"]}
        self.running = [w for w in self.json["cells"]["company"] if w.startswith(self.period + " ")]

    def figure(self, scope, period, code):
        """The figure if it has a value, else None."""
        found = self.json["cells"][scope][period]["figures"].get(code)
        return found if found and "value" in found and not isinstance(found["value"], str) else None

    def publish(self, scope, period, side):
        return self.json["cells"][scope][period]["publish"][side]

    def ever(self, scope, side):
        """Whether a unit has this side at all."""
        return any(cell["publish"][side] != "empty" for key, cell in self.json["cells"][scope].items() if key != "all")

    def decimals(self, code, figure):
        """One more where rounding would show a missed target as met."""
        d = decimals_of(code)
        while figure.get("status") == "missed" and d < decimals_of(code) + 4 and \
                not shown_below(figure["value"], figure["target"], d):
            d += 1
        return d

    def change(self, scope, code):
        """(difference or None, mark or None) against the previous period."""
        now = self.figure(scope, self.period, code)
        old = self.figure(scope, self.previous, code) if self.previous else None
        if not old or not now or old.get("partial") or now.get("partial") or code == "combined.gap":
            return None, None
        test = self.changes.get((scope, self.period, code))
        if not test:
            return now["value"] - old["value"], None
        if test["verdict"] == "too_few":
            return None, None
        return test["diff"], None if test["verdict"] == "cannot_tell" else MARKS[test["mark"]]

    def texts(self, scope, code):
        """value, low, high, n, change as a page prints them."""
        f = self.figure(scope, self.period, code)
        d = self.decimals(code, f)
        diff, mark = self.change(scope, code)
        change = "" if diff is None else (mark or "") + show(diff, d, self.lang, signed=True)
        value, low, high = (show_figure(code, f[k], self.lang, d) for k in ("value", "lo", "hi"))
        return value, low, high, show_count(f["n"], self.lang) if "n" in f else "", change


def shown_below(value, target, decimals):
    sign = lambda x: -rounded(x, decimals)[1] if rounded(x, decimals)[0] else rounded(x, decimals)[1]
    return sign(value) < sign(target)


def same_name(drawn, name):
    """Names too long for their place end in …; those of figures keep their end behind it: “Được nói về…, điểm 0–100”."""
    head, cut, tail = drawn.partition("…")
    return drawn == name or (cut and name.startswith(head.rstrip()) and name.endswith(tail))


def same_sentence(drawn, wanted):
    return same_name(drawn, wanted)


# ---- The PDF ----


def page_scorecard(test, where, card, sections):
    rows = [row for number, sect in sections if number == 5 for table in sect.find("Table") for row in list(table.find("TR"))[1:]]
    wanted = {"company": None, **card.names}
    seen = []
    for row in rows:
        cells = [c.text() for c in row.cells()]
        name = cells.pop(0)
        scope = "company" if not seen or row is rows[0] else next((k for k, n in card.names.items() if same_name(name, n)), None)
        if scope is None and same_name(name, rows[0].cells()[0].text()):
            scope = "company"
        if not test.expect(scope is not None, f"{where}: scorecard row of an unknown unit: {name}"):
            continue
        seen.append(scope)
        check_score_row(test, f"{where}: scorecard, {name}", card, scope, cells)
    test.expect(set(seen) == set(wanted), f"{where}: scorecard lacks {set(wanted) - set(seen)}")


def check_score_row(test, where, card, scope, cells):
    for side, code in INDICES.items():
        if card.figure(scope, card.period, code):
            value, _, _, n, change = card.texts(scope, code)
            found, cells = cells[:4], cells[4:]
            test.expect(found[:3] == [n, value, change], f"{where}: page has {found[:3]}, scorecard.json {[n, value, change]}")
            continue
        found, cells = cells[0], cells[1:]
        publish = card.publish(scope, card.period, side)
        test.expect(not re.search(r"\d", found), f"{where}: a number in place of {code}: {found}")
        if publish == "withheld":
            test.expect(same_sentence(found, WITHHELD[card.lang]), f"{where}: hidden {code} says {found}")
        elif card.ever(scope, side):
            test.expect(same_sentence(found, NO_ANSWERS[card.lang]), f"{where}: empty {code} says {found}")
    gap = card.figure(scope, card.period, "combined.gap")
    wanted = show_figure("combined.gap", gap["value"], card.lang) if gap else ""
    test.expect(cells[0] == wanted, f"{where}: gap {cells[0]}, scorecard.json {wanted}")


def page_appendix(test, where, card, sections, labels):
    """Every row of the appendix is right, and every published figure of the period has its row."""
    codes = {label: code for code, label in labels.items()}
    unit, seen, drawn, hidden = None, set(), set(), {}
    for row in (r for n, sect in sections if n == 15 for t in sect.find("Table") for r in list(t.find("TR"))[1:]):
        cells = row.cells()
        name, values = cells[0].text(), [c.text() for c in cells[1:]]
        if not values:
            unit = find_unit(card, name)
            test.expect(unit is not None, f"{where}: appendix heading {name}")
            continue
        if cells[-1].attributes.get("/ColSpan"):
            hidden.setdefault(unit, []).append((name, values[0]))
            continue
        code = codes.get(name) or next((c for c, label in labels.items() if same_name(name, label) and (unit, c) not in seen), None)
        figure = code and card.figure(unit, card.period, code)
        if not test.expect(bool(figure), f"{where}: appendix, {unit}: row {name} {values} has no figure in scorecard.json"):
            continue
        seen.add((unit, code))
        test.expect((unit, name) not in drawn, f"{where}: appendix, {unit}: two rows are called {name}")
        drawn.add((unit, name))
        wanted = list(card.texts(unit, code))
        if is_share(code) and figure["n"] < 20:
            counts = (show_count(figure["x"], card.lang), show_count(figure["n"], card.lang))
            wanted[0] = {"en": "{} of {}, {}", "vi": "{} trong {}, {}"}[card.lang].format(*counts, wanted[0])
        test.expect(values == wanted, f"{where}: appendix, {unit} {code}: page {values}, scorecard.json {wanted}")
    for scope in card.json["cells"]:
        for code in card.json["cells"][scope][card.period]["figures"]:
            if in_appendix(code) and card.figure(scope, card.period, code):
                test.expect((scope, code) in seen, f"{where}: the appendix lacks {scope} {code}")
        for side in INDICES:
            if card.publish(scope, card.period, side) == "withheld":
                told = [text for _, text in hidden.get(scope, [])]
                test.expect(any(same_sentence(t, WITHHELD[card.lang]) for t in told), f"{where}: {scope} {side} is not said to be hidden")
    for scope, rows in hidden.items():
        for name, text in rows:
            test.expect(not re.search(r"\d", text), f"{where}: appendix, {scope} {name}: a number in {text!r}")


def in_appendix(code):
    """All but the counts, and the means on the answers' own scale, which say the same as the index (CES is known by its mean)."""
    return code not in ("cx.n", "ex.n", "combined.diagnosis") and (not code.endswith("_mean") or code == "cx.ces_mean")


def find_unit(card, drawn):
    for key, name in card.names.items():
        if same_name(drawn, name):
            return key
    return "company"


def page_summary(test, where, card, sections):
    sect = next(s for n, s in sections if n == 2)
    text = sect.text()
    for code in ("cx.index", "ex.index", "combined.score"):
        value, _, _, _, change = card.texts("company", code)
        test.expect(f" {value} " in text and change in text, f"{where}: summary lacks {code} {value} {change}")
    rows = [[c.text() for c in r.cells()] for r in list(next(sect.find("Table")).find("TR"))[1:]]
    codes = [c for c in SUMMARY_ROWS if c in card.json["cells"]["company"][card.period]["figures"]]
    test.expect(len(rows) >= len(codes), f"{where}: summary has {len(rows)} rows")
    for code, row in zip(codes, rows):
        if card.figure("company", card.period, code):
            value, _, _, _, change = card.texts("company", code)
            test.expect(row[1:3] == [value, change], f"{where}: summary {code}: page {row[1:3]}, scorecard.json {[value, change]}")
    for finding in card.json["findings"]:
        plain = " ".join(text.split())
        test.expect(all(" ".join(part.split()) in plain for part in finding["sentence"].split(". ")[:1]),
                    f"{where}: finding is not on the page: {finding['sentence']}")


def page_figures(test, where, card, sections):
    """The intervals under the indices are told by the figures' alternative texts."""
    told = [f.alt for n, s in sections if n in (2, 5) for f in s.find("Figure")]
    for scope in card.json["cells"]:
        for code in INDICES.values():
            if card.figure(scope, card.period, code):
                value, low, high, _, _ = card.texts(scope, code)
                test.expect(any(value in t and low in t and high in t for t in told),
                            f"{where}: no figure says {code} of {scope}: {value}, {low} to {high}")


def page_trends(test, where, card, sections):
    """The long changes are computed here once more, from the first and last figures of scorecard.json."""
    text = next(s for n, s in sections if n == 6).text()
    for code in INDICES.values():
        new = card.figure("company", card.period, code)
        old = next((f for f in (card.figure("company", p, code) for p in card.shown) if f and f["n"] >= 10), None)
        if not new or not old or new is old:
            continue
        change = recompute.mean_change(new, old)
        for key in ("lo", "hi"):
            wanted = show(change[key], 1, card.lang)
            test.expect(wanted in text, f"{where}: trends lack the limit {wanted} of the change of {code}")
        test.expect(show(abs(change["diff"]), 1, card.lang) in text, f"{where}: trends lack the change of {code}")


def page_balance(test, where, card, sections):
    text = " ".join(s.text() for n, s in sections if n == 4)
    figures = " ".join(f.alt for n, s in sections if n == 4 for f in s.find("Figure"))
    for key, name in card.names.items():
        both = [card.figure(key, card.period, c) for c in INDICES.values()]
        if all(both) and key not in card.parents:  # whose people are on the map already
            test.expect(name in text + figures, f"{where}: {name} is not on the balance page")


def page_method(test, where, card, sections):
    text = " ".join(s.text() for n, s in sections if n == 14)
    for source in card.json["sources"]:
        rows = source["rows"]
        test.expect(rows["read"] == rows["used"] + sum(rows["left_out"].values()), f"{where}: rows of {source['name']} do not add up")
        for n in (rows["read"], rows["used"], *(v for v in rows["left_out"].values() if v)):
            test.expect(re.search(rf"(?<![\d.,]){re.escape(show_count(n, card.lang))}(?![\d])", text),
                        f"{where}: the method page lacks {show_count(n, card.lang)} of {source['name']}")
    for source in {(b["source"], b["year"]) for b in card.json.get("benchmarks", [])}:
        said = text.count("{}, {}".format(*source))
        test.expect(said == 1, f"{where}: the method page tells the source of benchmarks {source} {said} times")


# ---- The workbook ----


class Book:
    def __init__(self, path):
        import openpyxl

        self.values = openpyxl.load_workbook(path, data_only=True)
        self.sheets = {re.match(r"(\d+)", str(s["B1"].value))[1]: s for s in self.values}
        self.data = self.table("11", "tbl_data")

    def table(self, sheet, name):
        ref = dict(self.sheets[sheet].tables.items())[name]
        return [[c.value for c in row] for row in self.sheets[sheet][ref][1:]]


def same_number(a, b):
    if a is None or b is None:
        return a is None and b is None
    return isinstance(a, (int, float)) and math.isclose(a, b, rel_tol=1e-13, abs_tol=1e-13)


def book_data(test, where, card, book):
    """Row by row, both ways."""
    scopes = {book.data[0][1]: "company", **{name: key for key, name in card.names.items()}}
    seen = set()
    for key, unit, _, _, code, _, value, low, high, n, status in book.data:
        period = key.split("|")[-2]
        scope = scopes.get(unit)
        if not test.expect(scope is not None, f"{where}: Data has an unknown unit {unit}"):
            continue
        test.expect(key == f"{unit}|{period}|{code}" and (scope, period, code) not in seen, f"{where}: Data key {key}")
        seen.add((scope, period, code))
        figure = card.json["cells"][scope][period]["figures"].get(code, {})
        wanted = [figure.get(k) for k in ("value", "lo", "hi", "n")]
        if code in ("cx.n", "ex.n"):
            wanted[0] = figure.get("n")
        elif "value" not in figure:
            wanted = [None] * 4
        found = [value, low, high, n]
        test.checked += 1
        if not all(map(same_number, found, wanted)):
            test.expect(False, f"{where}: Data {key}: {found}, scorecard.json {wanted}")
        side = code.split(".")[0]
        if side in INDICES and card.publish(scope, period, side) == "withheld":
            test.expect(value is None and status == WITHHELD[card.lang], f"{where}: Data {key} is hidden, yet {found} {status}")
    for scope, windows in card.json["cells"].items():
        for period in card.shown + card.running:
            for code in windows[period]["figures"]:
                if code != "combined.diagnosis":
                    test.expect((scope, period, code) in seen, f"{where}: Data lacks {scope} {period} {code}")


def book_scorecard(test, where, card, book):
    sheet = book.sheets["2"]
    heads = [c.value for c in sheet[dict(sheet.tables.items())["tbl_score"]][0]]
    counts = [i for i, h in enumerate(heads) if str(h).startswith("n ")]
    halves = [[n, *range(heads.index(h), heads.index(h) + 6)] for n, h in zip(counts, ("CX", "EX"))]
    rows = book.table("2", "tbl_score")
    below = [[c.value for c in row[1:1 + len(heads)]] for row in sheet.iter_rows(min_row=8 + len(rows), max_row=10 + len(rows))]
    company = next((row for row in below if isinstance(row[halves[0][1]], float)), None)
    if not test.expect(company is not None, f"{where}: Scorecard has no company row"):
        return
    seen = []
    for row in rows + [company]:
        scope = "company" if row is company else next((k for k, n in card.names.items() if n == row[0]), None)
        if not test.expect(scope is not None, f"{where}: Scorecard has an unknown unit {row[:1]}"):
            continue
        seen.append(scope)
        for columns, code in zip(halves, INDICES.values()):
            check_book_half(test, f"{where}: Scorecard, {row[0]} {code}", card, scope, code, [row[i] for i in columns])
        gap, found = card.figure(scope, card.period, "combined.gap"), row[heads.index("CX−EX")]
        test.expect(same_number(found, gap["value"]) if gap else isinstance(found, str), f"{where}: Scorecard, {row[0]}: gap {found}")
        response = card.json["response"].get(scope, {}).get(card.period, {}).get("ex", {})
        if "rr2" in response:
            found = row[halves[1][1] - 1]
            test.expect(same_number(found, response["rr2"] / 100), f"{where}: Scorecard, {row[0]}: response {found}")
    test.expect(sorted(seen) == sorted(["company", *card.names]), f"{where}: Scorecard has {len(seen)} rows")


def check_book_half(test, where, card, scope, code, cells):
    n, value, mark, diff, low, high, distance = cells
    figure = card.figure(scope, card.period, code)
    if not figure:
        test.expect(not any(isinstance(c, (int, float)) for c in cells), f"{where}: numbers where there is no figure: {cells}")
        if card.publish(scope, card.period, code[:2]) == "withheld":
            test.expect(cells[0] == WITHHELD[card.lang], f"{where}: says {cells[0]}")
        return
    wanted = [figure[k] for k in ("n", "value", "lo", "hi")]
    test.expect(all(map(same_number, [n, value, low, high], wanted)), f"{where}: {[n, value, low, high]}, scorecard.json {wanted}")
    change, sign = card.change(scope, code)
    test.expect(same_number(diff, change) if change is not None else isinstance(diff, str), f"{where}: change {diff}, not {change}")
    if sign:
        test.expect(mark == {"▲": 1, "▼": -1, "●": 0}[sign], f"{where}: mark {mark}, not {sign}")
    else:
        test.expect(mark not in (1, -1), f"{where}: mark {mark} without a verdict")
    target = card.figure("company", card.period, code).get("target")
    if "target" in figure:
        test.expect(same_number(distance, figure["value"] - target), f"{where}: distance {distance}")


def book_summary(test, where, card, book):
    sheet = book.sheets["1"]
    for at, code in (("B", "cx.index"), ("G", "ex.index"), ("L", "combined.score")):
        figure = card.figure("company", card.period, code)
        columns = "BDE" if at == "B" else "GIJ" if at == "G" else "LNO"
        found = [sheet[f"{columns[0]}6"].value, sheet[f"{columns[1]}8"].value, sheet[f"{columns[2]}8"].value, sheet[f"{columns[1]}6"].value]
        wanted = [figure["value"], figure["lo"], figure["hi"], card.change("company", code)[0]]
        test.expect(all(map(same_number, found, wanted)), f"{where}: Summary {code}: {found}, scorecard.json {wanted}")
    codes = [c for c in SUMMARY_ROWS if c in card.json["cells"]["company"][card.period]["figures"]]
    for row, code in enumerate(codes, 18):
        figure = card.figure("company", card.period, code)
        if figure:
            found = [sheet[f"{c}{row}"].value for c in "GHIJ"]
            wanted = [figure["value"], card.change("company", code)[0], figure["lo"], figure["hi"]]
            test.expect(all(map(same_number, found, wanted)), f"{where}: Summary {code}: {found}, scorecard.json {wanted}")
    test.expect(sheet["B2"].value == card.json["titles"]["summary"]["sentence"], f"{where}: Summary's title is {sheet['B2'].value}")


def book_trends(test, where, card, book):
    """The unit that the sheet opens on."""
    sheet = book.sheets["3"]
    unit = sheet["C5"].value
    scope = next((k for k, n in card.names.items() if n == unit), "company")
    rows = {sheet.cell(r, 2).value: r for r in range(24, 42)}
    for label, code in (("CX", "cx.index"), ("EX", "ex.index")):
        row = rows[label]
        for column, period in enumerate(card.shown, 3):
            figure = card.figure(scope, period, code)
            found = [sheet.cell(row + i, column).value for i in range(4)]
            if figure:
                wanted = [figure[k] for k in ("value", "lo", "hi", "n")]
                test.expect(all(map(same_number, found, wanted)), f"{where}: Trends {unit} {period} {code}: {found}, not {wanted}")
            else:
                test.expect(not any(isinstance(v, (int, float)) for v in found), f"{where}: Trends {unit} {period} {code}: {found}")


# ---- Hidden cells, from the other side ----


def hidden(test, where, card, folder, lang):
    """check --figures, for the person who runs the program, tells what is hidden: nothing of it is in the published file."""
    full_path = test.work / (where.replace(" ", "-") + ".json")
    project = folder.parent.parent / "project.ini"
    test.run("check", "--quiet", "--lang", lang, "--figures", full_path, project)
    full, count = read_json(full_path), 0
    for scope, windows in full["cells"].items():
        for window, cell in windows.items():
            published = card.json["cells"].get(scope, {}).get(window)
            for side, state in cell["publish"].items():
                if published is None or state not in ("primary", "secondary"):
                    continue
                count += 1
                at = f"{where}: {scope} {window} {side}"
                test.expect(published["publish"][side] == "withheld", f"{at}: published as {published['publish'][side]}")
                test.expect(side not in published["n"], f"{at}: its n is published")
                left = [c for c in published["figures"] if c.startswith((side + ".", "combined."))]
                test.expect(not left, f"{at}: published although hidden: {left[:3]}")
            for question in cell.get("withheld_questions", []):
                figures = published["figures"] if published else {}
                left = [c for c in figures if re.fullmatch(rf"(cx|ex)\.{question}(_.*)?", c)]
                test.expect(not left, f"{where}: {scope} {window}: the hidden question {question} is published")
    for change in card.json["changes"] + card.json["vs_rest"]:
        side = change["metric"].split(".")[0]
        state = card.json["cells"][change["scope"]][change["period"]]["publish"]
        test.expect(all(v == "published" for k, v in state.items() if k in (side, "cx", "ex") and (k == side or side == "combined")),
                    f"{where}: a comparison of a hidden cell: {change['scope']} {change['period']} {change['metric']}")
    return count


def main():
    test = Test()
    test.need("qpdf")
    test.need_openpyxl()
    hidden_count = 0
    for where, lang, folder in sample_packs(test):
        card = Card(folder, lang)
        book = Book(folder / "board.xlsx")
        labels = {row[4]: row[5] for row in book.data}
        sections = pdfread.sections(pdfread.Document(folder / "board.pdf"))
        page_summary(test, where, card, sections)
        page_figures(test, where, card, sections)
        page_balance(test, where, card, sections)
        page_scorecard(test, where, card, sections)
        page_trends(test, where, card, sections)
        page_method(test, where, card, sections)
        page_appendix(test, where, card, sections, labels)
        book_summary(test, where, card, book)
        book_scorecard(test, where, card, book)
        book_trends(test, where, card, book)
        book_data(test, where, card, book)
        hidden_count += hidden(test, where, card, folder, lang)
    test.expect(hidden_count > 10, f"only {hidden_count} hidden cells: the samples do not try the rule")
    test.done()


main()
