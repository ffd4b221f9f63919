"""Renamed, merged and split units over three months: every figure of the pack beside the same pooled here from the rows, by an own
reading of who is who; packs one after another, and the briefs, the method page and the files beside the exports.
"""
import csv
import json
import random
import shutil
import subprocess

import tiny
from common import Test, near

MONTHS = ["2026-04", "2026-05", "2026-06"]
RENAMED, SHOP = "Bán hàng online", "Thương mại điện tử"   # from May on
NORTH, SOUTH, STORES = "Kho Bắc", "Kho Nam", "Kho vận"    # one from June on
SERVICE, CARE, REPAIR = "Dịch vụ", "Chăm sóc", "Bảo hành"  # parted from May on
REST = "Kế toán"
MAP = f"""kind,old,new,from
rename,{RENAMED},{SHOP},2026-05
merge,{NORTH},{STORES},2026-06
merge,{SOUTH},{STORES},2026-06-01
split,{SERVICE},{CARE},2026-05
split,{SERVICE},{REPAIR},2026-05
"""
#                 names that exports use, month by month
NAMES = {RENAMED: [1, 0, 1], SHOP: [0, 1, 1],  # somebody goes on writing the old name
         NORTH: [1, 1, 0], SOUTH: [1, 1, 0], STORES: [0, 0, 1],
         SERVICE: [1, 0, 0], CARE: [0, 1, 1], REPAIR: [0, 1, 1], REST: [1, 1, 1]}
SIZES = {RENAMED: 23, SHOP: 31, NORTH: 14, SOUTH: 41, STORES: 52, SERVICE: 44, CARE: 26, REPAIR: 19, REST: 30}
SCOPES = {SHOP: {RENAMED, SHOP}, STORES: {NORTH, SOUTH, STORES}, SERVICE: {SERVICE}, CARE: {CARE}, REPAIR: {REPAIR}, REST: {REST}}
LIFE = {SERVICE: MONTHS[:1], CARE: MONTHS[1:], REPAIR: MONTHS[1:]}


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def nps(rows, column):
    answers = [int(r[column]) for r in rows]
    return 100 * (sum(a >= 9 for a in answers) - sum(a <= 6 for a in answers)) / len(answers)


def index(rows, column, high):
    return sum(100 * (int(r[column]) - 1) / (high - 1) for r in rows) / len(rows)


def make(test, name, months=3, more="", language="vi", units=NAMES, seed=5):
    def count(factor):
        return lambda unit, at: int(SIZES[unit] * factor) * NAMES[unit][at]
    folder = test.work / name
    project = tiny.make(folder, list(units), MONTHS[:months], cx=count(1), ex=count(0.6), language=language, seed=seed,
                        client="Sen Việt", title="Đổi tên", more="\n[map]\nfile = map.csv\n" + more)
    (folder / "map.csv").write_text(MAP, encoding="utf-8")
    return project


def keep_months(project, originals, months):
    """The exports as they were after so many months."""
    for name, text in originals.items():
        lines = text.splitlines(keepends=True)
        kept = [line for line in lines if not any(f",{m}-" in line for m in MONTHS[months:])]
        (project.parent / name).write_text("".join(kept), encoding="utf-8", newline="")


def exports(project):
    return {name: (project.parent / name).read_text(encoding="utf-8") for name in ("customers.csv", "employees.csv")}


def card(folder):
    return json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))


