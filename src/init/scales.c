#include "scales.h"

#include <math.h>
#include <stdlib.h>

#include "../base/banned.h"

enum {
    FEW_ANSWERS = 30, /* with fewer, an end that nobody chose may be there all the same */
    CODE_LIMIT = 110, /* numbers above are no answers on a scale */
    LABELS_LIMIT = 12
};

/* ---- Values ---- */

typedef struct Value { /* one answer as it stands */
    const LookValue *from;
    bool number;
    int code;
    LabelMeaning meaning; /* of its words */
} Value;

typedef struct Values {
    Value *items;
    ptrdiff_t count;
    int64_t numbers, labels, no_answers, unread, filled;
} Values;

/* "5 - Very good" is 5, and "1 (None at all)" is 1, as ingest reads them. */
static bool take_number(Str text, int *code, Str *rest)
{
    ptrdiff_t at = 0;
    bool minus = text.len > 1 && text.s[0] == '-';
    at += minus;
    int value = 0;
    ptrdiff_t digits = 0;
    while (at < text.len && text.s[at] >= '0' && text.s[at] <= '9' && digits < 4) {
        value = value * 10 + (text.s[at++] - '0');
        digits++;
    }
    if (digits == 0 || digits == 4)
        return false;
    if (at < text.len && (text.s[at] == '.' || text.s[at] == ',')) { /* "4.0" */
        ptrdiff_t after = at + 1;
        while (after < text.len && text.s[after] == '0')
            after++;
        bool zeros = after > at + 1 && (text.s[at] == '.' || after <= at + 3);
        if (after == text.len && zeros)
            at = after;
    }
    *code = minus ? -value : value;
    *rest = str_trim(str_slice(text, at, text.len));
    if (rest->len == 0)
        return true;
    static const Str signs[] = {{"-", 1}, {"–", 3}, {"—", 3}, {"(", 1},
                                {".", 1}, {":", 1}, {"=", 1}, {")", 1}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(signs); i++) {
        Str word =
            str_starts(*rest, signs[i]) ? str_slice(*rest, signs[i].len, rest->len) : STR_NONE;
        word = str_trim(word);
        if (word.len > 0 && !(word.s[0] >= '0' && word.s[0] <= '9') && word.s[0] != '-' &&
            word.s[0] != '.')
            return !minus;
    }
    return false;
}

static Values read_values(Arena *arena, const LookColumn *column)
{
    Values values = {.filled = column->filled,
                     .items = NEW(arena, Value, column->values.len),
                     .count = column->values.len};
    for (ptrdiff_t i = 0; i < values.count; i++) {
        const LookValue *from = &column->values.items[i];
        Value *value = &values.items[i];
        Str rest = STR_NONE;
        *value = (Value){.from = from};
        value->number = take_number(from->text, &value->code, &rest);
        value->meaning = label_read(arena, value->number ? rest : from->text);
        if (value->number)
            values.numbers += from->count;
        else if (value->meaning.no_answer)
            values.no_answers += from->count;
        else if (value->meaning.family != LABEL_NONE || value->meaning.neutral)
            values.labels += from->count;
        else
            values.unread += from->count;
    }
    return values;
}

/* ---- Numbers ---- */

static int64_t count_of(const Values *values, int code)
{
    int64_t count = 0;
    for (ptrdiff_t i = 0; i < values->count; i++)
        count += values->items[i].number && values->items[i].code == code
                     ? values->items[i].from->count
                     : 0;
    return count;
}

static int64_t count_between(const Values *values, int low, int high)
{
    int64_t count = 0;
    for (int code = low; code <= high; code++)
        count += count_of(values, code);
    return count;
}

/* Whether so many that it is no slip: each hundredth, or any among few. */
static bool is_used(const Values *values, int code)
{
    int64_t count = count_of(values, code);
    return count > 0 && count * 150 >= count_between(values, 0, 10);
}

/* The ends that the codes speak for. 0 and 6 around 1..5, 11 above 0..10, 99 and negative ones are
 * codes of those who did not answer. */
