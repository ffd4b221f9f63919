"""The sheet What-if played with: inputs changed, LibreOffice computes, and the same is worked out here from scorecard.json. In a
company whose links are clear, where a wish too large, a unit without customers and weights that do not add up give no number;
and in one whose links are not, where no input can give one."""
import csv
import math
import random
import statistics
import zipfile

import tiny
from common import Test, near, read_json, show
from spreadsheet import compare_recomputed, recompute, without_cache, without_charts

UNITS = [f"Unit {i:02d}" for i in range(1, 17)]
OFFICE = "Back office"  # no customers
MONTHS = tiny.months(9)
Z = statistics.NormalDist().inv_cdf(0.975)
MORE = """
[index ex.index]
parts = ex.engagement 3, ex.enps 1
[kpi revenue]
label = Revenue
file = kpi.csv
column = revenue
measure = m
[kpi noise]
label = Noise
file = kpi.csv
column = noise
[statistics]
whatif = 4
"""
NUMBERS = ["cx", "cx_low", "cx_high", "cx_after", "cx_after_low", "cx_after_high", "kpi_add", "kpi_add_low", "kpi_add_high", "net", "net_low", "net_high"]


def answers(rng, count, lo, hi, mood):
    return [min(hi, max(lo, round(lo + (hi - lo) * (mood + rng.gauss(0, 0.12))))) for _ in range(count)]


def write(path, heads, rows):
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(heads)
        out.writerows(rows)


def make(folder, effect, language="en"):
    """effect: how far customers follow, a month later, what employees feel; likewise revenue what customers do."""
    rng = random.Random(7)
    folder.mkdir(parents=True)
    text = tiny.REPORT.format(client="Play", title="Play", language=language, theme="quiet") + tiny.CUSTOMERS + tiny.EMPLOYEES + MORE
    (folder / "project.ini").write_text(text, encoding="utf-8")
    staff, guests, kpis = [], [], []
    for unit in [*UNITS, OFFICE]:
        felt = [0.55 + rng.gauss(0, 0.12) for _ in MONTHS]
        liked = [0.6 + effect * ((felt[t - 1] if t else 0.55) - 0.55) + rng.gauss(0, 0.03) for t in range(len(MONTHS))]
        for t, month in enumerate(MONTHS):
            for i in range(12):
                staff.append([f"{unit}{t}{i}", f"{month}-15", unit, *answers(rng, 4, 0, 10, felt[t])[:1], *answers(rng, 3, 1, 5, felt[t])])
            if unit == OFFICE:
                continue
            for i in range(30):
                guests.append([f"{unit}{t}{i}", f"{month}-15", unit, *answers(rng, 1, 0, 10, liked[t]), *answers(rng, 1, 1, 5, liked[t]),
                               *answers(rng, 1, 1, 7, liked[t])])
            before = liked[t - 1] if t else 0.6
            kpis.append([unit, month, f"{50 + 40 * effect * before + rng.gauss(0, 0.4):.4f}", f"{10 + rng.gauss(0, 1):.4f}"])
    write(folder / "customers.csv", ["id", "date", "unit", "nps", "csat", "ces"], guests)
    write(folder / "employees.csv", ["id", "date", "unit", "enps", *tiny.ITEMS], staff)
    write(folder / "kpi.csv", ["unit", "period", "revenue", "noise"], kpis)
    return folder / "project.ini"


# ---- The sheet ----

def place(book, name):
    sheet, _, cells = book.defined_names[name].attr_text.rpartition("!")
    return book[sheet.strip("'")], cells.replace("$", "")


def value(book, name):
    sheet, cells = place(book, "whatif_" + name)
    return sheet[cells].value


def cells(book, name):
    sheet, where = place(book, "whatif_" + name)
    found = sheet[where]
    return [row[0] for row in found] if isinstance(found, tuple) else [found]


