"""Real exports, untouched, against figures that this script computes from the same files by itself.

real.py CXEX SOURCE WORK sfo|fevs|ibm. The published facts about these files (formats.md §5) are checked as well.
"""
import csv
import math

import recompute
from common import Test, near, read_json

SFO_FACTS = {  # (project, scope, wave, figure): value, n
    ("unweighted", "company", "2017", "cx.nps"): (39.8398, 2746),
    ("weighted", "company", "2017", "cx.nps"): (40.3984, 2746),
    ("unweighted", "A", "2017", "cx.nps"): (39.9171, 724),
    ("unweighted", "B", "2017", "cx.nps"): (43.3735, 166),
    ("unweighted", "C", "2017", "cx.nps"): (46.9027, 226),
    ("unweighted", "D", "2017", "cx.nps"): (43.5233, 386),
    ("unweighted", "E", "2017", "cx.nps"): (46.8571, 175),
    ("unweighted", "F", "2017", "cx.nps"): (38.5135, 444),
    ("unweighted", "G", "2017", "cx.nps"): (32.96, 625),
    ("unweighted", "company", "2015", "cx.csat_mean"): (4.048043, 2810),
    ("unweighted", "company", "2016", "cx.csat_mean"): (4.038027, 2919),
    ("unweighted", "company", "2017", "cx.csat_mean"): (4.06436, 2688),
    ("weighted", "company", "2015", "cx.csat_mean"): (4.044173, 2810),
    ("weighted", "company", "2016", "cx.csat_mean"): (4.053325, 2919),
    ("weighted", "company", "2017", "cx.csat_mean"): (4.071203, 2688),
    ("unweighted", "company", "2015", "cx.csat_top2"): (80.0, 2810),
    ("unweighted", "company", "2016", "cx.csat_top2"): (80.9866, 2919),
    ("unweighted", "company", "2017", "cx.csat_top2"): (82.0685, 2688),
    ("unweighted", "company", "2015", "cx.clean_mean"): (4.196304, 2868),
    ("unweighted", "company", "2016", "cx.clean_mean"): (4.230461, 2994),
}
INTRINSIC = ["ex.q2", "ex.q3", "ex.q4", "ex.q6", "ex.q7"]
LEADERS = ["ex.q57", "ex.q58", "ex.q59", "ex.q61", "ex.q62"]
FEVS_FACTS = {"2023": (2175, 3.973057, 76.9471, 3.833287), "2024": (2473, 3.894056, 73.9021, 3.734412),
              "2025": (3063, 3.939928, 75.9843, 3.79125)}
IBM_FACTS = {"company": (1470, 2.728571), "Human Resources": (63, 2.603175), "Research & Development": (961, 2.726327),
             "Sales": (446, 2.751121)}


def agrees(test, where, found, wanted, keys=None):
    """Every number that was computed here stands in the program's file."""
    if not test.expect(found is not None, f"{where}: no such figure"):
        return
    for key in keys or wanted:
        value = found.get(key)
        ok = value is not None and near(value, wanted[key])
        test.expect(ok, f"{where} {key}: program {value}, computed here {wanted[key]}")


def project(test, name, **places):
    text = (test.source / "tests/whole/projects" / f"{name}.ini").read_text(encoding="utf-8")
    for key, value in places.items():
        text = text.replace(f"@{key}@", str(value))
    path = test.work / f"{name}.ini"
    path.write_text(text, encoding="utf-8")
    return path


def build_and_check(test, name, period, **places):
    """The pack is made, and the figures of the whole project are written beside it."""
    out, figures = test.work / f"out-{name}", test.work / f"{name}.json"
    path = project(test, name, OUT=out, **places)
    done = test.run("build", "--quiet", path)
    for file in ("board.pdf", "board.xlsx", "scorecard.json", "manifest.json"):
        test.expect((out / period / file).is_file(), f"{name}: the pack lacks {file}")
    if done.returncode == 0:
        read_json(out / period / "scorecard.json")
    test.run("check", "--quiet", "--figures", figures, path)
    if not figures.is_file():
        test.done()
    return read_json(figures)


def rating_figures(metric, pairs, side):
    mean = recompute.mean_figure(pairs, 1, 5)
    index = recompute.mean_figure([((y - 1) * 25, w) for y, w in pairs], 0, 100)
    return {f"{metric}_mean": mean, f"{metric}_index": index,
            f"{metric}_{'top2' if side == 'cx' else 'fav'}": recompute.share_figure(pairs, 4)}


def figure(found, scope, window, code):
    return found["cells"].get(scope, {}).get(window, {}).get("figures", {}).get(code)


# ---- Three years of an airport: waves are periods, areas are units ----

SFO = {"cx.nps": ("NETPRO", 0, 10), "cx.csat": ("Q7ALL", 1, 5), "cx.clean": ("Q9ALL", 1, 5)}


