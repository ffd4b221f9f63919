"""How good the data are, counted anew here from made-up exports of several tools: repeated ids, answers sent twice, straight
lines, durations, answers off the scale, unknown units. scorecard.json, `check`, the method page, the sheet and verify beside it; and
that nothing of one person or of a small source is told.
"""
import csv
import datetime
import hashlib
import json
import os
import random
import re
import shutil
import statistics
import subprocess

from common import Test, near, read_json, show_count, tail

ITEMS = ["q1", "q2", "q3", "q4", "q5", "q6"]
UNITS = ["Giao nhận", "Kho vận", "Bán hàng"]
START = datetime.datetime(2026, 10, 13, 8, 0, 0)

REPORT = "[report]\nclient = Sen & Co\ntitle = Quality\nlanguage = {lang}\nperiod = month\n[units]\nfile = units.csv\n"
SOURCE = "[{section}]\nfiles = {name}.csv\ndate = {date}\nunit = unit\n{more}"
METRICS = {"cx": [("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7), ("stage_buy", 1, 5), ("stage_use", 1, 5), ("stage_aftersale", 1, 5),
                  ("extra", 1, 5), ("other", 1, 5)],
           "ex": [("enps", 0, 10)] + [(q, 1, 5) for q in ITEMS]}
NO_RATING = {"nps", "enps", "ces"}


def metrics(side):
    text = ""
    for name, lo, hi in METRICS[side]:
        kind = "nps" if name in ("nps", "enps") else "ces" if name == "ces" else "rating"
        text += f"[metric {side}.{name}]\ncolumn = {name}\ntype = {kind}\nscale = {lo}..{hi}\n"
        if name.startswith("stage_"):
            text += f"stage = {name[6:]}\n"
    return text


class Kind:
    """A way to write when and how long: headings, and the cells of a row that began then and took so many seconds."""

    def __init__(self, date, heads, cells, more=""):
        self.date, self.heads, self.cells, self.more = date, heads, cells, more


def iso(t):
    return t.strftime("%Y-%m-%d %H:%M:%S")


def later(t, seconds):
    return t + datetime.timedelta(seconds=seconds)


def serial(t):
    return f"{(t - datetime.datetime(1899, 12, 30)).total_seconds() / 86400:.6f}"


KINDS = {
    "seconds": Kind("when", ["when", "took"], lambda t, s: [iso(later(t, s)), str(s)], "duration = took\n"),
    "clock": Kind("when", ["when", "took"], lambda t, s: [iso(later(t, s)), f"{s // 3600}:{s // 60 % 60:02d}:{s % 60:02d}"],
                  "duration = took\n"),
    "stamps": Kind("end", ["begin", "end"], lambda t, s: [t.strftime("%d/%m/%Y %H:%M:%S"), later(t, s).strftime("%d/%m/%Y %H:%M:%S")],
                   "start = begin\nend = end\n"),
    "serials": Kind("end", ["begin", "end"], lambda t, s: [serial(t), serial(later(t, s))], "start = begin\nend = end\n"),
    "ms-forms": Kind("Completion time", ["ID", "Start time", "Completion time", "Email", "Name"],
                     lambda t, s: ["1", t.strftime("%m/%d/%Y %I:%M:%S %p"), later(t, s).strftime("%m/%d/%Y %I:%M:%S %p"), "anonymous",
                                   ""], "date_order = mdy\n"),
    "limesurvey": Kind("submitdate", ["submitdate", "lastpage", "startlanguage", "groupTime12", "groupTime13"],
                       lambda t, s: [iso(later(t, s)), "5", "vi", f"{s / 2:.2f}", f"{s / 2:.2f}"]),
    "kobo": Kind("_submission_time", ["_uuid", "_submission_time", "start", "end"],
                 lambda t, s: ["x", iso(later(t, s)).replace(" ", "T"), iso(t).replace(" ", "T") + ".000+07:00",
                               iso(later(t, s)).replace(" ", "T") + ".000+07:00"]),
    "none": Kind("when", ["when"], lambda t, s: [iso(later(t, s))]),
}


class Recount:
    """What is to be found in the rows of one source."""

    def __init__(self):
        self.read = self.duplicate = self.twice = self.straight = self.straight_of = self.used = self.off = self.missing = 0
        self.asked = self.no_unit = 0
        self.values, self.seconds, self.fast, self.median = {}, [], 0, None
        self.lost = {"straight": 0, "fast": 0, "no_answer": 0}
        self.by_question = {}


def read_answer(text, lo, hi):
    if text == "":
        return "missing"
    return int(text) if re.fullmatch(r"\d+", text) and lo <= int(text) <= hi else "off"


def ratings_of(side, row):
    levels = [read_answer(row[q], lo, hi) for q, lo, hi in METRICS[side] if q not in NO_RATING]
    return [level for level in levels if isinstance(level, int)]


def is_straight(side, row):
    ratings = ratings_of(side, row)
    return len(ratings) >= 5 and len(set(ratings)) == 1


def recount(side, rows, ids, timed, leave=()):
    """rows: dicts with id, t, took, unit and the answers; ids: the project names the id's column."""
    found = Recount()
    found.read = len(rows)
    kept, order = {}, []
    for number, row in enumerate(rows):
        key = row["id"] if ids and row["id"] else f"#{number}"
        if key in kept:
            found.duplicate += 1
            if row["end"] < kept[key]["end"]:
                continue
        kept[key] = row
    latest = {}
    for row in rows:  # sent twice: no id, alike but for the times, a minute at most apart
        answers = sum(isinstance(read_answer(row[q], lo, hi), int) for q, lo, hi in METRICS[side])
        if (ids and row["id"]) or answers < 5 or ("straight_lining" in leave and is_straight(side, row)):
            continue
        content = (row["unit"], *(row[q] for q, *_ in METRICS[side]))
        if content in latest and abs((row["end"] - latest[content]).total_seconds()) <= 60:
            found.twice += 1
        latest[content] = row["end"]
    used = []
    for row in kept.values():
        levels = {q: read_answer(row[q], lo, hi) for q, lo, hi in METRICS[side]}
        for q, level in levels.items():
            counts = found.by_question.setdefault(q, {"asked": 0, "missing": 0, "off": 0})
            counts["asked"] += 1
            counts["missing"] += level == "missing"
            counts["off"] += level == "off"
            if level == "off":
                values = found.values.setdefault(q, {})
                values[row[q]] = values.get(row[q], 0) + 1
        if not any(isinstance(level, int) for level in levels.values()):
            found.lost["no_answer"] += 1
            continue
        found.straight_of += len(ratings_of(side, row)) >= 5
        straight = is_straight(side, row)
        found.straight += straight
        if straight and "straight_lining" in leave:
            found.lost["straight"] += 1
            continue
        used.append(row)
    if timed:
        found.seconds = [row["took"] for row in used if row["took"] >= 1]
        if len(found.seconds) >= 20:
            found.median = statistics.median(found.seconds)
            found.fast = sum(3 * s < found.median for s in found.seconds)
            if "speeders" in leave:
                found.lost["fast"] = found.fast
                used = [row for row in used if row["took"] < 1 or 3 * row["took"] >= found.median]
    found.used = len(used)
    found.no_unit = sum(row["unit"] == "" for row in used)
    for counts in found.by_question.values():
        found.asked += counts["asked"]
        found.missing += counts["missing"]
        found.off += counts["off"]
    return found


def make_rows(rng, side, n, clean):
    rows, t = [], START
    for i in range(n):
        t = later(t, rng.randint(30, 900))
        row = {"id": f"R{i}", "t": t, "took": max(1, round(rng.lognormvariate(5.5, 0.5))), "unit": rng.choice(UNITS)}
        for q, lo, hi in METRICS[side]:
            row[q] = str(min(hi, max(lo, round(rng.gauss(lo + 0.7 * (hi - lo), 1.2)))))
        names = [q for q, *_ in METRICS[side] if q not in NO_RATING]
        if clean and len({row[q] for q in names}) == 1:
            row[names[0]] = "2" if row[names[1]] != "2" else "3"
        if not clean:
            chance = rng.random()
            if chance < 0.08:
                row.update({q: "4" for q in names})
            elif chance < 0.14:
                row["took"] = rng.randint(2, 60)
            elif chance < 0.17:
                row["took"] = rng.randint(100000, 500000)
            elif chance < 0.20:
                row[rng.choice(METRICS[side])[0]] = rng.choice(["99", "77", "không nhớ", "12"])
            elif chance < 0.30:
                row[rng.choice(METRICS[side])[0]] = ""
            elif chance < 0.32:
                row["unit"] = ""
            elif chance < 0.35:
                row["id"] = ""
            elif chance < 0.37:
                row["unit"] = "Kho vân"  # one letter off
            elif chance < 0.38:
                row.update({q: "" for q, *_ in METRICS[side]})
        row["end"] = later(t, row["took"])
        rows.append(row)
        if not clean and rng.random() < 0.06:  # the same once more: a little or much later
            again = dict(row)
            again["t"] = t = later(t, rng.choice([2, 10, 50, 300]))
            again["end"] = later(t, again["took"])
            if rng.random() < 0.3:
                again["csat" if side == "cx" else "q1"] = "77"
            rows.append(again)
    return rows


def write(path, side, rows, kind):
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow([*kind.heads, "nr", "unit", *(q for q, *_ in METRICS[side])])
        for row in rows:
            out.writerow([*kind.cells(row["t"], row["took"]), row["id"], row["unit"], *(row[q] for q, *_ in METRICS[side])])


def make(test, name, cx, ex, lang="vi", ids=True, leave=(), clean=False, n=(160, 90), seed=1):
    folder = test.work / name
    folder.mkdir(parents=True)
    text, found = REPORT.format(lang=lang), {}
    for side, section, kind, size in (("cx", "customers", cx, n[0]), ("ex", "employees", ex, n[1])):
        if kind is None:
            continue
        rows = make_rows(random.Random(seed), side, size, clean)
        write(folder / f"{section}.csv", side, rows, KINDS[kind])
        more = KINDS[kind].more + ("id = nr\n" if ids else "") + "".join(f"{key} = leave\n" for key in leave)
        text += SOURCE.format(section=section, name=section, date=KINDS[kind].date, more=more) + metrics(side)
        found[side] = recount(side, rows, ids, kind != "none", leave)
    (folder / "units.csv").write_text("unit\n" + "\n".join(UNITS) + "\n", encoding="utf-8")
    (folder / "project.ini").write_text(text, encoding="utf-8")
    return folder, found


def pack_of(test, folder):
    test.run("build", folder / "project.ini", "--quiet")
    packs = sorted((folder / "out").glob("*/scorecard.json"))
    return packs[0].parent if test.expect(len(packs) == 1, f"{folder.name}: no pack") else None


def compare(test, name, quality, found):
    for side, expected in found.items():
        about, place = quality[side], f"{name} {side}"

        def same(what, shown, wanted):
            test.expect(shown is not None and near(shown, wanted), f"{place}: {what} {shown}, counted here {wanted}")
        same("rows used", about["rows_used"], expected.used)
        same("repeated ids", about["repeated_ids"], expected.duplicate)
        same("straight lines", about["straight_lining"]["rows"], expected.straight)
        same("rows with five ratings", about["straight_lining"]["of"], expected.straight_of)
        same("straight lines left out", about["straight_lining"]["left_out"], expected.lost["straight"])
        same("off the scale", about["off_scale"], expected.off)
        same("unanswered", about["unanswered"], expected.missing)
        same("asked", about["asked"], expected.asked)
        same("without a unit", about["no_unit"], expected.no_unit)
        if "sent_twice" in about or expected.twice:
            same("sent twice", about.get("sent_twice"), expected.twice)
        if expected.median is not None:
            fast = about.get("too_fast", {})
            same("median", fast.get("median_seconds"), expected.median)
            same("too fast", fast.get("rows"), expected.fast)
            same("durations", fast.get("of"), len(expected.seconds))
            same("too fast, left out", fast.get("left_out"), expected.lost["fast"])
        else:
            test.expect("too_fast" not in about, f"{place}: judged without a median")
        kind = {"cx": "customers", "ex": "employees"}[side]
        source = next((s for s in quality["sources"] if s["name"] == kind), None)
        if not test.expect(source is not None, f"{place}: no source"):
            continue
        for q, counts in expected.by_question.items():
            shown = source["questions"][q]
            same(f"{q} asked", shown["asked"], counts["asked"])
            same(f"{q} unanswered", shown["unanswered"], counts["missing"])
            same(f"{q} off the scale", shown["off_scale"], counts["off"])
            values = {v["text"]: v["rows"] for v in shown["off_scale_values"]}
            wanted = {text: n for text, n in expected.values.get(q, {}).items() if n >= 5}  # [privacy] minimum
            test.expect(values == wanted, f"{place}: {q} tells of {values}, expected {wanted}")


def documents(test, name, pack, lang):
    """What scorecard.json says in words stands on the page and in the sheet, and verify agrees."""
    quality = read_json(pack / "scorecard.json")["quality"]
    page = re.sub(r"\s", "", subprocess.run(["pdftotext", "-raw", pack / "board.pdf", "-"], capture_output=True, text=True).stdout)
    import openpyxl
    book = openpyxl.load_workbook(pack / "board.xlsx")
    cells = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None}
    test.expect(len(quality["lines"]) >= 5, f"{name}: {len(quality['lines'])} lines")
    for line in quality["lines"]:
        test.expect(re.sub(r"\s", "", line["name"] + ":" + line["text"]) in page, f"{name}: the page lacks {line}")
        test.expect(line["text"] in cells and line["name"] in cells, f"{name}: the sheet lacks {line}")
    test.run("verify", pack)