static bool find_ends(const Values *values, bool recommends, ScaleFound *scale)
{
    int64_t total = count_between(values, 0, 10);
    bool many = total >= FEW_ANSWERS, zero = is_used(values, 0);
    if (total == 0)
        return false;
    if (recommends) {
        scale->low = 0;
        scale->high = 10;
        return count_between(values, 6, 10) > 0 || !many;
    }
    bool tens = is_used(values, 10) || is_used(values, 9) || (!many && is_used(values, 8));
    if (tens && count_between(values, 6, 10) * 20 > total) {
        scale->low = zero ? 0 : 1;
        scale->high = 10;
        scale->guessed = !zero && !is_used(values, 1);
        return true;
    }
    scale->low = 1;
    if (is_used(values, 7)) {
        scale->high = 7;
    } else if (is_used(values, 6)) {
        scale->high = zero || !is_used(values, 5) ? 5 : 6;
        scale->guessed = !zero;
        scale->gaps = !is_used(values, 5);
    } else if (count_of(values, 5) > 0 || (!many && count_between(values, 3, 4) > 0)) {
        scale->high = 5;
        scale->guessed = count_of(values, 5) == 0;
    } else if (is_used(values, 4) || is_used(values, 3)) {
        scale->high = is_used(values, 4) ? 4 : 3;
        scale->guessed = true;
    } else {
        return false;
    }
    return true;
}

static bool is_plain_code(const Values *values)
{
    for (ptrdiff_t i = 0; i < values->count; i++) {
        const Value *value = &values->items[i];
        if (value->number && (value->code > CODE_LIMIT || value->code < -CODE_LIMIT) &&
            value->code != 999 && value->code != -999)
            return false;
    }
    return true;
}

/* "1=Poor|2=Good|9=Don't know": the ends are the first and last codes with a label that ranks. */
static bool ends_of_labels(Arena *arena, Str coded, ScaleFound *scale, StrList *missing)
{
    bool any = false;
    int first_order = 0, last_order = 0;
    for (StrCut cut = {.tail = coded, .found = coded.len > 0}; cut.found;) {
        cut = str_cut(cut.tail, '|');
        StrCut pair = str_cut(cut.head, '=');
        int code = 0;
        Str rest = STR_NONE;
        if (!pair.found || !take_number(str_trim(pair.head), &code, &rest))
            continue;
        LabelMeaning meaning = label_read(arena, pair.tail);
        if (meaning.no_answer) {
            *PUSH(arena, missing, Str) = str_format(arena, "%d", code);
            continue;
        }
        if (meaning.family == LABEL_NONE && !meaning.neutral)
            continue;
        if (meaning.family != LABEL_NONE)
            scale->family = meaning.family;
        if (!any || code < scale->low) {
            scale->low = code;
            first_order = meaning.order;
        }
        if (!any || code > scale->high) {
            scale->high = code;
            last_order = meaning.order;
        }
        any = true;
    }
    scale->labelled = any && first_order != last_order;
    scale->falls = scale->labelled && first_order > last_order;
    return any && scale->high > scale->low;
}

/* Words beside the numbers themselves: "1 – Extremely critical". */
static void look_at_ends(const Values *values, ScaleFound *scale)
{
    int orders[2] = {0};
    for (ptrdiff_t i = 0; i < values->count; i++) {
        const Value *value = &values->items[i];
        if (value->number && value->meaning.family != LABEL_NONE &&
            (value->code == scale->low || value->code == scale->high)) {
            orders[value->code == scale->high] = value->meaning.order;
            scale->family = value->meaning.family;
        }
    }
    if (orders[0] == orders[1])
        return;
    scale->labelled = true;
    scale->falls = orders[0] > orders[1];
}

/* A code, and not a slip of a single hand, which the report counts as off the scale. */
static bool is_code(const Values *values, const Value *value)
{
    static const int usual[] = {66, 77, 88, 96, 97, 98, 99, 999, -1, -2, -8, -9, -99, -999};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(usual); i++) {
        if (value->code == usual[i])
            return true;
    }
    return value->from->count * 150 >= values->filled;
}

/* What one or two wrote themselves ("call me on …") is nothing to print. */
static bool may_be_shown(const Value *value)
{
    enum { HANDS = 3 };
    bool known = value->number || value->meaning.no_answer;
    return known || (value->from->count >= HANDS && str_find(value->from->text, S("@")) < 0);
}

static void take_missing_codes(Arena *arena, const Values *values, ScaleFound *scale)
{
    for (ptrdiff_t i = 0; i < values->count; i++) {
        const Value *value = &values->items[i];
        if (value->number &&
            ((value->code >= scale->low && value->code <= scale->high) || !is_code(values, value)))
            continue;
        if (scale->missing.len >= LABELS_LIMIT * 2)
            return;
        if (!may_be_shown(value))
            continue;
        if (strlist_find(&scale->missing, value->from->text) < 0)
            *PUSH(arena, &scale->missing, Str) = value->from->text;
        if (!value->number && !value->meaning.no_answer)
            *PUSH(arena, &scale->unread, Str) = value->from->text;
    }
    strlist_sort(&scale->missing);
}

