"""Published figures against figures from outside (metrics.md §5): all units against all benchmarks of a period are one
family, the company stands alone."""
import math

from comparisons import benjamini_hochberg, df_of, give_verdict
from distributions import normal_two_sided, t_two_sided


def test(kind, own, value, se, law):
    """kind: nps, share or mean. Limits and p of own − value; p None: none."""
    if kind == "nps":
        d, both = own["adj"] - value, math.hypot(own["se"], se)
        return {"lo": d - law.z * both, "hi": d + law.z * both, "p": normal_two_sided(d / both)}
    if kind == "share":
        p, p0, s0 = own["value"] / 100, value / 100, se / 100
        lower, upper = p - own["lo"] / 100, own["hi"] / 100 - p
        spread = p0 * (1 - p0) / own["neff"] + s0 * s0
        result = {"lo": 100 * (p - p0 - math.hypot(lower, law.z * s0)), "hi": 100 * (p - p0 + math.hypot(upper, law.z * s0)),
                  "p": None}
        if spread > 0:
            result["p"] = normal_two_sided((p - p0) / math.sqrt(spread))
        elif p == p0:
            result["p"] = 1.0
        return result
    v, df = own["v"] + se * se, df_of(own)
    if not v > 0 or not df > 0:
        return {"p": None}
    d, half = own["value"] - value, law.t(df) * math.sqrt(v)
    return {"lo": d - half, "hi": d + half, "df": df, "p": t_two_sided(d / math.sqrt(v), df)}


def kind_of(figure_id, metric):
    if metric and metric.type == "nps":
        return "nps"
    return "share" if figure_id.endswith(("_top2", "_top3", "_fav")) else "mean"


class Benchmarks:
    def __init__(self, scorecard):
        self.card, self.project = scorecard, scorecard.project

    def resolve(self, said):
        """The figure that a line names, and its question."""
        metric = self.card.metric.get(said)
        if metric:
            return metric.headline, metric
        owner = next((m for m in self.project.metrics if said.startswith(m.id + "_")), None)
        return said, owner

    def one(self, line, period, scope):
        figure_id, metric = self.resolve(line["metric"])
        own = self.card.cells[scope].get(period, {"figures": {}})["figures"].get(figure_id, {})
        if not own.get("n"):
            return None
        value, se = float(line["value"]), float(line.get("se") or 0)
        result = {"diff": own["value"] - value, "p": None}
        if own["n"] < self.project.number("test_minimum", 10):
            return {**result, "verdict": "too_few"}
        if self.partial(figure_id, scope, period):
            return {**result, "verdict": "cannot_tell"}
        return {**result, **test(kind_of(figure_id, metric), own, value, se, self.card.law)}

    def partial(self, figure_id, scope, period):
        """The combined score lacks what one of its halves lacks."""
        figures = self.card.cells[scope][period]["figures"]
        parts = ("cx.index", "ex.index") if figure_id == "combined.score" else (figure_id,)
        return any(figures.get(part, {}).get("partial") for part in parts)

    def as_json(self):
        lines = [(id_, line) for id_, records in self.project.benchmarks for line in records]
        found = {(i, scope, period): self.one(line, period, scope) for i, (_, line) in enumerate(lines)
                 for scope in self.card.scopes for period in self.project.periods}
        found = {key: one for key, one in found.items() if one}
        for period in self.project.periods:
            benjamini_hochberg([one for (_, scope, p), one in found.items() if p == period and scope != "company"])
        listed = []
        for i, (id_, line) in enumerate(lines):
            figure_id, _ = self.resolve(line["metric"])
            entry = {"id": f"{id_}.{figure_id}", "metric": figure_id, "value": float(line["value"]), "against": {},
                     "source": line["source"], "year": line["year"], "licence": line["licence"]}
            if line.get("se"):
                entry["se"] = float(line["se"])
            for (j, scope, period), one in found.items():
                if j == i:
                    give_verdict(one, self.card.law, 0)
                    one.pop("mark")
                    entry["against"].setdefault(scope, {})[period] = one
            listed.append(entry)
        return listed


def check_hidden(found, wanted, result):
    """Nothing is compared that is not published."""
    for have, want in zip(found.get("benchmarks") or [], wanted["benchmarks"]):
        for scope, periods in have.get("against", {}).items():
            result.checked += 1
            if periods.keys() - want["against"].get(scope, {}).keys():
                result.problem(f"benchmarks/{have['id']}/{scope}", sorted(periods), "absent")