def every_kind(test):
    pairs = [("seconds", "limesurvey"), ("clock", "stamps"), ("serials", "ms-forms"), ("kobo", "none"), ("none", "seconds")]
    for i, (cx, ex) in enumerate(pairs):
        for leave in ((), ("speeders",), ("speeders", "straight_lining")):
            name = f"{cx}-{ex}-{len(leave)}"
            folder, found = make(test, name, cx, ex, lang="vi" if i % 2 else "en", ids=i % 2 == 0, leave=leave, seed=10 + i)
            test.run("check", folder / "project.ini", "--figures", folder / "all.json")
            quality = read_json(folder / "all.json")["quality"]
            for side, expected in found.items():
                for q in expected.by_question:
                    source = next(s for s in quality["sources"] if s["name"].startswith("c" if side == "cx" else "e"))
                    values = {v["text"]: v["rows"] for v in source["questions"][q]["off_scale_values"]}
                    test.expect(values == expected.values.get(q, {}), f"{name}: {q} of all.json: {values}")
            if leave:
                for source in quality["sources"]:
                    source["questions"] = {q: dict(c, off_scale_values=[v for v in c["off_scale_values"] if v["rows"] >= 5])
                                           for q, c in source["questions"].items()}
                compare(test, name, quality, found)
                continue
            pack = pack_of(test, folder)
            if pack:
                compare(test, name, read_json(pack / "scorecard.json")["quality"], found)
                documents(test, name, pack, "vi" if i % 2 else "en")


