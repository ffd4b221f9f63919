"""The figures of metrics.md §2, §3 and §5 computed from rows, in plain Python and by the formulas of the page, not of the
program: an oracle for real data. Quantiles and tails come from a continued fraction of the incomplete beta function."""
import math
from statistics import NormalDist

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


# ---- Distributions ----

def beta_cf(a, b, x):
    tiny, c, d, h = 1e-300, 1.0, 1.0 - (a + b) * x / (a + 1), 0.0
    d = 1.0 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 10000):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1.0 + numerator * d
            d = 1.0 / (d if abs(d) > tiny else tiny)
            c = 1.0 + numerator / c
            c = c if abs(c) > tiny else tiny
            h *= d * c
        if abs(d * c - 1.0) < 1e-16:
            break
    return h


def beta_inc(a, b, x):
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * beta_cf(a, b, x) / a
    return 1.0 - front * beta_cf(b, a, 1 - x) / b


def t_two_sided(t, df):
    return beta_inc(df / 2, 0.5, df / (df + t * t))


def t_quantile(df):
    """The t with P(|T| > t) = 1 − LEVEL, by bisection."""
    lo, hi = 0.0, 1e4
    for _ in range(200):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if t_two_sided(mid, df) > 1 - LEVEL else (lo, mid)
    return (lo + hi) / 2


def normal_two_sided(z):
    return math.erfc(abs(z) / math.sqrt(2))


def wilson(p, n):
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return (0.0 if p == 0 else centre - half, 1.0 if p == 1 else centre + half)


# ---- One question ----

class Sample:
    """Answers y with weights w."""

    def __init__(self, pairs):
        self.pairs = pairs
        self.n = len(pairs)
        self.W = math.fsum(w for _, w in pairs)
        self.Q = math.fsum(w * w for _, w in pairs)
        self.neff = self.W ** 2 / self.Q
        self.mean = math.fsum(w * y for y, w in pairs) / self.W
        self.v0 = math.fsum(w * w * (y - self.mean) ** 2 for y, w in pairs) / self.W ** 2
        self.v = self.v0 * self.n / (self.n - 1) if self.n > 1 else math.nan
        self.constant = len({y for y, _ in pairs}) == 1


def mean_figure(pairs, lo, hi):
    s = Sample(pairs)
    if s.n == 1 or s.neff < 2 or s.constant:
        p = (s.mean - lo) / (hi - lo)
        a, b = wilson(min(max(p, 0.0), 1.0), s.neff)
        return {"n": s.n, "value": s.mean, "lo": lo + a * (hi - lo), "hi": lo + b * (hi - lo), "neff": s.neff}
    half = t_quantile(s.neff - 1) * math.sqrt(s.v)
    return {"n": s.n, "value": s.mean, "lo": max(lo, s.mean - half), "hi": min(hi, s.mean + half), "neff": s.neff,
            "se": math.sqrt(s.v), "v": s.v, "df": s.neff - 1}


def share_figure(pairs, top):
    s = Sample([(1.0 if y >= top else 0.0, w) for y, w in pairs])
    neff = s.mean * (1 - s.mean) / s.v0 if 0 < s.mean < 1 else s.neff
    a, b = wilson(s.mean, neff)
    return {"n": s.n, "value": 100 * s.mean, "lo": 100 * a, "hi": 100 * b, "neff": neff}


def nps_figure(pairs):
    s = Sample([(1.0 if y >= 9 else -1.0 if y <= 6 else 0.0, w) for y, w in pairs])
    p = math.fsum(w for y, w in pairs if y >= 9) / s.W
    d = math.fsum(w for y, w in pairs if y <= 6) / s.W
    variance = p + d - (p - d) ** 2
    neff = variance / s.v0 if variance > 0 else s.neff
    P, A, D = neff * p + 0.75, neff * (1 - p - d) + 1.5, neff * d + 0.75
    total = P + A + D
    m = (P - D) / total
    se = math.sqrt(((P + D) / total - m * m) / total)
    return {"n": s.n, "value": 100 * (p - d), "lo": 100 * max(-1, m - Z * se), "hi": 100 * min(1, m + Z * se), "neff": neff,
            "adj": 100 * m, "se": 100 * se, "promoters": sum(y >= 9 for y, _ in pairs),
            "passives": sum(7 <= y <= 8 for y, _ in pairs), "detractors": sum(y <= 6 for y, _ in pairs)}


def composite_figure(rows, parts):
    """rows: (weight, {part: value on 0..100}); parts: {part: share}. Parts without an answer drop out."""
    used = [(w, y) for w, y in rows if any(c in y for c in parts)]
    parts = {c: a for c, a in parts.items() if any(c in y for _, y in used)}
    total = math.fsum(parts.values())
    mean, weight = {}, {}
    for c in parts:
        weight[c] = math.fsum(w for w, y in used if c in y)
        mean[c] = math.fsum(w * y[c] for w, y in used if c in y) / weight[c]
    value = math.fsum(a / total * mean[c] for c, a in parts.items())
    u2 = math.fsum(math.fsum(a / total * w * (y[c] - mean[c]) / weight[c] for c, a in parts.items() if c in y) ** 2
                   for w, y in used)
    n = len(used)
    v = n / (n - 1) * u2
    neff = math.fsum(w for w, _ in used) ** 2 / math.fsum(w * w for w, _ in used)
    half = t_quantile(neff - 1) * math.sqrt(v)
    return {"n": n, "value": value, "lo": max(0.0, value - half), "hi": min(100.0, value + half), "se": math.sqrt(v), "v": v,
            "neff": neff, "df": neff - 1}


# ---- Two samples ----

def share_change(new, old):
    p1, n1, p2, n2 = new["value"] / 100, new["neff"], old["value"] / 100, old["neff"]
    l1, u1, l2, u2 = new["lo"] / 100, new["hi"] / 100, old["lo"] / 100, old["hi"] / 100
    d, total = p1 - p2, n1 + n2
    pooled = (n1 * p1 + n2 * p2) / total
    z = d * math.sqrt((total - 1) / total) / math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return {"diff": 100 * d, "lo": 100 * (d - math.hypot(p1 - l1, u2 - p2)), "hi": 100 * (d + math.hypot(u1 - p1, p2 - l2)),
            "p": normal_two_sided(z)}


def mean_change(new, old):
    d, v1, v2 = new["value"] - old["value"], new["v"], old["v"]
    df = (v1 + v2) ** 2 / (v1 ** 2 / new["df"] + v2 ** 2 / old["df"])
    half = t_quantile(df) * math.sqrt(v1 + v2)
    return {"diff": d, "lo": d - half, "hi": d + half, "p": t_two_sided(d / math.sqrt(v1 + v2), df), "df": df}


def cronbach(rows):
    """α and standardised α of complete rows of k items."""
    k, n = len(rows[0]), len(rows)
    means = [math.fsum(r[j] for r in rows) / n for j in range(k)]
    s = [[math.fsum((r[i] - means[i]) * (r[j] - means[j]) for r in rows) / (n - 1) for j in range(k)] for i in range(k)]
    total = math.fsum(map(math.fsum, s))
    mean_r = math.fsum(s[i][j] / math.sqrt(s[i][i] * s[j][j]) for i in range(k) for j in range(k) if i != j) / (k * (k - 1))
    return k / (k - 1) * (1 - math.fsum(s[i][i] for i in range(k)) / total), k * mean_r / (1 + (k - 1) * mean_r)
