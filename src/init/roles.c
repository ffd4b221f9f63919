/* Columns that say something about the row: when, where, who (as a number), how much it weighs. */
#include "inside.h"

#include "../base/banned.h"

static const LookDates *best_dates(const LookColumn *look, DateOrder *order, bool *sure)
{
    const LookDates *dates = look->dates;
    int64_t dmy = dates[DATE_ORDER_DMY].good, mdy = dates[DATE_ORDER_MDY].good;
    *sure = true;
    if (dates[DATE_ORDER_YMD].good >= dmy && dates[DATE_ORDER_YMD].good >= mdy)
        *order = DATE_ORDER_AUTO;
    else if (dmy != mdy)
        *order = dmy > mdy ? DATE_ORDER_DMY : DATE_ORDER_MDY;
    else { /* both fit: answers come within days or weeks, so the shorter stretch is likelier */
        int64_t day_first =
            date_days(dates[DATE_ORDER_DMY].last) - date_days(dates[DATE_ORDER_DMY].first);
        int64_t month_first =
            date_days(dates[DATE_ORDER_MDY].last) - date_days(dates[DATE_ORDER_MDY].first);
        *order = month_first < day_first ? DATE_ORDER_MDY : DATE_ORDER_DMY;
        *sure = false;
    }
    return &dates[*order];
}

static bool may_be_date(const InitFile *file, const InitColumn *column, bool by_tool)
{
    enum { FIRST_YEAR = 2000, LAST_YEAR = 2079 };
    const LookColumn *look = &column->look;
    DateOrder order;
    bool sure;
    if (look->filled == 0)
        return false;
    const LookDates *dates = best_dates(look, &order, &sure);
    bool named = by_tool || column->heading.score[TOPIC_DATE] >= 4;
    bool serial = look->serials > 0;
    return dates->good * 10 >= look->filled * 9 && look->filled * 2 >= file->look.rows &&
           dates->first.year >= FIRST_YEAR && dates->last.year <= LAST_YEAR && (named || !serial) &&
           column->heading.score[TOPIC_DATE] >= 0;
}

static int date_score(const InitFile *file, const InitColumn *column)
{
    enum { BY_TOOL = 20 };
    bool by_tool = file->look.date.len > 0 && str_equal(column->name, file->look.date);
    if (!may_be_date(file, column, by_tool))
        return 0;
    return 1 + column->heading.score[TOPIC_DATE] + (by_tool ? BY_TOOL : 0);
}

static bool is_constant_or_more(const InitFile *file, const LookColumn *look)
{
    bool few_rows = file->look.rows < 20;
    return look->more || look->values.len < 2 ||
           (!few_rows && look->values.len * 2 > look->filled) || look->filled * 2 < file->look.rows;
}

static int unit_score(const InitFile *file, const InitColumn *column)
{
    enum { UNITS_LIMIT = 300, WORDS_LIMIT = 14, CODES_LIMIT = 7, MANY_WORDS = 6, MUCH = 5 };
    const int *score = column->heading.score;
    if (score[TOPIC_UNIT] < 3 || score[TOPIC_FACT] > score[TOPIC_UNIT] || column->machine ||
        column->ranked || is_constant_or_more(file, &column->look) ||
        column->look.values.len > UNITS_LIMIT)
        return 0;
    bool scale = column->look.numbers == column->look.filled && score[TOPIC_CHOICE] < 4 &&
                 column->look.values.len <= CODES_LIMIT && heading_words(&column->heading) > 4;
    ptrdiff_t words = heading_words(&column->heading);
    if (scale || words > WORDS_LIMIT || (words > MANY_WORDS && score[TOPIC_UNIT] < MUCH))
        return 0;
    if (score[TOPIC_OPINION] >= 3 || score[TOPIC_NPS] >= 4 || score[TOPIC_COMMENT] >= 4)
        return 0;
    return score[TOPIC_UNIT];
}

/* Some come twice in any export: that is what ids are for. */
static bool hardly_repeats(const LookColumn *look)
{
    int64_t kept = 0;
    for (ptrdiff_t i = 0; i < look->values.len; i++)
        kept += look->values.items[i].count;
    return (kept - look->values.len) * 20 <= kept;
}

static int id_score(const InitFile *file, const InitColumn *column)
{
    enum { BY_TOOL = 7 };
    const LookColumn *look = &column->look;
    bool typeform = str_equal(column->name, S("#"));
    int score = typeform ? BY_TOOL : column->heading.score[TOPIC_ID];
    bool each_row = look->filled * 10 >= file->look.rows * 9 && look->values.len >= 2;
    return each_row && hardly_repeats(look) ? score : 0;
}

