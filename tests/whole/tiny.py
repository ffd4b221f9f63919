"""Small projects made on the spot: any units, any months, any answers. The same arguments give the same bytes."""
import csv
import random

ITEMS = ["q1", "q2", "q3"]

REPORT = """[report]
client = {client}
title = {title}
language = {language}
period = month
theme = {theme}
"""
CUSTOMERS = """
[customers]
files = customers.csv
date = date
unit = unit
id = id

[metric cx.nps]
column = nps
type = nps
scale = 0..10
[metric cx.csat]
column = csat
type = rating
scale = 1..5
[metric cx.ces]
column = ces
type = ces
scale = 1..7
"""
STAGE = """
[metric cx.stage_{stage}]
column = {stage}
type = rating
scale = 1..5
stage = {stage}
"""
EMPLOYEES = """
[employees]
files = employees.csv
date = date
unit = unit
id = id

[metric ex.enps]
column = enps
type = nps
scale = 0..10
""" + "".join(f"""[metric ex.{q}]
column = {q}
type = rating
scale = 1..5
factor = hours
""" for q in ITEMS)


def months(count, year=2025, month=10):
    return [f"{year + (month - 1 + i) // 12}-{(month - 1 + i) % 12 + 1:02d}" for i in range(count)]


def answer(rng, lo, hi, mood):
    return min(hi, max(lo, round(lo + (hi - lo) * (mood + rng.gauss(0, 0.18)))))


def write_side(path, scales, units, periods, n, rng, empty, constant, edit, comments=None):
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(["id", "date", "unit", *scales] + ["comment"] * (comments is not None))
        number = 0
        for at, period in enumerate(periods):
            for u, unit in enumerate(units):
                mood = 0.45 + 0.4 * ((u * 7) % 11) / 11 + 0.01 * at
                for _ in range(n(unit, at) if callable(n) else n):
                    number += 1
                    cells = ["" if q in empty else constant if constant is not None else answer(rng, lo, hi, mood)
                             for q, (lo, hi) in scales.items()]
                    day = f"{period}-{rng.randint(1, 28):02d}"
                    if edit:
                        cells = edit(dict(zip(scales, cells))).values()
                    said = [] if comments is None else [comments[number % len(comments)] if comments else ""]
                    out.writerow([number, day, unit, *cells, *said])


def make(folder, units, periods, cx=12, ex=8, language="en", theme="quiet", client="Tiny & Sons", title="Two sides",
         empty=(), constant=None, more="", seed=1, edit=None, stages=(), comments=None):
    """cx, ex: answers per unit and period, a number or a function of (unit, index of the period); 0 leaves the side out.
    stages: of the customer journey, a question each.
    comments: what people write, in turn; an empty list: a column in which nobody wrote anything; None: no such column.
    edit: takes a row's answers by question and returns them."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    key = "id = id\n" if comments is None else "id = id\ncomment = comment\n"
    text = REPORT.format(client=client, title=title, language=language, theme=theme)
    if cx:
        text += CUSTOMERS.replace("id = id\n", key) + "".join(STAGE.format(stage=stage) for stage in stages)
        scales = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), **{stage: (1, 5) for stage in stages}}
        write_side(folder / "customers.csv", scales, units, periods, cx, rng, empty,
                   constant, edit, comments)
    if ex:
        text += EMPLOYEES.replace("id = id\n", key)
        write_side(folder / "employees.csv", {"enps": (0, 10), **{q: (1, 5) for q in ITEMS}}, units, periods, ex, rng, empty,
                   constant, edit, comments)
    path = folder / "project.ini"
    path.write_text(text + more, encoding="utf-8")
    return path
