"""The attacker: knows every n and the organisation chart, reads packs, and asks whether what they say together gives away what
fewer than k people answered.

Test 1 (exact): for each question, person mean, and for the cells themselves, every published figure is a sum over atoms (unit,
period, batch of arrival). No combination of them may rest on fewer than k answerers (exact.py).
Test 2: what each hidden sum can be at least and at most (lp.py): told, not asserted.
Beside these: nothing hidden may stand in a pack at all (a number of a hidden cell, a difference from which it follows).
"""
from exact import find_leak
from lp import bounds
from pack import has_number


def question_names(figure):
    """What a composite is made of, stages one by one: ["nps", "stage_buy"]."""
    parts = figure.get("components", [])
    stages = [s for p in parts if p.startswith("journey:") for s in p.removeprefix("journey:").split("+")]
    return [p for p in parts if not p.startswith("journey:")] + ["stage_" + s for s in stages + figure.get("stages", [])]


def hundred(figures, question):
    """(answerers, sum on 0..100) of a question as a cell tells it."""
    for id_, shift, factor in ((question + "_index", 0, 1), (question, 100, 0.5), (question, 0, 1)):
        figure = figures.get(id_, {})
        if figure.get("value") is not None:
            if shift and "promoters" not in figure:
                continue
            return figure["n"], figure["n"] * factor * (figure["value"] + shift)
    return 0, 0.0


EXACT = 1e-4  # of the scale, per person: GLPK is not exacter


