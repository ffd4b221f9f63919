#!/usr/bin/env python3
"""Compares the figures that `cxex check --figures FILE` wrote with an expected.json.

    compare_expected.py [--with drivers,linkage] [--raked] FIGURES EXPECTED

Every key of EXPECTED must be in FIGURES with the same text or, for numbers, the same value to 1e-8
relative (omega: 2e-5; with --raked, where weights were raked: 1e-6). Further keys are allowed, but
nothing that EXPECTED hides: a figure or comparison that EXPECTED has elsewhere and lacks in a cell
must be absent there. A null and an absent key are the same; so are an absent figure and one with
n = 0 alone. drivers and linkage are compared only when asked for.

The limits of an interval come out of a sum of larger numbers (difference and margin): near 0 they
keep the absolute precision of those, so their tolerance is relative to the largest number of the
interval. Exit code 0: equal; 1: different; 2: usage.
"""
import json
import sys

TOLERANCE = 1e-8
TOLERANCE_OF = {"omega": 2e-5}
LISTS = ("changes", "vs_rest", "changes_detail", "vs_rest_detail")
OPTIONAL = ("drivers", "linkage")


class Comparison:
    def __init__(self, tolerance):
        self.tolerance = tolerance
        self.checked = 0
        self.problems = []

    def problem(self, where, found, wanted):
        self.problems.append(f"{where}: {found}, expected {wanted}")

    def number(self, where, key, found, wanted, scale):
        self.checked += 1
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            self.problem(where, found, wanted)
            return
        tolerance = max(TOLERANCE_OF.get(key, 0), self.tolerance)
        if abs(found - wanted) > tolerance * max(abs(wanted), scale):
            self.problem(where, repr(found), repr(wanted))

    def value(self, where, key, found, wanted, scale=0.0):
        if isinstance(wanted, dict):
            self.object(where, found, wanted)
        elif isinstance(wanted, list):
            self.sequence(where, key, found, wanted)
        elif isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
            self.number(where, key, found, wanted, scale)
        else:
            self.checked += 1
            if found != wanted:
                self.problem(where, json.dumps(found, ensure_ascii=False),
                             json.dumps(wanted, ensure_ascii=False))

    def object(self, where, found, wanted):
        if is_nothing(wanted) and (found is None or is_nothing(found)):
            self.checked += 1
            return
        if not isinstance(found, dict):
            self.problem(where, "absent" if found is None else found, "an object")
            return
        scale = interval_scale(wanted)
        for key, value in wanted.items():
            self.value(f"{where}/{key}", key, found.get(key), value,
                       scale if key in ("lo", "hi") else rounding_scale(key))

    def sequence(self, where, key, found, wanted):
        if not isinstance(found, list) or len(found) != len(wanted):
            self.problem(where, json.dumps(found, ensure_ascii=False),
                         json.dumps(wanted, ensure_ascii=False))
            return
        for index, value in enumerate(wanted):
            self.value(f"{where}[{index}]", key, found[index], value)


def is_nothing(figure):
    """Nobody answered, or the question is withheld: {"n": 0}, perhaps with the stages there are."""
    return isinstance(figure, dict) and figure.get("n") == 0 and figure.get("value") is None


def interval_scale(figure):
    keys = ("diff", "value", "lo", "hi")
    return max([abs(figure[key]) for key in keys if isinstance(figure.get(key), (int, float))],
               default=0.0)


def rounding_scale(key):
    """A variance or spread of equal answers is 0 up to rounding of answers of size 100."""
    return 100.0 if key in ("sd", "se", "v") else 0.0


def keyed(comparisons):
    return {(one["scope"], one["period"], one["metric"]): one for one in comparisons}


def compare_list(comparison, name, found, wanted):
    have, want = keyed(found or []), keyed(wanted)
    metrics = {metric for _, _, metric in want}
    for key, value in want.items():
        comparison.value(f"{name} {' '.join(key)}", name, have.get(key), value)
    for key in have.keys() - want.keys():
        if key[2] in metrics:
            comparison.problem(f"{name} {' '.join(key)}", "there", "absent")


def compare_cells(comparison, found, wanted):
    known = {figure for windows in wanted.values() for cell in windows.values()
             for figure in cell["figures"]}
    for scope, windows in wanted.items():
        for window, cell in windows.items():
            where = f"cells/{scope}/{window}"
            have = found.get(scope, {}).get(window)
            if have is None:
                comparison.problem(where, "absent", "a cell")
                continue
            for key, value in cell.items():
                if key == "withheld_questions":
                    value = sorted(value)
                    have = dict(have, withheld_questions=sorted(have.get(key) or []))
                if key != "figures":
                    comparison.value(f"{where}/{key}", key, have.get(key), value)
            figures = have.get("figures", {})
            for figure, value in cell["figures"].items():
                comparison.value(f"{where}/{figure}", figure, figures.get(figure), value)
            for figure in known - cell["figures"].keys():
                comparison.checked += 1
                if figures.get(figure) is not None:
                    comparison.problem(f"{where}/{figure}", "shown", "absent")


def compare(found, wanted, also, tolerance, kind=Comparison):
    comparison = kind(tolerance)
    for key, value in wanted.items():
        if key in OPTIONAL and key not in also:
            continue
        if key == "cells":
            compare_cells(comparison, found.get(key, {}), value)
        elif key in LISTS:
            compare_list(comparison, key, found.get(key), value)
        else:
            comparison.value(key, key, found.get(key, [] if value == [] else None), value)
    return comparison


def main(arguments):
    also, tolerance, files = [], TOLERANCE, []
    while arguments:
        argument = arguments.pop(0)
        if argument == "--with" and arguments:
            also = arguments.pop(0).split(",")
        elif argument == "--raked":
            tolerance = 1e-6
        elif argument.startswith("-"):
            files = []
            break
        else:
            files.append(argument)
    if len(files) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    found, wanted = [json.load(open(name, encoding="utf-8")) for name in files]
    comparison = compare(found, wanted, also, tolerance)
    for problem in comparison.problems[:50]:
        print(problem)
    print(f"{comparison.checked} values compared, {len(comparison.problems)} differ")
    return 1 if comparison.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