def check_says(test):
    """The table of check, in both languages, with the nearest unit."""
    for lang, words in (("en", ["Repeated ids", "Same answer to every rating", "Too fast", "nearest: Kho vận", "kept"]),
                        ("vi", ["Trùng mã", "Chấm mọi câu như nhau", "Trả lời quá nhanh", "gần nhất: Kho vận", "vẫn giữ"])):
        folder, found = make(test, f"check-{lang}", "seconds", "seconds", lang=lang, seed=3)
        done = test.run("check", folder / "project.ini", env={**os.environ, "LANG": f"{lang}_VN.UTF-8", "LC_ALL": ""})
        for word in words:
            test.expect(word in done.stdout, f"check in {lang} lacks {word!r}: {tail(done.stdout)}")
        for side in found:
            test.expect(re.search(rf"\s{found[side].straight}\s", done.stdout), f"check in {lang}: no {found[side].straight}")


def nothing_found(test):
    for lang, none in (("en", "none found"), ("vi", "không có")):
        folder, found = make(test, f"clean-{lang}", "seconds", "seconds", lang=lang, clean=True, seed=4)
        for side in found.values():
            test.expect(side.duplicate == side.straight == side.off == 0, "the clean export is not clean")
        pack = pack_of(test, folder)
        if not pack:
            continue
        quality = read_json(pack / "scorecard.json")["quality"]
        compare(test, f"clean {lang}", quality, found)
        said = [line["text"] for line in quality["lines"]]
        test.expect(said.count(none) >= 3, f"{lang}: {said}")
        documents(test, f"clean {lang}", pack, lang)


