"""The two worked examples give expected.json through `cxex check --figures`, except where the program hides more than it.

expected.json judges a question over the cells only where a published cell has 1 to k−1 answers to it; the program does so
for every question, for two cells with enough answers each can still tell, by their difference, what fewer than k answered.
STRICTER lists all that is hidden for that reason, and nothing else may differ. That each must be hidden is shown here by
exact arithmetic on the raw answers: with its figure there is a sum over fewer than k people, which is printed; without it
there is none.
"""
import copy
import itertools
import json
import pathlib
import sys
from fractions import Fraction

from common import Test, read_json

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "oracle"))
from compare_expected import TOLERANCE, compare  # noqa: E402
from disclosure import publication  # noqa: E402
from project import Project  # noqa: E402
from scorecard import Scorecard  # noqa: E402

STRICTER = {
    "small": {("Kỹ thuật", "2024-02"): ["ex.q2", "ex.q11"], ("Kỹ thuật", "2024-04"): ["ex.q4", "ex.q11"]},
    "edge": {("Bán hàng", "2025-02"): ["cx.stage_aftersale", "cx.stage_buy", "cx.stage_use"]},
}
# What is made of a stage too: computed a second time by tests/oracle, which hides by the same rule.
MADE_OF_STAGES = ("cx.journey", "cx.index", "combined.score", "combined.gap", "combined.diagnosis")
K = 5


# ---- Exact linear algebra ----


def exposed(sums, counts):
    """A combination of the sums that only fewer than K people are in: ({name: factor}, people), or None.

    sums: {name: atoms}; the columns of a row are the atoms, and a name for what the row was made of."""
    small = [atom for atom, n in counts.items() if n < K]
    for size in range(1, K):
        for atoms in itertools.combinations(small, size):
            people = sum(counts[atom] for atom in atoms)
            if people >= K:
                continue
            rows = [{**{("all", a): Fraction(1) for a in held if a not in atoms}, ("name", name): Fraction(1)}
                    for name, held in sums.items()]
            found = combination(rows, sums, atoms)
            if found:
                return found, people
    return None


def combination(rows, sums, atoms):
    """Of the combinations in which nobody outside `atoms` is left, one in which somebody of them is."""
    basis = []
    for row in rows:
        for pivot, other in basis:
            if row.get(pivot):
                factor = row[pivot] / other[pivot]
                for column, value in other.items():
                    row[column] = row.get(column, 0) - factor * value
        people = [c for c, v in row.items() if v and c[0] == "all"]
        if people:
            basis.append((people[0], row))
            continue
        factors = {c[1]: v for c, v in row.items() if v}
        left = [sum(v for name, v in factors.items() if atom in sums[name]) for atom in atoms]
        if any(left):
            return factors
    return None


# ---- The proof for one example ----


def prove(test, name, card):
    """The pass goes over all candidates, also those whose rows are hidden (metrics.md §7): such a sum may be in the proof."""
    for cell, questions in STRICTER[name].items():
        for question in questions:
            counts = {atom: n for atom, n in card.atoms(question[:2], lambda row: question in row.answers).items() if n}
            candidates = card.candidates(counts)
            passed = publication(counts, candidates, K)
            sums = {one: {a for a in atoms if a in counts} for one, atoms in candidates if passed[one] == "published"}
            test.expect(exposed(sums, counts) is None, f"{name}: {question} exposes somebody although {cell} is hidden")
            leak = exposed({**sums, cell: {a for a in dict(candidates)[cell] if a in counts}}, counts)
            if test.expect(leak is not None, f"{name}: {cell} {question} could be shown: nobody would stand alone"):
                terms = " ".join(f"{'+' if v > 0 else '−'} {'' if abs(v) == 1 else abs(v)}{scope} {window}"
                                 for (scope, window), v in leak[0].items())
                print(f"{name} {question}: {terms} = {leak[1]} people")
                test.expect(cell in leak[0], f"{name}: {cell} has no part in what {question} exposes")


# ---- What expected.json says, less what is hidden beyond it ----


def adjusted(expected, name, again):
    wanted = copy.deepcopy(expected)
    for (scope, window), questions in STRICTER[name].items():
        cell, own = wanted["cells"][scope][window], again["cells"][scope][window]
        cell["withheld_questions"] = sorted(cell["withheld_questions"] + [q[3:] for q in questions])
        for figure in cell["figures"]:
            if figure.rsplit("_", 1)[0] in questions:
                cell["figures"][figure] = {"n": 0}
        if not any(q.startswith("cx.stage_") for q in questions):
            continue
        cell["figures"].update({f: own["figures"][f] for f in MADE_OF_STAGES if f in cell["figures"]})
        for listed in ("changes", "vs_rest"):
            key = lambda one: (one["scope"], one["period"], one["metric"])
            mine = {key(one): one for one in again[listed]}
            wanted[listed] = [mine[key(one)] if one["scope"] == scope and one["metric"] in MADE_OF_STAGES
                              and window in (one["period"], one.get("previous")) else one for one in wanted[listed]]
    return wanted


def main():
    test = Test()
    for name in STRICTER:
        path = test.source / f"tests/cases/example-{name}/project.ini"
        figures = test.work / f"{name}.json"
        test.run("check", "--quiet", "--figures", figures, path)
        found, card = read_json(figures), Scorecard(Project(str(path)))
        again = json.loads(json.dumps(card.as_figures()))
        expected = read_json(test.source / f"tests/reference/example_{name}/expected.json")
        result = compare(found, adjusted(expected, name, again), ("drivers", "linkage"), TOLERANCE)
        print(f"example_{name}: {result.checked} values compared, {len(result.problems)} differ")
        for problem in result.problems:
            test.expect(False, f"example_{name}: {problem}")
        prove(test, name, card)
    test.done()


main()