def sfo_answer(text, lo, hi):
    text = (text or "").strip()
    return int(text) if text.isdigit() and lo <= int(text) <= hi else None


def sfo_rows(test, weighted):
    rows = []
    for year in ("2015", "2016", "2017"):
        wave = []
        with open(test.shared / f"data/real/cx/sfo_{year}.csv", newline="", encoding="utf-8-sig") as f:
            for row in csv.DictReader(f):
                answers = {m: a for m, (c, lo, hi) in SFO.items() if (a := sfo_answer(row.get(c), lo, hi)) is not None}
                if answers:
                    wave.append([year, row["BAREA"], float(row["WEIGHT"]) if weighted else 1.0, answers])
        scale = len(wave) / math.fsum(r[2] for r in wave)
        rows += [(y, u, w * scale, a) for y, u, w, a in wave]
    return rows


def sfo_cell(rows):
    figures = {"cx.n": {"n": len(rows)}}
    for metric in SFO:
        pairs = [(a[metric], w) for _, _, w, a in rows if metric in a]
        if not pairs:
            continue
        if metric == "cx.nps":
            figures["cx.nps"] = recompute.nps_figure(pairs)
        else:
            figures.update(rating_figures(metric, pairs, "cx"))
    scored = [(w, {m: (a[m] - 1) * 25 for m in ("cx.csat", "cx.clean") if m in a}) for _, _, w, a in rows]
    figures["cx.index"] = recompute.composite_figure(scored, {"cx.csat": 1, "cx.clean": 1})
    return figures


def sfo_changes(test, name, found, cells):
    wanted = {}
    for (scope, year), figures in cells.items():
        old = cells.get((scope, str(int(year) - 1))) if year.isdigit() else None
        if not old:
            continue
        for code in ("cx.csat_top2", "cx.index"):
            change = recompute.share_change if code == "cx.csat_top2" else recompute.mean_change
            wanted[scope, year, code] = change(figures[code], old[code])
    listed = {(c["scope"], c["period"], c["metric"]): c for c in found["changes"]}
    for key, change in wanted.items():
        agrees(test, f"{name} change {key}", listed.get(key), change)
    test.expect(set(listed) == set(wanted), f"{name}: changes of {sorted(set(listed) ^ set(wanted))[:4]} differ")


def sfo(test):
    for name, weighted in (("unweighted", False), ("weighted", True)):
        found = build_and_check(test, f"sfo-{name}", "2017", REAL=test.shared / "data/real")
        rows = sfo_rows(test, weighted)
        test.expect(found["periods"] == ["2015", "2016", "2017"], f"{name}: periods {found['periods']}")
        test.expect(found["departments"] == list("ABCDEFG"), f"{name}: units {found['departments']}")
        cells = {}
        for scope in ["company", *"ABCDEFG"]:
            for window in ["2015", "2016", "2017"] + (["all"] if scope == "company" else []):
                chosen = [r for r in rows if scope in ("company", r[1]) and window in ("all", r[0])]
                cells[scope, window] = sfo_cell(chosen)
                for code, wanted in cells[scope, window].items():
                    agrees(test, f"{name} {scope} {window} {code}", figure(found, scope, window, code), wanted)
        sfo_changes(test, name, found, cells)
        for (project_name, scope, wave, code), (value, n) in SFO_FACTS.items():
            if project_name == name:
                at = figure(found, scope, wave, code) or {}
                test.expect(at.get("n") == n and abs(at.get("value", math.inf) - value) < 6e-5,
                            f"{name} {scope} {wave} {code}: {at.get('value')} of {at.get('n')}, published {value} of {n}")
    nps = figure(found, "company", "2017", "cx.nps")
    counts = (nps["promoters"], nps["passives"], nps["detractors"])
    test.expect(counts == (1436, 968, 342), f"promoters, passives, detractors are {counts}, published (1436, 968, 342)")


# ---- Three years of a government employee survey ----

FEVS_POPULATION = {"2023": (4721, 46.0708), "2024": (5066, 48.8156), "2025": (5381, 56.9225)}  # and who of them answered, in %


def fevs_rows(test, path):
    """The data sheet, the fifth; the program is to find it by the columns that the project names."""
    test.need_openpyxl()
    import openpyxl
    book = openpyxl.load_workbook(path, read_only=True)
    return [["" if c is None else str(c) for c in row] for row in book.worksheets[4].iter_rows(values_only=True)]


