/* What is worth a look, and why. The project file and the table say the same. */
#include "inside.h"

#include "../base/banned.h"

/* ---- Questions ---- */

Str doubt_text(Init *init, const InitMetric *metric, Doubt doubt, Lang lang)
{
    Arena *arena = init->arena;
    const ScaleFound *scale = &metric->scale;
    switch (doubt) {
    case DOUBT_REVERSED:
        return word(lang, WORD_INIT_DOUBT_REVERSED);
    case DOUBT_CODES:
        return WORDS(arena, lang, WORD_INIT_DOUBT_CODES,
                     str_join(arena, scale->missing.items, scale->missing.len, S(" · ")));
    case DOUBT_ENDS:
        return word(lang, WORD_INIT_DOUBT_ENDS);
    case DOUBT_LABELS:
        return WORDS(arena, lang, WORD_INIT_DOUBT_LABELS,
                     str_join(arena, scale->unread.items, scale->unread.len, S(" · ")));
    case DOUBT_WORDS:
        return word(lang, WORD_INIT_DOUBT_WORDS);
    case DOUBT_RIVAL:
        return WORDS(arena, lang, WORD_INIT_DOUBT_RIVAL, metric->rival);
    case DOUBT_FEW:
        return WORDS(arena, lang, WORD_INIT_DOUBT_FEW, num_show_count(arena, scale->answers, lang));
    case DOUBT_BETTER:
        return word(lang, WORD_INIT_DOUBT_BETTER);
    case DOUBT_CHOICES:
        return word(lang, WORD_INIT_DOUBT_CHOICES);
    case DOUBT_PART:
        return word(lang, WORD_INIT_DOUBT_PART);
    case DOUBT_COUNT:
        break;
    }
    return STR_NONE;
}

/* ---- Roles ---- */

bool role_is_used(const Init *init, const InitFile *file, Role role)
{
    bool waves = str_equal(init->period, S("wave"));
    if (file_role(file, role) == NULL)
        return false;
    if (role == ROLE_DATE || role == ROLE_WAVE)
        return (file->period.len == 0 || init->one_wave) && waves == (role == ROLE_WAVE);
    return true;
}

static bool are_numbers(const InitColumn *column)
{
    return column->look.numbers * 2 > column->look.filled && column->coded.len == 0;
}

StrList role_remarks(Init *init, const InitFile *file, Role role, Lang lang)
{
    StrList remarks = {0};
    const InitColumn *column = file_role(file, role);
    if (column == NULL)
        return remarks;
    if (role == ROLE_DATE && !file->order_sure)
        *PUSH(init->arena, &remarks, Str) = word(lang, WORD_INIT_INI_DATE_ORDER);
    if (role == ROLE_UNIT && are_numbers(column))
        *PUSH(init->arena, &remarks, Str) = word(lang, WORD_INIT_INI_UNIT_CODES);
    if (file->weak[role])
        *PUSH(init->arena, &remarks, Str) = word(lang, WORD_INIT_ROLE_WEAK);
    if (file->rivals[role].len > 0)
        *PUSH(init->arena, &remarks, Str) =
            WORDS(init->arena, lang, WORD_INIT_ROLE_RIVALS, file->rivals[role]);
    return remarks;
}

/* ---- Sections ---- */

/* Where the tool marks every row, the consultant is trying things out. */
SourceRemarks source_remarks(const Init *init, const InitSource *source)
{
    int64_t rows = 0, aside = 0, tests = 0, partial = 0;
    for (ptrdiff_t i = 0; i < source->files.len; i++) {
        const Look *look = &init->files[source->files.items[i]].look;
        rows += look->rows;
        aside += look->aside;
        tests += look->tests;
        partial += look->partial;
    }
    const InitFile *file = &init->files[source->files.items[0]];
    bool all = aside >= rows;
    return (SourceRemarks){.side = !file->side_sure,
                           .encoding = file->encoding != ENCODING_AUTO,
                           .aside = all,
                           .sheets = file->other_sheets,
                           .borrowed = file->period.len > 0 && init->period_borrowed,
                           .tests = all ? tests : 0,
                           .partial = all ? partial : 0};
}

StrList period_remarks(Init *init, Lang lang)
{
    enum { ENOUGH = 30 };
    bool waves = str_equal(init->period, S("wave"));
    bool years = str_equal(init->period, S("year")) && init->files[0].period.len > 0;
    Word reason = init->period_all ? WORD_INIT_INI_ALL
                  : waves          ? WORD_INIT_INI_WAVES
                  : init->one_wave ? WORD_INIT_INI_ONE_WAVE
                  : years          ? WORD_INIT_INI_YEARS
                                   : WORD_INIT_INI_DATED;
    StrList remarks = {0};
    *PUSH(init->arena, &remarks, Str) = word(lang, reason);
    if (init->latest > 0 && init->latest < ENOUGH)
        *PUSH(init->arena, &remarks, Str) = WORDS(init->arena, lang, WORD_INIT_INI_THIN,
                                                  num_show_count(init->arena, init->latest, lang));
    return remarks;
}
