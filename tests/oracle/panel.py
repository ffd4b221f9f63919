"""y = βx + department effects + period effects: metrics.md §9 and §11. Rows are (department, period, x, y)."""
import math
from itertools import product

from distributions import t_quantile
from models import percentile_limits

SMALL = 1e-9  # of a column's own size: what is left of it is rounding


def dot(a, b):
    return math.fsum(p * q for p, q in zip(a, b))


def demeaned(column, groups):
    result = list(column)
    for places in groups.values():
        middle = math.fsum(column[i] for i in places) / len(places)
        for i in places:
            result[i] -= middle
    return result


class Panel:
    def __init__(self, rows):
        self.rows = rows
        self.names = sorted({row[0] for row in rows}, key=str.encode)
        self.groups = {name: [i for i, row in enumerate(rows) if row[0] == name] for name in self.names}
        self.periods = sorted({row[1] for row in rows})
        self.dummies = [demeaned([1.0 if row[1] == t else 0.0 for row in rows], self.groups) for t in self.periods]
        self.basis = []
        for column in self.dummies:
            rest = self.without(self.without(column))
            size = math.sqrt(dot(rest, rest))
            if size > SMALL * math.sqrt(max(dot(column, column), 1e-300)):
                self.basis.append([value / size for value in rest])
        self.raw = [[row[place] for row in rows] for place in (2, 3)]
        self.x, self.y = (self.residual(column) for column in self.raw)
        self.sxx, self.syy = dot(self.x, self.x), dot(self.y, self.y)

    def without(self, column):
        for direction in self.basis:
            size = dot(direction, column)
            column = [value - size * part for value, part in zip(column, direction)]
        return column

    def residual(self, column):
        """What the department and period effects leave of a column."""
        rest = self.without(self.without(demeaned(column, self.groups)))
        middle = math.fsum(column) / len(column) if column else 0.0
        spread = math.fsum((value - middle) ** 2 for value in column)
        return rest if dot(rest, rest) > SMALL**2 * max(spread, 1e-300) else [0.0] * len(column)

    @property
    def good(self):
        return self.sxx > 0

    def beta(self):
        return dot(self.x, self.y) / self.sxx

    def partial_r(self):
        return self.beta() * math.sqrt(self.sxx / self.syy) if self.good and self.syy > 0 else None

    def correction(self):
        g, n, k = len(self.names), len(self.rows), len(self.periods)  # 1 + the dummies of all periods but one
        return g / (g - 1) * (n - 1) / (n - k)

    def scores(self, residuals):
        return [math.fsum(self.x[i] * residuals[i] for i in places) for places in self.groups.values()]

    def fit(self, law):
        beta = self.beta()
        residuals = [y - beta * x for x, y in zip(self.x, self.y)]
        scores = self.scores(residuals)
        variance = self.correction() * math.fsum(s * s for s in scores) / self.sxx**2
        if variance <= (1e-12 * (abs(beta) + math.sqrt(self.syy / self.sxx))) ** 2:
            return {"beta": beta, "se": None, "lo": None, "hi": None}
        half = t_quantile(law.upper, len(self.names) - 1) * math.sqrt(variance)
        return {"beta": beta, "se": math.sqrt(variance), "lo": beta - half, "hi": beta + half}

    def wild_p(self, count, stream):
        """Restricted wild cluster bootstrap-t; p and whether all sign vectors were counted."""
        names, g = self.names, len(self.names)
        across = []  # what department b's outcomes, turned by its sign, add to the score of department a
        for name in names:
            own = [0.0] * len(self.rows)
            for i in self.groups[name]:
                own[i] = self.y[i]
            across.append(self.scores(self.without(demeaned(own, self.groups))))
        by_score = list(zip(*across))
        sizes = [math.fsum(self.x[i] ** 2 for i in self.groups[name]) for name in names]
        root = math.sqrt(self.correction())

        def t(signs):
            scores = [sum(map(float.__mul__, line, signs)) for line in by_score]
            beta = sum(scores) / self.sxx
            return beta * self.sxx / (root * math.sqrt(sum((s - beta * size) ** 2 for s, size in zip(scores, sizes))))

        seen = abs(t([1.0] * g)) - 1e-10
        if g <= 13:
            return sum(abs(t(signs)) >= seen for signs in product((1.0, -1.0), repeat=g)) / 2**g, True
        hits = sum(abs(t([float(stream.sign()) for _ in range(g)])) >= seen for _ in range(count))
        return (1 + hits) / (count + 1), False

    # ---- Resampled departments ----

    def moments(self):
        """Of each department: Σ of products of every pair of its period dummies, x and y, the upper half in rows."""
        columns = self.dummies + [demeaned(column, self.groups) for column in self.raw]
        return {name: [math.fsum(a[i] * b[i] for i in places) for j, a in enumerate(columns) for b in columns[j:]]
                for name, places in self.groups.items()}

    def swept(self, chosen):
        """Σx̃², Σx̃ỹ, Σỹ² of the departments whose moments are given."""
        m, total = len(self.periods) + 2, list(map(sum, zip(*chosen)))
        matrix, at = [], 0
        for j in range(m):
            matrix.append([0.0] * j + total[at:at + m - j])
            at += m - j
        sizes = [matrix[j][j] for j in range(m)]
        for p in range(m - 2):
            pivot = matrix[p][p]
            if pivot <= SMALL * sizes[p]:
                continue
            head = matrix[p]
            for j in range(p + 1, m):
                if head[j]:
                    factor = head[j] / pivot
                    line = matrix[j]
                    for c in range(j, m):
                        line[c] -= factor * head[c]
        x, y = m - 2, m - 1
        return (matrix[x][x] if matrix[x][x] > SMALL * sizes[x] else 0.0, matrix[x][y],
                matrix[y][y] if matrix[y][y] > SMALL * sizes[y] else 0.0)


def resampled(first, second, count, stream, statistic):
    """statistic(sums of first, sums of second) of resamples of the departments that both have."""
    common = [name for name in first.names if name in second.groups]
    both = [panel.moments() for panel in (first, second)]
    for _ in range(count):
        drawn = [common[stream.below(len(common))] for _ in common]
        yield statistic(*(panel.swept([moments[name] for name in drawn])
                          for panel, moments in zip((first, second), both)))


def only(panel, names):
    return Panel([row for row in panel.rows if row[0] in names])


def cross_lag(first, second, count, law, stream):
    def partial(sxx, sxy, syy):
        return sxy / math.sqrt(sxx * syy) if sxx > 0 and syy > 0 else 0.0

    common = set(first.names) & set(second.names)
    one, other = (only(panel, common).partial_r() for panel in (first, second))
    found = {"groups": len(common), "diff": None, "lo": None, "hi": None}
    if one is None or other is None:
        return found
    differences = [partial(*a) - partial(*b) for a, b in resampled_sums(first, second, count, stream)]
    lo, hi = percentile_limits(differences, law)
    return {**found, "diff": one - other, "lo": lo, "hi": hi}


def resampled_sums(first, second, count, stream):
    return resampled(first, second, count, stream, lambda a, b: (a, b))


def chain(first, second, factor, count, law, stream):
    def slope(sxx, sxy, _):
        return sxy / sxx if sxx > 0 else 0.0

    common = set(first.names) & set(second.names)
    products = [factor * slope(*a) * slope(*b) for a, b in resampled_sums(first, second, count, stream)]
    lo, hi = percentile_limits(products, law)
    value = factor * only(first, common).beta() * only(second, common).beta()
    return {"groups": len(common), "points": factor, "value": value, "lo": lo, "hi": hi}
