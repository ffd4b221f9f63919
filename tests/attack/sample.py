"""The sample company over its 13 months: a pack a month with running windows, from what had been exported by then."""
import csv
import math
import random
import shutil
import subprocess
import sys
from collections import Counter
from functools import lru_cache


WINDOWS = "windows = ytd, rolling3\n"


def attack_sample(runner, generator):
    from attacker import Attack
    from pack import Pack
    sys.path += [str(runner.sources / "tests" / "oracle"), str(runner.sources / "tests" / "whole")]
    from project import Project

    folder = runner.folder / "sample"
    whole = folder / "whole"
    shutil.copytree(runner.sources / "samples" / "sen-viet", whole)
    subprocess.run([generator, "--company", "sen-viet", "--out", str(whole)], check=True, capture_output=True)
    ini = whole / "project.ini"
    text = ini.read_text(encoding="utf-8")
    assert "\nwindows" not in text
    head = "[statistics]\n"
    text = text.replace(head, head + WINDOWS) if head in text else text + "\n" + head + WINDOWS
    ini.write_text(text, encoding="utf-8")

    months = Project(str(ini)).periods
    projects = []
    for period in months:
        until(whole, folder / f"until-{period}", period)
        projects.append(Project(str(folder / f"until-{period}" / "project.ini")))
    privacy = projects[-1].privacy
    attack = Attack(counts_of(projects), int(privacy.get("minimum", 5)), {"ex": True}, int(privacy.get("comment_minimum", 10)))
    out = folder / "out"
    for number, period in enumerate(months):
        month = folder / f"until-{period}"
        if runner.build(runner.options.cxex, month / "project.ini", out, "--formats", "json", "--period", period):
            attack.read(Pack(out / period, number))
    for side in ("cx", "ex"):
        report_untold(runner, attack, side + ".comments")
    runner.told(attack, "sample", random.Random("sample"))
    return attack


def until(whole, folder, period):
    """The project as it was at the end of a month: customers come in a file a month, employees and registers in one."""
    shutil.copytree(whole, folder)
    for file in (folder / "exports").glob("khach-hang-*.csv"):
        if file.stem.removeprefix("khach-hang-") > period:
            file.unlink()
    cut_dates(folder / "exports" / "nhan-vien.csv", "Date submitted", period)


def cut_dates(path, column, period):
    raw = path.read_bytes()
    encoding = "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"
    lines = raw.decode(encoding)
    delimiter = max(",;\t", key=lines.split("\n", 1)[0].count)
    table = list(csv.reader(lines.splitlines(keepends=True), delimiter=delimiter))
    place = table[0].index(column)
    kept = [row for row in table[1:] if row and month_of(row[place]) <= period]
    with open(path, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(table[0])
        writer.writerows(kept)


def month_of(text):
    text = text.strip()
    return text[:7] if text[4:5] == "-" else f"{text[6:10]}-{text[3:5]}"


def report_untold(runner, attack, everybody):
    """The packs tell of themes, so the attack is of something."""
    if not attack.rows.get((everybody[:2], everybody)):
        runner.report.wrong(f"sample: no pack tells of {everybody}")


def arrivals(projects, side):
    """{(unit, period, batch, gone, answers, comment): rows}: who came when, and who was gone from which month on (answered again)."""
    found, open_ = Counter(), {}
    for batch, project in enumerate(projects + [None]):
        now = Counter()
        for row in project.rows[side] if project else ():
            now[row.unit, row.period, tuple(sorted(row.answers.items())), row.comment] += 1
        for key in set(open_) | set(now):
            came = open_.setdefault(key, [])
            while len(came) > now[key]:
                found[key[0], key[1], came.pop(), batch, key[2], key[3]] += 1
            came += [batch] * (now[key] - len(came))
    return found


def theme_reader(project):
    """A comment's themes, by the reading of syllables that the test of page 11 has."""
    from voices import names
    file = next(keys["file"] for kind, _, keys in project.sections if kind == "themes-of-comments")
    with open(project.path(file), encoding="utf-8-sig", newline="") as lines:
        themes = {line["theme"]: [word.strip() for word in line["words"].split("|")] for line in csv.DictReader(lines)}
    return lru_cache(maxsize=None)(lambda text: [theme for theme, words in themes.items() if text and names(text, words)])


def counts_of(projects):
    """{side: {question or None: {atom: n}}} of the packs that come of the projects, one after another; "SIDE.comments": those
    who wrote a comment; with a theme: those whose comment names it."""
    counts = {}
    items = [m for m in projects[-1].metrics if m.side == "ex" and m.type == "rating"]
    means = {"ex.engagement": items}
    for kind in ("factor", "cycle"):
        for metric in items:
            if getattr(metric, kind):
                means.setdefault(f"ex.{kind}_{getattr(metric, kind)}", []).append(metric)
    for side in ("cx", "ex"):
        of_side = counts.setdefault(side, {None: Counter()})
        everybody, themes_of = side + ".comments", theme_reader(projects[-1])
        for (*atom, answers, comment), n in arrivals(projects, side).items():
            atom, answered = tuple(atom), {question for question, _ in answers}
            of_side[None][atom] += n
            if any(map(str.isalpha, comment)):
                of_side.setdefault(everybody, Counter())[atom] += n
            for theme in themes_of(comment):
                of_side.setdefault((everybody, theme), Counter())[atom] += n
            for question in answered:
                of_side.setdefault(question, Counter())[atom] += n
            for mean, of in means.items() if side == "ex" else ():
                if sum(m.id in answered for m in of) >= max(1, math.ceil(0.5 * len(of))):
                    of_side.setdefault(mean, Counter())[atom] += n
    return counts
