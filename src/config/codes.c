/* [metric] codes: `2 -> 0 | 3 -> 1 | 1 -> -1`: what the codes of an export mean on the scale. */
#include "reading.h"

#include "../base/banned.h"

/* One pair "code -> answer". */
static bool read_pair(Reading *reading, const IniEntry *entry, Str part, AnswerCode *code)
{
    ptrdiff_t arrow = str_find(part, S("->"));
    if (arrow < 0)
        return false;
    Str from = STR_NONE, to = STR_NONE;
    Str left = str_trim(str_slice(part, 0, arrow));
    Str right = str_trim(str_slice(part, arrow + 2, part.len));
    if (!reading_unquote(reading, entry, left, &from) ||
        !reading_unquote(reading, entry, right, &to) || from.len == 0 || to.len == 0)
        return false;
    *code = (AnswerCode){.code = text_nfc(reading->arena, from),
                         .answer = text_nfc(reading->arena, to),
                         .pos = ini_pos(entry, part.s)};
    return true;
}

void codes_read(Reading *reading, const IniEntry *entry, Str example, AnswerCodes *codes)
{
    AnswerCodes list = {0};
    StrCut cut = {.tail = entry->value, .found = true};
    while (cut.found) {
        cut = ini_cut(cut.tail, '|');
        AnswerCode code;
        if (!read_pair(reading, entry, cut.head, &code)) {
            diag_add(reading->diags, DIAG_CODES_FORM, ini_value_pos(entry), entry->value, example);
            return;
        }
        *PUSH(reading->arena, &list, AnswerCode) = code;
    }
    *codes = list;
}

/* The level that an answer of the project file stands for on its scale; -1: none. */
static ptrdiff_t level_of(Reading *reading, const Scale *scale, Str answer)
{
    if (scale->words) {
        Str key = text_fold(reading->arena, answer);
        for (ptrdiff_t l = 0; l < scale->level_count; l++) {
            if (str_equal(text_fold(reading->arena, scale->labels[l]), key))
                return l;
        }
        return -1;
    }
    Num number = num_parse_answer(answer);
    double step = scale->best > scale->worst ? 1 : -1;
    for (ptrdiff_t l = 0; number.ok && l < scale->level_count; l++) {
        if (number.value == scale->worst + step * (double)l)
            return l;
    }
    return -1;
}

void codes_check(Reading *reading, Metric *metric)
{
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < metric->codes.len; i++) {
        AnswerCode *code = &metric->codes.items[i];
        bool added = false;
        strmap_put(reading->arena, &seen, text_fold(reading->arena, code->code), &added);
        if (!added)
            diag_add(reading->diags, DIAG_CODES_TWICE, code->pos, code->code, STR_NONE);
        code->level = level_of(reading, &metric->scale, code->answer);
        if (code->level < 0)
            diag_add(reading->diags, DIAG_CODES_OFF_SCALE, code->pos, code->answer,
                     metric->scale.text);
    }
}