def small_source(test):
    """Four employees: nothing is told of how they answered; and not by way of a difference between sources either."""
    folder, _ = make(test, "few", "seconds", "seconds", n=(60, 4), clean=True, lang="en")
    pack = pack_of(test, folder)
    if pack:
        card = read_json(pack / "scorecard.json")
        quality = card["quality"]
        test.expect("ex" not in quality and "cx" in quality, "four employees' answers are told of")
        rows, told = card["data_quality"]["ex"], {"straight_line", "missing", "missing_code", "not_asked", "out_of_range"}
        test.expect(rows["rows"] == 4 and not told & set(rows), f"data_quality tells of four employees: {told & set(rows)}")
        test.expect(told <= set(card["data_quality"]["cx"]), "data_quality is not told of sixty customers")
        test.expect([s["name"] for s in quality["sources"]] == ["customers"], f"sources {quality['sources']}")
        test.expect(not any("Employees" in line["text"] for line in quality["lines"]), "a line tells of four employees")
    folder, _ = make(test, "few-of-two", "seconds", None, n=(60, 0), clean=True, lang="en")
    rows = make_rows(random.Random(8), "cx", 3, True)
    write(folder / "three.csv", "cx", rows, KINDS["seconds"])
    project = folder / "project.ini"
    second = SOURCE.format(section="customers three", name="three", date="when", more="id = nr\nduration = took\n")
    project.write_text(project.read_text(encoding="utf-8") + second, encoding="utf-8")
    pack = pack_of(test, folder)
    if pack:
        quality = read_json(pack / "scorecard.json")["quality"]
        test.expect(quality["sources"] == [] and quality["cx"]["rows_used"] == 63, "three answers are told apart from sixty")