def compare(test, project, pack, months):
    """Every cell of the pack beside the rows pooled by name."""
    sides = {"cx": rows_of(project.parent / "customers.csv"), "ex": rows_of(project.parent / "employees.csv")}
    compared = 0
    for scope, names in SCOPES.items():
        for month in months:
            cell = pack["cells"].get(scope, {}).get(month)
            if month not in LIFE.get(scope, MONTHS):
                test.expect(not cell or all(s == "empty" for s in cell["publish"].values()), f"{scope} has figures in {month}")
                continue
            for side, rows in sides.items():
                own = [r for r in rows if r["unit"] in names and r["date"].startswith(month)]
                test.expect(cell["n"][side] == len(own), f"{scope} {month} {side}: n {cell['n'][side]}, {len(own)} rows")
                figures = cell["figures"]
                wanted = ({"cx.nps": nps(own, "nps"), "cx.csat_index": index(own, "csat", 5), "cx.ces_index": index(own, "ces", 7)}
                          if side == "cx" else {"ex.enps": nps(own, "enps"), "ex.q1_index": index(own, "q1", 5)})
                for id_, value in wanted.items():
                    compared += 1
                    test.expect(near(figures[id_]["value"], value), f"{scope} {month} {id_}: {figures[id_]['value']}, pooled {value}")
    test.expect(compared > 20 * len(months), f"only {compared} figures compared")


def names_told(test, pack, last):
    gone = {RENAMED, NORTH, SOUTH}
    test.expect(not gone & set(pack["departments"]), f"old names are told: {gone & set(pack['departments'])}")
    test.expect(not gone & {u["key"] for u in pack["units"]}, "old names are listed")
    listed = {u["key"] for u in pack["units"]} - {"company"}
    test.expect(listed == {s for s in SCOPES if last in LIFE.get(s, MONTHS)}, f"{last}: listed are {sorted(listed)}")
    told = {(line["kind"], line["old"], line["new"]) for line in pack.get("unit_map", [])}
    wanted = {("rename", RENAMED, SHOP), ("split", SERVICE, CARE), ("split", SERVICE, REPAIR)} if last >= "2026-05" else set()
    wanted |= {("merge", NORTH, STORES), ("merge", SOUTH, STORES)} if last >= "2026-06" else set()
    test.expect(told == wanted, f"{last}: unit_map is {told}")


def no_change_of_parts(test, pack):
    for change in pack.get("changes", []) + pack.get("changes_detail", []):
        parts = change["scope"] in (CARE, REPAIR) and change.get("previous") == MONTHS[0]
        test.expect(not parts, f"{change['scope']} is compared with the unit it was part of")
    shop = [c for c in pack["changes"] if c["scope"] == SHOP and c["period"] == MONTHS[1] and c["metric"] == "cx.nps"]
    test.expect(shop and shop[0].get("diff") is not None, f"{SHOP}: May is not compared with April under the old name")


def one_pack(test):
    for language, sentence in (("vi", f"{RENAMED} đổi tên thành {SHOP} từ T5/2026"), ("en", f"{RENAMED} was renamed {SHOP}, from May 2026")):
        project = make(test, f"one-{language}", language=language)
        test.run("build", "--quiet", project)
        folder = project.parent / "out" / MONTHS[-1]
        pack = card(folder)
        compare(test, project, pack, MONTHS)
        names_told(test, pack, MONTHS[-1])
        no_change_of_parts(test, pack)
        test.run("verify", folder)
        slugs = {path.stem for path in folder.glob("*/*.pdf")} | {path.stem for path in folder.glob("*.pdf")}
        for slug, there in (("thuong-mai-dien-tu", True), ("kho-van", True), ("cham-soc", True), ("bao-hanh", True),
                            ("ban-hang-online", False), ("kho-bac", False), ("kho-nam", False), ("dich-vu", False)):
            test.expect(any(slug in s for s in slugs) == there, f"brief {slug}: {sorted(slugs)}")
        if shutil.which("pdftotext"):
            text = subprocess.run(["pdftotext", "-raw", folder / "board.pdf", "-"], capture_output=True, text=True).stdout
            test.expect(sentence in " ".join(text.split()), f"the method page does not say: {sentence}")


