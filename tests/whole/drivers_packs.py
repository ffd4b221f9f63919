"""Key drivers come from every answer of the company: two packs side by side, or the drivers beside the figures of their own
questions, must not tell what fewer than five people answered. Who has fewer than five people between them has no drivers."""
import csv
import json
import shutil

import tiny
from common import Test

UNITS = ["Sales", "Service"]


def employees(project):
    with open(project.parent / "employees.csv", encoding="utf-8") as file:
        return list(csv.reader(file))


def keep(project, rows):
    with open(project.parent / "employees.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def pack(test, project, at):
    """The scorecard of the latest period, and the sides with drivers."""
    test.run("build", "--quiet", project)
    card = json.loads((project.parent / "out" / at / "scorecard.json").read_text(encoding="utf-8"))
    return card, {side: found.get("refused", "told") for side, found in card["drivers"].items()}


def made(test, name, months):
    folder = test.work / name
    shutil.rmtree(folder, ignore_errors=True)
    return tiny.make(folder, UNITS, tiny.months(months), cx=15, ex=15)


def next_month(test):
    """A month later only so many employees came: their `all` is the one of before and theirs."""
    for came, told, answered in ((3, None, 3), (12, "told", 12), (12, "told", 3)):
        project = made(test, f"came {came}", 5)
        rows, periods = employees(project), tiny.months(5)
        head, answers = rows[0], rows[1:]
        date = head.index("date")
        last = [row for row in answers if row[date].startswith(periods[-1])]
        for row in last[answered:]:
            row[head.index("q2")] = ""  # few of those who came answered it
        before = [row for row in answers if not row[date].startswith(periods[-1])]
        keep(project, [head, *before, *last[:came]])
        customers = (project.parent / "customers.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        month = [line for line in customers if periods[-1] in line]
        (project.parent / "customers.csv").write_text("".join(line for line in customers if line not in month), encoding="utf-8")
        keep(project, [head, *before])
        _, sides = pack(test, project, periods[-2])
        test.expect(sides.get("ex") == "told", f"{came} came: the first pack's employees: {sides}")
        (project.parent / "customers.csv").write_text("".join(customers), encoding="utf-8")
        keep(project, [head, *before, *last[:came]])
        card, sides = pack(test, project, periods[-1])
        test.expect(sides.get("ex") == told, f"{came} came: drivers of employees: {sides}")
        dropped = card["drivers"].get("ex", {}).get("dropped", [])
        test.expect(("q2" in dropped) == (answered < came), f"{came} came, {answered} answered q2: left out {dropped}")
        shown = card["cells"]["company"]["all"]["publish"]["ex"]
        test.expect((shown == "published") == (told is not None), f"{came} came: all periods are {shown}")


def left_open(test):
    """So many left one question open: their other answers stand in its figures, not in the drivers."""
    for open_, told in ((0, "told"), (2, "withheld"), (6, "told")):
        project = made(test, f"open {open_}", 5)
        rows = employees(project)
        at = rows[0].index("q2")
        for row in rows[1:1 + open_]:
            row[at] = ""
        keep(project, rows)
        _, sides = pack(test, project, tiny.months(5)[-1])
        test.expect(sides.get("ex") == told, f"{open_} left a question open: drivers of employees: {sides}")


def main():
    test = Test()
    next_month(test)
    left_open(test)
    test.done()


main()
