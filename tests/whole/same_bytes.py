"""Two runs on the same input give the same bytes, whatever stands around them: workers, folder, time zone, language, clock."""
import json
import shutil
import time

import tiny
from common import Test, call, clean_environment, read_json, tree, tree_difference

EPOCH = 1767225600  # 2026-01-01


def pack(test, name, out, *more, cwd=None, env=None, project=None):
    test.run("build", "--quiet", "--out", out, *more, project or test.work / "project/project.ini", cwd=cwd, env=env)
    found = tree(out)
    test.expect(any(n.endswith("board.pdf") for n in found) and any("/departments/" in n for n in found), f"{name}: no pack was made")
    return found


def the_pack(out):
    return next(path for path in out.iterdir() if path.is_dir())


def waves(test):
    """A report of waves has no date of its own: no clock may stand in for it."""
    project = tiny.make(test.work / "waves", ["Sales", "Service"], tiny.months(1))
    text = project.read_text(encoding="utf-8").replace("period = month", "period = wave").replace("date = date", "period = First")
    project.write_text(text, encoding="utf-8")
    first = pack(test, "waves", test.work / "w1", project=project)
    time.sleep(1.1)
    again = pack(test, "waves again", test.work / "w2", project=project)
    test.expect(first == again, f"waves: {tree_difference(first, again)}")
    if shutil.which("pdfinfo"):
        info = call(["pdfinfo", the_pack(test.work / "w1") / "board.pdf"]).stdout
        test.expect("CreationDate" not in info, "waves: the PDF invents a date")


def main():
    test = Test()
    units = ["Bán hàng", "Kho vận", "Tổng đài", "Kế toán", "Bảo hành"]
    project = tiny.make(test.work / "project", units, tiny.months(4), language="vi", more="\n[units]\nfile = units.csv\n[mail]\n")
    heads = "".join(f"{unit},Trưởng {unit},u{at}@senviet.example\n" for at, unit in enumerate(units))
    (project.parent / "units.csv").write_text("unit,head,email\n" + heads, encoding="utf-8")
    first = pack(test, "first run", test.work / "a")
    runs = {
        "again": dict(),
        "--jobs 1": dict(more=["--jobs", "1"]),
        "--jobs 2": dict(more=["--jobs", "2"]),
        "--jobs 7": dict(more=["--jobs", "7"]),
        "another time zone": dict(env=clean_environment(TZ="Asia/Ho_Chi_Minh")),
        "far time zone": dict(env=clean_environment(TZ="Pacific/Kiritimati")),
        "LC_ALL=vi_VN.UTF-8": dict(env=clean_environment(LC_ALL="vi_VN.UTF-8")),
        "LC_ALL=de_DE.UTF-8, LANG, HOME": dict(env=clean_environment(LC_ALL="de_DE.UTF-8", LANG="de_DE", LC_NUMERIC="de_DE")),
        "from inside the folder": dict(cwd=project.parent, project="project.ini"),
        "by a longer path": dict(cwd=test.work, project="./project/../project/project.ini"),
    }
    time.sleep(1.1)  # a clock in any file would show
    for number, (name, how) in enumerate(runs.items()):
        more = how.pop("more", [])
        found = pack(test, name, test.work / f"b{number}", *more, **how)
        test.expect(found == first, f"{name}: {tree_difference(first, found)}")
    again = pack(test, "over itself", test.work / "a")
    test.expect(again == first, f"over itself: {tree_difference(first, again)}")

    shutil.copytree(project.parent, test.work / "moved")
    moved = pack(test, "moved", test.work / "c", project=test.work / "moved/project.ini")
    test.expect(moved == first, f"the same project in another folder: {tree_difference(first, moved)}")

    waves(test)

    dated = clean_environment(SOURCE_DATE_EPOCH=str(EPOCH))
    at_epoch = pack(test, "SOURCE_DATE_EPOCH", test.work / "d", env=dated)
    test.expect(at_epoch != first, "SOURCE_DATE_EPOCH changes nothing")
    test.expect(pack(test, "SOURCE_DATE_EPOCH again", test.work / "e", env=dated) == at_epoch, "two dated runs differ")
    folder = the_pack(test.work / "d")
    card = read_json(folder / "scorecard.json")
    test.expect(card["report"].get("generated") == "2026-01-01", f"generated is {card['report'].get('generated')}")
    undated = read_json(the_pack(test.work / "a") / "scorecard.json")
    test.expect(undated["report"].get("generated") == "2026-01-31",
                f"without it the date is {undated['report'].get('generated')}, not the period's last day")
    if shutil.which("pdfinfo"):
        info = call(["pdfinfo", "-isodates", folder / "board.pdf"], env=clean_environment(TZ="UTC")).stdout
        test.expect("CreationDate:    2026-01-01T00:00:00" in info, f"the PDF's date: {json.dumps(info[:400])}")
    test.done()


main()
