"""What may be published: metrics.md §7, elimination of the candidates in their order, modulo 2^31 − 1. No hashing of
columns and no cleverness: the columns are kept sparse, the search is over all sets of small atoms."""

PRIME = 2**31 - 1


def add_scaled(row, other, factor):
    """row + factor·other of two sparse rows."""
    sum_ = dict(row)
    for column, value in other.items():
        value = (sum_.get(column, 0) + factor * value) % PRIME
        if value:
            sum_[column] = value
        else:
            sum_.pop(column, None)
    return sum_


def dependent_set(rows, counts, k):
    """Is there a set of atoms with fewer than k people in all whose rows are linearly dependent?"""
    small = sorted((i for i in rows if counts[i] < k), key=lambda i: (counts[i], i))

    def search(start, total, basis):
        for position in range(start, len(small)):
            atom = small[position]
            if total + counts[atom] >= k:
                return False
            row = rows[atom]
            for pivot, member in basis:
                if pivot in row:
                    row = add_scaled(row, member, -row[pivot] * pow(member[pivot], -1, PRIME))
            if not row:
                return True
            if search(position + 1, total + counts[atom], basis + [(next(iter(row)), row)]):
                return True
        return False

    return search(0, 0, [])


def without_candidate(rows, sums):
    """The columns of the null space that also leave the candidate's sum alone."""
    pivot = min(sums)
    inverse = pow(sums[pivot], -1, PRIME)
    left = {}
    for atom, row in rows.items():
        left[atom] = row
        if pivot in row:
            row = dict(row)
            factor = row.pop(pivot)
            change = {c: v for c, v in sums.items() if c != pivot}
            left[atom] = add_scaled(row, change, -factor * inverse % PRIME)
    return left


def publication(counts, candidates, k):
    """counts: {atom: n}; candidates: [(name, atoms)] in the order of §7. Returns {name: verdict}."""
    counts = {atom: n for atom, n in counts.items() if n > 0}
    rows = {atom: {column: 1} for column, atom in enumerate(counts)}
    verdict = {}
    for name, atoms in candidates:
        atoms = [atom for atom in atoms if atom in counts]
        total = sum(counts[atom] for atom in atoms)
        if total < k:
            verdict[name] = "primary" if total else "empty"
            continue
        sums = {}
        for atom in atoms:
            sums = add_scaled(sums, rows[atom], 1)
        verdict[name] = "published"
        if sums:
            left = without_candidate(rows, sums)
            if dependent_set(left, counts, k):
                verdict[name] = "secondary"
            else:
                rows = left
    return verdict


def candidates_in_order(periods, units, counts):
    """Company and units by period, the company's `all` beside its last period. counts: {(unit, period): n}."""
    atoms = {}
    for unit, period in counts:
        atoms.setdefault(period, []).append((unit, period))
    listed = []
    for period in periods:
        listed.append((("company", period), atoms.get(period, [])))
        if period == periods[-1]:
            listed.append((("company", "all"), list(counts)))
        for unit in sorted(units, key=lambda u: (-counts.get((u, period), 0), u.encode())):
            listed.append(((unit, period), [(unit, period)]))
    return listed