def month_after_month(test):
    """April is sent before anybody knows of the changes; what it said stands in May and June, under the new names."""
    project = make(test, "packs")
    text, originals = project.read_text(encoding="utf-8"), exports(project)
    for at, month in enumerate(MONTHS):
        keep_months(project, originals, at + 1)
        project.write_text(text if at else text.replace("[map]\nfile = map.csv\n", ""), encoding="utf-8")
        test.run("build", "--quiet", project)
        test.run("verify", project.parent / "out" / month)
        pack = card(project.parent / "out" / month)
        if at == 0:
            april = pack
            test.expect({RENAMED, NORTH, SOUTH, SERVICE} <= set(pack["departments"]), "April has other units")
            continue
        compare(test, project, pack, MONTHS[:at + 1])
        names_told(test, pack, month)
        before, now = april["cells"][RENAMED]["2026-04"], pack["cells"][SHOP]["2026-04"]
        test.expect(before["figures"] == now["figures"], "April's figures are others under the new name")
    test.run("build", "--quiet", "--only", RENAMED, project)  # the old name will do


def written_anew(test):
    """An export of the same answers under the new names tells the ledger of nobody new."""
    project = make(test, "anew", months=2)
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("[map]\nfile = map.csv\n", ""), encoding="utf-8")
    test.run("build", "--quiet", project, "--period", MONTHS[0])
    before = card(project.parent / "out" / MONTHS[0])["cells"]
    project.write_text(text, encoding="utf-8")
    for name in ("customers.csv", "employees.csv"):
        path = project.parent / name
        path.write_text(path.read_text(encoding="utf-8").replace(f",{RENAMED},", f",{SHOP},"), encoding="utf-8")
    done = test.run("build", "--quiet", project, "--period", MONTHS[1])
    after = card(project.parent / "out" / MONTHS[1])["cells"]
    for scope, old in ((SHOP, RENAMED), ("company", "company")):
        test.expect(after[scope][MONTHS[0]]["figures"] == before[old][MONTHS[0]]["figures"], f"{scope}: April is other than it was")
        test.expect(after[scope][MONTHS[0]]["publish"] == before[old][MONTHS[0]]["publish"], f"{scope}: April is shown otherwise")
    # One more answer for April, under the new name: late, and not a new unit's.
    path = project.parent / "customers.csv"
    path.write_text(path.read_text(encoding="utf-8") + f"late-1,2026-04-09,{SHOP},9,5,6\n", encoding="utf-8")
    test.run("build", "--quiet", project, "--period", MONTHS[1])
    again = card(project.parent / "out" / MONTHS[1])["cells"]
    test.expect(again[SHOP][MONTHS[0]]["n"]["cx"] == before[RENAMED][MONTHS[0]]["n"]["cx"],
                "one late answer can be told by the difference of two packs")


def hidden_by_merger(test):
    """A and B became C. A was published and B is too small: C would tell B."""
    sizes = {"A": 30, "B": 3, "D": 20, "E": 18}
    folder = test.work / "hidden"
    project = tiny.make(folder, list(sizes), MONTHS[:1], cx=lambda unit, at: sizes[unit], ex=0, client="Sen Việt", title="Gộp")
    test.run("build", "--quiet", project)
    before = card(folder / "out" / MONTHS[0])["cells"]
    test.expect(before["A"][MONTHS[0]]["publish"]["cx"] == "published", "A is not published")
    test.expect(before["B"][MONTHS[0]]["publish"]["cx"] == "withheld", "B is published")
    (folder / "map.csv").write_text("kind,old,new,from\nmerge,A,C,2026-05\nmerge,B,C,2026-05\n", encoding="utf-8")
    rng = random.Random(1)
    for name in ("as it was", "anew"):
        text = (folder / "customers.csv").read_text(encoding="utf-8")
        if name == "anew":
            text = text.replace(",A,", ",C,").replace(",B,", ",C,")
        else:
            text += "".join(f"m{i},2026-05-11,C,{rng.randint(0, 10)},4,5\n" for i in range(34))
        (folder / "customers.csv").write_text(text, encoding="utf-8")
        plain = project.read_text(encoding="utf-8")
        if "[map]" not in plain:
            project.write_text(plain + "\n[map]\nfile = map.csv\n", encoding="utf-8")
        test.run("build", "--quiet", project, "--period", MONTHS[1])
        cells = card(folder / "out" / MONTHS[1])["cells"]
        test.expect(cells["C"][MONTHS[0]]["publish"]["cx"] == "withheld", f"{name}: A + B beside A tells the three of B")
        test.expect(cells["C"][MONTHS[1]]["publish"]["cx"] == "published", f"{name}: C is not published in May")


