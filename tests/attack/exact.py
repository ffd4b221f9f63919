"""Is there a linear combination of published sums that rests on fewer than k people?

Sums are rows over columns; columns belong to blocks (an atom: people who cannot be told apart), and a block weighs as many
people as it holds. A combination is told by its row vector; the people it rests on are the blocks where it is not 0. Looked
for directly: the vectors of the row space that are 0 on every block of k or more, then, by cases, on ever more of the small
ones. Arithmetic modulo a prime of 61 bits; what is found is worked out again in fractions.
"""
from fractions import Fraction

PRIME = 2**61 - 1


def eliminate(row, other, column, prime):
    """row without `column`, by a multiple of `other` (which has it); both sparse."""
    if prime:
        factor = row[column] * pow(other[column], -1, prime) % prime
    else:
        factor = Fraction(row[column]) / other[column]
    made = dict(row)
    for c, value in other.items():
        left = made.get(c, 0) - factor * value
        if prime:
            left %= prime
        if left:
            made[c] = left
        else:
            made.pop(c, None)
    return made


def vanish_on(rows, columns, prime):
    """A basis of the combinations of rows that are 0 on all `columns`."""
    pivots, order, basis = {}, [], []
    for row in rows:
        while True:
            known = [pivots[c] for c in row if c in pivots]
            if not known:
                break
            column, other = order[min(known)]
            row = eliminate(row, other, column, prime)
        column = next((c for c in row if c in columns), None)
        if column is not None:
            pivots[column] = len(order)
            order.append((column, row))
        elif row:
            basis.append(row)
    return basis


def independent(rows, prime):
    """Rows made independent, each with a column that no other has."""
    done = []
    for row in rows:
        for column, other in done:
            if column in row:
                row = eliminate(row, other, column, prime)
        if row:
            column = next(iter(row))
            done = [(c, eliminate(r, row, column, prime) if column in r else r) for c, r in done]
            done.append((column, row))
    return [row for _, row in done]


class Search:
    def __init__(self, block_of, weight, k):
        self.block_of, self.weight, self.k = block_of, weight, k
        self.steps = 0

    def without(self, rows, columns):
        """The subspace that is 0 on the columns."""
        for column in columns:
            holder = next((row for row in rows if column in row), None)
            if holder is not None:
                rows = [eliminate(r, holder, column, PRIME) if column in r else r for r in rows if r is not holder]
        return [row for row in rows if row]

    def too_heavy(self, rows, used, total):
        """Blocks that cannot be in the support: too many people alone, or together with all that are 0 only where they are."""
        columns = {}
        for place, row in enumerate(rows):
            for column, value in row.items():
                columns.setdefault(column, []).append((place, value))
        blocks, like = {}, {}
        for column, entries in columns.items():
            blocks.setdefault(self.block_of[column], []).append(column)
            scale = pow(entries[0][1], -1, PRIME)
            like.setdefault(tuple((p, v * scale % PRIME) for p, v in entries), set()).add(self.block_of[column])
        heavy = {b for b in blocks if b not in used and total + self.weight[b] >= self.k}
        for alike in like.values():
            if total + sum(self.weight[b] for b in alike - used) >= self.k:
                # not 0 on one of these columns means on all of them; blocks of one column can go at once
                heavy |= {b for b in alike - used if len(blocks[b]) == 1}
        return heavy, blocks

    def find(self, rows, used=frozenset(), total=0):
        """Blocks of fewer than k people that hold the support of some combination, or None."""
        self.steps += 1
        while rows:
            heavy, blocks = self.too_heavy(rows, used, total)
            if heavy:
                rows = self.without(rows, [c for b in heavy for c in blocks[b]])
                continue
            free = [b for b in blocks if b not in used]
            if not free:
                return used & set(blocks)
            block = max(free, key=lambda b: (self.weight[b], len(blocks[b]), str(b)))
            found = self.find(self.without(rows, blocks[block]), used, total)
            if found is not None:
                return found
            used, total = used | {block}, total + self.weight[block]
        return None


def find_leak(rows, weight, k, block_of=None):
    """rows: [{column: coefficient}]; weight: {block: people, > 0}. None, or (blocks, people, how): the blocks, how many people
    they are, and one combination {row number: coefficient} whose vector lies on them."""
    columns = {column for row in rows for column in row}
    block_of = block_of or {column: column for column in columns}
    large = {c for c in columns if weight[block_of[c]] >= k}
    distinct = list({tuple(sorted(row.items(), key=str)): row for row in rows}.values())
    distinct.sort(key=len)
    whole = [{c: modular(v) for c, v in row.items()} for row in distinct]
    left = independent(vanish_on(whole, large, PRIME), PRIME)
    blocks = Search(block_of, weight, k).find(left)
    if blocks is None:
        return None
    how = confirm(rows, columns, block_of, blocks)
    assert how is not None, "found modulo a prime, but not in fractions"
    blocks = {b for b in blocks}
    return blocks, sum(weight[b] for b in blocks), how


def modular(value):
    value = Fraction(value)
    return value.numerator * pow(value.denominator, -1, PRIME) % PRIME


def confirm(rows, columns, block_of, blocks):
    """The same in fractions, with what each row contributes."""
    outside = {c for c in columns if block_of[c] not in blocks}
    tagged = [{**{c: Fraction(v) for c, v in row.items()}, ("row", i): Fraction(1)} for i, row in enumerate(rows)]
    for row in vanish_on(tagged, columns, 0):
        assert all(isinstance(c, tuple) and c[0] == "row" for c in row)
    for row in vanish_on(tagged, outside, 0):
        support = {c: v for c, v in row.items() if c in columns}
        if support:
            return {c[1]: v for c, v in row.items() if c not in columns}
    return None
