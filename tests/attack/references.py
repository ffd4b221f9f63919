"""The attacker tried on cases whose answer is known: metrics.md's reference cases and the two questions of example_edge."""
import itertools
import json
import random
from fractions import Fraction

from exact import find_leak
from lp import bounds


def rows_of(candidates, atoms_n, published):
    return [{a: 1 for a in c["atoms"] if atoms_n[a]} for c in candidates if published(c["name"])]


def leak_of(candidates, atoms_n, k, published):
    rows = [row for row in rows_of(candidates, atoms_n, published) if row]
    return find_leak(rows, {i: n for i, n in enumerate(atoms_n) if n}, k)


def by_hand(rows, weight, k):
    """The rule itself, over every set of atoms, in fractions: for small cases."""
    def rank(columns):
        left, rank_ = [[Fraction(row.get(c, 0)) for c in columns] for row in rows], 0
        for place in range(len(columns)):
            pivot = next((r for r in left if r[place]), None)
            if pivot is None:
                continue
            left = [[x - r[place] / pivot[place] * y for x, y in zip(r, pivot)] for r in left if r is not pivot]
            rank_ += 1
        return rank_

    atoms, small = list(weight), [a for a in weight if weight[a] < k]
    whole = rank(atoms)
    for size in range(1, len(small) + 1):
        for some in itertools.combinations(small, size):
            if sum(weight[a] for a in some) < k and rank([a for a in atoms if a not in some]) < whole:
                return set(some)
    return None


def check_search(report):
    """Random small cases against the rule itself."""
    rng = random.Random("search")
    for number in range(300):
        k, atoms = rng.randint(2, 6), rng.randint(2, 8)
        weight = {a: rng.choice([1, 1, 2, 3, 4, 6, 9]) for a in range(atoms)}
        rows = []
        for _ in range(rng.randint(1, 7)):
            row = {a: rng.choice([1, 1, 1, 2]) for a in range(atoms) if rng.random() < 0.5}
            if row:
                rows.append(row)
        mine, true = find_leak(rows, weight, k), by_hand(rows, weight, k)
        if (mine is None) != (true is None):
            report.wrong(f"search {number}: found {mine}, by hand {true}: {rows} {weight} k {k}")
    report.checked += 300


def cases_of(reference, name):
    return json.load(open(reference / f"{name}.json", encoding="utf-8"))["cases"]


def check_cases(report, reference):
    """Published as expected: nothing is found. Each withheld cell, published beside what stood before it: found."""
    for number, case in enumerate(cases_of(reference, "disclosure_cases")):
        given, expected = case["input"], case["expected"]
        candidates, atoms_n, k = given["candidates"], given["atoms_n"], given["k"]
        report.checked += 1
        leak = leak_of(candidates, atoms_n, k, lambda c: expected[c] == "published")
        if leak:
            report.wrong(f"disclosure_cases {number}: {leak}")
        order = [c["name"] for c in candidates]
        for place, cell in enumerate(order):
            if expected[cell] not in ("secondary", "primary"):
                continue
            report.checked += 1
            shown = {c for c in order[:place] if expected[c] == "published"} | {cell}
            if not leak_of(candidates, atoms_n, k, shown.__contains__):
                report.wrong(f"disclosure_cases {number}: {cell} might have been published")


def check_handbook(report, reference):
    """Derivable or not; where not, the bounds by linear programming."""
    for number, case in enumerate(cases_of(reference, "disclosure_handbook")):
        given, expected = case["input"], case["expected"]
        rows = [{place: c for place, c in enumerate(row) if c} for row in given["rows"]]
        target = {place for place, c in enumerate(given["target"]) if c}
        leak = find_leak(rows, {place: 1 if place in target else 2 for place in range(len(given["target"]))}, 2)
        report.checked += 1
        if (leak is not None) != expected["derivable"]:
            report.wrong(f"disclosure_handbook {number}: {leak}")
        if "feasibility_interval" in expected:
            report.checked += 1
            found = bounds(rows, [7, 3, 3, 3, 9, 7], dict.fromkeys(range(6), 1), 0, 99, target)
            if not found or max(abs(f - e) for f, e in zip(found, expected["feasibility_interval"])) > 1e-4:
                report.wrong(f"disclosure_handbook {number}: bounds {found}")


def check_edge(report, reference):
    """The question pass as metrics.md first had it left company stage_use (n 12) minus Bán hàng (n 10) open in 2025-02."""
    cells = json.load(open(reference / "example_edge" / "expected.json", encoding="utf-8"))["cells"]
    shown, units = [], [scope for scope in cells if scope != "company"]

    def n(scope):
        return cells[scope]["2025-02"]["figures"].get("cx.stage_use_index", {}).get("n", 0)

    for scope in cells:
        if n(scope):
            shown.append(scope)
    known = {u: n(u) for u in units if n(u)}
    rest = n("company") - sum(known.values())
    weight = {**known, **({"others": rest} if rest else {})}
    rows = [dict.fromkeys(weight, 1) if s == "company" else {s: 1} for s in shown]
    leak = find_leak(rows, weight, 5)
    report.checked += 1
    if not leak or leak[1] != 2:
        report.wrong(f"example_edge: company 12 minus Bán hàng 10 not found: {leak} {weight}")


def check_references(report, reference):
    check_search(report)
    if not reference.is_dir():
        report.note(f"{reference} is not here: no reference cases")
        return
    check_cases(report, reference)
    check_handbook(report, reference)
    check_edge(report, reference)