def few_others(test):
    """Two packs tell no more of how a few answered than one: two late ones, three more, and the same two sources apart."""
    folder, _ = make(test, "late", "seconds", None, n=(60, 0), clean=True, lang="en")
    project = folder / "project.ini"
    text = project.read_text(encoding="utf-8")
    rows = make_rows(random.Random(1), "cx", 66, True)
    for row in rows[60:]:
        row.update({q: "4" for q, *_ in METRICS["cx"]})
    told = {"straight_line", "missing", "missing_code", "not_asked", "out_of_range"}
    line = {"name": "Customers", "text": "not told: too few answers are new since an earlier report"}

    def pack(what, sides, told_of, apart):
        for name, some in sides.items():
            write(folder / f"{name}.csv", "cx", some, KINDS["seconds"])
        shutil.rmtree(folder / "out" / "2026-10", ignore_errors=True)  # it was sent; the ledger knows
        if not test.run("build", project, *([] if what == "two late" else ["--formats", "json"])):
            return
        card = read_json(folder / "out" / "2026-10" / "scorecard.json")
        quality, before = card["quality"], card["data_quality"]["cx"]
        test.expect(("cx" in quality) == told_of, f"{what}: quality {sorted(quality)}")
        test.expect(told & set(before) == (told if told_of else set()), f"{what}: data_quality {sorted(before)}")
        test.expect([s["name"] for s in quality["sources"]] == apart, f"{what}: sources of {apart}")
        test.expect((line in quality["lines"]) != told_of and (told_of or quality["lines"] == [line]), f"{what}: {quality['lines']}")
        if told_of:
            test.expect(quality["cx"]["straight_lining"]["rows"] == sum(is_straight("cx", row) for row in sum(sides.values(), [])),
                        f"{what}: {quality['cx']['straight_lining']}")
        test.run("verify", folder / "out" / "2026-10")
    pack("sixty", {"customers": rows[:60]}, True, ["customers"])
    pack("two late", {"customers": rows[:62]}, False, [])
    pack("five late", {"customers": rows[:65]}, True, ["customers"])
    more = KINDS["seconds"].more + "id = nr\n"
    project.write_text(text + SOURCE.format(section="customers two", name="two", date="when", more=more), encoding="utf-8")
    half = {"customers": rows[:40], "two": rows[40:66]}
    pack("one more, elsewhere", half, False, [])
    project.write_text(text, encoding="utf-8")
    pack("as it was told", {"customers": rows[:65]}, True, ["customers"])
    rows[0].update({q: "4" for q, *_ in METRICS["cx"]})
    pack("as many, and another one", {"customers": rows[:65]}, False, [])