def files_beside(test):
    """KPIs, headcounts, targets, events, promises and suggestions name units as they were called."""
    more = """
[kpi revenue]
file = kpi.csv
[promises]
file = promises.csv
[suggestions]
file = suggestions.csv
[events]
file = events.csv
[units]
file = units.csv
"""
    project = make(test, "files", more=more)
    folder = project.parent
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("files = employees.csv\n", "files = employees.csv\ninvited = invited.csv\n")
                       .replace("column = nps\n", "column = nps\ntarget = targets.csv\n"), encoding="utf-8")
    write = lambda name, lines: (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")  # noqa: E731
    write("kpi.csv", ["unit,period,revenue", f"{RENAMED},2026-04,100", f"{SHOP},2026-05,110", f"{RENAMED},2026-06,120",
                      f"{NORTH},2026-04,10", f"{SOUTH},2026-04,20", f"{STORES},2026-06,33"])
    write("promises.csv", ["promise,owner,unit,due_on,done_on", f"Thêm ca,HR,{RENAMED},2026-04-20,2026-04-18",
                           f"Xe mới,HR,{NORTH},2026-05-20,2026-05-30"])
    write("suggestions.csv", ["unit,received_on,answered_on", f"{RENAMED},2026-05-02,2026-05-09", f"{SOUTH},2026-04-02,"])
    write("events.csv", ["date,unit,text", f"2026-04-11,{RENAMED},Trang mới"])
    write("targets.csv", ["unit,metric,period,target", f"{RENAMED},cx.nps,,33", f"{NORTH},cx.nps,,44"])
    write("units.csv", ["unit,parent,order"] + [f"{u},{p},{i}" for i, (u, p) in enumerate(
        [(RENAMED, "Khối bán"), (STORES, "Khối kho"), (NORTH, "Khối kho"), (SOUTH, "Khối kho"), (CARE, ""), (REPAIR, ""), (REST, "Khối bán")])])
    write("invited.csv", ["unit,period,headcount", *[f"{u},{m},{2 * SIZES[u]}" for u in SIZES for at, m in enumerate(MONTHS) if NAMES[u][at]],
                          f"{RENAMED},2026-05,0"])
    done = test.run("build", "--quiet", project)
    test.expect("unit-no-answers" not in done.stderr and "unknown-unit" not in done.stderr, f"units are unknown: {done.stderr[-400:]}")
    pack = card(folder / "out" / MONTHS[-1])
    test.run("verify", folder / "out" / MONTHS[-1])
    compare_counts = {s: c[MONTHS[0]]["n"]["cx"] for s, c in pack["cells"].items() if s in (SHOP, STORES)}
    test.expect(compare_counts == {SHOP: 23, STORES: 55}, f"n of April: {compare_counts}")
    block = {u["key"]: u for u in pack["units"]}.get("Khối bán")
    test.expect(block and set(block["members"]) == {SHOP, REST}, f"the block's members: {block}")
    values = {(v.get("department"), v.get("period")): v.get("value") for v in kpi_values(pack)}
    for key, value in {(SHOP, "2026-04"): 100, (SHOP, "2026-05"): 110, (SHOP, "2026-06"): 120, (STORES, "2026-06"): 33}.items():
        test.expect(values.get(key) == value, f"revenue of {key}: {values.get(key)}")
    test.expect((STORES, "2026-04") not in values or values[STORES, "2026-04"] is None, "figures of two units were added up")


def kpi_values(pack):
    """Lines {department, period, value} wherever the pack has them."""
    found = []

    def walk(thing, trail):
        if isinstance(thing, dict):
            for key, value in thing.items():
                walk(value, (*trail, key))
        elif isinstance(thing, (int, float)) and len(trail) >= 2 and trail[-1] in MONTHS:
            found.append({"department": trail[-2], "period": trail[-1], "value": thing})
        elif isinstance(thing, list):
            for one in thing:
                walk(one, trail)
    for kpi in pack.get("kpis", {}) if isinstance(pack.get("kpis"), dict) else pack.get("kpis", []):
        walk(pack["kpis"][kpi] if isinstance(kpi, str) else kpi, ())
    return found


def no_break(test):
    """The change guard: what the map tells of makes no other unit of a parent; a unit from elsewhere does."""
    parents = {RENAMED: "Khối bán", SHOP: "Khối bán", REST: "Khối bán", NORTH: "Khối kho", SOUTH: "Khối kho", STORES: "Khối kho",
               SERVICE: "Khối bán", CARE: "Khối bán", REPAIR: "Khối bán"}
    for name, moved in (("kept", None), ("moved", SOUTH)):
        project = make(test, f"guard-{name}", months=3, more="\n[units]\nfile = units.csv\n")
        own = {**parents, moved: "Khối bán"} if moved else parents
        (project.parent / "units.csv").write_text("unit,parent\n" + "".join(f"{u},{p}\n" for u, p in own.items()) + f"Khác,Khối kho\n",
                                                  encoding="utf-8")
        text, originals = project.read_text(encoding="utf-8"), exports(project)
        extra = "".join(f"x{i},2026-0{4 + i % 3}-03,Khác,7,4,5\n" for i in range(60))
        originals["customers.csv"] += extra
        for at, month in enumerate(MONTHS):
            keep_months(project, originals, at + 1)
            project.write_text(text if at else text.replace("[map]\nfile = map.csv\n", ""), encoding="utf-8")
            test.run("build", "--quiet", "--formats", "json", "--period", month, project)
        breaks = [b for month in MONTHS for b in json.loads((project.parent / "out" / month / "manifest.json").read_text("utf-8"))["breaks"]
                  if b["what"] == "units"]
        test.expect(bool(breaks) == bool(moved), f"guard {name}: {breaks}")


def stragglers(test):
    """Answers that name a split unit afterwards, or a part before, count for the company alone, with a warning."""
    project = make(test, "stragglers")
    path = project.parent / "customers.csv"
    path.write_text(path.read_text(encoding="utf-8") + "".join(f"s{i},2026-06-0{1 + i % 9},{SERVICE},9,5,6\n" for i in range(12))
                    + "".join(f"e{i},2026-04-1{i},{CARE},3,2,2\n" for i in range(9)), encoding="utf-8")
    done = test.run("build", "--quiet", project)
    test.expect("[map-split-late]" in done.stderr and "12" in done.stderr, f"no word on late answers: {done.stderr}")
    test.expect("[map-part-early]" in done.stderr, f"no word on early answers: {done.stderr}")
    pack = card(project.parent / "out" / MONTHS[-1])
    compare(test, project, pack, MONTHS)
    rows = rows_of(path)
    for month in MONTHS:
        own = sum(r["date"].startswith(month) for r in rows)
        test.expect(pack["cells"]["company"][month]["n"]["cx"] == own, f"company {month}: not all {own} answers")
    test.run("verify", project.parent / "out" / MONTHS[-1])


def main():
    test = Test()
    one_pack(test)
    month_after_month(test)
    written_anew(test)
    hidden_by_merger(test)
    files_beside(test)
    stragglers(test)
    no_break(test)
    test.done()


main()
