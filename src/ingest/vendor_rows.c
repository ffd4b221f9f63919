#include "vendor_rows.h"

/* What the tools write into which column. A rule is there for every file that has one of its
 * columns; the first rule that a row fulfils says why it leaves. */
typedef struct Rule {
    const char *format;
    const char *columns; /* by any name of theirs, `|` between */
    const char *values;  /* folded; "||": empty; "<100": a number below that */
    Aside aside;
} Rule;

#define NO_WORDS "|0|false|no|falsch|nein|faux|non|falso|não|sai|không|"
#define YES_WORDS "|1|true|t|yes|"
#define STATUS "Status|Response Type|status"
#define CHANNEL "DistributionChannel|Distribution Channel|distributionChannel"

static const Rule rules[] = {
    {"qualtrics", STATUS, "|1|9|17|survey preview|preview|survey preview spam|offline preview|",
     ASIDE_PREVIEW},
    {"qualtrics", STATUS, "|2|survey test|test|", ASIDE_TEST},
    {"qualtrics", STATUS, "|8|spam|", ASIDE_SPAM},
    {"qualtrics", CHANNEL, "|preview|", ASIDE_PREVIEW},
    {"qualtrics", CHANNEL, "|test|", ASIDE_TEST},
    {"qualtrics", "Finished|finished", NO_WORDS, ASIDE_PARTIAL},
    {"qualtrics", "Progress|progress", "<100", ASIDE_PARTIAL}, /* Finished may be left out */
    {"limesurvey", "submitdate|Date submitted|submitdate. Date submitted", "||", ASIDE_PARTIAL},
    {"typeform", "Response Type", "|partial|started|", ASIDE_PARTIAL},
    {"formbricks", "Finished", NO_WORDS, ASIDE_PARTIAL},
    {"kobo", "_validation_status", "|not approved|validation_status_not_approved|", ASIDE_DELETED},
    {"touchpoints", "Spam", YES_WORDS, ASIDE_SPAM},
    {"touchpoints", "Deleted", YES_WORDS, ASIDE_DELETED},
    {"touchpoints", "Archived", YES_WORDS, ASIDE_DELETED},
    {"touchpoints", "Flagged", YES_WORDS, ASIDE_DELETED},
};

void row_marks_open(RowMarks *marks, const TextFile *file)
{
    marks->count = 0;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rules) && marks->count < MARKS_LIMIT; i++) {
        if (!str_equal(file->format, str_from(rules[i].format)))
            continue;
        ptrdiff_t column = text_file_find_any(file, str_from(rules[i].columns));
        if (column >= 0)
            marks->marks[marks->count++] = (RowMark){
                .column = column, .aside = rules[i].aside, .values = str_from(rules[i].values)};
    }
}

static bool is_below(Str cell, Str bound)
{
    Num number = num_parse_answer(str_trim(cell)), limit = num_parse_answer(bound);
    return number.ok && number.value < limit.value;
}

static bool is_marked(Arena *arena, RowMark *mark, Str cell)
{
    if (cell.len == 0)
        return false; /* only submitdate means something by being empty */
    uint64_t hash = memo_hash(cell);
    const ptrdiff_t *known = memo_find(&mark->known, cell, hash);
    if (known != NULL)
        return *known != 0;
    ArenaMark before = arena_mark(arena);
    Str parts[] = {S("|"), text_fold(arena, csv_value(arena, cell)), S("|")};
    bool found = str_starts(mark->values, S("<"))
                     ? is_below(parts[1], str_slice(mark->values, 1, mark->values.len))
                     : str_find(mark->values, str_join(arena, parts, 3, STR_NONE)) >= 0;
    arena_reset(arena, before);
    if (mark->known.len < 1000)
        memo_put(arena, &mark->known, cell, hash, found);
    return found;
}

/* Spam and what was deleted is nobody's answer, whatever the project keeps. */
bool row_mark_is_kept(const Source *source, Aside aside)
{
    switch (aside) {
    case ASIDE_NONE:
        return true;
    case ASIDE_PREVIEW:
    case ASIDE_TEST:
        return source->keep_tests;
    case ASIDE_PARTIAL:
        return source->keep_partial;
    case ASIDE_SPAM:
    case ASIDE_DELETED:
    case ASIDE_COUNT:
        break;
    }
    return false;
}

Aside row_marks_find(Arena *arena, RowMarks *marks, const Source *source, const CsvRecord *record)
{
    Aside kept = ASIDE_NONE;
    for (ptrdiff_t i = 0; i < marks->count; i++) {
        RowMark *mark = &marks->marks[i];
        Str cell = mark->column < record->count ? csv_cell(record, mark->column) : STR_NONE;
        bool only_empty = mark->values.len == 2;
        bool found = only_empty ? str_trim(cell).len == 0 || str_equal(str_trim(cell), S("\"\""))
                                : is_marked(arena, mark, cell);
        if (found && !row_mark_is_kept(source, mark->aside))
            return mark->aside;
        if (found && kept == ASIDE_NONE)
            kept = mark->aside; /* a preview may still be unfinished */
    }
    return kept;
}
