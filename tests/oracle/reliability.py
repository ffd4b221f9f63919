"""Do the items belong together? Cronbach's α with Feldt's interval and McDonald's ω: metrics.md §6."""
import math

from distributions import f_quantile


def product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def jacobi(matrix, vectors):
    """Eigenvalues and eigenvectors (columns) of a symmetric matrix by rotations, which start from vectors near them."""
    k = len(matrix)
    a = product(product(list(zip(*vectors)), matrix), vectors)
    vectors = [list(row) for row in vectors]
    for _ in range(100):
        if math.sqrt(sum(a[i][j] ** 2 for i in range(k) for j in range(k) if i != j)) < 1e-15:
            break
        for p in range(k - 1):
            for q in range(p + 1, k):
                if abs(a[p][q]) < 1e-18:
                    continue
                theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                t = math.copysign(1.0, theta) / (abs(theta) + math.hypot(theta, 1.0))
                c = 1 / math.hypot(t, 1.0)
                s = t * c
                for m in (a, vectors):
                    for row in m:
                        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
                a[p], a[q] = ([c * x - s * y for x, y in zip(a[p], a[q])], [s * x + c * y for x, y in zip(a[p], a[q])])
    return [a[i][i] for i in range(k)], vectors


class PrincipalAxis:
    """One factor of a correlation matrix: communalities in, communalities of the first axis out."""

    def __init__(self, r):
        self.r, self.k = r, len(r)
        self.vectors = [[float(i == j) for j in range(self.k)] for i in range(self.k)]
        self.smallest = min(jacobi(r, self.vectors)[0])

    def __call__(self, h2):
        reduced = [[h2[i] if i == j else self.r[i][j] for j in range(self.k)] for i in range(self.k)]
        values, self.vectors = jacobi(reduced, self.vectors)
        largest = max(range(self.k), key=values.__getitem__)
        first = [row[largest] for row in self.vectors]
        sign = 1 if sum(first) > 0 else -1
        self.loadings = [sign * math.sqrt(max(values[largest], 0.0)) * x for x in first]
        return [x * x for x in self.loadings]


def settle(step, x):
    """The fixed point that repeated steps creep towards, by squared extrapolation (Varadhan & Roland 2008)."""
    for _ in range(20000):
        once = step(x)
        if max(abs(a - b) for a, b in zip(once, x)) < 1e-13:
            break
        twice = step(once)
        r = [b - a for a, b in zip(x, once)]
        v = [c - 2 * b + a for a, b, c in zip(x, once, twice)]
        length = math.sqrt(sum(a * a for a in r) / (sum(a * a for a in v) or 1.0))
        x = [a + 2 * length * b + length * length * c for a, b, c in zip(x, r, v)] if length > 1 else twice
    return once


def omega_total(r):
    """One factor by iterated principal axis; None where it does not fit."""
    k = len(r)
    axis = PrincipalAxis(r)
    if axis.smallest < 1e-8:
        return None
    h2 = settle(axis, [max(abs(r[i][j]) for j in range(k) if j != i) for i in range(k)])
    if max(h2) >= 1 or min(axis.loadings) <= 0:
        return None
    common = sum(axis.loadings) ** 2
    return common / (common + sum(1 - x * x for x in axis.loadings))


def reliability(rows, items, law):
    """rows: employees, unweighted."""
    complete = [[row.answers[item.id] * 100 / (item.count - 1) for item in items] for row in rows
                if all(item.id in row.answers for item in items)]
    n, k = len(complete), len(items)
    if n < 30 or k < 3 or any(len({values[j] for values in complete}) == 1 for j in range(k)):
        return {"n": n, "refused": "reliability"}
    mean = [math.fsum(values[j] for values in complete) / n for j in range(k)]
    s = [[math.fsum((values[i] - mean[i]) * (values[j] - mean[j]) for values in complete) / (n - 1) for j in range(k)]
         for i in range(k)]
    r = [[s[i][j] / math.sqrt(s[i][i] * s[j][j]) if i != j else 1.0 for j in range(k)] for i in range(k)]
    alpha = k / (k - 1) * (1 - sum(s[i][i] for i in range(k)) / sum(map(math.fsum, s)))
    r_mean = sum(r[i][j] for i in range(k) for j in range(i)) / (k * (k - 1) / 2)
    d1, d2 = n - 1, (n - 1) * (k - 1)
    return {"n": n, "k": k, "alpha": alpha, "std_alpha": k * r_mean / (1 + (k - 1) * r_mean),
            "lo": 1 - (1 - alpha) * f_quantile(law.upper, d1, d2),
            "hi": 1 - (1 - alpha) * f_quantile(1 - law.upper, d1, d2), "omega": omega_total(r)}
