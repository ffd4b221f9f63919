"""The figures of one group of rows: metrics.md §2 and §3."""
import math
from collections import Counter
from copy import copy

from distributions import normal_quantile, t_quantile


class Law:
    """The level of a project's intervals."""

    def __init__(self, level):
        self.upper = 0.5 + level / 2
        self.alpha = 1 - level
        self.z = normal_quantile(self.upper)

    def t(self, df):
        return t_quantile(self.upper, df)

    def wilson(self, p, n):
        z2 = self.z * self.z
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = self.z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return (0.0 if p <= 0 else centre - half), (1.0 if p >= 1 else centre + half)

    def interval(self, figure, lowest, highest, constant):
        """Adds lo, hi, se, df to {value, v, n, neff}: t, or bounded where a t interval would claim too much."""
        width = highest - lowest
        if figure["n"] == 1 or figure["neff"] < 2 or constant:
            p = min(max((figure["value"] - lowest) / width, 0.0), 1.0)
            lo, hi = self.wilson(p, figure["neff"])
            figure.update(lo=lowest + lo * width, hi=lowest + hi * width, se=None, df=None, interval="bounded")
        else:
            se, df = math.sqrt(figure["v"]), figure["neff"] - 1
            half = self.t(df) * se
            figure.update(lo=max(lowest, figure["value"] - half), hi=min(highest, figure["value"] + half), se=se, df=df,
                          interval="t")
        return figure


# ---- One question ----

class Answers:
    """Values with weights, None where there is no answer; equal pairs are counted together."""

    def __init__(self, values, weights):
        counts = Counter(zip(values, weights))
        self.pairs = [((y, w), count) for (y, w), count in counts.items() if y is not None]
        self.n = sum(count for _, count in self.pairs)
        if not self.n:
            return
        self.total = math.fsum(count * w for (_, w), count in self.pairs)
        self.neff = self.total**2 / math.fsum(count * w * w for (_, w), count in self.pairs)
        self.constant = len({y for (y, _), _ in self.pairs}) == 1

    def moved(self, start, step):
        """The same answers on another scale."""
        moved = copy(self)
        moved.pairs = [((start + step * y, w), count) for (y, w), count in self.pairs]
        return moved

    def count(self, wanted):
        return sum(count for (y, _), count in self.pairs if wanted(y))

    def mean(self, score=float):
        if self.constant:  # without the rounding of weights
            return float(score(self.pairs[0][0][0]))
        return math.fsum(count * w * score(y) for (y, w), count in self.pairs) / self.total

    def linearised(self, score=float):
        """Mean and v0 of score(y)."""
        mean = self.mean(score)
        squares = math.fsum(count * (w * (score(y) - mean)) ** 2 for (y, w), count in self.pairs)
        return mean, squares / self.total**2


def nps_figure(answers, law):
    p, d = answers.mean(lambda y: y >= 9), answers.mean(lambda y: y <= 6)
    _, v0 = answers.linearised(lambda y: (y >= 9) - (y <= 6))
    spread = p + d - (p - d) ** 2
    n = spread / v0 if v0 > 0 else answers.neff
    promoters, detractors, total = n * p + 0.75, n * d + 0.75, n + 3
    mean = (promoters - detractors) / total
    se = math.sqrt(((promoters + detractors) / total - mean * mean) / total)
    return {"n": answers.n, "value": 100 * (p - d), "lo": 100 * max(-1.0, mean - law.z * se),
            "hi": 100 * min(1.0, mean + law.z * se), "adj": 100 * mean, "se": 100 * se, "neff": n,
            "promoters": answers.count(lambda y: y >= 9), "passives": answers.count(lambda y: 6 < y < 9),
            "detractors": answers.count(lambda y: y <= 6)}


def share_figure(answers, wanted, law):
    p, v0 = answers.linearised(lambda y: 1.0 if wanted(y) else 0.0)
    x = answers.count(wanted)
    p = {0: 0.0, answers.n: 1.0}.get(x, p)
    n = p * (1 - p) / v0 if 0 < x < answers.n else answers.neff
    lo, hi = law.wilson(p, n)
    return {"n": answers.n, "value": 100 * p, "lo": 100 * lo, "hi": 100 * hi, "neff": n, "x": x}


