"""Key drivers from the rows themselves: metrics.md §10."""
import math
from collections import defaultdict

from distributions import t_quantile
from stream import fnv1a64

GROUPS = 50


def jacobi(matrix):
    """Eigenvalues and vectors (in columns) of a symmetric matrix."""
    n = len(matrix)
    a = [list(row) for row in matrix]
    v = [[float(i == j) for j in range(n)] for i in range(n)]
    for _ in range(100):
        if sum(a[i][j] ** 2 for i in range(n) for j in range(i)) < 1e-30:
            break
        for p in range(n):
            for q in range(p + 1, n):
                if a[p][q] == 0:
                    continue
                theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                t = math.copysign(1, theta) / (abs(theta) + math.hypot(theta, 1))
                c = 1 / math.hypot(t, 1)
                s = t * c
                for row in a:
                    row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
                a[p], a[q] = ([c * x - s * y for x, y in zip(a[p], a[q])], [s * x + c * y for x, y in zip(a[p], a[q])])
                for row in v:
                    row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
    return [a[i][i] for i in range(n)], v


def inverse(matrix):
    n = len(matrix)
    rows = [list(row) + [float(i == j) for j in range(n)] for i, row in enumerate(matrix)]
    for p in range(n):
        best = max(range(p, n), key=lambda i: abs(rows[i][p]))
        rows[p], rows[best] = rows[best], rows[p]
        rows[p] = [x / rows[p][p] for x in rows[p]]
        for i in range(n):
            if i != p and rows[i][p]:
                factor = rows[i][p]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[p])]
    return [row[n:] for row in rows]


def johnson(eigenvalues, vectors, r):
    k = len(r)

    def power(e):
        return [[math.fsum(vectors[i][m] * eigenvalues[m] ** e * vectors[j][m] for m in range(k)) for j in range(k)]
                for i in range(k)]

    b = [math.fsum(row[j] * r[j] for j in range(k)) for row in power(-0.5)]
    return [math.fsum((size * b[m]) ** 2 for m, size in enumerate(row)) for row in power(0.5)]


def every_r2(rxx, r):
    """R² of every set of drivers, by its bits: each is swept out of those after it."""
    k, found = len(r), [0.0] * (1 << len(r))

    def walk(matrix, places, bits, r2):
        # matrix: what bits leave of the columns in places and of the outcome, which comes last
        for i, place in enumerate(places):
            head = matrix[i]
            with_it = r2 + head[-1] ** 2 / head[i]
            found[bits | 1 << place] = with_it
            rest = range(i + 1, len(places))
            if rest:
                tail = [[matrix[a][b] - head[a] * head[b] / head[i] for b in [*rest, len(places)]] for a in rest]
                walk(tail, places[i + 1:], bits | 1 << place, with_it)

    walk([[*row, y] for row, y in zip(rxx, r)], list(range(k)), 0, 0.0)
    return found


def lmg(rxx, r):
    k, r2 = len(r), every_r2(rxx, r)
    weight = [math.factorial(s) * math.factorial(k - 1 - s) / math.factorial(k) for s in range(k)]
    return [math.fsum(weight[bin(bits).count("1")] * (r2[bits | 1 << j] - r2[bits])
                      for bits in range(1 << k) if not bits >> j & 1) for j in range(k)]


class Sums:
    """Weighted sums of the columns and of their products."""

    def __init__(self, columns):
        self.weight, self.sum = 0.0, [0.0] * columns
        self.product = [[0.0] * columns for _ in range(columns)]

    def add(self, values, weight):
        self.weight += weight
        for i, x in enumerate(values):
            self.sum[i] += weight * x
            for j in range(i + 1):
                self.product[i][j] += weight * x * values[j]

    def minus(self, other):
        rest = Sums(len(self.sum))
        rest.weight = self.weight - other.weight
        rest.sum = [a - b for a, b in zip(self.sum, other.sum)]
        rest.product = [[a - b for a, b in zip(p, q)] for p, q in zip(self.product, other.product)]
        return rest

    def correlations(self):
        """None where a column is constant."""
        m = len(self.sum)
        moment = [[self.product[max(i, j)][min(i, j)] - self.sum[i] * self.sum[j] / self.weight for j in range(m)]
                  for i in range(m)]
        if any(moment[i][i] <= 1e-11 * self.product[i][i] for i in range(m)):
            return None
        return [[1.0 if i == j else moment[i][j] / math.sqrt(moment[i][i] * moment[j][j]) for j in range(m)]
                for i in range(m)]


def shares(correlations, by_johnson):
    """Share of R² of each driver in percent, and R²."""
    rxx, r = [row[1:] for row in correlations[1:]], correlations[0][1:]
    parts = johnson(*jacobi(rxx), r) if by_johnson else lmg(rxx, r)
    r2 = math.fsum(parts)
    return [100 * part / r2 for part in parts], r2


