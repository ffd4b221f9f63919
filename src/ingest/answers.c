#include "answers.h"

#include <math.h>
#include <string.h>

#include "csv.h"

enum { ODD_MEMO = -100 };

/* The level of a number, or LEVEL_OFF_SCALE. One formula for both directions: on 5..1 both
 * differences change sign. */
static int16_t level_of_number(const Scale *scale, double value)
{
    double level =
        (value - scale->worst) / (scale->best - scale->worst) * (double)(scale->level_count - 1);
    double whole = floor(level + 0.5);
    if (!(fabs(level - whole) < 1e-9) || whole < 0 || whole > (double)(scale->level_count - 1))
        return LEVEL_OFF_SCALE;
    return (int16_t)whole;
}

static bool is_missing_number(const AnswerReader *reader, double value)
{
    for (ptrdiff_t i = 0; i < reader->missing_numbers.len; i++) {
        if (reader->missing_numbers.items[i] == value)
            return true;
    }
    return false;
}

/* "4,5" where the project says that the export writes numbers so; "4,0" is a number anywhere. */
static Num read_number(Arena *arena, const AnswerReader *reader, Str text)
{
    StrCut cut = str_cut(text, ',');
    bool zeros = str_equal(cut.tail, S("0")) || str_equal(cut.tail, S("00"));
    if ((reader->decimal_comma || zeros) && cut.found)
        text = str_format(arena, "%.*s.%.*s", STR_ARG(cut.head), STR_ARG(cut.tail));
    return num_parse_answer(text);
}

/* "5 - Very good", "3 (satisfied)", "10 = surely": digits, a sign, then a word. */
static Str leading_digits(Str text)
{
    ptrdiff_t digits = 0;
    while (digits < text.len && text.s[digits] >= '0' && text.s[digits] <= '9')
        digits++;
    if (digits == 0 || digits > 3)
        return STR_NONE;
    static const Str signs[] = {{"-", 1}, {"–", 3}, {"—", 3}, {"(", 1},
                                {".", 1}, {":", 1}, {"=", 1}, {")", 1}};
    Str rest = str_trim(str_slice(text, digits, text.len));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(signs); i++) {
        if (!str_starts(rest, signs[i]))
            continue;
        Str word = str_trim(str_slice(rest, signs[i].len, rest.len));
        bool is_word = word.len > 0 && !(word.s[0] >= '0' && word.s[0] <= '9') &&
                       word.s[0] != '-' && word.s[0] != '.';
        return is_word ? str_slice(text, 0, digits) : STR_NONE;
    }
    return STR_NONE;
}

/* "1" is written 1.0 here and there. */
static ptrdiff_t find_renamed(Arena *arena, const AnswerReader *reader, Str folded, Str text)
{
    Num number = read_number(arena, reader, text);
    for (ptrdiff_t i = 0; reader->renamed_level != NULL && i < reader->renames->items.len; i++) {
        Str old = reader->renames->items.items[i].old_answer;
        Num old_number = read_number(arena, reader, old);
        if (str_equal(folded, old) ||
            (number.ok && old_number.ok && number.value == old_number.value))
            return i;
    }
    return -1;
}

static int16_t understand(Arena *arena, const AnswerReader *reader, Str text, bool *is_number)
{
    const Scale *scale = &reader->metric->scale;
    *is_number = false;
    Str folded = text_fold(arena, text);
    ptrdiff_t renamed = find_renamed(arena, reader, folded, text);
    if (renamed >= 0) {
        *reader->renames->items.items[renamed].hit = true;
        return reader->renamed_level[renamed];
    }
    if (folded.len == 0)
        return LEVEL_MISSING;
    if (strmap_find(&reader->missing, folded) != NULL)
        return LEVEL_MISSING_CODE;
    const ptrdiff_t *code = strmap_find(&reader->codes, folded);
    if (code != NULL)
        return (int16_t)*code;
    const ptrdiff_t *label = strmap_find(&reader->labels, folded);
    if (label != NULL)
        return (int16_t)*label;
    Num number = read_number(arena, reader, text);
    *is_number = number.ok;
    if (number.ok && is_missing_number(reader, number.value))
        return LEVEL_MISSING_CODE;
    if (reader->not_asked.len > 0 && str_equal(folded, reader->not_asked))
        return LEVEL_NOT_ASKED;
    if (reader->has_codes) {
        code = number.ok ? strmap_find(&reader->codes, str_format(arena, "%.12g", number.value))
                         : NULL; /* "2.0" is 2 */
        return code != NULL ? (int16_t)*code : LEVEL_OFF_SCALE;
    }
    if (scale->words)
        return LEVEL_OFF_SCALE;
    if (!number.ok)
        number = num_parse_answer(leading_digits(text));
    return number.ok ? level_of_number(scale, number.value) : LEVEL_OFF_SCALE;
}

/* All are read as now before any is put in place of another: 1 may have been 5, and 5 have been 1.
 */