def mean_figure(answers, lowest, highest, law):
    mean, v0 = answers.linearised()
    n = answers.n
    spread = math.fsum(count * w * (y - mean) ** 2 for (y, w), count in answers.pairs) / answers.total
    figure = {"n": n, "value": mean, "neff": answers.neff, "v": v0 * n / (n - 1) if n > 1 else 0.0,
              "sd": math.sqrt(spread * n / (n - 1)) if n > 1 else 0.0}
    return law.interval(figure, lowest, highest, answers.constant)


def largest_remainder(counts):
    n = sum(counts)
    shown = [100 * c // n for c in counts]
    order = sorted(range(len(counts)), key=lambda i: (-(100 * counts[i] % n), -counts[i], i))
    for i in order[:100 - sum(shown)]:
        shown[i] += 1
    return shown


def first_top(metric, top_csat):
    """The first level of the box that the question's share counts."""
    if metric.side == "ex":
        return metric.count // 2 + metric.count % 2
    return metric.count - (3 if metric.type == "ces" else 6 - top_csat if metric.id == "cx.csat" else 2)


def boxes(metric, top_csat):
    """Sets of levels that say the same of each who gave one of them: every level, and in or out of what a share counts."""
    ends = [7, 9] if metric.type == "nps" else [first_top(metric, top_csat)]
    limits = [0, *ends, metric.count]
    return [{level} for level in range(metric.count)] + [set(range(a, b)) for a, b in zip(limits, limits[1:])]


def metric_figures(metric, rows, law, top_csat):
    """{id: figure} of one question; {id: {"n": 0}} where nobody answered it."""
    weights = [row.weight for row in rows]
    levels = Answers([row.answers.get(metric.id) for row in rows], weights)
    if metric.type == "nps":
        return {metric.id: nps_figure(levels, law) if levels.n else {"n": 0}}
    best = metric.count - 1
    ex = metric.side == "ex"
    share_name = "_fav" if ex else "_top3" if metric.type == "ces" else "_top2"
    if not levels.n:
        return {metric.id + name: {"n": 0} for name in ("_index", "_mean", share_name)}
    top = first_top(metric, top_csat)
    share = share_figure(levels, lambda y: y >= top, law)
    if ex:
        bottom = metric.count // 2  # levels below the middle
        low = levels.count(lambda y: y < bottom)
        counts = [share["x"], levels.n - share["x"] - low, low]
        share.update(unfavourable=100 * levels.mean(lambda y: y < bottom), counts=counts, shown=largest_remainder(counts))
    return {metric.id + "_index": mean_figure(levels.moved(0, 100 / best), 0, 100, law),
            metric.id + "_mean": mean_figure(levels.moved(metric.lowest, 1), metric.lowest, metric.lowest + best, law),
            metric.id + share_name: share}


# ---- Composites ----

def on_hundred(metric, level):
    if metric.type == "nps":
        return 100.0 if level >= 9 else 0.0 if level <= 6 else 50.0
    return 100.0 * level / (metric.count - 1)


def composite_figure(rows, shares, law):
    """shares: {component: weight}, of components that somebody answered; row.hundred has the answers on 0..100."""
    total = math.fsum(shares.values())
    weights = [row.weight for row in rows]
    columns = {c: [row.hundred.get(c) for row in rows] for c in shares}
    answers = {c: Answers(column, weights) for c, column in columns.items()}
    mean = {c: a.mean() for c, a in answers.items()}
    value = math.fsum(shares[c] / total * mean[c] for c in shares)
    parts = []  # a column for each component: what its answers add to u_i / w_i
    for c, a in answers.items():
        part = {y: shares[c] / total * (y - mean[c]) / a.total for (y, _), _ in a.pairs}
        part[None] = 0.0
        parts.append([part[y] for y in columns[c]])
    squares = math.fsum([(w * u) ** 2 for w, u in zip(weights, map(sum, zip(*parts)))])
    nothing = (None,) * len(shares)
    everybody = Answers([None if row == nothing else 0.0 for row in zip(*columns.values())], weights)
    n = everybody.n
    constant = all(a.constant for a in answers.values())
    figure = {"n": n, "value": value, "neff": everybody.neff,
              "v": 0.0 if constant or n == 1 else squares * n / (n - 1)}
    return law.interval(figure, 0, 100, constant)


def person_mean(row, items, half_rule):
    """The mean on 0..100 of one who answered enough of the items, else None."""
    values = [on_hundred(item, row.answers[item.id]) for item in items if item.id in row.answers]
    return math.fsum(values) / len(values) if values and len(values) >= math.ceil(half_rule * len(items) - 1e-9) else None


# ---- Combined ----

def mover(parts):
    """Interval of Σ a·θ from [(a, value, lo, hi)], a of either sign."""
    value = math.fsum(a * t for a, t, _, _ in parts)
    below = math.fsum((a * (t - (lo if a > 0 else hi))) ** 2 for a, t, lo, hi in parts)
    above = math.fsum((a * ((hi if a > 0 else lo) - t)) ** 2 for a, t, lo, hi in parts)
    return value, value - math.sqrt(below), value + math.sqrt(above)


def welch_df(v1, df1, v2, df2):
    """None where neither side has a variance to speak of."""
    below = (v1**2 / df1 if v1 > 0 else 0.0) + (v2**2 / df2 if v2 > 0 else 0.0)
    return (v1 + v2) ** 2 / below if below > 0 else None


def combined_score(cx, ex, a, geometric):
    if geometric:
        if not cx["value"] * ex["value"] > 0:
            return {"n": 0}
        logs = [(weight, *(math.log(f[key]) if f[key] > 0 else -math.inf for key in ("value", "lo", "hi")))
                for weight, f in ((a, cx), (1 - a, ex))]
        value, lo, hi = (math.exp(x) for x in mover(logs))
        v1, v2 = ((w * value / f["value"]) ** 2 * f["v"] for w, f in ((a, cx), (1 - a, ex)))
    else:
        value, lo, hi = mover([(a, cx["value"], cx["lo"], cx["hi"]), (1 - a, ex["value"], ex["lo"], ex["hi"])])
        v1, v2 = a * a * cx["v"], (1 - a) ** 2 * ex["v"]
    return {"n": min(cx["n"], ex["n"]), "value": value, "lo": max(0.0, lo), "hi": min(100.0, hi), "v": v1 + v2,
            "df": welch_df(v1, cx["neff"] - 1, v2, ex["neff"] - 1)}


def combined_figures(cx, ex, a, geometric, cuts, margin):
    score = combined_score(cx, ex, a, geometric)
    gap, low, high = mover([(1, cx["value"] - cuts[0], cx["lo"] - cuts[0], cx["hi"] - cuts[0]),
                            (-1, ex["value"] - cuts[1], ex["lo"] - cuts[1], ex["hi"] - cuts[1])])
    state = ("cx_higher" if low > margin else "ex_higher" if high < -margin else
             "balanced" if -margin < low and high < margin else "cannot_tell")
    level = ["high" if f["lo"] >= cut else "low" if f["hi"] < cut else "cannot_tell" for f, cut in zip((cx, ex), cuts)]
    word = {("high", "high"): "both_high", ("low", "low"): "both_low", ("high", "low"): "cx_gt_ex",
            ("low", "high"): "ex_gt_cx"}.get(tuple(level))
    word = word or {"cx_higher": "cx_gt_ex", "ex_higher": "ex_gt_cx"}.get(state, "cannot_tell")
    return {"combined.score": score, "combined.gap": {"value": gap, "lo": low, "hi": high, "state": state},
            "combined.diagnosis": {"value": word, "cx_level": level[0], "ex_level": level[1]}}
