"""Tails and quantiles of the normal, t and F laws, from the incomplete beta function by its continued fraction."""
import math
from functools import lru_cache
from statistics import NormalDist


def normal_quantile(p):
    return NormalDist().inv_cdf(p)


def normal_two_sided(z):
    return math.erfc(abs(z) / math.sqrt(2))


def normal_cdf(z):
    return math.erfc(-z / math.sqrt(2)) / 2


def log_gamma_ratio(a, b):
    """ln Γ(a+b) − ln Γ(a): without the loss of digits of two large logarithms (Stirling's series) for large a."""
    if a < 40:
        return math.lgamma(a + b) - math.lgamma(a)

    def tail(x):
        return 1 / (12 * x) - 1 / (360 * x**3) + 1 / (1260 * x**5) - 1 / (1680 * x**7)

    return (a - 0.5) * math.log1p(b / a) + b * math.log(a + b) - b + tail(a + b) - tail(a)


def beta_fraction(a, b, x):
    """Lentz's evaluation of the continued fraction; quick where x < (a+1)/(a+b+2)."""
    tiny = 1e-300
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1)
    d = 1.0 / (d or tiny)
    value = d
    for m in range(1, 100000):
        change = 1.0
        for factor in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                       -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1.0 / ((1.0 + factor * d) or tiny)
            c = (1.0 + factor / c) or tiny
            change = c * d
            value *= change
        if abs(change - 1.0) < 1e-16:
            return value
    raise ArithmeticError("incomplete beta")


def beta_below(a, b, x, y=None):
    """I_x(a, b); y = 1 − x, given where it is known more exactly."""
    y = 1.0 - x if y is None else y
    if x <= 0 or y <= 0:
        return 0.0 if x <= 0 else 1.0
    large, small = max(a, b), min(a, b)
    front = math.exp(log_gamma_ratio(large, small) - math.lgamma(small) + a * math.log(x) + b * math.log(y))
    if x < (a + 1) / (a + b + 2):
        return front * beta_fraction(a, b, x) / a
    return 1.0 - front * beta_fraction(b, a, y) / b


def t_two_sided(t, df):
    return beta_below(df / 2, 0.5, df / (df + t * t), t * t / (df + t * t))


@lru_cache(maxsize=None)
def t_quantile(p, df):
    """The t > 0 with P(T < t) = p > 1/2: a bracket, halved on the logarithmic scale, then Newton's steps."""
    wanted = 2 * (1 - p)
    low, high = 0.5, 2.0
    while t_two_sided(low, df) < wanted:
        low /= 2
    while t_two_sided(high, df) > wanted:
        high *= 2
    log_density = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)
    t = math.sqrt(low * high)
    for _ in range(100):
        excess = t_two_sided(t, df) - wanted
        low, high = (t, high) if excess > 0 else (low, t)
        slope = 2 * math.exp(log_density - (df + 1) / 2 * math.log1p(t * t / df))
        following = t + excess / slope
        if not low < following < high:
            following = math.sqrt(low * high)
        if abs(following - t) < 1e-14 * t:
            return following
        t = following
    return t


def f_quantile(p, d1, d2):
    """The F with P(F(d1, d2) < F) = p, by halving x = d1·F/(d1·F + d2)."""
    low, high = 0.0, 1.0
    for _ in range(200):
        x = (low + high) / 2
        low, high = (x, high) if beta_below(d1 / 2, d2 / 2, x) < p else (low, x)
    x = (low + high) / 2
    return d2 * x / (d1 * (1 - x))
