#include "choices.h"

/* ---- Splitting ---- */

/* Bytes of the separator that the text begins with; 0: none. */
static ptrdiff_t separator_length(Str text)
{
    ptrdiff_t at = 0;
    while (at < text.len && text.s[at] == ' ')
        at++;
    if (at < text.len && (text.s[at] == ',' || text.s[at] == ';' || text.s[at] == '|'))
        at++;
    while (at > 0 && at < text.len && text.s[at] == ' ')
        at++;
    return at;
}

/* The longest choice that the text begins with and that ends at a separator; -1: none. */
static ptrdiff_t longest_choice(Str text, const Str *known, ptrdiff_t count)
{
    ptrdiff_t best = -1;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (known[i].len == 0 || !str_starts(text, known[i]))
            continue;
        Str rest = str_slice(text, known[i].len, text.len);
        bool whole = rest.len == 0 || separator_length(rest) > 0;
        if (whole && (best < 0 || known[i].len > known[best].len))
            best = i;
    }
    return best;
}

ChoiceList choices_split(Arena *arena, Str cell, const Str *known, ptrdiff_t count)
{
    ChoiceList chosen = {0};
    Str rest = str_trim(cell);
    while (rest.len > 0) {
        ptrdiff_t choice = longest_choice(rest, known, count);
        if (choice < 0)
            return (ChoiceList){0};
        *PUSH(arena, &chosen, ptrdiff_t) = choice;
        rest = str_slice(rest, known[choice].len, rest.len);
        rest = str_slice(rest, separator_length(rest), rest.len);
    }
    return chosen;
}

/* ---- Answers ---- */

/* "1,2,3", which readers take for 123. "4,5" alone may be four and a half, unless the tool joins
 * its codes so. */
static bool is_several_numbers(const Scale *scale, Str answer, bool comma_joins)
{
    double low = scale->worst < scale->best ? scale->worst : scale->best;
    double high = scale->worst < scale->best ? scale->best : scale->worst;
    ptrdiff_t numbers = 0;
    bool bare = !comma_joins;
    while (answer.len > 0) {
        ptrdiff_t end = 0;
        while (end < answer.len && separator_length(str_slice(answer, end, answer.len)) == 0)
            end++;
        Num number = num_parse_answer(str_slice(answer, 0, end));
        if (!number.ok || number.value < low || number.value > high)
            return false;
        numbers++;
        answer = str_slice(answer, end, answer.len);
        ptrdiff_t between = separator_length(answer);
        bare = bare && (between == 0 || (between == 1 && answer.s[0] == ','));
        answer = str_slice(answer, between, answer.len);
    }
    return numbers > (bare ? 2 : 1);
}

bool answer_is_several(Arena *arena, const Scale *scale, Str answer, bool comma_joins)
{
    if (!scale->words)
        return is_several_numbers(scale, answer, comma_joins);
    Str *labels = NEW(arena, Str, scale->level_count);
    for (ptrdiff_t l = 0; l < scale->level_count; l++)
        labels[l] = text_fold(arena, scale->labels[l]);
    return choices_split(arena, text_fold(arena, answer), labels, scale->level_count).len > 1;
}

/* ---- Units ---- */

enum { UNITS_LOOKED_AT = 2000 }; /* each against all others */

static bool may_be_several(Str unit)
{
    static const char *const marks[] = {",", ";", "|"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(marks); i++) {
        if (str_find(unit, str_from(marks[i])) >= 0)
            return true;
    }
    return false;
}

