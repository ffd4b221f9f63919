"""EX and CX between units and over time: metrics.md §8, §9, §11, from the scorecard's own published figures."""
import math
from statistics import median

import models
import panel
from drivers import Drivers
from project import previous_period
from stream import Stream


class Linkage:
    def __init__(self, scorecard):
        self.card, self.project, self.law = scorecard, scorecard.project, scorecard.law
        self.periods = self.project.periods
        self.units = [unit for unit in self.project.units if unit not in self.project.parents]
        self.count = int(self.project.number("bootstrap", 9999))
        self.factor = self.project.number("whatif", 5)
        self.kpis = self.project.kpis
        self.points = [point for point in map(self.point, self.units) if point]
        self.ex, self.cx = ([point[side] for point in self.points] for side in ("ex", "cx"))

    def stream(self, analysis):
        return Stream(self.project.statistics.get("seed", "cxex"), analysis)

    # ---- What there is ----

    def figure(self, unit, period, figure_id):
        """A published figure that is not partial."""
        figure = self.card.cells.get(unit, {}).get(period, {"figures": {}})["figures"].get(figure_id, {})
        return figure if figure.get("n") and not figure.get("partial") else None

    def series(self, name, unit):
        """{period: value}: an index, or a KPI."""
        if name in self.kpis:
            return self.kpis[name].get(unit, {})
        figures = {period: self.figure(unit, period, name + ".index") for period in self.periods}
        return {period: figure["value"] for period, figure in figures.items() if figure}

    def both(self, unit, first, second):
        """{period: the two figures} where both are there, if that is in half of the periods."""
        pairs = {period: [self.figure(unit, period, figure_id) for figure_id in (first, second)] for period in self.periods}
        pairs = {period: pair for period, pair in pairs.items() if all(pair)}
        return pairs if pairs and len(pairs) >= math.ceil(len(self.periods) / 2) else {}

    def point(self, unit):
        pairs = self.both(unit, "ex.index", "cx.index")
        if not pairs:
            return None
        point = {"department": unit, "at": list(pairs), "answers": sum(self.card.cells[unit][p]["n"]["cx"] for p in pairs)}
        for place, side in enumerate(("ex", "cx")):
            point[side] = models.mean([pair[place]["value"] for pair in pairs.values()])
            point[side + "_v"] = math.fsum(pair[place]["v"] for pair in pairs.values()) / len(pairs) ** 2
        return point

    def rows(self, before, after, until=None):
        """Of units with three pairs or more, up to a period: x of the period before, y of the period."""
        listed = []
        for unit in self.units:
            xs, ys = self.series(before, unit), self.series(after, unit)
            own = []
            for period in self.periods[:until]:
                earlier = previous_period(period, self.project.kind, self.periods)
                if period in ys and earlier in xs:
                    own.append((unit, self.periods.index(period), xs[earlier], ys[period]))
            listed += own if len(own) >= 3 else []
        return listed

    # ---- Between units ----

    def correlation(self):
        n = len(self.points)
        if n < 8:
            return {"n": n, "refused": "correlation"}
        shares = [models.real_share(values, [p[side + "_v"] for p in self.points])
                  for side, values in (("ex", self.ex), ("cx", self.cx))]
        found = {"n": n, **models.correlation(self.ex, self.cx, self.law), "lambda_ex": shares[0], "lambda_cx": shares[1],
                 "most_r2": shares[0] * shares[1]}
        if min(shares) >= 0.6 and found["r"] is not None:
            found["corrected_r"] = max(-1.0, min(1.0, found["r"] / math.sqrt(shares[0] * shares[1])))
        return found

    def regression(self):
        n = len(self.points)
        if n < 10:
            return {"n": n, "refused": "regression"}
        if models.flat(self.ex):
            return {"n": n, "slope": None, "r2": None}
        found = {"n": n, **models.line(self.ex, self.cx, self.law)}
        weighted = models.weighted_line(self.ex, self.cx, [float(p["answers"]) for p in self.points], self.law)
        found.update({"weighted_" + key: weighted[key] for key in ("slope", "lo", "hi")})
        real = models.real_share(self.ex, [p["ex_v"] for p in self.points])
        if real >= 0.6:
            found["slope_corrected"] = found["slope"] / real
        r = models.pearson(self.ex, self.cx)
        if r is None:
            return found
        lo, hi = models.adjusted_r2_limits(self.ex, self.cx, self.count, self.law, self.stream("r2"))
        found.update(r2=r * r, adjusted_r2=models.adjusted(r * r, n), adjusted_r2_lo=lo, adjusted_r2_hi=hi)
        place = "above" if lo > 2 / 3 else "below" if hi < 2 / 3 else "inside"
        found["two_thirds"] = {"place": place} if n >= 15 else {"refused": "two_thirds"}
        return found

    def measure_values(self, measure):
        """Of each point: CX as it stands there, the others' mean over all periods that have one; None where none has."""
        for point in self.points:
            unit = point["department"]
            if measure in self.kpis:
                known = [self.kpis[measure].get(unit, {}).get(period) for period in self.periods]
            else:
                figures = [self.figure(unit, period, measure) for period in self.periods]
                known = [figure["value"] if figure else None for figure in figures]
            known = [value for value in known if value is not None]
            yield point["cx"] if measure == "cx.index" else models.mean(known) if known else None

    def quartiles(self):
        n = len(self.points)
        if n < 8:
            return {"n": n, "refused": "quartiles"}
        size = n // 4 if n >= 16 else n // 2
        order = sorted(range(n), key=lambda i: (-self.ex[i], self.points[i]["department"].encode()))
        top, bottom = order[:size], order[-size:]
        measures = [self.measure(measure, top, bottom) for measure in ["cx.index", "cx.nps", *self.kpis]]
        tested = [m for m in measures if "p" in m]
        for measure, p in zip(tested, models.step_up([m["p"] for m in tested])):
            measure["p_bh"] = p
        return {"n": n, "groups": "quartiles" if n >= 16 else "halves", "size": size, "measures": measures,
                "top": [self.points[i]["department"] for i in top],
                "bottom": [self.points[i]["department"] for i in reversed(bottom)]}

    def measure(self, measure, top, bottom):
        values = list(self.measure_values(measure))
        groups = [[values[i] for i in group] for group in (top, bottom)]
        if any(value is None for group in groups for value in group):
            return {"measure": measure, "refused": "kpi"}
        p, exact = models.permutation(*groups, self.count, self.stream(f"perm|{measure}"))
        return {"measure": measure, **models.welch(*groups, self.law), "p": p, "exact": exact}

    def in_half(self, first, second):
        """Correlation between the units that have both figures in half of the periods: their means over those."""
        pairs = [pairs for pairs in (self.both(unit, first, second) for unit in self.units) if pairs]
        if len(pairs) < 8:
            return {"n": len(pairs), "refused": "correlation"}
        columns = [[models.mean([pair[place]["value"] for pair in own.values()]) for own in pairs] for place in (0, 1)]
        return {"n": len(pairs), **models.correlation(*columns, self.law)}

    def mirrors(self):
        listed = []
        for metric in self.project.metrics:
            if not metric.mirror:
                continue
            one = {"ex_metric": metric.id, "cx_metric": metric.mirror}
            for side, question in (("ex", metric), ("cx", self.card.metric[metric.mirror])):
                nps = question.type == "nps"
                figure = self.figure("company", self.periods[-1], question.id + ("" if nps else "_index")) or {}
                for key, of in ((side, "value"), (side + "_lo", "lo"), (side + "_hi", "hi")):
                    value = figure.get(of)
                    one[key] = (value + 100) / 2 if nps and value is not None else value
            ids = [q.id + ("" if q.type == "nps" else "_index") for q in (metric, self.card.metric[metric.mirror])]
            listed.append({**one, **self.in_half(*ids)})
        return listed

    def matrix(self):
        rows = [mean for mean in self.card.person_items if mean.startswith("ex.factor_")]
        columns = [m.id + "_index" for m in self.card.stages]
        cells = [{"row": row, "column": column, **self.in_half(row, column)} for row in rows for column in columns]
        for cell in cells:
            if "refused" not in cell:
                cell["p"] = None if cell["r"] is None else models.correlation_p(cell["r"], cell["n"])
                del cell["rho"], cell["rho_lo"], cell["rho_hi"]
        tested = [cell for cell in cells if cell.get("p") is not None]
        for cell, p in zip(tested, models.step_up([cell["p"] for cell in tested])):
            cell.update(p_bh=p, clear=p < self.law.alpha and not cell["lo"] <= 0 <= cell["hi"])
        return {"rows": rows, "columns": columns, "cells": cells}

    # ---- Within units ----

    def lag(self, before, after, until=None):
        of = panel.Panel(self.rows(before, after, until))
        found = {"n": len(of.rows), "groups": len(of.names)}
        if len(of.names) < 10 or len(of.rows) < 40 or len(of.periods) < 5 or not of.good:
            return of, {**found, "refused": "lagged"}
        found.update(periods=len(of.periods), **of.fit(self.law), partial_r=of.partial_r())
        found["points"] = [{"department": unit, "period": self.periods[t], "x": x, "y": y} for unit, t, x, y in of.rows]
        if found["se"] is None:
            return of, {**found, "p": None, "clear": False}
        found["p"], found["exact"] = of.wild_p(self.count, self.stream(f"wild|{before}>{self.stream_name(after)}"))
        found["clear"] = found["p"] < self.law.alpha and not found["lo"] <= 0 <= found["hi"]
        return of, found

    def stream_name(self, name):
        return f"kpi|{name}" if name in self.kpis else name

    def cross(self, first, first_found, second, second_found):
        if "refused" in first_found or "refused" in second_found:
            return {"refused": "lagged"}
        found = panel.cross_lag(first, second, self.count, self.law, self.stream("crosslag"))
        lo, hi = found["lo"] or 0, found["hi"] or 0
        return {**found, "direction": "ex_to_cx" if lo > 0 else "cx_to_ex" if hi < 0 else "cannot_tell"}

    def usual(self, of):
        """How far x ranges within a department, at the median."""
        spreads = [max(of.raw[0][i] for i in places) - min(of.raw[0][i] for i in places) for places in of.groups.values()]
        return median(spreads)

    def what_if(self, of, found):
        refused = ("what_if" if "refused" in found else "what_if_range" if abs(self.factor) > self.usual(of)
                   else "what_if_unclear" if not found["clear"] else None)
        if refused:
            return {"refused": refused}
        limits = sorted(found[key] * self.factor for key in ("lo", "hi"))
        return {"points": self.factor, "usual": self.usual(of), "value": found["beta"] * self.factor, "lo": limits[0], "hi": limits[1]}

    def chain(self, kpi, of, found, second, second_found):
        common = set(of.names) & set(second.names)
        head = {"groups": len(common)}
        if "refused" in found or "refused" in second_found or len(common) < 15:
            return {**head, "refused": "chain"}
        if not found["clear"] or not second_found["clear"] or abs(self.factor) > self.usual(of):
            return {**head, "refused": "chain_unclear"}
        return panel.chain(of, second, self.factor, self.count, self.law, self.stream(f"chain|{kpi}"))

    def forecast(self):
        """The link as it was known a period ago, and what came, between those whose EX had risen more and the others."""
        last = len(self.periods) - 1
        _, found = self.lag("ex", "cx", last)
        changes = []
        before = previous_period(self.periods[-1], self.project.kind, self.periods)
        earlier = previous_period(before, self.project.kind, self.periods) if before in self.periods else None
        for unit in self.units:
            ex, cx = self.series("ex", unit), self.series("cx", unit)
            if before in ex and earlier in ex and before in cx and self.periods[-1] in cx:
                changes.append((ex[before] - ex[earlier], unit, cx[self.periods[-1]] - cx[before]))
        changes.sort(key=lambda change: (-change[0], change[1].encode()))
        risen, others = changes[:len(changes) // 2], changes[len(changes) // 2:]
        head = {"risen": len(risen), "others": len(others)}
        refused = ("lagged" if "refused" in found else "correlation" if len(changes) < 8
                   else "what_if_unclear" if not found["clear"] else None)
        if refused:
            return {**head, "refused": refused}
        ex_diff = models.mean([c[0] for c in risen]) - models.mean([c[0] for c in others])
        came = models.welch([c[2] for c in risen], [c[2] for c in others], self.law)
        lo, hi = sorted((found["lo"] * ex_diff, found["hi"] * ex_diff))
        expected, miss = found["beta"] * ex_diff, came["diff"] - found["beta"] * ex_diff
        return {**head, "ex_diff": ex_diff, "expected": expected, "lo": lo, "hi": hi, "came": came["diff"],
                "came_lo": came["lo"], "came_hi": came["hi"], "miss": miss,
                "miss_lo": miss - math.hypot(came["diff"] - came["lo"], hi - expected),
                "miss_hi": miss + math.hypot(came["hi"] - came["diff"], expected - lo)}

    # ---- Output ----

    def as_linkage(self):
        there, there_found = self.lag("ex", "cx")
        back, back_found = self.lag("cx", "ex")
        to_kpi = {kpi: self.lag("cx", kpi) for kpi in self.kpis}
        return {"points": [{"department": p["department"], "ex": p["ex"], "cx": p["cx"], "periods": len(p["at"]),
                            "answers": p["answers"]} for p in self.points],
                "n": len(self.points), "correlation": self.correlation(), "regression": self.regression(),
                "quartiles": self.quartiles(), "lag_ex_to_cx": there_found, "lag_cx_to_ex": back_found,
                "cross_lag": self.cross(there, there_found, back, back_found),
                "what_if": self.what_if(there, there_found),
                "chain": {kpi: self.chain(kpi, there, there_found, *lag) for kpi, lag in to_kpi.items()},
                "lag_cx_to_kpi": {kpi: lag[1] for kpi, lag in to_kpi.items()},
                "lag_ex_to_kpi": {kpi: self.lag("ex", kpi)[1] for kpi in self.kpis},
                "forecast": self.forecast(), "mirrors": self.mirrors(), "matrix": self.matrix()}

    def as_drivers(self):
        found = {}
        for side, outcome in (("cx", "cx.nps"), ("ex", "ex.enps")):
            questions = [m.id for m in (self.card.stages if side == "cx" else self.card.items)]
            questions = [m.id for m in self.project.of_side(side) if m.id in questions]
            hidden = self.card.withheld[side].get(("company", "all"), set())
            if outcome not in self.card.metric or not questions or not self.card.published(side, "company", "all"):
                continue
            figures = self.card.cells["company"]["all"]["figures"]
            indices = {q: figures[q + "_index"] for q in questions if q not in hidden and figures[q + "_index"]["n"]}
            seen = [] if outcome in hidden else self.card.rows[side]["company", "all"]
            found[side] = Drivers(seen, outcome, questions, indices, self.law, self.card.k).compute()
        return found