/* Nobody chose it, though many chose lower ones and many higher ones. */
static bool is_gap(const Values *values, const ScaleFound *scale, int code)
{
    enum { PART = 20 };
    int64_t below = count_between(values, scale->low, code - 1);
    int64_t above = count_between(values, code + 1, scale->high);
    return below * PART >= scale->answers && above * PART >= scale->answers;
}

static ScaleFound number_scale(Arena *arena, const Values *values, Str coded, bool recommends)
{
    ScaleFound scale = {0};
    StrList missing = {0};
    bool by_labels = ends_of_labels(arena, coded, &scale, &missing);
    if (!is_plain_code(values) || (!by_labels && !find_ends(values, recommends, &scale)))
        return (ScaleFound){0};
    scale.missing = missing;
    scale.answers = count_between(values, scale.low, scale.high);
    for (int code = scale.low; code <= scale.high; code++) {
        bool seen = count_of(values, code) > 0;
        scale.levels_seen += seen;
        scale.gaps = scale.gaps || (!seen && !by_labels && scale.answers >= FEW_ANSWERS &&
                                    scale.high <= 7 && is_gap(values, &scale, code));
    }
    if (!by_labels)
        look_at_ends(values, &scale);
    take_missing_codes(arena, values, &scale);
    enum { CODES_LIMIT = 4 };
    /* What lies off the scale must be the smaller part, but for codes of those not asked. */
    scale.found = scale.missing.len <= CODES_LIMIT + values->count / 4 &&
                  scale.answers * 5 >= values->numbers && scale.levels_seen >= 2 &&
                  values->unread * 10 <= values->filled && scale.high - scale.low <= 10;
    return scale;
}

/* ---- Labels ---- */

typedef struct Ranked {
    Str text;
    int order;
} Ranked;

static int compare_ranked(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    return x->order != y->order ? (x->order > y->order) - (x->order < y->order)
                                : str_compare(x->text, y->text);
}

static LabelFamily main_family(const Values *values)
{
    int64_t count[LABEL_FAMILY_COUNT] = {0};
    LabelFamily best = LABEL_NONE;
    for (ptrdiff_t i = 0; i < values->count; i++)
        count[values->items[i].meaning.family] += values->items[i].from->count;
    for (LabelFamily family = LABEL_SATISFACTION; family < LABEL_FAMILY_COUNT; family++) {
        if (count[family] > 0 && (best == LABEL_NONE || count[family] > count[best]))
            best = family;
    }
    return best;
}

/* "Very satisfied" is there, so "very dissatisfied" could have been chosen too. */
static ptrdiff_t add_opposites(Arena *arena, Ranked *ranked, ptrdiff_t count, LabelFamily family)
{
    ptrdiff_t seen = count;
    for (ptrdiff_t i = 0; i < seen && count < LABELS_LIMIT; i++) {
        Str other = label_opposite(arena, ranked[i].text);
        LabelMeaning meaning = label_read(arena, other);
        bool there = other.len == 0 || meaning.family != family;
        for (ptrdiff_t o = 0; o < count; o++)
            there = there || ranked[o].order == meaning.order;
        if (!there)
            ranked[count++] = (Ranked){other, meaning.order};
    }
    return count;
}

static ScaleFound label_scale(Arena *arena, const Values *values)
{
    ScaleFound scale = {.words = true, .family = main_family(values)};
    if (values->count > LABELS_LIMIT || scale.family == LABEL_NONE)
        return (ScaleFound){0};
    Ranked ranked[LABELS_LIMIT];
    ptrdiff_t count = 0;
    int64_t other = 0;
    for (ptrdiff_t i = 0; i < values->count; i++) {
        const Value *value = &values->items[i];
        bool fits = value->meaning.neutral || value->meaning.family == scale.family;
        if (fits) {
            ranked[count++] = (Ranked){value->from->text, value->meaning.order};
            scale.answers += value->from->count;
            continue;
        }
        other += value->meaning.no_answer ? 0 : value->from->count;
        if (!may_be_shown(value))
            continue;
        *PUSH(arena, &scale.missing, Str) = value->from->text;
        if (!value->meaning.no_answer)
            *PUSH(arena, &scale.unread, Str) = value->from->text;
    }
    if (count < 2 || other * 5 > scale.answers)
        return (ScaleFound){0};
    count = add_opposites(arena, ranked, count, scale.family);
    qsort(ranked, (size_t)count, sizeof ranked[0], compare_ranked);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (i > 0 && ranked[i].order == ranked[i - 1].order)
            return (ScaleFound){0}; /* two labels of one rank: nobody knows which is the better */
        *PUSH(arena, &scale.labels, Str) = ranked[i].text;
    }
    scale.labelled = true;
    scale.levels_seen = count;
    scale.found = true;
    return scale;
}

