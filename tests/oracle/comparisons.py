"""Differences with their tests, their correction and the ranking: metrics.md §5."""
import math

from distributions import normal_cdf, normal_two_sided, t_two_sided
from figures import welch_df

def nps_difference(new, old, law):
    d, se = (new["adj"] - old["adj"]) / 100, math.hypot(new["se"], old["se"]) / 100
    return {"lo": 100 * (d - law.z * se), "hi": 100 * (d + law.z * se), "p": normal_two_sided(d / se)}


def share_difference(new, old, law):
    (p1, l1, u1), (p2, l2, u2) = ([f[key] / 100 for key in ("value", "lo", "hi")] for f in (new, old))
    n1, n2, d = new["neff"], old["neff"], p1 - p2
    n, pooled = n1 + n2, (n1 * p1 + n2 * p2) / (n1 + n2)
    result = {"lo": 100 * (d - math.hypot(p1 - l1, u2 - p2)), "hi": 100 * (d + math.hypot(u1 - p1, p2 - l2)), "p": None}
    if p1 == p2 and p1 in (0.0, 1.0):
        result["p"] = 1.0
    elif min(n1, n2) * min(pooled, 1 - pooled) >= 1:
        z = d * math.sqrt((n - 1) / n) / math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
        result["p"] = normal_two_sided(z)
    return result


def mean_difference(new, old, law):
    v1, v2 = new["v"], old["v"]
    df = welch_df(v1, df_of(new), v2, df_of(old))
    if df is None:
        return {"p": None}
    d, se = new["value"] - old["value"], math.sqrt(v1 + v2)
    half = law.t(df) * se
    return {"lo": d - half, "hi": d + half, "df": df, "p": t_two_sided(d / se, df)}


def df_of(figure):
    return figure["df"] if figure.get("df") is not None else figure.get("neff", 2) - 1


DIFFERENCE = {"cx.nps": nps_difference, "ex.enps": nps_difference, "cx.csat_top2": share_difference}
TESTED = ["cx.nps", "cx.csat_top2", "cx.index", "ex.enps", "ex.engagement", "ex.index", "combined.score"]


def compare(metric, new, old, comparable, minimum, law):
    result = {"diff": new["value"] - old["value"], "p": None}
    if min(new["n"], old["n"]) < minimum:
        return {**result, "verdict": "too_few"}
    if not comparable:
        return {**result, "verdict": "cannot_tell"}
    return {**result, **DIFFERENCE.get(metric, mean_difference)(new, old, law)}


def give_verdict(comparison, law, practical):
    if "verdict" not in comparison:
        p = comparison.get("p_bh", comparison["p"])
        word = "no_clear_difference"
        if p is None:
            word = "cannot_tell"
        elif p < law.alpha and comparison["lo"] > 0:
            word = "up"
        elif p < law.alpha and comparison["hi"] < 0:
            word = "down"
        comparison["verdict"] = word
    marked = comparison["verdict"] in ("up", "down") and abs(comparison["diff"]) >= practical
    comparison["mark"] = comparison["verdict"] if marked else "none"


def benjamini_hochberg(family):
    ordered = sorted((c for c in family if c["p"] is not None), key=lambda c: c["p"])
    least = 1.0
    for position in range(len(ordered), 0, -1):
        least = min(least, len(ordered) * ordered[position - 1]["p"] / position)
        ordered[position - 1]["p_bh"] = least


# ---- Ranking ----

def paule_mandel(y, v):
    """The between-unit variance: root of Σ (y−μ)²/(v+τ²) = k−1, 0 where there is none."""
    def excess(tau2):
        weight = [1 / (one + tau2) for one in v]
        mu = math.fsum(w * x for w, x in zip(weight, y)) / math.fsum(weight)
        return math.fsum(w * (x - mu) ** 2 for w, x in zip(weight, y)) - (len(y) - 1), mu

    if excess(0.0)[0] <= 0:
        return 0.0, None
    low, high = 0.0, 1.0
    while excess(high)[0] > 0:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle)[0] > 0 else (low, middle)
    return (low + high) / 2, excess((low + high) / 2)[1]


def ranking(figures, law):
    """figures: {unit: figure} of one index, published and whole."""
    names = [unit for unit in sorted(figures, key=str.encode) if figures[unit]["v"] > 0]
    k = len(names)
    y, n = [figures[unit]["value"] for unit in names], [figures[unit]["n"] for unit in names]
    tau2 = 0.0
    if k >= 4:
        spread = math.fsum(m * m * figures[unit]["v"] for m, unit in zip(n, names)) / sum(n)
        v = [spread / m for m in n]
        tau2, mu = paule_mandel(y, v)
    if tau2 <= 0:
        return {"n": k, "refused": "rank"}
    pull = [one / (one + tau2) for one in v]
    shrunk = [b * mu + (1 - b) * x for b, x in zip(pull, y)]
    variance = [(1 - b) * one for b, one in zip(pull, v)]
    above = [[normal_cdf((shrunk[j] - shrunk[d]) / math.sqrt(variance[j] + variance[d])) for j in range(k) if j != d]
             for d in range(k)]
    order = sorted(range(k), key=lambda d: (-shrunk[d], names[d].encode()))
    return {"departments": names, "tau2": tau2, "mu": mu, "B": pull, "shrunk": shrunk,
            "rank": [order.index(d) + 1 for d in range(k)],
            "rank_lo": [1 + sum(p > law.upper for p in above[d]) for d in range(k)],
            "rank_hi": [k - sum(p < 1 - law.upper for p in above[d]) for d in range(k)]}
