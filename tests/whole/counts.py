"""Files of counts: kiosk feeds, shares of units and tallies give the figures that the answers themselves give.

The files are made here, in English and Vietnamese, of answers that are known; what must come out is counted from those
answers in Python, or is what another project makes of the answers row by row.
"""
import csv
import json
import math
import random
import sys

from common import Test

sys.path.insert(0, __import__("os").path.join(__import__("os").path.dirname(__file__), "..", "oracle"))
from project import Project  # noqa: E402

REPORT = "[report]\nclient = Quán Sen\ntitle = Đếm\nlanguage = {language}\nperiod = month\ntheme = quiet\n"
FACES = {"en": ["Very unhappy", "Unhappy", "Happy", "Very happy"],
         "vi": ["Rất không hài lòng", "Không hài lòng", "Hài lòng", "Rất hài lòng"]}
HEADS = {"en": ["Device", "Date", "Hour", "Face"], "vi": ["Thiết bị", "Ngày", "Giờ", "Biểu tượng"]}


def write(path, rows, delimiter=","):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as f:
        csv.writer(f, delimiter=delimiter).writerows(rows)


def project(folder, text, language="en"):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "project.ini"
    path.write_text(REPORT.format(language=language) + text, encoding="utf-8")
    return path


def build(test, path, code=0):
    """The figures of a pack, which must verify; None where it must not be written."""
    out = path.parent / "out"
    done = test.run("build", path, "--quiet", "--formats", "pdf,xlsx,json", "--out", out, code=code, cwd=path.parent)
    packs = sorted(p for p in out.glob("*") if p.is_dir()) if out.is_dir() else []
    if code or not packs:
        test.expect(code, f"{path}: no pack: {done.stderr}")
        return None, done
    test.run("verify", packs[-1], cwd=path.parent)
    return json.loads((packs[-1] / "scorecard.json").read_text(encoding="utf-8")), done


def figure(scorecard, scope, window, name):
    return scorecard["cells"][scope][window].get("figures", {}).get(name)


def close(a, b):
    return a is not None and b is not None and math.isclose(a, b, rel_tol=1e-8, abs_tol=1e-8)


def same_figures(test, about, one, other, leave_out=()):
    """All figures of `one`, but those left out, stand in `other` too; returns how many were compared."""
    compared = 0
    for scope, windows in one["cells"].items():
        for window, cell in windows.items():
            there = other["cells"].get(scope, {}).get(window, {})
            test.expect(there.get("publish") == cell["publish"], f"{about}: {scope} {window}: {there.get('publish')}, not {cell['publish']}")
            for name, wanted in cell.get("figures", {}).items():
                if name in leave_out or not isinstance(wanted, dict) or name.startswith(tuple(leave_out)):
                    continue
                found = there.get("figures", {}).get(name)
                compared += 1
                if not test.expect(found, f"{about}: {scope} {window} {name} is not there"):
                    continue
                for key, value in wanted.items():
                    if isinstance(value, (int, float)) and not isinstance(value, bool):
                        test.expect(close(found.get(key), value), f"{about}: {scope} {window} {name}.{key} {found.get(key)}, not {value}")
    return compared


# ---- Kiosks ----

def make_presses(seed, days=28, sites=("Cửa hàng Sông Lam", "Cửa hàng Núi Hồng", "Quầy ga")):
    """(site, month, day, second of the day, face): some follow within seconds, some come at night."""
    rng, presses = random.Random(seed), []
    for month in (9, 10):
        for s, site in enumerate(sites):
            for day in range(1, days + 1):
                second = 7 * 3600
                for _ in range(rng.randint(1, 5)):
                    second += rng.choice([2, 3, 40, 900, 6000, 14000])
                    if second < 86400:
                        presses.append((site, month, day, second, rng.choices(range(4), [1, 2, 4 + s, 5])[0]))
    return presses


def clock(second):
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


KIOSK = """
[customers kiosk]
files = feed.csv
unit = {device}
opening = 08:00-20:00
repeats = {repeats}
date = {date}
[metric cx.csat]
column = {face}
type = rating
scale = {scale}
"""