def fevs(test):
    path = test.shared / "data/real/ex/fevs_sample_3years.xlsx"
    rows = fevs_rows(test, path)
    invited = test.work / "population.csv"
    invited.write_text("side,unit,period,invited\n" + "".join(f"employees,,{y},{n}\n" for y, (n, _) in FEVS_POPULATION.items()), encoding="utf-8")
    found = build_and_check(test, "fevs", "2025", BOOK=path, INVITED=invited)
    for year, (invited, share) in FEVS_POPULATION.items():
        at = found["response"]["company"][year]["ex"]
        test.expect(at["eligible"] == invited and abs(at["rr1"] - share) < 6e-5, f"fevs {year}: {at['rr1']} of {at['eligible']} answered, published {share} of {invited}")
    heads = rows[0]
    items = {f"ex.q{h[1:]}": heads.index(h) for h in heads if f"ex.q{h[1:]}" in INTRINSIC + LEADERS}
    test.expect(found["periods"] == ["2023", "2024", "2025"], f"periods {found['periods']}")
    for year, (n, intrinsic, favourable, leaders) in FEVS_FACTS.items():
        people = [{q: int(r[c]) for q, c in items.items() if r[c] != ""} for r in rows[1:] if r[0] == year]
        wanted = {"ex.n": {"n": len(people)}}
        for q in items:
            wanted.update(rating_figures(q, [(p[q], 1.0) for p in people if q in p], "ex"))
        for code, members in (("ex.factor_intrinsic", INTRINSIC), ("ex.factor_leaders", LEADERS),
                              ("ex.engagement", INTRINSIC + LEADERS)):
            scored = [[(p[q] - 1) * 25 for q in members if q in p] for p in people]
            scored = [math.fsum(s) / len(s) for s in scored if 2 * len(s) >= len(members)]
            wanted[code] = recompute.mean_figure([(s, 1.0) for s in scored], 0, 100)
        wanted["ex.index"] = wanted["ex.engagement"]
        for code, figures in wanted.items():
            agrees(test, f"fevs {year} {code}", figure(found, "company", year, code), figures)
        favourable_share = sum(figure(found, "company", year, f"{q}_fav")["value"] for q in INTRINSIC) / len(INTRINSIC)
        facts = [("people", figure(found, "company", year, "ex.n")["n"], n, 0),
                 ("intrinsic", 1 + figure(found, "company", year, "ex.factor_intrinsic")["value"] / 25, intrinsic, 6e-7),
                 ("intrinsic favourable", favourable_share, favourable, 6e-5),
                 ("leaders", 1 + figure(found, "company", year, "ex.factor_leaders")["value"] / 25, leaders, 6e-7)]
        for what, value, published, error in facts:
            test.expect(abs(value - published) <= error, f"fevs {year} {what}: {value}, published {published}")
        alpha, standard = recompute.cronbach([[p[q] for q in items] for p in people if len(p) == len(items)])
        agrees(test, f"fevs {year} reliability", found["reliability"].get(year), {"alpha": alpha, "std_alpha": standard})


# ---- Personnel records with answers of 1..4 ----

IBM = {"ex.q1": "JobSatisfaction", "ex.q2": "EnvironmentSatisfaction", "ex.q3": "RelationshipSatisfaction"}


def ibm(test):
    found = build_and_check(test, "ibm", "2017", REAL=test.shared / "data/real")
    with open(test.shared / "data/real/ex/ibm_hr_attrition_bom.csv", newline="", encoding="utf-8-sig") as f:
        rows = list(csv.DictReader(f))
    test.expect(found["departments"] == sorted(set(IBM_FACTS) - {"company"}), f"units {found['departments']}")
    for scope, (n, mean) in IBM_FACTS.items():
        people = [r for r in rows if scope in ("company", r["Department"])]
        wanted = {"ex.n": {"n": len(people)}}
        for q, column in IBM.items():
            pairs = [(int(r[column]), 1.0) for r in people]
            wanted[f"{q}_mean"] = recompute.mean_figure(pairs, 1, 4)
            wanted[f"{q}_index"] = recompute.mean_figure([((y - 1) * 100 / 3, w) for y, w in pairs], 0, 100)
            wanted[f"{q}_fav"] = recompute.share_figure(pairs, 3)
        persons = [(sum((int(r[c]) - 1) * 100 / 3 for c in IBM.values()) / 3, 1.0) for r in people]
        wanted["ex.engagement"] = recompute.mean_figure(persons, 0, 100)
        for code, figures in wanted.items():
            agrees(test, f"ibm {scope} {code}", figure(found, scope, "2017", code), figures)
        at = figure(found, scope, "2017", "ex.q1_mean") or {}
        test.expect(at.get("n") == n and abs(at.get("value", math.inf) - mean) < 6e-7,
                    f"ibm {scope}: job satisfaction {at.get('value')} of {at.get('n')}, published {mean} of {n}")


def main():
    test = Test()
    if not (test.shared / "data/real").is_dir():
        test.skip("../shared/data/real is not here")
    {"sfo": sfo, "fevs": fevs, "ibm": ibm}[test.more[0]](test)
    test.done()


main()
