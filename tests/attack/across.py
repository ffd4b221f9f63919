"""Several questions together. A person mean (ex.engagement, a factor) beside the means of its items tells more than each alone:
the mean over persons weighs the answers of someone who left an item open differently from the items' own means. Where only a
few people did, what they answered on average follows. metrics.md §7 protects each question by itself; this measures what the
questions of a cell tell together, when it is known who left what open."""
from collections import Counter
from fractions import Fraction

from exact import find_leak


def patterns(rows, items):
    """{items answered: people} of the rows."""
    return Counter(frozenset(q for q in items if q in row.answers) for row in rows)


def cell_leak(people, items, shown, means, k, scored):
    """people: {pattern: n}; shown: items whose mean is published; means: {id: items} of the published person means."""
    people = {p: n for p, n in people.items() if p}
    rows = [{(p, item): 1 for p in people if item in p} for item in shown]
    for of in means.values():
        row = {}
        for pattern in people:
            answered = pattern & of
            if scored(len(answered), len(of)):
                row.update({(pattern, item): Fraction(1, len(answered)) for item in answered})
        rows.append(row)
    rows = [row for row in rows if row]
    return find_leak(rows, people, k, {(p, item): p for p in people for item in items}) if rows else None
