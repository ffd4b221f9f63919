"""What pages 7 and 8 test (metrics.md §5): stages; factors and the life cycle, or the questions to employees where none has
either. Against the period before and against the rest of the company; each side, kind and period is a family of its own."""
from comparisons import benjamini_hochberg, compare, give_verdict
from figures import metric_figures
from project import previous_period

SIDES = ("cx", "ex")


class Details:
    def __init__(self, scorecard):
        self.scorecard, self.project = scorecard, scorecard.project
        metrics = [m for m in self.project.metrics if m.type != "nps"]
        stages = {m.id + "_index": m for m in metrics if m.side == "cx" and m.stage}
        groups = {mean: None for mean in scorecard.person_items if mean != "ex.engagement"}
        questions = {m.id + "_index": m for m in metrics if m.side == "ex"}
        self.asked = {"cx": stages, "ex": groups or questions}

    def rest(self, side, unit, period):
        card = self.scorecard
        if not card.published(side, unit, period) or not card.published(side, "company", period):
            return {}
        rows = [row for row in card.rows[side]["company", period] if row.unit not in self.project.members[unit]]
        hidden = card.withheld[side]["company", period] | card.withheld[side][unit, period]
        figures = {}
        for figure_id, metric in self.asked[side].items():
            seen = [] if (metric.id if metric else figure_id) in hidden else rows
            if metric:
                figures[figure_id] = metric_figures(metric, seen, card.law, 4).get(figure_id, {"n": 0})
            else:
                figures[figure_id] = card.person_figure(figure_id, seen)
        return figures

    def test(self, figure_id, new, old):
        return compare(figure_id, new, old, True, self.project.number("test_minimum", 10), self.scorecard.law)

    def finish(self, family):
        benjamini_hochberg([c for c in family if c["scope"] != "company"])
        for one in family:
            own = one["metric"].endswith("_index")
            give_verdict(one, self.scorecard.law, self.scorecard.practical(one["metric"] if own else "ex.engagement"))
        return family

    def figures(self, scope, period):
        return self.scorecard.cells[scope].get(period, {"figures": {}})["figures"]

    def changes(self):
        listed = []
        for period in self.project.periods:
            before = previous_period(period, self.project.kind, self.project.periods)
            for side in SIDES:
                family = []
                for scope in self.scorecard.scopes:
                    new, old = self.figures(scope, period), self.figures(scope, before)
                    for figure_id in self.asked[side]:
                        if new.get(figure_id, {}).get("n") and old.get(figure_id, {}).get("n"):
                            family.append({"scope": scope, "period": period, "previous": before, "metric": figure_id,
                                           **self.test(figure_id, new[figure_id], old[figure_id])})
                listed += self.finish(family)
        return listed

    def vs_rest(self):
        listed = []
        for period in self.project.periods:
            for side in SIDES:
                family = []
                for unit in self.project.units:
                    own = self.figures(unit, period)
                    for figure_id, rest in self.rest(side, unit, period).items():
                        if own.get(figure_id, {}).get("n") and rest["n"] >= self.scorecard.k:
                            family.append({"scope": unit, "period": period, "metric": figure_id, "rest_n": rest["n"],
                                           "rest_value": rest["value"], **self.test(figure_id, own[figure_id], rest)})
                listed += self.finish(family)
        return listed