def kept_presses(presses, seconds=5):
    """Without those within some seconds of the press before at the same device."""
    last, kept, again = {}, [], 0
    for press in presses:
        at = (press[1] * 31 + press[2]) * 86400 + press[3]
        near = press[0] in last and at - last[press[0]] <= seconds
        last[press[0]] = at
        again += near
        kept += [] if near else [press]
    return kept, again


def top2(presses, site=None, month=None):
    faces = [p[4] for p in presses if site in (None, p[0]) and month in (None, p[1])]
    return 100 * sum(f >= 2 for f in faces) / len(faces), len(faces), sum(faces) / len(faces) * 100 / 3


def check_kiosk_figures(test, about, scorecard, presses):
    for site in sorted({p[0] for p in presses}) + [None]:
        for month in (9, 10):
            share, n, index = top2(presses, site, month)
            found = {name: figure(scorecard, site or "company", f"2026-{month:02d}", name) for name in ("cx.csat_top2", "cx.csat_index")}
            test.expect(found["cx.csat_top2"] and close(found["cx.csat_top2"]["value"], share) and found["cx.csat_top2"]["n"] == n,
                        f"{about}: {site} {month}: {found}, not {share} of {n}")
            test.expect(found["cx.csat_index"] and close(found["cx.csat_index"]["value"], index), f"{about}: {site} {month}: index, not {index}")


