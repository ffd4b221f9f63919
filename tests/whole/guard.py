"""The change guard: two packs with a change between them. What changed is in the manifest, in scorecard.json, on the pages, in
the workbook and in the drafts; nothing is compared across it; an unchanged project has no breaks; later packs carry them on; a
damaged manifest is a warning; verify refutes a change across a break.
"""
import email
import email.policy
import hashlib
import json
import shutil

import tiny
from common import Test, call, read_json

PERIODS = ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]
FIRST, LAST, NEXT = PERIODS[2:]
UNITS = ["North", "South", "East", "West"]
MORE = "\n[units]\nfile = units.csv\n[mail]\nfrom = office@example.com\n"
EX = "\n[employees]"
# name: what to replace, by what; id and kind of the definition; a figure it breaks (None: of no use), one that it leaves whole;
# what the report says of it
CHANGES = {
    "wording": ("column = nps\n", "column = nps | how likely\n", "cx.nps", "wording", "combined.score", "cx.csat_top2",
                "the question is worded differently"),
    "scale": ("column = csat\ntype = rating\nscale = 1..5", "column = csat\ntype = rating\nscale = 1..6", "cx.csat", "scale",
              "cx.index", "cx.nps", "the scale changed"),
    "reversed": ("column = q1\ntype = rating\nscale = 1..5", "column = q1\ntype = rating\nscale = 5..1", "ex.q1", "scale",
                 "ex.engagement", "cx.index", "the scale changed"),
    "missing": ("column = ces\n", "column = ces\nmissing = 99\n", "cx.ces", "missing", "cx.index", "cx.nps",
                "other answers count as no answer"),
    "type": ("column = q2\ntype = rating", "column = q2\ntype = ces", "ex.q2", "type", "ex.index", "cx.nps",
             "it is scored as another type"),
    "practical": ("column = nps\n", "column = nps\npractical = 9\n", "cx.nps", "threshold", "cx.nps", "cx.index",
                  "a threshold changed"),
    "cut": (EX, "\n[index cx.index]\ncut = 60" + EX, "cx.index", "threshold", "cx.index", "ex.index", "a threshold changed"),
    "weight": (EX, "\n[index cx.index]\nparts = cx.nps 2, cx.csat 1, cx.ces 1" + EX, "cx.index", "weight", "combined.score",
               "cx.nps", "the weights changed"),
    "formula": (EX, "\n[index cx.index]\nparts = cx.nps 1, cx.csat 1" + EX, "cx.index", "formula", "cx.index", "cx.nps",
                "the formula changed"),
    "level": (EX, "\n[statistics]\nlevel = 0.9" + EX, "level", "threshold", "ex.index", None, "a threshold changed"),
    "rows": ("files = employees.csv\n", "files = employees.csv\nstraight_lining = leave\n", "employees", "rows", "ex.index", "cx.nps",
             "other answers are counted"),
    "units": (EX, "\n[privacy]\nmerge = North, South -> Group" + EX, "Group", "units", None, "cx.nps",
              "other units are behind it"),
}