class Attack:
    def __init__(self, counts, k, weighted=None, comment_minimum=10):
        """counts: {side: {question or None: {atom: n}}}, atom: (unit, period, batch, gone), the number of the first pack that
        it can be in and of the first that it is no longer in; weighted: {side: are its means of weighted answers}."""
        self.counts, self.k, self.weighted = counts, k, weighted or {}
        self.told = {}  # {(side, question, scope, window): {value: atoms}}: what a figure was that is printed again
        self.rows = {}  # (side, question): {frozenset of atoms: (value on 0..1 or None, where it stood)}
        self.units = {unit for of in counts.values() for n in of.values() for unit, *_ in n}
        self.comment_minimum = comment_minimum
        self.problems, self.checked = [], 0
        self.known, self.bounded = 0, 0  # hidden sums that can only be one value, of all that were bounded

    def wrong(self, text):
        self.problems.append(text)

    # ---- Reading ----

    def read(self, pack):
        """Takes everything a pack publishes; its number is the last batch that can be in it."""
        for (scope, window), cell in pack.cells.items():
            self.read_cell(pack, scope, window, cell)
        for scope, window, side, question, id_, figure in pack.shown():
            self.read_figure(pack, (scope, window), side, question, id_, figure)
        self.read_themes(pack)
        self.check_differences(pack)
        self.check_rankings(pack)

    def atoms(self, pack, cell, side, question, last):
        scope, window = cell
        units = self.units if scope == "company" else pack.units_of(scope)
        periods = set(pack.window_periods(window))
        return frozenset(a for a, n in self.counts[side].get(question, {}).items()
                         if n and a[0] in units and a[1] in periods and a[2] <= last < a[3])

    def answered(self, pack, cell, side, question, n, value=None):
        """The atoms that a figure of n answerers was made of: with all that had arrived, or as an earlier pack told it: who
        sees the same value of as many people again takes it for the same people. A cell's value is all its figures."""
        known = [self.told.setdefault((side, question, name, cell[1]), {}) for name in pack.same(cell[0])]
        found = next((told[n, value] for told in known if value is not None and (n, value) in told), None)
        for last in range(pack.number, -1, -1) if found is None else ():
            atoms = self.atoms(pack, cell, side, question, last)
            if sum(self.counts[side][question][a] for a in atoms) == n:
                found = atoms
                break
        if found is not None:
            for told in known if value is not None else ():
                told[n, value] = found
            return found
        self.wrong(f"{self.place(pack, *cell)}: {question}: n {n} is of no batch of answers that is known")
        return None

    def take(self, side, question, atoms, value, where):
        known = self.rows.setdefault((side, question), {})
        if atoms and (atoms not in known or known[atoms][0] is None):
            known[atoms] = (value, where)

    def place(self, pack, scope, window):
        return f"pack {pack.number} ({pack.period}), {scope}, {window}"

    def read_cell(self, pack, scope, window, cell):
        figures, where = cell["figures"], self.place(pack, scope, window)
        withheld = set(cell["withheld_questions"])
        for side in self.counts:
            self.checked += 1
            state = cell["publish"].get(side)
            of_side = {id_: f for id_, f in figures.items() if id_.startswith(side + ".")}
            if state == "published":
                values = tuple(sorted((id_, f["value"]) for id_, f in of_side.items() if f.get("value") is not None))
                atoms = self.answered(pack, (scope, window), side, None, cell["n"][side], values)
                self.take(side, None, atoms, None, where)
                self.check_parts(where, side, of_side)
                continue
            if has_number(of_side) or (side in cell["n"] and state != "empty"):
                self.wrong(f"{where}: hidden, but there are {sorted(of_side)} n {cell['n'].get(side)}")
        for id_ in figures:
            name = id_.partition(".")[2]
            if name in withheld or name.rpartition("_")[0] in withheld:
                self.wrong(f"{where}: {id_} of a withheld question")
        shown = {i for i in ("cx.index", "ex.index") if figures.get(i, {}).get("value") is not None}
        both = any(has_number(f) for id_, f in figures.items() if id_.startswith("combined."))
        if both and len(shown) < 2:
            self.wrong(f"{where}: combined figures beside {sorted(shown)} alone")

    def check_parts(self, where, side, figures):
        """A composite is made of questions that are shown in the same cell."""
        def shown(question):
            return any(id_ == question or id_.rpartition("_")[0] == question for id_, f in figures.items() if f.get("n"))
        for id_, figure in figures.items():
            for name in question_names(figure) if figure.get("value") is not None else ():
                self.checked += 1
                if not shown(f"{side}.{name}"):
                    self.wrong(f"{where}: {id_} holds {name}, which is not shown there")

    def read_figure(self, pack, cell, side, question, id_, figure):
        if side not in self.counts or question not in self.counts[side]:
            self.wrong(f"{self.place(pack, *cell)}: {id_} of a question that nobody answered")
            return
        self.checked += 1
        atoms = self.answered(pack, cell, side, question, figure["n"], (id_, figure["value"]))
        if atoms is None:
            return
        value = None
        if id_ in (question + "_index", question) and question not in pack.nps and not self.weighted.get(side):
            value = figure["value"] / 100
        self.take(side, question, atoms, value, self.place(pack, *cell))

    # ---- Comments ----

    def read_themes(self, pack):
        """A theme's count is a sum over those who wrote a comment: that is the question, in the atoms of the company."""
        for side, told in pack.themes():
            everybody = side + ".comments"
            cell, of = ("company", pack.period), self.counts[side].get(everybody)
            if of is None:
                continue  # nothing is known of this organisation's comments
            self.checked += 1
            where = f"{self.place(pack, *cell)}, comments of {side}"
            if pack.cells[cell]["publish"].get(side) != "published" or told["comments"] < self.comment_minimum:
                self.wrong(f"{where}: {told['comments']} are told of, the cell is {pack.cells[cell]['publish'].get(side)}")
            values = tuple((t["id"], t["n"]) for t in told["list"])
            self.take(side, everybody, self.answered(pack, cell, side, everybody, told["comments"], values), None, where)
            for theme in told["list"]:
                self.checked += 1
                if theme["n"] < (self.comment_minimum if told["candidates"] else self.k):
                    self.wrong(f"{where}: {theme['name']} is told of {theme['n']}")
            self.read_previous_themes(pack, side, told["list"])

    def read_previous_themes(self, pack, side, themes):
        """The shares of the period before, which had come by this pack or as an earlier one told them."""
        themes = [t for t in themes if "previous" in t]
        before = [p for p in pack.periods if p < pack.period]
        if not themes or not self.expect_previous(pack, before):
            return
        cell, everybody = ("company", before[-1]), side + ".comments"
        for last in range(pack.number, -1, -1):
            atoms = self.atoms(pack, cell, side, everybody, last)
            n = sum(self.counts[side][everybody][a] for a in atoms)
            named = [sum(self.counts[side].get((everybody, t["name"]), {}).get(a, 0) for a in atoms) for t in themes]
            if n and all(abs(100 * x / n - t["previous"]) < 1e-9 for x, t in zip(named, themes)):
                self.take(side, everybody, atoms, None, f"{self.place(pack, *cell)}, comments of {side} again")
                return
        self.wrong(f"{self.place(pack, *cell)}: shares of themes that no batch of comments has: {themes}")

    def expect_previous(self, pack, before):
        if not before:
            self.wrong(f"pack {pack.number}: themes are compared with a period that is not there")
        return before

    # ---- Differences ----

    def check_differences(self, pack):
        """A difference is of two figures that are shown: else the hidden one is the shown one plus the difference."""
        def figure(scope, window, metric):
            return pack.cells.get((scope, window), {"figures": {}})["figures"].get(metric, {})

        for list_ in ("changes", "vs_rest", "changes_detail", "vs_rest_detail"):
            for one in pack.data.get(list_, []):
                self.checked += 1
                metric, here = one["metric"], (one["scope"], one["period"])
                other = (one["scope"], one["previous"]) if "previous" in one else ("company", one["period"])
                sides = [figure(*here, metric), figure(*other, metric)]
                where = f"pack {pack.number}: {list_} {here} {metric}"
                if any(s.get("value") is None for s in sides) and has_number({k: one[k] for k in one if k != "rest_n"}):
                    self.wrong(f"{where}: a difference to what is not shown")
                if list_.startswith("vs_rest"):
                    self.check_rest(pack, where, one, sides)

    def check_rest(self, pack, where, one, figures):
        """An index of the rest is made of what unit and company both show: else the unit's hidden part follows from it."""
        if "rest_n" in one and one["rest_n"] < self.k:
            self.wrong(f"{where}: the rest is {one['rest_n']} people")
        side = one["metric"][:2]
        if one["metric"] not in ("cx.index", "ex.index") or "rest_value" not in one or self.weighted.get(side):
            return
        unit, company = (pack.cells[scope, one["period"]]["figures"] for scope in (one["scope"], "company"))
        withheld = pack.cells[one["scope"], one["period"]]["withheld_questions"]
        parts = [question_names(f) for f in figures]
        unasked = [name for name in parts[1] if name not in parts[0] and name not in withheld]
        possible = [self.rest_index(side, unit, company, names) for names in (parts[0], parts[0] + unasked)]
        if not any(value is not None and abs(value - one["rest_value"]) < 1e-6 for value in possible):
            self.wrong(f"{where}: the rest's {one['rest_value']} does not come from what the unit shows ({parts[0]}): {possible}")

    def rest_index(self, side, unit, company, names):
        """The composite of company minus unit, equal weights (metrics.md §3)."""
        part = {}
        for name in names:
            (n, sum_), (n_unit, sum_unit) = (hundred(figures, f"{side}.{name}") for figures in (company, unit))
            if n > n_unit:
                part[name] = (sum_ - sum_unit) / (n - n_unit)
        stages = [name for name in part if name.startswith("stage_")]
        means = [value for name, value in part.items() if name not in stages]
        if len(stages) >= 3:
            means.append(sum(part[s] for s in stages) / len(stages))
        return sum(means) / len(means) if means else None

    def check_rankings(self, pack):
        for name, ranking in pack.data.get("ranking", {}).items():
            metric, _, window = name.partition("@")
            for scope in ranking.get("departments", []):
                self.checked += 1
                if pack.cells[scope, window]["figures"].get(metric, {}).get("value") is None:
                    self.wrong(f"pack {pack.number}: {scope} is ranked by {name}, which it does not show")

    # ---- Test 1 ----

    def exact(self, cache):
        """Leaks of every question; the cache keeps what is known of the same rows over the same people."""
        for (side, question), known in self.rows.items():
            people = {a: n for a, n in self.counts[side][question].items() if n}
            rows = sorted(known, key=lambda atoms: sorted(map(str, atoms)))
            key = (frozenset(rows), frozenset(people.items()), self.k)
            self.checked += 1
            if key not in cache:
                cache[key] = find_leak([dict.fromkeys(row, 1) for row in rows], people, self.k)
            if cache[key]:
                blocks, n, how = cache[key]
                terms = "; ".join(f"{c} × [{known[rows[i]][1]}]" for i, c in sorted(how.items())[:8])
                self.wrong(f"{question or side + ' cells'}: {n} people (k {self.k}) of {sorted(blocks)}: {terms}"
                           + (" …" if len(how) > 8 else ""))

    # ---- Test 2 ----

    def narrowest(self, most_targets, rng):
        """The narrowest interval of a hidden atom's mean, as a share of the scale: (width, what), or None."""
        best = None
        targets = []
        for (side, question), known in self.rows.items():
            if question is None or any(value is None for value, _ in known.values()):
                continue
            people = {a: n for a, n in self.counts[side][question].items() if n}
            published = set(known)
            targets += [(side, question, a) for a in people if people[a] < self.k and frozenset([a]) not in published]
        for side, question, atom in rng.sample(targets, min(most_targets, len(targets))):
            people = {a: n for a, n in self.counts[side][question].items() if n}
            rows = list(self.rows[side, question].items())
            values = [value * sum(people[a] for a in atoms) for atoms, (value, _) in rows]
            ends = bounds([dict.fromkeys(r, 1) for r, _ in rows], values, people, 0, 1, {atom})
            self.checked += 1
            self.bounded += 1
            if ends is None:
                self.wrong(f"{question} {atom}: GLPK finds no answers that would give the published figures")
                continue
            width = (ends[1] - ends[0]) / people[atom]
            if width < EXACT:
                # Test 1 finds nothing, so this comes of the ends of the scale: people whose sum is known all gave one end
                # of it, which metrics.md says is not prevented.
                self.known += 1
            elif best is None or width < best[0]:
                about = f"{ends[0] / people[atom]:.3f} to {ends[1] / people[atom]:.3f}"
                best = (width, f"{question} of {atom}, n {people[atom]}: {about} on 0 to 1")
        return best