def kiosks(test, language):
    device, date, hour, face = HEADS[language]
    words = FACES[language]
    presses = make_presses(7 if language == "en" else 8)
    day = (lambda m, d: f"2026-{m:02d}-{d:02d}") if language == "en" else (lambda m, d: f"{d:02d}/{m:02d}/2026")
    text = KIOSK.format(device=device, face=face, scale=" | ".join(words), repeats="keep", date=date)
    packs = {}

    # One press a row.
    folder = test.work / f"presses-{language}"
    write(folder / "feed.csv", [[device, date, face]] + [[p[0], day(p[1], p[2]) + " " + clock(p[3]), words[p[4]]] for p in presses])
    path = project(folder, text, language)
    packs["presses"], _ = build(test, path)
    check_kiosk_figures(test, f"presses {language}", packs["presses"], presses)
    source = packs["presses"]["sources"][0]
    kept, again = kept_presses(presses)
    outside = sum(not 8 * 3600 <= p[3] < 20 * 3600 for p in presses)
    test.expect(again > 20 and outside > 20, "the made presses hold too little")
    test.expect(source["format"] == "hearme", f"{language}: read as {source['format']}")
    test.expect((source["rows"]["pressed_again"], source["rows"]["outside_hours"]) == (again, outside),
                f"{language}: {source['rows']}, not {again} pressed again and {outside} at night")
    said = test.run("check", path, cwd=folder).stdout
    test.expect("hearme" in said and device in said and face in said, f"{language}: check does not say why: {said[:400]}")

    # What a device calls its columns is the same in capitals.
    folder = test.work / f"capitals-{language}"
    write(folder / "feed.csv", [[device.upper(), date.upper(), face.upper()], *([p[0], day(p[1], p[2]) + " " + clock(p[3]), words[p[4]]] for p in presses)])
    path = project(folder, text, language)
    said = test.run("check", path, cwd=folder).stdout
    test.expect("hearme" in said and device.upper() in said, f"{language}: capitals: {said[:400]}")

    # The same, without those that follow another at once.
    folder = test.work / f"dropped-{language}"
    write(folder / "feed.csv", [[device, date, face]] + [[p[0], day(p[1], p[2]) + " " + clock(p[3]), words[p[4]]] for p in presses])
    path = project(folder, text.replace("repeats = keep", "repeats = drop"), language)
    dropped, _ = build(test, path)
    check_kiosk_figures(test, f"dropped {language}", dropped, kept)
    rows = dropped["sources"][0]["rows"]
    test.expect(rows["left_out"].get("repeated") == again and rows["used"] == len(kept), f"{language}: {rows}")

    # Counts by face and hour: as words of the scale, by a scale of numbers, and as long rows with a count.
    counts = {}
    for p in presses:
        key = (p[0], p[1], p[2], p[3] // 3600)
        counts.setdefault(key, [0] * 4)[p[4]] += 1
    wide = [[device, date, hour, *words]] + [[k[0], day(k[1], k[2]), f"{k[3]}", *(c or "" for c in n)] for k, n in sorted(counts.items())]
    long_rows = [[device, date, hour, face, "Lượt"]] + [[k[0], day(k[1], k[2]), f"{k[3]:02d}:00", words[f], c]
                                                         for k, n in sorted(counts.items()) for f, c in enumerate(n)]
    by_hour = sum(sum(n) for k, n in counts.items() if not 8 <= k[3] < 20)
    for name, rows, ini in (("wide", wide, text), ("numbers", wide, text.replace("scale = " + " | ".join(words), "scale = 1..4")),
                            ("long", long_rows, text.replace("unit =", "count = Lượt\nunit ="))):
        folder = test.work / f"{name}-{language}"
        write(folder / "feed.csv", rows, ";" if language == "vi" else ",")
        packs[name], _ = build(test, project(folder, ini, language))
        check_kiosk_figures(test, f"{name} {language}", packs[name], presses)
        rows = packs[name]["sources"][0]["rows"]
        test.expect(rows["people"] == len(presses) and rows["outside_hours"] == by_hour, f"{name} {language}: {rows}, not {len(presses)}, {by_hour}")
        # A scale of numbers has its mean on them; words have none to be compared.
        same_figures(test, f"{name} {language}", packs["presses"], packs[name])


# ---- Tallies ----

def code_of(metric, level):
    if metric.words is not None:
        return [word for word, at in metric.words.items() if at == level][0]
    return [str(number) for number, at in metric.level_of.items() if at == level][0]


def tally_rows(read, side, weighted):
    """unit, period, metric, level, n (w, w2), with a line for the people."""
    counts = {}
    for row in read.rows[side]:
        keys = [(row.unit, row.period, f"{side}.rows", "")]
        for metric in read.of_side(side):
            level = row.answers.get(metric.id)
            keys.append((row.unit, row.period, metric.id, "" if level is None else code_of(metric, level)))
        for key in keys:
            n, w, w2 = counts.get(key, (0, 0.0, 0.0))
            counts[key] = (n + 1, w + row.weight, w2 + row.weight ** 2)
    return [[*key, *(values if weighted else values[:1])] for key, values in sorted(counts.items())]


# What needs several answers of one person.
JOINT = ("cx.index", "cx.journey", "ex.index", "ex.engagement", "ex.factor_", "ex.cycle_", "combined.")


def tallies(test):
    sample = test.source / "samples" / "sen-viet" / "project.ini"
    ini = test.work / "rows" / "project.ini"
    ini.parent.mkdir()
    text = sample.read_text(encoding="utf-8")
    exports = sample.parent / "exports"
    if not exports.is_dir():
        return
    metrics = "".join(line for line in text[text.index("[metric cx.nps]"):text.index("[index")].splitlines(True)
                      if not line.startswith("target"))
    head = REPORT.format(language="vi")
    sources = {"cx": ("customers", "khach-hang-*.csv", "date = Dấu thời gian\nunit = Bộ phận\nid = Mã phản hồi\n"),
               "ex": ("employees", "nhan-vien.csv", "date = Date submitted\nunit = Bộ phận của bạn\nid = Response ID\n")}
    by_row = head + "".join(f"[{kind}]\nfiles = {exports / files}\n{keys}" for kind, files, keys in sources.values()) + metrics
    ini.write_text(by_row, encoding="utf-8")
    rows, _ = build(test, ini)
    # The same reading of the project that the oracle of the other figures has.
    read = Project(str(ini))
    folder = test.work / "tally"
    counted = head
    for side, (kind, _, _) in sources.items():
        write(folder / f"{side}.csv", [["unit", "period", "metric", "level", "n"], *tally_rows(read, side, False)])
        counted += f"[{kind}]\nfiles = {side}.csv\n{'format = tally' if side == 'cx' else 'date = period'}\n"
    path = folder / "project.ini"
    path.write_text(counted + metrics, encoding="utf-8")
    tally, done = build(test, path)
    compared = same_figures(test, "tally", rows, tally, JOINT)
    test.expect(compared > 3000, f"tally: only {compared} figures")
    found = {name for windows in tally["cells"].values() for cell in windows.values()
             for name, value in cell.get("figures", {}).items() if name.startswith(JOINT) and value.get("n")}
    test.expect(not found, f"tally: {sorted(found)} cannot be known")
    test.expect([s["format"] for s in tally["sources"]] == ["tally", "tally"], "tally: not recognised")
    test.expect("counts-apart" in test.run("check", path, cwd=folder).stderr, "tally: check does not say what it lacks")
    # Rows without any answer are in no line of counts, and so are the answers that they lack.
    for side in ("cx", "ex"):
        lack = {metric.name: sum(metric.id not in row.answers for row in read.rows[side]) for metric in read.of_side(side)}
        found = tally["data_quality"][side]["missing"]
        test.expect(found == lack, f"tally: {side}: missing {found}, not {lack}")


def weighted_tally(test):
    rng = random.Random(3)
    rows = [["id", "date", "unit", "w", "nps", "csat"]]
    for i in range(600):
        rows.append([i, f"2026-{9 + i % 2:02d}-{rng.randint(1, 28):02d}", "ABC"[rng.randrange(3)], round(rng.uniform(0.4, 2.5), 3),
                     rng.choice(["", *range(11)]), rng.randint(1, 5)])
    metrics = "[metric cx.nps]\ncolumn = nps\n[metric cx.csat]\ncolumn = csat\n"
    folder = test.work / "weighted-rows"
    write(folder / "rows.csv", rows)
    path = project(folder, "[customers]\nfiles = rows.csv\ndate = date\nunit = unit\nid = id\nweight = w\n" + metrics)
    wanted, _ = build(test, path)
    # The oracle's reader wants type and scale to be written.
    (folder / "said.ini").write_text(path.read_text(encoding="utf-8").replace("column = nps", "column = nps\ntype = nps\nscale = 0..10")
                                     .replace("column = csat", "column = csat\ntype = rating\nscale = 1..5"), encoding="utf-8")
    read = Project(str(folder / "said.ini"))
    given = {str(r[0]): r[3] for r in rows[1:]}
    for row in read.rows["cx"]:
        row.weight = given[row.key]  # as in the file, before it is scaled
    folder = test.work / "weighted-tally"
    table = [["unit", "period", "metric", "level", "n", "w", "w2"], *tally_rows(read, "cx", True)]
    write(folder / "counts.csv", table)
    source = "[customers]\nfiles = counts.csv\nformat = tally\n"
    found, _ = build(test, project(folder, source + "weight = w\n" + metrics))
    test.expect(same_figures(test, "weighted", wanted, found, JOINT) > 20, "weighted: too little compared")
    # Weights that the project does not name would change every figure without a word.
    _, done = build(test, project(folder, source + metrics), code=1)
    test.expect("weights-unsaid" in done.stderr, f"weights unsaid: {done.stderr}")


# ---- Shares of units ----

def aggregates(test, language):
    """Answers that are known, what a tool would print of them, and the figures."""
    rng = random.Random(11)
    vi = language == "vi"
    units = ["Kho", "Bếp", "Quầy", "Văn phòng", "Giao hàng", "Bảo vệ"] if vi else ["Store", "Kitchen", "Counter", "Office", "Delivery", "Guards"]
    questions = ["Tôi tự hào làm ở đây", "Tôi có đủ công cụ"] if vi else ["I am proud to work here", "I have the tools I need"]
    n = dict(zip(units, [40, 33, 27, 19, 64, 3]))
    favourable = {(q, u): rng.randint(n[u] // 3, n[u] - 1) for q in questions for u in units}
    unfavourable = {(q, u): rng.randint(0, n[u] - favourable[q, u]) for q in questions for u in units}
    shown = units[:-1]  # the smallest one is hidden by the tool
    company = "Toàn công ty" if vi else "All employees"
    heads = ["Bộ phận", "Câu hỏi", "Số người trả lời", "Tích cực", "Tiêu cực"] if vi else ["Unit", "Question", "Respondents", "% favorable", "% unfavorable"]
    percent = (lambda x, of: f"{100 * x / of:.1f}%".replace(".", ",")) if vi else (lambda x, of: f"{100 * x / of:.1f}")
    rows = [heads]
    for q in questions:
        for u in units:
            rows.append([u, q, n[u], percent(favourable[q, u], n[u]), percent(unfavourable[q, u], n[u])] if u in shown
                        else [u, q, "<5", "-", "-"])
    total = [[company, q, sum(n.values()), percent(sum(favourable[q, u] for u in units), sum(n.values())),
              percent(sum(unfavourable[q, u] for u in units), sum(n.values()))] for q in questions]
    two = "chưa tích cực | tích cực" if vi else "not favourable | favourable"
    three = "tiêu cực | trung lập | tích cực" if vi else "unfavourable | neutral | favourable"
    source = "[employees]\nfiles = heatmap.csv\nperiod = 2026-10\n"
    metrics = "".join(f"[metric ex.q{i}]\ncolumn = {q}\ntype = rating\nscale = SCALE\n" for i, q in enumerate(questions, 1))

    def expect_unit(about, scorecard, u, levels):
        for i, q in enumerate(questions, 1):
            found = figure(scorecard, u, "2026-10", f"ex.q{i}_fav")
            want = 100 * favourable[q, u] / n[u]
            test.expect(found and found["n"] == n[u] and close(found["value"], want) and found["lo"] < want < found["hi"],
                        f"{about}: {u} {q}: {found}, not {want} of {n[u]}")
            test.expect(not found or levels == 3 or "counts" not in found, f"{about}: {u} {q}: who was neutral is not known: {found}")
            if found and levels == 3:
                test.expect(found["counts"][2] == unfavourable[q, u] and found["counts"][0] == favourable[q, u], f"{about}: {u} {q}: {found}, not {unfavourable[q, u]} unfavourable")
        names = set(scorecard["cells"][u]["2026-10"]["figures"])
        test.expect(not any(name.endswith(("_index", "_mean")) for name in names), f"{about}: {u}: {names}")

    # A hidden unit, and no line for the company: no company figure, the units stand.
    for levels, scale in ((2, two), (3, three)):
        folder = test.work / f"aggregate-{language}-{levels}"
        write(folder / "heatmap.csv", [row[:4] if levels == 2 else row for row in rows])
        scorecard, done = build(test, project(folder, source + metrics.replace("SCALE", scale), language))
        about = f"aggregate {language} {levels}"
        test.expect("total-hidden" in done.stderr, f"{about}: {done.stderr}")
        test.expect(scorecard["sources"][0]["format"] == "aggregate", f"{about}: {scorecard['sources'][0]['format']}")
        for u in shown:
            expect_unit(about, scorecard, u, levels)
        whole = figure(scorecard, "company", "2026-10", "ex.q1_fav")
        test.expect(not whole or not whole.get("n"), f"{about}: a company figure of some units: {whole}")
        test.expect(units[-1] not in scorecard["cells"], f"{about}: the hidden unit is there")
        test.expect(scorecard["sources"][0]["rows"]["left_out"]["hidden"] == 2, f"{about}: {scorecard['sources'][0]['rows']}")

    # With a line for the company, the three hidden people could be worked out: then it stays hidden for that reason.
    folder = test.work / f"aggregate-{language}-total"
    write(folder / "heatmap.csv", [row[:4] for row in rows + total])
    path = project(folder, source + metrics.replace("SCALE", two), language)
    scorecard, done = build(test, path)
    test.expect("total-hidden" not in done.stderr, f"total {language}: {done.stderr}")
    published = [scope for scope in [*shown, "company"] if scorecard["cells"][scope]["2026-10"]["publish"]["ex"] == "published"]
    test.expect(len(published) == len(shown), f"total {language}: {published} together give the three away")

    # Names of columns, of the company and of what is hidden are the same in capitals.
    hidden = "Ẩn" if vi else "HIDDEN"
    folder = test.work / f"aggregate-{language}-capitals"
    loud = [[cell.upper() for cell in heads[:4]], *(row[:3] + [hidden if row[3] == "-" else row[3]] for row in rows[1:]),
            *([row[0].upper(), *row[1:]] for row in total)]
    write(folder / "heatmap.csv", loud)
    capitals, done = build(test, project(folder, source + metrics.replace("SCALE", two), language))
    test.expect("total-hidden" not in done.stderr and "share-misfit" not in done.stderr, f"capitals {language}: {done.stderr}")
    test.expect(capitals["sources"][0]["format"] == "aggregate", f"capitals {language}: {capitals['sources'][0]['format']}")
    test.expect(set(capitals["cells"]) == set(scorecard["cells"]), f"capitals {language}: {sorted(capitals['cells'])}")
    test.expect(same_figures(test, f"capitals {language}", scorecard, capitals) > 10, f"capitals {language}: too little compared")

    # And as the project writes them.
    folder = test.work / f"aggregate-{language}-named"
    write(folder / "heatmap.csv", [["Nơi" if vi else "Place", *loud[0][1:]], *loud[1:]])
    named, _ = build(test, project(folder, source + ("unit = NƠI\n" if vi else "unit = PLACE\n") + metrics.replace("SCALE", two), language))
    test.expect(same_figures(test, f"named {language}", scorecard, named) > 10, f"named {language}: too little compared")
    _, done = build(test, project(folder, source + "unit = Nowhere\n" + metrics.replace("SCALE", two), language), code=1)
    test.expect("column-missing" in done.stderr, f"unit nowhere {language}: {done.stderr}")

    # Nothing hidden: all of it, and the company is the sum. As a table of questions by units, shares from 0 to 1.
    folder = test.work / f"aggregate-{language}-wide"
    table = [["Câu hỏi" if vi else "Question", *shown], ["n", *(n[u] for u in shown)]]
    table += [[q, *(f"{favourable[q, u] / n[u]:.3f}" for u in shown)] for q in questions]
    write(folder / "heatmap.csv", table)
    scorecard, done = build(test, project(folder, source + metrics.replace("SCALE", two), language))
    about = f"wide {language}"
    for u in shown:
        expect_unit(about, scorecard, u, 2)
    people = sum(n[u] for u in shown)
    for i, q in enumerate(questions, 1):
        found = figure(scorecard, "company", "2026-10", f"ex.q{i}_fav")
        want = 100 * sum(favourable[q, u] for u in shown) / people
        test.expect(found and found["n"] == people and close(found["value"], want), f"{about}: company {q}: {found}, not {want} of {people}")

    # A column with the number of the wave is no unit, and its numbers are no shares.
    folder = test.work / f"aggregate-{language}-waves"
    write(folder / "heatmap.csv", [[row[0], wave, *row[1:]] for row, wave in zip(table, ["Đợt" if vi else "Wave", "", 3, 3])])
    path = project(folder, source.replace("period = 2026-10", "wave = Đợt" if vi else "wave = Wave") + metrics.replace("SCALE", two), language)
    path.write_text(path.read_text(encoding="utf-8").replace("period = month", "period = wave"), encoding="utf-8")
    waves, done = build(test, path)
    for u in shown if waves else ():
        found = figure(waves, u, "3", "ex.q1_fav")
        test.expect(found and close(found["value"], 100 * favourable[questions[0], u] / n[u]), f"waves {language}: {u}: {found}: {done.stderr[:300]}")

    # What is hidden in a wave is told by the wave's name.
    write(folder / "heatmap.csv", [[row[0], wave, "-" if wave == 3 else row[1], *row[2:]] for row, wave in zip(table, ["Đợt" if vi else "Wave", "", 3, 3])])
    done = test.run("check", path, cwd=folder)
    test.expect("total-hidden" in done.stderr and "ex.q1 in 3 " in done.stderr, f"hidden wave {language}: {done.stderr}")

    # Nor is 12.7 a number of people.
    folder = test.work / f"aggregate-{language}-part"
    write(folder / "heatmap.csv", [table[0], ["n", 12.7, *table[1][2:]], *table[2:]])
    part, done = build(test, project(folder, source + metrics.replace("SCALE", two), language))
    test.expect("count-bad" in done.stderr and "12.7" in done.stderr, f"part {language}: {done.stderr}")
    test.expect(not figure(part, shown[0], "2026-10", "ex.q1_fav") if shown[0] in part["cells"] else True, f"part {language}: a figure of 12.7 people")


def main():
    test = Test()
    parts = [(part, (test, language)) for language in ("en", "vi") for part in (kiosks, aggregates)]
    for part, args in [*parts, (tallies, (test,)), (weighted_tally, (test,))]:
        try:
            part(*args)
        except (KeyError, TypeError) as error:  # a pack or a figure that is not there has been told of
            test.expect(False, f"{part.__name__}: given up: {error!r}")
    test.done()


main()
