"""What a pack publishes, as the attacker reads it: scorecard.json turned into cells, and every other file searched for more."""
import json


class Pack:
    """One scorecard.json. cells: {(scope, window): cell}; scope "company" or the key of a unit."""

    def __init__(self, folder, number, chart=None):
        """chart(pack, scope): the units of a scope, where names alone do not tell."""
        self.folder, self.number, self.chart = folder, number, chart
        self.data = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
        self.period = self.data["report"]["period"]
        self.periods = self.data["periods"]
        self.nps = {m["id"] for m in self.data["metrics"] if m["type"] == "nps"}
        self.metric_ids = {m["id"] for m in self.data["metrics"]}
        self.cells = {(s, w): cell for s, windows in self.data["cells"].items() for w, cell in windows.items()}
        self.members = {u["key"]: u.get("members", [u["key"]]) for u in self.data.get("units", [])}
        self.name = {u["key"]: u["name"] for u in self.data.get("units", [])}

    def units_of(self, scope):
        return self.chart(self, scope) if self.chart else set(self.members.get(scope, [scope]))

    def same(self, scope):
        """By what two packs' scopes are one: the name, or the units where packs name it differently."""
        return [scope] + ([frozenset(self.chart(self, scope))] if self.chart and scope != "company" else [])

    def window_periods(self, window):
        """The periods of a window, by its id. Months only: the attacker's organisations are monthly."""
        if window == "all":
            return self.periods
        end, _, kind = window.partition(" ")
        if not kind:
            return [end]
        year, month = int(end[:4]), int(end[5:7])
        count = month if kind == "ytd" else int(kind.removeprefix("rolling"))
        months = [12 * year + month - 1 - i for i in range(count)]
        wanted = {f"{m // 12}-{m % 12 + 1:02}" for m in months}
        return [p for p in self.periods if p in wanted]

    def question_of(self, figure):
        """The question or person mean whose sums a figure tells; None: a composite, a count, a combination."""
        if figure in self.metric_ids:
            return figure
        if figure == "ex.engagement" or figure.startswith(("ex.factor_", "ex.cycle_")):
            return figure
        stem = figure.rpartition("_")[0]
        return stem if stem in self.metric_ids else None

    def themes(self):
        """(side, what it tells of comments): their number, and the themes or, without a list of themes, the pairs of words."""
        for side, told in self.data.get("themes", {}).items():
            yield side, {"comments": told["comments"], "candidates": "candidates" in told,
                         "list": told.get("themes", told.get("candidates", []))}

    def shown(self):
        """(scope, window, side, question, figure id, figure) of everything that has a number."""
        for (scope, window), cell in self.cells.items():
            for id_, figure in cell["figures"].items():
                question = self.question_of(id_)
                if question and figure.get("value") is not None and figure.get("n"):
                    yield scope, window, question[:2], question, id_, figure


def has_number(thing):
    if isinstance(thing, dict):
        return any(has_number(v) for v in thing.values())
    if isinstance(thing, list):
        return any(map(has_number, thing))
    return isinstance(thing, (int, float)) and not isinstance(thing, bool)
