#include <cxex/base.h>

#include <string.h>

enum {
    NEAREST_LIMIT = 256 /* characters; a longer text is no slip of the hand, it is something else */
};

/* Characters with ASCII letters lowered: a difference of case is no difference here. -1: too long.
 */
static ptrdiff_t read_characters(Str text, int32_t out[NEAREST_LIMIT])
{
    ptrdiff_t count = 0;
    for (ptrdiff_t at = 0; at < text.len;) {
        if (count == NEAREST_LIMIT)
            return -1;
        int32_t c = 0;
        ptrdiff_t len = utf8_decode(text, at, &c);
        if (len == 0) {
            c = -(int32_t)(unsigned char)text.s[at]; /* a stray byte stands for itself */
            len = 1;
        }
        out[count++] = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
        at += len;
    }
    return count;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insert, delete, replace, swap two neighbours; each costs 1 (Damerau
 * 1964, Wagner & Fischer 1975). */
static int edit_distance(const int32_t *a, ptrdiff_t a_len, const int32_t *b, ptrdiff_t b_len)
{
    int rows[3][NEAREST_LIMIT + 1] = {0};
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (ptrdiff_t j = 0; j <= b_len; j++)
        above[j] = (int)j;
    for (ptrdiff_t i = 1; i <= a_len; i++) {
        row[0] = (int)i;
        for (ptrdiff_t j = 1; j <= b_len; j++) {
            int cost = above[j - 1] + (a[i - 1] != b[j - 1]);
            cost = smaller(cost, above[j] + 1);
            cost = smaller(cost, row[j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = smaller(cost, before[j - 2] + 1);
            row[j] = cost;
        }
        int *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b_len];
}

ptrdiff_t str_nearest(Str text, const Str *known, ptrdiff_t count)
{
    int32_t ours[NEAREST_LIMIT], theirs[NEAREST_LIMIT];
    ptrdiff_t len = read_characters(text, ours);
    if (len <= 0)
        return -1;
    ptrdiff_t allowed = len / 3 > 1 ? len / 3 : 1;
    ptrdiff_t best = -1;
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t known_len = read_characters(known[i], theirs);
        ptrdiff_t difference = known_len > len ? known_len - len : len - known_len;
        if (known_len <= 0 || difference > allowed)
            continue;
        ptrdiff_t distance = edit_distance(ours, len, theirs, known_len);
        /* Nothing in common is no slip: "a" does not mean "b". */
        if (distance > allowed || distance >= (len > known_len ? len : known_len))
            continue;
        best = i;
        allowed = distance - 1; /* the first of equals stays */
        if (distance == 0)
            break;
    }
    return best;
}
