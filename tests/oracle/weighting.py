"""Weights of metrics.md §4: a weight column scaled to the number of rows, or raking with trimming."""
import math


def scale_to_count(rows):
    total = math.fsum(row.weight for row in rows)
    for row in rows:
        row.weight *= len(rows) / total


class Margin:
    """Categories of the rows, '(missing)' where the headcounts do not know them, and what they should add up to."""

    def __init__(self, categories, headcount, total):
        known = {c: n for c, n in headcount.items() if n > 0}
        self.of_row = [c if c in known else "(missing)" for c in categories]
        share = self.of_row.count("(missing)") / len(self.of_row)
        scale = total * (1 - share) / math.fsum(known.values())
        self.targets = {c: n * scale for c, n in known.items()}
        if share > 0:
            self.targets["(missing)"] = share * total

    def sums(self, weights):
        sums = dict.fromkeys(self.targets, 0.0)
        for category, weight in zip(self.of_row, weights):
            sums[category] += weight
        return sums

    def error(self, weights):
        return max(abs(s - self.targets[c]) / self.targets[c] for c, s in self.sums(weights).items())

    def fit(self, weights):
        factor = {c: self.targets[c] / s for c, s in self.sums(weights).items()}
        return [weight * factor[c] for c, weight in zip(self.of_row, weights)]


def fit_margins(margins, weights):
    for _ in range(1000):
        for margin in margins:
            weights = margin.fit(weights)
        if max(margin.error(weights) for margin in margins) < 1e-10:
            return weights
    return None


def rake(margins, low, high):
    """Weights with Σw = n, or None where they cannot be fitted."""
    count = len(margins[0].of_row)
    if any(set(margin.targets) - set(margin.of_row) for margin in margins):
        return None
    weights = fit_margins(margins, [1.0] * count)

    def clip(weights):
        mean = math.fsum(weights) / count
        return [min(max(w, low * mean), high * mean) for w in weights]

    for _ in range(50):
        if weights is None or clip(weights) == weights:
            break
        weights = fit_margins(margins, clip(weights))
    if weights is None:
        return None
    weights = clip(weights)
    if max(margin.error(weights) for margin in margins) > 0.02:
        return None
    total = math.fsum(weights)
    return [w * count / total for w in weights]


def rake_period(rows, units, margins, headcounts, low, high):
    """Rakes the rows of one period. headcounts: [(unit, {margin: category}, n)]; margins: names after the unit."""
    by_unit = {}
    for unit, _, n in headcounts:
        by_unit[unit] = by_unit.get(unit, 0) + n
    total = sum(by_unit.values())
    if not rows or total <= 0:
        return
    fitted = [Margin([row.unit for row in rows], by_unit, total)]
    for name in margins:
        by_category = {}
        for _, categories, n in headcounts:
            if categories[name]:
                by_category[categories[name]] = by_category.get(categories[name], 0) + n
        fitted.append(Margin([row.margins.get(name, "") for row in rows], by_category, total))
    weights = rake(fitted, low, high)
    for row, weight in zip(rows, weights or []):
        row.weight = weight
