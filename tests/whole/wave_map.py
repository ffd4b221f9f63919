"""Columns and answers that got other names: every figure beside the same counted here from the rows, by an own reading of which column
was which question in which month; a pack before and one after, between which the line goes on.
"""
import csv
import json

import tiny
from common import Test, near

MONTHS = ["2026-04", "2026-05", "2026-06"]
# From May on a question was put in at Q1, so that each moved by one, and the words of Q2 were written anew. In June the tool
# called the score otherwise, and wrote both columns in one export.
QUESTIONS = {"nps": ("nps", "nps", "score"), "csat": ("Q1", "Q2", "Q2"), "ces": ("Q2", "Q3", "Q3")}
WORDS = {"old": ["Awful", "Poor", "Fair", "Good", "Great"], "new": ["Very bad", "Poor", "Average", "Good", "Excellent"]}
MAP = """kind,old,new,from,column
column,nps,score,2026-06,
column,Q1,Q2,2026-05,
column,Q2,Q3,2026-05,
choice,awful,Very bad,2026-05,Q2
choice,Fair,Average,2026-05,cx.csat
choice,Great,Excellent,2026-05,
"""


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def rewrite(folder):
    """The export as the tool wrote it over the three months, from one with a column a question; returns that one's rows."""
    rows = rows_of(folder / "customers.csv")
    names = ["id", "date", "unit", "Q1", "Q2", "Q3", "nps", "score"]
    with open(folder / "customers.csv", "w", newline="", encoding="utf-8") as f:
        out = csv.DictWriter(f, names, restval="")
        out.writeheader()
        for row in rows:
            at = MONTHS.index(row["date"][:7])
            made = {name: row[name] for name in ("id", "date", "unit")}
            for question, columns in QUESTIONS.items():
                made[columns[at]] = row[question]
            made[QUESTIONS["csat"][at]] = WORDS["new" if at else "old"][int(row["csat"]) - 1]
            if at:
                made["Q1"] = str(1 + int(row["id"]) % 5)  # the question that was put in: nobody may count it
            if at == 2:
                made["nps"] = str((int(row["nps"]) + 5) % 11) if int(row["id"]) % 3 else ""  # left over in the form
            out.writerow(made)
    return rows


def figures(rows):
    nps = [int(r["nps"]) for r in rows]
    csat, ces = [int(r["csat"]) for r in rows], [int(r["ces"]) for r in rows]
    return {"cx.nps": 100 * (sum(a >= 9 for a in nps) - sum(a <= 6 for a in nps)) / len(nps),
            "cx.csat_mean": sum(csat) / len(csat), "cx.csat_top2": 100 * sum(a >= 4 for a in csat) / len(csat),
            "cx.ces_mean": sum(ces) / len(ces)}


def check(test, out, rows, months, units):
    card = json.loads((out / "scorecard.json").read_text(encoding="utf-8"))
    for scope in ["company", *units]:
        for month in months:
            own = [r for r in rows if r["date"].startswith(month) and scope in ("company", r["unit"])]
            cell = card["cells"][scope][month]
            for metric, wanted in figures(own).items():
                figure = cell["figures"].get(metric, {})
                test.expect(figure.get("n") == len(own) and near(figure.get("value", 1e9), wanted),
                            f"{scope} {month} {metric}: {figure} instead of {wanted} of {len(own)}")


def main():
    test = Test()
    units = ["Counter", "Depot", "Hotline"]
    folder = test.work / "waves"
    project = tiny.make(folder, units, MONTHS, cx=34, ex=20, language="en", more="\n[map]\nfile = map.csv\n")
    rows = rewrite(folder)
    text = project.read_text(encoding="utf-8")
    now = text.replace("column = nps", "column = score", 1).replace("column = ces", "column = Q3").replace(
        "column = csat\ntype = rating\nscale = 1..5", "column = Q2\ntype = rating\nscale = " + " | ".join(WORDS["new"]))
    test.expect(now.count("column = Q") == 2, "the project was not rewritten")
    # In April the project says what was so in April, and has no map.
    export = (folder / "customers.csv").read_text(encoding="utf-8")
    april = [line for line in export.splitlines() if line.startswith("id,") or f",{MONTHS[0]}" in line]
    (folder / "customers.csv").write_text("\n".join(april) + "\n", encoding="utf-8")
    then = text.replace("[map]\nfile = map.csv\n", "").replace("column = ces", "column = Q2").replace(
        "column = csat\ntype = rating\nscale = 1..5", "column = Q1\ntype = rating\nscale = " + " | ".join(WORDS["old"]))
    project.write_text(then, encoding="utf-8")
    test.run("build", project, "--period", MONTHS[0], "--formats", "json")
    check(test, folder / "out" / MONTHS[0], rows, MONTHS[:1], units)
    # In June all is called otherwise.
    (folder / "customers.csv").write_text(export, encoding="utf-8")
    (folder / "map.csv").write_text(MAP, encoding="utf-8")
    project.write_text(now, encoding="utf-8")
    done = test.run("build", project, "--period", MONTHS[2])
    out = folder / "out" / MONTHS[2]
    check(test, out, rows, MONTHS, units)
    breaks = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["breaks"]
    told = sorted((b["id"], b["what"]) for b in breaks)
    test.expect(told == [("cx.ces", "wording"), ("cx.csat", "scale"), ("cx.csat", "wording"), ("cx.nps", "wording")] and
                all(b["told_only"] for b in breaks), f"breaks: {breaks}")
    test.expect("map.csv" not in done.stderr, f"a line of the map changes nothing: {done.stderr}")
    test.run("verify", out)
    # Without the map the questions of April are other ones.
    project.write_text(now.replace("[map]\nfile = map.csv\n", ""), encoding="utf-8")
    other = test.run("check", project, "--period", MONTHS[2], "--lang", "en")
    test.expect(other.stderr.count("definition-changed") == 4 and "column-renamed" not in other.stderr,
                f"without the map: {other.stderr}")
    test.done()


main()