def tampered(test):
    """One number changed in scorecard.json, hashes put right: verify finds it."""
    folder, _ = make(test, "tampered", "seconds", "seconds", lang="en", seed=3)
    pack = pack_of(test, folder)
    if not pack:
        return
    original = (pack / "scorecard.json").read_bytes()
    manifest = (pack / "manifest.json").read_text(encoding="utf-8")

    def refuted(what, edit):
        card = json.loads(original)
        edit(card["quality"])
        changed = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True).encode()
        (pack / "scorecard.json").write_bytes(changed)
        text = manifest.replace(hashlib.sha256(original).hexdigest(), hashlib.sha256(changed).hexdigest())
        text = re.sub(rf'("size": ){len(original)}\b', rf"\g<1>{len(changed)}", text)
        (pack / "manifest.json").write_text(text, encoding="utf-8")
        done = test.run("verify", pack, code=1)
        test.expect("quality" in done.stdout + done.stderr, f"{what}: {tail(done.stderr)}")
        test.expect("file-changed" not in done.stderr, f"{what}: the hash was not put right")

    def more(key):
        def edit(quality):
            quality["cx"][key] += 1
        return edit

    def line(quality):
        quality["lines"][0]["text"] = quality["lines"][0]["text"].replace(re.findall(r"\d+", quality["lines"][0]["text"])[0], "4711")
    refuted("repeated ids", more("repeated_ids"))
    refuted("off the scale", more("off_scale"))
    refuted("unanswered", more("unanswered"))
    refuted("a line", line)
    refuted("a median", lambda quality: quality["cx"]["too_fast"].__setitem__("median_seconds", 1.5))
    (pack / "scorecard.json").write_bytes(original)
    (pack / "manifest.json").write_text(manifest, encoding="utf-8")
    test.run("verify", pack)


def main():
    test = Test()
    test.need("pdftotext")
    test.need_openpyxl()
    every_kind(test)
    check_says(test)
    nothing_found(test)
    small_source(test)
    few_others(test)
    tampered(test)
    test.done()


if __name__ == "__main__":
    main()
