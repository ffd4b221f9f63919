"""The stream of pseudo-random numbers of metrics.md §13."""

WORD = (1 << 64) - 1


def fnv1a64(text):
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value = (value ^ byte) * 0x100000001B3 & WORD
    return value


def splitmix64(seed):
    while True:
        seed = seed + 0x9E3779B97F4A7C15 & WORD
        z = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9 & WORD
        z = (z ^ z >> 27) * 0x94D049BB133111EB & WORD
        yield z ^ z >> 31


class Stream:
    """xoshiro256**, seeded by `seed|analysis`."""

    def __init__(self, seed, analysis):
        words = splitmix64(fnv1a64(f"{seed}|{analysis}"))
        self.state = [next(words) for _ in range(4)]

    def next(self):
        a, b, c, d = self.state
        product = b * 5 & WORD
        result = ((product << 7 | product >> 57) & WORD) * 9 & WORD
        shifted = b << 17 & WORD
        c ^= a
        d ^= b
        self.state = [a ^ d, b ^ c, c ^ shifted, (d << 45 | d >> 19) & WORD]
        return result

    def below(self, n):
        return self.next() * n >> 64

    def sign(self):
        return 1 if self.next() >> 63 else -1