def play(openpyxl, path, copy, inputs):
    book = openpyxl.load_workbook(path)
    without_charts(book)
    for name, new in inputs.items():
        for cell, x in zip(cells(book, name), new if isinstance(new, list) else [new]):
            cell.value = x
    book.save(copy)


# ---- The same, worked out here ----

def product(a, se_a, b, se_b):
    """Estimate and standard error of the product of two independent estimates."""
    return a * b, (a * a * se_b * se_b + b * b * se_a * se_a + se_a * se_a * se_b * se_b) ** 0.5


def link(card, *path):
    lag = card["linkage"]
    for key in path:
        lag = lag[key]
    return lag["beta"], (lag["hi"] - lag["lo"]) / (2 * Z)


def expected(card, slopes, inputs):
    unit, now = inputs["unit"], card["report"]["period"]
    figures = card["cells"]["company" if unit == "Whole company" else unit][now]["figures"]
    weights, lifts = inputs["weights"], inputs["lifts"]
    ex = sum(w * x for w, x in zip(weights, lifts)) / sum(weights)
    cx, se = product(ex, inputs["half"] / Z, *slopes[0])
    kpi, kpi_se = product(cx, se, *slopes[1])
    worth, cost = inputs["worth"], inputs["cost"]
    ends = sorted(worth * (kpi + s * Z * kpi_se) - cost for s in (-1, 1))
    now = figures["cx.index"]
    low, high = (math.hypot(now["value"] - now[end], Z * se) for end in ("lo", "hi"))
    parts = [figures["ex.engagement"]["value"], (figures["ex.enps"]["value"] + 100) / 2]
    return {"ex": ex, "ex_now": sum(w * x for w, x in zip(weights, parts)) / sum(weights), "cx": cx, "cx_low": cx - Z * se,
            "cx_high": cx + Z * se, "cx_after": now["value"] + cx, "cx_after_low": now["value"] + cx - low,
            "cx_after_high": min(100, now["value"] + cx + high), "kpi_add": kpi, "kpi_add_low": kpi - Z * kpi_se,
            "kpi_add_high": kpi + Z * kpi_se, "net": worth * kpi - cost, "net_low": ends[0], "net_high": ends[1],
            "even": cost / (worth * slopes[0][0] * slopes[1][0])}


def no_numbers(test, name, book):
    for number in NUMBERS:
        test.expect(not isinstance(value(book, number), (int, float)), f"{name}: whatif_{number} is {value(book, number)}")


def check_open(test, card, book):
    """What the sheet opens with is what scorecard.json projects."""
    said = card["linkage"]["what_if"]
    for name, key in (("ex", "points"), ("cx", "value"), ("cx_low", "lo"), ("cx_high", "hi")):
        test.expect(near(value(book, name), said[key]), f"open: whatif_{name} {value(book, name)}, scorecard.json {said[key]}")
    slope, points = place(book, "slope_ex_cx"), [place(book, f"points_d{d}") for d in "xy"]
    test.expect(near(slope[0][slope[1]].value, 10 * card["linkage"]["lag_ex_to_cx"]["beta"]), "slope_ex_cx is not the reported slope")
    x, y = ([row[0].value for row in sheet[where]] for sheet, where in points)
    test.expect(near(statistics.linear_regression(x, y).slope, card["linkage"]["lag_ex_to_cx"]["beta"]), "the dots' slope is not the reported one")


