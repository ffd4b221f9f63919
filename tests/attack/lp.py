"""What could a hidden sum be? Least and most by linear programming (GLPK's glpsol), given every published sum."""
import re
import subprocess
import tempfile
import pathlib

SLACK = 1e-7  # per person: figures have 17 digits, GLPK's own tolerance is the coarser one


def terms(columns, name):
    return " ".join(f"+ {c} {name[a]}" for a, c in columns.items())


def solve(folder, text):
    model, answer = folder / "model.lp", folder / "answer.txt"
    model.write_text(text, encoding="ascii")
    done = subprocess.run(["glpsol", "--lp", str(model), "-o", str(answer)], capture_output=True, text=True, timeout=60)
    said = answer.read_text() if answer.exists() else ""
    found = re.search(r"^Status:\s+(\w+).*?^Objective:\s+\S+ = (\S+)", said, re.M | re.S)
    if done.returncode or not found or found[1] != "OPTIMAL":
        return None
    return float(found[2])


def bounds(rows, values, people, lo, hi, target):
    """rows: [{atom: 1}], values: their sums; people: {atom: n}; every person's answer lies in lo..hi. The least and the most that
    the sum over `target` (a set of atoms) can be, or None where GLPK does not solve it."""
    name = {atom: f"x{i}" for i, atom in enumerate(people)}
    text = []
    for row, value in zip(rows, values):
        slack = SLACK * max(1.0, sum(people[a] for a in row))
        text.append(f" {terms(row, name)} >= {value - slack!r}\n {terms(row, name)} <= {value + slack!r}")
    limits = [f" {n * lo!r} <= {name[atom]} <= {n * hi!r}" for atom, n in people.items()]
    aim = terms(dict.fromkeys(target, 1), name)
    ends = []
    with tempfile.TemporaryDirectory() as folder:
        for sense in ("Minimize", "Maximize"):
            ends.append(solve(pathlib.Path(folder), "\n".join(
                [sense, f" aim: {aim}", "Subject To", *text, f" all: {terms(dict.fromkeys(people, 1), name)} >= {-1e9}",
                 "Bounds", *limits, "End", ""])))
    return None if None in ends else tuple(ends)
