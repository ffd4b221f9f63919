"""Correlation, regression, two groups: metrics.md §9. None: a number that does not exist."""
import math
from itertools import combinations

from distributions import t_quantile, t_two_sided


def mean(values):
    return math.fsum(values) / len(values)


def cross(xs, ys):
    """Σ (x − x̄)(y − ȳ)."""
    x, y = mean(xs), mean(ys)
    return math.fsum((a - x) * (b - y) for a, b in zip(xs, ys))


def flat(xs):
    return max(xs) - min(xs) <= 1e-12 * max(map(abs, xs), default=1.0)


def pearson(xs, ys):
    if flat(xs) or flat(ys):
        return None
    return max(-1.0, min(1.0, cross(xs, ys) / math.sqrt(cross(xs, xs) * cross(ys, ys))))


def mid_ranks(xs):
    ordered = sorted(xs)
    first, last = {}, {}
    for place, x in enumerate(ordered, 1):
        first.setdefault(x, place)
        last[x] = place
    return [(first[x] + last[x]) / 2 for x in xs]


def fisher(r, half):
    if r is None or abs(r) >= 1 - 1e-15:
        return None, None
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def correlation(xs, ys, law):
    n = len(xs)
    r, rho = pearson(xs, ys), pearson(mid_ranks(xs), mid_ranks(ys))
    half = law.z / math.sqrt(n - 3)
    lo, hi = fisher(r, half)
    rho_lo, rho_hi = fisher(rho, half * math.sqrt(1 + rho * rho / 2)) if rho is not None else (None, None)
    return {"r": r, "lo": lo, "hi": hi, "rho": rho, "rho_lo": rho_lo, "rho_hi": rho_hi}


def correlation_p(r, n):
    if abs(r) >= 1 - 1e-15:
        return 0.0
    return t_two_sided(r * math.sqrt((n - 2) / (1 - r * r)), n - 2)


def real_share(xs, variances):
    """Share of the spread that is not noise."""
    if flat(xs):
        return 0.0
    return max(0.0, 1 - mean(variances) / (cross(xs, xs) / (len(xs) - 1)))


def adjusted(r2, n):
    return 1 - (1 - r2) * (n - 1) / (n - 2)


def weighted_line(xs, ys, weights, law):
    """Slope and its HC3 interval of the line through the rows with these weights."""
    n, total = len(xs), math.fsum(weights)
    x = math.fsum(w * a for w, a in zip(weights, xs)) / total
    y = math.fsum(w * b for w, b in zip(weights, ys)) / total
    sxx = math.fsum(w * (a - x) ** 2 for w, a in zip(weights, xs))
    slope = math.fsum(w * (a - x) * (b - y) for w, a, b in zip(weights, xs, ys)) / sxx
    intercept = y - slope * x
    leverage = [w * (1 / total + (a - x) ** 2 / sxx) for w, a in zip(weights, xs)]
    residual = [b - intercept - slope * a for a, b in zip(xs, ys)]
    if any(h >= 1 - 1e-12 for h in leverage):
        se = None
    else:
        se = math.sqrt(math.fsum((w * (a - x) * e / (1 - h)) ** 2
                                 for w, a, e, h in zip(weights, xs, residual, leverage))) / sxx
    half = None if se is None else law.t(n - 2) * se
    return {"slope": slope, "intercept": intercept, "se": se, "lo": slope - half if half is not None else None,
            "hi": slope + half if half is not None else None}


def line(xs, ys, law):
    return weighted_line(xs, ys, [1.0] * len(xs), law)


def percentile_limits(replicates, law):
    ordered = sorted(replicates)
    order = round((len(ordered) + 1) * law.alpha / 2)
    return ordered[order - 1], ordered[len(ordered) - order]


def adjusted_r2_limits(xs, ys, count, law, stream):
    """Pairs bootstrap of adjusted R², clipped at 0; a resample without spread counts as 0."""
    n, found = len(xs), []
    for _ in range(count):
        drawn = [stream.below(n) for _ in range(n)]
        r = pearson([xs[i] for i in drawn], [ys[i] for i in drawn])
        found.append(0.0 if r is None else max(0.0, adjusted(r * r, n)))
    return percentile_limits(found, law)


# ---- Two groups ----

def welch(top, bottom, law):
    v1, v2 = (cross(g, g) / (len(g) - 1) / len(g) for g in (top, bottom))
    diff = mean(top) - mean(bottom)
    found = {"top": mean(top), "bottom": mean(bottom), "diff": diff}
    if flat(top) and flat(bottom):
        return {**found, "lo": None, "hi": None}
    df = (v1 + v2) ** 2 / (v1**2 / (len(top) - 1) + v2**2 / (len(bottom) - 1))
    half = t_quantile(law.upper, df) * math.sqrt(v1 + v2)
    return {**found, "lo": diff - half, "hi": diff + half}


def permutation(top, bottom, count, stream):
    pooled, m = top + bottom, len(top)
    n, total = len(pooled), math.fsum(top + bottom)

    def distance(chosen_sum):
        return abs(chosen_sum / m - (total - chosen_sum) / (n - m))

    reached = distance(math.fsum(top)) - 1e-12
    if math.comb(n, m) <= 200000:
        sums = [distance(math.fsum(chosen)) for chosen in combinations(pooled, m)]
        return sum(d >= reached for d in sums) / len(sums), True
    hits, order = 0, list(range(n))
    for _ in range(count):
        for i in range(m):
            j = i + stream.below(n - i)
            order[i], order[j] = order[j], order[i]
        hits += distance(math.fsum(pooled[i] for i in order[:m])) >= reached
    return (1 + hits) / (count + 1), False


def step_up(ps):
    """Benjamini and Hochberg's adjusted p."""
    order = sorted(range(len(ps)), key=lambda i: -ps[i])
    adjusted_ps, least = [0.0] * len(ps), 1.0
    for rank, i in zip(range(len(ps), 0, -1), order):
        least = min(least, ps[i] * len(ps) / rank)
        adjusted_ps[i] = least
    return adjusted_ps