void report_several_units(RowReader *reader)
{
    Arena *scratch = reader->in->scratch;
    StrList single = {0}, joined = {0}, names = {0};
    for (ptrdiff_t i = 0; i < reader->units.cap; i++) {
        const MemoSlot *slot = &reader->units.slots[i];
        if (slot->s == NULL || slot->len == 0)
            continue;
        Str name = text_name_key(scratch, csv_value(scratch, (Str){slot->s, slot->len}));
        Str key = text_fold(scratch, name);
        bool several = may_be_several(key);
        if (strlist_find(several ? &joined : &single, key) >= 0)
            continue;
        *PUSH(scratch, several ? &joined : &single, Str) = key;
        if (several)
            *PUSH(scratch, &names, Str) = name;
        if (single.len + joined.len > UNITS_LOOKED_AT)
            return;
    }
    ptrdiff_t count = 0, most = 0;
    Str first = STR_NONE;
    for (ptrdiff_t i = 0; i < joined.len; i++) {
        ChoiceList chosen = choices_split(scratch, joined.items[i], single.items, single.len);
        bool trailing = str_ends(joined.items[i], S(";"));
        if (chosen.len < 2 && !trailing)
            continue;
        /* The clearest, then the smallest name: a memo has no order of its own. */
        bool clearer =
            chosen.len > most || (chosen.len == most && str_compare(names.items[i], first) < 0);
        if (count++ == 0 || clearer) {
            first = names.items[i];
            most = chosen.len;
        }
    }
    if (count > 0)
        diag_add(reader->in->diags, DIAG_DATA_MULTI_UNIT, reader->work->source->unit.pos, first,
                 str_format(scratch, "%td", count));
}

/* ---- Groups of an NPS ---- */

static Str file_has(Ingest *in, const TextFile *file, Str name)
{
    ptrdiff_t count;
    Str key = text_name_key(in->scratch, name);
    return text_file_find(file, key, &count) >= 0 ? key : STR_NONE;
}

/* A column whose name asks for a recommendation; empty: none. */
static Str recommendation(Ingest *in, const TextFile *file, ptrdiff_t but)
{
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        Str name = text_fold(in->scratch, file->columns[c].name);
        bool asks = str_find(name, S("recommend")) >= 0 || str_find(name, S("giới thiệu")) >= 0;
        if (c != but && asks)
            return file->columns[c].name;
    }
    return STR_NONE;
}

static bool is_group_name(Ingest *in, Str name, Str *stem)
{
    Str folded = text_fold(in->scratch, name);
    if (str_equal(folded, S("nps_type")) || str_equal(folded, S("nps type"))) {
        *stem = STR_NONE;
        return true;
    }
    static const Str ends[] = {{"_nps_group", 10}, {"(group)", 7}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ends); i++) {
        if (!str_ends(folded, ends[i]) || folded.len != name.len)
            continue;
        Str head = str_trim(str_slice(name, 0, name.len - ends[i].len));
        *stem = str_ends(head, S(" -")) ? str_trim(str_slice(head, 0, head.len - 2)) : head;
        return true;
    }
    return false;
}

/* The project itself lists the groups as a scale. */
static bool is_group_scale(Ingest *in, const Scale *scale)
{
    for (ptrdiff_t l = 0; scale->words && l < scale->level_count; l++) {
        Str label = text_fold(in->scratch, scale->labels[l]);
        if (str_equal(label, S("promoter")) || str_equal(label, S("promoters")))
            return true;
    }
    return false;
}

void report_nps_groups(Ingest *in, const SourceFile *file, const Metric *metric, ptrdiff_t column)
{
    const HeaderColumn *head = &file->text.columns[column];
    Str stem = STR_NONE;
    bool named = false;
    for (int r = 0; !named && r < HEADER_ROWS_LIMIT; r++)
        named = head->keys[r].len > 0 && is_group_name(in, head->keys[r], &stem);
    if (!named && !is_group_scale(in, &metric->scale))
        return;
    Str scores = stem.len > 0 ? file_has(in, &file->text, stem) : STR_NONE;
    if (scores.len == 0)
        scores = recommendation(in, &file->text, column);
    if (scores.len == 0)
        scores = S("…");
    diag_add(in->diags, DIAG_DATA_NPS_GROUP, metric->column.pos, head->name, scores);
}