ScaleFound scale_find(Arena *arena, const LookColumn *column, Str coded, bool recommends)
{
    if (column->filled == 0 || column->more)
        return (ScaleFound){0};
    Values values = read_values(arena, column);
    if (values.numbers * 10 >= (values.filled - values.no_answers) * 6 && values.numbers > 0)
        return number_scale(arena, &values, coded, recommends);
    return label_scale(arena, &values);
}

/* ---- Codes of labels ---- */

/* A1 … A5 of a matrix: of the answer texts the export holds the codes alone. */
ScaleFound scale_of_codes(Arena *arena, const LookColumn *column)
{
    enum { LEAST = 3, MOST = 9 };
    ScaleFound scale = {.words = true, .coded = true};
    Str letters = STR_NONE;
    if (column->more || column->values.len < LEAST || column->values.len > MOST)
        return (ScaleFound){0};
    for (ptrdiff_t i = 0; i < column->values.len; i++) {
        const LookValue *value = &column->values.items[i];
        ptrdiff_t end = 0;
        while (end < value->text.len && value->text.s[end] >= 'A' && value->text.s[end] <= 'Z')
            end++;
        Num number = num_parse_answer(str_slice(value->text, end, value->text.len));
        Str own = str_slice(value->text, 0, end);
        bool plain = number.ok && number.value >= 1 && number.value <= MOST && end > 0 && end <= 2;
        if (!plain || (i > 0 && !str_equal(own, letters)))
            return (ScaleFound){0};
        letters = own;
        scale.high = (int)number.value > scale.high ? (int)number.value : scale.high;
        scale.answers += value->count;
        *PUSH(arena, &scale.labels, Str) = value->text;
    }
    for (int code = 1; code <= scale.high; code++) { /* those that nobody chose */
        Str label = str_format(arena, "%.*s%d", STR_ARG(letters), code);
        Str wide = str_format(arena, "%.*s%02d", STR_ARG(letters), code);
        if (strlist_find(&scale.labels, label) < 0 && strlist_find(&scale.labels, wide) < 0)
            *PUSH(arena, &scale.labels, Str) = scale.labels.items[0].len > 2 ? wide : label;
    }
    strlist_sort(&scale.labels);
    scale.levels_seen = column->values.len;
    scale.found = true;
    return scale;
}

/* ---- Writing ---- */

Str ini_quoted(Arena *arena, Str value)
{
    bool plain = value.len > 0;
    for (ptrdiff_t i = 0; i < value.len; i++) {
        char c = value.s[i];
        plain = plain && c != ';' && c != '|' && c != ',' && c != '"' && c != '\\';
    }
    plain = plain && str_trim(value).len == value.len && value.s[0] != '[' && value.s[0] != '#';
    if (plain)
        return value;
    Buffer out = {.arena = arena};
    buffer_add_byte(&out, '"');
    for (ptrdiff_t i = 0; i < value.len; i++) {
        if (value.s[i] == '"')
            buffer_add_byte(&out, '"');
        buffer_add_byte(&out, value.s[i]);
    }
    buffer_add_byte(&out, '"');
    return buffer_str(&out);
}

Str scale_text(Arena *arena, const ScaleFound *scale, bool reversed)
{
    if (!scale->words) {
        bool falls = reversed != scale->falls;
        return str_format(arena, "%d..%d", falls ? scale->high : scale->low,
                          falls ? scale->low : scale->high);
    }
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < scale->labels.len; i++) {
        ptrdiff_t at = reversed ? scale->labels.len - 1 - i : i;
        *PUSH(arena, &parts, Str) = ini_quoted(arena, scale->labels.items[at]);
    }
    return str_join(arena, parts.items, parts.len, S(" | "));
}
