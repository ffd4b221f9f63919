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


def derivable(rows, atoms):
    """Do the published sums give the sum over these atoms?"""
    sums = {}
    for atom in atoms:
        sums = add_scaled(sums, rows[atom], 1)
    return not sums


def publication(counts, candidates, k, refused=()):
    """counts: {atom: n}; candidates: [(name, atoms)] in the order of §7; refused: names of those that are hidden for their
    own sake, whose very sum nothing may give away. Returns {name: verdict}."""
    counts = {atom: n for atom, n in counts.items() if n > 0}
    rows = {atom: {column: 1} for column, atom in enumerate(counts)}
    present = {name: [atom for atom in atoms if atom in counts] for name, atoms in candidates}
    verdict = {}
    for name, _ in candidates:
        atoms = present[name]
        total = sum(counts[atom] for atom in atoms)
        if total < k or name in refused:
            verdict[name] = "primary" if total else "empty"
            continue
        sums = {}
        for atom in atoms:
            sums = add_scaled(sums, rows[atom], 1)
        verdict[name] = "published"
        if sums:
            left = without_candidate(rows, sums)
            if dependent_set(left, counts, k) or any(derivable(left, present[other]) for other in refused):
                verdict[name] = "secondary"
            else:
                rows = left
    return verdict


def candidates_in_order(periods, running, members, counts):
    """By end period; the company's windows first, the shortest first and `all` last; then window by window the scopes, the
    largest first. running: {id: periods}; members: {scope: units}; counts: {(unit, period): n}."""
    atoms = {}
    for unit, period in counts:
        atoms.setdefault(period, []).append((unit, period))
    listed = []
    for end in periods:
        windows = [(end, [end])] + sorted(((id_, span) for id_, span in running.items() if span[-1] == end),
                                          key=lambda window: len(window[1]))
        for id_, span in windows:
            listed.append((("company", id_), [atom for period in span for atom in atoms.get(period, [])]))
        if end == periods[-1]:
            listed.append((("company", "all"), list(counts)))
        for id_, span in windows:
            cells = {scope: [(unit, period) for period in span for unit in units] for scope, units in members.items()}
            size = {scope: sum(counts.get(atom, 0) for atom in cell) for scope, cell in cells.items()}
            for scope in sorted(cells, key=lambda one: (-size[one], one.encode())):
                listed.append(((scope, id_), cells[scope]))
    return listed
