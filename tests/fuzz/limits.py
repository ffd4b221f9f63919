"""Data and projects that are far too large, or just not too large: each ends with a pack or with the message that names the
limit, in bounded time and memory. The files are made on the spot.

Called as SCRIPT CXEX SOURCE_DIR WORK_DIR.
"""
import pathlib
import random
import resource
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "whole"))
from common import Test, clean_environment, tail  # noqa: E402

REPORT = "[report]\nclient = Anyone\nperiod = {period}\n[{side}]\nfiles = data.csv\nunit = unit\nid = id\n{more}\n"
METRICS = "[metric cx.nps]\ncolumn = nps\ntype = nps\nscale = 0..10\n"
HEAD = "id,date,unit,nps"
MEGABYTE = 1 << 20
MEMORY_LIMIT = 2500 * MEGABYTE  # of the largest process; without sanitizers a tenth is enough
SECONDS = 100


def write(test, name, project, head, rows):
    folder = test.work / name
    folder.mkdir()
    (folder / "project.ini").write_text(project, encoding="utf-8")
    with open(folder / "data.csv", "w", encoding="utf-8") as f:
        f.write(head + "\n")
        f.writelines(f"{row}\n" for row in rows)
    return folder


def project(period="month", side="customers", more="date = date", metrics=METRICS):
    return REPORT.format(period=period, side=side, more=more) + metrics


def answers(count, unit=lambda i: "A", date=lambda i: "2026-01-05", more=""):
    rng = random.Random(1)
    return (f"{i},{date(i)},{unit(i)},{rng.randint(0, 10)}{more}" for i in range(count))


def ratings(count, side, levels=5, more=""):
    return "".join(f"[metric {side}.q{i}]\ncolumn = q{i}\ntype = rating\nscale = 1..{levels}\n" + more.format(i=i)
                   for i in range(count))


def rated(rows, columns, levels=5, units=4):
    rng = random.Random(1)
    head = "id,date,unit," + ",".join(f"q{i}" for i in range(columns))
    body = (f"{i},2026-0{1 + i % 6}-05,U{i % units}," + ",".join(str(rng.randint(1, levels)) for _ in range(columns))
            for i in range(rows))
    return head, body


def expect(test, folder, code=None):
    """Ends with a pack, or with 1 and the problem `code`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = test.run("build", "--quiet", folder / "project.ini", code=1 if code else 0, timeout=SECONDS)
    if code:
        test.expect(f"[{code}]" in done.stderr, f"{folder.name}: no [{code}]: {tail(done.stderr)}")
        test.expect(len(done.stderr) < 20000, f"{folder.name}: {len(done.stderr)} bytes of messages")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    test.expect(largest * 1024 < MEMORY_LIMIT or largest == before, f"{folder.name}: {largest // 1024} MB")


def cells(test):
    long = {"comment": 4, "unit": 2, "answer": 3, "date": 1}
    for name, column in long.items():
        def row(i, line, column=column):
            parts = (line + ",fine").split(",")
            if i == 50:
                parts[column] = "1" * MEGABYTE
            return ",".join(parts)
        rows = (row(i, line) for i, line in enumerate(answers(100)))
        folder = write(test, f"a-megabyte-{name}", project(), HEAD + ",comment", rows)
        expect(test, folder, "unit-long" if name == "unit" else None)
    rows = answers(100)
    expect(test, write(test, "open-quote", project(), HEAD, ['1,"2026-01-05,A,9', *rows]), "data-quote-open")


def columns(test):
    for count, code in ((1400, None), (20000, "columns-many")):
        head = HEAD + "," + ",".join(f"c{i}" for i in range(count))
        folder = write(test, f"columns-{count}", project(), head, answers(50, more=",1" * count))
        expect(test, folder, code)


def units_and_periods(test):
    named = lambda i: f"Unit {i}"  # noqa: E731
    expect(test, write(test, "units-100000", project(), HEAD, answers(100000, unit=named)), "units-many")
    expect(test, write(test, "units-1000", project(), HEAD, answers(6000, unit=lambda i: f"Unit {i % 1000}")))
    waves = project("wave", more="wave = date")
    expect(test, write(test, "waves-5000", waves, HEAD, answers(20000, date=lambda i: f"W{i % 5000}")), "periods-many")
    months = lambda i: f"{1950 + i % 960 // 12}-{1 + i % 12:02d}-05"  # noqa: E731
    expect(test, write(test, "months-960", project(), HEAD, answers(9600, date=months)))
    grid = answers(150000, unit=lambda i: f"Unit {i % 4000}", date=lambda i: f"{2000 + i // 4000}-01-05")
    expect(test, write(test, "cells-many", project(), HEAD, grid), "cells-many")
    folder = write(test, "units-file", project() + "[units]\nfile = units.csv\n", HEAD, answers(100))
    (folder / "units.csv").write_text("unit\n" + "".join(f"Unit {i}\n" for i in range(6000)))
    expect(test, folder, "units-many")
    folder = write(test, "side-rows", project() + "[events]\nfile = events.csv\n", HEAD, answers(100))
    (folder / "events.csv").write_text("date,unit,text\n" + "2026-01-05,,Opening\n" * 200001)
    expect(test, folder, "side-rows-many")
    folder = write(test, "margins", project(more="date = date\ninvited = invited.csv"), HEAD + ",badge",
                   (f"{line},{i}" for i, line in enumerate(answers(3000, unit=lambda i: f"U{i % 3}"))))
    (folder / "invited.csv").write_text("unit,period,headcount,badge\n" + "".join(f"U{i % 3},2026-01,2,{i}\n" for i in range(3000)))
    expect(test, folder, "margins-many")


def questions(test):
    head, rows = rated(300, 1, 101)
    expect(test, write(test, "levels-101", project(metrics=ratings(1, "cx", 101)), head, rows))
    expect(test, write(test, "levels-102", project(metrics=ratings(1, "cx", 102)), head, []), "scale-levels")
    head, rows = rated(300, 200)
    expect(test, write(test, "items-200", project(side="employees", metrics=ratings(200, "ex")), head, rows))
    expect(test, write(test, "parts-200", project(metrics=ratings(200, "cx")), head, []), "parts-many")
    many = ratings(600, "ex")
    expect(test, write(test, "questions-600", project(side="employees", metrics=many), head, []), "metrics-many")
    factors = ratings(150, "ex", more="factor = f{i}\n")
    expect(test, write(test, "factors-150", project(side="employees", metrics=factors), head, []), "groups-many")


def nowhere_to_print(test):
    folder = write(test, "full", project(), HEAD, answers(100))
    for args in (["--help"], ["build", "--quiet", "project.ini"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run([test.cxex, *args], cwd=folder, env=clean_environment(), stdout=full, stderr=subprocess.PIPE,
                                  text=True, timeout=SECONDS)
        test.expect(done.returncode == 3 and "standard output" in done.stderr, f"{args} > /dev/full: {done.returncode}, {done.stderr}")


def main():
    test = Test()
    nowhere_to_print(test)
    cells(test)
    columns(test)
    units_and_periods(test)
    questions(test)
    sparse = write(test, "a-hole", project(), HEAD, answers(100))
    with open(sparse / "data.csv", "r+b") as f:
        f.truncate(64 * MEGABYTE)
    test.run("build", "--quiet", sparse / "project.ini", code=None, timeout=SECONDS)
    test.done()


main()
