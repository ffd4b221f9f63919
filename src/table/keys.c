#include <cxex/table.h>

/* Bits, from the top: person mean 8 · part 5 · level 7 · answered 12 · sum 32. */
enum { SUM_BITS = 32, ANSWERED_BITS = 12, LEVEL_BITS = 7, PART_BITS = 5, MEAN_BITS = 8 };

static uint64_t field(ptrdiff_t value, int bits)
{
    CX_ASSERT(value >= 0 && (uint64_t)value < UINT64_C(1) << bits);
    return (uint64_t)value;
}

uint64_t joint_key(ptrdiff_t person_mean, ptrdiff_t part, ptrdiff_t level, ptrdiff_t answered,
                   ptrdiff_t sum)
{
    uint64_t key = field(person_mean, MEAN_BITS);
    key = key << PART_BITS | field(part, PART_BITS);
    key = key << LEVEL_BITS | field(level, LEVEL_BITS);
    key = key << ANSWERED_BITS | field(answered, ANSWERED_BITS);
    return key << SUM_BITS | field(sum, SUM_BITS);
}

static ptrdiff_t take(uint64_t *key, int bits)
{
    ptrdiff_t value = (ptrdiff_t)(*key & ((UINT64_C(1) << bits) - 1));
    *key >>= bits;
    return value;
}

void joint_key_read(uint64_t key, ptrdiff_t *person_mean, ptrdiff_t *part, ptrdiff_t *level,
                    ptrdiff_t *answered, ptrdiff_t *sum)
{
    *sum = take(&key, SUM_BITS);
    *answered = take(&key, ANSWERED_BITS);
    *level = take(&key, LEVEL_BITS);
    *part = take(&key, PART_BITS);
    *person_mean = take(&key, MEAN_BITS);
}

uint64_t mean_key(ptrdiff_t person_mean, ptrdiff_t answered, ptrdiff_t sum)
{
    return joint_key(person_mean, 0, 0, answered, sum);
}

void mean_key_read(uint64_t key, ptrdiff_t *person_mean, ptrdiff_t *answered, ptrdiff_t *sum)
{
    ptrdiff_t part, level;
    joint_key_read(key, person_mean, &part, &level, answered, sum);
}