def clear_company(test, openpyxl):
    folder = test.work / "clear"
    test.run("build", "--quiet", "--out", folder / "out", "--formats", "xlsx,json", make(folder, 0.7))
    pack = folder / "out" / MONTHS[-1]
    card, path = read_json(pack / "scorecard.json"), pack / "board.xlsx"
    slopes = [link(card, "lag_ex_to_cx")]
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    check_open(test, card, values)
    sheet, where = place(values, "slope_cx_revenue")
    ends = [place(values, f"slope_cx_revenue_{e}") for e in ("low", "high")]
    low, high = (s[w].value for s, w in ends)
    slopes.append((sheet[where].value / 10, (high - low) / (20 * Z)))
    usual = value(values, "usual")
    start = {"unit": "Whole company", "weights": [0.75, 0.25], "lifts": [4, 4], "half": 0, "worth": 0, "cost": 0, "kpi": "Revenue"}
    plays = {"unit": {"unit": "Unit 05", "lifts": [5, -2], "half": 1.5, "worth": 2.5, "cost": 1.25},
             "costs": {"weights": [0.4, 0.6], "lifts": [-3, 1], "half": 0.4, "worth": -3, "cost": 0.5},
             "too-far": {"lifts": [usual + 0.5, usual + 0.5], "worth": 1},
             "office": {"unit": OFFICE, "worth": 1}, "weights": {"weights": [0.5, 0.4], "worth": 1},
             "off-scale": {"lifts": [99, -99], "worth": 1}, "noise": {"kpi": "Noise", "worth": 1}}
    files, copies = {}, {}
    with zipfile.ZipFile(path) as book:
        files = {n: book.read(n) for n in book.namelist()}
    bare = test.work / "bare.xlsx"
    without_cache(files, bare)
    for name, inputs in plays.items():
        copies[name] = test.work / f"{name}.xlsx"
        play(openpyxl, path, copies[name], inputs)
    out = recompute(test, [bare, *copies.values()], "en")
    compare_recomputed(test, "open", formulas, values, openpyxl.load_workbook(out / bare.name, data_only=True))
    books = {name: openpyxl.load_workbook(out / copy.name, data_only=True) for name, copy in copies.items()}
    for name in ("unit", "costs"):
        for number, x in expected(card, slopes, {**start, **plays[name]}).items():
            found = value(books[name], number)
            if number == "even" and (x < 0 or x > usual):
                continue
            test.expect(isinstance(found, (int, float)) and near(found, x), f"{name}: whatif_{number} is {found}, not {x}")
    for name in ("too-far", "office", "weights", "off-scale"):
        no_numbers(test, name, books[name])
    wish = show(usual + 0.5, 1, "en")
    test.expect(f"a change of {wish.removesuffix('.0')} points is larger" in value(books["too-far"], "sentence"), f"too far: {value(books['too-far'], 'sentence')}")
    test.expect("no contact with customers" in value(books["office"], "sentence"), f"office: {value(books['office'], 'sentence')}")
    test.expect("Check" in value(books["weights"], "sentence"), f"weights: {value(books['weights'], 'sentence')}")
    test.expect(isinstance(value(books["noise"], "cx"), float) and value(books["noise"], "kpi_add") == "–", "noise: an unclear link gave a number")
    test.expect(value(books["noise"], "verdict").startswith("No projection for Noise"), f"noise: {value(books['noise'], 'verdict')}")


def unclear_company(test, openpyxl):
    for language, sentence in (("en", "No projection: the link is not clearly different from zero."),
                               ("vi", "Không đưa ra ước tính: mối liên hệ chưa khác 0 một cách rõ ràng.")):
        folder = test.work / f"unclear-{language}"
        test.run("build", "--quiet", "--out", folder / "out", "--formats", "xlsx", make(folder, 0, language))
        path = folder / "out" / MONTHS[-1] / "board.xlsx"
        book = openpyxl.load_workbook(path)
        sheet, _ = place(book, "whatif_unit")
        texts = [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
        test.expect(sentence in texts, f"unclear {language}: the sentence is not there")
        test.expect(not [t for t in texts if t.startswith("=") and "slope_" in t], f"unclear {language}: a formula takes a slope")
        for name in ("whatif_cx", "whatif_usual", "whatif_kpi_add", "kpi_slope"):
            test.expect(name not in book.defined_names, f"unclear {language}: {name} is there")


def main():
    test = Test()
    test.need_openpyxl()
    test.need("soffice")
    import openpyxl
    clear_company(test, openpyxl)
    unclear_company(test, openpyxl)
    test.done()


main()
