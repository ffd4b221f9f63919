"""What figures are shown of: units, the parents above them, groups that small units are rolled up into; and the windows."""
import re


class Scope:
    def __init__(self, key, members, kind="unit", above=None):
        self.key, self.members, self.kind, self.above = key, set(members), kind, above


class Organisation:
    """units: keys in display order; lines: {key: line of the units file}; rows: {(side, unit, period): number of rows}."""

    def __init__(self, units, lines, rows, merge, minimum):
        self.units, self.lines, self.rows, self.minimum = units, lines, rows, minimum
        self.total = {unit: sum(n for (_, u, _), n in rows.items() if u == unit) for unit in units}
        self.group_of, self.groups = {}, {}
        self.find_parents()
        if merge == "auto":
            self.merge_small()
        elif merge:
            for part in merge.split("|"):
                names, into = part.split("->")
                self.roll_up([name.strip() for name in names.split(",")], into.strip())
        self.drop_doubles()

    # ---- Parents: units that others name, and names that no unit has ----

    def written(self, unit):
        return self.lines.get(unit, {}).get("parent", "")

    def find_parents(self):
        self.above = {unit: self.written(unit) or None for unit in self.units}
        self.labels = {name for name in self.above.values() if name} - set(self.units)

    def line_above(self, unit):
        while self.above.get(unit):
            unit = self.above[unit]
            yield unit

    def drop_doubles(self):
        """A name above a single unit or group would say the same twice."""
        for label in self.labels:
            below = {self.group_of.get(u, u) for u in self.units if self.above[u] == label
                     and any(self.total[v] for v in self.units if v == u or u in self.line_above(v))}
            if len(below) < 2:
                self.above = {u: None if a == label else a for u, a in self.above.items()}
        self.labels &= set(self.above.values())

    # ---- Groups ----

    def leaves(self):
        parents = set(self.above.values())
        return [u for u in self.units if self.total[u] and u not in parents and u not in self.groups and u not in self.group_of]

    def roll_up(self, units, name):
        self.groups[name] = set(units) | ({name} if name in self.units else set())
        for unit in units:
            self.group_of[unit] = name
            if self.above[unit] is None and name in self.above:
                self.above[unit] = self.above[name]

    def small(self, members):
        for side in ("cx", "ex"):
            periods = {}
            for (s, unit, period), n in self.rows.items():
                if s == side and unit in members:
                    periods[period] = periods.get(period, 0) + n
            present = [n for n in periods.values() if n]
            if 2 * sum(n < self.minimum for n in present) > len(present):
                return True
        return False

    def merge_small(self):
        place = {unit: i for i, unit in enumerate(self.units)}
        clusters = [[unit] for unit in self.leaves()]
        size = lambda cluster: sum(self.total[u] for u in cluster)
        stuck = []
        while True:
            todo = [c for c in clusters if self.small(c) and c not in stuck]
            if not todo:
                break
            least = min(todo, key=lambda c: (size(c), place[c[0]]))
            siblings = [c for c in clusters if c is not least and self.written(c[0]) == self.written(least[0])]
            if not siblings:
                stuck.append(least)
                continue
            away = lambda c: min(abs(place[u] - place[v]) for u in c for v in least)
            nearest = min(siblings, key=lambda c: (away(c), size(c), min(p for p in map(place.get, c) if min(
                abs(p - place[v]) for v in least) == away(c))))
            clusters = [c for c in clusters if c is not least and c is not nearest]
            clusters.append(sorted(least + nearest, key=place.get))
        for cluster in clusters:
            if len(cluster) > 1:
                names = [self.lines.get(u, {}).get("name") or u for u in cluster]
                whole = " + ".join(names)
                self.roll_up(cluster, whole if len(whole) <= 60 else f"{names[0]} + {len(names) - 1}")

    # ---- All of them ----

    def scopes(self):
        parents = {name for name in self.above.values() if name}
        found = [Scope(unit, {unit} | {u for u in self.units if unit in self.line_above(u)},
                       "parent" if unit in parents else "unit", self.above[unit])
                 for unit in self.units if unit not in self.group_of and unit not in self.groups]
        found += [Scope(label, {u for u in self.units if label in self.line_above(u)}, "parent") for label in self.labels]
        for name, members in self.groups.items():
            above = {self.above[u] for u in members}
            found.append(Scope(name, members, "group", above.pop() if len(above) == 1 else None))
        return sorted(found, key=lambda scope: scope.key.encode())


# ---- Windows ----

def part_of_year(period):
    """0 for the first part of its year."""
    part = re.fullmatch(r"\d{4}(?:-[QH]?(\d+))?", period)[1]
    return int(part) - 1 if part else 0


def running_windows(periods, previous, asked):
    """{id: periods} of the years so far, from their second period, and of full runs; previous: period -> the one before."""
    found = {}
    for period in periods:
        run = [period]
        while previous(run[0]) in periods:
            run.insert(0, previous(run[0]))
        for word in [w.strip() for w in asked.split(",")] if asked not in ("", "none") else []:
            length = part_of_year(period) + 1 if word == "ytd" else int(word[len("rolling"):])
            if length <= len(run) and length > 1:
                found[f"{period} {word}"] = run[-length:]
    return found