static void take_renames(Arena *arena, AnswerReader *reader, const AnswerRenames *renames)
{
    ptrdiff_t count = renames == NULL ? 0 : renames->items.len;
    int16_t *levels = NEW(arena, int16_t, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        bool is_number;
        levels[i] = understand(arena, reader, renames->items.items[i].new_answer, &is_number);
    }
    if (count == 0)
        return;
    reader->renames = renames;
    reader->renamed_level = levels;
}

void answer_reader_open(Arena *arena, AnswerReader *reader, const Metric *metric,
                        bool decimal_comma, Str format, const AnswerRenames *renames)
{
    const Scale *scale = &metric->scale;
    *reader = (AnswerReader){.metric = metric, .decimal_comma = decimal_comma};
    reader->code_worst = scale->worst;
    reader->code_step = (scale->best - scale->worst) / (double)(scale->level_count - 1);
    for (ptrdiff_t l = 0; scale->words && l < scale->level_count; l++)
        *strmap_put(arena, &reader->labels, text_fold(arena, scale->labels[l]), NULL) = l;
    reader->has_codes = metric->codes.len > 0;
    for (ptrdiff_t i = 0; i < metric->codes.len; i++)
        *strmap_put(arena, &reader->codes, text_fold(arena, metric->codes.items[i].code), NULL) =
            metric->codes.items[i].level;
    if (str_equal(format, S("limesurvey")))
        reader->not_asked = S("n/a");
    for (ptrdiff_t i = 0; i < metric->missing.len; i++) {
        Str code = metric->missing.items[i];
        strmap_put(arena, &reader->missing, text_fold(arena, code), NULL);
        Num number = read_number(arena, reader, code);
        if (number.ok)
            *PUSH(arena, &reader->missing_numbers, double) = number.value;
    }
    take_renames(arena, reader, renames);
    reader->brief = NEW(arena, int8_t, BRIEF_TEXTS);
    memset(reader->brief, LEVEL_UNREAD, BRIEF_TEXTS);
    reader->brief[0] = LEVEL_MISSING;
    for (int n = 0; n < 110; n++) { /* the numbers with one and with two digits */
        char digits[2] = {(char)('0' + n / 10 % 10), (char)('0' + n % 10)};
        bool two = n < 100, is_number;
        Str text = two ? (Str){digits, 2} : (Str){digits + 1, 1};
        if (find_renamed(arena, reader, text, text) >= 0)
            continue; /* slowly, so that it is seen */
        int16_t level = understand(arena, reader, text, &is_number);
        unsigned bytes = two ? (unsigned)digits[0] | (unsigned)digits[1] << 8 : (unsigned)digits[1];
        if (level != LEVEL_OFF_SCALE) /* what is off the scale is counted by its text: slowly */
            reader->brief[bytes] = (int8_t)level;
    }
}

static ptrdiff_t add_odd(Arena *arena, AnswerReader *reader, Str text, bool is_number,
                         const AnswerPlace *place)
{
    for (ptrdiff_t i = 0; i < reader->odd.len; i++) {
        if (str_equal(reader->odd.items[i].text, text))
            return i;
    }
    ptrdiff_t index = reader->odd.len;
    *PUSH(arena, &reader->odd, OddAnswer) =
        (OddAnswer){.text = str_copy(arena, text), .number = is_number, .first = *place};
    return index;
}

int16_t answer_read_slowly(Arena *arena, AnswerReader *reader, Str cell, const AnswerPlace *place)
{
    if (cell.len == 0)
        return LEVEL_MISSING;
    uint64_t hash = memo_hash(cell);
    const ptrdiff_t *known = memo_find(&reader->memo, cell, hash);
    ptrdiff_t meaning = LEVEL_OFF_SCALE;
    if (known != NULL) {
        meaning = *known;
    } else {
        bool is_number;
        ArenaMark mark = arena_mark(arena);
        Str text = text_name_key(arena, csv_value(arena, cell));
        meaning = understand(arena, reader, text, &is_number);
        bool room_left = reader->odd.len < ODD_KINDS_LIMIT;
        if (meaning == LEVEL_OFF_SCALE && place != NULL && room_left)
            meaning = ODD_MEMO - add_odd(arena, reader, text, is_number, place);
        if (meaning != LEVEL_OFF_SCALE)
            memo_put(arena, &reader->memo, cell, hash, meaning);
        else
            arena_reset(arena, mark); /* a column of free text must not fill the memory */
    }
    if (meaning != LEVEL_OFF_SCALE && meaning > ODD_MEMO)
        return (int16_t)meaning;
    if (place != NULL) {
        reader->off_scale++;
        if (meaning <= ODD_MEMO)
            reader->odd.items[ODD_MEMO - meaning].count++;
        else
            reader->odd_more++;
    }
    return LEVEL_OFF_SCALE;
}

void answer_forget(AnswerReader *reader, Str cell)
{
    const ptrdiff_t *known = memo_find(&reader->memo, cell, memo_hash(cell));
    reader->off_scale--;
    if (known != NULL && *known <= ODD_MEMO)
        reader->odd.items[ODD_MEMO - *known].count--;
    else
        reader->odd_more--;
}
