"""Every real export, and every CSV file that other programs stumble over, is given as the customers' export of a small
project: cxex must end with 0 or 1, never otherwise, and when it ends with 1 say why. What the file holds does not matter.

Called as SCRIPT CXEX SOURCE_DIR WORK_DIR; skips (77) where ../shared/data/real is not.
"""
import concurrent.futures
import csv
import io
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "whole"))
from common import Test, call, tail  # noqa: E402

PROJECT = """[report]
client = Anyone
period = {period}

[customers]
files = "{file}"
{rows}
"""
METRIC = """
[metric cx.q{number}]
column = "{column}"
type = rating
scale = {low}..{high}
"""
MESSAGE = re.compile(r"^.+: (error|warning|note): .+\[[a-z0-9-]+\]$", re.M)


SCALE_LIMIT = 101
DATE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")


def read_table(path):
    """Head and rows as Python's csv module sees them; what it cannot read is no matter here."""
    raw = path.read_bytes()[:100000]
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = raw.decode(encoding, errors="ignore").replace("\0", "")
    delimiter = max(",;\t|", key=text[:2000].count)
    rows = [r for r in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if r]
    return (rows[0], rows[1:-1]) if len(rows) > 2 else ([], [])


def answers_of(rows, column):
    cells = [r[column] for r in rows if len(r) > column and r[column].strip()]
    return [int(c) for c in cells if re.fullmatch(r"\d{1,3}", c.strip())], cells


def guess(path):
    """(date column or None, [(name, lowest, highest)]): enough that many of the files are read to their end."""
    try:
        head, rows = read_table(path)
    except csv.Error:
        return None, []
    date, scales = None, []
    for i, name in enumerate(head):
        name = name.strip()
        if not name or '"' in name or "\n" in name or head.count(head[i]) > 1:
            continue
        numbers, cells = answers_of(rows, i)
        if not date and cells and DATE.match(cells[-1].strip()):
            date = name
        elif numbers and len(numbers) * 2 > len(cells) and 0 < max(numbers) - min(numbers) < SCALE_LIMIT:
            scales.append((name, min(numbers), max(numbers)))
    return date, scales[:4]


def make_project(folder, path, number, by_date):
    date, scales = guess(path)
    rows = f'date = "{date or "date"}"' if by_date else "period = 2026"
    text = PROJECT.format(period="month" if by_date else "year", file=path, rows=rows)
    for i, (column, low, high) in enumerate(scales or [("score", 1, 5)]):
        text += METRIC.format(number=i + 1, column=column, low=low, high=high)
    project = folder / f"{number:03}-{'date' if by_date else 'year'}.ini"
    project.write_text(text, encoding="utf-8")
    return project


def judge(cxex, work, name, project):
    """(what is wrong with what cxex does to one file, whether it was read to a pack)"""
    wrong, read = [], False
    for command in ("check", "build"):
        out = ["--out", work / f"out-{project.stem}"] if command == "build" else []
        done = call([cxex, command, "--quiet", "--jobs", "1", *out, project], cwd=work)
        if done.returncode not in (0, 1):
            wrong.append(f"{command} of {name} ends with {done.returncode}: {tail(done.stderr, 12)}")
        elif done.returncode == 1 and not MESSAGE.search(done.stderr):
            wrong.append(f"{command} of {name} ends with 1 and does not say why: {tail(done.stderr)}")
        if done.returncode != 0:
            break
        read = command == "build"
    return wrong, read


def main():
    test = Test()
    real = test.shared / "data" / "real"
    if not real.is_dir():
        test.skip("the real exports are not here")
    files = sorted(p for p in real.rglob("*") if p.is_file())
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, path in enumerate(files):
            for by_date in (False, True):
                project = make_project(test.work, path, number, by_date)
                name = f"{path.relative_to(real)} ({project.stem[4:]})"
                jobs.append(pool.submit(judge, test.cxex, test.work, name, project))
    packs = 0
    for job in jobs:
        wrong, read = job.result()
        packs += read
        test.expect(not wrong, "; ".join(wrong))
    test.expect(packs > 40, f"only {packs} of {len(jobs)} projects gave a pack: the guesses of this test are poor")
    test.done()


main()
