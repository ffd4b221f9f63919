#!/usr/bin/python3
"""Recounts a generated sample without cxex: check.py sen-viet|harbour-lane FOLDER [--story]

Rows, duplicates, dates, answers and n by unit and month must equal truth.json; the indices computed from
the answers must lie about the true ones as their standard errors say. --story also checks what the last
month of Sen Việt is meant to show. Python's own library only. Exit 1 and a line for each difference.
"""
import csv
import datetime
import glob
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict

problems = []


def expect(what, found, wanted):
    if found != wanted:
        problems.append(f"{what}: found {found}, truth says {wanted}")


def clean(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def real_date(year, month, day):
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def vietnamese_date(text):
    m = re.match(r"(\d\d)/(\d\d)/(\d{4}) ", text)
    return real_date(m[3], m[2], m[1]) if m else None


def iso_date(text):
    m = re.match(r"(\d{4})-(\d\d)-(\d\d)", text)
    return real_date(m[1], m[2], m[3]) if m else None


def read_side(files, encoding, delimiter, columns, date_of, period_of, words=None):
    """Rows as (period, unit, {question: answer}, other cells), after the rules of ingest; and the counts."""
    counts, kept = Counter(), {}
    for path in sorted(files):
        with open(path, encoding=encoding, newline="") as f:
            for number, row in enumerate(csv.DictReader(f, delimiter=delimiter)):
                counts["rows"] += 1
                day = date_of(row[columns["date"]])
                if day is None:
                    counts["bad_date"] += 1
                    continue
                key = row[columns["id"]] or f"#{path}{number}"
                rank = (row[columns["date"]], path, number)
                if key in kept:
                    counts["duplicates"] += 1
                    if kept[key][0] > rank:
                        continue
                kept[key] = (rank, day, row)
    rows = []
    for _, day, row in kept.values():
        answers, off = {}, 0
        for q, (heading, lo, hi, reverse, missing) in columns["questions"].items():
            text = clean(row[heading])
            if words and text in words:
                text = str(words.index(text) + 1)
            if text == "":
                continue
            if text in missing:
                counts["missing_code"] += 1
                continue
            if not re.fullmatch(r"[+-]?\d+", text) or not lo <= int(text) <= hi:
                off += 1
                continue
            answers[q] = lo + hi - int(text) if reverse else int(text)
        counts["out_of_range"] += off
        if not answers:
            counts["no_answer"] += 1
            continue
        unit = clean(row[columns["unit"]])
        counts["blank_unit"] += unit == ""
        rows.append((period_of(day), unit, answers, row))
    counts["used"] = len(rows)
    return rows, counts


def compare_counts(truth, side, rows, counts, keys):
    for key in keys:
        expect(f"{side}.{key}", counts[key], truth[side][key])
    n = defaultdict(Counter)
    for period, unit, _, _ in rows:
        n[unit][period] += 1
    for unit, wanted in truth[side]["n"].items():
        expect(f"{side}.n {unit}", [n[unit][p] for p in truth["periods"]], wanted)
    expect(f"{side} units", {u for u in n} - set(truth["side_units"]), set())


def recommend(score):
    return 100 if score >= 9 else 50 if score >= 7 else 0


class Index:
    """A sum of weighted component means over the same persons, with its standard error (linearised)."""

    def __init__(self, people, components):
        # people: [(weight, {component: 0..100})]; components: {name: share}
        means, totals = {}, {}
        for c in components:
            totals[c] = sum(w for w, y in people if c in y)
            means[c] = sum(w * y[c] for w, y in people if c in y) / totals[c]
        self.value = sum(a * means[c] for c, a in components.items())
        u = [sum(a * w * (y[c] - means[c]) / totals[c] for c, a in components.items() if c in y) for w, y in people]
        self.n = len(people)
        self.se = math.sqrt(self.n / (self.n - 1) * sum(x * x for x in u))


SMALL = 15  # under it a standard error says too little about itself to be judged by
CX_PARTS = {"nps": .25, "csat": .25, "ces": .25, **{f"stage{i}": .25 / 6 for i in range(6)}}
EX_PARTS = {"engagement": .5, "enps": .5}


def cx_person(a):
    y = {}
    for q, v in a.items():
        y[q] = recommend(v) if q == "nps" else 100 * (v - 1) / (6 if q == "ces" else 4)
    return y


def ex_person(a):
    y = {}
    items = [v for q, v in a.items() if q.startswith("q")]
    if len(items) >= 6:
        y["engagement"] = 100 * (sum(items) / len(items) - 1) / 4
    if "enps" in a:
        y["enps"] = recommend(a["enps"])
    return y


def rake(rows, head):
    """Weights by unit and tenure so that both margins agree with the headcounts."""
    cells = Counter((u, t) for u, t in rows)
    w = {c: 1.0 for c in cells}
    units, tenures = Counter(), Counter()
    for (u, t), n in head.items():
        units[u] += n
        tenures[t] += n
    for _ in range(200):
        for side, margin in ((0, units), (1, tenures)):
            sums = Counter()
            for c, n in cells.items():
                sums[c[side]] += w[c] * n
            for c in cells:
                w[c] *= margin[c[side]] / sums[c[side]]
    return w


def normal_p(z):
    return math.erfc(abs(z) / math.sqrt(2))


def check_sen_viet(folder, story):
    truth = json.load(open(f"{folder}/truth.json", encoding="utf-8"))
    truth["side_units"] = [u["name"] for u in truth["units"]] + [""]
    files = glob.glob(f"{folder}/exports/khach-hang-*.csv")
    expect("customer files", len(files), truth["customers"]["files"])
    stages = ["Biết đến", "Tìm hiểu", "Cân nhắc", "Mua hàng", "Sử dụng", "Sau mua"]
    questions = {"nps": ("Bạn sẵn lòng giới thiệu Sen Việt tới mức nào?", 0, 10, False, ("99",)),
                 "csat": ("Mức độ hài lòng", 1, 5, False, ()),
                 "ces": ("Sen Việt giúp tôi giải quyết việc của mình dễ dàng", 1, 7, False, ())}
    questions.update({f"stage{i}": (s, 1, 5, False, ()) for i, s in enumerate(stages)})
    columns = {"date": "Dấu thời gian", "id": "Mã phản hồi", "unit": "Bộ phận", "questions": questions}
    keys = ["rows", "used", "duplicates", "bad_date", "no_answer", "out_of_range", "missing_code", "blank_unit"]
    month = lambda d: f"{d.year}-{d.month:02}"
    customers, counts = read_side(files, "utf-8", ",", columns, vietnamese_date, month)
    compare_counts(truth, "customers", customers, counts, keys)

    path = f"{folder}/exports/nhan-vien.csv"
    heads = next(csv.reader(open(path, encoding="utf-8-sig", newline=""), delimiter=";"))
    questions = {"enps": (heads[6], 0, 10, False, ())}
    questions.update({f"q{i}": (heads[6 + i], 1, 5, i == 3, ()) for i in range(1, 13)})
    columns = {"date": "Date submitted", "id": "Response ID", "unit": "Bộ phận của bạn", "questions": questions}
    employees, counts = read_side([path], "utf-8-sig", ";", columns, iso_date, month)
    compare_counts(truth, "employees", employees, counts, keys)
    headcount = defaultdict(Counter)
    for r in csv.DictReader(open(f"{folder}/hr/danh-sach.csv", encoding="utf-8")):
        headcount[r["period"]][r["unit"], r[heads[5]]] += int(r["headcount"])

    cx, ex, z = {}, {}, {"cx": [], "ex": []}
    weights = {}
    for p in truth["periods"]:
        weights[p] = rake([(u, row[heads[5]]) for q, u, _, row in employees if q == p], headcount[p])
    by = defaultdict(list)
    for p, u, a, _ in customers:
        by["cx", p, u].append((1.0, cx_person(a)))
        by["cx", p, None].append((1.0, cx_person(a)))
    for p, u, a, row in employees:
        w = weights[p][u, row[heads[5]]]
        by["ex", p, u].append((w, ex_person(a)))
        by["ex", p, None].append((w, ex_person(a)))
    for t, p in enumerate(truth["periods"]):
        cx[p, None] = Index(by["cx", p, None], CX_PARTS)
        ex[p, None] = Index(by["ex", p, None], EX_PARTS)
        z["ex"].append((ex[p, None].value - truth["company"]["ex"][t]) / ex[p, None].se)
        for u in truth["units"]:
            ex[p, u["name"]] = i = Index(by["ex", p, u["name"]], EX_PARTS)
            if i.n >= SMALL:
                z["ex"].append((i.value - u["ex"][t]) / i.se)
            if u["customers"]:
                cx[p, u["name"]] = i = Index(by["cx", p, u["name"]], CX_PARTS)
                z["cx"].append((i.value - u["cx"][t]) / i.se)
    for side, values in z.items():
        covered = sum(abs(v) < 1.96 for v in values) / len(values)
        if not .87 < covered < .99:  # some 200 intervals; those of small groups near 100 are too short
            problems.append(f"{side}: {100 * covered:.1f} % of the 95 % intervals hold the truth")
    if story:
        check_story(truth, customers, employees, cx, ex)


def check_story(truth, customers, employees, cx, ex):
    before, last = truth["periods"][-2:]
    lines = []

    def within(what, value, low, high):
        lines.append(f"{what} {value:.2f}")
        if not low <= value <= high:
            problems.append(f"story: {what} is {value:.3f}, not {low}..{high}")

    def change(index, unit):
        a, b = index[before, unit], index[last, unit]
        return b.value - a.value, (b.value - a.value) / math.hypot(a.se, b.se)

    nps = [a["nps"] for p, _, a, _ in customers if p == last and "nps" in a]
    enps = [a["enps"] for p, _, a, _ in employees if p == last and "enps" in a]
    csat = [a["csat"] for p, _, a, _ in customers if p == last and "csat" in a]
    ces = [a["ces"] for p, _, a, _ in customers if p == last and "ces" in a]
    score = lambda v: 100 * (sum(x >= 9 for x in v) - sum(x <= 6 for x in v)) / len(v)
    within("n customers", sum(r[0] == last for r in customers), 4200, 5000)
    within("n employees", sum(r[0] == last for r in employees), 338, 362)
    within("CX", cx[last, None].value, 73.6, 74.8)
    within("EX", ex[last, None].value, 65.3, 66.7)
    within("NPS", score(nps), 36.5, 39.5)
    within("eNPS", score(enps), 8, 30)
    within("CSAT top 2", 100 * sum(x >= 4 for x in csat) / len(csat), 79, 84)
    within("CES", sum(ces) / len(ces), 5.3, 5.5)
    d, z = change(cx, None)
    within("CX change", d, 1.3, 2.5)
    within("CX change z", z, 3.3, 9)
    d, z = change(ex, None)
    within("EX change", d, -6.5, -3.6)
    within("EX change z", z, -9, -2.6)
    limits = lambda i: (i.value - 2.05 * i.se, i.value + 2.05 * i.se)
    for unit, side in (("Cửa hàng Cầu Giấy", "cx"), ("Bán hàng trực tuyến", "cx"), ("Giao nhận", "low"), ("Chăm sóc khách hàng", "low"),
                       ("Kỹ thuật & bảo hành", "ex"), ("Cửa hàng Quận 1", "high"), ("Bán hàng doanh nghiệp", "high")):
        (cl, ch), (el, eh) = limits(cx[last, unit]), limits(ex[last, unit])
        lines.append(f"  {unit}: CX {cx[last, unit].value:.1f} ({cl:.1f}..{ch:.1f}) EX {ex[last, unit].value:.1f} ({el:.1f}..{eh:.1f})"
                     f" change CX {change(cx, unit)[0]:.1f} z {change(cx, unit)[1]:.1f} EX {change(ex, unit)[0]:.1f} z {change(ex, unit)[1]:.1f}")
        wanted = {"cx": cl >= 70 and eh < 70, "ex": ch < 70 and el >= 70, "low": ch < 70 and eh < 70, "high": cl >= 70 and el >= 70}
        if not wanted[side]:
            problems.append(f"story: {unit} is not clearly '{side}'")
    fallen = sum(change(ex, u["name"])[1] < -2.9 for u in truth["units"])
    within("units whose EX fell clearly", fallen, 2, 6)
    print("\n".join(lines))


def check_harbour_lane(folder):
    truth = json.load(open(f"{folder}/truth.json", encoding="utf-8"))
    quarter = lambda d: f"{d.year}-Q{(d.month + 2) // 3}"
    words = ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"]
    for side, name, unit, scales in (("customers", "guests", "Department", {0: (0, 10), 2: (1, 7)}),
                                     ("employees", "team", "Your department", {0: (0, 10)})):
        path = f"{folder}/exports/{name}.csv"
        heads = next(csv.reader(open(path, encoding="utf-8", newline="")))
        questions = {h: (h, *scales.get(i, (1, 5)), False, ()) for i, h in enumerate(heads[3:-1])}
        columns = {"date": "Date", "id": "Response ID", "unit": unit, "questions": questions}
        rows, counts = read_side([path], "utf-8", ",", columns, iso_date, quarter, words)
        truth["side_units"] = list(truth[side]["n"])
        compare_counts(truth, side, rows, counts, ["rows", "duplicates", "bad_date", "no_answer"])


if len(sys.argv) < 3 or sys.argv[1] not in ("sen-viet", "harbour-lane"):
    sys.exit(__doc__)
if sys.argv[1] == "sen-viet":
    check_sen_viet(sys.argv[2], "--story" in sys.argv)
else:
    check_harbour_lane(sys.argv[2])
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
