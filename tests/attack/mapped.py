"""Organisations whose units are renamed, merged and split while packs are made. People keep one unit, which no file names: that
of who they are with, before the change or after. What an export calls it depends on the pack: the names of the time, the old
names until the project has a map, or all written anew with the new ones."""
import csv

from organisation import Organisation, month_id

STYLES = ["of the time", "late", "anew"]


class Mapped(Organisation):
    def __init__(self, number, packs, changes=None):
        super().__init__(number, packs, changes)
        rng = self.rng
        self.style = rng.choice(STYLES)
        self.since = rng.choice(self.months)           # the month of the change
        self.map_pack = rng.randint(1, packs)          # the first pack with a map (its number, from 1)
        self.lines, self.old, self.new = [], {}, {}    # unit in the rows -> its name before, and by the map
        self.change(list(self.units))

    def change(self, units):
        rng = self.rng
        kinds = ["rename"] + (["merge"] if len(units) > 1 else []) + ["split"]
        for kind in rng.sample(kinds, rng.randint(1, len(kinds))):
            if not units:
                break
            one = units.pop(rng.randrange(len(units)))
            if kind == "rename":
                self.relabel(one, [one + " mới"])
                self.lines.append(("rename", one, one + " mới"))
            elif kind == "split":
                self.relabel(one, [one + " 1", one + " 2"], parted=True)
                self.lines += [("split", one, one + " 1"), ("split", one, one + " 2")]
            elif units:
                other = units.pop(rng.randrange(len(units)))
                into = rng.choice(["Sáp nhập", other])
                for unit in (one, other):
                    self.relabel(unit, [into])
                    if unit != into:
                        self.lines.append(("merge", unit, into))

    def relabel(self, unit, names, parted=False):
        """Rows from the change on belong to another unit than those before."""
        before = unit + "|before"
        self.old[before], self.new[before] = unit, unit if parted else names[0]
        for name in names:
            after = f"{unit}|{name}"
            self.old[after], self.new[after] = unit, name
        for row in self.rows:
            if row.unit == unit:
                row.unit = before if row.month < self.since else f"{unit}|{self.rng.choice(names)}"

    # ---- What it is called ----

    def has_map(self, packs):
        return packs >= self.map_pack

    def exported(self, unit, packs):
        """What the exports of a pack (from 1) call it."""
        if unit not in self.old:
            return unit
        before = unit.endswith("|before")
        if self.style == "anew" and self.has_map(packs):
            return self.new[unit]
        if self.style == "of the time" or self.has_map(packs):
            return self.old[unit] if before else self.new[unit]
        return self.old[unit]

    def shown(self, unit, packs):
        """The scope that it counts in."""
        return self.new.get(unit, unit) if self.has_map(packs) else self.exported(unit, packs)

    def name_of(self, row, packs):
        return self.exported(row.unit, packs)

    def units_of(self, pack, scope):
        """Of a pack's scope; pack.number is the last batch in it."""
        packs = pack.number + 1
        members = pack.members.get(scope, [scope])
        units = {row.unit for row in self.rows}
        if members != [scope]:
            return {u for u in units if self.shown(u, packs) in members}
        return {u for u in units if self.shown(u, packs) == scope}

    # ---- Files ----

    def more_sections(self, folder, packs):
        if not self.has_map(packs):
            return []
        with open(folder / "map.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["kind", "old", "new", "from"])
            for kind, old, new in self.lines:
                writer.writerow([kind, old, new, month_id(self.since)])
        return [("map", {"file": "map.csv"})]

    def listed_names(self):
        """A new unit stands where its old one stood."""
        names = super().listed_names()
        known = {name for name, _ in names}
        for unit, name in self.new.items():
            if name not in known:
                known.add(name)
                names.append((name, self.parent.get(self.old[unit], "")))
        return names