def project(test, name):
    folder = test.work / name
    path = tiny.make(folder, UNITS, PERIODS, cx=30, ex=20, more=MORE, seed=7)
    lines = [f"{unit},{unit},Head of {unit},{unit.lower()}@example.com" for unit in UNITS]
    (folder / "units.csv").write_text("unit,name,head,email\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def build(test, path, period, **more):
    return test.run("build", path, "--period", period, "--lang", "en", **more)


def drafts(folder):
    for path in sorted(folder.glob("mail/*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        yield path.stem, message.get_body(("plain",)).get_content()



def words_of(pdf):
    return " ".join(call(["pdftotext", pdf, "-"]).stdout.split())


def book_text(path):
    import openpyxl
    book = openpyxl.load_workbook(path, data_only=True)
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
                     if isinstance(cell.value, str))


def check_lists(test, name, out, id, kind, reached, spared):
    manifest, card = read_json(out / "manifest.json"), read_json(out / "scorecard.json")
    test.expect(manifest["breaks"] == card["breaks"], f"{name}: manifest and scorecard.json differ")
    of = [b for b in manifest["breaks"] if (b["id"], b["what"]) == (id, kind)]
    if not test.expect(len(of) == 1 and len(manifest["breaks"]) == 1, f"{name}: breaks {manifest['breaks']}"):
        return
    test.expect((of[0]["after"], of[0]["from"], of[0]["told_only"]) == (FIRST, LAST, False), f"{name}: {of[0]}")
    test.expect(of[0]["old"] != of[0]["new"], f"{name}: says no difference")
    for change in card["changes"] + card["changes_detail"]:
        broken = change["period"] == LAST and change["metric"] in of[0].get("figures", [change["metric"]]) and \
            change["scope"] in of[0].get("units", [change["scope"]])
        place = f"{name}: {change['scope']} {change['period']} {change['metric']}"
        if broken:
            test.expect(change["verdict"] == "not_comparable" and change["mark"] == "none" and "reason" in change, place)
            test.expect(not {"diff", "lo", "hi", "p", "p_bh"} & set(change), f"{place}: is compared")
        else:
            test.expect(change["verdict"] != "not_comparable" and "diff" in change, f"{place}: {change['verdict']}")
    verdict = {(c["scope"], c["period"], c["metric"]): c["verdict"] for c in card["changes"]}
    if reached:
        test.expect(verdict[("company", LAST, reached)] == "not_comparable", f"{name}: {reached} is compared")
    if spared:
        test.expect(verdict[("company", LAST, spared)] != "not_comparable", f"{name}: {spared} is not compared")


def check_texts(test, name, out, words):
    """On the method page, on page 6 or the scorecard, in the workbook, in every draft that it concerns."""
    board = words_of(out / "board.pdf")
    test.expect("Definitions that changed".upper() in board.upper(), f"{name}: the method page has no list")
    test.expect(words in board, f"{name}: board.pdf does not say “{words}”")
    test.expect(words in book_text(out / "board.xlsx"), f"{name}: board.xlsx does not say “{words}”")
    for unit, body in drafts(out):
        concerned = name != "units" or unit == "group"
        test.expect((words in body) == concerned, f"{name}: draft of {unit}: {body[-400:]}")
        test.expect((words in words_of(out / "departments" / f"{unit}.pdf")) == concerned, f"{name}: brief of {unit}")


def each_change(test):
    for name, (old, new, id, kind, reached, spared, words) in CHANGES.items():
        path = project(test, name)
        build(test, path, FIRST)
        text = path.read_text(encoding="utf-8")
        test.expect(old in text, f"{name}: nothing to change")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        told = test.run("check", path, "--period", LAST, "--lang", "en")
        test.expect("definition-changed" in told.stderr and FIRST in told.stderr, f"{name}: check does not say so")
        build(test, path, LAST)
        out = path.parent / "out" / LAST
        check_lists(test, name, out, id, kind, reached, spared)
        check_texts(test, name, out, words)
        test.run("verify", out)
        build(test, path, LAST, code=0)  # the same period is not its own predecessor
        test.expect(len(read_json(out / "manifest.json")["breaks"]) == 1, f"{name}: built again it is lost")
        test.run("build", path, "--period", LAST, "--lang", "en", "--formats", "json")


def unchanged(test):
    path = project(test, "unchanged")
    build(test, path, FIRST)
    done = build(test, path, LAST)
    out = path.parent / "out" / LAST
    test.expect(read_json(out / "manifest.json")["breaks"] == [], "unchanged: breaks")
    test.expect("definition-changed" not in done.stderr, "unchanged: a note")
    test.expect("not comparable" not in words_of(out / "board.pdf").lower().replace("not comparable: this", ""),
                "unchanged: the board says that something is not comparable")


def renamed_code(test):
    """Another code for one question is told, and the line goes on."""
    path = project(test, "code")
    build(test, path, FIRST)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("column = csat\n", "column = csat | Q16_CSAT\n", 1), encoding="utf-8")
    done = build(test, path, LAST)
    out = path.parent / "out" / LAST
    breaks = read_json(out / "manifest.json")["breaks"]
    test.expect("column-renamed" in done.stderr and [b["told_only"] for b in breaks] == [True], f"code: {breaks}")
    card = read_json(out / "scorecard.json")
    test.expect(all(c["verdict"] != "not_comparable" for c in card["changes"]), "code: something is not compared")
    test.expect("taken for the same question" in words_of(out / "board.pdf"), "code: the method page does not say so")
    test.run("verify", out)


def carried_on(test):
    """The next pack still shows the break, and may be compared with the one before it. One that was skipped makes it longer."""
    for skipped in (False, True):
        path = project(test, f"carried-{skipped}")
        build(test, path, FIRST)
        text = path.read_text(encoding="utf-8")
        old, new = CHANGES["scale"][:2]
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        if not skipped:
            build(test, path, LAST)
        build(test, path, NEXT)
        out = path.parent / "out" / NEXT
        breaks = read_json(out / "manifest.json")["breaks"]
        test.expect([(b["after"], b["from"]) for b in breaks] == [(FIRST, NEXT if skipped else LAST)], f"carried: {breaks}")
        broken = {c["period"] for c in read_json(out / "scorecard.json")["changes"] if c["verdict"] == "not_comparable"}
        test.expect(broken == ({LAST, NEXT} if skipped else {LAST}), f"carried: {broken}")
        test.expect("the scale changed" in words_of(out / "board.pdf"), "carried: the board does not say so")
        test.expect(skipped or all("the scale changed" not in body for _, body in drafts(out)),
                    "carried: a draft says again what the one before said")
        test.run("verify", out)


def damaged(test):
    for name, bytes_ in (("cut", b'{"breaks": ['), ("empty", b""), ("other", b'{"breaks": [], "definitions": [{"id": 3}]}'),
                         ("old", b'{"period": "2026-01"}')):
        path = project(test, f"damaged-{name}")
        build(test, path, PERIODS[1])
        build(test, path, FIRST)
        (path.parent / "out" / FIRST / "manifest.json").write_bytes(bytes_)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(*CHANGES["scale"][:2], 1), encoding="utf-8")
        done = build(test, path, LAST)
        test.expect("earlier-pack-unreadable" in done.stderr, f"damaged {name}: no warning")
        breaks = read_json(path.parent / "out" / LAST / "manifest.json")["breaks"]
        test.expect([(b["after"], b["from"]) for b in breaks] == [(PERIODS[1], LAST)], f"damaged {name}: {breaks}")


def tampered(test):
    """A change across the break is put back in; the manifest is told of the new bytes."""
    out = test.work / "scale" / "out" / LAST
    for name, edit in (("mark", {"mark": "up"}), ("difference", {"diff": 3.0}),
                       ("verdict", {"verdict": "no_clear_difference"})):
        copy = test.work / f"tampered-{name}" / LAST
        shutil.copytree(out, copy)
        card = read_json(copy / "scorecard.json")
        line = next(c for c in card["changes"] if c["verdict"] == "not_comparable")
        line.update(edit)
        data = json.dumps(card, ensure_ascii=False, sort_keys=True, indent=2).encode()
        (copy / "scorecard.json").write_bytes(data)
        manifest = read_json(copy / "manifest.json")
        for file in manifest["files"]:
            if file["path"] == "scorecard.json":
                file.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
        (copy / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
        done = test.run("verify", copy, code=1)
        test.expect("compared-across-change" in done.stderr + done.stdout, f"tampered {name}: not found")


def main():
    test = Test()
    test.need("pdftotext")
    test.need_openpyxl()
    each_change(test)
    unchanged(test)
    renamed_code(test)
    carried_on(test)
    damaged(test)
    tampered(test)
    test.done()


main()