static int weight_score(const InitFile *file, const InitColumn *column)
{
    const LookColumn *look = &column->look;
    /* Decimal commas are told by the column itself, as ingest does. */
    int64_t read = look->numbers + (look->commas > 0 ? look->commas + look->unsure : 0);
    bool numbers = read == look->filled && look->filled * 10 >= file->look.rows * 9;
    return numbers && heading_words(&column->heading) <= 4 ? column->heading.score[TOPIC_WEIGHT]
                                                           : 0;
}

static int comment_score(const InitFile *file, const InitColumn *column)
{
    enum { LETTERS = 12, WIDE = 40, VARIED = 20 };
    const LookColumn *look = &column->look;
    if (look->filled == 0 || column->machine || look->numbers * 4 > look->filled)
        return 0;
    int64_t mean = look->letters / look->filled;
    int score = column->heading.score[TOPIC_COMMENT];
    bool own_words = look->more || look->values.len * 2 > look->filled ||
                     (score >= 4 && look->values.len > VARIED);
    if (!own_words || mean < LETTERS || look->dates[DATE_ORDER_DMY].good * 2 > look->filled)
        return 0;
    if (score < 3 && (mean < WIDE || heading_words(&column->heading) < 3))
        return 0;
    return 1 + score * 3 + (int)(mean < WIDE ? mean : WIDE) / 10 +
           (look->filled * 4 > file->look.rows ? 3 : 0);
}

static int wave_score(const InitFile *file, const InitColumn *column)
{
    enum { WAVES_LIMIT = 24 };
    const LookColumn *look = &column->look;
    bool few = !look->more && look->values.len >= 2 && look->values.len <= WAVES_LIMIT;
    bool full = look->filled * 10 >= file->look.rows * 9;
    return few && full && heading_words(&column->heading) <= 4 &&
                   column->heading.score[TOPIC_FACT] == 0
               ? column->heading.score[TOPIC_WAVE]
               : 0;
}

typedef int RoleScore(const InitFile *file, const InitColumn *column);
static const struct {
    RoleScore *score;
    int least;
    int near; /* another that falls short by no more would do as well; -1: nobody asks */
} roles[ROLE_COUNT] = {
    [ROLE_DATE] = {date_score, 1, 1},        [ROLE_UNIT] = {unit_score, 3, 2},
    [ROLE_ID] = {id_score, 4, -1},           [ROLE_WEIGHT] = {weight_score, 5, -1},
    [ROLE_COMMENT] = {comment_score, 1, 40}, [ROLE_WAVE] = {wave_score, 4, -1},
};

static ptrdiff_t best_column(const InitFile *file, Role role)
{
    ptrdiff_t best = -1;
    int best_score = roles[role].least - 1;
    for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
        const InitColumn *column = &file->columns[c];
        if (column->person || column->role || column->name.len == 0)
            continue;
        int score = roles[role].score(file, column);
        if (score <= best_score)
            continue;
        best = c;
        best_score = score;
    }
    return best;
}

/* Names of the others that come near the best. */
static Str find_rivals(Arena *arena, const InitFile *file, Role role)
{
    enum { SHOWN = 3 };
    StrList names = {0};
    int best = roles[role].score(file, &file->columns[file->role[role]]);
    for (ptrdiff_t c = 0; roles[role].near >= 0 && c < file->look.column_count; c++) {
        const InitColumn *column = &file->columns[c];
        if (column->person || column->role || column->name.len == 0)
            continue;
        int score = roles[role].score(file, column);
        if (role == ROLE_COMMENT && column->heading.score[TOPIC_COMMENT] < 3)
            continue;
        if (score >= roles[role].least && score >= best - roles[role].near && names.len < SHOWN)
            *PUSH(arena, &names, Str) = column->name;
    }
    return str_join(arena, names.items, names.len, S(" · "));
}

/* The words of a place where people live, or of no comment at all. */
static bool is_weak(const InitFile *file, Role role)
{
    const InitColumn *column = &file->columns[file->role[role]];
    const int *score = column->heading.score;
    if (role == ROLE_COMMENT)
        return score[TOPIC_COMMENT] < 3;
    return role == ROLE_UNIT && score[TOPIC_FACT] > 0 && score[TOPIC_UNIT] - score[TOPIC_FACT] < 5;
}

void roles_find(Arena *arena, InitFile *file)
{
    for (Role role = ROLE_DATE; role < ROLE_COUNT; role++) {
        file->role[role] = best_column(file, role);
        if (file->role[role] < 0)
            continue;
        file->columns[file->role[role]].role = true;
        file->rivals[role] = find_rivals(arena, file, role);
        file->weak[role] = is_weak(file, role);
    }
    const InitColumn *date = file_role(file, ROLE_DATE);
    if (date == NULL)
        return;
    const LookDates *dates = best_dates(&date->look, &file->order, &file->order_sure);
    file->first = dates->first;
    file->last = dates->last;
    file->last_month = dates->last_month;
}