class Drivers:
    def __init__(self, rows, outcome, questions, indices, law, minimum):
        """rows of the company over all periods; indices: {question: its index figure}."""
        self.law, self.indices, self.minimum, self.everyone = law, indices, minimum, rows
        self.outcome, self.questions = outcome, questions
        self.rows = [row for row in rows if outcome in row.answers]
        missing = {q: sum(q not in row.answers for row in self.rows) for q in questions}
        self.kept = [q for q in questions if missing[q] * 10 <= 4 * len(self.rows) and indices.get(q)]
        self.dropped = [q for q in questions if q not in self.kept]
        self.complete = [row for row in self.rows if all(q in row.answers for q in self.kept)]

    def sums(self):
        groups = defaultdict(lambda: Sums(len(self.kept) + 1))
        total = Sums(len(self.kept) + 1)
        for row in self.complete:
            values = [row.answers[q] for q in [self.outcome, *self.kept]]
            groups[fnv1a64(row.key) % GROUPS].add(values, row.weight)
            total.add(values, row.weight)
        return total, groups

    def compute(self):
        k, n = len(self.kept), len(self.complete)
        found = {"dropped": [q[3:] for q in self.dropped], "n": n, "k": k}
        if k < 2 or n < max(100, 10 * k):
            return {**found, "refused": "drivers"}
        if self.few_between():
            return {**found, "refused": "withheld"}
        total, groups = self.sums()
        correlations = total.correlations()
        if correlations is None:
            return {**found, "refused": "drivers_constant"}
        rxx, r = [row[1:] for row in correlations[1:]], correlations[0][1:]
        eigenvalues, vectors = jacobi(rxx)
        if min(eigenvalues) < 1e-8:
            return {**found, "refused": "drivers_collinear"}
        inverted = inverse(rxx)
        beta = [math.fsum(a * b for a, b in zip(row, r)) for row in inverted]
        relative = johnson(eigenvalues, vectors, r)
        general = lmg(rxx, r) if k <= 15 else None
        share, r2 = shares(correlations, k > 15)
        se, r2_se = self.jackknife(total, groups, share, r2)
        line = math.fsum(self.indices[q]["value"] for q in self.kept) / k
        listed = []
        for j, q in enumerate(self.kept):
            one = {"item": q[3:], "r": r[j], "beta": beta[j], "vif": inverted[j][j], "lmg": general and general[j],
                   "johnson": relative[j], "johnson_share": 100 * relative[j] / r2, "share": share[j],
                   "performance": self.indices[q]["value"], "sign_conflict": beta[j] * r[j] < 0}
            if se:
                half = t_quantile(self.law.upper, len(groups) - 1) * se[j]
                one.update(se=se[j], lo=max(0.0, share[j] - half), hi=min(100.0, share[j] + half))
            one["importance"] = level(one, 100 / k)
            one["performance_level"] = level(self.indices[q], line)
            one["quadrant"] = {("high", "low"): "fix_first", ("high", "high"): "keep", ("low", "low"): "low_priority",
                               ("low", "high"): "maintain"}.get((one["importance"], one["performance_level"]), "cannot_tell")
            listed.append(one)
        return {**found, "outcome": self.outcome[3:], "groups": len(groups), "r2": r2, "r2_se": r2_se,
                "condition": math.sqrt(max(eigenvalues) / min(eigenvalues)), "performance_line": line, "drivers": listed}

    def few_between(self):
        """Few people stand between the company's figures of a question and the complete rows."""
        between = [sum(q in row.answers for row in self.everyone) - len(self.complete) for q in [self.outcome, *self.kept]]
        return any(0 < n < self.minimum for n in between)

    def jackknife(self, total, groups, share, r2):
        """Standard errors of the shares and of R², leaving out a group at a time."""
        count, squares, of_r2 = len(groups), [0.0] * len(share), 0.0
        if count < 2:
            return None, None
        for group in groups.values():
            correlations = total.minus(group).correlations()
            if correlations is None:
                return None, None
            without, r2_without = shares(correlations, len(share) > 15)
            squares = [s + (a - b) ** 2 for s, a, b in zip(squares, without, share)]
            of_r2 += (r2_without - r2) ** 2
        factor = (count - 1) / count
        return [math.sqrt(factor * s) for s in squares], math.sqrt(factor * of_r2)


def level(figure, line):
    """Which side of the line an interval lies on."""
    if figure.get("lo") is not None and figure["lo"] > line:
        return "high"
    return "low" if figure.get("hi") is not None and figure["hi"] < line else "cannot_tell"
